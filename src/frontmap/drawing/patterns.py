"""What a state looks like: colour tells the actor, pattern the status, a paler tint the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.colours import ink_on, mix
from frontmap.drawing.marks import Fill
from frontmap.model import UNKNOWN, Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontmap.model import Actor, Control
    from frontmap.statuses import Status, StatusRow

__all__ = ["NEUTRAL", "actor_colour", "fill_of", "sample_fill"]

#: Two greys that stand for any two parties where the legend explains a pattern.
NEUTRAL = ("#b4b8bd", "#6b7178")

#: The colour of an actor that the atlas does not list; `unknown` is there in every atlas.
_UNLISTED = "#c9c7c0"


def actor_colour(actor: str, actors: Mapping[str, Actor]) -> str:
    """Return the actor's colour, `#rrggbb`."""
    return actors[actor].colour if actor in actors else _UNLISTED


def fill_of(
    control: Control, actors: Mapping[str, Actor], *, doubt: Doubt = Doubt.NONE, pitch: float = 9.0
) -> Fill:
    """Return how a state is filled.

    `doubt` is what `Snapshot.doubt` says of the area; who is there is not known anyway where the
    holder is unknown, so that its colour is no paler where that is uncertain. `pitch` is the
    distance after which a pattern repeats.
    """
    if control.holder == UNKNOWN and doubt is Doubt.UNCERTAIN:
        doubt = Doubt.NONE
    row = control.status.row
    rivals = [rival for rival in control.rivals if rival != control.holder] or [UNKNOWN]
    colours = _colours(
        row,
        actor_colour(control.holder or UNKNOWN, actors),
        [actor_colour(rival, actors) for rival in rivals],
    )
    return Fill(row.tile, colours, doubt, pitch=pitch)


def sample_fill(status: Status, *, pitch: float = 9.0) -> Fill:
    """Return the pattern of a status in grey, for the legend."""
    holder, *rivals = NEUTRAL
    return Fill(status.row.tile, _colours(status.row, holder, rivals), pitch=pitch)


def _colours(row: StatusRow, holder: str, rivals: Sequence[str]) -> tuple[str, ...]:
    """Return what a tile is drawn in: the ground or the stripes, then the dots and strokes."""
    if row.tile.blank:
        return ()
    over = mix(holder, ink_on(holder), 0.75)
    colours = [holder]
    if row.tile.stripes is not None:
        # without rivals there is no second party, and stripes of one colour cannot be seen
        colours += rivals if row.takes_rivals else [over]
    return (*colours, over) if row.tile.has_marks else tuple(colours)
