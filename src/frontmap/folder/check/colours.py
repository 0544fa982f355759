"""The rule of parties' colours: enemies that face one another on a map look different."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from frontmap.errors import Fault, Severity
from frontmap.folder.check.colour_vision import distance
from frontmap.folder.tables import ACTORS, ATLAS, CONTROL
from frontmap.limits import COLOURS
from frontmap.relations import Hostility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Actor, Episode, Record

__all__ = ["LEAST_APART", "RULES"]

#: Two colours nearer than this, in CIEDE2000, are alike; the nearest two enemies of the built-in
#: atlas are 10.9 apart, for eyes without cones for red.
LEAST_APART = 8.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def colour_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield a warning for each actor whose colour is like that of an enemy in the same episode."""
    if names.broken & {ACTORS, ATLAS, CONTROL}:
        return
    told: set[tuple[str, str]] = set()
    for episode in record.episodes:
        hostility = Hostility(record.actors, record.relations, episode.id)
        present = _present(record, episode)
        if len(present) > COLOURS:
            where, found = present[COLOURS].where.at("colour"), f"{len(present)} parties on a map"
            expected = f"at most {COLOURS}; colours do not tell more apart, and were not compared"
            yield Fault(where, "alike-colours", found, expected, severity=Severity.WARNING)
            continue
        for one, other in combinations(present, 2):
            if (one.id, other.id) in told or not hostility.hostile(one.id, other.id):
                continue
            apart, vision = distance(one.colour, other.colour)
            if apart < LEAST_APART:
                told.add((one.id, other.id))
                found = f"{other.colour}, like {one.colour} of {one.id!r}"
                expected = "a colour that tells enemies apart"
                expected += "" if one.colour == other.colour else f", also with {vision}"
                where = other.where.at("colour")
                yield Fault(where, "alike-colours", found, expected, severity=Severity.WARNING)


def _present(record: Record, episode: Episode) -> list[Actor]:
    """Return the actors that hold or dispute an area on a day of an episode, in their order."""
    rulings = [ruling for ruling in record.rulings if episode.covers(ruling.since)]
    named = {party for ruling in rulings for party in (ruling.holder, *ruling.rivals)}
    return [a for a in record.actors if a.id in named and _COLOUR.fullmatch(a.colour)]


RULES: tuple[Rule, ...] = (colour_faults,)
