"""What a command wrote, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

import os
import tempfile
from pathlib import Path

from frontmap.errors import FrontmapError, RequestError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


__all__ = ["WrittenFile", "counted", "require_ending", "write_atomically", "write_parts_atomically"]

_KILOBYTE = 1000
_SHOWN = 40


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


#: So many endings are told apart by "or".
_FEW = 2


def require_ending(path: Path, what: str, endings: Collection[str]) -> str:
    """Return which of `endings` the name of a file has, whatever the case of its letters.

    Asked before anything is drawn: a page in a file called `map.pdf` opens nowhere.

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
    """Write `content` to `path`, so that a reader sees the old file or the new one, never half.

    The bytes go to a temporary name in the same folder, which is then renamed; missing folders
    are made. A failure leaves the file that was there.

    Raises:
        FrontmapError: the file system refused; the message names the file and the reason.
    """
    write_parts_atomically(path, [content])


def write_parts_atomically(path: Path, parts: Iterable[bytes]) -> int:
    """Write `parts` one after the other as `write_atomically` does; return how many bytes.

    They are taken one at a time, so that a file may be larger than the memory.

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
