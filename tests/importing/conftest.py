"""Outlines and a table of holders, which most tests of importing take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imported import HOLDERS, draw_areas, text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    return draw_areas(tmp_path)


@pytest.fixture
def holders(tmp_path: Path) -> Path:
    return text(tmp_path, HOLDERS, "holders.csv")
