"""XML of strangers, read by expat without a document type.

Entities of a document type can grow without end, or stand for other files; nothing else in XML asks
for more than the file itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from frontmap.errors import DataError, Fault, Where

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["walk_xml"]


def walk_xml(  # noqa: PLR0913 - what expat hands on, by name
    file: str,
    content: bytes | str,
    kind: str,
    *,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any] | None = None,
    text: Callable[[str], Any] | None = None,
    advice: str = "its encoding, by --encoding",
) -> None:
    """Hand on the elements of a file one after the other, with names as they are written.

    Args:
        file: the file's name.
        content: what is in it; bytes in the encoding that they name.
        kind: what the file is to be, such as `KML`.
        start: takes the name and the attributes of an element that begins.
        end: takes the name of one that ends.
        text: takes a part of a text.
        advice: what else may help where it is no XML.

    Raises:
        DataError: it is no XML, or has a document type.
    """
    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        expected = f"a file of {kind} without one, which begins with <!DOCTYPE"
        raise DataError([Fault(Where(file), "document-type", "a document type", expected)])

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's
    except (ExpatError, ValueError, LookupError) as reason:
        expected = f"a file of {kind}; or {advice}"
        fault = Fault(Where(file), "unreadable-file", f"no XML: {reason}", expected)
        raise DataError([fault]) from reason
