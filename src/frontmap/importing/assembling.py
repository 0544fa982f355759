"""From entries and outlines to a record: rulings, gaps that stay gaps, parties and sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import Span, day_after, parse_span
from frontmap.errors import DataError, Fault, Where
from frontmap.importing.areas import languages_of
from frontmap.importing.holders import BEFORE, OTHERS, actors_of, unknown_actor, written_key
from frontmap.model import (
    NO_TEXT,
    UNKNOWN,
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
    Status,
    Text,
    Voice,
)
from frontmap.names import near_name, unique_ids
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.entries import Entry
    from frontmap.importing.holders import HolderRow, Holders

__all__ = ["Plan", "assemble", "name_episodes", "outside"]

_ONE_DAY = timedelta(days=1)
_EPISODE = "record"

State = tuple[str, Status, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a record is made of, beside its entries.

    Attributes:
        title: the atlas's title.
        file: the table's name, for notes.
        areas: the outlines.
        metric_crs: the projection in which they are measured.
        joined: the area of each place; a place without one is left out.
        holders: what each way of writing means; `None` where the table is in frontmap's own words.
        party_details: names, colours and sides of parties.
        first: the first day of the record; `None` is the first that an entry has.
        last: its last day; `None` is the last that an entry has.
        languages: those of names and notes, the first one first; without them English, and what
            else there is.
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
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of what names none."""
        return (self.languages or LANGUAGES)[0]

    @property
    def own_language(self) -> str:
        """The language under which frontmap's own English sentences stand in the atlas."""
        english = LANGUAGES[0]
        return english if english in self.languages else self.language


@dataclass
class _Spell:
    """An area in one state for some days, and the entries that say so."""

    first: date
    last: date
    state: State
    entry: Entry
    sources: dict[str, Entry] = field(default_factory=dict)


