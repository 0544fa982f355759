"""A day told in plain sentences: states, changes, reasons and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making import claim, day, state

from frontmap.atlas import Atlas
from frontmap.model import NO_DATA, ClaimKind, Confidence, Control, Doubt, Text
from frontmap.statuses import Status
from frontmap.telling.sentences import (
    actor_names,
    area_words,
    changes_since,
    citation,
    cited_claims,
    claims_by_voice,
    day_sentence,
    holder_code,
    marked,
    reasons,
    sources_of,
    square_kilometres,
    state_words,
    told_change,
    told_changes,
)

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot
    from frontmap.model import Record


def with_claims(record: Record, *kinds: ClaimKind) -> Atlas:
    """The tiny atlas with a claim of each kind by blue's paper on 2 January."""
    claims = tuple(
        replace(claim(f"herald-{number}", "2001-01-02", "blue-media"), kind=kind)
        for number, kind in enumerate(kinds, start=10)
    )
    return Atlas(replace(record, claims=(*record.claims, *claims)))


@pytest.mark.parametrize(
    ("control", "words"),
    [
        (state("blue"), "Blue party"),
        (state("green", Status.CONTESTED, "blue"), "Green party, contested (Blue party)"),
        (state("green", Status.EVACUATING), "Green party, evacuating"),
        (state("unknown", Status.UNKNOWN), "Unknown"),
        (
            state("unknown", Status.CONTESTED, "blue", "green"),
            "a part is said to be held by Blue party, Green party; who holds the rest is not said",
        ),
        (state("yellow"), "yellow"),
        (NO_DATA, "no data"),
    ],
)
def test_a_state_is_said_in_words(tiny_atlas: Atlas, control: Control, words: str) -> None:
    assert words == state_words(control, tiny_atlas, "en")


def test_a_state_is_said_in_words_for_those_who_cannot_see_it(tiny_atlas: Atlas) -> None:
    control = Control("green", Status.CONTESTED, ("blue",), Confidence.LOW)
    said = area_words("north", control, tiny_atlas, "en", Doubt.UNCERTAIN)
    assert said == (
        "North field: Green party, contested (Blue party), low confidence, or a vague day"
    )


def test_an_assumed_state_is_said_to_be_assumed(tiny_atlas: Atlas) -> None:
    said = area_words("north", state("blue"), tiny_atlas, "en", Doubt.ASSUMED)
    assert said == "North field: Blue party, assumed"


@pytest.mark.parametrize(
    ("holder", "doubt", "language", "code"),
    [
        ("blue", Doubt.NONE, "en", "BLU"),
        ("blue", Doubt.UNCERTAIN, "en", "BLU?"),
        ("blue", Doubt.ASSUMED, "en", "(BLU)"),
        ("blue", Doubt.UNCERTAIN, "ar", "أزرق؟"),
        ("blue", Doubt.ASSUMED, "ar", "(أزرق)"),
        ("unknown", Doubt.UNCERTAIN, "en", "?"),
        ("unknown", Doubt.ASSUMED, "en", "(?)"),
        ("yellow", Doubt.UNCERTAIN, "en", ""),
    ],
)
def test_a_holder_s_code_bears_the_doubt(
    tiny_atlas: Atlas, holder: str, doubt: Doubt, language: str, code: str
) -> None:
    assert code == holder_code(state(holder), tiny_atlas, language, doubt)


def test_an_area_where_nobody_is_known_to_be_has_its_status_alone(tiny_atlas: Atlas) -> None:
    unknown = state("unknown", Status.UNKNOWN)
    assert "North field: Unknown" == area_words("north", unknown, tiny_atlas, "en", Doubt.NONE)


def test_actors_of_one_area_are_named_side_by_side(tiny_atlas: Atlas) -> None:
    assert "Green party / Blue party" == actor_names(["green", "blue"], tiny_atlas, "en")


def test_a_text_that_is_only_there_in_english_is_marked_in_arabic_only() -> None:
    assert "A note [بالإنكليزية]" == marked(Text.of(en="A note"), "ar")
    assert "A note" == marked(Text.of(en="A note"), "en")
    assert "ملاحظة" == marked(Text.of(en="A note", ar="ملاحظة"), "ar")


def test_each_change_of_a_day_has_a_line(tiny_atlas: Atlas) -> None:
    assert ("Southeast field: Green party, contested (Blue party) → Blue party",) == told_changes(
        tiny_atlas.on(day(3)), "en"
    )
    assert () == told_changes(tiny_atlas.on(day(1)), "en")


def since(before: Snapshot, snapshot: Snapshot) -> tuple[str, ...]:
    changes = changes_since(before, snapshot)
    return tuple(told_change(change, snapshot.atlas, "en") for change in changes)


def test_changes_since_an_earlier_day_skip_what_lay_between(tiny_atlas: Atlas) -> None:
    first, last = tiny_atlas.on(day(1)), tiny_atlas.on(day(4))
    assert (
        "Southwest field: Green party → Unknown",
        "Southeast field: Green party → Blue party",
    ) == since(first, last)
    assert () == since(first, first)


def test_an_arrow_points_the_way_that_is_read(tiny_atlas: Atlas) -> None:
    (line,) = told_changes(tiny_atlas.on(day(3)), "ar")
    assert "←" in line


def test_the_reasons_for_a_change_are_its_note_beginning_grade_and_claims(
    tiny_atlas: Atlas,
) -> None:
    (change,) = tiny_atlas.changes(day(3))
    assert (
        "note: Both sides say so.",
        "began: between 2 January 2001 and 3 January 2001",
        "confidence: high (a side says so of its own loss)",
        "Claims that carry it:",
        "– Blue media (herald, line 3): Blue's paper says that Blue has the southeast field.",
        "– Green media (gazette, line 2): Green's paper says that Blue has the southeast field.",
    ) == reasons(change, tiny_atlas, "en")


