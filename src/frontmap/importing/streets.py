"""Streets made of the lines that people have, such as an extract of OpenStreetMap."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.affinity import translate

from frontmap.errors import DataError, Fault, Where
from frontmap.files import counted
from frontmap.folder.tables import STREETS, translation_of
from frontmap.folder.write import DECIMALS
from frontmap.given.texts import quoted
from frontmap.ground.plane import beside_map
from frontmap.importing.areas import changed_ids, lists_in
from frontmap.importing.files_beside import read_by_own_options
from frontmap.importing.outlines import named_briefly
from frontmap.limits import NAME_LETTERS
from frontmap.model import Street, StreetKind, Text
from frontmap.names import fold, unique_ids
from frontmap.words import LANGUAGES, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import Feature, FeatureTable
    from frontmap.model import Area

__all__ = ["by_own_file", "credited", "read_streets", "streets_from", "streets_on_map"]

_NAME = "name"
_LINES = {"LineString", "MultiLineString"}
#: The columns that say what a line is, the best first: our own, OpenStreetMap's keys, and what
#: Geofabrik's extracts call them.
_KIND_COLUMNS = ("kind", "highway", "waterway", "fclass")
#: What OpenStreetMap calls the kinds; a link is what it leads to. All other words are streets.
_KINDS: Mapping[str, StreetKind] = {
    **dict.fromkeys(("motorway", "trunk"), StreetKind.HIGHWAY),
    **dict.fromkeys(("primary", "secondary"), StreetKind.MAIN),
    **dict.fromkeys(
        ("river", "stream", "canal", "drain", "ditch", "tidal_channel"), StreetKind.WATER
    ),
    **{kind.value: kind for kind in StreetKind},
}
#: A page carries every place of a line; of more than these it is told.
_MANY_PLACES = 50_000
#: What else can be done where there is not one line.
_OTHERWISE = "; or no --streets"
_NEEDS_FILE = "--streets FILE; or leave it out"
#: How many of what is not used are named.
_NAMED = 5
#: An id may get a number behind it.
_ID_LETTERS = NAME_LETTERS - 10
_OF_KIND = {
    StreetKind.HIGHWAY: "highways",
    StreetKind.MAIN: "main streets",
    StreetKind.STREET: "streets",
    StreetKind.WATER: "water",
}


def read_streets(
    options: ImportOptions, *, languages: Sequence[str] = ()
) -> tuple[tuple[Street, ...], tuple[str, ...]]:
    """Read the streets of the file that the options name, with notes on what was made of it.

    Args:
        options: the file, its layer, its projection and the encoding of its texts, where it does
            not say them; no file has no streets.
        languages: those of names, as `streets_from` takes them.

    Raises:
        DataError: the file cannot be read or understood, or has no line, or something is said of a
            file that is not named; every fault at once.
    """
    if options.streets is None:
        said = {"--streets-layer": options.streets_layer, "--streets-crs": options.streets_crs}
        faults = [
            Fault(Where(option), "unused-option", f"{option} {value}", _NEEDS_FILE)
            for option, value in said.items()
            if value
        ]
        if faults:
            raise DataError(faults)
        return (), ()
    table = read_by_own_options(
        options.streets,
        "streets",
        layer=options.streets_layer,
        crs=options.streets_crs,
        encoding=options.encoding,
    )
    streets, notes = streets_from(table, languages=languages)
    return streets, tuple(f"{table.file}: {note}" for note in (*table.notes, *notes))


def credited(credit: Text, streets: Iterable[Street], languages: Sequence[str]) -> Text:
    """Return whom an atlas is owed to, with the file that its streets come from, if it has any.

    The page draws streets, and says of them what stands here. `languages` are those of the atlas.
    """
    files = dict.fromkeys(street.where.file for street in streets)
    if not files:
        return credit
    tags = [tag for tag in languages if tag in LANGUAGES] or [*languages[:1]]
    return Text.of(
        {
            tag: word("new.streets", tag if tag in LANGUAGES else LANGUAGES[0]).format(
                credit=credit.to(tag), file=", ".join(files)
            )
            for tag in tags
        }
    )


def streets_from(
    table: FeatureTable, *, languages: Sequence[str] = ()
) -> tuple[tuple[Street, ...], tuple[str, ...]]:
    """Make streets of lines: those of one name and kind are one.

    Names are those of the column `name`, and of columns such as `name_ar` or `name:ar` in the
    further languages; without `languages` in those of which frontmap has words.

    Raises:
        DataError: not one feature is a line, or names are too long; a fault for each of them.
    """
    lines = [f for f in table.features if f.geometry is not None and _is_line(f.geometry)]
    if not lines:
        raise DataError(list(_no_lines(table)))
    columns = _columns_of(table, languages)
    if faults := list(_long_names(lines, (*columns.of_names, "id"))):
        raise DataError(faults)
    words: dict[StreetKind, Counter[str]] = {}
    parts: dict[tuple[Text, StreetKind], list[Feature]] = {}
    for feature in lines:
        word, kind = _kind_of(feature, columns.kinds)
        words.setdefault(kind, Counter())[word] += 1
        parts.setdefault((_name_of(feature, columns), kind), []).append(feature)
    ids = unique_ids(
        (_id_of(of, name) for (name, _), of in parts.items()), otherwise=StreetKind.STREET.value
    )
    shapes = [_distinct_shapes(of) for of in parts.values()]
    streets = tuple(
        Street(key, name, kind, _joined(shape), of[0].where)
        for key, ((name, kind), of), shape in zip(ids, parts.items(), shapes, strict=True)
    )
    again = len(lines) - sum(map(len, shapes))
    twice = [f"{counted(again, 'line')} drawn again: left out"] if again else []
    made = (*_notes(table, lines, streets), *twice, *_kinds_in(words, columns.kinds))
    return streets, (*made, *_changed(streets, [*parts.values()], columns))


class _Columns(NamedTuple):
    """The columns that are read: those of names by their language, and those of kinds.

    `bare` is the one of names that says no language, if there is one.
    """

    names: Mapping[str, Sequence[str]]
    bare: str
    kinds: Sequence[str]

    @property
    def of_names(self) -> tuple[str, ...]:
        """All columns of names."""
        return (*(column for columns in self.names.values() for column in columns), self.bare)


def _columns_of(table: FeatureTable, languages: Sequence[str]) -> _Columns:
    """Return the columns that are read, however they are written.

    Where languages are said, the column that says none is of the first one.
    """
    folded = {fold(column): column for column in reversed(table.columns)}
    names: dict[str, Sequence[str]] = {}
    for number, tag in enumerate(languages or LANGUAGES):
        wanted = (f"name {tag}", *((_NAME,) if number == 0 else ()))
        if found := [folded[name] for name in wanted if name in folded]:
            names[tag] = found if languages else found[:1]
    kinds = [folded[kind] for kind in _KIND_COLUMNS if kind in folded]
    return _Columns(names, folded.get(_NAME, ""), kinds)


def _kind_of(feature: Feature, kinds: Sequence[str]) -> tuple[str, StreetKind]:
    """Return the first word that the columns of kinds have, and the kind that it means."""
    word = _first_cell(feature, kinds)
    return word, _KINDS.get(word.casefold().removesuffix("_link"), StreetKind.STREET)


def streets_on_map(
    streets: Sequence[Street], areas: Sequence[Area], *, file: str
) -> tuple[tuple[Street, ...], tuple[str, ...]]:
    """Return streets where the areas lie, on their side of the meridian of 180°, with notes.

    Those of which some lie beside the map are for `check` to tell.

    Args:
        streets: what `read_streets` made of a file.
        areas: those of the map.
        file: the name of the streets' file, for notes and faults.

    Raises:
        DataError: streets whose longitude and latitude are exchanged, or not one is on the map.
    """
    if not streets or not areas:
        return tuple(streets), ()
    outlines = shapely.total_bounds([area.polygon for area in areas])
    if not np.isfinite(outlines).all():
        return tuple(streets), ()
    streets, notes = _led_across_180(streets, outlines, file)
    bounds = shapely.bounds([street.line for street in streets])
    beside = beside_map(bounds, outlines)
    turned = beside & ~beside_map(bounds[:, [1, 0, 3, 2]], outlines)
    if turned.any():
        raise DataError([_swapped(streets[n], bounds[n]) for n in np.flatnonzero(turned)])
    if beside.all():
        x, y = bounds.reshape(-1, 2).mean(axis=0)
        east, north = outlines.reshape(2, 2).mean(axis=0)
        found = f"{counted(len(streets), 'street')}, all far from the map, around {x:.2f}, {y:.2f}"
        expected = f"lines near the outlines, around {east:.2f}, {north:.2f}{_OTHERWISE}"
        raise DataError([Fault(Where(file), "street-beside", found, expected)])
    return streets, notes


def _led_across_180(
    streets: Sequence[Street], outlines: NDArray[np.float64], file: str
) -> tuple[tuple[Street, ...], tuple[str, ...]]:
    bounds = shapely.bounds([street.line for street in streets])
    middle = (bounds[:, 0] + bounds[:, 2] - outlines[0] - outlines[2]) / 2
    turns = np.round(middle / 360) * -360
    moved = tuple(
        replace(street, line=translate(street.line, turn)) if turn else street
        for street, turn in zip(streets, turns.tolist(), strict=True)
    )
    count = int(np.count_nonzero(turns))
    said = f"{file}: {counted(count, 'street')} moved across the meridian of 180°, to the outlines"
    return moved, (said,) if count else ()


def _swapped(street: Street, bounds: NDArray[np.float64]) -> Fault:
    x, y = bounds.reshape(2, 2).mean(axis=0)
    found = f"{x:.3f}, {y:.3f}, far from the map unless swapped"
    expected = "longitude, then latitude, in degrees"
    return Fault(street.where.at("geometry"), "swapped-coordinates", found, expected)


def by_own_file(
    written: Iterable[Fault], read: Iterable[Fault], streets: Sequence[Street]
) -> tuple[Fault, ...]:
    """Return the warnings of an atlas that was written, those of its streets by the user's file.

    Args:
        written: the faults of the atlas.
        read: those of the record before it was written.
        streets: those of the record.
    """
    files = {street.where.file for street in streets}
    told = [fault for fault in written if fault.where.file != STREETS]
    return tuple(sorted(told + [fault for fault in read if fault.where.file in files]))


def _is_line(geometry: BaseGeometry) -> bool:
    """Tell whether something is a line of which something is left in the places that are written.

    Extracts of OpenStreetMap that were cut at an edge have stubs shorter than these are apart.
    """
    if geometry.geom_type not in _LINES or geometry.is_empty:
        return False
    west, south, east, north = geometry.bounds
    return bool(max(east - west, north - south) >= 10.0**-DECIMALS)


def _no_lines(table: FeatureTable) -> Iterator[Fault]:
    if not table.features:
        yield Fault(Where(table.file), "no-line", "no feature", f"lines{_OTHERWISE}")
    for feature in table.features:
        geometry = feature.geometry
        found = "no geometry" if geometry is None else f"a {geometry.geom_type}"
        found += " without a length" if geometry is not None and found[2:] in _LINES else ""
        yield Fault(feature.where.at("geometry"), "no-line", found, f"a line{_OTHERWISE}")


def _long_names(lines: Iterable[Feature], columns: Iterable[str]) -> Iterator[Fault]:
    read = dict.fromkeys(columns)
    for line in lines:
        for column in read:
            if len(cell := line.cells.get(column, "")) > NAME_LETTERS:
                where, expected = line.where.at(column), f"at most {NAME_LETTERS} letters"
                yield Fault(where, "long-text", quoted(cell), expected)


def _name_of(feature: Feature, columns: _Columns) -> Text:
    """Return a line's name; where it has none of a language, the one that says no language."""
    name = Text.of({tag: _first_cell(feature, of) for tag, of in columns.names.items()})
    return name or Text.of({next(iter(columns.names), "en"): feature.cells.get(columns.bare, "")})


