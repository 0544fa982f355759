"""PDFs, which Typst sets from a template and what it shows.

Each is tagged, has a title and a language, and passes the rules of PDF/UA-1, by which readers that
speak can tell it (but see `_UNMAPPED`); Typst refuses to write one that does not. No time stands in
it, so that the same content gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from frontmap.drawing.picture import POINTS_PER_INCH
from frontmap.drawing.writers.svg import picture_svg
from frontmap.drawing.writers.typeface import FAMILY, font_files, in_letters, lacking
from frontmap.errors import require_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from frontmap.drawing.picture import Picture

__all__ = ["Typeset", "pdf_of_picture", "typeset"]

_TEMPLATES = files("frontmap.outputs") / "templates"
#: Typst (0.15) forgets which letter the marks over some letters in SVG belong to, and then refuses.
#: Such a file does without the name of the standard: its pictures are told by their own words.
_UNMAPPED = "missing codepoints"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and the letters of its content that the font lacks, each once."""

    pdf: bytes
    lacking: str


def pdf_of_picture(
    picture: Picture, *, width_inches: float, author: str, transparent: bool = False
) -> bytes:
    """Return a picture as a PDF of one page, `width_inches` wide, whose text can be searched.

    Raises:
        MissingPackageError: Typst or the package that holds the letters is not installed.
    """
    width = width_inches * POINTS_PER_INCH
    return typeset(
        "picture",
        {
            "title": picture.title,
            "about": picture.about,
            "author": author,
            "language": picture.language,
            "width": width,
            "height": width * picture.height / picture.width,
            "svg": picture_svg(picture, transparent=transparent),
        },
    ).pdf


def typeset(template: str, content: Mapping[str, object]) -> Typeset:
    """Return the PDF that a template makes of its content.

    Args:
        template: the name of a file in `templates`, without its ending.
        content: what the template reads as `given`: texts, numbers, pictures as SVG. To it the
            name of the `font` is added.

    Raises:
        MissingPackageError: Typst or the package that holds the letters is not installed.
    """
    require_package("typst", extra="pdf", what="PDFs")
    import typst  # noqa: PLC0415 - an extra

    written = json.dumps({**content, "font": FAMILY}, ensure_ascii=False)
    boxes = lacking(_texts(content))

    def compiled(standard: Literal["ua-1", "1.7"]) -> bytes:
        compiler = typst.Compiler(
            (_TEMPLATES / f"{template}.typ").read_bytes(),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[font_files()[0].parent],
            ),
            sys_inputs={"content": in_letters(written, boxes)},
        )
        # of one document in one format it is never a list, nor nothing
        made: Any = compiler.compile(format="pdf", pdf_standards=standard)
        pdf: bytes = made
        return pdf

    try:
        pdf = compiled("ua-1")
    except typst.TypstError as refused:
        if _UNMAPPED not in str(refused):
            raise
        pdf = compiled("1.7")
    return Typeset(pdf, boxes)


def _texts(content: object) -> Iterator[str]:
    """Yield every text of some content, however deep it lies."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, (list, tuple)):
        for value in content:
            yield from _texts(value)
