"""What an imported record is made of, beside the entries of its tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontmap.model import ClaimKind, Extent, Text
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, own_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from frontmap.importing.events import Event
    from frontmap.importing.holders import HolderRow, Holders
    from frontmap.model import Area, Claim, Record

__all__ = ["KnownIds", "Plan", "State", "told_apart_by"]

#: Holder, status and rivals, as a row of `control.csv` has them.
State = tuple[str, Status, tuple[str, ...]]
#: What tells the claims of a table apart: its source, its day, its areas, and of an event its
#: number or its words.
Said = tuple[str, str, tuple[str, ...], str]


@dataclass(frozen=True)
class KnownIds:
    """The ids that an import gave before, which stay when it is repeated.

    Attributes:
        sources: the id of each source, by its title.
        claims: the ids of the claims, by what tells them apart.
    """

    sources: Mapping[str, str]
    claims: Mapping[Said, Sequence[str]]

    @classmethod
    def of(cls, record: Record) -> KnownIds:
        """Return the ids of a record's sources and claims."""
        claims: dict[Said, list[str]] = defaultdict(list)
        for claim in record.claims:
            claims[told_apart_by(claim)].append(claim.id)
        return cls({source.title: source.id for source in record.sources}, claims)


def told_apart_by(claim: Claim) -> Said:
    """Return what tells a claim of an import from the others."""
    state = claim.kind is ClaimKind.CONTROL and claim.extent is Extent.WHOLE
    told = "" if state else claim.locator or claim.summary.first
    since = claim.date.first or claim.date.last
    return claim.source, since.isoformat(), claim.areas, told


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a record is made of, beside its entries.

    Attributes:
        title: the atlas's title; empty where the user names none.
        file: the table's name, for notes.
        areas: the outlines.
        metric_crs: the projection in which they are measured.
        joined: the area of each place; a place without one is left out.
        holders: what each way of writing means; `None` where the table is in frontmap's own words.
        party_details: names, colours and sides of parties.
        first: the first day of the record; `None` is the first that an entry has.
        last: its last day; `None` is the last that an entry has.
        events: what is reported to have happened; each becomes a claim.
        languages: those of names and notes, the first one first; without them English, and what
            else there is.
        known: the ids of sources and claims of an import that is repeated.
    """

    title: str
    file: str
    areas: tuple[Area, ...]
    metric_crs: str
    joined: Mapping[str, str]
    holders: Holders | None
    party_details: tuple[HolderRow, ...] = ()
    first: date | None = None
    last: date | None = None
    events: tuple[Event, ...] = ()
    languages: tuple[str, ...] = ()
    known: KnownIds = field(default_factory=lambda: KnownIds({}, {}))

    @property
    def language(self) -> str:
        """The language of what names none."""
        return (self.languages or LANGUAGES)[0]

    def text(self, words: str) -> Text:
        """Return words in the language of what names none."""
        return Text.of({self.language: words})

    def own_text(self, key: str, **parts: object) -> Text:
        """Return one of frontmap's own words in the languages of names and notes."""
        return own_text(key, self.languages or LANGUAGES[:1], **parts)
