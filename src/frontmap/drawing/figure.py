"""Where on the canvas each part of a figure stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.drawing.choices import Labels
from frontmap.drawing.events import expected_events
from frontmap.drawing.heading import FULL_HEADING, NO_HEADING, Heading, day_line, heading_height
from frontmap.drawing.legend import LegendKeys, columns_height, episode_keys, legend_sections
from frontmap.drawing.map_elements import locator_box, set_source
from frontmap.drawing.marks import Box
from frontmap.drawing.reading_side import ReadingSide

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.styles import Style

__all__ = [
    "BARE",
    "EVERYTHING",
    "FigurePlan",
    "Parts",
    "foot_line",
    "plan_figure",
    "reserved_sections",
]

#: From this width (in usual units) the legend stands beside the map, not below it.
_WIDE = 760.0
_SIDE = 268.0
_PAD, _GAP = 20.0, 14.0
_LOCATOR, _SMALL_LOCATOR = 132.0, 56.0
_LEAST_MAP = 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Which parts a drawing has besides areas, edges and the front, which it always has.

    Attributes:
        heading: the day, what happened on it, and the caption.
        legend: what colours, patterns and lines mean.
        legend_keys: what the legend has; without it, what is drawn.
        legend_notes: whether it says what each thing means.
        codes: whether areas may have their codes, which are then listed.
        locator: where in the whole coverage the view is.
        scale_bar: a bar of a round length.
        north_arrow: an arrow to true north.
        source: attribution and licence.
        labels: which areas have their names.
        streets: streets and watercourses, by which a reader finds the way.
        annotations: the short texts of ours on the day.
        changed: an outline round the areas that changed on the day.
        yesterday: the front of the day before, where it is front no longer.
        told: the map in words, for those who do not see it; else only of which day it is.
    """

    heading: Heading = FULL_HEADING
    legend: bool = True
    legend_keys: LegendKeys | None = None
    legend_notes: bool = True
    codes: bool = True
    locator: bool = True
    scale_bar: bool = True
    north_arrow: bool = True
    source: bool = True
    labels: Labels = Labels.ALL
    streets: bool = True
    annotations: bool = True
    changed: bool = True
    yesterday: bool = True
    told: bool = True

    @property
    def bare(self) -> bool:
        """Whether nothing stands round the map, so that it takes the whole canvas."""
        return self.heading.empty and not (self.legend or self.source)


#: A finished figure.
EVERYTHING = Parts()
#: The map alone, with its scale bar: for a page that says the rest in words.
BARE = Parts(
    heading=NO_HEADING,
    legend=False,
    locator=False,
    north_arrow=False,
    source=False,
    streets=False,
    annotations=False,
)


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """Where the parts of a figure stand; a box without width is a part that is left out.

    Attributes:
        frame: of the map.
        title: at the top, over the whole width.
        legend: beside the map, at its reading end, or below it.
        locator: under a legend beside the map, or else level with the title.
        source: at the foot, over the whole width.
    """

    frame: Box
    title: Box
    legend: Box
    locator: Box
    source: Box


def plan_figure(
    snapshot: Snapshot,
    canvas: Box,
    style: Style,
    parts: Parts,
    before: Snapshot | None = None,
) -> FigurePlan:
    """Return where the parts stand on `canvas`; the map gets what the others leave.

    Every day of an episode has one plan, but for one whose own heading is higher than the others'.
    """
    inner = canvas if parts.bare else canvas.grown(-style.scaled(_PAD))
    free = _FreeRoom(inner.x, inner.y, inner.right, inner.bottom)
    beside = parts.legend and canvas.width >= style.scaled(_WIDE)
    planner = _Planner(snapshot, style, parts, before, free, Box(inner.x, inner.y, 0, 0))
    planner.take_source()
    # a long list of codes needs the height of the whole figure, else the heading the width
    if beside and parts.codes:
        planner.take_legend_beside()
    planner.take_heading(locator=not beside)
    if beside and not parts.codes:
        planner.take_legend_beside()
    if parts.legend and not beside:
        planner.take_legend_below()
    frame = free.box
    high = max(frame.height, style.scaled(_LEAST_MAP))
    return FigurePlan(
        Box(frame.x, frame.y, frame.width, high),
        planner.title,
        planner.legend,
        planner.locator,
        planner.source,
    )


