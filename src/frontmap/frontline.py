"""The front: borders across which hostile parties are present, per day and over many days.

A border is front for each pair of hostile actors present on either side of it. Different sides
are hostile unless the atlas says `allied` or `truce` for the episode; an actor without a side is
nobody's enemy. Nobody is present where the state is unknown or the record is silent. Where the
line ran inside an area, also inside a contested one, is not known, and no line is drawn there.

A day's front is found from that day's states; a long record's from the runs of the two areas at
each border, in time that grows with the changes and not with areas and days. Both agree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby, pairwise, product
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np
import shapely

from frontmap.model import NO_DATA, UNKNOWN, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas
    from numpy.typing import NDArray

    from frontmap.model import Actor, Control, Relation, Run
    from frontmap.topology import Border, Topology

__all__ = [
    "DayFigures",
    "FrontRecord",
    "FrontSegment",
    "FrontSpan",
    "Frontline",
    "Hostility",
    "Movement",
    "PocketEvent",
    "PocketEventKind",
    "daily_figures",
    "find_frontline",
    "find_movement",
    "front_runs",
    "front_spans",
    "pocket_events",
    "pockets",
]

#: Two actors, or two sides, in alphabetical order.
Pair = tuple[str, str]

_Key = TypeVar("_Key", str, Pair)

_Item = TypeVar("_Item")

_Integers: TypeAlias = "NDArray[np.int64]"
_Floats: TypeAlias = "NDArray[np.float64]"

#: The number of the side that holds what nobody holds.
_NOBODY = -1

#: Contiguous areas of one side, in the file's order.
Pocket = tuple[str, ...]


class Hostility:
    """Who is hostile to whom in an episode."""

    def __init__(
        self, actors: Iterable[Actor], relations: Iterable[Relation], episode: str
    ) -> None:
        """Take the atlas's actors and relations, and the id of the episode."""
        self._side = {actor.id: actor.side for actor in actors if actor.id != UNKNOWN}
        self._at_peace = [
            relation.sides for relation in relations if relation.episode in {"", episode}
        ]
        self._facing: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Pair, ...]] = {}

    def side(self, actor: str) -> str:
        """Return the side of `actor`; empty where it has none, or is not known."""
        return self._side.get(actor, "")

    def hostile(self, actor: str, other: str) -> bool:
        """Tell whether two actors are hostile to one another."""
        sides = frozenset({self.side(actor), self.side(other)})
        at_peace = any(sides <= together for together in self._at_peace)
        return len(sides) > 1 and "" not in sides and not at_peace

    def facing(self, left: Control, right: Control) -> tuple[Pair, ...]:
        """Return the pairs of hostile actors of whom one is present on either side, sorted."""
        return self.between(left.present, right.present)

    def between(self, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Pair, ...]:
        """Return the pairs of hostile actors, one of `left` and one of `right`, sorted."""
        found = self._facing.get((left, right))
        if found is None:
            pairs = {
                _in_order(one, other)
                for one, other in product(left, right)
                if self.hostile(one, other)
            }
            found = self._facing[left, right] = tuple(sorted(pairs))
        return found

    def sides_of(self, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return the pairs of sides of pairs of actors, each once, sorted."""
        return tuple(sorted({_in_order(self.side(one), self.side(other)) for one, other in pairs}))


@dataclass(frozen=True, slots=True)
class FrontSegment:
    """A border that is front.

    Attributes:
        border: the line, with the areas on its left and right.
        pairs: the hostile actors who face one another across it, each pair once, in alphabetical
            order; either may stand on either side.
        sides: the pairs of their sides, likewise.
    """

    border: Border
    pairs: tuple[Pair, ...]
    sides: tuple[Pair, ...]


@dataclass(frozen=True)
class Frontline:
    """All borders that are front on a day, in the order of the topology's borders."""

    segments: tuple[FrontSegment, ...]

    @cached_property
    def length_m(self) -> float:
        """Geodesic metres of front, each border once."""
        return sum(segment.border.length_m for segment in self.segments)

    def by_actor(self) -> Mapping[str, float]:
        """Return metres of front for each actor on it; each border once per actor."""
        return _added_up(
            (actor, segment)
            for segment in self.segments
            for actor in sorted({actor for pair in segment.pairs for actor in pair})
        )

    def by_pair(self) -> Mapping[Pair, float]:
        """Return metres of front between each two actors; a border counts for all its pairs."""
        return _added_up((pair, segment) for segment in self.segments for pair in segment.pairs)

    def by_sides(self) -> Mapping[Pair, float]:
        """Return metres of front between each two sides; a border counts for all its pairs."""
        return _added_up((pair, segment) for segment in self.segments for pair in segment.sides)

    def lines(self) -> Mapping[Pair, shapely.MultiLineString]:
        """Return the front between each two sides as lines in EPSG:4326, joined end to end."""
        found: dict[Pair, list[shapely.LineString]] = defaultdict(list)
        for segment in self.segments:
            for pair in segment.sides:
                found[pair].append(segment.border.line)
        return {
            pair: shapely.MultiLineString(
                list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(found[pair]))))
            )
            for pair in sorted(found)
        }

    def to_frame(self) -> geopandas.GeoDataFrame:
        """Return one row per border that is front, in EPSG:4326.

        Columns: `border` (its number), `left` and `right` (ids of areas), `sides` and `actors`
        (pairs, each joined by a slash and parted by spaces), `length_m` (geodesic), `geometry`.
        """
        import geopandas  # noqa: PLC0415 - half a second that only this needs

        columns: dict[str, list[object]] = {
            "border": [segment.border.number for segment in self.segments],
            "left": [segment.border.left for segment in self.segments],
            "right": [segment.border.right for segment in self.segments],
            "sides": [" ".join(map("/".join, segment.sides)) for segment in self.segments],
            "actors": [" ".join(map("/".join, segment.pairs)) for segment in self.segments],
            "length_m": [segment.border.length_m for segment in self.segments],
        }
        lines = [segment.border.line for segment in self.segments]
        return geopandas.GeoDataFrame(columns, geometry=lines, crs="EPSG:4326")


