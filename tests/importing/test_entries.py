"""Rows of every shape of table, as places, days and holders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import NAMES, make, refused, said, states, text

from frontmap.importing.options import Calendar, EndRule

if TYPE_CHECKING:
    from pathlib import Path


def test_a_wide_table_has_a_column_for_each_day(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "Place\u00a0;1 May 2018;2 May 2018;3\u00a0May 2018\r\n"
        "Old\u00a0Town ;Blue;BLUE;contested\r\n"
        "harbour;green;;Green \r\n"
        "Mill;?;blue;blue\r\n",
        encoding="utf-8-sig",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert states(atlas, "old-town") == ["blue held", "blue held", "blue contested green"]
    assert states(atlas, "harbour") == ["green held", "- no_data", "green held"]
    assert states(atlas, "mill") == ["unknown unknown", "blue held", "blue held"]


def test_a_weekly_table_may_say_that_its_states_hold_for_days(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,2018-05-01,2018-05-08\nMill,Blue,Green\n")
    atlas = make(tmp_path, table, areas, holders=holders, holds=7)
    assert states(atlas, "mill") == ["blue held"] * 7 + ["green held"] * 7


def test_a_long_table_has_a_row_for_each_place_and_day(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "date\tlocation\tcontrolled by\n"
        "13/05/2018\tMill\tBlue\n"
        "05/05/18\tMill\tGreen\n"
        "06/05/18\tHarbour\tGreen\n",
        name="table.tsv",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert atlas.days()[0] == date(2018, 5, 5)
    assert states(atlas, "mill") == ["green held", *["- no_data"] * 7, "blue held"]
    assert states(atlas, "old-town") == ["- no_data"] * 9


@pytest.mark.parametrize(
    ("end", "rows"),
    [
        (EndRule.INCLUSIVE, "Mill,2018-05-01,2018-05-02,Blue\nMill,2018-05-03,2018-05-04,Green\n"),
        (EndRule.EXCLUSIVE, "Mill,2018-05-01,2018-05-03,Blue\nMill,2018-05-03,2018-05-05,Green\n"),
    ],
)
def test_neighbouring_intervals_tell_whether_the_end_is_included(
    tmp_path: Path, areas: Path, holders: Path, end: EndRule, rows: str
) -> None:
    table = text(tmp_path, "place,from,to,control\n" + rows)
    _, lines = said(table, areas, holders=holders)
    assert f"table.csv: the end of an interval is {end}" in lines
    atlas = make(tmp_path, table, areas, holders=holders)
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 2


def test_intervals_that_cannot_tell_their_end_are_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,from,to,control\nMill,2018-05-01,2018-05-03,Blue\n")
    assert refused(table, areas, holders=holders)[0][0] == "which-end-rule"
    atlas = make(tmp_path, table, areas, holders=holders, end=EndRule.EXCLUSIVE)
    assert len(atlas.days()) == 2


def test_intervals_that_contradict_each_other_about_the_end_are_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,from,to,control\n"
        "Mill,2018-05-01,2018-05-03,Blue\nMill,2018-05-03,2018-05-05,Green\n"
        "Harbour,2018-05-01,2018-05-02,Blue\nHarbour,2018-05-03,2018-05-05,Green\n",
    )
    assert [code for code, *_ in refused(table, areas, holders=holders)] == ["which-end-rule"]


def test_an_as_of_list_is_asked_how_long_its_states_hold(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "Location,Held by,As of,Source\n"
        'Mill,Blue,"May 1, 2018",https://example.org/a/first-report\n'
        "Mill,Green,3rd May 2018,Second report\n",
    )
    assert [code for code, *_ in refused(table, areas, holders=holders)] == ["how-long"]
    atlas = make(tmp_path, table, areas, holders=holders, holds=0, last=date(2018, 5, 4))
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 2


def test_a_packed_history_has_dates_and_holders_in_one_cell(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        'name,what happened\nMill,"2018-05-01; Blue, 2018-05-03; Contested, 2018-05-04; Green"\n'
        'Harbour,"2018-05-02; Green"\n',
    )
    understood, lines = said(table, areas, holders=holders, last=date(2018, 5, 5))
    assert "packed" in lines[1]
    assert understood.columns == ("name", "what happened")
    atlas = make(tmp_path, table, areas, holders=holders, last=date(2018, 5, 5))
    assert states(atlas, "mill") == [
        "blue held", "blue held", "blue contested green", "green held", "green held",
    ]  # fmt: skip
    assert states(atlas, "harbour") == ["- no_data"] + ["green held"] * 4


@pytest.mark.parametrize("holds", [0, 9_999_999])
def test_a_state_may_hold_to_the_last_day_of_the_calendar(
    tmp_path: Path, areas: Path, holders: Path, holds: int
) -> None:
    rows = "".join(f"{name},2100-12-29,Blue\n" for name in NAMES)
    table = text(tmp_path, f"place,asof,holder\n{rows}")
    last = date(2100, 12, 31)
    atlas = make(tmp_path, table, areas, holders=holders, holds=holds, last=last)
    assert states(atlas, "mill") == ["blue held"] * 3


def test_an_interval_that_ends_before_the_first_day_of_the_calendar_is_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,start,end,holder\nMill,0001-01-01,0001-01-01,Blue\n")
    faults = refused(table, areas, holders=holders, end=EndRule.EXCLUSIVE, skip_unmatched=True)
    assert ["ends-early"] == [code for code, *_ in faults]


def test_a_later_word_on_a_place_ends_what_an_earlier_one_holds(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-02,Green\n")
    atlas = make(tmp_path, table, areas, holders=holders, holds=2)
    assert states(atlas, "mill") == ["blue held", "green held", "green held"]


def test_an_end_that_has_not_come_is_open_and_told(tmp_path: Path, areas: Path) -> None:
    rows = "Mill,2018-05-01,2018-05-02,Blue\nMill,2018-05-03,present,Green\n"
    table = text(tmp_path, f"place,start,end,holder\n{rows}Harbour,2018-05-01,9999-12-31,Blue\n")
    understood, lines = said(table, areas, end=EndRule.INCLUSIVE, last=date(2018, 5, 9))
    assert [date(2018, 5, 2), None, None] == [entry.last for entry in understood.entries]
    assert "table.csv: the end 'present' is read as open, in 1 row: table.csv:3 end" in lines
    assert "table.csv: the end '9999-12-31' is read as open, in 1 row: table.csv:4 end" in lines


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ("2010,2012,Blue\n2013,2014,Green\n", ["2010-01-01 2012-12-31", "2013-01-01 2014-12-31"]),
        # each ends with the year in which the next begins
        ("2010,2012,Blue\n2012,2014,Green\n", ["2010-01-01 2011-12-31", "2012-01-01 2013-12-31"]),
        ("2010,2012,Blue\n", ["2010-01-01 2012-12-31"]),
        ("May 2018,2018-06,Blue\n", ["2018-05-01 2018-06-30"]),
        ("2018-05-03,2018,Blue\n", ["2018-05-03 2018-12-31"]),
    ],
)
def test_years_are_read_as_their_first_and_last_day_where_it_is_said(
    tmp_path: Path, areas: Path, rows: str, spans: list[str]
) -> None:
    lines = "".join(f"Mill,{row}\n" for row in rows.splitlines())
    table = text(tmp_path, f"place,start,end,holder\n{lines}")
    codes = {code for code, *_ in refused(table, areas)}
    assert "no-day" in codes
    understood, _ = said(table, areas, years=True)
    assert spans == [f"{entry.first} {entry.last}" for entry in understood.entries]


def test_an_end_is_asked_about_together_with_what_cannot_be_read(
    tmp_path: Path, areas: Path
) -> None:
    rows = "Mill,2018-05-01,2018-05-03,Blue\nMill,2018-05-09,soon,Green\n"
    table = text(tmp_path, f"place,start,end,holder\n{rows}Mill,2018-05-08,2018-05-01,Green\n")
    assert [("which-end-rule", 0), ("bad-day", 3), ("ends-early", 4)] == [
        (code, row) for code, row, _ in refused(table, areas)
    ]


def test_headings_that_are_no_days_are_told_together_once_each_with_the_cells(
    tmp_path: Path, areas: Path
) -> None:
    rows = "Mill,Blue,Blue,Green,Green\n,Blue,Blue,Green,Green\n"
    table = text(tmp_path, f"place,2018-04-30,2018-04-31,2 May 2O18,May 2018\n{rows}")
    assert [("bad-day", 1), ("bad-day", 1), ("no-day", 1), ("empty-cell", 3)] == sorted(
        [(code, row) for code, row, _ in refused(table, areas)], key=lambda one: one[1]
    )


def test_a_heading_that_is_no_day_is_told_in_its_row_with_the_way_to_go_on(
    tmp_path: Path, areas: Path
) -> None:
    rows = "By week,,,\nplace,2018-05-01,2018-05-02,2018-04-31\nMill,Blue,Blue,Green\n"
    ((code, row, expected),) = refused(text(tmp_path, rows), areas)
    assert ("bad-day", 2) == (code, row)
    assert expected.endswith("; or --leave-out '2018-04-31'")
    understood, _ = said(text(tmp_path, rows), areas, left_out=("2018-04-31",))
    assert [date(2018, 5, day) for day in (1, 2)] == [entry.first for entry in understood.entries]


def test_quarters_and_weeks_as_headings_are_refused(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,2018-Q1,2018-W18\nMill,Blue,Green\n")
    assert ["no-day", "no-day"] == [code for code, *_ in refused(table, areas)]


def test_ends_that_are_instants_end_on_the_day_of_the_place(tmp_path: Path, areas: Path) -> None:
    # midnight of 1, 3 and 6 May in Damascus
    rows = (
        "Mill,2018-04-30T21:00:00Z,2018-05-02T21:00:00Z,Blue\n"
        "Mill,2018-05-02T21:00:00Z,2018-05-05T21:00:00Z,Green\n"
    )
    table = text(tmp_path, f"place,begin,end,holder\n{rows}")
    assert ["which-zone"] == [code for code, *_ in refused(table, areas)]
    understood, lines = said(table, areas, zone="Asia/Damascus")
    spans = [f"{entry.first} {entry.last}" for entry in understood.entries]
    assert ["2018-05-01 2018-05-02", "2018-05-03 2018-05-05"] == spans
    assert "table.csv: the end of an interval is exclusive" in lines


def test_dates_of_another_calendar_are_asked_about_and_read(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder\nMill,15/08/1439,Blue\nMill,١٦/٠٨/١٤٣٩,Green\n")
    assert ["which-calendar"] == [code for code, *_ in refused(table, areas)]
    understood, _ = said(table, areas, calendar=Calendar.HIJRI)
    assert [date(2018, 5, 1), date(2018, 5, 2)] == [entry.first for entry in understood.entries]


def test_a_table_of_our_own_is_asked_no_calendar(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "area,date,holder,status\nmill,1439-08-15,blue,held\n")
    understood, lines = said(table, areas)
    assert [date(1439, 8, 15)] == [entry.first for entry in understood.entries]
    assert [] == [line for line in lines if "calendar" in line]
