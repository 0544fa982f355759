from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import shapely

from frontmap.atlas import Atlas
from frontmap.days import parse_span
from frontmap.drawing.annotations import annotations_on
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Line, Part, Words
from frontmap.drawing.outlines import box_polygon
from frontmap.model import Annotation, AnnotationKind, Text

if TYPE_CHECKING:
    from frontmap.drawing.marks import Drawing

ANNOTATED = [
    date(2015, 4, 1), date(2015, 4, 4), date(2017, 3, 19), date(2018, 4, 20), date(2018, 4, 29),
    date(2018, 5, 3), date(2018, 5, 20),
]  # fmt: skip


def texts(drawing: Drawing) -> list[Words]:
    return [mark for mark in drawing.marks(Part.ANNOTATIONS) if isinstance(mark, Words)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("day", ANNOTATED, ids=str)
def test_each_text_of_a_day_is_drawn_and_stands_on_no_label_and_on_no_other_text(
    builtin: Atlas, day: date, language: str
) -> None:
    drawing = lay_out(builtin.on(day), language=language)
    drawn = texts(drawing)
    expected = [one.text.to(language) for one in annotations_on(builtin.on(day))]
    told = [" ".join(words.lines) for words in drawn]
    assert sorted(told) == sorted(expected)
    boxes = [words.box for words in drawn]
    labels = [words.box for words in drawing.labels()]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [(a, b) for a in boxes for b in labels if a.overlaps(b)]
    assert all(box.inside(drawing.frame) for box in boxes)


def test_a_line_leads_from_the_text_to_its_place_and_over_no_other_text(builtin: Atlas) -> None:
    drawing = lay_out(builtin.on(date(2018, 5, 3)))
    lines = [m for m in drawing.marks(Part.ANNOTATIONS) if isinstance(m, Line)]
    boxes = [box_polygon(words.box) for words in texts(drawing)]
    assert len(lines) == 2 * len(boxes)
    for line in lines:
        crossed = [box for box in boxes if box.crosses(shapely.LineString(line.paths[0]))]
        assert not crossed


def test_an_account_has_no_text_of_ours(builtin: Atlas) -> None:
    account = builtin.account("side:government").on(date(2018, 5, 3))
    assert annotations_on(account) == ()
    assert not texts(lay_out(account))


def with_text(atlas: Atlas, text: str, area: str = "southeast") -> Atlas:
    one = Annotation(
        parse_span("2001-01-01"), area, "", None, None, AnnotationKind.CALLOUT,
        Text.of(en=text),
    )  # fmt: skip
    return Atlas(replace(atlas.record, annotations=(one,)))


def test_a_text_without_room_is_told_in_the_words_for_those_who_do_not_see_the_map(
    tiny_atlas: Atlas,
) -> None:
    long = "a word " * 400
    drawing = lay_out(with_text(tiny_atlas, long).on(date(2001, 1, 1)), width=400, height=300)
    assert not texts(drawing)
    assert "A word a word" in drawing.about
    short = lay_out(with_text(tiny_atlas, "here").on(date(2001, 1, 1)))
    assert [words.lines for words in texts(short)] == [("here",)]
    assert "here" not in short.about.casefold().replace("where", "").replace("there", "")
