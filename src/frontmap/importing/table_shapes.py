"""Which shape a table has, and what each of its columns is for.

What cannot be recognised is asked for. The shapes:

- wide: a row for each place, a column for each date, the holder in the cells;
- long: a row for each place and date;
- intervals: a row for each place and holder, with a start and an end;
- asof: a row for each place, the holder, and the date as of which it is so;
- packed: a row for each place, its history in one cell: `date; holder, date; holder`;
- snapshots: outlines that move, a map for each date; `moving_outlines` reads them, and no table is
  recognised as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translation_of
from frontmap.importing.options import TableShape
from frontmap.importing.written_dates import is_counter, is_written_date
from frontmap.names import fold, near_name
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from frontmap.importing.input_tables import InputTable

__all__ = ["ROLES", "Layout", "packed_parts", "recognise"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns are.

    Attributes:
        shape: how it is laid out.
        roles: the column of each role that there is.
        dates: the columns that are dates, in a wide table.
        own_words: whether holders and statuses are in frontmap's own words already.
    """

    shape: TableShape
    roles: Mapping[str, str]
    dates: tuple[str, ...] = ()
    own_words: bool = False

    def __str__(self) -> str:
        """Say what was recognised, so that the user can object."""
        said = [f"{role}: {column}" for role, column in self.roles.items()]
        if self.dates:
            said.append(f"dates: {len(self.dates)} columns, {self.dates[0]} to {self.dates[-1]}")
        return f"a table of the shape {self.shape} ({'; '.join(said)})"


