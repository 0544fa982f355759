"""From entries and outlines to a record: rulings, days without data, parties and sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, Span, day_after, parse_span
from frontmap.errors import DataError, Fault, Where
from frontmap.folder.read import unknown_actor
from frontmap.importing.areas import EPISODE, GROUP, languages_of
from frontmap.importing.event_claims import EventClaims, known_parties, source_of, voice_of
from frontmap.importing.holders import BEFORE, OTHERS, actors_of, written_key
from frontmap.importing.known_ids import KnownIds, said_of
from frontmap.model import (
    UNKNOWN,
    Actor,
    Area,
    Claim,
    ClaimKind,
    Confidence,
    Episode,
    Extent,
    Group,
    Record,
    Ruling,
    Source,
    Stance,
    Text,
    Voice,
)
from frontmap.names import near_name, unique_ids
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, own_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.importing.entries import Entry, WrittenState
    from frontmap.importing.events import Event
    from frontmap.importing.holders import HolderRow, Holders

__all__ = ["Plan", "assemble", "name_episodes", "outside"]

_CONFIDENCES = {confidence.value for confidence in Confidence}

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


@dataclass
class _StateRun:
    """An area in one state for some days.

    Attributes:
        first: the first day.
        last: the last day.
        state: holder, status and rivals.
        entry: the entry that says so.
        sources: the entry that names each source, by the source.
    """

    first: date
    last: date
    state: State
    entry: Entry
    sources: dict[str, Entry] = field(default_factory=dict)

    def says_the_same(self, other: _StateRun) -> bool:
        """Tell whether a row of `control.csv` would be the same for both, but for its days."""
        return self._row == other._row

    def add_sources(self, other: _StateRun) -> None:
        """Take over the sources of another run that says the same, where they are new."""
        for source, entry in other.sources.items():
            self.sources.setdefault(source, entry)

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
    runs = _without_overlaps(
        {area.id: _runs(of_area[area.id], parties, episodes[-1].last) for area in plan.areas}
    )
    evidence = _SourceClaims(_source_ids(known, plan), plan)
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
        attribution=_attribution(plan),
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
    drawn = {area.where.file for area in plan.areas} - {plan.file}
    if len(drawn) != 1:
        return plan.text(plan.file)
    return plan.own_text("new.sources", file=plan.file, outlines=drawn.pop())


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
    named = list(plan.holders.parties) if plan.holders else []
    named += [row.holder for row in plan.party_details]
    for holder, _, rivals in states:
        named += [holder, *rivals]
    return tuple(dict.fromkeys(p for p in named if p not in {"", BEFORE, OTHERS, UNKNOWN}))


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


def _runs(
    entries: Iterable[tuple[Entry, State]], parties: Sequence[str], end: date
) -> Iterator[_StateRun]:
    """Yield a run for each entry of an area, in the order of days.

    An open end is the day before the next entry, or `end`. A holder that is whoever held the area
    before is known by then.
    """
    ordered = sorted(entries, key=lambda one: one[0].first)
    days = sorted({entry.first for entry, _ in ordered})
    until = {day: following - ONE_DAY for day, following in pairwise(days)}
    before = UNKNOWN
    for entry, written in ordered:
        state = _resolved(written, before, parties)
        if state[1].row.has_holder:
            before = state[0]
        last = entry.last or until.get(entry.first, end)
        source = entry.written.source
        yield _StateRun(entry.first, last, state, entry, {source: entry} if source else {})


def _resolved(state: State, before: str, parties: Sequence[str]) -> State:
    holder, status, rivals = state
    holder = before if holder == BEFORE else holder
    if OTHERS in rivals:
        rivals = tuple(party for party in parties if party != holder)
    return holder, status, tuple(sorted(set(rivals) - {holder}))


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
    found = f"{said!r} on {day}, when row {one.entry.where.row} has {also!r}"
    if one.state == other.state:
        found += f", with {' and '.join(_told_apart(one.entry.written, other.entry.written))}"
    return Fault(other.entry.where, "two-states", found, "one state of a place on a day")


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
    area: str, since: date, run: _StateRun | None, plan: Plan, evidence: _SourceClaims
) -> Ruling:
    if run is None:
        return Ruling.without_data(area, since)
    written = run.entry.written
    holder, status, rivals = run.state
    confidence = Confidence(written.confidence) if written.confidence in _CONFIDENCES else None
    note = Text.of({plan.language: written.note} | dict(written.translated))
    if confidence is not None and not note:
        note = plan.own_text("new.confidence", file=plan.file)
    claims: list[str] = []
    if status.row.ruled:
        claims += [evidence.claim(area, entry, run.state) for entry in run.sources.values()]
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


class _SourceClaims:
    """The claims of a table's column of sources, and of events.

    A state has one for each source and area; an event has one.
    """

    def __init__(self, ids: tuple[Mapping[str, str], Mapping[str, str]], plan: Plan) -> None:
        self.ids, self.voice_ids = ids
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

    def claim(self, area: str, entry: Entry, state: State) -> str:
        """Add what an entry says in the name of its source, and return the claim's id."""
        key, day = self.ids[entry.written.source], entry.first
        holder, status, rivals = state
        claim = Claim(
            id="",
            source=key,
            locator="",
            date=Span(day.isoformat(), day, day),
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
                row=entry.where.row,
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
        for name, key in self.ids.items():
            url = name if name.startswith(("https://", "http://")) else ""
            yield Source(key, name, "", "", None, None, "", "", url, "")

    def voices(self) -> Iterator[Voice]:
        for name, key in self.voice_ids.items():
            yield Voice(key, self.plan.text(name), "", "")
