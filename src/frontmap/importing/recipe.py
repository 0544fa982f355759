"""How files of other people are understood, as a file that people edit and import repeats.

A recipe is TOML. Its keys are the options of `frontmap import`, and beside them `files`, a table
`[places]` (which area a place is) and a table `[holders]` (what each way of writing a holder
means). A key that is not there is not said.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import tomli_w

from frontmap.days import parse_day
from frontmap.errors import DataError, Fault, Where, shown
from frontmap.given.files import file_bytes
from frontmap.given.texts import refused, show_refused
from frontmap.given.toml_text import parsed_toml
from frontmap.importing.holders import holder_cells, holders_in
from frontmap.importing.input_tables import InputRow, InputTable
from frontmap.importing.options import ImportOptions, option_types, options_with_files
from frontmap.names import clean, near_name
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontmap.importing.holder_rows import Holders

__all__ = ["Choice", "Question", "Recipe", "key_of", "options_in", "over", "read_recipe"]

#: Keys that are called like their option of the command line, and not like their field.
_KEYS = {"order": "dates", "snap_m": "snap", "left_out": "leave_out"}
#: Fields that a recipe has in tables of its own; the files that they name are read into these.
_APART = {"holders", "places", "said_holders", "said_places"}
_NEXT = "next"
#: What stands behind a line that is said, and whose key is asked again.
_SAID = "as it is said now; put a # before it where you take another line"
#: What the library says of a key that stands there twice.
_TWICE = re.compile(r"Cannot overwrite a value \(at line (\d+)")
#: What the reader of a proposal is told about the table of holders.
_OF_HOLDERS = (
    "What each way of writing a holder means. holder: a party's id, unknown, or before (whoever",
    "held the place before); two ways of writing one party have one id. status: held, contested,",
    "shared, evacuating, unknown or no_data. rivals: who else is there, as ids, or others (all",
    "other parties). A party's name, short name, colour and side stand in one line; parties of one",
    "side are never hostile to one another.",
)


def key_of(name: str) -> str:
    """Return the key in a recipe of a field of `ImportOptions`."""
    return _KEYS.get(name, name)


#: The fields of `ImportOptions` that a recipe has, by their key.
_FIELDS = {key_of(one.name): one.name for one in fields(ImportOptions) if one.name not in _APART}
_DEFAULTS = ImportOptions()
#: The keys that name several files each.
_FILES = {key_of(name) for name in options_with_files()}
#: More days than this the calendar does not have.
_ENDLESS = 10_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question: a key of the recipe, its value, and what follows from it.

    `within` is the table that the key stands in, if any: `columns`, `places`, `event_kinds`, ….
    """

    key: str
    value: object
    within: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user can know: why it is asked, and what may be answered."""

    asked: str
    choices: tuple[Choice, ...]

    @property
    def within(self) -> str:
        """The table of the recipe that the answer belongs to; empty for the top."""
        return next((choice.within for choice in self.choices), "")


@dataclass(frozen=True)
class Recipe:
    """Files, and how they are understood.

    Attributes:
        files: the tables and outlines, as paths that can be opened.
        options: what is known of them; with holders and places as rows, not as files.
        questions: what is still to be answered.
        notes: what was recognised, and is not used, for the reader of the file.
        new: ways of writing a holder that are proposed beside those that the user has explained.
    """

    files: tuple[Path, ...]
    options: ImportOptions
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def text(self, folder: Path, *, head: Sequence[str] = ()) -> str:
        """Return the recipe as TOML.

        Args:
            folder: where the file will lie; paths are written as seen from there.
            head: what the reader is told first, a line each.
        """
        tables = dict.fromkeys(
            key for key, name in _FIELDS.items() if isinstance(getattr(_DEFAULTS, name), Mapping)
        )
        lines = [*_comments(head), ""] if head else []
        lines += [_line("files", [_written_path(path, folder) for path in self.files]), ""]
        lines += _comments(self.notes)
        values = {key: getattr(self.options, name) for key, name in _FIELDS.items()}
        top = {
            key: _written(key, value, folder)
            for key, value in values.items()
            if key not in tables and value != getattr(_DEFAULTS, _FIELDS[key])
        }
        lines += self._lines("", top)
        for key in tables:
            lines += self._table(key, values[key])
        lines += self._table("places", self.options.said_places)
        if self.options.said_holders is not None:
            lines += ["", *_comments(_OF_HOLDERS if head else ()), "[holders]"]
            lines += _holder_lines(self.options, self.new)
        return "\n".join(lines) + "\n"

    def _table(self, key: str, values: Mapping[str, str]) -> Iterator[str]:
        if lines := list(self._lines(key, values)):
            yield from (f"\n[{key}]", *lines)

    def _lines(self, within: str, said: Mapping[str, object]) -> Iterator[str]:
        """Yield what is said in a table of the recipe, and what is asked in it.

        What is said and asked again stands with its question: no key may stand there twice.
        """
        questions = [one for one in self.questions if one.within == within]
        again = {choice.key for one in questions for choice in one.choices} & {*said}
        yield from (_line(key, value) for key, value in said.items() if key not in again)
        for question in questions:
            yield ""
            yield from _comments([f"ASK {question.asked}"])
            for key in dict.fromkeys(choice.key for choice in question.choices):
                if key in again:
                    yield f"{_line(key, said[key])}  # {_SAID}"
            for choice in question.choices:
                if choice.value != said.get(choice.key):
                    remark = f"  # {shown(choice.remark)}" if choice.remark else ""
                    yield f"#{_line(choice.key, choice.value)}{remark}"


def _holder_lines(options: ImportOptions, new: Sequence[str]) -> Iterator[str]:
    """Yield a line for each way of writing a holder, and what it means."""
    further = (options.languages or ("en", "ar"))[1:]
    for row in cast("Holders", options.said_holders).rows.values():
        cells = holder_cells(row, further)
        written = cells.pop("written")
        told = ", ".join(_line(key, cell) for key, cell in cells.items() if cell)
        yield f"{_key(written)} = {{ {told} }}" + "  # NEW" * (written in new)


def _key(text: str) -> str:
    return tomli_w.dumps({text: 0}).removesuffix(" = 0\n")


def _line(key: str, value: object) -> str:
    if isinstance(value, list):
        # the library gives each item a line of its own
        return f"{_key(key)} = [{', '.join(map(_value, value))}]"
    return tomli_w.dumps({key: value}).rstrip("\n")


def _value(value: object) -> str:
    return tomli_w.dumps({"x": value}).rstrip("\n").removeprefix("x = ")


def _comments(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {shown(line)}".rstrip() for line in lines)


def _written(key: str, value: object, folder: Path) -> object:
    if isinstance(value, Path):
        return _written_path(value, folder)
    if key == "holds":
        return value or _NEXT
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_written(key, one, folder) for one in value]
    return value


def _written_path(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; the files that it names are those seen from its folder.

    Raises:
        DataError: every key that is none, and every value that is not what its key takes.
    """
    where = Where(path.name)
    raw = file_bytes(path, where)
    try:
        text = raw.decode("utf-8-sig")
        data = parsed_toml(text)
    except ValueError as reason:
        if twice := _said_twice(where, raw, _TWICE.search(str(reason))):
            raise DataError([twice]) from reason
        expected = "a recipe in TOML; frontmap import FILE… --propose recipe.toml writes one"
        raise DataError([Fault(where, "bad-toml", str(reason), expected)]) from reason
    return _Reader(where, path.parent, text).recipe(data)


