"""From the rows of any shape of table to entries: a place, its days, and the state as written."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, day_after
from frontmap.errors import DataError, Fault, Where
from frontmap.files import counted
from frontmap.folder.tables import translation_of
from frontmap.importing.holders import status_of, written_with
from frontmap.importing.options import DateOrder, EndRule, TableShape
from frontmap.importing.table_shapes import Layout, packed_parts
from frontmap.importing.written_dates import read_dates
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.input_tables import InputRow, InputTable
    from frontmap.importing.outlines import Feature

__all__ = ["Entries", "Entry", "WrittenState", "last_held", "read_entries", "status_faults"]

#: The role of the column with the first day, by the shape of the table.
_FIRST_DAY = {
    TableShape.LONG: "date",
    TableShape.ASOF: "asof",
    TableShape.INTERVALS: "start",
    TableShape.SPANS: "start",
}
#: The shapes with a column of ends.
_WITH_ENDS = {TableShape.INTERVALS, TableShape.SPANS}


@dataclass(frozen=True, slots=True)
class WrittenState:
    """A state as it is written.

    Other people's tables fill only `holder` (with its status, where a column has that), `source`
    and `note`; tables in frontmap's own words fill the rest. `translated` has the note in further
    languages, each after the language's tag.
    """

    holder: str
    status: str = ""
    rivals: str = ""
    confidence: str = ""
    evidence: str = ""
    began: str = ""
    note: str = ""
    translated: tuple[tuple[str, str], ...] = ()
    episode: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table writes of one place for some days.

    Attributes:
        where: the row, and the column where several entries stand in one row.
        place: the place as it is written.
        first: the first day.
        last: the last day; `None` where the state holds until the next entry of the place.
        written: the state as it is written.
    """

    where: Where
    place: str
    first: date
    last: date | None
    written: WrittenState


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a table, in its order, and notes for the user on how they were read."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_entries(
    table: InputTable,
    layout: Layout,
    *,
    order: DateOrder | None = None,
    end: EndRule | None = None,
    holds: int | None = None,
) -> Entries:
    """Read a table's rows as entries.

    Args:
        table: the table.
        layout: its shape and columns.
        order: the order of day, month and year, where the dates cannot tell.
        end: what the written end of an interval means, where the rows cannot tell.
        holds: how many days a written state holds; 0 is until the next of the same place. By
            default a state of a wide or long table holds one day, and one of a packed history
            until the next; lists of states as of a day need it.

    Raises:
        DataError: every cell that cannot be read, and what must be asked for.
    """
    undated = list(_undated_entries(table, layout))
    written = [at for entry in undated for at in (entry.first, entry.last) if at is not None]
    dates = read_dates(written, order=order)
    faults = [*_faults(table, layout, undated), *dates.faults]
    if layout.shape is TableShape.ASOF and holds is None:
        where = Where(table.file, 1, layout.roles["asof"])
        expected = "--holds with a number of days, or --holds next"
        faults.append(Fault(where, "how-long", "states as of a day, and no end", expected))
    if faults:
        raise DataError(faults)
    if layout.shape in _WITH_ENDS:
        intervals = [entry.interval(dates.days) for entry in undated]
        rule = EndRule.INCLUSIVE if layout.own_words else end or _end_rule(table.file, intervals)
        entries, note = _closed(intervals, rule), _end_note(intervals, rule)
    else:
        usual = 0 if layout.shape is TableShape.PACKED else 1
        days = usual if holds is None else holds
        entries, note = _holding(undated, dates.days, days), _holding_note(days)
    return Entries(tuple(entries), (*dates.notes, note))


@dataclass(frozen=True, slots=True)
class _UndatedEntry:
    """An entry whose dates are still texts, each with its place in the file."""

    where: Where
    place: str
    first: tuple[Where, str]
    last: tuple[Where, str] | None
    written: WrittenState

    def dated(self, first: date, last: date | None) -> Entry:
        """Return the entry for these days."""
        return Entry(self.where, self.place, first, last, self.written)

    def interval(self, days: Mapping[str, date]) -> _Interval:
        """Return the entry with its dates, each text of which means one of `days`."""
        where, last = self.last or (self.where, "")
        return _Interval(self, days[self.first[1]], days[last] if last else None, where)


