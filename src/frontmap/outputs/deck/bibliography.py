"""The pages of a deck's bibliography: which sources stand on which slide, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.lettering import block_height, wrapped
from frontmap.drawing.marks import Box
from frontmap.outputs.deck.pptx_file import MARGIN, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CITED",
    "CITED_GAP",
    "COLUMNS",
    "LAST_SOURCES",
    "METHOD",
    "NARROWER",
    "fitting",
    "pages",
]

#: The letters of a citation and the space below it, in points.
CITED, CITED_GAP = 9.5, 3.0
#: Most fonts are so much narrower than the one whose widths `drawing.lettering` has.
NARROWER = 0.9

#: The columns of a slide of sources; on the last slide, the method and the sources beside it.
COLUMNS = (Box(MARGIN, 64, 446, 440), Box(MARGIN + 466, 64, 446, 440))
METHOD = Box(MARGIN, 64, 380, 430)
LAST_SOURCES = Box(MARGIN + 404, 64, WIDTH - 2 * MARGIN - 404, 430)


def pages(texts: Sequence[str]) -> list[list[str]]:
    """Part texts so that the last part fits beside the method and each other fills a slide."""
    made: list[list[str]] = []
    rest = list(texts)
    while fitting(rest, LAST_SOURCES) < len(rest):
        taken = 0
        for box in COLUMNS:
            taken += fitting(rest[taken:], box)
        taken = max(taken, 1)
        made.append(rest[:taken])
        rest = rest[taken:]
    return [*made, rest]


def fitting(texts: Sequence[str], box: Box) -> int:
    """Return how many texts fit into a box, one below the other."""
    room = box.height
    for number, text in enumerate(texts):
        # An address breaks anywhere in a slide, so that no line is wider than the box.
        lines = len(wrapped(text, CITED, box.width / NARROWER))
        room -= block_height(lines, CITED) + CITED_GAP
        if room < 0:
            return number
    return len(texts)
