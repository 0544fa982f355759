"""The words for columns and kinds of events: each is folded, and means one thing."""

from __future__ import annotations

from collections import Counter

import pytest

from frontmap.importing.event_words import HEADINGS, KINDS, PLACE_PRECISIONS, TIME_PRECISIONS
from frontmap.model import ClaimKind
from frontmap.names import fold

EVERY_HEADING = [name for names in HEADINGS.values() for name in names]


@pytest.mark.parametrize("word", [*EVERY_HEADING, *KINDS, *PLACE_PRECISIONS, *TIME_PRECISIONS])
def test_a_word_is_as_fold_leaves_it(word: str) -> None:
    assert fold(word) == word


def test_no_heading_is_of_two_roles() -> None:
    assert [name for name, count in Counter(EVERY_HEADING).items() if count > 1] == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Battles", ClaimKind.CLASH),
        ("Armed clash", ClaimKind.CLASH),
        ("Explosions/Remote violence", ClaimKind.DAMAGE),
        ("Shelling/artillery/missile attack", ClaimKind.DAMAGE),
        ("Air/drone strike", ClaimKind.DAMAGE),
        ("Cessez-le-feu", ClaimKind.AGREEMENT),
        ("Agreement", ClaimKind.AGREEMENT),
        ("نزوح", ClaimKind.DISPLACEMENT),
        ("Siege", ClaimKind.SIEGE),
        ("Évacuation", ClaimKind.EVACUATION),
        ("Protests", ClaimKind.CONTEXT),
        ("Strategic developments", ClaimKind.CONTEXT),
        ("Non-state actor overtakes territory", ClaimKind.CONTROL),
        ("Government regains territory", ClaimKind.CONTROL),
        ("Violence against civilians", ClaimKind.CASUALTIES),
    ],
)
def test_a_kind_of_event_says_what_its_claim_is_about(written: str, kind: ClaimKind) -> None:
    assert KINDS[fold(written)] is kind
