"""From entries and outlines to a record: rulings, days without data, parties and sources."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, Span, day_after, parse_span
from frontmap.errors import DataError, Fault, Where
from frontmap.folder.read import unknown_actor
from frontmap.importing.areas import EPISODE, GROUP, languages_of
from frontmap.importing.editions import edition_faults
from frontmap.importing.event_claims import known_parties
from frontmap.importing.holders import BEFORE, OTHERS, actors_of, written_key
from frontmap.importing.source_claims import SourceClaims, Statement
from frontmap.importing.streets import credited
from frontmap.model import (
    UNKNOWN,
    Actor,
    Area,
    Confidence,
    Episode,
    Group,
    Record,
    Ruling,
    Text,
)
from frontmap.names import fold, near_name
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.importing.entries import Entry, WrittenState
    from frontmap.importing.plan import Plan, State

__all__ = ["Presence", "assemble", "name_episodes", "outside"]

_CONFIDENCES = {confidence.value for confidence in Confidence}


@dataclass
class _StateRun:
    """An area in one state for some days.

    Attributes:
        first: the first day.
        last: the last day.
        state: holder, status and rivals.
        entry: the entry that says so.
        sources: what each source says of it, by the source.
    """

    first: date
    last: date
    state: State
    entry: Entry
    sources: dict[str, Statement] = field(default_factory=dict)

    def says_the_same(self, other: _StateRun) -> bool:
        """Tell whether a row of `control.csv` would be the same for both, but for its days."""
        return self._row == other._row

    def add_sources(self, other: _StateRun) -> None:
        """Take over what sources say in another run that says the same."""
        for source, statement in other.sources.items():
            if source in self.sources:
                self.sources[source].add(statement)
            else:
                self.sources[source] = statement

    @property
    def _row(self) -> tuple[object, ...]:
        said = self.entry.written
        return (
            *(self.state, said.confidence, said.evidence, said.began),
            *(said.note, said.translated, said.episode),
        )


def assemble(entries: Sequence[Entry], plan: Plan) -> Record:
    """Build the record that the entries tell.

    Days of an area that no entry covers have no data, and a row of `control.csv` says so.

    Raises:
        DataError: ways of writing that mean nothing yet, two states of one area on one day, or
            an open end of which the last day must be named.
    """
    known = [_graded(entry, plan) for entry in entries if entry.place in plan.joined]
    if faults := [*_own_faults(known, plan), *_unexplained(known, plan)]:
        raise DataError(faults)
    states = [_state(entry, plan) for entry in known]
    episodes = _episodes(known, plan)
    parties = _parties(plan, states)
    of_area = _by_area(zip(known, states, strict=True), plan)
    runs = _all_runs(of_area, plan, parties, episodes[-1].last)
    evidence = SourceClaims(known, plan)
    actors = actors_of(parties, plan.party_details, plan.language)
    rulings = tuple(
        _ruling(area.id, since, run, plan, evidence)
        for area in plan.areas
        for episode in episodes
        for since, run in _rows(area, runs[area.id], episode)
    )
    languages = plan.languages or _languages(plan, actors, rulings)
    evidence.add_events(known_parties(actors, plan.holders), languages)
    return Record(
        title=plan.text(plan.title) if plan.title else plan.own_text("new.title", file=plan.file),
        licence="",
        attribution=credited(_attribution(plan), plan.streets, languages),
        metric_crs=plan.metric_crs,
        languages=languages,
        groups=_groups(plan),
        episodes=episodes,
        relations=(),
        accepted=(),
        areas=plan.areas,
        actors=(*actors, unknown_actor(languages)),
        rulings=rulings,
        sources=tuple(evidence.sources()),
        voices=tuple(evidence.voices()),
        claims=tuple(evidence.claims),
        has_seeds=bool(evidence.ids),
        streets=plan.streets,
    )


def _by_area(
    states: Iterable[tuple[Entry, State]], plan: Plan
) -> dict[str, list[tuple[Entry, State]]]:
    of_area: dict[str, list[tuple[Entry, State]]] = defaultdict(list)
    for entry, state in states:
        of_area[plan.joined[entry.place]].append((entry, state))
    return of_area


def _languages(plan: Plan, actors: Iterable[Actor], rulings: Iterable[Ruling]) -> tuple[str, ...]:
    """Return the languages that names and notes are in; the page offers no others."""
    names = [*(area.name for area in plan.areas), *(actor.name for actor in actors)]
    names += [street.name for street in plan.streets]
    return languages_of([*names, *(ruling.note for ruling in rulings)], plan.language)


def _groups(plan: Plan) -> tuple[Group, ...]:
    ids = dict.fromkeys(area.group for area in plan.areas if area.group)
    # the outlines of a file are one group, to which import gave its id
    return tuple(
        Group(one, plan.own_text("new.areas") if one == GROUP else plan.text(_title_of(one)))
        for one in ids
    )


def _title_of(key: str) -> str:
    """Return words for an id: `south_town` is `South town`."""
    return key.replace("-", " ").replace("_", " ").capitalize()


def _attribution(plan: Plan) -> Text:
    events = dict.fromkeys(event.where.file for event in plan.events)
    file = ", ".join(dict.fromkeys((plan.file, *events)))
    drawn = {area.where.file for area in plan.areas} - {plan.file, *events}
    if len(drawn) != 1:
        return plan.text(file)
    return plan.own_text("new.sources", file=file, outlines=drawn.pop())


def _graded(entry: Entry, plan: Plan) -> Entry:
    """Return the entry with the confidence that the table of holders gives its way of writing.

    What the entry's own row says of it counts more.
    """
    row = plan.holders.get(entry.written.holder) if plan.holders else None
    if row is None or not row.confidence or entry.written.confidence:
        return entry
    return replace(entry, written=replace(entry.written, confidence=row.confidence))


def _state(entry: Entry, plan: Plan) -> State:
    """Return the state that an entry writes; `before` and `others` are still in it."""
    written = entry.written
    row = plan.holders.get(written.holder) if plan.holders else None
    if row is None:
        return written.holder, Status(written.status), tuple(sorted(written.rivals.split()))
    return row.holder, row.status, row.rivals


def _unexplained(entries: Iterable[Entry], plan: Plan) -> Iterator[Fault]:
    """Yield a fault for each way of writing that the table of holders has not, where it is met."""
    if plan.holders is None:
        return
    met: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if plan.holders.get(entry.written.holder) is None:
            met[written_key(entry.written.holder)].append(entry)
    for first, *others in met.values():
        found = repr(first.written.holder)
        if others:
            found += f", here and {len(others)} times more"
        expected = f"a way of writing that {plan.holders.file} explains; add a row for it"
        yield Fault(first.where, "unknown-holder", found, expected)


def _own_faults(entries: Iterable[Entry], plan: Plan) -> Iterator[Fault]:
    """Find what a table in frontmap's own words has that is not one of them."""
    if plan.holders is not None:
        return
    options = sorted(_CONFIDENCES)
    for entry in entries:
        written = entry.written
        if written.confidence not in {"", *options}:
            expected = "one of " + ", ".join(options)
            where = entry.where.at("confidence")
            near = near_name(written.confidence, options)
            yield Fault(where, "bad-choice", repr(written.confidence), expected, near)
        if written.began and _span(written.began) is None:
            expected = "a date such as 2018-05-03 or [2018-04-28..2018-04-30]"
            yield Fault(entry.where.at("began"), "bad-date", repr(written.began), expected)


