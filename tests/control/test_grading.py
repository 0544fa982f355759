from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making import ACTORS, VOICES, claim, day, ruling, run, state

from frontmap.control.evidence import Evidence
from frontmap.control.grading import NO_GROUNDS, Grade, Grader, Grounds, told_grounds
from frontmap.model import (
    Confidence,
    Extent,
    Relation,
    RelationKind,
    Ruling,
    Stance,
    Text,
    Voice,
)
from frontmap.relations import Hostility
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.model import Claim

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
ASSUMED = Confidence.ASSUMED
CONTESTED, EVACUATING = Status.CONTESTED, Status.EVACUATING
LEFT, PART = Stance.LEFT, Extent.PART

#: The share of the ground: the north is three quarters of it.
KM2 = {"north": 3.0, "south": 1.0}
#: On the 2nd, what each voice says of the north.
BLUE_SAYS_BLUE = claim("bp-1", "2001-01-02", "blue-paper", "blue")
BLUE_RADIO_SAYS_BLUE = claim("br-1", "2001-01-02", "blue-radio", "blue")
BLUE_SAYS_PART = claim("bp-2", "2001-01-02", "blue-paper", "blue", extent=PART)
BLUE_SAYS_GREEN_LEFT = claim("bp-3", "2001-01-02", "blue-paper", "green", stance=LEFT)
GREEN_SAYS_BLUE = claim("gp-1", "2001-01-02", "green-paper", "blue")
GREEN_SAYS_BLUE_PART = claim("gp-5", "2001-01-02", "green-paper", "blue", extent=PART)
GREEN_SAYS_GREEN = claim("gp-2", "2001-01-02", "green-paper", "green")
GREEN_SAYS_GREEN_LEFT = claim("gp-3", "2001-01-02", "green-paper", "green", stance=LEFT)
GREEN_SAYS_GREEN_LEAVES = claim("gp-4", "2001-01-02", "green-paper", "green", status=EVACUATING)
RED_SAYS_BLUE = claim("rp-1", "2001-01-02", "red-paper", "blue")
RED_SAYS_GREEN = claim("rp-2", "2001-01-02", "red-paper", "green")
ALMANAC_SAYS_BLUE = claim("al-1", "2001-01-02", "almanac", "blue")
ALMANAC_SAYS_PART = claim("al-2", "2001-01-02", "almanac", "blue", extent=PART)
ALMANAC_SAYS_GREEN = claim("al-3", "2001-01-01", "almanac", "green")
ALMANAC_SAYS_GREEN_LEFT = claim("al-4", "2001-01-02", "almanac", "green", stance=LEFT)
TRAVELLER_SAYS_BLUE = claim("tr-1", "2001-01-02", "traveller", "blue")
TRAVELLER_SAYS_GREEN = claim("tr-2", "2001-01-01", "traveller", "green")
TRAVELLER_REPEATS = claim(
    "tr-3", "2001-01-02", "traveller", "blue", stance=Stance.REPEATS, about="al-1"
)
RUMOUR_SAYS_BLUE = claim("ru-1", "2001-01-02", "rumour", "blue")
ALMANAC_NAMES_NO_AREA = claim("al-5", "2001-01-02", "almanac", "blue", areas=())
ALMANAC_SAYS_NOTHING = claim("al-6", "2001-01-02", "almanac")

#: On the 1st the north is green's.
WAS_GREEN = ruling(day(1), "green", evidence=("al-3",))


def judged(
    claims: Sequence[Claim], *rulings: Ruling, relations: Sequence[Relation] = ()
) -> list[Grounds]:
    """What rulings of the north stand on, each in its run until the next one or the 9th."""
    ends = [*(after.since for after in rulings[1:]), day(10)]
    runs = [
        run(
            one.since.day,
            end.day - 1,
            state(one.holder, one.status, *one.rivals) if one.holder else state("", one.status),
            of=one,
        )
        for one, end in zip(rulings, ends, strict=True)
    ]
    return grader(claims, relations).grounds(runs)


def grader(claims: Sequence[Claim], relations: Sequence[Relation] = ()) -> Grader:
    hostility = Hostility(ACTORS, relations, "e")
    days = {day(number): hostility for number in range(1, 10)}
    return Grader(Evidence(claims, VOICES), days, lambda _: KM2)


