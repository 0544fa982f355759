"""An atlas as layers: tables of plain values, some with a geometry for each row.

Every format of export is written from these, so that all say the same. A state lasts from `first`
to `last`, both included. `begin` and `end` say the same to programs for which an end is no part of
the time: `end` is the day after `last`. They stand before `first` and `last`, because QGIS takes
the first columns that look like a beginning and an end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import shapely

from frontmap.days import day_after
from frontmap.folder.tables import (
    ACTOR_TABLE,
    ANNOTATION_TABLE,
    AREA_TABLE,
    CLAIM_TABLE,
    EPISODE_TABLE,
    ERRATUM_TABLE,
    POINTER_TABLE,
    SOURCE_TABLE,
    STREET_TABLE,
    VOICE_TABLE,
    columns,
    translations,
)
from frontmap.front.over_days import front_spans
from frontmap.model import NO_TEXT, Ruling
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.folder.tables import Heading, TableSpec
    from frontmap.model import Actor, Area, Episode, Record, Run, Text

__all__ = ["Kind", "Layer", "Value", "control_layer", "event_layers", "layers"]

Value = str | int | float | date | None
#: What a column holds.
Kind = type[str] | type[int] | type[float] | type[date]

Item = TypeVar("Item")

#: The colour of an area without data: none.
_NO_COLOUR = ""


@dataclass(frozen=True)
class Layer:
    """A table, with a geometry in EPSG:4326 for each row, or without any.

    Attributes:
        name: what it is called everywhere.
        title: what it holds, in a sentence.
        columns: name and kind of each column; a value is of that kind or `None`.
        rows: the values, in the order of the columns.
        geometries: one for each row; empty for a plain table.
        shape: `Polygon`, `LineString` or `Point`, also where there is no row; empty for a plain
            table.
    """

    name: str
    title: str
    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[tuple[Value, ...], ...]
    geometries: tuple[BaseGeometry, ...] = ()
    shape: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(name for name, _ in self.columns)

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row with its columns' names."""
        names = self.names
        for row in self.rows:
            yield dict(zip(names, row, strict=True))

    def by_geometry(self) -> Iterator[tuple[BaseGeometry, Sequence[dict[str, Value]]]]:
        """Yield each geometry with the rows that have it; these stand one after the other."""
        pairs = zip(self.geometries, self.records(), strict=True)
        for _, of in groupby(pairs, key=lambda pair: id(pair[0])):
            shapes, records = zip(*of, strict=True)
            yield shapes[0], records


def layers(atlas: Atlas) -> Iterator[Layer]:
    """Yield all layers of an atlas: control, frontline and areas, then the plain tables.

    Streets, pointers, annotations, errata and events come last, where there are any.
    """
    yield control_layer(atlas)
    yield _frontline_layer(atlas)
    yield _areas_layer(atlas)
    yield _actors_layer(atlas)
    yield _episodes_layer(atlas)
    yield from _evidence_layers(atlas)
    yield from _further_layers(atlas.record)
    yield from event_layers(atlas)


@dataclass(frozen=True, slots=True)
class _State:
    """A row of the layer `control`: an area in one state from `first` to `last`, both included.

    `holder` and `rival` are `None` where there is none; `rival` is the first of several.
    """

    area: Area
    run: Run
    episode: Episode
    first: date
    last: date
    holder: Actor | None
    rival: Actor | None
    label: str

    @property
    def ruling(self) -> Ruling:
        """The ruling; an empty one where the record says nothing."""
        return self.run.ruling or _NO_RULING


_NO_RULING = Ruling.without_data("", date.min)

#: A column of the layer `control`: its name, its kind, and the value that a state has in it.
_StateColumn = tuple[str, Kind, "Callable[[_State], Value]"]


def _translated(
    name: str, text: Callable[[_State], Text], languages: Sequence[str]
) -> Iterator[_StateColumn]:
    """Yield a column of texts for each language."""

    def value(language: str, state: _State) -> str:
        return text(state).exact(language)

    for heading, language in translations(name, languages):
        yield heading, str, partial(value, language)


