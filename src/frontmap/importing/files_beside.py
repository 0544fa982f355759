"""Vector files that come beside the outlines: lines, a boundary, what lies over others, events.

`--layer` and `--crs` are said of the outlines. What they say must never spoil a file beside them,
and no advice about such a file may spoil the outlines.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from frontmap.errors import Fault
    from frontmap.importing.outlines import FeatureTable

__all__ = ["read_beside", "read_by_own_options"]

_OPTION = re.compile(r"--(layer|crs)\b")
#: Faults that a projection may mend.
_UNPLACED = frozenset({"which-crs", "bad-crs", "not-degrees", "unreadable-file"})
#: What is expected where an option names the projection.
_BY_CRS = re.compile(r"the projection named by --crs.*|(?:, or its name|, named) by --crs")
_NAMES_PROJECTION = "a file that names its projection, such as a GeoPackage"


def read_by_own_options(
    path: Path, name: str, *, layer: str = "", crs: str = "", encoding: str = ""
) -> FeatureTable:
    """Read a file for which options of its own say what `--layer` and `--crs` say of the outlines.

    Args:
        path: what `read_outlines` takes.
        name: what its options begin with: with `streets` they are `--streets-layer` and
            `--streets-crs`.
        layer: which layer, where there are several.
        crs: the projection, where the file does not name it.
        encoding: the encoding of texts, where the file does not name it.

    Raises:
        DataError: as `read_outlines`; the faults name the file's own options.
    """

    def own(text: str) -> str:
        return _OPTION.sub(rf"--{name}-\1", text)

    def by_own_options(fault: Fault) -> Fault:
        where = replace(fault.where, file=own(fault.where.file))
        asked = fault.code in {"which-layer", "which-crs"}
        code = fault.code.replace("which-", f"which-{name}-") if asked else fault.code
        found, expected = own(fault.found), own(fault.expected)
        return replace(fault, where=where, code=code, found=found, expected=expected)

    with _told_by(by_own_options):
        read = read_outlines(path, layer=layer, crs=crs, encoding=encoding)
    return replace(read, notes=tuple(map(own, read.notes)))


def read_beside(
    path: Path, *, crs: str = "", encoding: str = "", advise_crs: bool = False
) -> FeatureTable:
    """Read a file beside the outlines for which there are no options of its own.

    Args:
        path: what `read_outlines` takes.
        crs: the projection of the outlines, which is the file's, too, where it names none, or
            where its numbers cannot be degrees.
        encoding: the encoding of texts, where the file does not name it.
        advise_crs: whether there are no outlines that `--crs` could spoil.

    Raises:
        DataError: as `read_outlines`; no fault is mended by an option of the outlines.
    """

    def otherwise(fault: Fault) -> Fault:
        return fault if advise_crs and fault.code != "which-layer" else _without_options(fault)

    with _told_by(otherwise):
        try:
            read = read_outlines(path, encoding=encoding)
        except DataError as refusal:
            if not crs or not any(fault.code in _UNPLACED for fault in refusal.faults):
                raise
            return read_outlines(path, crs=crs, encoding=encoding)
    own = f"--crs {crs} is not for this file, which says itself where it lies"
    return replace(read, notes=(*read.notes, own)) if crs else read


def _without_options(fault: Fault) -> Fault:
    if fault.code == "which-layer":
        expected = f"one layer; save one of {', '.join(fault.choices)} as a file"
        return replace(fault, code="several-layers", expected=expected, choices=())
    if fault.code == "which-crs":
        return replace(fault, code="no-crs", expected=_NAMES_PROJECTION)
    if fault.code in _UNPLACED:
        expected = fault.expected.replace("name the projection by --crs", _NAMES_PROJECTION)
        return replace(fault, expected=_BY_CRS.sub("", expected))
    return fault


@contextmanager
def _told_by(otherwise: Callable[[Fault], Fault]) -> Iterator[None]:
    """Tell faults otherwise."""
    try:
        yield
    except DataError as refusal:
        raise DataError(list(map(otherwise, refusal.faults))) from refusal
