"""Where on the canvas each part of a finished figure stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.drawing.legend import columns_height, legend_sections
from frontmap.drawing.map_elements import locator_box, set_source, set_title
from frontmap.drawing.marks import Box
from frontmap.words import language_of

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
    """Which parts a drawing has; areas, edges and the front are always there.

    Attributes:
        title: the atlas's title, the date, and that it is the state at the day's end.
        legend: what colours, patterns and lines mean.
        locator: where in the whole coverage the view is.
        scale_bar: a bar of a round length.
        north_arrow: an arrow to true north.
        source: attribution and licence.
        labels: names of the areas.
        changed: an outline round the areas that changed on the day.
        yesterday: the front of the day before, where it is front no longer.
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


#: A finished figure.
EVERYTHING = Parts()
#: The map alone, with its scale: for a page that says the rest in words.
BARE = Parts(title=False, legend=False, locator=False, north_arrow=False, source=False)


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """Where the parts stand; a box without width is a part that is left out.

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
    snapshot: Snapshot, canvas: Box, language: str, style: Style, parts: Parts
) -> FigurePlan:
    """Return where the parts stand on `canvas`; the map gets what the others leave."""
    bare = not (parts.title or parts.legend or parts.source)
    inner = canvas if bare else canvas.grown(-style.text(_PAD))
    gap = style.text(_GAP)
    rtl = language_of(language).rtl
    title = source = legend = locator = Box(inner.x, inner.y, 0, 0)
    left, right, top, bottom = inner.x, inner.right, inner.y, inner.bottom
    if parts.source and (high := set_source(snapshot, inner, language, style)[1]):
        source = Box(left, bottom - high, inner.width, high)
        bottom = source.y - gap / 2
    beside = parts.legend and canvas.width >= style.text(_WIDE)
    sections = legend_sections(snapshot.atlas.actors, language, style)
    if beside:
        side = style.text(_SIDE)
        legend = Box(left if rtl else right - side, top, side, bottom - top)
        room = locator_box(snapshot, style.text(_LOCATOR), style)
        if parts.locator and columns_height(sections, side, style) + gap + room.height <= (
            legend.height
        ):
            start = legend.right - room.width if rtl else legend.x
            locator = Box(start, bottom - room.height, room.width, room.height)
        left, right = (legend.right + gap, right) if rtl else (left, legend.x - gap)
    if parts.title:
        place = Box(left, top, right - left, 0)
        title = Box(left, top, right - left, set_title(snapshot, place, language, style)[1])
        if parts.locator and not beside:
            room = locator_box(snapshot, style.text(_SMALL_LOCATOR), style)
            title = Box(left, top, title.width, max(title.height, room.height))
            start = left if rtl else right - room.width
            locator = Box(start, top, room.width, room.height)
        top = title.bottom + gap
    if parts.legend and not beside:
        high = columns_height(sections, inner.width, style)
        legend = Box(left, bottom - high, inner.width, high)
        bottom = legend.y - gap
    high = max(bottom - top, style.text(_LEAST_MAP))
    return FigurePlan(Box(left, top, right - left, high), title, legend, locator, source)
