"""Workbooks that are broken, that have too much in them, or formulas that nobody has computed."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from frontmap.errors import DataError
from frontmap.importing.input_tables import InputTable, read_table
from frontmap.importing.workbooks import opened_book
from frontmap.limits import CELLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"


def book(tmp_path: Path, **cells: object) -> Path:
    """A workbook with a header, a row, and further cells."""
    made = openpyxl.Workbook()
    made.active.append(["place", "date", "control"])
    made.active.append(["Mill", "2018-05-01", "Blue"])
    for at, value in cells.items():
        made.active[at] = value
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def edited(path: Path, edit: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """The workbook, in which a part is another one."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, edit(content) if name == part else content)
    return path


def with_cell(path: Path, cell: str) -> Path:
    return edited(path, lambda old: re.sub(rb'<c r="C2".*?</c>', cell.encode(), old))


def behind_the_rows(path: Path, more: str) -> Path:
    ending = b"</sheetData>"
    return edited(path, lambda old: old.replace(ending, ending + more.encode()))


def told(path: Path) -> str:
    with pytest.raises(DataError) as refusal:
        read_table(path)
    return str(refusal.value)


def column(table: InputTable, name: str) -> list[str]:
    return [row.cells[name] for row in table.rows]


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ('<c r="C2"><f>A1&amp;B1</f></c>', "the formula =A1&B1"),
        ('<c r="C2"><f>A1</f><v></v></c>', "the formula =A1"),
        ('<c t="n" r="C2" s="0"> <f>A1</f> <v/> </c>', "the formula =A1"),
        ('<c r="C2" t="str"><f>A1</f></c>', "the formula =A1"),
        ('<c r="C2"><f t="array" ref="C2:C3">A1</f></c>', "the formula =A1"),
        ('<c r="C2"><f t="shared" si="0"/></c>', "a formula"),
    ],
)
def test_a_formula_without_a_result_is_told_by_its_cell(
    tmp_path: Path, cell: str, formula: str
) -> None:
    assert told(with_cell(book(tmp_path), cell)) == (
        f"a.xlsx:2 C: no-result: found {formula}, without its result; "
        "expected the file opened and saved in a spreadsheet program, which computes it"
    )


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ('<c r="C2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="C2" t="str"><f>A1</f><v></v></c>', ""),
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    ],
)
def test_the_result_of_a_formula_is_read(tmp_path: Path, cell: str, result: str) -> None:
    assert [result] == column(read_table(with_cell(book(tmp_path), cell)), "control")


def test_a_formula_of_another_sheet_is_not_judged(tmp_path: Path) -> None:
    path = book(tmp_path)
    made = openpyxl.load_workbook(path)
    made.create_sheet("other")["C2"] = "=1+1"
    made.save(path)
    assert ["Blue"] == column(read_table(path, sheet="Sheet"), "control")
    assert {"Sheet": 0, "other": 1} == {
        name: len(faults) for name, faults in opened_book(path).faults.items()
    }


def test_a_stray_cell_at_the_far_end_is_told_at_once(tmp_path: Path) -> None:
    assert told(book(tmp_path, XFD1048576="x")) == (
        "a.xlsx:1048576: wrong-width: found 16384 cells; expected 3, as in the header"
    )
    assert ["Mill", "Port"] == column(read_table(book(tmp_path, A1048576="Port")), "place")


def test_many_far_cells_are_refused_by_the_limit(tmp_path: Path) -> None:
    far = {f"XFD{row}": "x" for row in range(1, CELLS // 16384 + 3)}
    expected = "with the empty ones before the last of a row; expected at most 1000000"
    assert expected in told(book(tmp_path, **far))


@pytest.mark.parametrize(
    "more",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="$A$1:$XFD$1048576" location="a"/></hyperlinks>',
    ],
)
def test_a_range_that_openpyxl_would_fill_is_refused_before(tmp_path: Path, more: str) -> None:
    assert "too-large: found 17179869184 cells in " in told(behind_the_rows(book(tmp_path), more))


def test_merged_cells_are_one_as_far_as_they_lie(tmp_path: Path) -> None:
    path = book(tmp_path, C3="Green")
    merged = behind_the_rows(path, '<mergeCells><mergeCell ref="A2:B4"/></mergeCells>')
    table = read_table(merged)
    assert ["Mill"] * 3 == column(table, "place")
    assert ["Blue", "Green", ""] == column(table, "control")


def test_a_sheet_of_more_cells_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.importing.workbooks.CELLS", 5)
    assert told(book(tmp_path)) == (
        "a.xlsx: too-large: found more than 5 cells in a sheet; expected at most 5 in a sheet"
    )


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = book(tmp_path)
    made = openpyxl.load_workbook(path)
    made.active.row_dimensions[2].hidden = made.active.column_dimensions["B"].hidden = True
    made.save(path)
    table = read_table(path)
    assert ("the sheet 'Sheet'; 1 hidden row and hidden columns from B read, too",) == table.notes
    assert ["2018-05-01"] == column(table, "date")


def test_a_date_that_a_spreadsheet_cannot_have_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, B2=99_999_999)
    made = openpyxl.load_workbook(path)
    made.active["B2"].number_format = "yyyy-mm-dd"
    made.save(path)
    table = read_table(path)
    assert ["#VALUE!"] == column(table, "date")
    assert "Cell B2 is marked as a date but" in table.notes[0]


@pytest.mark.parametrize("content", [b"", b"place,date\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_told_by_its_first_bytes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert told(tmp_path / "a.xlsx").startswith("a.xlsx: other-format: found ")


def test_each_part_may_be_missing_empty_or_something_else(tmp_path: Path) -> None:
    with ZipFile(book(tmp_path)) as packed:
        parts = packed.namelist()
    for part in parts:
        assert "unreadable-file: found no XML: " in told(
            edited(book(tmp_path), lambda _: b"", part)
        )
        entity = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        edited(book(tmp_path), lambda _, entity=entity: entity, part)  # type: ignore[misc]
        assert "document-type: found a document type" in told(tmp_path / "a.xlsx")


def test_whatever_is_changed_in_a_part_it_is_read_or_told(tmp_path: Path) -> None:
    chance = random.Random(13)  # noqa: S311 - the same on every run
    with ZipFile(book(tmp_path)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    read = 0
    for _ in range(150):
        changed = {name: bytearray(content) for name, content in parts.items()}
        part = changed[chance.choice(sorted(parts))]
        for _ in range(chance.randint(1, 4)):
            part[chance.randrange(len(part))] = chance.choice(b'<>"/= 0123456789aAzZ\0\xff')
        with ZipFile(tmp_path / "a.xlsx", "w") as packed:
            for name, content in changed.items():
                packed.writestr(name, bytes(content))
        with suppress(DataError):
            read += bool(read_table(tmp_path / "a.xlsx"))
    assert 0 < read < 150