def cites(one: Ruling, claims: Sequence[Claim]) -> Ruling:
    return ruling(
        one.since, one.holder, one.status, one.rivals,
        confidence=one.confidence, evidence=tuple(said.id for said in claims), note=one.note.first,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([ALMANAC_SAYS_BLUE, TRAVELLER_SAYS_BLUE], Grade(HIGH, "two_parties")),
        ([ALMANAC_SAYS_BLUE, BLUE_SAYS_BLUE], Grade(HIGH, "two_parties")),
        ([GREEN_SAYS_BLUE], Grade(HIGH, "admits")),
        ([GREEN_SAYS_GREEN_LEFT], Grade(HIGH, "admits")),
        ([RED_SAYS_BLUE], Grade(MEDIUM, "one_party")),
        ([ALMANAC_SAYS_BLUE], Grade(MEDIUM, "one_party")),
        ([ALMANAC_SAYS_GREEN_LEFT], Grade(MEDIUM, "one_party")),
        ([ALMANAC_SAYS_BLUE, TRAVELLER_REPEATS], Grade(MEDIUM, "one_party")),
        ([ALMANAC_SAYS_BLUE, RUMOUR_SAYS_BLUE], Grade(MEDIUM, "one_party")),
        ([BLUE_SAYS_BLUE], Grade(LOW, "own_favour")),
        ([BLUE_SAYS_BLUE, BLUE_RADIO_SAYS_BLUE], Grade(LOW, "own_favour")),
        ([BLUE_SAYS_GREEN_LEFT], Grade(LOW, "own_favour")),
        ([RUMOUR_SAYS_BLUE], Grade(LOW, "unnamed")),
        ([BLUE_SAYS_BLUE, RUMOUR_SAYS_BLUE], Grade(LOW, "own_favour")),
        ([ALMANAC_SAYS_BLUE, GREEN_SAYS_GREEN], Grade(LOW, "disagree")),
        ([ALMANAC_NAMES_NO_AREA], Grade(ASSUMED, "no_area")),
        ([ALMANAC_SAYS_NOTHING], Grade(ASSUMED, "no_claim")),
        ([ALMANAC_SAYS_PART], Grade(ASSUMED, "no_claim")),
        ([GREEN_SAYS_GREEN], Grade(ASSUMED, "no_claim")),
        ([], Grade(ASSUMED, "no_claim")),
    ],
)
def test_a_take_over_is_graded_by_who_carries_it_in_whose_favour(
    claims: list[Claim], expected: Grade
) -> None:
    now = cites(ruling(day(2), "blue"), claims)
    assert expected == judged([ALMANAC_SAYS_GREEN, *claims], WAS_GREEN, now)[1].grade


def test_a_side_that_lost_nothing_admits_nothing() -> None:
    was_red = ruling(day(1), "red")
    for before in ([], [was_red]):
        now = cites(ruling(day(2), "blue"), [GREEN_SAYS_BLUE])
        assert Grade(MEDIUM, "one_party") == judged([GREEN_SAYS_BLUE], *before, now)[-1].grade


def test_a_side_that_says_that_it_leaves_says_so_of_its_own_loss() -> None:
    for said in (GREEN_SAYS_GREEN_LEAVES, GREEN_SAYS_GREEN_LEFT):
        now = cites(ruling(day(2), "green", EVACUATING), [said])
        assert Grade(HIGH, "admits") == judged([said, ALMANAC_SAYS_GREEN], WAS_GREEN, now)[1].grade


def test_a_claim_that_somebody_left_carries_nobody_but_who_takes_over_from_it() -> None:
    was_red = ruling(day(1), "red")
    now = cites(ruling(day(2), "blue"), [ALMANAC_SAYS_GREEN_LEFT])
    assert Grade(ASSUMED, "no_claim") == judged([ALMANAC_SAYS_GREEN_LEFT], was_red, now)[1].grade
    assert Grade(ASSUMED, "no_claim") == judged([ALMANAC_SAYS_GREEN_LEFT], now)[0].grade


