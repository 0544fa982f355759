from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from frontmap.outputs.deck.theme import FONT, accents_of, theme_xml

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def test_the_first_six_actors_colours_are_the_theme_s_in_the_order_of_the_atlas(
    builtin: Atlas,
) -> None:
    accents = accents_of(builtin.actors.values())
    colours = [actor.colour for actor in builtin.actors.values()]
    assert list(zip(colours, (f"accent{n}" for n in range(1, 7)), strict=True)) == list(
        accents.items()
    )
    more = [replace(next(iter(builtin.actors.values())), colour=f"#0000{n:02x}") for n in range(9)]
    assert len(accents_of(more)) == 6


def test_actors_of_one_colour_share_one_of_the_theme(builtin: Atlas) -> None:
    first, *_ = builtin.actors.values()
    assert {first.colour: "accent1"} == accents_of([first, replace(first, id="other")])


def test_a_theme_has_six_colours_of_contents_whatever_the_atlas_and_an_arabic_font() -> None:
    theme = ET.fromstring(theme_xml({"#123456": "accent1"}))  # noqa: S314 - our own
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    assert scheme is not None
    assert 12 == len(scheme)
    first = scheme.find(f"{A}accent1/{A}srgbClr")
    assert first is not None
    assert "123456" == first.get("val")
    for kind in ("major", "minor"):
        fonts = theme.find(f"{A}themeElements/{A}fontScheme/{A}{kind}Font")
        assert fonts is not None
        named = [(font.tag.removeprefix(A), font.get("typeface")) for font in fonts]
        assert [("latin", FONT), ("ea", ""), ("cs", FONT), ("font", FONT)] == named
