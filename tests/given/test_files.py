from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from frontmap.errors import DataError, Where
from frontmap.given.files import file_bytes, require_regular_file
from frontmap.limits import FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def told(path: Path) -> str:
    with pytest.raises(DataError) as refusal:
        file_bytes(path)
    return str(refusal.value)


def test_a_file_is_read_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\r\n\xff")
    (tmp_path / "b.csv").symlink_to("a.csv")
    assert file_bytes(tmp_path / "b.csv") == b"a\r\n\xff"
    assert require_regular_file(tmp_path / "b.csv") == 4


def test_what_has_no_end_is_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (tmp_path / "folder.csv").mkdir()
    expected = "expected a file"
    assert told(tmp_path / "pipe.csv") == (
        f"pipe.csv: unreadable-file: found a named pipe; {expected}"
    )
    assert told(tmp_path / "zero.csv") == f"zero.csv: unreadable-file: found a device; {expected}"
    assert told(tmp_path / "folder.csv") == f"folder.csv: missing-file: found a folder; {expected}"


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the name of a socket has at most some hundred letters
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("a.csv")
        assert told(tmp_path / "a.csv") == (
            "a.csv: unreadable-file: found a socket; expected a file"
        )


def test_what_is_not_there_or_cannot_be_asked_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "round.csv").symlink_to("round.csv")
    (tmp_path / "broken.csv").symlink_to("nowhere")
    missing = "missing-file: found no file; expected a file"
    assert told(tmp_path / "a.csv") == f"a.csv: {missing}"
    assert told(tmp_path / "broken.csv") == f"broken.csv: {missing}"
    assert told(tmp_path / "broken.csv" / "a.csv") == f"a.csv: {missing}"
    assert told(tmp_path / "round.csv").startswith("round.csv: unreadable-file: found Too many")
    assert "unreadable-file: found File name too long" in told(tmp_path / ("a" * 300))


def test_a_file_that_is_larger_than_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(FILE_BYTES * 3)
    assert told(tmp_path / "a.csv") == ("a.csv: too-large: found 1536 MB; expected at most 512 MB")


def test_a_fault_has_the_name_that_the_caller_gives(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^geodata/control\.csv: missing-file"):
        require_regular_file(tmp_path / "control.csv", Where("geodata/control.csv"))
