"""The page in the three engines that people have: it opens, steps, plays and prints in each."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING

import pytest
from engines import COMPLAINTS, Engine, click, until, watched

if TYPE_CHECKING:
    from pathlib import Path

DAY = "document.querySelector('.fm-date time').dateTime"
#: What a reader's finger meets where the first fact of the card stands.
FIRST_FACT = """(() => {
  const fact = document.querySelector(".fm-facts dd");
  fact.scrollIntoView({ block: "center" });
  const { left, top, height } = fact.getBoundingClientRect();
  return fact.contains(document.elementFromPoint(left + 4, top + height / 2));
})()"""
PIECES = """[...document.querySelectorAll(".fm-history .fm-piece svg")]
  .map((piece) => Math.round(piece.getBoundingClientRect().height * 10) / 10)"""

#: Whoever reads the page for the first time is told how, and Escape closes that first.
READ = "localStorage.setItem('frontmap.read', '1');"
#: Keeps what is taken away instead of saving it.
TAKING = """
window.taken = [];
URL.createObjectURL = (blob) => { window.taken.push(blob); return "#"; };
HTMLAnchorElement.prototype.click = function () { window.taken.at(-1).name = this.download; };
"""
TAKEN = """[window.taken.at(-1).name, btoa([...new Uint8Array(
  await window.taken.at(-1).arrayBuffer())].map((byte) => String.fromCharCode(byte)).join(""))]"""
CARD = "document.querySelector('.fm-card h2')"


@pytest.fixture(scope="session")
def watched_page(svg_file: Path) -> str:
    return watched(svg_file, READ).as_uri()


def opened(engine: Engine, url: str) -> None:
    engine.open(url)
    until(engine, "document.querySelector('.frontmap.fm-running .fm-date time')")


def at(engine: Engine, day: str) -> None:
    until(engine, f"{DAY} === {json.dumps(day)}")


def test_the_page_opens_steps_plays_and_prints_without_a_complaint(
    engine: Engine, watched_page: str
) -> None:
    opened(engine, watched_page)
    at(engine, "2018-05-03")
    engine.press("ArrowRight")
    at(engine, "2018-05-04")
    engine.press("ArrowLeft")
    at(engine, "2018-05-03")
    click(engine, ".fm-step:nth-child(3)")
    at(engine, "2018-05-04")
    click(engine, ".fm-step:nth-child(3)")
    until(engine, "!document.querySelector('.fm-playing')")
    printed = engine.print()
    assert printed > 50_000 or engine.name == "webkit"
    assert engine.run("document.querySelectorAll('[data-area]').length") == 33
    assert engine.run(COMPLAINTS) == []


def test_the_card_is_read_and_its_history_covers_nothing(engine: Engine, watched_page: str) -> None:
    opened(engine, f"{watched_page}#2018-05-03;area=hajar-middle")
    until(engine, "document.querySelector('.fm-card')")
    strip = engine.run("document.querySelector('.fm-history').getBoundingClientRect().height")
    assert set(engine.run(PIECES)) == {round(strip, 1)}
    assert engine.run(FIRST_FACT)
    engine.press("Escape")
    until(engine, "!document.querySelector('.fm-card')")
    assert engine.run(COMPLAINTS) == []


def test_the_arabic_page_runs_from_right_to_left(engine: Engine, watched_page: str) -> None:
    opened(engine, f"{watched_page}#2018-05-03;lang=ar")
    until(engine, "document.documentElement.dir === 'rtl'")
    engine.press("ArrowLeft")
    at(engine, "2018-05-04")
    assert engine.run("document.querySelector('.fm-date').innerText") == "4 أيار 2018"
    assert engine.run(COMPLAINTS) == []


def taken(engine: Engine, offer: int) -> tuple[str, bytes]:
    """What the menu's offer gives: the name of a file, and what is in it."""
    click(engine, ".fm-take > button")
    before = engine.run("window.taken.length")
    click(engine, f".fm-offer:nth-child({offer})")
    until(engine, f"window.taken.length > {before} && window.taken.at(-1).name")
    name, content = engine.run(TAKEN)
    return name, base64.b64decode(content)


def test_pictures_and_table_are_taken_away(engine: Engine, svg_file: Path) -> None:
    from PIL import Image  # noqa: PLC0415 - only where a browser is there

    opened(engine, watched(svg_file, READ + TAKING).as_uri())
    name, picture = taken(engine, 2)
    assert name == "frontmap-2018-05-03.png"
    seen = Image.open(io.BytesIO(picture)).convert("RGB")
    government, islamic_state = (0x99, 0x26, 0x1C), (0x1E, 0x21, 0x24)
    assert seen.width > 1000
    colours = {colour: count for count, colour in seen.getcolors(1 << 24)}
    assert min(colours[government], colours[islamic_state]) > 5000
    name, drawing = taken(engine, 3)
    assert name == "frontmap-2018-05-03.svg"
    assert drawing.count(b"<title>") == 33
    name, table = taken(engine, 4)
    assert name == "frontmap-2018-05-03.csv"
    assert len(table.splitlines()) == 34
    assert engine.run(COMPLAINTS) == []


def test_an_area_and_a_day_are_found_and_back_closes_the_card(
    engine: Engine, watched_page: str
) -> None:
    opened(engine, watched_page)
    for key in ("/", *"yalda", "Enter"):
        engine.press(key)
    until(engine, f"{CARD}?.textContent === 'Yalda'")
    engine.run("void history.back()")
    until(engine, f"{CARD} === null")
    at(engine, "2018-05-03")
    click(engine, ".fm-typed")
    engine.run("void document.querySelector('.fm-typed').select()")
    for key in ("7", " ", *"May", " ", *"2018", "Enter"):
        engine.press(key)
    at(engine, "2018-05-07")
    click(engine, ".fm-ask")
    until(engine, "document.querySelector('.fm-help kbd')")
    engine.press("Escape")
    until(engine, "document.querySelector('.fm-help').hidden")
    assert engine.run(COMPLAINTS) == []


def test_a_request_of_the_page_would_be_noticed(engine: Engine, watched_page: str) -> None:
    opened(engine, watched_page)
    engine.run("void (new Image().src = 'http://a.example/picture.png')")
    until(engine, "window.complaints.length > 0")
    assert "img-src" in " ".join(engine.run(COMPLAINTS))
