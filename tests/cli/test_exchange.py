from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from commands import ran, run

from frontmap.atlas import read_atlas

pytestmark = pytest.mark.usefixtures("empty_folder")


@pytest.mark.parametrize("days", ["0", "-1", "٣", "99999999999", "soon"])
def test_a_state_holds_no_more_days_than_the_calendar_has(
    days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran(["import", "table.csv", "--dry-run", f"--holds={days}"], capsys)
    assert done.status == 2
    assert "a number of days" in done.err


def test_two_columns_for_one_role_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    columns = ["--column", "holder=held by", "--column", "holder=claimed by"]
    done = ran(["import", "table.csv", "--dry-run", *columns], capsys)
    assert done.status == 2
    assert "holder is said to be 'held by' and 'claimed by'" in done.err


@pytest.mark.parametrize(
    ("missing", "arguments", "remedy"),
    [
        ("pyarrow", ["export", "tiny.parquet"], "frontmap[parquet]"),
        ("pyarrow", ["import", "tiny.parquet", "--dry-run"], "frontmap[parquet]"),
        ("openpyxl", ["import", "who.xlsx", "--dry-run"], "frontmap[excel]"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_the_remedy(
    tmp_path: Path, missing: str, arguments: list[str], remedy: str
) -> None:
    if arguments[0] == "import":
        (tmp_path / arguments[1]).write_bytes(b"what is in it is not looked at")
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
    ("arguments", "said"),
    [
        (["import", "table.csv"], "say --propose RECIPE, --dry-run or -o DIR"),
        (["import", "table.csv", "-o", "town", "--propose-holders", "holders.csv"],
         "-o or --propose-holders: a proposal is no atlas"),
        (["import", "table.csv", "--dry-run", "--column", "holder"],
         "'holder' is not ROLE=COLUMN, such as holder=Controller"),
        (["import", "table.csv", "--dry-run", "--column", "holder="],
         "'holder=' is not ROLE=COLUMN, such as holder=Controller"),
        (["import", "table.csv", "--dry-run", "--languages", "fr,fr"],
         "'fr,fr': write tags such as fr,en, each once"),
        (["new", "town", "--from-areas", "a.geojson", "--first", "2001-01-01"],
         "--from-areas needs --first and --last: which days are covered?"),
        (["new", "town", "--from-areas", "a.geojson", "--first", "2001-01-01", "--last",
          "2001-01-02", "--languages", "French"],
         "'French': write tags such as fr,en, each once"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_2_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    done = ran(arguments, capsys)
    assert (2, "") == (done.status, done.out)
    assert said in " ".join(done.err.split())
    assert [] == list(tmp_path.iterdir())


def test_a_column_s_name_may_have_an_equals_sign_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text("place,date,x=y\nnorth,2001-01-01,blue\n", "utf-8")
    done = ran(["import", "table.csv", "--dry-run", "--column", "holder=x=z"], capsys)
    assert done.status == 1
    assert "x=z" in done.err


def test_an_atlas_is_exported_and_told_of_unless_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run("export", "tiny.csv")
    size = round((tmp_path / "tiny.csv").stat().st_size / 1000)
    assert capsys.readouterr() == ("", f"tiny.csv: CSV, {size} kB\n")
    assert 0 == run("export", "again.csv", "--quiet")
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "tiny.csv").read_bytes()


def test_an_account_is_exported_as_it_is_told(tmp_path: Path) -> None:
    assert 0 == run("export", "green.csv", "--as-told-by", "green-media")
    lines = (tmp_path / "green.csv").read_text("utf-8-sig").splitlines()
    north = [line for line in lines if line.startswith("north,")]
    assert [",no_data," in line for line in north] == [True]


def test_a_data_package_is_written_beside_the_tables_of_the_atlas(copy_of_tiny: Path) -> None:
    file = copy_of_tiny / "datapackage.json"
    assert 0 == run("export", str(file), "--atlas", str(copy_of_tiny))
    assert json.loads(file.read_text("utf-8"))["title"] == "Three fields"
    assert 1 == run("export", "datapackage.json", "--atlas", str(copy_of_tiny))


def test_an_atlas_can_be_begun_from_the_outlines_of_another(tiny: Path) -> None:
    days = ["--first", "2001-01-01", "--last", "2001-01-02", "--languages", "en ar"]
    outlines = str(tiny / "geodata" / "areas.geojson")
    assert 0 == run("new", "town", "--from-areas", outlines, *days)
    begun = read_atlas(Path("town"))
    assert list(begun.areas) == ["north", "southwest", "southeast"]
    assert begun.record.languages == ("en", "ar")
    assert begun.days() == (date(2001, 1, 1), date(2001, 1, 2))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["--languages", "fr,en"], "--languages needs --from-areas"),
        (["--first", "2018-05-01", "--snap", "5"], "--first and --snap need --from-areas"),
        (["--layer", "a", "--encoding", "cp1256"], "--layer and --encoding need --from-areas"),
    ],
)
def test_options_of_outlines_without_them_are_refused_and_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], expected: str
) -> None:
    folder = tmp_path / "town"
    done = ran(["new", str(folder), *asked], capsys)
    assert done.status == 2
    assert expected in done.err
    assert not folder.exists()
