"""Every rule of an atlas's data: judges what was read, and never reads files.

What the evidence is worth is judged in `scrutiny`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from frontmap.coverage import CoverageFaultKind, are_usable, coverage_faults, existing_together
from frontmap.errors import Fault, Where
from frontmap.model import UNKNOWN, Area, Record, Ruling, Stance, Status, Text
from frontmap.rows import near_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["check_record", "is_metric"]

_ATLAS = "geodata/atlas.toml"
_AREAS = "geodata/areas.geojson"
_ACTORS = "geodata/actors.csv"
_CONTROL = "geodata/control.csv"
_LANDMARKS = "geodata/landmarks.geojson"
_SOURCES = "seeds/sources.csv"
_VOICES = "seeds/voices.csv"
_CLAIMS = "seeds/claims.csv"

#: Holes between neighbours that are narrower than this, in metres, are mistakes of drawing.
NARROW_GAP_M = 15

#: What is expected of neighbours' outlines instead of each fault.
_SHARED = {
    CoverageFaultKind.OVERLAP: "neighbours that share a line",
    CoverageFaultKind.GAP: f"no gap narrower than {NARROW_GAP_M} m",
    CoverageFaultKind.UNSHARED: "the very same vertices on both sides",
}

_LONGITUDE, _LATITUDE = 180, 90
#: Degrees beyond which an outline lies far from the middle of all, and how many outlines cannot
#: tell which of them does.
_FAR, _TOO_FEW = 1.0, 2

#: How many of the rows that lack something are named.
_NAMED = 5

#: For so many wrong names the ones that were probably meant are looked for.
_MOST_MEANT = 100


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def where(self) -> Where: ...


class _Named(_Identified, Protocol):
    @property
    def name(self) -> Text: ...


@dataclass(frozen=True)
class _Names:
    """What the record's references may name, and which tables could not be read whole."""

    known: Mapping[str, Mapping[str, None]]
    broken: frozenset[str]
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    def faults(
        self, where: Where, column: str, names: Iterable[str], *, table: str, what: str
    ) -> Iterator[Fault]:
        """Yield a fault for each name that `table` does not have, unless that table is broken."""
        known = self.known[table]
        if table in self.broken:
            return
        for name in names:
            if name and name not in known:
                near = self._meant(table, name)
                yield Fault(
                    where.at(column), f"unknown-{what}", repr(name), f"{_a(what)} of {table}", near
                )

    def _meant(self, table: str, name: str) -> str:
        """Return the id of what is called so, or a near one for the first hundred that are wrong.

        Where more are wrong it is another way of naming, and to compare each with ten thousand
        would take an hour.
        """
        if by_name := self.called.get(table, {}).get(name.casefold()):
            return by_name
        if (table, name) not in self._near:
            few = len(self._near) < _MOST_MEANT
            self._near[table, name] = near_name(name, tuple(self.known[table])) if few else ""
        return self._near[table, name]


def check_record(record: Record, *, unread: Sequence[Fault] = ()) -> tuple[Fault, ...]:
    """Judge everything that must be right before an atlas can be drawn.

    Args:
        record: what was read.
        unread: the faults of reading; a reference into a table that could not be read whole is
            not held against the row that makes it.

    Returns:
        Every fault, errors and warnings, in the order of file and row.
    """
    broken = frozenset(f.where.file for f in unread if f.severity == "error")
    ids = {
        _AREAS: tuple(area.id for area in record.areas),
        _ACTORS: tuple(actor.id for actor in record.actors),
        _SOURCES: tuple(source.id for source in record.sources),
        _VOICES: tuple(voice.id for voice in record.voices),
        _CLAIMS: tuple(claim.id for claim in record.claims),
        _LANDMARKS: tuple(mark.id for mark in record.landmarks),
        "sides": tuple(dict.fromkeys(actor.side for actor in record.actors if actor.side)),
        "groups": tuple(group.id for group in record.groups),
        "episodes": tuple(episode.id for episode in record.episodes),
    }
    if _ACTORS in broken:
        broken |= {"sides"}
    if _ATLAS in broken or any(episode.last < episode.first for episode in record.episodes):
        broken |= {"groups", "episodes"}
    named: dict[str, Sequence[_Named]] = {
        _AREAS: record.areas,
        _ACTORS: record.actors,
        _VOICES: record.voices,
    }
    called = {
        table: {name.casefold(): row.id for row in rows for name in (row.name.ar, row.name.en)}
        for table, rows in named.items()
    }
    names = _Names({table: dict.fromkeys(of) for table, of in ids.items()}, broken, called)
    faults: list[Fault] = []
    for rule in _RULES:
        faults += rule(record, names)
    return tuple(sorted(faults))


