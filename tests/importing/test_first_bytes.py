"""Nothing is asked, and no other file is read, for what a file of outlines names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import SECRET, geopackage, hostile_files, listening, private_file

from frontmap.errors import DataError
from frontmap.importing.first_bytes import require_as_named
from frontmap.importing.outlines import read_outlines

#: What is wrong with each hostile file; where they point to is known only in a test.
KINDS = sorted(hostile_files("", Path()))
#: Reads the files that its arguments name, and prints what entered.
READS = """
import sys
{first}
from pathlib import Path
from frontmap.importing.outlines import read_outlines
from frontmap.errors import DataError
for name in sys.argv[1:]:
    try:
        print([one.cells for one in read_outlines(Path(name)).features])
    except DataError as refusal:
        print(refusal)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_names_other_data_neither_asks_nor_reads_it(kind: str, tmp_path: Path) -> None:
    told = ""
    with listening() as (url, asked):
        path = hostile_files(url, private_file(tmp_path))[kind](tmp_path)
        before = sorted(tmp_path.iterdir())
        try:
            told = str(read_outlines(path).features)
        except DataError as refusal:
            told = str([f for f in refusal.faults if f.code != "bad-json"])
    assert [] == asked
    assert SECRET not in told
    assert before == sorted(tmp_path.iterdir())


@pytest.mark.parametrize("first", ["", "import pyogrio", "import geopandas, pyogrio"])
def test_nothing_is_asked_whatever_was_imported_before(first: str, tmp_path: Path) -> None:
    with listening() as (url, asked):
        files = []
        for number, write in enumerate(hostile_files(url, private_file(tmp_path)).values()):
            (folder := tmp_path / f"{number}").mkdir()
            files.append(str(write(folder)))
        done = subprocess.run(
            [sys.executable, "-c", READS.format(first=first), *files],
            check=True,
            capture_output=True,
            text=True,
            # a user's own settings let GDAL follow references
            env=os.environ | {"GML_SKIP_RESOLVE_ELEMS": "NONE", "PROJ_NETWORK": "ON"},
        )
    assert [] == asked
    assert SECRET not in done.stdout
    assert "" == done.stderr


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        (
            "a.gpkg",
            b"<OGRVRTDataSource>",
            (
                "a.gpkg: other-format: found a file that begins with b'<OGRVRTDataSourc'; "
                "expected a GeoPackage, as the ending .gpkg says"
            ),
        ),
        (
            "a.FGB",
            b"",
            (
                "a.FGB: other-format: found an empty file; "
                "expected FlatGeobuf, as the ending .fgb says"
            ),
        ),
        (
            "a.dbf",
            b"<",
            (
                "a.dbf: other-format: found a file that begins with b'<'; "
                "expected the attributes of a shapefile, as the ending .dbf says"
            ),
        ),
        (
            "a.gml",
            b"<a/>",
            (
                "a.gml: other-format: found no namespace of opengis.net/gml; "
                "expected GML, as the ending .gml says"
            ),
        ),
        (
            "a.gml",
            b'<a xmlns:gml="http://www.opengis.net/gml"><!-- <OGRVRTDataSource --></a>',
            (
                "a.gml: other-format: found a reference to data elsewhere; "
                "expected GML, as the ending .gml says"
            ),
        ),
        (
            "a.parquet",
            b"PK",
            (
                "a.parquet: other-format: found a file that begins with b'PK'; "
                "expected GeoParquet, as the ending .parquet says"
            ),
        ),
    ],
)
def test_a_file_of_another_format_is_refused_before_gdal_sees_it(
    name: str, content: bytes, fault: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as refusal:
        require_as_named(tmp_path / name, name)
    assert fault == str(refusal.value)


def test_a_document_type_in_gml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(DataError, match=r"a\.gml: document-type"):
        require_as_named(tmp_path / "a.gml", "a.gml")


def test_a_folder_of_a_geodatabase_has_tables_and_no_links(tmp_path: Path) -> None:
    folder = tmp_path / "a.gdb"
    folder.mkdir()
    with pytest.raises(DataError, match=r"a\.gdb: other-format: found no a00000001\.gdbtable"):
        require_as_named(folder, "a.gdb")
    (folder / "a00000001.gdbtable").write_bytes(b"\x03\0\0\0")
    (folder / "notes.csv").symlink_to("/etc/passwd")
    require_as_named(folder, "a.gdb")
    (folder / "a00000002.gdbtable").symlink_to("a00000001.gdbtable")
    with pytest.raises(DataError, match=r"link-inside: found the link a00000002\.gdbtable in it"):
        require_as_named(folder, "a.gdb")


def test_a_geopackage_is_what_it_says(tmp_path: Path) -> None:
    require_as_named(geopackage(tmp_path / "a.gpkg"), "a.gpkg")
