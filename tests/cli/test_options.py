from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from commands import ran, run
from french import write_french

from frontmap.cli.options import (
    _read_language,
    file_name,
    open_atlas,
    output_path,
    read_day,
    wrong_usage,
)
from frontmap.errors import UsageError
from frontmap.words import words_of

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "Ce qui a changé ce jour-là"),
        (["--lang", "fr"], "Ce qui a changé ce jour-là"),
        (["--lang", "en"], "What changed on this day"),
        (["--lang", "ar"], "ما تغيّر في هذا اليوم"),
    ],
)
def test_an_output_is_in_the_atlas_s_first_language_or_in_the_one_that_is_asked_for(
    asked: list[str], said: str, tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_french(tiny, tmp_path / "french")
    done = ran(["show", "2001-01-03", *asked, "--atlas", str(folder)], capsys)
    assert (done.status, said in done.out) == (0, True)


def test_the_environment_names_the_atlas(
    tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTMAP_ATLAS", str(tiny))
    assert "2001-01-01,north" in ran(["table"], capsys).out


def test_a_file_of_many_days_has_a_name_that_every_file_system_takes(builtin: Atlas) -> None:
    days = builtin.days()[-35:]
    name = file_name(days, builtin, builtin.default_language, ".pptx")
    assert f"{days[0]}_{days[-1]}-35-days.pptx" == name


@pytest.mark.parametrize(
    "arguments",
    [
        ["still", "2001-01-03"],
        ["slides", "2001-01-03"],
        ["handout", "2001-01-03"],
        ["animate", "--first", "2001-01-03", "--width", "320"],
        ["table"],
        ["why", "north", "2001-01-03"],
        ["compare", "side:blue", "side:green", "2001-01-03"],
        ["sources"],
    ],
)
@pytest.mark.usefixtures("empty_folder")
def test_outlines_that_leave_slivers_can_be_cleaned_for_every_output(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    areas = copy_of_tiny / "geodata" / "areas.geojson"
    shapes = json.loads(areas.read_text("utf-8"))
    ring = shapes["features"][1]["geometry"]["coordinates"][0]
    shapes["features"][1]["geometry"]["coordinates"][0] = [[x, y - 0.00001] for x, y in ring]
    areas.write_text(json.dumps(shapes), "utf-8")
    assert 0 == run(*arguments, "--atlas", str(copy_of_tiny), "--snap", "5")
    assert capsys.readouterr().err.startswith("--snap moved ")


def test_a_day_is_read_and_what_is_none_is_a_wrong_command_line() -> None:
    assert read_day("2018-05-03") == date(2018, 5, 3)
    for text in ("2018-5-3", "2018-02-30", "", "2018-05"):
        with pytest.raises(typer.BadParameter):
            read_day(text)


def test_a_language_is_read_and_others_are_refused_with_those_that_there_are() -> None:
    assert [_read_language(tag) for tag in ("en", "ar", "fr")] == ["en", "ar", "fr"]
    for tag in ("tlh", "EN", ""):
        with pytest.raises(typer.BadParameter) as refusal:
            _read_language(tag)
        assert str(refusal.value) == (
            f"{tag!r} is not one of 'en' (English), 'ar' (Arabic), 'fr' (French)"
        )


def test_an_atlas_is_opened_as_it_is_or_as_a_voice_tells_it(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_atlas(tiny, "").told_by == ""
    assert open_atlas(tiny, "side:blue").told_by == "side:blue"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("days", "told_by", "language", "name"),
    [
        ((3,), "", "en", "2001-01-03.png"),
        ((1, 2, 4), "", "en", "2001-01-01_2001-01-02_2001-01-04.png"),
        ((1, 2, 3, 4), "", "en", "2001-01-01_2001-01-04-4-days.png"),
        ((3,), "", "ar", "2001-01-03-ar.png"),
        ((3,), "side:blue", "fr", "2001-01-03-as-told-by-side-blue-fr.png"),
    ],
)
def test_a_name_says_the_days_whose_account_it_is_and_another_language(
    tiny_atlas: Atlas, days: tuple[int, ...], told_by: str, language: str, name: str
) -> None:
    opened = tiny_atlas.account(told_by) if told_by else tiny_atlas
    dates = [date(2001, 1, number) for number in days]
    assert file_name(dates, opened, language, ".png") == name
    assert output_path(None, dates, opened, language, ".png") == Path("maps") / name
    assert output_path(Path("a.svg"), dates, opened, language, ".png") == Path("a.svg")


def test_options_that_contradict_one_another_are_a_wrong_command_line() -> None:
    with pytest.raises(typer.BadParameter, match="not both"), wrong_usage():
        raise UsageError("not both")
    with pytest.raises(KeyError), wrong_usage():
        raise KeyError("another mistake")


def test_a_language_that_has_no_english_name_is_named_as_it_names_itself(
    tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {key: text for key, text in words_of("en").items() if key != "language.fr"}
    monkeypatch.setattr("frontmap.cli.options.words_of", lambda _: words)
    done = ran(["show", "2001-01-01", "--lang", "tlh", "--atlas", str(tiny)], capsys)
    assert (done.status, "'fr' (Français)" in " ".join(done.err.split())) == (2, True)


@pytest.mark.parametrize(
    ("told_by", "name"),
    [
        ("green-media", "2001-01-02-as-told-by-green-media.html"),
        ("side:green", "2001-01-02-as-told-by-side-green.html"),
        ("side-green", "2001-01-02-as-told-by-voice-side-green.html"),
        ("side:../../../evil", "2001-01-02-as-told-by-side----------evil-3647b318ebaf.html"),
    ],
)
def test_the_name_of_whoever_tells_it_leads_to_no_other_folder_or_account(
    told_by: str, name: str, tiny_atlas: Atlas
) -> None:
    class Told:
        default_language = tiny_atlas.default_language

    Told.told_by = told_by
    assert name == file_name([date(2001, 1, 2)], Told, "en", ".html")


@pytest.mark.parametrize(
    ("arguments", "letter"),
    [
        (["import", "who.csv", "-o", "town", "--title", "a{}b"], "\udcff"),
        (["import", "who.csv", "-o", "town", "--column", "holder=a{}b"], "\uffff"),
        (["import", "who.csv", "-o", "town", "--encoding", "a{}b"], "\x00"),
        (["show", "2001-01-01", "--as-told-by", "a{}b"], "\x1b"),
        (["why", "a{}b", "2001-01-01"], "\ufeff"),
    ],
)
def test_what_no_text_may_hold_is_a_wrong_command_line(
    arguments: list[str], letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran([argument.format(letter) for argument in arguments], capsys)
    said = f"U+{ord(letter):04X}" in " ".join(done.err.split())
    assert (2, True, False) == (done.status, said, letter in done.err)


ONCE = "found {}; expected each once, for it takes one value"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("import a.csv -o x --streets l.shp --streets=m.shp", "--streets 2 times"),
        ("import a.csv -o x --output y --crs A --crs A --crs B", "--output 2 times, --crs 3 times"),
        ("new town --from-areas a.shp --from-areas b.shp", "--from-areas 2 times"),
        ("show 2001-01-01 --lang en --lang fr", "--lang 2 times"),
        ("table --format csv --format json", "--format 2 times"),
        ("export x.gpkg --snap 5 --snap 7", "--snap 2 times"),
    ],
)
def test_an_option_of_one_value_that_is_given_again_is_a_wrong_command_line(
    arguments: str, found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran(arguments.split(), capsys)
    said = " ".join(done.err.replace("│", " ").split())
    assert (2, True) == (done.status, ONCE.format(found) in said)


@pytest.mark.usefixtures("empty_folder")
def test_options_of_several_values_and_flags_may_be_given_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = (
        "import a.csv -o x --column a=b --column c=d --events e.csv --events f.csv --mend --mend"
    )
    assert 1 == ran(lines.split(), capsys).status
    assert 0 == ran(["show", "--lang", "en", "--lang", "fr", "--help"], capsys).status
