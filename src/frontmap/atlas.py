"""The atlas, read and checked: what every output takes, and where each asks who held what."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.control.account import SIDE, Dispute, account_rulings, account_voices, disputes
from frontmap.control.evidence import Evidence
from frontmap.control.findings import evidence_findings
from frontmap.control.grading import NO_GROUNDS, Grader, Grounds, told_grounds
from frontmap.control.since import Since, since_in_account, since_in_atlas
from frontmap.control.timeline import Change, Timeline, build_timeline
from frontmap.days import ONE_DAY, day_after
from frontmap.errors import Fault, RequestError, any_error, refuse_errors
from frontmap.files import ATLAS_FILE, counted
from frontmap.focus import focus_areas
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record
from frontmap.front.frontline import Frontline, Movement, find_frontline, find_movement
from frontmap.front.moved_ground import (
    Ground,
    MovedOutline,
    moved_front_m,
    moved_ground,
    moved_outlines,
)
from frontmap.front.over_days import DayFigures, FrontHistory
from frontmap.front.pockets import PocketEvent, pocket_events, pockets
from frontmap.ground.dated_topology import DatedTopology
from frontmap.ground.snapping import Moved, snap
from frontmap.model import (
    NO_DATA,
    NO_TEXT,
    Actor,
    Area,
    Caption,
    Claim,
    ClaimKind,
    Confidence,
    Control,
    Doubt,
    Episode,
    Landmark,
    Record,
    Ruling,
    Run,
    Source,
    Text,
    Voice,
)
from frontmap.names import near_name
from frontmap.relations import Hostility
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from frontmap.ground.topology import Topology

__all__ = [
    "ENVIRONMENT",
    "Account",
    "Atlas",
    "Snapshot",
    "builtin_folder",
    "check_atlas",
    "find_atlas",
    "read_atlas",
]

#: The environment variable that names the atlas's folder.
ENVIRONMENT = "FRONTMAP_ATLAS"

_ATLAS_FILE = Path(ATLAS_FILE)


def builtin_folder() -> Path:
    """Return the folder of the atlas of southern Damascus that comes with frontmap.

    A wheel carries it inside the package; an editable install uses the checkout's top level.
    """
    packaged = Path(str(files("frontmap"))) / "builtin"
    if (packaged / _ATLAS_FILE).is_file():
        return packaged
    return Path(__file__).resolve().parents[2]


def find_atlas(folder: Path | None = None) -> Path:
    """Return the folder of the atlas that is meant.

    `folder` if given, else what the environment variable `FRONTMAP_ATLAS` names, else the current
    folder when it holds `geodata/atlas.toml`, else the built-in atlas.
    """
    if folder is not None:
        return folder
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    here = Path()
    return here if (here / _ATLAS_FILE).is_file() else builtin_folder()


def read_atlas(folder: Path | str | None = None, *, snap_m: float = 0.0) -> Atlas:
    """Read and check an atlas.

    Args:
        folder: the atlas's folder; without one, as `find_atlas` finds it.
        snap_m: clean outlines that are no perfect coverage by moving vertices this many metres at
            most; `Atlas.snapped` says what was moved.

    Raises:
        DataError: something in it is wrong; the error holds every fault at once.
        RequestError: there is no such folder, `snap_m` is negative, or it is too little or too much
            for these outlines.
    """
    if not snap_m >= 0:
        raise RequestError(f"snap_m is {snap_m} metres; 0 or more are expected")
    record, faults, snapped = _judged(_folder(folder), snap_m)
    refuse_errors(faults)
    return Atlas(record, snapped=snapped)


def check_atlas(folder: Path | str | None = None) -> tuple[Fault, ...]:
    """Return every fault of an atlas: errors, warnings and findings about its evidence.

    Findings that the atlas itself accepts, with a reason, are left out.

    Raises:
        RequestError: there is no such folder.
    """
    record, faults, _ = _judged(_folder(folder))
    if any_error(faults):
        return faults
    atlas = Atlas(record)
    findings = evidence_findings(
        record, atlas.timeline, atlas.evidence, atlas.grounds, atlas.topology_on
    )
    return tuple(sorted((*faults, *findings)))


def _folder(folder: Path | str | None) -> Path:
    chosen = find_atlas(Path(folder) if folder is not None else None)
    needed = _ATLAS_FILE.as_posix()
    if not chosen.is_dir():
        raise RequestError(f"no folder {chosen}; an atlas is a folder with {needed}")
    if not (chosen / _ATLAS_FILE.parent).is_dir():
        raise RequestError(f"the folder {chosen} is no atlas: it has no {needed}")
    return chosen


def _judged(
    folder: Path, snap_m: float = 0.0
) -> tuple[Record, tuple[Fault, ...], tuple[Moved, ...]]:
    record, unread = read_record(folder)
    snapped: tuple[Moved, ...] = ()
    readable = not any_error(unread)
    if snap_m > 0 and readable:
        areas, snapped = snap(record.areas, snap_m)
        record = replace(record, areas=tuple(areas))
    faults = tuple(sorted((*unread, *check_record(record, unread=unread))))
    return record, faults, snapped


class Atlas:
    """Neighbourhoods, who held them on each day, and on what evidence: the atlas's own reading.

    All mappings are by id, in the order of the files. Geometries are in EPSG:4326.

    Attributes:
        record: what the atlas's folder says.
        snapped: what `--snap` moved; empty without it.
        parent: the atlas whose account this is; `None` for the atlas's own reading.
        told_by: the voice or side whose account this is; empty for the atlas's own reading.
        evidence: the claims, found by area and day.
        timeline: who held what from when to when.
    """

    def __init__(self, record: Record, *, snapped: Sequence[Moved] = ()) -> None:
        """Compose what `record` says; `check_record` has found no error in it."""
        self.record = record
        self.snapped = tuple(snapped)
        self.parent: Atlas | None = None
        self.told_by = ""
        self.areas: Mapping[str, Area] = {area.id: area for area in record.areas}
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in record.actors}
        self.sources: Mapping[str, Source] = {source.id: source for source in record.sources}
        self.voices: Mapping[str, Voice] = {voice.id: voice for voice in record.voices}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in record.claims}
        self.landmarks: Mapping[str, Landmark] = {mark.id: mark for mark in record.landmarks}
        self.captions: Mapping[date, Caption] = {text.day: text for text in record.captions}
        self.episodes: tuple[Episode, ...] = tuple(sorted(record.episodes, key=lambda e: e.first))
        self.evidence = Evidence(record.claims, record.voices, has_seeds=record.has_evidence)
        self.borders = DatedTopology(record.areas)
        self._grounds: dict[tuple[str, date], Grounds] = {}
        self.timeline = self._graded_timeline()
        self._focus: dict[str, tuple[Area, ...]] = {}
        self._ground: dict[tuple[date, date], Ground] = {}

    def __repr__(self) -> str:
        """Say which atlas it is, and what is in it."""
        return f"<Atlas {self.title.first!r}: {self._contents()}>"

    def _contents(self) -> str:
        episodes = ", ".join(f"{e.id} {e.first}..{e.last}" for e in self.episodes)
        return f"{counted(len(self.areas), 'area')}; episodes: {episodes}"

    def _timeline_of(
        self,
        rulings: Iterable[Ruling],
        grade: Callable[[Sequence[Run]], Sequence[Confidence | None]] | None = None,
    ) -> Timeline:
        appears = {area.id: area.first for area in self.record.areas if area.first}
        return build_timeline(self.areas, self.episodes, rulings, grade, appears=appears)

    def _graded_timeline(self) -> Timeline:
        """Judge the rulings where there is evidence, and keep what each of them stands on."""
        if not self.evidence.has_seeds:
            return self._timeline_of(self.record.rulings)
        hostility = {episode.first: self.hostility(episode) for episode in self.episodes}
        grader = Grader(self.evidence, hostility, lambda day: self.topology_on(day).km2)

        def grade(runs: Sequence[Run]) -> list[Confidence | None]:
            found = grader.grounds(runs)
            keys = ((run.area, run.first) for run in runs)
            self._grounds |= dict(zip(keys, found, strict=True))
            return [grounds.grade.confidence if grounds.grade else None for grounds in found]

        return self._timeline_of(self.record.rulings, grade)

    @property
    def title(self) -> Text:
        """The atlas's title."""
        return self.record.title

    # Languages

    @property
    def default_language(self) -> str:
        """The language of an output that is asked for in none: the first, if it has words."""
        first = self.record.languages[0]
        return first if first in LANGUAGES else LANGUAGES[0]

    def output_language(self, wanted: str | None = None) -> str:
        """Return the language of an output: `wanted`, else `default_language`.

        Raises:
            RequestError: frontmap has no words in `wanted`.
        """
        if wanted and wanted not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise RequestError(f"frontmap has no words in {wanted!r}; there are: {known}")
        return wanted or self.default_language

    # Areas

    def find_area(self, name: str) -> str:
        """Return the id of the area that is meant: its id, or its name in any language.

        Raises:
            RequestError: no area is called so, or several are; the message tells what may be meant.
        """
        if name in self.areas:
            return name
        called = [
            area.id
            for area in self.record.areas
            if name.casefold() in {text.casefold() for text in area.name.texts}
        ]
        if len(called) > 1:
            raise RequestError(f"several areas are called {name!r}; say which: {', '.join(called)}")
        if not called:
            raise RequestError(f"no area {name!r} in this atlas{self._meant_area(name)}")
        return called[0]

    def _meant_area(self, name: str) -> str:
        begins = [area for area in self.areas if area.startswith(name.casefold())]
        near = near_name(name, tuple(self.areas))
        meant = begins or ([near] if near else [])
        return f"; did you mean {' or '.join(meant)}?" if meant else ""

    def shown(self, episode: Episode) -> tuple[Area, ...]:
        """Return the areas of the episode's groups; all areas where it names none."""
        return tuple(filter(episode.shows, self.record.areas))

    def focus_areas(self, episode: Episode) -> tuple[Area, ...]:
        """Return the areas that the episode is about, in the order of the file.

        They are the shown areas whose state changes in the episode; where none does, those that
        touch the front on its first day; where there is no front, those with a holder on that
        day; else all shown.
        """
        if episode.id not in self._focus:
            reasons = self._reasons_to_focus(episode)
            self._focus[episode.id] = focus_areas(self.shown(episode), reasons)
        return self._focus[episode.id]

    def _reasons_to_focus(self, episode: Episode) -> Iterator[set[str]]:
        days = tuple(filter(episode.covers, self.change_days()))
        yield {
            area
            for day in days
            for change in self.changes(day)
            for area in (change.area, change.was)
        }
        opening = self.on(episode.first)
        front = [segment.border for segment in opening.frontline.segments]
        yield {area for border in front for area in (border.left, border.right)}
        yield {area for area, control in opening.controls.items() if control.holder}

    # Days and episodes

    def days(self) -> tuple[date, ...]:
        """Return every day of every episode, in order."""
        return self.timeline.days()

    def default_episode(self) -> Episode:
        """Return the episode that opens when nothing is asked for: the one marked, or the last."""
        return next((e for e in self.episodes if e.default), self.episodes[-1])

    def default_day(self) -> date:
        """Return the day that is shown when none is asked for: the last of that episode."""
        return self.default_episode().last

    def episode(self, key: str) -> Episode:
        """Return the episode with the id `key`.

        Raises:
            RequestError: there is none; the message lists them.
        """
        for episode in self.episodes:
            if episode.id == key:
                return episode
        known = ", ".join(episode.id for episode in self.episodes)
        raise RequestError(f"no episode {key!r} in this atlas; there are: {known}")

    # Who held what

    def on(self, day: date) -> Snapshot:
        """Return the whole atlas at the end of `day`.

        Raises:
            RequestError: `day` is outside every episode.
        """
        episode = self.timeline.episode_on(day)
        runs = {
            area.id: self.timeline.at(area.id, day)
            for area in self.record.areas
            if area.exists(day)
        }
        return Snapshot(self, day, episode, runs)

    def run(self, area: str, day: date) -> Run:
        """Return the run of `area` that `day` lies in.

        Raises:
            RequestError: there is no such area, its outline does not exist on `day`, or `day` is
                outside every episode.
        """
        if area not in self.areas:
            raise RequestError(f"no area {area!r} in this atlas{self._meant_area(area)}")
        if not self.areas[area].exists(day):
            first, last = self.areas[area].first, self.areas[area].last
            days = f"from {first or 'the beginning'} to {last or 'the end'}"
            raise RequestError(
                f"no data: the outline of {area!r} does not exist on {day}; it is there {days}"
            )
        return self.timeline.at(area, day)

    def changes(self, day: date) -> tuple[Change, ...]:
        """Return the areas whose holder, status or rivals differ from the day before.

        Outlines that moved, are new or are there no more are among them.
        """
        changed, moved = self.timeline.changes(day), self._moved_outlines.get(day, ())
        if not moved:
            return changed
        order = {area: place for place, area in enumerate(self.areas)}
        return tuple(sorted((*changed, *moved), key=lambda change: order[change.area]))

    def change_days(self) -> tuple[date, ...]:
        """Return the days on which something changed, in order."""
        return tuple(sorted({*self.timeline.change_days(), *self._moved_outlines}))

    @cached_property
    def _moved_outlines(self) -> Mapping[date, tuple[Change, ...]]:
        """The outlines that moved, by day; on and after a day without data nothing is known."""
        gone: dict[date, list[str]] = defaultdict(list)
        come: dict[date, list[str]] = defaultdict(list)
        for area in self.record.areas:
            if area.first is not None:
                come[area.first].append(area.id)
            if area.last not in {None, date.max}:
                gone[day_after(area.last)].append(area.id)
        found = {}
        for episode in self.episodes:
            for day, _ in self.stretches(episode):
                known = day > episode.first and self.has_data(day) and self.has_data(day - ONE_DAY)
                if known and (moved := tuple(self._moved_on(day, gone[day], come[day]))):
                    found[day] = moved
        return found

    def _moved_on(self, day: date, gone: Iterable[str], come: Iterable[str]) -> Iterator[Change]:
        eve = day - ONE_DAY
        then = {area: self.timeline.at(area, eve).control for area in gone}
        now = {area: self.timeline.at(area, day).control for area in come}
        for one in moved_outlines(then, now, self.areas):
            ruling = self.timeline.at(one.area, day).ruling if one.there else None
            yield Change(one.area, day, one.before, one.after, ruling, one.was, one.there)

    def has_data(self, day: date) -> bool:
        """Tell whether the record says anything of a day, which lies in an episode."""
        return any(
            area.exists(day) and self.timeline.at(area.id, day).control.status.row.ruled
            for area in self.record.areas
        )

    def ground(self, earlier: Snapshot, later: Snapshot) -> Ground:
        """Return what each actor gained and lost between two days, found once for each pair."""
        days = earlier.day, later.day
        if days not in self._ground:
            self._ground[days] = moved_ground(earlier.controls, later.controls, self.areas)
        return self._ground[days]

    def grounds(self, run: Run) -> Grounds:
        """Return what the ruling of a run stands on, and how well that carries it.

        Without evidence, or without a ruling, it is `NO_GROUNDS`. The rulings of an account are
        its own claims, which nobody grades.
        """
        return self._grounds.get((run.area, run.first), NO_GROUNDS)

    def since(self, run: Run) -> Since:
        """Tell since when the area has been in the state of `run`, by this reading."""
        return since_in_atlas(run, self.timeline)

    # Borders and the front

    @property
    def topology(self) -> Topology:
        """The borders of all areas, each once; for outlines that all exist on every day."""
        return self.borders.whole

    def topology_on(self, day: date) -> Topology:
        """Return the borders of the areas whose outlines exist on `day`."""
        return self.borders.on(day)

    def hostility(self, episode: Episode) -> Hostility:
        """Return who is hostile to whom in `episode`."""
        return Hostility(self.record.actors, self.record.relations, episode.id)

    def fronts(self, episode: Episode) -> Iterator[FrontHistory]:
        """Yield the front over each stretch of `episode` on which the same outlines exist."""
        runs, hostility = self.timeline.runs, self.hostility(episode)
        for first, last in self.stretches(episode):
            there = {area: runs[area] for area in runs if self.areas[area].exists(first)}
            topology = self.topology_on(first)
            yield FrontHistory(there, topology, hostility, first=first, last=last)

    def stretches(self, episode: Episode) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each stretch of `episode` with the same outlines."""
        return self.borders.stretches(episode.first, episode.last)

    def figures(
        self, episode: Episode, party: Mapping[str, str] | None = None
    ) -> tuple[DayFigures, ...]:
        """Measure each day of `episode`: km² and metres of front.

        `party` maps an actor to what it is counted as; without it, as itself. Where outlines
        come or go, what opened and closed is counted from the first day of the new ones.
        """
        fronts = self.fronts(episode)
        return tuple(figures for front in fronts for figures in front.figures(party))

    # Accounts

    def account(self, voice: str) -> Account:
        """Return the atlas as one voice (its id), or one side (`side:government`), tells it.

        Raises:
            RequestError: no voice of the atlas is meant.
        """
        return Account(self.parent or self, voice)

    def disputes(self) -> tuple[Dispute, ...]:
        """List where the voices of a side tell an area differently on a day; of accounts only."""
        return ()

    def told_by_name(self) -> Text:
        """Return the name of whose account this is; empty for the atlas's own reading."""
        return NO_TEXT

    def events_on(self, day: date) -> tuple[Claim, ...]:
        """Return the reported events with a point that may be of `day`."""
        return self.evidence.events_on(day)

    def events_in(self, area: str, day: date, listed: Collection[str] = ()) -> tuple[Claim, ...]:
        """Return what is reported of an area and of what may be `day`, by date.

        It is what has a point, what tells of no control, and what is not among the ids of those
        that are `listed` with the ruling; none in an atlas without any point.
        """
        if not self.record.reports_events:
            return ()
        return tuple(
            claim
            for claim in self.evidence.on_area(area)
            if claim.date.first is not None and claim.date.covers(day)
            if claim.spot is not None
            or claim.kind is not ClaimKind.CONTROL
            or claim.id not in listed
        )


