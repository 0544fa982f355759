"""The claims on an area and a day: what carries a ruling, and what says otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from frontmap.days import days_between
from frontmap.model import (
    UNKNOWN,
    Actor,
    Claim,
    Confidence,
    Control,
    Extent,
    Ruling,
    Run,
    Stance,
    Voice,
)
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Evidence", "Grade", "claim_control", "contradicts", "supports"]

_WEEK = timedelta(days=7)
#: A claim is indexed by each day of its date, unless these are more days than so many.
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Grade:
    """A confidence, and the key of the written rule that gave it.

    The rule's text is the interface's word `grade.` and this key.
    """

    confidence: Confidence
    rule: str


class Evidence:
    """All claims of an atlas, found by area and day.

    Areas are looked up in constant time; the claims of an area are in the order of their dates.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        voices: Iterable[Voice],
        actors: Iterable[Actor],
        *,
        has_seeds: bool = True,
    ) -> None:
        """Index the claims. Without seeds nothing is graded."""
        self.claims: dict[str, Claim] = {claim.id: claim for claim in claims}
        self.voices: dict[str, Voice] = {voice.id: voice for voice in voices}
        self.sides: dict[str, str] = {actor.id: actor.side for actor in actors}
        self.has_seeds = has_seeds
        of_area: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for area in claim.areas:
                of_area[area].append(claim)
        self._of_area = {
            area: tuple(sorted(of, key=lambda c: (c.date.last, c.id)))
            for area, of in of_area.items()
        }
        self._of_day: dict[date, list[Claim]] = defaultdict(list)
        self._vaguest: list[Claim] = []
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

    def on_day(self, day: date) -> tuple[Claim, ...]:
        """Return the claims dated to exactly `day`, or to a few days around it, by voice."""
        found = [*self._of_day.get(day, ())]
        found += [claim for claim in self._vaguest if claim.date.covers(day)]
        return tuple(sorted(found, key=lambda c: (c.voice, c.id)))

    def carrying(self, ruling: Ruling | None) -> tuple[Claim, ...]:
        """Return the claims that `ruling` cites and that it follows, in the order of citing.

        A ruling may also cite a claim in order to say why it does not follow it; such a claim is
        not among them.
        """
        cited = self.cited(ruling)
        return tuple(c for c in cited if not self._against(c, ruling)) if cited else ()

    def cited(self, ruling: Ruling | None) -> tuple[Claim, ...]:
        """Return all claims that `ruling` cites, in the order in which it cites them."""
        if ruling is None or not ruling.evidence:
            return ()
        return tuple(self.claims[key] for key in ruling.evidence if key in self.claims)

    def _against(self, claim: Claim, ruling: Ruling | None) -> bool:
        return ruling is not None and self._contradicts(claim, _control(ruling))

    def disagreeing(self, run: Run, day: date) -> tuple[Claim, ...]:
        """Return the claims that say otherwise of the run's area.

        They bear on control, are dated within the run or, failing that, within a week of `day`,
        and give another holder (or say that the holder was gone, or deny a claim that agrees).
        Those that the ruling itself cites are among them, whatever their date.
        """
        of_area, cited = self.on_area(run.area), self.cited(run.ruling)
        if not of_area and not cited:
            return ()
        otherwise = [c for c in of_area if self._contradicts(c, run.control)]
        within = [c for c in otherwise if c.date.overlaps(run.first, run.last)]
        if not within:
            within = [c for c in otherwise if c.date.overlaps(day - _WEEK, day + _WEEK)]
        against = [c for c in cited if self._against(c, run.ruling)]
        return tuple(dict.fromkeys((*within, *against)))

    def nearest(self, area: str, day: date) -> tuple[Claim | None, Claim | None]:
        """Return the last claim on the area's control up to `day`, and the first after it."""
        bearing = [claim for claim in self.on_area(area) if claim.settles]
        before = [c for c in bearing if c.date.last <= day]
        after = [c for c in bearing if c.date.last > day]
        return (before[-1] if before else None, after[0] if after else None)

    def grade(self, ruling: Ruling, last: date | None = None) -> Grade | None:
        """Grade a ruling by the written rules; `last` is the last day of its run, where known.

        Claims that disagree: low. A side that admits a loss, or several parties that agree
        (each side is one party, each voice without a stake is one): high. One voice without a
        stake: medium. One side in its own favour, or nothing at all: low. `docs/method.md`
        states the rules; `None` where there are no seeds or nothing is held.
        """
        if ruling.confidence is not None:
            return Grade(ruling.confidence, "ruled")
        if not self.has_seeds or not ruling.status.row.ruled:
            return None
        control = _control(ruling)
        agreeing = [claim for claim in self.carrying(ruling) if supports(claim, control)]
        if not agreeing:
            return Grade(Confidence.LOW, "no_claim")
        if any(self._contradicts(claim, control) for claim in self._same_time(ruling, last)):
            return Grade(Confidence.LOW, "disagree")
        return self._grade_agreed(agreeing)

    def _grade_agreed(self, agreeing: Sequence[Claim]) -> Grade:
        """Grade a state on which all claims agree, by who says it in whose favour."""
        if any(self._admits(claim) for claim in agreeing):
            return Grade(Confidence.HIGH, "admits")
        sides = [self._side(claim) for claim in agreeing]
        parties = {s or f"voice {c.voice}" for s, c in zip(sides, agreeing, strict=True)}
        if len(parties) > 1:
            return Grade(Confidence.HIGH, "several")
        if sides[0]:
            return Grade(Confidence.LOW, "own_favour")
        return Grade(Confidence.MEDIUM, "no_stake")

    def _admits(self, claim: Claim) -> bool:
        """Tell whether a side says that another is there, or that its own went away."""
        speaker, named = self._side(claim), self.sides.get(claim.holder, "")
        if not speaker or not named:
            return False
        return (speaker == named) is (claim.stance is Stance.LEFT)

    def _side(self, claim: Claim) -> str:
        voice = self.voices.get(claim.voice)
        return voice.side if voice else ""

    def _same_time(self, ruling: Ruling, last: date | None) -> tuple[Claim, ...]:
        """Return the area's claims dated within the run that `ruling` begins."""
        until = last or ruling.since
        return tuple(
            claim
            for claim in self.on_area(ruling.area)
            if claim.date.first is not None and claim.date.overlaps(ruling.since, until)
        )

    def _contradicts(self, claim: Claim, control: Control) -> bool:
        if claim.stance is Stance.DENIES and not claim.settles:
            denied = self.claims.get(claim.about)
            return denied is not None and supports(denied, control)
        return contradicts(claim, control)


