"""Instants and the zones in which they have their day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.importing.date_texts import Clock
from frontmap.importing.instants import day_there, zone_named, zones_to_choose


@pytest.mark.parametrize(
    ("name", "hours"), [("+03:00", 3), ("-0530", -5.5), ("UTC+3", 3), ("UTC", 0), ("GMT-2", -2)]
)
def test_a_zone_may_be_an_offset(name: str, hours: float) -> None:
    zone = zone_named(name)
    assert zone is not None
    assert timedelta(hours=hours) == zone.utcoffset(datetime(2018, 5, 1))


@pytest.mark.parametrize("name", ["Damascus", "+99:00", "../zoneinfo", "", "Asia"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2099, 12, 30)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["Asia/Damascus", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"]),
)
def test_the_day_of_any_instant_in_any_zone_is_that_of_zoneinfo(
    written: datetime, minutes: int, name: str
) -> None:
    ahead = timedelta(minutes=minutes)
    instant = written.replace(tzinfo=timezone(ahead))
    clock = Clock(written - datetime.combine(written.date(), time()), ahead)
    expected = instant.astimezone(ZoneInfo(name)).date()
    assert expected == day_there(written.date(), clock, ZoneInfo(name))


def test_the_instant_that_is_asked_about_is_one_whose_day_depends_on_its_zone() -> None:
    noon, night = Clock(timedelta(hours=12), timedelta()), Clock(timedelta(hours=22), timedelta())
    found = zones_to_choose({"noon": (date(2018, 5, 1), noon), "night": (date(2018, 5, 1), night)})
    assert ("night", "Asia/Damascus (then 2018-05-02) or UTC (2018-05-01)") == found


def test_the_zone_in_which_an_instant_is_written_is_offered() -> None:
    clock = Clock(timedelta(hours=23), timedelta(hours=-5))
    _, senses = zones_to_choose({"x": (date(2018, 5, 1), clock)})
    assert "Asia/Damascus (then 2018-05-02) or -05:00 (2018-05-01)" == senses


def test_utc_is_the_zone_of_midnights_in_utc() -> None:
    assert date(2018, 5, 1) == day_there(date(2018, 5, 1), Clock(timedelta(), timedelta()), UTC)
