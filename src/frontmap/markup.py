"""Any text as one that XML can hold: the plain, SVG's, KML's and that of slides."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

__all__ = ["attribute", "text", "xml_text"]

#: Characters that XML 1.0 cannot hold at all, not even escaped (W3C, 2008, section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text` with a replacement character for each that XML cannot hold, not escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def text(content: str) -> str:
    """Return a text as the content of an element, escaped."""
    return escape(xml_text(content))


def attribute(value: str) -> str:
    """Return a text as the value of an attribute, escaped and with its quotation marks."""
    return quoteattr(xml_text(value))
