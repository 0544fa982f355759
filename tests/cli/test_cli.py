from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import ran
from planting import ATLAS, append

from frontmap import cli
from frontmap.cli import app, main
from frontmap.exchange import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = [sys.executable, "-m", "frontmap"]

#: What takes long to import, or is a stranger's: no command but those that need it waits for it.
HEAVY = (
    "folium",
    "branca",
    "geopandas",
    "pandas",
    "resvg_py",
    "typst",
    "fontTools",
    "pptx",
    "pyogrio",
    "shapely",
)


def in_a_process(arguments: Sequence[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **environment},
        check=False,
    )


TELLERS = (
    "There are:\n  side:blue\n  side:green\n  almanac: The almanac\n"
    "  green-media: Green media\n  blue-media: Blue media"
)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["render", "--help"]])
def test_help_and_version_wait_for_nothing_heavy(arguments: list[str]) -> None:
    watch = (
        "import sys\n"
        "from frontmap.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "finally:\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, check=False
    )
    assert (0, "[]") == (done.returncode, done.stderr.strip())


def test_the_package_runs_as_a_module_where_the_script_is_not_found() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frontmap", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("frontmap ")


def test_showing_a_day_waits_for_no_page_and_no_frame() -> None:
    watch = (
        "import sys\n"
        "from frontmap.atlas import read_atlas\n"
        f"print([name for name in {HEAVY[:-1]!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, check=False
    )
    assert "[]" == done.stdout.strip()


def test_without_a_command_the_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    done = ran([], capsys)
    assert done.status == 2
    assert "Start with:  frontmap render --date 2018-05-03" in done.out + done.err


def command_names() -> list[str]:
    commands = app.registered_commands
    return [command.name or str(getattr(command.callback, "__name__", "")) for command in commands]


