"""A refused import says the faults of one kind together, and the command to try next."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ran, run
from imported import draw_areas, feature, square, text, write_features


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw_areas(tmp_path)


@pytest.mark.parametrize(
    ("table", "arguments", "following"),
    [
        (
            "place,start,end,holder\nMill,2018-05-01,2018-05-04,Blue\n",
            ["--title", "My town", "-o", "town"],
            "next:  frontmap import who.csv areas.geojson --title 'My town' --propose recipe.toml",
        ),
        (
            "place,date,holder\nMill,2018-05-41,Blue\n",
            ["-o", "town"],
            "next:  mend the files, and run again:  frontmap import who.csv areas.geojson -o town",
        ),
        (
            "place,date,holder\nMill,2018-05-01,Blue\n",
            ["--output=town"],
            "next:  frontmap import who.csv areas.geojson --propose recipe.toml",
        ),
    ],
)
def test_the_command_to_try_next_is_complete(
    tmp_path: Path,
    table: str,
    arguments: list[str],
    following: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text(tmp_path, table, "who.csv")
    done = ran(["import", "who.csv", "areas.geojson", *arguments], capsys)
    assert (1, following) == (done.status, done.err.splitlines()[-1])


def test_the_command_that_is_told_does_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,start,end,holder\nMill,2018-05-01,2018-05-04,Blue\n", "who.csv")
    done = ran(["import", "who.csv", "areas.geojson", "-o", "town"], capsys)
    command = done.err.splitlines()[-1].removeprefix("next:  frontmap ").split()
    assert 0 == run(*command)
    recipe = Path("recipe.toml")
    recipe.write_text(recipe.read_text("utf-8").replace('#end = "inc', 'end = "inc'), "utf-8")
    assert 0 == run("import", "recipe.toml", "-o", "town")
    assert Path("town/geodata/import.toml").is_file()


def test_a_recipe_with_open_questions_is_told_to_be_completed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,start,end,holder\nMill,2018-05-01,2018-05-04,Blue\n", "who.csv")
    assert 0 == run("import", "who.csv", "areas.geojson", "--propose", "recipe.toml")
    done = ran(["import", "recipe.toml", "-o", "town"], capsys)
    assert "next:  frontmap import recipe.toml --propose recipe.toml" == done.err.splitlines()[-1]


def test_a_recipe_that_is_there_is_not_proposed_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "who.csv")
    text(tmp_path, "", "recipe.toml")
    done = ran(["import", "who.csv", "areas.geojson", "-o", "town"], capsys)
    assert done.err.splitlines()[-1].endswith("--propose recipe-1.toml")


def test_faults_of_one_kind_are_told_together_and_all_are_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Mill,2018-05-{day},Blue\n" for day in range(41, 53))
    text(tmp_path, f"place,date,holder\n{rows}Mill,,Blue\n", "who.csv")
    lines = ran(["import", "who.csv", "areas.geojson", "-o", "town"], capsys).err.splitlines()
    assert 5 == sum("bad-day: found" in line for line in lines)
    assert "  … and 7 more bad-day in who.csv" in lines
    assert "all of them are in maps/import-faults.txt" in lines
    assert "13 errors" in lines
    _, *written = (tmp_path / "maps/import-faults.txt").read_text("utf-8").splitlines()
    assert 13 == len(written)


def test_points_without_a_frame_are_told_the_option_that_gives_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,date,holder,lon,lat\nMill,2018-05-01,Blue,36.3,33.5\n", "who.csv")
    done = ran(["import", "who.csv", "-o", "town"], capsys)
    assert "next:  frontmap import who.csv --boundary FRAME.geojson" == done.err.splitlines()[-1]


def test_outlines_that_can_be_mended_are_told_the_option_that_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    write_features(tmp_path / "bow.geojson", feature(bow, name="Mill"))
    text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "who.csv")
    done = ran(["import", "who.csv", "bow.geojson", "--dry-run"], capsys)
    following = "next:  frontmap import who.csv bow.geojson --dry-run --mend"
    assert (1, following) == (done.status, done.err.splitlines()[-1])
    assert 0 == run(*following.removeprefix("next:  frontmap ").split())


def test_what_a_repeated_import_asks_is_written_into_the_atlas_s_own_recipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "one.csv")
    text(tmp_path, "place,date,holder\nMill,2018-05-02,Red\n", "two.csv")
    assert 0 == run("import", "one.csv", "areas.geojson", "--propose", "recipe.toml")
    assert 0 == run("import", "recipe.toml", "-o", "town")
    capsys.readouterr()
    done = ran(["import", "--again", "town", "--add", "two.csv"], capsys)
    command = done.err.splitlines()[-1].removeprefix("next:  frontmap ")
    assert "import --again town --add two.csv --propose town/geodata/import.toml" == command
    assert 0 == run(*command.split())
    assert "  # NEW" in Path("town/geodata/import.toml").read_text("utf-8")
    assert "1 new way of writing a holder" in capsys.readouterr().err
    assert 0 == run("import", "--again", "town")
    assert "red" in Path("town/geodata/actors.csv").read_text("utf-8")


def test_years_of_outlines_with_ends_are_told_the_option_that_reads_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spans = [
        feature(square(36.3, 33.5), place="Town", holder="Blue", start=start, end=end)
        for start, end in (("1900", "1913"), ("1914", "1919"))
    ]
    write_features(tmp_path / "years.geojson", *spans)
    done = ran(["import", "years.geojson", "--dry-run"], capsys)
    following = "next:  frontmap import years.geojson --dry-run --years"
    assert (1, following) == (done.status, done.err.splitlines()[-1])
    assert 0 == run(*following.removeprefix("next:  frontmap ").split())


def test_projected_outlines_are_told_the_option_that_names_their_projection(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_features(tmp_path / "utm.geojson", feature(square(250_000, 3_710_000, 900), name="Mill"))
    text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "who.csv")
    done = ran(["import", "who.csv", "utm.geojson", "-o", "town"], capsys)
    following = "next:  frontmap import who.csv utm.geojson -o town --crs EPSG:…"
    assert following == done.err.splitlines()[-1]


SWAPPED = (
    "place,date,holder,Lat,Lon\nMill,2018-05-01,Blue,36.31,33.51\nPort,2018-05-01,Red,36.4,33.6\n"
)


@pytest.mark.parametrize(
    ("arguments", "following"),
    [
        (["--propose", "r.toml"], "--propose r.toml"),
        (["-o", "town"], "-o town"),
        (["--column", "longitude=Lon", "--column=latitude=Lat", "--dry-run"], "--dry-run"),
    ],
)
def test_points_with_their_axes_swapped_are_told_the_columns_that_are_right(
    tmp_path: Path, arguments: list[str], following: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_features(tmp_path / "frame.geojson", feature(square(36.0, 33.0, 1.0)))
    text(tmp_path, SWAPPED, "who.csv")
    done = ran(["import", "who.csv", "--boundary", "frame.geojson", *arguments], capsys)
    command = f"import who.csv --boundary frame.geojson {following}"
    columns = "--column longitude=Lat --column latitude=Lon"
    assert f"next:  frontmap {command} {columns}" == done.err.splitlines()[-1]
    again = ran([*command.split(), *columns.split()], capsys)
    # what is left is only what the holders mean
    assert "swapped" not in again.err


def test_a_question_beside_swapped_axes_is_told_with_the_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_features(tmp_path / "frame.geojson", feature(square(36.0, 33.0, 1.0)))
    table = SWAPPED.replace("place,date,holder", "place,start,end,holder").replace(
        "01,", "01,2018-05-04,"
    )
    text(tmp_path, table, "who.csv")
    done = ran(["import", "who.csv", "--boundary", "frame.geojson", "-o", "town"], capsys)
    columns = "--column longitude=Lat --column latitude=Lon"
    following = f"next:  frontmap import who.csv --boundary frame.geojson {columns} --propose"
    assert f"{following} recipe.toml" == done.err.splitlines()[-1]


def test_what_is_said_in_vain_is_no_fault_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "who.csv")
    command = ["import", "who.csv", "areas.geojson", "--sheet", "May", "--dry-run"]
    following = f"next:  change the options, and run again:  frontmap {' '.join(command)}"
    assert following == ran(command, capsys).err.splitlines()[-1]
    # a proposal would be refused for it, though there is a question, too
    text(tmp_path, "place,start,end,holder\nMill,2018-05-01,2018-05-02,Blue\n", "who.csv")
    assert following == ran(command, capsys).err.splitlines()[-1]
    text(tmp_path, 'files = ["who.csv", "areas.geojson"]\nsheet = "May"\n', "r.toml")
    following = "next:  edit r.toml, and run again:  frontmap import r.toml --dry-run"
    assert following == ran(["import", "r.toml", "--dry-run"], capsys).err.splitlines()[-1]
