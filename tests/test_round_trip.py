"""An atlas exported and imported gives the same daily table, whatever its rulings."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontmap.atlas import Atlas, read_atlas
from frontmap.exchange import write_export
from frontmap.exchange.formats import endings, format_of
from frontmap.folder.read import read_record
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import ImportOptions
from frontmap.importing.writing import write_atlas
from frontmap.model import Episode, Record, Ruling, Text
from frontmap.statuses import Status
from frontmap.telling.csv_json import to_csv
from frontmap.telling.tables import daily_table

#: The formats of export that hold an atlas, and do not describe its folder.
#: Endings of formats that `frontmap import` does not read; `docs/export.md` names each.
NOT_READ: set[str] = set()
FILES = [
    ending.removeprefix(".")
    for ending in endings()
    if not format_of(ending).describes_folder and ending not in NOT_READ
]

TINY = Path(__file__).parent / "tiny"
BASE, _ = read_record(TINY)
FIRST = BASE.episodes[0].first
AREAS = [area.id for area in BASE.areas]

STATES = st.sampled_from(
    [
        ("blue", Status.HELD, ()),
        ("green", Status.HELD, ()),
        ("green", Status.CONTESTED, ("blue",)),
        ("blue", Status.SHARED, ("green",)),
        ("green", Status.EVACUATING, ()),
        ("unknown", Status.UNKNOWN, ()),
        ("unknown", Status.CONTESTED, ("blue", "green")),
        ("", Status.NO_DATA, ()),
    ]
)
#: Two episodes that touch, and one after a gap.
EPISODES = (
    Episode("one", Text.of(en="One"), FIRST, FIRST + timedelta(days=3)),
    Episode("two", Text.of(en="Two"), FIRST + timedelta(days=4), FIRST + timedelta(days=6)),
    Episode("three", Text.of(en="Three"), FIRST + timedelta(days=9), FIRST + timedelta(days=10)),
)
DAYS = [0, 1, 2, 3, 4, 5, 6, 9, 10]


@st.composite
def records(draw: st.DrawFn) -> Record:
    rulings = [
        Ruling(
            area,
            FIRST + timedelta(days=day),
            None,
            state[0],
            state[1],
            state[2],
            None,
            draw(st.sampled_from([(), ("almanac-1",), ("almanac-2", "herald-1")])),
            Text.of(en=draw(st.sampled_from(["", '=1+1, "said"', "ملاحظة"]))),
        )
        for area in AREAS
        for day in draw(st.sets(st.sampled_from(DAYS), max_size=5))
        for state in [draw(STATES)]
    ]
    return replace(BASE, episodes=EPISODES, rulings=tuple(rulings), captions=())


def back(atlas: Atlas, ending: str, folder: Path) -> Atlas:
    file = folder / f"atlas.{ending}"
    write_export(atlas, file)
    files = [file, TINY / "geodata/areas.geojson"] if ending == "csv" else [file]
    write_atlas(interpret(files, ImportOptions(), tell=lambda _: None), folder / "again")
    return read_atlas(folder / "again")


@pytest.mark.parametrize("ending", FILES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_export_then_import_gives_the_same_daily_table(ending: str, record: Record) -> None:
    atlas = Atlas(record)
    with tempfile.TemporaryDirectory() as folder:
        again = back(atlas, ending, Path(folder))
        assert to_csv(daily_table(again)) == to_csv(daily_table(atlas))


def test_the_daily_table_imports_as_itself(tmp_path: Path) -> None:
    atlas = read_atlas(TINY)
    (tmp_path / "daily.csv").write_text(to_csv(daily_table(atlas)), encoding="utf-8")
    files = [tmp_path / "daily.csv", TINY / "geodata/areas.geojson"]
    write_atlas(interpret(files, ImportOptions(), tell=lambda _: None), tmp_path / "again")
    again = read_atlas(tmp_path / "again")
    assert daily_table(again) == daily_table(atlas)


def test_a_geopackage_brings_parties_and_evidence_back(tmp_path: Path) -> None:
    atlas = read_atlas(TINY)
    again = back(atlas, "gpkg", tmp_path)
    assert again.record.actors == tuple(
        replace(actor, where=mine.where)
        for actor, mine in zip(atlas.record.actors, again.record.actors, strict=True)
    )
    assert list(again.claims) == list(atlas.claims)
    assert [voice.side for voice in again.voices.values()] == ["", "green", "blue"]


def test_an_account_goes_round_too(tmp_path: Path) -> None:
    told = read_atlas(TINY).account("side:blue")
    again = back(told, "geojson", tmp_path)
    assert to_csv(daily_table(again)) == to_csv(daily_table(told))


@pytest.mark.parametrize("ending", [one for one in FILES if one != "csv"])
def test_outlines_that_move_stay_parts_of_one_place_and_keep_what_is_theirs(
    ending: str, tmp_path: Path
) -> None:
    mine = [replace(a, part_of="town", pcode=f"SY{n}", note="") for n, a in enumerate(BASE.areas)]
    ruling = Ruling(
        AREAS[0], FIRST, None, "blue", Status.HELD, (), None, (), Text.of(en="of the state alone")
    )
    again = back(Atlas(replace(BASE, areas=tuple(mine), rulings=(ruling,))), ending, tmp_path)
    assert {(a.id, a.part_of, a.pcode, a.note) for a in again.record.areas} == {
        (area.id, "town", area.pcode, "") for area in mine
    }
    assert [one.note.first for one in again.record.rulings if one.note] == ["of the state alone"]


@pytest.mark.parametrize("ending", ["geojson", "kml"])
def test_states_come_back_from_a_file_that_has_points_of_events_beside_them(
    ending: str, tmp_path: Path
) -> None:
    spotted = tuple(replace(claim, lon=3.005, lat=0.005) for claim in BASE.claims)
    atlas = Atlas(replace(BASE, claims=spotted, captions=()))
    assert to_csv(daily_table(back(atlas, ending, tmp_path))) == to_csv(daily_table(atlas))
