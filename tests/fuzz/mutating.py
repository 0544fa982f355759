"""Changes of a file: of its cells, keys, coordinates, lines, words or bytes, by its ending."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

from fuzz.nasty import PIECES, nasty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

__all__ = ["mutated", "zipped"]

#: Which pieces of `PIECES` are for other endings, too.
_LIKE = {
    ".geojson": ".json", ".topojson": ".json", ".js": ".json", ".jsonl": ".json", ".kml": ".xml",
    ".gml": ".xml", ".xsd": ".xml",
}  # fmt: skip
_TABLES = {".csv", ".tsv", ".txt"}
_TREES = {".json", ".geojson", ".topojson"}
_ZIPS = {".zip", ".xlsx", ".kmz"}
_TEXTS = {*_TABLES, *_TREES, *_LIKE, ".toml", ".xml", ".prj", ".cpg", ".jsonl", ".rels"}
_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)
#: What a value is in texts of other formats: what stands between tags or quotation marks in XML, or
#: behind the sign in TOML; and an element, or a line, with one in it.
_VALUES = {
    ".xml": (
        re.compile(r"(?<=>)[^<>]+(?=<)|(?<=\")[^\"<>]*(?=\")"),
        re.compile(r"<(\w+)[^>]*>[^<]*</\1>"),
    ),
    ".toml": (
        re.compile(r'"[^"\n]*"|(?<== )[^\n"{]+|(?<=\n)[\w-]+(?= = )'),
        re.compile(r"\n[^\n]+ = [^\n]+"),
    ),
}
_ENCODINGS = ("utf-16", "utf-8-sig", "cp1256", "latin-1", "utf-32", "utf-7")
#: Of a file, no more than so many changes are made.
_MOST = 3


def mutated(random: Random, name: str, content: bytes) -> bytes:
    """Return a file with one change, or a few."""
    for _ in range(random.choice((1, 1, 1, 1, 2, _MOST))):
        content = random.choice(_ways(name))(random, name, content)
    return content


def _ways(name: str) -> list[Callable[[Random, str, bytes], bytes]]:
    """The ways to change a file; what knows its structure stands there more often."""
    ending = _ending(name)
    if ending in _TABLES:
        return [*[_table] * 16, _lines, _words, _words, _bytes, _encoded]
    if ending in _TREES:
        return [*[_tree] * 16, _words, _words, _bytes, _encoded]
    if ending in _ZIPS:
        return [*[_member] * 6, _bytes]
    if _LIKE.get(ending, ending) in _VALUES:
        return [*[_value] * 16, *[_words] * 2, _lines, _bytes, _encoded]
    return [*[_words] * 4, *[_lines] * 2, _bytes, _encoded] if ending in _TEXTS else [_bytes]


def _ending(name: str) -> str:
    return name[name.rfind(".") :] if "." in name else ""


def _pieces(random: Random, name: str) -> str:
    """Return something that does not belong where it will stand."""
    ending = _ending(name)
    kinds = PIECES[""], PIECES.get(_LIKE.get(ending, ending), PIECES[""])
    return random.choice((random.choice(random.choice(kinds)), nasty(random)))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _back(text: str) -> bytes:
    """Return a text's bytes; those that were none of UTF-8 stay, other surrogates are written."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


# --- tables


def _table(random: Random, name: str, content: bytes) -> bytes:
    head = content.partition(b"\n")[0].decode("utf-8", "replace")
    delimiter = max(",;\t|", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(_text(content), newline=""), delimiter=delimiter))
    except csv.Error:
        return _words(random, name, content)
    if not rows or not rows[0]:
        return _words(random, name, content)
    random.choice((_cell, _cell, _cell, _row, _column))(random, rows)
    written = io.StringIO(newline="")
    end = random.choice(("\n", "\n", "\n", "\r\n"))
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    return _back(written.getvalue())


def _cell(random: Random, rows: list[list[str]]) -> None:
    """Change a cell: into another one of its column, something nasty, or a little."""
    row = random.choice(rows[1:] or rows) if random.random() < 0.9 else rows[0]
    if not row:
        return
    place = random.randrange(len(row))
    others = [other[place] for other in rows if len(other) > place]
    row[place] = random.choice(
        (
            random.choice(others),
            random.choice(others),
            random.choice(random.choice(rows) or [""]),
            nasty(random),
            nasty(random),
            row[place] + nasty(random),
            re.sub(r"\d(?=\D*$)", lambda _: str(random.randrange(10)), row[place], count=1),
        )
    )


def _row(random: Random, rows: list[list[str]]) -> None:
    """Take a row away, repeat it, put it elsewhere, shorten or lengthen it."""
    row = random.choice(rows)
    match random.randrange(5):
        case 0:
            rows.remove(row)
        case 1:
            rows.insert(random.randrange(len(rows) + 1), list(row))
        case 2:
            rows.remove(row)
            rows.insert(random.randrange(len(rows) + 1), row)
        case 3:
            del row[random.randrange(len(row) + 1) :]
        case _:
            row.append(nasty(random))


def _column(random: Random, rows: list[list[str]]) -> None:
    """Take a column away, repeat it, or fill it with one value."""
    place = random.randrange(len(rows[0])) if rows[0] else 0
    way, value = random.randrange(3), nasty(random)
    for number, row in enumerate(rows):
        if place >= len(row):
            continue
        if way == 0:
            del row[place]
        elif way == 1:
            row.append(row[place])
        elif number:
            row[place] = value


