"""Cells and files as clean text: invisible characters, numbers that are ids, encodings."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import DataError, Fault, Where
from frontmap.given.texts import refused, show_refused
from frontmap.names import clean, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "CleanTexts",
    "TableLine",
    "cell_text",
    "decode",
    "is_list",
    "require_encoding",
    "text_faults",
]

#: How many of what is left out are named.
_NAMED = 5

#: Codecs of host names and of Python's source, which are for no file.
_NO_ENCODINGS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}


class TableLine(NamedTuple):
    """A line of a table: its number, where the first is 1, its cells, and their colours if any."""

    number: int
    cells: list[str]
    colours: tuple[str, ...] = ()


def cell_text(value: object) -> str:
    """Return the text that people see for what a spreadsheet or a vector file has in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # data frames write an empty cell as "not a number"
        if value != value:  # noqa: PLR0124 - the one value that differs from itself
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    return clean(str(value))


class CleanTexts:
    """Makes clean texts of the values in cells, and remembers what was left out of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._unseen: Counter[tuple[str, str]] = Counter()

    def of(self, column: str, value: object) -> str:
        """Return the text of what a column has in a cell."""
        if isinstance(value, str) and (letters := unseen(value)):
            self._unseen.update((column, letter) for letter in letters)
        return cell_text(value)

    def notes(self) -> tuple[str, ...]:
        """Return what was left out, of which column, in how many cells: one sentence, or none."""
        if not self._unseen:
            return ()
        cells = sorted(self._unseen.items())
        told = [f"U+{ord(letter):04X} of {name} ({count})" for (name, letter), count in cells]
        more = ", …" if len(told) > _NAMED else ""
        return (f"invisible characters left out: {', '.join(told[:_NAMED])}{more}",)


def is_list(text: str) -> bool:
    """Tell whether a text is a list or an object of JSON, which is all that a file has of one."""
    if not text.startswith(("[", "{")):
        return False
    try:
        return isinstance(json.loads(text), list | dict)
    except (ValueError, RecursionError):
        return False


def require_encoding(name: str) -> None:
    """Refuse a name that is no encoding of texts; an empty one is none that is named.

    Raises:
        DataError: it is none; Python's codecs turn more than texts into bytes.
    """
    if not name:
        return
    with suppress(LookupError, ValueError):
        codec = codecs.lookup(name)
        # the flag is Python's own: bytes.decode goes by it
        if codec._is_text_encoding and codec.name not in _NO_ENCODINGS:  # noqa: SLF001
            return
    expected = "an encoding of texts, such as cp1256"
    raise DataError([Fault(Where("--encoding"), "unknown-encoding", repr(name), expected)])


def text_faults(rows: Iterable[tuple[Where, Mapping[str, str]]]) -> Iterator[Fault]:
    """Yield a fault for each cell, and each name of a column, with what no text may hold.

    What is invisible has gone before (`names.clean`); half of a character cannot go unseen.
    """
    bad_names: set[str] = set()
    for where, cells in rows:
        if "".join(cells.values()).isprintable() and "".join(cells).isprintable():
            # most rows of most tables
            continue
        for column, cell in cells.items():
            if refused(cell):
                yield Fault(where.at(column), *show_refused(cell))
            if column not in bad_names and refused(column):
                bad_names.add(column)
                yield Fault(Where(where.file), *show_refused(column))


def decode(raw: bytes, *, file: str, encoding: str = "") -> tuple[str, str]:
    """Return a file's text and the name of its encoding.

    UTF-16 is recognised by its mark and UTF-8 by its form, whatever `encoding` says: that is for
    the command's other files. Other encodings cannot be recognised and must be named.

    Raises:
        DataError: the bytes are not in `encoding`, or `encoding` is needed and not given.
    """
    require_encoding(encoding)
    form = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    named = encoding or form
    # UTF-16 without its mark is valid UTF-8 full of zeros
    if form == "utf-16" or b"\x00" not in raw:
        with suppress(UnicodeDecodeError):
            return raw.decode(form), form.removesuffix("-sig")
    try:
        return raw.decode(named), named.removesuffix("-sig")
    except UnicodeDecodeError as reason:
        row = raw[: reason.start].count(b"\n") + 1
        found = f"the byte 0x{raw[reason.start]:02x}, which is not {named.removesuffix('-sig')}"
        expected = "UTF-8, or its encoding named by --encoding (cp1252 western, cp1256 Arabic)"
        fault = Fault(Where(file, row), "encoding", found, expected)
    raise DataError([fault])