def _state_columns(languages: Sequence[str]) -> tuple[_StateColumn, ...]:
    """Return the columns of the layer `control`, in order."""
    return (
        ("area", str, lambda s: s.area.id),
        *_translated("name", lambda s: s.area.name, languages),
        *_translated("code", lambda s: s.area.code, languages),
        ("group", str, lambda s: s.area.group),
        ("outline", str, lambda s: s.area.outline.value),
        ("pcode", str, lambda s: s.area.pcode),
        ("part_of", str, lambda s: s.area.part_of),
        ("episode", str, lambda s: s.episode.id),
        ("holder", str, lambda s: s.run.control.holder),
        ("holder_name", str, lambda s: s.holder.name.first if s.holder else ""),
        *_translated("holder_short", lambda s: s.holder.short if s.holder else NO_TEXT, languages),
        ("status", str, lambda s: s.run.control.status.value),
        ("rivals", str, lambda s: " ".join(s.run.control.rivals)),
        (
            "confidence",
            str,
            lambda s: s.run.control.confidence.value if s.run.control.confidence else "",
        ),
        ("begin", date, lambda s: s.first),
        ("end", date, lambda s: day_after(s.last)),
        ("first", date, lambda s: s.first),
        ("last", date, lambda s: s.last),
        ("days", int, lambda s: (s.last - s.first).days + 1),
        ("since", date, lambda s: s.run.began if s.run.control.status.row.ruled else None),
        ("began", str, lambda s: s.ruling.began.text if s.ruling.began else ""),
        ("evidence", str, lambda s: " ".join(s.ruling.evidence)),
        *_translated("note", lambda s: s.ruling.note, languages),
        ("label", str, lambda s: s.label),
        ("colour", str, lambda s: s.holder.colour if s.holder else _NO_COLOUR),
        ("rival_colour", str, lambda s: s.rival.colour if s.rival else _NO_COLOUR),
        ("area_first", date, lambda s: s.area.first),
        ("area_last", date, lambda s: s.area.last),
    )


def control_layer(atlas: Atlas) -> Layer:
    """Return who held what from when to when: a row for each area and run of an episode.

    Days on which an area's outline does not exist are left out. `colour` and `rival_colour` are
    those of the holder and the first rival.
    """
    states = tuple(_states(atlas))
    layout = _state_columns(atlas.record.languages)
    return Layer(
        "control",
        "Who held which area, from the first day to the last",
        tuple((name, kind) for name, kind, _ in layout),
        tuple(tuple(value(state) for _, _, value in layout) for state in states),
        tuple(state.area.polygon for state in states),
        "Polygon",
    )


def _states(atlas: Atlas) -> Iterator[_State]:
    for area in atlas.areas.values():
        for run in atlas.timeline.runs[area.id]:
            days = area.during(run.first, run.last)
            if days is None:
                continue
            control = run.control
            yield _State(
                area,
                run,
                atlas.timeline.episode_on(run.first),
                *days,
                holder=atlas.actors.get(control.holder),
                rival=atlas.actors.get(control.rivals[0]) if control.rivals else None,
                label=state_words(control, atlas, atlas.default_language),
            )


