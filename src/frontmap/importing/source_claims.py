"""The claims, sources and voices of an import: what each source of a table says, and of events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontmap.days import Span, parse_span
from frontmap.importing.event_claims import EventClaims, source_of, voice_of
from frontmap.importing.known_ids import said_of
from frontmap.model import Claim, ClaimKind, Extent, Source, Stance, Voice, web_host
from frontmap.names import unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.importing.entries import Entry
    from frontmap.importing.plan import Plan, State

__all__ = ["SourceClaims", "Statement"]

#: So many rows that do not follow one another are named.
_NAMED = 4


@dataclass
class Statement:
    """What one source says of an area for some days, in one row or in several that say the same.

    Attributes:
        entry: the first row.
        first: the first day of which it speaks.
        last: the last one; a state as of a day speaks of that day alone, however long it holds.
        rows: the rows, in the order of their days.
    """

    entry: Entry
    first: date
    last: date
    rows: list[Entry]

    @classmethod
    def of(cls, entry: Entry) -> Statement:
        """Return what one row says."""
        return cls(entry, entry.first, entry.asserted or entry.first, [entry])

    def add(self, other: Statement) -> None:
        """Take over what further rows of the source say."""
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.rows += other.rows

    @property
    def span(self) -> Span:
        """The days of which it speaks."""
        if self.first == self.last:
            return Span(self.first.isoformat(), self.first, self.last)
        return parse_span(f"{self.first}/{self.last}")

    @property
    def row(self) -> str:
        """The numbers of its rows; those of further files with the files' names."""
        of_file: dict[str, list[int]] = {}
        for entry in self.rows:
            numbers = of_file.setdefault(entry.where.file, [])
            if entry.where.row not in numbers:
                numbers.append(entry.where.row)
        return "; ".join(
            (f"{file} " if file != self.entry.where.file else "") + _numbers(numbers)
            for file, numbers in of_file.items()
        )


def _numbers(numbers: Sequence[int]) -> str:
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 1 and list(numbers) == list(range(first, last + 1)):
        return f"{first}–{last}"
    more = "…" if len(numbers) > _NAMED else ""
    return ", ".join(map(str, numbers[:_NAMED])) + more


def _source_ids(entries: Iterable[Entry], plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Return an id for each source, and for each voice, that the entries and events name.

    Who is both has one id. An event that names several sources has them all for its source. What
    has an id from an earlier import keeps it.
    """
    said = dict.fromkeys(entry.written.source for entry in entries if entry.written.source)
    sources = said | dict.fromkeys(map(source_of, plan.events))
    voices = said | dict.fromkeys(map(voice_of, plan.events))
    known = dict(plan.known.names)
    named = [name for name in sources | voices if name not in known]
    # an address is too long for an id, and its end says most
    stems = [name.rstrip("/").rsplit("/", 1)[-1][:40] if "://" in name else name for name in named]
    taken = list(known.values())
    ids = unique_ids([*taken, *(stem[:40] for stem in stems)], otherwise="source")
    known |= dict(zip(named, ids[len(taken) :], strict=True))
    return {name: known[name] for name in sources}, {name: known[name] for name in voices}


class SourceClaims:
    """The claims of a table's column of sources, and of events.

    A state has one for each source and area; an event has one.
    """

    def __init__(self, entries: Iterable[Entry], plan: Plan) -> None:
        """Give ids to the sources and voices that entries, and the events of `plan`, name."""
        self.ids, self.voice_ids = _source_ids(entries, plan)
        self.plan = plan
        self.claims: list[Claim] = []
        self._known = {said: list(ids) for said, ids in plan.known.claims.items()}
        self._counts: dict[str, int] = defaultdict(int)
        for claim in (claim for ids in self._known.values() for claim in ids):
            stem, _, number = claim.rpartition("-")
            if number.isdecimal():
                self._counts[stem] = max(self._counts[stem], int(number))

    def _next_id(self, source: str) -> str:
        self._counts[source] += 1
        return f"{source}-{self._counts[source]}"

    def add_events(self, parties: Mapping[str, str], languages: tuple[str, ...]) -> None:
        """Add a claim for each event; the parties are known by the folded ways of writing them."""
        claims = EventClaims(parties, languages)
        for event in self.plan.events:
            source, voice = self.ids[source_of(event)], self.voice_ids[voice_of(event)]
            self._add(claims.claim(event, claim_id="", source=source, voice=voice))

    def claim(self, area: str, statement: Statement, state: State) -> str:
        """Add what a source says of an area, and return the claim's id."""
        entry = statement.entry
        key = self.ids[entry.written.source]
        holder, status, rivals = state
        claim = Claim(
            id="",
            source=key,
            locator="",
            date=statement.span,
            areas=(area,),
            landmark="",
            place=entry.place,
            voice=key,
            via="",
            kind=ClaimKind.CONTROL,
            stance=Stance.ASSERTS,
            holder=holder,
            status=status,
            rivals=rivals,
            extent=Extent.WHOLE,
            share=None,
            figure="",
            unit="",
            about="",
            summary=self.plan.own_text(
                "new.row",
                file=entry.where.file,
                row=statement.row,
                holder=entry.written.holder,
            ),
        )
        return self._add(claim)

    def _add(self, claim: Claim) -> str:
        """Add a claim with the id that it had in an earlier import, or a new one; return it."""
        known = self._known.get(said_of(claim))
        key = known.pop(0) if known else self._next_id(claim.source)
        self.claims.append(replace(claim, id=key))
        return key

    def sources(self) -> Iterator[Source]:
        """Yield each source."""
        for name, key in self.ids.items():
            url = name if web_host(name) else ""
            yield Source(key, name, "", "", None, None, "", "", url, "")

    def voices(self) -> Iterator[Voice]:
        """Yield each voice."""
        for name, key in self.voice_ids.items():
            yield Voice(key, self.plan.text(name), "", "")
