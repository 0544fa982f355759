"""Which shape a table has, and what each of its columns is for.

What cannot be recognised is asked for. The shapes:

- wide: a row for each place, a column for each date, the holder in the cells;
- long: a row for each place and date;
- intervals: a row for each place and holder, with a start and an end;
- asof: a row for each place, the holder, and the date as of which it is so;
- changes: a row for each change of a place, with the day since when it is so, and no end;
- packed: a row for each place, its history in one cell: `date; holder, date; holder`, or in two
  cells with lists of equal length: `date; date` and `holder; holder`;
- snapshots: outlines that move, a map for each date; `moving_outlines` reads them, and no table is
  recognised as one;
- spans: outlines that move, each with a start and an end; `outline_spans` tells it from intervals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translation_of
from frontmap.given.json_text import json_in
from frontmap.importing.cells import cell_text
from frontmap.importing.date_texts import likely_meant
from frontmap.importing.headings import (
    ROLES,
    STATES,
    UPDATES,
    columns_called,
    is_place_heading,
    says_where,
    telling,
)
from frontmap.importing.holder_words import status_of
from frontmap.importing.name_dates import dated_name, dates_in_name
from frontmap.importing.options import TableShape
from frontmap.importing.written_dates import is_counter, is_written_date, may_have_dates
from frontmap.names import fold, near_name, plain
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.input_tables import InputTable

__all__ = [
    "ROLES",
    "Layout",
    "asked_besides",
    "histories_in",
    "is_of_shape",
    "name_faults",
    "recognise",
    "unread_fault",
    "with_own_day",
]


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

    def without(self, *roles: str) -> Layout:
        """Return the layout without some roles, whose columns are then not used."""
        left = tuple(self.roles[role] for role in roles if role in self.roles)
        kept = {role: column for role, column in self.roles.items() if role not in roles}
        return replace(self, roles=kept, unused=(*self.unused, *left))


_NEEDED: Mapping[TableShape, tuple[str, ...]] = {
    TableShape.WIDE: ("place",),
    TableShape.LONG: ("place", "date", "holder"),
    TableShape.INTERVALS: ("place", "start", "end", "holder"),
    TableShape.ASOF: ("place", "holder", "asof"),
    TableShape.CHANGES: ("place", "start", "holder"),
    TableShape.PACKED: ("place", "history"),
    TableShape.SPANS: ("start", "holder"),
}
#: What the day of a row is called in each shape that has one.
_DAY: Mapping[TableShape, str] = {
    TableShape.LONG: "date",
    TableShape.SNAPSHOTS: "date",
    TableShape.ASOF: "asof",
    TableShape.CHANGES: "start",
    TableShape.INTERVALS: "start",
    TableShape.SPANS: "start",
}
_INTERVALS = {TableShape.INTERVALS, TableShape.SPANS}
#: The roles, and the keys of a recipe, that only intervals have.
_OF_INTERVALS = {"end", "years"}
#: What a packed history needs where its dates and its holders are two columns of lists.
_NEEDED_BY_LISTS = ("place", "date", "holder")
_ALL_HELD = "; or --all-held-by NAME, where one party holds all of it"
#: Roles whose cells are days.
_DAYS = {"date", "asof", "start", "end"}
_ALWAYS_TAKEN = ("name", "source", "note", "longitude", "latitude")
#: The roles whose columns are neither places nor holders.
_NEITHER = ("date", "asof", "start", "end", "longitude", "latitude")
#: What a row says of its state besides the holder, in the shapes that have one state in a row.
_OF_A_STATE = ("status", "rivals", "confidence")
_ONE_STATE = {
    TableShape.LONG, TableShape.INTERVALS, TableShape.ASOF, TableShape.CHANGES, TableShape.SPANS,
}  # fmt: skip

#: Columns of frontmap's own tables, by role; `confidence` and the rest are taken where they are.
_OWN_SHAPES: Mapping[TableShape, Mapping[str, str]] = {
    TableShape.LONG: {"place": "area", "date": "date", "holder": "holder", "status": "status"},
    TableShape.INTERVALS: {
        "place": "area", "start": "first", "end": "last", "holder": "holder", "status": "status",
    },
}  # fmt: skip
_OWN_MORE = ("rivals", "confidence", "evidence", "began", "note", "episode")
#: Columns of our tables and exports that are of the area or the party, or follow from the others.
_OWN_BESIDES: Mapping[TableShape, frozenset[str]] = {
    TableShape.LONG: frozenset({"name", "since"}),
    TableShape.INTERVALS: frozenset({
        "name", "code", "pcode", "part_of", "group", "outline", "holder_name", "holder_short",
        "colour", "rival_colour", "label", "days", "since", "begin", "area_first", "area_last",
        "end", "first", "last", "date",
    }),
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
        own = _own_layout(table, frozenset(left_out))
        if own is not None:
            return own
    found = _Columns(table, with_own_day(named, shape), frozenset(left_out))
    chosen = shape or found.shape()
    faults = found.shape_faults() if chosen is None else list(found.faults(chosen))
    if chosen is None or faults:
        raise DataError(faults)
    return found.layout(chosen)


def with_own_day(named: Mapping[str, str], shape: TableShape | None) -> dict[str, str]:
    """Return the column of each role, the day's by the role that it has in a shape.

    `date`, `asof` and `start` name one thing: the day of which a row begins to speak.
    """
    own = _DAY.get(shape) if shape else None
    of_day = [role for role in named if role in _DAY.values()]
    if own is None or len(of_day) != 1:
        return dict(named)
    return {own if role in of_day else role: column for role, column in named.items()}


def asked_besides(shape: TableShape, asked: Iterable[str]) -> tuple[str, ...]:
    """Return the roles that a shape needs beyond those that are known or asked for."""
    known = _with_any_day(asked)
    return tuple(role for role in _NEEDED.get(shape, ()) if role not in known)


def is_of_shape(key: str, shape: TableShape) -> bool:
    """Tell whether a role, or a key of a recipe, can be honoured in a shape."""
    if key in _OF_INTERVALS:
        return shape in _INTERVALS
    if key == "holds":
        return shape not in _INTERVALS
    others = {*_DAYS, "holder", "history"}
    return key not in others or key in _with_any_day(_NEEDED.get(shape, ("date", "holder")))


def _with_any_day(roles: Iterable[str]) -> set[str]:
    """Return roles, and those that name the day in other shapes, if one of them does."""
    found, days = {*roles}, {*_DAY.values()}
    return found | days if found & days else found


def histories_in(cells: Mapping[str, str], layout: Layout) -> tuple[tuple[str, str], ...] | None:
    """Return the dates and holders of a row's packed history; `None` where it is no history."""
    if "history" in layout.roles:
        return _packed_parts(cells.get(layout.roles["history"], ""))
    dates, holders = (cells.get(layout.roles[role], "") for role in ("date", "holder"))
    if not dates and not holders:
        return ()
    days = _listed(dates)
    said = _listed(holders, comma=len(days) > 1)
    if len(said) > len(days) and not said[-1]:
        said = said[:-1]
    return tuple(zip(days, said, strict=True)) if len(days) == len(said) else None


