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


@pytest.mark.parametrize("letter", ["\x00", "\ud800", "\ufeff", "\ufffe", "\uffff", "\ufdd0"])
def test_what_no_text_may_hold_is_refused_in_any_cell(letter: str) -> None:
    (fault,) = Row(Where("control.csv", 3), {"area": "x", "unread": f"a{letter}"}).faults
    assert "control.csv:3 unread" == str(fault.where)
    assert fault.found.startswith(f"U+{ord(letter):04X} ")
    assert str(fault).isprintable()


def test_line_ends_are_line_feeds() -> None:
    row = Row(Where("x.geojson", 1), {"name": "one\rtwo\r\nthree\u2028four"})
    assert ("one\ntwo\nthree\nfour", []) == (row.string("name"), row.faults)


def test_a_text_that_reorders_what_stands_after_it_is_a_warning() -> None:
    row = Row(
        Where("x.csv", 2), {"name": "a \u202eb", "note": "a \u2067b\u2069", "code": "a\u200f"}
    )
    (warning,) = row.faults
    assert ("warning", "name", "reordered-text") == (
        warning.severity, warning.where.column, warning.code,
    )  # fmt: skip
    assert r"U+202E in 'a \u202eb'" in warning.found


def test_joiners_and_right_to_left_letters_stay_in_what_a_fault_shows() -> None:
    row = Row(Where("x.csv", 2), {"id": "می\u200cخواهم"})
    row.id()
    assert "'می\u200cخواهم'" == row.faults[0].found
    assert "'می\u200cخواهم'" in str(row.faults[0])


def deep(levels: int) -> object:
    value: object = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (deep(101), "more than 100 lists in one another"),
        (deep(900), "more than 100 lists in one another"),
        ({"en": "x"}, "a table of keys and values"),
        ([{"en": "x"}], "a table of keys and values"),
        (1 << 20_000, "a number of thousands of digits"),
    ],
    ids=["101 levels", "900 levels", "a table", "a table in a list", "a number"],
)
def test_what_no_cell_can_hold_is_a_fault_where_it_is_read(value: object, found: str) -> None:
    where = Where("areas.geojson", 2)
    row = Row.of(where, {"name": value, "id": "x"}, ("en",), {"name", "id"})
    fault = Fault(where.at("name"), "bad-text", found, "a text, a number, or a list of them")
    assert ([fault], "", "x") == (row.faults, row.string("name"), row.string("id"))
    assert [] == Row.of(where, {"unread": value}, ("en",), {"name"}).faults


def test_lists_in_lists_are_texts_with_spaces() -> None:
    assert "x" == plain(deep(100))
    assert "a b c" == plain(["a", ["b", ["c"]]])


def test_a_long_text_is_refused_with_the_limit_and_shown_in_part() -> None:
    row = Row(Where("x.csv", 2), {"name": "x" * 201, "note": "x" * 201})
    row.refuse_long({"name": 200, "note": 1000, "other": 1})
    found = f"'{'x' * 80}'… (201 letters)"
    fault = Fault(Where("x.csv", 2, "name"), "long-text", found, "at most 200 letters")
    assert [fault] == row.faults


@pytest.mark.parametrize("text", ["\u200b", "\u2060\u200f", "\xa0", "\n\u200e"])
def test_a_text_of_which_nothing_is_seen_is_none(text: str) -> None:
    row = Row(Where("x.geojson", 1), {"name": text, "note": f"a{text}"})
    assert ({"name": "", "note": f"a{text}"}, []) == (row.cells, row.faults)
