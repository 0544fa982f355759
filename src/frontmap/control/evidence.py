"""The claims on an area and a day, what each of them settles, and what says otherwise."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from frontmap.days import days_between
from frontmap.model import (
    UNKNOWN,
    Claim,
    Control,
    Ruling,
    Run,
    Stance,
    Voice,
)
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Evidence", "claim_control", "contradicts"]

#: A claim is indexed by each day of its date, unless these are more days than so many.
_MONTH = timedelta(days=31)


class Evidence:
    """All claims of an atlas, found by area and day.

    Areas are looked up in constant time; the claims of an area are in the order of their dates.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        voices: Iterable[Voice],
        *,
        has_seeds: bool = True,
    ) -> None:
        """Index the claims. Without seeds nothing is graded."""
        self.claims: dict[str, Claim] = {claim.id: claim for claim in claims}
        self.voices: dict[str, Voice] = {voice.id: voice for voice in voices}
        self.has_seeds = has_seeds
        #: The claims that another one about who is there has corrected.
        self.corrected = frozenset(
            claim.about
            for claim in self.claims.values()
            if claim.stance is Stance.CORRECTS and claim.settles
        )
        self._of_area = _by_area(self.claims.values())
        self._shares = _by_area(c for c in self.claims.values() if c.share is not None)
        # of thousands of events, few say anything of who is there
        self._telling = _by_area(filter(_tells_of_presence, self.claims.values()))
        self._of_day: dict[date, list[Claim]] = defaultdict(list)
        self._vaguest: list[Claim] = []
        self._events: dict[date, tuple[Claim, ...]] | None = None
        for claim in self.claims.values():
            first, last = claim.date.first, claim.date.last
            if first is None or claim.date.lasts:
                continue
            if last - first > _MONTH:
                self._vaguest.append(claim)
                continue
            for day in set(claim.date.choices) or days_between(first, last):
                self._of_day[day].append(claim)

    def on_area(self, area: str) -> tuple[Claim, ...]:
        """Return the claims that name `area`, by date."""
        return self._of_area.get(area, ())

    def shares_of(self, area: str) -> tuple[Claim, ...]:
        """Return those of them that give a share."""
        return self._shares.get(area, ())

    def on_day(self, day: date) -> tuple[Claim, ...]:
        """Return the claims dated to exactly `day`, or to a few days around it, by voice."""
        found = [*self._of_day.get(day, ())]
        found += [claim for claim in self._vaguest if claim.date.covers(day)]
        return tuple(sorted(found, key=lambda c: (c.voice, c.id)))

    def events_on(self, day: date) -> tuple[Claim, ...]:
        """Return the reported events with a point that may be of `day`, in the order of the file.

        One that lasts is of each of its days; one whose date has no first day is of none.
        """
        if self._events is None:
            self._events = _by_day(claim for claim in self.claims.values() if claim.spot)
        return self._events.get(day, ())

    def cited(self, ruling: Ruling | None) -> tuple[Claim, ...]:
        """Return all claims that `ruling` cites, in the order in which it cites them."""
        if ruling is None or not ruling.evidence:
            return ()
        return tuple(self.claims[key] for key in ruling.evidence if key in self.claims)

    def disagreeing(self, run: Run, beside: Iterable[str] = ()) -> tuple[Claim, ...]:
        """Return the claims that say otherwise of the run's area and may be of one of its days.

        They give another holder, say that one inside was gone, or deny a claim that agrees. Those
        in `beside`, the ids that the rulings before and after cite, tell of those rulings' days.
        """
        elsewhere = set(beside)
        within = [
            claim
            for claim in self._telling.get(run.area, ())
            if claim.date.overlaps(run.first, run.last) and claim.id not in elsewhere
        ]
        return tuple(
            claim
            for claim in within
            if not self.is_corrected(claim) and self.contradicts(claim, run.control)
        )

    def is_corrected(self, claim: Claim) -> bool:
        """Tell whether a claim, or the one that it only repeats, has been corrected."""
        seen: set[str] = set()
        while claim.id not in seen:
            seen.add(claim.id)
            if claim.id in self.corrected:
                return True
            if claim.stance is Stance.REPEATS and claim.about in self.claims:
                claim = self.claims[claim.about]
        return False

    def nearest(self, area: str, day: date) -> tuple[Claim | None, Claim | None]:
        """Return the last claim on the area's control up to `day`, and the first after it.

        One that lasts speaks of each of its days; a vague one is known from its last day on.
        """
        bearing = [
            (claim.date.first if claim.date.lasts and claim.date.first else claim.date.last, claim)
            for claim in self._telling.get(area, ())
            if claim.settles
        ]
        before = [(min(claim.date.last, day), claim) for known, claim in bearing if known <= day]
        after = [(known, claim) for known, claim in bearing if known > day]
        # of several of one day the last up to it, and the first after it, in the order of the area
        latest = max(reversed(before), key=itemgetter(0), default=(day, None))
        earliest = min(after, key=itemgetter(0), default=(day, None))
        return latest[1], earliest[1]

    def contradicts(self, claim: Claim, control: Control) -> bool:
        """Tell whether `claim` and `control` cannot both be right.

        A denial says that what it denies is not so, and where it names another holder that, too.
        """
        if claim.stance is not Stance.DENIES:
            return contradicts(claim, control)
        denied = self.claims.get(claim.about)
        if denied is not None and _agrees(denied, control):
            return True
        return (denied is None or denied.holder != claim.holder) and contradicts(claim, control)