#: What people call a column, as `fold` leaves it, by what it is for.
ROLES: Mapping[str, tuple[str, ...]] = {
    "place": (
        "place", "area", "location", "locality", "neighbourhood", "neighborhood", "district",
        "town", "village", "city", "settlement", "municipality", "region", "province", "oblast",
        "governorate", "quarter", "place name", "area name", "name", "المنطقه", "المكان", "الحي",
    ),
    "date": ("date", "day", "on", "observed", "observation date", "event date", "التاريخ"),
    "asof": ("as of", "asof", "as at", "since", "updated", "last updated", "status date"),
    "start": ("start", "begin", "from", "start date", "begin date", "date from", "from date",
              "date start", "valid from", "من"),
    "end": ("end", "to", "until", "till", "through", "end date", "date to", "to date", "date end",
            "valid to", "valid until", "الي"),
    "holder": (
        "holder", "held by", "control", "controlled by", "controller", "in control", "actor",
        "party", "faction", "owner", "control status", "status control", "who", "controlling actor",
        "controlling party", "السيطره", "المسيطر",
    ),
    "source": ("source", "sources", "reference", "references", "citation", "url", "link",
               "المصدر"),
    "history": ("history", "timeline", "control history", "changes"),
    "note": ("note", "notes", "comment", "comments", "remarks"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "latitude": ("latitude", "lat", "y"),
}  # fmt: skip

_NEEDED: Mapping[TableShape, tuple[str, ...]] = {
    TableShape.WIDE: ("place",),
    TableShape.LONG: ("place", "date", "holder"),
    TableShape.INTERVALS: ("place", "start", "end", "holder"),
    TableShape.ASOF: ("place", "holder", "asof"),
    TableShape.PACKED: ("place", "history"),
}
_ALWAYS_TAKEN = ("source", "note", "longitude", "latitude")

#: Columns of frontmap's own tables, by role; `confidence` and the rest are taken where they are.
_OWN_DAILY = {"place": "area", "date": "date", "holder": "holder", "status": "status"}
_OWN_STATES = {
    "place": "area", "start": "first", "end": "last", "holder": "holder", "status": "status",
}  # fmt: skip
_OWN_MORE = ("rivals", "confidence", "evidence", "began", "note", "episode")

_LEAST_DATES = 2
# a comma parts two items only where another date follows it
_PACKED_ITEM = re.compile(
    r"\s*([^;,|\n]+?)\s*[;:=]\s*([^;|\n]+?)\s*(?:,(?=[^;,|\n]+[;:=])|[|\n]|,?\s*$)"
)


def recognise(
    table: InputTable,
    *,
    shape: TableShape | None = None,
    columns: Mapping[str, str] | None = None,
) -> Layout:
    """Recognise the shape of a table and the roles of its columns.

    Args:
        table: the table.
        shape: its shape, where the user names it.
        columns: the column of a role, where the user names it.

    Raises:
        DataError: what cannot be recognised, with the option that says it.
    """
    named = dict(columns or {})
    if faults := list(_name_faults(table, named)):
        raise DataError(faults)
    if not named and shape in {None, TableShape.LONG, TableShape.INTERVALS}:
        own = _own_layout(table)
        if own is not None:
            return own
    found = _Columns(table, named)
    chosen = shape or found.shape()
    faults = found.shape_faults() if chosen is None else list(found.faults(chosen))
    if chosen is None or faults:
        raise DataError(faults)
    return found.layout(chosen)


def packed_parts(text: str) -> tuple[tuple[str, str], ...] | None:
    """Return the dates and holders of a packed history; `None` where the text is no history."""
    parts, end = [], 0
    for match in _PACKED_ITEM.finditer(text):
        if match.start() != end or not is_written_date(match[1]):
            return None
        parts.append((match[1], match[2].strip()))
        end = match.end()
    return tuple(parts) if parts and not text[end:].strip(" ,;|") else None


def _name_faults(table: InputTable, named: Mapping[str, str]) -> Iterator[Fault]:
    """Find roles and columns that the user names and that are none."""
    for role, column in named.items():
        if role not in ROLES:
            expected, near = "one of " + ", ".join(ROLES), near_name(role, tuple(ROLES))
            yield Fault(Where("--column"), "unknown-role", repr(role), expected, near)
        elif column not in table.columns:
            expected, near = "one of " + ", ".join(table.columns), near_name(column, table.columns)
            where = Where(table.file, 1)
            yield Fault(where, "unknown-column", repr(column), expected, near)


def _own_layout(table: InputTable) -> Layout | None:
    """Return the layout of a table that frontmap itself has written."""
    for shape, roles in ((TableShape.LONG, _OWN_DAILY), (TableShape.INTERVALS, _OWN_STATES)):
        if set(roles.values()) <= set(table.columns):
            statuses = {row.cells.get("status", "") for row in table.rows}
            if statuses <= {status.value for status in Status}:
                more = {
                    column: column
                    for column in table.columns
                    if column in _OWN_MORE or translation_of(column, "note")
                }
                return Layout(shape, roles | more, own_words=True)
    return None


@dataclass(frozen=True)
class _Columns:
    """A table's columns, and which of them may have which role; `named` are those of the user."""

    table: InputTable
    named: Mapping[str, str]

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The columns whose names are dates."""
        taken = set(self.named.values())
        return tuple(c for c in self.table.columns if c not in taken and is_written_date(c))

    @cached_property
    def packed(self) -> tuple[str, ...]:
        """The columns each of whose cells is a history."""
        return tuple(column for column in self.table.columns if self._is_packed(column))

    def _is_packed(self, column: str) -> bool:
        filled = [row.cells[column] for row in self.table.rows if row.cells.get(column)]
        return bool(filled) and all(packed_parts(text) is not None for text in filled)

    def candidates(self, role: str) -> Sequence[str]:
        """Return the columns that may have a role: by what they are called, or by their cells."""
        called = [column for column in self.table.columns if fold(column) in ROLES[role]]
        return self.packed if role == "history" and not called else called

    @cached_property
    def roles(self) -> dict[str, str]:
        """The column of each role that has one; of several that are called so, the first."""
        found = {role: self.candidates(role) for role in ROLES if role not in self.named}
        if len(self.packed) > 1 and found.get("history") == self.packed:
            del found["history"]
        return dict(self.named) | {role: of[0] for role, of in found.items() if of}

    def shape(self) -> TableShape | None:
        """Return the shape that the columns tell, if any: the first whose columns are there."""
        return next((shape for shape, told in _TOLD_BY.items() if told(self)), None)

    def shape_faults(self) -> list[Fault]:
        """Return what is to be said of a table whose shape cannot be told."""
        if counters := [column for column in self.table.columns if is_counter(column)]:
            where = Where(self.table.file, 1)
            expected = "days, such as 2018-05-03; a year, a month or a counter is no day"
            return [Fault(where, "no-day", f"the column {c!r}", expected) for c in counters]
        expected = "--shape with one of: " + ", ".join(TableShape)
        columns = ", ".join(self.table.columns)
        return [Fault(Where(self.table.file), "which-shape", columns, expected)]

    def faults(self, shape: TableShape) -> Iterator[Fault]:
        """Yield a fault for each role that no column, or more than one, can have."""
        where = Where(self.table.file, 1)
        for role in (*_NEEDED[shape], *_ALWAYS_TAKEN):
            candidates = self.candidates(role)
            left_out = not candidates and role in _ALWAYS_TAKEN
            if role not in self.named and len(candidates) != 1 and not left_out:
                told = " and ".join(candidates) or "no column that is plainly it"
                yield Fault(where, f"which-{role}", told, self._question(role, candidates))
        if shape is TableShape.WIDE and not self.dates:
            yield Fault(where, "no-date", "no column named by a date", "a day's column")

    def _question(self, role: str, candidates: Sequence[str]) -> str:
        others = candidates or [c for c in self.table.columns if not is_written_date(c)]
        question = f"--column {role}=… with one of: {', '.join(others)}"
        if role == "place" and self.table.of_outlines:
            question += "; or --shape snapshots, where the outlines move"
        return question

    def layout(self, shape: TableShape) -> Layout:
        """Return what the columns are in a table of this shape."""
        wanted = (*_NEEDED[shape], *_ALWAYS_TAKEN)
        roles = {role: self.roles[role] for role in wanted if role in self.roles}
        return Layout(shape, roles, self.dates if shape is TableShape.WIDE else ())


#: How each shape is recognised; the first that fits is taken.
_TOLD_BY: Mapping[TableShape, Callable[[_Columns], bool]] = {
    TableShape.WIDE: lambda found: len(found.dates) >= _LEAST_DATES,
    TableShape.PACKED: lambda found: "history" in found.roles,
    TableShape.INTERVALS: lambda found: {"start", "end"} <= set(found.roles),
    TableShape.ASOF: lambda found: "asof" in found.roles and "date" not in found.roles,
    TableShape.LONG: lambda found: {"date", "holder"} <= set(found.roles),
}
