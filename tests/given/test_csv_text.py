"""Texts that a spreadsheet would compute, and what is read of them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.given.csv_text import csv_text, quoted, unquoted

#: Texts that are likely to begin as a formula does, or as a quoted one.
TEXTS = st.text("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20x1., \"", max_size=6)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("-x", "'-x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("-3.5", "-3.5"),
        ("+4e-2", "+4e-2"),
        ("'-3.5", "''-3.5"),
        ("-3.5+1", "'-3.5+1"),
        ("'tis", "'tis"),
        ("''", "''"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_text_that_begins_as_a_formula_is_quoted_and_read_as_it_was(text: str, cell: str) -> None:
    assert cell == quoted(text)
    assert text == unquoted(cell)


@given(text=TEXTS)
def test_what_is_quoted_is_no_formula_and_reads_as_it_was(text: str) -> None:
    assert text == unquoted(quoted(text))
    assert quoted(text)[:1] not in {"=", "@", "\t", "\r", "\n"}


@given(rows=st.lists(st.lists(TEXTS, min_size=2, max_size=2)))
def test_a_table_of_any_texts_reads_as_it_was(rows: list[list[str]]) -> None:
    read = csv.reader(io.StringIO(csv_text(rows), newline=""), strict=True)
    assert rows == [[unquoted(cell) for cell in row] for row in read]


def test_numbers_stay_numbers_and_lines_end_in_lf_on_every_python() -> None:
    rows = [("a", "b"), (-1.5, "=x"), (2, "one\rtwo"), ("x,y", 'said "so"')]
    assert 'a,b\n-1.5,\'=x\n2,"one\rtwo"\n"x,y","said ""so"""\n' == csv_text(rows)