def _first_cell(feature: Feature, columns: Iterable[str]) -> str:
    return next(filter(None, (feature.cells.get(column, "") for column in columns)), "")


def _id_of(features: Sequence[Feature], name: Text) -> str:
    """Return what an id is made of: the line's own, where it is one line, or the name."""
    own = features[0].cells.get("id", "") if len(features) == 1 else ""
    return (own or (name.texts[0] if name else ""))[:_ID_LETTERS]


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    if len(shapes) == 1:
        return shapes[0]
    parts = shapely.multilinestrings(shapely.get_parts(shapes))
    whole: Any = shapely.line_merge(parts)
    joined: BaseGeometry = whole
    return joined


def _distinct_shapes(features: Iterable[Feature]) -> list[BaseGeometry]:
    """Return the lines of some features; one that stands there again, or turned, is left out."""
    shapes = [feature.geometry for feature in features if feature.geometry is not None]
    written = map(shapely.to_wkb, map(shapely.normalize, shapes))
    return list(dict(zip(written, shapes, strict=True)).values())


def _notes(
    table: FeatureTable, lines: Sequence[Feature], streets: Sequence[Street]
) -> Iterator[str]:
    made = counted(len(streets), "street")
    yield f"{made} of {counted(len(lines), 'line')}: those of one name and kind are one"
    if beside := [f for f in table.features if f.geometry is None or not _is_line(f.geometry)]:
        yield f"what is no line is left out: {named_briefly(beside)}"
    places = shapely.get_num_coordinates([street.line for street in streets]).sum()
    if places > _MANY_PLACES:
        yield f"{places:,} places on these lines: a page carries them all; main streets may do"


