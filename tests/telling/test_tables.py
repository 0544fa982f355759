"""The tables that people and scripts read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making import day
from planting import AREAS, CONTROL, plant

from frontmap.atlas import Atlas, read_atlas
from frontmap.model import Ruling, Text
from frontmap.telling.csv_json import Table, to_csv, to_json
from frontmap.telling.tables import (
    changes_table,
    compare_table,
    daily_csv,
    daily_json,
    daily_table,
    stats_table,
)

if TYPE_CHECKING:
    from pathlib import Path


TABLE = ("date", "area", "name", "holder", "status", "rivals", "confidence", "since", "evidence")


CHANGES = (
    "date", "area", "from_holder", "from_status", "to_holder", "to_status", "confidence",
    "evidence", "from_rivals", "to_rivals",
)  # fmt: skip


STATS = ("date", "actor", "held_km2", "contested_km2", "frontline_m", "shared_km2")


def records(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_columns_that_scripts_depend_on_come_first_and_in_order(tiny_atlas: Atlas) -> None:
    assert daily_table(tiny_atlas).columns[: len(TABLE)] == TABLE
    assert changes_table(tiny_atlas).columns[: len(CHANGES)] == CHANGES
    assert stats_table(tiny_atlas).columns[: len(STATS)] == STATS


def test_a_hostile_name_is_text_in_every_table(copy_of_tiny: Path) -> None:
    hostile = "=cmd|' /C calc'!A0<script>"
    plant(copy_of_tiny, (AREAS, "Southeast field", hostile))
    atlas = read_atlas(copy_of_tiny)
    written = to_csv(daily_table(atlas))
    assert f",'{hostile}," in written
    assert f",{hostile}," not in written
    assert hostile == json.loads(to_json(daily_table(atlas)))[2]["name"]


def test_the_daily_table_is_the_same_written_day_by_day(tiny_atlas: Atlas) -> None:
    areas = (
        replace(tiny_atlas.record.areas[0], first=day(2), last=day(3)),
        *tiny_atlas.record.areas[1:],
    )
    dated = Atlas(replace(tiny_atlas.record, areas=areas))
    for atlas in (tiny_atlas, dated, tiny_atlas.account("side:green")):
        assert to_csv(daily_table(atlas)) == "".join(daily_csv(atlas))
        assert to_json(daily_table(atlas)) == "".join(daily_json(atlas))
    first = [row for row in records(daily_table(dated)) if row["area"] == areas[0].id]
    assert ["2001-01-01", "2001-01-04"] == [
        row["date"] for row in first if row["status"] == "no_data"
    ]


def test_the_daily_table_has_a_row_for_each_area_and_day(tiny_atlas: Atlas) -> None:
    assert [(on.isoformat(), area) for on in tiny_atlas.days() for area in tiny_atlas.areas] == [
        row[:2] for row in daily_table(tiny_atlas).rows
    ]


def test_a_day_without_data_has_no_holder_since_or_confidence(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (CONTROL, "southwest,2001-01-01,..2001-01-01,green", "southwest,2001-01-02,,green"),
    )
    row = records(daily_table(read_atlas(copy_of_tiny)))[1]
    assert ("southwest", "", "no_data", "", "", "") == (
        row["area"],
        row["holder"],
        row["status"],
        row["rivals"],
        row["confidence"],
        row["since"],
    )


def test_an_outline_that_does_not_exist_yet_has_a_row_without_data(copy_of_tiny: Path) -> None:
    unbounded = '"outline": "derived", "first": ""'
    plant(copy_of_tiny, (AREAS, unbounded, unbounded[:-1] + '2001-01-03"'))
    plant(copy_of_tiny, (CONTROL, "southwest,2001-01-01,..2001-01-01", "southwest,2001-01-03,"))
    statuses = [
        row["status"]
        for row in records(daily_table(read_atlas(copy_of_tiny)))
        if row["area"] == "southwest"
    ]
    assert ["no_data", "no_data", "held", "unknown"] == statuses


def test_what_is_ruled_unknown_says_unknown_twice(tiny_atlas: Atlas) -> None:
    row = records(daily_table(tiny_atlas))[10]
    assert ("unknown", "unknown", "2001-01-04") == (row["holder"], row["status"], row["since"])


def test_the_changes_are_those_worked_out_by_hand(tiny_atlas: Atlas) -> None:
    assert [
        ("2001-01-02", "southeast", 1105.7, 0.0),
        ("2001-01-03", "southeast", 0.0, 1113.2),
        ("2001-01-04", "southwest", 0.0, 2218.9),
    ] == [
        (row["date"], row["area"], row["front_opened_m"], row["front_closed_m"])
        for row in records(changes_table(tiny_atlas))
    ]


def test_lines_that_go_with_their_outline_are_no_front_any_more(tiny_atlas: Atlas) -> None:
    (north, *others) = tiny_atlas.record.areas
    areas = (replace(north, last=day(2)), *others)
    atlas = Atlas(replace(tiny_atlas.record, areas=areas))
    assert [
        ("2001-01-02", "southeast", 1105.7, 0.0),
        # the lines to the north are gone, and no other has come or gone
        ("2001-01-03", "north", 0.0, 2226.4),
        ("2001-01-03", "southeast", 0.0, 1113.2),
        ("2001-01-04", "southwest", 0.0, 1105.7),
    ] == [
        (row["date"], row["area"], row["front_opened_m"], row["front_closed_m"])
        for row in records(changes_table(atlas))
    ]


def test_no_day_s_whole_front_is_looked_for(
    tiny_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = changes_table(tiny_atlas)
    monkeypatch.setattr("frontmap.atlas.find_frontline", None)
    assert expected == changes_table(tiny_atlas)


def test_pockets_stay_until_an_area_comes_to_another_party(tiny_atlas: Atlas) -> None:
    (week,) = tiny_atlas.episodes
    record = replace(tiny_atlas.record, episodes=(replace(week, last=day(30)),))
    rows = records(stats_table(Atlas(record)))
    assert [1] * 30 == [row["pockets"] for row in rows if row["actor"] == "blue"]


def test_a_name_that_is_only_there_in_arabic_is_in_the_tables(tiny_atlas: Atlas) -> None:
    areas = tuple(replace(area, name=Text.of(ar="حقل")) for area in tiny_atlas.record.areas)
    atlas = Atlas(replace(tiny_atlas.record, areas=areas))
    assert {"حقل"} == {row["name"] for row in records(daily_table(atlas))}
    told = compare_table(atlas, atlas.account("green-media"), day(1))
    assert {"حقل"} == {row["name"] for row in records(told)}


def test_tables_may_be_of_one_episode_only(tiny_atlas: Atlas) -> None:
    (week,) = tiny_atlas.episodes
    assert changes_table(tiny_atlas) == changes_table(tiny_atlas, week)
    third = replace(week, first=day(3), last=day(3))
    assert changes_table(tiny_atlas).rows[1:2] == changes_table(tiny_atlas, third).rows
    assert {"2001-01-03"} == {row[0] for row in stats_table(tiny_atlas, episode=third).rows}


@pytest.mark.parametrize("party", ["blue", "green"])
def test_the_figures_are_those_worked_out_by_hand(tiny_atlas: Atlas, party: str) -> None:
    held = {"blue": [2.462, 2.462, 3.693, 3.693], "green": [2.462, 1.231, 1.231, 0.0]}
    for by in ("actor", "side"):
        rows = [row for row in records(stats_table(tiny_atlas, by=by)) if row[by] == party]
        assert held[party] == [row["held_km2"] for row in rows]
        assert [0.0, 1.231, 0.0, 0.0] == [row["contested_km2"] for row in rows]
        assert [2226.4, 3332.1, 2218.9, 0.0] == [row["frontline_m"] for row in rows]
        assert [0.0] * 4 == [row["shared_km2"] for row in rows]


def test_the_figures_have_a_row_for_each_actor_and_day_zeros_included(tiny_atlas: Atlas) -> None:
    assert [
        (on.isoformat(), actor)
        for on in tiny_atlas.days()
        for actor in ("blue", "green", "unknown")
    ] == [row[:2] for row in stats_table(tiny_atlas).rows]


def test_what_is_shared_or_being_left_counts_where_it_should(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (CONTROL, "southeast,2001-01-02,,green,contested,blue", ("southeast,2001-01-02,,green,"
         "shared,blue")),
        (CONTROL, "southwest,2001-01-01,..2001-01-01,green,held", ("southwest,2001-01-01,,green,"
         "evacuating")),
    )  # fmt: skip
    rows = records(stats_table(read_atlas(copy_of_tiny)))[3:5]
    assert [("blue", 2.462, 1.231), ("green", 1.231, 1.231)] == [
        (row["actor"], row["held_km2"], row["shared_km2"]) for row in rows
    ]
    assert [0.0, 0.0] == [row["contested_km2"] for row in rows]


def test_the_figures_agree_with_each_day_s_map(builtin: Atlas) -> None:
    """Figures come from runs, the map from a day: two ways to the same."""
    fronts = {
        (row["date"], row["actor"]): row["frontline_m"] for row in records(stats_table(builtin))
    }
    for on in builtin.days()[::5]:
        by_actor = builtin.on(on).frontline.by_actor()
        for actor in builtin.actors:
            assert fronts[on.isoformat(), actor] == pytest.approx(
                by_actor.get(actor, 0.0), abs=0.051
            )


def test_no_figure_is_a_negative_zero(builtin: Atlas) -> None:
    """Sums of what came and went end at zero, whatever the rounding."""
    assert "-0.0" not in {str(value) for row in stats_table(builtin).rows for value in row}


def test_two_accounts_are_compared_area_by_area(tiny_atlas: Atlas) -> None:
    blue, green = tiny_atlas.account("side:blue"), tiny_atlas.account("side:green")
    assert [
        {
            "date": "2001-01-02", "area": "southeast", "name": "Southeast field",
            "left_holder": "unknown", "left_status": "contested", "left_rivals": "blue",
            "left_said": "2001-01-02", "right_holder": "", "right_status": "no_data",
            "right_rivals": "", "right_said": "",
        }
    ] == records(compare_table(blue, green, day(2)))  # fmt: skip
    assert () == compare_table(blue, green, day(3)).rows


def test_outlines_that_move_are_changes_with_their_km2(moving_atlas: Atlas) -> None:
    rows = records(changes_table(moving_atlas))
    assert [
        (row["date"], row["area"], row["from_holder"], row["to_holder"], row["to_status"])
        for row in rows
    ] == [
        ("2001-01-03", "blue-3", "blue", "blue", "held"),
        ("2001-01-03", "green-3", "green", "green", "held"),
        ("2001-01-06", "harbour-6", "", "green", "held"),
        ("2001-01-07", "harbour-6", "green", "", "no_data"),
    ]
    assert [(row["km2"], row["outline_gained_km2"], row["outline_lost_km2"]) for row in rows] == [
        (1.846, 0.615, 0.0),
        (0.615, 0.0, 0.615),
        (1.231, 1.231, 0.0),
        (1.231, 0.0, 1.231),
    ]


def test_where_no_outline_moves_there_are_no_columns_of_it(tiny_atlas: Atlas) -> None:
    assert changes_table(tiny_atlas).columns[-1] == "front_closed_m"


def test_a_day_of_which_the_record_says_nothing_has_no_figures_and_no_zeros(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    silent = [Ruling.without_data(area.id, day(3)) for area in record.areas]
    kept = [ruling for ruling in record.rulings if ruling.since < day(3)]
    rows = records(stats_table(Atlas(replace(record, rulings=(*kept, *silent)))))
    figures = {row["date"]: row["held_km2"] for row in rows if row["actor"] == "blue"}
    (there,) = [
        row["held_km2"]
        for row in records(stats_table(tiny_atlas))
        if (row["date"], row["actor"]) == ("2001-01-02", "blue")
    ]
    assert (2.462, 2.462, None) == (there, figures["2001-01-02"], figures["2001-01-03"])
