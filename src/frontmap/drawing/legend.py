"""The legend: the actors in the order of the file, the statuses with their meanings, the lines.

It lists what is drawn, or what can be on any day of an episode, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from frontmap.drawing.colours import DARK, WHITE, ink_on, tint
from frontmap.drawing.events import sample_marks
from frontmap.drawing.lettering import block_height, fitted, set_paragraphs, set_words
from frontmap.drawing.marks import Anchor, Box, Fill, Line, Mark, SectionKey, Shape, Stroke
from frontmap.drawing.outlines import corners_of
from frontmap.drawing.patterns import NEUTRAL, actor_colour, sample_fill
from frontmap.drawing.styles import MUTED, Style
from frontmap.model import Doubt, Outline
from frontmap.statuses import SOLID, Status
from frontmap.words import FALLBACK, language_of, word, written_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.events import EventCount
    from frontmap.model import Actor, Control, Episode

__all__ = [
    "LegendEntry",
    "LegendKeys",
    "LegendSection",
    "SectionKey",
    "columns_height",
    "day_keys",
    "drawn_keys",
    "episode_keys",
    "joined_keys",
    "legend_sections",
    "parted_sections",
    "sample_of",
    "set_columns",
]

_HEADING, _HEAD, _NOTE = 11.0, 12.0, 10.5
_CODE, _CODE_MARGIN = 10.5, 3.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 34.0, 18.0
_GAP, _ROW_GAP, _SECTION_GAP, _COLUMN_GAP = 9.0, 5.5, 12.0, 22.0
_LEAST_COLUMN, _MOST_COLUMNS = 215.0, 3
_LINES = ("front_today", "front_yesterday", "changed")


#: The keys of the entries that a legend has, by the section that they are in.
LegendKeys: TypeAlias = "Mapping[SectionKey, frozenset[str]]"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One row: a sample, what it is called, and what it means.

    Attributes:
        head: what it is called.
        note: what it means; may be empty.
        brief: what it is called where the note is left out; the head where this is empty.
        fill: of the sample's box, if it has one.
        edge: round the sample's box.
        through: strokes of a line through the sample, the lowest first.
        within: strokes of an outline inside the sample's box, the lowest first.
        code: letters in the sample.
        dots: whether the sample is the dots of events.
        language: the tag of the language of the head.
        key: what is explained: an actor's id, a status, a short code, or the last part of the
            key of the head's word (`front_today`, `changed`).
    """

    head: str
    note: str = ""
    fill: Fill | None = None
    edge: Stroke | None = None
    through: tuple[Stroke, ...] = ()
    within: tuple[Stroke, ...] = ()
    code: str = ""
    dots: bool = False
    language: str = FALLBACK
    key: str = ""
    brief: str = ""

    def without_note(self) -> LegendEntry:
        """Return the row without what it means, or with that for its head."""
        return replace(self, head=self.brief or self.head, note="")


