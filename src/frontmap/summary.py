"""What a command wrote, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Written", "counted"]

_KILOBYTE = 1000
_SHOWN = 40


def counted(count: int, thing: str) -> str:
    """Return a count of things in words: `1 day`, `2 days`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written.

    Attributes:
        path: where.
        measures: what it measures (`31 slides`).
        size: in bytes.
        lacking: the letters that the picture's font has not, each once; empty elsewhere.
    """

    path: Path
    measures: str
    size: int
    lacking: str = ""

    def __str__(self) -> str:
        """Say it in one line, and in a second one what is lacking."""
        said = f"{self.path}: {self.measures}, {round(self.size / _KILOBYTE)} kB"
        if self.lacking:
            letters = self.lacking[:_SHOWN] + ("…" if len(self.lacking) > _SHOWN else "")
            said += f"\nits font lacks these letters, drawn as \N{REPLACEMENT CHARACTER}: {letters}"
        return said
