"""Which shape a table has, and which of its columns says what: recognised, and said.

What cannot be told is asked for. The shapes:

- wide: a row for each place, a column for each date, the holder in the cells;
- long: a row for each place and date;
- intervals: a row for each place and holder, with a start and an end;
- asof: a row for each place, the holder, and the date as of which it is so;
- packed: a row for each place, its history in one cell: `date; holder, date; holder`;
- snapshots: outlines that move, a map for each date (read by `snapshots`, and never recognised
  in a table).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.written_dates import is_counter, is_written_date
from frontmap.model import Status
from frontmap.names import fold, near_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontmap.importing.sheets import Sheet

__all__ = ["ROLES", "Layout", "TableShape", "packed_parts", "recognise"]


class TableShape(StrEnum):
    """How a table is laid out."""

    WIDE = "wide"
    LONG = "long"
    INTERVALS = "intervals"
    ASOF = "asof"
    PACKED = "packed"
    SNAPSHOTS = "snapshots"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns are.

    Attributes:
        shape: how it is laid out.
        roles: the column of each role that there is.
        dates: the columns that are dates, in a wide table.
        own_words: whether holders and statuses are frontmap's own, so that nothing is mapped.
    """

    shape: TableShape
    roles: Mapping[str, str]
    dates: tuple[str, ...] = ()
    own_words: bool = False

    def __str__(self) -> str:
        """Say what was recognised, for the user to object to."""
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
_NOTE_IN = re.compile("note_[a-z]{2,3}")

_LEAST_DATES = 2
# a comma parts two items only where another date follows it
_PACKED_ITEM = re.compile(
    r"\s*([^;,|\n]+?)\s*[;:=]\s*([^;|\n]+?)\s*(?:,(?=[^;,|\n]+[;:=])|[|\n]|,?\s*$)"
)


def recognise(
    sheet: Sheet, *, shape: TableShape | None = None, columns: Mapping[str, str] | None = None
) -> Layout:
    """Tell the shape of a table and the roles of its columns.

    Args:
        sheet: the table.
        shape: the shape, where the user says it.
        columns: the column of a role, where the user says it.

    Raises:
        DataError: what cannot be told, with the option that says it.
    """
    said = _said(sheet, columns or {})
    own = (
        None if said or shape not in {None, TableShape.LONG, TableShape.INTERVALS} else _own(sheet)
    )
    if own is not None:
        return own
    found = {role: _columns_for(role, sheet.columns) for role in ROLES}
    dates = tuple(c for c in sheet.columns if c not in said.values() and is_written_date(c))
    known = said | {role: of[0] for role, of in found.items() if of and role not in said}
    if "history" not in known and shape in {None, TableShape.PACKED}:
        packed = [column for column in sheet.columns if _is_packed(sheet, column)]
        known |= {"history": packed[0]} if len(packed) == 1 else {}
    chosen = shape or _shape(known, dates)
    counters = [column for column in sheet.columns if is_counter(column)]
    if chosen is None and counters:
        expected = "days, such as 2018-05-03; a year, a month or a counter is no day"
        raise DataError(
            [Fault(Where(sheet.file, 1), "no-day", f"the column {c!r}", expected) for c in counters]
        )
    if chosen is None:
        found_columns = ", ".join(sheet.columns)
        expected = "--shape with one of: " + ", ".join(TableShape)
        raise DataError([Fault(Where(sheet.file), "which-shape", found_columns, expected)])
    faults = _unclear(sheet, chosen, said, found)
    if chosen is TableShape.WIDE and not dates:
        faults.append(
            Fault(Where(sheet.file, 1), "no-date", "no column named by a date", "a day's column")
        )
    if faults:
        raise DataError(faults)
    wanted = (*_NEEDED[chosen], *_ALWAYS_TAKEN)
    roles = {role: known[role] for role in wanted if role in known}
    return Layout(chosen, roles, dates if chosen is TableShape.WIDE else ())


def packed_parts(text: str) -> tuple[tuple[str, str], ...] | None:
    """Return the dates and holders of a packed history; `None` where it is none."""
    parts, end = [], 0
    for match in _PACKED_ITEM.finditer(text):
        if match.start() != end or not is_written_date(match[1]):
            return None
        parts.append((match[1], match[2].strip()))
        end = match.end()
    return tuple(parts) if parts and not text[end:].strip(" ,;|") else None


def _is_packed(sheet: Sheet, column: str) -> bool:
    filled = [row.cells[column] for row in sheet.rows if row.cells.get(column)]
    return bool(filled) and all(packed_parts(text) is not None for text in filled)


def _said(sheet: Sheet, columns: Mapping[str, str]) -> dict[str, str]:
    faults = []
    for role, column in columns.items():
        if role not in ROLES:
            expected, near = "one of " + ", ".join(ROLES), near_name(role, tuple(ROLES))
            faults.append(Fault(Where("--column"), "unknown-role", repr(role), expected, near))
        elif column not in sheet.columns:
            expected, near = "one of " + ", ".join(sheet.columns), near_name(column, sheet.columns)
            where = Where(sheet.file, 1)
            faults.append(Fault(where, "unknown-column", repr(column), expected, near))
    if faults:
        raise DataError(faults)
    return dict(columns)


def _own(sheet: Sheet) -> Layout | None:
    """Return the layout of a table that frontmap itself has written."""
    for shape, roles in ((TableShape.LONG, _OWN_DAILY), (TableShape.INTERVALS, _OWN_STATES)):
        if set(roles.values()) <= set(sheet.columns):
            statuses = {row.cells.get("status", "") for row in sheet.rows}
            if statuses <= {status.value for status in Status}:
                more = {
                    column: column
                    for column in sheet.columns
                    if column in _OWN_MORE or _NOTE_IN.fullmatch(column)
                }
                return Layout(shape, roles | more, own_words=True)
    return None


def _columns_for(role: str, columns: Sequence[str]) -> list[str]:
    return [column for column in columns if fold(column) in ROLES[role]]


def _shape(known: Mapping[str, str], dates: Sequence[str]) -> TableShape | None:
    if len(dates) >= _LEAST_DATES:
        return TableShape.WIDE
    if "history" in known:
        return TableShape.PACKED
    if {"start", "end"} <= set(known):
        return TableShape.INTERVALS
    if "asof" in known and "date" not in known:
        return TableShape.ASOF
    if "date" in known and "holder" in known:
        return TableShape.LONG
    return None


def _unclear(
    sheet: Sheet, shape: TableShape, said: Mapping[str, str], found: Mapping[str, Sequence[str]]
) -> list[Fault]:
    """Return a fault for each role that no column, or more than one, can have."""
    faults = []
    for role in (*_NEEDED[shape], *_ALWAYS_TAKEN):
        candidates = found[role]
        if role in said or len(candidates) == 1 or (not candidates and role in _ALWAYS_TAKEN):
            continue
        if (
            role == "history"
            and not candidates
            and any(_is_packed(sheet, c) for c in sheet.columns)
        ):
            continue
        told = " and ".join(candidates) if candidates else "no column that is plainly it"
        others = candidates or [c for c in sheet.columns if not is_written_date(c)]
        expected = f"--column {role}=… with one of: {', '.join(others)}"
        if role == "place" and sheet.drawn:
            expected += "; or --shape snapshots, where the outlines move"
        faults.append(Fault(Where(sheet.file, 1), f"which-{role}", told, expected))
    return faults
