from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planting import ACTORS, AREAS, ATLAS, CLAIMS, CONTROL, VOICES, faults_of, plant

from frontmap.errors import Fault, Severity, Where
from frontmap.folder.check import check_record
from frontmap.folder.check.references import References, references_of, with_article
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reference_into_a_broken_table_is_not_held_against_its_row(tiny: Path) -> None:
    record, _ = read_record(tiny)
    unread = [Fault(Where(CLAIMS, 3), "bad-csv", "", "")]
    assert () == check_record(replace(record, claims=()), unread=unread)
    assert {"unknown-claim"} == {f.code for f in check_record(replace(record, claims=()))}


def test_a_party_written_by_its_name_is_recognised(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "north,2001-01-01,..2001-01-01,blue",
                         "north,2001-01-01,..2001-01-01,Blue party"))  # fmt: skip
    assert ["blue"] == [fault.meant for fault in faults_of(copy_of_tiny)]


def test_a_thing_has_its_article() -> None:
    assert [with_article(noun) for noun in ("area", "voice")] == ["an area", "a voice"]


def test_references_may_name_what_the_tables_have_and_the_sides_of_parties(tiny: Path) -> None:
    record, _ = read_record(tiny)
    known = {table: list(ids) for table, ids in references_of(record, ()).known.items()}
    assert known["sides"] == ["blue", "green"]
    assert (known["groups"], known["episodes"]) == (["fields"], ["first-week"])
    assert known[AREAS] == ["north", "southwest", "southeast"]
    assert known[VOICES] == ["almanac", "green-media", "blue-media"]


def test_what_cannot_be_read_is_broken_with_all_that_is_named_in_it(tiny: Path) -> None:
    record, _ = read_record(tiny)

    def broken(file: str, severity: Severity = Severity.ERROR) -> set[str]:
        unread = [Fault(Where(file, 3), "made-up", "", "", severity=severity)]
        return set(references_of(record, unread).broken)

    assert broken(CLAIMS) == {CLAIMS}
    assert broken(ACTORS) == {ACTORS, "sides"}
    assert broken(ATLAS) == {ATLAS, "groups", "episodes"}
    assert broken(ATLAS, Severity.WARNING) == set()


def test_an_episode_that_ends_before_it_begins_cannot_be_referred_to(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (week,) = record.episodes
    reversed_ = replace(record, episodes=(replace(week, last=week.first - timedelta(days=1)),))
    assert references_of(reversed_, ()).broken == {"groups", "episodes"}


def faults_for(names: References, *asked: str) -> list[Fault]:
    return list(names.faults(Where(CONTROL, 2), "area", asked, table=AREAS, what="area"))


def test_a_wrong_id_is_told_with_the_table_and_a_near_id(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (fault,) = faults_for(references_of(record, ()), "north", "", "nort")
    assert (str(fault.where), fault.code) == (f"{CONTROL}:2 area", "unknown-area")
    assert (fault.found, fault.expected, fault.meant) == ("'nort'", f"an area of {AREAS}", "north")


def test_a_name_in_any_language_and_in_letters_of_any_case_means_its_row(tiny: Path) -> None:
    record, _ = read_record(tiny)
    names = references_of(record, ())
    written = ("SOUTHWEST FIELD", "الحقل الجنوبي الغربي")
    assert [fault.meant for fault in faults_for(names, *written)] == ["southwest"] * 2


def test_for_the_first_hundred_wrong_ids_a_near_one_is_looked_for(tiny: Path) -> None:
    record, _ = read_record(tiny)
    names = references_of(record, ())
    asked = [f"zzzzzzzz{number}" for number in range(99)]
    found = faults_for(names, *asked, "nort", "southeas", "nort", "North field")
    assert [fault.meant for fault in found[99:]] == ["north", "", "north", "north"]
