"""Pictures as pixels, which resvg makes of their SVG: PNG, and the frames of animations.

Outputs import this module when they use it: resvg is an extra.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import resvg_py

from frontmap.drawing.picture import require_pixels
from frontmap.drawing.styles import PAPER
from frontmap.drawing.writers.svg import picture_svg
from frontmap.drawing.writers.typeface import FAMILY, font_files, in_letters, lacking_letters

if TYPE_CHECKING:
    from PIL import Image

    from frontmap.drawing.picture import Picture

__all__ = ["paint_frame", "paint_png"]

_METRES_PER_INCH = 0.0254
#: The length of the signature of a PNG, and of the chunk after it, which says how large it is.
_SIGNATURE, _HEADER = 8, 25


def paint_png(picture: Picture, *, width: int, dpi: float, transparent: bool = False) -> bytes:
    """Return a picture as PNG, `width` pixels wide, which says that it has `dpi` dots per inch.

    Its title and what it shows stand in the file, too.

    Raises:
        MissingPackageError: the package that holds the letters is not installed.
        RequestError: it has more pixels than the limit.
    """
    require_pixels([picture], width)
    per_metre = round(dpi / _METRES_PER_INCH)
    said = [
        _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        _text_chunk("Title", picture.title),
        _text_chunk("Description", picture.about),
    ]
    content = _rendered(picture, width, transparent=transparent)
    begin = _SIGNATURE + _HEADER
    return b"".join([content[:begin], *said, content[begin:]])


def paint_frame(picture: Picture, *, width: int) -> Image.Image:
    """Return a picture as an image of RGB pixels, `width` pixels wide.

    Raises:
        MissingPackageError: the package that holds the letters is not installed.
    """
    from PIL import Image  # noqa: PLC0415 - a PNG needs none

    with Image.open(io.BytesIO(_rendered(picture, width, transparent=False))) as image:
        return image.convert("RGB")


def _rendered(picture: Picture, width: int, *, transparent: bool) -> bytes:
    svg = picture_svg(picture, transparent=transparent)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=in_letters(svg, lacking_letters([picture])),
            width=width,
            background=None if transparent else PAPER,
            skip_system_fonts=True,
            font_files=[str(file) for file in font_files()],
            font_family=FAMILY,
            # without it a text whose family is not there is left out, and nobody is told
            sans_serif_family=FAMILY,
        )
    )


def _text_chunk(key: str, text: str) -> bytes:
    """Return an `iTXt` chunk (PNG 1.2, 11.3.4.5): not packed, of no language, in UTF-8."""
    return _chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + text.encode())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
