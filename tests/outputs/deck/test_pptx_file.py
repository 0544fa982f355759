from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pptx import Presentation

from frontmap.outputs.deck import make_deck

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


def test_every_part_of_the_package_is_well_formed_and_wanted(tiny_atlas: Atlas) -> None:
    content, _ = make_deck(tiny_atlas, days=DAYS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314 - our own
        types = package.read("[Content_Types].xml").decode()
    assert set(re.findall(r'PartName="/([^"]+)"', types)) <= names
