"""Names as people write them: what is one name, which one was meant, and ids made of them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["clean", "edits", "fold", "make_id", "near_name", "unique_ids"]

#: Characters that show nothing: controls, direction marks, soft hyphens, byte order marks. The
#: joiners of Arabic script show, and are kept.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return `text` without invisible characters, its runs of spaces as one, NFC."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.split())


def near_name(name: str, known: Sequence[str]) -> str:
    """Return the known name that was probably meant, or nothing."""
    folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


_FLOAT_ID = re.compile(r"(\d+)\.0+")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


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
