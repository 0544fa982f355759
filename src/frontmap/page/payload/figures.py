"""The figures of each day that the page's chart and legend show."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from frontmap.page.payload.numbering import KM2, METRES, Pack
from frontmap.statuses import CountedAs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas
    from frontmap.front.over_days import DayFigures
    from frontmap.model import Episode
    from frontmap.page.payload.encoding import Json


__all__ = ["Series", "front_figures"]


def front_figures(pack: Pack, atlas: Atlas) -> dict[str, Json]:
    """Return when each border is front, what each day measures, and what never changes."""
    spans: dict[int, list[int]] = defaultdict(list)
    figures = Series()
    steady: list[Json] = []
    for episode in atlas.episodes:
        daily: list[DayFigures] = []
        for record in atlas.fronts(episode):
            numbers = pack.outlines.numbers[record.first]
            for border, fronts in record.spans().items():
                days = chain.from_iterable(fronts)
                spans[numbers[border]] += [pack.index[day] for day in days]
            daily += record.figures()
        once = _once(pack, atlas, episode)
        for measured, (contested, shared) in zip(daily, once, strict=True):
            row = [measured.front_m * METRES, contested, shared]
            for actor in pack.actor:
                row += [
                    measured.held_km2.get(actor, 0) * KM2,
                    measured.contested_km2.get(actor, 0) * KM2,
                    measured.shared_km2.get(actor, 0) * KM2,
                    measured.actor_front_m.get(actor, 0) * METRES,
                ]
            figures.add(pack.index[measured.day], row)
        steady.append(_steady(pack, atlas, episode))
    return {
        "front": [[border, *spans[border]] for border in sorted(spans)],
        "figures": figures.rows(),
        "steady": steady,
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


def _once(pack: Pack, atlas: Atlas, episode: Episode) -> list[tuple[float, float]]:
    """Return for each day what is contested and what is shared, each area counted once."""
    start = pack.index[episode.first]
    days = pack.index[episode.last] - start + 1
    steps = np.zeros((days + 1, 2))
    columns: dict[CountedAs | None, int] = {CountedAs.CONTESTED: 0, CountedAs.SHARED: 1}
    for area, runs in atlas.timeline.runs.items():
        for run in runs:
            column = columns.get(run.control.status.row.counts)
            if column is not None and episode.covers(run.first):
                there = atlas.areas[area].during(run.first, run.last)
                if there is None:
                    continue
                km2 = pack.outlines.km2[area] * KM2
                steps[pack.index[there[0]] - start, column] += km2
                steps[pack.index[there[1]] - start + 1, column] -= km2
    return [(row[0], row[1]) for row in np.cumsum(steps, axis=0)[:days].tolist()]


def _steady(pack: Pack, atlas: Atlas, episode: Episode) -> list[Json]:
    """Return the km² that each actor holds in areas that never change in the episode."""
    km2 = dict.fromkeys(pack.actor, 0.0)
    for area, runs in atlas.timeline.runs.items():
        days = episode.first, episode.last
        if atlas.areas[area].during(*days) != days:
            continue
        inside = [run.control for run in runs if episode.covers(run.first)]
        control = inside[0]
        holds = control.status.row.counts is CountedAs.HELD and control.holder in km2
        if holds and all(other.same_state(control) for other in inside):
            km2[control.holder] += pack.outlines.km2[area]
    return [math.floor(held * KM2) for held in km2.values()]
