"""Which outline each place of a table has, found by what both are called, with a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Severity, Where
from frontmap.importing.input_tables import read_table
from frontmap.names import edits, fold, near_name, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.input_tables import InputRow, InputTable
    from frontmap.importing.outlines import Feature
    from frontmap.importing.table_shapes import Layout
    from frontmap.model import Area

__all__ = ["Joined", "NearMatch", "join_places", "names_told", "read_places", "said_places"]

#: A name is offered as what was meant only where at most this many letters differ.
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A place that was joined although its name is written otherwise, by so many letters."""

    place: str
    area: str
    letters: int

    def __str__(self) -> str:
        """Say it in one line, so that the user can object."""
        return f"  {self.place!r} taken for {self.area} ({_apart(self.letters)})"


@dataclass(frozen=True, slots=True)
class Joined:
    """Which area each place is.

    Attributes:
        areas: the area's id by the place as written.
        near: the places that were joined although written otherwise.
        skipped: the places that no outline has, where the user leaves them out.
        silent: the areas of which the table says nothing, by id.
        columns: the outlines' columns, besides those of ids and names, by which places were joined.
        unused: the columns of the table of places of which nothing is made.
    """

    areas: Mapping[str, str]
    near: tuple[NearMatch, ...]
    skipped: tuple[str, ...]
    silent: tuple[str, ...]
    columns: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Say how the join went, and what is left on each side by name."""
        exact = len(self.areas) - len(self.near)
        said = [f"places joined to outlines: {exact} by name, {len(self.near)} nearly"]
        said += map(str, self.near)
        said += [f"  {place!r} has no outline and is left out" for place in self.skipped]
        if self.silent:
            said.append(f"  outlines without a word in the table: {', '.join(self.silent)}")
        return tuple(said)


def join_places(  # noqa: PLR0913 - the options of one command
    places: Mapping[str, Where],
    areas: Sequence[Area],
    features: Sequence[Feature],
    *,
    named: Mapping[str, str] | None = None,
    near: int = 0,
    skip: bool = False,
    others: Mapping[str, Sequence[str]] | None = None,
) -> Joined:
    """Find the area of each place by its id, its names or any other attribute that is its own.

    Args:
        places: each place as written, and where it is met first.
        areas: the areas.
        features: the outlines' attributes, in the order of the areas; may be empty.
        named: the area of a place, where the user names it, by the place's folded name.
        near: join what is at most this many edited letters apart, when nothing else is as near.
        skip: leave places out that have no outline.
        others: what the table's other columns write; one of them may tell outlines of one name
            apart.

    Raises:
        DataError: places that have no outline, or more than one.
    """
    known = _Known(areas, features, named or {}, others)
    joined: dict[str, str] = {}
    nearly: list[NearMatch] = []
    skipped: list[str] = []
    faults: list[Fault] = []
    for place, where in places.items():
        found = known.by(place)
        nearest = None if found else _nearest(place, known.names)
        if len(found) == 1:
            joined[place] = next(iter(found))
        elif nearest is not None and nearest.letters <= near:
            joined[place] = nearest.area
            nearly.append(nearest)
        elif skip and not found:
            skipped.append(place)
        else:
            faults.append(
                _ambiguous(where, place, found, known)
                if found
                else _unjoined(where, place, nearest)
            )
    spoken_of = set(joined.values())
    silent = tuple(area.id for area in areas if area.id not in spoken_of)
    if faults:
        raise DataError([*faults, *_left_over(areas, silent)])
    used = known.columns_for(joined)
    return Joined(joined, tuple(nearly), tuple(skipped), silent, used)


class _Known:
    """The areas by what they are called.

    Attributes:
        names: the ids of those that are called so, by each folded name.
    """

    def __init__(
        self,
        areas: Sequence[Area],
        features: Sequence[Feature],
        named: Mapping[str, str],
        others: Mapping[str, Sequence[str]] | None,
    ) -> None:
        """Take the areas, their outlines' attributes, and the rest as `join_places` has it."""
        self.names, self._columns = _areas_by_name(areas, features, fold)
        self._written, _ = _areas_by_name(areas, features, plain)
        self._called = {area.id: plain(area.name.first) for area in areas}
        self._named = {place: {area} for place, area in named.items()}
        self._others = others or {}

    def by(self, place: str) -> set[str]:
        """Return the areas that are called like a place."""
        found = self._named.get(fold(place)) or self.names.get(fold(place), set())
        # signs tell apart what letters cannot: `X+` and `X-`
        return self._written.get(plain(place), found) if len(found) > 1 else found

    def columns_for(self, places: Iterable[str]) -> frozenset[str]:
        """Return the outlines' columns, besides those of ids and names, that name these places."""
        return frozenset[str]().union(*(self._columns[fold(place)] for place in places))

    def of_one_name(self, found: Iterable[str]) -> bool:
        """Tell whether areas are called alike."""
        return len({self._called[area] for area in found}) == 1

    @cached_property
    def telling_apart(self) -> str:
        """The column each of whose values names one area, and no two the same, if any."""
        for column, values in self._others.items():
            named = [self.by(value) for value in dict.fromkeys(values)]
            if all(len(areas) == 1 for areas in named) and len(set.union(*named)) == len(named):
                return column
        return ""


