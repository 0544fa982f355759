"""An atlas gives the same bytes on every machine: in whatever zone, language, folder, terminal.

Each run writes every output (`every_output.py`) with everything different at once; a test names the
outputs that differ. To find out which setting it is, set one after the other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = Path(__file__).resolve().parent

#: Settings of the machine, by the name of the folder in which it works; `{}` is that folder.
MACHINES: Mapping[str, Mapping[str, str]] = {
    "plain": {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "HOME": "{}",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    },
    "مجلد with 'odd' & %s names": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "1",
        "HOME": "/nowhere",
        "USER": "somebody",
        "COLUMNS": "37",
        "TERM": "dumb",
        "TYPST_FONT_PATHS": "{}/home",
        "SOURCE_DATE_EPOCH": "86400",
        "OGR_SQLITE_PRAGMA": "page_size=8192",
        "OGR_SQLITE_JOURNAL": "WAL",
        "CREATE_TRIGGERS": "NO",
    },
    "a/deeper/one": {
        # Newfoundland as POSIX has it, where a machine has no table of zones
        "TZ": "NST3:30NDT",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "ar",
        "PYTHONHASHSEED": "4294967295",
        "PYTHONOPTIMIZE": "2",
        "COLUMNS": "211",
        "TERM": "xterm-256color",
        "TMPDIR": "{}/home",
        "XDG_CONFIG_HOME": "{}/home",
    },
}


def begun(folder: Path, settings: Mapping[str, str], *, mask: int) -> subprocess.Popen[bytes]:
    """Begin to write every output in a folder, on a machine with some settings."""
    (folder / "home").mkdir(parents=True)
    # none of this machine's own settings but where programs are
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    chosen = {name: value.replace("{}", str(folder)) for name, value in settings.items()}
    shutil.copytree(TESTS / "tiny", folder / "copied")
    for file in (folder / "copied").rglob("*.csv"):
        os.utime(file, (mask, mask))
    return subprocess.Popen(
        [sys.executable, TESTS / "every_output.py", "copied", TESTS.parent / "docs" / "tutorial"],
        cwd=folder,
        env=kept | chosen,
        umask=mask,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def digests(run: subprocess.Popen[bytes]) -> dict[str, str]:
    said, complaint = run.communicate()
    assert (0, "") == (run.returncode, complaint.decode("utf-8", "replace"))
    pairs = [line.split(" ", 1) for line in said.decode().splitlines()]
    return {name: digest for digest, name in pairs}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The digest of every output, by its name, on each machine; they work at the same time."""
    top = tmp_path_factory.mktemp("machines")
    masks = {"plain": 0o022}
    runs = {
        name: begun(top / name, settings, mask=masks.get(name, 0o077))
        for name, settings in MACHINES.items()
    }
    return {name: digests(run) for name, run in runs.items()}


def test_every_output_is_among_those_compared(written: dict[str, dict[str, str]]) -> None:
    assert 54 == len(written["plain"])


@pytest.mark.parametrize("machine", [name for name in MACHINES if name != "plain"])
def test_a_machine_with_other_settings_writes_the_same_bytes(
    machine: str, written: dict[str, dict[str, str]]
) -> None:
    plain, other = written["plain"], written[machine]
    assert [] == [name for name in plain if plain[name] != other.get(name)]
