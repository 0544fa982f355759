"""Any text as one that XML can hold: the plain, SVG's, KML's and that of slides."""

from __future__ import annotations

import re

__all__ = ["xml_text"]

#: Characters that XML 1.0 cannot hold at all, not even escaped (W3C, 2008, section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text` with a replacement character for each that XML cannot hold, not escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
