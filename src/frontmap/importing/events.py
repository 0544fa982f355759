"""Tables of events: what happened, where and when, as somebody reports it.

A row becomes a claim and never a day's holder: `event_claims` writes the claims. A row says its day
as well as it knows it: within the week round its date (three days either side), or some day of its
month. The coordinates are longitude and latitude in degrees (EPSG:4326).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import shapely

from frontmap.days import ABOUT_DAYS, Span, parse_span
from frontmap.errors import DataError, Fault, KeptFaults, Where
from frontmap.files import counted
from frontmap.importing.event_words import (
    HEADINGS,
    KINDS,
    PLACE_PRECISIONS,
    TIME_PRECISIONS,
    Precision,
)
from frontmap.importing.files_beside import read_beside
from frontmap.importing.input_tables import InputRow, InputTable, read_table, table_of_features
from frontmap.importing.outlines import VECTOR_ENDINGS
from frontmap.importing.presets import columns_of
from frontmap.importing.written_dates import read_dates
from frontmap.model import ClaimKind
from frontmap.names import fold, near_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.options import DateRules, ImportOptions

__all__ = ["Event", "EventTable", "looks_like_events", "read_events"]

#: The decimals of coordinates: a tenth of a metre.
_DECIMALS = 6
_FIGURE = re.compile(r"(\d+)(?:\.0+)?(?:\s*[-–/]\s*(\d+))?")
#: What parts the sources of a cell; a semicolon may also stand in an address.
_BETWEEN, _BESIDE_ADDRESSES = re.compile(r"\s*[;|]\s*"), re.compile(r"\s*;\s+|\s*\|\s*")
_NEEDED = ("date", "kind")
_KIND_OPTIONS = tuple(kind.value for kind in ClaimKind)
#: The few words of a column stand in very many rows.
_key = lru_cache(maxsize=4096)(fold)


@dataclass(frozen=True, slots=True)
class Event:
    """A row of a table of events.

    Attributes:
        where: the row.
        date: the day, the days that it lasted, or those that it may have been on.
        place: the place as it is written.
        spot: longitude and latitude; `None` where there is no point, or only a region's.
        exact: whether it was in that very place.
        kind: what its claim is about.
        written: its kind as the table writes it.
        actors: those that the table names.
        sources: who reports it, the first one first.
        locator: the row's own id.
        note: the row's own text.
        killed: how many were killed, as the source says: `3`, `2/5`; empty where it says none.
        areas: the areas that it is in; found by `event_places`.
    """

    where: Where
    date: Span
    place: str
    spot: tuple[float, float] | None
    exact: bool
    kind: ClaimKind
    written: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    locator: str
    note: str
    killed: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventTable:
    """All events of a table, in its order.

    Attributes:
        file: the table's name.
        events: the events.
        notes: how they were read, for the user.
        unused: the columns that are not read.
    """

    file: str
    events: tuple[Event, ...]
    notes: tuple[str, ...]
    unused: tuple[str, ...]


def looks_like_events(table: InputTable) -> bool:
    """Tell whether each row of a table says, in a column for it, a kind of event that is known."""
    columns = [c for c in table.columns if fold(c) in HEADINGS["kind"]]
    dated = any(fold(column) in HEADINGS["date"] for column in table.columns)
    return dated and any(
        table.rows and all(_key(row.cells.get(column, "")) in KINDS for row in table.rows)
        for column in columns
    )


def read_events(paths: Sequence[Path], options: ImportOptions) -> tuple[EventTable, ...]:
    """Read tables, or files of points with attributes, as events.

    A row that an earlier file has, too, is left out: exports of two months may share days.

    Raises:
        DataError: every cell that cannot be read, and what must be asked for.
    """
    faults = KeptFaults()
    tables: list[InputTable] = []
    for path in paths:
        with faults.kept():
            tables.append(_table(path, options))
    faults.refuse()
    tables = _without_repeats(tables, options)
    there = {column for table in tables for column in table.columns}
    columns = []
    for table in tables:
        named = columns_of(options, "event_columns", table.columns)
        # a column may be named that another of the files has
        others = there.difference(table.columns)
        own = {role: column for role, column in named.items() if column not in others}
        columns.append(_EventColumns(table, own))
    if name_faults := [fault for of in columns for fault in of.faults()]:
        raise DataError(name_faults)
    with faults.kept():
        _require_kinds(columns, options.event_kinds)
    read: list[EventTable] = []
    for of_table in columns:
        with faults.kept():
            read.append(_read(of_table, options))
    faults.refuse()
    return tuple(read)


def _read(columns: _EventColumns, options: ImportOptions) -> EventTable:
    """Read the rows of a table as events.

    Raises:
        DataError: every cell that cannot be read, and what must be asked for.
    """
    table = columns.table
    kinds, kind_faults = _kinds(columns, options.event_kinds)
    spans, date_faults, notes = _spans(table, columns.roles, options.dates)
    reader = _Reader(columns.roles, kinds)
    read = [reader.event(row, span) for row, span in zip(table.rows, spans, strict=True)]
    if faults := [*kind_faults, *reader.faults, *date_faults]:
        raise DataError(faults)
    events = tuple(filter(None, read))
    return EventTable(
        table.file,
        events,
        (str(columns), *table.notes, *notes, *_notes(events)),
        columns.unused,
    )


def _without_repeats(tables: Sequence[InputTable], options: ImportOptions) -> list[InputTable]:
    """Return tables without the rows that one before them has, too.

    Raises:
        DataError: rows of two tables have one id and say different things.
    """
    kept: list[InputTable] = []
    cells: set[frozenset[tuple[str, str]]] = set()
    ids: dict[str, Where] = {}
    faults: list[Fault] = []
    for table in tables:
        named = columns_of(options, "event_columns", table.columns)
        of_id = _EventColumns(table, named).roles.get("id", "")
        said = {id(row): frozenset((c, x) for c, x in row.cells.items() if x) for row in table.rows}
        rows = tuple(row for row in table.rows if said[id(row)] not in cells)
        own = {key: row.where for row in rows if (key := row.cells.get(of_id, ""))}
        faults += [
            Fault(
                where.at(of_id),
                "two-events",
                f"{key!r}, of which {ids[key]} says other things",
                "one row for each id; leave out the file, or the row, that is out of date",
            )
            for key, where in own.items()
            if key in ids
        ]
        ids |= own
        cells |= set(said.values())
        notes = table.notes
        if repeats := len(table.rows) - len(rows):
            notes = (*notes, f"{counted(repeats, 'row')} that an earlier file has, too, left out")
        kept.append(replace(table, rows=rows, notes=notes))
    if faults:
        raise DataError(faults)
    return kept


def _table(path: Path, options: ImportOptions) -> InputTable:
    """Return the table; of a file of points, with their coordinates as columns.

    Raises:
        DataError: the file cannot be read, or has features that are no points.
    """
    if path.suffix.casefold() not in VECTOR_ENDINGS:
        return _read_table(path, options)
    drawn = read_beside(path, crs=options.crs, encoding=options.encoding)
    table = table_of_features(drawn)
    faults, rows = [], []
    for feature, row in zip(drawn.features, table.rows, strict=True):
        point = feature.geometry
        if point is None or point.geom_type != "Point":
            found = f"a {point.geom_type}" if point is not None else "no geometry"
            faults.append(Fault(feature.where.at("geometry"), "no-point", found, "a point"))
        else:
            lon, lat = shapely.get_coordinates(point)[0].tolist()
            spot = {"longitude": repr(lon), "latitude": repr(lat)}
            rows.append(replace(row, cells=row.cells | spot))
    if faults:
        raise DataError(faults)
    own = [c for c in table.columns if c not in {"longitude", "latitude"}]
    notes, columns = (*table.notes, *drawn.notes), (*own, "longitude", "latitude")
    return replace(table, columns=columns, rows=tuple(rows), notes=notes)


def _read_table(path: Path, options: ImportOptions) -> InputTable:
    """Return a table; the sheet that the user names may be of this workbook or of the holders'."""
    try:
        return read_table(path, encoding=options.encoding)
    except DataError as refusal:
        if not options.sheet or {fault.code for fault in refusal.faults} != {"which-sheet"}:
            raise
    return read_table(path, sheet=options.sheet, encoding=options.encoding)


