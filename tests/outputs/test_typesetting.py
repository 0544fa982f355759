from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typst
from drawings import drawn
from programs import pdf_info, pdf_text

from frontmap.drawing.picture import single
from frontmap.outputs.typesetting import pdf_of_picture, typeset

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


def test_a_picture_fills_a_page_of_the_width_that_was_asked_for(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_picture(single(drawn(tiny_atlas, 1)), width_inches=4, author="A. B."))
    info = pdf_info(path)
    assert info["Page size"].startswith("288 x 216 pts")
    assert (info["Pages"], info["Tagged"], info["Author"]) == ("1", "yes", "A. B.")
    assert info["Title"] == "Three fields · The first week: 1 January 2001"


def test_no_font_but_ours_is_in_it(tiny_atlas: Atlas) -> None:
    content = pdf_of_picture(single(drawn(tiny_atlas, 1)), width_inches=4, author="")
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", content.replace(b" ", b"")))
    assert fonts <= {b"FiraGO-Regular", b"FiraGO-Bold"}
    assert fonts


def test_the_same_picture_gives_the_same_bytes(tiny_atlas: Atlas) -> None:
    first, second = (
        pdf_of_picture(single(drawn(tiny_atlas, 1)), width_inches=4, author="") for _ in range(2)
    )
    assert first == second


def test_texts_are_no_markup_and_what_has_no_letter_is_a_box(tmp_path: Path) -> None:
    hostile = '#panic("x") $1/0$ *b* <a> \\ "海" \ufeff #image("/etc/passwd")'
    content = {
        "title": hostile, "about": hostile, "author": hostile, "language": "en",
        "width": 100, "height": 50,
        "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">'
        '<text x="1" y="20" font-size="3">海</text></svg>',
    }  # fmt: skip
    path = tmp_path / "a.pdf"
    path.write_bytes(typeset("picture", content).pdf)
    assert pdf_info(path)["Title"].startswith('#panic("x") $1/0$ *b* <a>')
    assert "\u25af" in pdf_text(path)


def test_a_mark_over_a_letter_in_a_picture_is_drawn_and_the_file_stays_tagged(
    tmp_path: Path,
) -> None:
    content: dict[str, object] = {
        "title": "a", "about": "a", "author": "", "language": "ar", "width": 100, "height": 50,
        "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">'
        '<text x="1" y="20" font-family="FiraGO">خصماً</text></svg>',
    }  # fmt: skip
    path = tmp_path / "a.pdf"
    path.write_bytes(typeset("picture", content).pdf)
    assert pdf_info(path)["Tagged"] == "yes"
    assert "خصم" in pdf_text(path)


def test_what_a_template_cannot_set_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="title"):
        typeset("picture", {})
