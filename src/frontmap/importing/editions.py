"""Histories of one place in several files, which must tell the same of days that both know.

In a table of changes a state holds until the next one of its place. Where files follow one another,
the next one may stand in the next file; where one is a corrected edition of another, the days of
the older one would come between those of the newer.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.errors import Fault
from frontmap.importing.holder_words import BEFORE, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontmap.importing.entries import Entry
    from frontmap.importing.holder_words import State

__all__ = ["edition_faults"]


def edition_faults(entries: Iterable[tuple[Entry, State]]) -> Iterator[Fault]:
    """Yield each change in one file between two of another that tells no change on that day.

    Args:
        entries: those of one area that hold until the next, each with its state.
    """
    of_file: dict[str, list[tuple[Entry, State]]] = defaultdict(list)
    for entry, state in entries:
        if entry.last is None:
            of_file[entry.where.file].append((entry, state))
    histories = [sorted(of, key=lambda one: one[0].first) for of in of_file.values()]
    for number, history in enumerate(histories):
        for other in histories[:number]:
            yield from _faults(history, other)
            yield from _faults(other, history)


def _faults(
    history: Sequence[tuple[Entry, State]], other: Sequence[tuple[Entry, State]]
) -> Iterator[Fault]:
    for (before, there), (after, _) in pairwise(other):
        for entry, state in history:
            # two states of one day are told where runs are made
            if before.first < entry.first < after.first and not _agree(state, there):
                yield Fault(
                    entry.where,
                    "two-states",
                    f"{entry.written.holder!r} from {entry.first} on, when {before.where} has "
                    f"{before.written.holder!r} until {after.where}",
                    "one history of a place; of two editions of one table, name only the newer one",
                )


def _agree(one: State, other: State) -> bool:
    """Tell whether two states may be one, as long as nobody knows who was there before."""
    holders, rivals = {one[0], other[0]}, (one[2], other[2])
    same_holder = len(holders) == 1 or BEFORE in holders
    same_rivals = sorted(one[2]) == sorted(other[2]) or any(OTHERS in of for of in rivals)
    return one[1] is other[1] and same_holder and same_rivals
