from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from exported import HOSTILE, rows, write

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_a_row_says_who_held_an_area_from_the_first_day_to_the_last(
    atlas: Atlas, tmp_path: Path
) -> None:
    wanted = ("area", "holder", "status", "rivals", "confidence", "first", "last", "days")
    assert [tuple(row[name] for name in wanted) for row in read(write(atlas, tmp_path, "csv"))] == [
        ("north", "blue", "held", "", "medium", "2001-01-01", "2001-01-04", "4"),
        ("southwest", "green", "held", "", "medium", "2001-01-01", "2001-01-03", "3"),
        ("southwest", "unknown", "unknown", "", "", "2001-01-04", "2001-01-04", "1"),
        ("southeast", "green", "held", "", "medium", "2001-01-01", "2001-01-01", "1"),
        ("southeast", "green", "contested", "blue", "low", "2001-01-02", "2001-01-02", "1"),
        ("southeast", "blue", "held", "", "high", "2001-01-03", "2001-01-04", "2"),
    ]


def test_the_columns_are_those_of_the_layer_but_what_only_drawing_needs(
    atlas: Atlas, tmp_path: Path
) -> None:
    (left_out,) = {frozenset(row) for row in rows(atlas)}
    assert left_out - set(read(write(atlas, tmp_path, "csv"))[0]) == {
        "begin", "end", "colour", "rival_colour", "label",
    }  # fmt: skip


def test_a_day_that_is_not_known_is_a_blank_cell(atlas: Atlas, tmp_path: Path) -> None:
    for row in read(write(atlas, tmp_path, "csv")):
        assert (row["area_first"], row["area_last"]) == ("", "")


def test_a_byte_order_mark_tells_spreadsheets_that_it_is_utf_8(
    atlas: Atlas, tmp_path: Path
) -> None:
    content = write(atlas, tmp_path, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfarea,name,name_ar,")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    assert {row["name"] for row in read(write(hostile, tmp_path, "csv"))} == {f"'{HOSTILE}"}
