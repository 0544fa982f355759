from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from making import with_events

from frontmap.days import parse_span
from frontmap.model import (
    NO_TEXT,
    Area,
    Confidence,
    Control,
    Episode,
    Extent,
    Source,
    Text,
    published_by,
    web_host,
)
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


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


@pytest.mark.parametrize(
    ("own", "updated", "published", "by"),
    [
        ("2018-05-04", "2018-05-22", "2018-05-01", date(2018, 5, 4)),
        ("", "2018-05-22", "2018-05-01", date(2018, 5, 22)),
        ("", "", "2018-05-01", date(2018, 5, 1)),
        ("", "", "", None),
        ("2018-05", "", "", date(2018, 5, 31)),
        ("", "[2018-05-04..2018-05-06]", "", date(2018, 5, 6)),
        ("", "", "2018-05-10~", date(2018, 5, 13)),
        ("", "", "[2018-05-10,2018-05-12]", date(2018, 5, 12)),
    ],
)
def test_a_claim_is_published_by_the_last_day_of_its_own_else_of_its_source_s_last_change(
    tiny_atlas: Atlas, own: str, updated: str, published: str, by: date | None
) -> None:
    spans = [parse_span(text) if text else None for text in (own, updated, published)]
    claim = replace(tiny_atlas.claims["gazette-1"], published=spans[0])
    source = replace(tiny_atlas.sources["gazette"], updated=spans[1], published=spans[2])
    assert by == published_by(claim, source)


@pytest.mark.parametrize(
    ("title", "described"),
    [
        ("[A map of the fields]", True),
        ("A map of the fields", False),
        ("[Sic] a map", False),
        ("A map [sic]", False),
        ("", False),
    ],
)
def test_a_title_in_square_brackets_is_a_description(
    tiny_atlas: Atlas, title: str, *, described: bool
) -> None:
    assert described is replace(tiny_atlas.sources["gazette"], title=title).described


def test_an_episode_shows_the_areas_of_its_groups_or_all(tiny_atlas: Atlas) -> None:
    (episode,), area = tiny_atlas.episodes, tiny_atlas.areas["north"]
    assert episode.shows(area)
    assert not replace(episode, groups=("others",)).shows(area)
    assert replace(episode, groups=()).shows(replace(area, group=""))


def test_a_source_is_linked_by_the_host_that_one_reads() -> None:
    def source(url: str) -> Source:
        return Source("s", "T", "", "", None, None, "", "", url, "")

    assert ["example.org", "a.example.org:8080", "", ""] == [
        source(url).host
        for url in (
            "https://www.example.org/a/b?c", "http://a.example.org:8080", "javascript:x", "",
        )
    ]  # fmt: skip


def test_an_event_is_pinned_where_its_day_and_its_place_are_sure(tiny_atlas: Atlas) -> None:
    sure, vague, _ = with_events(tiny_atlas.record).claims[-3:]
    assert (sure.spot, sure.pinned) == ((3.005, 0.005), True)
    assert not vague.pinned
    assert replace(sure, date=parse_span("2001-01-02/2001-01-03")).pinned
    assert not replace(sure, extent=Extent.WHOLE).pinned
    assert not replace(sure, lon=None).pinned


def test_a_record_has_no_evidence_where_its_claims_are_events_alone(tiny_atlas: Atlas) -> None:
    record = with_events(tiny_atlas.record)
    events = record.claims[-3:]
    uncited = tuple(replace(ruling, evidence=()) for ruling in record.rulings)
    assert [r.reports_events for r in (record, tiny_atlas.record)] == [True, False]
    assert record.has_evidence
    assert not replace(record, claims=events, rulings=uncited).has_evidence
    assert replace(record, claims=events).has_evidence
    assert replace(record, claims=(), rulings=uncited).has_evidence
    assert not replace(record, has_seeds=False).has_evidence


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org", "example.org"),
        ("http://www.example.org:8080/a b?c#d", "www.example.org:8080"),
        ("https://example.org./en/?p=1@2", "example.org."),
        ("https://[::1]/", "[::1]"),
        ("https://مثال.example/خبر", "مثال.example"),
        ("https://www.example.org@other.example/", ""),
        ("https://www.example.org:word@other.example/", ""),
        ("https://example.org\\@other.example", ""),
        ("https://example.org/\u202egnp.exe", ""),
        ("https://exam\u00adple.org/", ""),
        ("https:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_address_of_the_web_leads_to_the_host_that_people_read(url: str, host: str) -> None:
    assert host == web_host(url)
