"""Who held an area from which day to which: rulings made into runs, once for all outputs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, day_after, days_between
from frontmap.errors import RequestError
from frontmap.model import NO_DATA, Control, Doubt, Episode, Ruling, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.model import Confidence

__all__ = ["Change", "Timeline", "build_timeline", "vague_days"]


@dataclass(frozen=True, slots=True)
class Change:
    """An area whose holder, status or rivals on `day` differ from the day before.

    Where outlines come and go it is also an outline that moved: `was` is the one before it, and
    `before` the state of that. One that is gone on the day is not `there` any more.
    """

    area: str
    day: date
    before: Control
    after: Control
    ruling: Ruling | None
    was: str = ""
    there: bool = True


class Timeline:
    """The runs of control of every area, over every day of every episode, without a hole."""

    def __init__(
        self,
        runs: Mapping[str, Sequence[Run]],
        episodes: Iterable[Episode],
        appears: Mapping[str, date] | None = None,
    ) -> None:
        """Take the runs of each area, in the order of days, and the episodes they fill.

        `appears` has the first day of each outline that does not exist from the beginning. That
        day is no change: there was no area before it.
        """
        self._appears = appears or {}
        self.runs: dict[str, tuple[Run, ...]] = {area: tuple(of) for area, of in runs.items()}
        self.episodes: tuple[Episode, ...] = tuple(sorted(episodes, key=lambda e: e.first))
        self._firsts = {area: [run.first for run in of] for area, of in self.runs.items()}
        self._doubts: dict[str, tuple[tuple[date, date, Doubt], ...]] = {}
        self._changes: dict[date, list[Change]] = defaultdict(list)
        openings = {episode.first for episode in self.episodes}
        for area, of in self.runs.items():
            for before, after in pairwise(of):
                day = after.first
                opens = day in openings or self._appears.get(area) == day
                if not opens and not before.control.same_state(after.control):
                    self._changes[day].append(
                        Change(area, day, before.control, after.control, after.ruling)
                    )

    def days(self) -> tuple[date, ...]:
        """Return every day of every episode, in order."""
        return tuple(day for e in self.episodes for day in days_between(e.first, e.last))

    def episode_on(self, day: date) -> Episode:
        """Return the episode that covers `day`.

        Raises:
            RequestError: no episode does; the message lists them.
        """
        for episode in self.episodes:
            if episode.covers(day):
                return episode
        covered = "; ".join(f"{e.id}: {e.first} to {e.last}" for e in self.episodes)
        raise RequestError(f"{day} is outside every episode of this atlas ({covered})")

    def at(self, area: str, day: date) -> Run:
        """Return the run of `area` that `day` lies in.

        Raises:
            RequestError: `day` is outside every episode.
        """
        index = bisect_right(self._firsts[area], day) - 1
        if index >= 0 and day <= self.runs[area][index].last:
            return self.runs[area][index]
        self.episode_on(day)
        raise AssertionError(f"{area} has no run on {day}")

    def doubts(self, area: str) -> tuple[tuple[date, date, Doubt], ...]:
        """Return the spans of days on which the state of `area` is in doubt, and how, in order.

        It is assumed where that is its confidence. Elsewhere it is uncertain where the confidence
        is low, and on the days of an episode that the vague beginning of one of its rulings spans.
        Spans do not overlap, and those of one doubt do not touch.
        """
        if area not in self._doubts:
            runs = self.runs[area]
            assumed = _merged(_spans_of(Doubt.ASSUMED, runs))
            low = _spans_of(Doubt.UNCERTAIN, runs)
            uncertain = _without(_merged((*low, *self._vague(runs))), assumed)
            self._doubts[area] = tuple(
                sorted(
                    (*span, doubt)
                    for doubt, spans in ((Doubt.UNCERTAIN, uncertain), (Doubt.ASSUMED, assumed))
                    for span in spans
                )
            )
        return self._doubts[area]

    def _vague(self, runs: Iterable[Run]) -> Iterator[tuple[date, date]]:
        """Yield the days of an episode that the vague beginning of a ruling spans."""
        for run in runs:
            vague = vague_days(run.ruling) if run.ruling else None
            if vague is not None:
                episode = self.episode_on(run.first)
                first, last = max(vague[0], episode.first), min(vague[1], episode.last)
                if first <= last:
                    yield first, last

    def changes(self, day: date) -> tuple[Change, ...]:
        """Return what changed at `day`, in the order of the areas."""
        return tuple(self._changes.get(day, ()))

    def change_days(self) -> tuple[date, ...]:
        """Return the days on which something changed, in order."""
        return tuple(sorted(self._changes))


def build_timeline(
    areas: Iterable[str],
    episodes: Sequence[Episode],
    rulings: Iterable[Ruling],
    grade: Callable[[Sequence[Run]], Sequence[Confidence | None]] | None = None,
    *,
    appears: Mapping[str, date] | None = None,
) -> Timeline:
    """Let each ruling hold until the next of its area, and never across an episode's edge.

    `grade` gives the confidences of the runs of an area in an episode (see `grading`); without it
    a run has that which its ruling states. Days before an
    area's first ruling in an episode are runs without data. Rulings that repeat the one before
    them (as a full daily table does) lengthen its run. `appears`: see `Timeline`.
    """
    of_area: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        of_area[ruling.area].append(ruling)
    in_order = sorted(episodes, key=lambda e: e.first)
    controls = _Controls()
    runs: dict[str, list[Run]] = {}
    for area in areas:
        mine = sorted(of_area[area], key=lambda ruling: ruling.since)
        runs[area] = []
        for episode in in_order:
            inside = [ruling for ruling in mine if episode.covers(ruling.since)]
            stated = _episode_runs(area, episode, inside, controls)
            runs[area] += controls.graded(stated, grade(stated)) if grade else stated
    return Timeline(runs, episodes, appears)


class _Controls:
    """The states that rulings make; rulings of the same state share one object."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Control] = {}

    def of(self, ruling: Ruling | None, confidence: Confidence | None) -> Control:
        """Return the state that `ruling` makes, of which one is so sure."""
        if ruling is None or not ruling.status.row.ruled:
            return NO_DATA
        key = ruling.holder, ruling.status, ruling.rivals, confidence
        if key not in self._known:
            rivals = tuple(sorted(ruling.rivals))
            self._known[key] = Control(ruling.holder, ruling.status, rivals, confidence)
        return self._known[key]

    def graded(self, runs: Iterable[Run], confidences: Iterable[Confidence | None]) -> list[Run]:
        """Return the runs with these confidences, one for each."""
        return [
            replace(run, control=self.of(run.ruling, confidence))
            for run, confidence in zip(runs, confidences, strict=True)
        ]


