"""The columns of an atlas's tables: of the model, of the docs, and the same both ways.

`FRONTMAP_REFRESH_GOLDEN=1` writes the tables of columns in `docs/format.md` anew.
"""

from __future__ import annotations

import dataclasses
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from frontmap.errors import Where
from frontmap.folder.check.references import with_article
from frontmap.folder.read import read_record
from frontmap.folder.rows import Row
from frontmap.folder.tables import (
    AREA_TABLE,
    CAPTION_TABLE,
    CLAIM_TABLE,
    CONTROL_TABLE,
    CSV_TABLES,
    LIST,
    PAIR,
    SETTINGS_TABLES,
    TABLES,
    TEXT,
    Column,
    TableSpec,
    columns,
    header,
    table_rows,
)
from frontmap.model import Ruling

if TYPE_CHECKING:
    from frontmap.model import Record

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
LANGUAGES = ("en", "ar")
#: Fields of a row that its table has no column for.
NOT_CELLS = {"where", "polygon", "geometry", "line"}


def record_of(folder: Path) -> Record:
    record, faults = read_record(folder)
    assert () == faults
    return record


def name_of(table: TableSpec[Any]) -> str:
    return f"[[{table.field}]]" if table in SETTINGS_TABLES else table.file


def type_of(column: Column) -> str:
    if column.refers is None:
        words = column.type.words
    elif column.type in (LIST, PAIR):
        words = f"ids of {column.refers.what}s"
    else:
        words = f"id of {with_article(column.refers.what)}"
    words = ", or ".join([words, *(f"`{word}`" for word in column.besides)])
    if column.later:
        words += "; the column may be missing"
    return f"{words}; needed" if column.required else words


def page_of(table: TableSpec[Any]) -> str:
    """What `docs/format.md` says of a table's columns."""
    lines = [] if table in SETTINGS_TABLES else [f"`{','.join(header(table, LANGUAGES[:1]))}`", ""]
    lines += ["| column | type | what it holds |", "|---|---|---|"]
    for column in table.columns:
        names = f"`{column.name}`" + (f", `{column.name}_xx`" if column.translated else "")
        lines.append(f"| {names} | {type_of(column)} | {column.holds} |")
    return "\n".join(lines)


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_the_format_s_page_has_the_columns_of_the_table(table: TableSpec[Any]) -> None:
    begin, end = f"<!-- columns of {name_of(table)} -->\n\n", "\n\n<!-- end of columns -->"
    page = FORMAT.read_text("utf-8")
    before, after = page.split(begin)
    written, rest = after.split(end, maxsplit=1)
    if os.environ.get("FRONTMAP_REFRESH_GOLDEN"):
        written = page_of(table)
        FORMAT.write_text(before + begin + written + end + rest, "utf-8", newline="\n")
    assert page_of(table) == written


def test_the_format_s_page_has_no_columns_of_another_table() -> None:
    told = re.findall(r"<!-- columns of (.*) -->", FORMAT.read_text("utf-8"))
    assert sorted(map(name_of, TABLES)) == sorted(told)


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_each_field_of_a_row_is_filled_by_one_column(table: TableSpec[Any]) -> None:
    """A column that no reader takes, or a field that no column fills, would be lost silently."""
    fields = {field.name for field in dataclasses.fields(table.item)} - NOT_CELLS
    assert sorted(fields) == sorted(column.field for column in table.columns)


def test_the_fields_of_a_ruling_are_its_columns_in_their_order() -> None:
    """Rulings are read by the ten thousand: what they say alike is kept as a tuple."""
    fields = [field.name for field in dataclasses.fields(Ruling)]
    assert [*(column.field for column in CONTROL_TABLE.columns), "where"] == fields
    assert ["area", "since"] == fields[:2]


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_each_column_has_a_heading_of_its_own_and_is_explained(table: TableSpec[Any]) -> None:
    names = header(table, LANGUAGES)
    assert len(names) == len(set(names))
    assert all(column.holds for column in table.columns)


@pytest.mark.parametrize("table", CSV_TABLES, ids=name_of)
def test_the_rows_of_a_table_are_written_as_they_were_read(
    tiny: Path, table: TableSpec[Any]
) -> None:
    items = [item for item in table.of(record_of(tiny)) if item.where.file]
    for item, cells in zip(items, table_rows(table, items, LANGUAGES), strict=True):
        row = Row(item.where, dict(zip(header(table, LANGUAGES), cells, strict=True)), LANGUAGES)
        assert item == table.read(row)
        assert [] == row.faults


def test_a_translated_column_has_a_heading_for_each_language() -> None:
    assert ("date", "text", "text_ar", "text_fr") == header(CAPTION_TABLE, ("en", "ar", "fr"))[:4]
    assert ("date", "text", "headline") == header(CAPTION_TABLE, ("ar",))


def test_a_further_column_is_read_and_written_by_its_line_alone() -> None:
    """The line is planted; only the class of a row would have to have the field, too."""
    mood = Column("mood", TEXT, "how it feels")
    table = replace(CAPTION_TABLE, columns=(*CAPTION_TABLE.columns, mood), item=dict)
    row = Row(Where("x.csv", 2), {"date": "2001-01-03", "text": "So it is.", "mood": "calm"})
    assert (*header(CAPTION_TABLE, LANGUAGES), "mood") == header(table, LANGUAGES)
    read = table.read(row)
    assert ("calm", date(2001, 1, 3)) == (read["mood"], read["day"])
    (heading,) = (h for h in columns(table, LANGUAGES) if h.name == "mood")
    assert "calm" == heading.cell(type("Row", (), read))


def cell(table: TableSpec[Any], name: str, text: str) -> tuple[Any, list[str]]:
    column = next(column for column in table.columns if column.name == name)
    row = Row(Where("x.csv", 2), {name: text})
    return column.read(row), [fault.code for fault in row.faults]


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        (CLAIM_TABLE, "stance", "", "asserts"),
        (CLAIM_TABLE, "stance", "left", "left"),
        (CLAIM_TABLE, "extent", "", "whole"),
        (CLAIM_TABLE, "status", "", None),
        (CLAIM_TABLE, "share", "0.7/0.6", (0.6, 0.7)),
        (CONTROL_TABLE, "confidence", "", None),
        (AREA_TABLE, "outline", "", "derived"),
        (AREA_TABLE, "first", "", None),
    ],
)
def test_a_blank_cell_says_what_the_format_says_it_says(
    table: TableSpec[Any], name: str, text: str, value: object
) -> None:
    assert (value, []) == cell(table, name, text)


@pytest.mark.parametrize(
    ("table", "name", "written"),
    [(CLAIM_TABLE, "stance", ""), (CLAIM_TABLE, "extent", ""), (AREA_TABLE, "outline", "derived")],
)
def test_what_a_blank_cell_says_is_left_blank_but_for_outlines(
    table: TableSpec[Any], name: str, written: str
) -> None:
    column = next(column for column in table.columns if column.name == name)
    assert written == column.type.write(cell(table, name, "")[0])


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (table, column.name)
        for table in TABLES
        for column in table.columns
        if column.required and not column.translated
    ],
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_cell_that_is_needed_and_blank_is_one_fault(table: TableSpec[Any], name: str) -> None:
    assert 1 == len(cell(table, name, "")[1])
