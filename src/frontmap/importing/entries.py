"""From the rows of any shape of table to entries: this place, from this day to that, so written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import day_after
from frontmap.errors import DataError, Fault, Where
from frontmap.importing.table_shapes import Layout, TableShape, packed_parts
from frontmap.importing.written_dates import DateOrder, read_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from frontmap.importing.sheets import Sheet, SheetRow

__all__ = ["EndRule", "Entries", "Entry", "Written", "last_held", "read_entries"]

_ONE_DAY = timedelta(days=1)


class EndRule(StrEnum):
    """Whether the written end of an interval is its last day, or the first day after it."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, slots=True)
class Written:
    """A state as it was written; all but `holder` only in frontmap's own words.

    `translated` has the note in further languages, each after the language's tag.
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
    """A place, the days, and who is written to have held it.

    `last` is `None` where the state holds until the next entry of the place.
    """

    where: Where
    place: str
    first: date
    last: date | None
    written: Written


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a table, in its order, and what was found out on the way."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_entries(
    sheet: Sheet,
    layout: Layout,
    *,
    order: DateOrder | None = None,
    end: EndRule | None = None,
    holds: int | None = None,
) -> Entries:
    """Read a table's rows as entries.

    Args:
        sheet: the table.
        layout: its shape and columns.
        order: the order of day, month and year, where the dates cannot tell.
        end: what the written end of an interval means, where the rows cannot tell.
        holds: how many days a written state holds; 0 is until the next of the same place. A
            state of a wide or long table holds one day, and of a packed history until the next,
            unless this says otherwise; "as of" lists need it.

    Raises:
        DataError: every cell that cannot be read, and what must be asked for.
    """
    raw = list(_raw(sheet, layout))
    faults = [
        Fault(entry.where.at(layout.roles["place"]), "empty-cell", "no place", "a place's name")
        for entry in raw
        if not entry.place
    ]
    if layout.shape is TableShape.PACKED:
        faults += _unpacked(sheet, layout)
    dates = read_dates(
        [at for entry in raw for at in (entry.first, entry.last) if at is not None], order=order
    )
    faults += dates.faults
    faults += [
        Fault(entry.first[0], "no-date", "no date", "a day") for entry in raw if not entry.first[1]
    ]
    if layout.shape is TableShape.ASOF and holds is None:
        where = Where(sheet.file, 1, layout.roles["asof"])
        expected = "--holds with a number of days, or --holds next"
        faults.append(Fault(where, "how-long", "states as of a day, and no end", expected))
    if faults:
        raise DataError(faults)
    notes = list(dates.notes)
    if layout.shape is TableShape.INTERVALS:
        entries, more = _intervals(raw, dates.days, end, own=layout.own_words)
    else:
        usual = 0 if layout.shape is TableShape.PACKED else 1
        entries, more = _holding(raw, dates.days, usual if holds is None else holds)
    return Entries(tuple(entries), (*notes, *more))


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry whose dates are still texts, each with its place."""

    where: Where
    place: str
    first: tuple[Where, str]
    last: tuple[Where, str] | None
    written: Written


def _raw(sheet: Sheet, layout: Layout) -> Iterator[_Raw]:
    for row in sheet.rows:
        if layout.shape is TableShape.WIDE:
            yield from _wide(row, layout, Where(sheet.file, 1))
        elif layout.shape is TableShape.PACKED:
            yield from _packed(row, layout)
        else:
            column = {TableShape.LONG: "date", TableShape.ASOF: "asof"}.get(layout.shape, "start")
            last = _at(row, layout, "end") if layout.shape is TableShape.INTERVALS else None
            first = _at(row, layout, column)
            yield _Raw(row.where, _cell(row, layout, "place"), first, last, _written(row, layout))


def _at(row: SheetRow, layout: Layout, role: str) -> tuple[Where, str]:
    return row.where.at(layout.roles[role]), _cell(row, layout, role)


def _cell(row: SheetRow, layout: Layout, role: str) -> str:
    return row.cells.get(layout.roles.get(role, ""), "")


def _written(row: SheetRow, layout: Layout) -> Written:
    holder = _cell(row, layout, "holder")
    if not layout.own_words:
        return Written(holder, source=_cell(row, layout, "source"), note=_cell(row, layout, "note"))
    return Written(
        holder,
        status=_cell(row, layout, "status"),
        rivals=_cell(row, layout, "rivals"),
        confidence=_cell(row, layout, "confidence"),
        evidence=_cell(row, layout, "evidence"),
        began=_cell(row, layout, "began"),
        note=_cell(row, layout, "note"),
        translated=tuple(
            (role.removeprefix("note_"), cell)
            for role in layout.roles
            if role.startswith("note_") and (cell := _cell(row, layout, role))
        ),
        episode=_cell(row, layout, "episode"),
    )


