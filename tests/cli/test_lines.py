"""What is printed for people: no data forges a line, and none fills the screen."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import ran
from planting import ACTORS, AREAS, CONTROL, SOURCES, VOICES, plant

from frontmap.cli.lines import (
    Told,
    bare_errors,
    guarded_errors,
    report,
    say,
    say_faults,
    say_some_faults,
    say_whole,
    written_whole,
)
from frontmap.errors import Fault, Severity, Where
from frontmap.limits import FAULTS_OF_A_KIND, LINE_LETTERS, PRINTED_LINES

if TYPE_CHECKING:
    from collections.abc import Callable


def fault(row: int, severity: Severity = Severity.ERROR, *, file: str = "a.csv") -> Fault:
    return Fault(Where(file, row), "made-up", "this", "that", severity=severity)


def rest() -> str:
    return "there they are"


def test_faults_are_said_one_by_one_and_then_counted(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = (Severity.ERROR, Severity.WARNING, Severity.WARNING)
    say_faults([fault(row, kind) for row, kind in enumerate(kinds, start=2)], rest)
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["error", "warning", "warning"]
    assert lines[-1] == "1 error, 2 warnings"
    say_faults([], rest)
    assert (said.out, capsys.readouterr().err) == ("", "no faults\n")


def test_what_was_written_is_said_unless_told_to_be_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report("a.png: written", quiet=True)
    assert capsys.readouterr() == ("", "")
    report("a.png: written", quiet=False)
    assert capsys.readouterr() == ("", "a.png: written\n")


def test_escapes_and_directions_are_written_out_and_scripts_are_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("\x1b[2J\x07 \u202ekcab\u200f \x9b31m می\u200cخواهم עברית café")
    said = r"\x1b[2J\x07 \u202ekcab\u200f \x9b31m " + "می\u200cخواهم עברית café\n"
    assert said == capsys.readouterr().err


def test_a_line_end_in_what_is_said_does_not_begin_a_line_like_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("a.png\nerror: forged\r\n  listed: written")
    assert "a.png\n  error: forged\\r\n  listed: written\n" == capsys.readouterr().err


def test_of_a_message_of_many_lines_the_first_are_said_and_the_others_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("There are:" + "\n  one" * (PRINTED_LINES + 2))
    lines = capsys.readouterr().err.splitlines()
    assert ["There are:", *["  one"] * PRINTED_LINES, "  … and 2 more lines"] == lines


def test_a_long_line_is_cut_and_says_how_much_more_there_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("x" * (LINE_LETTERS + 1234))
    assert "x" * LINE_LETTERS + "… and 1,234 more letters\n" == capsys.readouterr().err


@pytest.mark.parametrize("tell", [say_faults, say_some_faults])
def test_a_fault_whose_line_is_cut_says_where_it_is_whole(
    tell: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    long = Fault(Where("a.csv", 1), "made-up", "x" * LINE_LETTERS, "that")
    tell([long], rest)
    first, *others = capsys.readouterr().err.splitlines()
    assert first.endswith("more letters")
    assert ["there they are", "1 error"] == others
    say_whole([long])
    assert [f"error: {long}", "1 error"] == capsys.readouterr().err.splitlines()


def test_of_many_faults_some_of_each_kind_are_said_errors_first_and_all_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings_first = [fault(row, Severity.WARNING) for row in range(PRINTED_LINES)]
    say_faults([*warnings_first, *(fault(row, file="b.csv") for row in range(2))], rest)
    lines = capsys.readouterr().err.splitlines()
    kinds = [line.split(":")[0] for line in lines[:-3]]
    assert ["error"] * 2 + ["warning"] * FAULTS_OF_A_KIND == kinds
    more = f"    … and {PRINTED_LINES - FAULTS_OF_A_KIND} more made-up in a.csv".strip()
    counts = f"2 errors, {PRINTED_LINES} warnings"
    assert [more, "there they are", counts] == [line.strip() for line in lines[-3:]]


def test_of_more_kinds_than_lines_the_others_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_faults([fault(1, file=f"{n}.csv") for n in range(PRINTED_LINES + 3)], rest)
    lines = capsys.readouterr().err.splitlines()
    assert PRINTED_LINES == sum(line.startswith("error") for line in lines)
    assert "  … and 3 more, of 3 other kinds or files" == lines[PRINTED_LINES]


def test_all_lines_of_a_long_run_are_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = Told()
    for number in range(PRINTED_LINES + 2):
        told.say(f"line {number}")
    told.finish()
    lines = capsys.readouterr().err.splitlines()
    assert ["… and 2 more lines", "all of them are in maps/all-lines.txt"] == lines[PRINTED_LINES:]
    _, *whole = Path("maps/all-lines.txt").read_text("utf-8").splitlines()
    assert [f"line {number}" for number in range(PRINTED_LINES + 2)] == whole


def test_few_lines_need_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = Told()
    told.say("one")
    told.finish()
    assert ("one\n", []) == (capsys.readouterr().err, list(tmp_path.iterdir()))


def test_a_file_of_all_lines_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file", "utf-8")
    said = written_whole(["one"], tmp_path / "maps" / "all.txt")
    assert said.startswith("all of them would be in a file, but: cannot write")


def test_a_file_of_that_name_is_replaced_only_if_it_has_such_lines(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    for lines in (["one"], ["two"]):
        assert f"all of them are in {path}" == written_whole(lines, path)
    assert path.read_text("utf-8").endswith(":\ntwo\n")
    path.write_text("mine", "utf-8")
    assert written_whole(["three"], path).endswith("that is a file of yours, and stays")
    assert "mine" == path.read_text("utf-8")


def test_what_others_write_passes_the_guard(capsys: pytest.CaptureFixture[str]) -> None:
    with guarded_errors([]):
        sys.stderr.write("a warning\nof \x1b[31m a file\n")
        bare = bare_errors()
    assert "a warning\nof \\x1b[31m a file\n" == capsys.readouterr().err
    assert bare is sys.stderr is bare_errors()


def test_nobody_goes_round_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(io.BytesIO(), "ascii"))
    with guarded_errors([]):
        assert ("ascii", False) == (sys.stderr.encoding, hasattr(sys.stderr, "buffer"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "2001-01-01", "x\x1b[31m\nerror: forged"],
        ["show", "x\x1b[31m\nerror: forged"],
        ["x\x1b[31m\nerror: forged"],
        ["show", "2001-01-01", "--x\x1b[31m\nerror: forged"],
        ["show", "2001-01-01", "--as-told-by", "x\x1b[31m\nerror: forged"],
        ["show", "2001-01-01", "--atlas", "x\x1b[31m\nerror: forged"],
        ["why", "x\x1b[31m\nerror: forged", "2001-01-01"],
        ["compare", "x\x1b[31m\nerror: forged", "y", "2001-01-01"],
        ["render", "--episode", "x\x1b[31m\nerror: forged"],
        ["render", "-o", "x\x1b[31m\nerror: forged"],
        ["render", "--tiles", "x\x1b[31m\nerror: forged"],
        ["export", "x\x1b[31m\nerror: forged"],
        ["import", "x\x1b[31m\nerror: forged", "-o", "y"],
        ["import", "a.csv", "--column", "x\x1b[31m\nerror: forged", "-o", "y"],
    ],
)
def test_the_command_line_is_shown_and_not_obeyed(
    arguments: list[str],
    tiny: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTMAP_ATLAS", str(tiny))
    done = ran(arguments, capsys)
    assert done.status in {1, 2}
    assert "\x1b" not in done.err
    assert not any(line.startswith("error: forged") for line in done.err.splitlines())
    assert r"\x1b[31m" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "2001-01-03"],
        ["why", "southeast", "2001-01-03"],
        ["compare", "side:green", "side:blue", "2001-01-04"],
    ],
)
def test_what_reorders_words_is_written_out_in_answers(
    arguments: list[str], copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(copy_of_tiny, (VOICES, "Green media", "Green \u202emedia"))
    plant(copy_of_tiny, (ACTORS, "Blue party", "Blue \u202eparty"))
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", "Both \u202esides\u2066 say\u200f so."))
    done = ran([*arguments, "--atlas", str(copy_of_tiny)], capsys)
    assert 0 == done.status
    assert not set(done.out) & set("\u202e\u2066\u200f")
    assert r"Blue \u202eparty" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["table"],
        ["table", "--format", "json"],
        ["sources"],
        ["sources", "--format", "csl-json"],
        ["why", "southeast", "2001-01-03", "--format", "json"],
        ["compare", "side:green", "side:blue", "2001-01-04", "--format", "csv"],
        ["show", "2001-01-03"],
        ["show", "2001-01-03", "--as-told-by", "green-media"],
        ["check"],
    ],
)
def test_a_terminal_obeys_nothing_of_the_data_in_tables_either(
    arguments: list[str],
    copy_of_tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plant(copy_of_tiny, (VOICES, "Green media,", "Green \u202emedia,"))
    plant(copy_of_tiny, (ACTORS, "Blue party,", "Blue \u202eparty,"))
    plant(copy_of_tiny, (AREAS, "Southwest field", "Southwest \u202efield"))
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", "Both \u202esides say so."))
    plant(copy_of_tiny, (SOURCES, "Herald of", "Herald\u2066 of"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = ran([*arguments, "--atlas", str(copy_of_tiny)], capsys)
    assert 0 == done.status
    assert not set(done.out + done.err) & set("\u202e\u2066")
    assert "\\u20" in done.out + done.err


@pytest.mark.parametrize("line_ends", ["\n", "a\n", "0\n\n"])
def test_a_line_end_on_the_command_line_takes_none_of_a_message(
    line_ends: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ran(["show", "2000-12-31", "--as-told-by", line_ends, "--atlas", str(tiny)], capsys)
    assert (1, True) == (done.status, done.err.endswith("\n"))
    assert done.err.startswith("frontmap: ")


def test_a_table_for_scripts_keeps_the_data_exact(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", "Both \u202esides\u202c say so."))
    done = ran(["why", "southeast", "2001-01-03", "--format", "json", "--atlas", str(copy_of_tiny)],
               capsys)  # fmt: skip
    assert (0, True) == (done.status, "Both \u202esides\u202c say so." in done.out)
