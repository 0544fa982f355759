from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from exported import ENDINGS, write

from frontmap.atlas import Atlas, read_atlas
from frontmap.errors import RequestError
from frontmap.exchange import write_export
from frontmap.exchange.formats import endings
from frontmap.files import WrittenFile

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_written_is_told(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "tiny.csv"
    written = write_export(atlas, path)
    assert written == WrittenFile(path, "CSV", path.stat().st_size)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_atlas_gives_the_same_bytes(
    atlas: Atlas, tiny: Path, tmp_path: Path, ending: str
) -> None:
    first = write(atlas, tmp_path, ending).read_bytes()
    (tmp_path / "other").mkdir()
    assert write(read_atlas(tiny), tmp_path / "other", ending).read_bytes() == first


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


def test_an_unknown_ending_is_refused_and_the_known_ones_are_named(
    atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match=re.escape(", ".join(endings()))):
        write_export(atlas, tmp_path / "tiny.xyz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_disk_that_is_full_leaves_no_half_of_an_export(
    tiny: Path, tmp_path: Path, ending: str
) -> None:
    # GDAL writes half a FlatGeobuf, and is silent
    code = (
        "import resource\nfrom frontmap.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"main(['export', '-q', '--atlas', {str(tiny)!r}, {str(tmp_path / f'a.{ending}')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.match(r"frontmap: cannot (write|put) ", done.stderr)
    assert list(tmp_path.iterdir()) == []
