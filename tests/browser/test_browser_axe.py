"""axe-core finds nothing against any state of the page, in three engines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from engines import Chromium, Engine, until, watched
from programs import JS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

#: `target-size` is WCAG 2.2's, and off by default. The contrast of letters takes most of the time,
#: and is the same in every engine.
ALL_RULES = """{ rules: {
  "target-size": { enabled: true }, "color-contrast": { enabled: CONTRAST } } }"""
#: What another colour scheme may change: it has other colours, and nothing else.
RULES_OF_COLOURS = '{ runOnly: ["color-contrast", "link-in-text-block"] }'
FINDINGS = """axe.run(document, { resultTypes: ["violations"], ...RULES }).then(
  ({ violations }) => violations.flatMap(({ id, nodes }) => (
  nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`))))"""

#: A pale text, and two buttons too small for a finger, each beside the other.
PLANTED = """void document.body.append(...["p", "button", "button"].map((name) => {
  const one = document.createElement(name);
  one.textContent = "pale";
  one.style.cssText = name === "p" ? "color: #bbb; background: #fff"
    : "display: inline-block; width: 9px; height: 9px; min-width: 0; min-height: 0; padding: 0";
  return one;
}))"""


@dataclass(frozen=True)
class State:
    """What a reader may have before them.

    Attributes:
        name: of the state.
        fragment: of the address.
        done: what is done there; it is undone by going elsewhere, or by itself done twice.
        seen: what is true then.
        undone: what takes the page back, where another address does not.
    """

    name: str
    fragment: str
    done: str = "null"
    seen: str = "true"
    undone: str = "null"


def _found(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def both(*selectors: str) -> str:
    """An expression that is true where each selector finds something."""
    return " && ".join(f"{_found(selector)} !== null" for selector in selectors)


def _clicked(selector: str) -> str:
    return f"{_found(selector)}.click()"


FOLDED = "document.querySelectorAll('details').forEach((one) => { one.open = %s; })"
RUNNING = _found(".frontmap.fm-running .fm-date time")
PLAY = ".fm-step:nth-child(3)"
#: The page plays, and the next day is long in coming: axe-core would meet two in one.
HELD = """((wait) => {
  window.setTimeout = (done, after = 0) => wait(done, after === 800 ? 60000 : after);
  %s;
  window.setTimeout = wait;
})(window.setTimeout)"""
TAKE = ".fm-take > button"
FIELD = _found(".fm-search-field")
TYPED = f"{FIELD}.focus(), {FIELD}.value = '%s', {FIELD}.dispatchEvent(new Event('input'))"
ENTERED = f"{FIELD}.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true }}))"

#: Each is reached from the one before without a new page; a new part of the page is a line here, or
#: another word of a line: axe-core looks at the whole page each time, which takes a second or more.
STATES = (
    State("opened", "#2018-05-03"),
    State(
        "a card, and all that folds", "#2018-05-03;area=hajar-middle", FOLDED % "true",
        both(".fm-card", ".fm-list[open] table"), FOLDED % "false",
    ),
    State(
        "an account of a day without changes, and what is taken away",
        "#2018-04-25;as=side:government", _clicked(TAKE),
        both(".fm-told", ".fm-menu:not([hidden])"), _clicked(TAKE),
    ),
    State(
        "a comparison, and the legend folded",
        "#2018-05-03;as=is-media;vs=side:government;area=asali", _clicked(".fm-fold"),
        both(".fm-comparison ul", ".fm-fold[aria-expanded=false]"), _clicked(".fm-fold"),
    ),
    State(
        "playing, and the search", "#2018-05-03", f"{HELD % _clicked(PLAY)}, {TYPED % 'yarmouk'}",
        both(".fm-playing", ".fm-options [aria-selected=true]"), f"{_clicked(PLAY)}, {TYPED % ''}",
    ),
    State(
        "another episode, and what a party holds", "#2015-04-03",
        f"{TYPED % 'islamic state'}, {ENTERED}", both(".fm-answer button"), TYPED % "",
    ),
    State(
        "what is not understood, and a text to take", "#2018-05-03;area=nowhere",
        f"{_clicked(TAKE)}, {_clicked('.fm-offer')}",
        both(".fm-notice", ".fm-given:not([hidden])"), f"{_clicked(TAKE)}, {_clicked(TAKE)}",
    ),
    State(
        "how to read it, and what was said", "#2018-05-03",
        f"{_clicked('.fm-ask')}, {_clicked('.fm-on-map button')}",
        both(".fm-help kbd", ".fm-said:not([hidden])"),
        f"{_clicked('.fm-ask')}, {_clicked('.fm-said .fm-close')}",
    ),
    State("Arabic", "#2018-05-03;lang=ar;area=yarmouk-west", seen=both("[dir=rtl] .fm-card")),
)  # fmt: skip


@pytest.fixture(scope="module")
def axe(missing: Callable[[str], None]) -> str:
    path = JS / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing("axe-core, which `npm ci` in tests/js installs,")
    return path.read_text("utf-8")


def findings(engine: Engine, rules: str = ALL_RULES) -> list[str]:
    """What axe-core finds against the page as it is."""
    contrast = json.dumps(engine.name == "chromium")
    asked = FINDINGS.replace("RULES", rules).replace("CONTRAST", contrast)
    found: list[str] = engine.run(asked)
    return found


def found_in_all_states(engine: Engine, rules: str = ALL_RULES) -> dict[str, list[str]]:
    """Go through the states in a page that is open, and return what is found by state."""
    found = {}
    for state in STATES:
        engine.run(f"void (location.hash = {json.dumps(state.fragment)})")
        day = json.dumps(state.fragment[1:11])
        until(engine, f"document.querySelector('.fm-date time').dateTime === {day}")
        engine.run(f"void ({state.done})")
        until(engine, state.seen)
        if said := findings(engine, rules):
            found[state.name] = said
        assert engine.run(state.seen), f"{state.name} went while axe-core looked"
        engine.run(f"void ({state.undone})")
    return found


def test_nothing_is_found_in_any_state(engine: Engine, svg_file: Path, axe: str) -> None:
    engine.open(watched(svg_file, axe).as_uri())
    until(engine, RUNNING)
    assert found_in_all_states(engine) == {}


def test_nothing_is_found_without_scripts(engine: Engine, svg_file: Path, axe: str) -> None:
    text = re.sub("<script.*?</script>", "", svg_file.read_text("utf-8"), flags=re.DOTALL)
    bare = svg_file.with_name("bare.html")
    bare.write_text(text, "utf-8")
    engine.open(watched(bare, axe).as_uri())
    assert engine.run(_found(".fm-static svg") + " !== null")
    assert findings(engine) == []


def test_nothing_is_found_on_a_canvas(engine: Engine, canvas_file: Path, axe: str) -> None:
    engine.open(f"{watched(canvas_file, axe).as_uri()}#2018-05-03;area=asali")
    until(engine, RUNNING)
    assert engine.run(_found(".leaflet-frontmap-canvas-pane canvas") + " !== null")
    assert findings(engine) == []


def test_nothing_is_found_in_the_dark_nor_on_a_phone(
    chromium: Browser, svg_file: Path, axe: str
) -> None:
    engine = Chromium(chromium)
    engine.page.emulate_media(color_scheme="dark")
    engine.open(watched(svg_file, axe).as_uri())
    until(engine, RUNNING)
    assert found_in_all_states(engine, RULES_OF_COLOURS) == {}
    engine.page.set_viewport_size({"width": 390, "height": 844})
    assert findings(engine) == [], "dark"
    engine.page.emulate_media(color_scheme="light")
    assert findings(engine, RULES_OF_COLOURS) == [], "light"
    engine.close()


def test_a_pale_letter_and_a_small_button_would_be_found(
    chromium: Browser, svg_file: Path, axe: str
) -> None:
    engine = Chromium(chromium)
    engine.open(watched(svg_file, axe).as_uri())
    until(engine, RUNNING)
    engine.run(PLANTED)
    found = {said.split(":")[0] for said in findings(engine)}
    assert {"color-contrast", "target-size"} <= found
    assert {"color-contrast"} == {s.split(":")[0] for s in findings(engine, RULES_OF_COLOURS)}
    engine.close()
