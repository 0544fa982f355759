from __future__ import annotations

from frontmap.errors import Fault, Where
from frontmap.folder.rows import Row, plain
from frontmap.names import near_name


def test_what_a_terminal_would_obey_is_refused_where_it_stands() -> None:
    where = Where("control.csv", 3)
    row = Row(where, {"area": "north", "note": "plain\x1b[2J"})
    expected = "text without control characters"
    fault = Fault(where.at("note"), "control-character", r"'plain\x1b[2J'", expected)
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
