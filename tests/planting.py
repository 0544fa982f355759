"""How a fault is planted in a copy of the tiny atlas, and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.errors import Fault

ATLAS = "geodata/atlas.toml"
AREAS = "geodata/areas.geojson"
ACTORS = "geodata/actors.csv"
CONTROL = "geodata/control.csv"
CAPTIONS = "geodata/captions.csv"
LANDMARKS = "geodata/landmarks.geojson"
STREETS = "geodata/streets.geojson"
ANNOTATIONS = "geodata/annotations.csv"
ERRATA = "geodata/errata.csv"
SOURCES = "seeds/sources.csv"
VOICES = "seeds/voices.csv"
CLAIMS = "seeds/claims.csv"

#: A file, what stands in it exactly once, and what is to stand there.
Edit = tuple[str, str, str]


def plant(folder: Path, *edits: Edit) -> None:
    """Make the edits, each of which must find its place."""
    for file, old, new in edits:
        path = folder / file
        text = path.read_bytes().decode()
        found = text.count(old)
        if found != 1:
            raise ValueError(f"{file} has {old!r} {found} times")
        path.write_bytes(text.replace(old, new).encode())


def append(folder: Path, file: str, row: str) -> None:
    """Add a row, or a table, at the end of a file."""
    path = folder / file
    path.write_bytes(path.read_bytes() + f"{row}\n".encode())


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults of an atlas that can be read whole."""
    record, unread = read_record(folder)
    assert () == unread
    return check_record(record)


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    """Where each fault is, and its code."""
    return [(str(fault.where), fault.code) for fault in faults]
