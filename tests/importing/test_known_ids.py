"""What import wrote is known again, whatever people have corrected in it since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from imported import draw_areas, make, text

from frontmap.days import parse_span
from frontmap.importing.holders import propose_holders
from frontmap.importing.known_ids import KnownIds, is_said, said_of, told_apart
from frontmap.model import ClaimKind
from frontmap.words import own_text

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.model import Record

TABLE = "place,date,holder,source\nMill,2018-05-01,Blue,Report\nMill,2018-05-02,Blue?,Report\n"


def record_of(tmp_path: Path) -> Record:
    holders = tmp_path / "holders.csv"
    rows = propose_holders(["Blue", "Blue?"])
    holders.write_text(
        "written,holder,status,name,short,colour\n"
        + "".join(f"{row.written},blue,held,Blue,BLU,#335c99\n" for row in rows)
    )
    return make(tmp_path, text(tmp_path, TABLE), draw_areas(tmp_path), holders=holders).record


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ('["report", "2018-05-01", ["mill"], "p. 1"]', True),
        ('["report", "2018-05-01", [], ""]', True),
        ('["report", "2018-05-01", "mill", ""]', False),
        ('["report", 2018, ["mill"], ""]', False),
        ('["report", "2018-05-01", [["mill"]], ""]', False),
        ('["report", "2018-05-01", []]', False),
        ("7", False),
        ("p. 1", False),
        ("[" * 100_000, False),
    ],
)
def test_what_tells_a_claim_apart_is_known_by_its_form(told: str, *, fits: bool) -> None:
    assert fits == is_said(told)


def test_a_source_is_known_by_the_title_that_import_wrote_and_by_the_one_that_it_has(
    tmp_path: Path,
) -> None:
    record = record_of(tmp_path)
    (source,) = record.sources
    corrected = replace(record, sources=(replace(source, title="The Report"),))
    known = KnownIds.of(corrected, told_apart(record))
    assert {"Report": "report", "The Report": "report"} == known.names


def test_a_claim_whose_day_is_corrected_is_not_made_once_more(tmp_path: Path) -> None:
    record = record_of(tmp_path)
    claim = record.claims[0]
    corrected = replace(claim, date=parse_span("2018-04-30"))
    known = KnownIds.of(replace(record, claims=(corrected, *record.claims[1:])), told_apart(record))
    assert [claim.id] == known.claims[said_of(claim)]
    assert said_of(corrected) not in known.claims


def test_a_source_and_an_outline_with_new_ids_are_found_again(tmp_path: Path) -> None:
    record = record_of(tmp_path)
    (source,) = record.sources
    mill = next(area for area in record.areas if area.id == "mill")
    renamed = replace(
        record,
        sources=(replace(source, id="r"),),
        areas=tuple(replace(a, id="the-mill") if a is mill else a for a in record.areas),
        claims=(),
    )
    known = KnownIds.of(renamed, told_apart(record), record.areas)
    assert {"mill": "the-mill"} == known.areas
    assert "r" == known.names["Report"]
    assert ("r", "2018-05-01", ("the-mill",), "") in known.claims


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_event_is_known_though_a_row_has_come_before_it(tmp_path: Path, language: str) -> None:
    claim = replace(record_of(tmp_path).claims[0], kind=ClaimKind.CLASH)
    said = set()
    for row in (2, 13):
        told = own_text("new.event", (language,), file="e.csv", row=row, said="Raid")
        said.add(said_of(replace(claim, summary=told))[-1])
    assert 1 == len(said)
    other = own_text("new.event", (language,), file="e.csv", row=2, said="Shelling")
    assert said_of(replace(claim, summary=other))[-1] not in said
