"""The legend: all actors in the order of the file, every status with its meaning, every line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK, ink_on, pale
from frontmap.drawing.lettering import block_height, set_words, wrapped
from frontmap.drawing.marks import Anchor, Box, Fill, Line, Mark, Shape, Stroke
from frontmap.drawing.patterns import NEUTRAL, actor_colour, sample_fill
from frontmap.drawing.styles import MUTED, Style
from frontmap.statuses import SOLID, Status
from frontmap.words import language_of, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontmap.model import Actor

__all__ = ["LegendEntry", "LegendSection", "columns_height", "legend_sections", "set_columns"]

_HEADING, _HEAD, _NOTE = 11.0, 12.0, 10.5
_SWATCH_WIDTH, _SWATCH_HEIGHT = 34.0, 18.0
_GAP, _ROW_GAP, _SECTION_GAP, _COLUMN_GAP = 9.0, 5.5, 12.0, 22.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One row: a sample, what it is called, and what it means.

    Attributes:
        head: what it is called.
        note: what it means; may be empty.
        fill: of the sample's box, if it has one.
        edge: round the sample's box.
        through: strokes of a line through the sample, the lowest first.
        within: strokes of an outline inside the sample's box, the lowest first.
        code: letters in the sample.
        language: in which the head is written.
    """

    head: str
    note: str = ""
    fill: Fill | None = None
    edge: Stroke | None = None
    through: tuple[Stroke, ...] = ()
    within: tuple[Stroke, ...] = ()
    code: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class LegendSection:
    """Rows under one heading."""

    heading: str
    entries: tuple[LegendEntry, ...]


def legend_sections(
    actors: Mapping[str, Actor],
    language: str,
    style: Style,
    *,
    codes: Sequence[tuple[str, str]] = (),
) -> tuple[LegendSection, ...]:
    """Return what the legend says, the same on every date.

    `codes` are the short names that stand on the map alone, each with the full name.
    """
    return (
        LegendSection(word("legend.actors", language), _actor_entries(actors, language)),
        LegendSection(word("legend.statuses", language), _status_entries(language, style)),
        LegendSection(word("legend.lines", language), _line_entries(language, style)),
        *(
            [
                LegendSection(
                    word("legend.codes", language),
                    tuple(LegendEntry(name, code=code, language=language) for code, name in codes),
                )
            ]
            if codes
            else []
        ),
    )


def _actor_entries(actors: Mapping[str, Actor], language: str) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(
            actor.name.to(language),
            fill=Fill(SOLID, (actor_colour(actor.id, actors),)),
            code=actor.short,
            language=actor.name.language(language),
        )
        for actor in actors.values()
    )


def _status_entries(language: str, style: Style) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(
            word(f"status.{status}", language),
            word(f"status.{status}.definition", language),
            fill=sample_fill(status, pitch=style.pitch),
            edge=style.thin_edge if status.row.tile.blank else None,
            language=language,
        )
        for status in Status
    )


