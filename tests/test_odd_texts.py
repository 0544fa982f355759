"""Texts as nobody expects them, in every place of an atlas and in every output.

What is allowed is in each output as it was, and breaks none; what is refused is refused by `check`
and by every command, with file and row.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pytest
from commands import ran, run
from every_output import PRINTERS, WRITERS
from fuzz.outputs import faults_of_output, faults_of_page
from imported import feature, square, text, write_features
from planting import (
    ACTORS,
    ANNOTATIONS,
    AREAS,
    ATLAS,
    CAPTIONS,
    CLAIMS,
    CONTROL,
    ERRATA,
    LANDMARKS,
    SOURCES,
    STREETS,
    VOICES,
)
from programs import pdf_text

from frontmap.atlas import check_atlas, read_atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Texts that may stand anywhere, by what is odd about them.
ODD = {
    "emoji of several": "👩‍👩‍👧‍👦👍🏽🇸🇾",
    "marks on letters": "e\u0301\u0323 Z\u0351\u0357",
    "joiners": "می\u200cخواهم ک\u200d",
    "both directions": "(حي) abc",
    "the end of a CDATA section": "]]>",
    "a script": "<script>x</script>",
    "a comment": "--> <!--",
    "character references": "&#0; &lt;",
    "quotes": "\"a\" 'b' `c`",
    "forms to fill": "100 % %s %(a)s {x} {0}",
    "backslashes": r"C:\new\u202e",
    "markup of rich": "[red]r[/red] [/]",
    "formulas": r"$x^2$ \frac ${a}",
}
SHORT = " ".join(ODD.values())
#: As long as a name may be, and without a place to break.
SOLID = "ж" * 200
LONG = f"{SHORT}\n{'word ' * 80}{SOLID}"

#: The columns of texts in each table; `short` ones are names.
NAMES = {ACTORS: ("name", "name_ar"), VOICES: ("name", "name_ar")}
TEXTS = {
    CAPTIONS: ("text", "text_ar"),
    ANNOTATIONS: ("text", "text_ar"),
    CONTROL: ("note", "note_ar"),
    CLAIMS: ("locator", "place", "summary", "summary_ar"),
    SOURCES: ("title", "author", "outlet", "note"),
    VOICES: ("note",),
    ERRATA: ("what", "why"),
}
FEATURES = {AREAS: ("name", "name_ar", "note"), STREETS: ("name",), LANDMARKS: ("name",)}

ALIKE = {"page-told.html", "slide.png", "animation.webp", "animation.mp4", "export.parquet"}
#: Of outputs that differ only in their options, one is enough. A slide and a film, whose sizes are
#: given, refuse texts for which they have no room.
WRITTEN = {
    name: arguments
    for name, arguments in WRITERS.items()
    if name
    not in {"page-told.html", "slide.png", "animation.webp", "animation.mp4", "export.parquet"}
}


def rewritten(path: Path, columns: Sequence[str], value: str) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    for row in rows:
        row.update({column: value for column in columns if column in row})
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, rows[0], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path.write_text(stream.getvalue(), "utf-8")


@pytest.fixture(scope="module")
def odd(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny atlas with all odd texts in every place that takes a text."""
    folder = tmp_path_factory.mktemp("odd") / "atlas"
    shutil.copytree(tiny, folder)
    for file, columns in NAMES.items():
        rewritten(folder / file, columns, SHORT)
    for file, columns in TEXTS.items():
        rewritten(folder / file, columns, LONG)
    rewritten(folder / ACTORS, ["short", "short_ar"], "<&]]>👍🏽")
    for file, columns in FEATURES.items():
        content = json.loads((folder / file).read_text("utf-8"))
        for number, one in enumerate(content["features"]):
            value = SOLID if number == 2 else SHORT
            one["properties"].update(dict.fromkeys(columns, value))
        (folder / file).write_text(json.dumps(content), "utf-8")
    settings = (folder / ATLAS).read_text("utf-8")
    value = json.dumps(SHORT, ensure_ascii=False)
    for key in ("title", "title_ar", "licence", "attribution"):
        settings = re.sub(rf"(?m)^{key} = .*", lambda _, key=key: f"{key} = {value}", settings)
    (folder / ATLAS).write_text(settings, "utf-8")
    return folder


