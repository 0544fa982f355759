"""Outlines all of which one party holds: maps without attributes, of whom only the user knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.importing.table_shapes import ROLES
from frontmap.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import FeatureTable

__all__ = ["held_by_one", "named_columns"]

#: The column that is added.
_COLUMN = "--all-held-by"


def held_by_one(outlines: FeatureTable, options: ImportOptions) -> FeatureTable:
    """Return outlines with a column of who holds each, where the user says that it is one party.

    Raises:
        DataError: a column says it, too.
        RequestError: the user names such a column.
    """
    if not options.all_held_by:
        return outlines
    if "holder" in options.columns:
        raise RequestError("say --column holder=… or --all-held-by, not both")
    filled = {c for one in outlines.features for c, cell in one.cells.items() if cell}
    expected = "--all-held-by with --leave-out '{}', or without --all-held-by"
    faults = [
        Fault(Where(outlines.file, 1, c), "two-holders", f"holders in {c!r}", expected.format(c))
        for c in outlines.columns
        if fold(c) in ROLES["holder"] and c in filled and c not in options.left_out
    ]
    if faults:
        raise DataError(faults)
    features = tuple(
        replace(one, cells=one.cells | {_COLUMN: options.all_held_by}) for one in outlines.features
    )
    return replace(outlines, columns=(*outlines.columns, _COLUMN), features=features)


def named_columns(options: ImportOptions, named: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of roles that are named, and the one that `held_by_one` adds."""
    return {**named, "holder": _COLUMN} if options.all_held_by else dict(named)
