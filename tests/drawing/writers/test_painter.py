from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from drawings import drawn
from PIL import Image

from frontmap.drawing.lettering import set_words
from frontmap.drawing.marks import Box, Drawing, Fill, MarkGroup, Part, Shape, TextStyle
from frontmap.drawing.outlines import corners_of
from frontmap.drawing.picture import single
from frontmap.drawing.writers.painter import lacking_letters, paint_pixels, paint_png
from frontmap.statuses import SOLID

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Mark

RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def painted(*marks: Mark) -> Image.Image:
    box = Box(0, 0, 90, 90)
    groups = (MarkGroup(Part.AREAS, marks),)
    drawing = Drawing(90, 90, "en", "", "", box, groups)
    pixels, size = paint_pixels(single(drawing), width=90)
    return Image.frombytes("RGBA", size, pixels)


def test_a_ring_in_a_ring_is_a_hole_whichever_way_it_turns() -> None:
    outer, inner = corners_of(Box(0, 0, 90, 90)), corners_of(Box(30, 30, 30, 30))
    for ring in (inner, inner[::-1]):
        image = painted(Shape((outer, ring), Fill(SOLID, ("#ff0000",))))
        assert image.getpixel((10, 10)) == RED
        assert image.getpixel((45, 45)) == (255, 255, 255, 255)


def test_a_later_mark_lies_over_an_earlier_one() -> None:
    square = (corners_of(Box(0, 0, 90, 90)),)
    marks = [Shape(square, Fill(SOLID, (colour,))) for colour in ("#ff0000", "#0000ff")]
    assert painted(*marks).getpixel((45, 45)) == BLUE
    assert painted(*marks[::-1]).getpixel((45, 45)) == RED


def test_letters_that_the_font_lacks_are_named_once_and_in_order(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    words = set_words(("海北 a海",), 0, 0, TextStyle(10, "#000000", "en"))
    there = replace(drawing, groups=(MarkGroup(Part.LABELS, (words,)),))
    assert lacking_letters([single(there)]) == "北海"
    assert lacking_letters([single(drawing)]) == ""


def test_a_png_has_the_width_and_the_title_that_were_asked_for(tiny_atlas: Atlas) -> None:
    content = paint_png(single(drawn(tiny_atlas, 1)), width=300, dpi=100)
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (300, 225)
        assert image.info["Title"] == "Three fields · The first week: 1 January 2001"
