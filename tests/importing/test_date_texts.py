"""Written dates taken apart, and what was meant where one is nearly a date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontmap.importing.date_texts import Clock, date_text, likely_meant, with_a_year
from frontmap.importing.options import Calendar

UTC = timedelta()
DAMASCUS = timedelta(hours=3)


@pytest.mark.parametrize(
    ("text", "numbers", "clock", "ahead"),
    [
        ("2018-04-30T21:00:00Z", (2018, 4, 30), "21:00", UTC),
        ("20180430T210000Z", (2018, 4, 30), "21:00", UTC),
        ("2018/04/30 21:00:00+03", (2018, 4, 30), "21:00", DAMASCUS),
        ("Tue May 01 2018 00:00:00 GMT+0300 (Eastern Time)", (2018, 5, 1), "00:00", DAMASCUS),
        ("Tue May 01 21:00:00 +0000 2018", (2018, 5, 1), "21:00", UTC),
        ("Tue, 01 May 2018 21:05:09 GMT", (2018, 5, 1), "21:05:09", UTC),
        ("2018-05-01T00:00+03:00[Asia/Damascus]", (2018, 5, 1), "00:00", DAMASCUS),
        ("2018-05-01T02:00-05:00", (2018, 5, 1), "02:00", -timedelta(hours=5)),
        ("1525122000000", (2018, 4, 30), "21:00", UTC),
        ("1525122000", (2018, 4, 30), "21:00", UTC),
        ("2018-05-01 14:30", (2018, 5, 1), "14:30", None),
        ("1 May 2018, 2:30 p.m.", (2018, 5, 1), "14:30", None),
        ("1 mai 2018 à 14h30", (2018, 5, 1), "14:30", None),
        ("2018-05-01 2:30 م", (2018, 5, 1), "14:30", None),
        ("2018-05-01 12:00:00 AM", (2018, 5, 1), "00:00", None),
        ("2018-05-01T00:00:00.000", (2018, 5, 1), "00:00", None),
    ],
)
def test_a_clock_time_and_its_zone_are_told_from_the_day(
    text: str, numbers: tuple[int, int, int], clock: str, ahead: timedelta | None
) -> None:
    found = date_text(text)
    assert [numbers] == [one[1:4] for one in found.numbers]
    assert (clock, ahead) == (str(found.clock), found.clock.ahead)


@pytest.mark.parametrize(
    "text", ["12:30", "2018-05-01 25:00", "2018-05-01 14:30 EEST", "2018-05-01 13:00 pm", "x 14:30"]
)
def test_what_is_not_understood_whole_is_no_date(text: str) -> None:
    assert not date_text(text).is_day


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("15 Sha'ban 1439", Calendar.HIJRI),
        ("١٥/٠٨/١٤٣٩ هـ", Calendar.HIJRI),
        ("15/08/1439 AH", Calendar.HIJRI),
        ("11 اردیبهشت 1397", Calendar.PERSIAN),
        ("1397/02/11 ه.ش", Calendar.PERSIAN),
        ("3/5/2018 م", Calendar.GREGORIAN),
        ("1439-08-15", None),
    ],
)
def test_a_month_or_an_era_tells_the_calendar(text: str, calendar: Calendar | None) -> None:
    found = date_text(text)
    assert (True, calendar) == (found.is_day, found.calendar)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2018", (2018, 0)),
        ("987", (987, 0)),
        ("May 2018", (2018, 5)),
        ("2018-05", (2018, 5)),
        ("05/2018", (2018, 5)),
        ("شعبان 1439", (1439, 8)),
        ("2018-W18", None),
        ("Q2 2018", None),
    ],
)
def test_a_year_or_a_month_is_no_day(text: str, period: tuple[int, int] | None) -> None:
    found = date_text(text)
    assert (period, True, False) == (found.period, found.no_day, found.is_day)


@pytest.mark.parametrize("text", ["-0044", "-500", "44 BC", "-0044-03-15", "44 BCE", "44 ق.م"])
def test_a_year_before_our_era_is_known(text: str) -> None:
    assert date_text(text).before_our_era


def test_the_day_of_a_week_is_a_day() -> None:
    assert [(2018, 5, 1)] == [one[1:4] for one in date_text("2018-W18-2").numbers]


def test_a_count_of_days_may_have_a_clock_time_behind_its_point() -> None:
    found = date_text("43223.604166667")
    assert 43223.604166667 == found.serial
    assert Clock(timedelta(hours=14, minutes=30)) == found.clock


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2018-04-31", "2018-04-30"),
        ("2 May 2O18", "2018-05-02"),
        ("2O18-05-01", "2018-05-01"),
        ("l May 2018", "2018-05-01"),
        ("2018-13-01", "2018-01-13"),
        ("30 Feb 2018", "2018-02-28"),
        ("3 Agust 2018", "2018-08-03"),
        ("control_2018-05-03", "2018-05-03"),
        ("2018-05-03*", "2018-05-03"),
        ("Control 3 May 2018", "2018-05-03"),
        ("held on May 3, 2018", "2018-05-03"),
        ("2018-05-03/2018-05-05", ""),
        ("31 Apr 18", "2018-04-30"),
        ("2018-00-05", ""),
    ],
)
def test_a_text_that_is_nearly_a_date_tells_what_was_meant(text: str, meant: str) -> None:
    assert meant == likely_meant(text)


@pytest.mark.parametrize(
    "text",
    ["2018-05-03", "2018–05–03", "03.05.2018 ", "Area 2", "population 2018", "Block B 12", "soon"],
)
def test_a_date_and_what_is_far_from_one_are_not_nearly_dates(text: str) -> None:
    assert likely_meant(text) is None


@pytest.mark.parametrize("part", ["ʿ", "a ʿ", "1", "1 ", "May ", "2018-05-03 ", "B.C"])
def test_a_long_text_is_no_date(part: str) -> None:
    text = part * 100_000
    assert (False, None) == (date_text(text).is_day, likely_meant(text))


@pytest.mark.parametrize(
    ("written", "dated", "is_plain"),
    [
        ("1 June", "1 June 2020", True),
        ("June 1st", "June 1st 2020", True),
        ("29 Feb", "29 Feb 2020", True),
        ("3-May", "3-May 2020", True),
        ("٣ أيار", "3 أيار 2020", True),
        ("1/6", "1/6/2020", True),
        ("01.06.", "01.06.2020", True),
        ("1.5", "1.5.2020", False),
        ("30/30", "", False),
        ("Sector 3", "", False),
        ("May 2018", "", False),
        ("12", "", False),
        ("", "", False),
    ],
)
def test_a_day_without_its_year_is_seen(written: str, dated: str, *, is_plain: bool) -> None:
    assert dated == with_a_year(written)
    # a heading may be a number
    assert ("" if is_plain else None) == likely_meant(written)
