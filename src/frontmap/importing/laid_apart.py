"""Files laid in a folder of their own, where GDAL reads them.

GDAL looks for files of the same name beside the one that it reads: some of them name other files
and addresses. And it writes such files. In the folder there is nothing but what belongs to the
format, and what GDAL writes goes with it.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.errors import FrontmapError, KeptFaults
from frontmap.importing.first_bytes import GDB_FILE, require_as_named

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["beside", "laid_apart", "own_folder", "told_when_full"]

#: The files of the same name that belong to a file: of a shapefile its index, attributes,
#: projection and encoding; of a GeoPackage what was written to it last.
_AHEAD = ".gpkg-wal"
_BELONGS = {".shp": (".shx", ".dbf", ".prj", ".cpg"), ".gpkg": (_AHEAD,)}
#: In these two bytes SQLite says that it writes beside the file even to read it.
_WAL, _WRITE_AHEAD = slice(18, 20), b"\x02\x02"


def beside(path: Path, left_out: str = "") -> Iterator[Path]:
    """Yield the files that belong to a file of outlines, but those of one ending."""
    endings = _BELONGS.get(path.suffix.casefold(), ())
    if endings:
        for other in sorted(path.parent.iterdir()):
            ending = other.suffix.casefold()
            if other.stem == path.stem and ending in endings and ending != left_out:
                yield other


@contextmanager
def laid_apart(path: Path, file: str, left_out: str = "") -> Iterator[Path]:
    """Yield the path under which GDAL may read a file, for as long as the context lasts.

    Args:
        path: the file, or the folder of a geodatabase.
        file: its name in faults.
        left_out: the ending of a file beside it that GDAL is not to see.

    Raises:
        DataError: it, or what belongs to it, is not what its ending says.
        FrontmapError: the machine's temporary folder is full.
    """
    require_as_named(path, file)
    faults = KeptFaults()
    for other in beside(path, left_out):
        with faults.kept():
            require_as_named(other, other.name)
    faults.refuse()
    with own_folder(file) as folder:
        place = folder / path.name
        with told_when_full(file):
            if path.is_dir():
                place.mkdir()
                for one in path.iterdir():
                    if GDB_FILE.fullmatch(one.name):
                        _lay(one, place / one.name)
            else:
                for one in (path, *beside(path, left_out)):
                    _lay(one, folder / one.name)
        yield place


@contextmanager
def own_folder(file: str) -> Iterator[Path]:
    """Yield a temporary folder in which a file is unpacked or laid.

    Raises:
        FrontmapError: there is none.
    """
    with told_when_full(file):
        folder = tempfile.TemporaryDirectory(prefix="frontmap-")
    with folder as name:
        yield Path(name)


@contextmanager
def told_when_full(file: str) -> Iterator[None]:
    """Turn what the file system refuses into an error that names its temporary folder."""
    try:
        yield
    except OSError as reason:
        where, said = tempfile.gettempdir(), reason.strerror or reason
        raise FrontmapError(f"cannot lay {file} out in {where}: {said}") from reason


def _lay(path: Path, place: Path) -> None:
    """Put a link to a file in a place; a copy where there are no links, or reading would write."""
    with path.open("rb") as stream:
        writes = stream.read(_WAL.stop)[_WAL] == _WRITE_AHEAD
    if not writes and path.suffix.casefold() != _AHEAD:
        try:
            place.symlink_to(path.resolve())
        except OSError:
            pass
        else:
            return
    shutil.copyfile(path, place)
