"""What a state looks like: colour tells the actor, pattern the status, a paler tint the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.colours import ink_on, mix
from frontmap.drawing.marks import Fill, Pattern
from frontmap.model import UNKNOWN, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontmap.model import Actor, Control

__all__ = ["NEUTRAL", "PATTERN_OF", "actor_colour", "fill_of", "sample_fill"]

PATTERN_OF: dict[Status, Pattern] = {
    Status.HELD: Pattern.SOLID,
    Status.CONTESTED: Pattern.HATCH,
    Status.SHARED: Pattern.BANDS,
    Status.EVACUATING: Pattern.DOTS,
    Status.UNKNOWN: Pattern.CROSSES,
    Status.NO_DATA: Pattern.EMPTY,
}

#: Two greys that stand for any two parties where the legend explains a pattern.
NEUTRAL = ("#b4b8bd", "#6b7178")

#: The colour of an actor that the atlas does not list; `unknown` is there in every atlas.
_UNLISTED = "#c9c7c0"


def actor_colour(actor: str, actors: Mapping[str, Actor]) -> str:
    """Return the actor's colour, `#rrggbb`."""
    return actors[actor].colour if actor in actors else _UNLISTED


def fill_of(
    control: Control, actors: Mapping[str, Actor], *, uncertain: bool, pitch: float = 9.0
) -> Fill:
    """Return how a state is filled.

    `uncertain` is what `Snapshot.uncertain` says of the area; where there is no data there is
    nothing to doubt. `pitch` is the distance after which a pattern repeats.
    """
    kind = PATTERN_OF[control.status]
    holder = actor_colour(control.holder or UNKNOWN, actors)
    if kind is Pattern.EMPTY:
        return Fill(kind, ())
    if kind in {Pattern.HATCH, Pattern.BANDS}:
        rivals = tuple(r for r in control.rivals if r != control.holder) or (UNKNOWN,)
        colours = (holder, *(actor_colour(rival, actors) for rival in rivals))
        return Fill(kind, colours, pale=uncertain, pitch=pitch)
    if kind is Pattern.SOLID:
        return Fill(kind, (holder,), pale=uncertain, pitch=pitch)
    return Fill(kind, (holder, _over(holder)), pale=uncertain, pitch=pitch)


def sample_fill(status: Status, *, pitch: float = 9.0) -> Fill:
    """Return the pattern of a status in grey, for the legend."""
    kind = PATTERN_OF[status]
    first, second = NEUTRAL
    if kind is Pattern.EMPTY:
        return Fill(kind, ())
    if kind in {Pattern.HATCH, Pattern.BANDS}:
        return Fill(kind, (first, second), pitch=pitch)
    return Fill(kind, (first,) if kind is Pattern.SOLID else (first, _over(first)), pitch=pitch)


def _over(colour: str) -> str:
    return mix(colour, ink_on(colour), 0.75)
