"""What the tables of an atlas may refer to, and what a rule of `check` is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from frontmap.errors import Fault, Severity
from frontmap.folder.tables import ACTORS, AREAS, ATLAS, TABLES, VOICES
from frontmap.names import near_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.errors import Where
    from frontmap.model import Record, Text


__all__ = [
    "Identified",
    "Named",
    "References",
    "Rule",
    "references_of",
    "with_article",
]

#: For so many wrong ids a near one is looked for.
_MOST_MEANT = 100


class Identified(Protocol):
    """A row with an id."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def where(self) -> Where:
        """Its place."""


class Named(Identified, Protocol):
    """A row with an id and a name."""

    @property
    def name(self) -> Text:
        """Its name."""


@dataclass(frozen=True)
class References:
    """What the record's references may name, and which tables could not be read whole.

    Attributes:
        known: the ids of each table, by its file or as `sides`, `groups`, `episodes`.
        broken: the tables that could not be read whole; references into them are not judged.
        called: the ids of areas, actors and voices by their names in lower case.
    """

    known: Mapping[str, Mapping[str, None]]
    broken: frozenset[str]
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    def faults(  # noqa: PLR0913 - what a reference is, and where it stands
        self,
        where: Where,
        column: str,
        names: Iterable[str],
        *,
        table: str,
        what: str,
        besides: Sequence[str] = (),
    ) -> Iterator[Fault]:
        """Yield a fault for each name that `table` does not have, unless that table is broken.

        Words in `besides` may stand there, too.
        """
        known = self.known[table]
        if table in self.broken:
            return
        for name in names:
            if name and name not in known and name not in besides:
                near = self._meant(table, name) or near_name(name, besides)
                expected = " or ".join([f"{with_article(what)} of {table}", *besides])
                yield Fault(where.at(column), f"unknown-{what}", repr(name), expected, near)

    def _meant(self, table: str, name: str) -> str:
        """Return the id of the row with that name, else a near id for the first hundred wrong ones.

        Where more are wrong, the table names things in another way, and comparing each with ten
        thousand ids would take an hour.
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


#: A rule takes a record and what its references may name, and yields what is wrong.
Rule = Callable[["Record", References], "Iterator[Fault]"]


def references_of(record: Record, unread: Iterable[Fault]) -> References:
    """Return what references may name in a record of which some rows could not be read."""
    broken = {fault.where.file for fault in unread if fault.severity is Severity.ERROR}
    if ACTORS in broken:
        broken.add("sides")
    if ATLAS in broken or any(episode.last < episode.first for episode in record.episodes):
        broken |= {"groups", "episodes"}
    named: dict[str, Sequence[Named]] = {
        AREAS: record.areas,
        ACTORS: record.actors,
        VOICES: record.voices,
    }
    called = {table: _by_name(rows) for table, rows in named.items()}
    return References(_known(record), frozenset(broken), called)


def _known(record: Record) -> dict[str, dict[str, None]]:
    known = {
        table.field if table.file == ATLAS else table.file: dict.fromkeys(_ids(table.of(record)))
        for table in TABLES
        if table.has_ids
    }
    known["sides"] = dict.fromkeys(actor.side for actor in record.actors if actor.side)
    return known


def _ids(rows: Sequence[Identified]) -> Iterator[str]:
    return (row.id for row in rows)


def _by_name(rows: Sequence[Named]) -> dict[str, str]:
    return {name.casefold(): row.id for row in rows for name in reversed(row.name.texts)}