# --- trees of JSON


def _tree(random: Random, name: str, content: bytes) -> bytes:
    try:
        tree: Any = json.loads(content)
    except (ValueError, RecursionError):
        return _words(random, name, content)
    holder: Any = [tree]
    places = list(_places(holder))
    within, key = random.choice(places)
    match random.randrange(8):
        case 0:
            del within[key]
        case 1 if isinstance(within, list):
            within.insert(key, within[key])
        case 2:
            within[key] = [within[key]]
        case 3:
            other, elsewhere = random.choice(places)
            within[key] = json.loads(json.dumps(other[elsewhere]))
        case 4:
            within[key] = random.choice((None, True, [], {}, 0, -1, 1e308, "", [[]], 10**30))
        case 5:
            within[key] = _number(nasty(random))
        case _:
            within[key] = _nudged(random, within[key])
    return json.dumps(holder[0] if holder else None, ensure_ascii=random.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )


def _places(within: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Yield each value of a tree as what it stands in, and its key there."""
    keys = within if isinstance(within, dict) else range(len(within))
    for key in keys:
        yield within, key
        if isinstance(within[key], dict | list):
            yield from _places(within[key])


def _number(text: str) -> object:
    """Return what looks like a number as one."""
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    except ValueError:
        return text


def _nudged(random: Random, value: object) -> object:
    """Return something near a value."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        step = random.choice((1e-9, 1e-6, 0.001, 0.005, 0.01, 1, 180, 360))
        return value + step * random.choice((1, -1)) if abs(value) < 1e9 else -value
    return value + nasty(random) if isinstance(value, str) else _number(nasty(random))


# --- other texts: values, lines, words, bytes


def _value(random: Random, name: str, content: bytes) -> bytes:
    """Change a value, or repeat, move or take away what has one; XML and TOML mostly stay sound."""
    ending, text = _ending(name), _text(content)
    value, whole = _VALUES[_LIKE.get(ending, ending)]
    way = random.randrange(8)
    found = list((whole if way < 3 else value).finditer(text))
    if not found:
        return _words(random, name, content)
    one, other = random.choice(found), random.choice(found)
    new = other[0]
    if way in {0, 3}:
        new = one[0] * 2 if way == 0 else ""
    elif way > 4:
        new = _quoted(random, nasty(random)) if ending == ".toml" else _escaped(nasty(random))
    return _back(text[: one.start()] + new + text[one.end() :])


def _quoted(random: Random, text: str) -> str:
    """Return a text as TOML has it, or a value of another type."""
    others = (
        "true",
        "[]",
        "{}",
        "0",
        "-1",
        "1e400",
        "nan",
        "2018-05-01",
        '"next"',
        '["table.csv"]',
    )
    return random.choice((json.dumps(text), json.dumps(text), f"[{json.dumps(text)}]", *others[:3],
                          random.choice(others)))  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _lines(random: Random, _name: str, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    place, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            del lines[min(place, other) : max(place, other)]
    return b"".join(lines)


def _words(random: Random, name: str, content: bytes) -> bytes:
    words = _WORDS.findall(_text(content)) or [""]
    place, other = random.randrange(len(words)), random.randrange(len(words))
    match random.randrange(5):
        case 0:
            words[place] = ""
        case 1:
            words[place] = words[other]
        case 2:
            words[place] += _pieces(random, name)
        case _:
            words[place] = _pieces(random, name)
    return _back("".join(words))


def _bytes(random: Random, _name: str, content: bytes) -> bytes:
    data = bytearray(content or b"\0")
    place = random.randrange(len(data))
    length = random.choice((1, 1, 2, 4, 8, 64, 1024))
    match random.randrange(7):
        case 0 | 1:
            data[place] ^= 1 << random.randrange(8)
        case 2:
            data[place] = random.choice((0, 1, 0x7F, 0x80, 0xFF))
        case 3:
            del data[place : place + length]
        case 4:
            del data[place:]
        case 5:
            data[place:place] = data[place : place + length]
        case _:
            whole = random.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 65536))
            data[place : place + 4] = whole.to_bytes(4, random.choice(("big", "little")))
    return bytes(data)


def _encoded(random: Random, _name: str, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    if random.random() < 0.3:
        return text.replace("\n", random.choice(("\r", "\r\n", "\n\n", "\x85"))).encode()
    return text.encode(random.choice(_ENCODINGS), "replace")


# --- zipped files


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these members, the same bytes each time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name, (2001, 1, 1, 0, 0, 0)), content)
    return written.getvalue()


def _member(random: Random, name: str, content: bytes) -> bytes:
    """Change what is in a zip file: the content of a file, its name, or whether it is there."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {one: packed.read(one) for one in packed.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _bytes(random, name, content)
    if not members:
        return content
    one = random.choice(list(members))
    match random.randrange(8):
        case 0:
            del members[one]
        case 1:
            members[random.choice(("../x", "x", "a/b", one.upper(), "x" + one))] = members.pop(one)
        case _:
            members[one] = mutated(random, one, members[one])
    return zipped(members)
