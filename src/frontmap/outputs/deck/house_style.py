"""A house style: somebody's .pptx or .potx, whose layouts, theme and master a deck then has.

Its layouts are found by what they are for: one with a title alone for maps, one with a title and a
subtitle for the opening, one with a title and a text for the method. What has no placeholder there
stands in a text box. A file that is no deck, that could do something when it is opened, or that
asks for something outside itself, is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Box
from frontmap.errors import RequestError, require_package
from frontmap.files import counted
from frontmap.given.files import bytes_in_words, file_bytes
from frontmap.limits import UNPACKED_BYTES
from frontmap.outputs.deck.house import House, opened_deck, tidy_notes
from frontmap.outputs.deck.places import HEIGHT, Kind, Places, Role
from frontmap.outputs.deck.slide import new_slide
from frontmap.outputs.deck.theme import accents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.base import BaseShape
    from pptx.slide import SlideLayout

__all__ = ["house_of"]

_EMU = 12700
#: What reading a broken package can end in.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ValueError, KeyError, IndexError, AttributeError, TypeError,
    AssertionError, SyntaxError, EOFError, OSError, RuntimeError, NotImplementedError,
)  # fmt: skip
#: Parts of a package that are programs, by what is in their names.
_PROGRAMS = ("vbaProject", "vbaData", "activeX", "oleObject")
_TYPES = "[Content_Types].xml"
_TEMPLATE = b"presentationml.template.main+xml"
_DECK = b"presentationml.presentation.main+xml"
#: A slide must be so many times as wide as it is high, and what lies below its title so large.
_LEAST_SHAPE = 1.2
_LEAST_CONTENT = (600.0, 300.0)
_MARGIN, _TITLE, _GAP = 24.0, 100.0, 8.0


def house_of(template: Path | str, language: str) -> House:
    """Return a house style, emptied of its slides.

    Args:
        template: a .pptx or .potx.
        language: of the deck.

    Raises:
        RequestError: it is none that can be used; the message says why.
        DataError: there is no such file, or it cannot be read.
        MissingPackageError: python-pptx is not installed.
    """
    require_package("pptx", extra="slides", what="slides")
    from pptx.exc import PythonPptxError  # noqa: PLC0415 - an extra

    path = Path(template)
    content = _sound(file_bytes(path), path.name)
    try:
        _try_out(_emptied(content, path.name, language))
        return _emptied(content, path.name, language)
    except (*_BROKEN, PythonPptxError) as reason:
        raise RequestError(f"{path.name}: no template that can be read ({reason})") from reason


def _emptied(content: bytes, name: str, language: str) -> House:
    deck = opened_deck(content)
    _refuse_outside(deck, name)
    _empty(deck)
    house = _house(deck, name, language)
    tidy_notes(deck, accents_of(()))
    return house


def _try_out(house: House) -> None:
    """Make a slide of each kind: what is broken in a layout shows when it is used."""
    for kind in Kind:
        slide = new_slide(house, kind, kind.value)
        for role in house.places.roles(kind):
            if role not in {Role.CHART, Role.NUMBER}:
                slide.put(role, [role.value])
        slide.add_notes([kind.value])
        slide.finish()
    house.deck.save(io.BytesIO())


def _sound(content: bytes, name: str) -> bytes:
    """Return a package whose parts are plain, as a deck that python-pptx opens."""
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
            entries = old.infolist()
            _refuse_parts(entries, name)
            for entry in entries:
                inside = old.read(entry)
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in inside:
                    raise RequestError(f"{name}: {entry.filename} declares a document type")
                if entry.filename == _TYPES:
                    inside = inside.replace(_TEMPLATE, _DECK)
                new.writestr(zipfile.ZipInfo(entry.filename), inside)
    except _BROKEN as reason:
        raise RequestError(f"{name}: a template is a .pptx or .potx file ({reason})") from reason
    return stream.getvalue()


def _refuse_parts(entries: Iterable[zipfile.ZipInfo], name: str) -> None:
    size = sum(entry.file_size for entry in entries)
    if size > UNPACKED_BYTES:
        most = bytes_in_words(UNPACKED_BYTES)
        raise RequestError(f"{name}: unpacks to {bytes_in_words(size)}; at most {most} are read")
    programs = [e.filename for e in entries if any(word in e.filename for word in _PROGRAMS)]
    if programs:
        raise RequestError(f"{name}: has a program in it ({programs[0]}); save it without macros")
    names = [entry.filename for entry in entries]
    if _TYPES not in names:
        raise RequestError(f"{name}: a template is a .pptx or .potx file")
    if len(names) != len(set(names)):
        raise RequestError(f"{name}: has two parts of one name")


def _refuse_outside(deck: Deck, name: str) -> None:
    """Refuse what a deck would fetch from elsewhere when it is opened; links may stay."""
    for relation in deck.part.package.iter_rels():
        if relation.is_external and not relation.reltype.endswith("/hyperlink"):
            raise RequestError(f"{name}: asks for something outside itself: {relation.target_ref}")


def _empty(deck: Deck) -> None:
    """Take out the slides, and what speaks of them."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra

    listed = deck.slides._sldIdLst  # noqa: SLF001 - no public way to take a slide out
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    for tag in ("custShowLst", "extLst"):
        for element in deck.element.findall(f"{{*}}{tag}"):
            deck.element.remove(element)
    package = deck.part.package
    relations = package._rels  # noqa: SLF001 - no public way to the parts
    for key, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            relations.pop(key)


