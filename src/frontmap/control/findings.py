"""What is doubtful in the evidence: rulings without support, claims that no ruling follows.

`frontmap check` lists every finding, and `--strict` fails on them. An atlas accepts a finding in
`[[accepted]]` of `atlas.toml`, with its reason; `docs/format.md` tells how.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.control.evidence import claim_control, contradicts
from frontmap.days import ONE_DAY, day_after, shifted
from frontmap.errors import Fault, Severity, Where
from frontmap.model import UNKNOWN, Extent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontmap.control.evidence import Evidence
    from frontmap.control.grading import Grounds
    from frontmap.control.timeline import Timeline
    from frontmap.ground.topology import Topology
    from frontmap.model import Acceptance, Claim, Record, Ruling, Run

__all__ = ["FINDINGS", "evidence_findings"]

#: The codes of all findings, and what each says.
FINDINGS = {
    "no-claim": "a ruling that cites no claim",
    "presence-unclaimed": "a party that a ruling puts inside and no cited claim carries",
    "claim-elsewhere": "a cited claim that does not name the ruling's area",
    "claim-another-time": "a cited claim dated more than a week off the ruling's days",
    "ruling-contradicted": "a ruling that every cited claim on control contradicts",
    "dissent": "a claim on control that no ruling follows and no ruling cites",
    "impossible-change": "a new holder that held no neighbour the day before, without a note",
    "old-evidence": "days of an area whose last evidence is older than a week",
    "share-off": "a claimed share that the outlines miss by more than 0.1",
    "no-headline": "a day on which something changed, without a headline in an atlas that has some",
    "unused-acceptance": "an [[accepted]] that excuses nothing",
}

#: A first and a last day.
_Days = tuple[date, date]

_WEEK = 7
_SHARE_TOLERANCE = 0.1


def evidence_findings(
    record: Record,
    timeline: Timeline,
    evidence: Evidence,
    grounds: Callable[[Run], Grounds],
    topology_on: Callable[[date], Topology],
) -> tuple[Fault, ...]:
    """List what is doubtful in the evidence of a record that `check_record` has passed.

    `grounds` gives what a run stands on, and `topology_on` the borders of the outlines that exist
    on a day.

    Returns:
        Findings (`severity` is `finding`), without those that the atlas accepts. An atlas without
        seeds, or with reported events alone, has no evidence to judge, and none are found.
    """
    if not record.has_evidence:
        return ()
    runs = [run for of in timeline.runs.values() for run in of if run.ruling is not None]
    found = [
        *(fault for run in runs for fault in _citations(run, evidence, grounds(run))),
        *_dissent(record, timeline),
        *_impossible(timeline, topology_on),
        *_old(record, timeline, evidence),
        *_shares(record, timeline, topology_on),
        *_headlines(record, timeline),
    ]
    return tuple(sorted(_not_accepted(found, record.accepted)))


def _finding(fault: Fault, *, area: str = "", day: date | None = None) -> Fault:
    return Fault(
        fault.where,
        fault.code,
        fault.found,
        fault.expected,
        fault.meant,
        severity=Severity.FINDING,
        subject=area,
        day=day,
    )


def _citations(run: Run, evidence: Evidence, grounds: Grounds) -> Iterator[Fault]:
    """Judge the claims that the ruling of a run cites."""
    ruling = run.ruling
    if ruling is None or not ruling.status.row.ruled:
        return
    cited = evidence.cited(ruling)
    where = ruling.where.at("evidence")
    # a ruling without a single claim for it is told once, and not party by party
    wholly = [*_no_claim(run, cited, where), *_contradicted(run, cited, where)]
    for fault in (
        *(wholly or _unclaimed(run, grounds, where)),
        *_elsewhere(run, cited, where),
        *_another_time(run, ruling, cited, where),
    ):
        yield _finding(fault, area=run.area, day=run.first)


def _no_claim(run: Run, cited: Sequence[Claim], where: Where) -> Iterator[Fault]:
    if not cited:
        found = f"no claim for {run.area} from {run.first}"
        yield Fault(where, "no-claim", found, "at least one claim")


def _unclaimed(run: Run, grounds: Grounds, where: Where) -> Iterator[Fault]:
    """Name the parties that a ruling puts inside, and no claim.

    A statement that names no area is what the confidence `assumed` is for.
    """
    for actor, grade in grounds.presences.items():
        if grade.rule == "no_claim":
            found = f"{actor} in {run.area} from {run.first}, and no claim that puts it there"
            expected = "a claim that carries it, or another state"
            yield Fault(where, "presence-unclaimed", found, expected)


def _elsewhere(run: Run, cited: Sequence[Claim], where: Where) -> Iterator[Fault]:
    for claim in cited:
        if claim.areas and run.area not in claim.areas:
            found = f"{claim.id}, which names {' '.join(claim.areas)}"
            yield Fault(where, "claim-elsewhere", found, f"a claim that names {run.area}")


def _another_time(
    run: Run, ruling: Ruling, cited: Sequence[Claim], where: Where
) -> Iterator[Fault]:
    # a state of "that day or earlier" may well rest on what was said long before
    or_earlier = ruling.began is not None and ruling.began.first is None
    began = ruling.began.first if ruling.began and ruling.began.first else ruling.since
    earliest = date.min if or_earlier else shifted(began, -_WEEK)
    for claim in cited:
        if not claim.date.overlaps(earliest, shifted(run.last, _WEEK)):
            expected = f"a claim within a week of {began} to {run.last}"
            yield Fault(where, "claim-another-time", f"{claim.id} of {claim.date}", expected)


def _contradicted(run: Run, cited: Sequence[Claim], where: Where) -> Iterator[Fault]:
    bearing = [claim for claim in cited if claim.settles]
    if bearing and all(_unheard(claim, run) for claim in bearing):
        found = f"{run.control.holder} {run.control.status}, against {_ids(bearing)}"
        yield Fault(where, "ruling-contradicted", found, "a claim that carries the ruling")


def _unheard(claim: Claim, run: Run) -> bool:
    """Tell whether a claim contradicts a run, and not even those are inside whom it has there."""
    told = claim_control(claim)
    half_followed = told is not None and bool(set(told.present) & set(run.control.present))
    return contradicts(claim, run.control) and not half_followed


def _dissent(record: Record, timeline: Timeline) -> Iterator[Fault]:
    for claim in record.claims:
        if claim_control(claim) is None:
            continue
        for area in claim.areas:
            runs = [r for r in timeline.runs[area] if _stood(claim, r)]
            if runs and all(_unheard(claim, run) for run in runs):
                episode_runs = _same_episode(timeline, area, runs[0].first)
                if not any(_mentions(run, claim) for run in episode_runs):
                    found = f"{claim.voice} on {claim.date}: {claim.holder} in {area}"
                    expected = "a ruling that follows it, or cites it and says why not"
                    where = claim.where.at("holder")
                    fault = Fault(where, "dissent", found, expected)
                    day = max(runs[0].first, claim.date.first or runs[0].first)
                    yield _finding(fault, area=area, day=day)


def _stood(claim: Claim, run: Run) -> bool:
    """Tell whether the claim is of days in this run; of what is sure by its last day, if vague."""
    if run.ruling is None or claim.date.first is None:
        return False
    return claim.date.overlaps(run.first, run.last)


def _same_episode(timeline: Timeline, area: str, day: date) -> list[Run]:
    episode = timeline.episode_on(day)
    return [run for run in timeline.runs[area] if episode.covers(run.first)]


def _mentions(run: Run, claim: Claim) -> bool:
    ruling = run.ruling
    return ruling is not None and (
        claim.id in ruling.evidence or any(claim.id in text for text in ruling.note.texts)
    )


def _impossible(timeline: Timeline, topology_on: Callable[[date], Topology]) -> Iterator[Fault]:
    openings = {episode.first for episode in timeline.episodes}
    for area, runs in timeline.runs.items():
        for before, after in pairwise(runs):
            ruling = after.ruling
            if ruling is None or ruling.note or after.first in openings:
                continue
            if not _arrives(before, after):
                continue
            around = [
                timeline.at(neighbour, day).control.present
                for day in (before.last, after.first)
                for neighbour in topology_on(day).neighbours(area)
            ]
            holder = after.control.holder
            if not any(holder in present for present in around):
                found = f"{holder} in {area} from {after.first}, and beside it nowhere before"
                expected = "a neighbour that it came from, or a note that says how"
                fault = Fault(ruling.where.at("holder"), "impossible-change", found, expected)
                yield _finding(fault, area=area, day=after.first)


def _arrives(before: Run, after: Run) -> bool:
    """Tell whether the holder of one run came in against others, and was not there before.

    Nobody arrives after days without data, because nobody knows who was there; a party that comes
    by an agreement needs no way in.
    """
    row, was = after.control.status.row, before.control
    known = before.ruling is not None and was.status.row.ruled
    taken = row.has_holder and not row.by_agreement
    return known and taken and after.control.holder not in {UNKNOWN, was.holder, *was.present}


def _old(record: Record, timeline: Timeline, evidence: Evidence) -> Iterator[Fault]:
    for area in record.areas:
        fresh = _fresh(area.id, evidence)
        for episode in timeline.episodes:
            ruled = [
                days
                for run in timeline.runs[area.id]
                if run.ruling is not None and run.control.status.row.ruled
                if episode.covers(run.first)
                if (days := area.during(run.first, run.last)) is not None
            ]
            for first, last in _stale(ruled, fresh):
                found = f"no evidence on {area.id} in the week before {first} to {last}"
                fault = Fault(area.where, "old-evidence", found, "a claim within the week")
                yield _finding(fault, area=area.id, day=first)


def _fresh(area: str, evidence: Evidence) -> list[_Days]:
    """Return the days on which the last evidence on an area's control is at most a week old.

    They are spans in order that neither overlap nor touch.
    """
    bearing = [claim for claim in evidence.on_area(area) if claim.settles]
    fresh: list[_Days] = []
    for span in sorted((claim.date for claim in bearing), key=lambda s: s.first or date.min):
        first, last = span.first or date.min, shifted(span.last, _WEEK)
        if fresh and first <= day_after(fresh[-1][1]):
            fresh[-1] = fresh[-1][0], max(fresh[-1][1], last)
        else:
            fresh.append((first, last))
    return fresh


def _stale(ruled: Iterable[_Days], fresh: Sequence[_Days]) -> Iterator[_Days]:
    """Yield the stretches of ruled days that are not fresh.

    A stretch goes on over days without a ruling between them.
    """
    open_stretch: _Days | None = None
    for first, last in ruled:
        day = first
        for begin, end in fresh:
            if end < day or begin > last:
                continue
            if begin > day:
                open_stretch = (open_stretch or (day, day))[0], begin - ONE_DAY
            if open_stretch is not None:
                yield open_stretch
                open_stretch = None
            if end >= last:
                break
            day = day_after(end)
        else:
            open_stretch = (open_stretch or (day, day))[0], last
    if open_stretch is not None:
        yield open_stretch


def _shares(
    record: Record, timeline: Timeline, topology_on: Callable[[date], Topology]
) -> Iterator[Fault]:
    for claim in record.claims:
        day = claim.date.last
        if claim.share is None or not _tells_a_share(claim, timeline):
            continue
        share = _share_on_map(claim, timeline, topology_on(day).km2)
        if share is None:
            continue
        least, most = claim.share
        if not least - _SHARE_TOLERANCE <= share <= most + _SHARE_TOLERANCE:
            claimed = f"{least:g}" if least == most else f"{least:g} to {most:g}"
            found = f"{claimed} for {claim.holder} on {day}; the map has {share:.2f}"
            fault = Fault(claim.where.at("share"), "share-off", found, "a share within 0.1")
            yield _finding(fault, area=claim.areas[0], day=day)


def _tells_a_share(claim: Claim, timeline: Timeline) -> bool:
    """Tell whether a claim with a share is of one holder, some areas and a day of the record.

    An undated claim about a part (`..2018-04-18`) is of no day in particular.
    """
    undated_part = claim.extent is Extent.PART and claim.date.first is None
    covered = any(episode.covers(claim.date.last) for episode in timeline.episodes)
    return bool(claim.holder and claim.areas) and covered and not undated_part


def _share_on_map(claim: Claim, timeline: Timeline, km2: Mapping[str, float]) -> float | None:
    """Return the holder's part of the claim's areas (0 to 1); `None` where none has an outline."""
    day = claim.date.last
    there = [area for area in claim.areas if area in km2]
    if not there:
        return None
    held = [area for area in there if timeline.at(area, day).control.holder == claim.holder]
    return sum(km2[area] for area in held) / sum(km2[area] for area in there)


def _headlines(record: Record, timeline: Timeline) -> Iterator[Fault]:
    captions = {caption.day: caption for caption in record.captions}
    if not any(caption.headline for caption in captions.values()):
        return
    for day in timeline.change_days():
        caption = captions.get(day)
        if caption is None or not caption.headline:
            where = caption.where if caption else Where(record.captions[0].where.file)
            found = f"no headline for {day}"
            fault = Fault(where.at("headline"), "no-headline", found, "what happened, in one line")
            yield _finding(fault, day=day)


def _not_accepted(found: Iterable[Fault], accepted: Iterable[Acceptance]) -> Iterator[Fault]:
    left = list(found)
    for acceptance in accepted:
        kept = [fault for fault in left if not _accepts(acceptance, fault)]
        if len(kept) == len(left):
            where = acceptance.where
            fault = Fault(where, "unused-acceptance", acceptance.code, "a finding it excuses")
            yield _finding(fault, area=acceptance.area)
        left = kept
    yield from left


def _accepts(acceptance: Acceptance, fault: Fault) -> bool:
    if fault.code != acceptance.code:
        return False
    areas = acceptance.area.split()
    if areas and fault.subject not in areas:
        return False
    day = fault.day
    if acceptance.first is not None and (day is None or day < acceptance.first):
        return False
    return acceptance.last is None or (day is not None and day <= acceptance.last)


def _ids(claims: Iterable[Claim]) -> str:
    return ", ".join(claim.id for claim in claims)
