"""The record as GeoJSON (H. Butler and others, RFC 7946, 2016)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from frontmap.exchange.layers import Value, control_layer
from frontmap.folder import geometry_json

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

__all__ = ["geojson_bytes"]


def geojson_bytes(atlas: Atlas) -> bytes:
    """Return the states as a FeatureCollection: a feature for each area and run of days.

    Longitude and latitude in WGS 84 with six decimals, outer rings counter-clockwise, days as
    ISO 8601 texts; `end` is the first day on which the state is no longer so.
    """
    layer = control_layer(atlas)
    # outlines come back once for each state, and are many times longer than it
    drawn: dict[str, object] = {}
    lines = []
    for row, shape in zip(layer.rows, layer.geometries, strict=True):
        properties = dict(zip(layer.names, map(_plain, row), strict=True))
        area = str(properties["area"])
        drawn.setdefault(area, geometry_json(shape))
        feature = {"type": "Feature", "properties": properties, "geometry": drawn[area]}
        lines.append(json.dumps(feature, ensure_ascii=False))
    features = ",\n".join(lines)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'.encode()


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
