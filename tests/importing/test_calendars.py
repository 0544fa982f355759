"""Calendars: the names of their months, and their days as ours."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from convertdate import persian
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from frontmap.errors import MissingPackageError
from frontmap.importing.calendars import day_in, days_in, month_named
from frontmap.importing.options import Calendar


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "Muharram|محرم|Mouharram|Muḥarram"),
        (3, "Rabi' al-awwal|Rabi I|Rabīʿ al-Awwal|ربيع الأول|Rabi ul-Awwal"),
        (4, "Rabi II|Rabi' al-thani|Rabi' al-akhir|ربيع الثاني|ربيع الآخر"),
        (5, "Jumada al-ula|Jumada I|جمادى الأولى|Djoumada al oula"),
        (6, "Jumada al-akhirah|Jumada II|Jumādā ath-Thāniyah|جمادى الآخرة"),
        (8, "Sha'ban|Shaʿbān|Shaaban|Chaabane|شعبان"),
        (9, "Ramadan|Ramaḍān|Ramadhan|رمضان"),
        (11, "Dhu al-Qi'dah|Dhul Qadah|ذو القعدة|ذي القعدة"),
        (12, "Dhu al-Hijjah|Dhu'l-Hijja|Zulhijjah|ذو الحجة"),
    ],
)
def test_a_hijri_month_is_known_in_its_spellings(number: int, names: str) -> None:
    expected = dict.fromkeys(names.split("|"), (Calendar.HIJRI, number))
    assert expected == {name: month_named(name) for name in names.split("|")}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Ordibehesht", (Calendar.PERSIAN, 2)),
        ("اردیبهشت", (Calendar.PERSIAN, 2)),
        ("آذر", (Calendar.PERSIAN, 9)),
        ("آذار", (Calendar.GREGORIAN, 3)),
        ("كانون الثاني", (Calendar.GREGORIAN, 1)),
        ("févr.", (Calendar.GREGORIAN, 2)),
        ("Block", None),
        ("", None),
    ],
)
def test_a_month_tells_its_calendar(name: str, month: tuple[Calendar, int] | None) -> None:
    assert month == month_named(name)


@pytest.mark.parametrize(
    ("calendar", "numbers", "day"),
    [
        (Calendar.HIJRI, (1439, 8, 15), date(2018, 5, 1)),
        (Calendar.PERSIAN, (1397, 2, 11), date(2018, 5, 1)),
        (Calendar.PERSIAN, (1399, 12, 30), date(2021, 3, 20)),
        (Calendar.GREGORIAN, (2018, 5, 1), date(2018, 5, 1)),
    ],
)
def test_a_day_of_a_calendar_is_a_day_of_ours(
    calendar: Calendar, numbers: tuple[int, int, int], day: date
) -> None:
    assert day == day_in(calendar, *numbers)


@pytest.mark.parametrize(
    ("calendar", "numbers"),
    [
        (Calendar.HIJRI, (1439, 2, 30)),
        (Calendar.HIJRI, (1342, 1, 1)),
        (Calendar.PERSIAN, (1397, 12, 30)),
        (Calendar.PERSIAN, (1397, 7, 31)),
        (Calendar.PERSIAN, (1397, 13, 1)),
    ],
)
def test_a_day_that_a_calendar_has_not_is_none(
    calendar: Calendar, numbers: tuple[int, int, int]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        day_in(calendar, *numbers)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "days"),
    [
        (Calendar.GREGORIAN, 2018, 0, (date(2018, 1, 1), date(2018, 12, 31))),
        (Calendar.GREGORIAN, 2018, 2, (date(2018, 2, 1), date(2018, 2, 28))),
        (Calendar.GREGORIAN, 9999, 12, (date(9999, 12, 1), date(9999, 12, 31))),
        (Calendar.HIJRI, 1439, 12, (date(2018, 8, 12), date(2018, 9, 10))),
        (Calendar.PERSIAN, 1399, 0, (date(2020, 3, 20), date(2021, 3, 20))),
    ],
)
def test_a_year_and_a_month_have_a_first_and_a_last_day(
    calendar: Calendar, year: int, month: int, days: tuple[date, date]
) -> None:
    assert days == days_in(calendar, year, month)


@given(st.dates(date(1979, 11, 20), date(2077, 11, 16)))
def test_a_day_of_the_fifteenth_hijri_century_comes_back(day: date) -> None:
    written = Gregorian.fromdate(day).to_hijri()
    assert day == day_in(Calendar.HIJRI, written.year, written.month, written.day)


@settings(max_examples=5, deadline=None)
@given(st.integers(1300, 1500), st.integers(0, 364))
def test_a_day_of_the_persian_calendar_comes_back(year: int, beyond: int) -> None:
    start = date(*persian.to_gregorian(year, 1, 1))
    day = start + timedelta(days=beyond)
    assert day == day_in(Calendar.PERSIAN, *persian.from_gregorian(day.year, day.month, day.day))


@pytest.mark.parametrize(
    ("package", "calendar"), [("hijridate", Calendar.HIJRI), ("convertdate", Calendar.PERSIAN)]
)
def test_a_calendar_without_its_package_is_refused_with_the_extra_that_has_it(
    monkeypatch: pytest.MonkeyPatch, package: str, calendar: Calendar
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match=r"pip install 'frontmap\[calendars\]'"):
        day_in(calendar, 1442, 1, 2)
