"""The numbers by which the parts of a payload refer to one another.

Texts, states and rulings are numbered while the payload is packed, each once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.drawing.patterns import fill_of
from frontmap.model import Confidence, Doubt, Text
from frontmap.statuses import Status
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.ground.topology import Border, Topology
    from frontmap.model import Control
    from frontmap.page.payload.encoding import Json


__all__ = [
    "CONFIDENCES",
    "DOUBTS",
    "KM2",
    "METRES",
    "STATUSES",
    "UNIT",
    "Pack",
    "PackedBorders",
    "UniqueRows",
]

#: One step of the grid, in degrees: 1.1 m of latitude.
UNIT = 1e-5
#: The web's Mercator map ends at this latitude, north and south; Leaflet's does, too.
_MOST_NORTH = 85.05112
#: km² are counted in thousandths, metres in tenths.
KM2, METRES = 1000, 10
STATUSES = tuple(Status)
CONFIDENCES = tuple(Confidence)
DOUBTS = tuple(Doubt)


@dataclass
class UniqueRows:
    """The rows of a list in the payload, each stored once and then called by its number."""

    rows: list[tuple[Json, ...]] = field(default_factory=list)
    numbers: dict[tuple[Json, ...], int] = field(default_factory=dict)

    def number(self, row: tuple[Json, ...]) -> int:
        """Return the number of a row, which is added where it is new."""
        number = self.numbers.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number


class PackedBorders:
    """The borders of all days, each once, and how areas are made of them.

    Where no outline is dated they are those of the one topology, in its order.

    Attributes:
        borders: each border once, however many stretches of days it is there.
        rings: for each area its polygons, as rings of signed references to `borders`.
        km2: of each area.
        numbers: for the first day of each stretch, the place in `borders` of each of its own.
    """

    def __init__(self, atlas: Atlas, index: Mapping[date, int]) -> None:
        """Number the borders of each stretch of days; `index` numbers the days."""
        self.borders: list[Border] = []
        self.rings: dict[str, list[list[list[int]]]] = {}
        self.km2: dict[str, float] = {}
        self.numbers: dict[date, Sequence[int]] = {}
        self._known: dict[tuple[str, str, bytes], int] = {}
        self._spans: list[list[int]] = []
        self._always = [0, len(index) - 1]
        taken: list[tuple[Topology, Sequence[int]]] = []
        for episode in atlas.episodes:
            for first, last in atlas.stretches(episode):
                topology = atlas.topology_on(first)
                found = next((numbers for of, numbers in taken if of is topology), None)
                if found is None:
                    found = self._take(topology)
                    taken.append((topology, found))
                self.numbers[first] = found
                self._note(found, index[first], index[last])
        for area in atlas.record.areas:
            if area.id not in self.rings and (day := area.first or area.last):
                self._take(atlas.topology_on(day))

    def _take(self, topology: Topology) -> Sequence[int]:
        """Add the borders that are not there yet; return the number of each."""
        if self.borders:
            numbers = [self._number(border) for border in topology.borders]
        else:
            numbers = list(range(len(topology.borders)))
            self.borders = list(topology.borders)
            self._spans = [[] for _ in numbers]
        for area, polygons in topology.rings.items():
            if area not in self.rings:
                self.km2[area] = topology.km2[area]
                self.rings[area] = [
                    [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in polygon]
                    for polygon in polygons
                ]
        return numbers

    def _number(self, border: Border) -> int:
        if not self._known:
            self._known = {_key(known): number for number, known in enumerate(self.borders)}
        number = self._known.setdefault(_key(border), len(self.borders))
        if number == len(self.borders):
            self.borders.append(border)
            self._spans.append([])
        return number

    def _note(self, numbers: Iterable[int], first: int, last: int) -> None:
        for number in numbers:
            spans = self._spans[number]
            if spans and spans[-1] + 1 == first:
                spans[-1] = last
            else:
                spans += [first, last]

    def dated(self) -> list[Json]:
        """Return the spans of the borders that are not there on every day."""
        return [
            [number, *spans] for number, spans in enumerate(self._spans) if spans != self._always
        ]


def _key(border: Border) -> tuple[str, str, bytes]:
    return border.left, border.right, border.line.wkb


class Pack:
    """The numbers by which things are called, and the tables that fill while packing."""

    def __init__(self, atlas: Atlas, languages: Sequence[str]) -> None:
        """Number everything in `atlas`, and texts in `languages`."""
        self.atlas = atlas
        self.languages = tuple(languages)
        self.index = {day: number for number, day in enumerate(atlas.days())}
        self.actor = {key: number for number, key in enumerate(atlas.actors)}
        self.area = {key: number for number, key in enumerate(atlas.areas)}
        self.claim = {key: number for number, key in enumerate(atlas.claims)}
        self.landmark = {
            key: number
            for number, key in enumerate(
                key for key, mark in atlas.landmarks.items() if mark.geometry is not None
            )
        }
        self.source = {key: number for number, key in enumerate(atlas.sources)}
        self.voice = {key: number for number, key in enumerate(atlas.voices)}
        self.group = {group.id: number for number, group in enumerate(atlas.record.groups)}
        self.texts = UniqueRows()
        self.rulings = UniqueRows()
        self.controls: dict[Control, int] = {}
        self.borders = PackedBorders(atlas, self.index)
        west, south, _, _ = shapely.total_bounds([area.polygon for area in atlas.record.areas])
        self.corner = [math.floor(west / UNIT), math.floor(south / UNIT)]

    def text(self, text: Text) -> int:
        """Return the number of a text."""
        return self.texts.number(tuple(text.exact(tag) for tag in self.languages))

    def short(self, text: Text) -> int:
        """Return the number of a short name, whole: in a language without it, it is the first's.

        A code is no sentence, so that nothing marks it as in another language.
        """
        return self.texts.number(tuple(text.to(tag) for tag in self.languages))

    def actors(self, keys: Iterable[str]) -> list[Json]:
        """Return the numbers of actors; those that the atlas does not have are left out."""
        return [self.actor[key] for key in keys if key in self.actor]

    def control(self, control: Control) -> int:
        """Return the number of a state."""
        return self.controls.setdefault(control, len(self.controls) + 1)

    def packed_controls(self) -> list[Json]:
        """Return holder, status, confidence and rivals of each control; none at 0."""
        rows: list[Json] = [None]
        for control in self.controls:
            confidence = control.confidence
            rows.append(
                [
                    self.actor.get(control.holder, -1),
                    STATUSES.index(control.status),
                    CONFIDENCES.index(confidence) if confidence is not None else -1,
                    *self.actors(control.rivals),
                ]
            )
        return rows

    def packed_looks(self, offered: Sequence[str]) -> list[Json]:
        """Return the pattern and the words of each control, and its colours for each doubt.

        The words are in each of the `offered` languages, the colours in the order of `DOUBTS`.
        """
        rows: list[Json] = [None]
        for control in self.controls:
            fills = [fill_of(control, self.atlas.actors, doubt=doubt) for doubt in DOUBTS]
            said = Text.of({tag: state_words(control, self.atlas, tag) for tag in offered})
            inks = [list(fill.inks) for fill in fills]
            rows.append([fills[0].tile.name, self.text(said), *inks])
        return rows

    def grid(self, shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> list[list[Json]]:
        """Return the longitudes and latitudes of each shape as a point of the grid, then steps."""
        if not len(shapes):
            return []
        coordinates, shape = shapely.get_coordinates(shapes, return_index=True)
        coordinates[:, 1] = coordinates[:, 1].clip(-_MOST_NORTH, _MOST_NORTH)
        counted = np.rint(coordinates / UNIT).astype(np.int64) - self.corner
        begins = np.append(True, shape[1:] != shape[:-1])
        ends = np.append(begins[1:], True)
        # vertices that rounding brought together become one; both ends of a line stay
        moved = np.append(True, np.any(counted[1:] != counted[:-1], axis=1))
        kept = begins | ends | moved
        counted, shape, begins = counted[kept], shape[kept], begins[kept]
        steps = counted.copy()
        steps[1:] -= np.where(begins[1:, np.newaxis], 0, counted[:-1])
        flat = steps.ravel().tolist()
        bounds = np.append(np.flatnonzero(begins), len(shape)) * 2
        return [flat[first:end] for first, end in pairwise(bounds.tolist())]
