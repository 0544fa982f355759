"""The map as one voice, or one side's voices, tell it: their claims taken for rulings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.errors import RequestError
from frontmap.model import (
    NO_TEXT,
    UNKNOWN,
    Claim,
    Control,
    Episode,
    Extent,
    Ruling,
    Stance,
    Voice,
)
from frontmap.names import near_name
from frontmap.statuses import Present, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from frontmap.control.evidence import Evidence

__all__ = ["SIDE", "Dispute", "account_rulings", "account_voices", "disputes"]

#: Before a side's id, in what `--as-told-by` takes.
SIDE = "side:"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Voices of one side that tell an area differently on one day."""

    area: str
    day: date
    claims: tuple[str, ...]


def account_voices(told_by: str, voices: Mapping[str, Voice]) -> tuple[str, ...]:
    """Return the ids of the voices that `told_by` names: a voice's id, or `side:` and a side.

    Raises:
        RequestError: no voice of the atlas is meant; the message lists what could be.
    """
    if told_by.startswith(SIDE):
        side = told_by.removeprefix(SIDE)
        chosen = tuple(voice.id for voice in voices.values() if side and voice.side == side)
    else:
        chosen = (told_by,) if told_by in voices else ()
    if not chosen:
        raise RequestError(
            f"no voice or side {told_by!r} in this atlas{_who_there_is(told_by, voices)}"
        )
    return chosen


def _who_there_is(told_by: str, voices: Mapping[str, Voice]) -> str:
    """Say which voice is probably meant, and who there is."""
    sides = sorted({SIDE + voice.side for voice in voices.values() if voice.side})
    called = {text.casefold(): voice.id for voice in voices.values() for text in voice.name.texts}
    near = called.get(told_by.casefold()) or near_name(told_by, [*sides, *voices])
    meant = f"; did you mean {near}?" if near else "."
    named = (f"  {voice.id}: {voice.name.first}" for voice in voices.values())
    return "\n".join([f"{meant} There are:", *(f"  {side}" for side in sides), *named])


def account_rulings(
    told_by: str, evidence: Evidence, episodes: Iterable[Episode]
) -> tuple[Ruling, ...]:
    """Turn one account's claims into rulings, as if they were all the evidence there is.

    Within an episode a claim stands until the same voice says otherwise of that area. A claim
    about a part, or a share of several areas, makes an area contested, never held. `left` ends a
    holder and names none. Where voices of one side differ on a day the area is contested.

    Raises:
        RequestError: no voice of the atlas is meant by `told_by`.
    """
    told = _claims_by_day(account_voices(told_by, evidence.voices), evidence, episodes)
    rulings: list[Ruling] = []
    for (area, _episode), by_day in told.items():
        state: Control | None = None
        for day in sorted(by_day):
            claims = by_day[day]
            state = _state_after(claims, state)
            if state is not None:
                ids = tuple(claim.id for claim in claims)
                rulings.append(
                    Ruling(
                        area=area,
                        since=day,
                        began=None,
                        holder=state.holder,
                        status=state.status,
                        rivals=state.rivals,
                        confidence=None,
                        evidence=ids,
                        note=NO_TEXT,
                    )
                )
    return tuple(rulings)


def disputes(told_by: str, evidence: Evidence, episodes: Iterable[Episode]) -> tuple[Dispute, ...]:
    """List where the voices of one account tell an area differently on one day."""
    told = _claims_by_day(account_voices(told_by, evidence.voices), evidence, episodes)
    return tuple(
        Dispute(area, day, tuple(claim.id for claim in claims))
        for (area, _episode), by_day in told.items()
        for day, claims in sorted(by_day.items())
        if len({claim.holder for claim in claims if _whole(claim) and claim.holder}) > 1
    )


def _claims_by_day(
    voices: Iterable[str], evidence: Evidence, episodes: Iterable[Episode]
) -> dict[tuple[str, str], dict[date, list[Claim]]]:
    """Return the account's claims on control, by area and episode, then by day.

    One about a part of several areas does not say in which: it tells of none of them.
    """
    chosen = set(voices)
    mine = [claim for claim in evidence.claims.values() if claim.voice in chosen]
    corrected = {claim.about for claim in mine if claim.stance is Stance.CORRECTS}
    told: dict[tuple[str, str], dict[date, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for episode in episodes:
        for claim in sorted(mine, key=lambda c: c.id):
            day = _stands_from(claim, episode)
            somewhere = claim.unplaced and claim.share is None
            tells = claim.settles and not somewhere and claim.id not in corrected
            if tells and day is not None:
                for area in claim.areas:
                    told[area, episode.id][day].append(claim)
    return told


def _stands_from(claim: Claim, episode: Episode) -> date | None:
    """Return the first day of `episode` on which `claim` stands, if it stands in it at all.

    A claim that lasts (`a/b`) stands from its first day, or from the episode's where it began
    before; what happened on some day of several (`[a..b]`) is sure only on the last of them.
    """
    span = claim.date
    if span.lasts and span.first is not None:
        starts_before = span.first < episode.first <= span.last
        day = episode.first if starts_before else span.first
    else:
        day = span.last
    return day if episode.covers(day) else None


def _whole(claim: Claim) -> bool:
    """Tell whether a claim says who holds the whole of each of its areas."""
    departs = claim.stance is Stance.LEFT
    return claim.extent is Extent.WHOLE and not claim.unplaced and not departs


def _state_after(claims: Sequence[Claim], state: Control | None) -> Control | None:
    """Return the state after one day's claims, the departures first."""
    for claim in claims:
        if claim.stance is Stance.LEFT and not claim.partly:
            state = _after_departure(claim.holder, state)
    whole = [claim for claim in claims if _whole(claim)]
    if whole:
        state = _agreed(whole)
    for claim in claims:
        if claim not in whole and claim.stance is not Stance.LEFT and claim.holder:
            state = _with_part(claim, state)
    return state


def _after_departure(actor: str, state: Control | None) -> Control:
    """Return the state once `actor` went away: nobody knows who came, or those who stay hold it."""
    if state is None or state.holder == actor:
        return Control(UNKNOWN, Status.UNKNOWN)
    rivals = tuple(rival for rival in state.rivals if rival != actor)
    if rivals == state.rivals:
        return state
    if rivals:
        return Control(state.holder, state.status, rivals)
    return Control(state.holder, Status.UNKNOWN if state.holder == UNKNOWN else Status.HELD)


def _agreed(claims: Sequence[Claim]) -> Control:
    """Return the state that claims about whole areas make together; several holders contest it."""
    holders = sorted({claim.holder for claim in claims if claim.holder})
    if len(holders) > 1:
        return Control(holders[0], Status.CONTESTED, tuple(holders[1:]))
    statuses = [claim.status for claim in claims if claim.status is not None]
    status = statuses[-1] if statuses else Status.HELD
    rivals = tuple(sorted({rival for claim in claims for rival in claim.rivals}))
    if not status.row.takes_rivals:
        rivals = ()
    return Control(holders[0] if holders else UNKNOWN, status, rivals)


def _with_part(claim: Claim, state: Control | None) -> Control:
    """Return the state once the claim's holder is in a part of the area too: contested."""
    if state is None or not state.status.row.has_holder:
        return Control(UNKNOWN, Status.CONTESTED, (claim.holder,))
    if claim.holder in state.present:
        return state
    inside = state.rivals if state.status.row.present is Present.HOLDER_AND_RIVALS else ()
    return Control(state.holder, Status.CONTESTED, tuple(sorted({*inside, claim.holder})))