def _parties(plan: Plan, states: Iterable[State]) -> tuple[str, ...]:
    """Return the parties that hold an area, are rivals, or act in events, in the user's order."""
    met = dict.fromkeys(party for holder, _, rivals in states for party in (holder, *rivals))
    there = {*met, *_acting(plan)}
    named = list(plan.holders.parties) if plan.holders else []
    named += [row.holder for row in plan.party_details]
    ordered = dict.fromkeys([*(party for party in named if party in there), *met])
    return tuple(p for p in ordered if p not in {"", BEFORE, OTHERS, UNKNOWN})


def _acting(plan: Plan) -> set[str]:
    """Return the parties of the table of holders that act in events."""
    acting = {fold(actor) for event in plan.events for actor in event.actors}
    rows = plan.holders.rows.values() if plan.holders else ()
    return {row.holder for row in rows if acting.intersection(map(fold, (row.written, row.name)))}


def _episodes(entries: Sequence[Entry], plan: Plan) -> tuple[Episode, ...]:
    """Return the episodes that the entries name, or one of all their days."""
    if not entries and plan.events:
        first, last = _days_of_events(plan)
        return (Episode(EPISODE, plan.own_text("new.record"), first, last, default=True),)
    if not entries:
        found = "no row of a known place"
        raise DataError([Fault(Where(plan.file), "no-entry", found, "at least one")])
    if not name_episodes(entries):
        first, last = _bounds(entries, plan)
        return (Episode(EPISODE, plan.own_text("new.record"), first, last, default=True),)
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[entry.written.episode or EPISODE].append(entry)
    episodes = [Episode(key, plan.text(_title_of(key)), *_reach(of)) for key, of in named.items()]
    return tuple(sorted(episodes, key=lambda episode: episode.first))


