"""Words in a column of statuses or of confidences, in the place of which the user says ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from frontmap.errors import DataError, Fault, Where
from frontmap.model import Confidence
from frontmap.names import fold, near_name
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontmap.importing.input_tables import InputRow
    from frontmap.importing.outlines import Feature

__all__ = ["in_our_words"]

Row = TypeVar("Row", "InputRow", "Feature")

#: What a word may mean, by the role of the column that it stands in.
_MEANINGS = {
    "status": tuple(status.value for status in Status),
    "confidence": tuple(confidence.value for confidence in Confidence),
}


def in_our_words(
    tables: Iterable[tuple[Sequence[Row], Mapping[str, str]]], words: Mapping[str, str]
) -> list[tuple[Row, ...]]:
    """Return the rows of each table with our word for each that the user explains.

    Args:
        tables: rows, and their columns by role.
        words: a status, or a confidence, by the table's own word for it.

    Raises:
        DataError: a word means neither, or stands in no column for it.
    """
    ours = {fold(word): meant for word, meant in words.items()}
    met: set[str] = set()
    said: list[tuple[Row, ...]] = []
    for rows, roles in tables:
        columns = {roles[role]: known for role, known in _MEANINGS.items() if role in roles}
        cells = [
            {
                column: ours[word]
                for column, known in columns.items()
                if ours.get(word := fold(row.cells.get(column, ""))) in known
            }
            for row in rows
        ]
        met |= {fold(r.cells[c]) for r, of in zip(rows, cells, strict=True) for c in of}
        said.append(
            tuple(
                replace(row, cells=row.cells | of) if of else row
                for row, of in zip(rows, cells, strict=True)
            )
        )
    if faults := list(_faults(words, met)):
        raise DataError(faults)
    return said


def _faults(words: Mapping[str, str], met: set[str]) -> Iterable[Fault]:
    known = [meaning for of_role in _MEANINGS.values() for meaning in of_role]
    where = Where("--word")
    for word, meant in words.items():
        if meant not in known:
            expected = f"one of {', '.join(known)}"
            yield Fault(where, "bad-choice", repr(meant), expected, near_name(meant, known))
        elif fold(word) not in met:
            role = next(role for role, of_role in _MEANINGS.items() if meant in of_role)
            yield Fault(where, "unknown-word", repr(word), f"a word in the column of the {role}")
