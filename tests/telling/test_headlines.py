from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.atlas import Atlas
from frontmap.model import NO_TEXT, Text
from frontmap.telling.headlines import headline, own_caption, own_headline

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot


def without_captions(atlas: Atlas) -> Atlas:
    return Atlas(replace(atlas.record, captions=()))


def test_the_atlas_s_own_headline_comes_first(builtin: Atlas) -> None:
    third = builtin.on(date(2018, 5, 3))
    said = "Al-Hajar al-Aswad is cut in two, SMART and state media say; a first convoy leaves"
    assert headline(third, "en") == own_headline(third, "en") == said
    assert headline(third, "ar").startswith("الحجر الأسود يُقطع إلى قسمين")
    assert own_caption(third, "en")


def test_an_account_quotes_no_headline_and_no_caption_of_ours(builtin: Atlas) -> None:
    account = builtin.account("side:government").on(date(2018, 5, 6))
    assert own_headline(account, "en") == own_caption(account, "en") == ""
    assert headline(account, "en")
    assert "by the account of one side" not in headline(account, "en").lower()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # carried by both sides, or by voices of no side
        (
            date(2018, 5, 2),
            "Yarmouk: north-west (Rija Square): now held by Government and allied forces",
        ),
        # carried by one side's voices alone
        (
            date(2018, 5, 5),
            (
                "By the account of one side (Government and allied forces): Al-Hajar al-Aswad: "
                "south: now held by Government and allied forces"
            ),
        ),
        # several states: most areas first, then how many more changed
        (
            date(2018, 5, 3),
            (
                "Al-Hajar al-Aswad: north: now Islamic State, contested (Government and allied "
                "forces); Al-Hajar al-Aswad: middle strip: now held by Government and allied "
                "forces; and 1 more"
            ),
        ),
        # many areas of one state
        (
            date(2018, 5, 21),
            (
                "Yarmouk: west (30th Street), Yarmouk: centre and east, Yarmouk: south (Taqaddom "
                "and Orouba), and 6 more: now held by Government and allied forces"
            ),
        ),
        (date(2018, 5, 1), "Nothing changed on this day"),
        (date(2018, 4, 18), "The record of this episode opens on this day"),
    ],
)
def test_without_one_it_is_made_of_the_changes(builtin: Atlas, day: date, said: str) -> None:
    assert headline(without_captions(builtin).on(day), "en") == said


def test_it_tells_what_changed_since_the_slide_before(builtin: Atlas) -> None:
    atlas = without_captions(builtin)
    said = headline(atlas.on(date(2018, 5, 1)), "en", before=atlas.on(date(2018, 4, 29)))
    assert said == ("Al-Qadam: east, Joura, Asali: now held by Government and allied forces")


def test_an_atlas_without_evidence_rests_on_nobody_s_word(tiny_atlas: Atlas) -> None:
    record = replace(tiny_atlas.record, claims=(), captions=())
    rulings = tuple(replace(ruling, evidence=()) for ruling in record.rulings)
    bare = Atlas(replace(record, rulings=rulings))

    def told(day: int) -> str:
        return headline(bare.on(date(2001, 1, day)), "en")

    changed = [day for day in range(1, 5) if bare.on(date(2001, 1, day)).changes]
    assert changed
    assert not any("one side" in told(day) for day in changed)


def test_a_headline_in_another_language_says_in_which(tiny_atlas: Atlas) -> None:
    caption = tiny_atlas.record.captions[0]
    other = replace(caption, headline=Text.of(ar="عنوان"), text=NO_TEXT)
    snapshot: Snapshot = Atlas(replace(tiny_atlas.record, captions=(other,))).on(other.day)
    assert headline(snapshot, "en") == "عنوان [in Arabic]"
    assert own_caption(snapshot, "en") == ""
