"""Ends of intervals that have not come."""

from __future__ import annotations

import pytest

from frontmap.errors import Where
from frontmap.importing.open_ends import is_open_end, open_end_notes


@pytest.mark.parametrize(
    "text",
    [
        "", "NA", "n/a", "#N/A", "present", "Present", "-", "–", "ongoing", "now", "today",
        "9999-12-31", "9999-12-31T00:00:00Z", "2099-12-31", "31/12/2099", "حتى الآن", "à ce jour",
        "NaT", "null", "9999-12-31T23:59:59+00:00", "9999-12-31 23:59:59.999", "99991231",
        "31-Dec-9999", "31 December 9999", "Dec 31, 9999", "infinity", "∞",
    ],
)  # fmt: skip
def test_a_word_for_it_is_an_end_that_has_not_come(text: str) -> None:
    assert is_open_end(text)


@pytest.mark.parametrize("text", ["?", "unknown", "2018-05-03", "2018", "soon", "2099-05-03"])
def test_what_is_plainly_no_word_for_it_is_not(text: str) -> None:
    assert not is_open_end(text)


def test_each_word_is_told_once_with_its_first_place() -> None:
    ends = [(Where("t.csv", n, "end"), text) for n, text in enumerate(["NA", "-", "NA", ""], 2)]
    assert [
        "the end 'NA' is read as open, in 2 rows: t.csv:2 end",
        "the end '-' is read as open, in 1 row: t.csv:3 end",
    ] == list(open_end_notes(ends))