def test_allied_sides_are_one_party_in_their_episode_and_speak_in_one_anothers_favour() -> None:
    allied = [Relation(frozenset({"blue", "red"}), "e", RelationKind.ALLIED)]
    elsewhere = [Relation(frozenset({"blue", "red"}), "other", RelationKind.ALLIED)]
    claims = [BLUE_SAYS_BLUE, RED_SAYS_BLUE]
    now = cites(ruling(day(2), "blue"), claims)
    assert Grade(LOW, "own_favour") == judged(claims, now, relations=allied)[0].grade
    assert Grade(HIGH, "two_parties") == judged(claims, now, relations=elsewhere)[0].grade


def test_sides_under_a_truce_are_two_parties() -> None:
    truce = [Relation(frozenset({"blue", "red"}), "e", RelationKind.TRUCE)]
    claims = [BLUE_SAYS_BLUE, RED_SAYS_BLUE]
    now = cites(ruling(day(2), "blue"), claims)
    assert Grade(HIGH, "two_parties") == judged(claims, now, relations=truce)[0].grade


def test_that_a_hostile_one_left_is_in_a_sides_favour_and_that_one_under_a_truce_left_is_not() -> (
    None
):
    red_says = claim("rp-9", "2001-01-02", "red-paper", "green", stance=LEFT)
    now = cites(ruling(day(2), "blue"), [red_says])
    truce = [Relation(frozenset({"green", "red"}), "e", RelationKind.TRUCE)]
    claims = [red_says, ALMANAC_SAYS_GREEN]
    assert Grade(LOW, "own_favour") == judged(claims, WAS_GREEN, now)[1].grade
    assert Grade(MEDIUM, "one_party") == judged(claims, WAS_GREEN, now, relations=truce)[1].grade


@pytest.mark.parametrize(
    ("claims", "of_blue", "whole"),
    [
        ([BLUE_SAYS_PART], Grade(LOW, "own_favour"), Grade(LOW, "own_favour")),
        ([ALMANAC_SAYS_PART], Grade(MEDIUM, "one_party"), Grade(MEDIUM, "one_party")),
        ([GREEN_SAYS_BLUE_PART], Grade(HIGH, "admits"), Grade(HIGH, "two_parties")),
        ([], Grade(ASSUMED, "no_claim"), Grade(ASSUMED, "no_claim")),
    ],
)
def test_a_contested_area_is_as_sure_as_its_weakest_presence_and_keeps_what_carried_the_other(
    claims: list[Claim], of_blue: Grade, whole: Grade
) -> None:
    said = [ALMANAC_SAYS_GREEN, TRAVELLER_SAYS_GREEN, *claims]
    was = cites(WAS_GREEN, [ALMANAC_SAYS_GREEN, TRAVELLER_SAYS_GREEN])
    now = cites(ruling(day(2), "green", CONTESTED, ("blue",)), claims)
    found = judged(said, was, now)[1]
    assert {"green": Grade(HIGH, "two_parties"), "blue": of_blue} == found.presences
    assert (ALMANAC_SAYS_GREEN, TRAVELLER_SAYS_GREEN) == found.carriers["green"]
    assert whole == found.grade


def test_where_somebody_went_away_nothing_is_kept_for_who_stays_alone() -> None:
    contested = cites(
        ruling(day(2), "green", CONTESTED, ("blue",)), [ALMANAC_SAYS_PART, BLUE_SAYS_PART]
    )
    alone = cites(ruling(day(4), "green"), [])
    same = cites(ruling(day(4), "green", EVACUATING), [])
    claims = [ALMANAC_SAYS_GREEN, ALMANAC_SAYS_PART, BLUE_SAYS_PART]
    assert Grade(ASSUMED, "no_claim") == judged(claims, WAS_GREEN, contested, alone)[2].grade
    kept = cites(WAS_GREEN, [ALMANAC_SAYS_GREEN])
    assert Grade(MEDIUM, "one_party") == judged(claims, kept, same)[1].grade


