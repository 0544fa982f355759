"""One written date taken apart: its numbers, calendar, weekday, clock time and zone.

Nothing is converted here, and nothing of a text is passed over: a text of which any part is not
understood has no numbers.
"""

from __future__ import annotations

import calendar as gregorian
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from frontmap.importing.calendars import known_months, month_named
from frontmap.importing.options import Calendar, DateOrder
from frontmap.names import clean, fold, near_name

__all__ = [
    "OTHER_YEARS",
    "Clock",
    "DateText",
    "Numbers",
    "date_text",
    "likely_meant",
    "with_a_year",
]


#: The years in which Hijri and Persian dates of the last 140 years are counted.
OTHER_YEARS = range(1300, 1501)
_CENTURY = 2000
_MONTHS = 12
_MOST_DAYS = 31


class Numbers(NamedTuple):
    """A year, a month and a day as written, in the order that is assumed; "" is any order.

    A year of two digits is of this century, which a calendar other than ours cannot have.
    """

    order: str
    year: int
    month: int
    day: int
    has_century: bool = True


class Clock(NamedTuple):
    """A time of day, and how far its zone is ahead of UTC, where it names one."""

    since_midnight: timedelta
    ahead: timedelta | None = None

    def __str__(self) -> str:
        """Say it as 14:30, or 14:30:05 where there are seconds."""
        minutes, seconds = divmod(int(self.since_midnight.total_seconds()), 60)
        hour_minute = f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{hour_minute}:{seconds:02}" if seconds else hour_minute


_MIDNIGHT = Clock(timedelta())


@dataclass(frozen=True, slots=True)
class DateText:
    """What a text is made of.

    Attributes:
        numbers: its year, month and day, for each order in which it can be read.
        period: a year, and a month or 0, where it has no day.
        serial: what it is as a spreadsheet's count of days.
        calendar: the calendar that it names by its month or its era.
        weekday: the day of the week that it names; 0 is Monday.
        clock: its time of day; midnight where it has none.
        no_day: whether it is plainly a period or a count, and no day.
        before_our_era: whether its year is.
    """

    numbers: tuple[Numbers, ...] = ()
    period: tuple[int, int] | None = None
    serial: float | None = None
    calendar: Calendar | None = None
    weekday: int | None = None
    clock: Clock = _MIDNIGHT
    no_day: bool = False
    before_our_era: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it can be a day of some calendar, or a spreadsheet's count."""
        return self.serial is not None or any(map(self._can_be, self.numbers))

    @property
    def is_dated(self) -> bool:
        """Whether it has a year at all."""
        return bool(self.numbers) or self.period is not None

    @property
    def has_clock(self) -> bool:
        """Whether it has a time of day that is not midnight, and no zone."""
        return bool(self.clock.since_midnight) and self.clock.ahead is None

    def _can_be(self, numbers: Numbers) -> bool:
        ours = self.calendar in {None, Calendar.GREGORIAN} and numbers.year not in OTHER_YEARS
        longest = _longest(numbers) if ours else _MOST_DAYS
        return 1 <= numbers.month <= _MONTHS and 1 <= numbers.day <= longest