def _kinds_in(words: Mapping[StreetKind, Counter[str]], kinds: Sequence[str]) -> Iterator[str]:
    """Say by which words a line was taken for what."""
    if not kinds:
        yield f"no column of {', '.join(_KIND_COLUMNS)} says what a line is: all are streets"
        return
    for kind in (kind for kind in StreetKind if kind in words):
        said = ", ".join(f"{word or 'blank'} ({count})" for word, count in words[kind].items())
        yield f"{_OF_KIND[kind]}, by {' and '.join(kinds)}: {said}"


def _changed(
    streets: Sequence[Street], parts: Sequence[Sequence[Feature]], columns: _Columns
) -> Iterator[str]:
    """Say what is written otherwise than in the file, or not used; `parts` are their lines."""
    lines = [line for of in parts for line in of]
    yield from _changed_ids(streets, parts)
    yield from lists_in(name for street in streets for name in street.name.texts)
    yield from _names_left(streets, parts, columns)
    yield from _kinds_left(lines, columns.kinds)
    yield from _unused(lines, (*columns.of_names, *columns.kinds, "id"))


def _changed_ids(streets: Sequence[Street], parts: Sequence[Sequence[Feature]]) -> Iterator[str]:
    own = [[line.cells.get("id", "") for line in of] for of in parts]
    alone = [(of[0], s.id) for of, s in zip(own, streets, strict=True) if len(of) == 1 and of[0]]
    if alone:
        yield f"ids are those of the column id{changed_ids(*zip(*alone, strict=True))}"
    if lost := sum(bool(one) for of in own if len(of) > 1 for one in of):
        yield (
            f"ids of {counted(lost, 'line')} are not used: a street of several lines has one made "
            "from its name"
        )


