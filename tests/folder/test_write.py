from __future__ import annotations

import json
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely
from making import with_events
from planting import (
    ANNOTATIONS,
    AREAS,
    ATLAS,
    CAPTIONS,
    CLAIMS,
    CONTROL,
    ERRATA,
    LANDMARKS,
    STREETS,
)

from frontmap.errors import DataError, FrontmapError
from frontmap.folder.read import read_record
from frontmap.folder.write import (
    changed_files,
    geometry_json,
    record_files,
    replace_files,
    require_free,
    table_bytes,
    write_new_folder,
    written_shape,
)
from frontmap.model import Pointer, Text

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_what_is_no_sound_atlas_leaves_nothing_behind(tiny: Path, tmp_path: Path) -> None:
    record, _ = read_record(tiny)
    files = record_files(record) | {"geodata/actors.csv": b"id,name\n"}
    with pytest.raises(DataError):
        write_new_folder(tmp_path / "new", files)
    assert list(tmp_path.iterdir()) == []


def test_a_record_written_reads_as_the_same_record(tiny: Path, tmp_path: Path) -> None:
    record, _ = read_record(tiny)
    write_new_folder(tmp_path / "again", record_files(record))
    again, faults = read_record(tmp_path / "again")
    assert faults == ()
    assert again.rulings == record.rulings
    assert again.claims == record.claims
    assert again.episodes[0].title == record.episodes[0].title
    assert [a.polygon.normalize() for a in again.areas] == [
        a.polygon.normalize() for a in record.areas
    ]


def test_a_tongue_thinner_than_the_last_decimal_leaves_a_sound_outline() -> None:
    tongue = [
        [36.3, 33.5],
        [36.31, 33.5],
        [36.31, 33.51],
        [36.3050002, 33.51],
        [36.3050003, 33.5200004],
        [36.3050001, 33.51],
        [36.3, 33.51],
        [36.3, 33.5],
    ]
    drawn = shapely.Polygon(tongue)
    assert drawn.is_valid
    written = shapely.from_geojson(json.dumps(geometry_json(drawn)))
    assert written.is_valid
    assert written.equals(shapely.box(36.3, 33.5, 36.31, 33.51))


def test_a_folder_that_is_written_again_is_byte_for_byte_the_same(
    tiny: Path, tmp_path: Path
) -> None:
    files = record_files(read_record(tiny)[0])
    write_new_folder(tmp_path / "again", files)
    assert record_files(read_record(tmp_path / "again")[0]) == files
    there = {
        path.relative_to(tmp_path / "again").as_posix(): path.read_bytes()
        for path in (tmp_path / "again").rglob("*.*")
    }
    assert there == files


def test_the_file_system_s_refusal_leaves_nothing_behind(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = record_files(read_record(tiny)[0])

    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FrontmapError) as refusal:
        write_new_folder(tmp_path / "new", files)
    assert str(refusal.value) == f"cannot write {tmp_path / 'new'}: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_stays_where_its_atlas_is_refused(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    files = record_files(read_record(tiny)[0]) | {ATLAS: b"title = 3\n"}
    with pytest.raises(DataError):
        write_new_folder(tmp_path / "new", files)
    assert list(tmp_path.rglob("*")) == [tmp_path / "new"]


def test_the_warnings_of_what_was_written_are_returned(tiny: Path, tmp_path: Path) -> None:
    record, _ = read_record(tiny)
    faults = write_new_folder(tmp_path / "new", record_files(replace(record, rulings=())))
    assert [(fault.code, str(fault.where)) for fault in faults] == [("no-ruling", CONTROL)]