def _unique_ids(record: Record, names: _Names) -> Iterator[Fault]:
    del names
    tables: tuple[Sequence[_Identified], ...] = (
        record.groups,
        record.episodes,
        record.areas,
        record.actors,
        record.landmarks,
        record.sources,
        record.voices,
        record.claims,
    )
    for table in tables:
        first: dict[str, Where] = {}
        for row in table:
            if row.id in first:
                found = f"{row.id!r}, which {first[row.id]} has too"
                yield Fault(row.where.at("id"), "double-id", found, "an id of its own")
            first.setdefault(row.id, row.where)


def _settings(record: Record, names: _Names) -> Iterator[Fault]:
    if _ATLAS in names.broken:
        return
    where = Where(_ATLAS)
    if not record.title:
        yield Fault(where.at("title"), "empty-cell", "no title", "a title")
    if not is_metric(record.metric_crs):
        expected = "a projected system in metres, such as EPSG:32637"
        yield Fault(where.at("metric_crs"), "bad-crs", repr(record.metric_crs), expected)
    for relation in record.relations:
        sides = sorted(relation.sides)
        yield from names.faults(relation.where, "sides", sides, table="sides", what="side")
        yield from names.faults(
            relation.where, "episode", [relation.episode], table="episodes", what="episode"
        )
    for accepted in record.accepted:
        areas = accepted.area.split()
        yield from names.faults(accepted.where, "area", areas, table=_AREAS, what="area")


def is_metric(crs: str) -> bool:
    """Tell whether `crs` names a projected system in metres."""
    try:
        system = CRS.from_user_input(crs or "nothing")
    except CRSError:
        return False
    return system.is_projected and system.axis_info[0].unit_name == "metre"


def _episodes(record: Record, names: _Names) -> Iterator[Fault]:
    if _ATLAS in names.broken:
        return
    if not record.episodes:
        expected = "[[episodes]] with id, first and last"
        yield Fault(Where(_ATLAS, 0, "episodes"), "no-episode", "no episode", expected)
    for episode in record.episodes:
        if episode.last < episode.first:
            found = f"{episode.first} to {episode.last}"
            yield Fault(
                episode.where.at("last"), "ends-early", found, "a last day not before first"
            )
        yield from names.faults(
            episode.where, "groups", episode.groups, table="groups", what="group"
        )
    by_day = sorted(record.episodes, key=lambda e: (e.first, e.last))
    for before, after in pairwise(by_day):
        if after.first <= before.last:
            found = f"{after.first}, inside {before.id!r} ({before.first} to {before.last})"
            expected = "episodes that do not overlap"
            yield Fault(after.where.at("first"), "episodes-overlap", found, expected)
    for extra in [episode for episode in record.episodes if episode.default][1:]:
        yield Fault(extra.where.at("default"), "two-defaults", "a second default", "at most one")


def _outlines(record: Record, names: _Names) -> Iterator[Fault]:
    if not record.areas and _AREAS not in names.broken:
        yield Fault(Where(_AREAS), "no-area", "no area", "at least one area")
    sound: list[Area] = []
    shapes = np.array([area.polygon for area in record.areas], dtype=np.object_)
    for area, is_sound in zip(record.areas, are_usable(shapes).tolist(), strict=True):
        yield from names.faults(area.where, "group", [area.group], table="groups", what="group")
        if not area.name:
            yield Fault(area.where.at("name"), "empty-cell", "no name", "a name")
        if area.first is not None and area.last is not None and area.last < area.first:
            found = f"{area.first} to {area.last}"
            yield Fault(area.where.at("last"), "ends-early", found, "a last day not before first")
        faults = [] if is_sound else list(_outline(area))
        yield from faults
        if not faults:
            sound.append(area)
    yield from _doubles(record.areas)
    yield from _same_names(record.areas)
    yield from _swapped(sound)
    if len(sound) == len(record.areas) and is_metric(record.metric_crs):
        if sound:
            yield from _elsewhere(record)
        yield from _coverage(record)


