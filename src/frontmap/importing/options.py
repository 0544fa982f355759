"""What the user of `frontmap import` can say where it cannot be known.

It imports nothing heavy: the command line reads its choices before anything is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - `option_types` evaluates the annotations
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from frontmap.importing.holder_rows import Holders

__all__ = [
    "Calendar",
    "DateOrder",
    "DateRules",
    "EndRule",
    "ImportOptions",
    "TableShape",
    "option_types",
    "options_with_files",
]


class TableShape(StrEnum):
    """How a table is laid out; `importing.table_shapes` describes each."""

    WIDE = "wide"
    LONG = "long"
    INTERVALS = "intervals"
    ASOF = "asof"
    CHANGES = "changes"
    PACKED = "packed"
    SNAPSHOTS = "snapshots"
    SPANS = "spans"


class DateOrder(StrEnum):
    """The order of day, month and year in dates of three numbers, or a spreadsheet's day count."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    EXCEL = "excel"


class Calendar(StrEnum):
    """The calendar in which a year is counted; `importing.calendars` converts to ours."""

    HIJRI = "hijri"
    PERSIAN = "persian"
    GREGORIAN = "gregorian"


class EndRule(StrEnum):
    """Whether the written end of an interval is its last day, or the first day after it."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, kw_only=True)
class DateRules:
    """How written dates are read, where they cannot tell; as in `ImportOptions`."""

    order: DateOrder | None = None
    calendar: Calendar | None = None
    zone: str = ""
    years: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """Answers to what import asks.

    Attributes:
        preset: what the table is, where many people have one: a small recipe of ours by its name.
        footnotes: take the marks of footnotes, such as [12], off the cells.
        shape: how the table is laid out.
        columns: the column of each role (`holder`, `place`, …).
        left_out: columns that are left out although they say something of a state.
        words: our status, or confidence, by the table's own word for it.
        order: the order of day, month and year.
        calendar: the calendar of years between 1300 and 1500.
        zone: the time zone of the place, in whose calendar an instant has its day: an IANA name
            such as Asia/Damascus, or an offset from UTC such as +03:00.
        years: read an interval's start that is a year or a month as its first day, and its end
            as its last.
        end: what the written end of an interval means.
        holds: how many days a written state holds; 0 is until the next one of its place.
        all_held_by: who holds every outline, where no column says it.
        holders: the file that says what each way of writing a holder means.
        places: the file that says which area each place is.
        said_holders: what each way of writing a holder means, where a recipe says it.
        said_places: which area each place is, where a recipe says it.
        near: join names that differ by at most this many letters.
        skip_unmatched: leave out places that have no outline or no coordinates.
        first: the first day of the record.
        last: its last day.
        boundary: the file with the polygon in which points become cells.
        sheet: which sheet of an Excel file.
        header: which row has the columns' names, counted from 1; 0 is to find it.
        encoding: the encoding of texts that are not UTF-8.
        layer: which layer of a vector file.
        crs: the projection of outlines whose file names none.
        id_column: the outlines' column of ids.
        name_column: the outlines' column of names.
        mend: repair outlines that are not valid and have one plain reading.
        unite: make one area of the outlines of one name.
        over: the file of areas that lie over others, and are cut out of them.
        streets: the file of lines by which a reader finds the way.
        streets_layer: which layer of it.
        streets_crs: its projection, where it names none.
        snap_m: bring neighbours together that miss one another by up to this many metres.
        title: the atlas's title.
        events: the files of reported events, which become claims.
        event_columns: its column of each role; `importing.event_words` has the roles.
        event_kinds: what a claim is about, by the table's own word for a kind of event.
        languages: those of names and notes, the first one first; without them English, and what
            else there is.
    """

    preset: str = ""
    footnotes: bool = False
    shape: TableShape | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder | None = None
    calendar: Calendar | None = None
    zone: str = ""
    years: bool = False
    end: EndRule | None = None
    holds: int | None = None
    all_held_by: str = ""
    holders: Path | None = None
    places: Path | None = None
    said_holders: Holders | None = None
    said_places: Mapping[str, str] = field(default_factory=dict)
    near: int = 0
    skip_unmatched: bool = False
    first: date | None = None
    last: date | None = None
    boundary: Path | None = None
    sheet: str = ""
    header: int = 0
    encoding: str = ""
    layer: str = ""
    crs: str = ""
    id_column: str = ""
    name_column: str = ""
    mend: bool = False
    unite: bool = False
    over: Path | None = None
    streets: Path | None = None
    streets_layer: str = ""
    streets_crs: str = ""
    snap_m: float = 0.0
    title: str = ""
    events: tuple[Path, ...] = ()
    event_columns: Mapping[str, str] = field(default_factory=dict)
    event_kinds: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of what names none."""
        return (self.languages or LANGUAGES)[0]

    @property
    def dates(self) -> DateRules:
        """How written dates are read."""
        return DateRules(order=self.order, calendar=self.calendar, zone=self.zone, years=self.years)


def option_types() -> dict[str, type]:
    """Return the type of each option's value by its field: `tuple`, `Mapping`, `date`, …."""
    hints = get_type_hints(ImportOptions, localns={"Holders": object})
    return {name: _bare(kind) for name, kind in hints.items()}


def options_with_files() -> frozenset[str]:
    """Return the fields that name several files each."""
    hints = get_type_hints(ImportOptions, localns={"Holders": object})
    return frozenset(name for name, kind in hints.items() if get_args(kind)[:1] == (Path,))


def _bare(kind: Any) -> type:  # noqa: ANN401 - an annotation
    """Return a type without what it has inside it, and without `None`."""
    if isinstance(kind, type) and not get_args(kind):
        return kind
    if get_origin(kind) in {tuple, Mapping}:
        return tuple if get_origin(kind) is tuple else Mapping
    return next(_bare(one) for one in get_args(kind) if one is not type(None))
