"""What pictures, decks and handouts are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from making import day

from frontmap.atlas import Atlas
from frontmap.model import NO_TEXT, Text
from frontmap.telling.headings import (
    entitled,
    method_of,
    subject_of,
    told_by_words,
    whole_credits,
)

JOBAR, YARMOUK = date(2017, 3, 20), date(2018, 5, 3)


def test_a_day_of_one_of_several_episodes_is_called_by_its_episode(builtin: Atlas) -> None:
    subject = subject_of([builtin.on(JOBAR)])
    assert subject == Text.of(en="Jobar and Qabun, March 2017", ar="جوبر والقابون، آذار 2017")


def test_the_one_episode_of_an_atlas_stands_after_its_title(tiny_atlas: Atlas) -> None:
    assert subject_of([tiny_atlas.on(day(1))]).exact("en") == "Three fields · The first week"


def test_several_episodes_stand_after_the_title_of_the_atlas(builtin: Atlas) -> None:
    days = [builtin.on(JOBAR), builtin.on(YARMOUK), builtin.on(YARMOUK)]
    assert subject_of(days).to("en") == (
        "Southern Damascus: who held what · Jobar and Qabun, March 2017 · "
        "Southern Damascus, April and May 2018"
    )


@pytest.mark.parametrize(
    "title",
    [NO_TEXT, Text.of(en="Three fields"), Text.of(en="The record", ar="السجل")],
)
def test_an_episode_whose_title_says_nothing_more_is_not_named(
    tiny_atlas: Atlas, title: Text
) -> None:
    record = tiny_atlas.record
    episodes = tuple(replace(episode, title=title) for episode in record.episodes)
    atlas = Atlas(replace(record, episodes=episodes))
    assert subject_of([atlas.on(day(1))]).exact("en") == "Three fields"


def test_a_title_has_every_day_and_whose_account_it_is(tiny_atlas: Atlas) -> None:
    told = tiny_atlas.account("side:blue")
    assert entitled([told.on(day(1)), told.on(day(3))], "en") == (
        "as told by: Blue party · Three fields · The first week: 1 January 2001 · 3 January 2001"
    )
    assert told_by_words(tiny_atlas, "en") == ""


def test_the_credits_name_the_atlas_where_the_heading_does_not(
    builtin: Atlas, tiny_atlas: Atlas
) -> None:
    said = whole_credits([builtin.on(JOBAR)], "en")
    assert said.startswith("Atlas: Southern Damascus: who held what · Source: frontmap")
    assert whole_credits([tiny_atlas.on(day(1))], "en").startswith("Source: Made up")


def test_the_method_follows_from_what_the_atlas_has(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, claims=(), sources=(), voices=(), has_seeds=False))
    of_bare = method_of(bare)
    assert "method.no_claims" in of_bare
    assert not {"method.ruling", "method.confidence"} & {*of_bare}
    assert {"method.ruling", "method.confidence"} < {*method_of(tiny_atlas)}
    assert method_of(tiny_atlas.account("side:blue"))[0] == "method.account"


def test_an_atlas_that_is_graded_without_a_claim_still_says_how(tiny_atlas: Atlas) -> None:
    silent = Atlas(replace(tiny_atlas.record, claims=()))
    assert {"method.no_claims", "method.confidence"} < {*method_of(silent)}
