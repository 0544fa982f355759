"""The columns of tables and outlines that have something in them, of which nothing is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.importing.areas import (
    columns_read,
)
from frontmap.importing.drawn_areas import DrawnAreas, columns_asked
from frontmap.importing.points import (
    are_points,
    name_column_of_points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.importing.input_tables import (
        InputRow,
        InputTable,
    )
    from frontmap.importing.joining import Joined
    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import (
        Feature,
        FeatureTable,
    )
    from frontmap.importing.table_shapes import Layout

__all__ = ["filled_columns", "unused_columns"]

#: Columns of our own exports that are of the area, or that a KML has once more.
_OF_EXPORTS = frozenset({
    "group", "area_first", "area_last", "first", "last", "description", "begin of the placemark",
    "end of the placemark", "colour of the placemark",
})  # fmt: skip


def unused_columns(
    table: InputTable, layout: Layout, drawn: DrawnAreas, joined: Joined, options: ImportOptions
) -> tuple[str, ...]:
    """Return the columns that have something in them, of which nothing is made.

    Those of a file of outlines beside the table are given with its name.
    """
    read: frozenset[str] = frozenset()
    beside: list[str] = []
    for outlines in drawn.files:
        own = table.of_outlines and outlines.file == table.file
        used = joined.columns | _columns_read(outlines, layout, options, own=own)
        if own:
            read = used
            continue
        of_file = filled_columns(outlines.features) - used
        beside += (
            f"{column} of {outlines.file}" for column in outlines.columns if column in of_file
        )
    filled = filled_columns(table.rows) - read
    unused = (column for column in layout.unused if column in filled)
    return (*unused, *beside, *joined.unused)


def filled_columns(rows: Iterable[InputRow | Feature]) -> set[str]:
    """Return the columns that have something in them."""
    return {column for row in rows for column, cell in row.cells.items() if cell}


def _columns_read(
    outlines: FeatureTable, layout: Layout, options: ImportOptions, *, own: bool
) -> frozenset[str]:
    """Return the columns of a file of outlines or points of which something is made.

    `own` says that the file's attributes are the table.
    """
    named = columns_asked(outlines, options)
    if own and "id_column" not in named:
        named["id_column"] = layout.roles["place"]
    if are_points(outlines):
        place = layout.roles["place"]
        keys = {place, *named.values()}.intersection(outlines.columns)
        return frozenset({*keys, name_column_of_points(outlines, place, **named)})
    # what our own KML repeats for Google Earth says nothing that its columns do not
    exported = _OF_EXPORTS if layout.own_words else frozenset[str]()
    return exported | columns_read(outlines, languages=options.languages, **named)