def _packed_parts(text: str) -> tuple[tuple[str, str], ...] | None:
    """Return the dates and holders in `date; holder, date; holder`; `None` where it is no such."""
    parts, end = [], 0
    # an item is looked for where the last one ends only: a long text without any is soon known
    while match := _PACKED_ITEM.match(text, end):
        # a date and a date are a list, and no history
        if not is_written_date(match[1]) or is_written_date(match[2]):
            return None
        parts.append((match[1], match[2].strip()))
        end = match.end()
    return tuple(parts) if parts and not text[end:].strip(" ,;|") else None


def _listed(text: str, *, comma: bool = False) -> tuple[str, ...]:
    """Return the items of a list in one cell: JSON, or parted by `;`, `|` or, at last, commas.

    Commas part dates only where each part is one, and other texts where the caller expects them to.
    """
    if text.startswith("["):
        items = json_in(text)
        if isinstance(items, list):
            return tuple(map(cell_text, items))
    mark = next((mark for mark in ";|" if mark in text), ",")
    parts = [part.strip() for part in text.split(mark)]
    if mark == "," and not comma and not all(map(is_written_date, parts)):
        return (text,)
    dated = [part for part in parts if part]
    return tuple(dated if all(map(is_written_date, dated)) else parts)


def _may_be_list(text: str) -> bool:
    # most cells are one date, and a large table has millions
    return any(mark in text for mark in "[;|,")


