"""What import writes anew, brought together with what people edited since.

A row that import wrote is known by a digest. A row that has its digest still is import's, and is
replaced by what import has now. Every other row is a person's, and stays.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from frontmap.days import day_after
from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import CLAIMS, CONTROL
from frontmap.folder.write import table_bytes
from frontmap.given.csv_text import unquoted
from frontmap.importing.known_ids import is_said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

__all__ = [
    "Carried",
    "Merged",
    "carried_on",
    "digests_csv",
    "merge_file",
    "read_digests",
    "words_in",
]

#: The digests of a file's rows, by what names each row.
Digests = dict[str, str]

#: A row of a file, as its form reads it; rows by what names them, in the file's order.
Row = Any
Rows = dict[str, Row]

_HEADINGS = ("file", "row", "digest", "told")
#: So many hexadecimal digits tell rows apart.
_DIGITS = 16
_DIGEST = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
_AS_WRITTEN = (
    "the digests as import wrote them, which tell its rows from edited ones; bring the file back, "
    "or import anew"
)
_ID = re.compile(r"[\w-]+")
_SECTION = re.compile(r"\[\[?([^\]]+)\]\]?\s*")
_SETTING = re.compile(r"([A-Za-z0-9_-]+)\s*=")


@dataclass(frozen=True)
class Merged:
    """A file after the merge, and what became of its rows; each list has the rows' names.

    Attributes:
        content: the file.
        added: rows that are new.
        changed: rows of import that import has otherwise now.
        removed: rows of import that it no longer has.
        kept: rows that a person edited, where import has them otherwise now, or no longer.
        left_out: rows of import that a person took away, and that stay away.
        words: every word in the rows of people, by which they refer to rows of other files.
    """

    content: bytes
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


def digests_csv(
    files: Mapping[str, bytes], told: Mapping[str, Mapping[str, str]] | None = None
) -> bytes:
    """Return a table of the digest of each row of files, by which they are known later.

    `told` is what tells rows apart though people correct them, by file and name.
    """
    told = told or {}
    rows = [
        (file, key, digest, told.get(file, {}).get(key, ""))
        for file, content in files.items()
        for key, digest in _digests(_rows_of(file, content)).items()
    ]
    return table_bytes(_HEADINGS, rows)


def read_digests(content: bytes, name: str = "") -> tuple[dict[str, Digests], dict[str, Digests]]:
    """Return the digests that `digests_csv` wrote, and what tells rows apart, by file and name.

    Raises:
        DataError: the file of this name is another table, or rows of it are not as they were
            written; rows of people could not be told from import's.
    """
    where = Where(name)
    try:
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [(replace(where, row=lines.line_num), row) for row in lines]
    except (UnicodeDecodeError, csv.Error) as reason:
        raise DataError([Fault(where, "bad-digests", str(reason), _AS_WRITTEN)]) from reason
    faults = [
        Fault(at.at(heading), "bad-digests", repr(row.get(heading) or ""), _AS_WRITTEN)
        for at, row in rows
        if (heading := _spoilt(row))
    ]
    if faults or lines.fieldnames is None:
        raise DataError(faults or [Fault(where, "bad-digests", "an empty file", _AS_WRITTEN)])
    found: dict[str, Digests] = {}
    apart: dict[str, Digests] = {}
    for _, row in rows:
        file, key, digest, told = (unquoted(row.get(heading) or "") for heading in _HEADINGS)
        found.setdefault(file, {})[key] = digest
        if told:
            apart.setdefault(file, {})[key] = told
    return found, apart


def _spoilt(row: Mapping[str, str | None]) -> str:
    """Return the first heading whose cell in a row of digests is not as it was written, if any."""
    cells = [row.get(heading) for heading in _HEADINGS]
    file, _, digest, told = (cell and unquoted(cell) for cell in cells)
    good = (
        file is not None and _form(file) in _FORMS,
        cells[1] is not None,
        digest is not None and bool(_DIGEST.fullmatch(digest)),
        not told or file != CLAIMS or is_said(told),
    )
    return next((heading for heading, fits in zip(_HEADINGS, good, strict=True) if not fits), "")


def merge_file(
    file: str,
    there: bytes,
    new: bytes,
    wrote: Mapping[str, str],
    needed: Collection[str] = frozenset(),
) -> Merged:
    """Bring a file of an atlas together with what import has now.

    Args:
        file: its path in the atlas.
        there: its content, in which people may have edited rows.
        new: what import would write.
        wrote: the digest of each row that import wrote before.
        needed: words in the rows of people in other files; a row that has one of them for its name
            stays, though import no longer has it.
    """
    sides = _Sides(_rows_of(file, there), _rows_of(file, new), wrote, needed)
    return Merged(
        _FORMS[_form(file)].write(there, new, sides.merged()),
        added=sides.named(coming=True, there=False, known=False),
        changed=tuple(key for key in sides.coming if key in sides.mine and sides.differs(key)),
        removed=tuple(k for k in sides.mine if k not in sides.coming and k not in sides.own),
        kept=tuple(key for key in sides.current if key not in sides.mine and sides.differs(key)),
        left_out=sides.named(coming=True, there=False, known=True),
        words=frozenset(word for key in sides.own for word in _words(sides.current[key])),
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """A row of `control.csv` that reaches days on which import says something else.

    Attributes:
        area: the area.
        since: the first day of the row.
        day: the first of these days.
        state: holder and status of the row.
        coming: those that import has.
    """

    area: str
    since: str
    day: str
    state: str
    coming: str


def carried_on(before: bytes, merged: bytes, new: bytes, lasts: tuple[date, date]) -> list[Carried]:
    """Return the rows of people that reach further than before, where import says otherwise.

    A row holds until the next one of its area, and so may reach days of which nobody had data
    when it was edited, or whose own row has gone.

    Args:
        before: `control.csv` before the merge.
        merged: it after the merge.
        new: what import would write.
        lasts: the last day of the record until now, and its last day now.
    """
    was, ours, theirs = map(_states, (before, merged, new))
    following, end = (day_after(last).isoformat() for last in lasts)
    found = []
    for area, rows in ours.items():
        coming = theirs.get(area, {})
        for since, until in pairwise([*sorted(rows), end]):
            reached = min((day for day in was.get(area, {}) if day > since), default=following)
            for day in sorted({reached, *(day for day in coming if day > reached)}):
                other = max((one for one in coming if one <= day), default="")
                if day < until and other and rows[since] != coming[other]:
                    found.append(Carried(area, since, day, rows[since], coming[other]))
                    break
    return found


def _states(control: bytes) -> dict[str, dict[str, str]]:
    """Return holder and status of each row of `control.csv`, by area and first day."""
    states: dict[str, dict[str, str]] = {}
    for row in _rows_of(CONTROL, control).values():
        words = (row.get(name, "") for name in ("holder", "status", "rivals"))
        states.setdefault(row["area"], {})[row["since"]] = " ".join(filter(None, words))
    return states


def words_in(text: str) -> list[str]:
    """Return every word of a text that may be an id."""
    return _ID.findall(text)


def _words(row: Row) -> Iterator[str]:
    """Yield every word in a row, however deep its values lie."""
    if isinstance(row, dict):
        for value in row.values():
            yield from _words(value)
    elif isinstance(row, str):
        yield from words_in(row)


@dataclass(frozen=True)
class _Sides:
    """The rows that are there, those that import has now, and what it wrote before."""

    current: Rows
    coming: Rows
    wrote: Mapping[str, str]
    needed: Collection[str]

    @cached_property
    def own(self) -> dict[str, None]:
        """The rows of people, and those of import that they need."""
        return dict.fromkeys(
            key
            for key in self.current
            if key not in self.mine or (key in self.needed and key not in self.coming)
        )

    @cached_property
    def mine(self) -> dict[str, None]:
        """The rows of import that nobody has edited."""
        before = _digests(self.current)
        return dict.fromkeys(key for key in before if self.wrote.get(key) == before[key])

    @cached_property
    def _now(self) -> Digests:
        return _digests(self.coming)

    def differs(self, key: str) -> bool:
        """Tell whether import has a row otherwise now than it wrote it, or no longer."""
        return key in self.wrote and self._now.get(key) != self.wrote[key]

    def named(self, *, coming: bool, there: bool, known: bool) -> tuple[str, ...]:
        """Return the rows that import has now, that are there, or that it wrote before, or not."""
        every = dict.fromkeys([*self.coming, *self.current])
        asked = (coming, there, known)
        return tuple(
            key
            for key in every
            if asked == (key in self.coming, key in self.current, key in self.wrote)
        )

    def merged(self) -> Rows:
        """Return the rows of import now, with people's in their place and among them."""
        taken_away = set(self.named(coming=True, there=False, known=True))
        order = [key for key in self.coming if key not in taken_away]
        following = list(self.current)
        for place, key in enumerate(following):
            if key in self.own and key not in self.coming:
                # a row of a person stays behind the one that it stands behind
                before = next((k for k in reversed(following[:place]) if k in order), None)
                order.insert(order.index(before) + 1 if before is not None else 0, key)
        return {key: self._row(key) for key in order}

    def _row(self, key: str) -> Row:
        import_has_it = key in self.coming and (key in self.mine or key not in self.current)
        return self.coming[key] if import_has_it else self.current[key]