class Account(Atlas):
    """The atlas as one voice, or one side's voices, tell it.

    All but the timeline is the parent's: the same areas, borders and claims, whoever tells.
    """

    def __init__(self, parent: Atlas, told_by: str) -> None:
        """Turn the claims of `told_by` into a timeline.

        Raises:
            RequestError: no voice of the atlas is meant.
        """
        self.record, self.snapped = parent.record, parent.snapped
        self.areas, self.actors = parent.areas, parent.actors
        self.sources, self.voices = parent.sources, parent.voices
        self.claims, self.landmarks = parent.claims, parent.landmarks
        self.captions, self.episodes = parent.captions, parent.episodes
        self.evidence, self.borders = parent.evidence, parent.borders
        self.parent, self.told_by = parent, told_by
        rulings = account_rulings(told_by, self.evidence, self.episodes)
        self.timeline = self._timeline_of(rulings)
        self._focus = {}
        self._ground = {}

    def __repr__(self) -> str:
        """Say whose account of which atlas it is, and what is in it."""
        return f"<Account of {self.title.first!r} as told by {self.told_by}: {self._contents()}>"

    def grounds(self, run: Run) -> Grounds:
        """Return the claims that make the state of a run in this account; none is graded."""
        return told_grounds(self.evidence, run)

    def since(self, run: Run) -> Since:
        """Tell since when the area has been in the state of `run`, by the account's claims."""
        return since_in_account(run, self.timeline, self.claims)

    def disputes(self) -> tuple[Dispute, ...]:
        """List where the voices of the side tell an area differently on a day."""
        return disputes(self.told_by, self.evidence, self.episodes)

    def events_on(self, day: date) -> tuple[Claim, ...]:
        """Return the events that the account's voices report."""
        speaking = account_voices(self.told_by, self.voices)
        return tuple(claim for claim in super().events_on(day) if claim.voice in speaking)

    def told_by_name(self) -> Text:
        """Return the name of the voice, or of the first actor of the side."""
        if self.told_by.startswith(SIDE):
            side = self.told_by.removeprefix(SIDE)
            members = [actor for actor in self.actors.values() if actor.side == side]
            return members[0].name if members else Text.of({self.record.languages[0]: side})
        return self.voices[account_voices(self.told_by, self.voices)[0]].name