def _ambiguous(where: Where, place: str, found: set[str], known: _Known) -> Fault:
    """Return the fault of a place that has several outlines, with what tells them apart."""
    choices = tuple(sorted(found))
    expected = f"one of {', '.join(choices)}, said by --places"
    if known.telling_apart:
        expected += f"; or --column place='{known.telling_apart}', which names one in each row"
    if known.of_one_name(found):
        expected += "; or --unite, which makes one area of outlines of one name"
    if known.telling_apart:
        by_id = (known.telling_apart,)
        return Fault(where, "which-place", repr(place), expected, choices=by_id)
    return Fault(where, "ambiguous-place", repr(place), expected, subject=place, choices=choices)


def _unjoined(where: Where, place: str, nearest: NearMatch | None) -> Fault:
    """Return the fault of a place that has no outline."""
    expected = "a place that has an outline; or say it by --places, --near or --skip-unmatched"
    meant = f"{nearest.area}, {_apart(nearest.letters)}" if nearest else ""
    choices = (nearest.area,) if nearest else ()
    return Fault(
        where, "unknown-place", repr(place), expected, meant, subject=place, choices=choices
    )


def _left_over(areas: Sequence[Area], silent: Sequence[str]) -> Iterator[Fault]:
    """Name the outlines that no place was joined to: one of them may be what was meant."""
    if silent:
        found, expected = f"no word on {', '.join(silent)}", "a place for each outline"
        where = Where(areas[0].where.file)
        yield Fault(where, "unmatched-outlines", found, expected, severity=Severity.WARNING)


def names_told(
    table: InputTable, layout: Layout, joined: Joined, unnamed: Sequence[Area]
) -> dict[str, str]:
    """Return the name that the table has for each area, by its id, in a column of names.

    Nothing is returned where one of `unnamed` has a name of its own: it is not called as the table
    knows it by.

    Raises:
        DataError: areas for which the table has several names.
    """
    if "name" not in layout.roles:
        return {}
    column, place = layout.roles["name"], layout.roles["place"]
    known_by = {area: written for written, area in joined.areas.items()}
    named = any(a.name.first != known_by.get(a.id, a.name.first) for a in unnamed)
    names: dict[str, tuple[str, Where]] = {}
    faults = []
    for row in table.rows:
        area, name = joined.areas.get(row.cells.get(place, "")), row.cells.get(column, "")
        if area is None or not name or named:
            continue
        first, where = names.setdefault(area, (name, row.where))
        if plain(first) != plain(name):
            found = f"{name!r}, and {first!r} in row {where.row}"
            expected = f"one name of {row.cells[place]!r}; or --leave-out '{column}'"
            faults.append(
                Fault(row.where.at(column), "two-names", found, expected, choices=(column,))
            )
    if faults:
        raise DataError(faults)
    return {area: name for area, (name, _) in names.items()}


