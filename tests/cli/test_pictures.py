from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from commands import run, written
from pptx import Presentation

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("empty_folder")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["still", "2001-01-03", "--width", "400"], "maps/2001-01-03.png"),
        (["still", "2001-01-03", "-o", "a.svg"], "a.svg"),
        (
            ["still", "2001-01-01", "2001-01-03", "--before-after", "-o", "maps/two.svg"],
            "maps/two.svg",
        ),
        (["slides", "2001-01-03", "--lang", "ar"], "maps/2001-01-03-ar.pptx"),
        (["slides", "--changes"], "maps/2001-01-02_2001-01-03_2001-01-04.pptx"),
        (
            ["slides", "--episode", "first-week"],
            "maps/2001-01-01_2001-01-04-4-days.pptx",
        ),
        (
            ["slides", "2001-01-02", "--as-told-by", "side:blue"],
            "maps/2001-01-02-as-told-by-side-blue.pptx",
        ),
        (
            ["slides", "2001-01-02", "2001-01-03", "--before-after", "--notes", "en, ar"],
            "maps/2001-01-02_2001-01-03.pptx",
        ),
        (
            ["slides", "2001-01-03", "--against", "side:green"],
            "maps/2001-01-03-against-side-green.pptx",
        ),
        (["handout", "2001-01-03"], "maps/2001-01-03-handout.pdf"),
        (
            ["animate", "--first", "2001-01-03", "--width", "320"],
            "maps/2001-01-03_2001-01-04.gif",
        ),
    ],
)
def test_a_file_is_named_by_what_is_in_it_and_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], file: str
) -> None:
    assert 0 == run(*arguments)
    assert [file] == written(tmp_path)
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith(f"{file}: ")
    assert said.err.endswith(" kB\n")


@pytest.mark.parametrize("command", ["still", "slides", "handout"])
def test_a_quiet_command_says_nothing(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert 0 == run(command, "2001-01-03", "--quiet")
    said = capsys.readouterr()
    assert ("", "") == (said.out, said.err)


def test_changes_are_the_days_on_which_something_changed(tmp_path: Path) -> None:
    assert 0 == run("slides", "--changes", "-o", "deck.pptx")
    slides = Presentation(str(tmp_path / "deck.pptx")).slides
    under = [
        shape.text for slide in slides for shape in slide.placeholders if shape.name == "subtitle"
    ]
    days = [f"{day} January 2001" for day in (2, 3, 4)]
    assert days == [text.split(" · ")[0] for text in under[1:4]]


@pytest.mark.parametrize(
    "arguments",
    [
        ["still"],
        ["still", "3 May 2001"],
        ["still", "2001-01-01", "--before-after"],
        ["still", "2001-01-03", "2001-01-01", "--before-after"],
        ["still", "2001-01-01", "2001-01-01", "--before-after"],
        ["slides", "2001-01-01", "--changes"],
        ["slides", "2001-01-01", "--before-after"],
        ["slides", "--changes", "--before-after"],
        ["slides", "2001-01-03", "2001-01-01", "--before-after"],
        ["slides", "2001-01-03", "--notes", "en,xx"],
        ["still", "2001-01-01", "--dpi", "inf", "-o", "map.pdf"],
        ["still", "2001-01-01", "--dpi", "1e12", "-o", "map.pdf"],
        ["still", "2001-01-01", "--dpi", "nan", "-o", "map.pdf"],
        ["still", "2001-01-01", "--snap", "inf"],
        ["handout", "2001-01-01", "--paper", "a5"],
        ["animate", "--first", "2001-01-04", "--last", "2001-01-01"],
    ],
)
def test_a_wrong_command_line_is_2_and_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    assert 2 == run(*arguments)
    assert [] == written(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["still", "1999-01-01"], "outside every episode"),
        (["still", "2001-01-01", "-o", "map.jpg"], "a still is a .png, .svg, .pdf file"),
        (["slides", "--episode", "second-week"], "no episode 'second-week'"),
        (["slides", "2001-01-01", "--against", "nobody"], "no voice or side 'nobody'"),
        (["slides", "2001-01-01", "--template", "none.pptx"], "none.pptx"),
        (["animate", "--first", "1999-01-01", "--last", "1999-01-02"], "no day from 1999-01-01"),
        (["handout", "2001-01-01", "--as-told-by", "nobody"], "no voice or side 'nobody'"),
    ],
)
def test_what_cannot_be_made_is_1_with_the_reason_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert 1 == run(*arguments)
    assert said in capsys.readouterr().err
    assert [] == written(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "letters"),
    [
        (["still", "2001-01-03", "-o", "map.png"], "北海"),
        (["still", "2001-01-03", "-o", "map.pdf"], "北海"),
        (["handout", "2001-01-03"], "北海"),
        (["animate", "--first", "2001-01-03", "--width", "320"], "北海"),
    ],
)
def test_letters_that_the_font_lacks_are_told_in_one_line(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], letters: str
) -> None:
    areas = copy_of_tiny / "geodata" / "areas.geojson"
    text = areas.read_text("utf-8").replace("North field", "North 海\N{WORD JOINER}北")
    areas.write_text(text, "utf-8")
    assert 0 == run(*arguments, "--atlas", str(copy_of_tiny))
    _, told = capsys.readouterr().err.splitlines()
    assert (
        f"  its font lacks these letters, drawn as \N{WHITE VERTICAL RECTANGLE}: {letters}" == told
    )


