"""Dates as people write them, and the order that is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import make, refused, text

from frontmap.importing.options import DateOrder

if TYPE_CHECKING:
    from pathlib import Path


def test_dates_that_may_be_two_days_are_asked_for(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,05/03/18,Blue\n")
    code, row, expected = refused(table, areas, holders=holders)[0]
    assert (code, row) == ("which-date-order", 2)
    assert expected == "the order of day and month, by --dates dmy or mdy"
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