def _frontline_layer(atlas: Atlas) -> Layer:
    columns: tuple[tuple[str, Kind], ...] = (
        ("left", str), ("right", str), ("episode", str), ("facing", str), ("sides", str),
        ("begin", date), ("end", date), ("first", date), ("last", date), ("days", int),
        ("length_m", float),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    geometries: list[BaseGeometry] = []
    for episode in atlas.episodes:
        for span in front_spans(atlas.fronts(episode)):
            border = span.segment.border
            rows.append(
                (
                    border.left,
                    border.right,
                    episode.id,
                    " ".join("/".join(pair) for pair in span.segment.pairs),
                    " ".join("/".join(pair) for pair in span.segment.sides),
                    span.first,
                    day_after(span.last),
                    span.first,
                    span.last,
                    (span.last - span.first).days + 1,
                    round(border.length_m, 1),
                )
            )
            geometries.append(border.line)
    return Layer(
        "frontline",
        "Borders with hostile parties on either side, from the first day to the last; where the "
        "line ran inside an area is not known",
        columns,
        tuple(rows),
        tuple(geometries),
        "LineString",
    )


def _table_layer(
    table: TableSpec[Item], name: str, title: str, items: Sequence[Item], record: Record
) -> Layer:
    """Return a table of the atlas's own as a layer: its days are dates, all else is text."""
    headings = columns(table.without_blanks(items), record.languages)
    return Layer(
        name,
        title,
        tuple((heading.name, heading.column.type.layer) for heading in headings),
        tuple(tuple(_value(heading, item) for heading in headings) for item in items),
    )


def _value(heading: Heading, item: object) -> Value:
    if heading.column.type.layer is str:
        return heading.cell(item)
    value: Value = heading.value(item)
    return value


def _areas_layer(atlas: Atlas) -> Layer:
    areas = tuple(atlas.areas.values())
    title = "The outlines, and the days on which they exist"
    plain = _table_layer(AREA_TABLE, "areas", title, areas, atlas.record)
    return replace(plain, geometries=tuple(area.polygon for area in areas), shape="Polygon")


def _actors_layer(atlas: Atlas) -> Layer:
    actors = tuple(atlas.actors.values())
    return _table_layer(ACTOR_TABLE, "actors", "The parties", actors, atlas.record)


def _episodes_layer(atlas: Atlas) -> Layer:
    # which episode opens first matters to the page alone
    kept = tuple(column for column in EPISODE_TABLE.columns if column.name != "default")
    title = "The days that the record covers"
    table = replace(EPISODE_TABLE, columns=kept)
    return _table_layer(table, "episodes", title, atlas.episodes, atlas.record)


def _evidence_layers(atlas: Atlas) -> tuple[Layer, ...]:
    if not atlas.record.has_seeds:
        return ()
    claims = tuple(atlas.claims.values())
    title = "What each voice says; a claim is nobody's but its voice's"
    told = _table_layer(CLAIM_TABLE, "claims", title, claims, atlas.record)
    dates: tuple[tuple[str, Kind], ...] = (("date_first", date), ("date_last", date))
    spans = ((claim.date.first, claim.date.last) for claim in claims)
    rows = tuple((*row, *span) for row, span in zip(told.rows, spans, strict=True))
    sources, voices = tuple(atlas.sources.values()), tuple(atlas.voices.values())
    return (
        replace(told, columns=(*told.columns, *dates), rows=rows),
        _table_layer(SOURCE_TABLE, "sources", "The documents", sources, atlas.record),
        _table_layer(VOICE_TABLE, "voices", "Who asserts the claims", voices, atlas.record),
    )


def event_layers(atlas: Atlas) -> Iterator[Layer]:
    """Yield the reported events as points, if there are any: the claims of the atlas with one.

    They are there from the first to the last day that their date may mean.
    """
    claims = tuple(claim for claim in atlas.claims.values() if claim.spot is not None)
    if not claims:
        return
    title = "What is reported to have happened, from the first day that may be meant to the last"
    told = _table_layer(CLAIM_TABLE, "events", title, claims, atlas.record)
    dates: tuple[tuple[str, Kind], ...] = tuple(
        (name, date) for name in ("begin", "end", "first", "last")
    )
    spans = [(claim.date.first, claim.date.last) for claim in claims]
    rows = tuple(
        (first, day_after(last), first, last, *row)
        for (first, last), row in zip(spans, told.rows, strict=True)
    )
    points = tuple(shapely.points([claim.spot or () for claim in claims]))
    columns = (*dates, *told.columns)
    yield replace(told, columns=columns, rows=rows, geometries=points, shape="Point")


def _further_layers(record: Record) -> Iterator[Layer]:
    if record.streets:
        lines = tuple(street.line for street in record.streets)
        plain = _table_layer(STREET_TABLE, "streets", STREET_TABLE.title, record.streets, record)
        yield replace(plain, geometries=lines, shape="LineString")
    if record.pointers:
        points = tuple(shapely.points([(place.lon, place.lat) for place in record.pointers]))
        title = POINTER_TABLE.title
        plain = _table_layer(POINTER_TABLE, "pointers", title, record.pointers, record)
        yield replace(plain, geometries=points, shape="Point")
    if record.annotations:
        title = ANNOTATION_TABLE.title
        yield _table_layer(ANNOTATION_TABLE, "annotations", title, record.annotations, record)
    if record.errata:
        yield _table_layer(ERRATUM_TABLE, "errata", ERRATUM_TABLE.title, record.errata, record)