@pytest.mark.parametrize(
    ("missing", "arguments", "remedy"),
    [
        ("resvg_py", ["still", "2001-01-03"], "frontmap[pictures]"),
        ("typst", ["still", "2001-01-03", "-o", "map.pdf"], "frontmap[pdf]"),
        ("typst", ["handout", "2001-01-03"], "frontmap[pdf]"),
        ("resvg_py", ["animate", "--first", "2001-01-03"], "frontmap[pictures]"),
        ("PIL", ["animate", "--first", "2001-01-03"], "frontmap[pictures]"),
        ("pptx", ["slides", "2001-01-03"], "frontmap[slides]"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_the_remedy(
    missing: str, arguments: list[str], remedy: str
) -> None:
    script = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        f"from frontmap.cli import main\nmain({arguments!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert 1 == done.returncode
    assert f"pip install '{remedy}'" in done.stderr
    assert missing in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["still", "2001-01-03"], "frontmap[pictures]"),
        (["still", "2001-01-03", "-o", "map.pdf"], "frontmap[pdf]"),
        (["handout", "2001-01-03"], "frontmap[pdf]"),
        (["animate", "-o", "days.mp4"], "frontmap[pictures]"),
        (["slides", "2001-01-03"], "frontmap[slides]"),
    ],
)
def test_where_no_extra_is_there_the_one_that_is_needed_is_named(
    arguments: list[str], remedy: str
) -> None:
    extras = "resvg_py typst PIL fontTools pymupdf_fonts av pptx"
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({extras.split()!r}))\n"
        f"from frontmap.cli import main\nmain({arguments!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert 1 == done.returncode
    assert f"pip install '{remedy}'" in done.stderr
    assert "unforeseen" not in done.stderr


def test_an_svg_needs_no_further_library(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['resvg_py'] = sys.modules['typst'] = None\n"
        "from frontmap.cli import main\nmain(['still', '2001-01-03', '-o', 'map.svg'])"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert (tmp_path / "map.svg").read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize("what", ["title", "subtitle", "caption"])
def test_a_text_that_is_given_and_left_out_is_a_wrong_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert 2 == run("still", "2001-01-03", f"--{what}", "A", f"--no-{what}")
    assert f"give --{what} or --no-{what}, not both" in " ".join(capsys.readouterr().err.split())
    assert [] == written(tmp_path)


def test_the_texts_and_the_size_that_were_asked_for_are_in_the_picture(tmp_path: Path) -> None:
    arguments = ("--title", "Who held it?", "--no-caption", "--for", "slide", "-o", "a.svg")
    assert 0 == run("still", "2001-01-03", *arguments)
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert 'width="1920" height="1080"' in svg
    assert ">Who held it?<" in svg
    assert "Blue takes the southeast field" not in svg


def test_a_crop_shows_what_it_names_and_refuses_what_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run("still", "2001-01-03", "--crop", "southeast", "-o", "a.svg")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert 'data-area="southeast"' in svg
    capsys.readouterr()
    assert 1 == run("still", "2001-01-03", "--crop", "southwst", "-o", "b.svg")
    assert "did you mean 'southwest'?" in capsys.readouterr().err
    assert ["a.svg"] == written(tmp_path)