def find_frontline(
    controls: Mapping[str, Control], topology: Topology, hostility: Hostility
) -> Frontline:
    """Find the borders that are front in the given states; an area without one is `no_data`."""
    present: _Numbers[tuple[str, ...]] = _Numbers()
    # beyond the edge, where the area's number is -1 and hence the last, nobody is
    here = [controls.get(area, NO_DATA).present for area in topology.rings]
    left, right = np.array([*map(present.number, here), present.number(())])[topology.sides].T
    facing, pairs = _who_faces(left, right, present.items, hostility)
    sides = [hostility.sides_of(of) for of in pairs]
    front = np.flatnonzero(facing)
    return Frontline(
        tuple(
            FrontSegment(topology.borders[border], pairs[faced], sides[faced])
            for border, faced in zip(front.tolist(), facing[front].tolist(), strict=True)
        )
    )


def front_runs(
    runs: Mapping[str, Sequence[Run]],
    topology: Topology,
    hostility: Hostility,
    *,
    first: date,
    last: date,
) -> Mapping[int, tuple[tuple[date, date], ...]]:
    """Find the days on which each border is front, from `first` to `last`, both included.

    Args:
        runs: for each area its runs in the order of days; runs outside the days are passed over.
        topology: the borders, on all these days.
        hostility: who is hostile to whom on all these days, hence those of one episode.
        first: the first day.
        last: the last day.

    Returns:
        For each border that is ever front, by its number, the unbroken spans of days on which it
        is, in order. Agrees with `find_frontline` on each day.
    """
    return FrontRecord(runs, topology, hostility, first=first, last=last).spans()


