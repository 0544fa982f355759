"""The figures of each day that the page's chart and legend show."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from frontmap.page.payload.numbering import KM2, METRES, Pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas
    from frontmap.front.over_days import DayFigures
    from frontmap.page.payload.encoding import Json


__all__ = ["Series", "front_figures"]


def front_figures(pack: Pack, atlas: Atlas) -> dict[str, Json]:
    """Return when each border is front, and what each day measures."""
    spans: dict[int, list[int]] = defaultdict(list)
    figures = Series()
    for episode in atlas.episodes:
        daily: list[DayFigures] = []
        for front in atlas.fronts(episode):
            numbers = pack.borders.numbers[front.first]
            for border, fronts in front.spans().items():
                days = chain.from_iterable(fronts)
                spans[numbers[border]] += [pack.index[day] for day in days]
            daily += front.figures()
        for measured in daily:
            row = [
                measured.front_m * METRES,
                measured.all_contested_km2 * KM2,
                measured.all_shared_km2 * KM2,
            ]
            for actor in pack.actor:
                row += [
                    measured.held_km2.get(actor, 0) * KM2,
                    measured.contested_km2.get(actor, 0) * KM2,
                    measured.shared_km2.get(actor, 0) * KM2,
                    measured.actor_front_m.get(actor, 0) * METRES,
                ]
            figures.add(pack.index[measured.day], row)
    return {
        "front": [[border, *spans[border]] for border in sorted(spans)],
        "figures": figures.rows(),
    }


class Series:
    """Figures of many days, each kept only where it changes; before its first it is 0."""

    def __init__(self) -> None:
        """Begin with every figure at 0."""
        self._changes: dict[int, list[int]] = defaultdict(list)
        self._last: dict[int, int] = {}

    def add(self, day: int, figures: Iterable[float]) -> None:
        """Take the figures of a day, by their numbers."""
        for number, figure in enumerate(map(round, figures)):
            if figure != self._last.get(number, 0):
                self._changes[number] += [day, figure]
                self._last[number] = figure

    def rows(self) -> list[Json]:
        """Return for each figure that is ever not 0 its number, and then days and values."""
        return [[number, *self._changes[number]] for number in sorted(self._changes)]
