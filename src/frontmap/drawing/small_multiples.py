"""Small multiples: maps of several days on one scale, and what changed from one to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK
from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import legend_sections, set_columns
from frontmap.drawing.lettering import block_height, set_words, wrapped
from frontmap.drawing.map_elements import locator_box, set_locator, set_source, worth_locating
from frontmap.drawing.marks import Anchor, Box, Drawing, Mark, MarkGroup, Part
from frontmap.drawing.picture import Picture, Placed
from frontmap.drawing.styles import MUTED, style_for
from frontmap.drawing.view import MapExtent, View, episode_extent
from frontmap.words import language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontmap.atlas import Snapshot
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.styles import Style

__all__ = ["lay_out_days", "shared_extent"]

_PAD, _GAP = 20.0, 16.0
#: Maps of a sheet are laid out this much smaller than they are shown, so that their letters are
#: as large as those of a single map.
_CLOSER = 1200.0
#: A map is at least and at most so high as it is wide.
_LEAST_SHAPE, _MOST_SHAPE = 0.6, 1.15
_LOCATOR = 120.0
_LEAST_COLUMN = 190.0
#: More short names than this stand in no legend.
_MOST_CODES = 60


def lay_out_days(
    snapshots: Sequence[Snapshot],
    *,
    width: float = 1600.0,
    language: str = "en",
    title: bool = True,
    before_after: bool = False,
) -> Picture:
    """Lay out the maps of two or more days side by side, on one scale and in one view.

    From the second on, each outlines what changed since the map before it, and draws that map's
    front thin where it is front no longer. One legend serves all.

    Args:
        snapshots: the days, in the order in which they are to stand.
        width: of the picture; the height follows from what is on it.
        language: `en` or `ar`; in Arabic the first day stands at the right.
        title: whether the atlas's title stands above.
        before_after: whether the two days are headed as before and after.
    """
    sheet = _Sheet(tuple(snapshots), width, language, title, before_after)
    panels = sheet.panels()
    around, height = sheet.around(panels)
    about = "; ".join(placed.drawing.title for placed in panels)
    first = snapshots[0]
    days = " · ".join(written_day(snapshot.day, language) for snapshot in snapshots)
    surround = Drawing(
        width=width,
        height=height,
        language=language,
        title=f"{first.atlas.title.to(language)}: {days}",
        about=f"{word('map.description', language)}: {days}.",
        frame=Box(0, 0, width, height),
        groups=around,
    )
    return Picture(
        width,
        height,
        language,
        surround.title,
        f"{word('map.description', language)}: {about}.",
        (Placed(surround, name="sheet"), *panels),
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
class _Sheet:
    """The days of a sheet and the room that they have."""

    snapshots: tuple[Snapshot, ...]
    width: float
    language: str
    title: bool
    before_after: bool

    @property
    def style(self) -> Style:
        return style_for(self.width, 0.75 * self.width)

    @property
    def columns(self) -> int:
        count = len(self.snapshots)
        if count <= 3:  # noqa: PLR2004 - three maps are still legible beside one another
            return count
        return min(4, math.ceil(math.sqrt(count)))

    @cached_property
    def extent(self) -> MapExtent:
        """The view that holds every day."""
        return shared_extent(self.snapshots)

    @property
    def pad(self) -> float:
        return self.style.text(_PAD)

    @property
    def gap(self) -> float:
        return self.style.text(_GAP)

    @property
    def panel(self) -> Box:
        """The size of one map."""
        width = (self.width - 2 * self.pad - (self.columns - 1) * self.gap) / self.columns
        extent = self.extent
        shape = (extent.top - extent.bottom) / max(extent.right - extent.left, 1.0)
        return Box(0, 0, width, width * min(max(shape, _LEAST_SHAPE), _MOST_SHAPE))

    @property
    def heading_height(self) -> float:
        return block_height(1, self.style.text(19)) + self.style.text(5)

    def head(self) -> tuple[tuple[Mark, ...], float]:
        """Set what stands over all maps; return the marks and where they end."""
        first, style = self.snapshots[0], self.style
        inner = self.width - 2 * self.pad
        teller = first.atlas.told_by_name()
        under = word("sheet.end_of_days", self.language)
        if teller:
            under += f" · {word('as_told_by', self.language)}: {teller.to(self.language)}"
        name = first.atlas.title
        rows = [(under, 13.0, MUTED, False, self.language)]
        if self.title:
            written = name.language(self.language)
            rows.insert(0, (name.to(self.language), 24.0, DARK, True, written))
        marks: list[Mark] = []
        y = self.pad
        for text, size, colour, bold, written in rows:
            letters = style.text(size)
            lines = wrapped(text, letters, inner, bold=bold) or ("",)
            marks.append(
                set_words(
                    lines,
                    self.start,
                    y,
                    size=letters,
                    colour=colour,
                    language=written,
                    anchor=self.anchor,
                    bold=bold,
                )
            )
            y += block_height(len(lines), letters)
        return tuple(marks), y + self.gap

    @property
    def anchor(self) -> Anchor:
        return Anchor.RIGHT if language_of(self.language).rtl else Anchor.LEFT

    @property
    def start(self) -> float:
        """The x at which reading starts."""
        return self.width - self.pad if language_of(self.language).rtl else self.pad

    def places(self) -> list[Box]:
        """Return where each map stands, its heading above it."""
        top = self.head()[1]
        panel = self.panel
        step = panel.height + self.heading_height + self.gap
        boxes = []
        for number in range(len(self.snapshots)):
            row, column = divmod(number, self.columns)
            if language_of(self.language).rtl:
                column = self.columns - 1 - column
            x = self.pad + column * (panel.width + self.gap)
            y = top + row * step + self.heading_height
            boxes.append(Box(x, y, panel.width, panel.height))
        return boxes

    def panels(self) -> tuple[Placed, ...]:
        """Lay out the maps."""
        scale = max(1.0, self.width / _CLOSER)
        extent = self.extent
        placed = []
        previous: Snapshot | None = None
        for snapshot, box in zip(self.snapshots, self.places(), strict=True):
            later = previous is not None
            drawing = lay_out(
                snapshot,
                width=box.width / scale,
                height=box.height / scale,
                language=self.language,
                extent=extent,
                parts=replace(BARE, north_arrow=not later, changed=later, yesterday=later),
                before=previous,
            )
            placed.append(Placed(drawing, box.x, box.y, scale, snapshot.day.isoformat()))
            previous = snapshot
        return tuple(placed)

    def around(self, panels: Sequence[Placed]) -> tuple[tuple[MarkGroup, ...], float]:
        """Set headings, legend, locator and source; return them and the height of the picture."""
        first, style = self.snapshots[0], self.style
        marks, _ = self.head()
        headings = [mark for number in range(len(panels)) for mark in self.heading(number)]
        bottom = max(box.bottom for box in self.places()) + self.gap
        inner = Box(self.pad, bottom, self.width - 2 * self.pad, 0)
        located = worth_locating(first, self.extent)
        room = locator_box(first, style.text(_LOCATOR), style) if located else Box(0, 0, 0, 0)
        room = Box(
            inner.x if language_of(self.language).rtl else inner.right - room.width,
            bottom,
            room.width,
            room.height,
        )
        left = room.right + self.gap if language_of(self.language).rtl else inner.x
        wide = inner.width - room.width - self.gap
        legend, high = self.legend(self.sections(panels), Box(left, bottom, wide, 0))
        panel = self.panel
        view = View(self.extent, panel, first.atlas.record.metric_crs)
        locator = set_locator(first, view, room, self.language, style) if located else ()
        foot = bottom + max(high, room.height) + self.gap
        source, tall = set_source(first, Box(inner.x, foot, inner.width, 0), self.language, style)
        groups = (
            MarkGroup(Part.TITLE, (*marks, *headings)),
            MarkGroup(Part.LEGEND, legend, word("legend", self.language)),
            MarkGroup(Part.LOCATOR, locator, word("map.locator", self.language)),
            MarkGroup(Part.SOURCE, source),
        )
        return tuple(group for group in groups if group.marks), foot + tall + self.pad

    def legend(self, sections: Sequence[LegendSection], box: Box) -> tuple[tuple[Mark, ...], float]:
        """Set each section in a column of its own where there is room, else share columns."""
        count = len(sections)
        width = (box.width - (count - 1) * self.gap) / count
        if width < self.style.text(_LEAST_COLUMN):
            return set_columns(sections, box, self.language, self.style)
        marks: list[Mark] = []
        highest = 0.0
        for number, section in enumerate(sections):
            place = count - 1 - number if language_of(self.language).rtl else number
            column = Box(box.x + place * (width + self.gap), box.y, width, 0)
            made, high = set_columns((section,), column, self.language, self.style)
            marks += made
            highest = max(highest, high)
        return tuple(marks), highest

    def heading(self, number: int) -> tuple[Mark, ...]:
        """Set the day over its map, and how many areas changed since the map before."""
        box = self.places()[number]
        snapshot = self.snapshots[number]
        text = written_day(snapshot.day, self.language)
        if self.before_after:
            text = f"{word('sheet.after' if number else 'sheet.before', self.language)}: {text}"
        rtl = language_of(self.language).rtl
        size = self.style.text(19)
        near, far = (box.right, box.x) if rtl else (box.x, box.right)
        day = set_words(
            (text,),
            near,
            box.y - self.heading_height,
            size=size,
            colour=DARK,
            language=self.language,
            anchor=self.anchor,
            bold=True,
        )
        if not number:
            return (day,)
        small = self.style.text(12)
        changed = len(snapshot.changed_since(self.snapshots[number - 1]))
        count = set_words(
            (f"{word('sheet.count', self.language)} · {changed}",),
            far,
            box.y - self.style.text(5) - block_height(1, small),
            size=small,
            colour=MUTED,
            language=self.language,
            anchor=Anchor.LEFT if rtl else Anchor.RIGHT,
        )
        return (day, count) if not day.box.overlaps(count.box) else (day,)

    def sections(self, panels: Sequence[Placed]) -> tuple[LegendSection, ...]:
        """Return the legend's sections, its words turned from yesterday to the map before."""
        atlas = self.snapshots[0].atlas
        coded = {area: code for placed in panels for area, code in placed.drawing.coded}
        codes = [
            (code, atlas.areas[area].name.to(self.language))
            for area in atlas.areas
            if (code := coded.get(area))
        ]
        turned = {
            word("legend.changed", self.language): word("sheet.changed", self.language),
            word("legend.front_yesterday", self.language): word(
                "sheet.front_before", self.language
            ),
        }
        return tuple(
            replace(
                section,
                entries=tuple(
                    replace(entry, head=turned.get(entry.head, entry.head))
                    for entry in section.entries
                ),
            )
            for section in legend_sections(
                atlas.actors,
                self.language,
                self.style,
                codes=codes if len(codes) <= _MOST_CODES else (),
            )
        )
