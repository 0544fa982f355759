"""What is being written, and what killed runs have left of it."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from frontmap.files import unfinished
from frontmap.files.unfinished import sweep, sync_folder, unfinished_file, unfinished_folder

if TYPE_CHECKING:
    from pathlib import Path

LEFT = ".map.html.frontmap-abcd_123~"


def test_an_unfinished_file_is_locked_and_gone_at_the_end(tmp_path: Path) -> None:
    with unfinished_file(tmp_path / "map.html") as (path, stream):
        stream.write(b"half")
        assert path.name.startswith(".map.html.frontmap-")
        # another process that writes there meanwhile leaves it alone
        sweep(tmp_path)
        assert path.exists()
    assert [] == list(tmp_path.iterdir())


def test_an_unfinished_folder_is_locked_and_gone_at_the_end(tmp_path: Path) -> None:
    with unfinished_folder(tmp_path / "town") as path:
        (path / "control.csv").write_bytes(b"half")
        sweep(tmp_path)
        assert [path] == list(tmp_path.iterdir())
    assert [] == list(tmp_path.iterdir())


def test_what_was_renamed_stays(tmp_path: Path) -> None:
    with unfinished_folder(tmp_path / "town") as path:
        path.rename(tmp_path / "town")
    assert [tmp_path / "town"] == list(tmp_path.iterdir())


def test_what_a_killed_run_left_is_removed_by_the_next_one_that_writes_there(
    tmp_path: Path,
) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    (tmp_path / ".town.frontmap-abcd1234~" / "geodata").mkdir(parents=True)
    with unfinished_file(tmp_path / "other.csv") as (path, _):
        assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name",
    ["map.html", ".map.html.12345~", ".frontmap-abcd1234~", ".map.html.frontmap-abcd1234",
     ".map.html.frontmap-abcd12345~", ".map.html.frontmap-ABCD1234~"],
)  # fmt: skip
def test_a_file_of_another_name_is_never_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    sweep(tmp_path)
    assert b"mine" == (tmp_path / name).read_bytes()


def test_a_link_and_a_file_with_a_second_name_and_a_pipe_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / LEFT).symlink_to(tmp_path / "mine")
    (tmp_path / ".b.frontmap-abcd1234~").hardlink_to(tmp_path / "mine")
    os.mkfifo(tmp_path / ".c.frontmap-abcd1234~")
    sweep(tmp_path)
    assert 4 == len(list(tmp_path.iterdir()))


def test_what_another_user_left_is_never_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LEFT).write_bytes(b"theirs")
    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path / LEFT).stat().st_uid + 1)
    sweep(tmp_path)
    assert (tmp_path / LEFT).exists()


def test_where_there_are_no_locks_it_stays_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(37, "No locks available")

    (tmp_path / LEFT).write_bytes(b"half")
    monkeypatch.setattr(fcntl, "flock", no_locks)
    with caplog.at_level(logging.WARNING), unfinished_file(tmp_path / "a.csv") as (path, _):
        assert path.exists()
    told = "is left of a run that was killed, or still goes on; it stays: No locks available"
    assert f"{str(tmp_path / LEFT)!r} {told}" in [record.getMessage() for record in caplog.records]
    assert [tmp_path / LEFT] == list(tmp_path.iterdir())


def test_a_file_that_another_run_swept_before_it_was_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, swept = fcntl.flock, []

    def late(descriptor: int, operation: int) -> None:
        if not swept:
            swept.extend(tmp_path.iterdir())
            swept[0].unlink()
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with unfinished_file(tmp_path / "a.csv") as (path, _):
        assert [path] == list(tmp_path.iterdir())
        assert [path] != swept


def test_a_name_of_255_bytes_has_room_for_its_unfinished_file(tmp_path: Path) -> None:
    with unfinished_file(tmp_path / ("ح" * 125 + ".html")) as (path, _):
        assert path.exists()


def test_a_folder_that_cannot_be_looked_into_has_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "none")


def test_a_folder_is_synced_and_its_absence_told(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none")


@pytest.mark.parametrize(("number", "told"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_drive_that_syncs_no_folders_is_passed_over_and_a_broken_disk_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, told: bool
) -> None:
    def refused(_: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError, match="refused") if told else nullcontext():
        sync_folder(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_not_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    sync_folder(tmp_path)


@pytest.mark.parametrize("kind", ["unfinished_file", "unfinished_folder"])
def test_a_signal_that_comes_just_after_the_lock_leaves_nothing(tmp_path: Path, kind: str) -> None:
    """A hundred kills of each writer met this once."""
    code = (
        "import os, pathlib, signal\n"
        "from frontmap import ending\n"
        "from frontmap.files import unfinished\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "ending.end_in_one_line()\n"
        "unfinished._is_at = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        f"with unfinished.{kind}(pathlib.Path('map.html')):\n    pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert (143, []) == (done.returncode, list(tmp_path.iterdir()))


@pytest.mark.parametrize("make", ["_new_file", "_new_folder"])
def test_a_folder_that_holds_no_new_file_is_refused_and_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: str
) -> None:
    tried = []

    def gone(target: Path) -> tuple[int, str]:
        tried.append(target)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(unfinished, make, gone)
    begin = unfinished_file if make == "_new_file" else unfinished_folder
    with pytest.raises(FileNotFoundError), begin(tmp_path / "map.html"):
        pass
    assert len(tried) == unfinished._TRIES + 1
