"""A day's map laid out once: shapes, patterns, fronts, labels, legend, scale bar.

The layout is frozen dataclasses (`frontmap.drawing.marks`) that every writer (`drawing.writers`)
draws alike, so that no two outputs can differ in what they say. What each channel means is in
`docs/design.md`: the colour is the actor, the pattern the status, a broken edge a schematic
outline, a paler fill with a question mark an uncertain state, a still paler one with brackets an
assumed one, a strong line the front, a thin line the front of the day before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from frontmap.drawing.annotations import annotated_places, place_annotations
from frontmap.drawing.choices import Labels
from frontmap.drawing.colours import DARK, READABLE, WHITE, contrast, ink_on
from frontmap.drawing.events import (
    EventCount,
    EventMark,
    beside_labels,
    event_marks,
    expected_events,
    group_events,
)
from frontmap.drawing.figure import EVERYTHING, FigurePlan, Parts, foot_line, plan_figure
from frontmap.drawing.heading import set_heading
from frontmap.drawing.labels import AreaToLabel, PlacedLabels, place_labels
from frontmap.drawing.legend import (
    LegendKeys,
    columns_height,
    drawn_keys,
    legend_sections,
    set_columns,
)
from frontmap.drawing.map_elements import (
    account_box,
    account_words,
    locator_box,
    set_account,
    set_locator,
    set_north_arrow,
    set_scale_bar,
    set_source,
    worth_locating,
)
from frontmap.drawing.marks import (
    Box,
    Drawing,
    Fill,
    Line,
    Mark,
    MarkGroup,
    Part,
    Shape,
    Stroke,
)
from frontmap.drawing.outlines import box_polygon, paths_of, rectangle, rings_of
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.streets import set_streets
from frontmap.drawing.styles import MUTED, PAPER, SOFT, UNCOVERED, Style, style_for
from frontmap.drawing.view import MapExtent, View, episode_extent
from frontmap.front.frontline import Frontline
from frontmap.model import Doubt, Outline
from frontmap.statuses import SOLID
from frontmap.telling.headings import entitled, told_by_words
from frontmap.telling.map_words import as_sentences, day_in_words, what_it_is
from frontmap.telling.sentences import area_words, holder_code
from frontmap.words import language_of, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Snapshot
    from frontmap.front.frontline import FrontSegment

__all__ = ["lay_out"]

#: Vertices that move an edge by less than this many canvas units are left out.
_TOLERANCE = 0.3

#: Pieces of an area cut off by the frame that are smaller than this (square units) are no area.
_LEAST_PIECE = 4.0

#: Below this width of the map (in usual units) the codes of areas come before leaders.
_SMALL = 520.0

#: An area has no label beside it where the frame shows less than this share of it.
_WORTH_A_LEADER = 0.6

#: Where the frame has more areas than this, no label stands beside its area: leaders would cross,
#: and placing them takes minutes.
_CROWD = 150

#: A locator of this width stands on the map where it hides no more than this of the areas (1 is
#: one whole area), else under the legend.
_LOCATOR = 108.0
#: It is not wider than this share of the map.
_LOCATOR_SHARE = 0.2
_MAY_HIDE = 0.02
#: Hiding one of the areas that the map is about counts so many times.
_WEIGHT = 10

#: The space above the short codes in the legend, and how much smaller they may be set.
_BEFORE_CODES = 12.0
_SMALLER = (0.94, 0.88, 0.82, 0.77)


def lay_out(  # noqa: PLR0913 - all but the snapshot are options, by name
    snapshot: Snapshot,
    *,
    width: float = 1200.0,
    height: float = 900.0,
    language: str | None = None,
    extent: MapExtent | None = None,
    parts: Parts = EVERYTHING,
    before: Snapshot | None = None,
    style: Style | None = None,
) -> Drawing:
    """Lay out the map of a day.

    Args:
        snapshot: the atlas at the end of the day.
        width: of the canvas; letters and lines grow with it.
        height: of the canvas.
        language: a tag of `frontmap.words.LANGUAGES`, which also tells on which side reading
            starts; the atlas's first by default.
        extent: what to show, in metres of the atlas's metric CRS; without it the areas that the
            day's episode is about, so that all its days have one view.
        parts: what the drawing has besides the map.
        before: the day against which changes are outlined and the earlier front is drawn; without
            it the day before.
        style: how it is set; without it, as befits a canvas of this size.

    Returns:
        The drawing; areas outside the frame are not in it, and those at its edge are cut.
    """
    language = snapshot.atlas.output_language(language)
    style, canvas = style or style_for(width, height, language), Box(0, 0, width, height)
    shown = extent or episode_extent(snapshot.atlas, snapshot.episode)
    parts = replace(parts, locator=parts.locator and worth_locating(snapshot, shown))
    plan = plan_figure(snapshot, canvas, style, parts, before)
    view = View(shown, plan.frame, snapshot.atlas.record.metric_crs)
    day_map = _DayMap(snapshot, view, plan, style, parts, before)
    return day_map.drawing(canvas)


@dataclass(frozen=True)
class _DayMap:
    """A snapshot in a view: each method sets one part of the map."""

    snapshot: Snapshot
    view: View
    plan: FigurePlan
    style: Style
    parts: Parts
    before: Snapshot | None = None

    def drawing(self, canvas: Box) -> Drawing:
        """Set all parts of the map, and what stands round it."""
        areas, language = self.snapshot.atlas.areas, self.language
        elements, taken = self.map_elements()
        pointed = self.parts.annotations
        places = annotated_places(self.snapshot, self.view, self.style) if pointed else []
        placed = self.placed_labels([*taken, *places])
        ground = self.ground(placed)
        notes, left_out = self.annotations(placed, taken)
        drawn = self.drawn(ground)
        coded = tuple((area, areas[area].code.to(language)) for area in placed.coded)
        located = self.plan.locator if self.plan.locator in taken else None
        beside, explains_codes = self.around(coded, self.parts.legend_keys or drawn, located)
        paper = (rectangle(canvas, PAPER), rectangle(self.plan.frame, UNCOVERED))
        groups = (
            MarkGroup(Part.BACKGROUND, paper),
            *ground,
            self.labels(placed),
            notes,
            *elements,
            *beside,
        )
        return Drawing(
            width=canvas.width,
            height=canvas.height,
            language=language,
            title=entitled([self.snapshot], language),
            about=self.about(left_out),
            frame=self.plan.frame,
            groups=tuple(group for group in groups if group.marks),
            coded=coded,
            explains_codes=explains_codes,
            drawn=drawn,
        )

    @property
    def language(self) -> str:
        """The language of frontmap's own words."""
        return self.style.language

    @cached_property
    def polygons(self) -> dict[str, BaseGeometry]:
        """What of each shown area is in the frame, in canvas units.

        Neighbours are simplified together, so that no crack opens between them.
        """
        atlas, frame = self.snapshot.atlas, self.plan.frame
        areas = [
            area for area in atlas.shown(self.snapshot.episode) if area.id in self.snapshot.runs
        ]
        if not areas:
            return {}
        # The tolerance of a coverage is the square root of the area that a vertex may cut off.
        simple = shapely.coverage_simplify(
            [self.view.project(area.polygon) for area in areas], _TOLERANCE
        )
        cut = shapely.intersection(shapely.make_valid(simple), box_polygon(frame))
        return {
            area.id: piece
            for area, piece in zip(areas, cut, strict=True)
            if piece.area >= _LEAST_PIECE
        }

    @cached_property
    def told_by(self) -> str:
        """Whose account is drawn, in words; empty for the atlas's own reading."""
        return told_by_words(self.snapshot.atlas, self.language)

    def about(self, left_out: Sequence[str]) -> str:
        """Say what the drawing shows, and the short texts for which it has no room."""
        if not self.parts.told:
            return as_sentences([what_it_is([self.snapshot], self.language)])
        changed = self.parts.changed
        told = day_in_words(self.snapshot, self.language, self.before, changed=changed)
        return " ".join(filter(None, (told, as_sentences(left_out))))

    @cached_property
    def main(self) -> frozenset[str]:
        """The areas that the episode is about."""
        about = self.snapshot.atlas.focus_areas(self.snapshot.episode)
        return frozenset(area.id for area in about)

    def ground(self, placed: PlacedLabels) -> list[MarkGroup]:
        """Set the map itself: areas, edges, what changed, the fronts, and the day's events."""
        groups = [self.areas(), self.streets(), self.edges()]
        if self.parts.changed:
            groups.append(self.changed())
        if self.parts.yesterday:
            groups.append(self.front_yesterday())
        today = self._placed(self.snapshot.frontline)
        front = _lines(Part.FRONT_TODAY, today, self.style.front)
        return [*groups, front, self.events(placed)]

    def streets(self) -> MarkGroup:
        """Set the streets in the frame, in quiet greys, the widest last."""
        if not self.parts.streets:
            return MarkGroup(Part.STREETS, ())
        marks = set_streets(self.snapshot.atlas.record.streets, self.view, self.style)
        return MarkGroup(Part.STREETS, marks)

    def annotations(
        self, placed: PlacedLabels, taken: Sequence[Box]
    ) -> tuple[MarkGroup, tuple[str, ...]]:
        """Set the short texts of the day, off the labels and all `taken`; return those left out."""
        if not self.parts.annotations:
            return MarkGroup(Part.ANNOTATIONS, ()), ()
        around = (placed, taken, self._placed(self.snapshot.frontline))
        marks, left_out = place_annotations(
            self.snapshot, self.view, self.style, self.polygons, around
        )
        group = MarkGroup(Part.ANNOTATIONS, marks, word("map.annotations", self.language))
        return group, left_out

    def drawn(self, ground: Iterable[MarkGroup]) -> LegendKeys:
        """Return the keys of what a legend has to explain."""
        controls, atlas = self.snapshot.controls, self.snapshot.atlas
        lines = {group.part.value.replace("-", "_") for group in ground if group.marks}
        return drawn_keys(
            [(controls[area], self.snapshot.doubt(area)) for area in self.polygons],
            lines,
            schematic=any(atlas.areas[area].outline is Outline.SCHEMATIC for area in self.polygons),
        )

    @cached_property
    def event_dots(self) -> tuple[EventMark, ...]:
        """The marks of the day's events that are in the frame."""
        atlas, day = self.snapshot.atlas, self.snapshot.day
        return group_events(atlas.events_on(day), self.view, self.style)

    @cached_property
    def event_count(self) -> EventCount | None:
        """How many events the day has, for the legend; `None` where the atlas reports none."""
        expected = expected_events(self.snapshot)
        if expected is None or expected.that_day is None:
            return None
        shown = sum(dot.count for dot in self.event_dots)
        return EventCount(expected.that_day, expected.that_day - shown)

    def events(self, placed: PlacedLabels) -> MarkGroup:
        """Set the dots of the day's events, the one that counts most on top."""
        labels = [words.box for words in placed.words] + [box for _, box in placed.boxes]
        dots = beside_labels(self.event_dots, labels, self.plan.frame)
        drawn = (event_marks(dot, self.style) for dot in reversed(dots))
        marks = tuple(mark for of in drawn for mark in of)
        if self.event_count is None:
            return MarkGroup(Part.EVENTS, marks)
        count = language_of(self.language).number(self.event_count.that_day or 0)
        about = word("event.marks.count", self.language).format(count=count)
        return MarkGroup(Part.EVENTS, marks, about)

    def fill(self, area: str) -> Fill:
        """Return how an area is filled."""
        return fill_of(
            self.snapshot.controls[area],
            self.snapshot.atlas.actors,
            doubt=self.snapshot.doubt(area),
            pitch=self.style.pitch,
        )

    def areas(self) -> MarkGroup:
        """Set the areas, in the order of the file."""
        return MarkGroup(Part.AREAS, tuple(self._area(area) for area in self.polygons))

    def _area(self, area: str) -> Shape:
        snapshot, fill = self.snapshot, self.fill(area)
        about = area_words(
            area, snapshot.controls[area], snapshot.atlas, self.language, snapshot.doubt(area)
        )
        return Shape(
            rings_of(self.polygons[area]),
            fill,
            self.style.thin_edge if fill.tile.blank else self.style.edge,
            name=area,
            about=f"{about} · {self.told_by}" if self.told_by else about,
        )

    def edges(self) -> MarkGroup:
        """Set the broken edges of schematic outlines, and the frame."""
        frame = self.plan.frame
        broken = [
            polygon.boundary
            for area, polygon in self.polygons.items()
            if self.snapshot.atlas.areas[area].outline is Outline.SCHEMATIC
        ]
        marks: list[Mark] = []
        # Where the frame cuts an area there is no outline.
        lines = shapely.intersection(shapely.unary_union(broken), box_polygon(frame.grown(-0.5)))
        if paths := paths_of(_merged(lines)):
            marks.append(Line(paths, self.style.broken_edge))
        corners = rings_of(box_polygon(frame))[0]
        marks.append(Line(((*corners, corners[0]),), Stroke(SOFT, self.style.scaled(1.0))))
        return MarkGroup(Part.EDGES, tuple(marks))

    def changed(self) -> MarkGroup:
        """Outline, inside, the areas that changed on the day, or since the day `before`."""
        lines = [
            (area, paths)
            for area in self._changed()
            if area in self.polygons and (paths := paths_of(_merged(self._inset(area).boundary)))
        ]
        strokes = self.style.changed
        return MarkGroup(
            Part.CHANGED,
            tuple(Line(paths, stroke, name=area) for stroke in strokes for area, paths in lines),
        )

    def _changed(self) -> tuple[str, ...]:
        if self.before is None:
            return tuple(change.area for change in self.snapshot.changes)
        return self.snapshot.changed_since(self.before)

    def _inset(self, area: str) -> BaseGeometry:
        whole = self.polygons[area]
        for share in (1.0, 0.5):
            smaller = whole.buffer(-share * self.style.changed_inset, join_style="mitre")
            if not smaller.is_empty:
                return smaller
        return whole

    def front_yesterday(self) -> MarkGroup:
        """Set the front of the day before, thin, where it is front no longer."""
        yesterday = self.before or self.snapshot.yesterday
        # on a day without data nobody knows where the front is no more
        if yesterday is None or not self.snapshot.has_data:
            return MarkGroup(Part.FRONT_YESTERDAY, ())
        known = Frontline(tuple(filter(self._is_known, yesterday.frontline.segments)))
        gone = self._placed(known, without=self.snapshot.frontline)
        return _lines(Part.FRONT_YESTERDAY, gone, self.style.front_before)

    def _is_known(self, segment: FrontSegment) -> bool:
        """Tell whether the day has data on both sides, where their outlines are still there."""
        controls, border = self.snapshot.controls, segment.border
        return all(
            controls[area].status.row.ruled
            for area in (border.left, border.right)
            if area in controls
        )

    def _placed(self, frontline: Frontline, *, without: Frontline | None = None) -> BaseGeometry:
        """Return a front in canvas units, but for the borders that are also `without`'s."""
        other = {segment.border.line.wkb for segment in without.segments} if without else set()
        lines = [
            segment.border.line
            for segment in frontline.segments
            if segment.border.line.wkb not in other
        ]
        placed = self.view.project(_merged(shapely.MultiLineString(lines)))
        return shapely.intersection(placed.simplify(_TOLERANCE), box_polygon(self.plan.frame))

    def map_elements(self) -> tuple[list[MarkGroup], list[Box]]:
        """Set what stands on the map itself; return it with the boxes that labels must avoid."""
        groups: list[MarkGroup] = []
        taken: list[Box] = []
        marks, below = set_scale_bar(self.view, self.plan.frame, self.style)
        if self.parts.scale_bar:
            groups.append(MarkGroup(Part.SCALE_BAR, marks))
            taken.append(below)
        else:
            below = Box(below.x, below.bottom, below.width, 0)
        # on a map of a continent north is not where one arrow points
        if self.parts.north_arrow and self.view.has_one_north:
            marks, box = set_north_arrow(self.view, below, self.style)
            groups.append(MarkGroup(Part.NORTH_ARROW, marks))
            taken.append(box)
        if self.told_by:
            words = account_words(self.told_by, self.plan.frame, self.style)
            box = self._account_place(account_box(words, self.style), taken)
            taken.append(box)
            marks = set_account(words, box, self.style)
            groups.append(MarkGroup(Part.ACCOUNT, marks, self.told_by))
        if self.parts.locator:
            box = self._locator_place(taken)
            taken.append(box)
            marks = set_locator(self.snapshot, self.view, box, self.style)
            groups.append(MarkGroup(Part.LOCATOR, marks, word("map.locator", self.language)))
        return groups, taken

    def _locator_place(self, taken: Sequence[Box]) -> Box:
        """Return the corner of the map where the locator hides least, or its place beside it."""
        wide = min(self.style.scaled(_LOCATOR), _LOCATOR_SHARE * self.plan.frame.width)
        room = locator_box(self.snapshot, wide, self.style)
        beside_map = self.plan.locator
        if beside_map.width and beside_map.bottom <= self.plan.frame.y:
            return beside_map
        best = min(self._corners(room, taken), key=self._hidden)
        return beside_map if beside_map.width and self._hidden(best) > _MAY_HIDE else best

    def _account_place(self, room: Box, taken: Sequence[Box]) -> Box:
        """Return the corner where the mark of an account hides least, the first to be read."""
        start = self.style.side.at_start(self.plan.frame, room.width)

        def reason(box: Box) -> tuple[float, float]:
            return self._hidden(box), abs(box.x - start.x) + abs(box.y - start.y)

        return min(self._corners(room, taken), key=reason)

    def _corners(self, room: Box, taken: Sequence[Box]) -> list[Box]:
        """Return the corners of the map in which a box stands free; all where none is."""
        frame = self.plan.frame.grown(-self.style.scaled(8))
        corners = [
            Box(x, y, room.width, room.height)
            for y in (frame.y, frame.bottom - room.height)
            for x in (frame.right - room.width, frame.x)
        ]
        return [box for box in corners if not any(box.overlaps(o) for o in taken)] or corners

    def _hidden(self, box: Box) -> float:
        """Return how much of the areas a box hides; 1 is one whole area."""
        # Hiding half of a small area is worse than hiding a corner of a large one.
        ground = box_polygon(box)
        return sum(
            (_WEIGHT if area in self.main else 1) * piece.intersection(ground).area / piece.area
            for area, piece in self.polygons.items()
        )

    def placed_labels(self, taken: Sequence[Box]) -> PlacedLabels:
        """Place the labels, off the boxes that are `taken`."""
        if self.parts.labels is Labels.NONE:
            return PlacedLabels()
        # what is new, or at the front, is named before what stands round it
        first = self._telling
        named = sorted(self.polygons, key=lambda area: area not in first)
        if self.parts.labels is Labels.CHANGED:
            named = [area for area in named if area in first]
        return place_labels(
            [self._to_label(area) for area in named],
            self.plan.frame,
            taken=taken,
            beside=self.style.letters(0, halo=WHITE),
            short=self.plan.frame.width < self.style.scaled(_SMALL),
        )

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The areas that changed, and those at the front."""
        front = self.snapshot.frontline.segments
        at_front = {area for one in front for area in (one.border.left, one.border.right)}
        return frozenset({*self._changed(), *at_front})

    def _to_label(self, key: str) -> AreaToLabel:
        area = self.snapshot.atlas.areas[key]
        fill = self.fill(key)
        main = key in self.main
        code = area.code.to(self.language) if self.parts.codes else ""
        doubt = self.snapshot.doubt(key)
        plain = fill.tile.plain
        ink = ink_on(fill.ground) if plain else DARK
        if plain and not main and contrast(MUTED, fill.ground) >= READABLE:
            ink = MUTED
        sizes = self.style.main_sizes if main else self.style.other_sizes
        parts = shapely.get_parts(self.polygons[key])
        return AreaToLabel(
            key,
            parts[int(shapely.area(parts).argmax())],
            area.name.to(self.language),
            code,
            holder_code(self.snapshot.controls[key], self.snapshot.atlas, self.language, doubt),
            language_of(self.language).doubted(code, doubt),
            self._sign_of(doubt),
            self.style.letters(
                0,
                colour=ink,
                language=area.name.language(self.language),
                halo="" if plain else WHITE,
            ),
            sizes,
            self.style.code_sizes,
            main,
            leader=self._worth_a_leader(key),
            changed=key in self._changed(),
        )

    def _sign_of(self, doubt: Doubt) -> str:
        """Return the sign of a doubt, as the legend has it: `…?` or `(…)`."""
        return "" if doubt is Doubt.NONE else language_of(self.language).doubted("…", doubt)

    def _worth_a_leader(self, key: str) -> bool:
        """Tell whether an area may have its label beside it.

        Where no list explains codes names are long, and lines to what is not new hide the rest.
        """
        if len(self.polygons) > _CROWD or self._visible(key) < _WORTH_A_LEADER:
            return False
        return self.parts.codes or key in self._telling

    def _visible(self, key: str) -> float:
        """Return how much of an area the frame shows, 0 to 1."""
        whole = self.view.project(self.snapshot.atlas.areas[key].polygon).area
        return float(self.polygons[key].area / whole)

    def labels(self, placed: PlacedLabels) -> MarkGroup:
        """Set the labels, over their leaders and boxes."""
        unit = self.style.unit
        marks: list[Mark] = []
        for stroke in (Stroke(WHITE, 3 * unit), Stroke(DARK, unit)):
            marks += [
                Line(((leader.start, leader.end),), stroke, name=leader.area)
                for leader in placed.leaders
            ]
        fill = Fill(SOLID, (DARK,))
        for leader in placed.leaders:
            dot = rings_of(shapely.Point(leader.start).buffer(2.6 * unit, quad_segs=2))
            marks.append(Shape(dot, fill, Stroke(WHITE, unit), name=leader.area))
        edge = Stroke(DARK, 0.8 * unit)
        marks += [rectangle(box, WHITE, edge, name=area) for area, box in placed.boxes]
        return MarkGroup(Part.LABELS, (*marks, *placed.words))

    def around(
        self, coded: Iterable[tuple[str, str]], keys: LegendKeys, located: Box | None
    ) -> tuple[list[MarkGroup], bool]:
        """Set what stands beside the map; and tell whether the legend has the codes in `coded`.

        A locator that is not on the map is `located` beside it, and may stand under the legend.
        """
        snapshot, plan, style = self.snapshot, self.plan, self.style
        groups: list[MarkGroup] = []
        explains_codes = False
        if not self.parts.heading.empty:
            marks, _ = set_heading(snapshot, self.parts.heading, plan.title, style, self.before)
            groups.append(MarkGroup(Part.TITLE, marks))
        if self.parts.legend:
            areas = snapshot.atlas.areas
            codes = [(code, areas[area].name.to(self.language)) for area, code in coded]
            under = located is not None and located.inside(plan.legend)
            room = plan.legend.height - (plan.locator.height if under else 0)
            marks, explains_codes = self._legend(codes, keys, room)
            groups.append(MarkGroup(Part.LEGEND, marks, word("legend", self.language)))
        if self.parts.source:
            day = foot_line(snapshot, self.parts, style)
            marks, _ = set_source([snapshot], plan.source, style, day)
            groups.append(MarkGroup(Part.SOURCE, marks))
        return groups, explains_codes

    def _legend(
        self, codes: Sequence[tuple[str, str]], keys: LegendKeys, room: float
    ) -> tuple[tuple[Mark, ...], bool]:
        """Set the legend, and the short codes with it, in smaller letters where need be.

        Where they do not fit even so, they are left out, as the second value tells: what colours
        and patterns mean stands only here, while the names of areas stand in tables, too.
        """
        style, box = self.style, self.plan.legend
        actors, events = self.snapshot.atlas.actors, self.event_count
        sections = legend_sections(actors, style, keys=keys, codes=codes, events=events)
        if not self.parts.legend_notes:
            sections = tuple(section.without_notes() for section in sections)
        if not codes or columns_height(sections, box.width, style) <= room:
            return set_columns(sections, box, style)[0], bool(codes)
        *others, last = sections
        marks, high = set_columns(others, box, style)
        top = high + style.scaled(_BEFORE_CODES)
        for share in _SMALLER:
            smaller = replace(style, unit=share * style.unit)
            if top + columns_height([last], box.width, smaller) <= room:
                below = Box(box.x, box.y + top, box.width, 0)
                return marks + set_columns([last], below, smaller)[0], bool(codes)
        return marks, False


def _merged(lines: BaseGeometry) -> BaseGeometry:
    return lines if lines.geom_type == "LineString" else shapely.line_merge(lines)


def _lines(part: Part, lines: BaseGeometry, strokes: Iterable[Stroke]) -> MarkGroup:
    paths = paths_of(lines)
    return MarkGroup(part, tuple(Line(paths, stroke) for stroke in strokes) if paths else ())