def test_odd_texts_are_no_fault(odd: Path) -> None:
    assert len(SHORT) <= 200
    assert [] == [str(fault) for fault in check_atlas(odd) if fault.severity == "error"]


def bare(said: str) -> str:
    """A text without what lines are broken at."""
    return "".join(said.split())


class _Said(HTMLParser):
    """The texts of a page, and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.said += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def xml_text(content: bytes) -> str:
    root = ET.fromstring(content)  # noqa: S314 - our own
    attributes = (value for one in root.iter() for value in one.attrib.values())
    return "".join(["".join(root.itertext()), *attributes])


def geopackage_text(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        tables = [row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")]
        rows = [
            value
            for table in tables
            for row in database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own
            for value in row
        ]
        styles = database.execute("SELECT styleQML, styleSLD FROM layer_styles").fetchall()
    said = [xml_text(style.encode()) for row in styles for style in row if style]
    return "".join([*said, *(value for value in rows if isinstance(value, str))])


def packed_text(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        parts = [name for name in packed.namelist() if name.endswith((".xml", ".rels"))]
        return "".join(xml_text(packed.read(name)) for name in parts)


def json_text(content: Any) -> str:  # noqa: ANN401 - whatever JSON has
    if isinstance(content, dict | list):
        parts = content.values() if isinstance(content, dict) else content
        return "".join(map(json_text, parts))
    return content if isinstance(content, str) else ""


def csv_text(path: Path) -> str:
    rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    return "".join(cell for row in rows for cell in row)


#: How the texts of an output are read, by a reader of its format.
READERS: dict[str, Callable[[Path], str]] = {
    ".svg": lambda path: xml_text(path.read_bytes()),
    ".kml": lambda path: xml_text(path.read_bytes()),
    ".pptx": packed_text,
    ".pdf": pdf_text,
    ".gpkg": geopackage_text,
    ".geojson": lambda path: json_text(json.loads(path.read_bytes())),
    ".csv": csv_text,
    ".fgb": lambda path: path.read_bytes().decode("utf-8", "ignore"),
}


@pytest.mark.parametrize("name", list(WRITTEN))
def test_every_output_holds_odd_texts_and_is_whole(
    name: str, odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = WRITTEN[name]
    target = [name] if arguments == ("export",) else ["-o", name]
    assert 0 == run(*arguments, *target, "--atlas", str(odd), "--quiet")
    path = tmp_path / name
    assert [] == list(faults_of_output(path))
    if path.suffix == ".html":
        # a text in letters of another language says so
        ours = ("page: an element that is not ours", "[('p', 'lang')]")
        assert [] == [found for found in faults_of_page(str(path), str(odd)) if found != ours]
        assert "red" not in _Said(path.read_text("utf-8")).tags
    elif path.suffix in READERS:
        said = bare(READERS[path.suffix](path))
        # what draws PDFs has no glyph for some, and sets others in the order they are read in
        sought = [one for one in ODD.values() if path.suffix != ".pdf" or one.isascii()]
        assert [] == [one for one in sought if bare(one) not in said]


@pytest.mark.parametrize("name", list(PRINTERS))
def test_every_answer_holds_odd_texts(
    name: str, odd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran([*PRINTERS[name], "--atlas", str(odd)], capsys)
    assert 0 == done.status
    assert not set(done.out + done.err) & set("\x1b\u202e\x00")
    if name.endswith(".json"):
        json.loads(done.out)
    if name in {"show.txt", "show-ar.txt", "why.txt", "compare.txt", "table.csv"}:
        assert bare(ODD["markup of rich"]) in bare(done.out)
        assert bare(ODD["joiners"]) in bare(done.out)


#: A character that no text may hold, how it is written in JSON, and the code of its fault.
REFUSED = {
    "\x1b": "control-character",
    "\x00": "control-character",
    "\x85": "control-character",
    "\ufeff": "bad-character",
    "\uffff": "bad-character",
    "\ufdd0": "bad-character",
}
#: The places of faults where each place holds such a character.
PLACES = (
    "geodata/actors.csv:2 name_ar",
    "geodata/annotations.csv:2 text",
    "geodata/areas.geojson feature 1 name",
    "geodata/captions.csv:2 text",
    "geodata/control.csv:2 note",
    "geodata/errata.csv:2 why",
    "geodata/landmarks.geojson feature 1 name",
    "geodata/streets.geojson feature 1 name",
    "seeds/claims.csv:2 summary",
    "seeds/sources.csv:2 title",
    "seeds/voices.csv:2 note",
)


@pytest.mark.parametrize("letter", list(REFUSED), ids=ascii)
def test_a_text_that_is_refused_is_refused_by_every_command_with_file_and_row(
    letter: str, copy_of_tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = f"a{letter}b"
    for file, columns in (NAMES | TEXTS).items():
        rewritten(copy_of_tiny / file, columns, bad)
    for file, columns in FEATURES.items():
        content = json.loads((copy_of_tiny / file).read_text("utf-8"))
        for one in content["features"]:
            one["properties"].update(dict.fromkeys(columns, bad))
        (copy_of_tiny / file).write_text(json.dumps(content), "utf-8")
    checked = ran(["check", "--atlas", str(copy_of_tiny)], capsys)
    said = [line for line in checked.err.splitlines() if line.startswith("error")]
    for place in PLACES:
        assert [line for line in said if line.startswith(f"error: {place}: {REFUSED[letter]}: ")]
    assert letter not in checked.err
    for name, arguments in (WRITERS | PRINTERS).items():
        target = [str(tmp_path / name)] if arguments == ("export",) else []
        target = target or (["-o", str(tmp_path / name)] if name in WRITERS else [])
        done = ran([*arguments, *target, "--atlas", str(copy_of_tiny)], capsys)
        told = [line for line in done.err.splitlines() if line.startswith("error")]
        assert (1, "", said) == (done.status, "" if name == "check.txt" else done.out, told)
        assert not (tmp_path / name).exists()


def test_odd_texts_are_imported_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(["place", "date", "holder", "note"])
    table.writerows([odd, "2018-05-01", f"P {odd}", odd] for odd in ODD.values())
    text(tmp_path, stream.getvalue(), "who.csv")
    places = [feature(square(36 + n / 10, 33, 0.1), name=odd) for n, odd in enumerate(ODD.values())]
    write_features(tmp_path / "areas.geojson", *places)
    assert 0 == run("import", "who.csv", "areas.geojson", "--propose", "r.toml", "-q")
    assert 0 == run("import", "r.toml", "-o", "town", "-q", "--title", SHORT)
    atlas = read_atlas(tmp_path / "town")
    # names are kept as Unicode composes them (NFC)
    named = [normalize("NFC", odd) for odd in ODD.values()]
    assert named == [area.name.to("en") for area in atlas.areas.values()]
    assert {f"P {name}" for name in named} <= {
        actor.name.to("en") for actor in atlas.actors.values()
    }
    assert SHORT == atlas.title.to("en")


@pytest.mark.parametrize("name", ["still.svg", "page.html", "export.csv"])
def test_a_file_is_written_under_any_name_and_told_without_obeying_it(
    name: str,
    tiny: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = f"a\x1b[31m\nerror: forged \u202e[red] {name}"
    arguments = WRITERS[name]
    target = [odd] if arguments == ("export",) else ["-o", odd]
    done = ran([*arguments, *target, "--atlas", str(tiny)], capsys)
    assert (0, [odd]) == (done.status, [path.name for path in Path().iterdir()])
    assert not set(done.err) & set("\x1b\u202e")
    assert not [line for line in done.err.splitlines() if line.startswith("error")]
