"""The ways to turn a world into a page with a day slider, each in as little code as it takes.

    python benchmarks/writers.py timeline WORLD FILE

Each is run as a process of its own, so that its imports and its memory are its own. They read the
world's files as plain JSON and CSV, which is kinder to folium than GeoPandas would be; `floor`
borrows frontmap's borders, because the floor is about the page and not about writing it.
"""

from __future__ import annotations

import base64
import csv
import json
import sys
import zlib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["WRITERS"]

_UNIT = 1e-5
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)
_HERE = Path(__file__).parent


def write_frontmap(world: Path, target: Path) -> None:
    """Write what `frontmap render` writes."""
    from frontmap.cli import main

    main(["render", "--atlas", str(world), "-o", str(target), "--quiet"])


def write_timeline(world: Path, target: Path) -> None:
    """Write folium's Timeline: a feature with an outline, a start and an end for each run."""
    from folium import JsCode, Map
    from folium.plugins import Timeline, TimelineSlider

    areas, colours = _areas(world), _colours(world)
    first, days, runs = _runs(world)
    features = [
        {
            "type": "Feature",
            "geometry": areas[area]["geometry"],
            "properties": {
                "name": areas[area]["properties"]["name"],
                "color": colours[holder],
                "start": _milliseconds(first + timedelta(days=begin)),
                "end": _milliseconds(first + timedelta(days=end)),
            },
        }
        for area, of in runs.items()
        for begin, end, holder in of
    ]
    page = Map(tiles=None)
    style = JsCode("""
        function(feature) {
            return {color: "white", weight: 0.8, fillOpacity: 1,
                    fillColor: feature.properties.color};
        }""")
    timeline = Timeline({"type": "FeatureCollection", "features": features}, style=style)
    timeline.add_to(page)
    slider = TimelineSlider(
        auto_play=False, show_ticks=False, steps=days, date_options="YYYY-MM-DD"
    )
    slider.add_timelines(timeline).add_to(page)
    page.fit_bounds(_bounds(areas))
    page.save(str(target))


def write_choropleth(world: Path, target: Path) -> None:
    """Write folium's TimeSliderChoropleth: a colour for each area and day.

    It repaints an area only where it has a row for the day, so that with rows for changes alone a
    step back would show a later holder.
    """
    from folium import Map
    from folium.plugins import TimeSliderChoropleth

    areas, colours = _areas(world), _colours(world)
    first, _, runs = _runs(world)
    styles: dict[str, dict[str, dict[str, object]]] = {}
    for area, of in runs.items():
        styles[area] = {}
        for begin, end, holder in of:
            for offset in range(begin, end):
                seconds = _milliseconds(first + timedelta(days=offset)) // 1000
                styles[area][str(seconds)] = {"color": colours[holder], "opacity": 1}
    for area, feature in areas.items():
        feature["id"] = area
    page = Map(tiles=None)
    data = json.dumps({"type": "FeatureCollection", "features": list(areas.values())})
    TimeSliderChoropleth(data=data, styledict=styles).add_to(page)
    page.fit_bounds(_bounds(areas))
    page.save(str(target))


def write_floor(world: Path, target: Path) -> None:
    """Write a bare canvas page: each border once on a grid of a metre, and the runs."""
    import numpy as np

    from frontmap.folder.read import read_record
    from frontmap.ground.topology import build_topology

    record, _ = read_record(world)
    topology = build_topology(record.areas)
    _, days, runs = _runs(world)
    colours = _colours(world)
    holders = list(colours)
    number = {area.id: place for place, area in enumerate(record.areas)}
    borders = []
    for border in topology.borders:
        points = np.rint(np.asarray(border.line.coords) / _UNIT).astype(np.int64)
        steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        borders.append(
            [number[border.left], number.get(border.right, -1), *map(int, steps.ravel())]
        )
    data = {
        "days": days,
        "colours": list(colours.values()),
        "borders": borders,
        "areas": [topology.rings[area.id] for area in record.areas],
        "runs": [
            [
                value
                for begin, _, holder in runs[area.id]
                for value in (begin, holders.index(holder))
            ]
            for area in record.areas
        ],
    }
    packed = zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 9)
    page = (_HERE / "floor.html").read_text(encoding="utf-8")
    page = page.replace("SCRIPT", (_HERE / "floor.js").read_text(encoding="utf-8"))
    page = page.replace("PAYLOAD", base64.b64encode(packed).decode("ascii"))
    target.write_text(page, encoding="utf-8")


def _areas(world: Path) -> dict[str, Any]:
    data = json.loads((world / "geodata" / "areas.geojson").read_text(encoding="utf-8"))
    return {feature["properties"]["id"]: feature for feature in data["features"]}


def _colours(world: Path) -> dict[str, str]:
    with (world / "geodata" / "actors.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row["colour"] for row in csv.DictReader(stream)}


def _runs(world: Path) -> tuple[date, int, dict[str, list[tuple[int, int, str]]]]:
    """Return the first day, how many there are, and each area's runs as begin, end, holder."""
    settings = (world / "geodata" / "atlas.toml").read_text(encoding="utf-8").splitlines()
    written = dict(line.split(" = ") for line in settings if " = " in line)
    first = date.fromisoformat(written["first"].strip('"'))
    days = (date.fromisoformat(written["last"].strip('"')) - first).days + 1
    starts: dict[str, list[tuple[int, str]]] = {}
    with (world / "geodata" / "control.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            begin = (date.fromisoformat(row["since"]) - first).days
            starts.setdefault(row["area"], []).append((begin, row["holder"]))
    runs = {}
    for area, of in starts.items():
        ends = [begin for begin, _ in of[1:]] + [days]
        runs[area] = [(begin, end, holder) for (begin, holder), end in zip(of, ends, strict=True)]
    return first, days, runs


def _milliseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY_MS


def _bounds(areas: Mapping[str, Any]) -> list[list[float]]:
    points = [point for area in areas.values() for point in area["geometry"]["coordinates"][0]]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


WRITERS: dict[str, Callable[[Path, Path], None]] = {
    "frontmap": write_frontmap,
    "timeline": write_timeline,
    "choropleth": write_choropleth,
    "floor": write_floor,
}

if __name__ == "__main__":
    name, source, file = sys.argv[1:]
    WRITERS[name](Path(source), Path(file))
