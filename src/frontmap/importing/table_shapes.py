"""Which shape a table has, and what each of its columns is for.

What cannot be recognised is asked for. The shapes:

- wide: a row for each place, a column for each date, the holder in the cells;
- long: a row for each place and date;
- intervals: a row for each place and holder, with a start and an end;
- asof: a row for each place, the holder, and the date as of which it is so;
- packed: a row for each place, its history in one cell: `date; holder, date; holder`;
- snapshots: outlines that move, a map for each date; `moving_outlines` reads them, and no table is
  recognised as one;
- spans: outlines that move, each with a start and an end; `outline_spans` tells it from intervals.
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

__all__ = ["ROLES", "Layout", "name_faults", "packed_parts", "recognise", "unread_fault"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns are.

    Attributes:
        shape: how it is laid out.
        roles: the column of each role that there is.
        dates: the columns that are dates, in a wide table.
        own_words: whether holders and statuses are in frontmap's own words already.
        unused: the columns that are nothing of all this.
    """

    shape: TableShape
    roles: Mapping[str, str]
    dates: tuple[str, ...] = ()
    own_words: bool = False
    unused: tuple[str, ...] = ()

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
              "date start", "valid from", "من", "start year", "from year", "year from", "fromyear",
              "startyear", "startdate", "gwsdate", "cowsdate", "when start"),
    "end": ("end", "to", "until", "till", "through", "end date", "date to", "to date", "date end",
            "valid to", "valid until", "الي", "end year", "to year", "year to", "toyear",
            "endyear", "enddate", "gwedate", "cowedate", "when end"),
    "holder": (
        "holder", "held by", "control", "controlled by", "controller", "in control", "actor",
        "party", "faction", "owner", "control status", "status control", "who", "controlling actor",
        "controlling party", "السيطره", "المسيطر",
    ),
    "status": ("status", "statut", "الحاله"),
    "rivals": ("rivals", "rival", "contested by", "disputed by", "shared with"),
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
    TableShape.SPANS: ("start", "holder"),
}
_ALWAYS_TAKEN = ("source", "note", "longitude", "latitude")
#: What a row says of its state besides the holder, in the shapes that have one state in a row.
_OF_A_STATE = ("status", "rivals")
_ONE_STATE = {TableShape.LONG, TableShape.INTERVALS, TableShape.ASOF, TableShape.SPANS}
#: Roles whose columns say something of a state or its days: none is passed over in silence.
_TELLING_ROLES = ("date", "asof", "start", "end", "holder", "history", *_OF_A_STATE)
#: Headings that do so, too, and have no role.
_TELLING = {
    "confidence", "certainty", "uncertain", "uncertainty", "claimed by", "claimant", "side",
    "certitude", "revendique par", "الثقه", "when",
}  # fmt: skip

#: Columns of frontmap's own tables, by role; `confidence` and the rest are taken where they are.
_OWN_DAILY = {"place": "area", "date": "date", "holder": "holder", "status": "status"}
_OWN_STATES = {
    "place": "area", "start": "first", "end": "last", "holder": "holder", "status": "status",
}  # fmt: skip
_OWN_MORE = ("rivals", "confidence", "evidence", "began", "note", "episode")
#: Columns of our tables and exports that are of the area or the party, or follow from the others.
_OWN_BESIDES = {
    "name", "code", "group", "outline", "holder_name", "holder_short", "colour", "rival_colour",
    "label", "days", "since", "begin", "area_first", "area_last", "end", "first", "last", "date",
}  # fmt: skip
_OWN_TRANSLATED = ("name", "code", "holder_name", "holder_short", "label")

_LEAST_DATES = 2
#: The columns `gwsyear,gwsmonth,gwsday`, or `year start,month start,day start`, that were made one.
_PARTS = re.compile(r"(.*)year(.*) \1month\2 \1day\2")
# a comma parts two items only where another date follows it
_PACKED_ITEM = re.compile(
    r"\s*([^;,|\n]+?)\s*[;:=]\s*([^;|\n]+?)\s*(?:,(?=[^;,|\n]+[;:=])|[|\n]|,?\s*$)"
)


def recognise(
    table: InputTable,
    *,
    shape: TableShape | None = None,
    columns: Mapping[str, str] | None = None,
    left_out: Sequence[str] = (),
) -> Layout:
    """Recognise the shape of a table and the roles of its columns.

    Args:
        table: the table.
        shape: its shape, where the user names it.
        columns: the column of a role, where the user names it.
        left_out: columns that the user leaves out although they say something of a state.

    Raises:
        DataError: what cannot be recognised, with the option that says it.
    """
    named = dict(columns or {})
    if faults := list(name_faults(table.file, table.columns, named, left_out)):
        raise DataError(faults)
    if not named and shape in {None, TableShape.LONG, TableShape.INTERVALS}:
        own = _own_layout(table)
        if own is not None:
            return own
    found = _Columns(table, named, frozenset(left_out))
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


