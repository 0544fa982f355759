from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from drawings import drawn
from fontTools.ttLib import TTFont

from frontmap.drawing.lettering import set_words, text_width
from frontmap.drawing.marks import MarkGroup, Part, TextStyle
from frontmap.drawing.picture import single
from frontmap.drawing.writers.svg import WEB_FONTS, to_svg
from frontmap.drawing.writers.typeface import (
    FAMILY,
    font_files,
    in_letters,
    lacking,
    lacking_letters,
)
from frontmap.words import LANGUAGES, words_of

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_letters_that_the_font_lacks_are_named_once_and_in_order(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    words = set_words(("海北 a海",), 0, 0, TextStyle(10, "#000000", "en"))
    there = replace(drawing, groups=(MarkGroup(Part.LABELS, (words,)),))
    assert lacking_letters([single(there)]) == "北海"
    assert lacking_letters([single(drawing)]) == ""


def test_no_word_of_our_own_needs_a_letter_that_the_font_lacks() -> None:
    for language in LANGUAGES:
        # the page names a key by a sign that no picture shows
        assert set(lacking(words_of(language).values())) <= {"⌘"}, language


def test_letters_of_many_languages_are_there_and_those_without_a_look_are_not_missed() -> None:
    assert lacking(["Київ Δαμασκός ירושלים თბილისი القدم پچگ ڕێ ū ḥ ≈ → m²"]) == ""
    assert lacking(["a\u200db\ufe0f\u2067\ufeff\t\u00a0"]) == ""


def test_boxes_stand_for_what_is_lacking_and_the_family_for_those_of_a_page(
    tiny_atlas: Atlas,
) -> None:
    assert in_letters("a海b\ufeff", "海") == "a\u25afb"
    svg = to_svg(drawn(tiny_atlas, 1))
    assert WEB_FONTS in svg
    assert f'font-family="{FAMILY}"' in in_letters(svg, "")


def test_there_is_a_file_for_each_face() -> None:
    assert [file.read_bytes()[:4] for file in font_files()] == [b"\0\1\0\0"] * 2


@pytest.mark.parametrize("bold", [False, True])
def test_no_word_of_ours_is_wider_than_the_layout_reckons(*, bold: bool) -> None:
    """Boxes are reckoned without a font; a text wider than its box would lie over others."""
    face = TTFont(font_files()[bold])
    widths, letters, em = face["hmtx"], face.getBestCmap(), face["head"].unitsPerEm
    for text in (*words_of("en").values(), *words_of("fr").values()):
        wide = sum(widths[letters[ord(char)]][0] for char in text if ord(char) in letters) / em
        assert wide <= text_width(text, 1.0, bold=bold), text