def _apart(distance: int) -> str:
    return f"{distance} letter{'s' if distance != 1 else ''} apart"


def read_places(
    path: Path, areas: Sequence[Area], *, encoding: str = ""
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read the table that says which area a place is: `written,area`.

    Returns:
        The area's id by the place's folded name, and the columns of which nothing is made.

    Raises:
        DataError: a column is missing, an area is none of `areas`, or rows contradict one another.
    """
    table = read_table(path, encoding=encoding)
    where = Where(path.name, 1)
    faults = [
        Fault(where, "missing-column", f"no {column}", "written,area")
        for column in ("written", "area")
        if column not in table.columns
    ]
    if faults:
        raise DataError(faults)
    ids = [area.id for area in areas]
    known = set(ids)
    for row in table.rows:
        if (name := row.cells["area"]) not in known:
            at, near = row.where.at("area"), near_name(name, ids)
            faults.append(Fault(at, "unknown-area", repr(name), "the id of an outline", near))
    if faults := [*faults, *_contradictions(table.rows)]:
        raise DataError(faults)
    said = {fold(row.cells["written"]): row.cells["area"] for row in table.rows}
    return said, tuple(_further_columns(table))


def _further_columns(table: InputTable) -> Iterator[str]:
    for column in table.columns:
        if column not in {"written", "area"} and any(row.cells[column] for row in table.rows):
            yield f"{column} of {table.file}"


def _contradictions(rows: Iterable[InputRow]) -> Iterator[Fault]:
    """Find places that a table says to be two areas."""
    meant: dict[str, InputRow] = {}
    for row in rows:
        first = meant.setdefault(fold(row.cells["written"]), row)
        if first.cells["area"] != row.cells["area"]:
            found = f"{row.cells['written']!r}, which row {first.where.row} says is another area"
            expected = "one row of a place; --unite makes one area of outlines of one name"
            yield Fault(row.where.at("written"), "double-row", found, expected)


def said_places(said: Mapping[str, str], areas: Sequence[Area]) -> dict[str, str]:
    """Return the area's id by the place's folded name, as a recipe says it.

    Raises:
        DataError: an area is none of `areas`.
    """
    ids = [area.id for area in areas]
    faults = [
        Fault(Where("[places]", 0, place), "unknown-area", repr(area), "the id of an outline",
              near_name(area, ids))
        for place, area in said.items()
        if area not in ids
    ]  # fmt: skip
    if faults:
        raise DataError(faults)
    return {fold(place): area for place, area in said.items()}


def _areas_by_name(
    areas: Sequence[Area], features: Sequence[Feature], as_one: Callable[[str], str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the ids of the areas by each name that they have; ids and names come first.

    `as_one` gives the form that ways of writing one name share. The second says for names that are
    neither, in which columns of the outlines they stand.
    """
    called: dict[str, set[str]] = defaultdict(set)
    for area in areas:
        for name in (area.id, *area.name.texts, area.pcode):
            if name:
                called[as_one(name)].add(area.id)
    others: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for area, feature in zip(areas, features, strict=False):
        for column, value in feature.cells.items():
            others[as_one(value)].add(area.id)
            columns[as_one(value)].add(column)
    for key, ids in others.items():
        # an attribute that several outlines share names none of them
        if len(ids) == 1 and key and key not in called:
            called[key] = ids
        else:
            del columns[key]
    return called, columns


def _nearest(place: str, called: Mapping[str, Iterable[str]]) -> NearMatch | None:
    """Return the area whose name is nearest; `None` where two are as near, or all are far."""
    written = fold(place)
    best: set[str] = set()
    least = _FARTHEST
    for name, ids in called.items():
        letters = edits(written, name, most=least)
        if letters < least:
            best, least = set(ids), letters
        elif letters == least:
            best |= set(ids)
    # a short name is near to everything
    if len(best) == 1 and least * 2 <= len(written):
        return NearMatch(place, best.pop(), least)
    return None
