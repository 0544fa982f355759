"""Who is hostile to whom in an episode, and who is allied."""

from __future__ import annotations

import pytest
from squares import ACTORS, AT_WAR, BLUE, RED, UNCLEAR, state

from frontmap.model import NO_DATA, Relation, RelationKind
from frontmap.relations import Hostility
from frontmap.statuses import Status


def relation(*sides: str, episode: str = "") -> Relation:
    return Relation(frozenset(sides), episode, RelationKind.TRUCE)


def test_an_actor_has_the_side_that_the_atlas_gives_it_or_none() -> None:
    sides = [AT_WAR.side(actor) for actor in ("crimson", "stray", "unknown", "nobody")]
    assert ["reds", "", "", ""] == sides


@pytest.mark.parametrize(
    ("one", "other", "hostile"),
    [
        ("red", "blue", "yes"),
        ("red", "crimson", "no"),
        ("red", "red", "no"),
        ("red", "stray", "no"),
        ("stray", "stray", "no"),
        ("red", "unknown", "no"),
        ("red", "nobody", "no"),
    ],
)
def test_actors_of_different_sides_are_hostile_and_those_without_a_side_never(
    one: str, other: str, hostile: str
) -> None:
    assert (hostile == "yes") is AT_WAR.hostile(one, other) is AT_WAR.hostile(other, one)


def test_sides_at_peace_in_an_episode_are_hostile_in_another() -> None:
    peace = [relation("reds", "blues", episode="spring")]
    assert not Hostility(ACTORS, peace, "spring").hostile("red", "blue")
    assert Hostility(ACTORS, peace, "summer").hostile("red", "blue")
    assert Hostility(ACTORS, peace, "spring").hostile("red", "green")


def test_a_relation_of_no_episode_holds_in_all() -> None:
    for episode in ("spring", "summer"):
        assert not Hostility(ACTORS, [relation("reds", "blues")], episode).hostile("red", "blue")


def test_a_relation_of_three_sides_is_peace_between_each_two() -> None:
    peace = Hostility(ACTORS, [relation("reds", "blues", "greens")], "spring")
    assert () == peace.between(("red", "blue"), ("green", "crimson"))


def test_those_who_face_one_another_are_named_in_alphabetical_order_once() -> None:
    contested = state("red", Status.CONTESTED, "green")
    assert (("blue", "green"), ("blue", "red")) == AT_WAR.facing(contested, BLUE)
    assert (("blue", "red"),) == AT_WAR.facing(BLUE, RED) == AT_WAR.facing(RED, BLUE)


def test_nobody_faces_anybody_where_nothing_is_known() -> None:
    assert () == AT_WAR.facing(RED, UNCLEAR) == AT_WAR.facing(NO_DATA, RED)


def test_the_sides_of_pairs_are_named_once_in_alphabetical_order() -> None:
    pairs = [("blue", "red"), ("blue", "crimson"), ("crimson", "green")]
    assert (("blues", "reds"), ("greens", "reds")) == AT_WAR.sides_of(pairs)


def test_allied_sides_are_one_party_and_sides_under_a_truce_are_two() -> None:
    allied = Relation(frozenset({"reds", "blues"}), "", RelationKind.ALLIED)
    also = Relation(frozenset({"blues", "greens"}), "spring", RelationKind.ALLIED)
    spring, summer = (Hostility(ACTORS, [allied, also], key) for key in ("spring", "summer"))
    assert {"reds", "blues", "greens"} == spring.party("reds") == spring.party("greens")
    assert [{"reds", "blues"}, {"greens"}] == [summer.party("blues"), summer.party("greens")]
    truce = Hostility(ACTORS, [relation("reds", "blues")], "spring")
    assert [{"reds"}, {"blues"}] == [truce.party("reds"), truce.party("blues")]