@dataclass(frozen=True)
class _EventColumns:
    """The columns of a table of events; `named` are those of the user, by role."""

    table: InputTable
    named: Mapping[str, str]

    def candidates(self, role: str) -> list[str]:
        """Return the columns that are called so and that the user names for nothing else."""
        others = {c for other, c in self.named.items() if other in HEADINGS and other != role}
        return [c for c in self.table.columns if fold(c) in HEADINGS[role] and c not in others]

    @cached_property
    def roles(self) -> dict[str, str]:
        """The column of each role that one, or the user, tells."""
        found = {role: self.candidates(role) for role in HEADINGS if role not in self.named}
        return dict(self.named) | {role: of[0] for role, of in found.items() if of}

    @property
    def of_kinds(self) -> list[str]:
        """The columns with kinds, of which the last is the one to be asked about."""
        return [self.roles[role] for role in ("subkind", "kind") if role in self.roles]

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that have something in them and no role, each with the table's name."""
        filled = {c for row in self.table.rows for c, cell in row.cells.items() if cell}
        left = filled - set(self.roles.values())
        return tuple(f"{c} of {self.table.file}" for c in self.table.columns if c in left)

    def __str__(self) -> str:
        """Say what was recognised, so that the user can object."""
        said = "; ".join(f"{role}: {column}" for role, column in self.roles.items())
        return f"{counted(len(self.table.rows), 'event')} ({said})"

    def faults(self) -> Iterator[Fault]:
        """Find roles and columns that are none, and roles that no column, or several, can have."""
        where = Where(self.table.file, 1)
        yield from self._name_faults(where)
        for role in HEADINGS:
            of = [] if role in self.named else self.candidates(role)
            if len(of) > 1 or (role in _NEEDED and role not in self.roles):
                yield self._question(role, of)
        points = {"longitude", "latitude"} & set(self.roles)
        if len(points) == 1:
            yield self._question("latitude" if "longitude" in points else "longitude")
        elif not points and "place" not in self.roles:
            yield self._question("place")

    def _question(self, role: str, candidates: Sequence[str] = ()) -> Fault:
        """Ask which column a role has, of those that are called so, or of all."""
        taken = set(self.roles.values())
        free = [column for column in self.table.columns if column not in taken]
        choices = tuple(candidates or free or self.table.columns)
        expected = f"--event-column {role}=… with one of: {', '.join(choices)}"
        found = " and ".join(candidates) or "no column that is plainly it"
        code = f"which-event-{role.replace('_', '-')}"
        return Fault(Where(self.table.file, 1), code, found, expected, choices=choices)

    def _name_faults(self, where: Where) -> Iterator[Fault]:
        """Find roles and columns that the user names and that are none."""
        for role, column in self.named.items():
            if role not in HEADINGS:
                expected, near = f"one of {', '.join(HEADINGS)}", near_name(role, list(HEADINGS))
                yield Fault(Where("--event-column"), "unknown-role", repr(role), expected, near)
            elif column not in self.table.columns:
                near = near_name(column, self.table.columns)
                expected = f"one of {', '.join(self.table.columns)}"
                yield Fault(where, "unknown-column", repr(column), expected, near)


