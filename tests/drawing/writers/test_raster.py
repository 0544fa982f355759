from __future__ import annotations

import io
from typing import TYPE_CHECKING

from drawings import drawn
from PIL import Image

from frontmap.drawing.lettering import set_words
from frontmap.drawing.marks import Box, Drawing, Fill, MarkGroup, Part, Shape, TextStyle
from frontmap.drawing.outlines import corners_of
from frontmap.drawing.picture import single
from frontmap.drawing.writers.raster import paint_frame, paint_png
from frontmap.model import Doubt
from frontmap.statuses import SOLID, Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Mark

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
WHOLE = corners_of(Box(0, 0, 90, 90))


def painted(*marks: Mark) -> Image.Image:
    groups = (MarkGroup(Part.AREAS, marks),)
    return paint_frame(single(Drawing(90, 90, "en", "", "", Box(0, 0, 90, 90), groups)), width=90)


def test_a_ring_in_a_ring_is_a_hole_whichever_way_it_turns() -> None:
    outer, inner = WHOLE, corners_of(Box(30, 30, 30, 30))
    for ring in (inner, inner[::-1]):
        image = painted(Shape((outer, ring), Fill(SOLID, ("#ff0000",))))
        assert image.getpixel((10, 10)) == RED
        assert image.getpixel((45, 45)) == WHITE


def test_a_later_mark_lies_over_an_earlier_one() -> None:
    marks = [Shape((WHOLE,), Fill(SOLID, (colour,))) for colour in ("#ff0000", "#0000ff")]
    assert painted(*marks).getpixel((45, 45)) == BLUE
    assert painted(*marks[::-1]).getpixel((45, 45)) == RED


def test_stripes_take_turns_and_leave_no_seam() -> None:
    tile = Status.CONTESTED.row.tile
    fill = Fill(tile, ("#ff0000", "#0000ff"), Doubt.NONE, 12.0)
    image = painted(Shape((WHOLE,), fill))
    inner = image.crop((2, 2, 88, 88))
    seen = {colour: count for count, colour in inner.getcolors(10_000) or ()}
    assert seen[RED] > 1000
    assert seen[BLUE] > 1000
    # what lies between the two stripes mixes them, and lets nothing shine through
    assert all(green < 40 for _, green, _ in seen)  # type: ignore[misc]


def test_letters_are_drawn_in_both_scripts_and_weights() -> None:
    def ink(text: str, *, bold: bool = False, language: str = "en") -> int:
        words = set_words((text,), 5, 20, TextStyle(20, "#000000", language, bold=bold))
        image = painted(words).convert("L")
        return sum((255 - value) * count for value, count in enumerate(image.histogram()))

    assert ink("Qadam") > 10_000
    assert ink("Qadam", bold=True) > 1.1 * ink("Qadam")
    assert ink("القدم", language="ar") > 5_000


def test_a_letter_that_the_font_lacks_is_a_box() -> None:
    def image(text: str) -> Image.Image:
        return painted(set_words((text,), 5, 20, TextStyle(40, "#000000", "en")))

    assert image("海").tobytes() == image("北").tobytes() == image("\u25af").tobytes()
    assert image("海").tobytes() != image("").tobytes()


def test_a_png_has_the_width_and_the_title_that_were_asked_for(tiny_atlas: Atlas) -> None:
    content = paint_png(single(drawn(tiny_atlas, 1)), width=300, dpi=100)
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.size == (300, 225)
        assert image.info["Title"] == "Three fields · The first week: 1 January 2001"
        assert image.info["Description"].startswith("Map of who held which area")
        assert image.info["dpi"] == (99.9998, 99.9998)


def test_the_same_picture_gives_the_same_bytes(tiny_atlas: Atlas) -> None:
    first, second = (paint_png(single(drawn(tiny_atlas, 1)), width=200, dpi=100) for _ in range(2))
    assert first == second
