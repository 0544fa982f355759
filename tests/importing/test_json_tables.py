"""Tables in JSON, however the list of objects is wrapped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from imported import make, refused, said, states, text

from frontmap.errors import DataError
from frontmap.importing.json_tables import has_objects, read_objects

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    {"place": "Mill", "date": "2018-05-01", "control": "Blue"},
    {"place": "Mill", "date": "2018-05-02", "control": "Green"},
]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(ROWS), "table.json"),
        (json.dumps({"meta": {"by": "desk 7"}, "data": {"rows": ROWS}}), "table.json"),
        ("\n".join(map(json.dumps, ROWS)) + "\n", "table.json"),
        ("\n".join(map(json.dumps, ROWS)) + "\n", "table.jsonl"),
    ],
)
def test_a_list_of_objects_is_a_table(
    tmp_path: Path, areas: Path, holders: Path, content: str, name: str
) -> None:
    atlas = make(tmp_path, text(tmp_path, content, name), areas, holders=holders)
    assert ["blue held", "green held"] == states(atlas, "mill")


def test_where_the_objects_were_found_is_told(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, json.dumps({"data": {"rows": ROWS}}), "table.json")
    _, lines = said(table, areas)
    assert "table.json: a list of objects, found inside data.rows" == lines[0]
    content = {"by": "desk 7", "data": {"rows": ROWS, "page": 1, "more": None}}
    _, lines = said(text(tmp_path, json.dumps(content), "table.json"), areas)
    assert lines[0].endswith("; beside it is not read: by, data.page")


def test_the_objects_beside_outlines_in_json_are_told_from_them(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    outlines = areas.rename(areas.with_suffix(".json"))
    table = text(tmp_path, json.dumps(ROWS), "table.json")
    assert [True, False] == [has_objects(table), has_objects(outlines)]
    atlas = make(tmp_path, outlines, table, holders=holders)
    assert ["blue held", "green held"] == states(atlas, "mill")


def test_a_fault_is_told_with_the_number_of_its_object(tmp_path: Path, areas: Path) -> None:
    rows = [*ROWS, {"place": "Mill", "date": "2018-05", "control": "Blue"}]
    table = text(tmp_path, json.dumps(rows), "table.json")
    assert [("no-day", 3)] == [(code, row) for code, row, _ in refused(table, areas)]


def test_objects_inside_are_columns_and_lists_stay_json(tmp_path: Path) -> None:
    row = {
        "place": "Mill",
        "n": 2.0,
        "known": True,
        "at": [36.3, 33.5],
        "by": {"a": None, "b": {"c": 1}},
        "in": ["x"],
    }
    rows, _ = read_objects(text(tmp_path, json.dumps([row]), "table.json"))
    cells = {"place": "Mill", "n": "2", "known": "true", "at": "[36.3, 33.5]", "by.a": ""}
    cells |= {"by.b.c": "1", "in": "x"}
    assert ((1, cells),) == rows


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        ('[{"place": "Mill", "place": "Harbour"}]', "double-column", 1),
        ('{"a": [{"b": 1}], "c": [{"d": 1}]}', "two-lists", 0),
        ('{"a": 1}\n{"a": \n', "bad-json", 2),
        ('[{"a": 1},', "bad-json", 1),
        ("[1, 2]", "no-list", 0),
    ],
)
def test_json_that_is_no_table_is_refused(
    tmp_path: Path, content: str, code: str, row: int
) -> None:
    with pytest.raises(DataError) as refusal:
        read_objects(text(tmp_path, content, "table.json"))
    assert [(code, row)] == [(f.code, f.where.row) for f in refusal.value.faults]


@pytest.mark.parametrize(
    "content",
    [
        [{"type": "Feature", "properties": {}, "geometry": None}],
        {"rows": [{"attributes": {}, "geometry": {"rings": []}}]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [36, 33]}]},
        {"type": "Topology", "objects": {}, "arcs": []},
        [["place", "date"], ["Mill", "2018-05-01"]],
        {"place": ["Mill"], "date": ["2018-05-01"]},
        [],
    ],
)
def test_maps_and_what_is_no_list_of_objects_are_no_tables(tmp_path: Path, content: object) -> None:
    assert not has_objects(text(tmp_path, json.dumps(content), "table.json"))


def test_a_file_of_lines_may_have_only_one(tmp_path: Path) -> None:
    rows, notes = read_objects(text(tmp_path, '\n{"place": "Mill", "held": ["Blue"]}\n', "t.jsonl"))
    assert rows == ((2, {"place": "Mill", "held": "Blue"}),)
    assert notes == ("an object in each line",)


DEEP = "brackets in one another more than 100 deep in line {line}"


@pytest.mark.parametrize(
    ("holder", "found"),
    [
        ("[" * 101 + "]" * 101, DEEP),
        (
            "[" * 100_000 + "]" * 100_000,
            DEEP,
        ),
        (
            '{"a":' * 900 + "1" + "}" * 900,
            DEEP,
        ),
        ("9" * 5_000, "a number of thousands of digits"),
    ],
    ids=["101 lists", "100,000 lists", "900 objects", "5,000 digits"],
)
@pytest.mark.parametrize(("name", "line"), [("table.json", 1), ("table.jsonl", 2)])
def test_what_nobody_writes_is_told_at_once(
    holder: str, found: str, name: str, line: int, tmp_path: Path
) -> None:
    one = f'{{"place": "Mill", "holder": {holder}}}'
    content = f"[{one}]" if name == "table.json" else f'{{"place": "Mill"}}\n{one}\n'
    with pytest.raises(DataError) as refusal:
        read_objects(text(tmp_path, content, name))
    (fault,) = refusal.value.faults
    assert ("bad-json", found.format(line=line)) == (fault.code, fault.found)
