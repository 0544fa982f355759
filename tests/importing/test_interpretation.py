"""What is made of the files before anything is written, and what is told of it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import HOLDERS, THREE_DAYS, draw_areas, make, said, states, text

from frontmap.atlas import read_atlas
from frontmap.errors import DataError
from frontmap.exchange import write_export
from frontmap.importing.headings import ROLES
from frontmap.importing.interpretation import interpret
from frontmap.importing.new_atlas import begin_small_atlas
from frontmap.importing.options import EndRule, ImportOptions
from frontmap.importing.written_dates import is_written_date
from frontmap.names import clean

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_outlines_whose_attributes_are_the_table_need_no_other(
    tmp_path: Path, holders: Path
) -> None:
    square = shapely.geometry.mapping(shapely.box(36.3, 33.5, 36.31, 33.51))
    properties = {"name": "Mill", "2018-05-01": "Blue", "2018-05-02": None}
    feature = {"type": "Feature", "properties": properties, "geometry": square}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    atlas = make(tmp_path, text(tmp_path, content, name="wide.geojson"), holders=holders)
    assert states(atlas, "mill") == ["blue held", "- no_data"]


def test_the_first_rows_are_shown_as_they_were_understood(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,3 May 2018,Contested\n")
    understood, _ = said(table, areas, holders=holders)
    said_of_it = "2018-05-03 to 2018-05-03: 'Contested', before contested others"
    assert understood.shown() == (f"  table.csv:2: 'Mill' (mill), {said_of_it}",)


def test_first_and_last_are_told_to_be_left_aside_where_rows_name_their_episodes(
    tmp_path: Path,
) -> None:
    begin_small_atlas(tmp_path / "town")
    write_export(read_atlas(tmp_path / "town"), tmp_path / "town.gpkg")
    _, lines = said(tmp_path / "town.gpkg", first=date(2001, 1, 1))
    assert ["--first and --last are left aside, for the rows name their episodes"] == [
        line for line in lines if "left aside" in line
    ]


def test_who_the_others_are_is_told_where_they_are_several(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,contested\n")
    assert not any("others" in line for line in said(table, areas, holders=holders)[1])
    holders.write_text(HOLDERS + "Red,red,held,,,,,\n", encoding="utf-8")
    assert (
        "holders.csv: the others of 'Contested' are those of blue, green, red that hold a place on "
        "the same days; name them, where not all of them were there"
    ) in said(table, areas, holders=holders)[1]


def test_what_first_and_last_leave_out_is_told(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, THREE_DAYS)
    _, lines = said(table, areas, holders=holders, first=date(2018, 5, 2), last=date(2018, 5, 2))
    expected = "6 of 9 entries have no day from 2018-05-02 to 2018-05-02, and are left out"
    assert [expected] == [line for line in lines if "left out" in line]
    _, lines = said(table, areas, holders=holders, first=date(2018, 5, 1))
    assert [] == [line for line in lines if "left out" in line]


#: The tables of each shape to which further columns are added: a heading and two rows.
TABLES = (
    ("place;2018-05-01;2018-05-02", "Mill;Blue;Green", "Harbour;Green;"),
    ("place;date;holder", "Mill;2018-05-01;Blue", "Harbour;2018-05-01;Green"),
    (
        "place;start;end;holder",
        "Mill;2018-05-01;2018-05-02;Blue",
        "Mill;2018-05-03;2018-05-04;Blue",
    ),
    ("place;as of;held by", "Mill;2018-05-01;Blue", "Harbour;2018-05-01;Green"),
    ("place;since;holder", "Mill;2018-05-01;Blue", "Mill;2018-05-03;Green"),
    ("place;history", "Mill;2018-05-01: Blue", "Harbour;2018-05-01: Blue, 2018-05-02: Green"),
    ("place;dates;holders", "Mill;2018-05-01|2018-05-02;Blue|Green", "Harbour;2018-05-01;Blue"),
    ("date;area;holder;status", "2018-05-01;mill;blue;held", "2018-05-01;harbour;green;held"),
)
#: Headings that say something, that nearly do, that say it twice, and that say nothing.
FURTHER = st.one_of(
    st.sampled_from(sorted({heading for of in ROLES.values() for heading in of})),
    st.sampled_from(
        ["Status", "Note", "SOURCE", "Until", "side", "claimed by", "holder 2", "staus"]
    ),
    st.sampled_from(
        [
            "2018-05-02",
            "casualties",
            "3 May 2018",
            "name_ar",
            "ADM2_PCODE",
            "Country",
            "GID_1",
            "id",
        ]
    ),
    st.text("abcdeéèçابتثجحخабвгд _-().", min_size=1, max_size=8),
)
CELLS = st.sampled_from(
    ["", "held", "Blue", "2018-05-03", "36.31", "33.5", "high", "x;y", "?", "١"]
)


@given(
    table=st.sampled_from(TABLES),
    further=st.lists(st.tuples(FURTHER, CELLS, CELLS), max_size=2),
    end=st.sampled_from([None, EndRule.INCLUSIVE]),
)
@settings(max_examples=150, deadline=None)
def test_no_column_of_any_shape_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory,
    table: tuple[str, ...],
    further: list[tuple[str, str, str]],
    end: EndRule | None,
) -> None:
    folder = tmp_path_factory.mktemp("columns")
    lines = [";".join((row, *(f'"{one[n]}"' for one in further))) for n, row in enumerate(table)]
    path = text(folder, "\n".join(lines) + "\n")
    told: list[str] = []
    options = ImportOptions(end=end if "end" in table[0] else None, last=date(2018, 5, 9))
    try:
        understood = interpret((path, draw_areas(folder)), options, tell=told.append)
    except DataError:
        # each fault names a column, a row or an option; test_table_shapes holds that
        return
    filled = {clean(heading) for heading, *cells in further if any(map(clean, cells))}
    (layout,) = (line for line in told if "a table of the shape" in line)
    read = {column for column in filled if f": {column};" in layout or f": {column})" in layout}
    dated = {column for column in filled if is_written_date(column)} if "wide" in layout else set()
    # our own tables have the areas' names, which the outlines have, too
    own = {"name_ar"} if table[0].startswith("date;area") else set()
    assert filled - read - dated - own <= {*understood.unused, *table[0].split(";")}


def test_lines_come_in_beside_the_table_and_are_told(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    lane = shapely.geometry.mapping(shapely.LineString([(36.3, 33.5), (36.31, 33.51)]))
    feature = {"type": "Feature", "properties": {"name": "Mill Lane"}, "geometry": lane}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    lines = text(tmp_path, content, name="lines.geojson")
    table = text(tmp_path, "place,date,control\nMill,3 May 2018,Blue\n")
    atlas = make(tmp_path, table, areas, holders=holders, streets=lines)
    assert [street.id for street in atlas.record.streets] == ["mill-lane"]
    assert atlas.record.attribution.exact("en").endswith(f"; streets: {lines.name}")
    _, told = said(table, areas, holders=holders, streets=lines)
    assert "lines.geojson: 1 street of 1 line: those of one name and kind are one" in told
