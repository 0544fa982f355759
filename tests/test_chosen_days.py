"""Which days are shown where the user names an episode, the ends of a span, or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.chosen_days import (
    covered_days,
    days_of_animation,
    days_of_slides,
    opening_day,
    require_drawable,
)
from frontmap.errors import RequestError, UsageError
from frontmap.outputs.animation import write_animation
from frontmap.outputs.deck import write_deck
from frontmap.outputs.handout import write_handout
from frontmap.outputs.still import write_still

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frontmap.atlas import Atlas

SOUTH = "south-damascus-2018"


def days(*numbers: int) -> tuple[date, ...]:
    """Days of January 2001, which the tiny atlas covers from 1 to 4."""
    return tuple(date(2001, 1, number) for number in numbers)


def test_a_page_opens_on_the_last_day_of_the_default_episode(
    tiny_atlas: Atlas, builtin: Atlas
) -> None:
    assert date(2001, 1, 4) == opening_day(tiny_atlas)
    assert builtin.default_episode().last == opening_day(builtin)


def test_a_page_opens_on_the_day_or_the_end_of_the_episode_that_is_named(builtin: Atlas) -> None:
    first = builtin.episodes[0]
    assert first.last == opening_day(builtin, episode=first.id)
    assert date(2018, 5, 3) == opening_day(builtin, date(2018, 5, 3))
    assert date(2018, 5, 3) == opening_day(builtin, date(2018, 5, 3), SOUTH)


def test_a_day_that_is_not_of_the_episode_that_is_named_is_wrong_usage(builtin: Atlas) -> None:
    with pytest.raises(UsageError, match="2018-05-03 is not a day of the episode"):
        opening_day(builtin, date(2018, 5, 3), builtin.episodes[0].id)


def test_a_day_that_no_episode_covers_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="outside every episode"):
        opening_day(tiny_atlas, date(2001, 1, 5))


def test_slides_are_of_the_days_that_are_named_in_their_order(tiny_atlas: Atlas) -> None:
    assert days(3, 1) == days_of_slides(tiny_atlas, days(3, 1))


def test_slides_without_days_are_of_those_on_which_something_changed(tiny_atlas: Atlas) -> None:
    assert days(2, 3, 4) == days_of_slides(tiny_atlas)
    assert days(2, 3, 4) == days_of_slides(tiny_atlas, changes=True)
    assert days(2, 3, 4) == days_of_slides(tiny_atlas, episode="first-week", changes=True)


def test_slides_of_an_episode_are_of_all_its_days(tiny_atlas: Atlas) -> None:
    assert days(1, 2, 3, 4) == days_of_slides(tiny_atlas, episode="first-week")


def test_slides_of_all_changes_are_of_every_episode_and_otherwise_of_one(builtin: Atlas) -> None:
    default = builtin.default_episode()
    alone = days_of_slides(builtin)
    assert all(default.covers(day) for day in alone)
    assert set(alone) < set(days_of_slides(builtin, changes=True))


def test_slides_of_an_account_without_changes_show_the_last_day(tiny_atlas: Atlas) -> None:
    told = tiny_atlas.account("almanac")
    changed = told.timeline.change_days()
    assert (tuple(changed) or days(4)) == days_of_slides(told)


def test_an_animation_is_of_the_episode_whose_ends_are_not_named(
    tiny_atlas: Atlas, builtin: Atlas
) -> None:
    assert days(1, 2, 3, 4) == days_of_animation(tiny_atlas)
    assert days(3, 4) == days_of_animation(tiny_atlas, first=date(2001, 1, 3))
    assert days(1, 2) == days_of_animation(tiny_atlas, last=date(2001, 1, 2))
    early = builtin.episodes[0]
    assert early.last == days_of_animation(builtin, first=early.first)[-1]
    assert early.first == days_of_animation(builtin, last=early.last)[0]
    assert early.first == days_of_animation(builtin, episode=early.id)[0]


def test_an_animation_whose_first_day_is_after_its_last_is_wrong_usage(tiny_atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="the first day, 2001-01-04, is after the last"):
        days_of_animation(tiny_atlas, date(2001, 1, 4), date(2001, 1, 1))


def test_days_outside_the_episodes_are_left_out(builtin: Atlas) -> None:
    found = covered_days(builtin, date(2017, 3, 23), date(2018, 4, 19))
    assert ["2017-03-23", "2017-03-24", "2018-04-18", "2018-04-19"] == [str(day) for day in found]


def test_a_span_without_a_day_of_the_record_is_refused(builtin: Atlas) -> None:
    with pytest.raises(RequestError, match="no day from 2016-01-01 to 2016-12-31"):
        covered_days(builtin, date(2016, 1, 1), date(2016, 12, 31))


def test_an_animation_may_be_of_one_day(tiny_atlas: Atlas) -> None:
    assert days(3) == days_of_animation(tiny_atlas, date(2001, 1, 3), date(2001, 1, 3))


def test_more_days_than_one_file_can_have_maps_of_are_refused_with_the_limit() -> None:
    require_drawable(days(1) * 1000)
    with pytest.raises(RequestError, match=r"at most 1,000 days, not of 1,001; name fewer"):
        require_drawable(days(1) * 1001)


@pytest.mark.parametrize(
    ("write", "ending"),
    [
        (write_animation, ".gif"),
        (write_deck, ".pptx"),
        (write_handout, ".pdf"),
        (write_still, ".png"),
    ],
)
def test_each_output_of_many_days_has_the_limit(
    write: Callable[..., object], ending: str, tiny_atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match=r"at most (1,000|100) days, not of 1,001"):
        write(tiny_atlas, tmp_path / f"x{ending}", days=days(1) * 1001)
    assert [] == list(tmp_path.iterdir())


def test_a_picture_or_an_animation_of_too_many_pixels_is_refused_before_it_is_painted(
    tiny_atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.drawing.picture.PIXELS", 300_000)
    with pytest.raises(RequestError, match="pixels are more than the 300,000"):
        write_still(tiny_atlas, tmp_path / "x.png", days=days(1))
    with pytest.raises(RequestError, match="pixels are more than the 300,000"):
        write_animation(tiny_atlas, tmp_path / "x.gif", days=days(1, 2))
    assert [] == list(tmp_path.iterdir())
