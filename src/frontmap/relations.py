"""Who is hostile to whom in an episode, and who is allied."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from frontmap.model import UNKNOWN, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.model import Actor, Control, Relation

__all__ = ["Hostility", "Pair"]

#: Two actors, or two sides, in alphabetical order.
Pair: TypeAlias = tuple[str, str]


class Hostility:
    """Who is hostile to whom in an episode, and who is allied."""

    def __init__(
        self, actors: Iterable[Actor], relations: Iterable[Relation], episode: str
    ) -> None:
        """Take the atlas's actors and relations, and the id of the episode."""
        self._side = {actor.id: actor.side for actor in actors if actor.id != UNKNOWN}
        stand = [relation for relation in relations if relation.episode in {"", episode}]
        self._at_peace = [relation.sides for relation in stand]
        self._party: dict[str, frozenset[str]] = {}
        for relation in stand:
            if relation.kind is RelationKind.ALLIED:
                self._ally(relation.sides)
        self._facing: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Pair, ...]] = {}

    def _ally(self, sides: frozenset[str]) -> None:
        """Make one party of these sides, and of those with which they are allied already."""
        together = frozenset().union(*(self.party(side) for side in sides))
        self._party |= dict.fromkeys(together, together)

    def party(self, side: str) -> frozenset[str]:
        """Return `side` and the sides allied with it, which count once as evidence."""
        return self._party.get(side, frozenset({side}))

    def side(self, actor: str) -> str:
        """Return the side of `actor`; empty where it has none, or is not known."""
        return self._side.get(actor, "")

    def hostile(self, actor: str, other: str) -> bool:
        """Tell whether two actors are hostile to one another."""
        return self.hostile_sides(self.side(actor), self.side(other))

    def hostile_sides(self, side: str, other: str) -> bool:
        """Tell whether two sides are hostile to one another; the empty one is to nobody."""
        sides = frozenset({side, other})
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


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)
