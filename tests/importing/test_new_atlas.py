from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import feature, square, write_features

from frontmap.atlas import check_atlas, read_atlas
from frontmap.errors import DataError, FrontmapError
from frontmap.importing.new_atlas import begin_from_areas, begin_from_file, begin_small_atlas
from frontmap.importing.options import ImportOptions
from frontmap.importing.outlines import read_outlines
from frontmap.model import Text
from frontmap.statuses import Status

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = date(2018, 5, 1), date(2018, 5, 3)


def test_the_small_atlas_has_no_fault_and_no_doubt(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    assert check_atlas(tmp_path / "town") == ()


def test_the_small_atlas_shows_every_status_but_shared(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "town")
    atlas = read_atlas(tmp_path / "town")
    seen = {c.status for day in atlas.days() for c in atlas.on(day).controls.values()}
    assert seen == {Status.HELD, Status.CONTESTED, Status.EVACUATING, Status.UNKNOWN}


def test_the_readme_names_every_file_of_the_small_atlas(tmp_path: Path) -> None:
    folder = begin_small_atlas(tmp_path / "town").folder
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = [path for path in folder.rglob("*.*") if path.name != "README.md"]
    assert [path.name for path in files if path.name not in readme] == []


def test_the_readme_of_one_s_own_outlines_speaks_of_them_and_of_their_days(
    tmp_path: Path, areas: Path
) -> None:
    begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    readme = (tmp_path / "new/README.md").read_text(encoding="utf-8")
    assert "made up" not in readme
    assert f"frontmap show {FIRST} " in readme


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FrontmapError, match="has something in it"):
        begin_small_atlas(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path)
    assert read_atlas(tmp_path).title.exact("en") == "A town of two banks"


def test_an_atlas_begun_from_outlines_is_in_the_languages_of_their_names(tmp_path: Path) -> None:
    names = {"name": "Port", "name_en": "Harbour", "name_ar": "ميناء", "name_tr": "Liman"}
    outlines = read_outlines(
        write_features(tmp_path / "a.geojson", feature(square(36.3, 33.5), **names))
    )

    def begun(folder: str, *languages: str) -> tuple[tuple[str, ...], Text]:
        days = {"first": FIRST, "last": LAST}
        begin_from_areas(tmp_path / folder, outlines, languages=languages, **days)
        atlas = read_atlas(tmp_path / folder)
        assert check_atlas(tmp_path / folder) == ()
        return atlas.record.languages, next(iter(atlas.areas.values())).name

    assert begun("one") == (("en", "ar"), Text.of(en="Harbour", ar="ميناء"))
    assert begun("two", "fr", "tr") == (("fr", "tr"), Text.of(fr="Port", tr="Liman"))


def test_an_atlas_begun_from_outlines_has_a_row_without_data_for_each(tmp_path: Path) -> None:
    areas = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(square(36.31, 33.5), name="Harbour"),
    )
    begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    control = (tmp_path / "new/geodata/control.csv").read_text(encoding="utf-8").splitlines()
    assert control[1:] == [
        "old-town,2018-05-01,,,no_data,,,,,,",
        "harbour,2018-05-01,,,no_data,,,,,,",
    ]
    assert read_atlas(tmp_path / "new").record.metric_crs == "EPSG:32637"
    assert [f for f in check_atlas(tmp_path / "new") if f.severity == "error"] == []


def test_faults_of_outlines_are_told_by_the_users_own_file(tmp_path: Path) -> None:
    areas = write_features(
        tmp_path / "mine.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(square(36.305, 33.5), name="Harbour"),
    )
    with pytest.raises(DataError) as refusal:
        begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert {fault.where.file for fault in refusal.value.faults} == {"mine.geojson"}


def test_outlines_that_cross_themselves_are_refused_with_their_place(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    file = write_features(tmp_path / "a.geojson", feature(bow, name="Bow"))
    with pytest.raises(DataError, match=r"longitude 0\.50000, latitude 0\.50000.*--mend"):
        begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    assert not (tmp_path / "new").exists()


def test_snapping_closes_the_gaps_and_says_what_it_moved(tmp_path: Path) -> None:
    file = write_features(
        tmp_path / "a.geojson",
        feature(square(1, 1), name="West"),
        feature(square(1.01003, 1), name="East"),
    )
    begun = begin_from_areas(
        tmp_path / "new", read_outlines(file), first=FIRST, last=LAST, snap_m=10
    )
    assert [note for note in begun.notes if note.startswith("--snap moved")] != []
    assert [f for f in check_atlas(tmp_path / "new") if f.code == "gap"] == []


def test_an_atlas_begun_with_lines_has_streets_and_says_so(tmp_path: Path) -> None:
    areas = write_features(tmp_path / "a.geojson", feature(square(36.3, 33.5), name="Old Town"))
    lane = {"type": "LineString", "coordinates": [[36.3, 33.5], [36.31, 33.51]]}
    names = {"name": "Mill Lane", "name_ar": "درب", "highway": "primary"}
    lines = write_features(tmp_path / "l.geojson", feature(lane, **names))
    begun = begin_from_file(
        tmp_path / "new", areas, ImportOptions(streets=lines), first=FIRST, last=LAST
    )
    assert "l.geojson: main streets, by highway: primary (1)" in begun.notes
    record = read_atlas(tmp_path / "new").record
    (street,) = record.streets
    assert (street.id, street.kind, street.name) == (
        "mill-lane", "main", Text.of(en="Mill Lane", ar="درب"),
    )  # fmt: skip
    assert record.languages == ("en", "ar")
    assert record.attribution == Text.of(
        en="Outlines: a.geojson; streets: l.geojson", ar="الحدود: a.geojson؛ الشوارع: l.geojson"
    )


def test_columns_of_outlines_of_which_nothing_is_made_are_told(tmp_path: Path) -> None:
    cells = {"name": "Left", "name_en": "Right", "people": 900, "blank": ""}
    areas = write_features(tmp_path / "a.geojson", feature(square(36.3, 33.5), **cells))
    begun = begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert "not used: name, people" in begun.notes
