"""What an imported record is made of, beside the entries of its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontmap.importing.known_ids import KnownIds
from frontmap.model import Text
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, own_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from frontmap.importing.events import Event
    from frontmap.importing.holders import HolderRow, Holders
    from frontmap.model import Area, Street

__all__ = ["Plan", "State"]

#: Holder, status and rivals, as a row of `control.csv` has them.
State = tuple[str, Status, tuple[str, ...]]


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
        streets: lines by which a reader finds the way.
        known: the ids that rows have already, where an import is repeated.
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
    streets: tuple[Street, ...] = ()
    known: KnownIds = field(default_factory=KnownIds)

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
