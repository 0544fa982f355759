from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import frictionless
import pyogrio
import pytest
import shapely
from shapely.affinity import translate

from frontmap.atlas import Atlas, read_atlas
from frontmap.drawing.colours import pale
from frontmap.errors import FrontmapError, RequestError
from frontmap.exchange import write_export
from frontmap.exchange.formats import endings, format_of
from frontmap.exchange.formats.kml import kml_parts
from frontmap.exchange.layers import control_layer, layers
from frontmap.exchange.qgis import styles
from frontmap.files import WrittenFile
from frontmap.importing.new_atlas import begin_small_atlas
from frontmap.model import Confidence, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

TINY = Path(__file__).parents[1] / "tiny"
KML = "{http://www.opengis.net/kml/2.2}"
HOSTILE = "=1+1<script>alert('x')</script>&]]>\x00"
#: The formats that need no folder, whose files can lie anywhere.
ENDINGS = tuple(e.removeprefix(".") for e in endings() if not format_of(e).describes_folder)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas(TINY)


@pytest.fixture(scope="module")
def hostile(atlas: Atlas) -> Atlas:
    areas = tuple(replace(area, name=Text.of(en=HOSTILE)) for area in atlas.record.areas)
    return Atlas(replace(atlas.record, areas=areas))


def rows(atlas: Atlas, layer: str = "control") -> list[dict[str, Any]]:
    found = next(one for one in layers(atlas) if one.name == layer)
    return list(found.records())


def write(atlas: Atlas, folder: Path, ending: str) -> Path:
    path = folder / f"tiny.{ending}"
    write_export(atlas, path)
    return path


