"""Outlines of one party: only the user knows whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import draw_areas, feature, refused, said, square, text, write_features

from frontmap.errors import RequestError
from frontmap.importing.one_holder import named_columns
from frontmap.importing.options import ImportOptions

if TYPE_CHECKING:
    from pathlib import Path


def maps(tmp_path: Path, **cells: str) -> list[Path]:
    """A map on each of two days."""
    return [
        write_features(tmp_path / f"2018-05-0{day}.geojson", feature(square(36.3, 33.5), **cells))
        for day in (1, 2)
    ]


def test_every_outline_is_held_by_whom_the_user_says(tmp_path: Path) -> None:
    understood, _ = said(*maps(tmp_path), all_held_by="Blue")
    assert [entry.written.holder for entry in understood.entries] == ["Blue", "Blue"]


def test_a_column_of_holders_besides_is_refused_or_left_out(tmp_path: Path) -> None:
    files = maps(tmp_path, holder="Green")
    expected = "--all-held-by with --leave-out 'holder', or without --all-held-by"
    assert refused(*files, all_held_by="Blue") == [("two-holders", 1, expected)] * 2
    understood, _ = said(*files, all_held_by="Blue", left_out=("holder",))
    assert {entry.written.holder for entry in understood.entries} == {"Blue"}
    assert understood.unused == ("holder",)
    with pytest.raises(RequestError, match="not both"):
        said(*files, all_held_by="Blue", columns={"holder": "holder"})


def test_an_empty_column_of_holders_says_nothing(tmp_path: Path) -> None:
    understood, _ = said(*maps(tmp_path, holder=""), all_held_by="Blue")
    assert {entry.written.holder for entry in understood.entries} == {"Blue"}


def test_a_table_says_itself_who_held_what(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    with pytest.raises(RequestError, match="the table says who held"):
        said(table, draw_areas(tmp_path), all_held_by="Blue")


def test_outlines_with_holders_by_date_say_themselves_who_held(tmp_path: Path) -> None:
    held = {"name": "Mill", "2018-05-01": "Blue", "2018-05-02": "Green"}
    path = write_features(tmp_path / "held.geojson", feature(square(36.3, 33.5), **held))
    assert ["unused-option"] == [code for code, *_ in refused(path, all_held_by="Blue")]


def test_without_the_option_the_user_s_columns_are_all() -> None:
    named = {"place": "name"}
    assert named_columns(ImportOptions(), named) == named
    held = {"place": "name", "holder": "--all-held-by"}
    assert named_columns(ImportOptions(all_held_by="Blue"), named) == held
