"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from frontmap.errors import FrontmapError

__all__ = ["write_atomically"]


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`, so that a reader sees the old file or the new one, never half.

    The bytes go to a temporary name in the same folder, which is then renamed; missing folders
    are made. A failure leaves the file that was there.

    Raises:
        FrontmapError: the file system refused; the message names the file and the reason.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix="~")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as reason:
        raise FrontmapError(f"cannot write {path}: {reason.strerror or reason}") from reason


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