def parsed(xml: bytes | str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - what the test itself has written


def days_of(row: dict[str, Any]) -> Iterator[date]:
    day = row["begin"]
    while day < row["end"]:
        yield day
        day += timedelta(days=1)


def test_each_area_and_day_has_exactly_one_state(atlas: Atlas) -> None:
    there = [(row["area"], day) for row in rows(atlas) for day in days_of(row)]
    assert sorted(there) == sorted((area, day) for area in atlas.areas for day in atlas.days())


def test_a_state_ends_on_the_day_after_its_last(atlas: Atlas) -> None:
    for row in rows(atlas):
        assert row["end"] == row["last"] + timedelta(days=1)
        assert row["begin"] == row["first"]


def test_the_states_are_those_of_the_tiny_atlas(atlas: Atlas) -> None:
    said = [(r["area"], r["first"].day, r["last"].day, r["label"]) for r in rows(atlas)]
    assert said == [
        ("north", 1, 4, "Blue party"),
        ("southwest", 1, 3, "Green party"),
        ("southwest", 4, 4, "Unknown"),
        ("southeast", 1, 1, "Green party"),
        ("southeast", 2, 2, "Green party, contested (Blue party)"),
        ("southeast", 3, 4, "Blue party"),
    ]


def bounded(atlas: Atlas, **ends: tuple[date | None, date | None]) -> Atlas:
    """The atlas with outlines that exist from one day to another only."""
    areas = tuple(
        replace(area, first=ends[area.id][0], last=ends[area.id][1]) if area.id in ends else area
        for area in atlas.record.areas
    )
    return Atlas(replace(atlas.record, areas=areas))


def faced(atlas: Atlas, day: date) -> list[tuple[str, ...]]:
    """The front of a day as a day finds it."""
    return sorted(
        (s.border.left, s.border.right, " ".join("/".join(pair) for pair in s.pairs))
        for s in atlas.on(day).frontline.segments
    )


def test_the_front_by_day_is_the_front_of_each_day(atlas: Atlas) -> None:
    third = date(2001, 1, 3)
    for one in (atlas, bounded(atlas, north=(None, date(2001, 1, 2)), southwest=(third, None))):
        spans = rows(one, "frontline")
        for day in one.days():
            there = [row for row in spans if row["first"] <= day <= row["last"]]
            assert faced(one, day) == sorted((r["left"], r["right"], r["facing"]) for r in there)
            exported = sum(row["length_m"] for row in there)
            assert exported == pytest.approx(one.on(day).frontline.length_m, abs=0.2)


def test_a_front_goes_on_over_a_day_on_which_another_outline_ends(atlas: Atlas) -> None:
    (record, first) = (atlas.record, atlas.areas["north"])
    elsewhere = replace(
        first,
        id="elsewhere",
        polygon=translate(first.polygon, 1.0),
        last=date(2001, 1, 2),
    )
    whole = Atlas(replace(record, areas=(elsewhere, *record.areas)))
    assert rows(whole, "frontline") == rows(atlas, "frontline")


def test_the_last_day_of_the_calendar_is_exported(atlas: Atlas, tmp_path: Path) -> None:
    ahead = date.max - date(2001, 1, 4)
    record = replace(
        atlas.record,
        episodes=tuple(
            replace(e, first=e.first + ahead, last=e.last + ahead) for e in atlas.record.episodes
        ),
        areas=tuple(replace(area, last=date.max) for area in atlas.record.areas),
        rulings=tuple(replace(r, since=r.since + ahead, began=None) for r in atlas.record.rulings),
        captions=(),
    )
    last = Atlas(record)
    assert {row["end"] for row in rows(last) if row["last"] == date.max} == {date.max}
    fronts = rows(last, "frontline")
    assert len(fronts) == len(rows(atlas, "frontline"))
    assert write(last, tmp_path, "gpkg").stat().st_size > 0


def test_a_name_that_is_only_there_in_arabic_is_not_left_empty(atlas: Atlas) -> None:
    record = replace(
        atlas.record,
        title=Text.of(ar="ثلاثة حقول"),
        areas=tuple(replace(area, name=Text.of(ar="حقل")) for area in atlas.record.areas),
        actors=tuple(replace(actor, name=Text.of(ar="حزب")) for actor in atlas.record.actors),
    )
    arabic = Atlas(record)
    assert {(r["name"], r["name_ar"], r["holder_name"]) for r in rows(arabic)} == {
        ("", "حقل", "حزب")
    }
    assert {row["label"] for row in rows(arabic)} == {"حزب", "حزب, contested (حزب)"}
    document = parsed(b"".join(kml_parts(arabic))).find(f"{KML}Document")
    assert document is not None
    assert document.findtext(f"{KML}name") == "ثلاثة حقول"
    names = {mark.findtext(f"{KML}name") for mark in document.iter(f"{KML}Placemark")}
    assert names == {"حقل"}


def test_what_was_written_is_told(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "tiny.csv"
    written = write_export(atlas, path)
    assert written == WrittenFile(path, "CSV", path.stat().st_size)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas, tmp_path: Path, ending: str) -> None:
    first = write(atlas, tmp_path, ending).read_bytes()
    (tmp_path / "other").mkdir()
    assert write(read_atlas(TINY), tmp_path / "other", ending).read_bytes() == first


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path, ending: str) -> None:
    content = write(hostile, tmp_path, ending).read_bytes()
    if ending == "kml":
        assert b"<script" not in content
        names = [mark.findtext(f"{KML}name") for mark in parsed(content).iter(f"{KML}Placemark")]
        assert set(names) == {HOSTILE.replace("\x00", "\ufffd")}
    if ending == "csv":
        read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert {row["name"] for row in read} == {f"'{HOSTILE}"}


def test_a_description_that_google_earth_reads_as_html_is_escaped_twice(hostile: Atlas) -> None:
    record = replace(
        hostile.record,
        rulings=tuple(replace(r, note=Text.of(en="<b>!")) for r in hostile.record.rulings),
    )
    assert b"&amp;lt;b&amp;gt;!" in b"".join(kml_parts(Atlas(record)))


