"""The front over many days: when each border is front, and the figures of each day.

All is found from the runs of the two areas at each border, in time that grows with the number of
changes and not with areas × days. It agrees with each day's `Frontline` and `pockets`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from frontmap.front.facing import Numbers, who_faces
from frontmap.front.frontline import FrontSegment
from frontmap.front.pockets import NOBODY, connected_groups, holding_side
from frontmap.statuses import CountedAs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from frontmap.front.facing import Integers
    from frontmap.ground.topology import Topology
    from frontmap.model import Control, Run
    from frontmap.relations import Hostility, Pair

__all__ = [
    "DayFigures",
    "FrontHistory",
    "FrontSpan",
    "front_spans",
]

_Floats: TypeAlias = "NDArray[np.float64]"


class FrontHistory:
    """The front over many days: when each border is front, and the figures of each day.

    Who faces whom across each border is found once, from the runs of the two areas beside it; only
    changes are gone through, so that ten years of ten thousand areas take seconds.
    """

    def __init__(
        self,
        runs: Mapping[str, Sequence[Run]],
        topology: Topology,
        hostility: Hostility,
        *,
        first: date,
        last: date,
    ) -> None:
        """Find who faces whom across each border, from `first` to `last`, both included.

        Args:
            runs: for each area its runs in the order of days; runs outside the days are passed
                over.
            topology: the borders, on all these days.
            hostility: who is hostile to whom on all these days, hence those of one episode.
            first: the first day.
            last: the last day.
        """
        self.topology = topology
        self._hostility = hostility
        self.first, self.last = first, last
        self._runs = _cut_runs(runs, topology, first, last)
        self._meetings = _find_meetings(self._runs, topology, hostility)

    def spans(self) -> Mapping[int, tuple[tuple[date, date], ...]]:
        """Return for each border that is ever front, by its number, the days on which it is.

        They are unbroken spans, first and last day included, in order, and agree with
        `find_frontline` on each day.
        """
        found = zip(*(column.tolist() for column in self._meetings.unbroken()), strict=True)
        return {
            border: tuple(
                (date.fromordinal(begin), date.fromordinal(end)) for _, begin, end in spans
            )
            for border, spans in groupby(found, key=itemgetter(0))
        }

    def faced(self) -> Iterator[list[_FrontDays]]:
        """Yield for each border that is ever front its days, by who faces whom, in order."""
        met = self._meetings
        sides = [self._hostility.sides_of(pairs) for pairs in met.pairs]
        columns = (met.border, met.begin, met.end, met.facing)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for number, of in groupby(rows, key=itemgetter(0)):
            border = self.topology.borders[number]
            days: list[_FrontDays] = []
            for _, begin, end, facing in of:
                pairs = met.pairs[facing]
                if days and days[-1].segment.pairs == pairs and days[-1].end + 1 == begin:
                    days[-1].end = end
                    continue
                days.append(_FrontDays(FrontSegment(border, pairs, sides[facing]), begin, end))
            yield days

    def figures(self, party: Mapping[str, str] | None = None) -> tuple[DayFigures, ...]:
        """Measure each day; agrees with its `Frontline` and `km2` to a thousandth of a metre.

        `party` maps an actor to what it is counted as, such as its side; actors that it leaves out
        are not counted. Without it each actor is counted as itself.
        """
        sums = _Sums(self.first, self.last, party)
        runs, met = self._runs, self._meetings
        km2 = np.array([self.topology.km2[area] for area in self.topology.rings])
        for kind in CountedAs:
            counted = [
                control.present if control.status.row.counts is kind else ()
                for control in runs.controls
            ]
            sums.add_parties(kind, counted, runs.control, runs.begin, runs.end, km2[runs.area])
            of_kind = np.array([c.status.row.counts is kind for c in runs.controls], dtype=np.bool_)
            rows = of_kind[runs.control]
            sums.add(kind, runs.begin[rows], runs.end[rows], km2[runs.area[rows]])
        known = np.array([control.status.row.ruled for control in runs.controls], dtype=np.bool_)
        rows = known[runs.control]
        sums.add("known", runs.begin[rows], runs.end[rows], km2[runs.area[rows]])
        metres = np.array([border.length_m for border in self.topology.borders])
        on_it = [tuple(actor for pair in pairs for actor in pair) for pairs in met.pairs]
        sums.add_parties("front", on_it, met.facing, met.begin, met.end, metres[met.border])
        sums.add("front", met.begin, met.end, metres[met.border])
        border, begin, end = met.unbroken()
        # what is front on the first day was not opened on it: nobody knows since when it is
        later = begin > self.first.toordinal()
        sums.add("opened", begin[later], begin[later], metres[border[later]])
        sums.add("closed", end + 1, end + 1, metres[border])
        return sums.figures()

    def pocket_counts(self, party: Mapping[str, str]) -> Iterator[tuple[date, Mapping[str, int]]]:
        """Count the pockets of each party that has any, as `pockets` finds them.

        `party` maps an actor to what it is counted as. Yields each day on which areas come to
        another party, in order; before the first of them nobody holds anything.
        """
        runs = self._runs
        known: Numbers[str] = Numbers()
        holding = [holding_side(control, party) for control in runs.controls]
        number = np.array([known.number(side) if side else NOBODY for side in holding])
        # a run that ends leaves its area to nobody, until another begins on the same day
        day = np.concatenate([runs.end + 1, runs.begin])
        area = np.concatenate([runs.area, runs.area])
        side = np.concatenate([np.full(len(runs.end), NOBODY), number[runs.control]])
        order = np.argsort(day, kind="stable")
        days, firsts = np.unique(day[order], return_index=True)
        held = np.full(len(self.topology.rings), NOBODY)
        before = held.copy()
        for ordinal, turned in zip(days.tolist(), np.split(order, firsts)[1:], strict=True):
            held[area[turned]] = side[turned]
            if ordinal > self.last.toordinal() or np.array_equal(held, before):
                continue
            before = held.copy()
            group = connected_groups(held, self.topology)
            first = np.flatnonzero((group == np.arange(len(group))) & (held != NOBODY))
            counts = np.bincount(held[first], minlength=len(known.items)).tolist()
            yield (
                date.fromordinal(ordinal),
                {side: count for side, count in zip(known.items, counts, strict=True) if count},
            )


@dataclass(frozen=True, slots=True)
class FrontSpan:
    """The unbroken days on which the same parties face one another across a border.

    Attributes:
        segment: the border, and who faces whom.
        first: the first of the days.
        last: the last of them, included.
        began: whether the border was no front at all on the day before, which the record covers.
        ended: whether it is none on the day after, which the record covers.
    """

    segment: FrontSegment
    first: date
    last: date
    began: bool
    ended: bool


def front_spans(fronts: Iterable[FrontHistory]) -> tuple[FrontSpan, ...]:
    """Find who faces whom across each border from when to when.

    Args:
        fronts: the front of one episode, over stretches of days that follow one another; borders
            of the same line between the same areas are one border in all of them.

    Returns:
        The spans in the order of their first stretch, border and days.
    """
    found: list[list[_FrontDays]] = []
    open_lines: dict[_Line, list[_FrontDays]] = {}
    stretches: list[tuple[int, int]] = []
    for front in fronts:
        begins, ends = front.first.toordinal(), front.last.toordinal()
        stretches.append((begins, ends))
        still_open: dict[_Line, list[_FrontDays]] = {}
        for days in front.faced():
            border = days[0].segment.border
            line = (border.left, border.right, border.line)
            before = open_lines.get(line) if days[0].begin == begins else None
            if before is None:
                found.append(days)
            else:
                _go_on(before, days)
            if days[-1].end == ends:
                still_open[line] = days if before is None else before
        open_lines = still_open
    if not stretches:
        return ()
    record = stretches[0][0], stretches[-1][1]
    return tuple(span for days in found for span in _as_spans(days, record))


#: A border that is the same in two topologies: its areas and its line.
_Line = tuple[str, str, shapely.LineString]


@dataclass(slots=True)
class _FrontDays:
    """Days, as ordinals, both included, on which the same parties face one another."""

    segment: FrontSegment
    begin: int
    end: int


def _go_on(before: list[_FrontDays], days: list[_FrontDays]) -> None:
    """Append a border's days in one stretch to those in the stretches before."""
    if before[-1].segment.pairs == days[0].segment.pairs:
        before[-1].end = days[0].end
        days = days[1:]
    before += days


