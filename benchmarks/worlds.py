"""Worlds of any size, the same ones every time: a plain of cells over which a front goes thrice.

A world is an atlas's folder without evidence. Its areas are the cells of a bent grid; each side of
a cell is a wiggly line of ten pieces that both neighbours share, so that an area has forty
vertices. Each of three regions changes hands about three times, as a ragged front sweeps over
the plain, back, and over it again; one ruling in forty is contested.

    python benchmarks/worlds.py FOLDER 1000 365
"""

from __future__ import annotations

import csv
import json
import math
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

__all__ = ["WORLDS", "World", "write_world"]

_FIRST_DAY = date(2011, 1, 1)
_WEST, _SOUTH = 36.5, 33.0
#: The side of a cell, in degrees: about two kilometres.
_CELL = 0.02
#: Pieces of each of a cell's four sides.
_PIECES = 10
#: How far nodes and the vertices between them stray, as shares of the side.
_STRAY, _WIGGLE = 0.22, 0.035
#: How far an area's changes stray from the sweeping front, as a share of all days.
_RAGGED = 0.015
_CONTESTED = 1 / 40
#: When each front begins and how long it takes, as shares of all days; whether it goes east.
_SWEEPS = ((0.02, 0.3, True), (0.35, 0.28, False), (0.66, 0.3, True))

_ACTORS = (
    ("north", "Northern party", "N", "#2f6fb0", "north"),
    ("south", "Southern party", "S", "#c8543a", "south"),
    ("east", "Eastern party", "E", "#5a8a3c", "east"),
    ("guests", "Guests of the north", "G", "#9cc3e6", "north"),
)

_SETTINGS = """\
title = "A plain of {areas:,} areas over {days:,} days"
licence = "CC0-1.0"
attribution = "Made up for measuring"
metric_crs = "EPSG:32637"
languages = ["en"]

[[groups]]
id = "plain"
title = "The plain"

[[episodes]]
id = "all"
title = "All days"
first = "{first}"
last = "{last}"
groups = "plain"
default = true
"""

_CONTROL_COLUMNS = (
    *("area", "since", "began", "holder", "status", "rivals", "confidence", "evidence"),
    *("note", "note_ar"),
)

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class World:
    """How large a world is: `areas` is cut into `columns` columns of cells."""

    areas: int
    days: int
    columns: int

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.areas}x{self.days}"


WORLDS = (World(20, 34, 5), World(1_000, 365, 40), World(10_000, 1_000, 100))


def write_world(world: World, folder: Path) -> None:
    """Write a world as an atlas's folder; the same bytes for the same size."""
    geodata = folder / "geodata"
    geodata.mkdir(parents=True, exist_ok=True)
    last = _FIRST_DAY + timedelta(days=world.days - 1)
    settings = _SETTINGS.format(areas=world.areas, days=world.days, first=_FIRST_DAY, last=last)
    (geodata / "atlas.toml").write_text(settings, encoding="utf-8")
    with (geodata / "actors.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["id", "name", "name_ar", "short", "colour", "side"])
        table.writerows([key, name, "", *rest] for key, name, *rest in _ACTORS)
    with (geodata / "areas.geojson").open("w", encoding="utf-8") as stream:
        features = ",\n".join(json.dumps(feature) for feature in _features(world))
        stream.write(f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n')
    with (geodata / "control.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(_CONTROL_COLUMNS)
        table.writerows(_rulings(world))


def _cells(world: World) -> list[tuple[int, int]]:
    return [divmod(number, world.columns) for number in range(world.areas)]


def _key(row: int, column: int) -> str:
    return f"cell-{row:03}-{column:03}"


def _features(world: World) -> list[dict[str, object]]:
    chance = random.Random(1)  # noqa: S311 - the same world every time is the point
    rows = -(-world.areas // world.columns)
    nodes = [
        [
            (
                _WEST + _CELL * (column + _STRAY * chance.uniform(-1, 1)),
                _SOUTH + _CELL * (row + _STRAY * chance.uniform(-1, 1)),
            )
            for column in range(world.columns + 1)
        ]
        for row in range(rows + 1)
    ]
    across = [
        [
            _side(chance, nodes[row][column], nodes[row][column + 1])
            for column in range(world.columns)
        ]
        for row in range(rows + 1)
    ]
    upward = [
        [
            _side(chance, nodes[row][column], nodes[row + 1][column])
            for column in range(world.columns + 1)
        ]
        for row in range(rows)
    ]
    features: list[dict[str, object]] = []
    for number, (row, column) in enumerate(_cells(world), start=1):
        ring = [
            *across[row][column][:-1],
            *upward[row][column + 1][:-1],
            *across[row + 1][column][:0:-1],
            *upward[row][column][::-1],
        ]
        properties = {
            "id": _key(row, column),
            "name": f"Cell {number}",
            "code": f"{number}",
            "group": "plain",
            "outline": "schematic" if number % 50 == 0 else "official",
        }
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return features


def _side(chance: random.Random, start: _Point, end: _Point) -> list[_Point]:
    """Return a wiggly line of ten pieces, its coordinates with six decimals."""
    (x1, y1), (x2, y2) = start, end
    points = [start]
    for piece in range(1, _PIECES):
        share, stray = piece / _PIECES, _WIGGLE * chance.uniform(-1, 1)
        points.append(
            (x1 + share * (x2 - x1) - stray * (y2 - y1), y1 + share * (y2 - y1) + stray * (x2 - x1))
        )
    points.append(end)
    return [(round(x, 6), round(y, 6)) for x, y in points]


def _rulings(world: World) -> list[list[str]]:
    chance = random.Random(2)  # noqa: S311
    holders = [actor[0] for actor in _ACTORS]
    rows = -(-world.areas // world.columns)
    found: list[list[str]] = []
    for row, column in _cells(world):
        along = column / world.columns + 0.08 * math.sin(row / 7)
        region = int(3 * (row / rows + 0.05 * math.sin(column / 9)) + 1)
        before = holders[region % len(holders)]
        found.append([_key(row, column), _FIRST_DAY.isoformat(), "", before, "held", "", *[""] * 4])
        reached = 0
        for number, (start, takes, eastward) in enumerate(_SWEEPS, start=1):
            share = start + takes * (along if eastward else 1 - along)
            day = round(world.days * (share + _RAGGED * chance.uniform(-1, 1)))
            contested = chance.random() < _CONTESTED
            if not reached < day < world.days:
                continue
            reached = day
            taker = holders[(region + number) % len(holders)]
            found.append(
                [
                    _key(row, column),
                    (_FIRST_DAY + timedelta(days=day)).isoformat(),
                    "",
                    taker,
                    "contested" if contested else "held",
                    before if contested else "",
                    *[""] * 4,
                ]
            )
            before = taker
    return found


if __name__ == "__main__":
    target, size, length = sys.argv[1:]
    wide = round(math.sqrt(int(size)))
    write_world(World(int(size), int(length), wide), Path(target))
