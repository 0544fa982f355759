"""From the rows of any shape of table to entries: a place, its days, and the state as written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from frontmap.days import ONE_DAY, day_after
from frontmap.errors import DataError, Fault, Where
from frontmap.files import counted
from frontmap.folder.tables import translation_of
from frontmap.importing.holders import confidence_of, is_doubted, status_of, written_with
from frontmap.importing.open_ends import is_open_end, open_end_notes
from frontmap.importing.options import Calendar, DateOrder, DateRules, EndRule, TableShape
from frontmap.importing.table_shapes import Layout, histories_in
from frontmap.importing.written_dates import read_dates
from frontmap.model import Confidence
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.input_tables import InputRow, InputTable
    from frontmap.importing.outlines import Feature
    from frontmap.importing.written_dates import Period, ReadDates

__all__ = ["Entries", "Entry", "WrittenState", "last_held", "read_entries", "status_faults"]

#: The role of the column with the first day, by the shape of the table.
_FIRST_DAY = {
    TableShape.LONG: "date",
    TableShape.ASOF: "asof",
    TableShape.INTERVALS: "start",
    TableShape.CHANGES: "start",
    TableShape.SPANS: "start",
}
#: The shapes whose states hold until the next one of their place.
_UNTIL_THE_NEXT = {TableShape.PACKED, TableShape.CHANGES}
#: Of a column of statuses or confidences, so many words can be explained; more are no such words.
_MOST_WORDS = 12
#: The shapes with a column of ends.
_WITH_ENDS = {TableShape.INTERVALS, TableShape.SPANS}


@dataclass(frozen=True, slots=True)
class WrittenState:
    """A state as it is written.

    Other people's tables fill only `holder` (with its status, where a column has that),
    `confidence`, `source` and `note`; tables in frontmap's own words fill the rest. `translated`
    has the note in further languages, each after the language's tag.
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
        asserted: the last day of which the row itself speaks, where that is not its first alone.
    """

    where: Where
    place: str
    first: date
    last: date | None
    written: WrittenState
    asserted: date | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a table, and how they were read.

    Attributes:
        entries: in the order of the rows.
        notes: what the user is told of it.
        order: the order of day, month and year, where the dates have one.
        end: what an end means, where there are ends.
    """

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    order: DateOrder | None = None
    end: EndRule | None = None


def read_entries(
    table: InputTable,
    layout: Layout,
    *,
    rules: DateRules | None = None,
    end: EndRule | None = None,
    holds: int | None = None,
) -> Entries:
    """Read a table's rows as entries.

    Args:
        table: the table.
        layout: its shape and columns.
        rules: how dates are read, where they cannot tell.
        end: what the written end of an interval means, where the rows cannot tell.
        holds: how many days a written state holds; 0 is until the next of the same place. By
            default a state of a wide or long table holds one day, and one of a packed history
            or a log of changes until the next; lists of states as of a day need it.

    Raises:
        DataError: every cell that cannot be read, and what must be asked for.
    """
    undated = list(_undated_entries(table, layout))
    dates = _read_dates(table, layout, undated, rules or DateRules())
    faults = [*_faults(table, layout, undated, holds), *dates.faults]
    intervals = _intervals(layout, undated, dates)
    rule = EndRule.INCLUSIVE if layout.own_words else end or _end_rule(intervals)
    if layout.shape in _WITH_ENDS:
        faults += _end_faults(table.file, intervals, rule)
    if faults or rule is None:
        raise DataError(faults)
    if layout.shape in _WITH_ENDS:
        entries, note = [one.closed(rule) for one in intervals], _end_note(intervals, rule)
    else:
        usual = 0 if layout.shape in _UNTIL_THE_NEXT else 1
        days = usual if holds is None else holds
        entries, note = _holding(undated, dates.days, days), _holding_note(days)
    told = (*dates.notes, note, *_colour_notes(table, layout))
    return Entries(tuple(entries), told, dates.order, rule if intervals else None)


