"""The .pptx file of a deck: an empty one to begin with, and its bytes in the end.

The template that python-pptx brings is a 4:3 deck with its maker's name, printer settings, a
thumbnail and dates in it; our decks start without them. A .pptx is a zip whose entries have times;
they are set to the data's day, so that the same data gives the same bytes.
"""

from __future__ import annotations

import calendar
import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from frontmap.errors import require_package
from frontmap.markup import xml_text

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

__all__ = ["HEIGHT", "MARGIN", "WIDTH", "deck_bytes", "empty_deck"]

#: The size of a 16:9 slide, in points.
WIDTH, HEIGHT = 960.0, 540.0
#: What is left free at the edges of a slide, in points.
MARGIN = 24.0

_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>frontmap</Application></Properties>'
)
_DATE = "dt"
_EARLIEST, _LATEST = 1980, 2107
#: The first day that Windows can tell of a file.
_FIRST_TOLD = date(1601, 1, 1)
_LONGEST = 255


def empty_deck() -> Deck:
    """Return a 16:9 deck without slides, its layouts widened to that shape.

    Raises:
        MissingPackageError: python-pptx is not installed.
    """
    require_package("pptx", extra="slides", what="slides")
    from pptx import Presentation  # noqa: PLC0415 - an extra
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from pptx.opc.packuri import PackURI  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    deck = Presentation()
    wider = Pt(WIDTH) / (deck.slide_width or Pt(WIDTH))
    taller = Pt(HEIGHT) / (deck.slide_height or Pt(HEIGHT))
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The attribute still says that the size is that of a 4:3 screen.
    deck.element.sldSz.attrib.pop("type", None)
    for part in (deck.slide_master, *deck.slide_layouts):
        _stretch(part.shapes._spTree, wider, taller)  # noqa: SLF001 - no public way to the XML
        _drop_dates(part.shapes._spTree)  # noqa: SLF001
    _drop_dates(deck.notes_master.shapes._spTree)  # noqa: SLF001
    for key, relation in list(deck.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            deck.part.rels.pop(key)
    package = deck.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 - no public way to the parts
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)  # noqa: SLF001
        elif relation.target_part.partname == PackURI("/docProps/app.xml"):
            relation.target_part._blob = _APPLICATION.encode()  # noqa: SLF001
    return deck


def _stretch(tree, wider: float, taller: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Widen what a 4:3 layout places to 16:9."""
    for element in tree.iter("{*}off", "{*}ext"):
        for key, by in (("x", wider), ("cx", wider), ("y", taller), ("cy", taller)):
            if key in element.attrib:
                element.set(key, str(round(int(element.get(key)) * by)))


def _drop_dates(tree) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Take out the placeholders that show the day on which a deck is opened."""
    for shape in list(tree.iter("{*}sp")):
        if any(place.get("type") == _DATE for place in shape.iter("{*}ph")):
            shape.getparent().remove(shape)


def deck_bytes(deck: Deck, *, title: str, subject: str, language: str, day: date) -> bytes:
    """Return a deck as the bytes of a .pptx that says that it was made on `day`."""
    made = datetime.combine(max(day, _FIRST_TOLD), time())
    properties = deck.core_properties
    # The format has room for no more than 255 characters in each.
    properties.title = xml_text(title)[:_LONGEST]
    properties.subject = xml_text(subject)[:_LONGEST]
    properties.language = language
    properties.author = properties.last_modified_by = "frontmap"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = made
    properties.revision = 1
    stream = io.BytesIO()
    deck.save(stream)
    return _without_clock(stream.getvalue(), day)


def _without_clock(content: bytes, day: date) -> bytes:
    # Zip knows the days from 1980 to 2107.
    year = min(max(day.year, _EARLIEST), _LATEST)
    _, length = calendar.monthrange(year, day.month)
    stamp = (year, day.month, min(day.day, length), 0, 0, 0)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, stamp)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            fresh.create_system = 3
            new.writestr(fresh, old.read(entry))
    return stream.getvalue()
