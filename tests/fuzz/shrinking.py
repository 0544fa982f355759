"""A failing input made smaller, as long as it fails in the same way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from fuzz.bounded import Job, Worker
from fuzz.cases import read_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fuzz.cases import Case

__all__ = ["least", "shrunk"]

#: Files of more bytes are made smaller by lines only.
_BY_BYTES = 2000

Piece = TypeVar("Piece")


def shrunk(path: Path) -> int:
    """Write the smallest input that is found beside a kept one, as `small.json`.

    Ctrl-C ends the search, and keeps what was found.
    """
    shrinker = _Shrinker(read_case(path))
    if not shrinker.kinds:
        print(f"{path}: does not fail")
        return 1
    with suppress(KeyboardInterrupt):
        shrinker.shrink()
    shrinker.worker.end()
    case = replace(shrinker.case, about="; ".join(sorted(shrinker.kinds)))
    small = path.with_name("small.json")
    small.write_text(case.to_json(), "utf-8")
    print(f"{small}: {len(case.files)} files, {sum(map(len, case.files.values()))} bytes")
    return 0


class _Shrinker:
    """The smallest input so far, and how it fails."""

    def __init__(self, case: Case) -> None:
        self.case, self.worker = case, Worker()
        self.kinds = self._kinds(case)

    def _kinds(self, case: Case) -> set[str]:
        outcome = self.worker.result(Job(0, case.target, case=case)).outcome
        return {failure.kind for failure in outcome.failures}

    def _fails(self, case: Case) -> bool:
        """Tell whether an input fails in the same way; if so, it is the smallest so far."""
        failing = bool(self.kinds & self._kinds(case))
        if failing:
            self.case = case
        return failing

    def shrink(self) -> None:
        """Leave out commands, files, arguments, and parts of files."""
        least(self.case.commands, lambda some: self._fails(replace(self.case, commands=some)))
        least(
            tuple(self.case.files), lambda some: self._with({n: self.case.files[n] for n in some})
        )
        for number, command in enumerate(self.case.commands):
            least(command, partial(self._with_command, number))
        for name in self.case.files:
            lines = tuple(self.case.files[name].splitlines(keepends=True))
            least(lines, partial(self._with_file, name))
            content = self.case.files[name]
            if len(content) <= _BY_BYTES:
                least(
                    [content[n : n + 1] for n in range(len(content))],
                    partial(self._with_file, name),
                )

    def _with(self, files: dict[str, bytes]) -> bool:
        return self._fails(replace(self.case, files=files))

    def _with_command(self, number: int, command: tuple[str, ...]) -> bool:
        commands = (*self.case.commands[:number], command, *self.case.commands[number + 1 :])
        return self._fails(replace(self.case, commands=commands))

    def _with_file(self, name: str, parts: tuple[bytes, ...]) -> bool:
        return self._with({**self.case.files, name: b"".join(parts)})


def least(pieces: Sequence[Piece], fails: Callable[[tuple[Piece, ...]], bool]) -> tuple[Piece, ...]:
    """Return as few of the pieces as still fail: without halves, quarters, …, single ones.

    A. Zeller and R. Hildebrandt, IEEE Transactions on Software Engineering 28 (2002), 183-200,
    without its second half.
    """
    kept = tuple(pieces)
    size = len(kept)
    while size:
        start = 0
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if fails(rest):
                kept = rest
            else:
                start += size
        size //= 2
    return kept
