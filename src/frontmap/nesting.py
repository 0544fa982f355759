"""TOML and JSON whose lists and tables lie in one another only so deep as people write them.

Readers of both call themselves for each level, so that a small file can stop the whole program.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from frontmap.limits import LEVELS

__all__ = ["parse_toml", "require_levels"]

#: A string on one line, with its quotes; what stands in it is no key.
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
#: A key of so many parts, `a.b.c`: each is a table in a table, and takes as long as all before it.
_MANY_PARTS = re.compile(rf"(?:[\w-]+[ \t]*\.[ \t]*){{{LEVELS}}}")
_DEEP = f"more than {LEVELS} tables or lists in one another"


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a file in TOML says.

    Raises:
        ValueError: it is none, or its tables and lists lie too deep in one another; the message
            says where, as `line 3`.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") >= LEVELS and _MANY_PARTS.search(_STRING.sub("_", line)):
            raise ValueError(f"a key of more than {LEVELS} parts (at line {number})")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ValueError(_DEEP) from None
    require_levels(data)
    return data


def require_levels(data: object) -> None:
    """Refuse lists and tables that lie deeper in one another than `LEVELS`.

    Raises:
        ValueError: they do.
    """
    level: list[object] = [data]
    for _ in range(LEVELS + 1):
        inside: list[object] = []
        for value in level:
            if isinstance(value, dict):
                inside += value.values()
            elif isinstance(value, list | tuple):
                inside += value
        if not inside:
            return
        level = [value for value in inside if isinstance(value, dict | list | tuple)]
    raise ValueError(_DEEP)
