"""The map in `maps/` is what the code writes of the built-in atlas today.

`FRONTMAP_REFRESH_GOLDEN=1` writes the page and its picture anew.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from frontmap.atlas import Atlas, builtin_folder, read_atlas
from frontmap.outputs.still import write_still
from frontmap.page import render_page, write_page
from frontmap.page.payload.encoding import from_text

MAPS = Path(__file__).resolve().parents[1] / "maps"
PAGE = MAPS / "2018-05-03.html"
PICTURE = MAPS / "2018-05-03.png"
DAY = date(2018, 5, 3)
REFRESH = "FRONTMAP_REFRESH_GOLDEN"

#: What the README promises of the default page.
MOST_BYTES = 512_000

#: Two pictures are one where one pixel in two hundred at most differs by this many shades of 256.
NOTICED, MOST_DIFFERENT = 48, 0.005

_PACKED = re.compile(r'(<script type="text/plain"[^>]*>)([^<]*)(</script>)')


def unpacked(html: str) -> str:
    """Inflate the payload: zlib's versions may pack the same content into other bytes."""

    def inflate(match: re.Match[str]) -> str:
        return match[1] + json.dumps(from_text(match[2]), ensure_ascii=False) + match[3]

    text, count = _PACKED.subn(inflate, html)
    assert 1 == count
    return text


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas(builtin_folder())


def test_the_page_is_what_the_code_writes(atlas: Atlas) -> None:
    if os.environ.get(REFRESH):
        write_page(atlas, PAGE, day=DAY)
    assert unpacked(PAGE.read_text("utf-8")) == unpacked(render_page(atlas, day=DAY))


def test_the_page_can_be_mailed(atlas: Atlas) -> None:
    for language in ("en", "ar"):
        assert len(render_page(atlas, day=DAY, language=language).encode()) <= MOST_BYTES


def test_the_readme_has_its_picture(atlas: Atlas, tmp_path: Path) -> None:
    if os.environ.get(REFRESH):
        write_still(atlas, PICTURE, days=[DAY], width=1200)
    drawn = tmp_path / PICTURE.name
    write_still(atlas, drawn, days=[DAY], width=1200)
    with Image.open(PICTURE) as kept, Image.open(drawn) as anew:
        assert kept.size == anew.size
        assert kept.info["Title"] == anew.info["Title"]
        difference = ImageChops.difference(kept.convert("L"), anew.convert("L"))
    # another FreeType smooths the edges of letters in its own way
    assert sum(difference.histogram()[NOTICED:]) <= MOST_DIFFERENT * kept.width * kept.height
