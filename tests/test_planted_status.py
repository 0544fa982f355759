"""A status that is planted as one row of the table comes out of every output as itself.

A copy of the package gets the row and, in the files of the other languages, its two texts; nothing
else in it is changed. The tiny atlas gets one ruling of that status: Blue is in the southeast from
3 January on, and Green, who is named beside it, is not.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import geopandas
import pytest
from PIL import Image
from planting import CONTROL, plant
from programs import pdf_text

import frontmap
from frontmap.drawing.colours import ink_on, mix
from frontmap.page.payload.encoding import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.page.payload.encoding import Json

TESTS = Path(__file__).resolve().parent

#: Its stripes lie level, as no other status's do, with a dot on them.
ROW = """
    BESIEGED = StatusRow(
        id="besieged",
        word="besieged",
        definition="the rivals stand around it and let nobody out",
        tile=Tile("siege", stripes=90, dots=((0.5, 0.5, 0.25),)),
        cover=0.2,
        counts=CountedAs.CONTESTED,
        takes_rivals=True,
    )"""
WORD, DEFINITION = "كلمة", "تعريف"
DAY = "2001-01-03"
BLUE, GREEN = "#335c99", "#9cc98a"
#: The ink of the dot: it is made from Blue's colour, and on this day nothing else has it.
OVER = mix(BLUE, ink_on(BLUE), 0.75)
ENDINGS = ("gpkg", "geojson", "kml", "csv", "parquet")

#: Runs commands as the command line does, each of which writes what it says to a file.
RUN = """
import contextlib, json, sys
import pytest
from frontmap.cli import main
for said, arguments in json.loads(sys.argv[1]):
    with open(said, "w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
        try:
            main(arguments)
        except SystemExit as ended:
            assert not ended.code, arguments
sys.exit(pytest.main(sys.argv[2:]))
"""


def planted_package(folder: Path) -> Path:
    """A copy of the package with the row, and its texts in each language but English."""
    copy = folder / "frontmap"
    shutil.copytree(Path(frontmap.__file__).parent, copy)
    plant(copy, ("statuses.py", "    UNKNOWN = StatusRow(", f"{ROW}\n    UNKNOWN = StatusRow("))
    for words in (copy / "words").glob("*.py"):
        start = "WORDS: Mapping[str, str] = {\n"
        if start in words.read_text("utf-8") and words.stem != "en":
            texts = {"status.besieged": WORD, "status.besieged.definition": DEFINITION}
            lines = "".join(f"    {key!r}: {text!r},\n" for key, text in texts.items())
            plant(copy / "words", (words.name, start, start + lines))
    return copy


def planted_atlas(folder: Path) -> Path:
    atlas = folder / "atlas"
    shutil.copytree(TESTS / "tiny", atlas)
    row = "southeast,2001-01-03,[2001-01-02..2001-01-03],blue,held,,,herald-2 gazette-1,"
    besieged = "southeast,2001-01-03,,blue,besieged,green,high,herald-2 gazette-1,"
    plant(atlas, (CONTROL, row, besieged))
    return atlas


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all outputs of the day, and of the tests that the table has to pass."""
    folder = tmp_path_factory.mktemp("planted")
    package, atlas = planted_package(folder), planted_atlas(folder)
    commands = {
        "check": ["check", "--strict"],
        "table": ["table"],
        "stats": ["stats"],
        "changes": ["changes"],
        "show": ["show", DAY],
        "show-ar": ["show", DAY, "--lang", "ar"],
        "why": ["why", "southeast", DAY],
        "svg": ["still", DAY, "-o", "still.svg"],
        "png": ["still", DAY, "-o", "still.png"],
        "pdf": ["still", DAY, "-o", "still.pdf"],
        "slides": ["slides", DAY, "-o", "deck.pptx"],
        "handout": ["handout", DAY, "-o", "handout.pdf"],
        "animate": ["animate", "--first", DAY, "--last", DAY, "-o", "days.webp"],
        "render": ["render", "--date", DAY, "-o", "page.html"],
        **{ending: ["export", f"atlas.{ending}"] for ending in ENDINGS},
        "package": ["export", "atlas/datapackage.json"],
    }
    told = [(f"{name}.txt", [*words, "--atlas", str(atlas)]) for name, words in commands.items()]
    tests = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        "not page_of and not fact_of",
        str(TESTS / "test_statuses.py"),
    ]
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(told), *tests],
        cwd=folder,
        env={"PYTHONPATH": str(package.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def said(made: Path, name: str) -> str:
    return (made / f"{name}.txt").read_text("utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_tables_have_it_under_its_id(made: Path) -> None:
    states = {(row["date"], row["area"]): row for row in rows(said(made, "table"))}
    state = states[DAY, "southeast"]
    assert ("blue", "besieged", "green") == (state["holder"], state["status"], state["rivals"])
    assert ["besieged"] == [
        row["to_status"] for row in rows(said(made, "changes")) if row["date"] == DAY
    ]


def test_its_km2_are_counted_for_whom_the_row_calls_present(made: Path) -> None:
    km2 = {
        row["actor"]: float(row["contested_km2"])
        for row in rows(said(made, "stats"))
        if row["date"] == DAY
    }
    assert km2["blue"] > 0
    assert km2["green"] == 0


@pytest.mark.parametrize("name", ["show", "why"])
def test_the_terminal_says_it_and_no_other_status(made: Path, name: str) -> None:
    text = said(made, name)
    assert "Blue party, besieged (Green party)" in text
    assert not re.search(r"unknown\b(?! *$)|no data|contested|shared", text.split("not known")[0])


def test_another_language_says_it_in_its_own_word(made: Path) -> None:
    assert WORD in said(made, "show-ar")


def pattern_and_use(made: Path) -> tuple[ET.Element, ET.Element]:
    """The pattern of the southeast in the picture, and the path that it fills."""
    root = ET.parse(made / "still.svg").getroot()  # noqa: S314 - written by ourselves
    by_id = {element.get("id"): element for element in root.iter()}
    area = by_id["map-area-southeast"]
    key = re.fullmatch(r"url\(#(.*)\)", area.attrib["fill"])
    assert key is not None
    return by_id[key[1]], area


def test_an_svg_draws_its_stripes_and_its_dot(made: Path) -> None:
    pattern, area = pattern_and_use(made)
    assert "rotate(90)" == pattern.get("patternTransform")
    # the holder's colour lies under all of it, as a coat
    assert [GREEN, OVER] == [part.get("fill") for part in pattern]
    assert f' fill="{BLUE}" stroke="none"/><path id="map-area-southeast"' in (
        (made / "still.svg").read_text("utf-8")
    )
    assert "Blue party, besieged" in "".join(area.itertext())


def test_the_legend_of_a_picture_explains_it(made: Path) -> None:
    root = ET.parse(made / "still.svg").getroot()  # noqa: S314 - written by ourselves
    text = " ".join("".join(part.itertext()) for part in root.iter() if not len(part))
    assert "besieged the rivals stand around it and let nobody out" in text


def test_the_legend_of_a_pdf_and_that_of_a_handout_explain_it(made: Path) -> None:
    assert "besieged" in pdf_text(made / "still.pdf")
    handout = pdf_text(made / "handout.pdf")
    assert "Blue party, besieged" in handout
    assert "the rivals stand" in handout


@pytest.mark.parametrize("name", ["still.png", "days.webp"])
def test_pixels_have_the_ink_of_its_dot(made: Path, name: str) -> None:
    wanted = tuple(int(OVER[at : at + 2], 16) for at in (1, 3, 5))
    with Image.open(made / name) as picture:
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
    near = [
        count
        for count, colour in colours or ()
        if isinstance(colour, tuple)
        and max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 3
    ]
    assert sum(near) > 50


def test_a_slide_has_its_stripes_and_its_dots_as_shapes_and_its_word(made: Path) -> None:
    with zipfile.ZipFile(made / "deck.pptx") as deck:
        slides = [
            text
            for name in deck.namelist()
            if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
            and 'name="status southeast"' in (text := deck.read(name).decode())
        ]
        theme = deck.read("ppt/theme/theme1.xml").decode()
    # the opening, and the day
    assert 2 == len(slides)
    for slide in slides:
        named = r"<p:sp>(?:(?!</p:sp>).)*?name=\"status southeast(?: 2)?\".*?</p:sp>"
        stripes, dots = re.findall(named, slide)
        (accent,) = re.findall(r'schemeClr val="(\w+)"', stripes)
        assert f'<a:{accent}><a:srgbClr val="{GREEN[1:].upper()}"/>' in theme
        assert {OVER[1:].upper()} == set(re.findall(r'srgbClr val="(\w+)"', dots))
        assert "<a:t>besieged</a:t>" in slide
        assert not re.search("<a:t>(unknown|no data|contested|shared)</a:t>", slide)


def payload_of(page: str) -> dict[str, Json]:
    match = re.search(r'<script type="[^"]*" id="[^"]*payload[^"]*">\s*(\S+?)\s*</script>', page)
    assert match is not None
    payload = from_text(match[1])
    assert isinstance(payload, dict)
    return payload


def test_a_page_has_its_row_its_tile_and_its_words(made: Path) -> None:
    page = (made / "page.html").read_text("utf-8")
    payload = payload_of(page)
    number, row = next(
        (number, row)
        for number, row in enumerate(payload["status_rows"])
        if row["id"] == "besieged"
    )
    assert {
        "id": "besieged",
        "tile": "siege",
        "disputed": False,
        "counts": "contested",
    }.items() <= row.items()
    assert {"stripes": 90, "dots": [[0.5, 0.5, 0.25]]} == payload["tiles"]["siege"]
    looks = [
        look
        for look, control in zip(payload["looks"], payload["controls"], strict=True)
        if control is not None and control[1] == number
    ]
    assert ["siege", [BLUE, GREEN, OVER]] in [[look[0], look[2]] for look in looks]
    words = {
        language: texts[payload["words"]["status.besieged"]]
        for language, texts in payload["texts"].items()
    }
    assert {"en": "besieged", "ar": WORD}.items() <= words.items()
    # the picture for those without scripts: the southeast, and the sample of its legend
    assert page.count("rotate(90)") == 2


def exported(made: Path) -> Iterator[tuple[str, list[str]]]:
    """The statuses of the southeast's runs, in order, as each format has them."""
    with sqlite3.connect(made / "atlas.gpkg") as database:
        found = database.execute("SELECT status FROM control WHERE area = 'southeast'").fetchall()
    yield "gpkg", [status for (status,) in found]
    features = json.loads((made / "atlas.geojson").read_text("utf-8"))["features"]
    of_area = [one["properties"] for one in features if one["properties"]["area"] == "southeast"]
    yield "geojson", [properties["status"] for properties in of_area]
    table = rows((made / "atlas.csv").read_text("utf-8-sig"))
    yield "csv", [row["status"] for row in table if row["area"] == "southeast"]
    frame = geopandas.read_parquet(made / "atlas.parquet")
    yield "parquet", list(frame[frame["area"] == "southeast"]["status"])


def test_every_export_has_it_under_its_id(made: Path) -> None:
    states = ["held", "contested", "besieged"]
    assert dict.fromkeys(("gpkg", "geojson", "csv", "parquet"), states) == dict(exported(made))


def test_the_data_package_allows_it(made: Path) -> None:
    assert '"besieged"' in (made / "atlas" / "datapackage.json").read_text("utf-8")


def test_qgis_draws_its_stripes_and_its_dot(made: Path) -> None:
    with sqlite3.connect(made / "atlas.gpkg") as database:
        ((style,),) = database.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'control'"
        ).fetchall()
    root = ET.fromstring(style)  # noqa: S314 - written by ourselves
    (rule,) = (one for one in root.iter("rule") if "'besieged'" in one.get("filter", ""))
    assert "Blue party, besieged (Green party)" == rule.get("label")
    symbol = root.find(f"renderer-v2/symbols/symbol[@name='{rule.get('symbol')}']")
    assert symbol is not None
    layers = {layer.get("class"): layer for layer in symbol.iter("layer")}
    assert {"SimpleFill", "LinePatternFill", "SimpleLine", "PointPatternFill", "SimpleMarker"} == (
        set(layers)
    )
    line = {prop.get("k"): prop.get("v") for prop in layers["LinePatternFill"].iter("prop")}
    # stripes at 90° are level, and QGIS counts from there
    assert "0" == line["angle"]


def test_kml_covers_as_much_of_the_ground_as_its_row_says(made: Path) -> None:
    text = (made / "atlas.kml").read_text("utf-8")
    (placemark,) = (
        one for one in re.findall(r"<Placemark>.*?</Placemark>", text, re.DOTALL)
        if "<value>besieged</value>" in one
    )  # fmt: skip
    style = re.search(r"<styleUrl>#(.*)</styleUrl>", placemark)
    assert style is not None
    drawn = re.search(rf'<Style id="{style[1]}">.*?</Style>', text, re.DOTALL)
    assert drawn is not None
    assert f"<color>33{BLUE[5:7]}{BLUE[3:5]}{BLUE[1:3]}</color>" in drawn[0]
    assert "Blue party, besieged (Green party)" in placemark