def _read_dates(
    table: InputTable, layout: Layout, undated: Sequence[_UndatedEntry], rules: DateRules
) -> ReadDates:
    """Read the dates of all entries together; those of a wide table stand in its header."""
    intervals = layout.shape in _WITH_ENDS
    ends = [entry.last for entry in undated if entry.last is not None]
    if layout.shape is TableShape.WIDE:
        written = list(_headings(table, layout))
    else:
        written = [entry.first for entry in undated]
        written += [(where, text) for where, text in ends if not is_open_end(text)]
    if layout.own_words:
        # our own tables have ISO dates of our era only
        rules = replace(rules, calendar=Calendar.GREGORIAN)
    read = read_dates(written, rules, of_intervals=intervals, serial_zero=table.serial_zero)
    faults = read.faults
    if layout.shape is TableShape.WIDE:
        faults = tuple(map(_or_left_out, faults))
    return replace(read, faults=faults, notes=(*read.notes, *open_end_notes(ends)))


def _or_left_out(fault: Fault) -> Fault:
    """Return what is said of a heading that is no day, with the way to go on without it."""
    if fault.code.startswith("which-") or not fault.where.column:
        return fault
    return replace(fault, expected=f"{fault.expected}; or --leave-out '{fault.where.column}'")


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

    def interval(self, dates: ReadDates) -> _Interval | None:
        """Return the entry with its dates; `None` where one of them cannot be read."""
        where, last = self.last or (self.where, "")
        first, end = dates.period(self.first[1]), dates.period(last)
        if first is None or (end is None and not is_open_end(last)):
            return None
        return _Interval(self, first, end, where)


@dataclass(frozen=True, slots=True)
class _Interval:
    """An entry with a start, and a written end that may be its last day or the day after.

    Both may be a year or a month: the interval then begins on the first day of the one, and ends
    with the other, or before it.
    """

    entry: _UndatedEntry
    start: Period
    end: Period | None
    end_where: Where

    @property
    def first(self) -> date:
        """The first day."""
        return self.start.first

    def rule_told_by(self, following: date) -> EndRule | None:
        """Return what the end must mean, given the first day of the next interval of its place."""
        if self.end is None:
            return None
        if self.end.first <= self.first <= self.end.last:
            return EndRule.INCLUSIVE
        if self.end.first == following:
            return EndRule.EXCLUSIVE
        return EndRule.INCLUSIVE if day_after(self.end.last) == following else None

    def ends_early(self, rule: EndRule | None) -> bool:
        """Whether it ends before it begins: by the rule, or by any where none is known."""
        if self.end is None:
            return False
        if rule is EndRule.EXCLUSIVE:
            return self.end.first <= self.first
        return self.end.last < self.first

    def closed(self, rule: EndRule) -> Entry:
        """Return the entry up to its last day; it does not end early."""
        if self.end is None:
            return self.entry.dated(self.first, None)
        last = self.end.last if rule is EndRule.INCLUSIVE else self.end.first - ONE_DAY
        return replace(self.entry.dated(self.first, last), asserted=last)


def _intervals(
    layout: Layout, undated: Iterable[_UndatedEntry], dates: ReadDates
) -> list[_Interval]:
    """Return the entries that have an end, or may have one, as far as their dates can be read."""
    if layout.shape not in _WITH_ENDS:
        return []
    return [one for entry in undated if (one := entry.interval(dates))]


def _undated_entries(table: InputTable, layout: Layout) -> Iterator[_UndatedEntry]:
    if layout.shape is TableShape.WIDE:
        headings = tuple(_headings(table, layout))
        for row in table.rows:
            yield from _of_wide_row(row, layout, headings)
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


def _headings(table: InputTable, layout: Layout) -> Iterator[tuple[Where, str]]:
    """Return the dates of a wide table, which are its headings."""
    header = Where(table.file, table.header)
    return ((header.at(column), column) for column in layout.dates)


def _of_wide_row(
    row: InputRow, layout: Layout, headings: Sequence[tuple[Where, str]]
) -> Iterator[_UndatedEntry]:
    place = _cell(row, layout, "place")
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for heading in headings:
        column = heading[1]
        written = WrittenState(row.cells.get(column, ""), source=source, note=note)
        yield _UndatedEntry(row.where.at(column), place, heading, None, written)


