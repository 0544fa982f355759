from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.chosen_days import covered_days, days_of_animation, days_of_slides, opening_day
from frontmap.errors import RequestError

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_what_shows_one_day_shows_the_last_of_the_default_episode(builtin: Atlas) -> None:
    assert opening_day(builtin) == builtin.default_episode().last


def test_slides_show_the_days_on_which_something_changed(tiny_atlas: Atlas) -> None:
    assert days_of_slides(tiny_atlas) == tuple(date(2001, 1, day) for day in (2, 3, 4))


def test_an_animation_shows_every_day_of_the_default_episode(tiny_atlas: Atlas) -> None:
    assert days_of_animation(tiny_atlas) == tiny_atlas.days()


def test_days_outside_the_episodes_are_left_out(builtin: Atlas) -> None:
    days = covered_days(builtin, date(2017, 3, 23), date(2018, 4, 19))
    assert ["2017-03-23", "2017-03-24", "2018-04-18", "2018-04-19"] == [str(day) for day in days]


def test_a_span_without_a_day_of_the_record_is_refused(builtin: Atlas) -> None:
    with pytest.raises(RequestError, match="no day from 2016-01-01 to 2016-12-31"):
        covered_days(builtin, date(2016, 1, 1), date(2016, 12, 31))
