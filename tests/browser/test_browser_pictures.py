"""Small pictures of the page as it was looked at: what it looks like now is held against them.

They are 160 pixels wide. Both are blurred and made smaller still before they are compared, so that
another font or another browser's edges pass, and a part that is gone, covered, cut or of another
colour does not. `FRONTMAP_REFRESH_GOLDEN=1` writes them anew: look at each before it is committed.
"""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from programs import tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

PICTURES = Path(__file__).with_name("pictures")
REFRESH = "FRONTMAP_REFRESH_GOLDEN"
WIDTH = 160
#: So many kilobytes all pictures take at most.
BUDGET_KB = 300
#: A square of this many pixels of a picture is one value of what is compared.
SQUARE = 8
#: How far one value may be off, and how far they may be off on the average, of 255.
FAR, MEAN = 60, 9

DAY = "#2018-05-03"
#: What is looked at: the window, where the page is opened, and how.
SEEN: dict[str, tuple[tuple[int, int], str, dict[str, Any]]] = {
    "1920": ((1920, 1080), DAY, {}),
    "1280": ((1280, 800), DAY, {}),
    "1024": ((1024, 768), DAY, {}),
    "844": ((844, 390), DAY, {}),
    "768": ((768, 1024), DAY, {}),
    "640": ((640, 400), DAY, {}),
    "390": ((390, 844), DAY, {}),
    "320": ((320, 568), DAY, {}),
    "1280-dark": ((1280, 800), DAY, {"color_scheme": "dark"}),
    "390-dark": ((390, 844), DAY, {"color_scheme": "dark"}),
    "1280-forced": ((1280, 800), DAY, {"forced_colors": "active"}),
    "1280-card": ((1280, 800), f"{DAY};area=yarmouk-west", {}),
    "1280-account": ((1280, 800), f"{DAY};as=is-media", {}),
    "1280-arabic": ((1280, 800), f"{DAY};lang=ar", {}),
    "390-arabic": ((390, 844), f"{DAY};lang=ar", {}),
    "1280-no-scripts": ((1280, 800), "", {"java_script_enabled": False}),
    "390-no-scripts": ((390, 844), "", {"java_script_enabled": False}),
}


def opened_picture(data: bytes) -> Image:
    from PIL import Image  # noqa: PLC0415 - only where a browser is there

    seen = Image.open(io.BytesIO(data)).convert("RGB")
    height = round(seen.height * WIDTH / seen.width)
    return seen.resize((WIDTH, height), Image.Resampling.BOX)


def difference(one: Image, other: Image) -> tuple[float, float]:
    """How far the squares of two pictures are off: the farthest, and the average, of 255."""
    import numpy as np  # noqa: PLC0415 - only where a browser is there
    from PIL import Image, ImageFilter  # noqa: PLC0415 - only where a browser is there

    def squares(picture: Image.Image) -> np.ndarray:
        blurred = picture.convert("RGB").filter(ImageFilter.GaussianBlur(SQUARE / 2))
        size = (picture.width // SQUARE, picture.height // SQUARE)
        return np.asarray(blurred.resize(size, Image.Resampling.BOX), dtype=float)

    off = np.abs(squares(one) - squares(other)).max(axis=2)
    return float(off.max()), float(off.mean())


def hold(name: str, data: bytes) -> None:
    """Compare a picture with the one that is kept, or keep it."""
    from PIL import Image  # noqa: PLC0415 - only where a browser is there

    now, file = opened_picture(data), PICTURES / f"{name}.png"
    if os.environ.get(REFRESH):
        now.quantize(48, dither=Image.Dither.NONE).save(file, optimize=True)
    kept = Image.open(file).convert("RGB")
    assert abs(kept.height - now.height) <= 1, "the picture has another shape"
    farthest, mean = difference(now, kept.resize(now.size))
    assert (farthest <= FAR, mean <= MEAN) == (True, True), (name, farthest, mean)


@pytest.mark.parametrize("name", SEEN)
def test_the_page_looks_as_it_did_when_it_was_looked_at(
    opened: Callable[..., Any], name: str
) -> None:
    (width, height), fragment, given = SEEN[name]
    options = dict(given)
    scripts = options.get("java_script_enabled", True)
    options["viewport"] = {"width": width, "height": height}
    with opened(fragment, running=scripts, **options) as page:
        hold(name, page.screenshot(animations="disabled"))


@pytest.mark.parametrize("landscape", [False, True])
def test_paper_looks_as_it_did_when_it_was_looked_at(
    opened: Callable[..., Any], tmp_path: Path, *, landscape: bool
) -> None:
    program = tool("pdftoppm")
    with opened(DAY) as page:
        page.pdf(path=tmp_path / "day.pdf", format="A4", landscape=landscape, print_background=True)
    drawn = [program, "-r", "60", "-png", "-singlefile", tmp_path / "day.pdf", tmp_path / "day"]
    subprocess.run(drawn, check=True)
    name = "paper-across" if landscape else "paper"
    hold(name, (tmp_path / "day.png").read_bytes())


def test_a_part_that_is_covered_or_of_another_colour_is_seen() -> None:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only where a browser is there

    page = Image.open(PICTURES / "1280.png").convert("RGB")
    bar_gone = page.copy()
    ImageDraw.Draw(bar_gone).rectangle((45, 86, 108, 97), fill="#fbfaf7")
    assert difference(page, bar_gone)[0] > FAR
    darkened = page.point(lambda value: 255 - value)
    assert difference(page, darkened)[1] > MEAN
    moved = page.transform(page.size, Image.Transform.AFFINE, (1, 0, 1, 0, 1, 0))
    farthest, mean = difference(page, moved)
    assert (farthest <= FAR, mean <= MEAN) == (True, True)


def test_the_pictures_are_few_and_small() -> None:
    kept = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert kept.keys() == {*SEEN, "paper", "paper-across"}
    assert sum(kept.values()) <= BUDGET_KB * 1000
