"""Long texts over as many columns and slides as they need: sources, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.lettering import block_height, lines_within, wrapped
from frontmap.outputs.deck.slide import NARROWER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.outputs.deck.places import Place

__all__ = ["columns", "pages"]


def pages(texts: Sequence[str], places: Sequence[Place]) -> list[list[list[str]]]:
    """Part texts into slides, each with a list for each of its places, in order.

    A text stands whole in a place; one that is longer than a whole place goes on in the next.
    """
    filled = columns(texts, places)
    found = []
    while first := next(filled, None):
        found.append([first, *(next(filled, []) for _ in places[1:])])
    return found


def columns(texts: Sequence[str], places: Sequence[Place]) -> Iterator[list[str]]:
    """Yield what stands in one place after the other, the first place again after the last."""
    rest = list(texts)
    number = 0
    while rest:
        place = places[number % len(places)]
        taken = _fitting(rest, place)
        if not taken:
            rest = [*_parted(rest[0], place), *rest[1:]]
            taken = 1
        yield rest[:taken]
        rest, number = rest[taken:], number + 1


def _lines(text: str, place: Place) -> tuple[str, ...]:
    # An address breaks anywhere in a slide, so that no line is wider than the box.
    return wrapped(text, place.size, place.box.width / NARROWER) or ("",)


def _fitting(texts: Sequence[str], place: Place) -> int:
    """Return how many texts fit into a place, one below the other."""
    room = place.box.height
    for number, text in enumerate(texts):
        room -= block_height(len(_lines(text, place)), place.size) + place.gap
        if room < 0:
            return number
    return len(texts)


def _parted(text: str, place: Place) -> Iterator[str]:
    """Yield pieces of a text, each as long as a place is high."""
    most = max(lines_within(place.box.height - place.gap, place.size), 1)
    lines = _lines(text, place)
    for start in range(0, len(lines), most):
        yield " ".join(lines[start : start + most])