class FrontRecord:
    """The front over many days: when each border is front, and what each day measures.

    Found once from the runs of the two areas at each border, for both questions.
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
        """Take what `front_runs` takes."""
        self.topology = topology
        self._hostility = hostility
        self.first, self.last = first, last
        self._runs = _cut_runs(runs, topology, first, last)
        self._meetings = _find_meetings(self._runs, topology, hostility)

    def spans(self) -> Mapping[int, tuple[tuple[date, date], ...]]:
        """Return what `front_runs` returns."""
        found = zip(*(column.tolist() for column in self._meetings.unbroken()), strict=True)
        return {
            border: tuple(
                (date.fromordinal(begin), date.fromordinal(end)) for _, begin, end in spans
            )
            for border, spans in groupby(found, key=itemgetter(0))
        }

    def faced(self) -> Iterator[list[_FrontDays]]:
        """Yield for each border that is ever front when who faces whom, in order."""
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
        """Return what `daily_figures` returns."""
        sums = _Sums(self.first, self.last, party)
        runs, met = self._runs, self._meetings
        km2 = np.array([self.topology.km2[area] for area in self.topology.rings])
        for kind, statuses in _COUNTED.items():
            counted = [
                control.present if control.status in statuses else () for control in runs.controls
            ]
            sums.add_parties(kind, counted, runs.control, runs.begin, runs.end, km2[runs.area])
        metres = np.array([border.length_m for border in self.topology.borders])
        on_it = [tuple(actor for pair in pairs for actor in pair) for pairs in met.pairs]
        sums.add_parties("front", on_it, met.facing, met.begin, met.end, metres[met.border])
        sums.add("front", met.begin, met.end, metres[met.border])
        border, begin, end = met.unbroken()
        # of what was so on the first day nobody knows since when
        known = begin > self.first.toordinal()
        sums.add("opened", begin[known], begin[known], metres[border[known]])
        sums.add("closed", end + 1, end + 1, metres[border])
        return sums.figures()

    def pocket_counts(self, party: Mapping[str, str]) -> Iterator[tuple[date, Mapping[str, int]]]:
        """Count the pockets of each party that has any, as `pockets` finds them.

        `party` maps an actor to what it is counted as. Yields each day on which areas come to
        another party, in order; before the first of them nobody holds anything.
        """
        runs = self._runs
        known: _Numbers[str] = _Numbers()
        holding = [_holding_side(control, party) for control in runs.controls]
        number = np.array([known.number(side) if side else _NOBODY for side in holding])
        # what ends leaves nobody, before what begins on the same day
        day = np.concatenate([runs.end + 1, runs.begin])
        area = np.concatenate([runs.area, runs.area])
        side = np.concatenate([np.full(len(runs.end), _NOBODY), number[runs.control]])
        order = np.argsort(day, kind="stable")
        days, firsts = np.unique(day[order], return_index=True)
        held = np.full(len(self.topology.rings), _NOBODY)
        before = held.copy()
        for ordinal, turned in zip(days.tolist(), np.split(order, firsts[1:]), strict=True):
            held[area[turned]] = side[turned]
            if ordinal > self.last.toordinal() or np.array_equal(held, before):
                continue
            before = held.copy()
            group = _hang_together(held, self.topology)
            first = np.flatnonzero((group == np.arange(len(group))) & (held != _NOBODY))
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


def front_spans(fronts: Iterable[FrontRecord]) -> tuple[FrontSpan, ...]:
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
    """What a day's map measures.

    What is contested or shared counts for each actor present, so that actors' figures need not
    add up to the whole. Mappings hold, sorted, every actor who is present on any of the days.

    Attributes:
        day: the day, at whose end the figures hold.
        held_km2: by actor, what it holds or is leaving.
        contested_km2: by actor, the contested areas in which it is present.
        shared_km2: by actor, the shared areas in which it is present.
        front_m: metres of front, each border once.
        actor_front_m: by actor, metres of front, each border once per actor.
        opened_m: metres that are front and were not the day before; 0 on the first day.
        closed_m: metres that were front the day before and are not; 0 on the first day.
    """

    day: date
    held_km2: Mapping[str, float]
    contested_km2: Mapping[str, float]
    shared_km2: Mapping[str, float]
    front_m: float
    actor_front_m: Mapping[str, float]
    opened_m: float
    closed_m: float


def daily_figures(  # noqa: PLR0913 - all but the world itself are options, by name
    runs: Mapping[str, Sequence[Run]],
    topology: Topology,
    hostility: Hostility,
    *,
    first: date,
    last: date,
    party: Mapping[str, str] | None = None,
) -> tuple[DayFigures, ...]:
    """Measure each day from `first` to `last`, both included; arguments as for `front_runs`.

    `party` maps an actor to what it is counted as, such as its side; actors that it leaves out are
    not counted. Without it each actor is counted as itself.

    Only changes are gone through, so that ten years of ten thousand areas take seconds. Agrees
    with a day's `Frontline` and with the sum of its areas to a thousandth of a metre.
    """
    return FrontRecord(runs, topology, hostility, first=first, last=last).figures(party)


class _Sums:
    """Sums by kind and party over days, from what begins and ends."""

    #: Whole numbers leave no dust where as much ends as has begun; they reach to 9 million km.
    _PARTS = 10**9

    def __init__(self, first: date, last: date, party: Mapping[str, str] | None) -> None:
        self._party = party
        self._first = first.toordinal()
        self._days = last.toordinal() - self._first + 1
        self._steps: dict[tuple[str, str], _Integers] = {}

    def add(self, kind: str, begin: _Integers, end: _Integers, amount: _Floats) -> None:
        """Count amounts from `begin` to `end`, both included and as ordinals."""
        self._add((kind, ""), begin, end, np.rint(amount * self._PARTS).astype(np.int64))

    def add_parties(  # noqa: PLR0913, PLR0917 - a table's columns
        self,
        kind: str,
        groups: Sequence[tuple[str, ...]],
        group: _Integers,
        begin: _Integers,
        end: _Integers,
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

    def _add(
        self, key: tuple[str, str], begin: _Integers, end: _Integers, parts: _Integers
    ) -> None:
        steps = self._steps.setdefault(key, np.zeros(self._days + 1, dtype=np.int64))
        np.add.at(steps, np.minimum(begin - self._first, self._days), parts)
        np.subtract.at(steps, np.minimum(end + 1 - self._first, self._days), parts)

    def figures(self) -> tuple[DayFigures, ...]:
        """Return the sums of each day."""
        actors = sorted({actor for _, actor in self._steps if actor})
        none = np.zeros(self._days + 1, dtype=np.int64)
        series = {
            (kind, actor): (np.cumsum(self._steps.get((kind, actor), none)) / self._PARTS).tolist()
            for kind in ("held", "contested", "shared", "front", "opened", "closed")
            for actor in ("", *actors)
        }
        return tuple(
            DayFigures(
                day=date.fromordinal(self._first + number),
                held_km2={actor: series["held", actor][number] for actor in actors},
                contested_km2={actor: series["contested", actor][number] for actor in actors},
                shared_km2={actor: series["shared", actor][number] for actor in actors},
                front_m=series["front", ""][number],
                actor_front_m={actor: series["front", actor][number] for actor in actors},
                opened_m=series["opened", ""][number],
                closed_m=series["closed", ""][number],
            )
            for number in range(self._days)
        )


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved from one day to another.

    An area is gained or lost when its holder changes. Where the record is silent on either day
    nothing is known to have moved. Mappings hold, sorted, only the actors with something in them.

    Attributes:
        gained: by actor, the areas it holds and did not hold before, in the file's order.
        lost: by actor, the areas it held and does not hold any more, likewise.
        gained_km2: by actor, geodesic km² of those gained.
        lost_km2: by actor, geodesic km² of those lost.
        opened_m: metres of border that are front and were not.
        closed_m: metres of border that were front and are not.
    """

    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    gained_km2: Mapping[str, float]
    lost_km2: Mapping[str, float]
    opened_m: float
    closed_m: float


