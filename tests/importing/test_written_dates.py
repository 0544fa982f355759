"""Dates as people write them, and the order that is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import make, refused, text

from frontmap.errors import Where
from frontmap.importing.options import DateOrder
from frontmap.importing.written_dates import ReadDates, is_counter, is_written_date, read_dates

if TYPE_CHECKING:
    from pathlib import Path


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
    return read_dates(column, order=order)


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
        "2018-05-03T14:05:00Z",
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


@pytest.mark.parametrize("text", ["2018-05-03", "3 May 2018", "May 2018", "2018", "05/2018"])
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
