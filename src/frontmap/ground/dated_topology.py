"""The borders on each day, where outlines come and go."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, day_after
from frontmap.ground.topology import Topology, build_topology

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from frontmap.model import Area

__all__ = ["DatedTopology"]


class DatedTopology:
    """The borders of some areas on any day, found when first asked for and then kept.

    Days on which the same outlines exist share one `Topology`.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        """Take the areas, in the file's order."""
        self._areas = tuple(areas)
        self._found: dict[int, Topology] = {}

    @cached_property
    def whole(self) -> Topology:
        """The borders of all areas together, whether or not they exist on the same days."""
        return build_topology(self._areas)

    def on(self, day: date) -> Topology:
        """Return the borders of the areas whose outlines exist on `day`."""
        stretch = bisect_right(self.turns, day)
        if stretch not in self._found:
            there = tuple(area for area in self._areas if area.exists(day))
            all_there = len(there) == len(self._areas)
            self._found[stretch] = self.whole if all_there else build_topology(there)
        return self._found[stretch]

    def stretches(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each part of `first`..`last` with the same outlines."""
        inside = [day for day in self.turns if first < day <= last]
        firsts = [first, *inside]
        lasts = [*(day - ONE_DAY for day in inside), last]
        yield from zip(firsts, lasts, strict=True)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which outlines begin to exist, or no longer do, in order."""
        turns = {area.first for area in self._areas if area.first}
        turns |= {day_after(area.last) for area in self._areas if area.last}
        return sorted(turns)
