"""What each way of writing a holder means: the rows of the table that the user edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.importing.holder_words import BEFORE, OTHERS, written_key
from frontmap.model import UNKNOWN
from frontmap.names import clean
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HolderRow", "Holders"]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """What one way of writing means: a row of the table that the user edits.

    `holder` is a party's id, `unknown`, or `before`; `rivals` are ids, or `others`. `name` and what
    follows describe the party, where the row is about one. `translated` has its name in further
    languages, each after the language's tag, and `shorts` its short name likewise.
    """

    written: str
    holder: str
    status: Status
    rivals: tuple[str, ...]
    name: str = ""
    short: str = ""
    colour: str = ""
    side: str = ""
    translated: tuple[tuple[str, str], ...] = ()
    shorts: tuple[tuple[str, str], ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Holders:
    """The table of holders: its file, and a row for each way of writing, by its `written_key`."""

    file: str
    rows: Mapping[str, HolderRow]

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that the table names, in its order."""
        named = [
            party for row in self.rows.values() for party in (row.holder, *row.rivals) if party
        ]
        return tuple(dict.fromkeys(p for p in named if p not in {BEFORE, OTHERS, UNKNOWN}))

    def get(self, written: str) -> HolderRow | None:
        """Return what a way of writing means; a blank one means no data unless the table says."""
        row = self.rows.get(written_key(written))
        if row is None and not clean(written):
            return HolderRow("", "", Status.NO_DATA, ())
        return row
