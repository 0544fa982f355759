"""What frontmap makes of an input, and what must be true of every answer.

A command ends with status 0, or with 1 or 2 and words that say why: of a fault in the data, its
file and row. It raises nothing, warns of nothing, writes nothing but what it was asked for, and
changes none of the files that it reads. What was accepted passes every command after it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import traceback
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import typer.main

from frontmap import cli
from frontmap.page.payload import encoding
from fuzz.cases import DAY
from fuzz.outputs import faults_of_output, faults_of_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fuzz.cases import Case

__all__ = ["MOST_SAID", "Failure", "Outcome", "kind_of", "prepare", "tried"]

#: A command says no more than so many characters to people.
MOST_SAID = 1_000_000
_DAY = re.compile(rb"\b\d{4}-\d\d-\d\d\b")
_SAYS_WHY = re.compile(r"^(error|finding|frontmap): ", re.MULTILINE)
_CODE = re.compile(r"^error: (?:.*?): ([a-z0-9-]+): found", re.MULTILINE)
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|[\d.,/+-]+|\S*[/.]\S*")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that must not be: its kind, which many inputs share, and the whole of it."""

    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an input.

    Attributes:
        ends: how each command ended that was run: its status, and the codes of the faults.
        failures: what must not be.
    """

    ends: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the first command was accepted."""
        return self.ends[:1] == ("0",)


@dataclass(frozen=True, slots=True)
class _Answer:
    command: tuple[str, ...]
    status: object
    out: bytes
    err: str


def prepare() -> None:
    """Do once, or not at all, what takes longer than most inputs.

    The command line is built; no disk is waited for; and pages are packed as large ones are,
    without the search for fewer bytes, which takes most of the time of a small one.
    """
    cli.app = typer.main.get_command(cli.app)  # type: ignore[assignment]
    os.fsync = os.fstat  # type: ignore[assignment]
    encoding._WORTH_A_SEARCH = 0


def tried(case: Case, folder: Path) -> Outcome:
    """Run the commands of an input in an empty folder, and judge what they said and wrote."""
    case.write(folder)
    answers: list[_Answer] = []
    failures: list[Failure] = []
    with chdir(folder):
        for number, command in enumerate(case.commands):
            ready = _with_day(command, answers)
            if ready is None:
                continue
            try:
                answer = _ask(ready)
            except Exception as reason:  # noqa: BLE001 - whatever it is, it is the finding
                told = "".join(traceback.format_exception(reason))
                failures.append(Failure(kind_of(reason), told))
                break
            answers.append(answer)
            failures += _of_answer(answer, must=number >= case.must)
            if case.target != "command line" and "the file system refused" in answer.err:
                failures.append(
                    Failure(f"{answer.command[0]}: the file system refused", answer.err)
                )
            if answer.status != 0:
                break
        failures += [*_of_inputs(case, folder), *_of_outputs(case, folder)]
        failures += _of_pages(answers)
        failures += _of_tables(answers)
    ends = tuple(f"{one.status} {_codes(one.err)}".strip() for one in answers)
    if case.ends and not _fit(ends, case.ends):
        failures.append(Failure("ends otherwise", f"{ends} and not {case.ends}"))
    return Outcome(ends, tuple(failures))