def _said_twice(where: Where, raw: bytes, found: re.Match[str] | None) -> Fault | None:
    """Return the fault of a key that stands in two lines of one table, if that was found."""
    if found is None:
        return None
    lines = raw.decode("utf-8-sig").split("\n")[: int(found[1])]
    key = lines[-1].partition("=")[0].strip()
    for number, line in reversed([*enumerate(lines[:-1], start=1)]):
        if line.startswith("["):
            return None
        if line.partition("=")[0].strip() == key:
            said = f"{key} in the lines {number} and {len(lines)}"
            expected = "one of the two lines; put a # before the other"
            return Fault(replace(where, row=len(lines)), "bad-toml", said, expected)
    return None


def options_in(data: Mapping[str, Any], file: str) -> ImportOptions:
    """Return what the values of a recipe say; `file` is where they stand.

    Raises:
        DataError: every key that is none, and every value that is not what its key takes.
    """
    return _Reader(Where(file), Path(), "").recipe(data).options


def over(options: ImportOptions, said: ImportOptions) -> ImportOptions:
    """Return options, with those in their place that are said; of tables, key by key."""
    changed: dict[str, Any] = {}
    for one in fields(ImportOptions):
        value, before = getattr(said, one.name), getattr(options, one.name)
        if value != getattr(_DEFAULTS, one.name):
            mapping = isinstance(value, Mapping)
            changed[one.name] = {**before, **value} if mapping else value
    # a file that the command line names is newer than the rows of the recipe
    if said.holders is not None:
        changed["said_holders"] = None
    return replace(options, **changed)


