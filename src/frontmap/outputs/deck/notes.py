"""What the speaker reads of a day, on one printed page; and its evidence, for hidden slides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.telling.headings import told_by_words
from frontmap.telling.headlines import headline, own_caption
from frontmap.telling.sentences import (
    changes_since,
    day_sentence,
    reasons,
    state_of_day,
    told_change,
    told_changes,
    told_ground,
)
from frontmap.words import labelled, language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from frontmap.atlas import Snapshot
    from frontmap.control.timeline import Change
    from frontmap.model import Ruling

__all__ = ["PRINTED_PAGE", "DayTold", "notes_of"]

#: So many letters stand on one printed page below the picture of its slide.
PRINTED_PAGE = 2_800


@dataclass(frozen=True)
class DayTold:
    """What is told of a day.

    Attributes:
        snapshot: the day.
        previous: the day of the slide before, since which changes are told; without it, those of
            the day itself.
        coded: areas whose label has their code in place of their name, as (area id, code).
    """

    snapshot: Snapshot
    previous: Snapshot | None
    coded: Sequence[tuple[str, str]] = ()

    def heading(self, language: str) -> str:
        """Return what the day's evidence is called."""
        day = written_day(self.snapshot.day, language)
        return word("deck.evidence", language).format(day=day)

    def brief(self, language: str) -> Iterator[str]:
        """Yield the lines of the notes, what matters most first."""
        snapshot, atlas = self.snapshot, self.snapshot.atlas
        day = written_day(snapshot.day, language)
        said = [day, state_of_day(snapshot, language), told_by_words(atlas, language)]
        yield language_of(language).comma.join(filter(None, said))
        yield headline(snapshot, language, self.previous)
        if atlas.told_by:
            yield word("method.account", language)
        if caption := own_caption(snapshot, language):
            yield caption
        yield ""
        yield from self._told(language)
        if self.coded:
            yield ""
            areas = atlas.areas
            named = (f"{code} = {areas[area].name.to(language)}" for area, code in self.coded)
            yield labelled(word("lesson.short_names", language), " · ".join(named), language)

    def _told(self, language: str) -> Iterator[str]:
        """Yield what changed, a line for each change, without reasons."""
        snapshot, previous = self.snapshot, self.previous
        if previous is not None and previous != snapshot.yesterday:
            yield from _since(snapshot, previous, language)
        elif not snapshot.changes:
            yield day_sentence(snapshot, language)
        else:
            yield word("changes_today", language)
            yield from (f"• {line}" for line in told_changes(snapshot, language))
            if sentence := day_sentence(snapshot, language):
                yield sentence

    def evidence(self, language: str) -> Iterator[str]:
        """Yield what changed and why, with every claim for it and against it."""
        snapshot, previous = self.snapshot, self.previous
        if previous is None or previous == snapshot.yesterday:
            yield from _changed(snapshot, language)
            return
        since = changes_since(previous, snapshot)
        yield from _since(snapshot, previous, language, explained=True)
        # why an area changed is told once
        yield from _changed(snapshot, language, {(one.area, one.ruling) for one in since})

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything to explain."""
        previous, snapshot = self.previous, self.snapshot
        since = changes_since(previous, snapshot) if previous is not None else ()
        return bool(snapshot.changes or since)


def notes_of(told: DayTold, languages: Sequence[str]) -> list[str]:
    """Return what the speaker reads, in each language, together on one printed page."""
    lines: list[str] = []
    room = PRINTED_PAGE // len(languages)
    for language in languages:
        end: list[str] = []
        if told.has_evidence:
            named = told.heading(language)
            end = ["", word("deck.whole_evidence", language).format(title=named)]
        left = room - sum(len(line) + 1 for line in end) - 2
        lines += [*([""] if lines else []), *_within(list(told.brief(language)), left), *end]
    return lines


def _within(lines: Sequence[str], letters: int) -> list[str]:
    """Return as many lines as have so many letters, and the beginning of the next."""
    kept: list[str] = []
    for line in lines:
        if len(line) + 1 > letters:
            if letters > 1:
                kept.append(f"{line[: letters - 2].rstrip()}…")
            break
        kept.append(line)
        letters -= len(line) + 1
    return kept


def _since(
    snapshot: Snapshot, previous: Snapshot, language: str, *, explained: bool = False
) -> Iterator[str]:
    """Yield what the slide outlines: what changed since the slide before, perhaps with reasons."""
    since = changes_since(previous, snapshot)
    head = word("lesson.since_before", language)
    yield f"{head} ({written_day(previous.day, language)})"
    for change in since:
        yield f"• {told_change(change, snapshot.atlas, language)}"
        if explained:
            yield from reasons(change, snapshot.atlas, language)
    if not since:
        known = snapshot.comparable(previous)
        yield word("why.none" if known else "lesson.not_known", language)
    yield from filter(None, [told_ground(previous, snapshot, language)])


def _changed(
    snapshot: Snapshot, language: str, explained: Container[tuple[str, Ruling | None]] = ()
) -> Iterator[str]:
    """Yield what changed on the day, and why, but for what is `explained` already."""
    sentence = day_sentence(snapshot, language)
    if not snapshot.changes:
        yield sentence
        return
    yield word("changes_today", language)
    told = told_changes(snapshot, language)
    for change, line in zip(snapshot.changes, told, strict=True):
        yield f"• {line}"
        if not _explains(change, explained):
            yield from reasons(change, snapshot.atlas, language)
    if sentence:
        yield sentence


def _explains(change: Change, explained: Container[tuple[str, Ruling | None]]) -> bool:
    return (change.area, change.ruling) in explained
