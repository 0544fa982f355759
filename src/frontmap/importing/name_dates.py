"""The dates in the names of files: a map for each date says it there."""

from __future__ import annotations

import re
from pathlib import PurePath

__all__ = ["dated_name", "dates_in_name"]

#: Dates inside a file's name, from the plainest form on.
_IN_NAME = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-_. ](\d{1,2})[-_. ](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})[-_. ]?([^\W\d_]{3,9})[-_. ]?((?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4}|\d{2})(?!\d)"),
)
#: A clock time behind such a date: after a T, or before a Z, for four digits may count versions.
_CLOCK = re.compile(
    r"(?:T|[-_ ](?=[\d:_-]{4,8}Z))([01]\d|2[0-3])(?:[-_.:h]?([0-5]\d))?(?:[-_.:]?[0-5]\d)?(Z?)"
)


def dated_name(file: str) -> str:
    """Say how the name of a file would say its date."""
    path = PurePath(file)
    return f"a date in the file's name, as {path.stem}_2018-05-01{path.suffix}"


def dates_in_name(file: str) -> tuple[str, ...]:
    """Return the dates in a file's name, each once, of the first form of which there are any."""
    for form in _IN_NAME:
        found = [
            ("-" if match[2].isdigit() else " ").join(match.groups())
            + _clock_after(file[match.end() :])
            for match in form.finditer(file)
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _clock_after(rest: str) -> str:
    """Return the clock time behind a date in a file's name, and its zone, as in a written date."""
    match = _CLOCK.match(rest)
    return f"T{match[1]}:{match[2] or '00'}{match[3]}" if match else ""
