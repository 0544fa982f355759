from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.outputs.deck.notes import PRINTED_PAGE, DayTold, notes_of
from frontmap.telling.headlines import own_caption

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]


def said(told: DayTold, *languages: str) -> str:
    return "\n".join(notes_of(told, languages or ("en",)))


def evidence(told: DayTold) -> str:
    return "\n".join(told.evidence("en"))


@pytest.mark.parametrize("languages", [("en",), ("en", "ar"), ("ar", "en", "fr")])
def test_notes_are_one_printed_page_at_most(builtin: Atlas, languages: tuple[str, ...]) -> None:
    days = [date(2018, 4, 18), date(2018, 5, 3), date(2018, 5, 21)]
    snapshots = [builtin.on(day) for day in days]
    codes = [(area, builtin.areas[area].code.to("en")) for area in builtin.areas]
    for previous, snapshot in zip([None, *snapshots], snapshots, strict=False):
        text = said(DayTold(snapshot, previous, codes), *languages)
        assert len(text) <= PRINTED_PAGE


def test_notes_in_two_languages_have_both(builtin: Atlas) -> None:
    text = said(DayTold(builtin.on(date(2018, 5, 3)), None), "en", "ar")
    assert "3 May 2018" in text
    assert "3 أيار 2018" in text
    assert "Evidence of 3 May 2018" in text
    assert "أدلة 3 أيار 2018" in text


def test_notes_have_the_caption_what_changed_and_where_the_evidence_is(builtin: Atlas) -> None:
    snapshot = builtin.on(date(2018, 5, 3))
    text = said(DayTold(snapshot, None))
    assert own_caption(snapshot, "en") in text
    assert "What changed on this day" in text
    assert text.endswith("at the end of the deck: Evidence of 3 May 2018")


def test_evidence_says_what_changed_and_why(tiny_atlas: Atlas) -> None:
    text = evidence(DayTold(tiny_atlas.on(DAYS[2]), None))
    assert "• Southeast field: Green party, contested (Blue party) → Blue party" in text
    assert "Both sides say so." in text
    assert "confidence: high" in text


def test_a_day_without_a_change_has_no_evidence_to_show(tiny_atlas: Atlas) -> None:
    told = DayTold(tiny_atlas.on(DAYS[0]), None)
    assert not told.has_evidence
    assert "Evidence" not in said(told)


def test_notes_of_an_opening_day_do_not_say_that_nothing_changed(tiny_atlas: Atlas) -> None:
    text = said(DayTold(tiny_atlas.on(DAYS[0]), None))
    assert "The record of this episode opens on this day" in text
    assert "Nothing changed" not in text


def test_notes_tell_the_ground_that_moved_and_of_which_days_nothing_is_known(
    moving_atlas: Atlas,
) -> None:
    days = [moving_atlas.on(date(2001, 1, day)) for day in (1, 3, 4, 5, 6)]
    told = [DayTold(*pair) for pair in zip(days[1:], days[:-1], strict=True)]
    third, fourth, fifth, sixth = (f"{said(one)}\n{evidence(one)}" for one in told)
    moved = "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²"
    assert moved in third
    assert third.count("• Blue: Blue party, outline moved") >= 2
    assert "no data: the record says nothing of this day" in fourth
    assert "The record says nothing of the day before" in fifth
    assert "Green party, gained: 1.23 km²; nobody lost ground" in sixth
    assert not any("Nothing changed" in text for text in (third, fourth, fifth, sixth))


def test_changes_are_told_since_a_slide_that_is_not_the_day_before(tiny_atlas: Atlas) -> None:
    first, *_, last = (tiny_atlas.on(day) for day in DAYS)
    told = DayTold(last, first)
    for text in (said(told), evidence(told)):
        assert "What changed since the slide before (1 January 2001)" in text
        assert "• Southeast field: Green party → Blue party" in text


def test_an_account_is_told_as_one(tiny_atlas: Atlas) -> None:
    text = said(DayTold(tiny_atlas.account("side:blue").on(DAYS[1]), None))
    assert "as told by: Blue party" in text
    assert "This is one account and not this atlas’s reading" in text
