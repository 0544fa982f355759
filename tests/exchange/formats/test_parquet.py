from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from exported import HOSTILE, rows, write

from frontmap.exchange.layers import control_layer

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


def test_the_parquet_file_says_where_its_geometry_is(atlas: Atlas, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_parquet(write(atlas, tmp_path, "parquet"))
    assert len(frame) == len(control_layer(atlas).rows)
    assert frame.crs == "OGC:CRS84"
    assert frame.geometry.iloc[0].equals(atlas.areas["north"].polygon)


def test_days_are_dates_and_numbers_are_numbers(atlas: Atlas, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(write(atlas, tmp_path, "parquet"))
    kinds = {name: str(table.schema.field(name).type) for name in ("area", "first", "days")}
    assert kinds == {"area": "string", "first": "date32[day]", "days": "int32"}
    assert [row.items() >= wanted.items() for row, wanted in zip(
        table.to_pylist(), rows(atlas), strict=True
    )] == [True] * 6  # fmt: skip


def test_its_metadata_are_those_of_geoparquet(atlas: Atlas, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(write(atlas, tmp_path, "parquet"))
    meta = json.loads(schema.metadata[b"geo"])
    assert (meta["version"], meta["primary_column"]) == ("1.1.0", "geometry")
    assert meta["columns"]["geometry"] == {
        "encoding": "WKB",
        "geometry_types": ["Polygon"],
        "bbox": [3.0, -0.01, 3.02, 0.01],
        "orientation": "counterclockwise",
    }


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(write(hostile, tmp_path, "parquet"))
    assert set(table["name"].to_pylist()) == {HOSTILE}