def _outline(area: Area) -> Iterator[Fault]:
    where = area.where.at("geometry")
    shape = area.polygon
    if shape.is_empty:
        yield Fault(where, "empty-geometry", f"{area.id} without an outline", "a polygon")
        return
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        yield Fault(where, "no-polygon", f"a {shape.geom_type}", "a Polygon or MultiPolygon")
        return
    strange = list(_degrees(shape, where))
    if strange:
        yield from strange
        return
    if not shape.is_valid:
        found = f"an outline that is not valid: {shapely.is_valid_reason(shape)}"
        yield Fault(where, "bad-outline", found, "rings that do not cross themselves")


def _degrees(shape: BaseGeometry, where: Where) -> Iterator[Fault]:
    west, south, east, north = shape.bounds
    if max(-west, east) > _LONGITUDE or max(-south, north) > _LATITUDE:
        found = f"coordinates such as {east:.0f}, {north:.0f}"
        swapped = max(-west, east) <= _LONGITUDE and max(-south, north) <= _LONGITUDE
        hint = "are they latitude first?" if swapped else "are they in metres?"
        expected = f"longitude and latitude in degrees (EPSG:4326); {hint}"
        yield Fault(where, "not-degrees", found, expected)


def _elsewhere(record: Record) -> Iterator[Fault]:
    """Warn where outlines lie outside the places that the metric system is made for."""
    system = CRS.from_user_input(record.metric_crs)
    use = system.area_of_use
    bounds = shapely.total_bounds([area.polygon for area in record.areas])
    west, south, east, north = (float(edge) for edge in bounds)
    if use is None or shapely.box(*use.bounds).intersects(shapely.box(west, south, east, north)):
        return
    found = f"outlines from {west:.1f}, {south:.1f} to {east:.1f}, {north:.1f}"
    expected = (
        f"places of {record.metric_crs}, {use.west:g}, {use.south:g} to {use.east:g}, "
        f"{use.north:g}; is longitude first, and the system the right one?"
    )
    where = Where(_ATLAS, 0, "metric_crs")
    yield Fault(where, "outside-crs", found, expected, severity="warning")


def _doubles(areas: Sequence[Area]) -> Iterator[Fault]:
    codes = Counter(area.code for area in areas if area.code)
    for area in areas:
        if codes[area.code] > 1:
            expected = "a code of its own"
            yield Fault(
                area.where.at("code"), "double-code", repr(area.code), expected, severity="warning"
            )


def _same_names(areas: Sequence[Area]) -> Iterator[Fault]:
    """Warn of outlines that have one name on the same days: tables will not tell them apart."""
    of_name: dict[str, list[Area]] = {}
    for area in areas:
        if area.name.en:
            of_name.setdefault(" ".join(area.name.en.casefold().split()), []).append(area)
    for namesakes in of_name.values():
        by_day = sorted(namesakes, key=lambda area: area.first or date.min)
        for before, after in pairwise(by_day):
            if (after.first or date.min) <= (before.last or date.max):
                found = f"{after.name.en!r}, which {before.id} is called too"
                where, expected = after.where.at("name"), "a name of its own"
                yield Fault(where, "double-name", found, expected, severity="warning")


