"""Where on the canvas each part of a figure stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.drawing.events import expected_events
from frontmap.drawing.legend import columns_height, legend_sections
from frontmap.drawing.map_elements import locator_box, set_source, set_title
from frontmap.drawing.marks import Box
from frontmap.drawing.reading_side import ReadingSide

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot
    from frontmap.drawing.styles import Style

__all__ = ["BARE", "EVERYTHING", "FigurePlan", "Parts", "plan_figure"]

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
        title: the episode, the date, and that it is the state at the day's end.
        legend: what colours, patterns and lines mean.
        locator: where in the whole coverage the view is.
        scale_bar: a bar of a round length.
        north_arrow: an arrow to true north.
        source: attribution and licence.
        labels: names of the areas.
        changed: an outline round the areas that changed on the day.
        yesterday: the front of the day before, where it is front no longer.
        told: the map in words, for those who do not see it; else only of which day it is.
    """

    title: bool = True
    legend: bool = True
    locator: bool = True
    scale_bar: bool = True
    north_arrow: bool = True
    source: bool = True
    labels: bool = True
    changed: bool = True
    yesterday: bool = True
    told: bool = True

    @property
    def bare(self) -> bool:
        """Whether nothing stands round the map, so that it takes the whole canvas."""
        return not (self.title or self.legend or self.source)


#: A finished figure.
EVERYTHING = Parts()
#: The map alone, with its scale bar: for a page that says the rest in words.
BARE = Parts(title=False, legend=False, locator=False, north_arrow=False, source=False)


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


def plan_figure(snapshot: Snapshot, canvas: Box, style: Style, parts: Parts) -> FigurePlan:
    """Return where the parts stand on `canvas`; the map gets what the others leave."""
    inner = canvas if parts.bare else canvas.grown(-style.scaled(_PAD))
    free = _FreeRoom(inner.x, inner.y, inner.right, inner.bottom)
    gap = style.scaled(_GAP)
    title = source = legend = locator = Box(inner.x, inner.y, 0, 0)
    if parts.source and (high := set_source([snapshot], inner, style)[1]):
        source = free.take_bottom(high, gap / 2)
    beside = parts.legend and canvas.width >= style.scaled(_WIDE)
    sections = legend_sections(snapshot.atlas.actors, style, events=expected_events(snapshot))
    if beside:
        legend = free.take_end(style.scaled(_SIDE), gap, style.side)
        if parts.locator:
            high = columns_height(sections, legend.width, style) + gap
            locator = _locator_under(legend, high, snapshot, style) or locator
    if parts.title:
        room = Box(0, 0, 0, 0)
        if parts.locator and not beside:
            room = locator_box(snapshot, style.scaled(_SMALL_LOCATOR), style)
        high = max(set_title(snapshot, free.box, style)[1], room.height)
        title = free.take_top(high, gap)
        if room.width:
            corner = Box(title.x, title.y, title.width, room.height)
            locator = style.side.at_end(corner, room.width)
    if parts.legend and not beside:
        legend = free.take_bottom(columns_height(sections, inner.width, style), gap)
    frame = free.box
    high = max(frame.height, style.scaled(_LEAST_MAP))
    return FigurePlan(Box(frame.x, frame.y, frame.width, high), title, legend, locator, source)


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
