"""What an atlas says, as flat layers: rows of plain values, some with a geometry.

Every format is written from these, so that all of them say the same. A state lasts from `first`
to `last`, both included; `begin` and `end` are the same days for programs that hold that a thing
has ended at the beginning of its last day: `end` is the first day on which it is no longer so. They
come first, for QGIS takes the first columns that look like a beginning and an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from frontmap.days import day_after
from frontmap.folder.read import columns_in
from frontmap.folder.write import actor_cells, claim_cells, source_cells, voice_cells
from frontmap.front.over_days import front_spans
from frontmap.model import NO_TEXT
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.model import Area, Episode, Run

__all__ = ["NO_COLOUR", "Kind", "Layer", "Value", "control_layer", "layers"]

Value = str | int | float | date | None
#: What a column holds.
Kind = type[str] | type[int] | type[float] | type[date]

#: The colour of an area without data: none.
NO_COLOUR = ""


@dataclass(frozen=True)
class Layer:
    """A table, with a geometry in EPSG:4326 for each row, or without any.

    Attributes:
        name: what it is called everywhere.
        title: what it holds, in a sentence.
        columns: name and kind of each column; a value is of that kind or `None`.
        rows: the values, in the order of the columns.
        geometries: one for each row; empty for a plain table.
        shape: `Polygon` or `LineString`, also where there is no row; empty for a plain table.
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
        """Yield each geometry, and the rows, one after the other, that it is the geometry of."""
        pairs = zip(self.geometries, self.records(), strict=True)
        for _, of in groupby(pairs, key=lambda pair: id(pair[0])):
            shapes, records = zip(*of, strict=True)
            yield shapes[0], records


def layers(atlas: Atlas) -> Iterator[Layer]:
    """Yield all layers of an atlas: control, frontline and areas, then the plain tables."""
    yield control_layer(atlas)
    yield _frontline_layer(atlas)
    yield _areas_layer(atlas)
    yield _actors_layer(atlas)
    yield _episodes_layer(atlas)
    yield from _evidence_layers(atlas)


def control_layer(atlas: Atlas) -> Layer:
    """Return who held what from when to when: a row for each area and run of an episode.

    Days on which an area's outline does not exist are left out. `colour` and `rival_colour` are
    those of the holder and the first rival.
    """
    columns: tuple[tuple[str, Kind], ...] = (
        ("area", str), *_in_languages("name", atlas), ("code", str), ("group", str),
        ("outline", str), ("episode", str), ("holder", str), ("holder_name", str),
        ("holder_short", str), ("status", str), ("rivals", str), ("confidence", str),
        ("begin", date), ("end", date),
        ("first", date), ("last", date), ("days", int), ("since", date), ("began", str),
        ("evidence", str), *_in_languages("note", atlas), ("label", str), ("colour", str),
        ("rival_colour", str), ("area_first", date), ("area_last", date),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    geometries: list[BaseGeometry] = []
    for area in atlas.areas.values():
        for run in atlas.timeline.runs[area.id]:
            first = max(run.first, area.first or run.first)
            last = min(run.last, area.last or run.last)
            if first <= last:
                episode = atlas.timeline.episode_on(run.first)
                rows.append(_control_row(atlas, area, run, episode, first, last))
                geometries.append(area.polygon)
    return Layer(
        "control",
        "Who held which area, from the first day to the last",
        columns,
        tuple(rows),
        tuple(geometries),
        "Polygon",
    )


def _control_row(  # noqa: PLR0913, PLR0917 - a row is of all of these
    atlas: Atlas, area: Area, run: Run, episode: Episode, first: date, last: date
) -> tuple[Value, ...]:
    control, ruling = run.control, run.ruling
    holder = atlas.actors.get(control.holder)
    rival = atlas.actors.get(control.rivals[0]) if control.rivals else None
    languages = atlas.record.languages
    return (
        area.id,
        *map(area.name.exact, languages),
        area.code,
        area.group,
        area.outline.value,
        episode.id,
        control.holder,
        holder.name.first if holder else "",
        holder.short if holder else "",
        control.status.value,
        " ".join(control.rivals),
        control.confidence.value if control.confidence else "",
        first,
        day_after(last),
        first,
        last,
        (last - first).days + 1,
        run.began if control.status.row.ruled else None,
        ruling.began.text if ruling and ruling.began else "",
        " ".join(ruling.evidence) if ruling else "",
        *map((ruling.note if ruling else NO_TEXT).exact, languages),
        state_words(control, atlas, atlas.default_language),
        holder.colour if holder else NO_COLOUR,
        rival.colour if rival else NO_COLOUR,
        area.first,
        area.last,
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


def _areas_layer(atlas: Atlas) -> Layer:
    columns: tuple[tuple[str, Kind], ...] = (
        ("id", str), *_in_languages("name", atlas), ("code", str), ("pcode", str),
        ("part_of", str), ("group", str), ("outline", str), ("first", date), ("last", date),
        ("note", str),
    )  # fmt: skip
    rows = tuple(
        (
            area.id,
            *map(area.name.exact, atlas.record.languages),
            area.code,
            area.pcode,
            area.part_of,
            area.group,
            area.outline.value,
            area.first,
            area.last,
            area.note,
        )
        for area in atlas.areas.values()
    )
    polygons = tuple(area.polygon for area in atlas.areas.values())
    title = "The outlines, and the days on which they exist"
    return Layer("areas", title, columns, rows, polygons, "Polygon")


def _in_languages(column: str, atlas: Atlas) -> tuple[tuple[str, Kind], ...]:
    """Return the columns of a text: one for each of the atlas's languages, the first as it is."""
    further = (f"{column}_{tag}" for tag in atlas.record.languages[1:])
    return tuple((name, str) for name in (column, *further))


def _texts(file: str, atlas: Atlas) -> tuple[tuple[str, Kind], ...]:
    return tuple((column, str) for column in columns_in(file, atlas.record.languages))


def _actors_layer(atlas: Atlas) -> Layer:
    languages = atlas.record.languages
    rows = tuple(actor_cells(actor, languages) for actor in atlas.actors.values())
    return Layer("actors", "The parties", _texts("geodata/actors.csv", atlas), rows)


def _episodes_layer(atlas: Atlas) -> Layer:
    columns: tuple[tuple[str, Kind], ...] = (
        ("id", str), *_in_languages("title", atlas), ("first", date), ("last", date),
        ("groups", str),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (e.id, *map(e.title.exact, atlas.record.languages), e.first, e.last, " ".join(e.groups))
        for e in atlas.episodes
    )
    return Layer("episodes", "The days that the record covers", columns, rows)


def _evidence_layers(atlas: Atlas) -> tuple[Layer, ...]:
    if not atlas.record.has_seeds:
        return ()
    dates: tuple[tuple[str, Kind], ...] = (("date_first", date), ("date_last", date))
    languages = atlas.record.languages
    claims = tuple(
        (*claim_cells(c, languages), c.date.first, c.date.last) for c in atlas.claims.values()
    )
    sources = tuple(map(source_cells, atlas.sources.values()))
    voices = tuple(voice_cells(voice, languages) for voice in atlas.voices.values())
    return (
        Layer(
            "claims",
            "What each voice says; a claim is nobody's but its voice's",
            (*_texts("seeds/claims.csv", atlas), *dates),
            claims,
        ),
        Layer("sources", "The documents", _texts("seeds/sources.csv", atlas), sources),
        Layer("voices", "Who asserts the claims", _texts("seeds/voices.csv", atlas), voices),
    )