def find_movement(
    before: Mapping[str, Control],
    after: Mapping[str, Control],
    topology: Topology,
    hostility: Hostility,
) -> Movement:
    """Compare two days' states on the same borders; an area without a state is `no_data`."""
    changed = {
        area
        for area in topology.rings
        if not before.get(area, NO_DATA).same_state(after.get(area, NO_DATA))
    }
    gained: dict[str, list[str]] = defaultdict(list)
    lost: dict[str, list[str]] = defaultdict(list)
    for area in topology.rings:
        old = before.get(area, NO_DATA).holder
        new = after.get(area, NO_DATA).holder
        if area in changed and old != new and old and new:
            gained[new].append(area)
            lost[old].append(area)
    opened = closed = 0.0
    for border in topology.borders:
        if border.left in changed or border.right in changed:
            was = bool(_facing(border, before, hostility))
            now = bool(_facing(border, after, hostility))
            opened += border.length_m * (now and not was)
            closed += border.length_m * (was and not now)
    return Movement(
        gained=_by_actor(gained),
        lost=_by_actor(lost),
        gained_km2=_square_kilometres(gained, topology),
        lost_km2=_square_kilometres(lost, topology),
        opened_m=opened,
        closed_m=closed,
    )


def pockets(
    controls: Mapping[str, Control], topology: Topology, sides: Mapping[str, str]
) -> Mapping[str, tuple[Pocket, ...]]:
    """Group the areas of each side that hang together by shared lines (a point is not enough).

    An area belongs to its holder's side, whatever its status; a rival's foothold in it does not
    make a way through.

    Args:
        controls: the state of each area.
        topology: the borders.
        sides: the side of each actor; an actor without one, or left out, has no pockets.

    Returns:
        For each side that holds anything, sorted, its pockets in the order of their first areas;
        areas in the file's order.
    """
    holders = [_holding_side(controls.get(area, NO_DATA), sides) for area in topology.rings]
    known: _Numbers[str] = _Numbers()
    side = np.array([known.number(holder) if holder else _NOBODY for holder in holders])
    together: dict[int, list[str]] = defaultdict(list)
    for area, group in zip(topology.rings, _hang_together(side, topology).tolist(), strict=True):
        together[group].append(area)
    found: dict[str, list[Pocket]] = defaultdict(list)
    # a group is called by its first area
    for first, areas in together.items():
        if holders[first]:
            found[holders[first]].append(tuple(areas))
    return {side: tuple(found[side]) for side in sorted(found)}


