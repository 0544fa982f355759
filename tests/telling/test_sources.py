"""The bibliography, as a table and for reference managers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from planting import SOURCES, plant

from frontmap.atlas import Atlas, read_atlas
from frontmap.days import parse_day, parse_span
from frontmap.model import ReadAs
from frontmap.telling.sources import bibliography, csl_json

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.telling.csv_json import Table


def records(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_bibliography_counts_the_claims_and_rulings_that_rest_on_a_source(
    tiny_atlas: Atlas,
) -> None:
    assert [("almanac", 2, 3), ("gazette", 2, 2), ("herald", 2, 2)] == [
        (row["id"], row["claims"], row["rulings"]) for row in records(bibliography(tiny_atlas))
    ]


def test_a_bibliography_for_zotero_and_pandoc(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (SOURCES, ",2001-01-05,", ",[2001-01-05..2001-01-06],"))
    almanac, gazette, _ = json.loads(csl_json(read_atlas(copy_of_tiny).sources.values()))
    assert {
        "id": "almanac",
        "type": "book",
        "title": "The year in three fields",
        "container-title": "Almanac",
        "language": "en",
        "author": [{"literal": "A. Author"}],
        "issued": {"date-parts": [[2001, 12, 31]]},
    } == almanac
    assert {"date-parts": [[2001, 1, 5], [2001, 1, 6]]} == gazette["issued"]
    assert "author" not in gazette


def test_what_was_read_and_where_a_copy_is_kept_stand_behind_the_other_columns(
    tiny_atlas: Atlas,
) -> None:
    (first, *_) = bibliography(with_copy(tiny_atlas)).rows
    names = "claims", "rulings", "read_as", "archived_url", "archived_on", "updated"
    assert names == bibliography(tiny_atlas).columns[-6:]
    assert (2, 3, "excerpt", COPY, "2002-03-04", "2002-01") == first[-6:]
    assert ("", "", "", "") == bibliography(tiny_atlas).rows[0][-4:]


def test_a_bibliography_names_the_archive_and_keeps_a_description_as_it_is(
    tiny_atlas: Atlas,
) -> None:
    almanac, gazette, _ = json.loads(csl_json(with_copy(tiny_atlas).sources.values()))
    assert ("archive.example.org", COPY) == (almanac["archive"], almanac["archive_location"])
    assert {"read_as": "excerpt", "archived_on": "2002-03-04", "updated": "2002-01"} == (
        almanac["custom"]
    )
    assert "[A map of the fields]" == almanac["title"]
    assert not {"archive", "archive_location", "custom"} & set(gazette)


COPY = "https://archive.example.org/2002/almanac"


def with_copy(atlas: Atlas) -> Atlas:
    """The tiny atlas with all that can be said of its first source."""
    first, *others = atlas.record.sources
    first = replace(
        first,
        title="[A map of the fields]",
        updated=parse_span("2002-01"),
        read_as=ReadAs.EXCERPT,
        archived_url=COPY,
        archived_on=parse_day("2002-03-04"),
    )
    return Atlas(replace(atlas.record, sources=(first, *others)))
