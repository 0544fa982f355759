"""A day's map in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from making import day

from frontmap.atlas import Atlas
from frontmap.model import Landmark, Text
from frontmap.telling.map_words import as_sentences, day_in_words, days_in_words, what_it_is
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot


def with_landmark(atlas: Atlas, longitude: float, latitude: float) -> Atlas:
    mark = Landmark("mill", Text.of(en="Old mill"), "mill", shapely.Point(longitude, latitude), 10)
    return Atlas(replace(atlas.record, landmarks=(mark,)))


def test_a_map_says_who_holds_what_what_changed_and_where_the_front_runs(
    tiny_atlas: Atlas,
) -> None:
    snapshot = tiny_atlas.on(day(3))
    assert day_in_words(snapshot, "en") == (
        "Map of who held which area at the end of the day: 3 January 2001. "
        "Green party (1): Southwest field. "
        "Blue party, low confidence, or a vague day (1): Southeast field. "
        "Blue party (1): North field. "
        "What changed on this day: Southeast field: Green party, contested (Blue party) → "
        "Blue party. "
        f"Front in all: {snapshot.frontline.length_m:,.0f} m; stretches: 1. "
        f"{snapshot.frontline.length_m:,.0f} m: Blue party (North field, Southeast field) facing "
        "Green party (Southwest field), from Southwest field (north) to Southeast field (south)."
    )


def test_of_several_days_each_change_and_the_last_day_are_told(tiny_atlas: Atlas) -> None:
    said = days_in_words([tiny_atlas.on(day(number)) for number in (1, 3, 4)], "en")
    assert said.startswith(
        "Map of who held which area at the end of the day: 1 January 2001 · 3 January 2001 · "
        "4 January 2001. 1 January 2001. Green party (2): Southwest field, Southeast field."
    )
    assert "What changed since 1 January 2001: Southeast field: Green party → Blue party." in said
    assert "What changed since 3 January 2001: Southwest field: Green party → Unknown." in said
    assert said.endswith("No front on this day.")
    assert days_in_words([tiny_atlas.on(day(3))], "en") == day_in_words(tiny_atlas.on(day(3)), "en")


def test_that_nothing_changed_is_said_of_days_that_are_known(
    tiny_atlas: Atlas, moving_atlas: Atlas
) -> None:
    bare = [replace(one, since=day(1)) for one in tiny_atlas.record.rulings if one.area == "north"]
    still = Atlas(replace(tiny_atlas.record, rulings=tuple(bare[:1])))
    first = still.on(day(1))
    assert "Nothing changed since 1 January 2001." in day_in_words(still.on(day(3)), "en", first)
    assert "hanged" not in day_in_words(first, "en", still.on(day(3)))
    said = day_in_words(moving_atlas.on(day(5)), "en", moving_atlas.on(day(4)))
    assert "4 January 2001: no data." in said
    assert "Nothing changed" not in said
    assert "hanged" not in day_in_words(still.on(day(3)), "en", changed=False)


def test_of_a_day_without_data_nothing_is_said_but_that(moving_atlas: Atlas) -> None:
    said = day_in_words(moving_atlas.on(day(4)), "en")
    assert said.count("No data: the record says nothing of this day.") == 1
    assert "Front" not in said


def test_an_account_says_whose_it_is(tiny_atlas: Atlas) -> None:
    told = tiny_atlas.account("side:blue").on(day(3))
    said = what_it_is([told], "en")
    assert said.endswith("3 January 2001, as told by: Blue party")
    assert day_in_words(told, "en").startswith(f"{said}.")


@pytest.mark.parametrize(("metres", "name"), [(200, "Old mill"), (300, "Southwest field")])
def test_a_stretch_ends_at_a_landmark_that_is_near(
    tiny_atlas: Atlas, metres: int, name: str
) -> None:
    lines = [segment.border.line for segment in tiny_atlas.on(day(3)).frontline.segments]
    east, north = max((xy for line in lines for xy in line.coords), key=lambda xy: xy[1])
    snapshot = with_landmark(tiny_atlas, east, north + metres / 111_195).on(day(3))
    assert f"from {name} (north)" in day_in_words(snapshot, "en")


def length_of(snapshot: Snapshot, language: str) -> int:
    return len(day_in_words(snapshot, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_real_map_are_of_a_sensible_length(builtin: Atlas, language: str) -> None:
    days = (date(2018, 4, 18), date(2018, 5, 3), date(2017, 3, 20), date(2015, 4, 4))
    assert max(length_of(builtin.on(day), language) for day in days) < 1700


def test_more_than_is_told_is_counted(builtin: Atlas) -> None:
    said = day_in_words(builtin.on(date(2018, 5, 22)), "en", builtin.on(date(2018, 4, 18)))
    changed = len(builtin.on(date(2018, 5, 22)).changed_since(builtin.on(date(2018, 4, 18))))
    assert f"; and {changed - 5} more." in said


def test_sentences_begin_with_a_capital_and_end_in_one_stop() -> None:
    assert as_sentences(["one thing", "", "two."]) == "One thing. Two."
