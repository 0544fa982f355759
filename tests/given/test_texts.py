from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.given.texts import mended, quoted, refused, reorders, show_refused
from frontmap.limits import QUOTED_LETTERS
from frontmap.markup import xml_text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\n"])
def test_line_ends_are_mended(end: str) -> None:
    assert "one\ntwo\n" == mended(f"one{end}two{end}")


@pytest.mark.parametrize(
    ("letter", "code", "found"),
    [
        ("\x00", "control-character", "U+0000 (a control character)"),
        ("\x0b", "control-character", "U+000B (a control character)"),
        ("\x1b", "control-character", "U+001B (a control character)"),
        ("\x7f", "control-character", "U+007F (a control character)"),
        ("\x85", "control-character", "U+0085 (a control character)"),
        ("\ud800", "bad-character", "U+D800 (half of a character)"),
        ("\udfff", "bad-character", "U+DFFF (half of a character)"),
        ("\ufeff", "bad-character", "U+FEFF (a byte order mark, which is invisible)"),
        ("\ufffe", "bad-character", "U+FFFE (which is no character)"),
        ("\uffff", "bad-character", "U+FFFF (which is no character)"),
        ("\ufdd0", "bad-character", "U+FDD0 (which is no character)"),
        ("\U0001fffe", "bad-character", "U+1FFFE (which is no character)"),
        ("\U0010ffff", "bad-character", "U+10FFFF (which is no character)"),
    ],
)
def test_what_no_text_may_hold_is_named_by_its_code_point(
    letter: str, code: str, found: str
) -> None:
    text = f"a{letter}b"
    assert letter == refused(text)
    told = show_refused(text)
    assert (code, True) == (told[0], told[1].startswith(found))
    assert told[1].isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "one\n\ttwo",
        "می\u200cخواهم",
        "क्\u200dष",
        "a\u00adb\u200bc",
        "\ue000",
        "\ufffd",
        "🏳️\u200d🌈",
        "café",
    ],
)
def test_letters_joiners_and_lines_are_texts(text: str) -> None:
    assert ("", "", text) == (refused(text), reorders(text), mended(text))


@given(st.text(st.characters(exclude_categories=[]), max_size=9))
def test_a_text_that_is_not_refused_is_xml_and_utf_8(text: str) -> None:
    text = mended(text)
    if not refused(text):
        assert text == xml_text(text) == text.encode().decode()


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("\u202ekcab", "\u202e"),
        ("\u202dx\u202c", "\u202d"),
        ("\u2067x", "\u2067"),
        ("\u2067x\n\u2069", "\u2067"),
        ("\u202ax\u2069", "\u202a"),
        ("a \u2067b\u2069 \u202bc\u202c", ""),
        ("\u2069\u202c\u200f", ""),
    ],
)
def test_what_reorders_the_words_after_it_is_found(text: str, letter: str) -> None:
    assert letter == reorders(text)


def test_a_long_text_is_quoted_in_part_and_with_its_length() -> None:
    assert "'x'" == quoted("x")
    assert '"it\'s"' == quoted("it's")
    assert r"'\x1b[2J می" + "\u200c'" == quoted("\x1b[2J می\u200c")
    assert f"'{'x' * QUOTED_LETTERS}'… (20,000,000 letters)" == quoted("x" * 20_000_000)
