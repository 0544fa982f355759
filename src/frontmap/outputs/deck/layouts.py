"""Our own template: a master and a layout for each kind of slide, with real placeholders.

What stands in a placeholder is in PowerPoint's outline, is where Reset Slide puts it, and is read
aloud in order. The package is written in code, part by part (ECMA-376, part 1, 13.3), so that
nothing of anybody else's template is in a deck.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from frontmap.markup import Markup, element, escaped
from frontmap.outputs.deck.places import HEIGHT, WIDTH, Kind, Place, Places, Role
from frontmap.outputs.deck.theme import theme_xml
from frontmap.words import language_of, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["INDICES", "number_field", "own_template"]

_EMU = 12700
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"

#: The number and the type of each role's placeholder, the same in every layout.
INDICES: Mapping[Role, int] = {
    Role.TITLE: 0,
    Role.SUBTITLE: 13,
    Role.TEXT: 14,
    Role.QUESTION: 15,
    Role.FIRST: 16,
    Role.SECOND: 17,
    Role.CHART: 18,
    Role.SOURCE: 19,
    Role.NUMBER: 12,
}
#: Those of the master, as PowerPoint numbers them.
_OF_MASTER = {Role.TEXT: 1, Role.NUMBER: 4}
_TYPES = {Role.TITLE: "title", Role.CHART: "chart", Role.NUMBER: "sldNum"}

#: What layouts and empty placeholders are called, by keys of words.
_NAMES = {
    Role.TITLE: "deck.title",
    Role.SUBTITLE: "deck.subtitle",
    Role.TEXT: "deck.text",
    Role.QUESTION: "lesson.question",
    Role.FIRST: "deck.text",
    Role.SECOND: "deck.text",
    Role.CHART: "deck.chart",
    Role.SOURCE: "map.source",
    Role.NUMBER: "deck.number",
}


def own_template(places: Places, accents: Mapping[str, str]) -> bytes:
    """Return a .pptx without slides, with our layouts.

    Args:
        places: where things stand, and in which language the placeholders are called.
        accents: the colours of the theme, as `theme_xml` takes them.
    """
    kinds = list(Kind)
    layouts = {
        f"ppt/slideLayouts/slideLayout{number}.xml": _layout(kind, places)
        for number, kind in enumerate(kinds, start=1)
    }
    parts = {
        "ppt/presentation.xml": _presentation(places.language),
        "ppt/slideMasters/slideMaster1.xml": _master(places, len(kinds)),
        **layouts,
        "ppt/theme/theme1.xml": theme_xml(accents),
        "docProps/app.xml": _application(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", _HEAD + _content_types(parts))
        for name, xml in (_relations(len(kinds)) | parts).items():
            package.writestr(name, _HEAD + xml)
    return stream.getvalue()


def _content_types(parts: Mapping[str, Markup]) -> Markup:
    kinds = {
        "ppt/presentation": "presentationml.presentation.main",
        "ppt/slideMasters": "presentationml.slideMaster",
        "ppt/slideLayouts": "presentationml.slideLayout",
        "ppt/theme": "theme",
        "docProps/app": "extended-properties",
    }
    typed = [
        element("Override", {"PartName": f"/{name}", "ContentType": f"{_TYPE}.{kind}+xml"})
        for name in parts
        for start, kind in kinds.items()
        if name.startswith(start)
    ]
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    known = [
        element("Default", {"Extension": ending, "ContentType": kind})
        for ending, kind in (defaults | {"xml": "application/xml"}).items()
    ]
    return element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *known, *typed)


def _relations(count: int) -> dict[str, Markup]:
    """Return which part leads to which."""
    layouts = [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, count + 1)]
    found = {
        "_rels/.rels": [
            ("officeDocument", "ppt/presentation.xml"),
            ("extended-properties", "docProps/app.xml"),
        ],
        "ppt/_rels/presentation.xml.rels": [
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("theme", "theme/theme1.xml"),
        ],
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": [
            *layouts,
            ("theme", "../theme/theme1.xml"),
        ],
        **{
            f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels": [
                ("slideMaster", "../slideMasters/slideMaster1.xml")
            ]
            for number in range(1, count + 1)
        },
    }
    return {name: _relationships(leads) for name, leads in found.items()}


def _relationships(leads: Sequence[tuple[str, str]]) -> Markup:
    made = [
        element("Relationship", {"Id": f"rId{n}", "Type": f"{_RELATION}/{kind}", "Target": target})
        for n, (kind, target) in enumerate(leads, start=1)
    ]
    return element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *made)


def _application() -> Markup:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return element(
        "Properties", {"xmlns": space}, element("Application", None, escaped("frontmap"))
    )


def _presentation(language: str) -> Markup:
    spoken = language_of(language)
    masters = element("p:sldMasterId", {"id": 2147483648, "r:id": "rId1"})
    size = {"cx": round(WIDTH * _EMU), "cy": round(HEIGHT * _EMU)}
    rtl = {"rtl": 1} if spoken.rtl else {}
    return element(
        "p:presentation",
        {**_NAMESPACES, **rtl, "saveSubsetFonts": 1},
        element("p:sldMasterIdLst", None, masters),
        element("p:sldSz", size),
        element("p:notesSz", {"cx": 6858000, "cy": 9144000}),
        element("p:defaultTextStyle", None, _level(18, language)),
    )


def _master(places: Places, count: int) -> Markup:
    language = places.language
    roles = {
        Role.TITLE: places.title,
        Role.TEXT: Place(places.body, 18),
        Role.NUMBER: places.number,
    }
    shapes = [
        _placeholder(role, place, language, number=at, master=True)
        for at, (role, place) in enumerate(roles.items(), start=2)
    ]
    background = element(
        "p:bg", None, element("p:bgRef", {"idx": 1001}, element("a:schemeClr", {"val": "bg1"}))
    )
    colours = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    same = [*(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    listed = [
        element("p:sldLayoutId", {"id": 2147483648 + n, "r:id": f"rId{n}"})
        for n in range(1, count + 1)
    ]
    title = _level(places.title.size, language, heading=True)
    levels = [_level(max(18 - 2 * deep, 14), language, deep=deep) for deep in range(5)]
    return element(
        "p:sldMaster",
        _NAMESPACES,
        element("p:cSld", None, background, _tree(shapes)),
        element("p:clrMap", colours | {name: name for name in same}),
        element("p:sldLayoutIdLst", None, *listed),
        element(
            "p:txStyles",
            None,
            element("p:titleStyle", None, title),
            element("p:bodyStyle", None, *levels),
            element("p:otherStyle", None, _level(18, language)),
        ),
    )


def _layout(kind: Kind, places: Places) -> Markup:
    roles = {Role.TITLE: places.title, **places.roles(kind)}
    shapes = [
        _placeholder(role, place, places.language, number=at)
        for at, (role, place) in enumerate(roles.items(), start=2)
    ]
    name = word(f"layout.{kind}", places.language)
    return element(
        "p:sldLayout",
        {**_NAMESPACES, "preserve": 1, "userDrawn": 1},
        element("p:cSld", {"name": name}, _tree(shapes)),
        element("p:clrMapOvr", None, element("a:masterClrMapping")),
    )


def _tree(shapes: Sequence[Markup]) -> Markup:
    corner, size = {"x": 0, "y": 0}, {"cx": 0, "cy": 0}
    frame = element(
        "a:xfrm",
        None,
        element("a:off", corner),
        element("a:ext", size),
        element("a:chOff", corner),
        element("a:chExt", size),
    )
    head = element(
        "p:nvGrpSpPr",
        None,
        element("p:cNvPr", {"id": 1, "name": ""}),
        element("p:cNvGrpSpPr"),
        element("p:nvPr"),
    )
    return element("p:spTree", None, head, element("p:grpSpPr", None, frame), *shapes)


def _placeholder(
    role: Role, place: Place, language: str, *, number: int, master: bool = False
) -> Markup:
    """Return a placeholder with what it is called as its prompt."""
    kind = _TYPES.get(role, "body")
    index = {} if role is Role.TITLE else {"idx": (_OF_MASTER if master else INDICES)[role]}
    prompts = {"hasCustomPrompt": 1} if not master and role is not Role.NUMBER else {}
    called = word(_NAMES[role], language)
    locked = element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": 1}))
    half = {} if role is Role.TITLE or master else {"sz": "quarter"}
    held = element("p:nvPr", None, element("p:ph", {"type": kind, **half, **index, **prompts}))
    named = element("p:cNvPr", {"id": number, "name": f"{called} {number}"})
    box = place.box
    frame = element(
        "a:xfrm",
        None,
        element("a:off", {"x": round(box.x * _EMU), "y": round(box.y * _EMU)}),
        element("a:ext", {"cx": round(box.width * _EMU), "cy": round(box.height * _EMU)}),
    )
    shape = element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))
    return element(
        "p:sp",
        None,
        element("p:nvSpPr", None, named, locked, held),
        element("p:spPr", None, frame, shape),
        _text(role, place, language, called),
    )


def _text(role: Role, place: Place, language: str, prompt: str) -> Markup:
    insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    anchor = {"anchor": "b" if place.low else "t"}
    locale = {"lang": language_of(language).locale}
    said = element("a:r", None, element("a:rPr", locale), element("a:t", None, escaped(prompt)))
    if role is Role.NUMBER:
        said = number_field(locale["lang"])
    return element(
        "p:txBody",
        None,
        element("a:bodyPr", {**insets, **anchor, "wrap": "square"}, element("a:noAutofit")),
        element("a:lstStyle", None, _placed_level(role, place, language)),
        element("a:p", None, said),
    )


def number_field(locale: str) -> Markup:
    """Return the number of a slide, as a field that programs fill in."""
    return element(
        "a:fld",
        {"id": "{0F3D5A52-2E0B-4D0D-9B0A-2B6C6E7A1D11}", "type": "slidenum"},
        element("a:rPr", {"lang": locale}),
        element("a:t", None, escaped("‹#›")),
    )


def _placed_level(role: Role, place: Place, language: str) -> Markup:
    """Return how the first level of a placeholder is set."""
    rtl = language_of(language).rtl
    ends = role is Role.NUMBER
    sides = {"algn": "r" if rtl != ends else "l", "rtl": int(rtl)}
    after = element("a:spcAft", None, element("a:spcPts", {"val": round(place.gap * 100)}))
    ink = element("a:schemeClr", {"val": "tx2" if place.muted else "tx1"})
    looks = {"sz": round(place.size * 100), "b": int(place.bold)}
    return element(
        "a:lvl1pPr",
        {"marL": 0, "indent": 0, **sides},
        *[after] * bool(place.gap),
        element("a:buNone"),
        element("a:defRPr", looks, element("a:solidFill", None, ink)),
    )


def _level(size: float, language: str, *, deep: int = 0, heading: bool = False) -> Markup:
    """Return how a level of text is set where nothing else says so."""
    rtl = language_of(language).rtl
    fonts = "mj" if heading else "mn"
    step = 18 * deep * _EMU
    ink = element("a:solidFill", None, element("a:schemeClr", {"val": "tx1"}))
    looks = element(
        "a:defRPr",
        {"sz": round(size * 100), "b": int(heading), "kern": 1200},
        ink,
        *(
            element(f"a:{kind}", {"typeface": f"+{fonts}-{short}"})
            for kind, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        ),
    )
    margin = {"marR": step} if rtl else {"marL": step}
    sides = {"algn": "r" if rtl else "l", "rtl": int(rtl)}
    return element(
        f"a:lvl{deep + 1}pPr", {**margin, "indent": 0, **sides}, element("a:buNone"), looks
    )
