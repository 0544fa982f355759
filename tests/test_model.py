from __future__ import annotations

from datetime import date

import pytest
import shapely

from frontmap.model import NO_TEXT, Area, Confidence, Control, Episode, Text
from frontmap.statuses import Status


def test_a_text_is_shown_in_the_language_that_is_wanted() -> None:
    assert "شمال" == Text.of(en="North", ar="شمال").to("ar")
    assert "North" == Text.of(en="North", ar="شمال").to("en")


@pytest.mark.parametrize(
    ("text", "wanted", "language", "shown"),
    [(Text.of(en="North"), "ar", "en", "North"), (Text.of(ar="شمال"), "en", "ar", "شمال")],
)
def test_a_missing_text_is_shown_in_the_other_language_and_says_so(
    text: Text, wanted: str, language: str, shown: str
) -> None:
    assert language == text.language(wanted)
    assert shown == text.to(wanted)


def test_a_text_that_is_not_there_is_shown_in_the_first_language_that_has_it() -> None:
    text = Text.of({"fr": "", "en": "North", "ar": "شمال"})
    assert text.languages == ("en", "ar")
    assert text.texts == ("North", "شمال")
    assert (text.first, text.to("fr"), text.language("fr")) == ("North", "North", "en")
    assert (text.exact("fr"), text.exact("ar")) == ("", "شمال")


def test_no_text_is_in_the_language_that_is_wanted() -> None:
    assert Text.of(en="", ar="") is NO_TEXT
    assert (NO_TEXT.first, NO_TEXT.to("ar"), NO_TEXT.language("ar")) == ("", "", "ar")


def test_a_text_in_no_language_is_no_text() -> None:
    assert not Text.of(en="")
    assert Text.of(ar="شمال")


@pytest.mark.parametrize(
    ("control", "present"),
    [
        (Control("blue", Status.HELD), ("blue",)),
        (Control("blue", Status.EVACUATING), ("blue",)),
        (Control("blue", Status.CONTESTED, ("green",)), ("blue", "green")),
        (Control("blue", Status.SHARED, ("green", "red")), ("blue", "green", "red")),
        (Control("unknown", Status.CONTESTED, ("green",)), ("green",)),
        (Control("unknown", Status.UNKNOWN), ()),
        (Control("", Status.NO_DATA), ()),
        (Control("blue", Status.CONTESTED, ("blue", "unknown")), ("blue",)),
    ],
)
def test_the_holder_is_present_and_the_rivals_when_contested_or_shared(
    control: Control, present: tuple[str, ...]
) -> None:
    assert present == control.present


def test_confidence_is_no_part_of_the_state() -> None:
    sure = Control("blue", Status.HELD, (), Confidence.HIGH)
    assert sure.same_state(Control("blue", Status.HELD, (), Confidence.LOW))
    assert not sure.same_state(Control("blue", Status.EVACUATING, (), Confidence.HIGH))
    assert not sure.same_state(Control("blue", Status.HELD, ("green",), Confidence.HIGH))


def test_an_area_exists_on_both_ends_of_its_days_and_always_without_them() -> None:
    box = shapely.box(0, 0, 1, 1)
    area = Area(
        "a",
        Text.of(en="A"),
        Text.of(en="A"),
        "",
        box,
        first=date(2018, 1, 2),
        last=date(2018, 1, 3),
    )
    days = [date(2018, 1, day) for day in range(1, 5)]
    assert [False, True, True, False] == [area.exists(day) for day in days]
    assert all(Area("a", Text.of(en="A"), NO_TEXT, "", box).exists(day) for day in days)


def test_an_episode_covers_both_its_ends() -> None:
    episode = Episode("e", Text.of(en="E"), date(2018, 1, 2), date(2018, 1, 3))
    days = [date(2018, 1, day) for day in range(1, 5)]
    assert [False, True, True, False] == [episode.covers(day) for day in days]
