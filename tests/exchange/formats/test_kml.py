from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from exported import HOSTILE, in_arabic_only, parsed, rows, write
from making import with_events

from frontmap.atlas import Atlas
from frontmap.drawing.colours import tint
from frontmap.exchange.formats.kml import kml_parts
from frontmap.model import Confidence, Doubt, Text

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET

KML = "{http://www.opengis.net/kml/2.2}"


def test_a_description_that_google_earth_reads_as_html_is_escaped_twice(hostile: Atlas) -> None:
    record = replace(
        hostile.record,
        rulings=tuple(replace(r, note=Text.of(en="<b>!")) for r in hostile.record.rulings),
    )
    assert b"&amp;lt;b&amp;gt;!" in b"".join(kml_parts(Atlas(record)))


def test_the_kml_has_a_time_span_from_the_first_second_to_the_last(
    atlas: Atlas, tmp_path: Path
) -> None:
    root = parsed(write(atlas, tmp_path, "kml").read_bytes())
    marks = list(root.iter(f"{KML}Placemark"))
    span = marks[0].find(f"{KML}TimeSpan")
    assert span is not None
    assert [child.text for child in span] == ["2001-01-01T00:00:00Z", "2001-01-04T23:59:59Z"]
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    assert {mark.findtext(f"{KML}styleUrl") for mark in marks} == styles


def test_the_kml_has_the_outline_of_each_state_with_its_parts_and_holes(atlas: Atlas) -> None:
    """Of one part, of two, and with a hole; the states of an area share theirs."""
    ring = shapely.box(36.0, 33.0, 36.1, 33.1)
    hollow = ring.difference(shapely.box(36.04, 33.04, 36.06, 33.06))
    apart = shapely.MultiPolygon([shapely.box(37, 33, 37.1, 33.1), shapely.box(38, 33, 38.1, 33.1)])
    drawn = dict(zip(atlas.areas, (hollow, apart, ring), strict=True))
    record = replace(
        atlas.record,
        areas=tuple(replace(area, polygon=drawn[area.id]) for area in atlas.record.areas),
    )
    root = parsed(b"".join(kml_parts(Atlas(record))))
    marks = list(root.iter(f"{KML}Placemark"))
    assert [row["name"] for row in rows(atlas)] == [mark.findtext(f"{KML}name") for mark in marks]
    for mark, row in zip(marks, rows(atlas), strict=True):
        parent = mark.find(f"{KML}MultiGeometry") if row["area"] == "southwest" else mark
        assert parent is not None
        polygons = [_polygon(element) for element in parent.findall(f"{KML}Polygon")]
        assert shapely.equals(shapely.union_all(polygons), drawn[str(row["area"])])


def _polygon(element: ET.Element) -> shapely.Polygon:
    shell, *holes = [
        [tuple(map(float, pair.split(","))) for pair in (line.text or "").split()]
        for line in element.iter(f"{KML}coordinates")
    ]
    return shapely.Polygon(shell, holes)


def test_google_earth_shows_low_confidence_paler_and_says_what_is_vague(atlas: Atlas) -> None:
    rulings = tuple(
        replace(ruling, confidence=Confidence.LOW, note=Text.of(en="So it is said."))
        if ruling.began and ruling.began.text.startswith("[")
        else ruling
        for ruling in atlas.record.rulings
    )
    root = parsed(b"".join(kml_parts(Atlas(replace(atlas.record, rulings=rulings)))))
    styles = {
        f"#{s.get('id')}": s.findtext(f".//{KML}PolyStyle/{KML}color")
        for s in root.iter(f"{KML}Style")
    }
    told = {
        (mark.findtext(f"{KML}name"), mark.findtext(f"{KML}TimeSpan/{KML}begin")): (
            mark.findtext(f"{KML}description"),
            styles[mark.findtext(f"{KML}styleUrl") or ""],
        )
        for mark in root.iter(f"{KML}Placemark")
    }
    blue = atlas.actors["blue"].colour
    assert told["North field", "2001-01-01T00:00:00Z"] == (
        (
            "Blue party, 2001-01-01 to 2001-01-04. Confidence: medium. "
            "Began: 1 January 2001 (or earlier)."
        ),
        f"c8{blue[5:7]}{blue[3:5]}{blue[1:3]}",
    )
    lighter = tint(blue, Doubt.UNCERTAIN)
    assert told["Southeast field", "2001-01-03T00:00:00Z"] == (
        (
            "Blue party, 2001-01-03 to 2001-01-04. Confidence: low. "
            "Began: between 2 January 2001 and 3 January 2001. So it is said."
        ),
        f"c8{lighter[5:7]}{lighter[3:5]}{lighter[1:3]}",
    )


def test_an_assumed_state_is_paler_still_and_its_balloon_says_so(assumed_atlas: Atlas) -> None:
    root = parsed(b"".join(kml_parts(assumed_atlas)))
    blue = tint(assumed_atlas.actors["blue"].colour, Doubt.ASSUMED)
    colours = [element.text for element in root.iter(f"{KML}color")]
    assert f"c8{blue[5:7]}{blue[3:5]}{blue[1:3]}" in colours
    north = next(iter(root.iter(f"{KML}Placemark"))).findtext(f"{KML}description")
    assert north is not None
    assert "Confidence: assumed." in north


def test_a_name_that_is_only_there_in_arabic_is_not_left_empty(atlas: Atlas) -> None:
    document = parsed(b"".join(kml_parts(in_arabic_only(atlas)))).find(f"{KML}Document")
    assert document is not None
    assert document.findtext(f"{KML}name") == "ثلاثة حقول"
    names = {mark.findtext(f"{KML}name") for mark in document.iter(f"{KML}Placemark")}
    assert names == {"حقل"}


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    content = write(hostile, tmp_path, "kml").read_bytes()
    assert b"<script" not in content
    names = [mark.findtext(f"{KML}name") for mark in parsed(content).iter(f"{KML}Placemark")]
    assert set(names) == {HOSTILE.replace("\x00", "\ufffd")}


def test_a_reported_event_is_a_point_with_its_days(tiny_atlas: Atlas) -> None:
    root = parsed(b"".join(kml_parts(Atlas(with_events(tiny_atlas.record)))))
    marks = [mark for mark in root.iter(f"{KML}Placemark") if mark.find(f"{KML}Point") is not None]
    said = [
        (
            mark.findtext(f"{KML}name"),
            mark.findtext(f"{KML}Point/{KML}coordinates"),
            mark.findtext(f"{KML}TimeSpan/{KML}begin"),
            mark.findtext(f"{KML}TimeSpan/{KML}end"),
        )
        for mark in marks
    ]
    assert said[1] == ("clash", "3.015,0.005", "2001-01-01T00:00:00Z", "2001-01-03T23:59:59Z")
    assert len(said) == 3
    told = marks[0].findtext(f"{KML}description")
    assert told is not None
    assert "&lt;img src=x onerror=alert(1)&gt;" in told
