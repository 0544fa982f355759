"""KML as people draw it: folders and colours are columns, dates stay as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from imported import said, text

from frontmap.errors import DataError
from frontmap.importing.kml import read_placemarks
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path


def polygon(west: float) -> str:
    # people write spaces after commas, and leave heights in
    corners = f"{west},33,0 {west + 0.5}, 33 ,0\n{west + 0.5},33.5,0 {west},33.5,0 {west},33,0"
    ring = f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"


def placemark(name: str, west: float, more: str = "") -> str:
    return f"<Placemark><name>{name}</name>{more}{polygon(west)}</Placemark>"


def document(*parts: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><name>My map</name>{''.join(parts)}</Document></kml>"
    )


def folder(name: str, *parts: str) -> str:
    return f"<Folder><name>{name}</name>{''.join(parts)}</Folder>"


def read(content: str, **options: str) -> list[dict[str, str]]:
    marks = read_placemarks("a.kml", content.encode(), **options)
    return [feature["properties"] for feature in marks.features]


def test_a_folder_in_a_folder_is_a_column_of_both_names() -> None:
    content = document(
        folder("2018", folder("Blue", placemark("West", 36))), placemark("East", 36.5)
    )
    assert read(content) == [{"Name": "West", "folder": "2018 / Blue"}, {"Name": "East"}]


STYLES = (
    '<Style id="red"><LineStyle><color>ff000000</color></LineStyle>'
    "<PolyStyle><color>7f0000ff</color></PolyStyle></Style>"
    '<StyleMap id="map"><Pair><key>highlight</key><styleUrl>#other</styleUrl></Pair>'
    "<Pair><key>normal</key><styleUrl>#red</styleUrl></Pair></StyleMap>"
)


OWN = "<Style><PolyStyle><color>ff00ff00</color></PolyStyle></Style>"
LINE = "<LineStyle><color>ff112233</color></LineStyle>"


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("<styleUrl>#red</styleUrl>", "#ff0000"),
        ("<styleUrl>#map</styleUrl>", "#ff0000"),
        ("<Style><PolyStyle><color>ffcc6633</color></PolyStyle></Style>", "#3366cc"),
        (
            f"<styleUrl>#red</styleUrl>{OWN}",
            "#00ff00",
        ),
        (
            OWN.replace("</color>", "</color><fill>0</fill>").replace(
                "</Style>", f"{LINE}</Style>"
            ),
            "#332211",
        ),
        ("<styleUrl>http://example.org/a.kml#red</styleUrl>", ""),
        ("<Style><PolyStyle><color>red</color></PolyStyle></Style>", ""),
    ],
)
def test_a_colour_is_that_of_the_surface_or_else_of_its_line(style: str, colour: str) -> None:
    (cells,) = read(document(STYLES, placemark("West", 36, style)))
    assert cells.get("colour", "") == colour


def test_colours_that_are_not_opaque_are_said_to_be_taken_so(tmp_path: Path) -> None:
    shown = document(STYLES, placemark("West", 36, "<styleUrl>#red</styleUrl>"))
    notes = read_outlines(text(tmp_path, shown, "a.kml")).notes
    assert notes == ("colours are taken without their transparency",)


@pytest.mark.parametrize("column", ["folder", "colour"])
def test_a_folder_or_a_colour_says_who_holds(tmp_path: Path, column: str) -> None:
    painted = "<Style><PolyStyle><color>ff0000ff</color></PolyStyle></Style>"
    content = document(folder("Blue", placemark("West", 36, painted)))
    files = [text(tmp_path, content, f"map_2018-05-0{n}.kml") for n in (1, 2)]
    understood, _ = said(*files, columns={"holder": column, "place": "Name"})
    assert {entry.written.holder for entry in understood.entries} == {
        {"folder": "Blue", "colour": "#ff0000"}[column]
    }
    assert understood.unused == tuple({"folder", "colour"} - {column})


def test_a_column_of_the_user_stays_beside_what_is_found_of_folders() -> None:
    own = '<ExtendedData><Data name="folder"><value>Mine</value></Data></ExtendedData>'
    (cells,) = read(document(folder("Theirs", placemark("West", 36, own))))
    assert (cells["folder"], cells["folder of the placemark"]) == ("Mine", "Theirs")


def test_dates_stay_as_they_are_written_and_those_of_a_folder_hold_for_what_is_in_it() -> None:
    span = "<TimeSpan><begin>2018-04</begin><end>2018-04-30T21:00:00Z</end></TimeSpan>"
    own = "<TimeStamp><when>2018-05-02</when></TimeStamp>"
    content = document(
        f"<Folder>{span}{placemark('West', 36)}{placemark('East', 36.5, own)}</Folder>"
    )
    assert read(content) == [
        {"Name": "West", "begin": "2018-04", "end": "2018-04-30T21:00:00Z"},
        {"Name": "East", "timestamp": "2018-05-02"},
    ]


def test_extended_data_and_further_texts_are_columns() -> None:
    more = (
        "<Snippet>seen</Snippet><description><![CDATA[<b>x</b>]]></description><ExtendedData>"
        '<Data name="held by"><value>Blue</value></Data>'
        '<SchemaData><SimpleData name="km2">3</SimpleData></SchemaData></ExtendedData>'
    )
    assert read(document(placemark("West", 36, more))) == [
        {"Name": "West", "Snippet": "seen", "description": "<b>x</b>", "held by": "Blue",
         "km2": "3"}
    ]  # fmt: skip


def test_what_only_says_how_a_programme_shows_it_is_left_out_where_it_is_the_same_for_all() -> None:
    shown = "<visibility>1</visibility><open>0</open>"
    both = (placemark("West", 36, shown), placemark("East", 36.5))
    assert read(document(*both)) == [{"Name": "West"}, {"Name": "East"}]
    hidden = placemark("Hidden", 36.5, "<visibility>0</visibility>")
    assert read(document(placemark("West", 36), hidden))[1]["visibility"] == "0"


def test_a_layer_is_a_folder_or_the_document() -> None:
    content = document(folder("Blue", placemark("West", 36)), placemark("East", 36.5))
    assert [cells["Name"] for cells in read(content, layer="Blue")] == ["West"]
    assert [cells["Name"] for cells in read(content, layer="My map")] == ["West", "East"]
    with pytest.raises(DataError, match="--layer with one of: My map, Blue"):
        read(content, layer="Green")


@pytest.mark.parametrize(
    ("dirt", "code"),
    [
        ('<!DOCTYPE kml [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><kml><name>&b;</name></kml>',
         "document-type"),
        ('<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><name>&x;</name></kml>',
         "document-type"),
        ("<kml><Document>", "unreadable-file"),
        ("no xml", "unreadable-file"),
    ],
)  # fmt: skip
def test_entities_and_what_is_no_xml_are_refused(dirt: str, code: str) -> None:
    with pytest.raises(DataError) as refusal:
        read(dirt)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_folders_and_collections_without_end_break_nothing() -> None:
    deep = "<MultiGeometry>" * 3000 + polygon(36) + "</MultiGeometry>" * 3000
    inner = f"<Placemark><name>West</name>{deep}</Placemark>"
    content = document("<Folder>" * 3000 + inner + "</Folder>" * 3000)
    (mark,) = read_placemarks("a.kml", content.encode()).features
    assert mark["geometry"]["type"] == "Polygon"


def test_namespaces_that_the_file_does_not_declare_are_taken() -> None:
    cells = read(document(placemark("West", 36, "<gx:balloonVisibility>1</gx:balloonVisibility>")))
    assert cells == [{"Name": "West"}]


def test_texts_in_another_encoding_need_it_named(tmp_path: Path) -> None:
    bare = document(placemark("Wést", 36)).partition("?>")[2]
    path = text(tmp_path, bare, "a.kml", encoding="cp1252")
    with pytest.raises(DataError, match="--encoding"):
        read_outlines(path)
    assert read_outlines(path, encoding="cp1252").features[0].cells["Name"] == "Wést"


def test_kmz_is_taken_and_what_is_beside_its_map_is_named(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.kmz", "w") as packed:
        packed.writestr("files/other.kml", "")
        packed.writestr("doc.kml", document(folder("Blue", placemark("West", 36))))
    outlines = read_outlines(tmp_path / "a.kmz")
    assert [feature.cells["folder"] for feature in outlines.features] == ["Blue"]
    assert outlines.notes == ("files/other.kml beside it is not read",)


def test_a_coordinate_that_is_no_number_is_told_with_its_placemark(tmp_path: Path) -> None:
    path = text(tmp_path, document(placemark("West", 36)).replace("36,33,0", "36,N,0"), "a.kml")
    with pytest.raises(DataError, match=r"a\.kml feature 1 geometry: bad-geometry"):
        read_outlines(path)


def test_links_and_pictures_are_named_and_not_followed(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink>"
    notes = read_outlines(text(tmp_path, document(link, placemark("West", 36)), "a.kml")).notes
    assert notes == ("links to other files in it are not read (1)",)