def _swapped(areas: Sequence[Area]) -> Iterator[Fault]:
    """Find outlines that lie far from all others, unless longitude and latitude are exchanged."""
    if len(areas) <= _TOO_FEW:
        return
    bounds = shapely.bounds([area.polygon for area in areas])
    middles = bounds.reshape(-1, 2, 2).mean(axis=1)
    middle = np.median(middles, axis=0)
    away = np.abs(middles - middle).max(axis=1)
    exchanged = np.abs(middles[:, ::-1] - middle).max(axis=1)
    for number in np.flatnonzero((away > _FAR) & (exchanged < away / 10)).tolist():
        area, (lon, lat) = areas[number], middles[number]
        found = f"{area.id} near {lon:.3f}, {lat:.3f}, far from all others"
        expected = "longitude, then latitude; are the two exchanged?"
        yield Fault(area.where.at("geometry"), "swapped-coordinates", found, expected)


def _coverage(record: Record) -> Iterator[Fault]:
    """Judge how outlines that exist on the same days lie to one another."""
    where = {area.id: area.where for area in record.areas}
    found_before: set[tuple[str, tuple[str, str]]] = set()
    for numbers in existing_together(record.areas):
        there = [record.areas[number] for number in numbers]
        for fault in coverage_faults(there, record.metric_crs, gap_m=NARROW_GAP_M):
            if (fault.kind, fault.areas) not in found_before:
                found_before.add((fault.kind, fault.areas))
                at = where[fault.areas[0]].at("geometry")
                severity = "error" if fault.kind is CoverageFaultKind.OVERLAP else "warning"
                expected = f"{_SHARED[fault.kind]}; try --snap"
                yield Fault(at, fault.kind, str(fault), expected, severity=severity)


def _actors(record: Record, names: _Names) -> Iterator[Fault]:
    if _ACTORS in names.broken:
        return
    for actor in record.actors:
        if actor.id != UNKNOWN and not actor.side:
            expected = "the side that the actor belongs to"
            yield Fault(actor.where.at("side"), "empty-cell", "no side", expected)
        if not actor.name:
            yield Fault(actor.where.at("name"), "empty-cell", "no name", "a name")


def _rulings(record: Record, names: _Names) -> Iterator[Fault]:
    outlines = {area.id: area for area in record.areas}
    if not record.rulings and _CONTROL not in names.broken:
        expected = "rulings; without one every day is blank"
        yield Fault(Where(_CONTROL), "no-ruling", "no ruling", expected, severity="warning")
    # thousands of rulings are of a few states and days, and each of these is judged until it is
    # found sound
    sound: set[tuple[object, ...]] = set()
    sound_days: set[date] = set()
    for ruling in record.rulings:
        where = ruling.where
        state = (ruling.holder, ruling.status, ruling.rivals, ruling.confidence, not ruling.note)
        if state not in sound:
            faults = list(_ruling_state(ruling, names))
            yield from faults
            if not faults:
                sound.add(state)
        if ruling.area not in outlines:
            yield from names.faults(where, "area", [ruling.area], table=_AREAS, what="area")
        elif not outlines[ruling.area].exists(ruling.since):
            yield _no_outline(ruling, outlines[ruling.area])
        if record.has_seeds and ruling.evidence:
            yield from names.faults(where, "evidence", ruling.evidence, table=_CLAIMS, what="claim")
        if ruling.began is not None or ruling.since not in sound_days:
            faults = list(_ruling_days(ruling, record, names))
            yield from faults
            if not faults:
                sound_days.add(ruling.since)


def _rulings_in_order(record: Record, names: _Names) -> Iterator[Fault]:
    """Judge how the rulings of an area follow one another."""
    del names
    seen: dict[tuple[str, date], Ruling] = {}
    latest: dict[str, Ruling] = {}
    for ruling in record.rulings:
        before = latest.setdefault(ruling.area, ruling)
        if ruling.since < before.since:
            found = f"{ruling.since}, after {before.since} in row {before.where.row}"
            expected = f"the rows of {ruling.area} in the order of their days"
            at = ruling.where.at("since")
            yield Fault(at, "out-of-order", found, expected, severity="warning")
        else:
            latest[ruling.area] = ruling
        twin = seen.setdefault((ruling.area, ruling.since), ruling)
        if twin is not ruling:
            yield _twins(twin, ruling)


