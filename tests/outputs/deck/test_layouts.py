from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from frontmap.outputs.deck.layouts import INDICES, own_template
from frontmap.outputs.deck.places import Kind, Places, Role
from frontmap.words import LANGUAGES, word

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_slide_has_a_layout_with_a_placeholder_for_each_text(language: str) -> None:
    places = Places(language)
    deck = Presentation(io.BytesIO(own_template(places, {})))
    assert [word(f"layout.{kind}", language) for kind in Kind] == [
        layout.name for layout in deck.slide_layouts
    ]
    for kind, layout in zip(Kind, deck.slide_layouts, strict=True):
        roles = [Role.TITLE, *places.roles(kind)]
        found = {one.placeholder_format.idx for one in layout.placeholders}
        assert {INDICES[role] for role in roles} == found
        types = {one.placeholder_format.type for one in layout.placeholders}
        assert {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.SLIDE_NUMBER} <= types


def test_the_master_has_what_layouts_take_their_looks_from() -> None:
    deck = Presentation(io.BytesIO(own_template(Places("en"), {})))
    types = [one.placeholder_format.type for one in deck.slide_master.placeholders]
    expected = [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SLIDE_NUMBER]
    assert sorted(expected) == sorted(types)
    assert 0 == len(deck.slides)


@pytest.mark.parametrize(("language", "rtl"), [("en", {"0"}), ("ar", {"1"})])
def test_layouts_run_as_their_language_does(language: str, rtl: set[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(own_template(Places(language), {}))) as package:
        for name in package.namelist():
            if "slideLayouts/slide" in name or "slideMasters/slide" in name:
                root = ET.fromstring(package.read(name))  # noqa: S314 - our own
                levels = [e for e in root.iter() if e.tag.endswith("lvl1pPr")]
                assert rtl == {level.get("rtl") for level in levels}


def test_nothing_in_a_layout_is_below_twelve_points() -> None:
    with zipfile.ZipFile(io.BytesIO(own_template(Places("en"), {}))) as package:
        sizes = [
            int(element.get("sz", "1800"))
            for name in package.namelist()
            if name.endswith(".xml")
            for element in ET.fromstring(package.read(name)).iter(f"{A}defRPr")  # noqa: S314
        ]
    assert min(sizes) >= 1200
