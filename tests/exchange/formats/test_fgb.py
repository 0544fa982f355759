from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pytest
import shapely
from exported import HOSTILE_IN_GDAL, write

from frontmap.exchange import write_export
from frontmap.exchange.layers import control_layer

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


@pytest.fixture(scope="module")
def file(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fgb") / "tiny.fgb"
    write_export(atlas, path)
    return path


def test_the_features_are_the_states_in_their_order(atlas: Atlas, file: Path) -> None:
    layer = control_layer(atlas)
    meta, _, shapes, fields = pyogrio.raw.read(file)
    values = dict(zip(meta["fields"].tolist(), fields, strict=True))
    assert list(layer.names) == list(values)
    for name in ("area", "holder", "status", "label", "note_ar"):
        assert [record[name] for record in layer.records()] == [v or "" for v in values[name]]
    for shape, own in zip(shapely.from_wkb(shapes), layer.geometries, strict=True):
        assert shape.equals(own)


def test_a_day_is_its_first_moment_without_a_zone(atlas: Atlas, file: Path) -> None:
    meta, _, _, fields = pyogrio.raw.read(file)
    values = dict(zip(meta["fields"].tolist(), fields, strict=True))
    for name in ("first", "last", "begin", "end"):
        days = np.array(
            [record[name] for record in control_layer(atlas).records()], "datetime64[D]"
        )
        assert (days.astype("datetime64[ms]") == values[name]).all()


def test_the_file_says_that_it_is_in_degrees(file: Path) -> None:
    info = pyogrio.read_info(file)
    assert ("EPSG:4326", "control") == (info["crs"], info["layer_name"])


def test_hostile_names_stay_text(hostile: Atlas, tmp_path: Path) -> None:
    meta, _, _, fields = pyogrio.raw.read(write(hostile, tmp_path, "fgb"))
    names = dict(zip(meta["fields"].tolist(), fields, strict=True))["name"]
    assert set(names) == {HOSTILE_IN_GDAL}
