"""Which shape a table has and what its columns are for, or what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imported import refused, said, text

from frontmap.importing.options import TableShape

if TYPE_CHECKING:
    from pathlib import Path


def test_a_comma_in_brackets_does_not_end_an_item_of_a_packed_history(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        'name,what happened\nMill,"2018-05-01; Blue,2018-05-03; contested (Blue, Green)"\n'
        'Harbour,"2018-05-02; Green,"\n',
    )
    entries = said(table, areas)[0].entries
    assert [e.written.holder for e in entries] == ["Blue", "contested (Blue, Green)", "Green"]


def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "district,town,date,ruler\nA,Mill,2018-05-01,Blue\n")
    found = refused(table, areas, shape=TableShape.LONG)
    assert [(code, expected) for code, _, expected in found] == [
        ("which-holder", "--column holder=… with one of: district, town, date, ruler"),
        ("which-place", "--column place=… with one of: district, town"),
    ]
    columns = {"holder": "ruler", "place": "town"}
    assert said(table, areas, columns=columns)[0].entries[0].place == "Mill"


def test_a_shape_that_is_none_is_asked_for(tmp_path: Path, areas: Path) -> None:
    assert refused(text(tmp_path, "a,b\n1,2\n"), areas)[0][0] == "which-shape"


def test_a_column_of_counted_months_is_refused_as_that(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,month,control\nMill,1,Blue\n")
    assert refused(table, areas) == [
        ("no-day", 1, "days, such as 2018-05-03; a year, a month or a counter is no day")
    ]


def test_years_as_columns_are_refused_as_years(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,2016,2017\nMill,Blue,Blue\n")
    assert {code for code, *_ in refused(table, areas)} == {"no-day"}
