"""Small multiples: maps of several days on one scale, and what changed from one to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK
from frontmap.drawing.events import counted_by_day
from frontmap.drawing.figure import BARE, EVERYTHING
from frontmap.drawing.heading import end_of_day, set_rows
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import SectionKey, joined_keys, legend_sections, set_columns
from frontmap.drawing.lettering import (
    block_height,
    set_paragraph,
    set_words,
)
from frontmap.drawing.map_elements import (
    locator_box,
    set_locator,
    set_source,
    worth_locating,
)
from frontmap.drawing.marks import Box, Drawing, Mark, MarkGroup, Part
from frontmap.drawing.picture import Picture, PlacedDrawing
from frontmap.drawing.styles import MUTED, style_for
from frontmap.drawing.view import MapExtent, View, episode_extent
from frontmap.telling.headings import entitled, subject_of, told_by_words
from frontmap.telling.headlines import headline
from frontmap.telling.map_words import as_sentences, days_in_words, what_it_is
from frontmap.words import labelled, word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontmap.atlas import Snapshot
    from frontmap.drawing.figure import Parts
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.marks import Words
    from frontmap.drawing.styles import Style

__all__ = ["lay_out_days", "shared_extent"]

_PAD, _GAP = 20.0, 16.0
_DAY, _TOLD, _COUNT = 19.0, 12.5, 12.0
_UNDER_DAY, _UNDER_TOLD = 2.0, 5.0
#: Where a picture is wider than this, its maps are laid out smaller and scaled up, so that their
#: letters are as large as those of a single map.
_CLOSER = 1200.0
#: A map is at least and at most so high for its width.
_LEAST_SHAPE, _MOST_SHAPE = 0.6, 1.15
_LOCATOR = 120.0
_LEAST_COLUMN = 190.0
#: Up to `_ONE_ROW` maps stand in one row; more stand in rows of `_MOST_COLUMNS` at most.
_ONE_ROW, _MOST_COLUMNS = 3, 4
#: The legend lists no more short codes than this; of more it lists none.
_MOST_CODES = 60


def lay_out_days(  # noqa: PLR0913 - all but the days are options, by name
    snapshots: Sequence[Snapshot],
    *,
    width: float = 1600.0,
    language: str | None = None,
    parts: Parts = EVERYTHING,
    extent: MapExtent | None = None,
    before_after: bool = False,
) -> Picture:
    """Lay out the maps of two or more days side by side, on one scale and in one view.

    From the second on, each outlines what changed since the map before it, and draws that map's
    front thin where it is front no longer, unless its day comes before that map's. One legend
    serves all.

    Args:
        snapshots: the days, in the order in which they are to stand.
        width: of the picture; the height follows from what is on it.
        language: a tag of `frontmap.words.LANGUAGES`, the atlas's first by default; the first day
            stands where reading starts.
        parts: the heading over all maps, and which areas have their names.
        extent: what each map shows; without it what the episodes of the days show.
        before_after: whether the two days are headed as before and after.
    """
    language = snapshots[0].atlas.output_language(language)
    style = style_for(width, 0.75 * width, language)
    shown = extent or shared_extent(snapshots)
    multiples = _SmallMultiples(tuple(snapshots), width, style, parts, shown, before_after)
    maps = multiples.maps()
    around, height = multiples.around(maps)
    surround = Drawing(
        width=width,
        height=height,
        language=language,
        title=entitled(snapshots, language),
        about=as_sentences([what_it_is(snapshots, language)]),
        frame=Box(0, 0, width, height),
        groups=around,
    )
    return Picture(
        width,
        height,
        language,
        surround.title,
        days_in_words(snapshots, language),
        (PlacedDrawing(surround, name="sheet"), *maps),
    )


def shared_extent(snapshots: Iterable[Snapshot], *, shape: float | None = None) -> MapExtent:
    """Return the extent that holds the episodes of all the days, in a frame of this `shape`.

    An account is shown in the same extent as the atlas's own reading, so that the two can be laid
    side by side.
    """
    extents = {}
    for snapshot in snapshots:
        key = snapshot.episode.id
        if key not in extents:
            atlas = snapshot.atlas.parent or snapshot.atlas
            extents[key] = episode_extent(atlas, snapshot.episode, shape=shape)
    return reduce(MapExtent.joined, extents.values())


@dataclass(frozen=True)
class _SmallMultiples:
    """The days of a picture and the room that they have."""

    snapshots: tuple[Snapshot, ...]
    width: float
    style: Style
    parts: Parts
    extent: MapExtent
    before_after: bool

    @property
    def language(self) -> str:
        """The language of frontmap's own words."""
        return self.style.language

    @property
    def columns(self) -> int:
        """How many maps stand in a row."""
        count = len(self.snapshots)
        if count <= _ONE_ROW:
            return count
        return min(_MOST_COLUMNS, math.ceil(math.sqrt(count)))

    @property
    def gap(self) -> float:
        """The space between maps."""
        return self.style.scaled(_GAP)

    @property
    def inner(self) -> Box:
        """The picture without its margins, as far down as its first line."""
        pad = self.style.scaled(_PAD)
        return Box(pad, pad, self.width - 2 * pad, 0)

    @cached_property
    def heading_height(self) -> float:
        """The room of the day over a map, and of what happened: that of the highest."""
        columns = self.style.side.columns(self.inner, self.columns, self.gap)
        box = Box(0, 0, columns[0].width, 0)
        told = (self._told(number, box) for number in range(len(self.snapshots)))
        highest = max(words.box.height for words in told)
        return self._day_height + highest + self.style.scaled(_UNDER_TOLD)

    @property
    def _day_height(self) -> float:
        return block_height(1, self.style.lettering(_DAY)) + self.style.scaled(_UNDER_DAY)

    def _told(self, number: int, box: Box) -> Words:
        """Set what happened on a day, or since the map before."""
        before = self.snapshots[number - 1] if number else None
        snapshot = self.snapshots[number]
        if before is not None and snapshot.day <= before.day:
            before = None
        text = headline(snapshot, self.language, before)
        written = written_in(text, self.language)
        return set_paragraph(text, box, self.style.letters(_TOLD, language=written))

    def head(self) -> tuple[tuple[Mark, ...], float]:
        """Set what stands over all maps; return the marks and where the maps begin."""
        first, heading = self.snapshots[0], self.parts.heading
        title, under = heading.title, heading.subtitle
        if title is None:
            title = subject_of(self.snapshots).to(self.language)
        if under is None:
            under = end_of_day(first, self.language, "sheet.end_of_days")
        rows = (
            (title, 24.0, DARK, True),
            (under, 13.0, MUTED, False),
            (heading.caption or "", 12.5, DARK, False),
        )
        marks, height = set_rows(rows, self.inner, self.style)
        return marks, self.inner.y + height + self.gap

    @cached_property
    def places(self) -> list[Box]:
        """Where each map stands, its heading above it."""
        top = self.head()[1]
        extent = self.extent
        shape = (extent.top - extent.bottom) / max(extent.right - extent.left, 1.0)
        columns = self.style.side.columns(self.inner, self.columns, self.gap)
        width = columns[0].width
        height = width * min(max(shape, _LEAST_SHAPE), _MOST_SHAPE)
        step = height + self.heading_height + self.gap
        places = []
        for number in range(len(self.snapshots)):
            row, column = divmod(number, self.columns)
            y = top + row * step + self.heading_height
            places.append(Box(columns[column].x, y, width, height))
        return places

    def maps(self) -> tuple[PlacedDrawing, ...]:
        """Lay out the maps."""
        scale = max(1.0, self.width / _CLOSER)
        placed = []
        previous: Snapshot | None = None
        for snapshot, box in zip(self.snapshots, self.places, strict=True):
            # since a later day nothing has changed yet, and no front is there no more
            later = previous is not None and previous.day < snapshot.day
            drawing = lay_out(
                snapshot,
                width=box.width / scale,
                height=box.height / scale,
                language=self.language,
                extent=self.extent,
                parts=replace(
                    BARE,
                    north_arrow=not later,
                    changed=later,
                    yesterday=later,
                    labels=self.parts.labels,
                    streets=self.parts.streets,
                    annotations=len(self.snapshots) <= _ONE_ROW,
                ),
                before=previous if later else None,
            )
            placed.append(PlacedDrawing(drawing, box.x, box.y, scale, snapshot.day.isoformat()))
            previous = snapshot
        return tuple(placed)

    def around(self, maps: Sequence[PlacedDrawing]) -> tuple[tuple[MarkGroup, ...], float]:
        """Set headings, legend, locator and source; return them and the height of the picture."""
        first, style, language = self.snapshots[0], self.style, self.language
        marks, _ = self.head()
        headings = [mark for number in range(len(maps)) for mark in self.heading(number)]
        bottom = max(box.bottom for box in self.places) + self.gap
        below = Box(self.inner.x, bottom, self.inner.width, 0)
        located = worth_locating(first, self.extent)
        room = locator_box(first, style.scaled(_LOCATOR), style) if located else Box(0, 0, 0, 0)
        wide = below.width - room.width - self.gap
        legend, high = self.legend(self.sections(maps), style.side.at_start(below, wide))
        foot = bottom + max(high, room.height) + self.gap
        # without whose account it is, a map could be taken for the atlas's own
        teller = "" if self.parts.heading.says_day else told_by_words(first.atlas, language)
        source, tall = set_source(self.snapshots, replace(below, y=foot), style, teller)
        groups = (
            MarkGroup(Part.TITLE, (*marks, *headings)),
            MarkGroup(Part.LEGEND, legend, word("legend", language)),
            MarkGroup(
                Part.LOCATOR,
                self.locator(replace(below, height=room.height), room) if located else (),
                word("map.locator", language),
            ),
            MarkGroup(Part.SOURCE, source),
        )
        height = foot + tall + style.scaled(_PAD)
        return tuple(group for group in groups if group.marks), height

    def locator(self, below: Box, room: Box) -> tuple[Mark, ...]:
        """Set the locator at the end of the row below the maps."""
        first = self.snapshots[0]
        view = View(self.extent, self.places[0], first.atlas.record.metric_crs)
        return set_locator(first, view, self.style.side.at_end(below, room.width), self.style)

    def legend(self, sections: Sequence[LegendSection], box: Box) -> tuple[tuple[Mark, ...], float]:
        """Set each section in a column of its own where there is room, else share columns."""
        columns = self.style.side.columns(box, len(sections), self.gap)
        if columns[0].width < self.style.scaled(_LEAST_COLUMN):
            return set_columns(sections, box, self.style)
        marks: list[Mark] = []
        highest = 0.0
        for section, column in zip(sections, columns, strict=True):
            made, high = set_columns((section,), column, self.style)
            marks += made
            highest = max(highest, high)
        return tuple(marks), highest

    def heading(self, number: int) -> tuple[Mark, ...]:
        """Set the day over its map, and how many areas changed since the map before."""
        box, style, language = self.places[number], self.style, self.language
        text = written_day(self.snapshots[number].day, language)
        if self.before_after:
            when = word("sheet.after" if number else "sheet.before", language)
            text = labelled(when, text, language)
        day = set_words(
            (text,),
            style.side.start(box),
            box.y - self.heading_height,
            style.letters(_DAY, bold=True),
        )
        told = self._told(number, replace(box, y=box.y - self.heading_height + self._day_height))
        note = self._note(number)
        if not note:
            return (day, told)
        small = style.letters(_COUNT, colour=MUTED, anchor=style.side.end_anchor)
        count = set_words(
            (note,),
            style.side.end(box),
            day.box.bottom - block_height(1, small.size),
            small,
        )
        return (day, told) if day.box.overlaps(count.box) else (day, count, told)

    def _note(self, number: int) -> str:
        """Say how many areas changed since the map before, or that there is no data."""
        snapshot, before = self.snapshots[number], self.snapshots[number - 1] if number else None
        if not snapshot.has_data:
            return word("status.no_data", self.language)
        if before is None or not snapshot.comparable(before):
            return ""
        changed = len(snapshot.changed_since(before))
        return f"{word('sheet.count', self.language)} · {changed}"

    def sections(self, maps: Sequence[PlacedDrawing]) -> tuple[LegendSection, ...]:
        """Return the legend's sections, which speak of the map before and not of yesterday."""
        atlas = self.snapshots[0].atlas
        coded = {area: code for placed in maps for area, code in placed.drawing.coded}
        codes = [
            (code, atlas.areas[area].name.to(self.language))
            for area in atlas.areas
            if (code := coded.get(area))
        ]
        heads = {
            "changed": word("sheet.changed", self.language),
            "front_yesterday": word("sheet.front_before", self.language),
        }
        sections = legend_sections(
            atlas.actors,
            self.style,
            keys=joined_keys(placed.drawing.drawn for placed in maps),
            codes=codes if len(codes) <= _MOST_CODES else (),
            events=counted_by_day(atlas),
        )
        return tuple(
            section.renamed(heads) if section.key is SectionKey.LINES else section
            for section in sections
        )
