"""Writers that are stopped leave the old file or the new one, and nothing that is not swept.

A fixed small sample: `long/kills.py` stops each writer a hundred times and more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLING = Path(__file__).resolve().parent / "killing.py"


#: The points at which each writer is stopped, and how often it is then between old and new files.
SAMPLE = {
    "csv:KILL:-4,-2": 0,
    "csv:TERM:-4": 0,
    "gpkg:KILL:3": 0,
    "new:KILL:20": 0,
    "new:TERM:-3": 0,
    # the copy of the old recipe lies beside it already
    "propose-anew:KILL:-5": 1,
    # among the renames of several that belong together
    "again:KILL:-14": 1,
    "again:TERM:-14": 0,
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers run in forks")
def test_a_writer_that_is_stopped_leaves_old_or_new_and_the_next_run_completes_it() -> None:
    done = subprocess.run(
        [sys.executable, KILLING, *SAMPLE], capture_output=True, text=True, check=False
    )
    assert "" == done.stderr
    assert done.stdout.splitlines() == [
        f"{spec}: {spec.count(',') + 1} stopped, {between} between old and new files"
        for spec, between in SAMPLE.items()
    ]
