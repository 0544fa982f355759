"""A table written as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from frontmap.telling.csv_json import Table, to_csv, to_json


def test_a_table_is_written_as_csv_with_plain_line_ends() -> None:
    table = Table(("a", "b"), (("x,y", 1.5), ('say "no"', 2)))
    assert to_csv(table) == 'a,b\n"x,y",1.5\n"say ""no""",2\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_a_spreadsheet_would_run_is_written_as_text(start: str) -> None:
    hostile = f'{start}HYPERLINK("https://example.org")'
    (row,) = list(csv.reader(io.StringIO(to_csv(Table(("a",), ((hostile,),))))))[1:]
    assert [f"'{hostile}"] == row


def test_numbers_and_other_texts_are_written_as_they_are() -> None:
    table = Table(("a", "b", "c"), ((-1.5, "<script>alert(1)</script>", "'tis"),))
    assert to_csv(table) == "a,b,c\n-1.5,<script>alert(1)</script>,'tis\n"


def test_a_table_is_written_as_json_one_object_a_line() -> None:
    text = to_json(Table(("a", "b"), (("حقل", 1.5), ("=x", 2))))
    assert [{"a": "حقل", "b": 1.5}, {"a": "=x", "b": 2}] == json.loads(text)
    assert text.splitlines()[1] == '{"a": "حقل", "b": 1.5},'
    assert "[]\n" == to_json(Table(("a",), ()))
