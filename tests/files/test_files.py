from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frontmap.errors import FrontmapError, RequestError
from frontmap.files import (
    WrittenFile,
    counted,
    require_output,
    write_atomically,
    write_parts_atomically,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_atomically(tmp_path / "map.html", b"a\r\n\xff")
    assert (tmp_path / "map.html").read_bytes() == b"a\r\n\xff"


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "maps" / "new" / "map.html", b"a")
    assert (tmp_path / "maps" / "new" / "map.html").read_bytes() == b"a"


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "map.html").write_bytes(b"old")
    write_atomically(tmp_path / "map.html", b"new")
    assert (tmp_path / "map.html").read_bytes() == b"new"
    assert [tmp_path / "map.html"] == list(tmp_path.iterdir())


def test_a_failure_half_way_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "map.html").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FrontmapError, match=r"cannot write .*map\.html: No space left"):
        write_atomically(tmp_path / "map.html", b"new")
    assert (tmp_path / "map.html").read_bytes() == b"old"
    assert [tmp_path / "map.html"] == list(tmp_path.iterdir())


def test_parts_are_written_one_after_the_other_and_counted(tmp_path: Path) -> None:
    assert write_parts_atomically(tmp_path / "map.kml", iter([b"<a", b"", b" />"])) == 5
    assert (tmp_path / "map.kml").read_bytes() == b"<a />"


def test_parts_that_come_to_no_end_leave_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "map.kml").write_bytes(b"old")

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise RequestError("no such area")

    with pytest.raises(RequestError, match="no such area"):
        write_parts_atomically(tmp_path / "map.kml", parts())
    assert (tmp_path / "map.kml").read_bytes() == b"old"
    assert [tmp_path / "map.kml"] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_said_with_the_file_and_the_reason(tmp_path: Path) -> None:
    (tmp_path / "maps").write_bytes(b"a file, not a folder")
    with pytest.raises(FrontmapError, match=r"cannot write .*map\.html: "):
        write_atomically(tmp_path / "maps" / "map.html", b"new")
    assert (tmp_path / "maps").read_bytes() == b"a file, not a folder"


def test_a_folder_in_the_file_s_place_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    with pytest.raises(FrontmapError, match=r"cannot write .*map\.html: "):
        write_atomically(tmp_path / "map.html", b"new")
    assert [tmp_path / "map.html"] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_the_file_as_the_machine_s_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "map.html", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "map.html").stat().st_mode) == 0o644


def test_an_ending_is_known_in_letters_of_any_case() -> None:
    assert require_output(Path("maps/Map.PDF"), "a still", [".png", ".pdf"]) == ".pdf"
    assert require_output(Path("a/package.json"), "a package", ["package.json"]) == "package.json"


@pytest.mark.parametrize(
    ("endings", "known"), [([".gif", ".webp"], ".gif or .webp"), ([".a", ".b", ".c"], ".a, .b, .c")]
)
def test_an_ending_that_is_not_written_is_refused_with_those_that_are(
    endings: list[str], known: str
) -> None:
    with pytest.raises(RequestError) as refusal:
        require_output(Path("maps/map"), "a film", endings)
    assert str(refusal.value) == f"maps/map: a film is a {known} file"


def test_one_thing_is_told_as_one() -> None:
    assert ["0 days", "1 day", "2 days"] == [counted(count, "day") for count in range(3)]


def test_a_file_is_told_with_its_size_and_the_letters_that_are_lacking() -> None:
    assert str(WrittenFile(Path("maps/a.png"), "800 × 600 pixels", 12_400)) == (
        "maps/a.png: 800 × 600 pixels, 12 kB"
    )
    told = str(WrittenFile(Path("a.pdf"), "1 page", 900, lacking="ꙮ𓀀"))
    assert told.splitlines()[1].endswith("ꙮ𓀀")


@pytest.mark.parametrize("name", ["geodata/control.csv", "seeds/new.csv", "linked/claims.csv"])
def test_no_output_goes_where_an_atlas_is_read_from(tmp_path: Path, name: str) -> None:
    (tmp_path / "geodata").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "seeds")
    require_output(tmp_path / name, "an export", [".csv"])
    (tmp_path / "geodata" / "atlas.toml").write_text("")
    with pytest.raises(RequestError, match="an atlas is read from this folder; name a file else"):
        require_output(tmp_path / name, "an export", [".csv"])
    require_output(tmp_path / "maps" / "control.csv", "an export", [".csv"])