def assemble(entries: Sequence[Entry], plan: Plan) -> Record:
    """Build the record that the entries tell.

    Days of an area that no entry covers have no data, and a row of `control.csv` says so.

    Raises:
        DataError: ways of writing that mean nothing yet, two states of one area on one day, or
            an open end of which the last day must be named.
    """
    known = [_doubted(entry, plan) for entry in entries if entry.place in plan.joined]
    faults: list[Fault] = []
    states = {id(entry): _state(entry, plan, faults) for entry in known}
    faults += _unexplained(known, plan)
    if faults:
        raise DataError(faults)
    episodes = _episodes(known, plan)
    of_area: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        of_area[plan.joined[entry.place]].append(entry)
    parties = _parties(plan, [state for state in states.values() if state])
    spells: dict[str, list[_Spell]] = {}
    for area in plan.areas:
        spells[area.id] = _spells(of_area[area.id], states, episodes, parties, faults)
    if faults:
        raise DataError(faults)
    evidence = _Evidence(_source_ids(known), plan.language)
    actors = actors_of(parties, plan.party_details, plan.language)
    rulings = tuple(
        ruling
        for area in plan.areas
        for episode in episodes
        for ruling in _rulings(area, spells[area.id], episode, plan, evidence)
    )
    texts = [*(x.name for x in plan.areas), *(x.name for x in actors), *(r.note for r in rulings)]
    languages = plan.languages or languages_of(texts, plan.language)
    return Record(
        title=Text.of({plan.language: plan.title}),
        licence="",
        attribution=Text.of({plan.language: _attribution(plan)}),
        metric_crs=plan.metric_crs,
        languages=languages,
        groups=tuple(
            Group(
                group,
                Text.of({plan.language: group.replace("_", " ").replace("-", " ").capitalize()}),
            )
            for group in dict.fromkeys(area.group for area in plan.areas if area.group)
        ),
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


def _called(key: str, plan: Plan) -> Text:
    return Text.of({plan.language: key.replace("-", " ").replace("_", " ").capitalize()})


def _attribution(plan: Plan) -> str:
    drawn = {area.where.file for area in plan.areas} - {plan.file}
    return f"{plan.file}; outlines: {drawn.pop()}" if len(drawn) == 1 else plan.file


def _doubted(entry: Entry, plan: Plan) -> Entry:
    """Return the entry with the confidence that the table of holders gives its way of writing."""
    row = plan.holders.get(entry.written.holder) if plan.holders else None
    if row is None or not row.confidence:
        return entry
    return replace(entry, written=replace(entry.written, confidence=row.confidence))


def _state(entry: Entry, plan: Plan, faults: list[Fault]) -> State | None:
    """Return the state that an entry writes; `before` and `others` are still in it."""
    written = entry.written
    if plan.holders is None:
        faults += _own_faults(entry)
        return written.holder, Status(written.status), tuple(sorted(written.rivals.split()))
    row = plan.holders.get(written.holder)
    return None if row is None else (row.holder, row.status, row.rivals)


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


def _own_faults(entry: Entry) -> Iterator[Fault]:
    """Find what a table in frontmap's own words has that is not one of them."""
    written, options = entry.written, sorted(_CONFIDENCES)
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
    where = Where(plan.file)
    if not entries:
        raise DataError([Fault(where, "no-entry", "no row of a known place", "at least one")])
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[entry.written.episode or _EPISODE].append(entry)
    if name_episodes(entries):
        episodes = [
            Episode(
                key,
                Text.of({plan.language: key.replace("-", " ").replace("_", " ").capitalize()}),
                first,
                last,
            )
            for key, of in named.items()
            for first, last in [_reach(of)]
        ]
        return tuple(sorted(episodes, key=lambda e: e.first))
    first, last = _reach(entries)
    open_entry = _open_end(entries)
    if open_entry is not None and plan.last is None:
        expected = "the last day of the record, by --last"
        found = "a state without an end"
        raise DataError([Fault(open_entry.where, "which-last", found, expected)])
    entered = f"the table speaks of {first} to {last}"
    first, last = plan.first or first, plan.last or last
    if last < first:
        expected = f"a last day not before the first, {first}"
        raise DataError([Fault(where, "ends-early", str(last), expected)])
    if len(outside(entries, first, last)) == len(entries):
        found = f"no entry from {first} to {last}"
        expected = f"--first and --last around what the table has; {entered}"
        raise DataError([Fault(where, "all-outside", found, expected)])
    return (Episode(_EPISODE, Text.of({plan.language: "The record"}), first, last, default=True),)


def name_episodes(entries: Iterable[Entry]) -> bool:
    """Tell whether the entries name the episodes they are of, whose days they then are."""
    return any(entry.written.episode not in {"", _EPISODE} for entry in entries)


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


def _spells(
    entries: Iterable[Entry],
    states: Mapping[int, State | None],
    episodes: Sequence[Episode],
    parties: Sequence[str],
    faults: list[Fault],
) -> list[_Spell]:
    """Return an area's spells in the order of days, equal neighbours still apart."""
    ordered = sorted(entries, key=lambda entry: entry.first)
    spells: list[_Spell] = []
    before = UNKNOWN
    days = sorted({entry.first for entry in ordered})
    eves = [day - _ONE_DAY for day in days[1:]]
    until = dict(zip(days, [*eves, episodes[-1].last], strict=False))
    for entry in ordered:
        state = states[id(entry)]
        if state is None:
            continue
        state = _resolved(state, before, parties)
        if state[1] not in {Status.NO_DATA, Status.UNKNOWN}:
            before = state[0]
        last = until[entry.first] if entry.last is None else entry.last
        spell = _Spell(entry.first, last, state, entry)
        if entry.written.source:
            spell.sources[entry.written.source] = entry
        if spells and spell.first <= spells[-1].last:
            if not _same(spells[-1], spell):
                faults.append(_clash(spells[-1], spell))
            elif spell.last > spells[-1].last:
                spell.first = day_after(spells[-1].last)
                spells.append(spell)
            continue
        spells.append(spell)
    return spells


def _resolved(state: State, before: str, parties: Sequence[str]) -> State:
    holder, status, rivals = state
    holder = before if holder == BEFORE else holder
    if OTHERS in rivals:
        rivals = tuple(party for party in parties if party != holder)
    return holder, status, tuple(sorted(set(rivals) - {holder}))


def _same(one: _Spell, other: _Spell) -> bool:
    """Tell whether two spells say the same in all that a row of `control.csv` holds."""
    ours, theirs = one.entry.written, other.entry.written
    return (
        one.state == other.state
        and (ours.confidence, ours.evidence, ours.began, ours.note, ours.translated)
        == (theirs.confidence, theirs.evidence, theirs.began, theirs.note, theirs.translated)
        and ours.episode == theirs.episode
    )


def _clash(one: _Spell, other: _Spell) -> Fault:
    day = max(one.first, other.first)
    said, also = (s.entry.written.holder or s.state[1].value for s in (other, one))
    found = f"{said!r} on {day}, when row {one.entry.where.row} has {also!r}"
    return Fault(other.entry.where, "two-states", found, "one state of a place on a day")


def _rulings(
    area: Area, spells: Sequence[_Spell], episode: Episode, plan: Plan, evidence: _Evidence
) -> Iterator[Ruling]:
    """Yield the rows of an area in an episode: its spells, and no data where none reaches.

    Where its outline does not exist there is nothing to be said of it.
    """
    free = max(episode.first, area.first or episode.first)
    end = min(episode.last, area.last or episode.last)
    last: _Spell | None = None
    merged: list[_Spell] = []
    for spell in [s for s in spells if s.last >= free and s.first <= end]:
        if last is not None and spell.first == day_after(last.last) and _same(last, spell):
            last.last = spell.last
            for source, said in spell.sources.items():
                last.sources.setdefault(source, said)
            continue
        merged.append(spell)
        last = spell
    for spell in merged:
        since = max(spell.first, free)
        if since > free:
            yield _nothing(area.id, free)
        yield _ruling(area.id, since, spell, plan, evidence)
        free = day_after(spell.last)
    told = bool(merged) and merged[-1].last >= end
    if free <= end and not told:
        yield _nothing(area.id, free)


def _nothing(area: str, since: date) -> Ruling:
    return Ruling(area, since, None, "", Status.NO_DATA, (), None, (), NO_TEXT)


def _ruling(area: str, since: date, spell: _Spell, plan: Plan, evidence: _Evidence) -> Ruling:
    written = spell.entry.written
    holder, status, rivals = spell.state
    confidence = Confidence(written.confidence) if written.confidence in _CONFIDENCES else None
    note = Text.of({plan.language: written.note} | dict(written.translated))
    if confidence is not None and not written.note:
        ours = f"The confidence is that of {plan.file}."
        note = note or Text.of({plan.own_language: ours})
    claims: tuple[str, ...] = ()
    if status is not Status.NO_DATA:
        said = spell.sources.values()
        claims = tuple(evidence.claim(area, entry, spell.state) for entry in said)
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
        where=spell.entry.where,
    )


