"""Calendars in which dates are written: the names of their months, and their days as ours.

Hijri dates are converted by hijridate, after the Umm al-Qura tables of 1343 to 1500; the Persian
solar year by convertdate, which begins it at the March equinox of Tehran. Both are in the extra
`calendars`, and wait until a date needs them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from frontmap.days import ONE_DAY
from frontmap.errors import require_package
from frontmap.importing.options import Calendar
from frontmap.names import fold

__all__ = ["day_in", "days_in", "known_months", "month_named", "rule_of"]

#: Each month's names, by the calendar, in English, French, German, Spanish, Portuguese, Italian
#: and Arabic; the Persian ones also as Afghanistan has them. `_key` says how they are compared.
_NAMES = {
    Calendar.GREGORIAN: (
        "january jan januar janvier janv enero janeiro gennaio يناير كانون-الثاني",
        "february feb februar fevrier fevr febrero fevereiro febbraio فبراير شباط",
        "march mar marz maerz mars marzo marco مارس اذار",
        "april apr avril avr abril aprile ابريل نيسان",
        "may mai mayo maio maggio مايو ايار",
        "june jun juni juin junio junho giugno يونيو حزيران",
        "july jul juli juillet juil julio julho luglio يوليو تموز",
        "august aug aout agosto اغسطس اب",
        "september sep sept septembre septiembre setembro settembre سبتمبر ايلول",
        "october oct oktober okt octobre octubre outubro ottobre اكتوبر تشرين-الاول",
        "november nov novembre noviembre novembro نوفمبر تشرين-الثاني",
        "december dec dezember dez decembre diciembre dezembro dicembre ديسمبر كانون-الاول",
    ),
    Calendar.PERSIAN: (
        "farvardin hamal فروردین حمل",
        "ordibehesht sawr اردیبهشت ثور",
        "khordad jawza خرداد جوزا",
        "tir saratan تیر سرطان",
        "mordad amordad asad مرداد اسد",
        "shahrivar sunbula شهریور سنبله",
        "mehr mizan مهر میزان",
        "aban aqrab آبان عقرب",
        "azar qaws آذر قوس",
        "dey dei jadi دی جدی",
        "bahman dalw بهمن دلو",
        "esfand hut اسفند حوت",
    ),
}
_AL = "(?:al|el|ul|l|ath|at|as)*"
#: The Hijri months are spelt in too many ways to list: a pattern for each, of whole keys.
_HIJRI = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:al)?m[ou]+harr?am|(?:ال)?محرم(?:الحرام)?",
        r"safar|صفر",
        rf"rab[iey]+a?{_AL}(?:aw+[ae]l|ula|oula)|ربيع(?:ال)?اول",
        rf"rab[iey]+a?{_AL}(?:thani|sani|akh[ai]r)|ربيع(?:ال)?(?:ثاني|اخر)",
        rf"[dgj]+[uo]+mad[aei]+{_AL}(?:ula|oula|oola|aw+[ae]l)|جمادي(?:ال)?(?:اولي|اول)",
        (
            rf"[dgj]+[uo]+mad[aei]+{_AL}(?:thani|sani|akhir)(?:y?ah?)?|"
            "جمادي(?:ال)?(?:اخره|ثانيه|ثاني|اخر)"
        ),
        r"ra[jg]ab|رجب",
        r"(?:sh|ch)a+b[ae]+ne?|شعبان",
        r"ramad?h?z?an|ramzan|رمضان",
        r"(?:sh|ch)aww?al|شوال",
        rf"(?:dh|z|th|d)[uo]+{_AL}[qk][aei]+d[ae]h?|ذ[وي]القعده",
        rf"(?:dh|z|th|d)[uo]+{_AL}hijj?[ae]h?|ذ[وي]الحجه",
    )
)
#: The most usual spellings, of which a misspelt one may be near.
_HIJRI_NAMES = (
    "muharram", "safar", "rabi al awwal", "rabi al thani", "jumada al ula", "jumada al akhirah",
    "rajab", "shaban", "ramadan", "shawwal", "dhu al qadah", "dhu al hijjah",
)  # fmt: skip
_ROMAN = {"i": "awwal", "ii": "thani"}
#: Letters that stand for the Arabic ayn and hamza, beside apostrophes.
_AYN = dict.fromkeys(map(ord, "ʿʾʻʼ"))

_RULES = {
    Calendar.HIJRI: (
        "the Hijri calendar, by the Umm al-Qura tables of 1343 to 1500; a month that was begun by "
        "sight of the moon may differ by a day"
    ),
    Calendar.PERSIAN: "the Persian solar calendar, whose year begins at the March equinox",
    Calendar.GREGORIAN: "the Gregorian calendar",
}
_MONTHS = 12
#: The Persian year has six months of 31 days, then months of 30; the last ends with the year.
_LONG_MONTHS = 6


def month_named(name: str) -> tuple[Calendar, int] | None:
    """Return the calendar and the number of the month that is called `name`, if any is."""
    key = _key(name)
    if key in _KNOWN:
        return _KNOWN[key]
    found = (n for n, pattern in enumerate(_HIJRI, start=1) if pattern.fullmatch(key))
    number = next(found, 0)
    return (Calendar.HIJRI, number) if number else None


def known_months() -> tuple[str, ...]:
    """Return the names of months to which a misspelling may be near."""
    return (*_KNOWN, *_HIJRI_NAMES)


def day_in(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return the day of ours that is this one in a calendar.

    Raises:
        ValueError: the calendar has no such day, or it is not known which of ours it is.
        MissingPackageError: the extra `calendars` is not installed, and the calendar needs it.
    """
    if calendar is Calendar.HIJRI:
        return _hijri(year, month, day)
    if calendar is Calendar.PERSIAN:
        return _persian(year, month, day)
    return date(year, month, day)


