"""What the tests of the command line share: a command run here, and what it said and wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontmap.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Done:
    """What a command said, and with which status it ended."""

    def __init__(self, status: object, written: tuple[str, str]) -> None:
        self.status = status
        self.out, self.err = written


def ran(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> Done:
    """Run a command that ends with `SystemExit`."""
    with pytest.raises(SystemExit) as done:
        main(arguments)
    return Done(done.value.code, capsys.readouterr())


def run(*arguments: str) -> int:
    """Run a command; return its exit status."""
    try:
        main(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    return 0


def written(folder: Path) -> list[str]:
    """The paths of all files below a folder whose names have a dot."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
