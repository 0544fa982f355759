from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation
from programs import pdf_info, pdf_text, tool

from frontmap.errors import RequestError
from frontmap.outputs.deck import make_deck, write_deck
from frontmap.telling.headlines import headline

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]
KILOBYTE = 1000


def test_a_slide_is_smaller_than_200_kilobytes_and_a_deck_of_three_days_than_180(
    builtin: Atlas,
) -> None:
    days = [date(2018, 4, 19), date(2018, 5, 3), date(2018, 5, 21)]
    content, _ = make_deck(builtin, days=days)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        slides = [e for e in package.infolist() if e.filename.startswith("ppt/slides/slide")]
    assert max(entry.file_size for entry in slides) < 200 * KILOBYTE
    assert len(content) < 180 * KILOBYTE


def test_without_days_a_deck_shows_those_on_which_something_changed(tiny_atlas: Atlas) -> None:
    content, count = make_deck(tiny_atlas)
    assert (content, count) == make_deck(tiny_atlas, days=DAYS[1:], language="en")


def test_days_that_can_be_gone_through_only_once_make_the_same_deck(tiny_atlas: Atlas) -> None:
    once = iter(DAYS)
    assert make_deck(tiny_atlas, days=once) == make_deck(tiny_atlas, days=DAYS)  # type: ignore[arg-type]


def test_a_step_is_told_of_each_day(tiny_atlas: Atlas, tmp_path: Path) -> None:
    steps: list[int] = []
    path = tmp_path / "deck.pptx"
    written = write_deck(tiny_atlas, path, days=DAYS, step=lambda: steps.append(1))
    assert 4 == len(steps)
    assert str(written).startswith(f"{path}: 11 slides, ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"pairs": [(DAYS[1], DAYS[0])]}, "2001-01-02 is not before 2001-01-01"),
        ({"pairs": [(DAYS[0], DAYS[0])]}, "2001-01-01 is not before 2001-01-01"),
        ({"pairs": [(DAYS[0], date(2002, 1, 1))]}, "outside every episode"),
        ({"against": "nobody"}, "no voice or side 'nobody'"),
        ({"notes": ["xx"]}, "no words in 'xx'"),
    ],
)
def test_options_that_make_no_deck_are_refused(
    tiny_atlas: Atlas, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        make_deck(tiny_atlas, days=DAYS, **options)


def test_an_account_is_not_set_against_itself(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="tells already"):
        make_deck(tiny_atlas.account("side:blue"), days=DAYS, against="side:blue")


def test_a_deck_does_not_replace_its_template(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(make_deck(tiny_atlas, days=DAYS[:1])[0])
    with pytest.raises(RequestError, match="this is the template"):
        write_deck(tiny_atlas, path, days=DAYS[:1], template=path)


@pytest.mark.parametrize(
    ("days", "name", "said"),
    [
        (DAYS[:1], "deck.ppt", r"a deck is a \.pptx file"),
        ([], "deck.pptx", "at least one day"),
        ([date(1999, 1, 1)], "deck.pptx", "outside every episode"),
    ],
)
def test_what_makes_no_deck_is_refused_and_no_file_is_touched(
    tiny_atlas: Atlas, tmp_path: Path, days: list[date], name: str, said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        write_deck(tiny_atlas, tmp_path / name, days=days)
    assert [] == list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def converted(tiny_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Decks as LibreOffice makes PDFs of them, by their names."""
    office = tool("soffice")
    folder = tmp_path_factory.mktemp("office")
    pairs = [(DAYS[0], DAYS[2])]
    house = folder / "house.pptx"
    Presentation().save(str(house))
    made = {
        "english": make_deck(tiny_atlas, days=DAYS, pairs=pairs),
        "arabic": make_deck(tiny_atlas, days=DAYS, language="ar", pairs=pairs),
        "house": make_deck(tiny_atlas, days=DAYS, template=house),
    }
    for name, (content, _) in made.items():
        (folder / f"{name}.pptx").write_bytes(content)
    own = f"-env:UserInstallation=file://{folder}/settings"
    files = [folder / f"{name}.pptx" for name in made]
    command = [office, "--headless", own, "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in made}


@pytest.mark.parametrize("name", ["english", "arabic", "house"])
def test_libreoffice_shows_every_slide_but_the_hidden_ones(
    converted: dict[str, Path], name: str
) -> None:
    deck = Presentation(str(converted[name].with_suffix(".pptx")))
    shown = [slide for slide in deck.slides if slide.element.get("show") != "0"]
    assert len(deck.slides) > len(shown)
    assert str(len(shown)) == pdf_info(converted[name])["Pages"]


def test_libreoffice_finds_titles_and_captions_where_we_put_them(
    converted: dict[str, Path], tiny_atlas: Atlas
) -> None:
    said = " ".join(pdf_text(converted["english"]).split())
    for part in ("Before: 1 January 2001", "WHO HOLDS IT", "km² held by each party", "Method"):
        assert part in said
    for day in DAYS:
        assert headline(tiny_atlas.on(day), "en") in said
