"""The atlases that the tests of export write: the tiny one, and one with hostile names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exported import HOSTILE

from frontmap.atlas import Atlas
from frontmap.model import Text


@pytest.fixture(scope="session")
def atlas(tiny_atlas: Atlas) -> Atlas:
    return tiny_atlas


@pytest.fixture(scope="session")
def hostile(atlas: Atlas) -> Atlas:
    areas = tuple(replace(area, name=Text.of(en=HOSTILE)) for area in atlas.record.areas)
    return Atlas(replace(atlas.record, areas=areas))