def _kinds(
    columns: _EventColumns, named: Mapping[str, str]
) -> tuple[dict[str, ClaimKind], list[Fault]]:
    """Return the kind of each word that is one; and ask for those of which none tells it."""
    faults: list[Fault] = []
    wanted = {_key(word): kind for word, kind in named.items() if kind in _KIND_OPTIONS}
    kinds = dict(KINDS) | {word: ClaimKind(kind) for word, kind in wanted.items()}
    unknown: dict[str, list[tuple[Where, str]]] = defaultdict(list)
    for row in columns.table.rows:
        words = [word for column in columns.of_kinds if (word := row.cells.get(column, ""))]
        if words and not any(_key(word) in kinds for word in words):
            unknown[_key(words[-1])].append((row.where.at(columns.of_kinds[-1]), words[-1]))
    for (where, word), *others in unknown.values():
        found = repr(word) + (f", here and {len(others)} times more" if others else "")
        expected = f"--event-kind '{word}=…' with one of: {', '.join(_KIND_OPTIONS)}"
        code = "unknown-event-kind"
        fault = Fault(where, code, found, expected, subject=word, choices=_KIND_OPTIONS)
        faults.append(fault)
    return kinds, faults


def _require_kinds(tables: Iterable[_EventColumns], named: Mapping[str, str]) -> None:
    """Refuse kinds that the user names and that are none, or of which no table has an event.

    Raises:
        DataError: there are some.
    """
    met = {
        _key(text) for of in tables for column in of.of_kinds for text in _texts(of.table, column)
    }
    where = Where("--event-kind")
    faults: list[Fault] = []
    for written, kind in named.items():
        if kind not in _KIND_OPTIONS:
            expected, near = f"one of {', '.join(_KIND_OPTIONS)}", near_name(kind, _KIND_OPTIONS)
            faults.append(Fault(where, "bad-choice", repr(kind), expected, near))
        if _key(written) not in met:
            found, expected = repr(written), "a kind that the table has"
            faults.append(Fault(where, "unknown-kind", found, expected))
    if faults:
        raise DataError(faults)


