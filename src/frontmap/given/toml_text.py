"""TOML of strangers, parsed within limits on its depth, its keys and its numbers.

Python's reader calls itself for each level, so that a small file can stop the whole program.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from frontmap.limits import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["parsed_toml"]

#: A string on one line, with its quotes; what stands in it is no key.
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
#: A key of so many parts, `a.b.c`: each is a table in a table, and takes as long as all before it.
_MANY_PARTS = re.compile(rf"(?:[\w-]+[ \t]*\.[ \t]*){{{LEVELS}}}")
#: Whole numbers in TOML are smaller than this.
_MOST = 1 << 63
_DEEP = f"more than {LEVELS} tables or lists in one another"


def parsed_toml(text: str) -> dict[str, Any]:
    """Return what a text in TOML says.

    Raises:
        ValueError: it is none, or its tables and lists lie too deep in one another; the message
            says where, as `line 3`.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") >= LEVELS and _MANY_PARTS.search(_STRING.sub("_", line)):
            raise ValueError(f"a key of more than {LEVELS} parts (at line {number})")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError(_DEEP) from None
    except ValueError:
        raise ValueError("a number of thousands of digits") from None
    for level in _levels(data):
        if any(isinstance(one, int) and abs(one) >= _MOST for one in level):
            # as TOML 1.0 has it; others have no text in Python, or no float
            raise ValueError("a whole number of more than 64 bits")
    return data


def _levels(data: object) -> Iterator[list[object]]:
    """Yield what lies in one another, level by level.

    Raises:
        ValueError: there are more than `LEVELS` of tables and lists.
    """
    level: list[object] = [data]
    for _ in range(LEVELS + 1):
        yield level
        level = [value for one in level for value in _inside(one)]
        if not level:
            return
    raise ValueError(_DEEP)


def _inside(one: object) -> Iterable[object]:
    if isinstance(one, dict):
        return one.values()
    return one if isinstance(one, list) else ()