def _seeds(record: Record, names: _Names) -> Iterator[Fault]:
    """Warn once where rulings cite claims and the atlas has none."""
    del names
    citing = next((ruling for ruling in record.rulings if ruling.evidence), None)
    if citing is not None and not record.has_seeds:
        where = citing.where.at("evidence")
        expected = "a folder seeds/ with the claims"
        found = "evidence, here and perhaps below"
        yield Fault(where, "no-seeds", found, expected, severity="warning")


def _ruling_days(ruling: Ruling, record: Record, names: _Names) -> Iterator[Fault]:
    where = ruling.where
    inside = any(episode.covers(ruling.since) for episode in record.episodes)
    if not inside and "episodes" not in names.broken:
        days = "; ".join(f"{e.first} to {e.last}" for e in record.episodes) or "none"
        expected = f"a day of an episode ({days})"
        yield Fault(where.at("since"), "outside-episodes", str(ruling.since), expected)
    if ruling.began and ruling.began.first is not None and ruling.began.first > ruling.since:
        expected = f"a beginning not after {ruling.since}"
        yield Fault(where.at("began"), "began-later", ruling.began.text, expected)


def _no_outline(ruling: Ruling, area: Area) -> Fault:
    expected = f"a day from {area.first or 'the first'} to {area.last or 'the last'}"
    found = f"{ruling.since}, when {area.id} has no outline"
    return Fault(ruling.where.at("since"), "no-outline", found, expected)


def _ruling_state(ruling: Ruling, names: _Names) -> Iterator[Fault]:
    where, status = ruling.where, ruling.status
    yield from names.faults(where, "holder", [ruling.holder], table=_ACTORS, what="actor")
    yield from names.faults(where, "rivals", ruling.rivals, table=_ACTORS, what="actor")
    if status is Status.NO_DATA:
        if ruling.holder or ruling.rivals:
            found = ruling.holder or " ".join(ruling.rivals)
            yield Fault(where.at("holder"), "holder-without-data", found, "nobody, as no_data says")
    elif not ruling.holder:
        expected = f"an actor, or {UNKNOWN!r}"
        yield Fault(where.at("holder"), "no-holder", "no holder", expected)
    if status is Status.UNKNOWN and ruling.holder not in {"", UNKNOWN}:
        expected = f"{UNKNOWN!r}, as the status says"
        yield Fault(where.at("holder"), "holder-unknown", ruling.holder, expected)
    if status in {Status.CONTESTED, Status.SHARED} and not ruling.rivals:
        expected = f"who else is there, as {status} says"
        yield Fault(where.at("rivals"), "no-rival", "no rivals", expected)
    if status in {Status.HELD, Status.EVACUATING, Status.UNKNOWN} and ruling.rivals:
        found = f"{' '.join(ruling.rivals)} with {status}"
        yield Fault(
            where.at("rivals"), "rival-too-many", found, "contested or shared, or no rivals"
        )
    if ruling.holder and ruling.holder in ruling.rivals:
        yield Fault(where.at("rivals"), "own-rival", ruling.holder, "others than the holder")
    if ruling.confidence is not None and not ruling.note:
        found = f"{ruling.confidence} without a note"
        expected = "a note that says why, or a blank confidence"
        yield Fault(where.at("confidence"), "no-reason", found, expected)


def _twins(twin: Ruling, ruling: Ruling) -> Fault:
    same = (twin.holder, twin.status, twin.rivals) == (ruling.holder, ruling.status, ruling.rivals)
    found = f"a second ruling of {ruling.area} from {ruling.since} (row {twin.where.row})"
    if same:
        return Fault(ruling.where.at("since"), "double-ruling", found, "one ruling")
    return Fault(
        ruling.where.at("since"), "rulings-disagree", found + ", another state", "one state"
    )


