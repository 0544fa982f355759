from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from frontmap.drawing.colours import tint
from frontmap.drawing.lettering import set_words
from frontmap.drawing.marks import Box, Fill, Line, Shape, Stroke, TextStyle
from frontmap.drawing.outlines import corners_of, rectangle
from frontmap.drawing.writers.drawingml import (
    GroupPart,
    SlidePosition,
    SlideShapes,
    TextBox,
    paler_reference,
)
from frontmap.model import Doubt
from frontmap.statuses import SOLID, Status

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
STYLE = TextStyle(12, "#000000", "en")


def parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - written by ourselves


def test_a_group_has_a_name_and_alternative_text_and_its_shapes_inside() -> None:
    marks = [
        rectangle(Box(0, 0, 10, 20), "#ff0000", name="a", about="Field: held"),
        Line((((0.0, 0.0), (10.0, 0.0)),), Stroke("#000000", 1.0), name="a"),
        set_words(("A",), 5, 5, STYLE, name="a"),
    ]
    root = parsed(SlideShapes().group("areas", "All areas", marks, SlidePosition(100, 50, 2)))
    names = [(one.get("name"), one.get("descr")) for one in root.iter(f"{P}cNvPr")]
    assert names == [
        ("areas", "All areas"),
        ("a", "Field: held"),
        ("areas a", None),
        ("areas a 2", None),
    ]
    offset = root.find(f"{P}sp/{P}spPr/{A}xfrm/{A}off")
    assert offset is not None
    assert offset.attrib == {"x": str(100 * 12700), "y": str(50 * 12700)}


def test_a_group_of_nothing_is_left_out() -> None:
    assert SlideShapes().group("areas", "None", [], SlidePosition()) == ""


def test_every_shape_of_a_slide_has_a_number_of_its_own() -> None:
    shapes = SlideShapes()
    xml = [shapes.text(TextBox("one", Box(0, 0, 9, 9), ["x"], STYLE), "en") for _ in range(3)]
    numbers = [one.get("id") for part in xml for one in parsed(part).iter(f"{P}cNvPr")]
    assert len(numbers) == len(set(numbers)) == 3


def test_a_paragraph_runs_as_its_own_text_does() -> None:
    box = TextBox("sources", Box(0, 0, 99, 99), ["An English title", "عنوان"], STYLE)
    root = parsed(SlideShapes().text(box, "ar"))
    assert [(one.get("algn"), one.get("rtl")) for one in root.iter(f"{A}pPr")] == [
        ("l", None),
        ("r", "1"),
    ]


def test_a_text_box_without_paragraphs_leaves_room_to_write() -> None:
    root = parsed(
        SlideShapes().text(TextBox("q", Box(0, 0, 9, 9), (), STYLE, edge="#8d9197"), "en")
    )
    assert [] == list(root.iter(f"{A}t"))
    assert len(list(root.iter(f"{A}ln"))) == 1


def test_parts_of_a_group_are_groups_and_an_empty_one_is_left_out() -> None:
    marks = [rectangle(Box(0, 0, 10, 20), "#ff0000", name="a")]
    parts = [GroupPart("areas", "Areas", marks), GroupPart("labels", "Names", [])]
    root = parsed(SlideShapes().group_of_parts("map", "A map", parts, SlidePosition()))
    groups = [one.get("name") for one in root.iterfind(f".//{P}nvGrpSpPr/{P}cNvPr")]
    assert ["map", "areas"] == groups


def test_what_belongs_to_a_label_is_named_by_what_it_is() -> None:
    shapes = SlideShapes()
    marks = [
        Line((((0.0, 0.0), (10.0, 0.0)),), Stroke("#000000", 1.0), name="a"),
        rectangle(Box(0, 0, 10, 20), "#ffffff", name="a"),
        set_words(("A",), 5, 5, STYLE, name="a"),
    ]
    root = parsed(shapes.group("labels", "Names", marks, SlidePosition()))
    names = [one.get("name") for one in root.iter(f"{P}cNvPr")]
    assert ["labels", "leader a", "plate a", "labels a"] == names


def test_a_fill_and_the_pattern_over_it_refer_to_the_theme_where_it_has_their_colours() -> None:
    fill = Fill(Status.CONTESTED.row.tile, ("#99261c", "#4c9b60"), Doubt.ASSUMED)
    shapes = SlideShapes(accents={"#99261c": "accent1"})
    area = Shape((corners_of(Box(0, 0, 90, 90)),), fill, name="a")
    root = parsed(shapes.group("areas", "Areas", [area], SlidePosition()))
    ground, stripes = root.findall(f"{P}sp/{P}spPr/{A}solidFill")
    assert [f"{A}schemeClr", f"{A}srgbClr"] == [ground[0].tag, stripes[0].tag]
    assert "accent1" == ground[0].get("val")
    assert tint("#4c9b60", Doubt.ASSUMED)[1:].upper() == stripes[0].get("val")


def test_a_plain_colour_of_the_theme_is_referred_to_as_it_is() -> None:
    xml = paler_reference("accent2", "#99261c", "#99261c")
    assert '<a:schemeClr val="accent2"/>' == xml
    assert Fill(SOLID, ("#99261c",)).ground == "#99261c"


@pytest.mark.parametrize("colour", ["#99261c", "#1e2124", "#be9d33", "#b2b8bf", "#000000"])
def test_a_paler_colour_goes_towards_white_by_one_share(colour: str) -> None:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for doubt in (Doubt.UNCERTAIN, Doubt.ASSUMED):
        xml = paler_reference("accent1", colour, tint(colour, doubt))
        root = parsed(xml.replace("<a:schemeClr", f"<a:schemeClr {space}", 1))
        shares = {one.tag.removeprefix(A): int(one.get("val", "")) for one in root}
        assert 100_000 == shares["lumMod"] + shares["lumOff"]
        assert 0 < shares.get("satMod", 1) <= 101_000


def test_a_text_box_is_as_large_as_its_slide_has_points() -> None:
    box = TextBox("one", Box(10, 0, 20, 9), ["x"], STYLE, ink="tx1")
    root = parsed(SlideShapes().text(box, "en", SlidePosition(0, 0, 0.75)))
    offset = root.find(f"{P}spPr/{A}xfrm/{A}off")
    assert offset is not None
    assert str(round(7.5 * 12700)) == offset.get("x")
    run = root.find(f".//{A}rPr")
    assert run is not None
    assert "900" == run.get("sz")
    assert root.find(f".//{A}schemeClr[@val='tx1']") is not None
