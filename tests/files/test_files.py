from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planting import CONTROL

from frontmap.atlas import read_atlas
from frontmap.errors import FrontmapError, RequestError
from frontmap.exchange import write_export
from frontmap.files import (
    WrittenFile,
    counted,
    replace_together,
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


@pytest.mark.parametrize("name", ["hard.csv", "./maps/../atlas/geodata/control.csv"])
def test_no_output_replaces_what_an_atlas_was_read_from_under_whatever_name(
    copy_of_tiny: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(copy_of_tiny.parent)
    Path("maps").mkdir()
    Path("hard.csv").hardlink_to(copy_of_tiny / CONTROL)
    before = (copy_of_tiny / CONTROL).read_bytes()
    with pytest.raises(RequestError, match="read from this f"):
        write_export(read_atlas(copy_of_tiny), name)
    assert before == (copy_of_tiny / CONTROL).read_bytes()


def test_an_atlas_knows_the_files_that_it_was_read_from(copy_of_tiny: Path) -> None:
    read_from = read_atlas(copy_of_tiny).record.read_from
    there = {path for path in copy_of_tiny.rglob("*.*") if path.is_file()}
    assert there == set(read_from)


def test_what_is_no_file_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "file")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "none")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "mine.csv").write_bytes(b"old")
    (tmp_path / "mine.csv").chmod(0o444)
    told = {}
    for path in (*sorted(tmp_path.glob("*.csv")), Path("/dev/null")):
        with pytest.raises(FrontmapError) as early:
            require_output(path, "a table", [".csv"])
        with pytest.raises(FrontmapError) as late:
            write_atomically(path, b"")
        assert str(early.value) == str(late.value)
        told[path.name] = str(late.value).removeprefix(f"cannot write {path}: ")
    assert told == {
        "link.csv": "it is a link; name a file",
        "dangling.csv": "it is a link; name a file",
        "folder.csv": "it is a folder; name a file",
        "pipe.csv": "it is a pipe; name a file",
        "mine.csv": "it is read-only; name another file",
        "null": "it is a device; name a file",
    }
    assert b"old" == (tmp_path / "file").read_bytes()


def test_a_file_that_only_its_owner_reads_stays_so(tmp_path: Path) -> None:
    (tmp_path / "map.html").write_bytes(b"old")
    (tmp_path / "map.html").chmod(0o600)
    write_atomically(tmp_path / "map.html", b"new")
    assert 0o600 == stat.S_IMODE((tmp_path / "map.html").stat().st_mode)


def test_all_is_on_the_disk_before_it_gets_its_name_and_the_name_is_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        done.append(f"sync {kind} of {os.fstat(descriptor).st_size if kind == 'file' else ''}")
        sync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        done.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    write_atomically(tmp_path / "maps" / "map.html", b"new")
    assert ["sync folder of ", "sync file of 3", "rename", "sync folder of "] == done


def test_a_limit_on_the_size_of_files_is_told_and_leaves_the_old_one(tmp_path: Path) -> None:
    code = (
        "import resource\nfrom pathlib import Path\nfrom frontmap.errors import FrontmapError\n"
        "from frontmap.files import write_atomically\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_atomically(Path('map.html'), b'x' * 2000)\n"
        "except FrontmapError as refusal:\n    print(refusal)\n"
    )
    (tmp_path / "map.html").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "cannot write map.html: File too large\n" == done.stdout
    assert b"old" == (tmp_path / "map.html").read_bytes()
    assert [tmp_path / "map.html"] == list(tmp_path.iterdir())


def test_a_folder_that_takes_no_new_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    with pytest.raises(FrontmapError, match=r"cannot write .*map.html: Read-only file system"):
        write_atomically(tmp_path / "map.html", b"new")
    assert [] == list(tmp_path.iterdir())


def test_several_files_are_replaced_together_and_the_mark_is_gone(tmp_path: Path) -> None:
    files = {tmp_path / "a": b"1", tmp_path / "new" / "b": b"2"}
    replace_together(files, tmp_path / "mark")
    assert files == {path: path.read_bytes() for path in tmp_path.rglob("?")}
    assert not (tmp_path / "mark").exists()


def test_of_several_files_none_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(FrontmapError, match=r"cannot write .*b: it is a folder"):
        replace_together({tmp_path / "a": b"new", tmp_path / "b": b"new"}, tmp_path / "mark")
    assert b"old" == (tmp_path / "a").read_bytes()
    assert ["a", "b"] == sorted(path.name for path in tmp_path.iterdir())


def test_no_output_replaces_what_an_atlas_was_imported_from(copy_of_tiny: Path) -> None:
    mine = copy_of_tiny.parent / "mine.csv"
    mine.write_text("place,date\n")
    recipe = copy_of_tiny / "geodata/import.toml"
    recipe.write_text('files = ["../../mine.csv"]\n')
    with pytest.raises(RequestError, match=r"mine\.csv: the atlas was read from this file"):
        write_export(read_atlas(copy_of_tiny), mine)
    # what import itself would refuse is passed over: a key of endless parts takes time without end
    for unread in ('files = "\\u0000"\nbad', f'files = ["../../mine.csv"]\n{"a." * 100}a = 1'):
        recipe.write_text(unread)
        write_export(read_atlas(copy_of_tiny), mine)
    write_export(read_atlas(copy_of_tiny), mine)
    assert mine.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("name", "said"),
    [("a\0.csv", r"cannot write 'a\\x00\.csv': no name has a NUL in it"),
     ("x" * 300 + ".csv", "File name too long")],
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_told(name: str, said: str) -> None:
    with pytest.raises(FrontmapError, match=said):
        require_output(Path(name), "a table", [".csv"])
    with pytest.raises(FrontmapError, match=said):
        write_atomically(Path(name), b"")
