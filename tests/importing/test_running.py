"""One run of import: what it shows, proposes or writes, and what a quiet user still hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import text

from frontmap.atlas import read_atlas
from frontmap.errors import DataError
from frontmap.importing.options import ImportOptions
from frontmap.importing.running import ImportGoal, import_atlas

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-02,Green\n"


class Heard:
    """What a run notes, which a quiet user leaves out, and what it says."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.said: list[str] = []


def run(heard: Heard, *files: Path, goal: ImportGoal, holders: Path | None = None) -> None:
    options = ImportOptions(holders=holders)
    import_atlas(files, options, goal, note=heard.notes.append, say=heard.said.append)


def test_an_atlas_is_written_and_what_is_next_is_noted(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    heard, folder = Heard(), tmp_path / "town"
    run(heard, text(tmp_path, TABLE), areas, goal=ImportGoal(folder=folder), holders=holders)
    assert 2 == len(read_atlas(folder).days())
    assert f"{folder} is ready; next:  frontmap check {folder}" == heard.notes[-1]
    assert [] == heard.said


def test_warnings_about_what_was_written_are_said(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    heard = Heard()
    table = text(tmp_path, "place,date,control,source\nMill,2018-05-01,Blue,Report\n")
    run(heard, table, areas, goal=ImportGoal(folder=tmp_path / "town"), holders=holders)
    undated, unsaid = heard.said
    assert undated.startswith("warning: seeds/sources.csv:2 published: no-publication-day")
    assert unsaid.startswith("warning: seeds/voices.csv:2 side: voice-unsaid")


def test_a_dry_run_shows_the_first_rows_and_writes_nothing(tmp_path: Path, areas: Path) -> None:
    heard, folder = Heard(), tmp_path / "town"
    run(heard, text(tmp_path, TABLE), areas, goal=ImportGoal(folder=folder, dry_run=True))
    assert [
        "  table.csv:2: 'Mill' (mill), 2018-05-01 to 2018-05-01: 'Blue', blue held",
        "  table.csv:3: 'Mill' (mill), 2018-05-02 to 2018-05-02: 'Green', green held",
    ] == heard.said[:2]
    assert all(line.startswith("warning: ") for line in heard.said[2:])
    assert not folder.exists()


def test_a_dry_run_shows_the_rows_before_it_tells_their_faults(tmp_path: Path, areas: Path) -> None:
    heard = Heard()
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-01,Green\n")
    with pytest.raises(DataError, match="two-states"):
        run(heard, table, areas, goal=ImportGoal(dry_run=True))
    assert 2 == len(heard.said)


def test_a_proposal_is_written_instead_of_the_atlas(tmp_path: Path, areas: Path) -> None:
    heard, proposal = Heard(), tmp_path / "proposed.csv"
    goal = ImportGoal(folder=tmp_path / "town", proposal=proposal)
    run(heard, text(tmp_path, TABLE), areas, goal=goal)
    assert [f"{proposal}: edit it, and come back with --holders {proposal}"] == heard.said
    assert "\nBlue,blue,held," in proposal.read_text(encoding="utf-8-sig")
    assert not (tmp_path / "town").exists()


def test_a_table_without_rows_is_told_to_have_none(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\n")
    with pytest.raises(DataError, match="no-entry"):
        run(Heard(), table, areas, goal=ImportGoal(folder=tmp_path / "town"))
