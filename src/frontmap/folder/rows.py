"""One row of a table: parses its cells, and keeps the faults that it finds in them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from frontmap.days import Span, parse_day, parse_span
from frontmap.errors import Fault, Severity, Where
from frontmap.given.texts import mended, quoted, refused, reorders, show_refused
from frontmap.limits import LEVELS
from frontmap.model import DEFAULT_LANGUAGES, NO_TEXT, Text
from frontmap.names import clean, near_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from enum import StrEnum

__all__ = ["Row", "plain", "text_fault"]

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

#: No longitude is further from zero, also where a map goes on beyond the meridian of 180°.
_MOST_DEGREES = 360

_DEGREES = "degrees of longitude or latitude (EPSG:4326), such as 36.3031"

Kind = TypeVar("Kind", bound="StrEnum")
Value = TypeVar("Value")


@dataclass
class Row:
    """One row: its cells by column, and the faults found while they are parsed.

    `languages` are the atlas's, the first one that of the columns without a language's tag;
    `letters` is how many all cells have together.
    """

    where: Where
    cells: dict[str, str]
    languages: Sequence[str] = DEFAULT_LANGUAGES
    faults: list[Fault] = field(default_factory=list)
    letters: int = field(init=False, default=0)

    @classmethod
    def of(
        cls,
        where: Where,
        values: Mapping[str, object],
        languages: Sequence[str],
        columns: Container[str],
    ) -> Row:
        """Return the row of a table of TOML or of an object of JSON.

        What no cell can hold is a fault where it is one of `columns`; else nobody reads it.
        """
        cells, faults = {}, []
        for column, value in values.items():
            try:
                cells[column] = plain(value)
            except ValueError as reason:
                cells[column] = ""
                if column in columns:
                    expected = "a text, a number, or a list of them"
                    faults.append(Fault(where.at(column), "bad-text", str(reason), expected))
        return cls(where, cells, languages, faults)

    def __post_init__(self) -> None:
        """Mend the line ends of the cells, and find what no text may hold.

        A text of which nothing is seen, as one zero-width space, is none.
        """
        whole = "".join(self.cells.values())
        self.letters = len(whole)
        if whole.isprintable():
            return
        for column, cell in self.cells.items():
            self.cells[column] = text = mended(cell)
            if fault := text_fault(self.where.at(column), text):
                self.faults.append(fault)
            elif not clean(text):
                self.cells[column] = ""

    def fault(self, column: str, code: str, expected: str, meant: str = "") -> None:
        """Record a fault of one cell."""
        found = quoted(self.cells.get(column, ""))
        self.faults.append(Fault(self.where.at(column), code, found, expected, meant))

    def refuse_long(self, most: Mapping[str, int]) -> None:
        """Record a fault of each cell with more letters than its column may have."""
        for column, letters in most.items():
            if len(self.cells.get(column, "")) > letters:
                self.fault(column, "long-text", f"at most {letters:,} letters")

    def string(self, column: str) -> str:
        """Return a cell's text; empty where there is no such column."""
        return self.cells.get(column, "")

    def text(self, column: str) -> Text:
        """Return a text in the first language and, from columns such as `name_ar`, in others."""
        cells, first = self.cells, self.languages[0]
        written = [(first, text)] if (text := cells.get(column)) else []
        written += [
            (tag, text) for tag in self.languages[1:] if (text := cells.get(f"{column}_{tag}"))
        ]
        return Text(tuple(written)) if written else NO_TEXT

    def needed(self, column: str, expected: str = "a text") -> str:
        """Return a text that must not be empty."""
        if not self.string(column):
            self.fault(column, "empty-cell", expected)
        return self.string(column)

    def id(self, column: str = "id") -> str:
        """Return an id: lower-case letters, digits, hyphens and underscores."""
        value = self.string(column)
        if not _ID.fullmatch(value):
            self.fault(column, "bad-id", "lower-case letters, digits, - and _, such as al-midan")
        return value

    def list(self, column: str) -> tuple[str, ...]:
        """Return a list whose items are separated by spaces."""
        return tuple(self.string(column).split())

    def pair(self, column: str) -> frozenset[str]:
        """Return a list of two different sides."""
        pair = frozenset(self.list(column))
        if len(pair) != 2:  # noqa: PLR2004 - a pair has two
            self.fault(column, "bad-relation", "two different sides")
        return pair

    def colour(self, column: str) -> str:
        """Return a colour as `#rrggbb`, in lower case."""
        colour = self.string(column)
        if not _COLOUR.fullmatch(colour):
            self.fault(column, "bad-colour", "a colour such as #b5483a")
        return colour.lower()

    def _parsed(
        self, column: str, parse: Callable[[str], Value], code: str, expected: str
    ) -> Value | None:
        if not self.string(column):
            return None
        try:
            return parse(self.string(column))
        except ValueError:
            self.fault(column, code, expected)
            return None

    def day(self, column: str) -> date | None:
        """Return a calendar day; `None` where the cell is empty."""
        return self._parsed(column, parse_day, "bad-day", "a day such as 2018-05-03")

    def needed_day(self, column: str) -> date:
        """Return a calendar day that must be there."""
        day = self.day(column)
        if not self.string(column):
            self.fault(column, "bad-day", "a day such as 2018-05-03")
        return day or date.min

    def span(self, column: str) -> Span | None:
        """Return a day or a vague one; `None` where the cell is empty."""
        expected = "a date: 2018-05-03, 2018-03, [a..b], [a,b], 2018-04-20~, a/b or ..2018-04-18"
        return self._parsed(column, parse_span, "bad-date", expected)

    def needed_span(self, column: str) -> Span:
        """Return a day or a vague one that must be there."""
        span = self.span(column)
        if not self.string(column):
            self.fault(column, "bad-date", "a date such as 2018-05-03")
        return span or Span("", date.min, date.min)

    def days(self, column: str) -> Span:
        """Return a day, or the first and last of several, `a/b`, that must be there."""
        span = self.needed_span(column)
        if not (span.exact or span.lasts):
            expected = "a day, or the first and last of several: 2018-05-01/2018-05-03"
            self.fault(column, "vague-days", expected)
        return span

    def choice_or_none(self, column: str, kind: type[Kind]) -> Kind | None:
        """Return one of a kind's values; `None` where the cell is empty."""
        value = self.string(column)
        if not value:
            return None
        try:
            return kind(value)
        except ValueError:
            options = [option.value for option in kind]
        self.fault(column, "bad-choice", "one of " + ", ".join(options), near_name(value, options))
        return None

    def share(self, column: str) -> tuple[float, float] | None:
        """Return a share as (least, most); `None` where the cell is empty."""

        def parse(text: str) -> tuple[float, float]:
            parts = [float(part) for part in text.split("/")]
            if len(parts) not in {1, 2} or not all(0 <= part <= 1 for part in parts):
                raise ValueError(text)
            return min(parts), max(parts)

        return self._parsed(column, parse, "bad-share", "a number from 0 to 1, or two: 0.6/0.7")

    def measure(self, column: str) -> float | None:
        """Return a length of 0 or more; `None` where the cell is empty."""

        def parse(text: str) -> float:
            number = float(text)
            if not 0 <= number < math.inf:
                raise ValueError(text)
            return number

        return self._parsed(column, parse, "bad-number", "a number that is not negative")

    def degrees(self, column: str) -> float | None:
        """Return a longitude or a latitude; `None` where the cell is empty."""

        def parse(text: str) -> float:
            number = float(text)
            if not -_MOST_DEGREES <= number <= _MOST_DEGREES:
                raise ValueError(text)
            return number

        return self._parsed(column, parse, "bad-degrees", _DEGREES)

    def needed_degrees(self, column: str) -> float:
        """Return a longitude or a latitude that must be there."""
        self.needed(column, _DEGREES)
        return self.degrees(column) or 0.0


def plain(value: object, levels: int = LEVELS) -> str:
    """Return a TOML or JSON value as the text that a table's cell would hold.

    Raises:
        ValueError: it is an object, lists lie deeper in one another than `levels`, or it is a
            number of thousands of digits; the message says which.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        raise ValueError("a table of keys and values")  # noqa: TRY004 - as of all that is no cell
    if isinstance(value, list):
        if not levels:
            raise ValueError(f"more than {LEVELS} lists in one another")
        return " ".join(plain(item, levels - 1) for item in value)
    try:
        return str(value).strip()
    except ValueError:
        raise ValueError("a number of thousands of digits") from None


def text_fault(where: Where, text: str) -> Fault | None:
    """Return the fault of a text with a character that no text may hold, if it has one.

    Of a text that reorders the words after it, it is a warning.
    """
    if refused(text):
        return Fault(where, *show_refused(text))
    if letter := reorders(text):
        found = f"U+{ord(letter):04X} in {quoted(text)}, which reorders the words after it"
        expected = "a text without overrides of its direction, and each control of it closed"
        return Fault(where, "reordered-text", found, expected, severity=Severity.WARNING)
    return None
