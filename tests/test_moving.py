"""Outlines that move, from other people's files to every command: days without a map included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from commands import ran, run
from imported import HOLDERS, feature, square, text, write_features

if TYPE_CHECKING:
    from pathlib import Path

#: A day without a map, between two with one.
GAP = "2018-05-03"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas of three daily maps without attributes; of one day between there is none."""
    tmp_path = tmp_path_factory.mktemp("maps")
    maps = [
        write_features(
            tmp_path / f"extent_2018-05-0{day}.geojson", feature(square(36.3, 33.5, size))
        )
        for day, size in ((1, 0.01), (2, 0.02), (4, 0.03))
    ]
    holders = text(tmp_path, HOLDERS, "holders.csv")
    made = tmp_path / "atlas"
    files = [str(path) for path in maps]
    asked = ("--all-held-by", "Blue", "--holders", str(holders), "-o", str(made), "--quiet")
    assert run("import", *files, *asked) == 0
    return made


def test_an_outline_that_moves_lasts_to_its_own_end_and_its_ground_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def outline(west: float, east: float, name: str, holder: str, *days: str) -> object:
        ring = [[west, 33.46], [east, 33.46], [east, 33.48], [west, 33.48], [west, 33.46]]
        polygon = {"type": "Polygon", "coordinates": [ring]}
        start, end = days
        return feature(polygon, name=name, holder=holder, start_date=start, end_date=end)

    path = write_features(
        tmp_path / "borders.geojson",
        outline(36.3, 36.32, "North", "Blue", "1945-05-08", "1945-06-30"),
        outline(36.34, 36.38, "South", "Green", "1945-05-08", "1945-08-15"),
        outline(36.3, 36.33, "North", "Blue", "1945-07-01", "1945-08-15"),
    )
    holders, made = text(tmp_path, HOLDERS, "holders.csv"), str(tmp_path / "atlas")
    asked = ("--holders", str(holders), "-o", made, "--quiet")
    assert run("import", str(path), *asked) == 0
    last = ran(["show", "1945-08-15", "--atlas", made], capsys).out
    assert "South  Green party" in last
    moved = ran(["show", "1945-07-01", "--atlas", made], capsys).out.splitlines()
    # 0.01° by 0.02° at 33.47° north: 0.9294 by 2.2184 km
    assert moved[-4:] == [
        "  Blue party, gained: 2.06 km²",
        "  nobody lost ground",
        "What changed on this day",
        "  North: Blue party, outline moved",
    ]
    eve = ran(["show", "1945-06-30", "--atlas", made], capsys).out
    assert eve.splitlines()[-1] == "Nothing changed on this day"


@pytest.mark.parametrize(
    "command",
    [
        "show 2018-05-03",
        "table",
        "table --format json",
        "changes",
        "changes --format json",
        "stats",
        "stats --by side",
        "render --date 2018-05-03 -o {out}.html",
        "still 2018-05-03 -o {out}.png",
        "still 2018-05-03 -o {out}.svg",
        "still 2018-05-02 2018-05-03 2018-05-04 -o {out}.svg",
        "slides 2018-05-02 2018-05-03 2018-05-04 -o {out}.pptx",
        "slides --changes -o {out}.pptx",
        "animate -o {out}.gif",
        "handout 2018-05-03 -o {out}.pdf",
        "export {out}.gpkg",
        "export {out}.geojson",
        "export {out}.kml",
        "export {out}.csv",
        "export {out}.fgb",
        "sources",
    ],
)
def test_every_command_takes_a_day_without_a_map(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    arguments = command.format(out=tmp_path / "out").split()
    done = ran([*arguments, "--atlas", str(folder)], capsys)
    assert (done.status, "Traceback" in done.err, "unforeseen" in done.err) == (0, False, False)


def test_a_day_without_a_map_is_said_to_have_no_data(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = ran(["show", GAP, "--atlas", str(folder)], capsys)
    assert shown.out.splitlines()[-1] == "no data: the record says nothing of this day"
    asked = ran(["why", "blue", GAP, "--atlas", str(folder)], capsys)
    assert asked.status == 1
    assert asked.err.strip() == (
        "frontmap: no data: the outline of 'blue' does not exist on 2018-05-03; it is there from "
        "2018-05-01 to 2018-05-01"
    )


def test_the_figures_of_a_day_without_a_map_are_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(ran(["stats", "--format", "json", "--atlas", str(folder)], capsys).out)
    held = {row["date"]: row["held_km2"] for row in rows if row["actor"] == "blue"}
    # a square of 0.01° is 1.031 km² at 33.5° north
    assert held == {
        "2018-05-01": 1.031,
        "2018-05-02": 4.122,
        "2018-05-03": None,
        "2018-05-04": 9.274,
    }


def test_an_outline_that_grew_is_a_change_and_one_after_a_day_without_a_map_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(ran(["changes", "--format", "json", "--atlas", str(folder)], capsys).out)
    assert [
        (row["date"], row["area"], row["outline_gained_km2"], row["outline_lost_km2"])
        for row in rows
    ] == [("2018-05-02", "blue-2018-05-02", 3.092, 0.0)]
