"""Reported events on a map: quiet marks at their places, counted where there are many.

A dot is an event. Events whose dots would touch share one with their number, and where there are
many, those of a larger square do, so that a day of thousands stays a map. A mark is hollow where
of none of its events both the day and the place are sure. Their grey belongs to no party.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.drawing.colours import WHITE
from frontmap.drawing.lettering import block_height, set_words, text_width
from frontmap.drawing.marks import Anchor, Box, Fill, Mark, Shape
from frontmap.drawing.outlines import rings_of
from frontmap.statuses import SOLID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.styles import Style
    from frontmap.drawing.view import View
    from frontmap.model import Claim

__all__ = [
    "EVENT_INK",
    "EventCount",
    "EventMark",
    "beside_labels",
    "counted_by_day",
    "event_marks",
    "expected_events",
    "group_events",
    "sample_marks",
]

#: The grey of dots; it is neither that of letters nor that of the front.
EVENT_INK = "#4b5058"
#: The radius of a dot, the least one of a dot with a number, and the room round the number.
_DOT, _COUNTED, _ROOM = 4.2, 7.5, 2.6
_LETTERS = 9.0
#: How wide the line of a hollow dot is, and the light round every dot.
_LINE, _CASING = 1.5, 1.4
#: Events are counted in squares of this side, or of larger ones, by this factor each time, as long
#: as there would be more marks than so many.
_CELL, _LARGER, _MANY = 16.0, 1.4, 80
#: Steps by which a dot with a number gives way to a label, in shares of its radius.
_STEPS = (0.0, 0.7, 1.4, 2.1, 2.8, 3.5)


@dataclass(frozen=True, slots=True)
class EventCount:
    """How many events a day has.

    Attributes:
        that_day: all of them; `None` where the legend serves several days.
        outside: those of them whose place the map does not show.
    """

    that_day: int | None = None
    outside: int = 0


@dataclass(frozen=True, slots=True)
class EventMark:
    """One mark on the map.

    Attributes:
        x: of its middle, in canvas units.
        y: of its middle.
        radius: in canvas units.
        count: how many events it stands for.
        pinned: whether of any of them day and place are sure.
    """

    x: float
    y: float
    radius: float
    count: int
    pinned: bool

    @property
    def box(self) -> Box:
        """The square round it."""
        side = 2 * self.radius
        return Box(self.x - self.radius, self.y - self.radius, side, side)


def expected_events(snapshot: Snapshot) -> EventCount | None:
    """Return what the legend has to say at most; `None` where the atlas reports no events."""
    if not snapshot.atlas.record.reports_events:
        return None
    count = len(snapshot.atlas.events_on(snapshot.day))
    return EventCount(count, count)


def counted_by_day(atlas: Atlas) -> EventCount | None:
    """Return what a legend for several days has to say; `None` where no event is reported."""
    return EventCount() if atlas.record.reports_events else None


def group_events(claims: Sequence[Claim], view: View, style: Style) -> tuple[EventMark, ...]:
    """Return the marks of events in the frame of a view, the one that counts most first.

    They are counted in squares of a grid, and each mark stands in the middle of its square's
    events. From the fullest square on, each takes over the squares whose marks would touch its own.
    """
    spots = [claim.spot for claim in claims if claim.spot is not None]
    if not spots:
        return ()
    placed = shapely.get_coordinates(view.project(shapely.MultiPoint(spots)))
    pinned = np.asarray([claim.pinned for claim in claims if claim.spot is not None])
    frame = view.frame.grown(-style.scaled(_DOT))
    low, high = np.asarray((frame.x, frame.y)), np.asarray((frame.right, frame.bottom))
    inside = np.all((placed >= low) & (placed <= high), axis=1)
    placed, pinned = placed[inside] - low, pinned[inside]
    cell, marks = style.scaled(_CELL), _counted_in(placed, pinned, style.scaled(_CELL), style)
    while len(marks) > _MANY:
        cell *= _LARGER
        marks = _counted_in(placed, pinned, cell, style)
    return tuple(replace(mark, x=mark.x + frame.x, y=mark.y + frame.y) for mark in marks)


def _counted_in(
    placed: NDArray[np.float64], pinned: NDArray[np.bool_], side: float, style: Style
) -> tuple[EventMark, ...]:
    """Return a mark for each square that has events, and is not taken over by a fuller one."""
    if not len(placed):
        return ()
    squares = np.floor(placed / side).astype(np.int64)
    _, square, counts = np.unique(squares, axis=0, return_inverse=True, return_counts=True)
    square = square.reshape(-1)
    x, y, sure = (np.bincount(square, of) for of in (placed[:, 0], placed[:, 1], pinned))
    middles = np.column_stack([x, y]) / counts[:, np.newaxis]
    return _gathered(middles, counts, sure > 0, style)


def _gathered(
    middles: NDArray[np.float64],
    counts: NDArray[np.int64],
    pinned: NDArray[np.bool_],
    style: Style,
) -> tuple[EventMark, ...]:
    """Return a mark for each square that no fuller one near it takes over."""
    radii = np.asarray([_radius(int(count), style) for count in counts])
    order = np.lexsort((middles[:, 0], middles[:, 1], -counts))
    free = np.ones(len(counts), dtype=bool)
    marks = []
    for number in order:
        if not free[number]:
            continue
        away = np.hypot(*(middles - middles[number]).T)
        taken = free & (away < radii + radii[number])
        free &= ~taken
        count = int(counts[taken].sum())
        x, y = middles[number].tolist()
        sure = bool(pinned[taken].any())
        marks.append(EventMark(x, y, _radius(count, style), count, sure))
    return tuple(marks)


def _radius(count: int, style: Style) -> float:
    if count == 1:
        return style.scaled(_DOT)
    half = text_width(str(count), style.lettering(_LETTERS), bold=True) / 2
    return max(style.scaled(_COUNTED), half + style.scaled(_ROOM))


def beside_labels(
    marks: Sequence[EventMark], labels: Sequence[Box], frame: Box
) -> tuple[EventMark, ...]:
    """Return the marks, those with a number moved a little where a label would hide the number.

    A dot of one event stays at its place.
    """
    found: list[EventMark] = []
    for mark in marks:
        moved = (
            replace(mark, x=mark.x + mark.radius * across, y=mark.y + mark.radius * down)
            for down in sorted({s * step for step in _STEPS for s in (1, -1)}, key=abs)
            for across in sorted({s * step for step in _STEPS for s in (1, -1)}, key=abs)
        )
        free = (one for one in moved if one.box.inside(frame) and not _hidden(one, labels, found))
        found.append(mark if mark.count == 1 else next(free, mark))
    return tuple(found)


def _hidden(mark: EventMark, labels: Sequence[Box], others: Sequence[EventMark]) -> bool:
    box = mark.box
    return any(box.overlaps(one) for one in (*labels, *(other.box for other in others)))


def event_marks(mark: EventMark, style: Style) -> tuple[Mark, ...]:
    """Return what is drawn for one mark: a dot, and how many it stands for where they are more."""
    discs = [(mark.radius + style.scaled(_CASING), WHITE), (mark.radius, EVENT_INK)]
    if not mark.pinned:
        discs.append((mark.radius - style.scaled(_LINE), WHITE))
    middle = shapely.Point(mark.x, mark.y)
    drawn = tuple(
        Shape(rings_of(middle.buffer(radius, quad_segs=6)), Fill(SOLID, (colour,)))
        for radius, colour in discs
    )
    if mark.count == 1:
        return drawn
    ink = WHITE if mark.pinned else EVENT_INK
    letters = style.letters(_LETTERS, colour=ink, anchor=Anchor.MIDDLE, bold=True)
    top = mark.y - block_height(1, letters.size) / 2
    return (*drawn, set_words((str(mark.count),), mark.x, top, letters))


def sample_marks(box: Box, style: Style) -> tuple[Mark, ...]:
    """Return the sample of the legend: a dot, and a hollow one beside it."""
    y = box.centre[1]
    radius = style.scaled(_DOT)
    places = (box.x + 0.3 * box.width, True), (box.x + 0.7 * box.width, False)
    return tuple(
        drawn
        for x, pinned in places
        for drawn in event_marks(EventMark(x, y, radius, 1, pinned), style)
    )
