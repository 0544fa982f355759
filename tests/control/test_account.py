from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making import VOICES, claim, day, episode, evidence, state

from frontmap.control.account import Dispute, account_rulings, account_voices, disputes
from frontmap.control.timeline import build_timeline
from frontmap.errors import RequestError
from frontmap.model import Claim, Control, Extent, Stance
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

BY_ID = {voice.id: voice for voice in VOICES}
BLANK = Control("", Status.NO_DATA)
UNKNOWN = state("unknown", Status.UNKNOWN)


def told(told_by: str, *claims: Claim, days: int = 6) -> list[Control]:
    """What an account says of the north on each day of one episode."""
    episodes = [episode(1, days)]
    rulings = account_rulings(told_by, evidence(*claims), episodes)
    timeline = build_timeline(["north"], episodes, rulings)
    return [timeline.at("north", on).control for on in timeline.days()]


def test_a_voice_is_meant_by_its_id_and_a_side_by_its_voices() -> None:
    assert ("almanac",) == account_voices("almanac", BY_ID)
    assert ("green-paper", "green-radio") == account_voices("side:green", BY_ID)


@pytest.mark.parametrize("name", ["", "side:", "side:yellow", "green", "Almanac"])
def test_a_voice_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    there = r"There are:\n  side:blue\n  side:green\n  side:red\n  .*almanac: "
    with pytest.raises(RequestError, match=f"(?s){there}"):
        account_voices(name, BY_ID)


def test_where_nothing_was_ever_said_the_map_is_blank() -> None:
    assert [BLANK] * 6 == told("almanac", claim("b-1", "2001-01-02", "blue-paper", "blue"))


def test_a_claim_stands_until_the_voice_says_otherwise() -> None:
    first = claim("a-1", "2001-01-02", "almanac", "blue")
    second = claim("a-2", "2001-01-04", "almanac", "green")
    other = claim("b-1", "2001-01-03", "blue-paper", "red")
    assert [BLANK, *[state("blue")] * 2, *[state("green")] * 3] == told(
        "almanac", first, second, other
    )


def test_a_claim_never_stands_beyond_its_episode() -> None:
    episodes = [episode(1, 2, "one"), episode(3, 4, "two")]
    claims = evidence(claim("a-1", "2001-01-02", "almanac", "blue"))
    timeline = build_timeline(["north"], episodes, account_rulings("almanac", claims, episodes))
    assert [BLANK, state("blue"), BLANK, BLANK] == [
        timeline.at("north", on).control for on in timeline.days()
    ]


def test_a_claim_of_before_the_episode_is_not_heard_in_it() -> None:
    episodes = [episode(3, 4)]
    claims = evidence(claim("a-1", "2001-01-02", "almanac", "blue"))
    assert () == account_rulings("almanac", claims, episodes)


def test_what_lasts_stands_from_its_first_day_or_the_episode_s() -> None:
    lasting = claim("a-1", "2001-01-03/2001-01-05", "almanac", "blue")
    assert [BLANK, BLANK, *[state("blue")] * 4] == told("almanac", lasting)
    since_before = claim("a-2", "2000-12-01/2001-01-02", "almanac", "blue")
    assert [state("blue")] * 6 == told("almanac", since_before)


def test_what_happened_on_some_day_of_several_is_sure_on_the_last_of_them() -> None:
    vague = claim("a-1", "[2001-01-02..2001-01-04]", "almanac", "blue")
    assert [*[BLANK] * 3, *[state("blue")] * 3] == told("almanac", vague)


def test_a_claim_about_a_part_makes_an_area_contested_and_never_held() -> None:
    part = claim("b-1", "2001-01-02", "blue-paper", "blue", extent=Extent.PART)
    assert state("unknown", Status.CONTESTED, "blue") == told("blue-paper", part)[1]
    before = claim("b-2", "2001-01-01", "blue-paper", "green")
    assert state("green", Status.CONTESTED, "blue") == told("blue-paper", before, part)[1]
    held = claim("b-3", "2001-01-01", "blue-paper", "blue")
    assert state("blue") == told("blue-paper", held, part)[1]


