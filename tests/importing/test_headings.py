"""What a column's heading says, in three languages, and what it nearly says."""

from __future__ import annotations

import pytest

from frontmap.importing.headings import ROLES, columns_called, is_place_heading, telling
from frontmap.names import fold


def test_every_heading_is_as_it_is_compared() -> None:
    assert [] == [one for role in ROLES.values() for one in role if one != fold(one)]


def test_a_heading_means_one_thing_but_for_places_and_their_names() -> None:
    roles = {role: set(headings) for role, headings in ROLES.items() if role != "name"}
    shared = {
        (one, other, heading)
        for one in roles
        for other in roles
        for heading in roles[one] & roles[other]
        if one < other
    }
    assert set() == shared


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        (["Country", "ADM1_EN", "ADM1_AR", "ADM1_PCODE"], ("ADM1_EN",)),
        (["Country", "admin1Name_ar"], ("Country", "admin1Name_ar")),
        (["GID_2", "id", "Pcode"], ("GID_2", "Pcode")),
        (["Oblast", "Raion"], ("Oblast", "Raion")),
        (["name", "name_ar", "name_fr"], ("name",)),
        (["العدد"], ()),
    ],
)
def test_a_country_a_code_or_another_language_is_the_place_where_nothing_else_is(
    columns: list[str], places: tuple[str, ...]
) -> None:
    assert places == columns_called(columns, "place")


def test_a_remark_in_brackets_does_not_hide_what_a_heading_says() -> None:
    assert ("Date (dd/mm/yyyy)",) == columns_called(["Date (dd/mm/yyyy)", "n"], "date")
    assert ("date",) == columns_called(["Date (dd/mm/yyyy)", "date"], "date")


def test_names_of_places_are_told_from_codes() -> None:
    assert [True, True, False, False] == [
        is_place_heading(column) for column in ("Quartier", "admin4Name", "id", "ADM2_PCODE")
    ]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("holdr", "holder"), ("Staus", "status"), ("Controle", ""), ("holder_2", "holder"),
        ("Confidence?", ""), ("confidense", "confidence"), ("Until:", ""), ("untill", "until"),
        ("2018-05-01", ""),
    ],
)  # fmt: skip
def test_a_heading_of_a_state_or_its_days_is_known_when_it_is_mistyped(
    heading: str, meant: str
) -> None:
    told = telling(heading)
    assert told is not None
    assert told[0] == meant


@pytest.mark.parametrize(
    "heading", ["casualties", "note", "sources", "day of week", "ADM1_EN", "x", "part", "السكان"]
)
def test_other_headings_say_nothing_of_a_state(heading: str) -> None:
    assert telling(heading) is None


def test_a_day_without_its_year_says_something_of_a_state() -> None:
    assert ("", "the year in the heading, too, as in '2 June 2020'") == telling("2 June")
    assert telling("1.5") is None


def test_a_heading_in_two_languages_is_called_as_either() -> None:
    columns = ["Quarter / Quartier", "Since/Depuis", "Held by | Tenu par", "Statut\nStatus"]
    columns += ["Control / Status", "Date/Time", "From / To", "Held by/Camp", "Sector 1/2"]
    roles = ("place", "start", "holder", "status", "date")
    assert [(column,) for column in columns[:4]] + [()] == [
        columns_called(columns, role) for role in roles
    ]
    source = "a claim is not a state; --column source='Claimed by / من'"
    assert source == (telling("Claimed by / من") or ("", ""))[1].partition(",")[0]
    # what is two things at once is neither, and is not passed over
    assert [True, True, True, True, False] == [
        telling(column) is not None for column in columns[4:]
    ]
