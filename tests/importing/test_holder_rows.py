"""A table of holders tells what each way of writing means, and which parties there are."""

from __future__ import annotations

from frontmap.importing.holder_rows import HolderRow, Holders
from frontmap.statuses import Status

ROWS = {
    "blue": HolderRow("Blue", "blue", Status.HELD, ()),
    "blue?": HolderRow("Blue?", "blue", Status.HELD, (), confidence="low"),
    "mixed": HolderRow("mixed", "before", Status.CONTESTED, ("others",)),
    "x+": HolderRow("X+", "unknown", Status.UNKNOWN, ()),
    "green blue": HolderRow("Green Blue", "green", Status.CONTESTED, ("blue",)),
}


def test_the_parties_are_those_that_rows_name_in_their_order() -> None:
    assert ("blue", "green") == Holders("holders.csv", ROWS).parties


def test_a_way_of_writing_is_found_whatever_its_case_and_spaces_are() -> None:
    assert ROWS["green blue"] == Holders("holders.csv", ROWS).get(" GREEN  blue ")


def test_a_blank_cell_says_nothing_and_another_text_is_not_explained() -> None:
    holders = Holders("holders.csv", ROWS)
    assert HolderRow("", "", Status.NO_DATA, ()) == holders.get("  ")
    assert None is holders.get("X-")
