"""The record as one CSV table of states, for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.exchange.formats import Format
from frontmap.exchange.layers import control_layer
from frontmap.telling.csv_json import Table, to_csv

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "csv_parts"]

#: Columns for programs that draw, which a reader of a table does not need.
_FOR_DRAWING = {"begin", "end", "colour", "rival_colour", "label"}


def csv_parts(atlas: Atlas) -> list[bytes]:
    """Return the states as UTF-8 CSV, a row for each area and run of days.

    `first` and `last` are both included. Texts that a spreadsheet would take for formulas have a
    `'` before them. A byte order mark tells spreadsheets that it is UTF-8.
    """
    layer = control_layer(atlas)
    kept = [place for place, name in enumerate(layer.names) if name not in _FOR_DRAWING]
    rows = tuple(tuple(_cell(row[place]) for place in kept) for row in layer.rows)
    table = Table(tuple(layer.names[place] for place in kept), rows)
    return [to_csv(table).encode("utf-8-sig")]


def _cell(value: object) -> str | int | float:
    if isinstance(value, int | float):
        return value
    return "" if value is None else str(value)


FORMAT = Format(
    title="CSV",
    programs="spreadsheets",
    holds="the states without their outlines",
    parts=csv_parts,
)