class _Reader:
    """Reads the values of a recipe, and gathers what is wrong with them."""

    def __init__(self, where: Where, folder: Path, text: str) -> None:
        self.where = where
        self._lines = text.splitlines()
        self.folder = folder
        self.faults: list[Fault] = []
        self._kinds = option_types()

    def recipe(self, data: Mapping[str, Any]) -> Recipe:
        """Return what the tables and keys of the file say.

        Raises:
            DataError: every key that is none, and every value that is not what its key takes.
        """
        self.faults += _text_faults(self.where, data)
        known = ["files", *_FIELDS, "places", "holders"]
        for key in data:
            if key not in known:
                expected, near = "a key of a recipe", near_name(key, known)
                self._refuse(key, "unknown-key", repr(key), expected, near)
        said: dict[str, Any] = {}
        for key, name in _FIELDS.items():
            if key in data and (value := self._value(key, self._kinds[name], data[key])) != "":
                said[name] = value
        said["said_places"] = self._texts("places", data.get("places", {}))
        if (rows := data.get("holders")) is not None:
            said["said_holders"] = self._holders(rows)
        files = self._list("files", data.get("files", []))
        if self.faults:
            raise DataError(self.faults)
        return Recipe(tuple(self.folder / file for file in files), ImportOptions(**said))

    def _value(self, key: str, kind: type, value: object) -> Any:  # noqa: ANN401 - a value of TOML
        """Return the value of a key as its field has it; an empty text where it says nothing."""
        if value == "":
            return value
        if key == "holds":
            return self._holds(key, value)
        if kind is tuple:
            listed = self._list(key, value)
            return tuple(self.folder / file for file in listed) if key in _FILES else tuple(listed)
        if kind is Mapping:
            return self._texts(key, value)
        if kind in {bool, int, float}:
            return self._number(key, kind, value)
        return self._day(key, value) if kind is date else self._text(key, kind, value)

    def _text(self, key: str, kind: type, value: object) -> object:
        if not isinstance(value, str):
            return self._refuse(key, "bad-value", repr(value), "a text in quotation marks")
        if issubclass(kind, StrEnum):
            return self._one_of(key, kind, value)
        return self.folder / value if kind is Path else value

    def _one_of(self, key: str, kind: type[StrEnum], value: str) -> object:
        options = [member.value for member in kind]
        if value in options:
            return kind(value)
        expected, near = f"one of {', '.join(options)}", near_name(value, options)
        return self._refuse(key, "bad-choice", repr(value), expected, near)

    def _holds(self, key: str, value: object) -> object:
        if value == _NEXT:
            return 0
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _ENDLESS:
            return value
        return self._refuse(key, "bad-value", repr(value), f"a number of days, or {_NEXT!r}")

    def _number(self, key: str, kind: type, value: object) -> object:
        whole = kind is float and isinstance(value, int) and not isinstance(value, bool)
        if (type(value) is kind or whole) and math.isfinite(cast("float", value)):
            return kind(value)
        expected = "true or false" if kind is bool else "a number"
        return self._refuse(key, "bad-value", repr(value), expected)

    def _day(self, key: str, value: object) -> object:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return parse_day(str(value))
        except ValueError:
            return self._refuse(key, "bad-day", repr(str(value)), "a day such as 2018-05-03")

    def _list(self, key: str, value: object) -> list[str]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return [one for one in value if one]
        self._refuse(key, "bad-value", repr(value), 'texts in brackets, such as ["one", "other"]')
        return []

    def _texts(self, key: str, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            self._refuse(key, "bad-value", repr(value), f"a table [{key}]")
            return {}
        texts: dict[str, str] = {}
        for name, text in value.items():
            if isinstance(text, str):
                texts |= {str(name): text} if text else {}
            else:
                at = f"{key}.{name}"
                self._refuse(at, "bad-value", repr(text), "a text in quotation marks")
        return texts

    def _holders(self, said: object) -> Holders | None:
        if not isinstance(said, dict) or not all(isinstance(row, dict) for row in said.values()):
            expected = 'a table [holders] of lines such as "Blue" = { holder = "blue" }'
            self._refuse("holders", "bad-value", repr(said), expected)
            return None
        names = (name for row in said.values() for name in row)
        columns = dict.fromkeys(("holder", "status", *names))
        rows = tuple(
            InputRow(
                Where(self.where.file, self._line_of(written)),
                {"written": written, "status": Status.HELD.value}
                | {name: clean(_cell(value)) for name, value in row.items()},
            )
            for written, row in said.items()
        )
        try:
            return holders_in(InputTable(self.where.file, ("written", *columns), rows, ()))
        except DataError as refusal:
            self.faults += refusal.faults
            return None

    def _line_of(self, written: str) -> int:
        """Return the line that begins with a way of writing a holder; 0 where none does."""
        begins = {_key(written), f'"{written}"', f"'{written}'"}
        lines = enumerate(self._lines, start=1)
        return next((n for n, line in lines if line.partition("=")[0].strip() in begins), 0)

    def _refuse(self, key: str, code: str, found: str, expected: str, meant: str = "") -> str:
        self.faults.append(Fault(self.where.at(key), code, found, expected, meant))
        return ""


def _text_faults(where: Where, data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each key of a recipe in whose names or values stands what no text holds."""
    for key, value in data.items():
        inside: list[object] = [key, value]
        for one in inside:
            if isinstance(one, dict):
                inside += [*one, *one.values()]
            elif isinstance(one, list):
                inside += one
        texts = (one for one in inside if isinstance(one, str) and refused(one))
        yield from (Fault(where.at(shown(key)), *show_refused(text)) for text in texts)


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
