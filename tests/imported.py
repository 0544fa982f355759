"""Tables to import, written as people have them; what is made of them, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from frontmap.atlas import Atlas, check_atlas, read_atlas
from frontmap.errors import DataError
from frontmap.importing.interpretation import Interpretation, interpret
from frontmap.importing.options import ImportOptions
from frontmap.importing.writing import write_atlas

if TYPE_CHECKING:
    from pathlib import Path

HOLDERS = """written,holder,status,rivals,name,short,colour,side
Blue,blue,held,,Blue party,BLU,#335c99,blue
Green,green,held,,Green party,GRN,#9cc98a,green
Contested,before,contested,others,,,,
?,unknown,unknown,,,,,
"""


def text(tmp_path: Path, content: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


def make(tmp_path: Path, *files: Path, **options: Any) -> Atlas:  # noqa: ANN401 - as they come
    understood = interpret(files, ImportOptions(**options), tell=lambda _: None)
    write_atlas(understood, tmp_path / "atlas")
    faults = [f for f in check_atlas(tmp_path / "atlas") if f.severity == "error"]
    assert faults == []
    return read_atlas(tmp_path / "atlas")


def said(*files: Path, **options: Any) -> tuple[Interpretation, list[str]]:  # noqa: ANN401
    lines: list[str] = []
    return interpret(files, ImportOptions(**options), tell=lines.append), lines


def refused(*files: Path, **options: Any) -> list[tuple[str, int, str]]:  # noqa: ANN401
    with pytest.raises(DataError) as refusal:
        interpret(files, ImportOptions(**options), tell=lambda _: None)
    return [(f.code, f.where.row, f.expected) for f in refusal.value.faults]


def states(atlas: Atlas, area: str) -> list[str]:
    found = []
    for day in atlas.days():
        control = atlas.on(day).controls[area]
        found.append(" ".join((control.holder or "-", control.status.value, *control.rivals)))
    return found