def test_after_days_without_data_nothing_is_kept() -> None:
    ends = ruling(day(2), "", Status.NO_DATA)
    again = cites(ruling(day(3), "green", CONTESTED, ("blue",)), [ALMANAC_SAYS_PART])
    found = judged([ALMANAC_SAYS_GREEN, ALMANAC_SAYS_PART], WAS_GREEN, ends, again)
    assert [Grade(MEDIUM, "one_party"), None, Grade(ASSUMED, "no_claim")] == [
        f.grade for f in found
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2001-01-04", LOW),
        ("[2001-01-04..2001-01-05]", LOW),
        ("[2001-01-05..2001-01-12]", MEDIUM),
        ("[2001-01-01..2001-01-04]", MEDIUM),
        ("2001-01-01", MEDIUM),
        ("..2001-01-04", MEDIUM),
        ("2001-01-01/2001-01-04", LOW),
        ("2001-01-10/2001-01-12", MEDIUM),
    ],
)
def test_a_claim_disagrees_where_each_possible_day_lies_in_the_run_or_it_lasts_into_it(
    when: str, expected: Confidence
) -> None:
    other = claim("gp-9", when, "green-paper", "green")
    now = cites(ruling(day(2), "blue"), [ALMANAC_SAYS_BLUE])
    (found,) = judged([ALMANAC_SAYS_BLUE, other], now)
    assert found.grade is not None
    assert expected is found.grade.confidence


def test_a_claim_that_the_ruling_before_or_after_cites_does_not_disagree_with_this_one() -> None:
    later = claim("gp-9", "2001-01-05", "green-paper", "green")
    claims = [ALMANAC_SAYS_BLUE, later]
    first = cites(ruling(day(2), "blue"), [ALMANAC_SAYS_BLUE])
    again = cites(ruling(day(7), "green"), [later])
    assert Grade(LOW, "disagree") == judged(claims, first)[0].grade
    assert Grade(MEDIUM, "one_party") == judged(claims, first, again)[0].grade
    assert () == judged(claims, first, again)[0].disagreeing


def test_a_neighbour_in_the_same_state_excuses_no_claim_that_disagrees() -> None:
    """As where a daily table has a row for each day, and each cites what it does not follow."""
    other = claim("gp-9", "2001-01-03", "green-paper", "green")
    rows = [cites(ruling(day(n), "blue", note=str(n)), [ALMANAC_SAYS_BLUE, other]) for n in (2, 3)]
    found = judged([ALMANAC_SAYS_BLUE, other], *rows)
    assert [Grade(MEDIUM, "one_party"), Grade(LOW, "disagree")] == [each.grade for each in found]


def test_a_state_cut_into_daily_rows_is_graded_as_one() -> None:
    vague = claim("gp-9", "[2001-01-03..2001-01-04]", "green-paper", "green")
    rows = [cites(ruling(day(n), "blue", note=str(n)), [ALMANAC_SAYS_BLUE]) for n in (2, 3, 4, 5)]
    whole, daily = (
        judged([ALMANAC_SAYS_BLUE, vague], rows[0]),
        judged([ALMANAC_SAYS_BLUE, vague], *rows),
    )
    assert [LOW] == [each.grade and each.grade.confidence for each in whole]
    assert [MEDIUM, LOW, LOW, MEDIUM] == [each.grade and each.grade.confidence for each in daily]
    later = cites(ruling(day(7), "green"), [vague])
    excused = judged([ALMANAC_SAYS_BLUE, vague], *rows, later)
    assert [MEDIUM] * 4 == [each.grade and each.grade.confidence for each in excused[:4]]


def test_an_opening_state_is_disagreed_with_from_the_day_on_which_it_began() -> None:
    before = claim("gp-9", "[2000-12-29..2001-01-02]", "green-paper", "green")
    found = [
        judged([ALMANAC_SAYS_BLUE, before], cites_since(began))[0].grade
        for began in ("..2001-01-02", "2000-12-28")
    ]
    assert [Grade(MEDIUM, "one_party"), Grade(LOW, "disagree")] == found


def cites_since(began: str) -> Ruling:
    return ruling(day(2), "blue", began=began, evidence=("al-1",))


def test_a_claim_of_a_vague_day_that_may_lie_in_the_run_is_listed_and_lowers_nothing() -> None:
    vague = claim("gp-9", "[2001-01-05..2001-01-12]", "green-paper", "green")
    (found,) = judged(
        [ALMANAC_SAYS_BLUE, vague], cites(ruling(day(2), "blue"), [ALMANAC_SAYS_BLUE])
    )
    assert ((vague,), MEDIUM) == (found.disagreeing, found.grade and found.grade.confidence)


