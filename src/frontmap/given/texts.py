"""Which characters a text of an atlas may hold: mended or refused here, wherever a text enters.

Mended, for there is one plain reading:

- Line ends. A carriage return, with a line feed or without one, and the separators U+2028 and
  U+2029 become a line feed. Spreadsheets write them so, and Python before 3.13 writes a bare
  carriage return into a CSV file without quotes: the row falls into two.

Refused, for whoever wrote the text must say what it should be:

- Control characters but tab and line feed, NUL among them: a terminal obeys them, and XML 1.0
  cannot hold most of them.
- Half characters (surrogates, U+D800 to U+DFFF), which a JSON file can hold by an escape: half of a
  letter was lost, and no file can be written with the rest.
- The byte order mark U+FEFF inside a text: where files were put together it is invisible, so that
  two names that look the same are two; and as a file's first character it is lost.
- The noncharacters (U+FFFE, U+FFFF and 64 others: Unicode 15, section 23.7): they are no letters,
  and XML cannot hold those two.

Told as a warning, for such texts are copied from web pages and do no harm where they are closed:

- Overrides of the direction (U+202D, U+202E), and other controls of direction (U+202A to U+202E,
  U+2066 to U+2069) that their line does not close: the words after them are shown in another order.

Kept: every letter, the joiners U+200C and U+200D, private characters, and U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata

from frontmap.errors import shown
from frontmap.limits import QUOTED_LETTERS

__all__ = ["mended", "quoted", "refused", "reorders", "show_refused"]

_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_OPEN = "\u202a\u202b\u2066\u2067\u2068"
_CLOSING = {"\u202c": "\u202a\u202b", "\u2069": "\u2066\u2067\u2068"}
_OVERRIDES = "\u202d\u202e"
#: So many letters before a character that is refused are shown with it.
_BEFORE = 20


def mended(text: str) -> str:
    """Return a text with line feeds for all its line ends."""
    return text if text.isprintable() else _LINE_END.sub("\n", text)


def refused(text: str) -> str:
    """Return the first character of a text that is refused; empty where there is none."""
    if text.isprintable():
        # most texts, by the hundred thousand
        return ""
    found = _REFUSED.search(text)
    return found[0] if found else ""


def show_refused(text: str) -> tuple[str, str, str]:
    """Return the code of a text's fault, what was found, and what is expected.

    The text is one in which `refused` finds something.
    """
    letter = refused(text)
    code, kind, expected = _kind(letter)
    place = text.index(letter)
    start = max(0, place - _BEFORE)
    around = ("…" if start else "") + text[start : start + QUOTED_LETTERS]
    around += "…" if len(text) > start + QUOTED_LETTERS else ""
    return code, f"U+{ord(letter):04X} ({kind}) in '{shown(around)}'", expected


def _kind(letter: str) -> tuple[str, str, str]:
    if unicodedata.category(letter) == "Cc":
        return "control-character", "a control character", "text without control characters"
    expected = "text without it"
    if "\ud800" <= letter <= "\udfff":
        return "bad-character", "half of a character", "the whole character"
    if letter == "\ufeff":
        return "bad-character", "a byte order mark, which is invisible", expected
    return "bad-character", "which is no character", expected


def reorders(text: str) -> str:
    """Return a character of a text that changes the order in which other words are shown, if any.

    That is an override of the direction, or a control of direction that its line does not close
    (Unicode Standard Annex 9, sections 2.1 to 2.5).
    """
    if text.isprintable():
        return ""
    for line in text.split("\n"):
        opened: list[str] = []
        for letter in line:
            if letter in _OVERRIDES:
                return letter
            if letter in _OPEN:
                opened.append(letter)
            elif opened and opened[-1] in _CLOSING.get(letter, ""):
                opened.pop()
        if opened:
            return opened[-1]
    return ""


def quoted(text: str) -> str:
    """Return a text in quotes, as a message shows it: of a long one the beginning and the length.

    What a terminal would obey is written out; letters of all scripts and joiners are not.
    """
    said = text[:QUOTED_LETTERS]
    mark = '"' if "'" in said and '"' not in said else "'"
    more = f"… ({len(text):,} letters)" if len(text) > QUOTED_LETTERS else ""
    return f"{mark}{shown(said)}{mark}{more}"
