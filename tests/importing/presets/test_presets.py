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


ACLED = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,\
actor1,actor2,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags
XYZ12,05 May 2018,2018,1,Political violence,Battles,Armed clash,Blue,Green,Mill,33.505,36.325,1,\
Evening Star; Herald,National,On 5 May Blue and Green clashed.,2,
"""


def test_an_export_of_acled_comes_in_beside_outlines(tmp_path: Path) -> None:
    events = text(tmp_path, ACLED, "acled.csv")
    options = ImportOptions(preset="acled", events=(events,))
    read = interpret([draw_areas(tmp_path)], options, tell=lambda _: None)
    [event] = read.plan.events
    assert ("2018-05-05", "clash", ("mill",)) == (str(event.date), event.kind, event.areas)
    named = [f"{column} of acled.csv" for column in ("year", "disorder_type", "source_scale")]
    assert (*named,) == read.unused