_CONFIDENCES = {confidence.value for confidence in Confidence}


def _span(text: str) -> Span | None:
    try:
        return parse_span(text) if text else None
    except ValueError:
        return None


def _source_ids(entries: Iterable[Entry]) -> dict[str, str]:
    """Return an id for each source that the entries name."""
    named = list(dict.fromkeys(e.written.source for e in entries if e.written.source))
    # an address is too long for an id, and its end says most
    stems = [name.rstrip("/").rsplit("/", 1)[-1][:40] if "://" in name else name for name in named]
    ids = unique_ids([stem[:40] for stem in stems], otherwise="source")
    return dict(zip(named, ids, strict=True))


class _Evidence:
    """The claims of a table's column of sources: one for each source and state of an area."""

    def __init__(self, ids: Mapping[str, str], language: str) -> None:
        self.ids = ids
        self.language = language
        self.claims: list[Claim] = []
        self._counts: dict[str, int] = defaultdict(int)

    def claim(self, area: str, entry: Entry, state: State) -> str:
        """Add what an entry says in the name of its source, and return the claim's id."""
        key, day = self.ids[entry.written.source], entry.first
        self._counts[key] += 1
        holder, status, rivals = state
        claim = Claim(
            id=f"{key}-{self._counts[key]}",
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
            summary=Text.of(
                {
                    self.language: f"{entry.where.file}, row {entry.where.row}: "
                    f"“{entry.written.holder}”"
                }
            ),
        )
        self.claims.append(claim)
        return claim.id

    def sources(self) -> Iterator[Source]:
        for name, key in self.ids.items():
            url = name if name.startswith(("https://", "http://")) else ""
            yield Source(key, name, "", "", None, None, "", "", url, "")

    def voices(self) -> Iterator[Voice]:
        for name, key in self.ids.items():
            yield Voice(key, Text.of({self.language: name}), "", "")
