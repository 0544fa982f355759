from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawings import drawn

from frontmap.drawing.picture import PlacedDrawing, require_pixels, single
from frontmap.errors import RequestError

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_a_picture_of_one_drawing_is_as_large_and_says_the_same(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    picture = single(drawing)
    assert picture.placed == (PlacedDrawing(drawing),)
    assert (picture.width, picture.height) == (800, 600)
    assert (picture.title, picture.about) == (drawing.title, drawing.about)
    assert list(picture.areas()) == list(drawing.areas())


def test_a_picture_scales_places_and_drawings_alike(tiny_atlas: Atlas) -> None:
    picture = single(drawn(tiny_atlas, 1))
    twice = picture.scaled(1600)
    assert (twice.width, twice.height) == (1600, 1200)
    assert twice.scaled(400).placed[0].scale == 0.5
    assert picture.scaled(800) is picture


def test_more_pixels_than_one_file_may_have_are_refused_with_the_limit(tiny_atlas: Atlas) -> None:
    picture = single(drawn(tiny_atlas, 1))
    require_pixels([picture] * 25, 4000)
    told = r"^312,000,000 pixels are more than the 300,000,000 that one file may have"
    with pytest.raises(RequestError, match=told):
        require_pixels([picture] * 26, 4000)
