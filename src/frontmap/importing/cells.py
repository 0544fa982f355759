"""What people type into cells, cleaned: spaces that are none, numbers that are ids, file texts."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "cell_text",
    "clean",
    "decode",
    "edits",
    "fold",
    "known_encoding",
    "make_id",
    "unique_ids",
]

#: Characters that show nothing: controls, direction marks, soft hyphens, byte order marks. The
#: joiners of Arabic script show, and are kept.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_FLOAT_ID = re.compile(r"(\d+)\.0+")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """Return `text` without invisible characters, its runs of spaces as one, NFC."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.split())


def cell_text(value: object) -> str:
    """Return what a spreadsheet or a vector file holds in a cell as the text people see."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # not a number is how data frames write an empty cell
        if value != value:  # noqa: PLR0124 - the one value that differs from itself
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    return clean(str(value))


def fold(text: str) -> str:
    """Return what two ways of writing one name have in common.

    Case, accents, punctuation and runs of spaces are set aside, `12.0` is `12`; Arabic letters
    that are commonly exchanged are one.
    """
    whole = _FLOAT_ID.fullmatch(clean(text))
    plain = whole[1] if whole else clean(text)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", plain)
        if not unicodedata.combining(letter)
    )
    bare = bare.casefold().translate(_ARABIC)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
    | dict.fromkeys("ـ\u200c\u200d", "")
)


def make_id(name: str) -> str:
    """Return an id made of `name`; empty where none of its letters can be in an id."""
    plain = unicodedata.normalize("NFKD", clean(name)).encode("ascii", "ignore").decode()
    whole = _FLOAT_ID.fullmatch(plain)
    return _NOT_IN_ID.sub("-", (whole[1] if whole else plain).casefold().replace("'", "")).strip(
        "-"
    )


def unique_ids(names: Iterable[str], *, otherwise: str) -> tuple[str, ...]:
    """Return an id for each name; repeated ones get a number, ones without letters `otherwise`."""
    ids: list[str] = []
    taken: set[str] = set()
    for name in names:
        stem = make_id(name)
        number = 1
        candidate = stem or f"{otherwise}-1"
        while candidate in taken:
            number += 1
            candidate = f"{stem or otherwise}-{number}"
        taken.add(candidate)
        ids.append(candidate)
    return tuple(ids)


def edits(one: str, other: str) -> int:
    """Return the letters to insert, drop or exchange to get from `one` to `other`.

    V. I. Levenshtein, Soviet Physics Doklady 10 (1966), 707-710.
    """
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, start=1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (letter != against)),
            )
    return row[-1]


def known_encoding(name: str) -> bool:
    """Tell whether `name` is an encoding, or empty."""
    try:
        return not name or bool(codecs.lookup(name))
    except LookupError:
        return False


def decode(raw: bytes, *, file: str, encoding: str = "") -> tuple[str, str]:
    """Return a file's text and the name of its encoding.

    UTF-16 is known by its mark and UTF-8 by its form, whatever `encoding` says: that is for the
    other files of a command. Anything else cannot be told apart and must be named.

    Raises:
        DataError: the bytes are not in `encoding`, or `encoding` is needed and not given.
    """
    if not known_encoding(encoding):
        expected = "an encoding such as cp1256"
        raise DataError([Fault(Where(file), "unknown-encoding", repr(encoding), expected)])
    form = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    named = encoding or form
    # UTF-16 without its mark passes for UTF-8 full of zeros
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