class PocketEventKind(StrEnum):
    """What became of a side's pockets."""

    SPLIT = "split"
    MERGED = "merged"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PocketEvent:
    """A side's pocket that splits, merges, appears or disappears.

    Attributes:
        side: whose.
        kind: what happened.
        before: the pockets that there were: one that split, all that merged, one that is gone.
        after: the pockets that there are: all parts of a split, the one merged, the new one.
    """

    side: str
    kind: PocketEventKind
    before: tuple[Pocket, ...]
    after: tuple[Pocket, ...]


def pocket_events(
    before: Mapping[str, tuple[Pocket, ...]], after: Mapping[str, tuple[Pocket, ...]]
) -> tuple[PocketEvent, ...]:
    """Name what became of each side's pockets from one day to another.

    Two pockets are the same one's, before and after, when they have an area in common. A pocket
    that only grows or shrinks makes no event. Sorted by side, then as the kinds are listed.
    """
    events: list[PocketEvent] = []
    for side in sorted({*before, *after}):
        old, new = before.get(side, ()), after.get(side, ())
        became = {one: tuple(n for n in new if set(one) & set(n)) for one in old}
        came_from = {one: tuple(o for o in old if set(one) & set(o)) for one in new}
        kinds = PocketEventKind
        events += (
            PocketEvent(side, kinds.SPLIT, (one,), parts)
            for one, parts in became.items()
            if len(parts) > 1
        )
        events += (
            PocketEvent(side, kinds.MERGED, parts, (one,))
            for one, parts in came_from.items()
            if len(parts) > 1
        )
        events += (
            PocketEvent(side, kinds.OPENED, (), (one,))
            for one, parts in came_from.items()
            if not parts
        )
        events += (
            PocketEvent(side, kinds.CLOSED, (one,), ())
            for one, parts in became.items()
            if not parts
        )
    return tuple(events)


_COUNTED = {
    "held": {Status.HELD, Status.EVACUATING},
    "contested": {Status.CONTESTED},
    "shared": {Status.SHARED},
}


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _added_up(parts: Iterable[tuple[_Key, FrontSegment]]) -> Mapping[_Key, float]:
    metres: dict[_Key, float] = defaultdict(float)
    for key, segment in parts:
        metres[key] += segment.border.length_m
    return {key: metres[key] for key in sorted(metres)}


def _facing(
    border: Border, controls: Mapping[str, Control], hostility: Hostility
) -> tuple[Pair, ...]:
    return hostility.facing(controls.get(border.left, NO_DATA), controls.get(border.right, NO_DATA))


