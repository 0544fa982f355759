from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.exchange import write_export
from frontmap.importing.own_tables import read_own_tables

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


def test_an_exported_geopackage_brings_its_parties_and_evidence(
    tmp_path: Path, tiny_atlas: Atlas
) -> None:
    write_export(tiny_atlas, tmp_path / "tiny.gpkg")
    tables = read_own_tables(tmp_path / "tiny.gpkg", tiny_atlas.record.languages)
    assert {
        "geodata/actors.csv",
        "seeds/sources.csv",
        "seeds/voices.csv",
        "seeds/claims.csv",
    } == set(tables)
    assert 1 + len(tiny_atlas.claims) == len(tables["seeds/claims.csv"].splitlines())


def test_a_file_of_another_kind_brings_none(tmp_path: Path, tiny_atlas: Atlas) -> None:
    write_export(tiny_atlas, tmp_path / "tiny.geojson")
    assert {} == read_own_tables(tmp_path / "tiny.geojson", ("en",))
