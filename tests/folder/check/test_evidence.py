from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planting import CLAIMS, CONTROL, SOURCES, VOICES, Edit, append, codes, faults_of, plant

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(CLAIMS, "herald-1,herald,", "herald-x,herald,"), (CONTROL, "herald-1", "herald-x")],
         f"{CLAIMS}:6 id", "claim-id"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,left,")], f"{CLAIMS}:5 holder",
         "no-holder"),
        ([(CLAIMS, "evacuation,left,green", "evacuation,denies,green")], f"{CLAIMS}:5 about",
         "about-nothing"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, edits: list[Edit], where: str, code: str
) -> None:
    plant(copy_of_tiny, *edits)
    assert (where, code) in codes(faults_of(copy_of_tiny))


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
