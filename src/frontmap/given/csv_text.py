"""Cells as CSV has them: no text is a formula, and what is read is what was written.

Spreadsheets compute a cell that begins with `=`, `+`, `-` or `@`, and some look behind a tab or a
line end, or take the wide forms of East Asian texts. Such a text gets a `'` before it, and so does
one that has such a `'` already: else reading, which takes one off, would change it.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Value", "csv_text", "quoted", "unquoted"]

Value = str | int | float | None

#: What a text that must be quoted begins with, behind any number of `'`.
_FORMULA_STARTS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_QUOTABLE = re.compile(f"'*[{_FORMULA_STARTS}]")
_QUOTED = re.compile(f"'+[{_FORMULA_STARTS}]")
#: A number is no formula, and other programs read it as one.
_NUMBER = re.compile(r"[+-](?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def quoted(text: str) -> str:
    """Return a text as a cell of CSV has it; `unquoted` gives it back."""
    if _QUOTABLE.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unquoted(cell: str) -> str:
    """Return the text of a cell: one `'` is taken off where `quoted` puts one."""
    return cell[1:] if _QUOTED.match(cell) else cell


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Return rows as lines of CSV, each ending in LF; their texts are quoted, numbers are not."""
    lines = _Lines()
    # Python 3.11 and 3.12 put quotation marks around the characters of the line end only, and a
    # bare CR in a text would be one; so the writer ends its lines with both
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([quoted(v) if isinstance(v, str) else v for v in row] for row in rows)
    return "".join(lines)


class _Lines(list[str]):
    """Takes the lines of `csv.writer`, one at a time."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")
