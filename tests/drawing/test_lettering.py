from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.drawing import lettering
from frontmap.drawing.lettering import (
    block_height,
    breaks,
    fitted,
    lines_within,
    set_paragraph,
    set_paragraphs,
    set_words,
    text_width,
    within,
    wrapped,
)
from frontmap.drawing.marks import Anchor, Box, TextStyle

# Advance widths in em of the widest of FiraGO, Noto Sans and Helvetica (regular, bold).
MEASURED = {
    "Yarmouk: centre and east": (12.0, 12.2),
    "Hajar al-Aswad: middle strip": (13.1, 13.4),
    "GOV?": (2.7, 2.8),
    "مخيم اليرموك: الشمال الغربي": (10.6, 11.7),
    "السيدة زينب": (4.9, 5.4),
}


@pytest.mark.parametrize(("text", "widths"), [*MEASURED.items()])
def test_the_room_reckoned_is_not_less_than_a_wide_face_takes(
    text: str, widths: tuple[float, float]
) -> None:
    assert text_width(text, 1.0) >= widths[0]
    assert text_width(text, 1.0, bold=True) >= widths[1]


@pytest.mark.parametrize("text", list(MEASURED))
def test_the_room_reckoned_is_not_wildly_more_either(text: str) -> None:
    assert text_width(text, 1.0) <= 1.35 * MEASURED[text][0]


@given(st.text(alphabet="abc حيم ", max_size=60), st.floats(20, 200))
def test_wrapping_loses_no_word_and_keeps_to_the_width(text: str, width: float) -> None:
    lines = wrapped(text, 10, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 10) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("see https://e.org/aaaaaaaa", ("see", "https://e.", "org/aaaa", "aaaa")),
        ("e\u0301" * 9, ("e\u0301" * 8, "e\u0301")),
        ("👩\u200d👧👩\u200d👧👍🏽", ("👩\u200d👧👩\u200d👧", "👍🏽")),
        ("x" + "\u0301" * 90, ("x" + "\u0301" * 90,)),
    ],
)
def test_a_word_longer_than_a_line_breaks_between_letters_and_not_within_one(
    text: str, lines: tuple[str, ...]
) -> None:
    assert lines == wrapped(text, 10, 48)


def test_a_text_is_measured_letter_by_letter_no_more_than_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured = []
    width_of = lettering._width_of
    monkeypatch.setattr(
        lettering, "_width_of", lambda char: width_of(char) + (measured.append(char) or 0)
    )
    for text in ("word " * 4000, "W" * 20_000, "ش" * 20_000):
        measured.clear()
        assert wrapped(text, 10, 400)
        assert len(measured) < 4 * len(text)
    measured.clear()
    assert 3 == len(list(breaks(("word:",) * 4000, 3)))
    assert len(measured) < 4 * 20_000


def test_a_text_that_no_box_holds_is_cut_and_says_so() -> None:
    box = Box(0, 0, 48, block_height(2, 10))
    assert "a few words" == within("a few words", 10, box)
    assert "a few…" == within("a few wordswords", 10, Box(0, 0, 48, block_height(1, 10)))
    assert (2, 1, 0) == tuple(lines_within(block_height(n, 10), 10) for n in (2, 1, 0))


def test_letters_become_smaller_until_a_text_fits_its_room() -> None:
    style = TextStyle(10, "#000000", "ar", bold=True)
    text, small = fitted("المعارضة", style, 30)
    assert text_width(text, small.size, bold=True) == pytest.approx(30)
    assert ("المعارضة", style) == fitted("المعارضة", style, 300)
    assert "المعارضة" == text


def test_a_text_that_would_need_letters_nobody_reads_is_cut() -> None:
    style = TextStyle(10, "#000000", "en", bold=True)
    text, small = fitted("W" * 200, style, 30)
    assert ("WWWWW…", 5.0) == (text, small.size)
    assert text_width(text, small.size, bold=True) <= 30


def test_a_name_breaks_evenly_and_best_after_its_colon() -> None:
    tokens = ("Yarmouk:", "centre", "and", "east")
    assert list(breaks(tokens, 3)) == [
        ("Yarmouk: centre and east",),
        ("Yarmouk:", "centre and east"),
        ("Yarmouk:", "centre", "and east"),
    ]


def test_breaking_one_word_gives_one_line() -> None:
    assert list(breaks(("Yalda",), 3)) == [("Yalda",)]


@pytest.mark.parametrize(("anchor", "left"), [*zip(Anchor, (100.0, 72.0, 44.0), strict=True)])
def test_the_box_lies_on_the_side_of_the_anchor(anchor: Anchor, left: float) -> None:
    words = set_words(("|" * 10,), 100, 50, TextStyle(10, "#000000", "en", anchor))
    assert words.box.x == pytest.approx(left)
    assert words.box.y == 50
    assert words.box.height == pytest.approx(block_height(1, 10))


@pytest.mark.parametrize(("anchor", "x"), [*zip(Anchor, (10.0, 110.0, 210.0), strict=True)])
def test_a_paragraph_is_wrapped_to_its_box_and_stands_at_the_side_of_its_anchor(
    anchor: Anchor, x: float
) -> None:
    box = Box(10, 20, 200, 0)
    words = set_paragraph("a few words " * 12, box, TextStyle(12, "#000000", "en", anchor))
    assert (words.x, words.box.y) == (x, 20)
    assert len(words.lines) > 1
    assert words.box.x >= box.x
    assert words.box.right <= box.right


def test_paragraphs_stand_one_below_the_other() -> None:
    large, small = (TextStyle(size, "#000000", "en") for size in (20, 10))
    (first, second), height = set_paragraphs((("one", large), ("two", small)), Box(0, 5, 100, 0))
    assert second.box.y == first.box.bottom
    assert 5 + height == second.box.bottom


@given(st.lists(st.sampled_from(["a", "Yalda", "iii", "Yarmouk:", "حي", "MMM"]), max_size=9))
def test_names_break_as_they_do_where_every_way_is_measured_letter_by_letter(
    words: list[str],
) -> None:
    tokens = tuple(words)
    for lines in breaks(tokens, 3):
        ways = [
            tuple(" ".join(tokens[a:b]) for a, b in pairwise((0, *cuts, len(tokens))))
            for cuts in combinations(range(1, len(tokens)), len(lines) - 1)
        ]
        # of ways that are as even the one with the longest first lines, in exact figures
        best = min(ways, key=lambda way: (exact_unevenness(way), [-len(w.split()) for w in way]))
        assert best == lines


def exact_unevenness(lines: tuple[str, ...]) -> int:
    widest = max(round(text_width(line, 100)) for line in lines)
    return widest * (4 if any(line.endswith(":") for line in lines[:-1]) else 5)


def test_a_name_of_a_hundred_words_breaks_into_even_lines() -> None:
    lines = list(breaks(("word",) * 99, 3))
    assert [99, 50, 33] == [lines[n][0].count("word") for n in range(3)]
