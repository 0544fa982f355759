from __future__ import annotations

import io
import posixpath
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from frontmap.outputs.deck import make_deck
from frontmap.outputs.deck.house import own_house
from frontmap.outputs.deck.pptx_file import deck_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    tiny_atlas: Atlas, day: date, stamp: tuple[int, int, int]
) -> None:
    deck = {"title": "a", "subject": "b", "language": "en"}
    content = deck_bytes(own_house(tiny_atlas, "en").deck, day=day, **deck)
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


#: The order in which ECMA-376 wants the children of what a deck has, by the names of elements.
ORDER = {
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz "
    "custShowLst defaultTextStyle extLst",
    "sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "sld": "cSld clrMapOvr transition timing extLst",
    "cSld": "bg spTree custDataLst controls extLst",
    "sp": "nvSpPr spPr style txBody extLst",
    "txBody": "bodyPr lstStyle p",
    "spPr": "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill ln effectLst",
    "custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "ln": "noFill solidFill prstDash round bevel miter headEnd tailEnd",
    "p": "pPr r br fld endParaRPr",
    "pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buAutoNum buChar tabLst defRPr",
    "lvl1pPr": "lnSpc spcBef spcAft buNone buChar tabLst defRPr",
    "rPr": "ln noFill solidFill effectLst latin ea cs",
    "defRPr": "ln noFill solidFill effectLst latin ea cs",
    "schemeClr": "satMod lumMod lumOff",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip tickMarkSkip "
    "noMultiLvlLbl",
}
#: Where children may stand in any order, and as often as they like.
MIXED = {"p": {"r", "br", "fld"}}
SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(parts: dict[str, bytes]) -> Iterator[tuple[str, ET.Element]]:
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            yield name, ET.fromstring(data)  # noqa: S314 - our own


def unordered(parts: dict[str, bytes]) -> Iterator[str]:
    """The children that stand where ECMA-376 does not have them."""
    for name, root in trees(parts):
        for element in root.iter():
            expected = ORDER.get(local(element), "").split()
            mixed = MIXED.get(local(element), set())
            places = [
                min(expected.index(one) for one in mixed)
                if child in mixed
                else expected.index(child)
                if child in expected
                else -1
                for child in map(local, element)
            ]
            if expected and (places != sorted(places) or -1 in places):
                yield f"{name} {local(element)}: {[local(child) for child in element]}"


def dangling(parts: dict[str, bytes]) -> Iterator[str]:
    """The relationships that lead nowhere, and the references to relationships not there."""
    for name, root in trees(parts):
        folder, file = posixpath.split(name)
        ids = f"{folder}/_rels/{file}.rels".lstrip("/")
        known = set()
        if ids in parts:
            for relation in ET.fromstring(parts[ids]):  # noqa: S314 - our own
                known.add(relation.get("Id"))
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                if relation.get("TargetMode") != "External" and target.lstrip("/") not in parts:
                    yield f"{name} leads to {target}"
        for element in root.iter():
            for key, value in element.attrib.items():
                if key.startswith(f"{{{SPACE}}}") and value not in known:
                    yield f"{name} refers to {value}"


def repeated(parts: dict[str, bytes]) -> Iterator[str]:
    """The numbers and names that two shapes of one slide or layout have."""
    for name, root in trees(parts):
        shapes = [one for one in root.iter() if local(one) == "cNvPr"]
        for key in ("id", "name") if "slides/" in name else ("id",):
            found = [one.get(key) for one in shapes]
            if len(found) != len(set(found)):
                yield f"{name}: {key}"


def test_what_is_in_a_deck_is_as_the_format_has_it(tiny_atlas: Atlas) -> None:
    for language in ("en", "ar"):
        content, _ = make_deck(tiny_atlas, days=DAYS, language=language)
        parts = parts_of(content)
        assert [] == list(unordered(parts))
        assert [] == list(dangling(parts))
        assert [] == list(repeated(parts))


def test_every_part_has_a_type(tiny_atlas: Atlas) -> None:
    parts = parts_of(make_deck(tiny_atlas, days=DAYS)[0])
    types = ET.fromstring(parts["[Content_Types].xml"])  # noqa: S314 - our own
    named = {one.get("PartName", "").lstrip("/") for one in types if local(one) == "Override"}
    endings = {one.get("Extension") for one in types if local(one) == "Default"}
    for name in set(parts) - {"[Content_Types].xml"}:
        assert name in named or name.rpartition(".")[2] in endings
