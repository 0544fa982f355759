"""Ends of intervals that have not come: nothing, a word for it, or a day that is far away."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from frontmap.files import counted
from frontmap.names import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from frontmap.errors import Where

__all__ = ["is_open_end", "open_end_notes"]

_WORDS = {
    fold(word)
    for word in (
        "na", "n/a", "nan", "nat", "null", "none", "present", "the present", "to present",
        "until present", "current", "currently", "now", "until now", "today", "to date",
        "till date", "ongoing", "on-going", "continuing", "still", "open", "open-ended", "no end",
        "présent", "à ce jour", "en cours", "aujourd'hui", "jusqu'à présent", "actuel",
        "حتى الآن", "حتى اليوم", "الآن", "اليوم", "مستمر", "مستمرة", "حتى الوقت الحاضر",
        "heute", "bis heute", "actualidad", "presente", "hasta hoy", "inf", "infinity",
    )
}  # fmt: skip
_SIGNS = re.compile(r"[-‐‑‒–—―−.…]+|∞|#N/A", re.IGNORECASE)
#: What databases write for an end that is not known to come, whatever parts the days.
_FAR = re.compile(r"(?:9999|2999)[-/]?12[-/]?31|3000[-/]?01[-/]?01|2099[-/]?12[-/]?31|9999")
_FAR_DAY_FIRST = re.compile(r"31([-/.])12\1(?:9999|2999|2099)|12/31/(?:9999|2999|2099)")
_FAR_NAMED = re.compile(
    r"31[-. /]dec(?:ember)?\.?[-., /]+(?:9999|2999|2099)|dec(?:ember)?\.? 31,? (?:9999|2999|2099)",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"[T ][\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?$")


@lru_cache(maxsize=1 << 16)
def is_open_end(text: str) -> bool:
    """Tell whether an interval's end says that it has none yet: nothing, `present`, `NA`, `-`."""
    plain = clean(text)
    if not plain or fold(plain) in _WORDS or _SIGNS.fullmatch(plain):
        return True
    # a year behind a month looks like a clock time
    day = _MIDNIGHT.sub("", plain)
    return any(form.fullmatch(day) for form in (_FAR, _FAR_DAY_FIRST)) or bool(
        _FAR_NAMED.fullmatch(plain)
    )


def open_end_notes(ends: Iterable[tuple[Where, str]]) -> Iterator[str]:
    """Say which texts are read as ends that have not come, each with its first place."""
    count: Counter[str] = Counter()
    first: dict[str, Where] = {}
    for where, text in ends:
        if text and is_open_end(text):
            count[text] += 1
            first.setdefault(text, where)
    for text, number in count.items():
        yield f"the end {text!r} is read as open, in {counted(number, 'row')}: {first[text]}"
