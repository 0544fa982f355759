"""Measure a step of worlds of growing size on pages drawn as elements and on a canvas.

    python benchmarks/switch.py FOLDER

It prints the table from which `frontmap.page.element.CANVAS_ABOVE` was read.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

from measure import Row, chromium, view
from worlds import World, write_world

import frontmap.page.element
from frontmap.atlas import read_atlas
from frontmap.page import write_page

_AREAS = (50, 100, 200, 400, 800)
_DAYS = 365
#: Above how many areas a page is drawn on a canvas, so that all worlds are drawn in one way.
_WAYS = {"SVG": sys.maxsize, "canvas": 0}


def main() -> None:
    """Write and open each world in both ways, and print a Markdown table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print("| areas | SVG | canvas |\n|---:|---:|---:|")
    with chromium() as browser:
        for areas in _AREAS:
            world = World(areas, _DAYS, round(math.sqrt(areas)))
            write_world(world, folder / world.name)
            atlas = read_atlas(folder / world.name)
            steps = []
            for way, above in _WAYS.items():
                frontmap.page.element.CANVAS_ABOVE = above
                file = folder / f"{way}-{world.name}.html"
                write_page(atlas, file, day=atlas.days()[-1])
                row = Row("frontmap", world.name)
                view(browser, row, file, mirror=None)
                steps.append(f"{row.step.median:.1f}")
            print(f"| {areas} | {' | '.join(steps)} |", flush=True)


if __name__ == "__main__":
    main()