def reserved_sections(snapshot: Snapshot, style: Style, parts: Parts) -> tuple[LegendSection, ...]:
    """Return the sections of a legend for which room is kept: those of all days of the episode."""
    sections = legend_sections(
        snapshot.atlas.actors,
        style,
        keys=parts.legend_keys or episode_keys(snapshot.atlas, snapshot.episode),
        events=expected_events(snapshot),
    )
    if parts.legend_notes:
        return sections
    return tuple(section.without_notes() for section in sections)


@dataclass
class _Planner:
    """Gives each part its room, in the order in which the methods are called."""

    snapshot: Snapshot
    style: Style
    parts: Parts
    before: Snapshot | None
    free: _FreeRoom
    title: Box

    def __post_init__(self) -> None:
        self.gap = self.style.scaled(_GAP)
        self.legend = self.source = self.locator = self.title

    def take_source(self) -> None:
        """Take the foot."""
        day = foot_line(self.snapshot, self.parts, self.style)
        if self.parts.source:
            high = set_source([self.snapshot], self.free.box, self.style, day)[1]
            if high:
                self.source = self.free.take_bottom(high, self.gap / 2)

    def take_heading(self, *, locator: bool) -> None:
        """Take the top, and with `locator` the room of one at its end."""
        if self.parts.heading.empty:
            return
        box, room = self.free.box, Box(0, 0, 0, 0)
        if locator and self.parts.locator:
            room = locator_box(self.snapshot, self.style.scaled(_SMALL_LOCATOR), self.style)
        wide = box.width - room.width - (self.gap if room.width else 0)
        high = heading_height(self.snapshot, self.parts.heading, wide, self.style, self.before)
        top = self.free.take_top(max(high, room.height), self.gap)
        self.title = self.style.side.at_start(top, wide)
        if room.width:
            corner = Box(top.x, top.y, top.width, room.height)
            self.locator = self.style.side.at_end(corner, room.width)

    def take_legend_beside(self) -> None:
        """Take the side at which reading ends; a locator stands under the legend, if it can."""
        self.legend = self.free.take_end(self.style.scaled(_SIDE), self.gap, self.style.side)
        if self.parts.locator:
            high = self._legend_height(self.legend.width) + self.gap
            under = _locator_under(self.legend, high, self.snapshot, self.style)
            self.locator = under or self.locator

    def take_legend_below(self) -> None:
        """Take what the legend needs under the map."""
        self.legend = self.free.take_bottom(self._legend_height(self.free.box.width), self.gap)

    def _legend_height(self, width: float) -> float:
        sections = reserved_sections(self.snapshot, self.style, self.parts)
        return columns_height(sections, width, self.style)


def foot_line(snapshot: Snapshot, parts: Parts, style: Style) -> str:
    """Return the day for the foot, where the heading does not have it.

    Without its day, or without whose account it is, a map could be taken for another.
    """
    return "" if parts.heading.says_day else day_line(snapshot, style.language)


def _locator_under(legend: Box, taken: float, snapshot: Snapshot, style: Style) -> Box | None:
    """Return where the locator stands under a legend beside the map, if it has room there."""
    room = locator_box(snapshot, style.scaled(_LOCATOR), style)
    if taken + room.height > legend.height:
        return None
    foot = Box(legend.x, legend.bottom - room.height, legend.width, room.height)
    return style.side.at_start(foot, room.width)


@dataclass
class _FreeRoom:
    """What of the canvas no part of the figure has taken yet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def box(self) -> Box:
        """The room as a box."""
        return Box(self.left, self.top, self.right - self.left, self.bottom - self.top)

    def take_top(self, height: float, gap: float) -> Box:
        """Take a row at the top, with a gap below it."""
        row = Box(self.left, self.top, self.right - self.left, height)
        self.top = row.bottom + gap
        return row

    def take_bottom(self, height: float, gap: float) -> Box:
        """Take a row at the bottom, with a gap above it."""
        row = Box(self.left, self.bottom - height, self.right - self.left, height)
        self.bottom = row.y - gap
        return row

    def take_end(self, width: float, gap: float, side: ReadingSide) -> Box:
        """Take a column at the end of reading, with a gap before it."""
        column = side.at_end(self.box, width)
        if side is ReadingSide.LEFT:
            self.right = column.x - gap
        else:
            self.left = column.right + gap
        return column