def _days_of_events(plan: Plan) -> tuple[date, date]:
    """Return the days of a record of events alone: those named, or those that events surely have.

    Raises:
        DataError: the last day comes before the first, or no event has a day for sure.
    """
    sure = [event.date for event in plan.events if event.date.exact or event.date.lasts]
    days = [day for span in sure for day in (span.first, span.last) if day is not None]
    where = Where(plan.events[0].where.file)
    if not days and None in (plan.first, plan.last):
        expected = "the days of the record, by --first and --last"
        raise DataError([Fault(where, "which-first", "no event of a certain day", expected)])
    first, last = plan.first or min(days), plan.last or max(days)
    if last < first:
        expected = f"a last day not before the first, {first}"
        raise DataError([Fault(where, "ends-early", str(last), expected)])
    return first, last


def _bounds(entries: Sequence[Entry], plan: Plan) -> tuple[date, date]:
    """Return the first and the last day of a record in one episode.

    Raises:
        DataError: the last day must be named, comes before the first, or nothing lies between.
    """
    where = Where(plan.file)
    earliest, latest = _reach(entries)
    open_entry = _open_end(entries)
    if open_entry is not None and plan.last is None:
        found, expected = "a state without an end", "the last day of the record, by --last"
        choices = (latest.isoformat(),)
        fault = Fault(open_entry.where, "which-last", found, expected, choices=choices)
        raise DataError([fault])
    first, last = plan.first or earliest, plan.last or latest
    if last < first:
        expected = f"a last day not before the first, {first}"
        raise DataError([Fault(where, "ends-early", str(last), expected)])
    if len(outside(entries, first, last)) == len(entries):
        found = f"no entry from {first} to {last}"
        expected = (
            "--first and --last around what the table has; "
            f"the table speaks of {earliest} to {latest}"
        )
        raise DataError([Fault(where, "all-outside", found, expected)])
    return first, last


def name_episodes(entries: Iterable[Entry]) -> bool:
    """Tell whether the entries name the episodes they are of, whose days they then are."""
    return any(entry.written.episode not in {"", EPISODE} for entry in entries)


def outside(entries: Iterable[Entry], first: date, last: date) -> tuple[Entry, ...]:
    """Return the entries none of whose days is in `first`..`last`.

    One that holds until the next of its place reaches to the day before that.
    """
    entries = tuple(entries)
    of_place: dict[str, set[date]] = defaultdict(set)
    for entry in entries:
        of_place[entry.place].add(entry.first)
    following = {
        (place, day): after
        for place, days in of_place.items()
        for day, after in pairwise(sorted(days))
    }

    def ends_before(entry: Entry) -> bool:
        after = following.get((entry.place, entry.first))
        if entry.last is None:
            return after is not None and after <= first
        return entry.last < first

    return tuple(entry for entry in entries if entry.first > last or ends_before(entry))


def _reach(entries: Iterable[Entry]) -> tuple[date, date]:
    days = [day for entry in entries for day in (entry.first, entry.last or entry.first)]
    return min(days), max(days)