class _Reader:
    """Reads rows as events, and keeps the faults."""

    def __init__(self, roles: Mapping[str, str], kinds: Mapping[str, ClaimKind]) -> None:
        self.roles = roles
        self.kinds = kinds
        self.faults: list[Fault] = []

    def event(self, row: InputRow, span: Span | None) -> Event | None:
        """Return the event of a row and its days; `None` where something in it is wrong."""
        before = len(self.faults)
        place, precision, spot = self._cell(row, "place"), self._precision(row), self._spot(row)
        words = [word for role in ("kind", "subkind") if (word := self._cell(row, role))]
        killed = self._killed(row)
        if not words:
            self._fault(row, "kind", "empty-cell", "no kind", "a kind of event")
        if not place and spot is None and len(self.faults) == before:
            role = "place" if "place" in self.roles else "longitude"
            self._fault(row, role, "empty-cell", "no place", "a place's name, or a point")
        if span is None or len(self.faults) > before:
            return None
        return Event(
            row.where,
            span,
            place,
            None if precision is Precision.ROUGH else spot,
            exact=precision is Precision.EXACT,
            kind=self._kind(words, killed),
            written=": ".join(words),
            actors=tuple(filter(None, (self._cell(row, "actor"), self._cell(row, "actor2")))),
            sources=_parted(self._cell(row, "source")),
            locator=self._cell(row, "id"),
            note=self._cell(row, "note"),
            killed=killed,
        )

    def _kind(self, words: Sequence[str], killed: str) -> ClaimKind:
        """Return what an event is; the last word says it most nearly."""
        known = (self.kinds.get(_key(word)) for word in reversed(words))
        kind = next(filter(None, known), ClaimKind.CONTEXT)
        return ClaimKind.CONTEXT if kind is ClaimKind.CASUALTIES and not killed else kind

    def _cell(self, row: InputRow, role: str) -> str:
        column = self.roles.get(role)
        return row.cells.get(column, "") if column else ""

    def _fault(self, row: InputRow, role: str, code: str, found: str, expected: str) -> None:
        where = row.where.at(self.roles.get(role, role))
        self.faults.append(Fault(where, code, found, expected))

    def _precision(self, row: InputRow) -> Precision:
        """Return how near to its point a row is; one that does not say so is at the point."""
        text = self._cell(row, "precision")
        found = PLACE_PRECISIONS.get(_key(text)) if text else Precision.EXACT
        if found is None:
            expected = "1 (exact), 2 (near) or 3 (region)"
            self._fault(row, "precision", "bad-precision", repr(text), expected)
        return found or Precision.EXACT

    def _spot(self, row: InputRow) -> tuple[float, float] | None:
        texts = [self._cell(row, role) for role in ("longitude", "latitude")]
        if not any(texts):
            return None
        try:
            lon, lat = (round(float(text.replace(",", ".")), _DECIMALS) for text in texts)
        except ValueError:
            lon = lat = float("nan")
        if abs(lon) <= 180 and abs(lat) <= 90:  # noqa: PLR2004 - a globe's
            return lon, lat
        expected = "a longitude and a latitude in degrees"
        self._fault(row, "longitude", "bad-coordinates", " ".join(texts).strip(), expected)
        return None

    def _killed(self, row: InputRow) -> str:
        """Return a figure of killed as a claim has it; none where it is blank or 0."""
        text = self._cell(row, "fatalities")
        figure = _FIGURE.fullmatch(text)
        if figure:
            least, most = figure[1].lstrip("0"), figure[2]
            return f"{least or 0}/{most}" if most else least
        if text:
            self._fault(row, "fatalities", "bad-figure", repr(text), "a number, or two: 2-5")
        return ""


def _parted(source: str) -> tuple[str, ...]:
    """Return the sources that a cell names, each once."""
    between = _BESIDE_ADDRESSES if "://" in source else _BETWEEN
    return tuple(dict.fromkeys(filter(None, between.split(source))))


