"""The rules of sources, voices and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from frontmap.errors import Fault, Severity
from frontmap.folder.tables import AREAS
from frontmap.ground.plane import MOST_LATITUDE, MOST_LONGITUDE
from frontmap.model import Stance, published_by, web_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.errors import Where
    from frontmap.folder.check.references import Identified, References, Rule
    from frontmap.model import Claim, Record

__all__ = ["RULES"]

#: How many of the rows that lack something are named.
_NAMED = 5


def claim_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of claims by themselves: their ids and stances."""
    del names
    sources = {source.id for source in record.sources}
    for claim in record.claims:
        where = claim.where
        number = claim.id.removeprefix(f"{claim.source}-")
        if claim.source in sources and not number.isdigit():
            expected = f"{claim.source}- and a number"
            yield Fault(where.at("id"), "claim-id", repr(claim.id), expected)
        if claim.stance in {Stance.DENIES, Stance.REPEATS, Stance.CORRECTS} and not claim.about:
            expected = "the claim it is about"
            yield Fault(where.at("about"), "about-nothing", f"{claim.stance} nothing", expected)
        if claim.stance is Stance.LEFT and not claim.holder:
            yield Fault(where.at("holder"), "no-holder", "left, and nobody named", "who went away")
        if claim.about == claim.id:
            found = f"{claim.stance} itself"
            yield Fault(where.at("about"), "about-itself", found, "another claim")
        yield from _said_in_vain(claim)


def _said_in_vain(claim: Claim) -> Iterator[Fault]:
    """Warn of cells that no rule can use."""
    faults = []
    if claim.share is not None and not claim.areas:
        faults.append(("share", "share-of-nothing", "a share of no areas", "the areas it is of"))
    if claim.stance is Stance.LEFT and claim.status is not None:
        found, expected = f"left, and {claim.status}", "a blank status: nobody follows who left"
        faults.append(("status", "left-with-status", found, expected))
    for column, code, found, expected in faults:
        at = claim.where.at(column)
        yield Fault(at, code, found, expected, severity=Severity.WARNING)


def address_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of what is no address of the web; pages show it as text, for a link could run code."""
    del names
    for source in record.sources:
        for column, url in (("url", source.url), ("archived_url", source.archived_url)):
            if url and not web_host(url):
                expected = "an address that begins with https:// or http:// and a plain host"
                yield _warning(source.where.at(column), "bad-url", repr(url), expected)
        if source.archived_on and not source.archived_url:
            where, expected = source.where.at("archived_url"), "where the stored copy can be read"
            found = f"a copy of {source.archived_on}, and no address"
            yield _warning(where, "archived-nowhere", found, expected)


def publication_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of claims published before what they tell of, and once of sources without any day."""
    del names
    sources = {source.id: source for source in record.sources}
    for claim in record.claims:
        source, first = sources.get(claim.source), claim.date.first
        published = published_by(claim, source) if source else None
        if published is not None and first is not None and published < first:
            found = f"{claim.id} of {claim.date}, published by {published}"
            expected = "no day before the first that the claim can be about"
            yield _warning(claim.where.at("date"), "published-before", found, expected)
    undated = [source for source in record.sources if not (source.published or source.updated)]
    if undated:
        found = f"no day of publication of {_some(undated)}"
        where, expected = undated[0].where.at("published"), "a day, as vague as it is known"
        yield _warning(where, "no-publication-day", found, expected)


def unsaid_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of what import cannot know and leaves to the author: once for all rows of a table."""
    del names
    unsaid = [voice for voice in record.voices if not voice.side and not voice.note]
    if unsaid:
        found = f"neither side nor note of {_some(unsaid)}"
        expected = "the side that a voice speaks for, or a note that says why it has no stake"
        yield _warning(unsaid[0].where.at("side"), "voice-unsaid", found, expected)
    silent = [claim for claim in record.claims if not claim.summary]
    if silent:
        found = f"no summary of {_some(silent)}"
        expected = "what is claimed, in your own words"
        yield _warning(silent[0].where.at("summary"), "no-summary", found, expected)


def spot_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield the faults of the points of reported events, and warn of those far from the areas."""
    # what lies beside areas that run across the meridian of 180° may lie beyond it, as they do
    bounds = (area.polygon.bounds for area in record.areas)
    across = any(max(-west, east) > MOST_LONGITUDE for west, _, east, _ in bounds)
    for claim in record.claims:
        where = claim.where
        if (claim.lon is None) is not (claim.lat is None):
            blank, given = ("lon", "lat") if claim.lon is None else ("lat", "lon")
            yield Fault(where.at(blank), "half-a-place", f"{given} alone", f"{blank}, too")
        elif claim.lon is not None and abs(claim.lon) > MOST_LONGITUDE and not across:
            expected = "degrees of longitude, from -180 to 180"
            yield Fault(where.at("lon"), "bad-degrees", f"{claim.lon:g}", expected)
        elif claim.lat is not None and abs(claim.lat) > MOST_LATITUDE:
            expected = "degrees of latitude, from -90 to 90"
            yield Fault(where.at("lat"), "bad-degrees", f"{claim.lat:g}", expected)
    if AREAS not in names.broken and (far := _far_away(record)):
        expected = "a point in or near the areas; longitude and latitude may be exchanged"
        yield _warning(far[0].where.at("lon"), "far-away", f"the points of {_some(far)}", expected)


def _far_away(record: Record) -> list[Claim]:
    """Return the claims whose points lie farther outside all areas than these reach themselves."""
    spotted = [claim for claim in record.claims if claim.spot]
    if not spotted or not record.areas:
        return []
    bounds = shapely.total_bounds([area.polygon for area in record.areas]).tolist()
    west, south, east, north = bounds
    room = max(east - west, north - south)
    return [
        claim
        for claim in spotted
        if not (west - room <= (claim.lon or 0.0) <= east + room)
        or not (south - room <= (claim.lat or 0.0) <= north + room)
    ]


def _warning(where: Where, code: str, found: str, expected: str) -> Fault:
    return Fault(where, code, found, expected, severity=Severity.WARNING)


def _some(rows: Sequence[Identified]) -> str:
    named = ", ".join(row.id for row in rows[:_NAMED])
    return named if len(rows) <= _NAMED else f"{named} and {len(rows) - _NAMED} more"


RULES: tuple[Rule, ...] = (
    claim_faults,
    address_faults,
    publication_faults,
    unsaid_faults,
    spot_faults,
)
