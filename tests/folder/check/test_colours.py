"""Enemies whose colours are alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planting import ACTORS, ATLAS, append, codes, faults_of, plant

from frontmap.atlas import check_atlas
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from planting import Edit

BLUE, GREEN = "#335c99", "#9cc98a"
TOP = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("colour", [BLUE, "#355a9c", "#6b4a8c"])
def test_enemies_of_colours_that_are_alike_are_told(copy_of_tiny: Path, colour: str) -> None:
    plant(copy_of_tiny, (ACTORS, GREEN, colour))
    assert codes(faults_of(copy_of_tiny)) == [(f"{ACTORS}:3 colour", "alike-colours")]


def test_enemies_of_colours_that_all_eyes_tell_apart_are_not_told(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ACTORS, GREEN, "#b5483a"))
    assert codes(faults_of(copy_of_tiny)) == []


def test_it_is_a_warning_and_says_for_which_eyes(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ACTORS, GREEN, "#6b4a8c"))
    (fault,) = faults_of(copy_of_tiny)
    assert fault.severity == "warning"
    assert fault.found == f"#6b4a8c, like {BLUE} of 'blue'"
    assert fault.expected == "a colour that tells enemies apart, also with deuteranopia"


TRUCE = '[[relations]]\nsides = ["blue", "green"]\nkind = "truce"\n\n'


@pytest.mark.parametrize(
    "edit",
    [(ATLAS, "[[episodes]]", f"{TRUCE}[[episodes]]"), (ACTORS, f"{BLUE},green", f"{BLUE},blue")],
)
def test_those_who_are_no_enemies_may_look_alike(copy_of_tiny: Path, edit: Edit) -> None:
    plant(copy_of_tiny, (ACTORS, GREEN, BLUE), edit)
    assert "alike-colours" not in [code for _, code in codes(faults_of(copy_of_tiny))]


def test_a_party_that_is_nowhere_may_look_like_an_enemy(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, ACTORS, f"red,Red party,,RED,,{BLUE},red")
    assert codes(faults_of(copy_of_tiny)) == []


def test_the_enemies_of_the_built_in_atlas_are_told_apart() -> None:
    assert [] == [fault for fault in check_atlas(TOP) if fault.code == "alike-colours"]


def test_more_parties_than_colours_tell_apart_are_one_warning_at_once(tiny: Path) -> None:
    record, _ = read_record(tiny)
    blue = record.actors[0]
    actors = [replace(blue, id=f"p{n}", side=f"p{n}", colour="#335c99") for n in range(201)]
    ruling = record.rulings[0]
    rulings = [replace(ruling, holder=actor.id) for actor in actors]
    crowded = replace(record, actors=tuple(actors), rulings=tuple(rulings))
    found = [f.found for f in check_record(crowded) if f.code == "alike-colours"]
    assert found == ["201 parties on a map"]
