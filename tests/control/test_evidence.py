from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from making import claim, day, evidence, ruling, run, state

from frontmap.control.evidence import claim_control, contradicts
from frontmap.model import NO_DATA, Claim, Control, Extent, Stance
from frontmap.statuses import Status

CONTESTED = Status.CONTESTED
PART = Extent.PART


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("blue")),
        (
            claim(
                "a-1", "2001-01-01", "almanac", "blue", status=CONTESTED, rivals=("red", "green")
            ),
            state("blue", CONTESTED, "green", "red"),
        ),
        (
            claim("a-1", "2001-01-01", "almanac", status=CONTESTED, rivals=("blue",)),
            state("unknown", CONTESTED, "blue"),
        ),
        (
            claim("a-1", "2001-01-01", "almanac", "blue", extent=PART),
            state("unknown", CONTESTED, "blue"),
        ),
        (
            claim(
                "a-1", "2001-01-01", "almanac", "blue", share=(0.6, 0.7), areas=("north", "south")
            ),
            state("unknown", CONTESTED, "blue"),
        ),
        (
            claim(
                "a-1",
                "2001-01-01",
                "almanac",
                "green",
                extent=PART,
                status=Status.SHARED,
                rivals=("blue",),
            ),
            state("unknown", CONTESTED, "blue", "green"),
        ),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT), None),
        (claim("a-1", "2001-01-01", "almanac"), None),
    ],
)
def test_believing_a_claim_settles_who_is_there(told: Claim, expected: Control | None) -> None:
    assert expected == claim_control(told)