def test_a_claim_that_is_cited_to_say_why_it_is_not_followed_carries_nothing() -> None:
    claims = [ALMANAC_SAYS_BLUE, GREEN_SAYS_GREEN, ALMANAC_SAYS_NOTHING]
    (found,) = judged(claims, cites(ruling(day(2), "blue"), claims))
    assert (ALMANAC_SAYS_BLUE,) == found.carrying
    assert (GREEN_SAYS_GREEN,) == found.disagreeing
    assert (ALMANAC_SAYS_NOTHING,) == found.others


def test_shares_of_the_same_areas_that_differ_by_more_than_a_tenth_disagree() -> None:
    def share(key: str, of: float, when: str = "2001-01-03", to: float = 0.0) -> Claim:
        voice = "almanac" if key.startswith("al") else "traveller"
        both = ("north", "south")
        return claim(key, when, voice, "blue", share=(of, to or of), areas=both)

    most = share("al-7", 0.9, "2001-01-02")
    near, tenth, half = share("tr-7", 0.7, to=0.8), share("tr-5", 0.8), share("tr-8", 0.5)
    of_one = claim("tr-9", "2001-01-03", "traveller", "blue", share=(0.5, 0.5))
    now = cites(ruling(day(2), "blue"), [most])
    grades = [judged([most, other], now)[0].grade for other in (near, tenth, half, of_one)]
    apart, alike = Grade(LOW, "disagree"), Grade(MEDIUM, "one_party")
    assert [alike, alike, apart, alike] == grades
    assert (half,) == judged([most, half], now)[0].disagreeing
    long_ago = share("al-8", 0.9, "2000-12-01")
    before = cites(ruling(day(2), "blue"), [long_ago])
    assert alike == judged([long_ago, half], before)[0].grade


@pytest.mark.parametrize(
    ("share", "status", "expected"),
    [(0.7, Status.HELD, MEDIUM), (0.6, Status.HELD, ASSUMED),
     (0.3, CONTESTED, MEDIUM), (0.2, CONTESTED, ASSUMED)],
)  # fmt: skip
def test_a_share_puts_its_holder_where_the_area_is_larger_than_what_it_leaves_over(
    share: float, status: Status, expected: Confidence
) -> None:
    """The north is three quarters of the ground; to hold it alone takes half of it."""
    areas = ("north", "south")
    said = claim("al-7", "2001-01-02", "almanac", "blue", share=(share, share), areas=areas)
    rivals = ("green",) if status is CONTESTED else ()
    (found,) = judged([said], cites(ruling(day(2), "blue", status, rivals), [said]))
    assert expected is found.presences["blue"].confidence


def test_what_two_parties_have_together_is_in_no_area_surely_one_s() -> None:
    def share(key: str, of: float, rivals: tuple[str, ...] = ()) -> Claim:
        told = Status.SHARED if rivals else None
        return claim(
            key, "2001-01-02", "almanac", "blue", share=(of, of), areas=("north", "south"),
            status=told, rivals=rivals,
        )  # fmt: skip

    joint, alone = share("al-7", 0.9, ("red",)), share("al-8", 0.4)
    (found,) = judged([joint, alone], cites(ruling(day(2), "blue"), [joint]))
    assert (Grade(ASSUMED, "no_claim"), ()) == (found.grade, found.disagreeing)
    (found,) = judged([joint, alone], cites(ruling(day(2), "blue", CONTESTED, ("red",)), [joint]))
    assert (joint,) == found.others


def test_a_part_of_several_areas_carries_nothing_in_any_of_them() -> None:
    said = claim("al-7", "2001-01-02", "almanac", "blue", extent=PART, areas=("north", "south"))
    now = cites(ruling(day(2), "green", CONTESTED, ("blue",)), [said, ALMANAC_SAYS_GREEN])
    (found,) = judged([said, ALMANAC_SAYS_GREEN], now)
    assert Grade(ASSUMED, "no_claim") == found.presences["blue"]


