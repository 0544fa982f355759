"""The page's colours: each has a name, and what is read can be read in a light and a dark room."""

from __future__ import annotations

import re

import pytest

from frontmap.page.element import styles_of
from frontmap.page.modules import read_asset

BASE = read_asset("styles/base.css")
COLOUR = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\("

#: What is read, on what it is read: text needs 4.5 to 1 (WCAG 1.4.3).
TEXT = [
    (ink, ground)
    for ink in ("ink", "quiet", "accent", "changed", "told-ink")
    for ground in ("paper", "card")
] + [
    ("paper", "ink"),
    ("quiet", "tint"),
    ("changed", "changed-tint"),
    ("on-told", "told"),
]
#: What tells that something can be used, or that it has the focus: 3 to 1 (WCAG 1.4.11).
CONTROLS = [(edge, ground) for edge in ("edge", "accent") for ground in ("paper", "card")]


def variables(rule: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rule))


def themes() -> dict[str, dict[str, str]]:
    light, dark = BASE.split("@media screen and (prefers-color-scheme: dark)")
    day = variables(light)
    night = variables(dark.split("\n}\n")[0])
    return {"light": day, "dark": {**day, **night}}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_that_wcag_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("room", ["light", "dark"])
def test_text_and_controls_stand_out_from_their_ground(room: str) -> None:
    colours = themes()[room]
    for needed, pairs in ((4.5, TEXT), (3, CONTROLS)):
        low = {
            pair: round(contrast(*(colours[name] for name in pair)), 2)
            for pair in pairs
            if contrast(*(colours[name] for name in pair)) < needed
        }
        assert low == {}


def test_a_dark_room_has_other_colours_for_what_is_read_and_none_of_its_own() -> None:
    dark = themes()["dark"]
    assert dark.keys() == themes()["light"].keys()
    for name in ("ink", "paper", "card", "accent"):
        assert dark[name] != themes()["light"][name]


def test_colours_are_named_in_one_sheet() -> None:
    for name in ("static", "frame", "time", "panel", "windows", "print"):
        assert re.findall(COLOUR, read_asset(f"styles/{name}.css")) == [], name


def test_each_colour_that_is_asked_for_has_a_name() -> None:
    styles = re.sub(r"/\*.*?\*/", "", styles_of(events=True), flags=re.DOTALL)
    given = set(re.findall(r"--([a-z-]+):", styles)) | {"column"}
    assert set(re.findall(r"var\(--([a-z-]+)", styles)) <= given


def test_windows_are_told_apart_in_words_that_old_browsers_know() -> None:
    styles = re.sub(r"/\*.*?\*/", "", styles_of(events=True), flags=re.DOTALL)
    for condition in re.findall(r"@media([^{]*)\{", styles):
        assert not re.search(r"[<>=]", condition), condition
    # a rule in a rule that is no condition
    assert not re.search(r"[;{]\s*&", styles)
