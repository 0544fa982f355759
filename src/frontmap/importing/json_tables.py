"""Tables in JSON: a list of objects, however it is wrapped, or an object in each line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault, Where
from frontmap.given.files import file_bytes
from frontmap.given.json_text import parsed_json
from frontmap.given.texts import quoted
from frontmap.importing.cells import cell_text, decode
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["JSON_LINES", "has_objects", "read_objects"]

#: Endings of files with an object in each line.
JSON_LINES = (".jsonl", ".ndjson")
#: How deep a list of objects may lie.
_DEPTH = 4
_OF_MAPS = (b'"FeatureCollection"', b'"Topology"')


def has_objects(path: Path) -> bool:
    """Tell whether a JSON file is a table: it has a list of objects, and none has a geometry."""
    try:
        raw = file_bytes(path)
        if any(name in raw for name in _OF_MAPS):
            return False
        text, _ = decode(raw, file=path.name)
        data, _ = _parsed(text, path.name)
    except DataError:
        # it is refused where maps are read
        return False
    lists = list(_lists(data, ()))
    return bool(lists) and not any(_is_feature(one) for _, of in lists for one in of)


def read_objects(
    path: Path, *, encoding: str = ""
) -> tuple[tuple[tuple[int, dict[str, str]], ...], tuple[str, ...]]:
    """Read the objects of a JSON file, and say where they were found.

    Returns:
        The number of each object, the first of which is 1, or of its line; and its cells by their
        names. Those of an object inside it are `outer.inner`; lists stay JSON.

    Raises:
        DataError: it is no JSON, or has no list of objects, or several; or a name stands twice in
            an object.
    """
    text, _ = decode(file_bytes(path), file=path.name, encoding=encoding)
    data, lines = _parsed(text, path.name)
    if not lines and path.suffix.casefold() in JSON_LINES:
        data, lines = _as_lines(data, text)
    trail, objects = _only_list(data, path.name)
    numbers = lines or list(range(1, len(objects) + 1))
    pairs = [(n, list(_flat(one))) for n, one in zip(numbers, objects, strict=True)]
    faults = [f for n, one in pairs for f in _double_names(Where(path.name, n), one)]
    if faults:
        raise DataError(faults)
    rows = tuple((n, {clean(key): _text(value) for key, value in one}) for n, one in pairs)
    note = "an object in each line" if lines else "a list of objects"
    note += f", found inside {'.'.join(trail)}" if trail else ""
    beside = [".".join(one) for one in _beside(data, trail)]
    return rows, (note, f"beside it is not read: {', '.join(beside)}") if beside else (note,)


def _only_list(data: object, file: str) -> tuple[tuple[str, ...], list[_Object]]:
    """Return the list of objects in a file, and the names that lead to it."""
    lists = list(_lists(data, ()))
    if len(lists) == 1:
        return lists[0]
    if lists:
        found = "lists of objects: " + ", ".join(".".join(trail) for trail, _ in lists)
        raise DataError([Fault(Where(file), "two-lists", found, "one; save each as a file")])
    raise DataError([Fault(Where(file), "no-list", "no list of objects", "one")])


class _Object(list[tuple[str, Any]]):
    """An object of JSON as the pairs that are written, for a name may stand in it twice."""


def _parsed(text: str, file: str) -> tuple[Any, list[int]]:
    """Return what a file has, and where it has an object in each line, their lines' numbers."""
    try:
        return parsed_json(text, Where(file), object_pairs_hook=_Object), []
    except json.JSONDecodeError as reason:
        met = reason
    filled = [(n, one) for n, one in enumerate(text.splitlines(), start=1) if one.strip()]
    if not filled or not all(one.lstrip().startswith("{") for _, one in filled):
        raise DataError([_bad_json(file, met.lineno, met)]) from met
    objects, faults = [], []
    for number, one in filled:
        try:
            objects.append(parsed_json(one, Where(file, number), object_pairs_hook=_Object))
        except json.JSONDecodeError as reason:
            faults.append(_bad_json(file, number, reason))
    if faults:
        # one broken line among lines, or one object that is broken in its second line
        raise DataError(faults if objects else [_bad_json(file, met.lineno, met)]) from met
    return objects, [number for number, _ in filled]


def _as_lines(data: Any, text: str) -> tuple[Any, list[int]]:  # noqa: ANN401 - what JSON has
    """Return what a file of lines has: an object without a list of them is its only line."""
    if not isinstance(data, _Object) or list(_lists(data, ())):
        return data, []
    return [data], [text[: text.index("{")].count("\n") + 1]


def _bad_json(file: str, line: int, reason: ValueError) -> Fault:
    found = reason.msg if isinstance(reason, json.JSONDecodeError) else str(reason)
    return Fault(Where(file, line), "bad-json", found, "JSON")


def _lists(data: object, trail: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[_Object]]]:
    """Yield the lists of objects in a file, each with the names that lead to it."""
    if isinstance(data, _Object):
        if len(trail) < _DEPTH:
            for key, value in data:
                yield from _lists(value, (*trail, key))
    elif isinstance(data, list) and data and all(isinstance(one, _Object) for one in data):
        yield trail, data


def _beside(data: object, trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to what lies beside a list of objects, and has something in it."""
    for depth, name in enumerate(trail):
        members = dict(data) if isinstance(data, _Object) else {}
        for other, value in members.items():
            if other != name and value not in (None, "", [], {}):
                yield (*trail[:depth], other)
        data = members.get(name)


def _is_feature(one: _Object) -> bool:
    members = dict(one)
    is_geometry = {"type", "coordinates"} <= set(members)
    is_feature = members.get("type") == "Feature" or isinstance(members.get("geometry"), _Object)
    return is_geometry or is_feature


def _flat(one: _Object) -> Iterator[tuple[str, Any]]:
    """Yield the names and values of an object, and of those inside it."""
    for name, value in one:
        if isinstance(value, _Object):
            yield from ((f"{name}.{inner}" if inner else "", of) for inner, of in _flat(value))
        else:
            yield name, value


def _double_names(where: Where, one: Sequence[tuple[str, Any]]) -> Iterator[Fault]:
    names = Counter(clean(name) for name, _ in one)
    for name, times in names.items():
        if times > 1:
            yield Fault(where.at(name), "double-column", f"{quoted(name)} twice", "once")
        if not name:
            yield Fault(where, "empty-cell", "no name of a value", "a name")


def _text(value: object) -> str:
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], _Object | list):
        return cell_text(value[0])
    if isinstance(value, _Object | list):
        return json.dumps(_plain(value), ensure_ascii=False)
    return cell_text(value)


def _plain(value: object) -> object:
    """Return what JSON had, with objects as dictionaries again."""
    if isinstance(value, _Object):
        return {key: _plain(one) for key, one in value}
    return [_plain(one) for one in value] if isinstance(value, list) else value
