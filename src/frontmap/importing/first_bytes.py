"""Whether a file is what its ending says, told by its bytes before GDAL sees it.

GDAL chooses the driver by what is in a file, whatever its name. Some drivers read other files, or
ask the network, for what the file names; so none but the one that the ending names may see it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import DataError, Fault, Where
from frontmap.given.files import file_begins, file_bytes
from frontmap.importing.safe_xml import walk_xml

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GDB_FILE", "require_as_named"]


class _Sign(NamedTuple):
    """What a format is, and the bytes with which each file of it begins."""

    format: str
    begins: bytes


_SIGNS = {
    ".gpkg": _Sign("a GeoPackage", b"SQLite format 3\0"),
    ".shp": _Sign("a shapefile", b"\0\0\x27\x0a"),
    ".shx": _Sign("the index of a shapefile", b"\0\0\x27\x0a"),
    ".fgb": _Sign("FlatGeobuf", b"fgb\x03fgb"),
    ".parquet": _Sign("GeoParquet", b"PAR1"),
    ".geoparquet": _Sign("GeoParquet", b"PAR1"),
    ".xlsx": _Sign("an Excel workbook without a password", b"PK"),
    ".xlsm": _Sign("an Excel workbook without a password", b"PK"),
    ".gdbtable": _Sign("a table of an Esri file geodatabase", b"\x03\0\0\0"),
}
#: The first byte of a .dbf file says which program's it is: dBASE, FoxPro, with a memo or without.
_DBF = bytes.fromhex("02 03 04 05 30 31 32 43 63 7B 83 8B 8E CB E5 F5 FB")
_LONGEST = max(len(sign.begins) for sign in _SIGNS.values())
#: The files of a geodatabase; whatever else lies in its folder is not its.
GDB_FILE = re.compile(r"a[0-9a-f]{8}\..+|gdb|timestamps", re.IGNORECASE)
_FIRST_TABLE = "a00000001.gdbtable"
#: A reference to data elsewhere, as GDAL looks for it anywhere in a text.
_REFERENCE = re.compile(rb"<OGR\w*DataSource")
_GML = "opengis.net/gml"
#: Elements of GML with coordinates in them, and what a number is there.
_COORDINATES = {"coordinates", "coord", "posList", "pos", "X", "Y"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
#: So much of a coordinate that is none is told.
_SHOWN = 40


def require_as_named(path: Path, file: str) -> None:
    """Refuse a file, or the folder of a geodatabase, that is not what its ending says.

    Args:
        path: the file.
        file: its name in faults.

    Raises:
        DataError: it is something else (`other-format`), is not there or is no regular file.
    """
    ending = path.suffix.casefold()
    if ending == ".gdb":
        _require_geodatabase(path, file)
        return
    where = Where(file)
    if ending == ".gml":
        _require_gml(path, file)
        return
    begins = file_begins(path, where, _LONGEST)
    sign = _SIGNS.get(ending)
    if sign is not None and not begins.startswith(sign.begins):
        raise DataError([_other_format(where, begins, f"{sign.format}, as the ending {ending}")])
    if ending == ".dbf" and (not begins or begins[0] not in _DBF):
        expected = f"the attributes of a shapefile, as the ending {ending}"
        raise DataError([_other_format(where, begins, expected)])


def _other_format(where: Where, begins: bytes, expected: str) -> Fault:
    found = f"a file that begins with {begins!r}" if begins else "an empty file"
    return Fault(where, "other-format", found, f"{expected} says")


def _require_geodatabase(path: Path, file: str) -> None:
    where = Where(file)
    if not (path / _FIRST_TABLE).is_file():
        found, expected = f"no {_FIRST_TABLE} in it", "the folder of an Esri file geodatabase"
        raise DataError([Fault(where, "other-format", found, expected)])
    for one in sorted(path.iterdir()):
        if GDB_FILE.fullmatch(one.name):
            if one.is_symlink():
                found = f"the link {one.name} in it"
                raise DataError([Fault(where, "link-inside", found, "files in a folder")])
            require_as_named(one, f"{file}/{one.name}")


def _require_gml(path: Path, file: str) -> None:
    raw = file_bytes(path, Where(file))
    reader = _GmlReader()
    walk_xml(file, raw, "GML", start=reader.start, end=reader.end, text=reader.text)
    faults = []
    expected = f"GML, as the ending {path.suffix} says"
    if not reader.is_gml:
        faults.append(Fault(Where(file), "other-format", f"no namespace of {_GML}", expected))
    elif _REFERENCE.search(raw):
        found = "a reference to data elsewhere"
        faults.append(Fault(Where(file), "other-format", found, expected))
    for member, text in reader.no_numbers:
        where = Where(file, member, "geometry")
        faults.append(Fault(where, "bad-geometry", repr(text), "numbers"))
    if faults:
        raise DataError(faults)


class _GmlReader:
    """Reads whether XML is GML, and the coordinates in it: GDAL takes what is no number for 0.

    Attributes:
        is_gml: whether its namespace is met.
        no_numbers: the number of each feature with such a coordinate, and the first one.
    """

    def __init__(self) -> None:
        self.is_gml = False
        self.no_numbers: list[tuple[int, str]] = []
        self._members = 0
        self._texts: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.is_gml |= any(n.startswith("xmlns") and _GML in a for n, a in attributes.items())
        local = name.rpartition(":")[2]
        self._members += local in {"featureMember", "member"}
        # a file may say what stands between its numbers, and for a point in them
        own = {"decimal", "cs", "ts"} & set(attributes)
        self._texts = [] if local in _COORDINATES and not own else None

    def text(self, part: str) -> None:
        if self._texts is not None:
            self._texts.append(part)

    def end(self, _: str) -> None:
        parts = re.split(r"[\s,]+", "".join(self._texts or ()).strip())
        self._texts = None
        wrong = next((part for part in parts if part and not _NUMBER.fullmatch(part)), "")
        if wrong and (not self.no_numbers or self.no_numbers[-1][0] != self._members):
            self.no_numbers.append((self._members, wrong[:_SHOWN]))
