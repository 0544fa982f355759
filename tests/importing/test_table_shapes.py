"""Which shape a table has and what its columns are for, or what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import refused, said, text

from frontmap.errors import DataError
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


def test_two_columns_of_histories_are_asked_which(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "name,one,two\nMill,2018-05-01; Blue,2018-05-01; Green\n")
    found = refused(table, areas, shape=TableShape.PACKED)
    assert [("which-history", 1, "--column history=… with one of: one, two")] == found


def test_a_role_or_a_column_that_is_none_is_told_with_the_nearest(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,ruler\nMill,2018-05-01,Blue\n")
    with pytest.raises(DataError) as refusal:
        said(table, areas, columns={"holdr": "ruler", "holder": "rulr"})
    assert {("unknown-role", "holder"), ("unknown-column", "ruler")} == {
        (fault.code, fault.meant) for fault in refusal.value.faults
    }
