"""The encodings in which people save texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from imported import (
    feature,
    make,
    refused,
    shapefile,
    square,
    states,
    text,
    write_features,
)

from frontmap.errors import DataError
from frontmap.importing.cells import CleanTexts, is_list
from frontmap.importing.input_tables import read_table
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path


def test_an_encoding_that_is_not_utf_8_must_be_named(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path, "place,date,control,note\nMill,2018-05-01,Blue,طاحونة\n", encoding="cp1256"
    )
    assert [(code, row) for code, row, _ in refused(table, areas)] == [("encoding", 2)]
    atlas = make(tmp_path, table, areas, holders=holders, encoding="cp1256")
    assert atlas.record.rulings[-1].note.exact("en") == "طاحونة"


def test_a_table_in_utf_8_stays_so_where_the_encoding_of_the_outlines_is_named(
    tmp_path: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nطاحونة,2018-05-01,Blue\n")
    outlines = shapefile(tmp_path, ["طاحونة", "ميناء"], encoding="cp1256")
    atlas = make(tmp_path, table, outlines, holders=holders, encoding="cp1256")
    assert [area.name.exact("en") for area in atlas.areas.values()] == ["طاحونة", "ميناء"]


def test_an_encoding_that_is_none_is_refused_even_where_it_is_not_needed(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    codes = {code for code, *_ in refused(table, areas, encoding="cp125x")}
    assert codes == {"unknown-encoding"}


def test_utf_16_as_spreadsheets_write_it_is_known_by_its_mark(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place\tdate\tcontrol\nMill\t2018-05-01\tBlue\n", encoding="utf-16")
    assert states(make(tmp_path, table, areas, holders=holders), "mill") == ["blue held"]


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        ("\ufffe", "bad-character"),
        ("\uffff", "bad-character"),
        ("\U0010ffff", "bad-character"),
        ("\x1b", "control-character"),
        ("\x9b", "control-character"),
    ],
)
def test_what_no_text_may_hold_is_told_with_the_user_s_own_row(
    letter: str, code: str, tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, f"place,date,holder\nMill,2018-05-01,Blue{letter}\n")
    with pytest.raises(DataError) as refusal:
        read_table(table)
    (fault,) = refusal.value.faults
    assert ("table.csv:2 holder", code) == (str(fault.where), fault.code)
    table = text(tmp_path, f"place,date,hol{letter}der\nMill,2018-05-01,Blue\n")
    assert [(code, 0)] == [told[:2] for told in refused(table, areas)]


def test_half_a_letter_in_json_is_told_with_its_object_or_feature(tmp_path: Path) -> None:
    rows = [{"place": "Mill", "holder": "Blue"}, {"place": "Mill", "holder": "Bl\ud800ue"}]
    with pytest.raises(DataError, match="half of a character") as refusal:
        read_table(text(tmp_path, json.dumps(rows), "table.json"))
    assert [2] == [fault.where.row for fault in refusal.value.faults]
    features = [feature(square(36, 33), name="Mill"), feature(square(37, 33), name="Po\udfffrt")]
    with pytest.raises(DataError, match="half of a character") as refusal:
        read_outlines(write_features(tmp_path / "a.geojson", *features))
    assert [2] == [fault.where.row for fault in refusal.value.faults]


def test_what_is_invisible_is_taken_away(tmp_path: Path) -> None:
    table = read_table(text(tmp_path, "place,holder\nMi\ufeffll,\u202eBlue\u200f\n"))
    assert {"place": "Mill", "holder": "Blue"} == table.rows[0].cells


def test_what_is_left_out_of_texts_is_told_by_column_once_for_a_cell() -> None:
    texts = CleanTexts()
    cells = [("name", "Mi\u202ell\u202e"), ("name", "\u200fطاحونة"), ("b", 7), ("name", "\u202eA")]
    assert ["Mill", "طاحونة", "7", "A"] == [texts.of(*cell) for cell in cells]
    assert ("invisible characters left out: U+200F of name (1), U+202E of name (2)",) == (
        texts.notes()
    )
    for number in range(6):
        texts.of(f"a{number}", "x\u00ad")
    (note,) = texts.notes()
    assert note.endswith("U+00AD of a4 (1), …")
    assert () == CleanTexts().notes()


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ('["A", "B"]', True),
        ('{"en": "A"}', True),
        ("[]", True),
        ("[sic] Mill", False),
        ("Mill", False),
        ("{", False),
        ("[" * 100_000, False),
        ("7", False),
        ("", False),
    ],
)
def test_a_list_is_known_by_how_it_is_written(written: str, *, listed: bool) -> None:
    assert listed == is_list(written)
