"""How a fault is planted in a copy of the tiny atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ATLAS = "geodata/atlas.toml"
AREAS = "geodata/areas.geojson"
ACTORS = "geodata/actors.csv"
CONTROL = "geodata/control.csv"
CAPTIONS = "geodata/captions.csv"
LANDMARKS = "geodata/landmarks.geojson"
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
