"""How well a ruling is carried: by which parties, in whose favour, and against whose word.

`docs/method.md` states these rules for people ("Confidence"), with ten worked cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from frontmap.control.evidence import claim_control
from frontmap.model import Confidence, Control, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from frontmap.control.evidence import Evidence
    from frontmap.model import Claim, Ruling, Run
    from frontmap.relations import Hostility

__all__ = ["NO_GROUNDS", "Grade", "Grader", "Grounds", "told_grounds"]

#: From the best to the weakest.
_BY_STRENGTH = tuple(Confidence)
#: Shares of the same areas that differ by more than this cannot both be right.
_SHARE_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Grade:
    """A confidence, and the key of the written rule that gave it.

    The rule's text is the interface's word `grade.` and this key.
    """

    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a ruling stands on in its run.

    Attributes:
        carriers: for each actor that the ruling puts inside, the holder first, the claims that
            carry its presence; those that the ruling cites first, in the order of citing, then
            those kept from the ruling before.
        presences: how well each of these presences is carried.
        disagreeing: the claims that say otherwise and may be of a day of the run. It makes the
            run low where each possible day of one of them lies in the run.
        general: the cited statements that name no area and put somebody inside whom no other
            claim carries.
        others: the claims that the ruling cites besides.
        grade: of the whole; `None` where nothing can be graded.
    """

    carriers: Mapping[str, tuple[Claim, ...]]
    presences: Mapping[str, Grade]
    disagreeing: tuple[Claim, ...]
    general: tuple[Claim, ...]
    others: tuple[Claim, ...]
    grade: Grade | None

    @property
    def carrying(self) -> tuple[Claim, ...]:
        """The claims that carry any presence, each once."""
        every = chain.from_iterable(self.carriers.values())
        return tuple({claim.id: claim for claim in every}.values())


NO_GROUNDS = Grounds({}, {}, (), (), (), None)


def told_grounds(evidence: Evidence, run: Run) -> Grounds:
    """Return the grounds of a state that claims make by themselves, as in an account."""
    told = evidence.cited(run.ruling)
    disagreeing = evidence.disagreeing(run)
    followed = tuple(claim for claim in told if claim not in disagreeing)
    return Grounds({run.control.holder: followed}, {}, disagreeing, (), (), None)


@dataclass(frozen=True, slots=True)
class _Case:
    """One ruling to be judged in its run.

    Attributes:
        before: the area's run before it.
        stood: the first and last day on which the area is ruled to be in this state, in this run
            and those beside it that only change evidence or note.
        beside: the ids that the rulings of another state before and after cite: they tell of
            theirs.
        opened: the episode's first day.
    """

    ruling: Ruling
    run: Run
    before: Run | None
    stood: tuple[date, date]
    beside: frozenset[str]
    opened: date
    hostility: Hostility

    @property
    def control(self) -> Control:
        return self.run.control

    @property
    def was(self) -> tuple[str, ...]:
        """Who was inside before; nobody at the opening of an episode."""
        return self.before.control.present if self.before else ()

    @property
    def keeps(self) -> bool:
        """Whether a presence that goes on keeps the claims that carried it before.

        It does not where somebody else went away: that the area is one party's alone is new.
        """
        row, inside = self.control.status.row, set(self.control.present)
        return row.takes_rivals or set(self.was) <= inside

    def sides(self, actors: Iterable[str]) -> frozenset[str]:
        """Return the sides of actors."""
        return frozenset(map(self.hostility.side, actors))


