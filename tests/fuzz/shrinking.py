"""A failing input made smaller, as long as it fails in the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fuzz.bounded import Job, results
from fuzz.cases import read_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fuzz.cases import Case

__all__ = ["shrunk"]


def shrunk(path: Path) -> int:
    """Write the smallest input that was found beside a kept one, as `small.json`."""
    case = read_case(path)
    kinds = _kinds(case)
    if not kinds:
        print(f"{path}: does not fail")
        return 1
    smaller = True
    while smaller:
        smaller = False
        for candidate in _candidates(case):
            if kinds & _kinds(candidate):
                case, smaller = candidate, True
                break
    size = sum(map(len, case.files.values()))
    small = path.with_name("small.json")
    small.write_text(replace(case, about="; ".join(sorted(kinds))).to_json(), "utf-8")
    print(f"{small}: {len(case.files)} files, {size} bytes")
    return 0


def _kinds(case: Case) -> set[str]:
    (result,) = results([Job(0, case.target, case=case)], processes=1)
    return {failure.kind for failure in result.outcome.failures}


def _candidates(case: Case) -> Iterator[Case]:
    """Yield inputs that lack a command, a file, an argument, or a part of a file."""
    for number in reversed(range(len(case.commands))):
        if len(case.commands) > 1:
            must = case.must - (number < case.must)
            rest = case.commands[:number] + case.commands[number + 1 :]
            yield replace(case, commands=rest, must=must)
    for name in case.files:
        yield replace(case, files={one: c for one, c in case.files.items() if one != name})
    for number, command in enumerate(case.commands):
        for place in reversed(range(1, len(command))):
            shorter = command[:place] + command[place + 1 :]
            commands = (*case.commands[:number], shorter, *case.commands[number + 1 :])
            yield replace(case, commands=commands)
    for name, content in case.files.items():
        for part in _less(content):
            yield replace(case, files={**case.files, name: part})


def _less(content: bytes) -> Iterator[bytes]:
    """Yield a content without each of its halves, quarters, …, by lines and then by letters."""
    for pieces in (
        content.splitlines(keepends=True),
        [content[n : n + 1] for n in range(len(content))],
    ):
        size = len(pieces) // 2
        while size:
            for start in range(0, len(pieces), size):
                yield b"".join(pieces[:start] + pieces[start + size :])
            size //= 2