def _is_list_of_dates(text: str) -> bool:
    days = _listed(text)
    return len(days) > 1 and any(map(is_written_date, days))


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
    for column in dict.fromkeys(named.values()):
        of = [role for role in named if named[role] == column]
        # a country is a place that holds itself
        if len(of) > 1 and set(of) != {"place", "holder"}:
            found = f"{column!r} for {' and '.join(of)}"
            yield Fault(Where("--column"), "two-roles", found, "a column of its own for each role")
        if column in left_out:
            found = f"{column!r}, which --column makes the {of[0]}"
            yield Fault(Where("--leave-out"), "unused-option", found, "one of the two options")


def _own_layout(table: InputTable, left_out: frozenset[str]) -> Layout | None:
    """Return the layout of a table that frontmap itself has written."""
    free = {*table.columns} - left_out
    statuses = {row.cells.get("status", "") for row in table.rows}
    if statuses <= {status.value for status in Status}:
        for shape, needed in _OWN_SHAPES.items():
            if free >= {*needed.values()}:
                return _layout_as_ours(table, shape, left_out)
    return None


def _layout_as_ours(table: InputTable, shape: TableShape, left_out: frozenset[str]) -> Layout:
    """Return the layout of a table that is one of ours; others may have added columns.

    Raises:
        DataError: some of these say something of a state or its days.
    """
    free = [column for column in table.columns if column not in left_out]
    more = {c: c for c in free if c in _OWN_MORE or translation_of(c, "note")}
    roles = {**_OWN_SHAPES[shape], **more}
    unused = tuple(
        column
        for column in table.columns
        if column in left_out or not (column in roles.values() or _is_own(column, shape))
    )
    if faults := list(_unread_faults(table, shape, unused, left_out)):
        raise DataError(faults)
    return Layout(shape, roles, own_words=True, unused=unused)


