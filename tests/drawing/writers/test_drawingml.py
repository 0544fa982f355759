from __future__ import annotations

from xml.etree import ElementTree as ET

from frontmap.drawing.lettering import set_words
from frontmap.drawing.marks import Box, Line, Stroke, TextStyle
from frontmap.drawing.outlines import rectangle
from frontmap.drawing.writers.drawingml import SlidePosition, SlideShapes, TextBox

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
        ("areas a", None),
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