def _line_entries(language: str, style: Style) -> tuple[LegendEntry, ...]:
    grey = Fill(SOLID, (pale(NEUTRAL[0]),))
    joint = language_of(language).semicolon
    return (
        LegendEntry(
            word("legend.front_today", language),
            word("legend.front_today.definition", language)
            + joint
            + word("front_unknown_inside", language),
            through=style.front,
            language=language,
        ),
        LegendEntry(
            word("legend.front_yesterday", language), through=style.front_before, language=language
        ),
        LegendEntry(
            word("legend.changed", language), fill=grey, within=style.changed, language=language
        ),
        LegendEntry(
            word("legend.uncertain", language),
            word("legend.uncertain.definition", language),
            fill=Fill(SOLID, (NEUTRAL[1],), pale=True),
            code=language_of(language).question,
            language=language,
        ),
        LegendEntry(
            word("outline.schematic", language),
            word("outline.schematic.definition", language),
            fill=grey,
            edge=style.broken_edge,
            language=language,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the page that is read from its start: left, or right in Arabic."""

    x: float
    width: float
    language: str

    @property
    def anchor(self) -> Anchor:
        return Anchor.RIGHT if language_of(self.language).rtl else Anchor.LEFT

    def start(self, offset: float) -> float:
        """Return the x that lies `offset` after the start."""
        return self.x + self.width - offset if language_of(self.language).rtl else self.x + offset

    def box(self, y: float, width: float, height: float) -> Box:
        """Return a box at the start of the column."""
        return Box(
            self.start(0) - (width if language_of(self.language).rtl else 0), y, width, height
        )


def set_columns(
    sections: Sequence[LegendSection], box: Box, language: str, style: Style
) -> tuple[tuple[Mark, ...], float]:
    """Set the legend into as many columns as `box` is wide for; return the marks and the height.

    Sections stay whole and in order; where they are parted, the columns are as even as can be.
    """
    gap = style.text(_COLUMN_GAP)
    count = _column_count(box.width, style)
    width = (box.width - gap * (count - 1)) / count
    parts = _parted(sections, count, width, style)
    marks: list[Mark] = []
    lowest = 0.0
    for place, part in enumerate(parts):
        offset = place * (width + gap)
        x = box.right - offset - width if language_of(language).rtl else box.x + offset
        column = _Column(x, width, language)
        y = box.y
        for section in part:
            made, y = _set_section(section, column, y, style)
            marks += made
        lowest = max(lowest, y - style.text(_SECTION_GAP) - box.y)
    return tuple(marks), lowest


def columns_height(sections: Sequence[LegendSection], width: float, style: Style) -> float:
    """Return the height that `set_columns` takes in a box of `width`."""
    return set_columns(sections, Box(0, 0, width, 0), "en", style)[1]


def _column_count(width: float, style: Style) -> int:
    return max(1, min(3, int(width // style.text(215))))


def _parted(
    sections: Sequence[LegendSection], count: int, width: float, style: Style
) -> list[Sequence[LegendSection]]:
    heights = [_section_height(section, width, style) for section in sections]
    ways = [
        (0, *cuts, len(sections))
        for cuts in combinations(range(1, len(sections)), min(count, len(sections)) - 1)
    ]
    best = min(ways, key=lambda way: max(sum(heights[a:b]) for a, b in pairwise(way)))
    return [sections[a:b] for a, b in pairwise(best)]


def _section_height(section: LegendSection, width: float, style: Style) -> float:
    return _set_section(section, _Column(0, width, "en"), 0, style)[1]


def _set_section(
    section: LegendSection, column: _Column, y: float, style: Style
) -> tuple[list[Mark], float]:
    size = style.text(_HEADING)
    marks: list[Mark] = [
        set_words(
            (section.heading.upper(),),
            column.start(0),
            y,
            size=size,
            colour=MUTED,
            language=column.language,
            anchor=column.anchor,
            bold=True,
        )
    ]
    y += block_height(1, size) + style.text(_ROW_GAP)
    for entry in section.entries:
        made, y = _set_entry(entry, column, y, style)
        marks += made
    return marks, y + style.text(_SECTION_GAP - _ROW_GAP)


def _set_entry(
    entry: LegendEntry, column: _Column, y: float, style: Style
) -> tuple[list[Mark], float]:
    drawn = entry.fill or entry.through
    high = style.text(_SWATCH_HEIGHT) if drawn else block_height(1, style.text(_NOTE))
    box = column.box(y, style.text(_SWATCH_WIDTH), high)
    marks = _sample(entry, box, style)
    offset = box.width + style.text(_GAP)
    height = 0.0
    for text, size, colour, language in (
        (entry.head, style.text(_HEAD if drawn else _NOTE), DARK, entry.language),
        (entry.note, style.text(_NOTE), MUTED, column.language),
    ):
        if not text:
            continue
        lines = wrapped(text, size, column.width - offset)
        # A single line stands level with the middle of its sample.
        top = y + height if height or entry.note else y + (box.height - block_height(1, size)) / 2
        marks.append(
            set_words(
                lines,
                column.start(offset),
                top,
                size=size,
                colour=colour,
                language=language,
                anchor=column.anchor,
            )
        )
        height = top - y + block_height(len(lines), size)
    return marks, y + max(box.height, height) + style.text(_ROW_GAP if drawn else _ROW_GAP / 3)


def _sample(entry: LegendEntry, box: Box, style: Style) -> list[Mark]:
    marks: list[Mark] = []
    if entry.fill:
        marks.append(Shape((_corners(box),), entry.fill, entry.edge))
    middle = ((box.x, box.centre[1]), (box.right, box.centre[1]))
    marks += [Line((middle,), stroke) for stroke in entry.through]
    inner = _corners(box.grown(-0.8 * style.changed_inset))
    marks += [Line(((*inner, inner[0]),), stroke) for stroke in entry.within]
    if entry.code:
        size = style.text(10.5)
        marks.append(
            set_words(
                (entry.code,),
                box.centre[0],
                box.centre[1] - block_height(1, size) / 2,
                size=size,
                colour=ink_on(entry.fill.ground) if entry.fill else DARK,
                language="en",
                anchor=Anchor.MIDDLE,
                bold=True,
            )
        )
    return marks


def _corners(box: Box) -> tuple[tuple[float, float], ...]:
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