def days_in(calendar: Calendar, year: int, month: int = 0) -> tuple[date, date]:
    """Return the first and the last day of a year of a calendar, or of one of its months.

    Raises:
        ValueError: the calendar has no such year or month.
        MissingPackageError: the extra `calendars` is not installed, and the calendar needs it.
    """
    first = day_in(calendar, year, month or 1, 1)
    ends_year = month in {0, _MONTHS}
    if (calendar, year, ends_year) == (Calendar.GREGORIAN, date.max.year, True):
        return first, date.max
    following = (year + 1, 1) if ends_year else (year, month + 1)
    return first, day_in(calendar, *following, 1) - ONE_DAY


def rule_of(calendar: Calendar) -> str:
    """Say by which rule days of a calendar become ours."""
    return _RULES[calendar]


def _key(name: str) -> str:
    words = fold(name.translate(_AYN)).split()
    return "".join([*words[:-1], _ROMAN.get(words[-1], words[-1])]) if words else ""


_KNOWN = {
    _key(name): (calendar, number)
    for calendar, months in _NAMES.items()
    for number, names in enumerate(months, start=1)
    for name in names.split()
}


def _hijri(year: int, month: int, day: int) -> date:
    require_package("hijridate", extra="calendars", what="Dates of the Hijri calendar")
    from hijridate import Hijri  # noqa: PLC0415 - an extra that few need

    try:
        found = Hijri(year, month, day).to_gregorian()
    except OverflowError as reason:
        raise ValueError(str(reason)) from reason
    return date(found.year, found.month, found.day)


def _persian(year: int, month: int, day: int) -> date:
    require_package("convertdate", extra="calendars", what="Dates of the Persian calendar")
    start = _persian_new_year(year)
    shorter = max(0, month - 1 - _LONG_MONTHS)
    found = start + timedelta(days=31 * (month - 1) - shorter + day - 1)
    longest = 31 if month <= _LONG_MONTHS else 30
    in_month = 1 <= month <= _MONTHS and 1 <= day <= longest
    if not in_month or found >= _persian_new_year(year + 1):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    return found


@cache
def _persian_new_year(year: int) -> date:
    """Return the first day of a Persian year; convertdate takes a fiftieth of a second for it."""
    from convertdate import persian  # noqa: PLC0415 - an extra that few need

    return date(*persian.to_gregorian(year, 1, 1))
