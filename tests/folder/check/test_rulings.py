from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making import day
from planting import AREAS, ATLAS, CAPTIONS, CONTROL, ERRATA, Edit, append, codes, faults_of, plant

from frontmap.errors import Where
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(CONTROL, "],blue,held", "],,held")], f"{CONTROL}:7 holder", "no-holder"),
        ([(CONTROL, "],blue,held", "],blue,no_data")], f"{CONTROL}:7 holder",
         "holder-without-data"),
        ([(CONTROL, "],blue,held", "],blue,unknown")], f"{CONTROL}:7 holder", "holder-unknown"),
        ([(CONTROL, "contested,blue", "contested,")], f"{CONTROL}:6 rivals", "no-rival"),
        ([(CONTROL, "contested,blue", "shared,")], f"{CONTROL}:6 rivals", "no-rival"),
        ([(CONTROL, "contested,blue", "held,blue")], f"{CONTROL}:6 rivals", "rival-too-many"),
        ([(CONTROL, "contested,blue", "evacuating,blue")], f"{CONTROL}:6 rivals",
         "rival-too-many"),
        ([(CONTROL, "contested,blue", "contested,blue green")], f"{CONTROL}:6 rivals",
         "own-rival"),
        ([(CONTROL, "held,,,almanac-1", "held,,high,almanac-1")], f"{CONTROL}:2 confidence",
         "no-reason"),
        ([(CONTROL, "southeast,2001-01-02,", "southeast,2001-01-04,")],
         f"{CONTROL}:7 since", "out-of-order"),
        ([(CONTROL, "[2001-01-02..2001-01-03]", "[2001-01-04..2001-01-05]")],
         f"{CONTROL}:7 began", "began-later"),
        ([(CONTROL, "southwest,2001-01-04,,unknown,unknown",
           "southwest,2001-01-01,..2001-01-01,green,held")],
         f"{CONTROL}:4 since", "double-ruling"),
        ([(AREAS, '"official", "first": ""', '"official", "first": "2001-01-02"')],
         f"{CONTROL}:2 since", "no-outline"),
        ([(CAPTIONS, "2001-01-03", "2001-02-03")], f"{CAPTIONS}:2 date", "outside-episodes"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, edits: list[Edit], where: str, code: str
) -> None:
    plant(copy_of_tiny, *edits)
    assert (where, code) in codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    ("file", "row", "where", "code"),
    [
        (CAPTIONS, "2001-01-03,Again.,", f"{CAPTIONS}:3 date", "double-caption"),
    ],
)  # fmt: skip
def test_what_is_added_against_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, file: str, row: str, where: str, code: str
) -> None:
    append(copy_of_tiny, file, row)
    assert [(where, code)] == codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    ("file", "row"),
    [
        (CONTROL, "north,2001-01-03,,,no_data,,,,,"),
        (CONTROL, "north,2001-01-03,,blue,shared,green,,almanac-1,,"),
        (CONTROL, "north,2001-01-03,,blue,evacuating,,low,almanac-1,A reason.,"),
        (CONTROL, "north,2001-01-03,2001-01-01/2001-01-03,unknown,contested,blue green,,,,"),
    ],
)
def test_what_keeps_the_rules_is_no_fault(copy_of_tiny: Path, file: str, row: str) -> None:
    append(copy_of_tiny, file, row)
    assert () == faults_of(copy_of_tiny)


def test_without_seeds_the_evidence_that_is_cited_is_a_warning(tiny: Path) -> None:
    record, _ = read_record(tiny)
    bare = replace(record, has_seeds=False, claims=(), sources=(), voices=())
    faults = check_record(bare)
    assert [("no-seeds", "warning")] == [(fault.code, fault.severity) for fault in faults]


def test_an_atlas_without_rulings_is_a_warning(tiny: Path) -> None:
    record, _ = read_record(tiny)
    faults = check_record(replace(record, rulings=()))
    assert [(CONTROL, "no-ruling")] == codes(faults)


def test_each_ruling_that_breaks_a_rule_is_told_though_others_share_its_state(tiny: Path) -> None:
    """What was once found sound is not judged again; what was found at fault is."""
    record, _ = read_record(tiny)
    bare = replace(record.rulings[0], holder="", evidence=(), began=None)
    wrong = [replace(bare, since=day(n), where=Where(CONTROL, 10 + n)) for n in (2, 3)]
    faults = check_record(replace(record, rulings=(*record.rulings, *wrong)))
    assert codes(faults) == [
        (f"{CONTROL}:12 holder", "no-holder"),
        (f"{CONTROL}:13 holder", "no-holder"),
    ]


@pytest.mark.parametrize(
    ("holder", "code"), [("blue", "double-ruling"), ("green", "rulings-disagree")]
)
def test_a_second_ruling_of_a_day_repeats_the_first_or_disagrees(
    copy_of_tiny: Path, holder: str, code: str
) -> None:
    append(copy_of_tiny, CONTROL, f"southeast,2001-01-03,,{holder},held,,,herald-2,,")
    (fault,) = faults_of(copy_of_tiny)
    found = "a second ruling of southeast from 2001-01-03 (row 7)"
    assert (str(fault.where), fault.code) == (f"{CONTROL}:8 since", code)
    assert fault.found == (found if holder == "blue" else f"{found}, another state")


@pytest.mark.parametrize(
    ("row", "column", "code", "meant"),
    [
        ("1.1,2001-02-01,southeast,2001-01-14,It was.,So.", "since", "no-such-ruling", ""),
        ("1.1,2001-02-01,,2001-01-03,It was.,So.", "since", "no-such-ruling", ""),
        ("1.1,2001-02-01,nrth,2001-01-03,It was.,So.", "area", "unknown-area", "north"),
    ],
)
def test_an_erratum_of_no_area_or_of_no_day_of_an_episode_is_a_warning(
    copy_of_tiny: Path, row: str, column: str, code: str, meant: str
) -> None:
    append(copy_of_tiny, ERRATA, row)
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code, fault.meant, fault.severity) == (
        f"{ERRATA}:3 {column}", code, meant, "warning",
    )  # fmt: skip


@pytest.mark.parametrize(
    "place", ["southwest,2001-01-04", "southwest,2001-01-02", "southwest,", ","]
)
def test_an_erratum_may_be_of_a_ruling_one_that_was_taken_away_an_area_or_something_else(
    copy_of_tiny: Path, place: str
) -> None:
    append(copy_of_tiny, ERRATA, f"1.0,2001-01-20,{place},It was so.,A slip.")
    assert () == faults_of(copy_of_tiny)


def test_errata_of_an_atlas_without_a_version_are_told_once(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, ERRATA, "1.0,2001-01-20,,,It was so.,A slip.")
    plant(copy_of_tiny, (ATLAS, 'version = "1.1"\n', ""))
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code, fault.severity) == (
        f"{ERRATA}:2 version", "no-version", "warning",
    )  # fmt: skip
