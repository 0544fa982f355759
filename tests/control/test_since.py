"""Since when a state holds: by the atlas's rulings, and by the claims of an account."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from making import claim, day, episode, evidence, ruling

from frontmap.control.account import account_rulings
from frontmap.control.since import Since, since_in_account, since_in_atlas
from frontmap.control.timeline import build_timeline
from frontmap.days import parse_span
from frontmap.model import Claim, Confidence, Ruling

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def by_rulings(on: int, *rulings: Ruling, first: int = 1) -> Since:
    timeline = build_timeline(["north"], [episode(first, 9)], rulings)
    return since_in_atlas(timeline.at("north", day(on)), timeline)


def by_claims(on: int, *claims: Claim) -> Since:
    found = evidence(*claims)
    episodes = [episode(3, 9)]
    timeline = build_timeline(["north"], episodes, account_rulings("side:blue", found, episodes))
    return since_in_account(timeline.at("north", day(on)), timeline, found.claims)


def test_a_state_that_an_episode_opens_with_began_then_or_earlier() -> None:
    assert Since(day(1), or_earlier=True) == by_rulings(4, ruling(day(1)))


def test_a_state_that_comes_later_began_on_its_first_day() -> None:
    assert Since(day(3)) == by_rulings(4, ruling(day(1), "green"), ruling(day(3)))


def test_a_ruling_that_knows_the_beginning_of_an_opening_state_is_asked() -> None:
    known = ruling(day(1), began="2000-12-24")
    assert Since(day(1), began=parse_span("2000-12-24")) == by_rulings(4, known)


def test_a_vague_beginning_is_an_answer() -> None:
    vague = ruling(day(3), began="[2001-01-02..2001-01-03]")
    expected = Since(day(3), began=parse_span("[2001-01-02..2001-01-03]"))
    assert expected == by_rulings(4, ruling(day(1), "green"), vague)


@pytest.mark.parametrize("first", [1, 3])
def test_a_beginning_without_an_earliest_day_is_that_day_or_earlier(first: int) -> None:
    open_ended = ruling(day(first), began=f"..2001-01-0{first}")
    before = () if first == 1 else (ruling(day(1), "green"),)
    assert Since(day(first), or_earlier=True) == by_rulings(4, *before, open_ended)


def test_a_ruling_that_changes_only_how_sure_it_is_keeps_the_beginning() -> None:
    opening = ruling(day(1), began="2000-12-24")
    surer = ruling(day(3), confidence=Confidence.HIGH)
    assert Since(day(1), began=parse_span("2000-12-24")) == by_rulings(4, opening, surer)
    assert Since(day(1), or_earlier=True) == by_rulings(4, ruling(day(1)), surer)


def test_a_later_ruling_of_the_same_state_that_knows_the_beginning_is_believed_from_then_on() -> (
    None
):
    learned = ruling(day(3), began="2000-12-24")
    assert Since(day(1), or_earlier=True) == by_rulings(2, ruling(day(1)), learned)
    assert Since(day(1), began=parse_span("2000-12-24")) == by_rulings(4, ruling(day(1)), learned)


def test_the_beginning_of_a_state_that_ended_says_nothing_of_the_next() -> None:
    ended = ruling(day(1), "green", began="2000-12-24")
    assert Since(day(3)) == by_rulings(4, ended, ruling(day(3)))


def test_what_an_account_says_of_one_day_is_known_from_that_day() -> None:
    assert Since(day(3)) == by_claims(5, claim("a-1", "2001-01-03", "blue-paper", "blue"))
    assert Since(day(4)) == by_claims(5, claim("a-1", "2001-01-04", "blue-paper", "blue"))


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("..2001-01-04", 4),
        ("[2001-01-02..2001-01-04]", 4),
        ("2000-12-24/2001-01-05", 3),
    ],
)
def test_a_claim_that_reaches_further_back_says_that_day_or_earlier(
    written: str, first: int
) -> None:
    told = claim("a-1", written, "blue-paper", "blue")
    assert Since(day(first), or_earlier=True) == by_claims(5, told)


def test_what_an_account_says_lasts_from_a_day_began_on_it() -> None:
    assert Since(day(4)) == by_claims(
        5, claim("a-1", "2001-01-04/2001-01-06", "blue-paper", "blue")
    )


def test_an_account_that_says_the_same_again_keeps_the_beginning() -> None:
    first = claim("a-1", "..2001-01-03", "blue-paper", "blue")
    again = claim("a-2", "2001-01-05", "blue-paper", "blue")
    assert Since(day(3), or_earlier=True) == by_claims(6, first, again)


def test_days_of_which_an_account_says_nothing_are_silent_from_the_first() -> None:
    assert Since(day(3)) == by_claims(3, claim("a-1", "2001-01-05", "blue-paper", "blue"))


def test_the_gate_of_yarmouk_is_told_by_the_government_from_the_day_it_was_said(
    builtin: Atlas,
) -> None:
    opening = date(2015, 4, 1)
    account = builtin.account("side:government")
    assert Since(opening) == account.since(account.run("yarmouk-gate", opening))


def test_days_before_the_first_ruling_are_silent_from_the_first() -> None:
    assert Since(day(1), or_earlier=True) == by_rulings(1, ruling(day(3)))
