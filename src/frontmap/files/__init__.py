"""Files written whole or not at all, and what a command says of those that it wrote."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from frontmap.ending import unstopped
from frontmap.errors import DataError, FrontmapError, RequestError, Where
from frontmap.files.unfinished import new_mode, sync_folder, unfinished_file
from frontmap.given.files import file_bytes
from frontmap.given.toml_text import parsed_toml
from frontmap.limits import PATH_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from io import BufferedWriter

__all__ = [
    "ATLAS_FILE",
    "WrittenFile",
    "counted",
    "replace_together",
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
            box = "\N{WHITE VERTICAL RECTANGLE}"
            said += f"\nits font lacks these letters, drawn as {box}: {letters}"
        return said


def require_output(
    path: Path, what: str, endings: Collection[str], read_from: Iterable[Path] = ()
) -> str:
    """Return which of `endings` the name of a file has; upper and lower case are the same.

    It is asked before anything is drawn: no program opens a page in a file `map.pdf`, and an output
    never replaces what an atlas is read from, or what is no file.

    Args:
        path: the file.
        what: what is to be written, with its article.
        endings: with their dots, or whole names, such as `datapackage.json`.
        read_from: the files that the atlas was read from; those that it was imported from are
            found in the recipe beside them.

    Raises:
        FrontmapError: it is a link, a folder or another thing that is no file, or read-only.
        RequestError: it has none of the endings, and the message names them all; or the atlas was
            read or imported from it, under whatever name; or it would lie among an atlas's own
            tables and outlines.
    """
    _require_name(path)
    if _is_source(path):
        raise RequestError(
            f"{path}: an atlas is read from this folder; name a file elsewhere, such as "
            f"maps/{path.name}"
        )
    _require_file(path)
    if path.exists():
        for source in chain(read_from, _imported_from(read_from)):
            if source.exists() and path.samefile(source):
                raise RequestError(f"{path}: the atlas was read from this file; name another one")
    for ending in endings:
        if ending in {path.suffix.lower(), path.name}:
            return ending
    known = " or ".join(endings) if len(endings) <= _FEW else ", ".join(endings)
    raise RequestError(f"{path}: {what} is a {known} file")


def _is_source(path: Path) -> bool:
    """Whether a file lies in `geodata` or `seeds` of an atlas, through whatever links and names."""
    folders = [path.parent.resolve(), path.resolve().parent]
    return any(
        (folder.parent / ATLAS_FILE).is_file()
        and (own := folder.parent / source).is_dir()
        and folder.is_dir()
        and folder.samefile(own)
        for folder in folders
        for source in _SOURCES
    )


def _imported_from(read_from: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that an atlas was imported from, as far as its recipe can be read."""
    for settings in read_from:
        recipe = settings.with_name("import.toml")
        if settings.name != Path(ATLAS_FILE).name or not recipe.is_file():
            continue
        try:
            said = parsed_toml(file_bytes(recipe, Where(recipe.name)).decode("utf-8-sig"))
        except (DataError, ValueError):
            # whether it can be read is for the import that it is the recipe of
            continue
        for value in said.values():
            names = value if isinstance(value, list) else [value]
            yield from (recipe.parent / name for name in names if _may_be_path(name))


def _may_be_path(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and "\0" not in value and len(value) <= PATH_LETTERS


#: What stands where a file should be written, by how the file system tells it.
_OTHER_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def _require_name(path: Path) -> None:
    """Refuse a name that no file can have.

    Raises:
        FrontmapError: it has a NUL in it.
    """
    if "\0" in str(path):
        raise FrontmapError(f"cannot write {str(path)!r}: no name has a NUL in it")


def _require_file(path: Path) -> None:
    """Refuse to replace what is no file, or a file that nobody may write.

    A link would be replaced, and not what it leads to; a device would be a file from then on.

    Raises:
        FrontmapError: it is none.
    """
    _require_name(path)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as reason:
        raise FrontmapError(f"cannot write {path}: {reason.strerror or reason}") from reason
    if not stat.S_ISREG(mode):
        kind = next((kind for is_kind, kind in _OTHER_KINDS if is_kind(mode)), "a device")
        raise FrontmapError(f"cannot write {path}: it is {kind}; name a file")
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise FrontmapError(f"cannot write {path}: it is read-only; name another file")


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one, and never a part.

    The bytes go to an unfinished file in the same folder, are written to the disk, and then get the
    name. Folders that are missing are made. When writing fails, the old file stays as it was; a new
    one has its mode.

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
    with _refusal(path):
        _make_folders(path.parent)
        with unfinished_file(path) as (unfinished, stream):
            for part in parts:
                size += stream.write(part)
            _complete(unfinished, stream, path)
            unfinished.replace(path)
            sync_folder(path.parent)
    return size


def replace_together(files: Mapping[Path, bytes], mark: Path) -> None:
    """Replace several files, so that nobody can take some old and some new ones for a whole.

    All of them are written before the first gets its name. A signal waits until the last has; for a
    process that is killed meanwhile, `mark` stays and says so.

    Args:
        files: the content of each file.
        mark: an empty file that is there while some are old and some are new.

    Raises:
        FrontmapError: the file system refused; the message names the file and the reason.
    """
    with ExitStack() as stack:
        written: list[tuple[Path, Path]] = []
        for path, content in files.items():
            with _refusal(path):
                _make_folders(path.parent)
                unfinished, stream = stack.enter_context(unfinished_file(path))
                stream.write(content)
                _complete(unfinished, stream, path)
                written.append((unfinished, path))
        if len(written) > 1:
            write_atomically(mark, b"")
        with unstopped():
            for unfinished, path in written:
                with _refusal(path):
                    unfinished.replace(path)
            for folder, path in {path.parent: path for _, path in written}.items():
                with _refusal(path):
                    sync_folder(folder)
            mark.unlink(missing_ok=True)


@contextmanager
def _refusal(path: Path) -> Iterator[None]:
    """Say which file the file system refused, and why."""
    try:
        _require_file(path)
        yield
    except OSError as reason:
        raise FrontmapError(f"cannot write {path}: {reason.strerror or reason}") from reason


def _complete(unfinished: Path, stream: BufferedWriter, path: Path) -> None:
    """Have all of a file on the disk, with the mode of the one that it replaces."""
    stream.flush()
    unfinished.chmod(new_mode(path, 0o666))
    os.fsync(stream.fileno())
    if sys.platform == "win32":
        # there, what is open cannot get another name
        stream.close()


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, so that they outlast a power cut."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)
