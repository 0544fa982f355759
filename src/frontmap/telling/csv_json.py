"""A table as CSV and as JSON; both give the same bytes for the same table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.given.csv_text import Value, csv_text

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["Table", "json_object", "to_csv", "to_json"]


@dataclass(frozen=True)
class Table:
    """Columns and rows; numbers stay numbers, days are ISO 8601, lists are joined by spaces."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def to_csv(table: Table) -> str:
    """Write a table as CSV with LF line ends.

    A text that a spreadsheet would take for a formula is written with `'` before it.
    """
    return csv_text([table.columns, *table.rows])


def to_json(table: Table) -> str:
    """Write a table as a JSON list of objects, one line each."""
    lines = ",\n".join(json_object(table.columns, row) for row in table.rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def json_object(columns: Sequence[str], row: Sequence[Value]) -> str:
    """Return a row as one JSON object, its values by column."""
    return json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