def _longest(numbers: Numbers) -> int:
    """Return how many days the month has in our calendar, if it is one."""
    there = 1 <= numbers.month <= _MONTHS
    return gregorian.monthrange(numbers.year, numbers.month)[1] if there else _MOST_DAYS


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday lundi lun montag lunes الاثنين الإثنين",
            "tue tues tuesday mardi dienstag martes الثلاثاء",
            "wed weds wednesday mercredi mer mittwoch miércoles الأربعاء",
            "thu thur thurs thursday jeudi jeu donnerstag jueves الخميس",
            "fri friday vendredi ven freitag viernes الجمعة",
            "sat saturday samedi sam samstag sábado السبت",
            "sun sunday dimanche dim sonntag domingo الأحد",
        )
    )
    for name in map(fold, names.split())
}
_WEEKDAY = re.compile(r"([^\W\d_]+)\.?[,،]?\s+(?=.*\d)")
_ZONE = r"(?:(?:Z|UTC|GMT|UT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}(?::?\d{2})?)"
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?"
#: The year behind the clock time, as C and Twitter write it.
_YEAR_BEHIND = re.compile(rf"(.*\d) ({_TIME}(?: {_ZONE})?) (\d{{4}})")
_CLOCK = re.compile(
    r"(?:T|\s+(?:at\s+|à\s+)?|,\s*)"
    r"(?:(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?|(?<=T)(\d{2})(\d{2})(\d{2})?)"
    rf"\s*([ap]\.?m\.?|[صم])?\s*({_ZONE}(?:\s*\([^()]*\)|\[[^\[\]]*\])?)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_ERAS: dict[Calendar, re.Pattern[str]] = {
    Calendar.PERSIAN: re.compile(r"\s*(?:هـ\s*ش|ه\.?\s*ش|ش|\bA\.?P|\bS\.?H)\.?$"),
    Calendar.HIJRI: re.compile(r"\s*(?:هـ|ه|\bA\.?H)\.?$"),
    Calendar.GREGORIAN: re.compile(r"\s*(?:م|\bA\.?D|\bC\.?E)\.?$"),
}
_BEFORE = re.compile(r"-\d{1,6}(?:-\d\d?(?:-\d\d?)?)?|.*\d\s*(?:B\.?C\.?(?:E\.?)?|ق\.?\s?م\.?)")
_NAME = r"([^\W\d_]+(?:['’‘` .\-]{1,2}[^\W\d_]+){0,3}?)"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20|1[34])\d{2})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{2}|\d{4})")
_DAY_NAME_YEAR = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er)?[\s.\-/]+(?:of\s+)?{_NAME}[\s.,،\-/]+(\d{{4}}|\d{{2}})"
)
_NAME_DAY_YEAR = re.compile(rf"{_NAME}[\s.\-]+(\d{{1,2}})(?:st|nd|rd|th)?[\s,،.\-]+(\d{{4}})")
_YEAR_NAME_DAY = re.compile(rf"(\d{{4}})[\s.\-/]+{_NAME}[\s.\-/]+(\d{{1,2}})")
_WEEK_DAY = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
#: A count of seconds or milliseconds since 1970: from September 2001 on, until it has more digits.
_EPOCH = re.compile(r"([1-3]\d{9})(?:\d{3})?")
_YEAR = re.compile(r"(\d{3,4})(?:\.0+)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/](\d{4})")
_NAME_YEAR = re.compile(rf"{_NAME}[\s,.\-/]+(\d{{4}})|(\d{{4}})[\s.\-/]+{_NAME}")
_NO_DAY = re.compile(r"\d{4}-?(?:Q[1-4]|W\d{2})|Q[1-4][-/ ]?\d{4}", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LETTERS = str.maketrans("OoQlI|SB", "00011158")
_NEAR_DIGITS = re.compile(r"(?<![^\W\d_])(?:[OolI|](?![^\W\d_])|[\dOoQlI|SB]*\d[\dOoQlI|SB]*)")
_WITHIN = re.compile(
    r"(?<!\d)(?:\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|\d{1,2}[ .-][^\W\d_]{3,}[ .-]\d{4}|[^\W\d_]{3,}\.? \d{1,2},? \d{4})(?!\d)"
)
#: A text without a year that is more than two numbers with a sign between them: `1.5` may be one.
_PLAINLY_A_DAY = re.compile(r".*[^\W\d_].*|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.")
#: What may stand between a day and the year that it lacks; any leap year tells.
_YEARS_BEHIND = (" 2020", "/2020", ".2020", "-2020")
_NOON = 12
#: No date has more letters; hostile texts that have would keep the patterns busy.
_LONGEST = 100


@lru_cache(maxsize=1 << 16)
def date_text(text: str) -> DateText:
    """Take a written date apart."""
    return _parts(_plain(text)) if len(text) <= _LONGEST else DateText()


def _parts(plain: str) -> DateText:
    if match := _EPOCH.fullmatch(plain):
        return _since_1970(int(match[1]))
    if _BEFORE.fullmatch(plain):
        return DateText(before_our_era=True, no_day=True)
    if match := _YEAR_BEHIND.fullmatch(plain):
        plain = f"{match[1]} {match[3]} {match[2]}"
    plain, clock = _without_clock(plain)
    plain, weekday = _without_weekday(plain)
    plain, calendar = _without_era(plain)
    numbers, named = _numbers(plain)
    if calendar and named and calendar is not named:
        return DateText()
    if numbers:
        return DateText(numbers, calendar=named or calendar, weekday=weekday, clock=clock)
    if clock == _MIDNIGHT and weekday is None:
        return _without_day(plain, calendar)
    return DateText()


def _plain(text: str) -> str:
    digits = "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in clean(text).replace("\u200c", " ")
    )
    return digits.translate(_DASHES)


