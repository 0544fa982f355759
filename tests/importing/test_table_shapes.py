"""Which shape a table has and what its columns are for, or what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import refused, said, text

from frontmap.errors import DataError, Where
from frontmap.importing.input_tables import InputRow, InputTable
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.running import ImportGoal, import_atlas
from frontmap.importing.table_shapes import recognise
from frontmap.statuses import Status

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


def test_a_status_and_its_rivals_are_read_with_the_holder(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        'place,date,holder,status,rivals\nMill,2018-05-01,Blue,Contested,"Green, Red"\n'
        "Mill,2018-05-02,Blue,held,\nMill,2018-05-03,Blue,en cours d'évacuation,\n"
        "Mill,2018-05-04,Contested,contested,\nMill,2018-05-05,Blue?,متنازع عليها,\n"
        "Mill,2018-05-06,Blue / Green,contested,\nMill,2018-05-07,Blue & Co,held,\n",
    )
    understood, _ = said(table, areas)
    meant = {r.written: (r.holder, r.status, r.rivals, r.confidence) for r in understood.proposal}
    assert meant["Blue (Contested; Green, Red)"] == (
        "blue", Status.CONTESTED, ("green", "red"), "",
    )  # fmt: skip
    assert meant["Blue"] == ("blue", Status.HELD, (), "")
    assert meant["Contested (contested)"] == ("before", Status.CONTESTED, ("others",), "")
    assert meant["Blue? (متنازع عليها)"] == ("blue", Status.CONTESTED, ("others",), "low")
    assert meant["Blue / Green (contested)"] == ("blue", Status.CONTESTED, ("green",), "")
    named = {row.holder for row in understood.proposal if row.colour}
    assert named == {"blue", "green", "red", "blue_co"}


def test_a_status_that_is_none_and_rivals_without_one_are_refused(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,holder,status,rivals\nMill,2018-05-01,Blue,quiet,\nMill,2018-05-02,Blue,,Red\n",
    )
    assert [fault[:2] for fault in refused(table, areas)] == [("bad-status", 2), ("no-status", 3)]
    entries = said(table, areas, left_out=("status", "rivals"))[0].entries
    assert [entry.written.holder for entry in entries] == ["Blue", "Blue"]


@pytest.mark.parametrize(
    "heading", ["until", "from", "Confidence", "claimed by", "uncertain", "side", "الثقة"]
)
def test_a_column_that_says_something_of_a_state_is_not_passed_over(
    tmp_path: Path, areas: Path, heading: str
) -> None:
    table = text(tmp_path, f"place,date,holder,{heading}\nMill,2018-05-01,Blue,x\n")
    assert [code for code, *_ in refused(table, areas)] == ["unread-column"]
    assert said(table, areas, left_out=(heading,))[0].unused == (heading,)


@given(
    extra=st.lists(
        st.text(st.characters(categories=("L", "N"), codec="ascii"), min_size=1, max_size=12),
        min_size=1, max_size=6, unique_by=str.casefold,
    )
)  # fmt: skip
@settings(max_examples=60)
def test_each_further_column_is_read_asked_about_or_named(extra: list[str]) -> None:
    columns = (
        "place",
        "date",
        "holder",
        *(c for c in extra if c not in {"place", "date", "holder"}),
    )
    cells = dict.fromkeys(columns, "held") | {"date": "2018-05-01"}
    table = InputTable("t.csv", columns, (InputRow(Where("t.csv", 2), cells),), ())
    try:
        layout = recognise(table, shape=TableShape.LONG)
    except DataError as refusal:
        told = " ".join(f"{f.where.column} {f.found} {f.expected}" for f in refusal.faults)
        assert any(column in told for column in columns[3:])
    else:
        assert {*layout.roles.values(), *layout.unused} == {*columns}


def test_what_is_not_used_is_named_even_to_a_quiet_user(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder,casualties,blank\nMill,2018-05-01,Blue,3,\n")
    said_aloud: list[str] = []
    import_atlas(
        (table, areas), ImportOptions(), ImportGoal(dry_run=True),
        note=lambda _: None, say=said_aloud.append,
    )  # fmt: skip
    assert said_aloud[0] == "not used: casualties"


def test_a_heading_that_is_nearly_a_date_is_one_of_the_dates_unless_it_is_left_out() -> None:
    columns = ("place", "2018-04-29", "2018-04-30", "2018-04-31", "note on 2018-05-01")
    table = InputTable(
        "t.csv", columns, (InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x")),), ()
    )
    assert columns[1:] == recognise(table).dates
    assert columns[1:3] == recognise(table, left_out=columns[3:]).dates


def test_a_heading_that_is_nearly_a_date_is_unused_where_the_shape_is_plain() -> None:
    columns = ("place", "date", "holder", "checked 2018-05-01")
    table = InputTable(
        "t.csv", columns, (InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x")),), ()
    )
    assert (TableShape.LONG, columns[3:]) == (recognise(table).shape, recognise(table).unused)


def test_headings_that_are_all_nearly_dates_are_those_of_a_wide_table() -> None:
    columns = ("place", "held_2018-05-01", "held_2018-05-02")
    row = InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x"))
    found = recognise(InputTable("t.csv", columns, (row,), ()))
    assert (TableShape.WIDE, columns[1:]) == (found.shape, found.dates)