def test_a_share_of_several_areas_makes_each_of_them_contested() -> None:
    share = claim(
        "b-1", "2001-01-02", "blue-paper", "blue", share=(0.6, 0.7), areas=("north", "south")
    )
    assert state("unknown", Status.CONTESTED, "blue") == told("blue-paper", share)[1]


def test_a_part_of_several_areas_is_told_of_none_of_them() -> None:
    somewhere = claim(
        "b-1", "2001-01-02", "blue-paper", "blue", extent=Extent.PART, areas=("north", "south")
    )
    assert BLANK == told("blue-paper", somewhere)[1]


def test_a_departure_ends_a_holder_and_names_none() -> None:
    held = claim("a-1", "2001-01-02", "almanac", "green")
    left = claim("a-2", "2001-01-04", "almanac", "green", stance=Stance.LEFT)
    assert [BLANK, *[state("green")] * 2, *[UNKNOWN] * 3] == told("almanac", held, left)


def test_who_left_a_part_is_still_in_the_rest() -> None:
    held = claim("a-1", "2001-01-02", "almanac", "green")
    part = claim("a-2", "2001-01-04", "almanac", "green", stance=Stance.LEFT, extent=Extent.PART)
    assert [BLANK, *[state("green")] * 5] == told("almanac", held, part)


def test_a_departure_of_a_rival_leaves_the_holder_alone() -> None:
    contested = claim(
        "a-1", "2001-01-02", "almanac", "blue", status=Status.CONTESTED, rivals=("green",)
    )
    left = claim("a-2", "2001-01-04", "almanac", "green", stance=Stance.LEFT)
    assert state("blue") == told("almanac", contested, left)[3]


def test_a_departure_of_somebody_else_changes_nothing() -> None:
    held = claim("a-1", "2001-01-02", "almanac", "blue")
    left = claim("a-2", "2001-01-04", "almanac", "green", stance=Stance.LEFT)
    assert state("blue") == told("almanac", held, left)[3]


def test_on_one_day_the_departure_comes_before_the_arrival() -> None:
    arrived = claim("a-1", "2001-01-02", "almanac", "blue")
    left = claim("a-2", "2001-01-02", "almanac", "green", stance=Stance.LEFT)
    assert state("blue") == told("almanac", arrived, left)[1]


def test_where_voices_of_one_side_differ_on_a_day_the_area_is_contested_and_listed() -> None:
    one = claim("b-1", "2001-01-02", "blue-paper", "blue")
    other = claim("c-1", "2001-01-02", "blue-radio", "green")
    assert state("blue", Status.CONTESTED, "green") == told("side:blue", one, other)[1]
    assert (Dispute("north", day(2), ("b-1", "c-1")),) == disputes(
        "side:blue", evidence(one, other), [episode(1, 6)]
    )


def test_voices_of_one_side_that_agree_dispute_nothing() -> None:
    one = claim("b-1", "2001-01-02", "blue-paper", "blue")
    other = claim("c-1", "2001-01-02", "blue-radio", "blue", extent=Extent.PART)
    assert () == disputes("side:blue", evidence(one, other), [episode(1, 6)])
    assert state("blue") == told("side:blue", one, other)[1]


def test_what_the_voice_itself_corrected_is_not_told() -> None:
    wrong = claim("b-1", "2001-01-02", "blue-paper", "blue")
    right = claim("b-2", "2001-01-03", "blue-paper", "green", stance=Stance.CORRECTS, about="b-1")
    assert [BLANK, BLANK, *[state("green")] * 4] == told("blue-paper", wrong, right)


def test_a_claim_that_settles_nothing_is_not_told() -> None:
    assert [BLANK] * 6 == told("almanac", claim("a-1", "2001-01-02", "almanac"))


