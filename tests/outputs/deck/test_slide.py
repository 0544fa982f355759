from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontmap.drawing.marks import Box
from frontmap.outputs.deck.house import own_house
from frontmap.outputs.deck.places import Kind, Role
from frontmap.outputs.deck.slide import TITLE_SIZES, as_shown, largest, new_slide

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

WORDS = "word " * 60


def test_a_short_title_has_the_letters_of_its_layout(tiny_atlas: Atlas) -> None:
    made = new_slide(own_house(tiny_atlas, "en"), Kind.MAP, "Blue takes a field")
    heading = made.slide.shapes.title
    assert heading is not None
    assert [None] == [run.font.size for run in heading.text_frame.paragraphs[0].runs]


def test_a_long_title_is_set_smaller_and_never_below_22_points_and_then_cut(
    tiny_atlas: Atlas,
) -> None:
    house = own_house(tiny_atlas, "en")
    sizes = []
    for count in (10, 24, 26, 28, 60):
        heading = new_slide(house, Kind.MAP, "word " * count).slide.shapes.title
        assert heading is not None
        size = heading.text_frame.paragraphs[0].runs[0].font.size
        sizes.append(size.pt if size else TITLE_SIZES[0])
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) == TITLE_SIZES[-1] == 22
    assert heading.text_frame.text.endswith("…")


def test_placeholders_that_nothing_stands_in_are_taken_out_but_for_those_that_are_left(
    tiny_atlas: Atlas,
) -> None:
    made = new_slide(own_house(tiny_atlas, "en"), Kind.OPENING, "A title")
    made.put(Role.SUBTITLE, ["Below it"])
    made.leave(Role.QUESTION)
    made.finish()
    assert ["title", "subtitle", "question", "number"] == [
        shape.name for shape in made.slide.shapes
    ]


def test_a_text_in_a_placeholder_is_text_whatever_is_in_it(tiny_atlas: Atlas) -> None:
    made = new_slide(own_house(tiny_atlas, "en"), Kind.METHOD, "<a:t>\x00")
    made.put(Role.TEXT, ["</p:sp>&\x1b", "two"])
    texts = [shape.text_frame.text for shape in made.slide.placeholders]  # type: ignore[attr-defined]
    assert "<a:t>\N{REPLACEMENT CHARACTER}" in texts
    assert "</p:sp>&\N{REPLACEMENT CHARACTER}\ntwo" in texts


def test_a_slide_can_be_hidden(tiny_atlas: Atlas) -> None:
    made = new_slide(own_house(tiny_atlas, "en"), Kind.PLAIN, "A title")
    made.hide()
    assert "0" == made.slide.element.get("show")


@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_set_as_large_as_it_fits_and_cut_where_none_does(bold: bool) -> None:  # noqa: FBT001
    box = Box(0, 0, 400, 40)
    assert 20.0 == largest("short", box, (20.0, 12.0), bold=bold)
    assert 12.0 == largest(WORDS, box, (20.0, 12.0), bold=bold)
    shown = as_shown(WORDS, 12.0, box, bold=bold)
    assert shown.endswith("…")
    assert largest(shown, box, (12.0, 1.0), bold=bold) == 12.0
