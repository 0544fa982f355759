"""Dates as people write them, and the order that is asked for."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import make, refused, text

from frontmap.errors import Where
from frontmap.importing.calendars import day_in
from frontmap.importing.options import Calendar, DateOrder, DateRules
from frontmap.importing.written_dates import (
    ReadDates,
    is_counter,
    is_written_date,
    may_have_dates,
    read_dates,
)


def test_dates_that_may_be_two_days_are_asked_for(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,05/03/18,Blue\n")
    code, row, expected = refused(table, areas, holders=holders)[0]
    assert (code, row) == ("which-date-order", 2)
    assert expected == "the order of day, month and year, by --dates dmy or mdy or ymd"
    atlas = make(tmp_path, table, areas, holders=holders, order=DateOrder.MDY)
    assert atlas.days() == (date(2018, 5, 3),)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2018", "no-day"),
        ("May 2018", "no-day"),
        ("2018-05", "no-day"),
        ("month 3", "no-day"),
        ("17", "no-day"),
        ("43223", "day-count"),
        ("31 April 2018", "bad-day"),
        ("soon", "bad-day"),
        ("", "no-date"),
    ],
)
def test_what_is_no_day_is_refused(
    tmp_path: Path, areas: Path, holders: Path, written: str, code: str
) -> None:
    table = text(tmp_path, f"place,date,control\nMill,{written},Blue\nMill,2018-05-01,Blue\n")
    assert [(c, row) for c, row, _ in refused(table, areas, holders=holders)] == [(code, 2)]


def test_every_date_that_is_none_is_told_with_what_is_asked_for(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,43223,Blue\nMill,05/04/2018,Blue\nMill,31/02/2018,Blue\n"
        "Mill,someday,Blue\nNowhere,2018-05-09,Blue\n",
    )
    assert [(code, row) for code, row, _ in refused(table, areas) if row] == [
        ("day-count", 2),
        ("which-date-order", 3),
        ("bad-day", 4),
        ("bad-day", 5),
        ("unknown-place", 6),
    ]


def test_dates_that_contradict_each_other_are_told_against_the_first_that_is_plain(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,01/02/2018,Blue\nMill,13/05/2018,Blue\nMill,05/14/2018,Blue\n",
    )
    assert refused(table, areas) == [("two-date-orders", 4, "one order: dates that are day first")]


def test_a_spreadsheets_count_of_days_is_read_when_it_is_said_so(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,43223,Blue\n")
    atlas = make(tmp_path, table, areas, holders=holders, order=DateOrder.EXCEL)
    assert atlas.days() == (date(2018, 5, 3),)


def test_arabic_digits_and_months_are_read(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,٣ أيار ٢٠١٨,Blue\nMill,4 مايو 2018,Blue\n")
    assert make(tmp_path, table, areas, holders=holders).days()[0] == date(2018, 5, 3)


def test_french_days_and_months_are_read(tmp_path: Path, areas: Path, holders: Path) -> None:
    rows = "Mill,1er mai 2018,Blue\nMill,2 févr. 2019,Blue\nMill,3 août 2019,Blue\n"
    table = text(tmp_path, f"place,date,control\n{rows}")
    days = make(tmp_path, table, areas, holders=holders).days()
    assert {date(2018, 5, 1), date(2019, 2, 2), date(2019, 8, 3)} <= set(days)


MAY_3 = date(2018, 5, 3)


def read(*texts: str, order: DateOrder | None = None) -> ReadDates:
    """Read texts that stand one under another in a column."""
    column = [(Where("table.csv", row, "date"), text) for row, text in enumerate(texts, start=2)]
    return read_dates(column, DateRules(order=order))


@pytest.mark.parametrize(
    "written",
    [
        "2018-05-03",
        "2018/5/3",
        "20180503",
        "3 May 2018",
        "3rd May 2018",
        "May 3, 2018",
        "2018 May 3",
        "2018-May-3",
        "Thu, 3 May 2018",
        "3 mai 2018",
        "3 أيار 2018",
        "٢٠١٨-٠٥-٠٣",
    ],
)
def test_a_date_that_is_plain_needs_no_order(written: str) -> None:
    assert ReadDates({written: MAY_3}, (), ()) == read(written)


@pytest.mark.parametrize(
    ("order", "day"),
    [
        (DateOrder.DMY, date(2005, 4, 3)),
        (DateOrder.MDY, date(2005, 3, 4)),
        (DateOrder.YMD, date(2003, 4, 5)),
    ],
)
def test_years_of_two_digits_are_read_in_the_order_that_is_named(
    order: DateOrder, day: date
) -> None:
    assert {"03/04/05": day} == read("03/04/05", order=order).days


def test_years_of_two_digits_come_first_only_where_no_other_order_is_possible() -> None:
    found = read("45-05-31", "45-05-03")
    assert {"45-05-31": date(2045, 5, 31), "45-05-03": date(2045, 5, 3)} == found.days
    assert ("dates are year first",) == found.notes


@pytest.mark.parametrize(
    ("written", "senses"),
    [
        ("18-05-31", "2031-05-18 (dmy) or 2018-05-31 (ymd)"),
        ("13/05/18", "2018-05-13 (dmy) or 2013-05-18 (ymd)"),
    ],
)
def test_a_year_of_two_digits_that_may_come_first_or_last_is_asked_for(
    written: str, senses: str
) -> None:
    found = read(written)
    assert [("which-date-order", f"{written!r}, which is {senses}")] == [
        (fault.code, fault.found) for fault in found.faults
    ]
    assert {} == found.days


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("31/05/2018", date(2031, 5, 18)),
        ("1-6-45", date(2031, 5, 18)),
        ("45-06-01", date(2018, 5, 31)),
    ],
)
def test_another_date_settles_whether_a_year_of_two_digits_comes_first_or_last(
    other: str, day: date
) -> None:
    found = read("18-05-31", other)
    assert day == found.days["18-05-31"]
    assert () == found.faults


@pytest.mark.parametrize(
    ("order", "day"), [(DateOrder.DMY, date(2031, 5, 18)), (DateOrder.YMD, date(2018, 5, 31))]
)
def test_a_year_of_two_digits_is_where_the_named_order_has_it(order: DateOrder, day: date) -> None:
    assert {"18-05-31": day} == read("18-05-31", order=order).days


def test_a_date_that_is_one_day_in_every_order_settles_nothing_and_is_not_asked_for() -> None:
    assert ReadDates({"18-05-18": date(2018, 5, 18)}, (), ()) == read("18-05-18")


@pytest.mark.parametrize("order", list(DateOrder))
def test_dates_that_are_plain_keep_their_day_whatever_order_is_named(order: DateOrder) -> None:
    found = read("2018-05-03", "3 May 2018", order=order)
    assert {"2018-05-03": MAY_3, "3 May 2018": MAY_3} == found.days
    assert () == found.faults


def test_iso_dates_among_others_are_read_beside_the_order_that_is_named() -> None:
    found = read("2018-05-03", "04/05/2018", order=DateOrder.MDY)
    assert {"2018-05-03": MAY_3, "04/05/2018": date(2018, 4, 5)} == found.days
    assert ("dates are month first",) == found.notes


def test_iso_dates_among_others_do_not_tell_the_order() -> None:
    found = read("2018-05-03", "04/05/2018")
    assert ["which-date-order"] == [fault.code for fault in found.faults]
    assert "'04/05/2018', which is 2018-05-04 (dmy) or 2018-04-05 (mdy)" == found.faults[0].found


def test_dates_that_mean_the_same_day_in_every_order_need_none() -> None:
    assert ReadDates({"05/05/2018": date(2018, 5, 5)}, (), ()) == read("05/05/2018")


def test_a_date_that_has_not_the_order_that_is_named_is_refused() -> None:
    (fault,) = read("05/13/2018", order=DateOrder.DMY).faults
    assert ("bad-day", 2) == (fault.code, fault.where.row)
    assert fault.expected.endswith(", day first")


def test_a_count_of_days_beside_dates_is_refused_and_the_dates_are_read() -> None:
    found = read("43223", "13/05/2018")
    assert ["day-count"] == [fault.code for fault in found.faults]
    assert {"13/05/2018": date(2018, 5, 13)} == found.days


def test_dates_before_the_first_with_one_order_are_held_to_it_too() -> None:
    faults = read("31/05/18", "05/31/18", "2/3/18").faults
    assert [("two-date-orders", 2)] == [(fault.code, fault.where.row) for fault in faults]


@pytest.mark.parametrize(
    "text", ["2018-05-03", "3 May 2018", "May 2018", "2018", "05/2018", "01/02/00", "2018-Q1"]
)
def test_what_looks_like_a_date_is_told_even_where_it_will_be_refused(text: str) -> None:
    assert is_written_date(text)


@pytest.mark.parametrize("text", ["Mill", "month 3", "note", ""])
def test_what_does_not_look_like_a_date_is_none(text: str) -> None:
    assert not is_written_date(text)


@pytest.mark.parametrize(
    ("text", "counts"), [("month 3", True), ("T1", True), ("week", True), ("control", False)]
)
def test_a_column_that_counts_months_or_periods_is_known_by_its_name(
    text: str, *, counts: bool
) -> None:
    assert counts == is_counter(text)


def read_by(rules: DateRules, *texts: str, of_intervals: bool = False) -> ReadDates:
    column = [(Where("table.csv", row, "date"), text) for row, text in enumerate(texts, start=2)]
    return read_dates(column, rules, of_intervals=of_intervals)


def asked(found: ReadDates) -> list[tuple[str, int, str, str]]:
    return [(f.code, f.where.row, f.found, f.expected) for f in found.faults]


# instants and clock times


def test_the_zone_of_instants_is_asked_for() -> None:
    question = (
        "which-zone",
        2,
        "the instant '2018-04-30T21:00:00Z', and 1 more",
        (
            "--zone with the place's time zone, such as Asia/Damascus (then 2018-05-01) or UTC "
            "(2018-04-30)"
        ),
    )
    assert [question] == asked(read("2018-04-30T21:00:00Z", "2018-05-02T21:00:00Z"))


def test_midnights_in_utc_are_asked_about_too() -> None:
    (question,) = read("2018-05-01T00:00:00Z").faults
    expected = "such as Asia/Damascus (then 2018-05-01) or UTC (2018-05-01)"
    assert question.expected.endswith(expected)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Damascus", 1), ("UTC", 30), ("+03:00", 1), ("+02:00", 30), ("Asia/Tokyo", 1)],
)
def test_an_instant_has_its_day_in_the_zone_that_is_named(zone: str, day: int) -> None:
    found = read_by(DateRules(zone=zone), "2018-04-30T21:00:00Z", "2018-05-03")
    expected = {"2018-04-30T21:00:00Z": date(2018, 4 + (day == 1), day), "2018-05-03": MAY_3}
    assert expected == found.days
    assert (f"instants have their day in {zone}: '2018-04-30T21:00:00Z'",) == found.notes
    assert () == found.faults


def test_the_order_of_an_instant_is_told_by_another() -> None:
    rules = DateRules(zone="Asia/Damascus")
    found = read_by(rules, "04/05/2018 21:00Z", "13/05/2018 21:00Z")
    assert [date(2018, 5, 5), date(2018, 5, 14)] == list(found.days.values())


def test_milliseconds_since_1970_are_an_instant() -> None:
    assert ["which-zone"] == [fault.code for fault in read("1525122000000").faults]
    rules = DateRules(zone="Asia/Damascus")
    assert {"1525122000000": date(2018, 5, 1)} == read_by(rules, "1525122000000").days


def test_a_zone_that_is_none_is_refused() -> None:
    (fault,) = read_by(DateRules(zone="Damascus"), "2018-04-30T21:00:00Z").faults
    assert ("unknown-zone", "--zone") == (fault.code, fault.where.file)
    assert "Asia/Damascus" == fault.meant


def test_what_no_date_needs_is_said() -> None:
    rules = DateRules(zone="UTC", calendar=Calendar.HIJRI, years=True)
    assert read_by(rules, "2018-05-03").notes == (
        "--zone UTC is not needed: no date has a time zone",
        "--calendar hijri is not needed: no year may be of several",
        "--years is not needed: no start and no end is a year or a month",
    )


def test_clock_times_without_a_zone_are_left_out_and_told() -> None:
    found = read("2018-05-01", "2018-05-02 14:30", "2018-05-03T00:00:00.000", "2018-05-04 6:00 AM")
    assert ("clock times are left out: 14:30 in table.csv:3 date, and 1 more",) == found.notes
    assert [date(2018, 5, day) for day in (1, 2, 3, 4)] == list(found.days.values())


# weekdays


def test_a_weekday_tells_the_order_of_day_and_month() -> None:
    # 3 May 2018 was a Thursday, 5 March a Monday
    assert {"Thu 05/03/2018": MAY_3} == read("Thu 05/03/2018").days
    assert {"Mon 05/03/2018": date(2018, 3, 5)} == read("Mon 05/03/2018").days


def test_a_date_on_another_weekday_than_it_says_is_refused() -> None:
    (fault,) = read("Friday, 3 May 2018").faults
    assert "bad-day" == fault.code
    assert fault.expected.endswith(", on the weekday that it names")


# calendars


def test_the_calendar_of_a_year_that_several_have_is_asked_for() -> None:
    question = (
        "which-calendar",
        2,
        "'15/08/1439', whose year several calendars have, and 1 more",
        (
            "the calendar, by --calendar hijri (then 2018-05-01) or persian (then 2060-11-05) or "
            "gregorian (then 1439-08-15)"
        ),
    )
    assert [question] == asked(read("15/08/1439", "١٦/٠٨/١٤٣٩"))


def test_dates_of_our_era_among_them_are_told() -> None:
    (fault,) = read("1439-08-15", "2018-05-03").faults
    expected = "'1439-08-15', whose year several calendars have, beside '2018-05-03', "
    assert expected + "whose year they have not" == fault.found


@pytest.mark.parametrize(
    ("calendar", "written", "day"),
    [
        (Calendar.HIJRI, "15/08/1439", date(2018, 5, 1)),
        (Calendar.HIJRI, "30/10/1439", None),
        (Calendar.PERSIAN, "1397/02/11", date(2018, 5, 1)),
        (Calendar.GREGORIAN, "1439-08-15", date(1439, 8, 15)),
        (Calendar.HIJRI, "15/08/39", None),
    ],
)
def test_a_year_that_several_have_is_read_in_the_calendar_that_is_named(
    calendar: Calendar, written: str, day: date | None
) -> None:
    found = read_by(DateRules(calendar=calendar), written)
    assert ({written: day} if day else {}) == found.days
    assert ([] if day else ["bad-day"]) == [fault.code for fault in found.faults]


def test_the_rule_by_which_a_calendar_was_read_is_told() -> None:
    found = read_by(DateRules(calendar=Calendar.HIJRI), "15/08/1439", "16/08/1439", "2018-05-03")
    assert found.notes == (
        "dates are day first",
        (
            "of the Hijri calendar, by the Umm al-Qura tables of 1343 to 1500; a month that was "
            "begun by sight of the moon may differ by a day: '15/08/1439', and 1 more; of ours: "
            "'2018-05-03'"
        ),
    )
    assert date(2018, 5, 3) == found.days["2018-05-03"]


@pytest.mark.parametrize(
    "written", ["15 شعبان 1439", "15 Sha'ban 1439", "11 اردیبهشت 1397", "1439-08-15 هـ"]
)
def test_a_month_or_an_era_of_a_calendar_needs_no_question(written: str) -> None:
    found = read(written)
    assert {written: date(2018, 5, 1)} == found.days
    assert () == found.faults


def test_one_date_that_names_its_calendar_tells_that_of_the_others() -> None:
    found = read("15 شعبان 1439", "16/08/1439")
    assert [date(2018, 5, 1), date(2018, 5, 2)] == list(found.days.values())
    faults = read("15 شعبان 1439", "11 اردیبهشت 1397", "16/08/1439").faults
    assert ["which-calendar"] == [fault.code for fault in faults]


def test_dates_of_a_history_are_of_our_era() -> None:
    found = read("1189-05-03", "1492-10-12", "1648-10-24")
    assert () == found.faults
    assert ["which-calendar"] == [f.code for f in read("1289-05-03", "1317-10-12").faults]
    expected = "'1492-10-12' is of our era, as most dates here are that lie before 1900"
    assert (expected,) == found.notes


@pytest.mark.parametrize("written", ["2561-05-03", "5778-08-18", "3 May 2561"])
def test_a_year_that_lies_far_ahead_is_refused(written: str) -> None:
    assert ["far-year"] == [fault.code for fault in read(written).faults]


# years and months


def test_years_and_months_are_read_where_intervals_begin_and_end_and_it_is_said() -> None:
    found = read_by(DateRules(years=True), "2018", "May 2018", "1650", of_intervals=True)
    assert () == found.faults
    assert (date(2018, 1, 1), date(2018, 12, 31)) == found.period("2018")
    assert (date(2018, 5, 1), date(2018, 5, 31)) == found.period("May 2018")
    assert (date(1650, 1, 1), date(1650, 12, 31)) == found.period("1650")
    note = "years and months begin and end with them: '2018' is 2018-01-01 to 2018-12-31"
    assert (note,) == found.notes


def test_years_of_another_calendar_are_asked_for_and_read() -> None:
    assert ["no-day", "which-calendar"] == [
        fault.code for fault in read_by(DateRules(), "1439", of_intervals=True).faults
    ]
    rules = DateRules(years=True, calendar=Calendar.HIJRI)
    found = read_by(rules, "1439", of_intervals=True)
    assert (date(2017, 9, 21), date(2018, 9, 10)) == found.period("1439")


def test_a_year_without_that_word_is_refused_with_it() -> None:
    (fault,) = read_by(DateRules(), "2018", of_intervals=True).faults
    assert "no-day" == fault.code
    assert fault.expected.endswith(
        "or --years, to read a start as its first day, an end as its last"
    )
    (fault,) = read_by(DateRules(years=True), "2018").faults
    assert fault.expected.endswith("a counter is no day")


@pytest.mark.parametrize("written", ["-0044", "44 BC"])
def test_a_year_before_our_era_is_refused_plainly(written: str) -> None:
    (fault,) = read_by(DateRules(years=True), written, of_intervals=True).faults
    assert "before-our-era" == fault.code


# what is nearly a date


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2018-04-31", "2018-04-30"), ("2 May 2O18", "2018-05-02"), ("30 Feb 2018", "2018-02-28")],
)
def test_a_day_that_was_probably_meant_is_told(written: str, meant: str) -> None:
    assert [("bad-day", meant)] == [(fault.code, fault.meant) for fault in read(written).faults]


@pytest.mark.parametrize("written", ["2018–05–03", "2018‑05‑03", "2018/05/03 ", "3. May 2018"])
def test_other_dashes_and_spaces_change_nothing(written: str) -> None:
    assert {written: MAY_3} == read(written).days


def test_the_calendar_is_asked_for_without_the_packages_that_convert(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for package in ("hijridate", "convertdate"):
        monkeypatch.setitem(sys.modules, package, None)
    (fault,) = read("15/08/1439").faults
    expected = "the calendar, by --calendar hijri or persian or gregorian (then 1439-08-15)"
    assert expected == fault.expected


def test_a_year_of_four_digits_is_of_no_other_century_than_it_says() -> None:
    assert {"0044-03-15": date(44, 3, 15)} == read("0044-03-15").days
    assert ["bad-day"] == [fault.code for fault in read("0000-03-15").faults]


#: What dates are made of, and what only looks so.
PARTS = (
    "0 1 13 31 99 1439 2018 0000 9999 1525122000 43223.5 May شعبان Tir Thu - – / . : , T Z +03:00 "
    "14:30 24:00 AM م هـ AH BC W18 Q2 O l ٣ ?"
)
WRITTEN = st.lists(st.sampled_from([*PARTS.split(), " ", "\u200c"]), max_size=9).map("".join)


@given(st.lists(WRITTEN | st.text(max_size=12), max_size=4), st.sampled_from(["", "+14:00", "UTC"]))
def test_any_text_means_a_day_or_is_refused_or_asked_about(texts: list[str], zone: str) -> None:
    rules = DateRules(zone=zone, years=True, calendar=Calendar.HIJRI if zone else None)
    found = read_by(rules, *texts, of_intervals=True)
    unread = {text for text in texts if text and found.period(text) is None}
    assert not unread or found.faults


@given(
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y%m%d", "%Y-%m-%d %I:%M:%S %p"]
    ),
)
def test_a_day_that_is_written_in_any_form_is_read_back(day: date, form: str) -> None:
    written = day.strftime(form)
    arabic = written.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert {written: day, arabic: day} == read(written, arabic).days


def test_only_texts_with_a_digit_may_have_dates() -> None:
    perhaps = [["", "2018"], ["٣ أيار"], ["", "Mill"], []]
    assert [True, True, False, False] == list(map(may_have_dates, perhaps))


def test_a_day_without_its_year_is_told_how_to_have_it() -> None:
    texts = ((Where("a.csv", 2), "3 May"), (Where("a.csv", 3), "1.5"), (Where("a.csv", 4), "x 3"))
    found = read_dates(texts).faults
    assert ["no-year", "no-year", "bad-day"] == [fault.code for fault in found]
    assert "'3 May', a day without its year" == found[0].found
    expected = "the year, too, as in '3 May 2020': write it there; no option gives it"
    assert expected == found[0].expected


#: What `tests/js/typed-day.test.mjs` holds of the page, too.
TYPED = json.loads(Path(__file__).parents[1].joinpath("js/typed-days.json").read_text("utf-8"))


@pytest.mark.parametrize(("written", "days"), list(TYPED["texts"].items()))
def test_a_text_means_the_same_day_as_where_it_is_typed_on_the_page(
    written: str, days: list[str]
) -> None:
    read = read_dates([(Where("t.csv", 2), written)])
    found = [str(day) for day in read.days.values()]
    if len(days) == 1:
        assert (days, ()) == (found, read.faults)
    else:
        (fault,) = read.faults
        # several days are a question, and the page tells them
        assert (len(days) > 1) == (fault.code in {"which-date-order", "which-calendar"})
        said = f"{fault.found} {fault.expected}"
        assert all(day in said for day in days)


def test_days_of_other_calendars_are_those_of_the_page() -> None:
    for year, months in enumerate(TYPED["hijri_1420"], start=1420):
        firsts = [str(day_in(Calendar.HIJRI, year, month, 1)) for month in range(1, 13)]
        assert firsts == months
    for year, first in enumerate(TYPED["persian_1300"], start=1300):
        assert first == str(day_in(Calendar.PERSIAN, year, 1, 1))
