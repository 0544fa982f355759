"""The tables that people and scripts read.

Who held what, what changed, how much, and where two accounts differ. `docs/format.md` lists the
columns; further ones are appended, never inserted.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from frontmap.days import day_after
from frontmap.front.moved_ground import beyond, km2_of
from frontmap.front.over_days import front_spans
from frontmap.given.csv_text import Value, csv_text
from frontmap.model import NO_DATA, Area, Episode
from frontmap.telling.csv_json import Table, json_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontmap.atlas import Atlas
    from frontmap.control.timeline import Change
    from frontmap.front.over_days import DayFigures, FrontSpan
    from frontmap.model import Run


__all__ = [
    "changes_table",
    "compare_table",
    "daily_csv",
    "daily_json",
    "daily_table",
    "stats_table",
    "told_differently",
]

#: What is said of an area on a day.
_Told = TypeVar("_Told")
_DAILY = (
    "date", "area", "name", "holder", "status", "rivals", "confidence", "since", "evidence",
)  # fmt: skip


#: What stands for the figures of a day of which the record says nothing.
_NO_FIGURES: tuple[Value, ...] = (None,) * 5
#: Columns of `changes_table` where outlines come and go.
_OF_OUTLINES = ("outline_gained_km2", "outline_lost_km2")


def daily_table(atlas: Atlas) -> Table:
    """Who held what: a row for each area of the atlas and day of every episode.

    An area whose outline does not exist on a day has no data on it.
    """
    days = _daily(atlas, _told_of)
    return Table(_DAILY, tuple((day.isoformat(), *row) for day, told in days for row in told))


def daily_csv(atlas: Atlas) -> Iterator[str]:
    """Write `daily_table` as `to_csv` does, a day at a time: a country has millions of rows."""
    yield csv_text([_DAILY])
    for day, told in _daily(atlas, lambda area, run: csv_text([_told_of(area, run)])):
        yield f"{day.isoformat()},".join(["", *told])


def daily_json(atlas: Atlas) -> Iterator[str]:
    """Write `daily_table` as `to_json` does, a day at a time."""
    before = "[\n"
    for day, told in _daily(atlas, lambda *of: json_object(_DAILY[1:], _told_of(*of))[1:]):
        begin = f'{{"date": "{day.isoformat()}", '
        yield before + begin + f",\n{begin}".join(told)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _daily(
    atlas: Atlas, tell: Callable[[Area, Run | None], _Told]
) -> Iterator[tuple[date, Sequence[_Told]]]:
    """Yield each day with what `tell` says of each area on it, which is asked once for a run.

    The sequence is the same one every time and goes on to the next day.
    """
    areas = tuple(atlas.areas.values())
    turns: dict[date, list[tuple[int, Run | None]]] = defaultdict(list)
    for place, area in enumerate(areas):
        for run in atlas.timeline.runs[area.id]:
            there = area.during(run.first, run.last)
            if there is None or there[0] > run.first:
                turns[run.first].append((place, None))
            if there is not None:
                turns[there[0]].append((place, run))
                if there[1] < run.last:
                    turns[day_after(there[1])].append((place, None))
    told = [tell(area, None) for area in areas]
    for day in atlas.days():
        for place, now in turns.get(day, ()):
            told[place] = tell(areas[place], now)
        yield day, told


def _told_of(area: Area, run: Run | None) -> tuple[str, ...]:
    control = run.control if run else NO_DATA
    evidence = run.ruling.evidence if run and run.ruling else ()
    return (
        area.id,
        area.name.first,
        control.holder,
        control.status.value,
        " ".join(control.rivals),
        control.confidence.value if control.confidence else "",
        run.began.isoformat() if run and control.status.row.ruled else "",
        " ".join(evidence),
    )


def changes_table(atlas: Atlas, episode: Episode | None = None) -> Table:
    """What changed hands: a row for each Change, with the area's km² and the metres of front.

    `front_opened_m` and `front_closed_m` are the lengths of the area's own borders that became
    front, or ceased to be, that day. Where outlines come and go there are two more columns, the km²
    of ground that the outline took in or gave up that day; an outline that is gone has its own row.
    """
    columns = (
        "date", "area", "from_holder", "from_status", "to_holder", "to_status", "confidence",
        "evidence", "from_rivals", "to_rivals", "km2", "front_opened_m", "front_closed_m",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    dated = _come_and_go(atlas)
    for whole in atlas.episodes:
        days = [
            day
            for day in atlas.change_days()
            if whole.covers(day) and (episode is None or episode.covers(day))
        ]
        if not days:
            continue
        fronts = tuple(atlas.fronts(whole))
        km2 = {area: size for front in fronts for area, size in front.topology.km2.items()}
        opened, closed = _turned(front_spans(fronts))
        rows += (
            _change_row(
                change,
                km2[change.area],
                opened_m=opened[change.area, day],
                closed_m=closed[change.area, day],
            )
            + (_outline_km2(change, atlas.areas) if dated else ())
            for day in days
            for change in atlas.changes(day)
        )
    return Table(columns + (_OF_OUTLINES if dated else ()), tuple(rows))


def _come_and_go(atlas: Atlas) -> bool:
    return any(area.first or area.last for area in atlas.record.areas)


def _outline_km2(change: Change, areas: Mapping[str, Area]) -> tuple[float, float]:
    """Return the km² that an outline took in and gave up, where it moved, is new or is gone."""
    area, was = areas[change.area], areas.get(change.was)
    shape = area.polygon
    if not change.there:
        return 0.0, round(km2_of(shape), 3)
    if was is not None:
        gained, lost = beyond(shape, was.polygon), beyond(was.polygon, shape)
        return round(km2_of(gained), 3), round(km2_of(lost), 3)
    return round(km2_of(shape), 3) if area.first == change.day else 0.0, 0.0


#: Metres of an area's borders, by its id and the day.
_Metres = dict[tuple[str, date], float]


def _turned(spans: Iterable[FrontSpan]) -> tuple[_Metres, _Metres]:
    """Add up what became front on each day, and what ceased to be, of each area's own borders."""
    opened: _Metres = defaultdict(float)
    closed: _Metres = defaultdict(float)
    for span in spans:
        border = span.segment.border
        for area in {border.left, border.right}:
            if span.began:
                opened[area, span.first] += border.length_m
            if span.ended:
                closed[area, day_after(span.last)] += border.length_m
    return opened, closed


