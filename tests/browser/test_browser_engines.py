"""The page in the three engines that people have: it opens, steps, plays and prints in each."""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def watched_page(page_file: Path) -> str:
    return watched(page_file).as_uri()


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


def test_a_request_of_the_page_would_be_noticed(engine: Engine, watched_page: str) -> None:
    opened(engine, watched_page)
    engine.run("void (new Image().src = 'http://a.example/picture.png')")
    until(engine, "window.complaints.length > 0")
    assert "img-src" in " ".join(engine.run(COMPLAINTS))
