"""Programs of the machine that tests read outputs with."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def tool(name: str) -> str:
    """A program of the machine; without it the test is skipped, or fails where it is required."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("FRONTMAP_REQUIRE_TOOLS"):
            pytest.fail(f"{name} is required and is not installed")
        pytest.skip(f"{name} is not installed")
    return found


def pdf_text(path: Path) -> str:
    """The text of a PDF, as far as possible as it stands on the pages."""
    done = subprocess.run(
        [tool("pdftotext"), "-layout", path, "-"], capture_output=True, check=True
    )
    return done.stdout.decode()