@dataclass(frozen=True, slots=True)
class LegendSection:
    """Rows under one heading."""

    key: SectionKey
    heading: str
    entries: tuple[LegendEntry, ...]

    def without_notes(self) -> LegendSection:
        """Return the section without what its entries mean, for where there is little room."""
        return replace(self, entries=tuple(entry.without_note() for entry in self.entries))

    def only(self, keys: Container[str]) -> LegendSection:
        """Return the section with only the entries of these keys."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.key in keys))

    def renamed(self, heads: Mapping[str, str]) -> LegendSection:
        """Return the section with other heads for the entries whose keys are given."""
        return replace(
            self,
            entries=tuple(
                replace(entry, head=heads.get(entry.key, entry.head)) for entry in self.entries
            ),
        )


def legend_sections(
    actors: Mapping[str, Actor],
    style: Style,
    *,
    keys: LegendKeys | None = None,
    codes: Sequence[tuple[str, str]] = (),
    events: EventCount | None = None,
) -> tuple[LegendSection, ...]:
    """Return what the legend says.

    Args:
        actors: of the atlas.
        style: how it is set; its language is that of the words.
        keys: of the entries that it has; without them it has all.
        codes: the short codes that stand on the map in place of names, each with the name.
        events: those of the day; `None` where the atlas reports none.
    """
    language = style.language
    dots = (_event_entry(events, language),) if events else ()
    sections = {
        SectionKey.ACTORS: _actor_entries(actors, language),
        SectionKey.STATUSES: _status_entries(language, style),
        SectionKey.LINES: (*_line_entries(language, style), *dots),
    }
    if codes:
        sections[SectionKey.CODES] = tuple(
            LegendEntry(name, code=code, language=language, key=code) for code, name in codes
        )
    made = (
        LegendSection(key, word(f"legend.{key}", language), entries)
        for key, entries in sections.items()
    )
    if keys is None:
        return tuple(made)
    # events are told of where the day has none, too
    always = frozenset({"events"})
    kept = (
        section if section.key is SectionKey.CODES else section.only(keys[section.key] | always)
        for section in made
    )
    return tuple(section for section in kept if section.entries)


def drawn_keys(
    controls: Iterable[tuple[Control, Doubt]], lines: Iterable[str], *, schematic: bool
) -> LegendKeys:
    """Return the keys of what is drawn.

    Args:
        controls: the states that areas are in, and what is in doubt about each.
        lines: the keys of the lines: `front_today`, `front_yesterday`, `changed`.
        schematic: whether an outline is schematic.
    """
    states = list(controls)
    named = {actor for control, _ in states for actor in (control.holder, *control.rivals) if actor}
    doubts = {doubt.value for _, doubt in states if doubt is not Doubt.NONE}
    return {
        SectionKey.ACTORS: frozenset(named),
        SectionKey.STATUSES: frozenset(control.status.value for control, _ in states),
        SectionKey.LINES: frozenset(
            {*set(_LINES).intersection(lines), *doubts, *({"schematic"} if schematic else ())}
        ),
    }


def joined_keys(every: Iterable[LegendKeys]) -> LegendKeys:
    """Return the keys of a legend that serves several maps."""
    maps = list(every)
    return {
        key: frozenset().union(*(keys.get(key, frozenset()) for keys in maps)) for key in SectionKey
    }


def day_keys(snapshot: Snapshot) -> LegendKeys:
    """Return the keys of all that can be drawn on a day."""
    areas = snapshot.atlas.areas
    return drawn_keys(
        [(control, snapshot.doubt(area)) for area, control in snapshot.controls.items()],
        _LINES,
        schematic=any(areas[area].outline is Outline.SCHEMATIC for area in snapshot.controls),
    )


@lru_cache(maxsize=2)
def episode_keys(atlas: Atlas, episode: Episode) -> LegendKeys:
    """Return the keys of all that can be drawn on any day of an episode."""
    areas, timeline = atlas.shown(episode), atlas.timeline
    doubts = {doubt for area in areas for _, _, doubt in timeline.doubts(area.id)}
    states = {
        (run.control, doubt)
        for area in areas
        for run in timeline.runs[area.id]
        if run.first <= episode.last and episode.first <= run.last
        for doubt in (Doubt.NONE, *doubts)
    }
    schematic = any(area.outline is Outline.SCHEMATIC for area in areas)
    return drawn_keys(states, _LINES, schematic=schematic)


def _actor_entries(actors: Mapping[str, Actor], language: str) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(
            actor.name.to(language),
            fill=Fill(SOLID, (actor_colour(actor.id, actors),)),
            code=actor.short.to(language),
            language=actor.name.language(language),
            key=actor.id,
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
            key=status.value,
        )
        for status in Status
    )


def _line_entries(language: str, style: Style) -> tuple[LegendEntry, ...]:
    grey = Fill(SOLID, (tint(NEUTRAL[0], Doubt.UNCERTAIN),))
    front = (
        word("legend.front_today.definition", language),
        word("front_unknown_inside", language),
    )
    entries = (
        LegendEntry(
            word("legend.front_today", language),
            language_of(language).semicolon.join(front),
            through=style.front,
            key="front_today",
        ),
        LegendEntry(
            word("legend.front_yesterday", language),
            through=style.front_before,
            key="front_yesterday",
        ),
        LegendEntry(
            word("legend.changed", language), fill=grey, within=style.changed, key="changed"
        ),
        *_doubt_entries(language),
        LegendEntry(
            word("outline.schematic", language),
            word("outline.schematic.definition", language),
            fill=grey,
            edge=style.broken_edge,
            key="schematic",
        ),
    )
    return tuple(replace(entry, language=language) for entry in entries)


def _event_entry(events: EventCount, language: str) -> LegendEntry:
    notes = [word("event.marks.definition", language)]
    head = word("event.marks", language)
    number = language_of(language).number
    if events.that_day is not None:
        head = word("event.marks.count", language).format(count=number(events.that_day))
    if events.outside:
        notes.append(word("event.outside", language).format(count=number(events.outside)))
    note = language_of(language).semicolon.join(notes)
    return LegendEntry(head, note, dots=True, language=language, key="events")


def _doubt_entries(language: str) -> Iterator[LegendEntry]:
    """Yield a row for each doubt; the dots in its sample stand for any holder's letters.

    Without them the sign of a low confidence would be that of an unknown holder.
    """
    for doubt in (Doubt.UNCERTAIN, Doubt.ASSUMED):
        yield LegendEntry(
            word(f"legend.{doubt}", language),
            word(f"legend.{doubt}.definition", language),
            fill=Fill(SOLID, (NEUTRAL[1],), doubt),
            code=language_of(language).doubted("…", doubt),
            key=doubt.value,
            brief=word(f"legend.{doubt}.brief", language),
        )


def set_columns(
    sections: Sequence[LegendSection], box: Box, style: Style
) -> tuple[tuple[Mark, ...], float]:
    """Set the legend into as many columns as `box` is wide for; return the marks and the height.

    Sections stay whole and in order, and the columns are as even in height as they can be.
    """
    count = max(1, min(_MOST_COLUMNS, int(box.width // style.scaled(_LEAST_COLUMN))))
    columns = style.side.columns(box, count, style.scaled(_COLUMN_GAP))
    marks: list[Mark] = []
    lowest = 0.0
    parts = _parted(sections, count, columns[0].width, style)
    for column, part in zip(columns, parts, strict=False):
        y = box.y
        for section in part:
            made, y = _set_section(section, column, y, style)
            marks += made
        lowest = max(lowest, y - style.scaled(_SECTION_GAP) - box.y)
    return tuple(marks), lowest


def columns_height(sections: Sequence[LegendSection], width: float, style: Style) -> float:
    """Return the height that `set_columns` takes in a box of `width`."""
    return set_columns(sections, Box(0, 0, width, 0), style)[1]


def parted_sections(
    sections: Sequence[LegendSection], width: float, height: float, style: Style
) -> Iterator[list[LegendSection]]:
    """Yield as many sections at a time as columns in a box of this size hold, at least one row.

    A section that is higher than the box is parted between its rows.
    """
    held: list[LegendSection] = []
    for section in sections:
        rest = section
        while rest.entries:
            count = _rows_within(rest, width, height, style)
            whole = count == len(rest.entries)
            if whole and (not held or columns_height([*held, rest], width, style) <= height):
                held.append(rest)
                break
            if held:
                yield held
                held = []
            else:
                yield [replace(rest, entries=rest.entries[:count])]
                rest = replace(rest, entries=rest.entries[count:])
    if held:
        yield held


def _rows_within(section: LegendSection, width: float, height: float, style: Style) -> int:
    """Return how many of a section's rows stand in one column of the box, at least one."""
    count = max(1, min(_MOST_COLUMNS, int(width // style.scaled(_LEAST_COLUMN))))
    box = Box(0, 0, width, 0)
    column = style.side.columns(box, count, style.scaled(_COLUMN_GAP))[0]
    y = _section_height(replace(section, entries=()), column.width, style)
    for number, entry in enumerate(section.entries):
        _, y = _set_entry(entry, column, y, style)
        if y - style.scaled(_ROW_GAP) > height:
            return max(1, number)
    return len(section.entries)


def _parted(
    sections: Sequence[LegendSection], count: int, width: float, style: Style
) -> list[Sequence[LegendSection]]:
    if not sections:
        return []
    heights = [_section_height(section, width, style) for section in sections]
    ways = [
        (0, *cuts, len(sections))
        for cuts in combinations(range(1, len(sections)), min(count, len(sections)) - 1)
    ]
    best = min(ways, key=lambda way: max(sum(heights[a:b]) for a, b in pairwise(way)))
    return [sections[a:b] for a, b in pairwise(best)]


def _section_height(section: LegendSection, width: float, style: Style) -> float:
    return _set_section(section, Box(0, 0, width, 0), 0, style)[1]


def _set_section(
    section: LegendSection, column: Box, y: float, style: Style
) -> tuple[list[Mark], float]:
    """Set a section into a column from `y` on; return its marks and where the next one begins."""
    letters = style.letters(_HEADING, colour=MUTED, bold=True)
    heading = set_words((section.heading.upper(),), style.side.start(column), y, letters)
    marks: list[Mark] = [heading]
    y += heading.box.height + style.scaled(_ROW_GAP)
    for entry in section.entries:
        made, y = _set_entry(entry, column, y, style)
        marks += made
    return marks, y + style.scaled(_SECTION_GAP - _ROW_GAP)


def _set_entry(entry: LegendEntry, column: Box, y: float, style: Style) -> tuple[list[Mark], float]:
    """Set a row into a column from `y` on; return its marks and where the next one begins."""
    side = style.side
    drawn = entry.fill or entry.through or entry.dots
    head = style.letters(_HEAD if drawn else _NOTE, language=entry.language)
    note = style.letters(_NOTE, colour=MUTED)
    high = style.scaled(_SWATCH_HEIGHT) if drawn else block_height(1, note.size)
    # where small letters are set larger, their sample is wider, too
    wide = _SWATCH_WIDTH * style.lettering(_CODE) / _CODE
    swatch = side.at_start(Box(column.x, y, column.width, high), wide)
    rest = column.width - swatch.width - style.scaled(_GAP)
    # A single line stands level with the middle of its sample.
    lower = 0.0 if entry.note else (swatch.height - block_height(1, head.size)) / 2
    texts = [(entry.head, head), *([(entry.note, note)] if entry.note else [])]
    place = side.at_end(Box(column.x, y + lower, column.width, 0), rest)
    blocks, _ = set_paragraphs(texts, place)
    last = blocks[-1].box
    gap = style.scaled(_ROW_GAP if drawn else _ROW_GAP / 3)
    below = y + max(high, last.y - y + last.height) + gap
    return [*sample_of(entry, swatch, style), *blocks], below


def sample_of(entry: LegendEntry, box: Box, style: Style) -> list[Mark]:
    """Return the sample of a row: its box, its lines, and its letters, in `box`."""
    marks: list[Mark] = [*sample_marks(box, style)] if entry.dots else []
    if entry.fill:
        marks.append(Shape((corners_of(box),), entry.fill, entry.edge))
    middle = ((box.x, box.centre[1]), (box.right, box.centre[1]))
    marks += [Line((middle,), stroke) for stroke in entry.through]
    inner = corners_of(box.grown(-0.8 * style.changed_inset))
    marks += [Line(((*inner, inner[0]),), stroke) for stroke in entry.within]
    if entry.code:
        plain = entry.fill is None or entry.fill.tile.plain
        letters = style.letters(
            _CODE,
            colour=ink_on(entry.fill.ground) if entry.fill and plain else DARK,
            language=written_in(entry.code, style.language),
            anchor=Anchor.MIDDLE,
            bold=True,
            halo="" if plain else WHITE,
        )
        code, letters = fitted(
            entry.code, letters, box.width - style.scaled(_CODE_MARGIN), style.least
        )
        top = box.centre[1] - block_height(1, letters.size) / 2
        marks.append(set_words((code,), box.centre[0], top, letters))
    return marks
