"""Where GDAL reads a file: with nothing beside it but what belongs to its format."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hostile import GML, geopackage
from imported import shapefile

from frontmap.errors import DataError, FrontmapError
from frontmap.importing.laid_apart import beside, laid_apart, own_folder, told_when_full
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path


def test_a_shapefile_is_laid_with_its_own_files_alone(tmp_path: Path) -> None:
    path = shapefile(tmp_path, ["Mill"], encoding="UTF-8")
    for other in ("outlines.gfs", "outlines.vrt", "outlines-2.prj", "other.prj"):
        (tmp_path / other).write_text("nothing")
    assert ["outlines.dbf", "outlines.prj", "outlines.shx"] == [one.name for one in beside(path)]
    with laid_apart(path, "outlines.shp") as alone:
        laid = sorted(one.name for one in alone.parent.iterdir())
    assert ["outlines.dbf", "outlines.prj", "outlines.shp", "outlines.shx"] == laid
    assert not alone.parent.exists()


def test_faults_of_all_that_belongs_to_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = shapefile(tmp_path, ["Mill"], encoding="UTF-8")
    for ending in (".shx", ".dbf"):
        path.with_suffix(ending).write_text("<")
    with pytest.raises(DataError) as refusal, laid_apart(path, path.name):
        pass
    assert [("outlines.dbf", "other-format"), ("outlines.shx", "other-format")] == [
        (fault.where.file, fault.code) for fault in refusal.value.faults
    ]


def test_gdal_leaves_nothing_beside_the_users_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gml"
    path.write_text(GML.format(root="gml:FeatureCollection", schema="", srs="EPSG:4326", more=""))
    assert ["Mill"] == [one.cells["name"] for one in read_outlines(path).features]
    assert [path] == list(tmp_path.iterdir())


def test_a_geopackage_that_another_program_has_open_is_read_and_left_as_it_is(
    tmp_path: Path,
) -> None:
    path = geopackage(tmp_path / "a.gpkg", "PRAGMA journal_mode = wal")
    with closing(sqlite3.connect(path)) as database:
        for (name,) in list(
            database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        ):
            # they call functions of GDAL
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE mill SET name = 'Port'")
        database.commit()
        before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
        assert ["Port"] == [one.cells["name"] for one in read_outlines(path).features]
        assert before == {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert {"a.gpkg", "a.gpkg-shm", "a.gpkg-wal"} == set(before)


def test_a_full_temporary_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        pytest.raises(FrontmapError, match=r"^cannot lay a\.zip out in .*: No space left"),
        told_when_full("a.zip"),
    ):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    nowhere = r"cannot lay a\.zip out in /nowhere: No such file"
    with pytest.raises(FrontmapError, match=nowhere), own_folder("a.zip"):
        pass
