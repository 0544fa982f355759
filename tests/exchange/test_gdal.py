from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pytest
import shapely
from exported import write

from frontmap.atlas import Atlas, read_atlas
from frontmap.errors import FrontmapError
from frontmap.exchange.gdal import CLOCK, gdal_parts, write_layer
from frontmap.exchange.layers import Layer
from frontmap.importing.new_atlas import begin_small_atlas

if TYPE_CHECKING:
    from pathlib import Path


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


def test_an_atlas_without_a_front_has_an_empty_layer_of_lines(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    record = read_atlas(tmp_path / "town").record
    nobody = tuple(r for r in record.rulings if r.holder == "north")
    path = write(Atlas(replace(record, rulings=nobody, captions=())), tmp_path, "gpkg")
    info = pyogrio.read_info(path, layer="frontline")
    assert (info["geometry_type"], info["features"]) == ("LineString", 0)


def test_what_is_put_together_apart_waits_for_no_disk() -> None:
    """It would wait nearly 200 times; the whole waits once, where it belongs."""
    waits: list[object] = []

    def put_together(path: Path) -> None:
        waits.append(pyogrio.get_gdal_config_option("OGR_SQLITE_SYNCHRONOUS"))
        path.write_bytes(b"all")

    assert b"all" == b"".join(gdal_parts("a.gpkg", "a file", put_together))
    waits.append(pyogrio.get_gdal_config_option("OGR_SQLITE_SYNCHRONOUS"))
    assert [False, None] == waits


def test_a_file_is_handed_on_whole_and_in_parts_and_its_folder_goes() -> None:
    content = bytes(range(256)) * 4096 + b"the last part"
    where: list[Path] = []

    def put_together(path: Path) -> None:
        where.append(path)
        path.write_bytes(content)

    first, last = gdal_parts("a.bin", "a file", put_together)
    assert (len(first), last) == (1 << 20, b"the last part")
    assert first + last == content
    assert where[0].name == "a.bin"
    assert not where[0].parent.exists()


def test_the_clock_is_set_back_also_where_writing_fails() -> None:
    seen: list[str | None] = []

    def refused(_: Path) -> None:
        seen.append(pyogrio.get_gdal_config_option("OGR_CURRENT_DATE"))
        raise OSError(28, "No space left on device: /secret")

    with pytest.raises(FrontmapError) as refusal:
        list(gdal_parts("a.gpkg", "a GeoPackage", refused))
    said = f"cannot put a GeoPackage together in {tempfile.gettempdir()}: "
    assert str(refusal.value) == f"{said}[Errno 28] No space left on device"
    assert seen == [CLOCK]
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def one_of_each_kind() -> Layer:
    """Three columns with a blank in each, and an outline of one part, then one of two."""
    one = shapely.box(0, 0, 1, 1)
    two = shapely.MultiPolygon([shapely.box(2, 0, 3, 1), shapely.box(4, 0, 5, 1)])
    return Layer(
        "made-up",
        "",
        (("name", str), ("count", int), ("day", date)),
        (("a", None, date(1000, 1, 1)), (None, 7, None)),
        (one, two),
        "Polygon",
    )


def test_outlines_of_one_part_and_of_two_are_one_kind(tmp_path: Path) -> None:
    layer, path = one_of_each_kind(), tmp_path / "a.gpkg"
    write_layer(path, layer, driver="GPKG")
    meta, _, shapes, _ = pyogrio.raw.read(path)
    assert meta["geometry_type"] == "MultiPolygon"
    read = shapely.from_wkb(shapes)
    assert [len(shapely.get_parts(shape)) for shape in read] == [1, 2]
    assert all(shapely.equals(read, np.array(layer.geometries)))


def test_blanks_are_written_as_blanks_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    write_layer(path, one_of_each_kind(), driver="GPKG")
    with closing(sqlite3.connect(path)) as connection:
        written = connection.execute('SELECT name, count, day FROM "made-up"').fetchall()
    assert written == [("a", None, "1000-01-01"), (None, 7, None)]


def test_the_days_that_are_asked_for_are_moments(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    write_layer(path, one_of_each_kind(), driver="GPKG", moments={"day"})
    with closing(sqlite3.connect(path)) as connection:
        written = connection.execute('SELECT day FROM "made-up"').fetchall()
    assert written == [("1000-01-01T00:00:00",), (None,)]


def test_lines_of_one_and_of_several_parts_are_all_written_as_several(tmp_path: Path) -> None:
    one, several = shapely.LineString([(0, 0), (1, 1)]), shapely.MultiLineString([[(0, 0), (2, 2)]])
    layer = Layer("streets", "", (("id", str),), (("a",), ("b",)), (one, several), "LineString")
    write_layer(tmp_path / "x.gpkg", layer, driver="GPKG")
    _, _, wkb, _ = pyogrio.raw.read(tmp_path / "x.gpkg")
    assert ["MultiLineString"] * 2 == [shape.geom_type for shape in shapely.from_wkb(wkb)]