def _evidence(record: Record, names: _Names) -> Iterator[Fault]:
    sources = {source.id for source in record.sources}
    yield from _addresses(record)
    yield from _left_to_say(record)
    for voice in record.voices:
        yield from names.faults(voice.where, "side", [voice.side], table="sides", what="side")
    for claim in record.claims:
        where = claim.where
        references = (
            ("source", [claim.source], _SOURCES, "source"),
            ("areas", claim.areas, _AREAS, "area"),
            ("landmark", [claim.landmark], _LANDMARKS, "landmark"),
            ("voice", [claim.voice], _VOICES, "voice"),
            ("via", [claim.via], _VOICES, "voice"),
            ("holder", [claim.holder], _ACTORS, "actor"),
            ("rivals", claim.rivals, _ACTORS, "actor"),
            ("about", [claim.about], _CLAIMS, "claim"),
        )
        for column, wanted, table, what in references:
            yield from names.faults(where, column, wanted, table=table, what=what)
        if not claim.voice:
            yield Fault(where.at("voice"), "empty-cell", "no voice", "who says it")
        number = claim.id.removeprefix(f"{claim.source}-")
        if claim.source in sources and not number.isdigit():
            expected = f"{claim.source}- and a number"
            yield Fault(where.at("id"), "claim-id", repr(claim.id), expected)
        if claim.stance in {Stance.DENIES, Stance.REPEATS, Stance.CORRECTS} and not claim.about:
            expected = "the claim it is about"
            yield Fault(where.at("about"), "about-nothing", f"{claim.stance} nothing", expected)
        if claim.stance is Stance.LEFT and not claim.holder:
            yield Fault(where.at("holder"), "no-holder", "left, and nobody named", "who went away")


def _addresses(record: Record) -> Iterator[Fault]:
    """Find what is no address; pages show it as a text, for who knows what it would run."""
    for source in record.sources:
        if source.url and not source.url.startswith(("https://", "http://")):
            found, expected = repr(source.url), "an address that begins with https:// or http://"
            yield Fault(source.where.at("url"), "bad-url", found, expected, severity="warning")


def _left_to_say(record: Record) -> Iterator[Fault]:
    """Find what import cannot know and leaves to the author: once for all rows of a table."""
    unsaid = [voice for voice in record.voices if not voice.side and not voice.note]
    if unsaid:
        found = f"neither side nor note of {_some(unsaid)}"
        expected = "the side that a voice speaks for, or a note that says why it has no stake"
        where = unsaid[0].where.at("side")
        yield Fault(where, "voice-unsaid", found, expected, severity="warning")
    silent = [claim for claim in record.claims if not claim.summary]
    if silent:
        found = f"no summary of {_some(silent)}"
        expected = "what is claimed, in your own words"
        where = silent[0].where.at("summary")
        yield Fault(where, "no-summary", found, expected, severity="warning")


def _some(rows: Sequence[_Identified]) -> str:
    named = ", ".join(row.id for row in rows[:_NAMED])
    return named if len(rows) <= _NAMED else f"{named} and {len(rows) - _NAMED} more"


def _captions(record: Record, names: _Names) -> Iterator[Fault]:
    seen: dict[date, Where] = {}
    for caption in record.captions:
        inside = any(episode.covers(caption.day) for episode in record.episodes)
        if not inside and "episodes" not in names.broken:
            expected = "a day of an episode"
            yield Fault(caption.where.at("date"), "outside-episodes", str(caption.day), expected)
        if caption.day in seen:
            found = f"{caption.day}, as in row {seen[caption.day].row}"
            yield Fault(caption.where.at("date"), "double-caption", found, "one caption a day")
        seen.setdefault(caption.day, caption.where)


def _landmarks(record: Record, names: _Names) -> Iterator[Fault]:
    for mark in record.landmarks:
        yield from names.faults(mark.where, "areas", mark.areas, table=_AREAS, what="area")
        if mark.geometry is None:
            continue
        where = mark.where.at("geometry")
        if mark.geometry.is_empty:
            expected = "a place, or null where it is only bounded"
            yield Fault(where, "empty-geometry", f"{mark.id} without a place", expected)
        else:
            yield from _degrees(mark.geometry, where)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_RULES: tuple[Callable[[Record, _Names], Iterator[Fault]], ...] = (
    _unique_ids,
    _settings,
    _episodes,
    _outlines,
    _actors,
    _rulings,
    _rulings_in_order,
    _evidence,
    _captions,
    _landmarks,
    _seeds,
)
