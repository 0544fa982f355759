from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from frontmap.atlas import Atlas
from frontmap.drawing.heading import (
    FULL_HEADING,
    NO_HEADING,
    Heading,
    day_line,
    end_of_day,
    heading_height,
    set_heading,
)
from frontmap.drawing.marks import Box, Words
from frontmap.drawing.styles import Style

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot

WIDE = Box(10, 20, 900, 0)


def texts(snapshot: Snapshot, heading: Heading, language: str = "en") -> list[str]:
    marks, _ = set_heading(snapshot, heading, WIDE, Style(1.0, language))
    return [" ".join(mark.lines) for mark in marks if isinstance(mark, Words)]


def test_it_says_the_day_what_happened_and_the_caption(builtin: Atlas) -> None:
    day, title, caption = texts(builtin.on(date(2018, 5, 3)), FULL_HEADING)
    assert day == "3 May 2018 · Southern Damascus, April and May 2018 · state at the end of the day"
    assert title.startswith("Al-Hajar al-Aswad is cut in two")
    assert caption.startswith("Government forces cut al-Hajar al-Aswad in two")


def test_a_text_in_place_of_ours_is_taken_and_an_empty_one_leaves_it_out(builtin: Atlas) -> None:
    snapshot = builtin.on(date(2018, 5, 3))
    assert texts(snapshot, Heading(title="A", subtitle="B", caption="C")) == ["B", "A", "C"]
    assert texts(snapshot, NO_HEADING) == []
    assert len(texts(snapshot, Heading(caption=""))) == 2
    assert NO_HEADING.empty
    assert not Heading(title="").empty
    assert [Heading(subtitle=text).says_day for text in (None, "", "B")] == [True, False, False]


def test_whose_account_it_is_stands_with_the_day(tiny_atlas: Atlas) -> None:
    told = tiny_atlas.account("side:blue").on(date(2001, 1, 3))
    assert end_of_day(told, "en") == "state at the end of the day · as told by: Blue party"
    assert day_line(told, "en").endswith("as told by: Blue party")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_day_of_an_episode_with_a_caption_has_the_same_room(
    builtin: Atlas, language: str
) -> None:
    style = Style(1.0, language)
    days = (date(2018, 4, 18), date(2018, 5, 3), date(2018, 5, 21))
    heights = {heading_height(builtin.on(day), FULL_HEADING, 900, style) for day in days}
    assert len(heights) == 1
    (height,) = heights
    assert all(set_heading(builtin.on(d), FULL_HEADING, WIDE, style)[1] <= height for d in days)


def test_texts_stand_one_under_the_other_where_reading_starts(builtin: Atlas) -> None:
    for language in ("en", "ar"):
        marks, height = set_heading(
            builtin.on(date(2018, 5, 3)), FULL_HEADING, WIDE, Style(1.0, language)
        )
        boxes = [mark.box for mark in marks if isinstance(mark, Words)]
        assert all(one.bottom < two.y for one, two in pairwise(boxes))
        assert boxes[-1].bottom == pytest.approx(WIDE.y + height)
        edges = {box.x if language == "en" else box.right for box in boxes}
        assert edges == {WIDE.x if language == "en" else WIDE.right}


def test_a_day_without_a_caption_has_none(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, captions=()))
    assert len(texts(bare.on(date(2001, 1, 3)), FULL_HEADING)) == 2
