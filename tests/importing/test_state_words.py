"""Words of statuses and confidences that the user explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imported import draw_areas, feature, make, refused, square, states, text, write_features

from frontmap.importing.options import ImportOptions
from frontmap.importing.proposing import propose

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """place,date,holder,status,confidence
Mill,2018-05-01,Blue,Under Siege,B2
Mill,2018-05-02,Blue,held,high
"""
WORDS = {"under siege": "contested", "B2": "medium"}


def holders(tmp_path: Path) -> Path:
    rows = (
        "written,holder,status,rivals\nBlue (contested),blue,contested,green\nBlue,blue,held,\n"
        "Green,green,held,\n"
    )
    return text(tmp_path, rows, "holders.csv")


def test_a_word_has_the_meaning_that_the_user_says(tmp_path: Path) -> None:
    files = [text(tmp_path, ROWS), draw_areas(tmp_path)]
    atlas = make(tmp_path, *files, words=WORDS, holders=holders(tmp_path))
    assert ["blue contested green", "blue held"] == states(atlas, "mill")
    days = atlas.days()
    assert ["medium", "high"] == [atlas.on(day).controls["mill"].confidence for day in days]


def test_each_word_that_is_none_of_ours_is_asked_about_with_what_it_may_mean(
    tmp_path: Path,
) -> None:
    files = [text(tmp_path, ROWS), draw_areas(tmp_path)]
    recipe = propose(files, ImportOptions(), tell=lambda _: None).recipe
    questions = [(q.within, q.choices[0].key, len(q.choices)) for q in recipe.questions]
    assert [("words", "B2", 4), ("words", "Under Siege", 6)] == questions
    assert '#"Under Siege" = "contested"' in recipe.text(tmp_path)


def test_a_word_that_no_column_has_is_refused(tmp_path: Path) -> None:
    files = [text(tmp_path, ROWS), draw_areas(tmp_path)]
    words = WORDS | {"siege": "contested", "Blue": "held"}
    expected = "a word in the column of the status"
    assert [("unknown-word", 0, expected)] * 2 == refused(*files, words=words)


def test_a_meaning_that_is_none_is_refused_with_the_one_that_is_near(tmp_path: Path) -> None:
    files = [text(tmp_path, ROWS), draw_areas(tmp_path)]
    (fault,) = refused(*files, words=WORDS | {"B2": "mediun"})
    assert "bad-choice" == fault[0]


def test_a_confidence_is_no_meaning_of_a_status(tmp_path: Path) -> None:
    files = [text(tmp_path, ROWS), draw_areas(tmp_path)]
    expected = "a word in the column of the confidence"
    assert [("unknown-word", 0, expected)] == refused(*files, words=WORDS | {"under siege": "low"})


def test_words_of_outlines_that_move_are_explained_too(tmp_path: Path) -> None:
    maps = [
        write_features(
            tmp_path / f"2018-05-0{day}.geojson",
            feature(square(36.3, 33.5), place="Mill", holder="Blue", state=word),
        )
        for day, word in ((1, "held"), (2, "under siege"))
    ]
    options = {"words": {"under siege": "contested"}, "columns": {"status": "state"}}
    atlas = make(tmp_path, *maps, **options, holders=holders(tmp_path))
    (area,) = (area.id for area in atlas.record.areas)
    assert ["blue held", "blue contested green"] == states(atlas, area)


def test_of_a_column_of_many_words_it_is_only_asked_whether_to_leave_it_out(
    tmp_path: Path,
) -> None:
    rows = "".join(f"Mill,2018-05-{day},Blue,word {day}\n" for day in range(10, 23))
    files = [text(tmp_path, f"place,date,holder,status\n{rows}"), draw_areas(tmp_path)]
    recipe = propose(files, ImportOptions(), tell=lambda _: None).recipe
    (question,) = recipe.questions
    assert ("leave_out", ["status"]) == (question.choices[0].key, question.choices[0].value)