class Grader:
    """Judges the rulings of an area by the written rules."""

    def __init__(
        self,
        evidence: Evidence,
        hostility: Mapping[date, Hostility],
        km2: Callable[[date], Mapping[str, float]],
    ) -> None:
        """Take the claims, who is hostile and allied by the episodes' first days, and km² by day.

        `km2` gives the km² of the areas whose outlines exist on a day.
        """
        self._evidence = evidence
        self._hostility = hostility
        self._km2 = km2

    def grounds(self, runs: Sequence[Run]) -> list[Grounds]:
        """Judge the runs of one area in one episode, in the order of their days."""
        found: list[Grounds] = []
        states = _states(runs)
        for number, alike in enumerate(states):
            beside = _cited_by(states[number - 1 : number] + states[number + 1 : number + 2])
            stood = _stood(alike)
            for run in alike:
                if run.ruling is None or not run.control.status.row.ruled:
                    found.append(NO_GROUNDS)
                    continue
                before = runs[len(found) - 1] if found else None
                opened = runs[0].first
                hostility = self._hostility[opened]
                case = _Case(run.ruling, run, before, stood, beside, opened, hostility)
                found.append(self._judge(case, found[-1].carriers if found else {}))
        return found

    def _judge(self, case: _Case, kept: Mapping[str, tuple[Claim, ...]]) -> Grounds:
        cited = self._evidence.cited(case.ruling)
        otherwise = self._evidence.disagreeing(case.run, case.beside)
        carriers = {
            actor: self._carriers(actor, case, kept.get(actor, ()), otherwise)
            for actor in case.control.present
        }
        presences = {actor: self._presence(actor, carriers[actor], case) for actor in carriers}
        shares = self._other_shares(carriers, case)
        disagreeing = tuple({claim.id: claim for claim in (*otherwise, *shares)}.values())
        assumed = [actor for actor, grade in presences.items() if grade.rule == "no_area"]
        general = tuple(c for c in cited if any(_puts_inside_somewhere(c, a) for a in assumed))
        used = {claim.id for claim in chain(*carriers.values(), disagreeing, general)}
        others = tuple(claim for claim in cited if claim.id not in used)
        surely = any(_within(claim, case) for claim in disagreeing)
        grade = _whole(case.ruling, presences, disagree=surely)
        return Grounds(carriers, presences, disagreeing, general, others, grade)

    # What a claim carries

    def _carriers(
        self, actor: str, case: _Case, kept: Sequence[Claim], otherwise: Sequence[Claim]
    ) -> tuple[Claim, ...]:
        """Return the claims that carry a presence: those cited, and those kept from before."""
        cited = self._evidence.cited(case.ruling)
        mine = [claim for claim in cited if self._carries(claim, actor, case)]
        mine += kept if case.keeps else ()
        unheard = {claim.id for claim in otherwise}
        return tuple({c.id: c for c in mine if c.id not in unheard}.values())

    def _carries(self, claim: Claim, actor: str, case: _Case) -> bool:
        """Tell whether `claim`, which the ruling cites, carries that `actor` is inside."""
        if claim.stance is Stance.DENIES or self._evidence.is_corrected(claim):
            return False
        if claim.areas and case.ruling.area not in claim.areas:
            return False
        if claim.stance is Stance.LEFT:
            return self._departure_carries(claim, actor, case)
        told = claim_control(claim)
        if told is None or actor not in told.present or not claim.areas:
            return False
        row = case.control.status.row
        part_will_do = row.takes_rivals or row.holder_leaves
        if claim.unplaced:
            return self._share_reaches(claim, case.ruling.area, half=not part_will_do)
        return not claim.partly or part_will_do

    def _departure_carries(self, claim: Claim, actor: str, case: _Case) -> bool:
        """Tell whether a claim that somebody left carries the holder.

        It carries one who is leaving, and one who takes over from the holder before: a newcomer,
        or the one rival that the holder had.
        """
        if actor != case.control.holder or not claim.areas or claim.partly:
            return False
        if case.control.status.row.holder_leaves:
            return claim.holder == actor
        if case.before is None or case.before.control.holder != claim.holder:
            return False
        return claim.holder not in case.control.present and set(case.was) <= {claim.holder, actor}

    def _share_reaches(self, claim: Claim, area: str, *, half: bool) -> bool:
        """Tell whether a share of several areas puts its holder into `area`, or into half of it.

        It does where the area, or its half, is larger than all that the share leaves over. What
        several parties have together is in no area surely one's.
        """
        if claim.share is None or len(_told_of(claim)) > 1:
            return False
        km2 = self._km2(claim.date.last)
        rest = (1 - claim.share[0]) * sum(km2.get(named, 0.0) for named in claim.areas)
        return km2.get(area, 0.0) * (0.5 if half else 1.0) > rest

    # Who carries it

    def _presence(self, actor: str, carriers: Sequence[Claim], case: _Case) -> Grade:
        """Grade one presence by who carries it, and in whose favour."""
        if not carriers:
            return Grade(Confidence.ASSUMED, self._why_assumed(actor, case))
        if any(self._admits(claim, actor, case) for claim in carriers):
            return Grade(Confidence.HIGH, "admits")
        named = [claim for claim in carriers if self._speaker(claim).named]
        if not named:
            return Grade(Confidence.LOW, "unnamed")
        if len({self._party(claim, case) for claim in named}) > 1:
            return Grade(Confidence.HIGH, "two_parties")
        if all(self._in_its_favour(claim, actor, case) for claim in named):
            return Grade(Confidence.LOW, "own_favour")
        return Grade(Confidence.MEDIUM, "one_party")

    def _why_assumed(self, actor: str, case: _Case) -> str:
        cited = self._evidence.cited(case.ruling)
        told = any(_puts_inside_somewhere(claim, actor) for claim in cited)
        return "no_area" if told else "no_claim"

    def _speaker(self, claim: Claim) -> _Speaker:
        """Return who stands behind a claim: of one that repeats another, who said that."""
        seen = {claim.id}
        while claim.stance is Stance.REPEATS and claim.about not in seen:
            said = self._evidence.claims.get(claim.about)
            if said is None:
                break
            seen.add(said.id)
            claim = said
        voice = self._evidence.voices.get(claim.voice)
        if voice is None:
            return _Speaker(claim.voice, "", named=True)
        # of whom nothing is said may repeat one another: together they are one
        who = voice.id if voice.side or voice.note else ""
        return _Speaker(who, voice.side, named=voice.named)

    def _party(self, claim: Claim, case: _Case) -> frozenset[str]:
        speaker = self._speaker(claim)
        if speaker.side:
            return case.hostility.party(speaker.side)
        return frozenset({f"voice {speaker.voice}"})

    def _in_its_favour(self, claim: Claim, actor: str, case: _Case) -> bool:
        """Tell whether the speaker's side gains by it that `actor` is inside.

        It gains where the actor is its own or an ally's, or where a hostile one left.
        """
        side = self._speaker(claim).side
        if not side:
            return False
        if case.hostility.side(actor) in case.hostility.party(side):
            return True
        gone = case.hostility.side(claim.holder)
        return claim.stance is Stance.LEFT and case.hostility.hostile_sides(side, gone)

    def _admits(self, claim: Claim, actor: str, case: _Case) -> bool:
        """Tell whether a side says so of its own loss: it loses the area, or leaves it."""
        speaker = self._speaker(claim)
        side = speaker.side
        if not side or not speaker.named or claim.unplaced:
            return False
        speaks_of_own = case.hostility.side(claim.holder) == side
        leaves = claim.status is not None and claim.status.row.holder_leaves
        if claim.stance is Stance.LEFT or (leaves and case.control.status.row.holder_leaves):
            return speaks_of_own
        other = case.hostility.side(actor)
        if other in case.hostility.party(side) or side not in case.sides(case.was):
            return False
        if side not in case.sides(case.control.present):
            return True
        return actor not in case.was and case.hostility.hostile_sides(side, other)

    # Who says otherwise

    def _other_shares(
        self, carriers: Mapping[str, Sequence[Claim]], case: _Case
    ) -> tuple[Claim, ...]:
        """Return the shares that cannot be right together with one that the ruling rests on."""
        told = [
            claim
            for claim in (*self._evidence.cited(case.ruling), *chain(*carriers.values()))
            if claim.share is not None and claim.holder in carriers
            if claim.date.overlaps(case.opened, case.run.last)
        ]
        if not told:
            return ()
        return tuple(
            claim
            for claim in self._evidence.shares_of(case.ruling.area)
            if claim.id not in case.beside and _within(claim, case)
            if any(_shares_differ(claim, other) for other in told)
        )


