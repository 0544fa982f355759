"""What `conftest.py` sets for every test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

DIFFER = "def test_two_lists_differ():\n    assert list(range(200)) == list(range(1000, 1200))\n"


def test_a_failure_is_told_in_a_few_lines_on_a_ci_too(tmp_path: Path) -> None:
    """Told whole, it takes 600 lines, and hours where two packages differ."""
    (tmp_path / "test_differ.py").write_text(DIFFER, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    places = os.pathsep.join([str(HERE), *sys.path])
    told = {"CI": "true", "BUILD_NUMBER": "1", "PYTHONPATH": places, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "conftest"],
        cwd=tmp_path, env=os.environ | told,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 failed" in done.stdout, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) < 60
