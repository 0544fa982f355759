"""XML as text: elements, attributes and escaped texts, for KML, QGIS's styles, SVG and slides.

Strings are joined. `xml.etree` builds a tree first, which takes four times as long for the states
of an atlas as KML: an outline that many states share is then written anew for each of them. What
is markup already has a type of its own, so that mypy finds a text that nobody has escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Markup", "attribute", "element", "escaped", "xml_text"]

#: A text that is well-formed XML, or a part of one.
Markup = NewType("Markup", str)

#: Characters that XML 1.0 cannot hold at all, not even escaped (W3C, 2008, section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What must be written otherwise in a text or an attribute; most texts have none of it.
_SPECIAL = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text` with a replacement character for each that XML cannot hold, not escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str) -> Markup:
    """Return a text as the content of an element: no part of it can become markup."""
    if _SPECIAL.search(text) is None:
        return Markup(text)
    whole = xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(whole)


def attribute(value: object) -> Markup:
    """Return a value as that of an attribute, in double quotes; line ends and tabs are kept."""
    text = str(value)
    if _SPECIAL.search(text) is None:
        return Markup(f'"{text}"')
    text = escaped(text).replace('"', "&quot;")
    text = text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return Markup(f'"{text}"')


def element(name: str, attributes: Mapping[str, object] | None = None, *inside: Markup) -> Markup:
    """Return an element.

    Args:
        name: of the element, with its prefix.
        attributes: values by name, in the order in which they are written.
        inside: what it holds: further elements, or what `escaped` returns.
    """
    head = name
    for key, value in (attributes or {}).items():
        head += f" {key}={attribute(value)}"
    held = "".join(inside)
    return Markup(f"<{head}>{held}</{name}>" if held else f"<{head}/>")