def _states(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs in groups, each of an unbroken state."""
    states: list[list[Run]] = []
    for run in runs:
        goes_on = states and states[-1][-1].control.same_state(run.control)
        states[-1].append(run) if goes_on else states.append([run])
    return states


def _stood(alike: Sequence[Run]) -> tuple[date, date]:
    """Return the days of a state; one that surely began before its first run counts from then."""
    first = alike[0].first
    began = alike[0].ruling.began if alike[0].ruling else None
    return min(first, began.last) if began else first, alike[-1].last


def _cited_by(states: Iterable[Iterable[Run]]) -> frozenset[str]:
    """Return the ids that the rulings of some states cite."""
    rulings = (run.ruling for run in chain.from_iterable(states))
    return frozenset(key for ruling in rulings if ruling for key in ruling.evidence)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who stands behind a claim."""

    voice: str
    side: str
    named: bool


def _puts_inside_somewhere(claim: Claim, actor: str) -> bool:
    """Tell whether a claim that names no area says of some ground that `actor` is there."""
    if claim.areas or claim.stance in {Stance.LEFT, Stance.DENIES}:
        return False
    told = claim_control(claim)
    return told is not None and actor in told.present


def _whole(ruling: Ruling, presences: Mapping[str, Grade], *, disagree: bool) -> Grade | None:
    """Grade an area: the weakest of its presences, and low at most where claims disagree."""
    if ruling.confidence is not None:
        return Grade(ruling.confidence, "ruled")
    if not presences:
        return None
    weakest = max(presences.values(), key=lambda grade: _BY_STRENGTH.index(grade.confidence))
    if disagree and weakest.confidence is not Confidence.ASSUMED:
        return Grade(Confidence.LOW, "disagree")
    return weakest


def _within(claim: Claim, case: _Case) -> bool:
    """Tell whether the claim is surely of the state's days, and may be of one of the run's.

    Surely is each of its possible days; what lasts is of each of its days, so that one is enough.
    """
    span = claim.date
    if span.first is None or not span.overlaps(case.run.first, case.run.last):
        return False
    if span.lasts:
        return True
    return case.stood[0] <= span.first and span.last <= case.stood[1]


def _told_of(claim: Claim) -> frozenset[str]:
    """Return the parties of which a claim tells together."""
    together = claim.status is not None and claim.status.row.takes_rivals
    return frozenset({claim.holder, *(claim.rivals if together else ())})


def _shares_differ(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims give shares of the same areas that cannot both be right.

    Those of one holder differ; those of two are more than the whole together. Of parties that are
    told of together only the same ones are compared.
    """
    if claim.share is None or other.share is None or claim.areas != other.areas:
        return False
    mine, theirs = _told_of(claim), _told_of(other)
    if mine != theirs and mine & theirs:
        return False
    if mine == theirs:
        gap = max(claim.share[0] - other.share[1], other.share[0] - claim.share[1])
    else:
        gap = claim.share[0] + other.share[0] - 1
    # 0.8 less 0.7 is a little more than 0.1 in binary fractions
    return round(gap, 6) > _SHARE_TOLERANCE