def _change_row(
    change: Change, km2: float, *, opened_m: float, closed_m: float
) -> tuple[Value, ...]:
    confidence = change.after.confidence
    return (
        change.day.isoformat(),
        change.area,
        change.before.holder,
        change.before.status.value,
        change.after.holder,
        change.after.status.value,
        confidence.value if confidence else "",
        " ".join(change.ruling.evidence) if change.ruling else "",
        " ".join(change.before.rivals),
        " ".join(change.after.rivals),
        round(km2, 3),
        round(opened_m, 1),
        round(closed_m, 1),
    )


def stats_table(atlas: Atlas, *, by: str = "actor", episode: Episode | None = None) -> Table:
    """How much: km² held, contested and shared, and metres of front, by actor or side and day.

    `held_km2` is held or being evacuated. What is contested or shared counts for each party in
    it, so that the columns of different parties need not add up: a share is a range, from held to
    held and contested. `pockets` is the number of separate groups of areas a side holds. Of a day
    of which the record says nothing there are no figures.

    Args:
        atlas: what is measured.
        by: `actor` or `side`.
        episode: only the days of this one.
    """
    columns = (
        "date", by, "held_km2", "contested_km2", "frontline_m", "shared_km2", "pockets",
    )  # fmt: skip
    actors = [actor for actor in atlas.actors.values() if by == "actor" or actor.side]
    party = {a.id: a.id if by == "actor" else a.side for a in actors}
    rows: list[tuple[Value, ...]] = []
    fronts = (
        front
        for chosen in (atlas.episodes if episode is None else (episode,))
        for front in atlas.fronts(chosen)
    )
    for front in fronts:
        pockets = dict(front.pocket_counts(party))
        separate: Mapping[str, int] = {}
        for figures in front.figures(party):
            separate = pockets.get(figures.day, separate)
            day = figures.day.isoformat()
            rows += (
                (day, there, *(_figures_of(figures, there, separate) or _NO_FIGURES))
                for there in dict.fromkeys(party.values())
            )
    return Table(columns, tuple(rows))


def _figures_of(day: DayFigures, party: str, pockets: Mapping[str, int]) -> tuple[Value, ...]:
    """Return the figures of a party; none where the record says nothing of the day."""
    if not day.known_km2:
        return ()
    return (
        round(day.held_km2.get(party, 0.0), 3),
        round(day.contested_km2.get(party, 0.0), 3),
        round(day.actor_front_m.get(party, 0.0), 1),
        round(day.shared_km2.get(party, 0.0), 3),
        pockets.get(party, 0),
    )


def compare_table(left: Atlas, right: Atlas, day: date) -> Table:
    """Where two accounts tell a day differently: a row for each area that both speak of or one."""
    columns = (
        "date", "area", "name", "left_holder", "left_status", "left_rivals", "left_said",
        "right_holder", "right_status", "right_rivals", "right_said",
    )  # fmt: skip
    rows = tuple(
        (
            day.isoformat(),
            one.area,
            left.areas[one.area].name.first,
            *_told(one),
            *_told(other),
        )
        for one, other in told_differently(left, right, day)
    )
    return Table(columns, rows)


def told_differently(left: Atlas, right: Atlas, day: date) -> Iterator[tuple[Run, Run]]:
    """Yield both accounts' runs of each area that they tell differently, in the file's order.

    Raises:
        RequestError: `day` is outside every episode.
    """
    there, here = left.on(day), right.on(day)
    for area, run in there.runs.items():
        if not run.control.same_state(here.controls[area]):
            yield run, here.runs[area]


def _told(run: Run) -> tuple[str, str, str, str]:
    control = run.control
    said = run.ruling.since.isoformat() if run.ruling else ""
    return control.holder, control.status.value, " ".join(control.rivals), said
