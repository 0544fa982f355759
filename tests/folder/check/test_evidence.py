from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from planting import CLAIMS, CONTROL, SOURCES, VOICES, Edit, append, codes, faults_of, plant
from shapely.affinity import translate

from frontmap.days import parse_day, parse_span
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.model import Record


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(CLAIMS, "herald-1,herald,", "herald-x,herald,"), (CONTROL, "herald-1", "herald-x")],
         f"{CLAIMS}:6 id", "claim-id"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,left,")], f"{CLAIMS}:5 holder",
         "no-holder"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,denies,green")], f"{CLAIMS}:5 about",
         "about-nothing"),
        ([(CLAIMS, ",,blue,held,,,,,,,Blue had the n",
           ",repeats,blue,held,,,,,,almanac-1,Blue had the n")],
         f"{CLAIMS}:2 about", "about-itself"),
        ([(CLAIMS, "p. 1,2001-01-01,north,", "p. 1,2001-01-01,,"),
          (CLAIMS, "blue,held,,,,,,,Blue had the n", "blue,held,,,0.5,,,,Blue had the n")],
         f"{CLAIMS}:2 share", "share-of-nothing"),
        ([(CLAIMS, "evacuation,left,green,", "evacuation,left,green,held")], f"{CLAIMS}:5 status",
         "left-with-status"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, edits: list[Edit], where: str, code: str
) -> None:
    plant(copy_of_tiny, *edits)
    assert (where, code) in codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "www.example.org/a", "https://www.example.org@other.example/"]
)
def test_what_is_no_address_is_told_and_is_no_error(copy_of_tiny: Path, url: str) -> None:
    plant(copy_of_tiny, (SOURCES, "en,book,,", f"en,book,{url},"))
    (fault,) = faults_of(copy_of_tiny)
    told = str(fault.where), fault.code, fault.severity
    assert told == (f"{SOURCES}:2 url", "bad-url", "warning")


def test_voices_of_which_nothing_is_said_are_told_once_and_are_no_error(
    copy_of_tiny: Path,
) -> None:
    for number in range(7):
        append(copy_of_tiny, VOICES, f"radio-{number},Radio {number},,,")
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


@pytest.fixture
def record(tiny: Path) -> Record:
    return read_record(tiny)[0]


def with_source(record: Record, number: int, **fields: object) -> Record:
    sources = list(record.sources)
    sources[number] = replace(sources[number], **fields)  # type: ignore[arg-type]
    return replace(record, sources=tuple(sources))


def test_the_address_of_a_stored_copy_is_judged_like_that_of_the_source(record: Record) -> None:
    copied = with_source(record, 1, archived_url="javascript:alert(1)")
    (fault,) = check_record(copied)
    told = str(fault.where), fault.code, fault.severity
    assert told == (f"{SOURCES}:3 archived_url", "bad-url", "warning")
    assert () == check_record(with_source(record, 1, archived_url="https://example.org/copy"))


def test_the_day_of_a_stored_copy_without_its_address_is_told(record: Record) -> None:
    (fault,) = check_record(with_source(record, 1, archived_on=parse_day("2001-02-01")))
    assert (str(fault.where), fault.code, fault.found) == (
        f"{SOURCES}:3 archived_url", "archived-nowhere", "a copy of 2001-02-01, and no address",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("published", "early"),
    [
        ("2001-01-02", ["gazette-1", "gazette-2"]),
        ("2001-01-03", ["gazette-2"]),
        ("[2001-01-01..2001-01-03]", ["gazette-2"]),
        ("2001-01-02~", []),
        ("2001-01", []),
        ("2001-01-04", []),
    ],
)
def test_a_claim_published_before_the_first_day_that_it_can_be_about_is_told(
    record: Record, published: str, early: list[str]
) -> None:
    faults = check_record(with_source(record, 1, published=parse_span(published)))
    assert ["published-before"] * len(early) == [fault.code for fault in faults]
    assert early == [fault.found.split()[0] for fault in faults]
    assert all(fault.severity == "warning" for fault in faults)


def test_the_days_of_a_claim_published_early_are_named(record: Record) -> None:
    (fault,) = check_record(with_source(record, 1, published=parse_span("2001-01-03")))
    assert (str(fault.where), fault.found) == (
        f"{CLAIMS}:5 date", "gazette-2 of 2001-01-04, published by 2001-01-03",
    )  # fmt: skip


def test_a_claim_about_a_day_or_earlier_is_never_published_too_early(record: Record) -> None:
    early = with_source(record, 1, published=parse_span("2000-01-01"))
    claims = tuple(replace(claim, date=parse_span("..2001-01-04")) for claim in early.claims)
    codes_found = {fault.code for fault in check_record(replace(early, claims=claims))}
    assert "published-before" not in codes_found


def test_sources_without_any_day_of_publication_are_told_once(record: Record) -> None:
    undated = with_source(with_source(record, 0, published=None), 2, published=None)
    (fault,) = check_record(undated)
    assert (str(fault.where), fault.code, fault.found) == (
        f"{SOURCES}:2 published",
        "no-publication-day",
        "no day of publication of almanac, herald",
    )
    updated = with_source(record, 0, published=None, updated=parse_span("2001-12"))
    assert () == check_record(updated)


def with_point(record: Record, lon: float | None, lat: float | None) -> Record:
    first, *others = record.claims
    return replace(record, claims=(replace(first, lon=lon, lat=lat), *others))


@pytest.mark.parametrize(
    ("lon", "lat", "column", "code", "severity"),
    [
        (3.0, None, "lat", "half-a-place", "error"),
        (None, 0.0, "lon", "half-a-place", "error"),
        (3.0, 91.0, "lat", "bad-degrees", "error"),
        (180.5, 0.0, "lon", "bad-degrees", "error"),
        (0.0, 3.0, "lon", "far-away", "warning"),
    ],
)
def test_a_point_has_both_its_numbers_and_lies_near_the_areas(
    tiny: Path, lon: float | None, lat: float | None, column: str, code: str, severity: str
) -> None:
    record, _ = read_record(tiny)
    faults = check_record(with_point(record, lon, lat))
    assert (f"{CLAIMS}:2 {column}", code, severity) in [
        (str(fault.where), fault.code, fault.severity) for fault in faults
    ]


def test_a_point_may_lie_beyond_the_meridian_of_180_where_the_areas_do(tiny: Path) -> None:
    record, _ = read_record(tiny)
    areas = tuple(replace(a, polygon=translate(a.polygon, 180 - 3.01)) for a in record.areas)
    faults = check_record(with_point(replace(record, areas=areas), 180.005, 0.01))
    assert [fault for fault in faults if fault.where.column in {"lon", "lat"}] == []


def test_a_point_beside_the_areas_is_no_fault(tiny: Path) -> None:
    record, _ = read_record(tiny)
    assert check_record(with_point(record, 3.03, 0.02)) == check_record(record)
