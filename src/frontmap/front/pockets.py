"""Pockets: the groups of touching areas that a side holds, and what becomes of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from frontmap.front.facing import Numbers
from frontmap.model import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from frontmap.front.facing import Integers
    from frontmap.ground.topology import Topology
    from frontmap.model import Control

__all__ = [
    "NOBODY",
    "Pocket",
    "PocketEvent",
    "PocketEventKind",
    "connected_groups",
    "holding_side",
    "pocket_events",
    "pockets",
]

#: The number that stands for no side.
NOBODY = -1

#: Contiguous areas of one side, in the file's order.
Pocket = tuple[str, ...]


def pockets(
    controls: Mapping[str, Control], topology: Topology, sides: Mapping[str, str]
) -> Mapping[str, tuple[Pocket, ...]]:
    """Group the areas of each side that are connected by shared lines (a point is not enough).

    An area belongs to its holder's side, whatever its status; a rival's foothold in it does not
    make a way through.

    Args:
        controls: the state of each area.
        topology: the borders.
        sides: the side of each actor; an actor without one, or left out, has no pockets.

    Returns:
        For each side that holds anything, sorted, its pockets in the order of their first areas;
        areas in the file's order.
    """
    holders = [holding_side(controls.get(area, NO_DATA), sides) for area in topology.rings]
    known: Numbers[str] = Numbers()
    side = np.array([known.number(holder) if holder else NOBODY for holder in holders])
    together: dict[int, list[str]] = defaultdict(list)
    for area, group in zip(topology.rings, connected_groups(side, topology).tolist(), strict=True):
        together[group].append(area)
    found: dict[str, list[Pocket]] = defaultdict(list)
    # a group has the number of its first area
    for first, areas in together.items():
        if holders[first]:
            found[holders[first]].append(tuple(areas))
    return {side: tuple(found[side]) for side in sorted(found)}


class PocketEventKind(StrEnum):
    """What became of a side's pockets."""

    SPLIT = "split"
    MERGED = "merged"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PocketEvent:
    """A side's pocket that splits, merges, appears or disappears.

    Attributes:
        side: whose.
        kind: what happened.
        before: the pockets that there were: one that split, all that merged, one that is gone.
        after: the pockets that there are: all parts of a split, the one merged, the new one.
    """

    side: str
    kind: PocketEventKind
    before: tuple[Pocket, ...]
    after: tuple[Pocket, ...]


def pocket_events(
    before: Mapping[str, tuple[Pocket, ...]], after: Mapping[str, tuple[Pocket, ...]]
) -> tuple[PocketEvent, ...]:
    """Name what became of each side's pockets from one day to another.

    Two pockets are the same one's, before and after, when they have an area in common. A pocket
    that only grows or shrinks makes no event. Sorted by side, then as the kinds are listed.
    """
    return tuple(
        event
        for side in sorted({*before, *after})
        for event in _side_events(side, before.get(side, ()), after.get(side, ()))
    )


def _side_events(side: str, old: Sequence[Pocket], new: Sequence[Pocket]) -> Iterator[PocketEvent]:
    became = {one: _in_common(one, new) for one in old}
    came_from = {one: _in_common(one, old) for one in new}
    for one, parts in became.items():
        if len(parts) > 1:
            yield PocketEvent(side, PocketEventKind.SPLIT, (one,), parts)
    for one, parts in came_from.items():
        if len(parts) > 1:
            yield PocketEvent(side, PocketEventKind.MERGED, parts, (one,))
    for one, parts in came_from.items():
        if not parts:
            yield PocketEvent(side, PocketEventKind.OPENED, (), (one,))
    for one, parts in became.items():
        if not parts:
            yield PocketEvent(side, PocketEventKind.CLOSED, (one,), ())


def _in_common(pocket: Pocket, others: Sequence[Pocket]) -> tuple[Pocket, ...]:
    return tuple(other for other in others if not set(pocket).isdisjoint(other))


def holding_side(control: Control, sides: Mapping[str, str]) -> str:
    """Return the side that an area in this state belongs to; empty for none."""
    return sides.get(control.holder, "") if control.status.row.has_holder else ""


def connected_groups(side: Integers, topology: Topology) -> Integers:
    """Return for each area the first area of the connected group of its side.

    Groups that touch are hooked to the one of them that comes first, and every area is then led
    to its group's first, until none touch (Y. Shiloach, U. Vishkin, An O(log n) parallel
    connectivity algorithm, Journal of Algorithms 3, 1982).
    """
    left, right = topology.sides.T
    same = (right >= 0) & (side[left] == side[right]) & (side[left] != NOBODY)
    left, right = left[same], right[same]
    first = np.arange(len(side))
    while len(left):
        earlier = np.minimum(first[left], first[right])
        np.minimum.at(first, np.maximum(first[left], first[right]), earlier)
        while not np.array_equal(first, further := first[first]):
            first = further
        apart = first[left] != first[right]
        left, right = left[apart], right[apart]
    return first
