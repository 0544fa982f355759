from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio
import pytest
from exported import HOSTILE_IN_GDAL, parsed, rows, write

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


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
        "control", "frontline", "areas", "streets", "actors", "episodes", "claims", "sources",
        "voices", "annotations", "errata", "layer_styles",
    ]  # fmt: skip


def test_it_names_one_version_of_sqlite_whichever_python_comes_with(
    atlas: Atlas, tmp_path: Path
) -> None:
    content = write(atlas, tmp_path, "gpkg").read_bytes()
    assert 3_040_001 == int.from_bytes(content[96:100], "big")


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


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    with closing(sqlite3.connect(write(hostile, tmp_path, "gpkg"))) as connection:
        names = connection.execute("SELECT DISTINCT name FROM control").fetchall()
    assert names == [(HOSTILE_IN_GDAL,)]