def _wide(row: SheetRow, layout: Layout, header: Where) -> Iterator[_Raw]:
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for column in layout.dates:
        written = Written(row.cells.get(column, ""), source=source, note=note)
        first = (header.at(column), column)
        yield _Raw(row.where.at(column), _cell(row, layout, "place"), first, None, written)


def _packed(row: SheetRow, layout: Layout) -> Iterator[_Raw]:
    where = row.where.at(layout.roles["history"])
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for day, holder in packed_parts(_cell(row, layout, "history")) or ():
        written = Written(holder, source=source, note=note)
        yield _Raw(where, _cell(row, layout, "place"), (where, day), None, written)


def _unpacked(sheet: Sheet, layout: Layout) -> Iterator[Fault]:
    column = layout.roles["history"]
    for row in sheet.rows:
        text = row.cells.get(column, "")
        if packed_parts(text) is None:
            expected = "a history such as 2018-04-19; Party A, 2018-05-03; Party B"
            yield Fault(row.where.at(column), "bad-history", repr(text), expected)


def _holding(
    raw: Iterable[_Raw], days: Mapping[str, date], holds: int
) -> tuple[list[Entry], list[str]]:
    entries = []
    for entry in raw:
        first = days[entry.first[1]]
        last = last_held(first, holds) if holds else None
        entries.append(Entry(entry.where, entry.place, first, last, entry.written))
    if holds > 1:
        # a later word on the place ends what an earlier one may carry
        entries = list(_cut_short(entries))
    said = f"{holds} day{'s' if holds > 1 else ''}" if holds else "until the next of its place"
    return entries, [f"a written state holds {said}"]


def last_held(first: date, holds: int) -> date:
    """Return the last of `holds` days from `first` on, or of the calendar, which ends in 9999."""
    return first + timedelta(days=min(holds - 1, (date.max - first).days))


def _cut_short(entries: Iterable[Entry]) -> Iterator[Entry]:
    entries = list(entries)
    firsts: dict[str, list[date]] = defaultdict(list)
    for entry in entries:
        firsts[entry.place].append(entry.first)
    for entry in entries:
        later = [day for day in firsts[entry.place] if day > entry.first]
        until = min(later) - _ONE_DAY if later else entry.last
        yield replace(entry, last=min(entry.last, until) if entry.last and until else entry.last)


def _intervals(
    raw: Iterable[_Raw], days: Mapping[str, date], end: EndRule | None, *, own: bool
) -> tuple[list[Entry], list[str]]:
    entries: list[tuple[_Raw, date, date | None]] = []
    for entry in raw:
        written = entry.last[1] if entry.last else ""
        entries.append((entry, days[entry.first[1]], days[written] if written else None))
    rule = EndRule.INCLUSIVE if own else end or _told_end(entries)
    faults, read = [], []
    for entry, first, last in entries:
        exclusive = rule is EndRule.EXCLUSIVE
        if last is not None and entry.last and (last <= first if exclusive else last < first):
            expected = f"an end after the start, {first} ({rule})"
            faults.append(Fault(entry.last[0], "ends-early", str(last), expected))
            continue
        closed = last - _ONE_DAY if last and exclusive else last
        read.append(Entry(entry.where, entry.place, first, closed, entry.written))
    if faults:
        raise DataError(faults)
    return read, [f"the end of an interval is {rule}"]


def _told_end(entries: Iterable[tuple[_Raw, date, date | None]]) -> EndRule:
    """Tell from neighbouring intervals of one place what an end means.

    Raises:
        DataError: they do not tell, or some say one thing and some the other.
    """
    of_place: dict[str, list[tuple[date, date | None, Where]]] = defaultdict(list)
    for entry, first, last in entries:
        where = entry.last[0] if entry.last else entry.where
        of_place[entry.place].append((first, last, where))
    met: dict[EndRule, Where] = {}
    file = Where("")
    for intervals in of_place.values():
        ordered = sorted(intervals, key=lambda one: one[0])
        file = ordered[0][2]
        for (first, last, where), (following, _, _) in pairwise(ordered):
            if last == first:
                met.setdefault(EndRule.INCLUSIVE, where)
            elif last == following:
                met.setdefault(EndRule.EXCLUSIVE, where)
            elif last is not None and day_after(last) == following:
                met.setdefault(EndRule.INCLUSIVE, where)
    if len(met) == 1:
        return next(iter(met))
    expected = "--end inclusive (its last day) or --end exclusive (the first day after it)"
    if not met:
        raise DataError([Fault(Where(file.file), "which-end", "ends that may be either", expected)])
    rows = " and ".join(f"{rule} in row {where.row}" for rule, where in sorted(met.items()))
    raise DataError([Fault(Where(file.file), "which-end", f"ends that are {rows}", expected)])
