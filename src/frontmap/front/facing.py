"""Which hostile parties face one another at many borders at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from frontmap.relations import Hostility, Pair

__all__ = ["Integers", "Numbers", "who_faces"]

_Item = TypeVar("_Item")
Integers: TypeAlias = "NDArray[np.int64]"


class Numbers(Generic[_Item]):
    """Things, each with a number: 0 for the first that appeared, and so on."""

    def __init__(self) -> None:
        """Begin with nothing numbered."""
        self._number: dict[_Item, int] = {}

    def number(self, item: _Item) -> int:
        """Return the number of `item`; one that was not seen gets the next."""
        return self._number.setdefault(item, len(self._number))

    @property
    def items(self) -> tuple[_Item, ...]:
        """All that were seen, in the order of their numbers."""
        return tuple(self._number)


def who_faces(
    left: Integers,
    right: Integers,
    present: Sequence[tuple[str, ...]],
    hostility: Hostility,
) -> tuple[Integers, tuple[tuple[Pair, ...], ...]]:
    """Return for many borders at once which hostile pairs face one another.

    Args:
        left: for each border the number of those present on its left, their place in `present`.
        right: for each border the same on its right.
        present: the actors present, once for each combination.
        hostility: who is hostile to whom.

    Returns:
        For each border the number of its pairs, and the pairs by their number; 0 is no pair.
    """
    pairs: Numbers[tuple[Pair, ...]] = Numbers()
    pairs.number(())
    both, place = np.unique(left * len(present) + right, return_inverse=True)
    facing = [
        pairs.number(hostility.between(present[here], present[there]))
        for here, there in (divmod(code, len(present)) for code in both.tolist())
    ]
    return np.array(facing, dtype=np.int64)[place], pairs.items
