from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from frontmap.outputs.deck import make_deck
from frontmap.outputs.deck.pptx_file import deck_bytes, empty_deck

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]


def test_nothing_of_the_template_s_maker_is_left(tiny_atlas: Atlas) -> None:
    content, _ = make_deck(tiny_atlas, days=DAYS[:1])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        whole = b"".join(package.read(name) for name in names)
    assert not [name for name in names if "printer" in name.lower() or "thumbnail" in name.lower()]
    for left in (b"Canny", b"python-pptx", b"Macintosh", b"2013-01", b"1/27/13", b"datetime"):
        assert left not in whole
    properties = Presentation(io.BytesIO(content)).core_properties
    assert ("frontmap", "frontmap") == (properties.author, properties.last_modified_by)
    assert datetime(2001, 1, 1) == properties.created.replace(tzinfo=None)


def test_the_same_days_give_the_same_bytes_and_no_clock(tiny_atlas: Atlas) -> None:
    one, _ = make_deck(tiny_atlas, days=DAYS)
    two, _ = make_deck(tiny_atlas, days=DAYS)
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {(2001, 1, 4, 0, 0, 0)} == {entry.date_time for entry in package.infolist()}


@pytest.mark.parametrize(
    ("day", "stamp"),
    [
        (date(2107, 12, 31), (2107, 12, 31)),
        (date(2108, 2, 29), (2107, 2, 28)),
        (date(9999, 12, 31), (2107, 12, 31)),
        (date(1, 1, 1), (1980, 1, 1)),
        (date(1600, 2, 29), (1980, 2, 29)),
    ],
)
def test_a_day_that_a_zip_file_cannot_have_is_stamped_as_the_nearest_year(
    day: date, stamp: tuple[int, int, int]
) -> None:
    deck = {"title": "a", "subject": "b", "language": "en"}
    content = deck_bytes(empty_deck(), day=day, **deck)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {(*stamp, 0, 0, 0)} == {entry.date_time for entry in package.infolist()}
    created = Presentation(io.BytesIO(content)).core_properties.created
    assert max(day, date(1601, 1, 1)) == created.date()


def test_every_part_of_the_package_is_well_formed_and_wanted(tiny_atlas: Atlas) -> None:
    content, _ = make_deck(tiny_atlas, days=DAYS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314 - our own
        types = package.read("[Content_Types].xml").decode()
    assert set(re.findall(r'PartName="/([^"]+)"', types)) <= names
