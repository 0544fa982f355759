"""The record as GeoJSON (H. Butler and others, RFC 7946, 2016)."""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from frontmap.exchange.formats import Format
from frontmap.exchange.layers import Layer, Value, control_layer, event_layers
from frontmap.folder.write import geometry_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "geojson_parts"]


def geojson_parts(atlas: Atlas) -> Iterator[bytes]:
    """Yield the states as a FeatureCollection: a feature for each area and run of days.

    Reported events, if there are any, follow as points.

    Longitude and latitude in WGS 84 with six decimals, outer rings counter-clockwise, days as
    ISO 8601 texts; `end` is the first day on which the state is no longer so.
    """
    yield b'{"type": "FeatureCollection", "features": ['
    between = "\n"
    for feature in chain.from_iterable(
        map(_features, (control_layer(atlas), *event_layers(atlas)))
    ):
        yield f"{between}{feature}".encode()
        between = ",\n"
    yield b"\n]}\n"


def _features(layer: Layer) -> Iterator[str]:
    for shape, rows in layer.by_geometry():
        # an outline is many times longer than the rest, and is written for each of its states
        outline = _json(geometry_json(shape))
        for row in rows:
            properties = {name: _plain(value) for name, value in row.items()}
            feature = f'"properties": {_json(properties)}, "geometry": {outline}'
            yield f'{{"type": "Feature", {feature}}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


FORMAT = Format(
    title="GeoJSON",
    programs="anything",
    holds="the states, and reported events as points (RFC 7946)",
    parts=geojson_parts,
)
