"""Dates as people write them, read only where they mean one day.

Where day and month cannot be told apart, the order is asked for. Years, months and counters of
months are refused: frontmap has days, and will not choose one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.errors import Fault, Where
from frontmap.importing.options import DateOrder
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["ReadDates", "is_counter", "is_written_date", "read_dates"]


@dataclass(frozen=True, slots=True)
class ReadDates:
    """What the written dates mean.

    Attributes:
        days: the day that each text means; texts that mean none are left out.
        faults: one for each place where a text cannot be read, or where the order is asked for.
        notes: which order was recognised, or was told.
    """

    days: Mapping[str, date]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero janeiro gennaio يناير كانون-الثاني",
            "february feb februar fevrier février févr fevr febrero fevereiro febbraio فبراير شباط",
            "march mar märz maerz mars marzo março مارس آذار اذار",
            "april apr avril avr abril aprile أبريل ابريل نيسان",
            "may mai mayo maio maggio مايو أيار ايار",
            "june jun juni juin junio junho giugno يونيو حزيران",
            "july jul juli juillet juil julio julho luglio يوليو تموز",
            "august aug août aout agosto أغسطس اغسطس آب",
            "september sep sept septembre septiembre setembro settembre سبتمبر أيلول ايلول",
            "october oct oktober okt octobre octubre outubro ottobre أكتوبر تشرين-الأول",
            "november nov novembre noviembre novembro نوفمبر تشرين-الثاني",
            "december dec dezember dez décembre déc decembre diciembre dezembro ديسمبر كانون-الأول",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{2}|\d{4})")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?[\s.\-/]+([^\W\d]+(?:[ -][^\W\d]+)?)[\s.,\-/]+(\d{2}|\d{4})"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d]+)[\s.\-]+(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]+(\d{4})")
_YEAR_NAME_DAY = re.compile(r"(\d{4})[\s.\-/]+([^\W\d]+)[\s.\-/]+(\d{1,2})")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH = re.compile(
    r"(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/](?:19|20)\d{2}"
)
_COUNTER = re.compile(r"(?:m|month|week|w|t|period|day)?\s*[+_-]?\s*\d{1,4}", re.IGNORECASE)
_COUNTED = {"year", "month", "week", "quarter", "period", "t", "السنه", "الشهر"}
#: The day before the first day of a spreadsheet's count, as it has counted since March 1900.
_SERIAL_ZERO = date(1899, 12, 30)
_CENTURY = 2000
_TWO_DIGITS = 100


def is_written_date(text: str) -> bool:
    """Tell whether `text` looks like a day, or like a year or month that will be refused."""
    plain = _plain(text)
    return bool(
        _meanings(plain)
        or _YEAR.fullmatch(plain)
        or _YEAR_MONTH.fullmatch(plain)
        or _month_and_year(plain)
    )


def is_counter(text: str) -> bool:
    """Tell whether `text` counts months, weeks or periods, or names a column that does."""
    plain = _plain(text).casefold()
    return plain in _COUNTED or bool(_COUNTER.fullmatch(plain))


def read_dates(texts: Iterable[tuple[Where, str]], *, order: DateOrder | None = None) -> ReadDates:
    """Read written days together, so that one that is plain tells the order of the others.

    Args:
        texts: where each stands, and what is written; empty texts are passed over.
        order: the order that the user names; needed where the texts allow several.
    """
    written = [(where, text) for where, text in texts if text]
    column = _DateColumn(written, {text: _meanings(_plain(text)) for _, text in written})
    return column.recognised() if order is None else column.read_by(order)


#: The days that a text can mean, by the order that is assumed; under "" the one in any order.
_Meanings = dict[str, date]


@dataclass(frozen=True)
class _DateColumn:
    """Dates that are written in one order, each with its place and the days that it can mean."""

    written: Sequence[tuple[Where, str]]
    meanings: Mapping[str, _Meanings]

    def read_by(self, order: DateOrder) -> ReadDates:
        """Read all dates in the order that the user names."""
        days = self._days(order)
        unread = self._unread(lambda text: text not in days, order)
        return ReadDates(days, tuple(unread), (f"dates are {_named(order)}",))

    def recognised(self) -> ReadDates:
        """Read all dates in the one order that they allow, or ask for it."""
        orders = self._possible_orders()
        unread = tuple(self._unread(lambda text: self._is_no_date(self.meanings[text]), None))
        readings = {order: self._days(order) for order in orders}
        if not self._ordered:
            return ReadDates(self._days(None), unread, ())
        if not orders:
            return ReadDates(self._days(None), (*unread, *self._contradictions()), ())
        days = readings[orders[0]]
        if any(reading != days for reading in readings.values()):
            return ReadDates(self._days(None), (*unread, self._question(readings)), ())
        return ReadDates(days, unread, (f"dates are {_named(orders[0])}",) * (len(orders) == 1))

    @cached_property
    def _ordered(self) -> dict[str, _Meanings]:
        """The texts that mean a day only once the order is known."""
        return {
            text: means
            for text, means in self.meanings.items()
            if "" not in means and not self._is_no_date(means)
        }

    @staticmethod
    def _is_no_date(means: _Meanings) -> bool:
        """Tell whether a text means no day, unless the user says that it counts days."""
        return set(means) <= {DateOrder.EXCEL}

    def _days(self, order: DateOrder | None) -> dict[str, date]:
        """Return the day of each text that means one in this order, or in any."""
        keys = ("",) if order is None else ("", order)
        return {
            text: means[key]
            for text, means in self.meanings.items()
            for key in keys
            if key in means
        }

    def _possible_orders(self) -> list[DateOrder]:
        """Return the orders in which every text that needs one means a day."""
        ordered = self._ordered.values()
        return [order for order in DateOrder if all(order in means for means in ordered)]

    def _unread(self, is_unread: Callable[[str], bool], order: DateOrder | None) -> Iterator[Fault]:
        return (_fault(where, text, order) for where, text in self.written if is_unread(text))

    def _question(self, readings: Mapping[DateOrder, Mapping[str, date]]) -> Fault:
        """Ask for the order, with the first date that means another day in another order."""
        where, text = next(
            (where, text)
            for where, text in self.written
            if text in self._ordered and len({days[text] for days in readings.values()}) > 1
        )
        senses = " or ".join(f"{days[text]} ({order})" for order, days in readings.items())
        expected = "the order of day, month and year, by --dates " + " or ".join(readings)
        return Fault(where, "which-date-order", f"{text!r}, which is {senses}", expected)

    def _contradictions(self) -> Iterator[Fault]:
        """Yield a fault for each date that has not the order of the first that allows but one."""
        ordered = [
            (w, text, self._ordered[text]) for w, text in self.written if text in self._ordered
        ]
        _, example, fewest = min(ordered, key=lambda one: len(one[2]))
        order = DateOrder(next(iter(fewest)))
        for where, text, means in ordered:
            if order not in means:
                other = _named(DateOrder(next(iter(means))))
                found = f"{text!r}, which is {other}, where {example!r} is not"
                expected = f"one order: dates that are {_named(order)}"
                yield Fault(where, "two-date-orders", found, expected)


def _named(order: DateOrder) -> str:
    return {
        DateOrder.DMY: "day first",
        DateOrder.MDY: "month first",
        DateOrder.YMD: "year first",
        DateOrder.EXCEL: "counted in days, as spreadsheets do",
    }[order]


def _fault(where: Where, text: str, order: DateOrder | None) -> Fault:
    plain = _plain(text)
    if _SERIAL.fullmatch(plain):
        expected = "a day; if it is a spreadsheet's count of days, say --dates excel"
        return Fault(where, "day-count", repr(text), expected)
    whole = _YEAR.fullmatch(plain) or _YEAR_MONTH.fullmatch(plain) or _month_and_year(plain)
    if whole or _COUNTER.fullmatch(plain):
        expected = "a day such as 2018-05-03; a year, a month or a counter is no day"
        return Fault(where, "no-day", repr(text), expected)
    expected = "a day such as 2018-05-03, 3 May 2018 or 03/05/2018"
    if order is DateOrder.EXCEL:
        expected = "a spreadsheet's count of days such as 43223, or a day such as 2018-05-03"
    elif order:
        expected += f", {_named(order)}"
    return Fault(where, "bad-day", repr(text), expected)


def _plain(text: str) -> str:
    digits = "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in clean(text)
    )
    return _CLOCK.sub("", _WEEKDAY.sub("", digits)).strip()


def _month_and_year(plain: str) -> bool:
    parts = plain.replace(",", " ").split()
    return len(parts) == 2 and _month(parts[0]) > 0 and bool(_YEAR.fullmatch(parts[1]))  # noqa: PLR2004


def _month(name: str) -> int:
    return _MONTHS.get(name.casefold().strip(".").replace(" ", "-"), 0)


def _meanings(plain: str) -> _Meanings:
    """Return the days that a text can mean, by the order of its numbers."""
    days: _Meanings = {}
    for order, year, month, day in _numbers(plain):
        try:
            days[order] = date(year, month, day)
        except ValueError:
            continue
    if not days and _SERIAL.fullmatch(plain):
        return {DateOrder.EXCEL: _SERIAL_ZERO + timedelta(days=int(float(plain)))}
    return days


def _numbers(plain: str) -> list[tuple[str, int, int, int]]:
    """Return the order, year, month and day that a text may be made of."""
    if match := _YEAR_FIRST.fullmatch(plain):
        return [("", int(match[1]), int(match[3]), int(match[4]))]
    if match := _COMPACT.fullmatch(plain):
        return [("", int(match[1]), int(match[2]), int(match[3]))]
    if match := _THREE.fullmatch(plain):
        one, two, three = int(match[1]), int(match[3]), int(match[4])
        found = [
            (str(DateOrder.DMY), _year(three), two, one),
            (str(DateOrder.MDY), _year(three), one, two),
        ]
        if len(match[4]) == 2:  # noqa: PLR2004 - a year of four digits is plainly the year
            found.append((str(DateOrder.YMD), _year(one), two, three))
        return found
    return _with_month_name(plain)


def _with_month_name(plain: str) -> list[tuple[str, int, int, int]]:
    if match := _DAY_NAME_YEAR.fullmatch(plain):
        return [("", _year(int(match[3])), _month(match[2]), int(match[1]))]
    if match := _NAME_DAY_YEAR.fullmatch(plain):
        return [("", int(match[3]), _month(match[1]), int(match[2]))]
    if match := _YEAR_NAME_DAY.fullmatch(plain):
        return [("", int(match[1]), _month(match[2]), int(match[3]))]
    return []


def _year(number: int) -> int:
    return number + _CENTURY if number < _TWO_DIGITS else number
