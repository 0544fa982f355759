"""What the tests share: the tiny atlas, the built-in one, and copies in which to plant faults."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.atlas import Atlas

HERE = Path(__file__).resolve().parent

#: The same examples on every machine; `--hypothesis-profile=search` looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


def pytest_configure() -> None:
    """Tell a failure in the same few lines on a machine that calls itself a CI.

    There pytest tells the whole difference of two values, for which it takes hours where they are
    files of some megabytes, and says nothing meanwhile. `-vv` still asks for it.
    """
    for name in ("CI", "BUILD_NUMBER"):
        os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests apart from what the person or the machine that runs them has set."""
    for name in ("FRONTMAP_ATLAS", "FRONTMAP_DEBUG", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """Have files written without waiting for the disk, which takes seconds on some machines.

    What is synced, and in which order, `files/test_files.py` looks at.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture(scope="session", autouse=True)
def _command_line_built_once() -> Iterator[None]:
    """Have typer build the commands and their options once, not again for each command.

    It builds them from the same functions each time, for longer than most commands then take.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def _same_examples() -> Iterator[None]:
    """Have hypothesis take no examples from the constants of modules that are loaded by then.

    They depend on which tests ran before, and on where the checkout lies.
    """
    with pytest.MonkeyPatch.context() as patch:
        if settings().derandomize:
            # a name of hypothesis's own: releases without it take none
            with suppress(ImportError):
                providers = import_module("hypothesis.internal.conjecture.providers")
                patch.setattr(providers, "is_local_module_file", lambda _path: False, raising=False)
        yield


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The folder of the atlas of three areas and four days; README.md works it out by hand."""
    return HERE / "tiny"


@pytest.fixture(scope="session")
def tiny_atlas(tiny: Path) -> Atlas:
    """The tiny atlas, read."""
    from frontmap.atlas import read_atlas  # noqa: PLC0415 - most tests do without geometry

    return read_atlas(tiny)


@pytest.fixture(scope="session")
def builtin() -> Atlas:
    """The atlas of southern Damascus that comes with frontmap."""
    from frontmap.atlas import builtin_folder, read_atlas  # noqa: PLC0415 - likewise

    return read_atlas(builtin_folder())


@pytest.fixture(scope="session")
def redrawn_atlas(tiny_atlas: Atlas) -> Atlas:
    """The tiny atlas with the south cut anew on 3 January; `making.redrawn` tells the rest."""
    from making import redrawn  # noqa: PLC0415 - likewise

    from frontmap.atlas import Atlas  # noqa: PLC0415 - likewise

    return Atlas(redrawn(tiny_atlas.record))


@pytest.fixture(scope="session")
def moving_atlas(tiny_atlas: Atlas) -> Atlas:
    """Outlines that move, and a day without a map; `making.moving` tells the rest."""
    from making import moving  # noqa: PLC0415 - likewise

    from frontmap.atlas import Atlas  # noqa: PLC0415 - likewise

    return Atlas(moving(tiny_atlas.record))


@pytest.fixture(scope="session")
def assumed_atlas(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The tiny atlas, in which the north is assumed, and a note says why."""
    from planting import CONTROL, plant  # noqa: PLC0415 - likewise

    from frontmap.atlas import read_atlas  # noqa: PLC0415 - likewise

    folder = tmp_path_factory.mktemp("assumed") / "atlas"
    shutil.copytree(tiny, folder)
    ruled = "north,2001-01-01,..2001-01-01,blue,held,,"
    supposed = f"{ruled}assumed,almanac-1,Only of the whole land.,عن البلد كله وحده."
    plant(folder, (CONTROL, f"{ruled},almanac-1,,", supposed))
    return read_atlas(folder)


@pytest.fixture
def copy_of_tiny(tmp_path: Path, tiny: Path) -> Path:
    """A copy of the tiny atlas's folder, to plant faults in."""
    copy = tmp_path / "atlas"
    shutil.copytree(tiny, copy)
    return copy