@dataclass(frozen=True, repr=False)
class Snapshot:
    """The whole atlas at the end of one day.

    Attributes:
        atlas: the atlas, or the account of it.
        day: the day, in one of its episodes.
        episode: that episode.
        runs: of every area whose outline exists on the day, in the order of the file.
    """

    atlas: Atlas
    day: date
    episode: Episode
    runs: Mapping[str, Run]

    def __repr__(self) -> str:
        """Say which day of which atlas it is, and what is in it."""
        silent = sum(not control.status.row.ruled for control in self.controls.values())
        return (
            f"<Snapshot of {self.day} in {self.episode.id}: {counted(len(self.runs), 'area')}, "
            f"{silent} without data, {counted(len(self.changes), 'change')}; {self.atlas!r}>"
        )

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """The state of each area."""
        return {area: run.control for area, run in self.runs.items()}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the day before; empty on an episode's opening day."""
        return self.atlas.changes(self.day)

    @cached_property
    def frontline(self) -> Frontline:
        """The borders across which hostile parties are present."""
        return find_frontline(
            self.controls, self.atlas.topology_on(self.day), self.atlas.hostility(self.episode)
        )

    @cached_property
    def pockets(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The pockets of each side: groups of touching areas that it holds, by their ids."""
        sides = {actor.id: actor.side for actor in self.atlas.actors.values() if actor.side}
        return pockets(self.controls, self.atlas.topology_on(self.day), sides)

    @cached_property
    def has_data(self) -> bool:
        """Whether the record says anything of the day."""
        return any(control.status.row.ruled for control in self.controls.values())

    @cached_property
    def movement(self) -> Movement | None:
        """What moved since the day before; `None` on an episode's opening day.

        Where outlines came or went, km² are those of the ground itself, and metres those of the
        fronts' own lines; areas are compared that exist on both days.
        """
        before = self.yesterday
        if before is None:
            return None
        moved = find_movement(
            {area: before.controls[area] for area in self.controls if area in before.controls},
            self.controls,
            self.atlas.topology_on(self.day),
            self.atlas.hostility(self.episode),
        )
        ground = self.ground_since(before)
        if ground is None:
            return moved
        opened, closed = moved_front_m(before.frontline, self.frontline)
        return replace(
            moved,
            gained_km2=ground.gained_km2,
            lost_km2=ground.lost_km2,
            opened_m=opened,
            closed_m=closed,
        )

    def ground_since(self, earlier: Snapshot) -> Ground | None:
        """Return what each actor gained and lost since an earlier day, where outlines moved.

        It is `None` where the same outlines are there, or where the record is silent on a day.
        """
        same = earlier.runs.keys() == self.runs.keys()
        if same or not (self.has_data and earlier.has_data):
            return None
        return self.atlas.ground(earlier, self)

    def outlines_since(self, earlier: Snapshot) -> tuple[MovedOutline, ...]:
        """Return the shown outlines that moved, are new or are gone since an earlier day.

        Where the record is silent on either day nothing is known to have moved.
        """
        if not (self.has_data and earlier.has_data):
            return ()
        shown = {area.id for area in self.atlas.shown(self.episode)}
        then, now = earlier.controls, self.controls
        gone = {area: control for area, control in then.items() if area not in now}
        come = {area: control for area, control in now.items() if area not in then}
        moved = moved_outlines(gone, come, self.atlas.areas)
        return tuple(one for one in moved if one.area in shown)

    @cached_property
    def pocket_events(self) -> tuple[PocketEvent, ...]:
        """The pockets that split, merged, opened or closed since the day before."""
        before = self.yesterday
        return pocket_events(before.pockets, self.pockets) if before else ()

    @cached_property
    def yesterday(self) -> Snapshot | None:
        """The day before in the same episode; `None` on the opening day."""
        if self.day == self.episode.first:
            return None
        return self.atlas.on(self.day - ONE_DAY)

    def changed_since(self, earlier: Snapshot) -> tuple[str, ...]:
        """Return the shown areas whose state or outline differs from that of an earlier day.

        They are ids, in the order of the file. Where the record is silent on either day nothing is
        known to have changed.
        """
        shown = {area.id for area in self.atlas.shown(self.episode)}
        then = earlier.controls
        moved = {one.area for one in self.outlines_since(earlier)}
        return tuple(
            area
            for area, control in self.controls.items()
            if area in shown
            and control.status.row.ruled
            and (area in moved or _differs(then.get(area, NO_DATA), control))
        )

    def comparable(self, earlier: Snapshot) -> bool:
        """Tell whether it is known what changed since an earlier day: or that nothing did.

        It is not where the record is silent on either day, nor where no shown area has data on
        both, as of days of episodes that are about other places. Nothing has changed since a day
        that is not an earlier one.
        """
        if earlier.day >= self.day or not (self.has_data and earlier.has_data):
            return False
        if earlier.runs.keys() != self.runs.keys():
            return True
        return any(
            self.controls[area.id].status.row.ruled and earlier.controls[area.id].status.row.ruled
            for area in self.atlas.shown(self.episode)
            if area.id in self.runs
        )

    def doubt(self, area: str) -> Doubt:
        """Tell what is in doubt about the state of an area, as every output shows it.

        Where there is no data there is nothing to doubt; else see `Timeline.doubts`.
        """
        if not self.controls[area].status.row.ruled:
            return Doubt.NONE
        spans = self.atlas.timeline.doubts(area)
        return next((d for first, last, d in spans if first <= self.day <= last), Doubt.NONE)


def _differs(before: Control, after: Control) -> bool:
    """Tell whether a state is known to be another than the one before."""
    return before.status.row.ruled and not after.same_state(before)