@pytest.mark.parametrize(
    ("told", "ruled", "cannot_both_be_right"),
    [
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("green"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("unknown", Status.UNKNOWN), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue"), NO_DATA, "no"),
        (claim("a-1", "2001-01-01", "almanac", status=Status.UNKNOWN), state("blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("green", CONTESTED, "blue"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue"), state("blue", CONTESTED, "green"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", status=CONTESTED, rivals=("green",)),
         state("green", CONTESTED, "blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", status=CONTESTED, rivals=("green",)),
         state("blue"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", extent=PART), state("green"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", extent=PART),
         state("green", CONTESTED, "blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", extent=PART), state("blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", share=(0.5, 0.5)), state("green"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT), state("blue"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT, extent=PART),
         state("blue"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT),
         state("green", CONTESTED, "blue"), "yes"),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT),
         state("blue", Status.EVACUATING), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", stance=Stance.LEFT), state("green"), "no"),
        (claim("a-1", "2001-01-01", "almanac", "blue", share=(0.5, 0.5), areas=("north", "south")),
         state("green"), "no"),
        (claim("a-1", "2001-01-01", "almanac"), state("blue"), "no"),
    ],
)  # fmt: skip
def test_a_claim_contradicts_a_state_by_who_it_says_is_there(
    told: Claim, ruled: Control, cannot_both_be_right: str
) -> None:
    assert (cannot_both_be_right == "yes") is contradicts(told, ruled)


BLUE_SAYS_BLUE = claim("bp-1", "2001-01-02", "blue-paper", "blue")
BLUE_RADIO_SAYS_BLUE = claim("br-1", "2001-01-02", "blue-radio", "blue")
BLUE_SAYS_PART = claim("bp-2", "2001-01-02", "blue-paper", "blue", extent=PART)
GREEN_SAYS_BLUE = claim("gp-1", "2001-01-02", "green-paper", "blue")
GREEN_SAYS_GREEN = claim("gp-2", "2001-01-02", "green-paper", "green")
GREEN_SAYS_GREEN_LEFT = claim("gp-3", "2001-01-02", "green-paper", "green", stance=Stance.LEFT)
BLUE_SAYS_GREEN_LEFT = claim("bp-3", "2001-01-02", "blue-paper", "green", stance=Stance.LEFT)
ALMANAC_SAYS_BLUE = claim("al-1", "2001-01-02", "almanac", "blue")
TRAVELLER_SAYS_BLUE = claim("tr-1", "2001-01-02", "traveller", "blue")
RED_SAYS_BLUE = claim("rp-1", "2001-01-02", "red-paper", "blue")
BLUE_DENIES_GREEN = claim(
    "bp-4", "2001-01-02", "blue-paper", stance=Stance.DENIES, about="gp-2"
)  # fmt: skip


def test_the_claims_of_an_area_come_by_date() -> None:
    early = claim("zz-1", "2001-01-01", "almanac", "blue")
    found = evidence(ALMANAC_SAYS_BLUE, early)
    assert (early, ALMANAC_SAYS_BLUE) == found.on_area("north")
    assert () == found.on_area("south")


def test_claims_that_say_otherwise_and_may_be_of_a_day_of_the_run_are_listed_in_order() -> None:
    within = claim("gp-1", "2001-01-04", "green-paper", "green")
    vague = claim("gp-2", "[2001-01-01..2001-01-03]", "green-paper", "green")
    before = claim("gp-3", "2001-01-02", "green-paper", "green")
    held = run(3, 6, state("blue"))
    found = evidence(within, vague, before)
    assert (vague, within) == found.disagreeing(held)
    assert (vague,) == found.disagreeing(held, beside=["gp-1"])


def test_a_claim_that_agrees_or_settles_nothing_does_not_say_otherwise() -> None:
    silent = claim("gp-3", "2001-01-04", "green-paper")
    assert () == evidence(silent, BLUE_SAYS_BLUE).disagreeing(run(1, 6, state("blue")))


def test_a_denial_says_otherwise_of_what_it_denies() -> None:
    found = evidence(GREEN_SAYS_GREEN, BLUE_DENIES_GREEN)
    assert (BLUE_DENIES_GREEN,) == found.disagreeing(run(1, 6, state("green")))
    assert (GREEN_SAYS_GREEN,) == found.disagreeing(run(1, 6, state("blue")))


def test_who_denies_that_a_party_leaves_does_not_deny_that_it_is_there() -> None:
    leaving = claim("gp-9", "2001-01-02", "green-paper", "green", status=Status.EVACUATING)
    denial = claim("bp-9", "2001-01-02", "blue-paper", stance=Stance.DENIES, about="gp-9")
    found = evidence(leaving, denial)
    assert () == found.disagreeing(run(1, 6, state("green")))
    assert (denial,) == found.disagreeing(run(1, 6, state("green", Status.EVACUATING)))


def test_the_nearest_evidence_is_the_last_up_to_the_day_and_the_first_after_it() -> None:
    claims = [claim(f"a-{n}", f"2001-01-0{n}", "almanac", "blue") for n in (1, 3, 5, 7)]
    found = evidence(*claims, claim("b-1", "2001-01-04", "almanac"))
    assert (claims[1], claims[2]) == found.nearest("north", day(4))
    assert (claims[1], claims[2]) == found.nearest("north", day(3))
    assert (claims[3], None) == found.nearest("north", day(9))
    assert (None, None) == found.nearest("south", day(9))


def test_the_claims_of_a_day_come_by_voice_without_what_lasts_or_is_open() -> None:
    on = claim("z-1", "2001-01-03", "blue-paper", "blue")
    about = claim("a-1", "2001-01-02~", "almanac", "blue")
    lasting = claim("a-2", "2001-01-01/2001-01-09", "almanac", "blue")
    before = claim("a-3", "..2001-01-09", "almanac", "blue")
    assert (about, on) == evidence(on, about, lasting, before).on_day(day(3))


def test_a_date_of_more_than_a_month_is_of_each_of_its_days_and_only_of_them() -> None:
    vague = claim("a-1", "[2001-01-02..2001-02-20]", "almanac", "blue")
    found = evidence(vague)
    assert [(), (vague,), (vague,), (vague,), ()] == [
        found.on_day(on) for on in (day(1), day(2), day(31), date(2001, 2, 20), date(2001, 2, 21))
    ]


def test_days_that_a_date_chooses_from_are_the_only_ones_however_far_apart() -> None:
    for last in ("2001-01-09", "2001-03-09"):
        choice = claim("a-1", f"[2001-01-02,{last}]", "almanac", "blue")
        found = evidence(choice)
        assert [(choice,), (), (choice,)] == [
            found.on_day(on) for on in (day(2), day(3), date.fromisoformat(last))
        ]


def test_a_date_of_a_month_is_of_each_of_its_days() -> None:
    monthly = claim("a-1", "2001-01", "almanac", "blue")
    exactly = claim("a-2", "[2001-01-01..2001-02-01]", "almanac", "blue")
    longer = claim("a-3", "[2001-01-01..2001-02-02]", "almanac", "blue")
    found = evidence(monthly, exactly, longer)
    assert (monthly, exactly, longer) == found.on_day(day(1)) == found.on_day(day(31))
    assert (exactly, longer) == found.on_day(date(2001, 2, 1))
    assert (longer,) == found.on_day(date(2001, 2, 2))


def test_a_claim_without_an_earliest_day_says_otherwise_of_runs_it_may_reach() -> None:
    undated = claim("g-1", "..2001-01-04", "green-paper", "green")
    found = evidence(undated)
    assert (undated,) == found.disagreeing(run(1, 9, state("blue")))
    assert () == found.disagreeing(run(20, 31, state("blue")))


def test_a_claim_of_another_area_or_of_none_says_otherwise_of_no_area_though_it_is_cited() -> None:
    elsewhere = claim("g-1", "2001-01-02", "green-paper", "green", areas=("south",))
    nowhere = claim("g-2", "2001-01-02", "green-paper", "green", areas=())
    cites = run(1, 9, state("blue"), of=ruling(day(1), evidence=("g-1", "g-2")))
    assert () == evidence(elsewhere, nowhere).disagreeing(cites)


def test_a_denial_of_a_claim_that_is_not_there_says_nothing() -> None:
    denial = claim("g-1", "2001-01-02", "green-paper", stance=Stance.DENIES, about="b-9")
    assert () == evidence(denial).disagreeing(run(1, 9, state("blue")))


def test_an_event_is_found_on_each_day_that_it_may_be_of() -> None:
    def event(number: int, days: str) -> Claim:
        return replace(claim(f"a-{number}", days, "almanac"), lon=3.0, lat=0.0)

    told = evidence(
        event(1, "2001-01-02"),
        event(2, "2001-01-01/2001-01-02"),
        event(3, "[2001-01-02,2001-01-04]"),
        event(4, "..2001-01-03"),
        claim("a-5", "2001-01-02", "almanac"),
    )
    on = {number: [c.id for c in told.events_on(day(number))] for number in (1, 2, 3, 4)}
    assert on == {1: ["a-2"], 2: ["a-1", "a-2", "a-3"], 3: [], 4: ["a-3"]}


def test_a_claim_that_lasts_is_evidence_on_each_of_its_days() -> None:
    lasting = claim("a-1", "2001-01-02/2001-01-08", "almanac", "blue")
    later = claim("a-2", "2001-01-05", "almanac", "blue")
    found = evidence(lasting, later)
    assert [
        (None, lasting),
        (lasting, later),
        (lasting, None),
        (lasting, None),
        (lasting, None),
    ] == [found.nearest("north", day(number)) for number in (1, 3, 5, 6, 9)]