def _control(ruling: Ruling) -> Control:
    return Control(ruling.holder, ruling.status, tuple(sorted(ruling.rivals)))


def claim_control(claim: Claim) -> Control | None:
    """Return the state that believing `claim` would settle, if it settles one.

    A claim about a part of an area, or of a share of several, settles only that its holder is
    inside, which contests the area; one that gives no status says that its holder has it.
    """
    if not claim.settles or claim.stance is Stance.LEFT:
        return None
    status = claim.status or Status.HELD
    if claim.extent is Extent.PART or claim.unplaced:
        return Control(UNKNOWN, Status.CONTESTED, (claim.holder,) if claim.holder else ())
    return Control(claim.holder or UNKNOWN, status, tuple(sorted(claim.rivals)))


def supports(claim: Claim, control: Control) -> bool:
    """Tell whether believing `claim` helps to believe `control`."""
    if claim.stance is Stance.LEFT:
        return claim.holder not in control.present
    told = claim_control(claim)
    if told is None:
        return False
    if claim.extent is Extent.PART or claim.unplaced:
        return claim.holder in control.present
    if control.status.row.disputed:
        return bool(set(told.present) & set(control.present))
    return told.holder == control.holder


def contradicts(claim: Claim, control: Control) -> bool:
    """Tell whether `claim` and `control` cannot both be right about who is there.

    A claim that puts its holder into a part of several areas contradicts the ruling of none.
    """
    if not control.status.row.ruled or claim.unplaced:
        return False
    if claim.stance is Stance.LEFT:
        return claim.holder == control.holder and not control.status.row.holder_leaves
    told = claim_control(claim)
    if told is None:
        return False
    if claim.extent is Extent.PART:
        return bool(claim.holder) and claim.holder not in control.present
    return told.holder not in {control.holder, UNKNOWN}