def test_the_claims_for_and_against_changes_come_once_each(tiny_atlas: Atlas) -> None:
    changes = [*tiny_atlas.changes(day(2)), *tiny_atlas.changes(day(3))]
    assert ["almanac-2", "herald-1", "herald-2", "gazette-1"] == [
        claim.id for claim in cited_claims(changes, tiny_atlas)
    ]


def test_sources_come_in_the_order_of_the_file(tiny_atlas: Atlas) -> None:
    claims = [tiny_atlas.claims[key] for key in ("herald-1", "gazette-1")]
    assert ["gazette", "herald"] == [source.id for source in sources_of(tiny_atlas, claims)]
    rulings = [run.ruling for run in tiny_atlas.on(day(4)).runs.values()]
    assert list(tiny_atlas.sources) == [s.id for s in sources_of(tiny_atlas, rulings=rulings)]


def test_a_source_is_cited_in_full_and_without_saying_a_thing_twice(tiny_atlas: Atlas) -> None:
    almanac = tiny_atlas.sources["almanac"]
    expected = "A. Author, “The year in three fields”, Almanac, 31 December 2001 [almanac]"
    assert expected == citation(almanac, "en")
    plain = replace(almanac, title="", author="Almanac", published=None, url="https://e.org/a")
    assert "Almanac, no date, https://e.org/a [almanac]" == citation(plain, "en")
    described = replace(almanac, title="[A map of the fields]")
    expected_map = "A. Author, [A map of the fields], Almanac, 31 December 2001 [almanac]"
    assert expected_map == citation(described, "en")
    assert expected == citation(almanac, "ar")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ClaimKind.CONTROL, ["herald-1", "herald-10"]),
        (ClaimKind.CLASH, ["herald-1", "herald-10"]),
        (ClaimKind.AGREEMENT, ["herald-1", "herald-10"]),
        (ClaimKind.EVACUATION, ["herald-1", "herald-10"]),
        (ClaimKind.CASUALTIES, ["herald-1"]),
        (ClaimKind.CONTEXT, ["herald-1"]),
    ],
)
def test_only_claims_on_who_is_where_are_told_by_voice(
    tiny_atlas: Atlas, kind: ClaimKind, told: list[str]
) -> None:
    atlas = with_claims(tiny_atlas.record, kind)
    assert told == [claim.id for claim in claims_by_voice(atlas.on(day(2)))["blue-media"]]


def test_an_account_has_the_claims_of_its_own_voices(tiny_atlas: Atlas) -> None:
    third = tiny_atlas.on(day(3))
    assert ["blue-media", "green-media"] == list(claims_by_voice(third))
    account = tiny_atlas.account("side:green")
    assert ["green-media"] == list(claims_by_voice(account.on(day(3))))


def test_an_unknown_holder_is_told_with_its_status_unless_only_a_part_is_told(
    tiny_atlas: Atlas,
) -> None:
    said = [
        state_words(Control("unknown", status, rivals), tiny_atlas, "en")
        for status, rivals in (
            (Status.CONTESTED, ("blue",)),
            (Status.CONTESTED, ()),
            (Status.SHARED, ("blue",)),
        )
    ]
    assert [
        "a part is said to be held by Blue party; who holds the rest is not said",
        "Unknown, contested",
        "Unknown, shared (Blue party)",
    ] == said


@pytest.mark.parametrize(
    ("number", "language", "said"),
    [
        (2, "en", "Nothing changed on this day"),
        (3, "en", "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²"),
        (3, "ar", "الحزب الأزرق، كسب: 0.62 كم²؛ الحزب الأخضر، خسر: 0.62 كم²"),
        (4, "ar", "لا بيانات: لا يذكر السجل شيئاً عن هذا اليوم"),
        (5, "ar", "لا يقول السجل شيئاً عن اليوم السابق: ما تغيّر غير معروف"),
        (6, "en", "Green party, gained: 1.23 km²; nobody lost ground"),
        (6, "fr", "Green party, gagné\u00a0: 1,23 km²\u202f; personne n’a perdu de terrain"),
        (7, "ar", "لم يكسب أحد أرضاً؛ الحزب الأخضر، خسر: 1.23 كم²"),
    ],
)
def test_a_sentence_says_who_gained_and_lost_ground(
    moving_atlas: Atlas, number: int, language: str, said: str
) -> None:
    assert day_sentence(moving_atlas.on(day(number)), language) == said


def test_what_moved_since_an_earlier_day_is_told(moving_atlas: Atlas) -> None:
    first, fifth, sixth = (moving_atlas.on(day(number)) for number in (1, 5, 6))
    assert since(first, fifth) == (
        "Blue: Blue party, outline moved",
        "Green: Green party → Blue party",
    )
    assert since(first, sixth)[1:] == (
        "Harbour: no data → Green party",
        "Green: Green party → Blue party",
    )


def test_of_an_outline_that_is_gone_there_are_no_reasons(moving_atlas: Atlas) -> None:
    (change,) = moving_atlas.changes(day(7))
    assert (change.area, change.there) == ("harbour-6", False)
    assert reasons(change, moving_atlas, "en") == ()
    assert cited_claims([change], moving_atlas) == ()


def test_little_ground_is_not_none_and_much_has_no_hundredths() -> None:
    said = [square_kilometres(km2, "en") for km2 in (0, 0.001, 0.005, 2.0618, 12345.6)]
    assert said == ["0.00 km²", "< 0.01 km²", "0.01 km²", "2.06 km²", "12,346 km²"]