class _Numbers(Generic[_Item]):
    """Things called by the number of their first appearance."""

    def __init__(self) -> None:
        self._number: dict[_Item, int] = {}

    def number(self, item: _Item) -> int:
        return self._number.setdefault(item, len(self._number))

    @property
    def items(self) -> tuple[_Item, ...]:
        return tuple(self._number)


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

    area: _Integers
    begin: _Integers
    end: _Integers
    control: _Integers
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

    border: _Integers
    begin: _Integers
    end: _Integers
    facing: _Integers
    pairs: tuple[tuple[Pair, ...], ...]

    def unbroken(self) -> tuple[_Integers, _Integers, _Integers]:
        """Return border, begin and end of days that follow one another, whoever faces whom."""
        goes_on = (self.border[1:] == self.border[:-1]) & (self.begin[1:] == self.end[:-1] + 1)
        some = np.ones(min(len(self.border), 1), dtype=np.bool_)
        opens, ends = np.append(some, ~goes_on), np.append(~goes_on, some)
        return self.border[opens], self.begin[opens], self.end[ends]


def _cut_runs(
    runs: Mapping[str, Sequence[Run]], topology: Topology, first: date, last: date
) -> _CutRuns:
    controls: _Numbers[Control] = _Numbers()
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
    # days of one area after those of another, so that one search finds the days of any
    span = runs.end.max(initial=0) + 1
    beside = right[border] * span
    nth, there = _ranges(
        np.searchsorted(runs.area * span + runs.end, beside + runs.begin[here]),
        np.searchsorted(runs.area * span + runs.begin, beside + runs.end[here], side="right"),
    )
    border, here = border[nth], here[nth]
    present: _Numbers[tuple[str, ...]] = _Numbers()
    number = np.array([present.number(control.present) for control in runs.controls], dtype=np.intp)
    facing, pairs = _who_faces(
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


def _ranges(start: _Integers, stop: _Integers) -> tuple[_Integers, _Integers]:
    """Return the numbers of many ranges, one after the other, and before them which range's."""
    size = stop - start
    nth = np.repeat(np.arange(len(size)), size)
    return nth, np.arange(len(nth)) - np.repeat(np.cumsum(size) - size - start, size)


def _who_faces(
    left: _Integers,
    right: _Integers,
    present: Sequence[tuple[str, ...]],
    hostility: Hostility,
) -> tuple[_Integers, tuple[tuple[Pair, ...], ...]]:
    """Return who is hostile to whom among those present, as numbers of pairs; 0 is nobody."""
    pairs: _Numbers[tuple[Pair, ...]] = _Numbers()
    pairs.number(())
    both, place = np.unique(left * len(present) + right, return_inverse=True)
    facing = [
        pairs.number(hostility.between(present[here], present[there]))
        for here, there in (divmod(code, len(present)) for code in both.tolist())
    ]
    return np.array(facing, dtype=np.int64)[place], pairs.items


def _holding_side(control: Control, sides: Mapping[str, str]) -> str:
    """Return the side that an area in this state belongs to; empty for none."""
    nobody = control.status in {Status.UNKNOWN, Status.NO_DATA}
    return "" if nobody else sides.get(control.holder, "")


def _hang_together(side: _Integers, topology: Topology) -> _Integers:
    """Return for each area the first of those of its side with which it hangs together.

    Groups that touch are hooked to the one of them that comes first, and every area is then led
    to its group's first, until none touch (Y. Shiloach, U. Vishkin, An O(log n) parallel
    connectivity algorithm, Journal of Algorithms 3, 1982).
    """
    left, right = topology.sides.T
    same = (right >= 0) & (side[left] == side[right]) & (side[left] != _NOBODY)
    left, right = left[same], right[same]
    first = np.arange(len(side))
    while len(left):
        earlier = np.minimum(first[left], first[right])
        np.minimum.at(first, np.maximum(first[left], first[right]), earlier)
        while not np.array_equal(first, further := first[first]):
            first = further
        apart = first[left] != first[right]
        left, right = left[apart], right[apart]
    return first


def _by_actor(areas: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {actor: tuple(areas[actor]) for actor in sorted(areas) if actor != UNKNOWN}


def _square_kilometres(areas: Mapping[str, list[str]], topology: Topology) -> Mapping[str, float]:
    return {
        actor: sum(topology.km2[area] for area in found)
        for actor, found in _by_actor(areas).items()
    }
