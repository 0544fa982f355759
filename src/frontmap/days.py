"""Calendar days, and the small part of EDTF in which vague ones are written.

A day is a `datetime.date` of the place, never an instant. Extended Date/Time Format: Library of
Congress, 2019, https://www.loc.gov/standards/datetime/; the part used here is listed in
`docs/format.md`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "ABOUT_DAYS",
    "ONE_DAY",
    "Span",
    "day_after",
    "day_before",
    "days_between",
    "parse_day",
    "parse_span",
    "shifted",
]

ONE_DAY = timedelta(days=1)

#: `2018-04-20~` means this many days either way.
ABOUT_DAYS = 3

# ASCII, because `int` reads the digits of every script, and ISO 8601 has one way to write a day
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a written date may mean, both ends included.

    Attributes:
        text: the date as it was written; `str(parse_span(text)) == text`.
        first: the earliest day; `None` where it is open (`..2018-04-18`).
        last: the latest day.
        lasts: whether it is a state that lasts all these days (`a/b`) and not one of them.
        choices: the only days that are meant, for `[a,b]`; else empty.
    """

    text: str
    first: date | None
    last: date
    lasts: bool = False
    choices: tuple[date, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether exactly one day is meant."""
        return self.first == self.last

    def covers(self, day: date) -> bool:
        """Tell whether `day` may be meant."""
        if self.choices:
            return day in self.choices
        return (self.first is None or self.first <= day) and day <= self.last

    def distance(self, day: date) -> int:
        """Return the days from `day` to the nearest end; 0 inside."""
        if self.first is not None and day < self.first:
            return (self.first - day).days
        return max(0, (day - self.last).days)

    def overlaps(self, first: date, last: date) -> bool:
        """Tell whether any day of `first`..`last` lies between the ends."""
        return self.last >= first and (self.first is None or self.first <= last)

    def __str__(self) -> str:
        """Return the date as it was written."""
        return self.text


@lru_cache(maxsize=10_000)
def parse_day(text: str) -> date:
    """Read `YYYY-MM-DD`, and nothing else.

    Raises:
        ValueError: `text` is no calendar day so written.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def parse_span(text: str) -> Span:
    """Read a day, or a vague one, in the part of EDTF that frontmap uses.

    Raises:
        ValueError: `text` is none of these forms, or its end comes before its beginning.
    """
    if _DAY.fullmatch(text):
        day = parse_day(text)
        return Span(text, day, day)
    if _MONTH.fullmatch(text):
        year, month = int(text[:4]), int(text[5:])
        if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
            raise ValueError(f"{text!r} has no such month")
        _, length = calendar.monthrange(year, month)
        return Span(text, date(year, month, 1), date(year, month, length))
    if text.endswith("~"):
        day = parse_day(text[:-1])
        either_way = timedelta(days=ABOUT_DAYS)
        try:
            return Span(text, day - either_way, day + either_way)
        except OverflowError:
            raise ValueError(f"{text!r} goes past the end of the calendar") from None
    if text.startswith(".."):
        return Span(text, None, parse_day(text[2:]))
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text)
    if "/" in text:
        first, last = (parse_day(part) for part in text.split("/", 1))
        return _ordered(text, first, last, lasts=True)
    raise ValueError(f"{text!r} is no date: write 2018-05-03, 2018-03, [a..b], [a,b], a~ or a/b")


def _parse_set(text: str) -> Span:
    inner = text[1:-1]
    if ".." in inner:
        first, last = (parse_day(part.strip()) for part in inner.split("..", 1))
        return _ordered(text, first, last)
    choices = tuple(sorted(parse_day(part.strip()) for part in inner.split(",")))
    return Span(text, choices[0], choices[-1], choices=choices)


def _ordered(text: str, first: date, last: date, *, lasts: bool = False) -> Span:
    if last < first:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(text, first, last, lasts=lasts)


def shifted(day: date, days: int) -> date:
    """Return the day so many days later, or earlier, or the end of the calendar before that.

    The calendar goes from 0001-01-01 to 9999-12-31.
    """
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def day_after(day: date) -> date:
    """Return the next day; the calendar's last day, 9999-12-31, has none but itself."""
    return shifted(day, 1)


def day_before(day: date) -> date:
    """Return the eve of a day; the calendar's first day, 0001-01-01, has none but itself."""
    return shifted(day, -1)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
