"""What import gave ids before keeps them: a claim is told by source, day, areas or number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.days import parse_span
from frontmap.importing.plan import KnownIds, told_apart_by
from frontmap.model import ClaimKind, Extent, Text

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_the_ids_of_sources_and_claims_are_known_by_what_they_say(tiny_atlas: Atlas) -> None:
    known = KnownIds.of(tiny_atlas.record)
    assert {source.title for source in tiny_atlas.record.sources} == set(known.sources)
    ids = {claim for of in known.claims.values() for claim in of}
    assert {claim.id for claim in tiny_atlas.record.claims} == ids


def test_a_state_is_the_same_claim_though_its_source_says_it_longer_or_otherwise(
    tiny_atlas: Atlas,
) -> None:
    claim = next(c for c in tiny_atlas.record.claims if c.kind is ClaimKind.CONTROL)
    claim = replace(claim, extent=Extent.WHOLE, date=parse_span("2001-01-02"))
    longer = replace(claim, date=parse_span("2001-01-02/2001-01-09"), holder="green")
    assert told_apart_by(claim) == told_apart_by(longer)


def test_events_of_one_source_and_day_are_told_apart_by_their_numbers_or_words(
    tiny_atlas: Atlas,
) -> None:
    event = replace(tiny_atlas.record.claims[0], kind=ClaimKind.CLASH, extent=Extent.PART)
    one, two = replace(event, locator="E1"), replace(event, locator="E2")
    assert told_apart_by(one) != told_apart_by(two)
    other = replace(event, locator="", summary=Text.of(en="another"))
    assert told_apart_by(replace(event, locator="")) != told_apart_by(other)
