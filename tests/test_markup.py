from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.markup import attribute, element, escaped, xml_text

#: What a reader of XML gives back: line ends of other systems are read as line feeds in texts.
TEXTS = st.text().map(lambda text: text.replace("\r", " "))


def parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - what the test itself has written


def test_an_element_is_written_with_its_attributes_in_their_order() -> None:
    inner = element("b", None, escaped("1 < 2"))
    assert '<a y="1" x="2.5"><b>1 &lt; 2</b></a>' == element("a", {"y": 1, "x": 2.5}, inner)


def test_an_element_that_holds_nothing_closes_itself() -> None:
    assert "<a/>" == element("a")
    assert '<a b=""/>' == element("a", {"b": ""}, escaped(""))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("مخيم", "مخيم"),
        ("a & b", "a &amp; b"),
        ("</a><script>", "&lt;/a&gt;&lt;script&gt;"),
        ("]]>", "]]&gt;"),
        ('"it\'s"', '"it\'s"'),
        ("a\x00b\x1b\ufffe", "a\ufffdb\ufffd\ufffd"),
        ("a\nb\tc", "a\nb\tc"),
    ],
)
def test_a_text_is_escaped(text: str, written: str) -> None:
    assert written == escaped(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", '"plain"'),
        (7, '"7"'),
        ('"><a b="', '"&quot;&gt;&lt;a b=&quot;"'),
        ("it's", '"it\'s"'),
        ("a\nb\rc\td", '"a&#10;b&#13;c&#9;d"'),
        ("\x00", '"\ufffd"'),
    ],
)
def test_a_value_of_an_attribute_is_escaped_and_in_double_quotes(
    value: object, written: str
) -> None:
    assert written == attribute(value)


@given(text=TEXTS, value=st.text())
def test_what_is_written_is_read_as_the_same_text(text: str, value: str) -> None:
    read = parsed(element("a", {"b": value}, escaped(text)))
    assert (xml_text(text), xml_text(value)) == (read.text or "", read.get("b"))
