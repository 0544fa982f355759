from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.atlas import Atlas
from frontmap.drawing.choices import Orientation, Paper, Purpose
from frontmap.drawing.formats import format_for
from frontmap.drawing.marks import Part, Words
from frontmap.errors import RequestError
from frontmap.model import Text
from frontmap.outputs.still import StillOptions, lay_out_still

if TYPE_CHECKING:
    from frontmap.drawing.picture import Picture

DAYS = (date(2018, 4, 18), date(2018, 5, 3), date(2018, 5, 21))


def letters(picture: Picture, part: Part | None = None) -> list[Words]:
    return [
        mark
        for placed in picture.placed
        for group in placed.drawing.groups
        for mark in group.marks
        if isinstance(mark, Words) and (part is None or group.part is part)
    ]


def laid_out(atlas: Atlas, day: date, language: str = "en", **options: object) -> Picture:
    made = StillOptions(**options)  # type: ignore[arg-type]
    assert made.format is not None
    return lay_out_still(atlas, [day], language=language, width=made.format.width, options=made)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("purpose", Purpose)
def test_no_letters_are_smaller_than_the_purpose_needs(
    builtin: Atlas, purpose: Purpose, language: str
) -> None:
    made = format_for(purpose)
    picture = laid_out(builtin, date(2018, 5, 3), language, purpose=purpose)
    assert (picture.width, picture.height) == pytest.approx((made.width, made.height))
    assert min(words.style.size for words in letters(picture)) >= made.least - 1e-6
    labels = letters(picture, Part.LABELS)
    assert len(labels) >= 12
    assert min(words.style.size for words in labels) >= made.least_label - 1e-6


def test_on_a_slide_nothing_is_below_twelve_points_and_no_name_below_fourteen() -> None:
    made = format_for(Purpose.SLIDE)
    assert (made.least, made.least_label, made.width, made.height) == (12, 14, 960, 540)
    papers = [format_for(Purpose.SHEET), format_for(Purpose.COLUMN)]
    assert all(paper.least >= 6.5 for paper in papers)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_day_of_an_episode_has_one_frame(builtin: Atlas, purpose: Purpose) -> None:
    frames = {laid_out(builtin, day, purpose=purpose).placed[0].drawing.frame for day in DAYS}
    assert len(frames) == 1


def test_a_sheet_lies_or_stands_on_either_paper() -> None:
    sizes = {
        (paper, way): (made.width, made.height)
        for paper in Paper
        for way in Orientation
        for made in [format_for(Purpose.SHEET, paper, way)]
    }
    assert sizes[Paper.A4, Orientation.PORTRAIT] == (595.28, 841.89)
    assert sizes[Paper.LETTER, Orientation.LANDSCAPE] == (792.0, 612.0)


@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_stands_on_another_part_or_off_the_picture(
    builtin: Atlas, purpose: Purpose
) -> None:
    for day in DAYS:
        picture = laid_out(builtin, day, purpose=purpose)
        heading, legend, source = (
            [words.box for words in letters(picture, part)]
            for part in (Part.TITLE, Part.LEGEND, Part.SOURCE)
        )
        assert legend
        for one, others in ((heading, legend + source), (legend, source)):
            assert not [(a, b) for a in one for b in others if a.overlaps(b)]
        frame = picture.placed[0].drawing.frame
        assert not [box for box in heading + legend + source if box.overlaps(frame)]
        assert all(0 <= box.x and box.bottom <= picture.height for box in legend + source)


def test_a_legend_without_room_is_refused_with_what_to_try(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    actors = tuple(replace(one, name=Text.of({"en": "W" * 4000})) for one in record.actors)
    crowded = Atlas(replace(record, actors=actors))
    with pytest.raises(RequestError, match=r"have no room on 960 × 540 points.*--for sheet"):
        laid_out(crowded, date(2001, 1, 3), purpose=Purpose.SLIDE)