def _digests(rows: Rows) -> Digests:
    return {
        key: sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[
            :_DIGITS
        ]
        for key, row in rows.items()
    }


def _rows_of(file: str, content: bytes) -> Rows:
    rows: Rows = _FORMS[_form(file)].read(file, content)
    return rows


def _form(file: str) -> str:
    return file.rpartition(".")[2]


class _Csv:
    """A table: a row is its filled cells by column, named by its id, or by area and day."""

    @staticmethod
    def read(file: str, content: bytes) -> Rows:
        names: Counter[str] = Counter()
        rows = {}
        for line in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            cells = {name: unquoted(cell) for name, cell in line.items() if name and cell}
            name = f"{cells.get('area', '')} {cells.get('since', '')}" if file == CONTROL else ""
            key = name or cells.get("id") or unquoted(next(iter(line.values())) or "")
            names[key] += 1
            rows[f"{key} {names[key]}" if names[key] > 1 else key] = cells
        return rows

    @staticmethod
    def write(there: bytes, new: bytes, rows: Rows) -> bytes:
        headings = dict.fromkeys([*_header(there), *_header(new)])
        cells = ([row.get(name, "") for name in headings] for row in rows.values())
        return table_bytes(tuple(headings), cells)


def _header(content: bytes) -> Sequence[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")), [])


class _GeoJson:
    """Features: a row is a feature, named by its id."""

    @staticmethod
    def read(_file: str, content: bytes) -> Rows:
        features = json.loads(content)["features"]
        return {str((f.get("properties") or {}).get("id", "")): f for f in features}

    @staticmethod
    def write(_there: bytes, _new: bytes, rows: Rows) -> bytes:
        lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in rows.values())
        return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


