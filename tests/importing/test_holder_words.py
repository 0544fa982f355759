"""What a holder's cell says, in three languages."""

from __future__ import annotations

import pytest

from frontmap.importing.holder_words import (
    Stated,
    code_in,
    confidence_of,
    known_party,
    says_no_party,
    stated_in,
    status_of,
    without_doubt,
    written_key,
    written_with,
)
from frontmap.model import Confidence
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, word


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_read_in_the_words_of_each_language(status: Status, tag: str) -> None:
    assert status_of(word(f"status.{status}", tag).upper()) is status


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("confidence", list(Confidence))
def test_each_confidence_is_read_in_the_words_of_each_language(
    confidence: Confidence, tag: str
) -> None:
    assert confidence_of(word(f"confidence.{confidence}", tag)) is confidence


@pytest.mark.parametrize("written", ["confirmed", "likely", "possible", "1", "", "sure"])
def test_words_that_are_not_ours_are_no_confidence(written: str) -> None:
    assert confidence_of(written) is None


@pytest.mark.parametrize(
    ("written", "key", "sure"),
    [
        ("Blue?", "blue?", "Blue"),
        ("Blue (?)", "blue?", "Blue"),
        ("Blue / ?", "blue?", "Blue"),
        ("? / Blue", "blue?", "Blue"),
        ("SDF? / FSA", "sdf / fsa?", "SDF / FSA"),
        ("  BLÛE ", "blue", "BLÛE"),
        ("X+", "x+", "X+"),
        ("?", "?", ""),
    ],
)
def test_a_doubt_is_no_part_of_a_name(written: str, key: str, sure: str) -> None:
    assert (written_key(written), without_doubt(written)) == (key, sure)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Blue (contested; Green, Red)", Stated(("Blue", "Green", "Red"), Status.CONTESTED)),
        ("Blue; Green", Stated(("Blue", "Green"), Status.CONTESTED)),
        ('["Blue", "Green"]', Stated(("Blue", "Green"), Status.CONTESTED)),
        ("Blue/Green (shared)", Stated(("Blue", "Green"), Status.SHARED)),
        ("Blue (besieged)", Stated(("Blue",), Status.HELD)),
        ("Blue (north)", None),
        ("Evacuating: Blue", Stated(("Blue",), Status.EVACUATING)),
        ("contested", None),
        ("contested Blue", Stated((), Status.CONTESTED)),
        ("mixed Blue/Green", Stated(("Blue", "Green"), Status.CONTESTED)),
        ("mixed feelings", None),
        ("=cmd|'/c calc'!A1", None),
    ],
)
def test_a_status_is_read_before_and_behind_its_parties(
    written: str, expected: Stated | None
) -> None:
    assert stated_in(written) == expected


def test_a_sign_at_an_end_makes_a_known_party_another() -> None:
    assert [known_party(key) for key in ("ru", "ru+", "-ru", "داعش", "blue")] == [
        "russia", "", "", "islamic_state", "",
    ]  # fmt: skip


def test_codes_are_told_from_names() -> None:
    assert [code_in(text) for text in ("1", "-12", "+٣", "1?", "1a", "")] == [
        "code 1", "code minus 12", "code plus 3", "code 1", "", "",
    ]  # fmt: skip


def test_a_cell_without_a_party_says_so() -> None:
    assert [says_no_party(text) for text in ("", "?", "-", "contested?", "Blue", "Truce")] == [
        True, True, True, True, False, True,
    ]  # fmt: skip


def test_three_columns_are_one_way_of_writing() -> None:
    assert [
        written_with("Blue", "contested", "Green"),
        written_with("Blue", "tenu", ""),
        written_with("", "unknown", ""),
    ] == ["Blue (contested; Green)", "Blue", "unknown"]
