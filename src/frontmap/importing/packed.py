"""Outlines that are packed in a zip file, in whichever folder of it."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["encoding_is_packed", "packed_bytes", "packed_outlines"]

#: Endings of what is looked for in a zip file. What ends in the second ones may be about a file of
#: the first, so it is taken only where there is none.
_ENDINGS = (".shp", ".gpkg", ".geojson", ".topojson", ".kml", ".gml", ".fgb", ".gdb")
_ENDINGS_ELSE = (".json",)


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
    with _opened(path) as packed:
        names = [name for name in packed.namelist() if not _is_hidden(name)]
    there = _ending_in(names, _ENDINGS) or _ending_in(names, _ENDINGS_ELSE)
    if len(there) == 1:
        inside = there[0], PurePosixPath(there[0]).stem
        return there[0], "" if layer in inside else layer
    chosen = [name for name in there if layer in {name, PurePosixPath(name).stem}]
    if len(chosen) == 1:
        return chosen[0], ""
    where = Where(path.name)
    if not there:
        found, expected = "no outlines in it", f"a file that ends in one of {', '.join(_ENDINGS)}"
        raise DataError([Fault(where, "unreadable-file", found, expected)])
    found = f"no single file {layer!r} in it" if layer else f"{len(there)} files of outlines in it"
    expected = f"--layer with one of: {', '.join(there)}"
    raise DataError([Fault(where, "which-layer", found, expected, choices=tuple(there))])


def packed_bytes(path: Path, member: str) -> bytes:
    """Return what is in one of a zip file's files.

    Raises:
        DataError: it cannot be unpacked.
    """
    with _opened(path) as packed:
        return packed.read(member)


def encoding_is_packed(path: Path) -> bool:
    """Tell whether a zip file has a .cpg file, which says what encoding texts have."""
    with _opened(path) as packed:
        return any(name.casefold().endswith(".cpg") for name in packed.namelist())


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as packed:
            yield packed
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as reason:
        fault = Fault(Where(path.name), "unreadable-file", str(reason), "a zip file")
        raise DataError([fault]) from reason


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
