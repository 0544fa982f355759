"""Areas made of outlines: which column has the ids and the names, and what is no area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import feature, square, write_features

from frontmap.atlas import read_atlas
from frontmap.errors import DataError
from frontmap.importing.areas import areas_from, changed_ids, lists_in, metric_crs_for
from frontmap.importing.new_atlas import begin_from_areas
from frontmap.importing.outlines import read_outlines
from frontmap.model import Text

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = date(2018, 5, 1), date(2018, 5, 3)


def test_a_name_column_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    file = write_features(tmp_path / "a.geojson", feature(square(1, 1), fid=1, what="A", how="B"))
    with pytest.raises(DataError, match="--name-column with one of: fid, what, how"):
        begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    begin_from_areas(
        tmp_path / "new", read_outlines(file), first=FIRST, last=LAST, name_column="what"
    )
    assert list(read_atlas(tmp_path / "new").areas) == ["a"]


def test_a_name_that_two_outlines_have_is_told_and_told_apart(tmp_path: Path) -> None:
    file = write_features(
        tmp_path / "a.geojson",
        feature(square(1, 1), name="Mill"),
        feature(square(1.01, 1), name="Mill"),
    )
    begun = begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["mill", "mill-2"]
    assert "'Mill' is the name of several outlines" in begun.notes


def test_arabic_names_get_numbered_ids(tmp_path: Path) -> None:
    file = write_features(tmp_path / "a.geojson", feature(square(1, 1), name="حي القدم"))
    begin_from_areas(tmp_path / "new", read_outlines(file), first=FIRST, last=LAST)
    atlas = read_atlas(tmp_path / "new")
    assert [(a.id, a.name.exact("en")) for a in atlas.areas.values()] == [("area-1", "حي القدم")]


def test_ids_that_only_count_the_rows_are_no_ids(tmp_path: Path) -> None:
    areas = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), id=0, name="Old Town"),
        feature(square(36.31, 33.5), id=1, name="Harbour"),
    )
    begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["old-town", "harbour"]


def test_where_the_outlines_lie_is_told_for_the_author_to_judge(tmp_path: Path) -> None:
    areas = write_features(tmp_path / "a.geojson", feature(square(33.5, 36.3), name="Swapped"))
    begun = begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert "outlines lie around longitude 33.50, latitude 36.30" in begun.notes


def test_a_file_of_points_alone_is_refused_with_what_takes_it(tmp_path: Path) -> None:
    pin = {"type": "Point", "coordinates": [36.3, 33.5]}
    areas = write_features(tmp_path / "a.geojson", feature(pin, name="Old Town"))
    with pytest.raises(DataError, match="--boundary"):
        begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)


def test_a_column_that_an_option_names_and_is_none_is_told_with_the_nearest(tmp_path: Path) -> None:
    file = write_features(tmp_path / "a.geojson", feature(square(1, 1), code="M", label="Mill"))
    with pytest.raises(DataError) as refusal:
        areas_from(read_outlines(file), id_column="cod")
    (fault,) = refusal.value.faults
    assert ("unknown-column", "'cod'", "code") == (fault.code, fault.found, fault.meant)


def test_codes_are_read_in_each_language_of_the_atlas(tmp_path: Path) -> None:
    mill = feature(square(1, 1), name="Mill", code="M", code_ar="ط", code_fr="X")
    areas, _ = areas_from(
        read_outlines(write_features(tmp_path / "a.geojson", mill)), languages=("en", "ar")
    )
    assert [Text.of(en="M", ar="ط")] == [area.code for area in areas]


def test_ids_that_are_missing_or_repeated_are_all_told(tmp_path: Path) -> None:
    ids = ("a", "a", "")
    features = [feature(square(1 + n / 100, 1), key=key, name=f"n{n}") for n, key in enumerate(ids)]
    file = write_features(tmp_path / "a.geojson", *features)
    with pytest.raises(DataError) as refusal:
        areas_from(read_outlines(file), id_column="key")
    found = [(fault.code, fault.where.row) for fault in refusal.value.faults]
    assert [("double-id", 2), ("empty-cell", 3)] == found


@pytest.mark.parametrize(
    ("west", "south", "zone"),
    [(36.3, 33.5, "EPSG:32637"), (-58.4, -34.6, "EPSG:32721"), (179.98, 1, "EPSG:32660")],
)
def test_areas_are_measured_in_the_utm_zone_of_their_middle(
    tmp_path: Path, west: float, south: float, zone: str
) -> None:
    file = write_features(tmp_path / "a.geojson", feature(square(west, south), name="A"))
    areas, _ = areas_from(read_outlines(file))
    assert zone == metric_crs_for(areas)


def test_ids_and_names_that_are_written_otherwise_or_are_lists_are_told(tmp_path: Path) -> None:
    cells = [("way/1", ["Mill", "Moulin"]), ("old", "Har\u202ebour"), ("Q 3", "Old Town")]
    places = [
        feature(square(36.3 + number / 100, 33.5), id=key, name=name)
        for number, (key, name) in enumerate(cells)
    ]
    outlines = read_outlines(write_features(tmp_path / "a.geojson", *places))
    assert ("invisible characters left out: U+202E of name (1)",) == outlines.notes
    areas, notes = areas_from(outlines)
    assert ["way-1", "old", "q-3"] == [area.id for area in areas]
    assert notes[:2] == (
        "ids are those of the column id; 2 are written otherwise: 'way/1' as way-1, 'Q 3' as q-3",
        """names that are lists stand as they are written: '["Mill", "Moulin"]'""",
    )


def test_of_many_ids_and_lists_some_are_told_and_all_ids_counted() -> None:
    assert "" == changed_ids(["a", "b"], ["a", "b"])
    written = [f"A{number}" for number in range(6)]
    told = changed_ids(written, [one.lower() for one in written])
    assert told == (
        "; 6 are written otherwise: 'A0' as a0, 'A1' as a1, 'A2' as a2, 'A3' as a3, 'A4' as a4, …"
    )
    assert () == lists_in(["Mill", "[sic]"])
    (note,) = lists_in([f"[{number}]" for number in (0, 0, 1, 2, 3, 4, 5)])
    assert note.endswith("'[0]', '[1]', '[2]', '[3]', '[4]', …")
