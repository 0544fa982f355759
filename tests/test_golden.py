"""What the commands write about the tiny atlas, byte for byte.

`FRONTMAP_REFRESH_GOLDEN=1` writes the files anew; README.md says when.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frontmap.cli import main

GOLDEN = Path(__file__).resolve().parent / "golden"
REFRESH = "FRONTMAP_REFRESH_GOLDEN"

COMMANDS = {
    "table.csv": ("table",),
    "table.json": ("table", "--format", "json"),
    "table-as-told-by-side-green.csv": ("table", "--as-told-by", "side:green"),
    "changes.csv": ("changes",),
    "changes.json": ("changes", "--format", "json"),
    "stats.csv": ("stats",),
    "stats-by-side.csv": ("stats", "--by", "side"),
    "sources.csv": ("sources",),
    "sources.csl.json": ("sources", "--format", "csl-json"),
    "show-2001-01-03.txt": ("show", "2001-01-03"),
    "show-2001-01-03-ar.txt": ("show", "2001-01-03", "--lang", "ar"),
    "show-2001-01-02-as-told-by-blue-media.txt": (
        "show", "2001-01-02", "--as-told-by", "blue-media",
    ),
    "why-southeast-2001-01-02.txt": ("why", "southeast", "2001-01-02"),
    "why-southeast-2001-01-03.json": ("why", "southeast", "2001-01-03", "--format", "json"),
    "compare-2001-01-02.csv": (
        "compare", "side:blue", "side:green", "2001-01-02", "--format", "csv",
    ),
    "compare-2001-01-02.txt": ("compare", "side:blue", "side:green", "2001-01-02"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(COMMANDS))
def test_a_command_writes_what_it_wrote_before(
    name: str,
    tiny: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as done:
        main([*COMMANDS[name], "--atlas", str(tiny)])
    written = capfdbinary.readouterr()
    assert (0, b"") == (done.value.code, written.err)
    if os.environ.get(REFRESH):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(written.out)
    assert (GOLDEN / name).read_bytes() == written.out


def test_no_golden_file_is_left_over() -> None:
    assert sorted(COMMANDS) == sorted(file.name for file in GOLDEN.iterdir())
