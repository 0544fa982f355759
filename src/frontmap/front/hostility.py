"""Who is hostile to whom in an episode, and which parties face one another at a border."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

from frontmap.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from frontmap.model import Actor, Control, Relation


__all__ = ["Hostility", "Integers", "Numbers", "Pair", "who_faces"]

#: Two actors, or two sides, in alphabetical order.
Pair = tuple[str, str]
_Item = TypeVar("_Item")
Integers: TypeAlias = "NDArray[np.int64]"


class Hostility:
    """Who is hostile to whom in an episode."""

    def __init__(
        self, actors: Iterable[Actor], relations: Iterable[Relation], episode: str
    ) -> None:
        """Take the atlas's actors and relations, and the id of the episode."""
        self._side = {actor.id: actor.side for actor in actors if actor.id != UNKNOWN}
        self._at_peace = [
            relation.sides for relation in relations if relation.episode in {"", episode}
        ]
        self._facing: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Pair, ...]] = {}

    def side(self, actor: str) -> str:
        """Return the side of `actor`; empty where it has none, or is not known."""
        return self._side.get(actor, "")

    def hostile(self, actor: str, other: str) -> bool:
        """Tell whether two actors are hostile to one another."""
        sides = frozenset({self.side(actor), self.side(other)})
        at_peace = any(sides <= together for together in self._at_peace)
        return len(sides) > 1 and "" not in sides and not at_peace

    def facing(self, left: Control, right: Control) -> tuple[Pair, ...]:
        """Return the pairs of hostile actors of whom one is present on either side, sorted."""
        return self.between(left.present, right.present)

    def between(self, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Pair, ...]:
        """Return the pairs of hostile actors, one of `left` and one of `right`, sorted."""
        found = self._facing.get((left, right))
        if found is None:
            pairs = {
                _in_order(one, other)
                for one, other in product(left, right)
                if self.hostile(one, other)
            }
            found = self._facing[left, right] = tuple(sorted(pairs))
        return found

    def sides_of(self, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return the pairs of sides of pairs of actors, each once, sorted."""
        return tuple(sorted({_in_order(self.side(one), self.side(other)) for one, other in pairs}))


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


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)