def _is_own(column: str, shape: TableShape) -> bool:
    """Whether our tables have a column besides those that say a state."""
    translated = any(translation_of(column, of) for of in _OWN_TRANSLATED)
    return column in _OWN_BESIDES[shape] or translated


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
        return tuple(c for c in self._free if is_written_date(c))

    @cached_property
    def nearly_dates(self) -> tuple[str, ...]:
        """The columns whose names are nearly dates; in a wide table they are refused as such."""
        return tuple(c for c in self._free if likely_meant(c) is not None)

    @property
    def _free(self) -> Iterator[str]:
        """The columns that the user has neither named for a role nor left out."""
        taken = self.left_out.union(self.named.values())
        return (c for c in self.table.columns if c not in taken)

    @cached_property
    def packed(self) -> tuple[str, ...]:
        """The columns each of whose cells is a history."""
        return tuple(column for column in self.table.columns if self._is_packed(column))

    def _is_packed(self, column: str) -> bool:
        return self._all(column, lambda text: _packed_parts(text) is not None)

    def _all(self, column: str, test: Callable[[str], bool]) -> bool:
        filled = [row.cells[column] for row in self.table.rows if row.cells.get(column)]
        return bool(filled) and all(map(test, filled))

    def _any(self, column: str, test: Callable[[str], bool]) -> bool:
        return any(test(row.cells.get(column, "")) for row in self.table.rows)

    def candidates(self, role: str) -> Sequence[str]:
        """Return the columns that may have a role: by what they are called, or by their cells."""
        taken = {column for other, column in self.named.items() if other != role} | self.left_out
        free = [column for column in self.table.columns if column not in taken]
        if role == "name" and not self._needs_names:
            return ()
        called = columns_called(self._filled(free) if role == "holder" else free, role)
        if role == "place":
            return self._with_holder(free) or called
        return self._histories(called, free) if role == "history" else called

    def _with_holder(self, free: Sequence[str]) -> tuple[str, ...]:
        """Return the column of holders where it is the best of places: a country holds itself."""
        holder = self.named.get("holder", "")
        best = columns_called([*free, holder], "place")
        return best if best == (holder,) else ()

    def _histories(self, called: Sequence[str], free: Sequence[str]) -> Sequence[str]:
        """Return the columns of histories: one may be called `changes` and count them."""
        packed = [c for c in called if self._any(c, lambda text: bool(_packed_parts(text)))]
        return packed or tuple(column for column in self.packed if column in free)

    def _filled(self, columns: Iterable[str]) -> list[str]:
        """Return the columns that have something in them: a blank one says nothing of anybody."""
        return [column for column in columns if self._how_many(column) or not self.table.rows]

    @cached_property
    def _needs_names(self) -> bool:
        """Whether the user names a column of places that is not called like one of names."""
        return "place" in self.named and not is_place_heading(self.named["place"])

    @cached_property
    def roles(self) -> dict[str, str]:
        """The column of each role that has one; of several that are called so, the first."""
        found = {role: self.candidates(role) for role in ROLES if role not in self.named}
        for role, alone in (("history", self.packed), ("name", found.get("name", ()))):
            # nothing but their cells tells which is the history, and no question asks for a name
            if len(alone) > 1 and found.get(role) == alone:
                del found[role]
        return dict(self.named) | {role: of[0] for role, of in found.items() if of}

    @property
    def says_who(self) -> bool:
        """Whether a column says who holds a place; many call that column the status."""
        return "holder" in self.roles or "status" in self.roles

    @property
    def is_as_of(self) -> bool:
        """Whether the states are as of a day; beside a day, `updated` says when a row was."""
        beside = {"date", "start"} & set(self.roles)
        return not beside or fold(self.roles["asof"]) not in UPDATES

    @cached_property
    def has_lists(self) -> bool:
        """Whether the dates and the holders are two columns of lists, in one row for each place."""
        place, date, holder = (self.roles.get(role, "") for role in _NEEDED_BY_LISTS)
        places = [name for row in self.table.rows if (name := row.cells.get(place))]
        repeated = len({*places}) < len(places)
        if "history" in self.roles or not (date and holder) or repeated:
            return False
        return self._any(date, lambda text: _may_be_list(text) and _is_list_of_dates(text))

    def shape(self) -> TableShape | None:
        """Return the shape that the columns tell, if any: the first whose columns are there."""
        told = next((shape for shape, told in _TOLD_BY.items() if told(self)), None)
        # where nothing else is told, headings that are nearly dates are slips of dates
        nearly = len(self.dates) + len(self.nearly_dates) >= _LEAST_DATES
        return TableShape.WIDE if told is None and nearly and "place" in self.roles else told

    def shape_faults(self) -> list[Fault]:
        """Return what is to be said of a table whose shape cannot be told."""
        if counters := [column for column in self.table.columns if is_counter(column)]:
            where = Where(self.table.file, 1)
            expected = "days, such as 2018-05-03; a year, a month or a counter is no day"
            return [Fault(where, "no-day", f"the column {c!r}", expected) for c in counters]
        expected = "--shape with one of: " + ", ".join(TableShape)
        columns = ", ".join(self.table.columns)
        dated = dates_in_name(self.table.file) or any(map(self._may_have_days, self.table.columns))
        if self.table.of_outlines and not dated:
            expected += f"; a map of one day needs {dated_name(self.table.file)}"
        choices = self._likely_shapes()
        return [Fault(Where(self.table.file), "which-shape", columns, expected, choices=choices)]

    def faults(self, shape: TableShape) -> Iterator[Fault]:
        """Yield a fault for each role that no column, or more than one, can have."""
        where = Where(self.table.file, 1)
        yield from self._role_faults(shape, where)
        if shape is TableShape.WIDE and not (self.dates or self.nearly_dates):
            yield Fault(where, "no-date", "no column named by a date", "a day's column")
        wanted = self._wanted(shape)
        for role in (role for role in self.named if role not in wanted):
            found = f"{role}={self.named[role]}, which the shape {shape} has no use for"
            expected = f"one of its roles: {', '.join(wanted)}"
            yield Fault(Where("--column"), "unused-option", found, expected)
        open_roles = [role for role in wanted if role not in self.named]
        asked = {column for role in open_roles for column in self._choices(role, shape)}
        unused = [column for column in self.layout(shape).unused if column not in asked]
        yield from _unread_faults(self.table, shape, unused, self.left_out)
        if is_place_heading(self.roles.get("place", "")):
            yield from self._homonym_faults(filter(says_where, {*unused} - self.left_out))

    def _homonym_faults(self, columns: Iterable[str]) -> Iterator[Fault]:
        """Find places of one name that another column, such as a district, tells apart."""
        for column in sorted(columns):
            first: dict[str, tuple[str, Where]] = {}
            apart = []
            for (name, other), at in self._first_met(self.roles["place"], column):
                known, where = first.setdefault(plain(name), (other, at))
                if plain(known) != plain(other):
                    found = f"{name!r} with {other!r}, and with {known!r} in row {where.row}"
                    apart.append((at.at(column), found))
            if apart:
                where, found = apart[0]
                more = f"; and {len(apart) - 1} more" if len(apart) > 1 else ""
                expected = (
                    "a name for each place; or --column place=… with a column of ids; or "
                    f"--leave-out '{column}', if they are one place"
                )
                yield Fault(where, "homonyms", found + more, expected, choices=(column,))

    def _first_met(self, one: str, other: str) -> Iterable[tuple[tuple[str, str], Where]]:
        """Return each pair of cells of two columns that are filled, and where it is met first."""
        met: dict[tuple[str, str], Where] = {}
        for row in self.table.rows:
            met.setdefault((row.cells.get(one, ""), row.cells.get(other, "")), row.where)
        return [(pair, where) for pair, where in met.items() if all(pair)]

    def _wanted(self, shape: TableShape) -> tuple[str, ...]:
        """Return the roles that this table may have in a shape, those that it needs first."""
        of_a_state = _OF_A_STATE if shape in _ONE_STATE else ()
        of_outlines = ("place", "end") if shape is TableShape.SPANS else ()
        return (*of_outlines, *self._needed(shape), *of_a_state, *_ALWAYS_TAKEN)

    def _needed(self, shape: TableShape) -> tuple[str, ...]:
        of_lists = shape is TableShape.PACKED and self.has_lists
        return _NEEDED_BY_LISTS if of_lists else _NEEDED[shape]

    def _role_faults(self, shape: TableShape, where: Where) -> Iterator[Fault]:
        for role in self._wanted(shape):
            candidates, choices = self.candidates(role), self._choices(role, shape)
            asked = role not in self.named and role != "name"
            if role == "place" and not candidates and self._may_be_spans(shape):
                yield self._spans_question(where)
            elif asked and choices and len(candidates) != 1:
                told = " and ".join(candidates) or "no column that is plainly it"
                question = self._question(role, choices)
                yield Fault(where, f"which-{role}", told, question, choices=choices)
            elif not choices and role not in self.roles:
                yield from self._lacking(role, shape, where)

    def _lacking(self, role: str, shape: TableShape, where: Where) -> Iterator[Fault]:
        """Yield a fault if a shape needs a role that no column can have."""
        if role in self._needed(shape):
            expected = f"a column that says the {role}, which the shape {shape} needs"
            if role == "holder" and self.table.of_outlines:
                expected += _ALL_HELD
            yield Fault(where, "missing-column", f"no column for the {role}", expected)

    def _choices(self, role: str, shape: TableShape) -> tuple[str, ...]:
        """Return the columns among which a role may be asked for; none where it may be absent."""
        free = self._free_for(role, shape) if role in self._needed(shape) else ()
        called = self.candidates(role)
        if role == "place":
            # the smallest places are the likeliest: a district has several of them
            called = sorted(called, key=self._how_many, reverse=True)
        return tuple(called or free)

    def _how_many(self, column: str) -> int:
        """Return how many different cells a column has."""
        return len({row.cells.get(column, "") for row in self.table.rows} - {""})

    def _free_for(self, role: str, shape: TableShape) -> list[str]:
        """Return the columns, those first that have no role in a shape and may have this one."""
        taken = {
            c for of in self._needed(shape) for c in (self.named.get(of), *self.candidates(of))
        }
        days = role in _DAYS
        undated = [column for column in self.table.columns if not is_written_date(column)]
        # where no column has a day, the user still sees what there is
        perhaps = [*filter(self._may_have_days, undated)] or undated
        return sorted(
            perhaps if days else self._undated,
            key=lambda c: (c in taken, self._has_days(c) is not days),
        )

    def _has_days(self, column: str) -> bool:
        return self._all(column, lambda text: is_written_date(text) and not text.isdecimal())

    def _may_have_days(self, column: str) -> bool:
        return may_have_dates(row.cells.get(column, "") for row in self.table.rows)

    def _likely_shapes(self) -> tuple[TableShape, ...]:
        """Return the shapes that a table of unknown columns may have, the likeliest first."""
        days = sum(map(self._has_days, self.table.columns))
        unlikely = {TableShape.WIDE} if not self.dates else set()
        if self.table.of_outlines:
            first = TableShape.SPANS if days > 1 else TableShape.SNAPSHOTS
        else:
            first = TableShape.INTERVALS if days > 1 else TableShape.LONG
            unlikely |= {TableShape.SNAPSHOTS, TableShape.SPANS}
        return (first, *(one for one in TableShape if one not in {first, *unlikely}))

    def _may_be_spans(self, shape: TableShape) -> bool:
        """Tell whether these are outlines with days and a holder, and without a place."""
        dated = shape is TableShape.INTERVALS and self.table.of_outlines
        return dated and "holder" in self.roles and "place" not in self.named

    def _spans_question(self, where: Where) -> Fault:
        found = "outlines with a first and a last day, and no column that is plainly the place"
        expected = (
            "--shape spans, where the outlines of one holder are one area; or --column place=… "
            f"with one of: {', '.join(self._undated)}"
        )
        return Fault(where, "which-shape", found, expected, choices=(TableShape.SPANS.value,))

    @property
    def _undated(self) -> list[str]:
        """The columns that are neither dates nor called like columns of dates or coordinates."""
        others = {c for role in _NEITHER for c in columns_called(self.table.columns, role)}
        filled = self._filled(self.table.columns)
        return [c for c in filled if c not in others and not is_written_date(c)]

    def _question(self, role: str, candidates: Sequence[str]) -> str:
        question = f"--column {role}=… with one of: {', '.join(candidates)}"
        if role == "place" and self.table.of_outlines:
            question += "; or --shape spans or snapshots, where the outlines move"
        if role == "holder" and self.table.of_outlines and not candidates:
            question += _ALL_HELD
        return question

    def layout(self, shape: TableShape) -> Layout:
        """Return what the columns are in a table of this shape."""
        roles = {role: self.roles[role] for role in self._wanted(shape) if role in self.roles}
        all_dates = {*self.dates, *self.nearly_dates} - set(roles.values())
        wide = shape is TableShape.WIDE
        dates = tuple(c for c in self.table.columns if c in all_dates) if wide else ()
        taken = {*roles.values(), *dates}
        unused = tuple(column for column in self.table.columns if column not in taken)
        return Layout(shape, roles, dates, unused=unused)


