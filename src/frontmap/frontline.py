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
from itertools import accumulate, product
from typing import TYPE_CHECKING, TypeVar

import shapely

from frontmap.model import NO_DATA, UNKNOWN, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas

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
    return Frontline(
        tuple(
            FrontSegment(border, pairs, hostility.sides_of(pairs))
            for border in topology.borders
            if (pairs := _facing(border, controls, hostility))
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
        self._clipped = _clip(runs, first, last)
        self._stretches = [
            (border, stretches)
            for border in topology.borders
            if (stretches := list(_stretches(border, self._clipped, hostility)))
        ]

    def spans(self) -> Mapping[int, tuple[tuple[date, date], ...]]:
        """Return what `front_runs` returns."""
        return {
            border.number: tuple(
                (date.fromordinal(begin), date.fromordinal(end))
                for begin, end in _unbroken(stretches)
            )
            for border, stretches in self._stretches
        }

    def faced(self) -> Iterator[list[_FrontDays]]:
        """Yield for each border that is ever front when who faces whom, in order."""
        segments: dict[tuple[Pair, ...], tuple[Pair, ...]] = {}
        for border, stretches in self._stretches:
            days: list[_FrontDays] = []
            for begin, end, pairs in stretches:
                if days and days[-1].segment.pairs == pairs and days[-1].end + 1 == begin:
                    days[-1].end = end
                    continue
                if pairs not in segments:
                    segments[pairs] = self._hostility.sides_of(pairs)
                days.append(_FrontDays(FrontSegment(border, pairs, segments[pairs]), begin, end))
            yield days

    def figures(self, party: Mapping[str, str] | None = None) -> tuple[DayFigures, ...]:
        """Return what `daily_figures` returns."""
        sums = _Sums(self.first, self.last, party)
        for area, of in self._clipped.items():
            for begin, end, status, present in of:
                if kind := _COUNTED.get(status, ""):
                    for there in sums.parties(present):
                        sums.add((kind, there), begin, end, self.topology.km2[area])
        for border, stretches in self._stretches:
            sums.add_border(border, stretches)
        return sums.figures()


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
    """Sums by kind and actor over days, from what begins and ends."""

    #: Whole numbers leave no dust where as much ends as has begun.
    _PARTS = 10**9

    def __init__(self, first: date, last: date, party: Mapping[str, str] | None) -> None:
        self._party = party
        self._first = first.toordinal()
        self._days = last.toordinal() - self._first + 1
        self._steps: dict[tuple[str, str], list[int]] = {}

    def parties(self, actors: Iterable[str]) -> list[str]:
        """Return what the actors are counted as, each once, sorted."""
        if self._party is None:
            return sorted(set(actors))
        return sorted({self._party[actor] for actor in actors if actor in self._party})

    def add_border(
        self, border: Border, stretches: Sequence[tuple[int, int, tuple[Pair, ...]]]
    ) -> None:
        """Count a border over the stretches of days on which it is front."""
        for begin, end, pairs in stretches:
            self.add(("front", ""), begin, end, border.length_m)
            for there in self.parties(actor for pair in pairs for actor in pair):
                self.add(("front", there), begin, end, border.length_m)
        for begin, end in _unbroken(stretches):
            # of what was so on the first day nobody knows since when
            if begin > self._first:
                self.add(("opened", ""), begin, begin, border.length_m)
            self.add(("closed", ""), end + 1, end + 1, border.length_m)

    def add(self, key: tuple[str, str], begin: int, end: int, amount: float) -> None:
        """Count `amount` from `begin` to `end`, both included and as ordinals."""
        steps = self._steps.setdefault(key, [0] * (self._days + 1))
        parts = round(amount * self._PARTS)
        steps[min(begin - self._first, self._days)] += parts
        steps[min(end + 1 - self._first, self._days)] -= parts

    def figures(self) -> tuple[DayFigures, ...]:
        """Return the sums of each day."""
        actors = sorted({actor for _, actor in self._steps if actor})
        none = [0] * (self._days + 1)
        series = {
            (kind, actor): [
                parts / self._PARTS for parts in accumulate(self._steps.get((kind, actor), none))
            ]
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
    side_of = {
        area: side
        for area in topology.rings
        if (control := controls.get(area, NO_DATA)).status not in {Status.UNKNOWN, Status.NO_DATA}
        and (side := sides.get(control.holder, ""))
    }
    found: dict[str, list[Pocket]] = defaultdict(list)
    place = {area: number for number, area in enumerate(topology.rings)}
    reached: set[str] = set()
    for start, side in side_of.items():
        if start in reached:
            continue
        pocket, edge = {start}, [start]
        while edge:
            for beside in topology.neighbours(edge.pop()):
                if beside not in pocket and side_of.get(beside) == side:
                    pocket.add(beside)
                    edge.append(beside)
        reached |= pocket
        found[side].append(tuple(sorted(pocket, key=place.__getitem__)))
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


#: A span of days as ordinals, both included, and an area's status and who is present over it.
_Stretch = tuple[int, int, Status, tuple[str, ...]]

_COUNTED = {
    Status.HELD: "held",
    Status.EVACUATING: "held",
    Status.CONTESTED: "contested",
    Status.SHARED: "shared",
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


def _clip(
    runs: Mapping[str, Sequence[Run]], first: date, last: date
) -> Mapping[str, list[_Stretch]]:
    return {
        area: [
            (
                max(run.first, first).toordinal(),
                min(run.last, last).toordinal(),
                run.control.status,
                run.control.present,
            )
            for run in of
            if run.first <= last and first <= run.last
        ]
        for area, of in runs.items()
    }


def _stretches(
    border: Border, clipped: Mapping[str, list[_Stretch]], hostility: Hostility
) -> Iterator[tuple[int, int, tuple[Pair, ...]]]:
    """Walk two areas' runs side by side; yield the spans over which someone faces someone."""
    left, right = clipped.get(border.left, []), clipped.get(border.right, [])
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        left_begins, left_ends, _, here = left[at_left]
        right_begins, right_ends, _, there = right[at_right]
        if pairs := hostility.between(here, there):
            begin, end = max(left_begins, right_begins), min(left_ends, right_ends)
            if begin <= end:
                yield begin, end, pairs
        at_left += left_ends <= right_ends
        at_right += right_ends <= left_ends


def _unbroken(stretches: Iterable[tuple[int, int, tuple[Pair, ...]]]) -> list[tuple[int, int]]:
    """Join spans that follow one another, whoever faces whom."""
    spans: list[tuple[int, int]] = []
    for begin, end, _ in stretches:
        if spans and spans[-1][1] + 1 == begin:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((begin, end))
    return spans


def _by_actor(areas: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {actor: tuple(areas[actor]) for actor in sorted(areas) if actor != UNKNOWN}


def _square_kilometres(areas: Mapping[str, list[str]], topology: Topology) -> Mapping[str, float]:
    return {
        actor: sum(topology.km2[area] for area in found)
        for actor, found in _by_actor(areas).items()
    }