def test_the_geojson_is_that_of_rfc_7946(atlas: Atlas, tmp_path: Path) -> None:
    data = json.loads(write(atlas, tmp_path, "geojson").read_text(encoding="utf-8"))
    assert list(data) == ["type", "features"]
    for feature in data["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert shapely.LinearRing(ring).is_ccw
        assert all(len(position) == 2 for position in ring)
    first = data["features"][0]["properties"]
    assert (first["area"], first["first"], first["end"]) == ("north", "2001-01-01", "2001-01-05")


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
    lighter = pale(blue)
    assert told["Southeast field", "2001-01-03T00:00:00Z"] == (
        (
            "Blue party, 2001-01-03 to 2001-01-04. Confidence: low. "
            "Began: between 2 January 2001 and 3 January 2001. So it is said."
        ),
        f"c8{lighter[5:7]}{lighter[3:5]}{lighter[1:3]}",
    )


def test_the_geopackage_has_days_as_dates_and_moments(atlas: Atlas, tmp_path: Path) -> None:
    path = write(atlas, tmp_path, "gpkg")
    info = pyogrio.read_info(path, layer="control")
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert [kinds[n] for n in ("first", "last", "begin", "end")] == [
        "OFTDate", "OFTDate", "OFTDateTime", "OFTDateTime",
    ]  # fmt: skip


def test_the_geopackage_has_a_layer_of_each_kind(atlas: Atlas, tmp_path: Path) -> None:
    listed = pyogrio.list_layers(write(atlas, tmp_path, "gpkg"))
    assert [str(name) for name, _ in listed] == [
        "control", "frontline", "areas", "actors", "episodes", "claims", "sources", "voices",
        "layer_styles",
    ]  # fmt: skip


def test_a_temporary_folder_that_is_full_is_told(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise pyogrio.errors.FeatureError("Could not add feature to layer at index 0: sqlite3")

    monkeypatch.setattr(pyogrio.raw, "write", full)
    (tmp_path / "tiny.gpkg").write_bytes(b"old")
    with pytest.raises(FrontmapError, match=r"cannot put a GeoPackage together in .*at index 0$"):
        write(atlas, tmp_path, "gpkg")
    assert (tmp_path / "tiny.gpkg").read_bytes() == b"old"


def test_the_styles_are_saved_as_the_layers_defaults(atlas: Atlas, tmp_path: Path) -> None:
    with closing(sqlite3.connect(write(atlas, tmp_path, "gpkg"))) as connection:
        saved = connection.execute(
            "SELECT f_table_name, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
    assert [(table, default) for table, default, _ in saved] == [
        ("control", 1), ("frontline", 1), ("areas", 1),
    ]  # fmt: skip
    temporal = parsed(saved[0][2]).find("temporal")
    assert temporal is not None
    wanted = {"enabled": "1", "startField": "begin", "endField": "end", "limitMode": "0"}
    assert {key: temporal.get(key) for key in wanted} == wanted


def test_each_state_has_one_rule_and_one_symbol(atlas: Atlas) -> None:
    root = parsed(styles(atlas)["control"])
    rules = [rule.get("label") for rule in root.iter("rule")]
    assert rules == [
        "Blue party", "Green party", "Green party, contested (Blue party)", "Unknown",
        "Low confidence: paler, with ?", "Outline", "Schematic outline",
    ]  # fmt: skip
    symbols = root.find("renderer-v2/symbols")
    assert symbols is not None
    assert [symbol.get("name") for symbol in symbols] == [str(n) for n in range(len(rules))]


def test_ogrinfo_reads_each_export_without_a_warning(atlas: Atlas, tmp_path: Path) -> None:
    ogrinfo = shutil.which("ogrinfo")
    if ogrinfo is None:
        if os.environ.get("FRONTMAP_REQUIRE_TOOLS") == "1":
            pytest.fail("ogrinfo is required and not installed")
        pytest.skip("ogrinfo (gdal-bin) is not installed")
    # the GDAL of most systems cannot read Parquet; a further format that GDAL reads belongs here
    for ending in ("csv", "fgb", "geojson", "gpkg", "kml"):
        path = write(atlas, tmp_path, ending)
        done = subprocess.run(
            [ogrinfo, "-ro", "-al", str(path)], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        assert "Feature Count: 6" in done.stdout


def test_no_day_and_no_state_is_lost_or_doubled_in_qgis(atlas: Atlas, tmp_path: Path) -> None:
    """QGIS's own filter is asked, where QGIS is installed for the system's Python."""
    script = """
import sys
from qgis.core import (Qgis, QgsApplication, QgsDateTimeRange, QgsFeatureRequest, QgsVectorLayer,
                       QgsVectorLayerTemporalContext)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime
app = QgsApplication([], False)
app.initQgis()
options = QgsVectorLayer.LayerOptions(False)
layer = QgsVectorLayer(sys.argv[1] + "|layername=control", "control", "ogr", options)
layer.loadDefaultStyle()
temporal = layer.temporalProperties()
print(temporal.isActive(), layer.renderer().type())
context = QgsVectorLayerTemporalContext()
context.setLayer(layer)
for number in range(1, 5):
    day = QDate(2001, 1, number)
    frame = QgsDateTimeRange(QDateTime(day, QTime(0, 0)), QDateTime(day.addDays(1), QTime(0, 0)),
                             True, False)
    asked = QgsFeatureRequest().setFilterExpression(temporal.createFilterString(context, frame))
    print(*sorted(f["area"] + ":" + f["label"] for f in layer.getFeatures(asked)), sep="|")
"""
    system = "/usr/bin/python3"
    probe = [system, "-c", "import qgis.core"]
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": "Asia/Damascus"}
    if (
        not Path(system).exists()
        or subprocess.run(probe, capture_output=True, check=False).returncode
    ):
        pytest.skip("QGIS (python3-qgis) is not installed")
    path = write(atlas, tmp_path, "gpkg")
    done = subprocess.run(
        [system, "-c", script, str(path)], capture_output=True, text=True, check=True, env=offscreen
    )
    expected = [
        "|".join(
            sorted(
                f"{r['area']}:{r['label']}" for r in rows(atlas) if r["first"] <= day <= r["last"]
            )
        )
        for day in atlas.days()
    ]
    assert done.stdout.splitlines() == ["True RuleRenderer", *expected]


def test_the_data_package_passes_the_frictionless_validator(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    write_export(read_atlas(folder), folder / "datapackage.json", folder=folder)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == 6


def test_a_data_package_elsewhere_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="describes the tables beside it"):
        write_export(atlas, tmp_path / "datapackage.json", folder=TINY)


def test_an_unknown_ending_is_refused_and_the_known_ones_are_named(
    atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match=re.escape(", ".join(endings()))):
        write_export(atlas, tmp_path / "tiny.xyz")
    assert list(tmp_path.iterdir()) == []


def test_an_account_is_exported_as_it_is_told(atlas: Atlas, tmp_path: Path) -> None:
    account = atlas.account("green-media")
    told = rows(account)
    assert [r["label"] for r in told if r["area"] == "north"] == ["no data"]
    own = write(atlas, tmp_path, "gpkg").read_bytes()
    assert write(account, tmp_path, "gpkg").read_bytes() != own


def test_the_parquet_file_says_where_its_geometry_is(atlas: Atlas, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_parquet(write(atlas, tmp_path, "parquet"))
    assert len(frame) == len(control_layer(atlas).rows)
    assert frame.crs == "OGC:CRS84"
    assert frame.geometry.iloc[0].equals(atlas.areas["north"].polygon)


def test_an_atlas_without_a_front_has_an_empty_layer_of_lines(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    record = read_atlas(tmp_path / "town").record
    nobody = tuple(r for r in record.rulings if r.holder == "north")
    path = write(Atlas(replace(record, rulings=nobody, captions=())), tmp_path, "gpkg")
    info = pyogrio.read_info(path, layer="frontline")
    assert (info["geometry_type"], info["features"]) == ("LineString", 0)