@dataclass(frozen=True, slots=True)
class _Interval:
    """An entry with a first day, and a written end that may be its last day or the day after."""

    entry: _UndatedEntry
    first: date
    end: date | None
    end_where: Where

    def rule_told_by(self, following: date) -> EndRule | None:
        """Return what the end must mean, given the first day of the next interval of its place."""
        if self.end is None:
            return None
        if self.end == self.first:
            return EndRule.INCLUSIVE
        if self.end == following:
            return EndRule.EXCLUSIVE
        return EndRule.INCLUSIVE if day_after(self.end) == following else None


def _undated_entries(table: InputTable, layout: Layout) -> Iterator[_UndatedEntry]:
    if layout.shape is TableShape.WIDE:
        for row in table.rows:
            yield from _of_wide_row(row, layout, Where(table.file, 1))
    elif layout.shape is TableShape.PACKED:
        for row in table.rows:
            yield from _of_history(row, layout)
    else:
        role = _FIRST_DAY[layout.shape]
        for row in table.rows:
            last = _at(row, layout, "end") if "end" in layout.roles else None
            # outlines without a place are their holders'
            place, first = _cell(row, layout, _place_role(layout)), _at(row, layout, role)
            yield _UndatedEntry(row.where, place, first, last, _written_state(row, layout))


def _of_wide_row(row: InputRow, layout: Layout, header: Where) -> Iterator[_UndatedEntry]:
    place = _cell(row, layout, "place")
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for column in layout.dates:
        written = WrittenState(row.cells.get(column, ""), source=source, note=note)
        first = (header.at(column), column)
        yield _UndatedEntry(row.where.at(column), place, first, None, written)


def _of_history(row: InputRow, layout: Layout) -> Iterator[_UndatedEntry]:
    where, place = row.where.at(layout.roles["history"]), _cell(row, layout, "place")
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for day, holder in packed_parts(_cell(row, layout, "history")) or ():
        written = WrittenState(holder, source=source, note=note)
        yield _UndatedEntry(where, place, (where, day), None, written)


def _place_role(layout: Layout) -> str:
    return "place" if "place" in layout.roles else "holder"


def _at(row: InputRow, layout: Layout, role: str) -> tuple[Where, str]:
    return row.where.at(layout.roles[role]), _cell(row, layout, role)


def _cell(row: InputRow, layout: Layout, role: str) -> str:
    return row.cells.get(layout.roles.get(role, ""), "")


def _written_state(row: InputRow, layout: Layout) -> WrittenState:
    holder = _cell(row, layout, "holder")
    if not layout.own_words:
        status, rivals = _cell(row, layout, "status"), _cell(row, layout, "rivals")
        source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
        return WrittenState(written_with(holder, status, rivals), source=source, note=note)
    return WrittenState(
        holder,
        status=_cell(row, layout, "status"),
        rivals=_cell(row, layout, "rivals"),
        confidence=_cell(row, layout, "confidence"),
        evidence=_cell(row, layout, "evidence"),
        began=_cell(row, layout, "began"),
        note=_cell(row, layout, "note"),
        translated=tuple(
            (tag, cell)
            for role in layout.roles
            if (tag := translation_of(role, "note")) and (cell := _cell(row, layout, role))
        ),
        episode=_cell(row, layout, "episode"),
    )


def _faults(table: InputTable, layout: Layout, undated: Iterable[_UndatedEntry]) -> Iterator[Fault]:
    """Find entries without a place or a date, and histories that are none."""
    for entry in undated:
        if not entry.place:
            role = _place_role(layout)
            expected = "a place's name" if role == "place" else "a holder, or --column place=…"
            yield Fault(entry.where.at(layout.roles[role]), "empty-cell", f"no {role}", expected)
        if not entry.first[1]:
            yield Fault(entry.first[0], "no-date", "no date", "a day")
    if not layout.own_words:
        yield from status_faults(table.rows, layout.roles)
    if layout.shape is not TableShape.PACKED:
        return
    column = layout.roles["history"]
    for row in table.rows:
        text = row.cells.get(column, "")
        if packed_parts(text) is None:
            expected = "a history such as 2018-04-19; Party A, 2018-05-03; Party B"
            yield Fault(row.where.at(column), "bad-history", repr(text), expected)


