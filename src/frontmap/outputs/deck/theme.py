"""The theme of a deck: the parties' colours, and fonts that have Latin and Arabic letters.

A theme has six colours for contents (ECMA-376, part 1, 20.1.6.2). They are those of the first six
actors of the atlas, in its order; what refers to one is recoloured by a change of the theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.styles import MUTED, UNCOVERED
from frontmap.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontmap.model import Actor

__all__ = ["FONT", "accents_of", "theme_xml"]

#: On every Windows and Mac, with Arabic letters; LibreOffice has one that is as wide.
FONT = "Arial"

_MOST = 6
#: What stands in the theme where the atlas has fewer than six actors.
_SPARE = ("#5a5f66", "#7b8086", "#8d9197", "#a5a9ae", "#b4b8bd", "#c9c7c0")
_LINK, _FOLLOWED = "#1d4f91", "#5b3a86"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def accents_of(actors: Iterable[Actor]) -> Mapping[str, str]:
    """Return the colours of the first six actors, each with its name in the theme.

    Actors of one colour share the first one's.
    """
    found: dict[str, str] = {}
    for actor in actors:
        if len(found) < _MOST:
            found.setdefault(actor.colour.lower(), f"accent{len(found) + 1}")
    return found


def theme_xml(accents: Mapping[str, str]) -> Markup:
    """Return the theme with these colours, `#rrggbb` to `accent1` and so on."""
    colours = [*accents, *_SPARE][:_MOST]
    slots = {
        "dk1": DARK,
        "lt1": WHITE,
        "dk2": MUTED,
        "lt2": UNCOVERED,
        **{f"accent{number}": colour for number, colour in enumerate(colours, start=1)},
        "hlink": _LINK,
        "folHlink": _FOLLOWED,
    }
    scheme = [element(f"a:{slot}", None, _rgb(colour)) for slot, colour in slots.items()]
    fonts = [_fonts("a:majorFont"), _fonts("a:minorFont")]
    return element(
        "a:theme",
        {"xmlns:a": _DRAWING, "name": "frontmap"},
        element(
            "a:themeElements",
            None,
            element("a:clrScheme", {"name": "frontmap"}, *scheme),
            element("a:fontScheme", {"name": "frontmap"}, *fonts),
            _formats(),
        ),
        element("a:objectDefaults"),
        element("a:extraClrSchemeLst"),
    )


def _fonts(tag: str) -> Markup:
    return element(
        tag,
        None,
        element("a:latin", {"typeface": FONT}),
        element("a:ea", {"typeface": ""}),
        element("a:cs", {"typeface": FONT}),
        element("a:font", {"script": "Arab", "typeface": FONT}),
    )


def _formats() -> Markup:
    """Return the three looks of each kind that a theme must have: plain, and no shadow."""
    of_theme = element("a:schemeClr", {"val": "phClr"})
    fill = element("a:solidFill", None, of_theme)
    dash = element("a:prstDash", {"val": "solid"})
    lines = [element("a:ln", {"w": width}, fill, dash) for width in (9525, 19050, 28575)]
    effect = element("a:effectStyle", None, element("a:effectLst"))
    return element(
        "a:fmtScheme",
        {"name": "frontmap"},
        element("a:fillStyleLst", None, *[fill] * 3),
        element("a:lnStyleLst", None, *lines),
        element("a:effectStyleLst", None, *[effect] * 3),
        element("a:bgFillStyleLst", None, *[fill] * 3),
    )


def _rgb(colour: str) -> Markup:
    return element("a:srgbClr", {"val": colour[1:].upper()})
