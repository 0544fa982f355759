from __future__ import annotations

import pytest

from frontmap.errors import Fault, Where
from frontmap.folder.rows import Row, plain
from frontmap.names import near_name


def test_what_a_terminal_would_obey_is_refused_where_it_stands() -> None:
    where = Where("control.csv", 3)
    row = Row(where, {"area": "north", "note": "plain\x1b[2J"})
    found, expected = (
        r"U+001B (a control character) in 'plain\x1b[2J'",
        "text without control characters",
    )
    fault = Fault(where.at("note"), "control-character", found, expected)
    assert [fault] == row.faults


def test_lines_and_the_joiners_of_arabic_are_text() -> None:
    row = Row(Where("control.csv", 3), {"note": "one\ntwo\tthree", "note_ar": "می\u200cخواهم"})
    assert [] == row.faults


def test_a_near_name_is_offered_and_a_far_one_is_not() -> None:
    assert near_name("Asli", ["asali", "yalda"]) == "asali"
    assert near_name("london", ["asali", "yalda"]) == ""


def test_values_of_toml_and_json_read_as_a_table_would_write_them() -> None:
    written = [plain(value) for value in (None, True, ["a", "b"], 3, " x ")]
    assert written == ["", "true", "a b", "3", "x"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2018-05-03", ""),
        ("2018-05-01/2018-05-03", ""),
        ("", "bad-date"),
        ("2018-05", "vague-days"),
        ("2018-05-03~", "vague-days"),
        ("[2018-05-01..2018-05-03]", "vague-days"),
        ("..2018-05-03", "vague-days"),
    ],
)
def test_days_are_one_or_from_a_first_to_a_last(written: str, code: str) -> None:
    row = Row(Where("x.csv", 2), {"date": written})
    span = row.days("date")
    assert ([code] if code else []) == [fault.code for fault in row.faults]
    assert written == span.text


@pytest.mark.parametrize(
    ("written", "value"),
    [("", None), ("36.30312", 36.30312), ("-180", -180.0), ("180", 180.0)],
)
def test_degrees_are_a_number_or_nothing(written: str, value: float | None) -> None:
    row = Row(Where("x.csv", 2), {"lon": written})
    assert value == row.degrees("lon")
    assert [] == row.faults


@pytest.mark.parametrize("written", ["east", "360.5", "-361", "nan", "inf", "36,3"])
def test_what_are_no_degrees_is_a_fault(written: str) -> None:
    row = Row(Where("x.csv", 2), {"lon": written})
    assert row.degrees("lon") is None
    assert ["bad-degrees"] == [fault.code for fault in row.faults]
