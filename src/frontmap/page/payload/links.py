"""Links in fewer letters that lead to the same place."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

__all__ = ["shortened"]

_ESCAPED = re.compile(r"(?:%[89A-F][0-9A-F])+")


def shortened(link: str) -> str:
    """Return a link with its letters instead of their escapes, where these are those of letters.

    A browser escapes them anew when it follows the link, in UTF-8 (WHATWG URL, percent-encode
    sets), so that `%D8%A3` and `أ` lead to the same place: a third of the bytes. What would not
    come back as it was stays escaped.
    """
    return _ESCAPED.sub(_letters, link)


def _letters(found: re.Match[str]) -> str:
    escaped = found[0]
    try:
        letters = unquote_to_bytes(escaped).decode("utf-8")
    except UnicodeDecodeError:
        return escaped
    return letters if letters.isprintable() and quote(letters) == escaped else escaped
