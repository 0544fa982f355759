"""Measure how long 50,000 reported events take: imported, checked, and rendered.

    python benchmarks/events.py FOLDER [--events 50000] [--areas 100] [--days 365]

The table is made in FOLDER, in the columns of ACLED's exports: places and kinds by chance, a tenth
of the events dated to a week or a month, a tenth near their point only, one in four with a note.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import resource
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

_FIRST = date(2018, 1, 1)
_KINDS = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
    ("Strategic developments", "Agreement"),
)
_NOTE = "On {day}, {one} and {other} clashed near {place}; {dead} were reported killed."
_NOTED = 0.25
_COLUMNS = (
    *("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1"),
    *("actor2", "location", "latitude", "longitude", "geo_precision", "source", "notes"),
    "fatalities",
)


def write_outlines(path: Path, areas: int) -> float:
    """Write squares of a hundredth of a degree in rows; return the degrees of a row."""
    side = math.isqrt(areas - 1) + 1
    features = []
    for number in range(areas):
        row, column = divmod(number, side)
        west, south = 36.0 + column / 100, 33.0 + row / 100
        east, north = west + 0.01, south + 0.01
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties = {"name": f"Area {number + 1}"}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return side / 100


def write_events(path: Path, events: int, days: int, degrees: float) -> None:
    """Write a table of events in those squares, the same each time."""
    chance = random.Random(1)  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        for number in range(1, events + 1):
            day = _FIRST + timedelta(days=chance.randrange(days))
            kind, sub = chance.choice(_KINDS)
            one, other = chance.sample(("Blue Forces", "Green Army", "Red Militia"), 2)
            place, dead = f"Place {chance.randrange(900)}", chance.choice((0, 0, 0, 1, 2, 5))
            said = {"day": f"{day:%d %B %Y}", "one": one, "other": other, "place": place}
            note = _NOTE.format(**said, dead=dead) if chance.random() < _NOTED else ""
            writer.writerow(
                (
                    f"SYR{number}", f"{day:%d %B %Y}", chance.choice((1,) * 18 + (2, 3)),
                    kind, sub, one, other, place,
                    round(33.0 + chance.random() * degrees, 4),
                    round(36.0 + chance.random() * degrees, 4),
                    chance.choice((1,) * 9 + (2,)),
                    chance.choice(("Agency A", "Agency B; Paper C", "Group D")), note, dead,
                )
            )  # fmt: skip


def timed(*arguments: str) -> None:
    """Run a command of frontmap, and say how long it took, and of that the processor's time."""
    begun, busy = time.perf_counter(), _processor()
    run = [sys.executable, "-m", "frontmap", *arguments, "--quiet"]
    subprocess.run(run, check=True, capture_output=True)
    took, worked = time.perf_counter() - begun, _processor() - busy
    print(f"{took:6.1f} s, {worked:5.1f} s of processor  frontmap {arguments[0]}")


def _processor() -> float:
    """Return the seconds of processor that the commands took until now."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Make the table, and measure the commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--areas", type=int, default=100)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    outlines, events = asked.folder / "outlines.geojson", asked.folder / "events.csv"
    write_events(events, asked.events, asked.days, write_outlines(outlines, asked.areas))
    atlas, page = asked.folder / "atlas", asked.folder / "page.html"
    shutil.rmtree(atlas, ignore_errors=True)
    timed("import", str(outlines), "--events", str(events), "-o", str(atlas))
    timed("render", "--atlas", str(atlas), "-o", str(page))
    print(f"{page.stat().st_size / 1e6:6.1f} MB the page")
    still = str(asked.folder / "day.png")
    timed("still", str(_FIRST + timedelta(days=100)), "--atlas", str(atlas), "-o", still)


if __name__ == "__main__":
    main()
