"""What a command wrote, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Written"]

_KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: where, what it measures (`31 slides`), and its size in bytes."""

    path: Path
    measures: str
    size: int

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.path}: {self.measures}, {round(self.size / _KILOBYTE)} kB"
