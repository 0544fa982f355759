"""Import each world from a table of intervals and a file of outlines, and compare with `render`.

    python benchmarks/imports.py FOLDER [--only 1000x365]

The table has a row for each state of an area, as people keep them. Figures are whole processes,
one after the other, the best of three.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from worlds import WORLDS, write_world

_RUNS = 3


def main() -> None:
    """Print a row for each world."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--only", nargs="*", default=[])
    said = asked.parse_args()
    print("| world | rows | import, s | render, s | ratio |")
    print("|---|---|---|---|---|")
    for world in WORLDS:
        if said.only and world.name not in said.only:
            continue
        folder = said.folder / world.name
        write_world(world, folder)
        rows = _write_inputs(folder, world.days)
        imported = min(_import(folder) for _ in range(_RUNS))
        rendered = min(_render(folder) for _ in range(_RUNS))
        ratio = imported / rendered
        print(f"| {world.name} | {rows} | {imported:.2f} | {rendered:.2f} | {ratio:.2f} |")


def _write_inputs(folder: Path, days: int) -> int:
    """Write the table, the outlines and the recipe of a world; return how many rows it has."""
    shutil.copy(folder / "geodata" / "areas.geojson", folder / "outlines.geojson")
    with (folder / "geodata" / "control.csv").open(encoding="utf-8", newline="") as stream:
        rulings = list(csv.DictReader(stream))
    first = date.fromisoformat(min(row["since"] for row in rulings))
    end = first + timedelta(days=days - 1)
    rows = []
    for row, following in pairwise([*rulings, {"area": ""}]):
        last = end
        if following["area"] == row["area"]:
            last = date.fromisoformat(following["since"]) - timedelta(days=1)
        rows.append([row["area"], row["since"], last, row["holder"], row["status"], row["rivals"]])
    with (folder / "states.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["cell", "start", "end", "controller", "status", "rivals"])
        table.writerows(rows)
    recipe = folder / "recipe.toml"
    recipe.unlink(missing_ok=True)
    column = ("--column", "place=cell", "--end", "inclusive")
    files = (folder / "states.csv", folder / "outlines.geojson")
    _frontmap("import", *map(str, files), *column, "--propose", str(recipe), "--quiet")
    return len(rows)


def _import(folder: Path) -> float:
    shutil.rmtree(folder / "town", ignore_errors=True)
    return _frontmap("import", str(folder / "recipe.toml"), "-o", str(folder / "town"), "--quiet")


def _render(folder: Path) -> float:
    page = folder / "page.html"
    return _frontmap("render", "--atlas", str(folder), "-o", str(page), "--quiet")


def _frontmap(*arguments: str) -> float:
    """Run a command, and return how many seconds it took."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "frontmap", *arguments], check=True, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
