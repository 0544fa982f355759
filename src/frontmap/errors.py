"""What can go wrong, in words a reader of the data understands."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "DataError",
    "Fault",
    "FrontmapError",
    "KeptFaults",
    "MissingPackageError",
    "RequestError",
    "Severity",
    "UsageError",
    "Where",
    "any_error",
    "refuse_errors",
    "require_package",
    "shown",
]

#: What a terminal obeys, or shows as nothing: controls, halves of characters, separators of lines,
#: marks of direction, and whatever else is invisible. The joiners of Arabic and Persian and the
#: signs that stand under Arabic figures are no such thing: they are how words are spelled.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 1 << 16)
    )
    + "]"
)

#: Endings of files whose rows are features of a map: an editor cannot go to them as to lines.
_MAPS = (
    ".geojson", ".json", ".topojson", ".js", ".kml", ".kmz", ".gpkg", ".shp", ".gml", ".fgb",
    ".parquet", ".geoparquet", ".zip", ".gdb",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in the files of an atlas; places sort by file, row and column.

    Attributes:
        file: its path in the atlas's folder, with forward slashes.
        row: the line of a table, whose header is line 1, or the number of a feature, of which the
            first is 1; 0 is the whole file.
        column: the column, or the key of a setting; empty for the whole row.
    """

    file: str
    row: int = 0
    column: str = ""

    def at(self, column: str) -> Where:
        """Return the place of another column in the same row."""
        return Where(self.file, self.row, column)

    def __str__(self) -> str:
        """Say it as `file:row column`, and a feature of a map as `file feature number column`."""
        row = f" feature {self.row}" if self.file.endswith(_MAPS) else f":{self.row}"
        where = self.file + row if self.row else self.file
        return f"{where} {self.column}".rstrip()


class Severity(StrEnum):
    """How grave a fault is."""

    #: No output is made.
    ERROR = "error"
    #: It is told, and never fatal.
    WARNING = "warning"
    #: A doubt about the evidence: `--strict` makes it fatal, and an `[[accepted]]` excuses it.
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in the data, and what to do about it.

    Faults sort by file, row and column, then by their other fields.

    Attributes:
        where: file, row and column.
        code: a stable short name, such as `unknown-area`.
        found: what stands there.
        expected: what should stand there.
        meant: the name that was probably meant; empty where none is near.
        severity: whether it is fatal.
        subject: the area that a finding is about, by which an `[[accepted]]` is matched; or the
            place, as it is written, that a question of import is about.
        day: the day that a finding is about, if any; likewise.
        choices: what a user who is asked can answer, likeliest first, where it can be listed.
    """

    where: Where
    code: str
    found: str
    expected: str
    meant: str = ""
    severity: Severity = Severity.ERROR
    subject: str = ""
    day: date | None = None
    choices: tuple[str, ...] = ()

    def __lt__(self, other: Fault) -> bool:
        """Tell whether this fault is told before `other`; one without a day comes first."""
        return self._place() < other._place()

    def _place(self) -> tuple[Where, str, str, str, str, Severity, str, date]:
        said = self.where, self.code, self.found, self.expected, self.meant
        return *said, self.severity, self.subject, self.day or date.min

    def __str__(self) -> str:
        """Say in one line where it is, what was found, what is expected and what was meant.

        What a terminal would obey is written out.
        """
        meant = f" (did you mean {self.meant}?)" if self.meant else ""
        return shown(
            f"{self.where}: {self.code}: found {self.found}; expected {self.expected}{meant}"
        )


class FrontmapError(Exception):
    """The base of all errors of frontmap: the message says why, and what a user can do."""


class DataError(FrontmapError):
    """The data has faults with which no output can be made."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep all faults, each once, sorted by file and row."""
        self.faults: tuple[Fault, ...] = tuple(sorted(dict.fromkeys(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class KeptFaults:
    """The faults of several steps, so that those of the next are told with those of the first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._met: list[Fault] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the faults of one step, and go on after it."""
        try:
            yield
        except DataError as refusal:
            self._met += refusal.faults

    def refuse(self) -> None:
        """Raise all faults that were kept, if there are any.

        Raises:
            DataError: there are some.
        """
        if self._met:
            raise DataError(self._met)


class RequestError(FrontmapError):
    """A request cannot be met, such as for a day outside every episode.

    Attributes:
        option: what to add to the command line, where that helps.
    """

    def __init__(self, message: str, *, option: str = "") -> None:
        """Say why, and keep the option."""
        self.option = option
        super().__init__(message)


class UsageError(RequestError):
    """What was asked for contradicts itself: the command line is wrong, not the data."""


class MissingPackageError(FrontmapError):
    """A package is not installed that only some outputs or inputs need."""

    def __init__(self, package: str, *, extra: str, what: str) -> None:
        """Say what needs the package, and the command that installs it.

        Args:
            package: its name as it is imported.
            extra: the extra of frontmap that brings it.
            what: what needs it, in the plural, such as `Excel files`.
        """
        self.package = package
        self.extra = extra
        super().__init__(
            f"{what} need {package}, which is not installed:  pip install 'frontmap[{extra}]'"
        )


def require_package(package: str, *, extra: str, what: str) -> None:
    """Refuse to go on without a package that only some outputs or inputs need.

    It is called where the package is about to be used, so that importing frontmap never fails.

    Args:
        package: its name as it is imported.
        extra: the extra of frontmap that brings it.
        what: what needs it, in the plural, such as `Excel files`.

    Raises:
        MissingPackageError: it is not installed, or a package that it needs is not.
    """
    try:
        import_module(package)
    except ImportError as reason:
        # what is missing may be a package that this one needs
        missing = (reason.name or package).partition(".")[0]
        raise MissingPackageError(missing, extra=extra, what=what) from reason


def shown(text: str) -> str:
    r"""Return a text as one line that can be printed: what a terminal would obey is written out.

    An escape is `\x1b`, a line end `\n`, an override of the direction `\u202e`, as Python writes
    them. The letters of every script stay as they are, whatever the version of Python knows.
    """
    return _OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def any_error(faults: Iterable[Fault]) -> bool:
    """Tell whether any of `faults` is an error."""
    return any(fault.severity is Severity.ERROR for fault in faults)


def refuse_errors(faults: Iterable[Fault]) -> None:
    """Raise those of `faults` that are errors, all at once, if there are any.

    Raises:
        DataError: some of them are.
    """
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    if errors:
        raise DataError(errors)
