"""The rules of atlas.toml and of actors."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.errors import Fault, Severity, Where
from frontmap.folder.tables import ACTORS, AREAS, ATLAS
from frontmap.ground.plane import MOST_LATITUDE, MOST_LONGITUDE, are_degrees
from frontmap.ground.projection import is_metric
from frontmap.limits import DAYS
from frontmap.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Record


__all__ = ["RULES"]


def setting_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of title, metric CRS and acceptances."""
    if ATLAS in names.broken:
        return
    where = Where(ATLAS)
    if not record.title:
        yield Fault(where.at("title"), "empty-cell", "no title", "a title")
    if not is_metric(record.metric_crs):
        expected = "a projected system in metres, such as EPSG:32637"
        yield Fault(where.at("metric_crs"), "bad-crs", repr(record.metric_crs), expected)
    if record.streets and not record.attribution:
        yield Fault(
            where.at("attribution"),
            "no-credit",
            "streets, and nobody to whom they are owed",
            "whom their lines come from, with the licence",
            severity=Severity.WARNING,
        )
    for accepted in record.accepted:
        areas = accepted.area.split()
        yield from names.faults(accepted.where, "area", areas, table=AREAS, what="area")


def episode_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of episodes."""
    if ATLAS in names.broken:
        return
    if not record.episodes:
        expected = "[[episodes]] with id, first and last"
        yield Fault(Where(ATLAS, 0, "episodes"), "no-episode", "no episode", expected)
    for episode in record.episodes:
        if episode.last < episode.first:
            found = f"{episode.first} to {episode.last}"
            yield Fault(
                episode.where.at("last"), "ends-early", found, "a last day not before first"
            )
    days = sum((episode.last - episode.first).days + 1 for episode in record.episodes)
    if days > DAYS:
        longest = max(record.episodes, key=lambda episode: episode.last - episode.first)
        latest = max((ruling.since for ruling in record.rulings), default=longest.first)
        expected = (
            f"at most {DAYS} days in all episodes; for an end that has not come the last day of "
            f"the record, such as {latest}"
        )
        where = longest.where if longest.where.file else Where(ATLAS, 0, "episodes")
        yield Fault(where.at("last"), "too-long", f"{days} days", expected)
    by_day = sorted(record.episodes, key=lambda e: (e.first, e.last))
    for before, after in pairwise(by_day):
        if after.first <= before.last:
            found = f"{after.first}, inside {before.id!r} ({before.first} to {before.last})"
            expected = "episodes that do not overlap"
            yield Fault(after.where.at("first"), "episodes-overlap", found, expected)
    for extra in [episode for episode in record.episodes if episode.default][1:]:
        yield Fault(extra.where.at("default"), "two-defaults", "a second default", "at most one")


def pointer_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of pointers: each is a point on earth."""
    del names
    for pointer in record.pointers:
        if not are_degrees(pointer.lon, pointer.lat, pointer.lon, pointer.lat):
            found = f"{pointer.lon:g}, {pointer.lat:g}"
            expected = "longitude and latitude in degrees (EPSG:4326)"
            if abs(pointer.lon) <= MOST_LATITUDE < abs(pointer.lat) <= MOST_LONGITUDE:
                expected += "; are lon and lat exchanged?"
            yield Fault(pointer.where.at("lon"), "not-degrees", found, expected)


def actor_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of actors: each but the unknown one is of a side."""
    if ACTORS in names.broken:
        return
    for actor in record.actors:
        if actor.id != UNKNOWN and not actor.side:
            expected = "the side that the actor belongs to"
            yield Fault(actor.where.at("side"), "empty-cell", "no side", expected)


RULES: tuple[Rule, ...] = (setting_faults, episode_faults, pointer_faults, actor_faults)
