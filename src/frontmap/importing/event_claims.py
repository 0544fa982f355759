"""Events as claims: what a source says happened. None of them ever makes a day's holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.importing.holders import BEFORE
from frontmap.model import UNKNOWN, Claim, ClaimKind, Extent, Stance, Text
from frontmap.names import fold
from frontmap.statuses import Status
from frontmap.words import own_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontmap.importing.events import Event
    from frontmap.importing.holders import HolderRow, Holders
    from frontmap.model import Actor

__all__ = ["EventClaims", "known_parties", "source_of", "voice_of"]

_KILLED = "killed"


def source_of(event: Event) -> str:
    """Return the title of an event's source: all that the table names, or the table itself."""
    return "; ".join(event.sources) or event.where.file


def voice_of(event: Event) -> str:
    """Return who says it: the first source. The others stand in the title of the source."""
    return event.sources[0] if event.sources else event.where.file


def known_parties(actors: Iterable[Actor], holders: Holders | None) -> dict[str, str]:
    """Return the parties by each folded way of writing them: id, names, and those of a table."""
    known = {
        fold(written): actor.id
        for actor in actors
        if actor.id != UNKNOWN
        for written in (actor.id, *actor.name.texts, *actor.short.texts)
    }
    rows: Iterable[HolderRow] = holders.rows.values() if holders else ()
    taken = {BEFORE, UNKNOWN, ""}
    ours = {
        fold(row.written): row.holder
        for row in rows
        if row.status is Status.HELD and row.holder not in taken
    }
    return known | ours


class EventClaims:
    """Turns events into claims."""

    def __init__(self, parties: Mapping[str, str], languages: tuple[str, ...]) -> None:
        """Take the parties by the folded ways of writing them, and the languages of summaries.

        The first of these is that of the table's notes.
        """
        self.parties = parties
        places = {part: f"{{{part}}}" for part in ("file", "row", "said")}
        self._templates = own_text("new.event", languages, **places)

    def claim(self, event: Event, *, claim_id: str, source: str, voice: str) -> Claim:
        """Return an event as a claim of its source."""
        holder = self._taker(event)
        kind = event.kind if holder or event.kind is not ClaimKind.CONTROL else ClaimKind.CLASH
        part = kind is ClaimKind.CONTROL or (event.exact and event.spot is not None)
        lon, lat = event.spot or (None, None)
        return Claim(
            id=claim_id,
            source=source,
            locator=event.locator,
            date=event.date,
            areas=event.areas,
            landmark="",
            place=event.place,
            voice=voice,
            via="",
            kind=kind,
            stance=Stance.ASSERTS,
            holder=holder,
            status=None,
            rivals=(),
            extent=Extent.PART if part else Extent.WHOLE,
            share=None,
            figure=event.killed,
            unit=_KILLED if event.killed else "",
            about="",
            summary=self._summary(event),
            lon=lon,
            lat=lat,
        )

    def _taker(self, event: Event) -> str:
        """Return the party that is said to have taken ground; empty where it is none of them."""
        if event.kind is not ClaimKind.CONTROL or not event.actors:
            return ""
        return self.parties.get(fold(event.actors[0]), "")

    def _summary(self, event: Event) -> Text:
        """Say in our words what a row has; its note follows, in the language of the table."""
        actors = f" ({' / '.join(event.actors)})" if event.actors else ""
        said = {
            tag: template.format(
                file=event.where.file, row=event.where.row, said=f"{event.written}{actors}"
            )
            for tag, template in self._templates.written
        }
        if event.note:
            first = next(iter(said))
            return Text.of({first: f"{said[first]}. {event.note}"})
        return Text.of(said)
