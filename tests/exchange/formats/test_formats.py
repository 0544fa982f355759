"""Formats of export are found by themselves, and the docs and the help tell of each.

`FRONTMAP_REFRESH_GOLDEN=1` writes the table of formats in `docs/export.md` anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontmap.cli import main
from frontmap.exchange import ENDINGS
from frontmap.exchange.formats import endings, format_of

PAGE = Path(__file__).parents[3] / "docs" / "export.md"
FOLDER = Path(__file__).parents[3] / "src" / "frontmap" / "exchange" / "formats"


def table() -> str:
    """What `docs/export.md` says of the formats."""
    lines = ["| ending | format | for | what is in it |", "|---|---|---|---|"]
    for ending in endings():
        one = format_of(ending)
        needs = f"; needs {one.package}, the extra `{one.extra}`" if one.package else ""
        lines.append(f"| `{ending}` | {one.title} | {one.programs} | {one.holds}{needs} |")
    return "\n".join(lines)


def test_each_module_is_a_format_and_its_name_the_ending() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert len(files) == len(ENDINGS)
    assert {e.lstrip(".").replace(".", "_") for e in ENDINGS} == files


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_format_says_what_it_is_for_and_what_it_holds(ending: str) -> None:
    one = format_of(ending)
    assert all([one.title, one.programs, one.holds])
    assert bool(one.package) == bool(one.extra)


def test_no_format_is_loaded_before_it_is_asked_for() -> None:
    script = (
        "import sys, frontmap.exchange\n"
        "sys.exit(any(name in sys.modules for name in ('shapely', 'pyogrio', 'numpy')))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_page_on_export_has_a_row_for_each_format() -> None:
    begin, end = "<!-- formats -->\n\n", "\n\n<!-- end of formats -->"
    before, rest = PAGE.read_text("utf-8").split(begin)
    written, after = rest.split(end)
    if os.environ.get("FRONTMAP_REFRESH_GOLDEN"):
        written = table()
        PAGE.write_text(before + begin + written + end + after, "utf-8", newline="\n")
    assert table() == written


def test_the_command_s_help_names_each_ending(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert f"Ends in {', '.join(ENDINGS)}." in " ".join(capsys.readouterr().out.split())
