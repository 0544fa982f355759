from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from frontmap.drawing.marks import Box
from frontmap.outputs.deck.places import HEIGHT, LEAST_LETTERS, WIDTH, Kind, Places, Role

SLIDE = Box(0, 0, WIDTH, HEIGHT)


def standing(places: Places, kind: Kind) -> dict[str, Box]:
    """What a slide of a kind has at once, by its name."""
    boxes = {str(role): place.box for role, place in places.roles(kind).items()}
    boxes["title"] = places.title.box
    maps = {
        Kind.OPENING: {"map": places.opening_map, "legend": places.opening_texts[2]},
        Kind.MAP: {"map": places.map_box(captioned=True)},
        Kind.PAIR: {"one": places.pair[0], "other": places.pair[1], "legend": places.legend},
    }
    return boxes | maps.get(kind, {})


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_on_a_slide_stands_on_another_or_outside_of_it(kind: Kind, language: str) -> None:
    boxes = standing(Places(language), kind)
    assert all(box.inside(SLIDE) for box in boxes.values())
    touching = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if boxes[one].grown(-0.01).overlaps(boxes[other])
    ]
    assert [] == touching


def test_a_slide_that_is_read_from_the_right_is_the_mirror_of_the_other() -> None:
    english, arabic = (Places(tag) for tag in ("en", "ar"))
    for kind in Kind:
        there = standing(arabic, kind)
        for name, box in standing(english, kind).items():
            mirrored = replace(box, x=WIDTH - box.right)
            assert there[name].x == pytest.approx(mirrored.x), (kind, name)


def test_no_letters_are_too_small() -> None:
    places = Places("en")
    sizes = {place.size for kind in Kind for place in places.roles(kind).values()}
    assert min(sizes) >= LEAST_LETTERS
    assert places.title.size >= 26


def test_a_map_without_captions_is_higher() -> None:
    places = Places("en")
    low, high = (places.map_box(captioned=captioned) for captioned in (True, False))
    assert low.bottom < places.caption.box.y < high.bottom <= places.source.box.y
    assert Role.TEXT in places.roles(Kind.MAP)
