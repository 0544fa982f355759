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

__all__ = [
    "ATLAS_FILE",
    "WrittenFile",
    "counted",
    "require_output",
    "write_atomically",
    "write_parts_atomically",
]

#: What makes a folder an atlas: the path of this file in it.
ATLAS_FILE = "geodata/atlas.toml"
#: The folders of an atlas from which it is read.
_SOURCES = ("geodata", "seeds")
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


def require_output(path: Path, what: str, endings: Collection[str]) -> str:
    """Return which of `endings` the name of a file has; upper and lower case are the same.

    It is asked before anything is drawn: no program opens a page in a file `map.pdf`, and an output
    never replaces what an atlas is read from.

    Args:
        path: the file.
        what: what is to be written, with its article.
        endings: with their dots, or whole names, such as `datapackage.json`.

    Raises:
        RequestError: it has none of them, and the message names them all; or the file would lie
            among an atlas's own tables and outlines.
    """
    if _is_source(path):
        raise RequestError(
            f"{path}: an atlas is read from this folder; name a file elsewhere, such as "
            f"maps/{path.name}"
        )
    for ending in endings:
        if ending in {path.suffix.lower(), path.name}:
            return ending
    known = " or ".join(endings) if len(endings) <= _FEW else ", ".join(endings)
    raise RequestError(f"{path}: {what} is a {known} file")


def _is_source(path: Path) -> bool:
    """Whether a file lies in `geodata` or `seeds` of an atlas, through whatever links."""
    folders = [path.parent.resolve(), path.resolve().parent]
    return any(
        folder.name in _SOURCES and (folder.parent / ATLAS_FILE).is_file() for folder in folders
    )


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
