"""The slides of a deck: the opening, maps of days, pairs of maps, a chart, sources, method."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Part
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.writers.drawingml import GroupPart, SlidePosition
from frontmap.outputs.deck.bibliography import columns, pages
from frontmap.outputs.deck.chart import add_chart
from frontmap.outputs.deck.legends import drawn_keys, legend_parts, set_legend
from frontmap.outputs.deck.notes import DayTold, notes_of
from frontmap.outputs.deck.places import LEAST_LETTERS, Kind, Role
from frontmap.outputs.deck.slide import as_shown, largest, new_slide
from frontmap.telling.headings import method_of, subject_of, told_by_words, under_teller
from frontmap.telling.headlines import headline, own_caption
from frontmap.telling.sentences import (
    citation,
    cited_claims,
    credits_of,
    sources_of,
    state_of_day,
)
from frontmap.words import labelled, language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.figure import Parts
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.marks import Box, Drawing
    from frontmap.drawing.styles import Style
    from frontmap.drawing.view import MapExtent
    from frontmap.model import Source
    from frontmap.outputs.deck.house import House
    from frontmap.outputs.deck.slide import DeckSlide

__all__ = ["Slides"]

#: Maps are laid out this much smaller than they are shown, so that no letters on them are smaller
#: than those of a slide, and names of areas are 14 points.
_CLOSER = 1.71
_DOT = " · "
_CAPTIONS = (16.0, 15.0, 14.0, 13.0, 12.0)
_UNDER = (14.0, 13.0, 12.0)
_HEADS = (16.0, 15.0, 14.0, 13.0, 12.0)
_SENTENCES = (20.0, 18.0, 16.0, 14.0, 12.0)
_METHODS = (20.0, 18.0, 16.0, 14.0, 12.0)

#: What a map on a slide has; its texts are those of the slide.
_MAP = replace(BARE, north_arrow=True, streets=True)

#: What the legend calls changes on every slide but the first, by the keys of its entries.
_SINCE_BEFORE = {"changed": "lesson.changed", "front_yesterday": "lesson.front_before"}

#: The groups of a map, in the order of the drawing, each with the key of its alternative text.
_GROUPS = {
    Part.AREAS: "lesson.areas",
    Part.STREETS: "group.streets",
    Part.EDGES: "group.edges",
    Part.CHANGED: "legend.changed",
    Part.FRONT_YESTERDAY: "legend.front_yesterday",
    Part.FRONT_TODAY: "legend.front_today",
    Part.EVENTS: "event.marks",
    Part.LABELS: "group.labels",
    Part.ANNOTATIONS: "map.annotations",
    Part.SCALE_BAR: "group.scale",
    Part.NORTH_ARROW: "group.north",
    Part.ACCOUNT: "as_told_by",
}


@dataclass
class Slides:
    """The slides of a deck, added one by one.

    Attributes:
        atlas: what is shown.
        snapshots: the days.
        house: what the deck is made with.
        notes: the languages of the notes.
    """

    atlas: Atlas
    snapshots: tuple[Snapshot, ...]
    house: House
    notes: tuple[str, ...]
    _told: list[DayTold] = field(default_factory=list)
    _titles: set[str] = field(default_factory=set)
    _codes: dict[str, str] = field(default_factory=dict)
    _unexplained: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of the slides."""
        return self.house.places.language

    @cached_property
    def title(self) -> str:
        """Whose account it is, and what the deck shows: its episode, or the atlas of several."""
        several = len({snapshot.episode.id for snapshot in self.snapshots}) > 1
        text = self.atlas.title if several else subject_of(self.snapshots)
        # a program that has too little room for a title cuts its end
        return under_teller(self.atlas, text.to(self.language), self.language)

    @cached_property
    def span(self) -> tuple[str, str]:
        """The first and the last day, written out."""
        days = [snapshot.day for snapshot in self.snapshots]
        first, last = (written_day(day, self.language) for day in (min(days), max(days)))
        return first, last

    @property
    def subject(self) -> str:
        """Which days the deck shows, with what its title does not say of episodes and atlas."""
        return _DOT.join(self._subjects)

    @cached_property
    def _subjects(self) -> list[str]:
        texts = [subject_of([snapshot]).to(self.language) for snapshot in self.snapshots]
        texts.insert(0, self.atlas.title.to(self.language))
        others = [text for text in dict.fromkeys(texts) if text not in self.title]
        first, last = self.span
        return [*others, first if first == last else f"{first} – {last}"]

    def _new(self, kind: Kind, title: str, apart: str = "") -> DeckSlide:
        """Add a slide; `apart` is told after a title that another slide has already."""
        wanted, count = title, 1
        while title in self._titles:
            count += 1
            # the second is told apart by its day; any further one by its number
            by_day = apart and count == 2  # noqa: PLR2004
            title = f"{wanted}{_DOT}{apart}" if by_day else f"{wanted} ({count})"
        self._titles.add(title)
        return new_slide(self.house, kind, title)

    def _close(self, slide: DeckSlide, before: str = "") -> None:
        """Finish a slide: say whom the data are owed to; the method's notes have it whole."""
        box = self.house.place(slide.kind, Role.SOURCE).box
        said = _DOT.join(filter(None, (before, credits_of(self.atlas, self.language))))
        slide.put(Role.SOURCE, [as_shown(said, LEAST_LETTERS, box)])
        slide.finish()

    def add_opening(self) -> None:
        """Add the first slide: episode, span, the first day's map, a sentence.

        It leaves room for the question of the lesson, which is not shown while it is empty.
        """
        places, snapshot = self.house.places, self.snapshots[0]
        slide = self._new(Kind.OPENING, self.title)
        self._put_under(slide, self._subjects)
        sentence, _, legend = places.opening_texts
        key = "deck.sentence" if len(self.snapshots) > 1 else "deck.sentence.one"
        first, last = self.span
        count = language_of(self.language).number(len(self.snapshots))
        said = word(key, self.language).format(first=first, last=last, day=first, count=count)
        first_day = written_day(snapshot.day, self.language)
        shown = labelled(word("layout.map", self.language), first_day, self.language)
        room = replace(sentence, height=sentence.height - 30)
        slide.put(Role.TEXT, [said, shown], largest(said, room, _SENTENCES))
        slide.leave(Role.QUESTION)
        parts = replace(_MAP, changed=False, yesterday=False)
        drawing = self._draw(snapshot, places.opening_map, parts)
        self._remember(drawing)
        self._add_map(slide, drawing, places.opening_map)
        self._add_legend(slide, [(snapshot, drawing)], legend, {})
        self._close(slide)

    def add_day(self, snapshot: Snapshot, previous: Snapshot | None) -> None:
        """Add the slide of a day; `previous` is that of the slide before.

        What is marked as changed changed since that slide; on the first one, and on one whose day
        comes before that slide's, on the day.
        """
        previous = _earlier(previous, snapshot)
        places = self.house.places
        title = headline(snapshot, self.language, previous)
        day = written_day(snapshot.day, self.language)
        slide = self._new(Kind.MAP, title, day)
        self._put_under(slide, self._where(snapshot))
        box = places.map_box(captioned=self._captioned)
        drawing = self._draw(snapshot, box, replace(_MAP, annotations=True), previous)
        self._remember(drawing)
        if below := self._below(snapshot, drawing):
            slide.put(Role.TEXT, [below], largest(below, places.caption.box, _CAPTIONS))
        self._add_map(slide, drawing, box)
        legend = replace(places.legend, height=box.height)
        self._add_legend(slide, [(snapshot, drawing)], legend, _heads(previous))
        told = DayTold(snapshot, previous, drawing.coded)
        self._told.append(told)
        self._close(slide, word("front_unknown_inside", self.language))
        slide.add_notes(notes_of(told, self.notes))

    def add_pair(self, before: Snapshot, after: Snapshot) -> None:
        """Add a slide with the maps of two days side by side; the second says what changed."""
        names = ("sheet.before", "sheet.after")
        heads = [
            labelled(word(key, self.language), written_day(one.day, self.language), self.language)
            for key, one in zip(names, (before, after), strict=True)
        ]
        title = headline(after, self.language, before)
        slide = self._new(Kind.PAIR, title, _DOT.join(heads))
        state = word("sheet.end_of_days", self.language)
        self._put_under(slide, [subject_of([before, after]).to(self.language), state, self._teller])
        parts = _MAP
        quiet = replace(parts, changed=False, yesterday=False)
        shown = [(before, quiet, None), (after, parts, before)]
        changed = {"changed": "sheet.changed", "front_yesterday": "sheet.front_before"}
        drawn = self._add_two(slide, shown, heads, changed)
        told = DayTold(after, before, drawn)
        if after.day not in {one.snapshot.day for one in self._told}:
            self._told.append(told)
        slide.add_notes(notes_of(told, self.notes))

    def add_against(self, snapshot: Snapshot, other: Snapshot) -> None:
        """Add a slide with a day as this deck tells it, and as another account does.

        Areas that the two tell differently are outlined on both.
        """
        language = self.language
        day = written_day(snapshot.day, language)
        slide = self._new(Kind.PAIR, word("deck.accounts", language).format(day=day))
        heads = [
            told_by_words(one.atlas, language) or word("page.own_reading", language)
            for one in (snapshot, other)
        ]
        subject = subject_of([snapshot]).to(language)
        self._put_under(slide, [subject, state_of_day(snapshot, language)])
        parts = replace(_MAP, yesterday=False)
        shown = [(snapshot, parts, other), (other, parts, snapshot)]
        self._add_two(slide, shown, heads, {"changed": "deck.differs"})

    def _add_two(
        self,
        slide: DeckSlide,
        shown: Sequence[tuple[Snapshot, Parts, Snapshot | None]],
        heads: Sequence[str],
        named: Mapping[str, str],
    ) -> list[tuple[str, str]]:
        """Add two maps with their heads and one legend; return the areas that have codes."""
        places = self.house.places
        roles, boxes = (Role.FIRST, Role.SECOND), places.pair
        extent = shared_extent((one for one, _, _ in shown), shape=_shape(boxes[0]))
        drawn = []
        size = self._head_size(heads)
        for (snapshot, parts, before), role, head, box in zip(
            shown, roles, heads, boxes, strict=True
        ):
            room = self.house.place(slide.kind, role).box
            slide.put(role, [as_shown(head, size, room, bold=True)], size)
            drawing = self._draw(snapshot, box, parts, before, extent)
            self._remember(drawing)
            self._add_map(slide, drawing, box)
            drawn.append((snapshot, drawing))
        self._add_legend(slide, drawn, places.legend, named)
        self._close(slide, word("front_unknown_inside", self.language))
        return list({code: None for _, drawing in drawn for code in drawing.coded})

    def _head_size(self, heads: Sequence[str]) -> float:
        """Return the size in which the heads of both maps of a pair fit."""
        box = self.house.places.heads[0].box
        return min(largest(head, box, _HEADS, bold=True) for head in heads)

    def add_charts(self) -> None:
        """Add a chart for each episode of which the deck shows a span."""
        ordered = sorted(self.snapshots, key=lambda snapshot: snapshot.day)
        for _, of in groupby(ordered, key=lambda snapshot: snapshot.episode.id):
            add_chart(self.house, list(of))

    def add_keys(self) -> None:
        """Add what the slides of maps had no room for: legend, names of the areas with codes."""
        self._add_long_legend()
        named = [
            f"{code} = {self.atlas.areas[area].name.to(self.language)}"
            for area, code in self._codes.items()
        ]
        places = [replace(place, size=14.0) for place in self.house.places.columns]
        for page in pages(sorted(named), places):
            slide = self._new(Kind.SOURCES, word("legend.codes", self.language))
            for role, part in zip((Role.FIRST, Role.SECOND), page, strict=True):
                if part:
                    slide.put(role, part, 14.0)
            slide.finish()

    def add_closing(self) -> None:
        """Add sources and method; then, hidden, further sources and the evidence of each day."""
        cited = [citation(source, self.language) for source in self._sources()]
        sources = word("sources", self.language).capitalize()
        first, second = self.house.places.columns
        found = list(pages(cited, (first, second)))
        if found:
            self._add_text(sources, found[0], len(cited) - sum(map(len, found[0])))
        self._add_method()
        for page in found[1:]:
            self._add_text(sources, page).hide()
        for told in self._told:
            if told.has_evidence:
                for page in pages(list(told.evidence(self.language)), (first, second)):
                    self._add_text(told.heading(self.language), page).hide()

    def _sources(self) -> tuple[Source, ...]:
        """Return the sources of what changed on the days, then those of what else holds on them."""
        rulings = {
            id(run.ruling): run.ruling for s in self.snapshots for run in s.runs.values()
        }.values()
        changes = [change for s in self.snapshots for change in s.changes]
        claims = cited_claims(changes, self.atlas)
        first = sources_of(self.atlas, claims)
        return tuple(dict.fromkeys((*first, *sources_of(self.atlas, claims, rulings))))

    def _add_text(self, title: str, page: Sequence[Sequence[str]], further: int = 0) -> DeckSlide:
        """Add a slide of two columns; `further` is how many more there are on hidden slides."""
        slide = self._new(Kind.SOURCES, title)
        for role, part in zip((Role.FIRST, Role.SECOND), page, strict=True):
            if part:
                slide.put(role, part, LEAST_LETTERS if not self.house.own else 0)
        if further:
            count = language_of(self.language).number(further)
            more = word("deck.further_sources", self.language).format(count=count)
            slide.put(Role.SOURCE, [more])
        slide.finish()
        return slide

    def _add_method(self) -> None:
        """Add how the maps came about, with the credits whole in its notes."""
        language = self.language
        method = [word(key, language) for key in method_of(self.atlas)]
        slide = self._new(Kind.METHOD, word("lesson.method_alone", language))
        place = self.house.place(Kind.METHOD, Role.TEXT)
        sizes = (
            size
            for size in _METHODS
            if len(list(columns(method, [replace(place, size=size)]))) == 1
        )
        slide.put(Role.TEXT, method, next(sizes, LEAST_LETTERS))
        self._close(slide)
        slide.add_notes([*method, "", credits_of(self.atlas, language)])

    def _where(self, snapshot: Snapshot) -> list[str]:
        """Return what stands below the title of a day: date, episode, state, whose account."""
        subject = subject_of([snapshot]).to(self.language)
        day = written_day(snapshot.day, self.language)
        return [day, subject, state_of_day(snapshot, self.language), self._teller]

    @property
    def _teller(self) -> str:
        return told_by_words(self.atlas, self.language)

    def _put_under(self, slide: DeckSlide, texts: Sequence[str]) -> None:
        """Set the line below the title; one too long for it loses the end of its longest text."""
        box = self.house.place(slide.kind, Role.SUBTITLE).box
        said = list(filter(None, texts))
        size = largest(_DOT.join(said), box, _UNDER)
        while as_shown(whole := _DOT.join(said), size, box) != whole:
            longest = max(range(len(said)), key=lambda at: len(said[at]))
            shorter = said[longest].removesuffix("…")[:-1].rstrip()
            said[longest] = f"{shorter}…"
        slide.put(Role.SUBTITLE, [whole], size)

    @cached_property
    def _captioned(self) -> bool:
        """Whether any map has a caption below it; the maps of a deck are all alike."""
        return any(self._caption(snapshot) for snapshot in self.snapshots)

    def _caption(self, snapshot: Snapshot) -> str:
        """Return a day's caption, if it fits below its map."""
        caption = own_caption(snapshot, self.language)
        return caption if self._fits(caption) else ""

    def _fits(self, text: str) -> bool:
        box = self.house.places.caption.box
        return as_shown(text, LEAST_LETTERS, box) == text

    def _below(self, snapshot: Snapshot, drawing: Drawing) -> str:
        """Return what stands below a map: the caption, else the names of the codes on it."""
        if not self._captioned:
            return ""
        if caption := self._caption(snapshot):
            return caption
        areas = self.atlas.areas
        codes = (f"{code} = {areas[area].name.to(self.language)}" for area, code in drawing.coded)
        named = _DOT.join(codes)
        return named if self._fits(named) else ""

    def _draw(
        self,
        snapshot: Snapshot,
        box: Box,
        parts: Parts,
        before: Snapshot | None = None,
        extent: MapExtent | None = None,
    ) -> Drawing:
        """Lay out the map of a day for a box on a slide."""
        return lay_out(
            snapshot,
            width=box.width / _CLOSER,
            height=box.height / _CLOSER,
            language=self.language,
            extent=extent or shared_extent([snapshot], shape=_shape(box)),
            parts=parts,
            before=before,
        )

    def _remember(self, drawing: Drawing) -> None:
        self._codes.update(drawing.coded)

    def _add_map(self, slide: DeckSlide, drawing: Drawing, box: Box) -> None:
        """Add a map as one group, with a group in it for each part that it has."""
        unit = self.house.places.unit
        position = SlidePosition(box.x * unit, box.y * unit, _CLOSER * unit)
        ground = drawing.marks(Part.BACKGROUND)[-1:]
        groups = [GroupPart("ground", word("group.ground", self.language), ground)]
        for part, key in _GROUPS.items():
            group = drawing.by_part.get(part)
            about = (group.about if group else "") or word(key, self.language)
            groups.append(GroupPart(part.value, about, drawing.marks(part)))
        slide.add(slide.shapes.group_of_parts("map", drawing.about, groups, position))

    def _add_legend(
        self,
        slide: DeckSlide,
        shown: Iterable[tuple[Snapshot, Drawing]],
        box: Box,
        named: Mapping[str, str],
    ) -> None:
        """Add what the colours, patterns and lines of a slide mean, as far as there is room."""
        heads = {key: word(said, self.language) for key, said in named.items()}
        keys = drawn_keys(drawing for _, drawing in shown)
        style, parts = legend_parts(self.atlas, keys, heads, box, self.language)
        if parts:
            self._set_legend(slide, parts[0], box, style)
        if len(parts) > 1 and slide.kind is not Kind.OPENING:
            self._unexplained |= keys

    def _set_legend(
        self, slide: DeckSlide, sections: Sequence[LegendSection], box: Box, style: Style
    ) -> None:
        marks = set_legend(sections, box, style, panel=not self.house.own)
        about = word("legend", self.language)
        slide.add(slide.shapes.group("legend", about, marks, self.house.places.position))

    def _add_long_legend(self) -> None:
        """Add the whole legend on slides of its own, where a map had no room for it beside it."""
        keys, language = frozenset(self._unexplained), self.language
        first, _ = self.house.places.columns
        content = self.house.places.content
        box = replace(first.box, width=content.width, x=content.x)
        style, parts = legend_parts(self.atlas, keys, {}, box, language)
        for sections in parts:
            slide = self._new(Kind.PLAIN, word("legend", language))
            self._set_legend(slide, sections, box, style)
            slide.finish()


def _heads(previous: Snapshot | None) -> Mapping[str, str]:
    """Return what the legend calls changes: those of the day, or those since the slide before."""
    return {} if previous is None else _SINCE_BEFORE


def _earlier(previous: Snapshot | None, snapshot: Snapshot) -> Snapshot | None:
    """Return the day of the slide before, if it is an earlier one."""
    return previous if previous is not None and previous.day < snapshot.day else None


def _shape(box: Box) -> float:
    return box.width / box.height