def _open_end(entries: Iterable[Entry]) -> Entry | None:
    """Return an entry that holds until the next of its place, where there is no next."""
    latest: dict[str, Entry] = {}
    for entry in entries:
        if entry.place not in latest or latest[entry.place].first <= entry.first:
            latest[entry.place] = entry
    return next((entry for entry in latest.values() if entry.last is None), None)


def _all_runs(
    of_area: Mapping[str, Sequence[tuple[Entry, State]]],
    plan: Plan,
    parties: Sequence[str],
    end: date,
) -> dict[str, list[_StateRun]]:
    """Return the runs of each area, which do not overlap.

    Raises:
        DataError: two states of an area on one day, or two histories that differ.
    """
    if faults := [fault for of in of_area.values() for fault in edition_faults(of)]:
        raise DataError(faults)
    presence = _presence(of_area, parties, end)
    return _without_overlaps(
        {area.id: _runs(of_area.get(area.id, ()), presence, end) for area in plan.areas}
    )


def _runs(
    entries: Iterable[tuple[Entry, State]], presence: Presence, end: date
) -> Iterator[_StateRun]:
    """Yield a run for each entry of an area, in the order of days.

    An open end is the day before the next entry, or `end`. A holder that is whoever held the area
    before is known by then.
    """
    before = UNKNOWN
    for entry, written, last in _with_ends(entries, end):
        others = presence.during(entry.first, last)
        state = _resolved(written, before, others)
        if state[1].row.has_holder:
            before = state[0]
        source = entry.written.source
        said = {source: Statement.of(entry)} if source else {}
        yield _StateRun(entry.first, last, state, entry, said)


def _with_ends(
    entries: Iterable[tuple[Entry, State]], end: date
) -> Iterator[tuple[Entry, State, date]]:
    """Yield the entries of an area in the order of days, each with its last day."""
    ordered = sorted(entries, key=lambda one: one[0].first)
    days = sorted({entry.first for entry, _ in ordered})
    until = {day: following - ONE_DAY for day, following in pairwise(days)}
    for entry, state in ordered:
        yield entry, state, entry.last or until.get(entry.first, end)


class Presence:
    """On which days each party holds any area, as the table writes it."""

    def __init__(self, held: Iterable[tuple[str, date, date]], parties: Sequence[str]) -> None:
        """Take who held an area from which day to which, and all parties in their order."""
        self._parties = tuple(parties)
        spans: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for party, first, last in sorted(held, key=lambda one: one[1]):
            of = spans[party]
            if of and first <= of[-1][1]:
                of[-1] = of[-1][0], max(of[-1][1], last)
            else:
                of.append((first, last))
        self._firsts = {party: [first for first, _ in of] for party, of in spans.items()}
        self._lasts = {party: [last for _, last in of] for party, of in spans.items()}

    def during(self, first: date, last: date) -> tuple[str, ...]:
        """Return the parties that hold an area on any of some days; all, where only one does."""
        there = tuple(party for party in self._parties if self._holds(party, first, last))
        return there if len(there) > 1 else self._parties

    def _holds(self, party: str, first: date, last: date) -> bool:
        begun = bisect_right(self._firsts.get(party, []), last)
        return begun > 0 and self._lasts[party][begun - 1] >= first


def _presence(
    of_area: Mapping[str, Iterable[tuple[Entry, State]]], parties: Sequence[str], end: date
) -> Presence:
    held = (
        (state[0], entry.first, last)
        for entries in of_area.values()
        for entry, state, last in _with_ends(entries, end)
        if state[0] in parties
    )
    return Presence(held, parties)


def _resolved(state: State, before: str, others: Sequence[str]) -> State:
    """Return a state in which `before` and `others` are parties.

    Where nobody is known to have held the area before, who holds it is unknown.
    """
    holder, status, rivals = state
    if holder == BEFORE and before == UNKNOWN and not status.row.takes_rivals:
        return UNKNOWN, Status.UNKNOWN, ()
    holder = before if holder == BEFORE else holder
    if OTHERS in rivals:
        rivals = (*rivals, *others)
    return holder, status, tuple(sorted(set(rivals) - {holder, OTHERS}))