def test_a_folder_that_is_new_or_empty_is_free(tmp_path: Path) -> None:
    require_free(tmp_path / "new")
    require_free(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_and_a_folder_with_something_in_it_are_not_free(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_bytes(b"")
    for taken in (file, tmp_path):
        with pytest.raises(FrontmapError) as refusal:
            require_free(taken)
        assert str(refusal.value) == (
            f"{taken} has something in it; name a folder that is new or empty"
        )


def test_a_folder_that_cannot_be_looked_into_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(FrontmapError) as refusal:
        require_free(tmp_path)
    assert str(refusal.value) == f"cannot look into {tmp_path}: Permission denied"


def test_a_table_is_utf_8_with_unix_line_ends_and_quotes_where_they_are_needed() -> None:
    rows = [["=1", 'said "so"'], ["أ", "one\ntwo"]]
    assert table_bytes(["id", "note"], rows) == (
        'id,note\n\'=1,"said ""so"""\nأ,"one\ntwo"\n'.encode()
    )


def test_tables_that_are_empty_and_not_needed_are_left_out(tiny: Path) -> None:
    record, _ = read_record(tiny)
    bare = replace(
        record, captions=(), landmarks=(), claims=(), sources=(), voices=(), has_seeds=False
    )
    assert set(record_files(record)) - set(record_files(bare)) == {
        CAPTIONS, LANDMARKS, "seeds/claims.csv", "seeds/sources.csv", "seeds/voices.csv",
    }  # fmt: skip
    nothing = replace(bare, rulings=())
    assert record_files(nothing)[CONTROL].decode().splitlines() == [
        "area,since,began,holder,status,rivals,confidence,evidence,note,note_ar,ruled_on,ruled_by"
    ]


def test_the_settings_have_their_tables_one_value_a_line_and_nothing_empty(tiny: Path) -> None:
    record, _ = read_record(tiny)
    settings = record_files(replace(record, licence=""))[ATLAS].decode()
    assert "licence" not in settings
    assert settings.endswith(
        """
[[groups]]
id = "fields"
title = "Fields"
title_ar = "الحقول"

[[episodes]]
id = "first-week"
title = "The first week"
title_ar = "الأسبوع الأول"
first = 2001-01-01
last = 2001-01-04
groups = [
    "fields",
]
default = true
"""
    )


def test_each_outline_stands_on_a_line_of_its_own(tiny: Path) -> None:
    head, *features, foot = record_files(read_record(tiny)[0])[AREAS].decode().splitlines()
    assert (head, foot) == ('{"type": "FeatureCollection", "features": [', "]}")
    read = [json.loads(feature.removesuffix(",")) for feature in features]
    assert [one["properties"]["id"] for one in read] == ["north", "southwest", "southeast"]


def test_a_place_that_is_only_bounded_is_written_as_null(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (mill,) = record.landmarks
    written = json.loads(
        record_files(replace(record, landmarks=(replace(mill, geometry=None),)))[LANDMARKS]
    )
    (feature,) = written["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["precision_m"] == 20.0


def test_streets_annotations_errata_and_the_version_are_read_as_they_were_written(
    tiny: Path, tmp_path: Path
) -> None:
    record, _ = read_record(tiny)
    (annotation,) = record.annotations
    at_a_point = replace(annotation, landmark="", lon=3.0123456789, lat=0.0)
    record = replace(record, annotations=(annotation, at_a_point))
    assert () == write_new_folder(tmp_path / "new", record_files(record))
    again, faults = read_record(tmp_path / "new")
    assert () == faults
    assert "1.1" == again.version
    for mine, theirs in zip(
        (*record.streets, *record.annotations, *record.errata),
        (*again.streets, *again.annotations, *again.errata),
        strict=True,
    ):
        assert mine == replace(theirs, where=mine.where)


def test_the_place_and_the_pointers_are_read_as_they_were_written(
    tiny: Path, tmp_path: Path
) -> None:
    record, _ = read_record(tiny)
    place = Text.of({"en": "Earth › sea", "ar": "الأرض › البحر"})
    # a zero is a degree like any other
    port = Pointer(Text.of({"en": "Port", "ar": "المرفأ"}), 3.25, 0.0)
    record = replace(record, place=place, pointers=(port,))
    assert () == write_new_folder(tmp_path / "new", record_files(record))
    again, faults = read_record(tmp_path / "new")
    assert () == faults
    assert (place, (port,)) == (
        again.place, tuple(replace(one, where=port.where) for one in again.pointers),
    )  # fmt: skip


def test_an_atlas_without_them_has_no_file_of_streets_annotations_or_errata(tiny: Path) -> None:
    record, _ = read_record(tiny)
    bare = replace(record, streets=(), annotations=(), errata=(), version="")
    assert set(record_files(record)) - set(record_files(bare)) == {STREETS, ANNOTATIONS, ERRATA}
    assert b"version" not in record_files(bare)[ATLAS]


def test_a_shape_loses_its_heights_and_what_is_smaller_than_a_tenth_of_a_metre() -> None:
    clockwise = shapely.Polygon([(0, 0, 7), (0, 1.0000004, 7), (1.0000006, 1, 7), (1, 0, 7)])
    assert geometry_json(clockwise) == {
        "type": "Polygon",
        "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.000001, 1.0], [0.0, 1.0], [0.0, 0.0]]],
    }


def test_a_hole_runs_clockwise_and_its_outline_does_not() -> None:
    hollow = shapely.box(0, 0, 4, 4, ccw=False).difference(shapely.box(1, 1, 2, 2))
    written = written_shape(hollow)
    assert isinstance(written, shapely.Polygon)
    assert written.exterior.is_ccw
    assert [ring.is_ccw for ring in written.interiors] == [False]


def test_the_points_of_events_are_written_where_there_are_some_and_read_again(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    without = record_files(tiny_atlas.record)[CLAIMS].decode().splitlines()[0]
    assert without.endswith(",subject,published")
    record = with_events(tiny_atlas.record)
    written = record_files(record)[CLAIMS].decode().splitlines()
    assert written[0].endswith(",subject,published,lon,lat")
    assert written[-1].endswith(",3.5,0.005")
    assert written[1].endswith(",,,,")
    for name, content in record_files(record).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    again, faults = read_record(tmp_path)
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert [claim.spot for claim in again.claims] == [claim.spot for claim in record.claims]


@pytest.mark.parametrize("text", ["=1", "'=1", "''@x", "-3.5", "'-3.5", "'tis", "+49 30", "－1"])
def test_a_text_that_looks_like_a_formula_is_quoted_and_reads_as_it_was(
    tiny: Path, tmp_path: Path, text: str
) -> None:
    record, _ = read_record(tiny)
    source = replace(record.sources[0], title=text)
    ruling = replace(record.rulings[0], note=Text.of({"en": text, "ar": f"{text}2"}))
    written = replace(
        record,
        sources=(source, *record.sources[1:]),
        rulings=(ruling, *record.rulings[1:]),
    )
    write_new_folder(tmp_path / "new", record_files(written))
    again, faults = read_record(tmp_path / "new")
    assert () == faults
    assert source.title == again.sources[0].title
    assert ruling.note == again.rulings[0].note


def test_a_new_folder_takes_the_place_of_an_empty_one_and_of_no_link(
    tiny: Path, tmp_path: Path
) -> None:
    files = record_files(read_record(tiny)[0])
    (tmp_path / "new").mkdir(mode=0o750)
    write_new_folder(tmp_path / "new", files)
    assert 0o750 == stat.S_IMODE((tmp_path / "new").stat().st_mode)
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    with pytest.raises(FrontmapError, match="link is a link; name the folder itself"):
        write_new_folder(tmp_path / "link", files)


def test_files_that_are_the_same_are_not_replaced(copy_of_tiny: Path) -> None:
    files = record_files(read_record(copy_of_tiny)[0])
    replace_files(copy_of_tiny, files)
    before = (copy_of_tiny / CONTROL).stat()
    changed = files | {AREAS: files[AREAS] + b"\n"}
    assert [AREAS] == list(changed_files(copy_of_tiny, changed))
    replace_files(copy_of_tiny, changed)
    assert os.path.samestat(before, (copy_of_tiny / CONTROL).stat())
    assert changed[AREAS] == (copy_of_tiny / AREAS).read_bytes()


def test_an_atlas_of_old_and_new_files_is_refused_until_it_is_whole(
    copy_of_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, _ = read_record(copy_of_tiny)
    files = {name: record_files(record)[name] + b"\n" for name in (AREAS, LANDMARKS)}
    times = iter([True, False])
    rename = Path.replace

    def once(path: Path, target: Path) -> Path:
        if target.suffix == ".geojson" and not next(times):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", once)
        with pytest.raises(FrontmapError, match=r"cannot write .*landmarks\.geojson: Input/output"):
            replace_files(copy_of_tiny, files)
    _, faults = read_record(copy_of_tiny)
    assert ["unfinished-import"] == [fault.code for fault in faults]
    replace_files(copy_of_tiny, files)
    assert () == read_record(copy_of_tiny)[1]
    assert files[LANDMARKS] == (copy_of_tiny / LANDMARKS).read_bytes()


def test_a_file_that_cannot_be_copied_is_told_by_its_name(
    copy_of_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(FrontmapError, match=r"^cannot copy .*geodata.*: No space left on device$"):
        replace_files(copy_of_tiny, {})
    assert [copy_of_tiny] == list(copy_of_tiny.parent.iterdir())


def test_copies_may_be_written_and_removed_where_the_files_may_not(
    copy_of_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    copyfile = shutil.copyfile

    def copied(source: Path, target: Path) -> None:
        copyfile(source, target)
        modes.extend(path.stat().st_mode & stat.S_IWUSR for path in (target, target.parent))

    monkeypatch.setattr(shutil, "copyfile", copied)
    (copy_of_tiny / CONTROL).chmod(0o444)
    (copy_of_tiny / "geodata").chmod(0o555)
    replace_files(copy_of_tiny, {})
    (copy_of_tiny / "geodata").chmod(0o755)
    assert {stat.S_IWUSR} == set(modes)
    assert [copy_of_tiny] == list(copy_of_tiny.parent.iterdir())
