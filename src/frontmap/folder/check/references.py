"""References between the tables of an atlas: what a name may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from frontmap.errors import Fault, Where
from frontmap.names import near_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from frontmap.model import Text


__all__ = [
    "ACTORS",
    "AREAS",
    "ATLAS",
    "CLAIMS",
    "CONTROL",
    "LANDMARKS",
    "SOURCES",
    "VOICES",
    "Identified",
    "Named",
    "References",
    "with_article",
]

ATLAS = "geodata/atlas.toml"
AREAS = "geodata/areas.geojson"
ACTORS = "geodata/actors.csv"
CONTROL = "geodata/control.csv"
LANDMARKS = "geodata/landmarks.geojson"
SOURCES = "seeds/sources.csv"
VOICES = "seeds/voices.csv"
CLAIMS = "seeds/claims.csv"
#: For so many wrong names the ones that were probably meant are looked for.
_MOST_MEANT = 100


class Identified(Protocol):
    """What has an id and stands in a file."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def where(self) -> Where:
        """Where it stands."""


class Named(Identified, Protocol):
    """What has a name, too."""

    @property
    def name(self) -> Text:
        """The name."""


@dataclass(frozen=True)
class References:
    """What the record's references may name, and which tables could not be read whole."""

    known: Mapping[str, Mapping[str, None]]
    broken: frozenset[str]
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    def faults(
        self, where: Where, column: str, names: Iterable[str], *, table: str, what: str
    ) -> Iterator[Fault]:
        """Yield a fault for each name that `table` does not have, unless that table is broken."""
        known = self.known[table]
        if table in self.broken:
            return
        for name in names:
            if name and name not in known:
                near = self._meant(table, name)
                yield Fault(
                    where.at(column),
                    f"unknown-{what}",
                    repr(name),
                    f"{with_article(what)} of {table}",
                    near,
                )

    def _meant(self, table: str, name: str) -> str:
        """Return the id of what is called so, or a near one for the first hundred that are wrong.

        Where more are wrong it is another way of naming, and to compare each with ten thousand
        would take an hour.
        """
        if by_name := self.called.get(table, {}).get(name.casefold()):
            return by_name
        if (table, name) not in self._near:
            few = len(self._near) < _MOST_MEANT
            self._near[table, name] = near_name(name, tuple(self.known[table])) if few else ""
        return self._near[table, name]


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an` before it."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
