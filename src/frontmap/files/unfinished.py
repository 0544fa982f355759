"""Files and folders that are being written, under a name of their own beside that which they get.

Such a name is `.map.html.frontmap-k3x81_zq~`: what it will be, and eight letters that `mkstemp` or
`mkdtemp` draws. A process that is killed leaves what it was writing, so the next one that writes
into that folder removes it, if it is surely nobody's any more:

- Whoever writes holds a lock (`flock`) on what is unfinished. The system drops it with the process,
  however that ends; so what can be locked is being written by no one.
- Between the making of a file and its lock, another process may take it for abandoned. So its maker
  looks whether it is still there once it has the lock, and else begins with another name.
- What has another name or another owner, what is a link, or has a second name, stays.
- Where there are no locks (Windows, some network drives), all of it stays, and is told.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import stat
import sys
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.ending import on_stop

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedWriter

__all__ = ["MARK", "new_mode", "sweep", "sync_folder", "unfinished_file", "unfinished_folder"]

#: What every name has that is ours.
MARK = ".frontmap-"
_NAME = re.compile(rf"\..+{re.escape(MARK)}[a-z0-9_]{{8}}~", re.DOTALL)
#: So many letters of the name that it will get: file systems take no more than 255 bytes.
_LETTERS = 40
#: A new file that a sweep takes away before it is locked is made anew so often.
_TRIES = 100
#: Looks at a file without following a link, or waiting for whoever writes into a pipe.
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

#: What file systems say that do not sync folders.
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP}

#: What is unfinished now, with its lock, and the folders in which something is begun.
_locks: dict[Path, int] = {}
_folders: list[Path] = []


@contextmanager
def unfinished_file(target: Path) -> Iterator[tuple[Path, BufferedWriter]]:
    """Give a new file beside `target`, open for writing; it is gone at the end, unless renamed.

    Raises:
        OSError: the file system refused.
    """
    with _begun_in(target.parent):
        descriptor, path = _made(lambda: _new_file(target))
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield path, stream
        finally:
            path.unlink(missing_ok=True)
            del _locks[path]


@contextmanager
def unfinished_folder(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target`; it is gone at the end, unless renamed.

    Raises:
        OSError: the file system refused.
    """
    with _begun_in(target.parent):
        descriptor, path = _made(lambda: _new_folder(target))
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            del _locks[path]
            if descriptor >= 0:
                os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what killed processes left unfinished in a folder, as the module's text tells."""
    try:
        there = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        # a folder into which one may write, but not look, shows nothing that could be told
        return
    for path in there:
        try:
            _remove_abandoned(path)
        except FileNotFoundError:
            continue
        except OSError as reason:
            said = "%r is left of a run that was killed, or still goes on; it stays: %s"
            logging.getLogger(__name__).warning(said, str(path), reason.strerror)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can.

    It cannot on Windows, nor in a folder that may be written into and not looked into, nor on some
    network drives; what was written is there all the same.

    Raises:
        OSError: the disk refused.
    """
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as reason:
        if reason.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)


def new_mode(path: Path, usual: int) -> int:
    """Return the mode of what is written as `path`: that of what is there, else the usual one."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return usual & ~mask


@contextmanager
def _begun_in(folder: Path) -> Iterator[None]:
    """Sweep a folder, and note that something is begun in it."""
    sweep(folder)
    _folders.append(folder)
    try:
        yield
    finally:
        _folders.remove(folder)


def _new_file(target: Path) -> tuple[int, str]:
    return tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix="~")


def _new_folder(target: Path) -> tuple[int, str]:
    name = tempfile.mkdtemp(dir=target.parent, prefix=_prefix(target), suffix="~")
    # Windows opens no folders
    return (-1 if sys.platform == "win32" else os.open(name, _LOOK)), name


def _prefix(target: Path) -> str:
    return f".{target.name[:_LETTERS]}{MARK}"


def _made(make: Callable[[], tuple[int, str]]) -> tuple[int, Path]:
    """Return a new file or folder that is locked, and that nobody has swept meanwhile.

    Raises:
        OSError: there is no such folder, or the file system refused.
    """
    for last in (*[False] * _TRIES, True):
        with nullcontext() if last else suppress(FileNotFoundError):
            descriptor, name = make()
            path = Path(name)
            # known before it is locked: when a signal comes, what is locked and not known stays
            _locks[path] = descriptor
            if sys.platform == "win32":
                return descriptor, path
            # without locks, nobody sweeps
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_at(path, descriptor):
                return descriptor, path
            del _locks[path]
            os.close(descriptor)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether an open file still has its name."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove_abandoned(path: Path) -> None:
    """Remove what is ours and nobody holds.

    Raises:
        OSError: whether somebody holds it cannot be told, or it cannot be removed.
    """
    if sys.platform == "win32":
        raise OSError(0, "Windows locks no folders")
    about = path.lstat()
    alone = stat.S_ISREG(about.st_mode) and about.st_nlink == 1
    if about.st_uid != os.geteuid() or not (alone or stat.S_ISDIR(about.st_mode)):
        return
    descriptor = os.open(path, _LOOK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(path, descriptor):
            if stat.S_ISDIR(about.st_mode):
                shutil.rmtree(path)
            else:
                path.unlink()
    except BlockingIOError:
        # somebody is writing it
        return
    finally:
        os.close(descriptor)


def _discard() -> None:
    """Remove what this process has begun, for it is being stopped."""
    for path, descriptor in _locks.items():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(descriptor)
    # what was being made just now, or has no lock yet
    for folder in _folders:
        sweep(folder)


on_stop(_discard)