def _since_1970(seconds: int) -> DateText:
    at = datetime.fromtimestamp(seconds, UTC)
    since_midnight = at - at.replace(hour=0, minute=0, second=0)
    found = Numbers("", at.year, at.month, at.day)
    return DateText((found,), clock=Clock(since_midnight, timedelta()))


def _without_clock(plain: str) -> tuple[str, Clock]:
    """Return the text before its time of day, and that; of a time that is none, all is text."""
    match = _CLOCK.search(plain)
    if not match or not match.start():
        return plain, _MIDNIGHT
    first, second = (match[1], match[2], match[3]), (match[4], match[5], match[6])
    hour, minute, seconds = (int(part or 0) for part in (first if match[1] else second))
    half = (match[7] or "").casefold()[:1]
    if half:
        if not 1 <= hour <= _NOON:
            return plain, _MIDNIGHT
        hour = hour % _NOON + _NOON * (half in {"p", "م"})
    if hour > 23 or minute > 59 or seconds > 60:  # noqa: PLR2004 - of a clock; 60 is a leap second
        return plain, _MIDNIGHT
    since = timedelta(hours=hour, minutes=minute, seconds=min(seconds, 59))
    return plain[: match.start()], Clock(since, _ahead(match[8] or ""))


def _ahead(zone: str) -> timedelta | None:
    if not zone:
        return None
    match = _OFFSET.search(zone)
    if not match:
        return timedelta()
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -ahead if match[1] == "-" else ahead


def _without_weekday(plain: str) -> tuple[str, int | None]:
    match = _WEEKDAY.match(plain)
    number = _WEEKDAYS.get(fold(match[1])) if match else None
    return (plain[match.end() :], number) if match and number is not None else (plain, None)


def _without_era(plain: str) -> tuple[str, Calendar | None]:
    for calendar, era in _ERAS.items():
        match = era.search(plain)
        if match and plain[: match.start()][-1:].isdigit():
            return plain[: match.start()], calendar
    return plain, None


def _numbers(plain: str) -> tuple[tuple[Numbers, ...], Calendar | None]:
    """Return the year, month and day of each order, and the calendar that the month's name has."""
    if match := _YEAR_FIRST.fullmatch(plain):
        return (Numbers("", int(match[1]), int(match[3]), int(match[4])),), None
    if match := _COMPACT.fullmatch(plain):
        return (Numbers("", int(match[1]), int(match[2]), int(match[3])),), None
    if match := _WEEK_DAY.fullmatch(plain):
        return _of_a_week(*map(int, match.groups())), None
    if match := _THREE.fullmatch(plain):
        one, two, three = int(match[1]), int(match[3]), int(match[4])
        found = [
            _numbers_of(DateOrder.DMY, match[4], two, one),
            _numbers_of(DateOrder.MDY, match[4], one, two),
        ]
        if len(match[4]) == 2:  # noqa: PLR2004 - a year of four digits is plainly the year
            found.append(_numbers_of(DateOrder.YMD, match[1], two, three))
        return tuple(found), None
    year, name, day = _with_month_name(plain)
    month = month_named(name)
    return ((_numbers_of("", year, month[1], day),), month[0]) if month else ((), None)


def _numbers_of(order: str, year: str, month: int, day: int) -> Numbers:
    """Return numbers whose year is as it is written: of two digits, perhaps."""
    if len(year) > 2:  # noqa: PLR2004
        return Numbers(order, int(year), month, day)
    return Numbers(order, _CENTURY + int(year), month, day, has_century=False)


def _of_a_week(year: int, week: int, weekday: int) -> tuple[Numbers, ...]:
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return ()
    return (Numbers("", day.year, day.month, day.day),)


