"""Files as people give them: regular ones, of a size that can be read whole.

A named pipe, a device or a socket has no end, or none until somebody writes to it; a command that
opened one would wait for ever.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.limits import FEATURES, FILE_BYTES, UNPACKED_BYTES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["bytes_in_words", "file_begins", "file_bytes", "require_regular_file", "require_size"]

_MEGABYTE = 1 << 20
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def require_regular_file(path: Path, where: Where | None = None) -> int:
    """Return the size in bytes of a file; links are followed. Nothing is opened.

    Args:
        path: the file.
        where: what faults call it; without it they have its name.

    Raises:
        DataError: there is no file (`missing-file`), or something else, which has no end, or what
            cannot be asked for (`unreadable-file`).
    """
    where = where or Where(path.name)
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError) as reason:
        raise DataError([Fault(where, "missing-file", "no file", "a file")]) from reason
    except OSError as reason:
        raise DataError([_unreadable(where, reason)]) from reason
    if not stat.S_ISREG(there.st_mode):
        found = _KINDS.get(stat.S_IFMT(there.st_mode), "no file")
        code = "missing-file" if stat.S_ISDIR(there.st_mode) else "unreadable-file"
        raise DataError([Fault(where, code, found, "a file")])
    return there.st_size


def file_bytes(path: Path, where: Where | None = None) -> bytes:
    """Return what is in a regular file.

    Args:
        path: the file.
        where: what faults call it; without it they have its name.

    Raises:
        DataError: as `require_regular_file`; the file system refuses (`unreadable-file`); or the
            file is larger than what is read whole (`too-large`).
    """
    where = where or Where(path.name)
    size = require_regular_file(path, where)
    if size > FILE_BYTES:
        expected = f"at most {bytes_in_words(FILE_BYTES)}"
        raise DataError([Fault(where, "too-large", bytes_in_words(size), expected)])
    return file_begins(path, where, FILE_BYTES)


def file_begins(path: Path, where: Where, count: int) -> bytes:
    """Return the first bytes of a regular file, at most `count`.

    Raises:
        DataError: as `require_regular_file`; or the file system refuses (`unreadable-file`).
    """
    require_regular_file(path, where)
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except OSError as reason:
        raise DataError([_unreadable(where, reason)]) from reason


def require_size(where: Where, *, features: int = 0, unpacked: int = 0) -> None:
    """Refuse a file that would become too much, told before it does.

    Args:
        where: its place in faults.
        features: how many features it has.
        unpacked: to how many bytes what is read of it unpacks.

    Raises:
        DataError: they are more than the limit (`too-large`).
    """
    faults = []
    if features > FEATURES:
        found, expected = f"more than {FEATURES} features", f"at most {FEATURES}"
        faults.append(Fault(where, "too-large", found, expected))
    if unpacked > UNPACKED_BYTES:
        expected = f"what unpacks to at most {bytes_in_words(UNPACKED_BYTES)}"
        faults.append(Fault(where, "too-large", bytes_in_words(unpacked), expected))
    if faults:
        raise DataError(faults)


def _unreadable(where: Where, reason: OSError) -> Fault:
    return Fault(where, "unreadable-file", reason.strerror or "an error", "a file to read")


def bytes_in_words(size: int) -> str:
    """Say a size in megabytes: `512 MB`."""
    return f"{round(size / _MEGABYTE)} MB"
