"""Data in the shapes and the dirt of real ones come in with two runs: propose, import.

Or they are refused with what is wrong. All of it is made up.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from commands import ran, run
from imported import draw_areas, feature, square, states, text, write_features
from shapely.geometry import mapping

from frontmap.atlas import check_atlas, read_atlas

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def in_two_runs(tmp_path: Path, *arguments: str, answers: tuple[str, ...] = ()) -> Atlas:
    """Propose a recipe, take the # of the right answers away, import it, and check the atlas."""
    assert 0 == run("import", *arguments, "--propose", "recipe.toml")
    recipe = tmp_path / "recipe.toml"
    content = recipe.read_text("utf-8")
    for answer in answers:
        assert f"\n#{answer}" in content
        content = content.replace(f"\n#{answer}", f"\n{answer}")
    recipe.write_text(content, encoding="utf-8")
    assert 0 == run("import", "recipe.toml", "-o", "town")
    assert [] == [fault for fault in check_atlas("town") if fault.severity == "error"]
    return read_atlas("town")


def test_a_column_for_each_day_and_points(tmp_path: Path) -> None:
    text(
        tmp_path,
        "\ufeffoblast;settlement;lat;lng;2022-03-01;2022-03-02;2022-03-03\n"
        "North;Alder ;50,10;30,10;UA;UA;CONTESTED\n"
        "North;Birch;50,20;30,40;RU;RU;RU\n"
        "South;Cedar;49,90;30,20;UA;;UA?\n",
        "daily.csv",
    )
    frame = feature(mapping(shapely.box(29.8, 49.7, 30.7, 50.4)))
    write_features(tmp_path / "frame.geojson", frame)
    answers = ('place = "settlement"',)
    atlas = in_two_runs(tmp_path, "daily.csv", "--boundary", "frame.geojson", answers=answers)
    assert ["ukraine held", "ukraine held", "ukraine contested russia"] == states(atlas, "alder")
    assert ["ukraine held", "- no_data", "ukraine held"] == states(atlas, "cedar")
    assert ["russia held"] * 3 == states(atlas, "birch")


def test_a_list_of_who_held_what_as_of_a_day(tmp_path: Path) -> None:
    draw_areas(tmp_path)
    text(
        tmp_path,
        "Name,Pop.,Raion,Held by,As of,More information\n"
        'Mill[1],"1,200",North,Green[12],6 May 2018[13],Entered on 3 May.[a]\n'
        "Harbour,900,North,Contested [note 2],7 May 2018,\n"
        "Old Town,,South,Blue [4][5],1 May 2018,\n",
        "wiki.csv",
    )
    answers = ('holds = "next"', "last = 2018-05-07")
    preset = ("wiki.csv", "areas.geojson", "--preset", "wikipedia")
    atlas = in_two_runs(tmp_path, *preset, answers=answers)
    assert ["- no_data"] * 5 + ["green held"] * 2 == states(atlas, "mill")
    assert ["blue held"] * 7 == states(atlas, "old-town")
    assert "unknown contested blue green" == states(atlas, "harbour")[-1]


def test_fixed_outlines_with_lists_of_dates_and_holders(tmp_path: Path) -> None:
    dates = ["2018-05-01", "2018-05-03"]
    write_features(
        tmp_path / "districts.geojson",
        feature(square(36.3, 33.5), name="Mill", dates=dates, holders=["Blue", "Green"]),
        feature(square(36.31, 33.5), name="Harbour", dates=dates, holders=["Green", "Green"]),
    )
    atlas = in_two_runs(tmp_path, "districts.geojson", answers=("last = 2018-05-03",))
    assert ["blue held", "blue held", "green held"] == states(atlas, "mill")
    assert ["green held"] * 3 == states(atlas, "harbour")


def test_a_map_for_each_day_without_attributes(tmp_path: Path) -> None:
    for day, size in ((1, 0.01), (2, 0.02), (4, 0.015)):
        path = tmp_path / f"control_2022_03_0{day}.geojson"
        write_features(path, feature(square(30, 50, size)), feature(square(31, 50, size)))
    files = [f"control_2022_03_0{day}.geojson" for day in (1, 2, 4)]
    atlas = in_two_runs(tmp_path, *files, "--all-held-by", "Red")
    held = [sum(atlas.on(day).controls[a].holder == "red" for a in atlas.on(day).controls)
            for day in atlas.days()]  # fmt: skip
    assert [1, 1, 0, 1] == held


def test_outlines_with_a_first_and_a_last_day(tmp_path: Path) -> None:
    def during(size: float, start: str, end: str | None, holder: str) -> dict[str, object]:
        days = {"start_date": start, "end_date": end}
        return feature(square(36.3, 33.5, size), name="North", holder=holder, **days)

    write_features(
        tmp_path / "history.geojson",
        during(0.01, "1945-05-08", "1945-06-30", "Blue"),
        during(0.02, "1945-07-01", None, "Green"),
    )
    atlas = in_two_runs(tmp_path, "history.geojson", "--last", "1945-07-03")
    assert 57 == len(atlas.days())
    assert {"north": "blue"} == _holders(atlas, 0)
    assert {"north-1945-07-01": "green"} == _holders(atlas, -1)


def _holders(atlas: Atlas, number: int) -> dict[str, str]:
    return {
        area: control.holder
        for area, control in atlas.on(atlas.days()[number]).controls.items()
        if control.holder
    }


def test_a_log_of_changes(tmp_path: Path) -> None:
    draw_areas(tmp_path)
    text(
        tmp_path,
        "area\tsince\tholder\tsource\nMill\t3 May 2018\tBlue\thttps://example.org/1\n"
        "Mill\t5 May 2018\tGreen\thttps://example.org/2\nHarbour\t4 May 2018\tBlue\t\n",
        "log.tsv",
    )
    answers = ("last = 2018-05-05",)
    atlas = in_two_runs(tmp_path, "log.tsv", "areas.geojson", answers=answers)
    assert ["blue held", "blue held", "green held"] == states(atlas, "mill")
    assert ["- no_data", "blue held", "blue held"] == states(atlas, "harbour")


def test_a_workbook_s_json_with_statuses_in_arabic(tmp_path: Path) -> None:
    draw_areas(tmp_path)
    rows = [
        {"المنطقة": "Mill", "التاريخ": "٢٠١٨-٠٥-٠١", "السيطرة": "النظام", "الحالة": "متنازع عليها"},
        {"المنطقة": "Harbour", "التاريخ": "٢٠١٨-٠٥-٠١", "السيطرة": "داعش", "الحالة": None},
    ]
    text(tmp_path, json.dumps(rows, ensure_ascii=False), "rows.json")
    atlas = in_two_runs(tmp_path, "rows.json", "areas.geojson")
    assert ["government contested islamic_state"] == states(atlas, "mill")
    assert ["islamic_state held"] == states(atlas, "harbour")


@pytest.mark.parametrize("heading", ["month", "m1,m2", "2018,2019", "2018-05,2018-06"])
def test_counters_of_months_and_years_are_refused_plainly(
    tmp_path: Path, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_areas(tmp_path)
    cells = ",".join("Blue" for _ in heading.split(","))
    rows = f"place,{heading}\nMill,{cells}\n"
    if heading == "month":
        rows = "place,month,holder\nMill,14,Blue\n"
    text(tmp_path, rows, "counted.csv")
    done = ran(["import", "counted.csv", "areas.geojson", "--propose", "recipe.toml"], capsys)
    assert 1 == done.status
    assert "no-day" in done.err
    assert not (tmp_path / "recipe.toml").exists()
