"""The rules of rulings, captions and errata: their days, their states, their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import Fault, Severity, Where
from frontmap.folder.tables import ACTORS, AREAS, ATLAS, CLAIMS, CONTROL
from frontmap.model import UNKNOWN
from frontmap.statuses import Holder, names_with_rivals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Area, Record, Ruling

__all__ = ["RULES"]


def ruling_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of each ruling by itself."""
    outlines = {area.id: area for area in record.areas}
    if not record.rulings and CONTROL not in names.broken:
        expected = "rulings; without one every day is blank"
        yield Fault(Where(CONTROL), "no-ruling", "no ruling", expected, severity=Severity.WARNING)
    # thousands of rulings share a few states and days: each of these is judged again only as long
    # as it had a fault
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
            yield from names.faults(where, "area", [ruling.area], table=AREAS, what="area")
        elif not outlines[ruling.area].exists(ruling.since):
            yield _no_outline(ruling, outlines[ruling.area])
        if record.has_seeds and ruling.evidence:
            yield from names.faults(where, "evidence", ruling.evidence, table=CLAIMS, what="claim")
        if ruling.began is not None or ruling.since not in sound_days:
            faults = list(_ruling_days(ruling, record, names))
            yield from faults
            if not faults:
                sound_days.add(ruling.since)


def order_faults(record: Record, names: References) -> Iterator[Fault]:
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
            yield Fault(at, "out-of-order", found, expected, severity=Severity.WARNING)
        else:
            latest[ruling.area] = ruling
        twin = seen.setdefault((ruling.area, ruling.since), ruling)
        if twin is not ruling:
            yield _twins(twin, ruling)


def seed_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn once where rulings cite claims and the atlas has none."""
    del names
    citing = next((ruling for ruling in record.rulings if ruling.evidence), None)
    if citing is not None and not record.has_seeds:
        where = citing.where.at("evidence")
        expected = "a folder seeds/ with the claims"
        found = "evidence, here and perhaps below"
        yield Fault(where, "no-seeds", found, expected, severity=Severity.WARNING)


def _ruling_days(ruling: Ruling, record: Record, names: References) -> Iterator[Fault]:
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


def _ruling_state(ruling: Ruling, names: References) -> Iterator[Fault]:
    where = ruling.where
    yield from names.faults(where, "holder", [ruling.holder], table=ACTORS, what="actor")
    yield from names.faults(where, "rivals", ruling.rivals, table=ACTORS, what="actor")
    yield from _holder_faults(ruling)
    yield from _rival_faults(ruling)
    if ruling.confidence is not None and not ruling.note:
        found = f"{ruling.confidence} without a note"
        expected = "a note that says why, or a blank confidence"
        yield Fault(where.at("confidence"), "no-reason", found, expected)


def _holder_faults(ruling: Ruling) -> Iterator[Fault]:
    """Judge whether the holder is one that the status may have."""
    at, status = ruling.where.at("holder"), ruling.status
    if status.row.holder is Holder.NOBODY:
        if found := ruling.holder or " ".join(ruling.rivals):
            yield Fault(at, "holder-without-data", found, f"nobody, as {status} says")
    elif not ruling.holder:
        yield Fault(at, "no-holder", "no holder", f"an actor, or {UNKNOWN!r}")
    elif status.row.holder is Holder.ONLY_UNKNOWN and ruling.holder != UNKNOWN:
        expected = f"{UNKNOWN!r}, as the status says"
        yield Fault(at, "holder-unknown", ruling.holder, expected)


def _rival_faults(ruling: Ruling) -> Iterator[Fault]:
    """Judge whether rivals are named where the status has some, and nowhere else."""
    at, status = ruling.where.at("rivals"), ruling.status
    if status.row.takes_rivals and not ruling.rivals:
        yield Fault(at, "no-rival", "no rivals", f"who else is there, as {status} says")
    # where nobody is the holder, the rivals are a fault of the holder's column
    alone = not status.row.takes_rivals and status.row.holder is not Holder.NOBODY
    if alone and ruling.rivals:
        found = f"{' '.join(ruling.rivals)} with {status}"
        expected = f"{names_with_rivals()}, or no rivals"
        yield Fault(at, "rival-too-many", found, expected)
    if ruling.holder and ruling.holder in ruling.rivals:
        yield Fault(at, "own-rival", ruling.holder, "others than the holder")


def _twins(twin: Ruling, ruling: Ruling) -> Fault:
    same = (twin.holder, twin.status, twin.rivals) == (ruling.holder, ruling.status, ruling.rivals)
    found = f"a second ruling of {ruling.area} from {ruling.since} (row {twin.where.row})"
    if same:
        return Fault(ruling.where.at("since"), "double-ruling", found, "one ruling")
    return Fault(
        ruling.where.at("since"), "rulings-disagree", found + ", another state", "one state"
    )


def caption_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of captions."""
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


def erratum_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of errata that are of no version, or of a ruling that there can never have been.

    A ruling that a version took away is not among the rulings any more: its correction stays.
    """
    if not record.rulings:
        return
    if record.errata and not record.version and ATLAS not in names.broken:
        where, expected = record.errata[0].where.at("version"), f"a version in {ATLAS}, too"
        yield _warning(where, "no-version", record.errata[0].version, expected)
    for erratum in record.errata:
        where, area = erratum.where, erratum.area
        unknown = list(names.faults(where, "area", [area], table=AREAS, what="area"))
        # its area may have been corrected away: the row then still says what was wrong
        yield from (replace(fault, severity=Severity.WARNING) for fault in unknown)
        if unknown or erratum.since is None or names.broken & {AREAS, "episodes"}:
            continue
        inside = any(episode.covers(erratum.since) for episode in record.episodes)
        if not area or not inside:
            found = f"{area or 'no area'} since {erratum.since}"
            expected = "the area of a ruling, and the day of an episode since which it held"
            yield _warning(where.at("since"), "no-such-ruling", found, expected)


def _warning(where: Where, code: str, found: str, expected: str) -> Fault:
    return Fault(where, code, found, expected, severity=Severity.WARNING)


RULES: tuple[Rule, ...] = (
    ruling_faults,
    order_faults,
    seed_faults,
    caption_faults,
    erratum_faults,
)
