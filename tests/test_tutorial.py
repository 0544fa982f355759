"""The tutorial's commands run as they stand, and say what it says that they say."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import openpyxl

from frontmap.cli import main

if TYPE_CHECKING:
    import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def prepare(folder: Path) -> None:
    """Make the spreadsheet and the shapefile of the tutorial's texts."""
    book = openpyxl.Workbook()
    with (DOCS / "tutorial/who.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            book["Sheet"].append(row)
    book.save(folder / "who.xlsx")
    quarters = geopandas.read_file(DOCS / "tutorial/quarters.geojson")
    quarters.to_crs("EPSG:32632").to_file(folder / "quarters.shp")


def run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    name, *arguments = shlex.split(command)
    assert name == "frontmap"
    try:
        main(arguments)
    except SystemExit as end:
        assert end.code in {0, 1}  # noqa: PT017 - a refusal is part of the story
    said = capsys.readouterr()
    return said.out + said.err


def test_the_commands_of_the_tutorial_say_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    text = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    missing = []
    for language, name, body in BLOCK.findall(text):
        if language == "toml" and name:
            (tmp_path / name).write_text(body, encoding="utf-8")
        if language != "console":
            continue
        said: list[str] = []
        for line in body.splitlines():
            if line.startswith("$ "):
                said = run(line.removeprefix("$ "), capsys).splitlines()
            elif line not in said:
                missing.append(line)
    assert missing == []
    made = {"recipe.toml", "town", "town.html", "town.gpkg", "town.kml", "town.csv"}
    assert made <= {path.name for path in tmp_path.iterdir()}