def _with_month_name(plain: str) -> tuple[str, str, int]:
    """Return the year, the month's name and the day of a date that has a name for its month."""
    if match := _DAY_NAME_YEAR.fullmatch(plain):
        return match[3], match[2], int(match[1])
    if match := _NAME_DAY_YEAR.fullmatch(plain):
        return match[3], match[1], int(match[2])
    if match := _YEAR_NAME_DAY.fullmatch(plain):
        return match[1], match[2], int(match[3])
    return "", "", 0


def _without_day(plain: str, calendar: Calendar | None) -> DateText:
    """Return what a text is that is no day: a year, a month, a count or nothing."""
    if _SERIAL.fullmatch(plain):
        days = float(plain)
        since = timedelta(seconds=round(days % 1 * 86400))
        return DateText(serial=days, clock=Clock(since))
    if match := _YEAR.fullmatch(plain):
        return DateText(period=(int(match[1]), 0), calendar=calendar, no_day=True)
    if match := _YEAR_MONTH.fullmatch(plain):
        period = int(match[1] or match[4]), int(match[2] or match[3])
        return DateText(period=period, calendar=calendar, no_day=True)
    if (match := _NAME_YEAR.fullmatch(plain)) and (month := month_named(match[1] or match[4])):
        period = int(match[2] or match[3]), month[1]
        return DateText(period=period, calendar=month[0], no_day=True)
    return DateText(no_day=bool(_NO_DAY.fullmatch(plain)))


def with_a_year(text: str) -> str:
    """Return a text that is a day and a month with a year behind it; empty for all others."""
    plain = _plain(text)
    bare = plain.rstrip(" .,،")
    if len(text) > _LONGEST or not bare or date_text(plain).is_dated:
        return ""
    days = (bare + year for year in _YEARS_BEHIND)
    found = (day for day in days if date_text(day).is_day and date_text(day).numbers)
    return next(found, "")


def likely_meant(text: str) -> str | None:
    """Return the day that was probably meant by a text that is nearly one; `None` where it is not.

    The day is empty where it cannot be told. A text is nearly a day that has one within it, has
    letters for digits, a month that is misspelt, a month or day that there is not, or no year.
    """
    plain = _plain(text)
    found = date_text(text)
    if found.is_day or len(text) > _LONGEST:
        return None
    if found.numbers:
        return next(filter(None, map(_possible, found.numbers)), "")
    if _PLAINLY_A_DAY.fullmatch(plain) and with_a_year(text):
        # only the author knows the year
        return ""
    repaired = _NEAR_DIGITS.sub(lambda match: match[0].translate(_LETTERS), plain)
    if repaired != plain and (read := date_text(repaired)).is_day and read.serial is None:
        return _iso(read, repaired)
    _, name, _ = _with_month_name(plain)
    if name and (near := near_name(name, known_months())):
        meant = plain.replace(name, near)
        return _iso(date_text(meant), meant)
    return _meant_within(plain)


def _meant_within(plain: str) -> str | None:
    """Return the one day that stands in a text, empty where there are several."""
    within = [day.replace("_", "-") for day in _WITHIN.findall(plain)]
    within = [day for day in within if date_text(day).is_day]
    # of several days none was meant more than another
    return (_iso(date_text(within[0]), within[0]) if len(within) == 1 else "") if within else None


def _iso(found: DateText, written: str) -> str:
    """Return the one day of a text, or the text where its order or its calendar must be known."""
    if len(found.numbers) != 1 or found.calendar not in {None, Calendar.GREGORIAN}:
        return written
    numbers = found.numbers[0]
    return f"{numbers.year:04}-{numbers.month:02}-{numbers.day:02}"


def _possible(numbers: Numbers) -> str:
    """Return the day that is nearest to one that there is not; empty where none is."""
    if numbers.month > _MONTHS >= numbers.day:
        numbers = numbers._replace(month=numbers.day, day=numbers.month)
    there = 1 <= numbers.month <= _MONTHS and 1 <= numbers.day <= _MOST_DAYS
    if not (there and numbers.year):
        return ""
    return str(date(numbers.year, numbers.month, min(numbers.day, _longest(numbers))))