def name_faults(
    file: str,
    columns: Sequence[str],
    named: Mapping[str, str],
    left_out: Sequence[str],
    roles: Sequence[str] = tuple(ROLES),
) -> Iterator[Fault]:
    """Find roles and columns that the user names and that are none.

    Args:
        file: the table's name.
        columns: its columns.
        named: the column of a role, where the user names it.
        left_out: columns that the user leaves out.
        roles: the roles that there are.
    """
    for role in named:
        if role not in roles:
            expected, near = "one of " + ", ".join(roles), near_name(role, roles)
            yield Fault(Where("--column"), "unknown-role", repr(role), expected, near)
    for column in (*(named[role] for role in named if role in roles), *left_out):
        if column not in columns:
            expected, near = "one of " + ", ".join(columns), near_name(column, columns)
            yield Fault(Where(file, 1), "unknown-column", repr(column), expected, near)


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
                taken = {*roles.values(), *more}
                unused = tuple(c for c in table.columns if c not in taken and not _is_own(c))
                return Layout(shape, roles | more, own_words=True, unused=unused)
    return None


def _is_own(column: str) -> bool:
    """Whether our tables have a column besides those that say a state."""
    return column in _OWN_BESIDES or any(translation_of(column, of) for of in _OWN_TRANSLATED)


@dataclass(frozen=True)
class _Columns:
    """A table's columns, and which of them may have which role.

    `named` are those of the user, who also says which are `left_out`.
    """

    table: InputTable
    named: Mapping[str, str]
    left_out: frozenset[str]

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
        free = [c for c in self.table.columns if c not in self.left_out]
        taken = self._named_others(role)
        called = [c for c in free if _heading(c) in ROLES[role] and c not in taken]
        return self.packed if role == "history" and not called else called

    def _named_others(self, role: str) -> set[str]:
        """Return the columns that the user names for other roles than this."""
        return {column for other, column in self.named.items() if other != role}

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
        yield from self._role_faults(shape, where)
        if shape is TableShape.WIDE and not self.dates:
            yield Fault(where, "no-date", "no column named by a date", "a day's column")
        asked = {c for role in _wanted(shape) for c in self.candidates(role)}
        for column in self.layout(shape).unused:
            filled = any(row.cells.get(column) for row in self.table.rows)
            if filled and column not in self.left_out | asked:
                yield from unread_fault(where, column, shape)

    def _role_faults(self, shape: TableShape, where: Where) -> Iterator[Fault]:
        for role in _wanted(shape):
            candidates = self.candidates(role)
            absent = not candidates and role not in _NEEDED[shape]
            if role not in self.named and len(candidates) != 1 and not absent:
                told = " and ".join(candidates) or "no column that is plainly it"
                yield Fault(where, f"which-{role}", told, self._question(role, candidates))

    def _question(self, role: str, candidates: Sequence[str]) -> str:
        others = candidates or [c for c in self.table.columns if not is_written_date(c)]
        question = f"--column {role}=… with one of: {', '.join(others)}"
        if role == "place" and self.table.of_outlines:
            question += "; or --shape spans or snapshots, where the outlines move"
        return question

    def layout(self, shape: TableShape) -> Layout:
        """Return what the columns are in a table of this shape."""
        roles = {role: self.roles[role] for role in _wanted(shape) if role in self.roles}
        dates = self.dates if shape is TableShape.WIDE else ()
        taken = {*roles.values(), *dates}
        unused = tuple(column for column in self.table.columns if column not in taken)
        return Layout(shape, roles, dates, unused=unused)


def unread_fault(where: Where, column: str, shape: TableShape) -> Iterator[Fault]:
    """Yield a fault if a column that would not be read says something of a state or its days."""
    if fold(column) in _TELLING.union(*(ROLES[role] for role in _TELLING_ROLES)):
        found = f"a column that the shape {shape} has no use for"
        role = "" if shape is TableShape.SNAPSHOTS else f"a role, --column ROLE='{column}'; or "
        expected = f"{role}--leave-out '{column}', to go on without it"
        yield Fault(where.at(column), "unread-column", found, expected)


def _wanted(shape: TableShape) -> tuple[str, ...]:
    """Return the roles that a table of this shape may have, those that it needs first."""
    of_a_state = _OF_A_STATE if shape in _ONE_STATE else ()
    of_outlines = ("place", "end") if shape is TableShape.SPANS else ()
    return (*of_outlines, *_NEEDED[shape], *of_a_state, *_ALWAYS_TAKEN)


def _heading(column: str) -> str:
    """Return what a column is called; three parts of a date are called as the whole would be."""
    called = fold(column)
    if match := _PARTS.fullmatch(called):
        return f"{match[1]}date{match[2]}"
    return called


#: How each shape is recognised; the first that fits is taken.
_TOLD_BY: Mapping[TableShape, Callable[[_Columns], bool]] = {
    TableShape.WIDE: lambda found: len(found.dates) >= _LEAST_DATES,
    TableShape.PACKED: lambda found: "history" in found.roles,
    TableShape.INTERVALS: lambda found: {"start", "end"} <= set(found.roles),
    TableShape.ASOF: lambda found: "asof" in found.roles and "date" not in found.roles,
    TableShape.LONG: lambda found: {"date", "holder"} <= set(found.roles),
}
