"""TOML and JSON whose lists and tables lie in one another only so deep as people write them.

Readers of both call themselves for each level, so that a small file can stop the whole program.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from frontmap.limits import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["json_in", "parse_json", "parse_toml", "require_levels"]

#: A string on one line, with its quotes; what stands in it is no key.
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
#: A key of so many parts, `a.b.c`: each is a table in a table, and takes as long as all before it.
_MANY_PARTS = re.compile(rf"(?:[\w-]+[ \t]*\.[ \t]*){{{LEVELS}}}")
#: Whole numbers in TOML are smaller than this.
_MOST = 1 << 63
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
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, RecursionError) as reason:
        raise ValueError(_unreadable(reason)) from None
    for level in _levels(data):
        if any(isinstance(one, int) and abs(one) >= _MOST for one in level):
            # as TOML 1.0 has it; others have no text in Python, or no float
            raise ValueError("a whole number of more than 64 bits")
    return data


def require_levels(data: object) -> None:
    """Refuse lists and tables that lie deeper in one another than `LEVELS`.

    Pairs are no level: a reader of JSON may give a table as a list of them.

    Raises:
        ValueError: they do.
    """
    for _ in _levels(data):
        pass


def parse_json(
    text: str,
    *,
    object_hook: Callable[[dict[str, Any]], object] | None = None,
    object_pairs_hook: Callable[[list[tuple[str, Any]]], object] | None = None,
) -> Any:  # noqa: ANN401 - what JSON has
    """Return what a text in JSON says; the hooks are those of `json.loads`.

    Raises:
        ValueError: it is none, or has what nobody writes: endless numbers, or brackets in one
            another without end; of a `JSONDecodeError` it says where.
    """
    try:
        return json.loads(text, object_hook=object_hook, object_pairs_hook=object_pairs_hook)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as reason:
        raise ValueError(_unreadable(reason)) from None


def _unreadable(reason: ValueError | RecursionError) -> str:
    """Say what the parsers of Python say of themselves, in words for a reader of the data."""
    return _DEEP if isinstance(reason, RecursionError) else "a number of thousands of digits"


def json_in(text: str) -> object:
    """Return what JSON a text is; `None` where it is none, or none that people write."""
    try:
        data: object = parse_json(text)
        require_levels(data)
    except ValueError:
        return None
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
    if not isinstance(one, list):
        return ()
    if any(isinstance(value, tuple) for value in one):
        return [part for pair in one for part in (pair if isinstance(pair, tuple) else (pair,))]
    return one