def test_a_claim_that_gives_one_party_all_of_a_contested_area_disagrees_and_carries_nothing() -> (
    None
):
    contested = ruling(day(2), "green", CONTESTED, ("blue",))
    claims = [ALMANAC_SAYS_PART, BLUE_SAYS_BLUE, ALMANAC_SAYS_GREEN]
    was = cites(WAS_GREEN, [ALMANAC_SAYS_GREEN])
    found = judged(claims, was, cites(contested, claims[:2]))[1]
    assert (ALMANAC_SAYS_PART,) == found.carriers["blue"]
    assert ((BLUE_SAYS_BLUE,), Grade(LOW, "disagree")) == (found.disagreeing, found.grade)


def test_shares_of_two_parties_that_are_more_than_the_whole_disagree() -> None:
    both = ("north", "south")
    blue = claim("al-7", "2001-01-02", "almanac", "blue", share=(0.9, 0.9), areas=both)
    green = claim("tr-7", "2001-01-03", "traveller", "green", share=(0.3, 0.3), areas=both)
    tenth = claim("tr-8", "2001-01-03", "traveller", "green", share=(0.2, 0.2), areas=both)
    now = cites(ruling(day(2), "blue"), [blue])
    grades = [judged([blue, other], now)[0].grade for other in (green, tenth)]
    assert [Grade(LOW, "disagree"), Grade(MEDIUM, "one_party")] == grades


def test_a_voice_without_a_name_says_nothing_of_its_sides_loss_nor_a_share_of_an_areas() -> None:
    nameless = Voice("hearsay", Text.of(en="Hearsay"), "green", "", named=False)
    said = claim("he-1", "2001-01-02", "hearsay", "blue")
    grader = Grader(
        Evidence([said, ALMANAC_SAYS_GREEN], (*VOICES, nameless)),
        {day(1): Hostility(ACTORS, [], "e")}, lambda _: KM2,
    )  # fmt: skip
    now = cites(ruling(day(2), "blue"), [said])
    runs = [run(1, 1, state("green"), of=WAS_GREEN), run(2, 9, state("blue"), of=now)]
    assert Grade(LOW, "unnamed") == grader.grounds(runs)[1].grade
    share = claim(
        "gp-9", "2001-01-02", "green-paper", "blue", share=(0.9, 0.9), areas=("north", "south")
    )
    now = cites(ruling(day(2), "blue"), [share])
    assert (
        Grade(MEDIUM, "one_party") == judged([share, ALMANAC_SAYS_GREEN], WAS_GREEN, now)[1].grade
    )


def test_that_a_rival_left_carries_nobody_and_that_the_holder_left_only_who_is_alone_then() -> None:
    blue_left = claim("al-9", "2001-01-04", "almanac", "blue", stance=LEFT)
    green_left = claim("al-8", "2001-01-04", "almanac", "green", stance=LEFT)
    of_three = ruling(day(2), "green", CONTESTED, ("blue", "red"))
    of_two = ruling(day(2), "green", CONTESTED, ("blue",))
    unclaimed = Grade(ASSUMED, "no_claim")
    green_alone = cites(ruling(day(4), "green"), [blue_left])
    assert unclaimed == judged([blue_left], of_three, green_alone)[1].grade
    blue_alone = cites(ruling(day(4), "blue"), [green_left])
    assert unclaimed == judged([green_left], of_three, blue_alone)[1].grade
    assert Grade(MEDIUM, "one_party") == judged([green_left], of_two, blue_alone)[1].grade


def test_a_truce_partner_that_comes_in_beside_a_side_is_no_loss_of_it() -> None:
    truce = [Relation(frozenset({"green", "blue"}), "e", RelationKind.TRUCE)]
    shared = cites(ruling(day(2), "green", Status.SHARED, ("blue",)), [GREEN_SAYS_BLUE_PART])
    claims = [ALMANAC_SAYS_GREEN, GREEN_SAYS_BLUE_PART]
    found = [judged(claims, WAS_GREEN, shared, relations=of)[1] for of in ([], truce)]
    assert ["admits", "one_party"] == [each.presences["blue"].rule for each in found]