def _spans(
    table: InputTable, roles: Mapping[str, str], rules: DateRules
) -> tuple[list[Span | None], list[Fault], tuple[str, ...]]:
    """Return the days of each row, as vague as its precision says."""
    ends = [(role, roles[role]) for role in ("date", "end") if role in roles]
    vague = {text: span for text in _texts(table, roles["date"]) if (span := _vague(text))}
    written = [
        (row.where.at(column), text)
        for row in table.rows
        for _, column in ends
        if (text := row.cells.get(column, "")) and text not in vague
    ]
    dates = read_dates(written, rules, serial_zero=table.serial_zero)
    reader = _SpanReader(roles, dates.days, vague)
    spans = [reader.span(row) for row in table.rows]
    return spans, [*dates.faults, *reader.faults], dates.notes


def _texts(table: InputTable, column: str) -> set[str]:
    return {row.cells.get(column, "") for row in table.rows}


def _vague(text: str) -> Span | None:
    """Return a date that is vague, as an atlas writes it; `None` for all others."""
    try:
        span = parse_span(text)
    except ValueError:
        return None
    return None if span.exact or span.first is None else span


class _SpanReader:
    """The days of rows, given what each written date means, and the faults in them."""

    def __init__(
        self, roles: Mapping[str, str], days: Mapping[str, date], vague: Mapping[str, Span]
    ) -> None:
        self.roles = roles
        self.days = days
        self.vague = vague
        self.faults: list[Fault] = []
        self._known: dict[tuple[date, date | None, Precision], Span] = {}

    def span(self, row: InputRow) -> Span | None:
        """Return the days of a row; `None` where they cannot be read."""
        text, end = (row.cells.get(self.roles.get(role, ""), "") for role in ("date", "end"))
        precision = self._precision(row)
        if not text:
            where = row.where.at(self.roles["date"])
            self.faults.append(Fault(where, "no-date", "no date", "a day"))
        if text in self.vague and not end:
            return self.vague[text]
        first, last = self.days.get(text), self.days.get(end) if end else None
        if first is None or (end and last is None):
            if text in self.vague:
                where, found = row.where.at(self.roles["end"]), f"an end after the vague {text!r}"
                self.faults.append(Fault(where, "two-dates", found, "one of the two"))
            return None
        if last is not None and last < first:
            where, expected = row.where.at(self.roles["end"]), f"a day not before {first}"
            self.faults.append(Fault(where, "ends-early", str(last), expected))
            return None
        key = first, last, precision
        if key not in self._known:
            self._known[key] = _span(first, last or first, precision)
        return self._known[key]

    def _precision(self, row: InputRow) -> Precision:
        column = self.roles.get("time_precision", "")
        text = row.cells.get(column, "")
        found = TIME_PRECISIONS.get(_key(text)) if text else Precision.EXACT
        if found is None:
            expected = "1 (day), 2 (week) or 3 (month)"
            fault = Fault(row.where.at(column), "bad-precision", repr(text), expected)
            self.faults.append(fault)
        return found or Precision.EXACT


def _span(first: date, last: date, precision: Precision) -> Span:
    """Return the days from `first` to `last`, or those round them, of one of which it was."""
    if precision is Precision.EXACT:
        return parse_span(str(first) if first == last else f"{first}/{last}")
    if precision is Precision.ROUGH and first.strftime("%Y%m") == last.strftime("%Y%m"):
        return parse_span(str(first)[:7])
    room = ABOUT_DAYS if precision is Precision.NEAR else _MONTH
    earliest = max(first.toordinal() - room, date.min.toordinal())
    latest = min(last.toordinal() + room, date.max.toordinal())
    return parse_span(f"[{date.fromordinal(earliest)}..{date.fromordinal(latest)}]")


#: A month that an event reaches out of is so many days either side.
_MONTH = 31


def _notes(events: Sequence[Event]) -> Iterator[str]:
    """Say what of the events is vague, and what is nobody's."""
    told: tuple[tuple[str, Callable[[Event], object]], ...] = (
        ("are of a vague day", lambda e: not (e.date.exact or e.date.lasts)),
        ("lie near their point only, and name no area", lambda e: not e.exact and e.spot),
        ("lie somewhere in a region: no point, no area", lambda e: not (e.exact or e.spot)),
        (
            "tell of ground taken: a part is the first actor's, if a known party, else a clash",
            lambda e: e.kind is ClaimKind.CONTROL,
        ),
        ("name no source; the table is their source", lambda e: not e.sources),
    )
    ids = Counter(event.locator for event in events if event.locator)
    if again := sum(count - 1 for count in ids.values()):
        yield f"{again} of them have the id of another, and count as events of their own"
    for said, is_so in told:
        if count := sum(map(bool, map(is_so, events))):
            yield f"{count} of them {said}"
