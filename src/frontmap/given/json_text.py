"""JSON of strangers, parsed within limits on its depth and on the length of its numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from frontmap.errors import DataError, Fault, Where
from frontmap.limits import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["bad_json", "json_in", "parsed_json"]

#: So many bytes are looked at together.
_PART = 1 << 20


def parsed_json(
    text: str,
    where: Where,
    *,
    object_hook: Callable[[dict[str, Any]], Any] | None = None,
    object_pairs_hook: Callable[[list[tuple[str, Any]]], Any] | None = None,
) -> Any:  # noqa: ANN401 - whatever the text has
    """Return what a text in JSON says; `where` is its place in faults.

    The hooks are those of `json.loads`.

    Raises:
        json.JSONDecodeError: it is no JSON; `bad_json` is the fault of that.
        DataError: brackets lie in one another too deep, or a number has too many digits.
    """
    if line := _too_deep(text):
        found = f"brackets in one another more than {LEVELS} deep in line {line}"
        raise DataError([Fault(where, "bad-json", found, f"at most {LEVELS}")])
    try:
        return json.loads(text, object_hook=object_hook, object_pairs_hook=object_pairs_hook)
    except json.JSONDecodeError:
        raise
    except ValueError as reason:
        # Python reads integers of so many digits alone, for the time grows with their square
        found, expected = "a number of thousands of digits", "numbers that a computer can hold"
        raise DataError([Fault(where, "bad-json", found, expected)]) from reason


def json_in(text: str) -> object:
    """Return what JSON a text is; `None` where it is none, or none within the limits."""
    try:
        return parsed_json(text, Where(""))
    except (json.JSONDecodeError, DataError):
        return None


def bad_json(where: Where, reason: json.JSONDecodeError) -> Fault:
    """Return the fault of a text that is no JSON."""
    return Fault(where, "bad-json", f"{reason.msg} in line {reason.lineno}", "a file in JSON")


def _too_deep(text: str) -> int:
    """Return the first line where brackets lie too deep in one another, those in texts left out.

    It is 0 where none does.
    """
    plain = text.replace("\\\\", "").replace('\\"', "")
    level = quotes = 0
    for start in range(0, len(plain), _PART):
        part = plain[start : start + _PART].encode("utf-8", "surrogatepass")
        letters = np.frombuffer(part, dtype=np.uint8)
        quoted = np.cumsum(letters == ord('"')) + quotes
        opening = (letters == ord("[")) | (letters == ord("{"))
        closing = (letters == ord("]")) | (letters == ord("}"))
        steps = opening.astype(np.int64) - closing
        steps[quoted % 2 == 1] = 0
        levels = np.cumsum(steps) + level
        if levels.max(initial=0) > LEVELS:
            here = part[: int(np.argmax(levels > LEVELS))]
            return plain.count("\n", 0, start) + here.count(b"\n") + 1
        level, quotes = int(levels[-1]), int(quoted[-1])
    return 0