def _by_area(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    of_area: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for area in claim.areas:
            of_area[area].append(claim)
    return {
        area: tuple(sorted(of, key=lambda c: (c.date.last, c.id))) for area, of in of_area.items()
    }


def _tells_of_presence(claim: Claim) -> bool:
    """Tell whether a claim can contradict a ruling at all."""
    return claim.settles or claim.stance is Stance.DENIES


def _by_day(claims: Iterable[Claim]) -> dict[date, tuple[Claim, ...]]:
    of_day: dict[date, list[Claim]] = defaultdict(list)
    for claim in claims:
        span = claim.date
        if span.first is not None:
            for day in span.choices or days_between(span.first, span.last):
                of_day[day].append(claim)
    return {day: tuple(of) for day, of in of_day.items()}


def claim_control(claim: Claim) -> Control | None:
    """Return the state that believing `claim` would settle, if it settles one.

    A claim about a part of an area, or of a share of several, settles only that its holder is
    inside, which contests the area; one that gives no status says that its holder has it.
    """
    if not claim.settles or claim.stance is Stance.LEFT:
        return None
    status = claim.status or Status.HELD
    if claim.partly:
        together = claim.rivals if status.row.takes_rivals else ()
        inside = tuple(sorted({claim.holder, *together} - {""}))
        return Control(UNKNOWN, Status.CONTESTED, inside)
    return Control(claim.holder or UNKNOWN, status, tuple(sorted(claim.rivals)))


def _agrees(claim: Claim, control: Control) -> bool:
    """Tell whether `claim` puts inside somebody who is, or says that one left who is not.

    Of one that tells of an agreement only a state by agreement is: who denies that a party leaves
    does not deny that it is there.
    """
    if claim.unplaced or contradicts(claim, control):
        return False
    if claim.stance is Stance.LEFT:
        return claim.holder not in control.present or control.status.row.holder_leaves
    told = claim_control(claim)
    if told is None or (told.status.row.by_agreement and told.status is not control.status):
        return False
    return bool(set(told.present) & set(control.present))


def contradicts(claim: Claim, control: Control) -> bool:
    """Tell whether `claim` and `control` cannot both be right about who is there.

    They cannot where the claim puts somebody inside who is not, or gives the whole to some where
    others are, too. Who left a part may be in the rest; a claim that puts its holder into a part
    of several areas contradicts the ruling of none; and over the larger part of a contested area
    nobody quarrels who names the same parties.
    """
    if not control.status.row.ruled or claim.unplaced:
        return False
    if claim.stance is Stance.LEFT:
        leaves = control.status.row.holder_leaves and claim.holder == control.holder
        return claim.holder in control.present and not leaves and not claim.partly
    told = claim_control(claim)
    if told is None:
        return False
    inside, there = set(told.present), set(control.present)
    whole = bool(inside) and not claim.partly and not told.status.row.disputed
    return bool(inside - there) or (whole and bool(there - inside))