def vague_days(ruling: Ruling) -> tuple[date, date] | None:
    """Return the first and last day within the ruling's vague beginning, if it is vague.

    An opening state ("since that day or earlier") spans no days of the record, and a beginning
    known to the day is not vague.
    """
    began = ruling.began
    if began is None or began.first is None or began.exact:
        return None
    return began.first, began.last


def _spans_of(doubt: Doubt, runs: Iterable[Run]) -> Iterator[tuple[date, date]]:
    """Yield the days of the runs whose confidence gives this doubt."""
    for run in runs:
        if Doubt.at(run.control.confidence) is doubt:
            yield run.first, run.last


def _without(
    spans: Iterable[tuple[date, date]], others: Sequence[tuple[date, date]]
) -> Iterator[tuple[date, date]]:
    """Yield spans of days without the days of `others`; both are in order and do not overlap."""
    for first, last in spans:
        begin = first
        for taken, until in others:
            if begin <= until and taken <= last:
                if begin < taken:
                    yield begin, taken - ONE_DAY
                if until >= last:
                    break
                begin = day_after(until)
        else:
            yield begin, last


def _merged(spans: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return spans of days in order, those joined that overlap or follow one another."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= day_after(merged[-1][1]):
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple(merged)


def _episode_runs(
    area: str,
    episode: Episode,
    rulings: Sequence[Ruling],
    controls: _Controls,
) -> list[Run]:
    starts: list[tuple[date, Ruling | None]] = []
    if not rulings or rulings[0].since > episode.first:
        starts.append((episode.first, None))
    for ruling in rulings:
        if starts and starts[-1][1] is not None and _repeats(starts[-1][1], ruling):
            continue
        starts.append((ruling.since, ruling))
    runs: list[Run] = []
    for (first, cause), following in zip(starts, [*starts[1:], None], strict=True):
        if following is not None and following[0] <= first:
            continue
        last = episode.last if following is None else following[0] - ONE_DAY
        control = controls.of(cause, cause.confidence if cause else None)
        goes_on = bool(runs) and runs[-1].control.same_state(control)
        began = runs[-1].began if goes_on else first
        runs.append(Run(area, first, last, control, cause, began))
    return runs


def _repeats(before: Ruling, after: Ruling) -> bool:
    return (
        after.began is None
        and before.holder == after.holder
        and before.status is after.status
        and before.confidence is after.confidence
        and sorted(before.rivals) == sorted(after.rivals)
        and (before.evidence, before.note) == (after.evidence, after.note)
    )
