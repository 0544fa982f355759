from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.days import (
    ABOUT_DAYS,
    Span,
    day_after,
    day_before,
    days_between,
    parse_day,
    parse_span,
    shifted,
)

some_days = st.dates(min_value=date(1000, 1, 10), max_value=date(9000, 12, 20))
two_days = st.tuples(some_days, some_days).map(sorted)

written_spans = st.one_of(
    some_days.map(date.isoformat),
    some_days.map(lambda day: day.isoformat()[:7]),
    some_days.map(lambda day: f"{day}~"),
    some_days.map(lambda day: f"..{day}"),
    two_days.map(lambda days: f"[{days[0]}..{days[1]}]"),
    two_days.map(lambda days: f"{days[0]}/{days[1]}"),
    st.lists(some_days, min_size=1, max_size=4).map(lambda days: f"[{','.join(map(str, days))}]"),
)


def test_a_day_is_read_as_it_is_written() -> None:
    assert date(2018, 5, 3) == parse_day("2018-05-03")


@pytest.mark.parametrize(
    "text",
    ["", "2018-5-3", "2018-02-30", "20180503", "2018-W18-4", "3 May 2018", "2018-05-03T00:00",
     " 2018-05-03", "2018-05-03\n", "٢٠١٨-٠٥-٠٣"],
)  # fmt: skip
def test_what_is_no_calendar_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-05-03", date(2018, 5, 3), date(2018, 5, 3)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018-04-20~", date(2018, 4, 17), date(2018, 4, 23)),
        ("..2018-04-18", None, date(2018, 4, 18)),
        ("[2018-04-28..2018-04-30]", date(2018, 4, 28), date(2018, 4, 30)),
        ("[2018-05-13,2018-05-06]", date(2018, 5, 6), date(2018, 5, 13)),
        ("2018-04-20/2018-05-04", date(2018, 4, 20), date(2018, 5, 4)),
    ],
)
def test_a_vague_date_spans_the_days_that_it_may_mean(
    text: str, first: date | None, last: date
) -> None:
    span = parse_span(text)
    assert (first, last) == (span.first, span.last)


@pytest.mark.parametrize(
    "text",
    ["", "2018", "2018-13", "2018-00", "yesterday", "2018-05-03?", "[2018-05-03", "[]", "..",
     "[..2018-05-03]", "[2018-05-03..2018-05-01]", "2018-05-04/2018-05-03", "2018-05-04/",
     "2018-05~", "2018-02-30~", "[2018-05-03,]", "2018-05-01/2018-05-02/2018-05-03",
     "٢٠١٨-٠٥", "0000-05", "0001-01-01~", "9999-12-31~"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2018-13", "'2018-13' has no such month"),
        ("9999-12-31~", "'9999-12-31~' goes past the end of the calendar"),
        ("2018-05-03..", "'2018-05-03..' is no date: write"),
        ("[2018-05-03", "'[2018-05-03' is no date: write"),
        ("2018-05-03]", "'2018-05-03]' is no date: write"),
        ("2018-05-01/2018-05-02/2018-05-03", "'2018-05-02/2018-05-03' is not a day"),
        ("[2018-05-01..2018-05-02..2018-05-03]", "'2018-05-02..2018-05-03' is not a day"),
        ("2018-05-04/2018-05-03", "'2018-05-04/2018-05-03' ends before it begins"),
    ],
)
def test_a_refusal_names_the_text_and_what_is_wrong_with_it(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parse_span(text)


@given(written_spans)
def test_a_date_comes_back_as_it_was_written(text: str) -> None:
    assert text == str(parse_span(text))


@given(written_spans, some_days)
def test_a_span_covers_only_days_at_no_distance(text: str, day: date) -> None:
    span = parse_span(text)
    if span.covers(day):
        assert span.distance(day) == 0
        assert span.overlaps(day, day)


@given(written_spans, st.integers(-40, 40))
def test_the_distance_is_counted_in_days_from_the_nearest_end(text: str, offset: int) -> None:
    span = parse_span(text)
    day = span.last + timedelta(days=offset)
    steps = next(
        count
        for count in range(41)
        if any(
            span.overlaps(moved, moved)
            for moved in (day - timedelta(days=count), day + timedelta(days=count))
        )
    )
    assert steps == span.distance(day)


def test_about_a_day_is_three_days_either_way() -> None:
    assert ABOUT_DAYS == 3
    assert parse_span("2018-04-20~").covers(date(2018, 4, 23))
    assert not parse_span("2018-04-20~").covers(date(2018, 4, 24))


def test_one_of_two_days_does_not_cover_the_days_between() -> None:
    span = parse_span("[2018-05-06,2018-05-13]")
    assert [date(2018, 5, 6), date(2018, 5, 13)] == [
        day for day in days_between(date(2018, 5, 1), date(2018, 5, 20)) if span.covers(day)
    ]


@pytest.mark.parametrize("text", ["2018-05", "[2018-05-01..2018-05-31]", "2018-05-01/2018-05-31"])
def test_a_span_covers_its_ends_and_no_day_beyond_them(text: str) -> None:
    span = parse_span(text)
    assert span.covers(date(2018, 5, 1))
    assert span.covers(date(2018, 5, 31))
    assert not span.covers(date(2018, 4, 30))
    assert not span.covers(date(2018, 6, 1))


def test_only_what_lasts_is_said_to_last() -> None:
    assert parse_span("2018-04-20/2018-05-04").lasts
    assert not parse_span("[2018-04-20..2018-05-04]").lasts
    assert not parse_span("2018-04-20").lasts


def test_a_beginning_that_is_open_covers_every_day_up_to_its_end() -> None:
    span = parse_span("..2018-04-18")
    assert span.covers(date(1, 1, 1))
    assert not span.covers(date(2018, 4, 19))
    assert not span.exact


def test_only_one_day_is_exact() -> None:
    assert parse_span("2018-04-18").exact
    assert parse_span("[2018-04-18]").exact
    assert not parse_span("2018-04").exact


def test_a_span_is_a_value() -> None:
    day = date(2018, 4, 18)
    assert Span("2018-04-18", day, day) == parse_span("2018-04-18")
    with pytest.raises(FrozenInstanceError):
        parse_span("2018-04-18").last = date(2018, 4, 19)  # type: ignore[misc]


def test_the_day_after_is_the_next_one_even_past_the_end_of_a_year() -> None:
    assert date(2018, 5, 4) == day_after(date(2018, 5, 3))
    assert date(2019, 1, 1) == day_after(date(2018, 12, 31))


def test_the_last_day_of_the_calendar_is_followed_by_itself() -> None:
    assert date.max == day_after(date.max) == shifted(date(9999, 12, 28), 7)


def test_the_first_day_of_the_calendar_comes_after_itself() -> None:
    assert date.min == day_before(date.min) == shifted(date(1, 1, 4), -7)


@given(two_days)
def test_a_day_shifted_by_the_days_between_is_the_other(days: list[date]) -> None:
    one, other = days
    assert other == shifted(one, (other - one).days)


@given(two_days)
def test_days_between_takes_in_both_ends(days: list[date]) -> None:
    first, last = days[0], min(days[1], days[0] + timedelta(days=400))
    between = list(days_between(first, last))
    assert (first, last) == (between[0], between[-1])
    assert len(between) == (last - first).days + 1


def test_no_day_lies_between_an_end_and_a_later_beginning() -> None:
    assert list(days_between(date(2018, 5, 3), date(2018, 5, 2))) == []
