"""Our own short texts on a map: each in a quiet box, with a line or an arrow to its place.

A box stands as near its place as it is free: off labels, other boxes, and the lines to them. Its
own line crosses none of these, and where that cannot be, lines alone. It hides as little as can be
of the areas and of the front. What finds no place is told in the words for those who do not see
the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from math import hypot
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.drawing.candidates import Candidates
from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.lettering import set_words, wrapped
from frontmap.drawing.marks import Anchor, Box, Fill, Line, Mark, Shape, Stroke
from frontmap.drawing.outlines import box_polygon, rectangle, rings_of
from frontmap.drawing.styles import SOFT
from frontmap.model import AnnotationKind
from frontmap.statuses import SOLID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Snapshot
    from frontmap.drawing.labels import PlacedLabels
    from frontmap.drawing.marks import Point
    from frontmap.drawing.styles import Style
    from frontmap.drawing.view import View
    from frontmap.model import Annotation

__all__ = ["annotated_places", "annotations_on", "place_annotations"]

#: Letters of a text, the greatest width of its lines, and the room round it, before they grow.
_LETTERS, _WIDTH, _PAD = 10.5, 128.0, 4.0
#: Boxes are tried on rings round the place: so many, so far apart, at so many angles.
_RINGS, _STEP, _ANGLES = 26, 18.0, 36
#: Hiding all of an area is as bad as standing so far away.
_HIDING = 260.0
#: The length of an arrow's head, and half its width; the radius of the dot where a line ends.
_HEAD, _HALF, _DOT = 9.0, 3.6, 2.4
#: Labels keep so far from the place of a text.
_CLEAR = 5.0


def annotations_on(snapshot: Snapshot) -> tuple[Annotation, ...]:
    """Return the annotations of a day, in the order of the file; an account has none of ours."""
    atlas = snapshot.atlas
    if atlas.told_by:
        return ()
    return tuple(one for one in atlas.record.annotations if one.date.covers(snapshot.day))


def annotated_places(snapshot: Snapshot, view: View, style: Style) -> list[Box]:
    """Return what labels keep off, so that the places of a day's annotations can be seen."""
    points = (_point(one, snapshot, view) for one in annotations_on(snapshot))
    half = style.scaled(_CLEAR)
    return [
        Box(point.x - half, point.y - half, 2 * half, 2 * half)
        for point in points
        if point is not None
    ]


def place_annotations(
    snapshot: Snapshot,
    view: View,
    style: Style,
    areas: Mapping[str, BaseGeometry],
    around: tuple[PlacedLabels, Sequence[Box], BaseGeometry],
) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Set the annotations of a day on its map; return the marks, and the texts without room.

    Args:
        snapshot: the day.
        view: of the map.
        style: how it is set.
        areas: what of each area is in view, by its id, in canvas units.
        around: the labels, other boxes in which nothing may stand, and the front.
    """
    board = _Board.of(view, style, areas, around)
    marks: list[Mark] = []
    left_out: list[str] = []
    labelled = shapely.union_all(board.taken)
    for annotation in annotations_on(snapshot):
        place = _place(annotation, snapshot, view, areas, labelled)
        if place is None:
            continue
        text = annotation.text.to(style.language)
        made = board.put(text, annotation.text.language(style.language), place, annotation.kind)
        marks += made
        left_out += () if made else (text,)
    return tuple(marks), tuple(left_out)


def _place(
    annotation: Annotation,
    snapshot: Snapshot,
    view: View,
    areas: Mapping[str, BaseGeometry],
    labelled: BaseGeometry,
) -> shapely.Point | None:
    """Return the point of an annotation on the canvas; `None` where the frame does not have it.

    That of an area lies in the area where no label is, if there is such a place.
    """
    point = _point(annotation, snapshot, view)
    if point is None and annotation.area in areas:
        area = areas[annotation.area]
        bare = area.difference(labelled)
        parts = shapely.get_parts(area if bare.is_empty else bare)
        largest = parts[int(shapely.area(parts).argmax())]
        point = shapely.Point(shapely.maximum_inscribed_circle(largest, tolerance=1.0).coords[0])
    if point is None or not box_polygon(view.frame).contains(point):
        return None
    return point


def _point(annotation: Annotation, snapshot: Snapshot, view: View) -> shapely.Point | None:
    """Return the point of an annotation that has one of its own, or a landmark's."""
    if annotation.lon is not None and annotation.lat is not None:
        return view.project(shapely.Point(annotation.lon, annotation.lat)).centroid
    landmark = snapshot.atlas.landmarks.get(annotation.landmark)
    if landmark is None or landmark.geometry is None:
        return None
    return view.project(landmark.geometry).centroid


