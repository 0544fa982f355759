"""The page's pure modules under `node --test`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]


def test_the_page_s_modules_pass_their_own_tests() -> None:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("FRONTMAP_REQUIRE_BROWSER") == "1":
            pytest.fail("node is missing, and FRONTMAP_REQUIRE_BROWSER=1 asks for it")
        pytest.skip("node is missing")
    files = sorted(str(path) for path in (HERE / "js").glob("*.test.mjs"))
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