def _unread_faults(
    table: InputTable, shape: TableShape, unused: Iterable[str], left_out: frozenset[str]
) -> Iterator[Fault]:
    """Find columns with something in them that say something of a state, and would not be read."""
    for column in unused:
        cells = {row.cells.get(column, "") for row in table.rows} - {""}
        is_region = fold(column) in STATES and not any(map(status_of, cells))
        if cells and column not in left_out and not is_region:
            yield from unread_fault(Where(table.file, 1), column, shape)


def unread_fault(where: Where, column: str, shape: TableShape) -> Iterator[Fault]:
    """Yield a fault if a column that would not be read says something of a state or its days."""
    told = telling(column)
    if told is not None:
        near, advice = told
        found = f"a column that the shape {shape} has no use for"
        if shape is TableShape.SNAPSHOTS:
            # it has no roles for what is said of a state
            advice = "" if "--column" in advice else advice
        else:
            advice = advice or f"a role, --column ROLE='{column}'"
        expected = f"{advice and advice + '; or '}--leave-out '{column}', to go on without it"
        yield Fault(where.at(column), "unread-column", found, expected, near, choices=(column,))


#: How each shape is recognised; the first that fits is taken.
_TOLD_BY: Mapping[TableShape, Callable[[_Columns], bool]] = {
    TableShape.WIDE: lambda found: len(found.dates) >= _LEAST_DATES,
    TableShape.PACKED: lambda found: "history" in found.roles or found.has_lists,
    TableShape.INTERVALS: lambda found: {"start", "end"} <= set(found.roles),
    TableShape.ASOF: lambda found: "asof" in found.roles and found.is_as_of and found.says_who,
    TableShape.LONG: lambda found: "date" in found.roles and found.says_who,
    TableShape.CHANGES: lambda found: "start" in found.roles and found.says_who,
}
