"""A preset says of a table that many people have what need not be asked each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import draw_areas, text

from frontmap.errors import UsageError
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.presets import columns_of, preset_names, with_preset
from frontmap.importing.proposing import propose

if TYPE_CHECKING:
    from pathlib import Path

WIKI = """Name,Pop.,Raion,Held by,As of,More information
Mill[1],"1,200",North,Ukraine[12],6 Nov 2022[13],Entered on 3 November.[a]
Harbour,900,North,Contested [note 2],7 Nov 2022,
Old Town,,South,Russia [4][5],1 Sep 2022,
"""


@pytest.mark.parametrize("name", preset_names())
def test_each_preset_can_be_read(name: str) -> None:
    assert name == with_preset(ImportOptions(preset=name)).preset


def test_a_preset_that_is_none_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"'wikipdia'; known are .*; did you mean wikipedia\?"):
        with_preset(ImportOptions(preset="wikipdia"))


def test_of_several_headings_the_one_that_is_there_is_taken() -> None:
    options = ImportOptions(preset="wikipedia")
    there = ["Town", "Controlled by", "As of", "Pop."]
    assert {"place": "Town", "holder": "Controlled by", "asof": "As of"} == columns_of(
        options, "columns", there
    )


def test_what_the_user_says_counts_more_than_the_preset() -> None:
    options = ImportOptions(preset="wikipedia", columns={"note": "Name", "place": "Raion"})
    there = ["Name", "Raion", "Held by"]
    assert {"holder": "Held by", "note": "Name", "place": "Raion"} == columns_of(
        options, "columns", there
    )
    assert (
        TableShape.LONG
        == with_preset(ImportOptions(preset="wikipedia", shape=TableShape.LONG)).shape
    )


def test_a_table_of_wikipedia_asks_only_how_long_a_state_holds(tmp_path: Path) -> None:
    files = text(tmp_path, WIKI), draw_areas(tmp_path)
    proposal = propose(files, ImportOptions(preset="wikipedia"), tell=lambda _: None)
    asked = [question.choices[0].key for question in proposal.recipe.questions]
    assert ["holds", "last"] == asked
    assert "not used: Pop., Raion" == proposal.recipe.notes[-1]


def test_the_marks_of_footnotes_are_taken_off_and_that_is_said(tmp_path: Path) -> None:
    notes: list[str] = []
    options = ImportOptions(preset="wikipedia", holds=1)
    read = interpret([text(tmp_path, WIKI), draw_areas(tmp_path)], options, tell=notes.append)
    assert [
        ("Mill", "Ukraine", "Entered on 3 November."),
        ("Harbour", "Contested", ""),
        ("Old Town", "Russia", ""),
    ] == [(e.place, e.written.holder, e.written.note) for e in read.entries]
    assert notes[0].endswith("marks of footnotes are taken off 6 cells: [1], [12], [13]")