@dataclass
class _Board:
    """What is on the map already; texts are added one by one.

    Attributes:
        frame: where texts may stand.
        style: how they are set.
        ground: the areas in view.
        front: the front of the day.
        taken: boxes and lines that no box may touch and no line may cross.
    """

    frame: Box
    style: Style
    ground: shapely.STRtree
    front: BaseGeometry
    taken: list[BaseGeometry] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        view: View,
        style: Style,
        areas: Mapping[str, BaseGeometry],
        around: tuple[PlacedLabels, Sequence[Box], BaseGeometry],
    ) -> _Board:
        """Return a board with the labels of a map on it."""
        placed, others, front = around
        boxes = (words.box for words in placed.words)
        lines = (shapely.LineString([one.start, one.end]) for one in placed.leaders)
        taken = [box_polygon(box) for box in chain(boxes, (box for _, box in placed.boxes), others)]
        ground = shapely.STRtree(list(areas.values()))
        return cls(view.frame, style, ground, front, [*taken, *lines])

    def put(
        self, text: str, language: str, place: shapely.Point, kind: AnnotationKind
    ) -> tuple[Mark, ...]:
        """Set a text where it is free; nothing where it is nowhere."""
        size, pad = self.style.lettering(_LETTERS), self.style.scaled(_PAD)
        lines = wrapped(text, size, self.style.scaled(_WIDTH))
        letters = replace(self.style.letters(_LETTERS, language=language), anchor=Anchor.MIDDLE)
        words = set_words(lines, 0, 0, letters)
        room = words.box.grown(pad)
        boxes = [one for one in self.taken if one.geom_type == "Polygon"]
        box = self._free(room, place, self.taken) or self._free(room, place, boxes)
        if box is None:
            return ()
        end = _nearest(box, place)
        self.taken += [box_polygon(box.grown(pad)), shapely.LineString([(place.x, place.y), end])]
        return (
            *self._pointer(end, (place.x, place.y), kind),
            rectangle(box, WHITE, Stroke(SOFT, self.style.scaled(0.8))),
            set_words(lines, box.centre[0], box.y + pad, letters),
        )

    def _free(
        self, room: Box, place: shapely.Point, uncrossed: Sequence[BaseGeometry]
    ) -> Box | None:
        """Return the best box as large as `room` near a place; `None` where none is free.

        The line to it crosses nothing of `uncrossed`.
        """
        tried = Candidates.on_rings(
            place, room, apart=self.style.scaled(_STEP), rings=_RINGS, angles=_ANGLES
        )
        tried = tried.where(tried.inside(self.frame.grown(-self.style.scaled(_PAD))))
        boxes, lines = tried.shapes(), tried.lines_from(place)
        # a point that a label covers is reached through the label
        others = [one for one in uncrossed if not one.intersects(place)]
        free = ~shapely.intersects(boxes, shapely.union_all(self.taken))
        free &= ~shapely.intersects(lines, shapely.union_all(others))
        free &= ~shapely.intersects(boxes, place.buffer(self.style.scaled(2 * _PAD)))
        if not free.any():
            return None
        cost = np.round(shapely.length(lines[free]) + self._hidden(boxes[free]), 3)
        return tried.where(free).box(int(np.argmin(cost)))

    def _hidden(self, boxes: NDArray[np.object_]) -> NDArray[np.float64]:
        """Return how bad it is what each box hides of the areas."""
        cost = self.style.scaled(_HIDING)
        hidden: NDArray[np.float64] = np.zeros(len(boxes))
        hidden += cost / 2 * shapely.intersects(boxes, self.front)
        of, area = self.ground.query(boxes, predicate="intersects")
        covered = shapely.intersection(boxes[of], self.ground.geometries[area])
        shares = shapely.area(covered) / shapely.area(self.ground.geometries[area])
        np.add.at(hidden, of, cost * shares)
        return hidden

    def _pointer(self, start: Point, end: Point, kind: AnnotationKind) -> Iterator[Mark]:
        """Draw the line from a box to its place, with a head or a dot at its end."""
        for stroke in (
            Stroke(WHITE, self.style.scaled(3.2)),
            Stroke(DARK, self.style.scaled(1.1)),
        ):
            yield Line(((start, end),), stroke)
        ring: Iterable[Point]
        if kind is AnnotationKind.ARROW:
            ring = _arrow_head(start, end, self.style)
        else:
            dot = shapely.Point(end).buffer(self.style.scaled(_DOT), quad_segs=3)
            ring = rings_of(dot)[0]
        yield Shape((tuple(ring),), Fill(SOLID, (DARK,)), Stroke(WHITE, self.style.scaled(0.8)))


def _nearest(box: Box, place: shapely.Point) -> Point:
    """Return the point of a box that is nearest to a place."""
    return (
        min(max(place.x, box.x), box.right),
        min(max(place.y, box.y), box.bottom),
    )


def _arrow_head(start: Point, end: Point, style: Style) -> tuple[Point, ...]:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    back, half = style.scaled(_HEAD), style.scaled(_HALF)
    foot = (end[0] - dx * back, end[1] - dy * back)
    return (
        end,
        (foot[0] - dy * half, foot[1] + dx * half),
        (foot[0] + dy * half, foot[1] - dx * half),
    )
