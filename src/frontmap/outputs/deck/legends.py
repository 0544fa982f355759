"""The legend of a slide: what is drawn there and no more, in letters that a class can read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.drawing.events import counted_by_day
from frontmap.drawing.legend import (
    SectionKey,
    columns_height,
    legend_sections,
    parted_sections,
    set_columns,
)
from frontmap.drawing.marks import Part
from frontmap.drawing.outlines import rectangle
from frontmap.drawing.styles import PAPER, Style
from frontmap.outputs.deck.places import LEAST_LETTERS
from frontmap.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontmap.atlas import Atlas
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.marks import Box, Drawing, Mark

__all__ = ["drawn_keys", "legend_parts", "sections_of", "set_legend"]

#: How much room is round the letters of a legend, the best first; the letters stay as they are.
_UNITS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
#: How far the paper of a legend reaches beyond it, in a house style whose ground may be dark.
_PANEL = 5.0


def drawn_keys(drawings: Iterable[Drawing]) -> frozenset[str]:
    """Return the keys of the legend's rows for what is drawn: actors, statuses, lines, tints."""
    found: set[str] = set()
    for drawing in drawings:
        found = found.union(*drawing.drawn.values())
        if drawing.marks(Part.EVENTS):
            found.add("events")
    return frozenset(found)


def sections_of(
    atlas: Atlas, keys: frozenset[str], style: Style, heads: Mapping[str, str]
) -> tuple[LegendSection, ...]:
    """Return the legend's rows of these keys, without the long definitions.

    Args:
        atlas: what is drawn.
        keys: of the rows, as `drawn_keys` finds them.
        style: how the legend is drawn.
        heads: what rows are called here, by their keys, where it is something else.
    """
    listed = {SectionKey.ACTORS, SectionKey.STATUSES, SectionKey.LINES}
    sections = legend_sections(atlas.actors, style, events=counted_by_day(atlas))
    kept = (
        section.without_notes().renamed(heads).only(keys)
        for section in sections
        if section.key in listed
    )
    return tuple(section for section in kept if section.entries)


def legend_parts(
    atlas: Atlas, keys: frozenset[str], heads: Mapping[str, str], box: Box, language: str
) -> tuple[Style, list[list[LegendSection]]]:
    """Return the style in which a legend stands in a box, and what stands in one box each."""
    styles = [Style(unit, language, LEAST_LETTERS) for unit in _UNITS]
    for joined in (False, True):
        for style in styles:
            sections = sections_of(atlas, keys, style, heads)
            if not sections:
                return style, []
            if joined:
                sections = _under_one_heading(sections, language)
            if columns_height(sections, box.width, style) <= box.height:
                return style, [list(sections)]
    return styles[-1], list(parted_sections(sections, box.width, box.height, styles[-1]))


def _under_one_heading(
    sections: Sequence[LegendSection], language: str
) -> tuple[LegendSection, ...]:
    """Return all rows as one section, for where headings take too much room."""
    entries = tuple(entry for section in sections for entry in section.entries)
    return tuple(
        replace(section, heading=word("legend", language), entries=entries)
        for section in sections[:1]
    )


def set_legend(
    sections: Sequence[LegendSection], box: Box, style: Style, *, panel: bool = False
) -> list[Mark]:
    """Return the marks of a legend; on paper of its own where `panel` is set."""
    marks, high = set_columns(sections, box, style)
    paper = [rectangle(replace(box, height=high).grown(_PANEL), PAPER)] if panel and marks else []
    return [*paper, *marks]