def test_what_is_corrected_or_denied_carries_nothing_and_disagrees_with_nothing() -> None:
    better = claim("al-8", "2001-01-02", "almanac", "blue", stance=Stance.CORRECTS, about="al-9")
    wrong = claim("al-9", "2001-01-02", "almanac", "green")
    (found,) = judged([better, wrong], cites(ruling(day(2), "blue"), [better, wrong]))
    assert ((better,), (), Grade(MEDIUM, "one_party")) == (
        found.carrying, found.disagreeing, found.grade,
    )  # fmt: skip
    again = claim("tr-9", "2001-01-02", "traveller", "green", stance=Stance.REPEATS, about="al-9")
    claims = [better, wrong, again]
    (found,) = judged(claims, cites(ruling(day(2), "green"), [again]))
    assert Grade(ASSUMED, "no_claim") == found.grade
    denial = claim("bp-7", "2001-01-02", "blue-paper", "blue", stance=Stance.DENIES, about="gp-2")
    (found,) = judged([denial], cites(ruling(day(2), "blue"), [denial]))
    assert Grade(ASSUMED, "no_claim") == found.grade


def test_claims_that_repeat_one_another_in_a_circle_or_an_unknown_one_speak_for_themselves() -> (
    None
):
    one = claim("al-7", "2001-01-02", "almanac", "blue", stance=Stance.REPEATS, about="tr-7")
    other = claim("tr-7", "2001-01-02", "traveller", "blue", stance=Stance.REPEATS, about="al-7")
    lone = claim("bp-7", "2001-01-02", "blue-paper", "blue", stance=Stance.REPEATS, about="x-1")
    claims = [one, other, lone]
    (found,) = judged(claims, cites(ruling(day(2), "blue"), claims))
    assert Grade(HIGH, "two_parties") == found.grade


def test_a_confidence_that_the_ruling_states_overrules_the_rules_and_not_the_presences() -> None:
    now = cites(ruling(day(2), "blue", confidence=HIGH, note="So it is."), [BLUE_SAYS_BLUE])
    (found,) = judged([BLUE_SAYS_BLUE], now)
    assert Grade(HIGH, "ruled") == found.grade
    assert {"blue": Grade(LOW, "own_favour")} == found.presences


def test_who_is_not_known_has_no_confidence() -> None:
    (found,) = judged([ALMANAC_SAYS_BLUE], ruling(day(2), "unknown", Status.UNKNOWN))
    assert (None, {}) == (found.grade, found.presences)


def test_days_without_a_ruling_stand_on_nothing() -> None:
    assert [NO_GROUNDS] == grader([]).grounds([run(1, 9, state("", Status.NO_DATA))])


def test_what_an_account_tells_carries_itself_and_is_not_graded() -> None:
    told = run(2, 9, state("blue"), of=cites(ruling(day(2), "blue"), [BLUE_SAYS_BLUE]))
    found = told_grounds(Evidence([BLUE_SAYS_BLUE, GREEN_SAYS_GREEN], VOICES), told)
    assert ((BLUE_SAYS_BLUE,), (GREEN_SAYS_GREEN,), None) == (
        found.carrying, found.disagreeing, found.grade,
    )  # fmt: skip


def test_voices_of_whom_nothing_is_said_are_one_party_together() -> None:
    unsaid = [Voice(name, Text.of(en=name), "", "") for name in ("wire-may", "wire-june")]
    said = [claim("w-1", "2001-01-02", "wire-may", "blue"),
            claim("w-2", "2001-01-02", "wire-june", "blue")]  # fmt: skip
    now = cites(ruling(day(2), "blue"), said)
    runs = [run(1, 1, state("green"), of=WAS_GREEN), run(2, 9, state("blue"), of=now)]

    def graded(*voices: Voice) -> Grade:
        evidence = Evidence([*said, ALMANAC_SAYS_GREEN], (*VOICES, *voices))
        grader = Grader(evidence, {day(1): Hostility(ACTORS, [], "e")}, lambda _: KM2)
        return grader.grounds(runs)[1].grade

    assert Grade(MEDIUM, "one_party") == graded(*unsaid)
    first, second = unsaid
    assert Grade(HIGH, "two_parties") == graded(first, replace(second, note="Has no stake."))
