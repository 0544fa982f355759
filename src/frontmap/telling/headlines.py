"""What happened on a day, in one line: the atlas's own headline, or a sentence made of the changes.

A sentence that we make says where all that changed rests on the word of one side. An account has
no headline of ours, because ours may quote what others said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.statuses import Status
from frontmap.telling.map_words import and_more
from frontmap.telling.sentences import (
    actor_name,
    changes_since,
    day_sentence,
    marked,
    state_words,
)
from frontmap.telling.why import explain
from frontmap.words import labelled, language_of, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.control.timeline import Change
    from frontmap.model import Control

__all__ = ["headline", "own_caption", "own_headline"]

#: So many states, and areas of each, are named; of more it is said how many they are.
_STATES, _AREAS = 2, 3


def headline(snapshot: Snapshot, language: str, before: Snapshot | None = None) -> str:
    """Say what happened on a day, in one line.

    Args:
        snapshot: the day.
        language: a tag of `frontmap.words.LANGUAGES`.
        before: the day since which changes are told where the atlas has no headline of the day;
            without it, those of the day itself.
    """
    if told := own_headline(snapshot, language):
        return told
    changes = snapshot.changes if before is None else changes_since(before, snapshot)
    told = _made(changes, snapshot.atlas, language) if changes else ""
    told = told or day_sentence(snapshot, language)
    return told[:1].upper() + told[1:]


def own_headline(snapshot: Snapshot, language: str) -> str:
    """Return the atlas's headline of a day; empty where it has none, and in an account."""
    caption = snapshot.atlas.captions.get(snapshot.day)
    if caption is None or snapshot.atlas.told_by:
        return ""
    return marked(caption.headline, language) if caption.headline else ""


def own_caption(snapshot: Snapshot, language: str) -> str:
    """Return the atlas's caption of a day; empty where it has none, and in an account."""
    caption = snapshot.atlas.captions.get(snapshot.day)
    if caption is None or snapshot.atlas.told_by:
        return ""
    return marked(caption.text, language) if caption.text else ""


def _made(changes: Sequence[Change], atlas: Atlas, language: str) -> str:
    """Make a sentence of changes: which areas are now in which state, most areas first."""
    speech = language_of(language)
    states: dict[str, list[str]] = {}
    for change in changes:
        name = atlas.areas[change.area].name.to(language)
        states.setdefault(_now(change.after, atlas, language), []).append(name)
    most = sorted(states, key=lambda state: -len(states[state]))
    comma = speech.comma
    parts = [
        labelled(comma.join(and_more(states[state], _AREAS, language)), state, language)
        for state in most
    ]
    told = speech.semicolon.join(parts[:_STATES])
    if rest := sum(len(states[state]) for state in most[_STATES:]):
        more = word("page.more", language).format(count=speech.number(rest))
        told = f"{told}{speech.semicolon}{more}"
    if side := _one_side(changes, atlas, language):
        told = word("headline.one_side", language).format(side=side, told=told)
    return told


def _now(control: Control, atlas: Atlas, language: str) -> str:
    """Say the state that an area is now in."""
    if control.status is Status.HELD:
        name = actor_name(control.holder, atlas, language)
        return word("headline.held", language).format(actor=name)
    return word("headline.now", language).format(state=state_words(control, atlas, language))


def _one_side(changes: Sequence[Change], atlas: Atlas, language: str) -> str:
    """Return the name of the side on whose word alone all changes rest; empty where there is none.

    A ruling that no claim carries rests on nobody's word.
    """
    if atlas.told_by:
        return ""
    sides = set()
    for change in changes:
        carrying = explain(atlas, change.area, change.day).grounds.carrying if change.there else ()
        if not carrying:
            return ""
        sides |= {atlas.voices[claim.voice].side for claim in carrying}
    if len(sides) != 1:
        return ""
    (side,) = sides
    names = [actor.name.to(language) for actor in atlas.actors.values() if actor.side == side]
    return names[0] if side and names else ""