def status_faults(
    rows: Iterable[InputRow] | Iterable[Feature], roles: Mapping[str, str]
) -> Iterator[Fault]:
    """Find statuses that are none, and rivals of whom no status says what they do."""
    status, rivals = roles.get("status", ""), roles.get("rivals", "")
    known = ", ".join(status.value for status in Status)
    for row in rows:
        text = row.cells.get(status, "")
        if text and status_of(text) is None:
            expected = f"one of {known}; or --leave-out '{status}'"
            yield Fault(row.where.at(status), "bad-status", repr(text), expected)
        elif row.cells.get(rivals) and not text:
            found = f"rivals, {row.cells[rivals]!r}, without one"
            expected = f"a status that has some; or --leave-out '{rivals}'"
            yield Fault(row.where.at(rivals), "no-status", found, expected)


def _holding(undated: Iterable[_UndatedEntry], days: Mapping[str, date], holds: int) -> list[Entry]:
    """Return the entries, each of which holds so many days, or until the next of its place."""
    entries = []
    for one in undated:
        first = days[one.first[1]]
        entries.append(one.dated(first, last_held(first, holds) if holds else None))
    # what is written of a place later ends an earlier state that would still hold
    return list(_cut_short(entries)) if holds > 1 else entries


def _holding_note(holds: int) -> str:
    days = counted(holds, "day") if holds else "until the next of its place"
    return f"a written state holds {days}"


def last_held(first: date, holds: int) -> date:
    """Return the last of `holds` days from `first` on, or of the calendar, which ends in 9999."""
    return first + timedelta(days=min(holds - 1, (date.max - first).days))


def _cut_short(entries: Sequence[Entry]) -> Iterator[Entry]:
    firsts: dict[str, list[date]] = defaultdict(list)
    for entry in entries:
        firsts[entry.place].append(entry.first)
    for days in firsts.values():
        days.sort()
    for entry in entries:
        days = firsts[entry.place]
        place = bisect_right(days, entry.first)
        until = days[place] - ONE_DAY if place < len(days) else date.max
        yield entry if entry.last is None else replace(entry, last=min(entry.last, until))


def _closed(intervals: Iterable[_Interval], rule: EndRule) -> list[Entry]:
    """Return the intervals as entries up to their last days.

    Raises:
        DataError: every interval that ends before it begins.
    """
    faults, entries = [], []
    beyond = ONE_DAY if rule is EndRule.EXCLUSIVE else timedelta()
    for one in intervals:
        if one.end is not None and one.end - one.first < beyond:
            expected = f"an end after the start, {one.first} ({rule})"
            faults.append(Fault(one.end_where, "ends-early", str(one.end), expected))
        else:
            last = one.end - beyond if one.end else None
            entries.append(one.entry.dated(one.first, last))
    if faults:
        raise DataError(faults)
    return entries


def _end_note(intervals: Iterable[_Interval], rule: EndRule) -> str:
    ends = any(one.end is not None for one in intervals)
    return f"the end of an interval is {rule}" if ends else "no interval has an end"


def _end_rule(file: str, intervals: Sequence[_Interval]) -> EndRule:
    """Tell from neighbouring intervals of one place what an end means, if there are any.

    Raises:
        DataError: they do not tell, or some say one thing and some the other.
    """
    of_place: dict[str, list[_Interval]] = defaultdict(list)
    for one in intervals:
        of_place[one.entry.place].append(one)
    if all(one.end is None for one in intervals):
        return EndRule.INCLUSIVE
    told: dict[EndRule, Where] = {}
    for ones in of_place.values():
        for one, following in pairwise(sorted(ones, key=lambda one: one.first)):
            rule = one.rule_told_by(following.first)
            if rule is not None:
                told.setdefault(rule, one.end_where)
    if len(told) == 1:
        return next(iter(told))
    rows = " and ".join(f"{rule} in row {where.row}" for rule, where in sorted(told.items()))
    found = f"ends that are {rows}" if rows else "ends that may be either"
    expected = "--end inclusive (its last day) or --end exclusive (the first day after it)"
    raise DataError([Fault(Where(file), "which-end", found, expected)])
