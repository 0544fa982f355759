"""The rules of the data. What the messages say word for word is held by `test_bad_input.py`."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING

import pytest
import shapely
from making import day
from planting import (
    ACTORS,
    AREAS,
    ATLAS,
    CAPTIONS,
    CLAIMS,
    CONTROL,
    LANDMARKS,
    SOURCES,
    VOICES,
    Edit,
    append,
    plant,
)

from frontmap.errors import Fault, Where
from frontmap.folder import check
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record
from frontmap.model import Area, Record, Text

if TYPE_CHECKING:
    from pathlib import Path

SOUTHWEST = "[[[3.0, -0.01], [3.01, -0.01], [3.01, 0.0], [3.0, 0.0], [3.0, -0.01]]]"


def faults_of(folder: Path) -> tuple[Fault, ...]:
    record, unread = read_record(folder)
    assert () == unread
    return check_record(record)


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(str(fault.where), fault.code) for fault in faults]


def test_the_tiny_atlas_is_sound(tiny: Path) -> None:
    assert () == faults_of(tiny)


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        # who holds, and how
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
        # settings
        ([(ATLAS, 'title = "Three fields"\ntitle_ar = "ثلاثة حقول"\n', "")],
         f"{ATLAS} title", "empty-cell"),
        ([(ATLAS, "EPSG:32631", "EPSG:4326")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, "EPSG:32631", "EPSG:2263")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, "EPSG:32631", "UTM 31")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, 'metric_crs = "EPSG:32631"\n', "")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, '["fields"]', '["field"]')], f"{ATLAS}:14 groups", "unknown-group"),
        ([(ATLAS, "last = 2001-01-04", "last = 2000-12-31")],
         f"{ATLAS}:14 last", "ends-early"),
        # outlines
        ([(AREAS, '"id": "southwest", "name": "Southwest field", "name_ar": "الحقل الجنوبي الغربي"',
           '"id": "southwest", "name": "", "name_ar": ""')],
         f"{AREAS} feature 2 name", "empty-cell"),
        ([(AREAS, '"code": "SW"', '"code": "SE"')], f"{AREAS} feature 3 code", "double-code"),
        ([(AREAS, "Southwest field", "North  Field")], f"{AREAS} feature 2 name", "double-name"),
        ([(AREAS, "[[[3.0, -0.01], [3.01, -0.01], [3.01, 0.0], [3.0, 0.0], [3.0, -0.01]]]",
           "[[[-0.01, 3.0], [-0.01, 3.01], [0.0, 3.01], [0.0, 3.0], [-0.01, 3.0]]]")],
         f"{AREAS} feature 2 geometry", "swapped-coordinates"),
        # evidence
        ([(CLAIMS, "herald-1,herald,", "herald-1,heral,")], f"{CLAIMS}:6 source",
         "unknown-source"),
        ([(CLAIMS, "herald-1,herald,", "herald-x,herald,"), (CONTROL, "herald-1", "herald-x")],
         f"{CLAIMS}:6 id", "claim-id"),
        ([(CLAIMS, "southeast,mill,", "southeast,mile,")], f"{CLAIMS}:6 landmark",
         "unknown-landmark"),
        ([(CLAIMS, "southeast,mill,", "southest,mill,")], f"{CLAIMS}:6 areas", "unknown-area"),
        ([(VOICES, "Green media,إعلام الأخضر", ",")], f"{VOICES}:3 name", "empty-cell"),
        ([(CLAIMS, "the mill,blue-media,", "the mill,blu-media,")], f"{CLAIMS}:6 voice",
         "unknown-voice"),
        ([(CLAIMS, "the mill,blue-media,,", "the mill,blue-media,radio,")], f"{CLAIMS}:6 via",
         "unknown-voice"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,left,")], f"{CLAIMS}:5 holder",
         "no-holder"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,denies,green")], f"{CLAIMS}:5 about",
         "about-nothing"),
        ([(CLAIMS, "blue,,,part,,,,,", "blue,,,part,,,,herald-9,")], f"{CLAIMS}:6 about",
         "unknown-claim"),
        ([(VOICES, ",green,", ",greens,")], f"{VOICES}:3 side", "unknown-side"),
        ([(SOURCES, "herald,Herald", "almanac,Herald")],
         f"{SOURCES}:4 id", "double-id"),
        # captions and landmarks
        ([(CAPTIONS, "2001-01-03", "2001-02-03")], f"{CAPTIONS}:2 date", "outside-episodes"),
        ([(LANDMARKS, '"areas": "southeast"', '"areas": "south-east"')],
         f"{LANDMARKS} feature 1 areas",
         "unknown-area"),
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
        (ATLAS, ('[[episodes]]\nid = "next"\ntitle = "2"\nfirst = 2001-02-01\nlast = 2001-02-02\n'
         "default = true"), f"{ATLAS}:22 default", "two-defaults"),
        (ATLAS, '[[relations]]\nsides = ["blue", "gren"]\nkind = "truce"', f"{ATLAS}:22 sides",
         "unknown-side"),
        (ATLAS, ('[[relations]]\nsides = ["blue", "green"]\nepisode = "second-week"\n'
         'kind = "truce"'), f"{ATLAS}:22 episode", "unknown-episode"),
        (ATLAS, '[[accepted]]\ncode = "dissent"\narea = "nort"\nreason = "r"',
         f"{ATLAS}:22 area", "unknown-area"),
        (ATLAS, '[[groups]]\nid = "fields"\ntitle = "Again"', f"{ATLAS}:22 id", "double-id"),
        (ACTORS, "blue,Blue again,,BL2,#112233,blue", f"{ACTORS}:5 id", "double-id"),
        (ACTORS, "red,Red party,,RED,#993333,", f"{ACTORS}:5 side", "empty-cell"),
        (ACTORS, "red,,,RED,#993333,red", f"{ACTORS}:5 name", "empty-cell"),
        (CAPTIONS, "2001-01-03,Again.,", f"{CAPTIONS}:3 date", "double-caption"),
        (VOICES, "almanac,Again,,blue,", f"{VOICES}:5 id", "double-id"),
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
        (ATLAS, '[[relations]]\nsides = ["blue", "green"]\nkind = "truce"'),
        (ATLAS, '[[episodes]]\nid = "next"\ntitle = "2"\nfirst = 2001-01-05\nlast = 2001-01-05'),
        (ACTORS, "red,Red party,,RED,#993333,red"),
        (CONTROL, "north,2001-01-03,,,no_data,,,,,"),
        (CONTROL, "north,2001-01-03,,blue,shared,green,,almanac-1,,"),
        (CONTROL, "north,2001-01-03,,blue,evacuating,,low,almanac-1,A reason.,"),
        (CONTROL, "north,2001-01-03,2001-01-01/2001-01-03,unknown,contested,blue green,,,,"),
    ],
)
def test_what_keeps_the_rules_is_no_fault(copy_of_tiny: Path, file: str, row: str) -> None:
    append(copy_of_tiny, file, row)
    assert () == faults_of(copy_of_tiny)


@pytest.mark.parametrize(
    ("southwest", "kind"),
    [
        # 0.00005° is 5.6 m along the equator
        ("[[[3.0, -0.01], [3.00995, -0.01], [3.00995, 0.0], [3.0, 0.0], [3.0, -0.01]]]", "gap"),
        (
            (
                "[[[3.0, -0.01], [3.01, -0.01], [3.01, -0.005], [3.01, 0.0], [3.0, 0.0], "
                "[3.0, -0.01]]]"
            ),
            "unshared",
        ),
    ],
)
def test_a_narrow_gap_and_a_vertex_of_one_side_are_warnings(
    copy_of_tiny: Path, southwest: str, kind: str
) -> None:
    plant(copy_of_tiny, (AREAS, SOUTHWEST, southwest))
    faults = faults_of(copy_of_tiny)
    assert kind in {fault.code for fault in faults}
    assert {"warning"} == {fault.severity for fault in faults}


def test_a_gap_of_fifteen_metres_and_more_is_a_place_between(copy_of_tiny: Path) -> None:
    moved = "[[[3.0, -0.01], [3.0095, -0.01], [3.0095, -0.001], [3.0, -0.001], [3.0, -0.01]]]"
    plant(copy_of_tiny, (AREAS, SOUTHWEST, moved))
    assert () == faults_of(copy_of_tiny)


def with_two_times(record: Record, first_ends: int, second_begins: int) -> Record:
    """The southwest with two outlines, one after the other, that overlap on the ground."""
    (southwest,) = (area for area in record.areas if area.id == "southwest")
    earlier = replace(southwest, last=day(first_ends))
    later = Area(
        "southwest-new", Text.of(en="New"), "NEW", "fields",
        shapely.box(3.0, -0.01, 3.01, -0.002), first=day(second_begins),
        where=southwest.where,
    )  # fmt: skip
    others = tuple(area for area in record.areas if area.id != "southwest")
    return replace(record, areas=(*others, earlier, later))


def test_outlines_of_different_days_may_lie_on_one_another(tiny: Path) -> None:
    record, _ = read_record(tiny)
    assert "overlap" not in {f.code for f in check_record(with_two_times(record, 2, 3))}
    assert "overlap" in {f.code for f in check_record(with_two_times(record, 3, 3))}


def test_faults_of_outlines_leave_the_coverage_unjudged(copy_of_tiny: Path) -> None:
    """An outline that is no polygon has no neighbours to overlap."""
    plant(copy_of_tiny, (AREAS, SOUTHWEST, "[]"))
    assert [(f"{AREAS} feature 2 geometry", "empty-geometry")] == codes(faults_of(copy_of_tiny))


def test_without_seeds_the_evidence_that_is_cited_is_a_warning(tiny: Path) -> None:
    record, _ = read_record(tiny)
    bare = replace(record, has_seeds=False, claims=(), sources=(), voices=())
    faults = check_record(bare)
    assert [("no-seeds", "warning")] == [(fault.code, fault.severity) for fault in faults]


def test_a_reference_into_a_broken_table_is_not_held_against_its_row(tiny: Path) -> None:
    record, _ = read_record(tiny)
    unread = [Fault(Where(CLAIMS, 3), "bad-csv", "", "")]
    assert () == check_record(replace(record, claims=()), unread=unread)
    assert {"unknown-claim"} == {f.code for f in check_record(replace(record, claims=()))}


def test_an_atlas_without_areas_or_episodes_says_so(tiny: Path) -> None:
    record, _ = read_record(tiny)
    faults = check_record(replace(record, areas=(), episodes=(), rulings=(), captions=()))
    assert {"no-area", "no-episode"} <= {fault.code for fault in faults}


def test_outlines_far_from_where_the_metric_system_holds_are_a_warning(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "EPSG:32631", "EPSG:32637"))
    assert [(f"{ATLAS} metric_crs", "outside-crs")] == codes(faults_of(copy_of_tiny))


def test_a_party_written_by_its_name_is_recognised(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "north,2001-01-01,..2001-01-01,blue",
                         "north,2001-01-01,..2001-01-01,Blue party"))  # fmt: skip
    assert ["blue"] == [fault.meant for fault in faults_of(copy_of_tiny)]


def test_one_reversed_episode_is_one_fault(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "last = 2001-01-04", "last = 2000-01-04"))
    assert ["ends-early"] == [fault.code for fault in faults_of(copy_of_tiny)]


def test_an_atlas_without_rulings_is_a_warning(tiny: Path) -> None:
    record, _ = read_record(tiny)
    faults = check_record(replace(record, rulings=()))
    assert [(CONTROL, "no-ruling")] == codes(faults)


def test_a_landmark_needs_a_place_on_the_globe(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (LANDMARKS, "[3.015, -0.005]", "[300000.0, 4000000.0]"))
    assert [(f"{LANDMARKS} feature 1 geometry", "not-degrees")] == codes(faults_of(copy_of_tiny))


def test_an_outline_may_last_until_the_end_of_the_calendar(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (AREAS, '"official", "first": "", "last": ""',
                         '"official", "first": "", "last": "9999-12-31"'))  # fmt: skip
    assert () == faults_of(copy_of_tiny)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org/a"])
def test_what_is_no_address_is_told_and_is_no_error(copy_of_tiny: Path, url: str) -> None:
    plant(copy_of_tiny, (SOURCES, "en,book,,", f"en,book,{url},"))
    (fault,) = faults_of(copy_of_tiny)
    told = str(fault.where), fault.code, fault.severity
    assert told == (f"{SOURCES}:2 url", "bad-url", "warning")


def test_voices_of_which_nothing_is_said_are_told_once_and_are_no_error(
    copy_of_tiny: Path,
) -> None:
    for number in range(7):
        append(copy_of_tiny, VOICES, f"radio-{number},Radio,,,")
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.severity, fault.found) == (
        f"{VOICES}:5 side",
        "warning",
        "neither side nor note of radio-0, radio-1, radio-2, radio-3, radio-4 and 2 more",
    )


def test_claims_without_a_summary_are_told(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CLAIMS, "Blue had the north field.,كان الحقل الشمالي للأزرق.", ","))
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code, fault.found) == (
        f"{CLAIMS}:2 summary",
        "no-summary",
        "no summary of almanac-1",
    )


def test_every_rule_of_every_module_is_applied() -> None:
    """A function that takes a record and names, and a module with rules, are easily forgotten."""
    found = []
    for one in pkgutil.iter_modules(check.__path__):
        module = import_module(f"{check.__name__}.{one.name}")
        rules = [
            f for name, f in vars(module).items() if name.endswith("_faults") and name[0] != "_"
        ]
        found += [f for f in rules if [*signature(f).parameters] == ["record", "names"]]
    assert set(check.RULES) == set(found)
    assert len(check.RULES) == len(found)