def _as_spans(days: Sequence[_FrontDays], record: tuple[int, int]) -> Iterator[FrontSpan]:
    first, last = record
    ends = {one.end for one in days}
    begins = {one.begin for one in days}
    for one in days:
        yield FrontSpan(
            one.segment,
            date.fromordinal(one.begin),
            date.fromordinal(one.end),
            began=one.begin > first and one.begin - 1 not in ends,
            ended=one.end < last and one.end + 1 not in begins,
        )


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of a day's map.

    What is contested or shared counts for each actor present, so that actors' figures need not
    add up to the whole. Mappings hold, sorted, every actor who is present on any of the days.

    Attributes:
        day: the day, at whose end the figures hold.
        held_km2: by actor, what it holds or is leaving.
        contested_km2: by actor, the contested areas in which it is present.
        shared_km2: by actor, the shared areas in which it is present.
        all_contested_km2: all contested areas, each once.
        all_shared_km2: all shared areas, each once.
        known_km2: all areas of which the record says anything on the day.
        front_m: metres of front, each border once.
        actor_front_m: by actor, metres of front, each border once per actor.
        opened_m: metres that are front and were not the day before; 0 on the first day.
        closed_m: metres that were front the day before and are not; 0 on the first day.
    """

    day: date
    held_km2: Mapping[str, float]
    contested_km2: Mapping[str, float]
    shared_km2: Mapping[str, float]
    all_contested_km2: float
    all_shared_km2: float
    known_km2: float
    front_m: float
    actor_front_m: Mapping[str, float]
    opened_m: float
    closed_m: float


class _Sums:
    """Sums by kind and party for each day, from amounts that begin and end on some days."""

    #: Amounts are summed as whole numbers of this part, so that what begins and ends leaves exactly
    #: 0; they reach to 9 million km.
    _PARTS = 10**9

    def __init__(self, first: date, last: date, party: Mapping[str, str] | None) -> None:
        self._party = party
        self._first = first.toordinal()
        self._days = last.toordinal() - self._first + 1
        self._steps: dict[tuple[str, str], Integers] = {}

    def add(self, kind: str, begin: Integers, end: Integers, amount: _Floats) -> None:
        """Count amounts from `begin` to `end`, both included and as ordinals."""
        self._add((kind, ""), begin, end, np.rint(amount * self._PARTS).astype(np.int64))

    def add_parties(  # noqa: PLR0913, PLR0917 - a table's columns
        self,
        kind: str,
        groups: Sequence[tuple[str, ...]],
        group: Integers,
        begin: Integers,
        end: Integers,
        amount: _Floats,
    ) -> None:
        """Count amounts likewise, once for each party that an actor of its group counts as."""
        order = np.argsort(group, kind="stable")
        bounds = np.searchsorted(group[order], np.arange(len(groups) + 1)).tolist()
        parts = np.rint(amount * self._PARTS).astype(np.int64)
        for actors, (start, stop) in zip(groups, pairwise(bounds), strict=True):
            mine = order[start:stop]
            for there in self._parties(actors) if len(mine) else ():
                self._add((kind, there), begin[mine], end[mine], parts[mine])

    def _parties(self, actors: Iterable[str]) -> set[str]:
        if self._party is None:
            return set(actors)
        return {self._party[actor] for actor in actors if actor in self._party}

    def _add(self, key: tuple[str, str], begin: Integers, end: Integers, parts: Integers) -> None:
        steps = self._steps.setdefault(key, np.zeros(self._days + 1, dtype=np.int64))
        np.add.at(steps, np.minimum(begin - self._first, self._days), parts)
        np.subtract.at(steps, np.minimum(end + 1 - self._first, self._days), parts)

    def figures(self) -> tuple[DayFigures, ...]:
        """Return the sums of each day; days between two changes share theirs."""
        actors = sorted({actor for _, actor in self._steps if actor})
        changed = np.zeros(self._days + 1, dtype=np.bool_)
        changed[0] = True
        for steps in self._steps.values():
            changed |= steps != 0
        starts = np.flatnonzero(changed[:-1])
        none = np.zeros(self._days + 1, dtype=np.int64)
        series = {
            (kind, actor): (
                np.cumsum(self._steps.get((kind, actor), none))[starts] / self._PARTS
            ).tolist()
            for kind in (*CountedAs, "known", "front", "opened", "closed")
            for actor in ("", *actors)
        }
        ends = np.append(starts[1:], self._days)
        return tuple(
            replace(figures, day=date.fromordinal(self._first + number))
            for nth, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
            for figures in (self._figures(nth, series, actors),)
            for number in range(start, end)
        )

    def _figures(
        self, nth: int, series: Mapping[tuple[str, str], Sequence[float]], actors: Sequence[str]
    ) -> DayFigures:
        """Return the sums of some days, as of the first day of all."""
        by_actor = {
            kind: {actor: series[kind, actor][nth] for actor in actors}
            for kind in (*CountedAs, "front")
        }
        return DayFigures(
            day=date.fromordinal(self._first),
            held_km2=by_actor[CountedAs.HELD],
            contested_km2=by_actor[CountedAs.CONTESTED],
            shared_km2=by_actor[CountedAs.SHARED],
            all_contested_km2=series[CountedAs.CONTESTED, ""][nth],
            all_shared_km2=series[CountedAs.SHARED, ""][nth],
            known_km2=series["known", ""][nth],
            front_m=series["front", ""][nth],
            actor_front_m=by_actor["front"],
            opened_m=series["opened", ""][nth],
            closed_m=series["closed", ""][nth],
        )


@dataclass(frozen=True, slots=True)
class _CutRuns:
    """Runs as a table, in the order of areas and days, cut to some days.

    Attributes:
        area: the place of the area in the topology.
        begin: the first day, as an ordinal.
        end: the last day, included.
        control: the number of the state in `controls`.
        controls: each state once.
    """

    area: Integers
    begin: Integers
    end: Integers
    control: Integers
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class _Meetings:
    """When who faces whom across which border, as a table in the order of borders and days.

    Attributes:
        border: the border's number.
        begin: the first day, as an ordinal.
        end: the last day, included.
        facing: the number of the hostile pairs in `pairs`; never that of none.
        pairs: each set of pairs once.
    """

    border: Integers
    begin: Integers
    end: Integers
    facing: Integers
    pairs: tuple[tuple[Pair, ...], ...]

    def unbroken(self) -> tuple[Integers, Integers, Integers]:
        """Return border, begin and end of days that follow one another, whoever faces whom."""
        goes_on = (self.border[1:] == self.border[:-1]) & (self.begin[1:] == self.end[:-1] + 1)
        some = np.ones(min(len(self.border), 1), dtype=np.bool_)
        opens, ends = np.append(some, ~goes_on), np.append(~goes_on, some)
        return self.border[opens], self.begin[opens], self.end[ends]


def _cut_runs(
    runs: Mapping[str, Sequence[Run]], topology: Topology, first: date, last: date
) -> _CutRuns:
    controls: Numbers[Control] = Numbers()
    rows = [
        (place, run.first.toordinal(), run.last.toordinal(), controls.number(run.control))
        for place, area in enumerate(topology.rings)
        for run in runs.get(area, ())
        if run.first <= last and first <= run.last
    ]
    area, begin, end, control = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return _CutRuns(
        area,
        np.maximum(begin, first.toordinal()),
        np.minimum(end, last.toordinal()),
        control,
        controls.items,
    )


def _find_meetings(runs: _CutRuns, topology: Topology, hostility: Hostility) -> _Meetings:
    """Lay the runs of the two areas at each border side by side, where enemies are in them."""
    left, right = topology.sides.T
    of_area = np.searchsorted(runs.area, np.arange(len(topology.rings) + 1))
    inner = np.flatnonzero(right >= 0)
    nth, here = _ranges(of_area[left[inner]], of_area[left[inner] + 1])
    border = inner[nth]
    # the days of each area are shifted behind those of the area before, for one search in all
    span = runs.end.max(initial=0) + 1
    beside = right[border] * span
    nth, there = _ranges(
        np.searchsorted(runs.area * span + runs.end, beside + runs.begin[here]),
        np.searchsorted(runs.area * span + runs.begin, beside + runs.end[here], side="right"),
    )
    border, here = border[nth], here[nth]
    present: Numbers[tuple[str, ...]] = Numbers()
    number = np.array([present.number(control.present) for control in runs.controls], dtype=np.intp)
    facing, pairs = who_faces(
        number[runs.control[here]], number[runs.control[there]], present.items, hostility
    )
    met = facing > 0
    return _Meetings(
        border[met],
        np.maximum(runs.begin[here], runs.begin[there])[met],
        np.minimum(runs.end[here], runs.end[there])[met],
        facing[met],
        pairs,
    )


def _ranges(start: Integers, stop: Integers) -> tuple[Integers, Integers]:
    """Return many ranges one after the other: first the range of each number, then the number."""
    size = stop - start
    nth = np.repeat(np.arange(len(size)), size)
    return nth, np.arange(len(nth)) - np.repeat(np.cumsum(size) - size - start, size)
