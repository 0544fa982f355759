"""The bibliography, as a table and for reference managers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planting import SOURCES, plant

from frontmap.atlas import Atlas, read_atlas
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