@pytest.mark.parametrize("command", command_names())
def test_every_command_has_an_example_in_its_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran([command, "--help"], capsys)
    assert done.status == 0
    assert f"Example:  frontmap {command}" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["show"], "Missing argument 'DATE'"),
        (["show", "yesterday"], "'yesterday' is not a day written YYYY-MM-DD"),
        (["show", "2018-02-30"], "'2018-02-30' is no day of the calendar"),
        (
            ["show", "2001-01-01", "--lang", "tlh"],
            "'tlh' is not one of 'en' (English), 'ar' (Arabic), ",
        ),
        (["table", "--format", "xml"], "'xml' is not one of"),
        (["table", "--colour"], "No such option: --colour"),
        (["render", "--date", "2001-1-1"], "2001-1-1"),
    ],
)
def test_a_wrong_command_line_is_told_with_status_2(
    arguments: list[str], said: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran([*arguments, *(["--atlas", str(tiny)] if len(arguments) > 1 else [])], capsys)
    assert (2, "") == (done.status, done.out)
    assert said in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "2001-01-09"], ("2001-01-09 is outside every episode of this atlas (first-week: "
         "2001-01-01 to 2001-01-04)")),
        (["render", "--date", "2001-01-09", "-o", "map.html"], ("2001-01-09 is outside every "
         "episode of this atlas (first-week: 2001-01-01 to 2001-01-04)")),
        (["render", "--episode", "week", "-o", "map.html"],
         "no episode 'week' in this atlas; there are: first-week"),
        (["changes", "--episode", "week"],
         "no episode 'week' in this atlas; there are: first-week"),
        (["why", "nort", "2001-01-01"], "no area 'nort' in this atlas; did you mean north?"),
        (["render", "-o", "map.pdf"], "map.pdf: a page is a .html or .htm file"),
        (["export", "new/map.shp"], f"new/map.shp: an export is a {', '.join(ENDINGS)} file"),
        (["table", "--as-told-by", "side:red"],
         f"no voice or side 'side:red' in this atlas; did you mean side:green? {TELLERS}"),
        (["compare", "almanac", "nobody", "2001-01-01"],
         f"no voice or side 'nobody' in this atlas. {TELLERS}"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_what_is(
    arguments: list[str], said: str, tiny: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done = ran([*arguments, "--atlas", str(tiny)], capsys)
    assert (1, "", f"frontmap: {said}\n") == (done.status, done.out, done.err)
    assert [] == list(tmp_path.iterdir())


def test_a_table_goes_to_standard_output_and_nothing_else_does(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran(["table", "--atlas", str(tiny)], capsys)
    assert (0, "") == (done.status, done.err)
    assert done.out.startswith("date,area,name,")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ([], "2001-01-04.html"),
        (["--date", "2001-01-02"], "2001-01-02.html"),
        (["--episode", "first-week"], "2001-01-04.html"),
        (["--date", "2001-01-02", "--lang", "ar"], "2001-01-02-ar.html"),
        (["--date", "2001-01-02", "--as-told-by", "blue-media"],
         "2001-01-02-as-told-by-blue-media.html"),
        (["--date", "2001-01-02", "--as-told-by", "side:green", "--lang", "ar"],
         "2001-01-02-as-told-by-side-green-ar.html"),
    ],
)  # fmt: skip
def test_a_page_is_written_to_maps_under_a_name_that_says_what_is_in_it(
    arguments: list[str], name: str, tiny: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done = ran(["render", *arguments, "--atlas", str(tiny)], capsys)
    assert (0, "") == (done.status, done.out)
    assert [tmp_path / "maps" / name] == [file for file in tmp_path.rglob("*") if file.is_file()]
    (line,) = done.err.splitlines()
    assert str(Path("maps") / name) in line
    assert "4 days, 3 areas, needs no network" in line


def test_a_page_is_the_same_bytes_each_time(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In another process, too, where sets have another order."""
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    arguments = ["render", "--atlas", str(tiny), "-o"]
    assert 0 == ran([*arguments, str(one)], capsys).status
    assert 0 == in_a_process([*arguments, str(other)], PYTHONHASHSEED="4242").returncode
    assert one.read_bytes() == other.read_bytes()


def test_a_quiet_command_says_nothing(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "map.html"
    done = ran(["render", "-q", "--atlas", str(tiny), "-o", str(output)], capsys)
    assert (0, "", "") == (done.status, done.out, done.err)
    assert output.is_file()


def test_a_day_that_is_not_of_the_episode_is_a_wrong_command_line(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(
        copy_of_tiny, ATLAS,
        '[[episodes]]\nid = "later"\ntitle = "L"\nfirst = 2001-02-01\nlast = 2001-02-02',
    )  # fmt: skip
    done = ran(
        ["render", "--date", "2001-01-02", "--episode", "later", "--atlas", str(copy_of_tiny)],
        capsys,
    )
    assert done.status == 2
    assert "2001-01-02 is not a day of the episode 'later'" in " ".join(done.err.split())


def test_what_is_no_address_of_tiles_is_a_wrong_command_line(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "map.html"
    done = ran(["render", "--tiles", "OSM", "--atlas", str(tiny), "-o", str(output)], capsys)
    assert (2, False) == (done.status, output.exists())
    assert "no address of tiles" in done.err


def test_a_file_that_cannot_be_written_is_told_with_the_reason(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "maps"
    blocked.write_bytes(b"a file, not a folder")
    done = ran(["render", "--atlas", str(tiny), "-o", str(blocked / "map.html")], capsys)
    assert done.status == 1
    assert done.err.startswith(f"frontmap: cannot write {blocked / 'map.html'}: ")
    assert 1 == len(done.err.splitlines())


def test_check_says_that_all_is_well(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = ran(["check", str(tiny), "--strict"], capsys)
    assert (0, "", "no faults\n") == (done.status, done.out, done.err)
    assert "" == ran(["check", str(tiny), "--quiet"], capsys).err


def test_an_unforeseen_error_is_one_line_without_a_traceback(
    tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli, "open_atlas", broken)
    done = ran(["table", "--atlas", str(tiny)], capsys)
    assert (1, "") == (done.status, done.out)
    assert [
        (
            "frontmap: unforeseen ZeroDivisionError: by zero "
            "(FRONTMAP_DEBUG=1 shows where; please report)"
        )
    ] == done.err.splitlines()


def test_a_traceback_is_shown_and_not_obeyed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by \x1b[31mzero\u202e")

    monkeypatch.setattr(cli, "open_atlas", broken)
    monkeypatch.setenv("FRONTMAP_DEBUG", "1")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(ZeroDivisionError) as raised:
        main(["table"])
    sys.excepthook(raised.type, raised.value, raised.tb)
    said = capsys.readouterr().err.splitlines()
    assert r"ZeroDivisionError: by \x1b[31mzero\u202e" == said[-1]


def test_too_little_memory_is_told_in_a_line(
    tiny: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(cli, "open_atlas", full)
    done = ran(["table", "--atlas", str(tiny)], capsys)
    said = "frontmap: there is too little memory for this; fewer days or areas at once take less\n"
    assert (1, "", said) == (done.status, done.out, done.err)


@pytest.mark.skipif(os.name == "nt", reason="the shell of Windows has no such pipes")
@pytest.mark.parametrize("command", ["table", "show"])
def test_a_reader_who_leaves_gets_no_complaint(command: str, tiny: Path) -> None:
    day = ["2001-01-03"] if command == "show" else []
    process = subprocess.Popen(
        [*COMMAND, command, *day, "--atlas", str(tiny)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (1, b"") == (process.wait(), said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_told_in_one_line(tiny: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "table", "--atlas", str(tiny)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("frontmap: the file system refused: ")
    assert 1 == len(done.stderr.splitlines())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_lacks_a_letter_gets_the_others(tiny: Path, encoding: str) -> None:
    done = in_a_process(["show", "2001-01-03", "--atlas", str(tiny)], PYTHONIOENCODING=encoding)
    assert (0, "") == (done.returncode, done.stderr)
    assert "Green party, contested (Blue party) ? Blue party" in done.stdout


def test_a_table_is_utf_8_whatever_the_terminal_is(tiny: Path) -> None:
    done = in_a_process(
        ["why", "southeast", "2001-01-03", "--format", "json", "--atlas", str(tiny)],
        PYTHONIOENCODING="ascii",
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert "يقوله الطرفان." in done.stdout


def test_a_file_gets_whole_lines_even_where_colours_are_asked_for(tiny: Path) -> None:
    plain = in_a_process(["show", "2001-01-03", "--atlas", str(tiny)])
    coloured = in_a_process(
        ["show", "2001-01-03", "--atlas", str(tiny)], FORCE_COLOR="1", COLUMNS="20"
    )
    assert plain.stdout == re.sub(r"\x1b\[[0-9;]*m", "", coloured.stdout)


@pytest.mark.skipif(os.name == "nt", reason="the language of Windows is no variable")
def test_a_file_is_utf_8_whatever_the_machine_s_encoding_is(tiny: Path) -> None:
    done = in_a_process(
        ["show", "2001-01-03", "--lang", "ar", "--atlas", str(tiny)],
        LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0",
    )  # fmt: skip
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("ثلاثة حقول · الأسبوع الأول\n")
