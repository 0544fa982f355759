from __future__ import annotations

import pytest

from frontmap.errors import DataError
from frontmap.importing.safe_xml import walk_xml


def told(content: bytes) -> str:
    with pytest.raises(DataError) as refusal:
        walk_xml("a.kml", content, "KML", start=lambda *_: None)
    return str(refusal.value)


def test_elements_and_texts_are_handed_on_in_their_order() -> None:
    met: list[object] = []
    walk_xml(
        "a.kml",
        '<a b="1">x<c:d/></a>',
        "KML",
        start=lambda name, of: met.append((name, of)),
        end=met.append,
        text=met.append,
    )
    assert [("a", {"b": "1"}), "x", ("c:d", {}), "c:d", "a"] == met


def test_a_document_type_is_refused_before_its_entities_are_read() -> None:
    entities = (
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;"><!ENTITY d SYSTEM "/etc/passwd">]>'
    )
    assert told(entities + b"<a>&c;&d;</a>").startswith("a.kml: document-type: found a document")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&b;</a>",
        b"\xff\xfe<",
        b'<?xml version="1.0" encoding="nothing"?><a/>',
        b'<?xml version="1.0" encoding="hex"?><a/>',
        b'<?xml version="1.0" encoding="idna"?><a>\xe9</a>',
        b"<a>\0</a>",
        b"<a>\xe9</a>",
    ],
)
def test_what_is_no_xml_is_told(content: bytes) -> None:
    assert told(content).startswith("a.kml: unreadable-file: found no XML: ")
