"""Outlines that are packed in a zip file, in whichever folder of it."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from frontmap.errors import DataError, Fault, Where
from frontmap.given.files import require_size
from frontmap.importing.laid_apart import own_folder, told_when_full

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["member_bytes", "opened_zip", "packed_outlines", "require_sound", "unpacked"]

#: Endings of what is looked for in a zip file. What ends in the second ones may be about a file of
#: the first, so it is taken only where there is none.
_ENDINGS = (".shp", ".gpkg", ".geojson", ".topojson", ".kml", ".gml", ".fgb", ".gdb")
_ENDINGS_ELSE = (".json",)
_ZIPS = (".zip", ".kmz")
#: A path that begins at a root or a drive, or goes up.
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
#: What the library raises for a zip file that is none, is encrypted, packed in a way that it does
#: not know, cut off, or lies about what is in it.
_CANNOT_UNPACK = (
    zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError,
    OverflowError, zlib.error, lzma.LZMAError,
)  # fmt: skip


def packed_outlines(path: Path, layer: str = "") -> tuple[str, str]:
    """Return the file of outlines in a zip file, and the layer in it, if one was asked for.

    What macOS adds, and hidden files, are passed over.

    Args:
        path: the zip file.
        layer: which of several files, by its path or its name without ending; where there is only
            one, a layer in it.

    Raises:
        DataError: it is no zip file, or there is no such file in it, or several.
    """
    with opened_zip(path) as packed:
        names = [name for name in map(_inside, packed.infolist()) if not _is_hidden(name)]
    there = _ending_in(names, _ENDINGS) or _ending_in(names, _ENDINGS_ELSE)
    if len(there) == 1:
        inside = there[0], PurePosixPath(there[0]).stem
        return there[0], "" if layer in inside else layer
    chosen = [name for name in there if layer in {name, PurePosixPath(name).stem}]
    if len(chosen) == 1:
        return chosen[0], ""
    where = Where(path.name)
    if not there:
        inner = next((name for name in names if name.casefold().endswith(_ZIPS)), "")
        found = f"no outlines in it, but {inner}; unpack that" if inner else "no outlines in it"
        expected = f"a file that ends in one of {', '.join(_ENDINGS)}"
        raise DataError([Fault(where, "unreadable-file", found, expected)])
    found = f"no single file {layer!r} in it" if layer else f"{len(there)} files of outlines in it"
    expected = f"--layer with one of: {', '.join(there)}"
    raise DataError([Fault(where, "which-layer", found, expected, choices=tuple(there))])


@contextmanager
def unpacked(path: Path, inside: str) -> Iterator[Path]:
    """Yield where a file of outlines of a zip file is unpacked, with those that belong to it.

    Args:
        path: the zip file.
        inside: the file, or the folder of a geodatabase, as `packed_outlines` names it.

    Raises:
        DataError: what belongs to it cannot be unpacked, is a link, stands there twice, or unpacks
            to more than the limit.
        FrontmapError: the machine's temporary folder is full.
    """
    stem = PurePosixPath(inside).with_suffix("")
    with opened_zip(path) as packed, own_folder(path.name) as folder:
        parts = [
            one
            for one in packed.infolist()
            if PurePosixPath(_inside(one)).with_suffix("") == stem
            or PurePosixPath(_inside(one)).parent == PurePosixPath(inside)
        ]
        parts = [one for one in parts if not one.is_dir()]
        require_sound(parts, path.name)
        outlines = folder / PurePosixPath(inside).name
        with told_when_full(path.name):
            if inside.casefold().endswith(".gdb"):
                outlines.mkdir()
            for one in parts:
                name = PurePosixPath(_inside(one)).name
                place = outlines if outlines.is_dir() else folder
                (place / name).write_bytes(member_bytes(packed, one, path.name))
        yield outlines


def require_sound(parts: Sequence[zipfile.ZipInfo], file: str) -> None:
    """Refuse files of a zip file that are links, that stand in it twice, or that are too large.

    Raises:
        DataError: some are.
    """
    where, faults = Where(file), []
    for one in parts:
        if stat.S_ISLNK(one.external_attr >> 16):
            found = f"the link {one.filename} in it"
            faults.append(Fault(where, "link-inside", found, "a file"))
    names = [_inside(one) for one in parts]
    doubles = dict.fromkeys(name for name in names if names.count(name) > 1)
    faults += [Fault(where, "double-file", f"{name} twice in it", "once") for name in doubles]
    if faults:
        raise DataError(faults)
    # no more is ever read of a file than it says of its size
    require_size(where, unpacked=sum(one.file_size for one in parts))


def member_bytes(packed: zipfile.ZipFile, one: zipfile.ZipInfo, file: str) -> bytes:
    """Return what is in one of a zip file's files.

    Raises:
        DataError: it cannot be unpacked.
    """
    with _refusals(file):
        return packed.read(one)


@contextmanager
def opened_zip(source: Path | BinaryIO, file: str = "") -> Iterator[zipfile.ZipFile]:
    """Yield a zip file, opened; `file` is its name in faults, where `source` is no path.

    Raises:
        DataError: it is none, or a path in it leads out of it.
    """
    name = file or source.name
    with _refusals(name):
        packed = zipfile.ZipFile(source)
    with packed:
        faults = [
            Fault(Where(name), "path-outside", one, "paths within the zip file")
            for one in map(_inside, packed.infolist())
            if _OUTSIDE.search(one)
        ]
        if faults:
            raise DataError(faults)
        yield packed


@contextmanager
def _refusals(file: str) -> Iterator[None]:
    try:
        yield
    except _CANNOT_UNPACK as reason:
        fault = Fault(Where(file), "unreadable-file", str(reason), "a zip file")
        raise DataError([fault]) from reason


def _inside(one: zipfile.ZipInfo) -> str:
    """Return the path of a file in a zip file; some programs of Windows part it by backslashes."""
    return one.filename.replace("\\", "/")


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _ending_in(names: list[str], endings: tuple[str, ...]) -> list[str]:
    """Return the files that end so; of a folder such as `x.gdb`, which is one, its own name."""
    found: dict[str, None] = {}
    for name in names:
        parts = PurePosixPath(name).parts
        folders = [n for n, part in enumerate(parts) if part.casefold().endswith(".gdb")]
        inside = "/".join(parts[: folders[0] + 1]) if folders else name
        if inside.casefold().endswith(endings) and (folders or not name.endswith("/")):
            found[inside] = None
    return list(found)
