"""Dates as people write them, read only where they mean one day.

Where day and month cannot be told apart, the order is asked for; so is the calendar of a year that
several calendars have, and the time zone in which an instant has its day. Counters of months are
refused, and so are years and months, unless they are told to be read as their first and last day:
frontmap has days, and will not choose one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import available_timezones

from frontmap.errors import Fault, MissingPackageError, Where
from frontmap.importing.calendars import day_in, days_in, rule_of
from frontmap.importing.date_texts import OTHER_YEARS, date_text, likely_meant, with_a_year
from frontmap.importing.instants import day_there, zone_named, zones_to_choose
from frontmap.importing.options import Calendar, DateOrder, DateRules
from frontmap.names import clean, near_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.date_texts import DateText, Numbers

__all__ = [
    "SERIAL_ZERO",
    "Period",
    "ReadDates",
    "is_counter",
    "is_written_date",
    "may_have_dates",
    "read_dates",
]


class Period(NamedTuple):
    """The first and the last day that a text means: the same, or those of a year or a month."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReadDates:
    """What the written dates mean.

    Attributes:
        days: the day that each text means; texts that mean none are left out.
        faults: one for each place where a text cannot be read, and what is asked for.
        notes: what was recognised, what was told, and which part of a date is left out.
        years: the first and last day of each text that means a year or a month.
        order: the one order of day, month and year in which they are written, where there is one.
    """

    days: Mapping[str, date]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    years: Mapping[str, Period] = field(default_factory=dict)
    order: DateOrder | None = None

    def period(self, text: str) -> Period | None:
        """Return the first and the last day that a text means; `None` where it means none."""
        day = self.days.get(text)
        return self.years.get(text) if day is None else Period(day, day)


_COUNTER = re.compile(r"(?:m|month|week|w|t|period|day)?\s*[+_-]?\s*\d{1,4}", re.IGNORECASE)
_COUNTED = {"year", "month", "week", "quarter", "period", "t", "السنه", "الشهر"}
#: The day before the first day of a spreadsheet's count, as it has counted since March 1900.
SERIAL_ZERO = date(1899, 12, 30)
#: Years before this one are of histories, in our era, unless they may be of another calendar.
_MODERN = 1900
_OTHERS_TOO = range(1200, 1501)
#: A later year is a slip, or one of a calendar that frontmap does not know.
_LAST_YEAR = 2100


def is_written_date(text: str) -> bool:
    """Tell whether `text` looks like a day, or like a year or month that will be refused."""
    found = date_text(text)
    if found.period is not None:
        year, month = found.period
        return month > 0 or _MODERN <= year < _LAST_YEAR
    # ten digits, and thirteen, are more often an id than an instant
    is_id = found.clock.ahead is not None and clean(text).isdigit()
    return (found.is_day and not is_id) or (found.no_day and not found.before_our_era)


def may_have_dates(texts: Iterable[str]) -> bool:
    """Tell whether a date may be among texts: any has a digit, in whatever script."""
    return any(any(map(str.isdigit, text)) for text in texts)


def is_counter(text: str) -> bool:
    """Tell whether `text` counts months, weeks or periods, or names a column that does."""
    plain = clean(text).casefold()
    return plain in _COUNTED or bool(_COUNTER.fullmatch(plain))


def read_dates(
    texts: Iterable[tuple[Where, str]],
    rules: DateRules | None = None,
    *,
    of_intervals: bool = False,
    serial_zero: date = SERIAL_ZERO,
) -> ReadDates:
    """Read written days together, so that one that is plain tells the order of the others.

    Args:
        texts: where each stands, and what is written; empty texts are passed over.
        rules: the order, calendar and zone that the user names, where the texts allow several.
        of_intervals: whether they are starts and ends, where `rules.years` lets years and months
            be read.
        serial_zero: the day 0 of a spreadsheet's count.
    """
    written = [(where, text) for where, text in texts if text]
    parts = {text: date_text(text) for text in dict.fromkeys(text for _, text in written)}
    column = _DateColumn(written, parts, rules or DateRules(), of_intervals, serial_zero)
    return column.read()


#: The days that a text can mean, by the order that is assumed; under "" the one in any order.
_Meanings = dict[str, date]