class _Toml:
    """Settings: a row is a line `key = value`, named by the table that it stands in and its key.

    Lines of people, comments among them, stay where they are.
    """

    @staticmethod
    def read(_file: str, content: bytes) -> Rows:
        return {key: text for key, text, _ in _settings(content.decode("utf-8-sig"))}

    @staticmethod
    def write(there: bytes, new: bytes, rows: Rows) -> bytes:
        text = there.decode("utf-8-sig")
        known = {key for key, _, _ in _settings(text)}
        lines = text.splitlines()
        for key, _, (first, last) in reversed(list(_settings(text))):
            lines[first:last] = [rows[key]] if key in rows else []
        further = [
            (key, line)
            for key, line, _ in _settings(new.decode())
            if key in rows and key not in known
        ]
        return ("\n".join(_with_further(lines, further)) + "\n").encode()


def _settings(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield each setting of TOML as frontmap writes it: its name, its text, and which lines."""
    lines = text.splitlines()
    section, row = "", 0
    while row < len(lines):
        last = row + 1
        if match := _SECTION.fullmatch(lines[row]):
            section = f"{match[1]} {_id_in(lines[last:])} "
        elif match := _SETTING.match(lines[row]):
            # a list may stand on several lines
            if lines[row].rstrip().endswith("["):
                while last < len(lines) and lines[last - 1].strip() != "]":
                    last += 1
            yield section + match[1], "\n".join(lines[row:last]), (row, last)
        row = last


def _id_in(lines: Iterable[str]) -> str:
    """Return the id in the lines of a table; without one, what its first setting says."""
    first = ""
    for line in takewhile(lambda line: not _SECTION.fullmatch(line), lines):
        key, _, value = line.partition("=")
        first = first or value.strip().replace(" ", "")
        if key.strip() == "id":
            return value.strip()
    return first


def _with_further(lines: list[str], further: Iterable[tuple[str, str]]) -> list[str]:
    """Return lines with settings that are new: those of a table at the end, others at the top."""
    written = list(lines)
    section = ""
    for key, line in further:
        if " " not in key:
            written.insert(0, line)
            continue
        of = key.rsplit(" ", 1)[0]
        if of != section:
            section = of
            written += ["", f"[[{of.split()[0]}]]"]
        written.append(line)
    return written


_FORMS: Mapping[str, Any] = {"csv": _Csv, "geojson": _GeoJson, "toml": _Toml}