def _house(deck: Deck, name: str, language: str) -> House:
    width, height = deck.slide_width, deck.slide_height
    if not width or not height or width < _LEAST_SHAPE * height:
        raise RequestError(f"{name}: its slides are not wide enough for a map and its legend")
    unit = height / _EMU / HEIGHT
    layouts = [layout for layout in deck.slide_layouts if _of(layout, "TITLE", "CENTER_TITLE")]
    if not layouts:
        found = counted(len(deck.slide_layouts), "layout")
        raise RequestError(f"{name}: none of its {found} has a title")
    places = Places(language, width / _EMU / unit, _content(deck, layouts, unit), unit)
    plain = min(layouts, key=_others)
    opening = _first(layouts, "SUBTITLE") or plain
    method = _first([one for one in layouts if not _of(one, "SUBTITLE")], "BODY", "OBJECT") or plain
    chosen = dict.fromkeys(Kind, plain) | {Kind.OPENING: opening, Kind.METHOD: method}
    indices = {kind: {Role.TITLE: 0} for kind in Kind}
    indices[Kind.OPENING] |= _index(opening, Role.SUBTITLE, "SUBTITLE")
    indices[Kind.METHOD] |= _index(method, Role.TEXT, "BODY", "OBJECT")
    return House(deck, places, chosen, indices, own=False)


def _of(layout: SlideLayout, *types: str) -> list[BaseShape]:
    """Return a layout's placeholders of some types, by the names python-pptx gives the types."""
    shapes: Iterable[BaseShape] = layout.placeholders
    return [one for one in shapes if one.placeholder_format.type.name in types]


def _others(layout: SlideLayout) -> int:
    """Return how many placeholders a layout has besides its title and what is at its foot."""
    foot = ("TITLE", "CENTER_TITLE", "DATE", "FOOTER", "SLIDE_NUMBER")
    return len(list(layout.placeholders)) - len(_of(layout, *foot))


def _first(layouts: Iterable[SlideLayout], *types: str) -> SlideLayout | None:
    """Return the layout with a placeholder of one of these types and the fewest others."""
    found = [layout for layout in layouts if _of(layout, *types)]
    return min(found, key=_others) if found else None


def _index(layout: SlideLayout, role: Role, *types: str) -> Mapping[Role, int]:
    found = _of(layout, *types)
    return {role: found[0].placeholder_format.idx} if found else {}


def _content(deck: Deck, layouts: Iterable[SlideLayout], unit: float) -> Box:
    """Return what lies below the titles of a house style: where its master has its texts.

    Where that is too small for a map it is what lies between the lowest title and the margins.
    """
    whole = Box(0, 0, (deck.slide_width or 0) / _EMU / unit, HEIGHT)
    bodies = [*_boxes(deck.slide_master.placeholders, ("BODY", "OBJECT"), unit)]
    least = _LEAST_CONTENT
    for box in bodies:
        if box.inside(whole) and box.width >= least[0] and box.height >= least[1]:
            return box
    plain = min(layouts, key=_others)
    titles = [*_boxes(plain.placeholders, ("TITLE", "CENTER_TITLE"), unit)]
    top = min(max([box.bottom + _GAP for box in titles] or [_TITLE]), HEIGHT / 3)
    return Box(_MARGIN, top, whole.width - 2 * _MARGIN, HEIGHT - _MARGIN - top)


def _boxes(shapes: Iterable[BaseShape], types: tuple[str, ...], unit: float) -> Iterator[Box]:
    for one in shapes:
        if one.placeholder_format.type.name in types:
            corner = one.left, one.top, one.width, one.height
            yield Box(*((length or 0) / _EMU / unit for length in corner))