@dataclass(frozen=True)
class _DateColumn:
    """Dates that are written in one way, each with its place and what it is made of."""

    written: Sequence[tuple[Where, str]]
    parts: Mapping[str, DateText]
    rules: DateRules
    of_intervals: bool
    serial_zero: date

    def read(self) -> ReadDates:
        """Read all dates, and gather what must be asked for."""
        days, asked, notes = self._in_order()
        questions = [*asked, *self._which_calendar(), *self._which_zone()]
        faults = (*self._unread(days), *questions)
        said = (*notes, *self._calendar_notes(), *self._clock_notes(), *self._rule_notes())
        return ReadDates(days, faults, said, self._years, self._told_order)

    def _where(self, wanted: str) -> Where:
        return next(where for where, text in self.written if text == wanted)

    @cached_property
    def _meanings(self) -> dict[str, _Meanings]:
        """The days that each text can mean."""
        return {text: self._days_of(text, one) for text, one in self.parts.items()}

    def _days_of(self, text: str, one: DateText) -> _Meanings:
        if one.serial is not None:
            return {DateOrder.EXCEL: self.serial_zero + timedelta(days=int(one.serial))}
        days: _Meanings = {}
        for numbers in one.numbers:
            with suppress(ValueError, OverflowError):
                year = self._year(numbers)
                day = day_in(self._calendar(text), year, numbers.month, numbers.day)
                if one.weekday in {None, day.weekday()}:
                    days[numbers.order] = self._there(day, one)
        return {order: day for order, day in days.items() if day.year <= _LAST_YEAR}

    def _there(self, day: date, one: DateText) -> date:
        """Return the day of an instant in the place's zone; a day that is none stays."""
        if one.clock.ahead is None or self._zone is None:
            return day
        return day_there(day, one.clock, self._zone)

    def _year(self, numbers: Numbers) -> int:
        if not numbers.has_century and self.rules.calendar in {Calendar.HIJRI, Calendar.PERSIAN}:
            raise ValueError("a year of two digits, and its century is not known")
        return numbers.year

    def _unread(self, days: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each text that means no day, and is not one that is asked about."""
        waiting = {t for t in self._of_any_calendar if self._waits_for_calendar(t)}
        if self.rules.order is None:
            waiting |= set(self._ordered)
        read = waiting.union(days, self._years)
        return (self._fault(where, text) for where, text in self.written if text not in read)

    def _waits_for_calendar(self, text: str) -> bool:
        return self._asks_calendar and (self._reads_years or bool(self.parts[text].numbers))

    # -- the order of day, month and year

    def _in_order(self) -> tuple[dict[str, date], list[Fault], tuple[str, ...]]:
        """Read the days in the order that the user names, or that they tell, or ask for it."""
        if self.rules.order is not None:
            return self._days(self.rules.order), [], (f"dates are {_named(self.rules.order)}",)
        if not self._ordered:
            return self._days(None), [], ()
        orders = self._possible_orders()
        if not orders:
            return self._days(None), list(self._contradictions()), ()
        readings = {order: self._days(order) for order in orders}
        days = readings[orders[0]]
        if any(reading != days for reading in readings.values()):
            return self._days(None), [self._which_order(readings)], ()
        return days, [], (f"dates are {_named(orders[0])}",) * (len(orders) == 1)

    @property
    def _told_order(self) -> DateOrder | None:
        """The order that the user names, or the only one that the dates allow."""
        orders = self._possible_orders() if self._ordered else []
        return self.rules.order or (orders[0] if len(orders) == 1 else None)

    @cached_property
    def _ordered(self) -> dict[str, _Meanings]:
        """The texts that mean a day only once the order is known."""
        return {
            text: means
            for text, means in self._meanings.items()
            # a count means no day, unless the user says that it is one
            if "" not in means and not set(means) <= {DateOrder.EXCEL}
        }

    def _days(self, order: DateOrder | None) -> dict[str, date]:
        """Return the day of each text that means one in this order, or in any."""
        keys = ("",) if order is None else ("", order)
        return {
            text: means[key]
            for text, means in self._meanings.items()
            for key in keys
            if key in means
        }

    def _possible_orders(self) -> list[DateOrder]:
        """Return the orders in which every text that needs one means a day."""
        ordered = self._ordered.values()
        return [order for order in DateOrder if all(order in means for means in ordered)]

    def _which_order(self, readings: Mapping[DateOrder, Mapping[str, date]]) -> Fault:
        """Ask for the order, with the first date that means another day in another order."""
        text = next(
            text for text in self._ordered if len({days[text] for days in readings.values()}) > 1
        )
        senses = " or ".join(f"{days[text]} ({order})" for order, days in readings.items())
        expected = "the order of day, month and year, by --dates " + " or ".join(readings)
        found = f"{text!r}, which is {senses}"
        choices = tuple(order.value for order in readings)
        return Fault(self._where(text), "which-date-order", found, expected, choices=choices)

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

    # -- the calendar of a year

    @cached_property
    def _of_any_calendar(self) -> dict[str, DateText]:
        """The texts whose year several calendars have, and that name none."""
        return {text: one for text, one in self.parts.items() if self._has_other_year(one)}

    def _has_other_year(self, one: DateText) -> bool:
        return one.calendar is None and self._is_other_year(one)

    def _is_other_year(self, one: DateText) -> bool:
        years = {numbers.year for numbers in one.numbers}
        if one.period is not None and self.of_intervals:
            years.add(one.period[0])
        return any(year in OTHER_YEARS for year in years)

    @cached_property
    def _told_calendar(self) -> Calendar | None:
        """The calendar of years that several have: the user's, or that which the dates tell."""
        if self.rules.calendar is not None:
            return self.rules.calendar
        named = {one.calendar for one in self.parts.values() if self._is_other_year(one)} - {None}
        if len(named) == 1:
            return named.pop()
        return Calendar.GREGORIAN if self._are_a_history and not named else None

    @cached_property
    def _are_a_history(self) -> bool:
        """Whether most dates are of other centuries before ours, so that all are of our era."""
        years = [one.period[0] for one in self.parts.values() if one.period]
        years += [one.numbers[0].year for one in self.parts.values() if one.numbers]
        old = sum(year < _MODERN and year not in _OTHERS_TOO for year in years)
        return old > len(self._of_any_calendar)

    @property
    def _asks_calendar(self) -> bool:
        return bool(self._of_any_calendar) and self._told_calendar is None

    def _calendar(self, text: str) -> Calendar:
        told = self._told_calendar if text in self._of_any_calendar else self.parts[text].calendar
        return told or Calendar.GREGORIAN

    def _which_calendar(self) -> Iterator[Fault]:
        if not self._asks_calendar:
            return
        text, *more = self._of_any_calendar
        found = f"{text!r}, whose year several calendars have" + _and_more(len(more))
        others = (t for t, one in self.parts.items() if not self._is_other_year(one))
        if other := next((t for t in others if self.parts[t].numbers), ""):
            found += f", beside {other!r}, whose year they have not"
        senses = " or ".join(f"{of}{self._sense(text, of)}" for of in Calendar)
        expected = f"the calendar, by --calendar {senses}"
        yield Fault(self._where(text), "which-calendar", found, expected)

    def _sense(self, text: str, calendar: Calendar) -> str:
        """Return the day that a text is in a calendar, where that can be said."""
        # without the extra the question is still asked
        with suppress(ValueError, MissingPackageError):
            for _, year, month, day, _ in self.parts[text].numbers[:1]:
                return f" (then {day_in(calendar, year, month, day)})"
        return ""

    def _calendar_notes(self) -> Iterator[str]:
        """Say by which rule dates of another calendar were read, and which are not of it."""
        texts: dict[Calendar, list[str]] = {}
        for text, one in self.parts.items():
            if one.is_dated:
                texts.setdefault(self._calendar(text), []).append(text)
        ours = texts.pop(Calendar.GREGORIAN, [])
        beside = f"; of ours: {ours[0]!r}{_and_more(len(ours) - 1)}" if ours else ""
        for calendar, (text, *more) in texts.items():
            yield f"of {rule_of(calendar)}: {text!r}{_and_more(len(more))}{beside}"
        if self._of_any_calendar and self._are_a_history and self.rules.calendar is None:
            text = next(iter(self._of_any_calendar))
            yield f"{text!r} is of our era, as most dates here are that lie before {_MODERN}"

    # -- years and months

    @property
    def _reads_years(self) -> bool:
        return self.of_intervals and self.rules.years

    @cached_property
    def _years(self) -> dict[str, Period]:
        found: dict[str, Period] = {}
        for text, one in self.parts.items():
            pending = self._asks_calendar and text in self._of_any_calendar
            if one.period is not None and self._reads_years and not pending:
                with suppress(ValueError, OverflowError):
                    period = Period(*days_in(self._calendar(text), *one.period))
                    if period.last.year <= _LAST_YEAR:
                        found[text] = period
        return found

    # -- instants and clock times

    @cached_property
    def _zone(self) -> tzinfo | None:
        return zone_named(self.rules.zone) if self.rules.zone else None

    @cached_property
    def _instants(self) -> dict[str, DateText]:
        return {text: one for text, one in self.parts.items() if one.clock.ahead is not None}

    def _which_zone(self) -> Iterator[Fault]:
        """Ask for the zone in which instants have their day."""
        if self.rules.zone and self._zone is None:
            expected = "a time zone such as Asia/Damascus, UTC or +03:00"
            meant = near_name(self.rules.zone, sorted(available_timezones()))
            yield Fault(Where("--zone"), "unknown-zone", repr(self.rules.zone), expected, meant)
        elif self._instants and self._zone is None:
            read = {
                text: (next(iter(self._meanings[text].values())), one.clock)
                for text, one in self._instants.items()
                if self._meanings[text]
            }
            if read:
                text, senses = zones_to_choose(read)
                found = f"the instant {text!r}" + _and_more(len(read) - 1)
                expected = f"--zone with the place's time zone, such as {senses}"
                yield Fault(self._where(text), "which-zone", found, expected)

    def _clock_notes(self) -> Iterator[str]:
        """Say which clock times are left out, and in which zone instants have their day."""
        if self._instants and self._zone is not None:
            text, *more = self._instants
            yield f"instants have their day in {self.rules.zone}: {text!r}{_and_more(len(more))}"
        left_out = [(w, self.parts[t].clock) for w, t in self.written if self.parts[t].has_clock]
        if left_out:
            where, clock = left_out[0]
            yield f"clock times are left out: {clock} in {where}{_and_more(len(left_out) - 1)}"

    def _rule_notes(self) -> Iterator[str]:
        """Say which years were read, and what the user has told that no date needs."""
        if self._years:
            text = next(iter(self._years))
            first, last = self._years[text]
            yield f"years and months begin and end with them: {text!r} is {first} to {last}"
        if self._zone is not None and not self._instants:
            yield f"--zone {self.rules.zone} is not needed: no date has a time zone"
        if self.rules.calendar not in {None, Calendar.GREGORIAN} and not self._of_any_calendar:
            yield f"--calendar {self.rules.calendar} is not needed: no year may be of several"
        if self.rules.years and not self._years:
            yield "--years is not needed: no start and no end is a year or a month"

    # -- what cannot be read

    def _fault(self, where: Where, text: str) -> Fault:
        """Return what is said of a text that means no day."""
        one = self.parts[text]
        if one.serial is not None:
            expected = "a day; if it is a spreadsheet's count of days, say --dates excel"
            choices = (DateOrder.EXCEL.value,)
            return Fault(where, "day-count", repr(text), expected, choices=choices)
        if one.before_our_era:
            expected = "a day of our era: frontmap's calendar begins with the year 1"
            return Fault(where, "before-our-era", repr(text), expected)
        if one.no_day or _COUNTER.fullmatch(clean(text)):
            expected = "a day such as 2018-05-03; a year, a month or a counter is no day"
            if one.period is not None and self.of_intervals and not self.rules.years:
                expected += "; or --years, to read a start as its first day, an end as its last"
            return Fault(where, "no-day", repr(text), expected)
        if far := [numbers.year for numbers in one.numbers if numbers.year > _LAST_YEAR]:
            expected = f"a year up to {_LAST_YEAR}, of our era, the Hijri or the Persian calendar"
            if self.of_intervals:
                expected += "; an end that has not come is blank, or 'present'"
            return Fault(where, "far-year", f"{text!r}; {far[0]} is no plausible year", expected)
        if dated := with_a_year(text):
            expected = f"the year, too, as in {dated!r}: write it there; no option gives it"
            return Fault(where, "no-year", f"{text!r}, a day without its year", expected)
        return Fault(where, "bad-day", repr(text), self._day(text), likely_meant(text) or "")

    def _day(self, text: str) -> str:
        """Say what a day would be."""
        one, calendar = self.parts[text], self._calendar(text)
        if not all(numbers.has_century for numbers in one.numbers):
            calendar = self.rules.calendar or calendar
        if one.numbers and calendar is not Calendar.GREGORIAN:
            return f"a day of {rule_of(calendar)}; with a year of four digits"
        if self.rules.order is DateOrder.EXCEL:
            return "a spreadsheet's count of days such as 43223, or a day such as 2018-05-03"
        order = f", {_named(self.rules.order)}" if self.rules.order else ""
        weekday = ", on the weekday that it names" if one.weekday is not None else ""
        end = "; an end that has not come is blank, or 'present'" if self.of_intervals else ""
        return f"a day such as 2018-05-03, 3 May 2018 or 03/05/2018{order}{weekday}{end}"


def _and_more(count: int) -> str:
    return f", and {count} more" if count else ""


def _named(order: DateOrder) -> str:
    return {
        DateOrder.DMY: "day first",
        DateOrder.MDY: "month first",
        DateOrder.YMD: "year first",
        DateOrder.EXCEL: "counted in days, as spreadsheets do",
    }[order]
