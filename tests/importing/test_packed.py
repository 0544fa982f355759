"""Outlines in a zip file, in whichever folder of it, and databases that are folders."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import geopandas
import pytest
import shapely
from imported import feature, said, square, text

from frontmap.errors import DataError, RequestError
from frontmap.given import files as given_files
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path


def packed(tmp_path: Path, *folders: str) -> Path:
    """A shapefile in each of some folders of a zip file, with what macOS adds."""
    frame = geopandas.GeoDataFrame(
        {"name": ["Mill"]}, geometry=[shapely.box(36, 33, 37, 34)], crs="EPSG:4326"
    )
    frame.to_crs("EPSG:22770").to_file(tmp_path / "q.shp")
    with ZipFile(tmp_path / "packed.zip", "w") as zipped:
        for folder in folders:
            zipped.writestr(f"{folder}/", "")
            for path in sorted(tmp_path.glob("q.*")):
                zipped.write(path, f"{folder}/{path.name}")
                zipped.writestr(f"__MACOSX/{folder}/._{path.name}", "nothing")
    return tmp_path / "packed.zip"


def names(path: Path, **options: str) -> list[str]:
    return [one.cells["name"] for one in read_outlines(path, **options).features]


def test_a_shapefile_in_folders_of_a_zip_file_is_read_with_its_projection(tmp_path: Path) -> None:
    outlines = read_outlines(packed(tmp_path, "data/deep"))
    (shape,) = (one.geometry for one in outlines.features)
    assert shape is not None
    assert [round(x, 6) for x in shape.bounds] == [36, 33, 37, 34]


def test_of_several_shapefiles_the_user_says_which(tmp_path: Path) -> None:
    path = packed(tmp_path, "old", "new")
    with pytest.raises(DataError, match=r"--layer with one of: old/q\.shp, new/q\.shp") as refusal:
        read_outlines(path)
    assert [fault.code for fault in refusal.value.faults] == ["which-layer"]
    assert names(path, layer="new/q.shp") == ["Mill"]


def test_a_file_is_chosen_by_its_name_without_ending_where_it_alone_has_it(tmp_path: Path) -> None:
    collection = {"type": "FeatureCollection", "features": [feature(square(36, 33), name="A")]}
    with ZipFile(tmp_path / "two.zip", "w") as zipped:
        zipped.writestr("in/a.geojson", json.dumps(collection))
        zipped.writestr("in/b.geojson", json.dumps(collection).replace('"A"', '"B"'))
        zipped.writestr("in/about.json", "{}")
    assert names(tmp_path / "two.zip", layer="b") == ["B"]


def test_a_database_that_is_a_folder_is_read_packed_or_not(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"name": ["Mill"]}, geometry=[shapely.box(36, 33, 37, 34)], crs="EPSG:4326"
    )
    frame.to_file(tmp_path / "a.gdb", driver="OpenFileGDB", layer="quarters")
    assert names(tmp_path / "a.gdb") == ["Mill"]
    with ZipFile(tmp_path / "a.zip", "w") as zipped:
        for path in (tmp_path / "a.gdb").iterdir():
            zipped.write(path, f"data/a.gdb/{path.name}")
    assert names(tmp_path / "a.zip") == ["Mill"]
    assert names(tmp_path / "a.zip", layer="quarters") == ["Mill"]


def test_another_folder_is_refused_with_a_file_that_is_in_it(tmp_path: Path) -> None:
    packed(tmp_path)
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(RequestError, match=r"is a folder: name a file in it, such as .*\.zip"):
        said(table, tmp_path)


@pytest.mark.parametrize("content", [b"PK no zip file", b""])
def test_what_is_no_zip_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(DataError, match=r"a\.zip: unreadable-file"):
        read_outlines(tmp_path / "a.zip")


def test_a_zip_file_without_outlines_is_refused_with_what_is_looked_for(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("readme.txt", "nothing")
    with pytest.raises(DataError, match="no outlines in it"):
        read_outlines(tmp_path / "a.zip")


def in_zip(tmp_path: Path, *members: tuple[str | ZipInfo, str]) -> Path:
    with ZipFile(tmp_path / "a.zip", "w", ZIP_DEFLATED) as zipped:
        for name, content in members:
            zipped.writestr(name, content)
    return tmp_path / "a.zip"


def refusal_of(path: Path) -> str:
    with pytest.raises(DataError) as refusal:
        read_outlines(path)
    return str(refusal.value)


@pytest.mark.parametrize("name", ["/tmp/a.geojson", "../a.geojson", "b/../../a.geojson", "C:\\a"])  # noqa: S108 - it is refused
def test_a_path_that_leads_out_of_a_zip_file_is_refused(tmp_path: Path, name: str) -> None:
    expected = f"a.zip: path-outside: found {name}; expected paths within the zip file"
    assert expected.replace("\\", "/") == refusal_of(in_zip(tmp_path, (name, "{}")))


def test_folders_of_windows_in_a_zip_file_are_folders(tmp_path: Path) -> None:
    collection = {"type": "FeatureCollection", "features": [feature(square(36, 33), name="A")]}
    assert names(in_zip(tmp_path, ("in\\a.geojson", json.dumps(collection)))) == ["A"]


def test_a_link_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    link = ZipInfo("a.geojson")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal_of(in_zip(tmp_path, (link, "/etc/passwd"))) == (
        "a.zip: link-inside: found the link a.geojson in it; expected a file"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_twice_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    path = in_zip(tmp_path, ("a.geojson", "{}"), ("a.geojson", "[]"))
    assert refusal_of(path) == "a.zip: double-file: found a.geojson twice in it; expected once"


def test_a_zip_file_in_a_zip_file_is_named(tmp_path: Path) -> None:
    told = refusal_of(in_zip(tmp_path, ("in/b.zip", "PK")))
    assert told.startswith("a.zip: unreadable-file: found no outlines in it, but in/b.zip; unpack")


@pytest.mark.parametrize("ending", ["zip", "kmz"])
def test_what_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_files, "UNPACKED_BYTES", 1 << 20)
    path = in_zip(tmp_path, ("a.kml", " " * (3 << 20)))
    assert (3 << 20) > 100 * path.stat().st_size
    expected = f"a.{ending}: too-large: found 3 MB; expected what unpacks to at most 1 MB"
    assert expected == refusal_of(path.rename(tmp_path / f"a.{ending}"))


def test_a_zip_file_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    path = in_zip(tmp_path, ("a.geojson", "{" + " " * 1000 + "}"))
    raw = bytearray(path.read_bytes())
    size = raw.index(b"PK\x01\x02") + 24
    raw[size : size + 4] = (10).to_bytes(4, "little")
    path.write_bytes(raw)
    assert refusal_of(path).startswith("a.zip: unreadable-file: found Bad CRC-32")


def test_what_is_packed_is_held_to_its_ending_too(tmp_path: Path) -> None:
    assert refusal_of(in_zip(tmp_path, ("a.gpkg", "<OGRVRTDataSource/>"))) == (
        "a.zip: other-format: found a file that begins with b'<OGRVRTDataSourc'; "
        "expected a GeoPackage, as the ending .gpkg says"
    )