def _of_history(row: InputRow, layout: Layout) -> Iterator[_UndatedEntry]:
    where, place = row.where.at(_history_column(layout)), _cell(row, layout, "place")
    source, note = _cell(row, layout, "source"), _cell(row, layout, "note")
    for day, holder in histories_in(row.cells, layout) or ():
        written = WrittenState(holder, source=source, note=note)
        yield _UndatedEntry(where, place, (where, day), None, written)


def _history_column(layout: Layout) -> str:
    """Return the column of packed histories, or that of their dates."""
    return layout.roles.get("history") or layout.roles["date"]


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
        sure = confidence_of(_cell(row, layout, "confidence"))
        return WrittenState(
            written_with(holder, status, rivals),
            confidence=sure.value if sure else "",
            source=source,
            note=note,
        )
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


def _faults(
    table: InputTable, layout: Layout, undated: Iterable[_UndatedEntry], holds: int | None
) -> Iterator[Fault]:
    """Find entries without a place or a date, histories that are none, and states without end."""
    if layout.shape is TableShape.ASOF and holds is None:
        where = Where(table.file, 1, layout.roles["asof"])
        expected = "--holds with a number of days, or --holds next"
        yield Fault(where, "how-long", "states as of a day, and no end", expected)
    for entry in undated:
        if not entry.place:
            role = _place_role(layout)
            expected = "a place's name" if role == "place" else "a holder, or --column place=…"
            yield Fault(entry.where.at(layout.roles[role]), "empty-cell", f"no {role}", expected)
        if not entry.first[1]:
            yield Fault(entry.first[0], "no-date", "no date", "a day")
    if not layout.own_words:
        yield from status_faults(table.rows, layout.roles)
    yield from _colour_faults(table, layout)
    if layout.shape is TableShape.PACKED:
        yield from _history_faults(table, layout)


def _history_faults(table: InputTable, layout: Layout) -> Iterator[Fault]:
    """Find histories that are none, and lists of dates and holders of which one is longer."""
    column = _history_column(layout)
    for row in table.rows:
        if histories_in(row.cells, layout) is not None:
            continue
        where, text = row.where.at(column), repr(row.cells.get(column, ""))
        if "history" in layout.roles:
            expected = "a history such as 2018-04-19; Party A, 2018-05-03; Party B"
            yield Fault(where, "bad-history", text, expected)
        else:
            found = f"{text}, and {_cell(row, layout, 'holder')!r} in {layout.roles['holder']}"
            yield Fault(where, "unequal-lists", found, "as many holders as dates")