def _names_left(
    streets: Sequence[Street], parts: Sequence[Sequence[Feature]], columns: _Columns
) -> Iterator[str]:
    """Name what the column without a language says of lines that have other names."""
    cells = [
        (street.name, line.cells.get(columns.bare, ""))
        for street, of in zip(streets, parts, strict=True)
        for line in of
    ]
    if left := Counter(cell for name, cell in cells if cell and cell not in name.texts):
        others = " or ".join(one for one in dict.fromkeys(columns.of_names) if one != columns.bare)
        yield (
            f"names in {columns.bare} are not used where {others} has another: {_counts(left)}; "
            "--languages with their language first takes them"
        )


def _kinds_left(lines: Iterable[Feature], kinds: Sequence[str]) -> Iterator[str]:
    """Name what further columns of kinds say of lines of which the first has said what they are."""
    left: dict[str, Counter[str]] = {}
    for line in lines:
        filled = [column for column in kinds if line.cells.get(column)]
        for column in filled[1:]:
            left.setdefault(column, Counter())[line.cells[column]] += 1
    for column in (column for column in kinds if column in left):
        before = " or ".join(kinds[: kinds.index(column)])
        yield f"{column} is not used where {before} says what a line is: {_counts(left[column])}"


def _counts(texts: Counter[str]) -> str:
    """Return texts with how often each is there, of many only the most frequent ones."""
    told = [f"{quoted(text)} ({count})" for text, count in texts.most_common(_NAMED)]
    return ", ".join(told) + (", …" if len(texts) > _NAMED else "")


def _unused(lines: Iterable[Feature], read: Iterable[str]) -> Iterator[str]:
    """Name the columns that have something in them and are not read."""
    known = {*read}
    filled = dict.fromkeys(column for line in lines for column, cell in line.cells.items() if cell)
    if unused := [column for column in filled if column not in known]:
        tags = [tag for column in unused if (tag := translation_of(column, "name"))]
        more = f"; names are also in {', '.join(tags)}: --languages" if tags else ""
        yield f"columns that are not used: {', '.join(unused)}{more}"
