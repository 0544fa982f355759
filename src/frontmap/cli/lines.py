"""What commands print for people: lines on standard error that no data can forge or blow up.

Every line is printed here. What a terminal would obey is written out, a long line is cut, and of
many lines some are printed: what is left out is counted, and it is said how to have it whole.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from frontmap.errors import FrontmapError, Severity, Where, shown
from frontmap.files import counted, write_atomically
from frontmap.given.files import file_begins
from frontmap.limits import FAULTS_OF_A_KIND, LINE_LETTERS, PRINTED_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontmap.errors import Fault

__all__ = [
    "Told",
    "bare_errors",
    "guarded_errors",
    "report",
    "say",
    "say_counts",
    "say_faults",
    "say_some_faults",
    "say_whole",
    "written_whole",
]

#: Where the lines of a command are, when not all are printed.
_ALL_LINES = Path("maps/all-lines.txt")
#: How a file of all lines begins; one that begins otherwise is somebody's, and stays.
_HEADING = "All that frontmap said:\n"


def say(text: str) -> None:
    """Say something to people, on standard error.

    A line end in it begins a line that is set in, so that no data looks like a message of ours.
    """
    first, *others = text.split("\n")
    _print(_cut(first))
    for line in others[:PRINTED_LINES]:
        _print(_cut(f"  {line.removeprefix('  ')}"))
    if len(others) > PRINTED_LINES:
        _print(f"  … and {counted(len(others) - PRINTED_LINES, 'more line')}")


def report(written: object, *, quiet: bool) -> None:
    """Say what was written, unless told to be quiet."""
    if not quiet:
        say(str(written))


def say_whole(faults: Sequence[Fault]) -> None:
    """Say each fault, however long they are, and then how many there are of each severity."""
    for fault in faults:
        _print(_line(fault))
    say_counts(faults)


def say_faults(faults: Sequence[Fault], rest: Callable[[], str]) -> None:
    """Say each fault, and then how many there are of each severity.

    Of more than `PRINTED_LINES` some of each kind are said; `rest` returns, in words, how to have
    all of them whole.
    """
    if len(faults) > PRINTED_LINES:
        say_some_faults(faults, rest)
        return
    lines = [_line(fault) for fault in faults]
    for line in lines:
        _print(_cut(line))
    if any(len(line) > LINE_LETTERS for line in lines):
        say(rest())
    say_counts(faults)


def say_some_faults(faults: Sequence[Fault], rest: Callable[[], str]) -> None:
    """Say the first faults of each kind in a file, how many more there are, and where all stand.

    Errors come before warnings. No more than `PRINTED_LINES` kinds are shown.
    """
    kinds: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        kinds[fault.where.file, fault.code].append(fault)
    worst = sorted(kinds, key=lambda kind: kinds[kind][0].severity is not Severity.ERROR)
    told = worst[:PRINTED_LINES]
    for file, code in told:
        of_kind = kinds[file, code]
        for fault in of_kind[:FAULTS_OF_A_KIND]:
            _print(_cut(_line(fault)))
        if len(of_kind) > FAULTS_OF_A_KIND:
            say(f"  … and {len(of_kind) - FAULTS_OF_A_KIND:,} more {code} in {file}")
    if untold := worst[PRINTED_LINES:]:
        more = sum(len(kinds[kind]) for kind in untold)
        say(f"  … and {more:,} more, of {len(untold):,} other kinds or files")
    in_part = any(len(kinds[kind]) > FAULTS_OF_A_KIND for kind in told)
    if in_part or untold or any(len(_line(fault)) > LINE_LETTERS for fault in faults):
        say(rest())
    say_counts(faults)


def say_counts(faults: Sequence[Fault]) -> None:
    """Say how many faults there are of each severity."""
    counts = {kind: sum(fault.severity == kind for fault in faults) for kind in Severity}
    say(", ".join(counted(n, kind) for kind, n in counts.items() if n) or "no faults")


class Told:
    """The lines that a command says as it goes on: the first ones, and all of them in a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: list[str] = []

    def say(self, line: str) -> None:
        """Say a line, unless `PRINTED_LINES` have been said."""
        self._lines.append(line)
        if len(self._lines) <= PRINTED_LINES:
            say(line)

    def finish(self) -> None:
        """Say how many lines were left out or cut, and write all of them into a file."""
        left = len(self._lines) - PRINTED_LINES
        if left > 0:
            say(f"… and {counted(left, 'more line')}")
        if left > 0 or any(len(line) > LINE_LETTERS for line in self._lines):
            say(written_whole(self._lines, _ALL_LINES))


def written_whole(lines: Sequence[str], path: Path) -> str:
    """Write lines into a file, and return in words where they are, or why they are not."""
    try:
        if path.is_file() and not _is_own(path):
            return f"all of them would be in {path}, but: that is a file of yours, and stays"
        write_atomically(
            path, "".join((_HEADING, *(f"{shown(line)}\n" for line in lines))).encode()
        )
    except FrontmapError as reason:
        return f"all of them would be in a file, but: {reason}"
    return f"all of them are in {path}"


def _is_own(path: Path) -> bool:
    heading = _HEADING.encode()
    return file_begins(path, Where(str(path)), len(heading)) == heading


@contextmanager
def guarded_errors(arguments: Sequence[str]) -> Iterator[None]:
    """Let nothing onto standard error that a terminal would obey, whoever writes there.

    The library of the command line writes there, and Python its warnings.

    Args:
        arguments: the command line, whose own line ends are none of a message's.
    """
    before = sys.stderr
    # a line end that nothing follows begins no line
    said = [one.rstrip("\n") for one in arguments]
    sys.stderr = cast("TextIO", _Guarded(before, [one for one in said if "\n" in one]))
    try:
        yield
    finally:
        sys.stderr = before


def bare_errors() -> TextIO:
    """Return standard error without its guard, for what draws on a terminal and shows no data."""
    stream = sys.stderr
    return stream.bare if isinstance(stream, _Guarded) else stream


class _Guarded:
    """A stream in which what a terminal would obey is written out."""

    def __init__(self, bare: TextIO, several_lines: Sequence[str]) -> None:
        self.bare = bare
        self._several_lines = several_lines

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        if name == "buffer":
            # who would write bytes there would go round the guard
            raise AttributeError(name)
        return getattr(self.bare, name)

    def write(self, text: str) -> int:
        for part in self._several_lines:
            text = text.replace(part, shown(part))
        self.bare.write("\n".join(map(shown, text.split("\n"))))
        return len(text)


def _line(fault: Fault) -> str:
    return f"{fault.severity}: {fault}"


def _cut(line: str) -> str:
    more = len(line) - LINE_LETTERS
    return f"{line[:LINE_LETTERS]}… and {more:,} more letters" if more > 0 else line


def _print(line: str) -> None:
    sys.stderr.write(f"{shown(line)}\n")
    sys.stderr.flush()