def test_an_account_is_not_graded(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("side:green")
    confidences = {run.control.confidence for of in account.timeline.runs.values() for run in of}
    assert {None} == confidences


def test_green_s_account_of_the_tiny_atlas_is_the_one_worked_out_by_hand(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("side:green")
    told_on = [
        {area: c.holder for area, c in account.on(on).controls.items() if c.holder}
        for on in account.days()
    ]
    assert [
        {},
        {},
        {"southeast": "blue"},
        {"southwest": "unknown", "southeast": "blue"},
    ] == told_on


def test_a_departure_of_the_only_party_that_was_named_leaves_nobody_known() -> None:
    part = claim("a-1", "2001-01-02", "almanac", "green", extent=Extent.PART)
    left = claim("a-2", "2001-01-04", "almanac", "green", stance=Stance.LEFT)
    inside = state("unknown", Status.CONTESTED, "green")
    assert [BLANK, inside, inside, UNKNOWN, UNKNOWN, UNKNOWN] == told("almanac", part, left)


def test_a_claim_about_a_part_that_names_nobody_leaves_the_map_as_it_was() -> None:
    part = claim("a-1", "2001-01-02", "almanac", status=Status.CONTESTED, extent=Extent.PART)
    assert [BLANK] * 6 == told("almanac", part)
    whole = claim("a-2", "2001-01-01", "almanac", "blue")
    assert [state("blue")] * 6 == told("almanac", whole, part)


def test_an_account_s_rulings_cite_the_claims_of_their_day_in_the_order_of_their_ids() -> None:
    claims = (
        claim("a-2", "2001-01-02", "green-radio", "blue"),
        claim("a-1", "2001-01-02", "green-paper", "blue"),
        claim("a-3", "2001-01-03", "green-paper", "blue"),
    )
    rulings = account_rulings("side:green", evidence(*claims), [episode(1, 6)])
    assert [(day(2), ("a-1", "a-2")), (day(3), ("a-3",))] == [
        (ruling.since, ruling.evidence) for ruling in rulings
    ]
    assert {None} == {ruling.began for ruling in rulings}


def test_the_last_status_that_is_said_on_a_day_counts() -> None:
    claims = (
        claim("a-1", "2001-01-02", "almanac", "blue", status=Status.SHARED, rivals=("red",)),
        claim("a-2", "2001-01-02", "almanac", "blue", status=Status.EVACUATING),
    )
    assert state("blue", Status.EVACUATING) == told("almanac", *claims)[1]
    assert state("blue", Status.SHARED, "red") == told("almanac", claims[0])[1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("BLUE PAPER", "blue-paper"), ("blue-papr", "blue-paper"), ("side:gren", "side:green")],
)
def test_the_voice_that_is_probably_meant_is_named(written: str, meant: str) -> None:
    with pytest.raises(RequestError, match=rf"did you mean {meant}\? There are:"):
        account_voices(written, BY_ID)


def test_a_name_like_no_other_means_none() -> None:
    with pytest.raises(RequestError, match=r"no voice or side 'zzz' in this atlas\. There are:"):
        account_voices("zzz", BY_ID)


def test_a_part_beside_a_whole_is_no_dispute() -> None:
    claims = (
        claim("a-1", "2001-01-02", "green-paper", "green"),
        claim("b-1", "2001-01-02", "green-radio", "blue", extent=Extent.PART),
    )
    assert () == disputes("side:green", evidence(*claims), [episode(1, 6)])


def test_disputes_come_in_the_order_of_days() -> None:
    claims = (
        claim("a-1", "2001-01-05", "green-paper", "green"),
        claim("a-2", "2001-01-05", "green-radio", "blue"),
        claim("a-3", "2001-01-02", "green-paper", "green"),
        claim("a-4", "2001-01-02", "green-radio", "red"),
    )
    assert (
        Dispute("north", day(2), ("a-3", "a-4")),
        Dispute("north", day(5), ("a-1", "a-2")),
    ) == disputes("side:green", evidence(*claims), [episode(1, 6)])


def test_a_part_of_what_was_said_to_be_unknown_says_nothing_of_the_rest() -> None:
    unclear = claim("a-1", "2001-01-02", "almanac", "blue", status=Status.UNKNOWN)
    part = claim("a-2", "2001-01-03", "almanac", "red", extent=Extent.PART)
    assert state("unknown", Status.CONTESTED, "red") == told("almanac", unclear, part)[2]


def test_those_who_hold_parts_are_named_in_alphabetical_order() -> None:
    whole = claim("a-1", "2001-01-01", "almanac", "red")
    parts = [
        claim(f"a-{number}", f"2001-01-0{number}", "almanac", holder, extent=Extent.PART)
        for number, holder in enumerate(["moss", "green", "blue", "yellow"], start=2)
    ]
    expected = state("red", Status.CONTESTED, "blue", "green", "moss", "yellow")
    assert expected == told("almanac", whole, *parts)[5]
