"""What import writes, and when it writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import HOLDERS, make, said, text

from frontmap.errors import DataError, FrontmapError, RequestError
from frontmap.importing.writing import judge, write_proposal

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_table_of_holders_nothing_is_written(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-03,Blue\n")
    with pytest.raises(RequestError, match="--propose writes"):
        make(tmp_path, table, areas)
    assert not (tmp_path / "atlas").exists()


def test_a_proposal_never_overwrites_what_was_edited(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    understood, _ = said(text(tmp_path, "place,date,control\nMill,2018-05-01,RU\n"), areas)
    with pytest.raises(FrontmapError, match="may have been edited"):
        write_proposal(understood, holders)
    assert holders.read_text(encoding="utf-8") == HOLDERS


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        ({}, "name_ar,short_ar"),
        ({"languages": ("fr", "en", "tr")}, "name_en,name_tr,short_en,short_tr"),
        ({"languages": ("fr",)}, ""),
    ],
)
def test_a_proposal_has_a_column_of_names_for_each_further_language(
    tmp_path: Path, areas: Path, options: dict[str, tuple[str, ...]], columns: str
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,RU\n")
    understood, _ = said(table, areas, **options)
    write_proposal(understood, tmp_path / "proposed.csv")
    header = (tmp_path / "proposed.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    further = f",{columns}" if columns else ""
    assert f"written,holder,status,rivals,name,short,colour,side{further},confidence" == header


def test_a_dry_run_judges_with_the_holders_as_proposed(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Red\nMill,2018-05-01,Blue\n")
    understood, _ = said(table, areas)
    with pytest.raises(DataError, match="two-states"):
        judge(understood)


def test_hostile_texts_stay_text(tmp_path: Path, areas: Path) -> None:
    evil = "=cmd()<script>"
    table = text(tmp_path, f"place,date,control,note\nMill,2018-05-01,Blue,{evil}\n")
    holders = text(
        tmp_path, f"written,holder,status,name\nBlue,blue,held,{evil}\n", name="holders.csv"
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert atlas.actors["blue"].name.exact("en") == evil
    assert f",'{evil},," in (tmp_path / "atlas/geodata/control.csv").read_text(encoding="utf-8")


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas/mine.txt").write_text("mine", encoding="utf-8")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(FrontmapError, match="has something in it"):
        make(tmp_path, table, areas, holders=holders)