def _holder_cells(table: InputTable, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the text and the colour of each cell that says who holds a place."""
    columns = layout.dates or (layout.roles.get("holder") or layout.roles.get("history", ""),)
    for row in table.rows:
        for column in columns:
            yield row.cells.get(column, ""), row.colours.get(column, "")


def _colour_faults(table: InputTable, layout: Layout) -> Iterator[Fault]:
    """Find cells that are told apart only by their colour."""
    if not any(row.colours for row in table.rows):
        return
    cells = list(_holder_cells(table, layout))
    texts = {text for text, _ in cells if text}
    colours = Counter(colour for text, colour in cells if colour and bool(text) == bool(texts))
    if (not texts and colours) or (len(texts) == 1 and len(colours) > 1):
        said = ", ".join(f"{colour} ({counted(n, 'cell')})" for colour, n in colours.most_common())
        written = f"nothing but {next(iter(texts))!r}" if texts else "no text"
        found = f"{written} in cells of the colours {said}"
        expected = "the holder written in each cell; or no colours, where they mean nothing"
        yield Fault(Where(table.file), "colours-only", found, expected)


def _colour_notes(table: InputTable, layout: Layout) -> Iterator[str]:
    """Say how many cells have a colour and no text, which is read as no state."""
    if any(row.colours for row in table.rows):
        bare = Counter(
            colour for text, colour in _holder_cells(table, layout) if colour and not text
        )
        if bare:
            said = ", ".join(f"{colour} ({number})" for colour, number in bare.most_common())
            yield f"cells with a colour and no text say nothing: {said}"


def status_faults(
    rows: Sequence[InputRow] | Sequence[Feature], roles: Mapping[str, str]
) -> Iterator[Fault]:
    """Find statuses that are none, and rivals of whom no status says what they do."""
    yield from _word_faults(rows, roles.get("status", ""), "bad-status", status_of, tuple(Status))
    sure = roles.get("confidence", "")
    yield from _word_faults(rows, sure, "bad-confidence", confidence_of, tuple(Confidence))
    status, rivals = roles.get("status", ""), roles.get("rivals", "")
    for row in rows:
        if row.cells.get(rivals) and not row.cells.get(status, ""):
            found = f"rivals, {row.cells[rivals]!r}, without one"
            expected = f"a status that has some; or --leave-out '{rivals}'"
            yield Fault(row.where.at(rivals), "no-status", found, expected, choices=(rivals,))
        if confidence_of(row.cells.get(sure, "")) in {Confidence.HIGH, Confidence.MEDIUM} and (
            is_doubted(row.cells.get(roles["holder"], ""))
        ):
            found = f"{row.cells[sure]!r}, and a question mark in {roles['holder']}"
            expected = f"one of the two; or --leave-out '{sure}'"
            yield Fault(row.where.at(sure), "two-confidences", found, expected, choices=(sure,))


def _word_faults(
    rows: Sequence[InputRow] | Sequence[Feature],
    column: str,
    code: str,
    read: Callable[[str], object],
    known: Sequence[str],
) -> Iterator[Fault]:
    """Find words in a column that takes only some; a few of them the user may explain."""
    unknown = [row for row in rows if (text := row.cells.get(column, "")) and read(text) is None]
    few = len({row.cells[column] for row in unknown}) <= _MOST_WORDS
    for row in unknown:
        text = row.cells[column]
        expected = f"one of {', '.join(known)}; or --leave-out '{column}'"
        choices: tuple[str, ...] = (column,)
        if few:
            expected = f"{expected}; or what it means, by --word '{text}=…'"
            choices = tuple(map(str, known))
        subject = text if few else ""
        yield Fault(
            row.where.at(column), code, repr(text), expected, subject=subject, choices=choices
        )


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


def _end_faults(file: str, intervals: Sequence[_Interval], rule: EndRule | None) -> Iterator[Fault]:
    """Ask what an end means where that is not known, and find those that end before they begin."""
    if rule is None:
        told = sorted(_told_rules(intervals).items())
        rows = " and ".join(f"{rule} in row {where.row}" for rule, where in told)
        found = f"ends that are {rows}" if rows else "ends that may be either"
        expected = "--end inclusive (its last day) or --end exclusive (the first day after it)"
        yield Fault(Where(file), "which-end-rule", found, expected)
    for one in intervals:
        if one.end is not None and one.ends_early(rule):
            expected = f"an end after the start, {one.first}" + (f" ({rule})" if rule else "")
            written = one.end.first if rule is EndRule.EXCLUSIVE else one.end.last
            yield Fault(one.end_where, "ends-early", str(written), expected)


def _end_note(intervals: Iterable[_Interval], rule: EndRule) -> str:
    ends = any(one.end is not None for one in intervals)
    return f"the end of an interval is {rule}" if ends else "no interval has an end"


def _told_rules(intervals: Iterable[_Interval]) -> dict[EndRule, Where]:
    """Return what neighbouring intervals of one place say that an end means, and where first."""
    of_place: dict[str, list[_Interval]] = defaultdict(list)
    for one in intervals:
        of_place[one.entry.place].append(one)
    told: dict[EndRule, Where] = {}
    for ones in of_place.values():
        for one, following in pairwise(sorted(ones, key=lambda one: one.first)):
            rule = one.rule_told_by(following.first)
            if rule is not None:
                told.setdefault(rule, one.end_where)
    return told


def _end_rule(intervals: Sequence[_Interval]) -> EndRule | None:
    """Return what an end means; `None` where it must be asked."""
    told = _told_rules(intervals)
    if len(told) == 1:
        return next(iter(told))
    ends = [one.end for one in intervals if one.end is not None]
    # a year that ends an interval is its last, as the user said with --years
    whole = all(end.first < end.last for end in ends)
    return EndRule.INCLUSIVE if whole and not told else None
