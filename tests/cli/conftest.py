"""An empty folder to run commands in, with the tiny atlas as the one that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTMAP_ATLAS", str(tiny))
    return tmp_path
