"""Places of a table and outlines of a map, joined by what they are called, with a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.sheets import read_sheet
from frontmap.names import edits, fold, near_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.outlines import Feature
    from frontmap.model import Area

__all__ = ["Joined", "join_places", "read_places"]

#: Names further apart than this, in edited letters, are not offered as what was meant.
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Joined:
    """Which area each place is.

    Attributes:
        areas: the area's id by the place as written.
        near: the places that were joined although written otherwise, with the distance.
        skipped: the places that no outline has, where the user lets them go.
        silent: the areas of which the table says nothing, by id.
    """

    areas: Mapping[str, str]
    near: tuple[tuple[str, str, int], ...]
    skipped: tuple[str, ...]
    silent: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """Say how the join went, each side's rest by name."""
        exact = len(self.areas) - len(self.near)
        said = [f"places joined to outlines: {exact} by name, {len(self.near)} nearly"]
        said += [f"  {p!r} taken for {a} ({_apart(d)})" for p, a, d in self.near]
        said += [f"  {place!r} has no outline and is left out" for place in self.skipped]
        if self.silent:
            said.append(f"  outlines without a word in the table: {', '.join(self.silent)}")
        return tuple(said)


def join_places(  # noqa: PLR0913 - the options of one command
    places: Mapping[str, Where],
    areas: Sequence[Area],
    features: Sequence[Feature],
    *,
    said: Mapping[str, str] | None = None,
    near: int = 0,
    skip: bool = False,
) -> Joined:
    """Find the area of each place by its id, names or any other attribute that is its own.

    Args:
        places: each place as written, and where it is met first.
        areas: the areas.
        features: the outlines' attributes, in the order of the areas; may be empty.
        said: the area of a place, where the user says it.
        near: join what is at most this many edited letters apart, when nothing else is as near.
        skip: leave places out that have no outline.

    Raises:
        DataError: places that have no outline, or more than one.
    """
    known = _keys(areas, features)
    ids = {area.id for area in areas}
    joined: dict[str, str] = {}
    nearly: list[tuple[str, str, int]] = []
    skipped: list[str] = []
    faults: list[Fault] = []
    for place, where in places.items():
        told = (said or {}).get(fold(place), "")
        found = {told} & ids if told else known.get(fold(place), set())
        if len(found) == 1:
            joined[place] = next(iter(found))
            continue
        if found:
            expected = f"one of {', '.join(sorted(found))}, said by --places"
            faults.append(Fault(where, "ambiguous-place", repr(place), expected))
            continue
        nearest, distance = _nearest(fold(place), known)
        if nearest and distance <= near:
            joined[place] = nearest
            nearly.append((place, nearest, distance))
        elif skip:
            skipped.append(place)
        else:
            expected = (
                "a place that has an outline; or say it by --places, --near or --skip-unmatched"
            )
            meant = f"{nearest}, {_apart(distance)}" if nearest else ""
            faults.append(Fault(where, "unknown-place", repr(place), expected, meant))
    silent = tuple(area.id for area in areas if area.id not in set(joined.values()))
    if faults:
        if silent:
            # what is left on the other side may be what was meant
            rest, expected = f"no word on {', '.join(silent)}", "a place for each outline"
            where = Where(areas[0].where.file)
            faults.append(Fault(where, "unmatched-outlines", rest, expected, severity="warning"))
        raise DataError(faults)
    return Joined(joined, tuple(nearly), tuple(skipped), silent)


def _apart(distance: int) -> str:
    return f"{distance} letter{'s' if distance != 1 else ''} apart"


def read_places(path: Path, areas: Sequence[Area], *, encoding: str = "") -> dict[str, str]:
    """Read the table that says which area a place is: `written,area`.

    Raises:
        DataError: a column is missing, or an area is none of `areas`.
    """
    sheet = read_sheet(path, encoding=encoding)
    missing = [column for column in ("written", "area") if column not in sheet.columns]
    if missing:
        where = Where(path.name, 1)
        raise DataError(
            [Fault(where, "missing-column", f"no {c}", "written,area") for c in missing]
        )
    ids = {area.id: None for area in areas}
    unknown = [row for row in sheet.rows if row.cells["area"] not in ids]
    if unknown:
        expected = "the id of an outline"
        raise DataError(
            [
                Fault(row.where.at("area"), "unknown-area", repr(name), expected, near)
                for row in unknown
                for name in [row.cells["area"]]
                for near in [near_name(name, tuple(ids))]
            ]
        )
    return {fold(row.cells["written"]): row.cells["area"] for row in sheet.rows}


def _keys(areas: Sequence[Area], features: Sequence[Feature]) -> dict[str, set[str]]:
    """Return the areas by each folded thing that they are called; ids and names come first."""
    called: dict[str, set[str]] = defaultdict(set)
    for area in areas:
        for name in (area.id, area.name.en, area.name.ar, area.pcode):
            if name:
                called[fold(name)].add(area.id)
    others: dict[str, set[str]] = defaultdict(set)
    for area, feature in zip(areas, features, strict=False):
        for value in feature.cells.values():
            others[fold(value)].add(area.id)
    for key, ids in others.items():
        # what several outlines have in common is no name of theirs
        if len(ids) == 1 and key and key not in called:
            called[key] = ids
    return called


def _nearest(place: str, known: Mapping[str, Iterable[str]]) -> tuple[str, int]:
    """Return the area whose name is nearest, and how many letters apart; none where two tie."""
    best: set[str] = set()
    least = _FARTHEST
    for name, ids in known.items():
        distance = edits(place, name, most=least)
        if distance < least:
            best, least = set(ids), distance
        elif distance == least:
            best |= set(ids)
    # a short name is near to everything
    if len(best) == 1 and least * 2 <= len(place):
        return best.pop(), least
    return "", _FARTHEST + 1
