"""What is recognised and what must be asked come together in one recipe, in one run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import draw_areas, feature, square, text, write_features

from frontmap.errors import DataError
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import EndRule, ImportOptions, TableShape
from frontmap.importing.proposing import propose
from frontmap.importing.recipe import Recipe, read_recipe

if TYPE_CHECKING:
    from pathlib import Path


def proposed(*files: Path, **options: object) -> Recipe:
    return propose(files, ImportOptions(**options), tell=lambda _: None).recipe  # type: ignore[arg-type]


def asked(recipe: Recipe) -> list[tuple[str, str, list[object]]]:
    """The table, the key and the answers of each question."""
    return [
        (one.within, one.choices[0].key, [choice.value for choice in one.choices])
        for one in recipe.questions
    ]


def test_what_is_recognised_is_said_in_the_recipe(tmp_path: Path) -> None:
    table = text(tmp_path, "place,day,holder,beds\nMill,2018-05-01,Blue,7\n")
    recipe = proposed(table, draw_areas(tmp_path))
    assert TableShape.LONG == recipe.options.shape
    assert {"place": "place", "date": "day", "holder": "holder"} == recipe.options.columns
    assert "not used: beds" == recipe.notes[-1]
    assert recipe.options.said_holders is not None
    assert ["blue"] == [row.holder for row in recipe.options.said_holders.rows.values()]
    assert [] == asked(recipe)


def test_all_questions_are_asked_in_one_run(tmp_path: Path) -> None:
    table = text(
        tmp_path,
        "place,start,end,until,holder\n"
        "Mil,03/04/2018,05/04/2018,x,Blue\n"
        "Harbour,03/04/2018,06/04/2018,,Green\n",
    )
    assert [
        ("columns", "end", ["end", "until"]),
        ("", "leave_out", [["until"], ["end"]]),
        ("places", "Mil", ["mill"]),
        ("", "dates", ["dmy", "mdy"]),
        ("", "end", ["inclusive", "exclusive"]),
    ] == asked(proposed(table, draw_areas(tmp_path)))


def test_a_question_is_left_open_and_what_it_hid_is_recognised_all_the_same(
    tmp_path: Path,
) -> None:
    table = text(tmp_path, "place,start,end,holder\nMill,2018-05-01,2018-05-04,Blue\n")
    recipe = proposed(table, draw_areas(tmp_path))
    assert [("", "end", ["inclusive", "exclusive"])] == asked(recipe)
    assert None is recipe.options.end
    assert recipe.options.said_holders is not None


def test_the_answered_recipe_is_imported_without_a_further_question(tmp_path: Path) -> None:
    table = text(tmp_path, "place,start,end,holder\nMil,2018-05-01,2018-05-04,Blue\n")
    written = proposed(table, draw_areas(tmp_path)).text(tmp_path)
    answered = written.replace('#end = "exclusive"', 'end = "exclusive"').replace("#Mil", "Mil")
    recipe = read_recipe(text(tmp_path, answered, "recipe.toml"))
    assert EndRule.EXCLUSIVE == recipe.options.end
    read = interpret(recipe.files, recipe.options, tell=lambda _: None)
    assert {"Mil": "mill"} == read.plan.joined
    assert ["2018-05-03"] == [str(entry.last) for entry in read.entries]


def test_places_without_an_outline_are_asked_for_even_where_none_is_near(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder\nElsewhere,2018-05-01,Blue\nMill,2018-05-01,Blue\n")
    assert [("places", "Elsewhere", [""])] == asked(proposed(table, draw_areas(tmp_path)))


def test_an_outline_of_several_is_asked_for(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "two.geojson",
        feature(square(36.3, 33.5), name="Mill"),
        feature(square(36.4, 33.5), name="Mill"),
    )
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    assert ("places", "Mill", ["mill", "mill-2"]) in asked(proposed(table, outlines))


def test_columns_that_tell_of_a_state_are_asked_for_together(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder,until,side\nMill,2018-05-01,Blue,x,y\n")
    assert [("", "leave_out", [["side", "until"]])] == asked(proposed(table, draw_areas(tmp_path)))


def test_a_state_without_an_end_asks_for_the_last_day(tmp_path: Path) -> None:
    table = text(tmp_path, "place,as of,holder\nMill,2018-05-03,Blue\n")
    assert ["holds", "last"] == [key for _, key, _ in asked(proposed(table, draw_areas(tmp_path)))]


def test_new_ways_of_writing_a_holder_come_to_those_that_are_explained(tmp_path: Path) -> None:
    one = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n", "one.csv")
    outlines = draw_areas(tmp_path)
    known = proposed(one, outlines).options.said_holders
    two = text(tmp_path, "place,date,holder\nMill,2018-05-02,Red\n", "two.csv")
    both = proposed(one, two, outlines, said_holders=known).options.said_holders
    assert both is not None
    assert ["Blue", "Red"] == [row.written for row in both.rows.values()]


def test_faults_that_no_answer_mends_are_refused_with_the_questions(tmp_path: Path) -> None:
    table = text(
        tmp_path, "place,start,end,holder\nMill,2018-05-41,2018-05-04,Blue\nMill,x,y,Blue\n"
    )
    with pytest.raises(DataError) as refusal:
        propose([table, draw_areas(tmp_path)], ImportOptions(), tell=lambda _: None)
    assert {"bad-day"} == {fault.code for fault in refusal.value.faults}


def test_a_last_day_is_offered_for_each_order_of_day_and_month(tmp_path: Path) -> None:
    rows = "place,since,holder\nMill,03/04/2018,Blue\nMill,05/04/2018,Green\n"
    last = proposed(text(tmp_path, rows), draw_areas(tmp_path)).questions[-1]
    assert [
        (date(2018, 4, 5), 'with dates = "dmy"'),
        (date(2018, 5, 4), 'with dates = "mdy"'),
    ] == [(choice.value, choice.remark) for choice in last.choices]


@pytest.mark.parametrize("shape", [None, TableShape.INTERVALS])
def test_a_table_of_unknown_columns_comes_in_with_the_likeliest_answers(
    tmp_path: Path, shape: TableShape | None
) -> None:
    rows = "q,w,z,e\nMill,2018-05-01,2018-05-02,Blue\nMill,2018-05-03,2018-05-04,Green\n"
    recipe = proposed(text(tmp_path, rows), draw_areas(tmp_path), shape=shape)
    shapes = ["intervals", "long", "asof", "changes", "packed"]
    assert [
        *([("", "shape", shapes)] if shape is None else []),
        ("columns", "place", ["q", "e", "w", "z"]),
        ("columns", "start", ["w", "z"]),
        ("columns", "end", ["z", "w"]),
        ("columns", "holder", ["e", "q", "w", "z"]),
    ] == asked(recipe)


def test_years_and_counts_of_days_are_questions_with_the_option_that_reads_them(
    tmp_path: Path,
) -> None:
    years = text(tmp_path, "place,start,end,holder\nMill,1990,1992,Blue\nMill,1993,1995,Green\n")
    assert [("", "years", [True])] == asked(proposed(years, draw_areas(tmp_path)))
    counts = text(tmp_path, "place,date,holder\nMill,43223,Blue\nMill,43224,Green\n")
    assert [("", "dates", ["excel"])] == asked(proposed(counts, draw_areas(tmp_path)))


def test_what_follows_only_from_first_answers_does_not_stand_in_the_way(tmp_path: Path) -> None:
    rows = "place,start,end,until,holder\nMill,2018-05-03,2018-05-01,2018-05-04,Blue\n"
    proposal = propose([text(tmp_path, rows), draw_areas(tmp_path)], ImportOptions(), tell=print)
    assert ("columns", "end", ["end", "until"]) in asked(proposal.recipe)
    assert ["ends-early"] == [fault.code for fault in proposal.left]


def test_a_question_of_several_columns_says_why_each_is_asked_about(tmp_path: Path) -> None:
    rows = "place,date,holder,status,rivals,confidence\nMill,2018-05-01,Blue?,,Green,high\n"
    (question,) = proposed(text(tmp_path, rows), draw_areas(tmp_path)).questions
    assert [["confidence", "rivals"]] == [choice.value for choice in question.choices]
    assert "found 'high', and a question mark in holder" in question.asked
    assert "found rivals, 'Green', without one" in question.asked


def test_faults_of_outlines_are_told_beside_the_recipe(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "two.geojson",
        feature(square(36.3, 33.5), name="Mill"),
        feature(square(36.305, 33.5), name="Harbour"),
    )
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    proposal = propose([table, outlines], ImportOptions(), tell=lambda _: None)
    assert ["overlap"] == [fault.code for fault in proposal.left]


def test_points_of_one_name_are_asked_about_with_the_column_that_tells_them_apart(
    tmp_path: Path,
) -> None:
    table = text(
        tmp_path,
        "id,name,2018-05-01,2018-05-02\nP1,Ivanivka,Blue,Green\nP2,Ivanivka,Green,Green\n",
    )
    points = write_features(
        tmp_path / "points.geojson",
        feature({"type": "Point", "coordinates": [36.305, 33.505]}, id="P1", name="Ivanivka"),
        feature({"type": "Point", "coordinates": [36.325, 33.505]}, id="P2", name="Ivanivka"),
    )
    frame = write_features(tmp_path / "frame.geojson", feature(square(36.3, 33.5, 0.03)))
    options = ImportOptions(boundary=frame)
    recipe = propose((table, points), options, tell=lambda _: None).recipe
    assert [("columns", "place", ["id"])] == asked(recipe)
    answered = recipe.text(tmp_path).replace('#place = "id"', 'place = "id"')
    read_again = read_recipe(text(tmp_path, answered, "recipe.toml"))
    read = interpret(read_again.files, read_again.options, tell=lambda _: None)
    assert {"P1": "p1", "P2": "p2"} == read.plan.joined
    assert ["Ivanivka", "Ivanivka"] == [area.name.first for area in read.plan.areas]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Raion", ("A", "B")),
        ("claimed by", ("Red", "")),
    ],
)
def test_a_column_that_stands_in_the_way_may_be_left_out(
    tmp_path: Path, heading: str, cells: tuple[str, str]
) -> None:
    table = text(
        tmp_path,
        f"Village;{heading};date;holder\nMill;{cells[0]};2018-05-01;Blue\n"
        f"Mill;{cells[1]};2018-05-02;Green\n",
    )
    options = ImportOptions(columns={"place": "Village"})
    recipe = propose((table, draw_areas(tmp_path)), options, tell=lambda _: None).recipe
    assert [("", "leave_out", [[heading]])] == asked(recipe)


def test_an_outline_that_can_be_mended_is_asked_about_and_the_rest_goes_on(tmp_path: Path) -> None:
    ring = [[36.3, 33.5], [36.31, 33.51], [36.31, 33.5], [36.3, 33.51], [36.3, 33.5]]
    bow = feature({"type": "Polygon", "coordinates": [ring]}, name="Mill")
    outlines = write_features(tmp_path / "bow.geojson", bow)
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    recipe = proposed(table, outlines)
    assert [("", "mend", [True])] == asked(recipe)
    assert not recipe.options.mend
    assert recipe.options.said_holders is not None


def test_one_area_of_outlines_of_one_name_is_offered_too(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "two.geojson",
        feature(square(36.3, 33.5), name="Mill"),
        feature(square(36.4, 33.5), name="Mill"),
    )
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    assert ("", "unite", [True]) in asked(proposed(table, outlines))


def test_events_are_asked_about_in_the_same_recipe(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder\nMill,2018-05-01,Blue\n")
    events = text(
        tmp_path, "date,place,kind,type,source\n2018-05-01,Mill,Raid,x,Post\n", "events.csv"
    )
    questions = asked(proposed(table, draw_areas(tmp_path), events=(events,)))
    assert ("event_columns", "kind", ["kind", "type"]) in questions
    assert ("event_kinds", "Raid", "control") in [(of, key, c[0]) for of, key, c in questions]


EVENTS = """date,place,happening,colour
2018-05-03,Mill,Raid,red
2018-05-04,Mill,Raid,red
2018-05-05,Mill,Shelling,red
"""


def test_kinds_of_events_that_are_not_known_are_asked_for(tmp_path: Path) -> None:
    events = text(tmp_path, EVENTS.replace("happening", "kind"), "events.csv")
    content = proposed(draw_areas(tmp_path), events=(events,)).text(tmp_path)
    assert "\n[event_kinds]\n" in content
    recipe = text(tmp_path, content.replace('#Raid = "clash"', 'Raid = "clash"'), "recipe.toml")
    read = read_recipe(recipe)
    understood = interpret(read.files, read.options, tell=lambda _: None)
    assert [event.kind for event in understood.plan.events] == ["clash", "clash", "damage"]


#: Headings that are of nobody's language, so that the shape and each column are asked for.
UNKNOWN = "a,b,c,d\nMill,2018-05-01,Blue,x\nHarbour,2018-05-01,Green,x\nMill,2018-05-03,Red,x\n"


def answered(recipe: Recipe, shape: str, **columns: str) -> ImportOptions:
    """The options with a shape, and with the first answer to each question that goes with it."""
    for one in recipe.questions:
        _, _, only = one.asked.partition("; only with ")
        if one.within == "columns" and (not only or f'"{shape}"' in only):
            columns.setdefault(one.choices[0].key, str(one.choices[0].value))
    holds = 1 if shape == "asof" else None
    last = date(2018, 5, 4)
    return ImportOptions(shape=TableShape(shape), columns=columns, last=last, holds=holds)


@pytest.mark.parametrize(
    ("shape", "role", "last"),
    [("long", "date", "2018-05-01"), ("asof", "asof", "2018-05-01"), ("changes", "start", "None")],
)
def test_a_day_that_is_asked_for_in_one_shape_is_taken_in_each(
    tmp_path: Path, shape: str, role: str, last: str
) -> None:
    table = text(tmp_path, UNKNOWN)
    recipe = proposed(table, draw_areas(tmp_path))
    assert ["shape", "place", "date", "holder"] == [q.choices[0].key for q in recipe.questions]
    options = answered(recipe, shape)
    read = interpret(recipe.files, options, tell=lambda _: None)
    assert "b" == read.settled.columns[role]
    assert last == str(read.entries[0].last)


def test_answers_that_go_with_some_shapes_only_say_so(tmp_path: Path) -> None:
    table = text(tmp_path, UNKNOWN.replace("x\n", "2018-05-05\n"))
    recipe = proposed(table, draw_areas(tmp_path))
    told = {
        (q.within, q.choices[0].key): q.asked.partition("; only with ")[2] for q in recipe.questions
    }
    dated = 'shape = "intervals" or "long" or "asof" or "changes"'
    assert {
        ("", "shape"): "",
        ("columns", "place"): "",
        ("columns", "start"): dated,
        ("columns", "end"): 'shape = "intervals"',
        ("columns", "holder"): dated,
        ("", "end"): 'shape = "intervals"',
    } == told
    shapes = recipe.questions[0].choices
    assert {"packed": "needs history, too"} == {c.value: c.remark for c in shapes if c.remark}
    shapes = proposed(text(tmp_path, UNKNOWN), draw_areas(tmp_path)).questions[0].choices
    remarks = {"intervals": "needs end, too", "packed": "needs history, too"}
    assert remarks == {c.value: c.remark for c in shapes if c.remark}


@pytest.mark.parametrize("shape", ["snapshots", "spans"])
def test_a_day_is_taken_in_each_shape_of_outlines_that_move(tmp_path: Path, shape: str) -> None:
    maps = write_features(
        tmp_path / "maps.geojson",
        *(feature(square(36.3, 33.5), a="Mill", b=f"2018-05-0{day}", c="Blue") for day in (1, 3)),
    )
    recipe = proposed(maps)
    questions = [(q.within, q.choices[0].key) for q in recipe.questions]
    assert "in place of the other answers to the same question" == (
        recipe.questions[2].choices[0].remark
    )
    assert [("", "shape"), ("columns", "date"), ("", "all_held_by"), ("columns", "holder")] == (
        questions
    )
    options = answered(recipe, shape, place="a", holder="c")
    read = interpret(recipe.files, options, tell=lambda _: None)
    assert ["2018-05-01", "2018-05-03"] == [str(entry.first) for entry in read.entries]