def _fit(ends: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether commands ended as wanted; another version of a library may find it elsewhere."""
    pairs = zip(ends, wanted, strict=False)
    return len(ends) == len(wanted) and all(end in one.split(" or ") for end, one in pairs)


def kind_of(reason: BaseException) -> str:
    """Return the kind of an exception: its class, and the function of frontmap that met it."""
    frames = traceback.extract_tb(reason.__traceback__)
    ours = [f for f in frames if "/frontmap/" in f.filename and "/cli/__init__" not in f.filename]
    if not ours:
        return type(reason).__name__
    # how deep a recursion gets before it ends is chance
    met = ours[0] if isinstance(reason, RecursionError) else ours[-1]
    return f"{type(reason).__name__} in {met.filename.rpartition('/frontmap/')[2]} {met.name}"


def _with_day(command: Sequence[str], answers: Sequence[_Answer]) -> tuple[str, ...] | None:
    """Return a command with the first day of the last table; `None` where there is none."""
    if DAY not in command:
        return tuple(command)
    tables = [answer.out for answer in answers if answer.command[0] == "table"]
    found = _DAY.search(tables[-1]) if tables else None
    return tuple(found[0].decode() if a == DAY else a for a in command) if found else None


def _ask(command: tuple[str, ...]) -> _Answer:
    """Run a command here; warnings are errors, and what goes wrong unseen is seen."""
    out, err, status = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO(), None
    unseen: list[object] = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda one: unseen.append(one.exc_value)
    try:
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            warnings.catch_warnings(),
            patch.dict(os.environ, FRONTMAP_DEBUG="1"),
        ):
            warnings.simplefilter("error")
            try:
                cli.main(command)
            except SystemExit as left:
                status = left.code
    finally:
        sys.unraisablehook = hook
    if unseen:
        raise RuntimeWarning(f"unseen: {unseen[0]!r}")
    out.flush()
    written = out.detach()
    assert isinstance(written, io.BytesIO)
    return _Answer(command, status or 0, written.getvalue(), err.getvalue())


def _codes(err: str) -> str:
    return " ".join(sorted(set(_CODE.findall(err))))


def _of_answer(answer: _Answer, *, must: bool) -> Iterator[Failure]:
    name, err = answer.command[0] if answer.command else "", answer.err
    told = f"frontmap {answer.command}\nstatus {answer.status}\n{err[:4000]}"
    if answer.status not in {0, 1, 2}:
        yield Failure(f"status {answer.status} of {name}", told)
    if answer.status == 1 and not _SAYS_WHY.search(err):
        yield Failure(f"{name} does not say why", told)
    if re.search(r"^error: :", err, re.MULTILINE):
        yield Failure(f"{name} names no file", told)
    if found := _OBEYED.search(err):
        yield Failure(f"{name} says a character that a terminal obeys", f"{found[0]!r}\n{told}")
    if len(err) > MOST_SAID:
        yield Failure(f"{name} says {MOST_SAID} characters and more", told)
    codes = _codes(err) or _VARIES.sub("…", err)[:80]
    # an export does not say its first language where that is not English: import asks for it
    if must and answer.status != 0 and codes != "which-language":
        yield Failure(f"{name} refuses what was accepted: {codes}", told)


def _of_inputs(case: Case, folder: Path) -> Iterator[Failure]:
    """Nothing that was read is lost or changed, but for an atlas that is brought up to date."""
    again = {value for line in case.commands for name, value in pairwise(line) if name == "--again"}
    for name, content in case.files.items():
        path = folder / name
        # the user may name a table of his own for an output, but never a file of an atlas
        meant = any(name in command for command in case.commands) and "/" not in name
        updated = meant or name.partition("/")[0] in again
        if not updated and not (path.is_file() and path.read_bytes() == content):
            yield Failure("an input was changed", name)


def _of_outputs(case: Case, folder: Path) -> Iterator[Failure]:
    """What was written is sound, the same the second time, and where it should be."""
    named = "\n".join(argument for command in case.commands for argument in command)
    for outer in list(folder.parents)[:4]:
        # the user may name a place beside the folder, but no data may
        if len(beside := list(outer.iterdir())) > 1 and "../" not in named:
            yield Failure("written outside", str(beside))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (path.name.startswith(".") or path.name.endswith("~")) and path.name not in named:
            yield Failure("left behind", name)
        elif path.is_file() and name not in case.files:
            yield from (Failure(kind, name) for kind in faults_of_output(path))
        twin = path.with_name(path.name.replace(".once.", ".twice."))
        if twin != path and twin.exists() and twin.read_bytes() != path.read_bytes():
            yield Failure(f"other bytes the second time: {path.suffix}", name)


def _of_pages(answers: Sequence[_Answer]) -> Iterator[Failure]:
    for answer in answers:
        if answer.command[:1] == ("render",) and answer.status == 0:
            named = dict(pairwise(answer.command))
            page, atlas = named.get("-o", ""), named.get("--atlas", ".")
            if page and Path(page).is_file():
                yield from (Failure(kind, told) for kind, told in faults_of_page(page, atlas))


def _of_tables(answers: Sequence[_Answer]) -> Iterator[Failure]:
    """The states of an atlas are those of the same atlas exported and imported."""
    told: dict[str, str] = {}
    for one in answers:
        if one.command[:2] == ("table", "--atlas") and one.status == 0:
            states = hashlib.sha256()
            for line in io.BytesIO(one.out):
                # an area that is there on no day of the record has no state to export
                if b",no_data," not in line:
                    states.update(line)
            told[states.hexdigest()] = one.out[:3000].decode("utf-8", "replace")
    if len(told) > 1:
        yield Failure("other states after export and import", "\n\n".join(told.values()))
