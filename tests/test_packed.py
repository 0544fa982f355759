"""What is packed for others is what git holds, the same bytes from whatever folder and day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling packs; the extra dev brings it")

TOP = Path(__file__).resolve().parents[1]


def tracked() -> list[str]:
    """The files that git holds."""
    if not (TOP / ".git").exists() or shutil.which("git") is None:
        pytest.skip("only a checkout knows what git holds")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=True
    )
    there = (name for name in listed.stdout.split("\0") if name)
    return sorted(name for name in there if (TOP / name).is_file() or (TOP / name).is_symlink())


def members(package: Path) -> dict[str, tuple[int, float, str]]:
    """The mode, the time and the digest of each file in a package of sources, by its name."""
    with tarfile.open(package) as archive:
        return {
            one.name: (one.mode, one.mtime, sha256(file.read()).hexdigest())
            for one in archive
            if (file := archive.extractfile(one)) is not None
        }


def packed(sources: Path, target: Path, **settings: str) -> tuple[Path, Path]:
    """Pack what lies in a folder; return the sources' package and the wheel."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", target],
        cwd=sources, env=os.environ | settings, capture_output=True, check=True,
    )  # fmt: skip
    (package,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
    return package, wheel


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git holds, older than the checkout, and readable by its owner alone."""
    folder = tmp_path_factory.mktemp("copied")
    for name in tracked():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TOP / name, copy)
        copy.chmod((TOP / name).stat().st_mode & 0o700)
        os.utime(copy, (1e9, 1e9))
    return folder


@pytest.fixture(scope="module")
def packages(copied: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return packed(copied, tmp_path_factory.mktemp("dist"))


def test_the_sources_package_has_every_file_of_git(packages: tuple[Path, Path]) -> None:
    with tarfile.open(packages[0]) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert sorted([*tracked(), "PKG-INFO"]) == sorted(names)


def test_git_holds_no_link_which_leads_elsewhere_on_another_machine() -> None:
    assert [] == [name for name in tracked() if (TOP / name).is_symlink()]


def test_the_wheel_has_the_package_the_built_in_atlas_and_the_licences(
    packages: tuple[Path, Path],
) -> None:
    with zipfile.ZipFile(packages[1]) as wheel:
        names = set(wheel.namelist())
    inside = {name.removeprefix("src/") for name in tracked() if name.startswith("src/")}
    atlas = {
        f"frontmap/builtin/{name}" for name in tracked() if name.startswith(("geodata/", "seeds/"))
    }
    assert inside | atlas == {name for name in names if name.startswith("frontmap/")}
    assert {
        "LICENSE",
        "LICENSE-DATA",
        "LICENSES/CC-BY-4.0.txt",
        "LICENSES/ODbL-1.0.txt",
        "src/frontmap/page/assets/leaflet-notice.txt",
    } == {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}


def test_the_same_files_are_packed_into_the_same_bytes(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    again = packed(TOP, tmp_path, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", LC_ALL="C")
    assert members(packages[0]) == members(again[0])
    first, second = (
        [sha256(path.read_bytes()).hexdigest() for path in one] for one in (packages, again)
    )
    assert first == second
