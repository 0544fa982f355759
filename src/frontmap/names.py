"""Names as people write them: when two are the same, which one was meant, and ids from them."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from frontmap.limits import FILE_NAME_BYTES, NAME_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "clean",
    "edits",
    "fold",
    "looks",
    "make_id",
    "near_name",
    "plain",
    "safe_name",
    "unique_ids",
    "unseen",
]

#: How alike, of 100, a name must be to one that is there to be offered as what was meant. Tried on
#: 2437 misspellings of the built-in atlas's areas, actors and voices, 65 finds as many as any lower
#: figure (2427), and offers something for 11 of 507 names that are none of them; 60 does for 28.
_ALIKE = 65

#: Characters that show nothing: direction marks, soft hyphens, byte order marks. The joiners of
#: Arabic script change how letters look, and are kept; so are controls, which are refused.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """Return `text` without invisible characters, its runs of spaces as one, NFC."""
    if text.isascii() and text.isprintable() and "  " not in text:
        # most cells of most tables, by the hundred thousand
        return text.strip()
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.split())


def unseen(text: str) -> frozenset[str]:
    """Return the invisible characters that `clean` leaves out of a text."""
    return frozenset() if text.isascii() else frozenset(_INVISIBLE.findall(text))


def near_name(name: str, known: Sequence[str]) -> str:
    """Return the known name that was probably meant, or an empty text.

    It is the one that shares most letters in their order, whatever their case (the normalised
    indel similarity); of several that share as many, the first of `known`. No name is as long as
    what is longer than `NAME_LETTERS`.
    """
    # only a fault needs it, and every command would wait for it
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    if len(name) > NAME_LETTERS:
        return ""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    near = process.extractOne(name.casefold(), list(folded), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return folded[near[0]] if near else ""


#: So many hexadecimal digits of a digest tell texts apart.
_DIGITS = 12
_FLOAT_ID = re.compile(r"(\d+)\.0+")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Return `text` without case, accents and repeated spaces; its signs stay.

    `12.0` is `12`, and Arabic letters that are commonly exchanged for one another are the same.
    """
    whole = _FLOAT_ID.fullmatch(clean(text))
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", whole[1] if whole else clean(text))
        if not unicodedata.combining(letter)
    )
    return " ".join(bare.casefold().translate(_ARABIC).split())


def fold(text: str) -> str:
    """Return the form that all ways of writing one name share: `plain`, without signs."""
    return " ".join("".join(c if c.isalnum() else " " for c in plain(text)).split())


_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
    | dict.fromkeys("ـ\u200c\u200d", "")
)


#: Letters that look like Latin ones: Cyrillic, Greek and some others (the one-to-one pairs of
#: Unicode Technical Standard 39, confusables.txt, among letters of alphabets in use); and letters
#: of Arabic script that end a word alike.
_LOOKS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜаеѕіјорсухһԛԝԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧονγօսհıɑɡیک",
    "ABESIJKMHOPCTYXQWaesijopcyxhqwdABEZHIKMNOPTYXovyouhiagيك",
)
#: What nobody sees although it is a letter or a mark: fillers, blank braille, joiners of graphemes
#: and variants of one glyph. Other such characters are of the category of formats.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")


def looks(text: str) -> tuple[str, str]:
    """Return two forms of a text; texts that share the first or the second look the same.

    Neither has what nobody sees, and letters of other scripts are the Latin ones that they look
    like. In the first upper and lower case are the same; in the second a capital i and a 1 are the
    l that they look like. Both are empty where a text shows nothing at all.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _BLANK.sub("", text))
        text = "".join(c for c in text if unicodedata.category(c) != "Cf").translate(_LOOKS)
    seen = " ".join(_BLANK.sub("", text).split())
    return seen.casefold(), seen.replace("I", "l").replace("1", "l")


def make_id(name: str) -> str:
    """Return an id made of `name`; empty where none of its letters can be in an id."""
    plain = unicodedata.normalize("NFKD", clean(name)).encode("ascii", "ignore").decode()
    whole = _FLOAT_ID.fullmatch(plain)
    return _NOT_IN_ID.sub("-", (whole[1] if whole else plain).casefold().replace("'", "")).strip(
        "-"
    )


def safe_name(text: str) -> str:
    """Return a part of the name of a file that is made of a text of the data.

    It has letters and digits of any script, `-` and `_`, so that it leads to no other folder. A
    text that has others, or more than `FILE_NAME_BYTES`, gets a digest behind it: no two texts have
    one name, also where the file system takes upper and lower case for the same.
    """
    seen = unicodedata.normalize("NFC", text).lower()
    kept = "".join(
        letter if unicodedata.category(letter)[0] in "LMN" or letter in "-_" else "-"
        for letter in seen
    )
    kept = kept.encode()[:FILE_NAME_BYTES].decode(errors="ignore")
    digest = sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
    return kept if kept == text else f"{kept}-{digest}"


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


def edits(one: str, other: str, *, most: int) -> int:
    """Return how many letters to insert, drop or exchange lead from `one` to `other`.

    Counting stops at `most + 1`, which is much faster.
    V. I. Levenshtein, Soviet Physics Doklady 10 (1966), 707-710.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as above

    return Levenshtein.distance(one, other, score_cutoff=most)
