"""Tables to import, written as people have them; what is made of them, and what is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from frontmap.atlas import Atlas, check_atlas, read_atlas
from frontmap.errors import DataError
from frontmap.importing.interpretation import Interpretation, interpret
from frontmap.importing.options import ImportOptions
from frontmap.importing.writing import write_atlas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HOLDERS = """written,holder,status,rivals,name,short,colour,side
Blue,blue,held,,Blue party,BLU,#335c99,blue
Green,green,held,,Green party,GRN,#9cc98a,green
Contested,before,contested,others,,,,
?,unknown,unknown,,,,,
"""


#: The names of the outlines that `draw_areas` draws.
NAMES = ("Old Town", "Harbour", "Mill")

#: Each of them held by Blue on two days and by Green on the third.
THREE_DAYS = "place,day,holder\n" + "".join(
    f"{name},2018-05-0{day},{'Blue' if day < 3 else 'Green'}\n"
    for day in (1, 2, 3)
    for name in NAMES
)


def text(tmp_path: Path, content: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


def make(tmp_path: Path, *files: Path, **options: Any) -> Atlas:  # noqa: ANN401 - as they come
    understood = interpret(files, ImportOptions(**options), tell=lambda _: None)
    write_atlas(understood, tmp_path / "atlas")
    faults = [f for f in check_atlas(tmp_path / "atlas") if f.severity == "error"]
    assert faults == []
    return read_atlas(tmp_path / "atlas")


def said(*files: Path, **options: Any) -> tuple[Interpretation, list[str]]:  # noqa: ANN401
    lines: list[str] = []
    return interpret(files, ImportOptions(**options), tell=lines.append), lines


def refused(*files: Path, **options: Any) -> list[tuple[str, int, str]]:  # noqa: ANN401
    with pytest.raises(DataError) as refusal:
        interpret(files, ImportOptions(**options), tell=lambda _: None)
    return [(f.code, f.where.row, f.expected) for f in refusal.value.faults]


def states(atlas: Atlas, area: str) -> list[str]:
    found = []
    for day in atlas.days():
        control = atlas.on(day).controls[area]
        found.append(" ".join((control.holder or "-", control.status.value, *control.rivals)))
    return found


def draw_areas(tmp_path: Path) -> Path:
    """Three squares in a row, in a file with heights and a crs member."""
    features = []
    for number, name in enumerate(NAMES):
        west = 36.3 + number / 100
        ring = [[west, 33.5, 7], [west + 0.01, 33.5, 7], [west + 0.01, 33.51, 7], [west, 33.51, 7]]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        properties = {"fid": number + 1.0, "name": name}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def shapefile(tmp_path: Path, names: Sequence[str], *, encoding: str) -> Path:
    """Squares in a row whose names are in `encoding`, without a file that says which it is."""
    path = tmp_path / "outlines.shp"
    squares = [shapely.box(36.3 + n / 100, 33.5, 36.31 + n / 100, 33.51) for n in range(len(names))]
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(squares),
        field_data=[np.array(names, dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        encoding=encoding,
    )
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


def square(west: float, south: float, size: float = 0.01) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_features(path: Path, *features: object, **members: object) -> Path:
    content = {"type": "FeatureCollection", "features": list(features)} | members
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
