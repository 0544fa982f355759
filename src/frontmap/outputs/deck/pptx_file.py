"""The .pptx file of a deck: its bytes, the same for the same data.

A .pptx is a zip whose entries have times, and so is the workbook of a chart in it; they are set to
the data's day.
"""

from __future__ import annotations

import calendar
import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from frontmap.markup import xml_text

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

__all__ = ["deck_bytes"]

_EARLIEST, _LATEST = 1980, 2107
#: The first day that Windows can tell of a file.
_FIRST_TOLD = date(1601, 1, 1)
_LONGEST = 255


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
            inside = old.read(entry)
            packed = entry.filename.endswith(".xlsx")
            new.writestr(fresh, _without_clock(inside, day) if packed else inside)
    return stream.getvalue()
