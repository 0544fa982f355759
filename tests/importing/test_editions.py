"""Histories of one place in several files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import HOLDERS, draw_areas, make, states, text

from frontmap.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

HEAD = "place,since,holder\n"
APRIL = f"{HEAD}Mill,2018-05-01,Blue\nMill,2018-05-03,Green\n"


def record(tmp_path: Path, *tables: str) -> Atlas:
    files = [text(tmp_path, rows, f"{number}.csv") for number, rows in enumerate(tables, 1)]
    holders = text(tmp_path, HOLDERS, "holders.csv")
    return make(tmp_path, *files, draw_areas(tmp_path), holders=holders, last=date(2018, 5, 6))


def test_a_file_that_goes_on_where_another_ends_is_one_history_with_it(tmp_path: Path) -> None:
    atlas = record(tmp_path, APRIL, f"{HEAD}Mill,2018-05-05,Blue\n")
    assert ["blue held"] * 2 + ["green held"] * 2 + ["blue held"] * 2 == states(atlas, "mill")


def test_an_edition_that_dates_a_change_later_is_refused_beside_the_older_one(
    tmp_path: Path,
) -> None:
    newer = f"{HEAD}Mill,2018-05-01,Blue\nMill,2018-05-04,Green\n"
    with pytest.raises(DataError) as refusal:
        record(tmp_path, APRIL, newer)
    (fault,) = refusal.value.faults
    found = "'Green' from 2018-05-03 on, when 2.csv:2 has 'Blue' until 2.csv:3"
    assert ("1.csv:3", found) == (str(fault.where), fault.found)


def test_a_change_that_an_edition_no_longer_has_is_refused(tmp_path: Path) -> None:
    older = f"{HEAD}Mill,2018-05-01,Blue\nMill,2018-05-02,Contested\nMill,2018-05-03,Green\n"
    with pytest.raises(DataError, match=r"1\.csv:3: two-states: found 'Contested' from 2018-05-02"):
        record(tmp_path, older, APRIL)


def test_a_second_source_that_says_the_same_in_between_is_no_other_history(tmp_path: Path) -> None:
    atlas = record(tmp_path, APRIL, f"{HEAD}Mill,2018-05-02,Blue\n")
    assert ["blue held"] * 2 + ["green held"] * 4 == states(atlas, "mill")


def test_a_file_of_another_place_says_nothing_of_this_one(tmp_path: Path) -> None:
    atlas = record(tmp_path, APRIL, f"{HEAD}Harbour,2018-05-02,Green\n")
    assert ["blue held"] * 2 + ["green held"] * 4 == states(atlas, "mill")
