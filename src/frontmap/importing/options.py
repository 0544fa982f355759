"""What the user of `frontmap import` can say where it cannot be known.

It imports nothing heavy: the command line reads its choices before anything is imported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

__all__ = ["DateOrder", "EndRule", "ImportOptions", "TableShape"]


class TableShape(StrEnum):
    """How a table is laid out; `importing.table_shapes` describes each."""

    WIDE = "wide"
    LONG = "long"
    INTERVALS = "intervals"
    ASOF = "asof"
    PACKED = "packed"
    SNAPSHOTS = "snapshots"


class DateOrder(StrEnum):
    """The order of day, month and year in dates of three numbers, or a spreadsheet's day count."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    EXCEL = "excel"


class EndRule(StrEnum):
    """Whether the written end of an interval is its last day, or the first day after it."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """Answers to what import asks.

    Attributes:
        shape: how the table is laid out.
        columns: the column of each role (`holder`, `place`, …).
        left_out: columns that are left out although they say something of a state.
        order: the order of day, month and year.
        end: what the written end of an interval means.
        holds: how many days a written state holds; 0 is until the next one of its place.
        holders: the file that says what each way of writing a holder means.
        places: the file that says which area each place is.
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
        snap_m: bring neighbours together that miss one another by up to this many metres.
        title: the atlas's title.
        events: the file of reported events, which become claims.
        event_columns: its column of each role; `importing.event_words` has the roles.
        event_kinds: what a claim is about, by the table's own word for a kind of event.
        languages: those of names and notes, the first one first; without them English, and what
            else there is.
    """

    shape: TableShape | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    order: DateOrder | None = None
    end: EndRule | None = None
    holds: int | None = None
    holders: Path | None = None
    places: Path | None = None
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
    snap_m: float = 0.0
    title: str = ""
    events: Path | None = None
    event_columns: Mapping[str, str] = field(default_factory=dict)
    event_kinds: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of what names none."""
        return (self.languages or LANGUAGES)[0]
