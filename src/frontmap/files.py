"""Files written whole or not at all, and what a command says of those that it wrote."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.errors import FrontmapError, RequestError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["WrittenFile", "counted", "require_ending", "write_atomically", "write_parts_atomically"]

_KILOBYTE = 1000
#: So many of the letters that a font lacks are shown.
_SHOWN = 40
#: Up to so many endings, "or" stands between all of them.
_FEW = 2


def counted(count: int, thing: str) -> str:
    """Return a count of things in words: `1 day`, `2 days`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written.

    Attributes:
        path: where.
        measures: what it measures (`31 slides`).
        size: in bytes.
        lacking: the letters that the picture's font does not have, each once; empty for what is
            no picture.
    """

    path: Path
    measures: str
    size: int
    lacking: str = ""

    def __str__(self) -> str:
        """Say path, measures and size in one line, and in a second one which letters it lacks."""
        said = f"{self.path}: {self.measures}, {round(self.size / _KILOBYTE)} kB"
        if self.lacking:
            letters = self.lacking[:_SHOWN] + ("…" if len(self.lacking) > _SHOWN else "")
            said += f"\nits font lacks these letters, drawn as \N{REPLACEMENT CHARACTER}: {letters}"
        return said


def require_ending(path: Path, what: str, endings: Collection[str]) -> str:
    """Return which of `endings` the name of a file has; upper and lower case are the same.

    It is asked before anything is drawn, because no program opens a page in a file `map.pdf`.

    Args:
        path: the file.
        what: what is to be written, with its article.
        endings: with their dots, or whole names, such as `datapackage.json`.

    Raises:
        RequestError: it has none of them; the message names them all.
    """
    for ending in endings:
        if ending in {path.suffix.lower(), path.name}:
            return ending
    known = " or ".join(endings) if len(endings) <= _FEW else ", ".join(endings)
    raise RequestError(f"{path}: {what} is a {known} file")


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one, and never a part.

    The bytes go to a temporary file in the same folder, which is then renamed. Folders that are
    missing are made. When writing fails, the old file stays as it was.

    Raises:
        FrontmapError: the file system refused; the message names the file and the reason.
    """
    write_parts_atomically(path, [content])


def write_parts_atomically(path: Path, parts: Iterable[bytes]) -> int:
    """Write `parts` one after the other as `write_atomically` does; return how many bytes.

    One part at a time is taken, so that a file may be larger than the memory.

    Raises:
        FrontmapError: the file system refused; the message names the file and the reason.
    """
    path = Path(path)
    size = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix="~")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                for part in parts:
                    size += stream.write(part)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as reason:
        raise FrontmapError(f"cannot write {path}: {reason.strerror or reason}") from reason
    return size


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