def _without_overlaps(
    runs: Mapping[str, Iterable[_StateRun]],
) -> dict[str, list[_StateRun]]:
    """Return each area's runs without the days that one before has too.

    Runs that follow one another and say the same stay apart.

    Raises:
        DataError: every run that says otherwise than one before on the same day.
    """
    apart: dict[str, list[_StateRun]] = {area: [] for area in runs}
    clashes: list[Fault] = []
    for area, ordered in runs.items():
        for run in ordered:
            before = apart[area][-1] if apart[area] else None
            if before is None or run.first > before.last:
                apart[area].append(run)
            elif not before.says_the_same(run):
                clashes.append(_clash(before, run))
            elif run.last > before.last:
                apart[area].append(replace(run, first=day_after(before.last)))
            else:
                # the same said again, by another source
                before.add_sources(run)
    if clashes:
        raise DataError(clashes)
    return apart


def _clash(one: _StateRun, other: _StateRun) -> Fault:
    day = max(one.first, other.first)
    said, also = (run.entry.written.holder or run.state[1].value for run in (other, one))
    before, where = one.entry.where, other.entry.where
    row = f"row {before.row}" if before.file == where.file else str(before)
    found = f"{said!r} on {day}, when {row} has {also!r}"
    if one.state == other.state:
        found += f", with {' and '.join(_told_apart(one.entry.written, other.entry.written))}"
    expected = "one state of a place on a day"
    if before.file != where.file:
        expected += "; of two editions of one table, name only the newer one"
    return Fault(where, "two-states", found, expected)


def _told_apart(one: WrittenState, other: WrittenState) -> Iterator[str]:
    """Say in what two states differ that are the same state."""
    for name in ("confidence", "evidence", "began", "note", "translated", "episode"):
        if getattr(one, name) != getattr(other, name):
            yield "another " + ("note" if name == "translated" else name)


def _rows(
    area: Area, runs: Iterable[_StateRun], episode: Episode
) -> Iterator[tuple[date, _StateRun | None]]:
    """Yield the rows of an area in an episode: from which day on, and the run that says so.

    `None` is no data, where no run reaches. Days on which the outline does not exist have no row.
    """
    free = max(episode.first, area.first or episode.first)
    end = min(episode.last, area.last or episode.last)
    last: date | None = None
    for run in _merged(run for run in runs if run.last >= free and run.first <= end):
        since = max(run.first, free)
        if since > free:
            yield free, None
        yield since, run
        last, free = run.last, day_after(run.last)
    if free <= end and (last is None or last < end):
        yield free, None


def _merged(runs: Iterable[_StateRun]) -> list[_StateRun]:
    """Return the runs with neighbours that say the same as one, with the sources of both."""
    merged: list[_StateRun] = []
    for run in runs:
        before = merged[-1] if merged else None
        if before and run.first == day_after(before.last) and before.says_the_same(run):
            before.last = run.last
            before.add_sources(run)
        else:
            merged.append(replace(run, sources=dict(run.sources)))
    return merged


def _ruling(
    area: str, since: date, run: _StateRun | None, plan: Plan, evidence: SourceClaims
) -> Ruling:
    if run is None:
        return Ruling.without_data(area, since)
    written = run.entry.written
    holder, status, rivals = run.state
    confidence = Confidence(written.confidence) if written.confidence in _CONFIDENCES else None
    note = Text.of({plan.language: written.note} | dict(written.translated))
    if confidence is not None:
        rows = (run.entry, *(row for said in run.sources.values() for row in said.rows))
        files = dict.fromkeys(row.where.file for row in rows)
        told = plan.own_text("new.confidence", file=", ".join(files))
        if not note:
            note = told
        elif not written.status:
            # it says why; frontmap's own tables say so already
            note = Text.of({tag: f"{said} {told.to(tag)}" for tag, said in note.written})
    claims: list[str] = []
    if status.row.ruled:
        claims += [evidence.claim(area, said, run.state) for said in run.sources.values()]
    return Ruling(
        area=area,
        since=since,
        began=_span(written.began),
        holder=holder,
        status=status,
        rivals=rivals,
        confidence=confidence,
        evidence=(*written.evidence.split(), *claims),
        note=note,
        where=run.entry.where,
    )


def _span(text: str) -> Span | None:
    try:
        return parse_span(text) if text else None
    except ValueError:
        return None
