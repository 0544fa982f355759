from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from frontmap.atlas import Atlas
from frontmap.exchange import write_export
from frontmap.importing.own_tables import OwnTables, read_own_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_an_exported_geopackage_brings_its_parties_and_evidence(
    tmp_path: Path, tiny_atlas: Atlas
) -> None:
    write_export(tiny_atlas, tmp_path / "tiny.gpkg")
    tables = read_own_tables(tmp_path / "tiny.gpkg", tiny_atlas.record.languages).files
    assert {
        "geodata/actors.csv",
        "seeds/sources.csv",
        "seeds/voices.csv",
        "seeds/claims.csv",
    } == set(tables)
    assert 1 + len(tiny_atlas.claims) == len(tables["seeds/claims.csv"].splitlines())


def test_a_day_that_is_not_there_is_a_blank_cell_and_one_that_is_comes_back(
    tmp_path: Path, tiny_atlas: Atlas
) -> None:
    first, *others = tiny_atlas.record.sources
    copied = replace(first, archived_on=date(2002, 3, 4))
    record = replace(tiny_atlas.record, sources=(copied, *others))
    write_export(Atlas(record), tmp_path / "tiny.gpkg")
    tables = read_own_tables(tmp_path / "tiny.gpkg", record.languages).files
    rows = list(csv.DictReader(io.StringIO(tables["seeds/sources.csv"].decode())))
    assert ["2002-03-04", "", ""] == [row["archived_on"] for row in rows]


def test_a_geopackage_from_before_the_later_columns_is_still_ours(
    tmp_path: Path, tiny_atlas: Atlas
) -> None:
    path = tmp_path / "tiny.gpkg"
    write_export(tiny_atlas, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE sources DROP COLUMN archived_on")
    tables = read_own_tables(path, tiny_atlas.record.languages).files
    assert "archived_on" not in tables["seeds/sources.csv"].decode()
    assert 4 == len(tables)


def test_a_file_of_another_kind_brings_none(tmp_path: Path, tiny_atlas: Atlas) -> None:
    write_export(tiny_atlas, tmp_path / "tiny.geojson")
    assert OwnTables() == read_own_tables(tmp_path / "tiny.geojson", ("en",))


def test_what_a_geopackage_has_besides_is_named(tmp_path: Path, tiny_atlas: Atlas) -> None:
    write_export(tiny_atlas, tmp_path / "tiny.gpkg")
    unread = read_own_tables(tmp_path / "tiny.gpkg", ("en",)).unread
    layers = [f"the layer {name}" for name in ("streets", "episodes", "annotations", "errata")]
    assert (*layers, "the column landmark of the layer claims") == unread
