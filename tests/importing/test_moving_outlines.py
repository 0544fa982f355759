"""Maps of polygons that move: each outline is an area on its own days."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from imported import feature, refused, said, square, write_features
from shapely.geometry import mapping

from frontmap.atlas import Atlas, check_atlas, read_atlas
from frontmap.errors import DataError, RequestError
from frontmap.exchange import write_export
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import EndRule, ImportOptions, TableShape
from frontmap.importing.writing import write_atlas
from frontmap.telling.tables import daily_table

if TYPE_CHECKING:
    from pathlib import Path

#: What these maps call the column of who holds an outline.
STATUS = {"holder": "status"}


def write_map(path: Path, edge: float, **more: object) -> Path:
    """Write a map on which Blue has all that is west of `edge`, and Green the rest."""
    features = [
        {
            "type": "Feature",
            "properties": {"status": holder, "n": n, **more},
            "geometry": mapping(shapely.box(west, 50, east, 50.1)),
        }
        for n, (holder, west, east) in enumerate([("Blue", 30, edge), ("Green", edge, 30.4)])
    ]
    town = {"type": "Point", "coordinates": [30.1, 50.05]}
    features.append({"type": "Feature", "properties": {"status": "town"}, "geometry": town})
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def make(tmp_path: Path, *files: Path, **options: Any) -> Atlas:  # noqa: ANN401 - as they come
    chosen = ImportOptions(**({"columns": STATUS} | options))
    understood = interpret(files, chosen, tell=lambda _: None)
    write_atlas(understood, tmp_path / "atlas")
    assert [f for f in check_atlas(tmp_path / "atlas") if f.severity == "error"] == []
    return read_atlas(tmp_path / "atlas")


def codes(*files: Path, **options: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DataError) as refusal:
        interpret(files, ImportOptions(**options), tell=lambda _: None)
    return [fault.code for fault in refusal.value.faults]


def three_days(tmp_path: Path) -> list[Path]:
    names = {
        "map_20220301.geojson": 30.2,
        "map_20220302.geojson": 30.2,
        "map_20220303.geojson": 30.3,
    }
    return [write_map(tmp_path / name, edge) for name, edge in names.items()]


def test_an_outline_that_moves_gets_an_id_of_its_own(tmp_path: Path, holders: Path) -> None:
    atlas = make(tmp_path, *three_days(tmp_path), holders=holders)
    said = [(a.id, a.part_of, a.first, a.last) for a in atlas.areas.values()]
    first, second, third = (date(2022, 3, day) for day in (1, 2, 3))
    assert said == [
        ("blue", "blue", first, second),
        ("blue-2022-03-03", "blue", third, third),
        ("green", "green", first, second),
        ("green-2022-03-03", "green", third, third),
    ]


def test_each_day_has_its_own_outlines_and_its_own_front(tmp_path: Path, holders: Path) -> None:
    atlas = make(tmp_path, *three_days(tmp_path), holders=holders)
    fronts = []
    for day in atlas.days():
        snapshot = atlas.on(day)
        assert {c.holder for c in snapshot.controls.values()} == {"blue", "green"}
        (segment,) = snapshot.frontline.segments
        fronts.append({round(x, 3) for x, _ in segment.border.line.coords})
    assert fronts == [{30.2}, {30.2}, {30.3}]


def test_a_day_without_a_map_shows_nothing(tmp_path: Path, holders: Path) -> None:
    files = three_days(tmp_path)
    atlas = make(tmp_path, files[0], files[2], holders=holders)
    assert [len(atlas.on(day).runs) for day in atlas.days()] == [2, 0, 2]


def test_an_outline_that_is_back_after_a_day_without_a_map_has_not_moved(tmp_path: Path) -> None:
    edges = {"03-01": 30.2, "03-03": 30.2, "03-04": 30.3}
    maps = [write_map(tmp_path / f"map_2022-{day}.geojson", edge) for day, edge in edges.items()]
    _, lines = said(*maps, columns=STATUS)
    assert lines[-1] == (
        "3 maps, 2022-03-01 to 2022-03-04; 2 outlines, moved 2 times, "
        "and unmoved 2 times after days without them"
    )


def test_maps_may_hold_until_the_next(tmp_path: Path, holders: Path) -> None:
    files = three_days(tmp_path)
    end = date(2022, 3, 4)
    atlas = make(tmp_path, files[0], files[2], holders=holders, holds=0, last=end)
    assert [len(atlas.on(day).runs) for day in atlas.days()] == [2, 2, 2, 2]
    with pytest.raises(DataError, match="--last"):
        make(tmp_path, files[0], files[2], holders=holders, holds=0)


def test_the_date_may_be_a_field(tmp_path: Path, holders: Path) -> None:
    together = []
    for number, edge in enumerate((30.2, 30.3), start=1):
        path = write_map(tmp_path / "one.geojson", edge, day=f"2022-03-0{number}")
        together += json.loads(path.read_text(encoding="utf-8"))["features"][:2]
    content = {"type": "FeatureCollection", "features": together}
    (tmp_path / "all.geojson").write_text(json.dumps(content), encoding="utf-8")
    atlas = make(tmp_path, tmp_path / "all.geojson", holders=holders, shape=TableShape.SNAPSHOTS)
    assert len(atlas.areas) == 4
    assert len(atlas.days()) == 2


def test_a_holder_column_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    assert codes(*three_days(tmp_path)) == ["which-holder"]


def test_a_file_without_a_date_and_a_second_map_of_a_day_are_told(tmp_path: Path) -> None:
    columns = {"holder": "status"}
    undated = write_map(tmp_path / "latest.geojson", 30.2)
    twice = [write_map(tmp_path / f"{n}-2022-03-01.geojson", 30.2) for n in "ab"]
    assert codes(undated, *twice, columns=columns) == ["two-maps", "no-date"]


@pytest.mark.parametrize(
    "name",
    ["2022-03-01.geojson", "Map 1 March 2022.geojson", "m_2022_3_1.geojson", "13.03.2022.geojson"],
)
def test_dates_in_names_are_found_in_the_common_forms(
    tmp_path: Path, holders: Path, name: str
) -> None:
    first = write_map(tmp_path / name, 30.2)
    second = write_map(tmp_path / "x-2022-03-14.geojson", 30.2)
    assert make(tmp_path, first, second, holders=holders).days()[-1] == date(2022, 3, 14)


def test_overlaps_on_a_map_are_told_and_snapped(tmp_path: Path, holders: Path) -> None:
    files = []
    for day in (1, 2):
        features = [
            {
                "type": "Feature",
                "properties": {"status": holder},
                "geometry": mapping(shapely.box(west, 50, east, 50.1)),
            }
            for holder, west, east in [("Blue", 30, 30.2), ("Green", 30.19999, 30.4)]
        ]
        path = tmp_path / f"2022-03-0{day}.geojson"
        content = {"type": "FeatureCollection", "features": features}
        path.write_text(json.dumps(content), encoding="utf-8")
        files.append(path)
    with pytest.raises(DataError, match="overlap"):
        make(tmp_path, *files, holders=holders)
    assert len(make(tmp_path, *files, holders=holders, snap_m=5).areas) == 2
    lines: list[str] = []
    interpret(files, ImportOptions(columns=STATUS, snap_m=5), tell=lines.append)
    assert [line.split(" corners")[0] for line in lines if "--snap" in line] == [
        "the map of 2022-03-01: --snap moved 2",
        "the map of 2022-03-02: --snap moved 2",
    ]
    with pytest.raises(RequestError, match=r"the map of 2022-03-01: snapping by 0\.5 m is not"):
        interpret(files, ImportOptions(columns=STATUS, snap_m=0.5), tell=lines.append)


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "kml", "parquet"])
def test_moving_outlines_go_out_and_come_back(tmp_path: Path, holders: Path, ending: str) -> None:
    atlas = make(tmp_path, *three_days(tmp_path), holders=holders)
    write_export(atlas, tmp_path / f"war.{ending}")
    again = interpret([tmp_path / f"war.{ending}"], ImportOptions(), tell=lambda _: None)
    write_atlas(again, tmp_path / "again")
    assert daily_table(read_atlas(tmp_path / "again")) == daily_table(atlas)


def named_map(path: Path, *names: tuple[str, str]) -> Path:
    """Write a map of squares in a row, each with a place and its holder."""
    features = [
        {
            "type": "Feature",
            "properties": {"place": place, "holder": holder},
            "geometry": mapping(shapely.box(30 + n / 10, 50, 30.1 + n / 10, 50.1)),
        }
        for n, (place, holder) in enumerate(names)
    ]
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_names_without_latin_letters_stay_apart(tmp_path: Path, holders: Path) -> None:
    maps = (
        named_map(tmp_path / "2022-03-01.geojson", ("حمص", "Blue"), ("إدلب", "Green")),
        named_map(tmp_path / "2022-03-02.geojson", ("حمص", "Green"), ("إدلب", "Green")),
    )
    atlas = make(tmp_path, *maps, columns={}, holders=holders)
    assert [(area.id, area.name.exact("en")) for area in atlas.areas.values()] == [
        ("area-1", "حمص"),
        ("area-2", "إدلب"),
    ]
    held = [[run.control.holder for run in atlas.on(day).runs.values()] for day in atlas.days()]
    assert held == [["blue", "green"], ["green", "green"]]


def test_names_that_would_make_one_id_stay_apart(tmp_path: Path, holders: Path) -> None:
    maps = (
        named_map(tmp_path / "2022-03-01.geojson", ("Homs حي", "Blue"), ("Homs", "Green")),
        named_map(tmp_path / "2022-03-02.geojson", ("Homs حي", "Blue"), ("Homs", "Green")),
    )
    atlas = make(tmp_path, *maps, columns={}, holders=holders)
    assert list(atlas.areas) == ["homs", "homs-2"]


def test_two_ways_of_writing_a_name_are_one_outline(tmp_path: Path, holders: Path) -> None:
    maps = (
        named_map(tmp_path / "2022-03-01.geojson", ("Old Town", "Blue"), ("Mill", "Green")),
        named_map(tmp_path / "2022-03-02.geojson", ("OLD-TOWN", "Blue"), ("Mill", "Green")),
    )
    atlas = make(tmp_path, *maps, columns={}, holders=holders)
    assert list(atlas.areas) == ["mill", "old-town"]


@pytest.mark.parametrize("holds", [0, 9_999_999])
def test_a_map_may_hold_to_the_last_day_of_the_calendar(
    tmp_path: Path, holders: Path, holds: int
) -> None:
    content = json.loads(
        named_map(tmp_path / "one.geojson", ("Mill", "Blue")).read_text(encoding="utf-8")
    )
    content["features"][0]["properties"]["date"] = "2100-12-30"
    path = tmp_path / "all.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    chosen = {"columns": {}, "shape": TableShape.SNAPSHOTS, "last": date(2100, 12, 31)}
    atlas = make(tmp_path, path, holders=holders, holds=holds, **chosen)
    assert [area.last for area in atlas.areas.values()] == [date(2100, 12, 31)]
    assert [len(atlas.on(day).runs) for day in atlas.days()] == [1, 1]


def test_maps_outside_first_and_last_are_told(tmp_path: Path, holders: Path) -> None:
    lines: list[str] = []
    options = ImportOptions(columns={"holder": "status"}, first=date(2022, 3, 2), holders=holders)
    interpret(three_days(tmp_path), options, tell=lines.append)
    expected = "2 of 6 entries have no day from 2022-03-02 to the last day, and are left out"
    assert lines[-1] == expected


def test_two_columns_of_places_are_asked_which(tmp_path: Path) -> None:
    maps = three_days(tmp_path)
    for path in maps:
        content = path.read_text("utf-8").replace('"n":', '"town": "T", "district": "D", "n":')
        path.write_text(content, "utf-8")
    assert ["which-place"] == codes(*maps, columns=STATUS)


def dated_map(path: Path, *dates: str, **more: str) -> Path:
    squares = (square(36.3 + n / 100, 33.5) for n in range(len(dates)))
    features = (
        feature(one, place=f"p{n}", holder="Blue", date=day, **more)
        for n, (one, day) in enumerate(zip(squares, dates, strict=True))
    )
    return write_features(path, *features)


def test_a_named_column_of_dates_comes_before_the_dates_in_the_files_names(tmp_path: Path) -> None:
    maps = (
        dated_map(tmp_path / "map_2018-05-10.geojson", "2018-05-03"),
        dated_map(tmp_path / "map_2018-05-20.geojson", "2018-05-17"),
    )
    assert codes(*maps) == ["two-dates", "two-dates"]
    entries = said(*maps, columns={"date": "date"})[0].entries
    assert [str(entry.first) for entry in entries] == ["2018-05-03", "2018-05-17"]
    understood, _ = said(*maps, left_out=("date",))
    assert [str(entry.first) for entry in understood.entries] == ["2018-05-10", "2018-05-20"]
    assert understood.unused == ("date",)


def test_a_files_name_with_two_dates_is_refused(tmp_path: Path) -> None:
    maps = [
        write_features(tmp_path / name, feature(square(36.3, 33.5), holder="Blue"))
        for name in ("2018-05-01_to_2018-05-02.geojson", "2018-05-03.geojson")
    ]
    assert codes(*maps) == ["two-dates"]


def test_an_end_of_outlines_that_move_is_not_passed_over(tmp_path: Path) -> None:
    one = dated_map(tmp_path / "borders.geojson", "1944-01-01", until="1944-06-30")
    assert codes(one, shape=TableShape.SNAPSHOTS) == ["unread-column"]
    assert codes(one, shape=TableShape.SNAPSHOTS, columns={"end": "until"}) == ["unknown-role"]


def test_two_holders_that_differ_by_a_sign_keep_their_outlines(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(square(36.3, 33.5), holder="X+"),
            feature(square(36.4, 33.5), holder="X-"),
        )
        for day in (1, 2)
    ]
    assert [area.name.first for area in said(*maps)[0].plan.areas] == ["X+", "X-"]


@pytest.mark.parametrize(
    "name", ["2018-04-30T21:00Z", "20180430T210000Z", "control_2018-04-30_2100Z", "2018-04-30T21Z"]
)
def test_a_clock_time_with_a_zone_in_a_files_name_is_asked_about(tmp_path: Path, name: str) -> None:
    maps = (
        named_map(tmp_path / f"{name}.geojson", ("Mill", "Blue")),
        named_map(tmp_path / "2018-05-03.geojson", ("Mill", "Blue")),
    )
    assert ["which-zone"] == [code for code, *_ in refused(*maps)]
    understood, _ = said(*maps, zone="Asia/Damascus")
    days = [date(2018, 5, 1), date(2018, 5, 3)]
    assert days == [entry.first for entry in understood.entries]


def test_a_clock_time_in_a_files_name_is_told_and_what_counts_versions_is_none(
    tmp_path: Path,
) -> None:
    maps = (
        named_map(tmp_path / "2018-05-01T06-00.geojson", ("Mill", "Blue")),
        named_map(tmp_path / "2018-05-02_0002.geojson", ("Mill", "Blue")),
    )
    _, lines = said(*maps)
    told = "clock times are left out: 06:00 in 2018-05-01T06-00.geojson"
    assert [told] == [line for line in lines if "clock" in line]


def test_an_outline_beyond_180_is_at_one_place_on_the_maps_of_all_dates(tmp_path: Path) -> None:
    """The first map alone would have its island at -178, the second across the meridian."""
    east = feature(square(-178, 1, 1), status="Blue")
    west = feature(square(177, 1, 1), status="Green")
    first = write_features(tmp_path / "2018-05-01.geojson", east)
    second = write_features(tmp_path / "2018-05-02.geojson", east, west)
    understood, lines = said(first, second, columns=STATUS, shape=TableShape.SNAPSHOTS)
    bounds = {area.polygon.bounds[::2] for area in understood.plan.areas}
    assert {(182, 183), (177, 178)} == bounds
    assert 1 == len([line for line in lines if "across the meridian of 180°" in line])


def test_the_status_the_rivals_and_what_is_noted_are_read_on_maps_too(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(square(36.3, 33.5), holder="Blue", status="held", source="Gazette"),
            feature(square(36.31, 33.5), holder="Blue", status="contested", rivals="Green"),
            feature(square(36.4, 33.5), holder="Blue", status="held", note="by night"),
        )
        for day in (1, 2)
    ]
    understood, _ = said(*maps)
    assert understood.unused == ()
    written = [entry.written for entry in understood.entries if entry.first.day == 1]
    assert [(one.holder, one.source, one.note) for one in written] == [
        ("Blue", "Gazette", "by night"),
        ("Blue (contested; Green)", "", ""),
    ]
    assert {a.id for a in understood.plan.areas} == {"blue", "blue-contested-green"}


def test_a_status_on_a_map_that_is_none_is_refused(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(square(36.3, 33.5), holder="Blue", status="town"),
        )
        for day in (1, 2)
    ]
    assert codes(*maps) == ["bad-status", "bad-status"]


def test_maps_without_attributes_are_held_by_whom_the_user_says(
    tmp_path: Path, holders: Path
) -> None:
    maps = [
        write_features(tmp_path / f"extent_2018050{day}.geojson", feature(square(36.3, 33.5, size)))
        for day, size in ((1, 0.01), (2, 0.02))
    ]
    assert codes(*maps) == ["which-holder"]
    atlas = make(tmp_path, *maps, columns={}, all_held_by="Blue", holders=holders)
    assert list(atlas.areas) == ["blue", "blue-2018-05-02"]
    assert [[c.holder for c in atlas.on(d).controls.values()] for d in atlas.days()] == [
        ["blue"],
        ["blue"],
    ]


@pytest.mark.parametrize("option", [{"near": 1}, {"years": True}, {"name_column": "x"}])
def test_options_that_say_nothing_of_maps_are_refused(
    tmp_path: Path, option: dict[str, Any]
) -> None:
    with pytest.raises(RequestError, match="not for maps of a date each"):
        said(*three_days(tmp_path), columns=STATUS, **option)
    with pytest.raises(RequestError, match="--shape wide takes one file"):
        said(*three_days(tmp_path), shape=TableShape.WIDE)


BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]],
}


def test_outlines_that_cross_themselves_cannot_become_one_area(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(BOW_TIE, holder="Blue"),
            feature(square(36.2, 33.2, 1), holder="Blue"),
        )
        for day in (1, 2)
    ]
    assert codes(*maps) == ["bad-outline", "bad-outline"]
    days = {"start": "2018-05-01", "end": "2018-05-02", "holder": "Blue"}
    spans = write_features(
        tmp_path / "spans.geojson",
        feature(BOW_TIE, **days),
        feature(square(36.2, 33.2, 1), **days),
    )
    asked = {"shape": TableShape.SPANS, "end": EndRule.INCLUSIVE}
    assert codes(spans, **asked) == ["bad-outline"]


def test_a_feature_without_an_outline_is_not_passed_over(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(square(36.3, 33.5), holder="Blue"),
            feature(None, holder="Green"),
        )
        for day in (1, 2)
    ]
    assert codes(*maps) == ["empty-geometry", "empty-geometry"]


def test_one_map_may_have_its_date_in_its_name(tmp_path: Path, holders: Path) -> None:
    path = write_map(tmp_path / "map_2022-03-05.geojson", 30.2)
    assert (date(2022, 3, 5),) == make(
        tmp_path, path, shape=TableShape.SNAPSHOTS, holders=holders
    ).days()
    undated = write_map(tmp_path / "map.geojson", 30.2)
    assert ["which-date"] == codes(undated, shape=TableShape.SNAPSHOTS, columns=STATUS)


def test_a_map_without_a_date_is_asked_for_the_column_of_dates_or_one_in_its_name(
    tmp_path: Path,
) -> None:
    said_of_it = {"holder": "Blue", "name": "Mill", "km": "7", "seen": "2018-05-03"}
    path = write_features(tmp_path / "map.kml.json", feature(square(36.3, 33.5), **said_of_it))
    expected = "--column date=… with one of: seen, km; or a date in the file's name, as"
    assert [("which-date", 0, f"{expected} map.kml_2018-05-01.json")] == refused(
        path, shape=TableShape.SNAPSHOTS
    )
    assert ["which-shape"] == codes(path)


def test_outlines_that_say_nothing_of_a_day_are_told_where_a_map_has_its_date(
    tmp_path: Path,
) -> None:
    path = write_features(tmp_path / "map.geojson", feature(square(36.3, 33.5), holder="Blue"))
    (asked,) = refused(path)
    name = "a date in the file's name, as map_2018-05-01.geojson"
    assert ("which-shape", 0, f"a map of one day needs {name}") == (
        *asked[:2],
        asked[2].partition("; ")[2],
    )
    assert [("no-date", 0, name)] == refused(path, shape=TableShape.SNAPSHOTS)
