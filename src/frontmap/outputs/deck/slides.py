"""The slides of a deck: the question, a map for each day, sources and method."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from frontmap.drawing.colours import DARK
from frontmap.drawing.events import counted_by_day
from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import (
    SectionKey,
    columns_height,
    legend_sections,
    parted_sections,
    set_columns,
)
from frontmap.drawing.lettering import block_height, within, wrapped
from frontmap.drawing.marks import Box, Part, TextStyle
from frontmap.drawing.reading_side import ReadingSide, reading_side
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import MUTED, SOFT, Style
from frontmap.drawing.writers.drawingml import SlidePosition, SlideShapes, TextBox
from frontmap.model import UNKNOWN
from frontmap.outputs.deck.bibliography import (
    CITED,
    CITED_GAP,
    COLUMNS,
    LAST_SOURCES,
    METHOD,
    NARROWER,
    fitting,
    pages,
)
from frontmap.outputs.deck.pptx_file import HEIGHT, MARGIN, WIDTH, empty_deck
from frontmap.statuses import Holder
from frontmap.telling.headings import method_of, subject_of, told_by_words, under_teller
from frontmap.telling.sentences import (
    changes_since,
    citation,
    cited_claims,
    credits_of,
    day_sentence,
    marked,
    reasons,
    sources_of,
    state_of_day,
    told_change,
    told_changes,
    told_ground,
)
from frontmap.words import language_of, word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.autoshape import Shape as AutoShape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.control.timeline import Change
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.marks import Drawing
    from frontmap.model import Ruling, Source

__all__ = ["Slides"]

#: The number of the template's layout that has a title and nothing else.
_TITLE_ONLY = 5
_SLIDE = Box(0, 0, WIDTH, HEIGHT)
_INNER = _SLIDE.grown(-MARGIN)
_TITLE = Box(MARGIN, 12, _INNER.width, 40)
_UNDER = Box(MARGIN, 52, _INNER.width, 18)
_MAP = Box(MARGIN, 76, 660, 398)
_LEGEND = Box(_MAP.right + 16, 76, WIDTH - MARGIN - _MAP.right - 16, 398)
_CODES = Box(MARGIN, 478, _INNER.width, 31)
_FOOT = Box(MARGIN, 512, _INNER.width, 20)

#: Maps are laid out this much smaller than they are shown, so that the letters on them are large
#: enough for a wall.
_CLOSER = 1.22
_LEGEND_UNITS = (1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_CODE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_SUBJECTS = (16.0, 14.0, 12.0, 10.0, 8.5)
_FEET = (8.5, 7.5, 6.5)
_HEADS = (28.0, 24.0, 20.0, 16.0, 13.0, 10.0)

#: How text is set; its language and the side that it starts on are told by the text itself.
_BODY = TextStyle(12, DARK, "")
_CITED = replace(_BODY, size=CITED)

#: What the legend calls changes on every slide but the first, by the keys of its entries.
_SINCE_BEFORE = {"changed": "lesson.changed", "front_yesterday": "lesson.front_before"}

#: What of a drawing goes into the group that is the map, in the order of the drawing.
_MAP_PARTS = (
    Part.AREAS,
    Part.EDGES,
    Part.CHANGED,
    Part.FRONT_YESTERDAY,
    Part.FRONT_TODAY,
    Part.EVENTS,
    Part.LABELS,
    Part.SCALE_BAR,
    Part.NORTH_ARROW,
    Part.ACCOUNT,
)


@dataclass(frozen=True)
class _Slide:
    """A slide that is being made: its shapes come in the order in which they are added."""

    slide: Slide
    language: str
    shapes: SlideShapes = field(default_factory=SlideShapes)

    def add(self, xml: str) -> None:
        """Add a shape or a group; nothing where the markup is empty."""
        from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

        if xml:
            self.slide.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001 - our own XML

    def add_text(self, text: TextBox) -> None:
        """Add a text box."""
        self.add(self.shapes.text(text, self.language))

    def add_notes(self, lines: Sequence[str]) -> None:
        """Add what the speaker reads."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is None:  # pragma: no cover - our notes master has one
            return
        frame.text = "\n".join(lines)
        _set_direction(frame, self.language)


@dataclass(frozen=True)
class Slides:
    """The slides of a deck, added one by one to `deck`."""

    atlas: Atlas
    snapshots: tuple[Snapshot, ...]
    language: str
    deck: Deck

    @classmethod
    def of(cls, atlas: Atlas, snapshots: tuple[Snapshot, ...], language: str) -> Slides:
        """Return a deck without slides, for these days."""
        return cls(atlas, snapshots, language, empty_deck())

    @property
    def side(self) -> ReadingSide:
        """The side on which reading starts."""
        return reading_side(self.language)

    @cached_property
    def title(self) -> str:
        """Whose account it is, and what the deck shows: its episode, or the atlas of several."""
        several = len({snapshot.episode.id for snapshot in self.snapshots}) > 1
        text = self.atlas.title if several else subject_of(self.snapshots)
        # a program that has too little room for a title cuts its end
        return under_teller(self.atlas, text.to(self.language), self.language)

    @cached_property
    def subject(self) -> str:
        """Which days the deck shows, with what its title does not say of episodes and atlas."""
        texts = [subject_of([snapshot]).to(self.language) for snapshot in self.snapshots]
        texts.insert(0, self.atlas.title.to(self.language))
        others = [text for text in dict.fromkeys(texts) if text not in self.title]
        days = [snapshot.day for snapshot in self.snapshots]
        first, last = (written_day(day, self.language) for day in (min(days), max(days)))
        return " · ".join([*others, first if first == last else f"{first} – {last}"])

    def _new(self, title: str) -> _Slide:
        """Add a slide with a title that outlines and screen readers find."""
        from pptx.util import Pt  # noqa: PLC0415 - an extra

        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        heading = cast("AutoShape", slide.shapes.title)
        heading.left, heading.top = Pt(_TITLE.x), Pt(_TITLE.y)
        heading.width, heading.height = Pt(_TITLE.width), Pt(_TITLE.height)
        frame = heading.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = title
        # a title of several lines is one of several paragraphs
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run.font.size, run.font.bold = Pt(_largest(title, _TITLE, _HEADS)), True
        _set_direction(frame, self.language)
        return _Slide(slide, self.language)

    def add_opening(self) -> None:
        """Add the first slide: what the deck shows, and room for the lesson's question."""
        slide = self._new(self.title)
        under = Box(MARGIN, 60, _INNER.width, 44)
        head = Box(MARGIN, 150, _INNER.width, 26)
        room = Box(MARGIN, 182, _INNER.width, 250)
        question = word("lesson.question", self.language)
        size = _largest(self.subject, under, _SUBJECTS)
        subject = _as_shown(self.subject, size, under)
        slide.add_text(TextBox("subtitle", under, (subject,), replace(_BODY, size=size)))
        slide.add_text(TextBox("question heading", head, (question,), replace(_BODY, size=18)))
        slide.add_text(TextBox("question", room, (), replace(_BODY, size=24), edge=SOFT))
        slide.add_text(self._foot(_BODY))
        for part in self._legends[1:]:
            self._add_legend(part)

    def add_day(self, snapshot: Snapshot, previous: Snapshot | None) -> None:
        """Add the slide of a day; `previous` is that of the slide before.

        What is marked as changed changed since that slide; on the first one, and on one whose day
        comes before that slide's, on the day.
        """
        if previous is not None and previous.day >= snapshot.day:
            previous = None
        named = written_day(snapshot.day, self.language), told_by_words(self.atlas, self.language)
        slide = self._new(" · ".join(filter(None, named)))
        drawing = lay_out(
            snapshot,
            width=_MAP.width / _CLOSER,
            height=_MAP.height / _CLOSER,
            language=self.language,
            extent=shared_extent([snapshot], shape=_MAP.width / _MAP.height),
            parts=replace(BARE, north_arrow=True),
            before=previous,
        )
        subject = subject_of([snapshot]).to(self.language)
        under = f"{state_of_day(snapshot, self.language)} · {subject}"
        line = _as_shown(under, _BODY.size, _UNDER)
        slide.add_text(TextBox("date line", _UNDER, (line,), replace(_BODY, colour=MUTED)))
        place = _mirrored(_MAP, self.side)
        slide.add(_map(slide.shapes, drawing, SlidePosition(place.x, place.y, _CLOSER)))
        sections = self._legends[0]
        if previous is None:
            day = {key: word(f"legend.{key}", self.language) for key in _SINCE_BEFORE}
            sections = [section.renamed(day) for section in sections]
        slide.add(self._legend(slide.shapes, sections))
        if codes := self._short_codes(drawing):
            slide.add_text(codes)
        unknown = word("front_unknown_inside", self.language)
        slide.add_text(self._foot(replace(_BODY, colour=MUTED), unknown))
        slide.add_notes(self._day_notes(snapshot, previous, drawing))

    def _add_legend(self, sections: Sequence[LegendSection]) -> None:
        """Add a slide of what the legend beside a map has no room for."""
        slide = self._new(word("legend", self.language))
        slide.add(self._legend(slide.shapes, sections))

    @cached_property
    def _legends(self) -> list[list[LegendSection]]:
        """The legend, alike on every slide, and what of it stands on slides of its own."""
        style = self._legend_style
        sections = self._sections(style)
        return list(parted_sections(sections, _LEGEND.width, _LEGEND.height, style))

    def _legend(self, shapes: SlideShapes, sections: Sequence[LegendSection]) -> str:
        """Return what colours, patterns and lines mean."""
        style = self._legend_style
        box = _mirrored(_LEGEND, self.side)
        marks, _ = set_columns(sections, box, style)
        return shapes.group("legend", word("legend", self.language), marks, SlidePosition())

    @cached_property
    def _legend_style(self) -> Style:
        """The style in which the legend is largest and still fits."""
        styles = [Style(unit, self.language) for unit in _LEGEND_UNITS]
        for style in styles:
            if columns_height(self._sections(style), _LEGEND.width, style) <= _LEGEND.height:
                return style
        return styles[-1]

    @cached_property
    def _since_before(self) -> dict[str, str]:
        """What the legend calls changes, on every slide but the first."""
        return {key: word(said, self.language) for key, said in _SINCE_BEFORE.items()}

    def _sections(self, style: Style) -> tuple[LegendSection, ...]:
        """Return the legend's rows for what the deck shows, without the long definitions."""
        present = {
            actor for s in self.snapshots for c in s.controls.values() for actor in c.present
        }
        statuses = {c.status for s in self.snapshots for c in s.controls.values()}
        unnamed = any(status.row.holder is Holder.ONLY_UNKNOWN for status in statuses)
        actors = {
            key: actor
            for key, actor in self.atlas.actors.items()
            if key in present or (key == UNKNOWN and unnamed)
        }
        sections = legend_sections(actors, style, events=counted_by_day(self.atlas))
        return tuple(
            section.only(statuses) if section.key is SectionKey.STATUSES else section
            for section in (part.without_notes().renamed(self._since_before) for part in sections)
        )

    def _short_codes(self, drawing: Drawing) -> TextBox | None:
        """Return the short codes, for below the map, in letters as large as there is room for."""
        codes = " · ".join(
            f"{code} = {self.atlas.areas[area].name.to(self.language)}"
            for area, code in drawing.coded
        )
        for size in _CODE_SIZES:
            lines = wrapped(codes, size, _CODES.width / NARROWER)
            if lines and block_height(len(lines), size) <= _CODES.height:
                return TextBox("short names", _CODES, (codes,), replace(_BODY, size=size))
        return None

    def _foot(self, style: TextStyle, before: str = "") -> TextBox:
        """Return the line of the source; the last slide's notes have it whole."""
        text = " · ".join(filter(None, (before, credits_of(self.atlas, self.language))))
        size = _largest(text, _FOOT, _FEET)
        return TextBox("source", _FOOT, (_as_shown(text, size, _FOOT),), replace(style, size=size))

    def _day_notes(
        self, snapshot: Snapshot, previous: Snapshot | None, drawing: Drawing
    ) -> list[str]:
        """Return what the speaker reads: the caption, what changed, why, and the sources."""
        language, atlas = self.language, self.atlas
        day = written_day(snapshot.day, language)
        said = [day, state_of_day(snapshot, language), told_by_words(atlas, language)]
        lines = [language_of(language).comma.join(filter(None, said))]
        if atlas.told_by:
            lines.append(word("method.account", language))
        elif caption := atlas.captions.get(snapshot.day):
            lines.append(marked(caption.text, language))
        changes = list(snapshot.changes)
        if previous is not None and previous != snapshot.yesterday:
            since = changes_since(previous, snapshot)
            lines += ["", *self._changed_since(snapshot, previous, since)]
            # why an area changed is told once
            told = {(change.area, change.ruling) for change in since}
            lines += ["", *self._changed(snapshot, told)]
            changes += since
        else:
            lines += ["", *self._changed(snapshot)]
        if drawing.coded:
            lines += ["", word("lesson.short_names", language)]
            lines += [
                f"{code} = {atlas.areas[area].name.to(language)}" for area, code in drawing.coded
            ]
        sources = sources_of(atlas, cited_claims(changes, atlas))
        return [*lines, "", *self._bibliography(sources)] if sources else lines

    def _changed_since(
        self, snapshot: Snapshot, previous: Snapshot, since: Sequence[Change]
    ) -> list[str]:
        """Return what the slide outlines: what changed since the slide before, and why."""
        language = self.language
        head = word("lesson.since_before", language)
        lines = [f"{head} ({written_day(previous.day, language)})"]
        for change in since:
            told = told_change(change, self.atlas, language)
            lines += [f"• {told}", *reasons(change, self.atlas, language)]
        if not since:
            known = snapshot.comparable(previous)
            lines.append(word("why.none" if known else "lesson.not_known", language))
        return [*lines, *filter(None, [told_ground(previous, snapshot, language)])]

    def _changed(
        self, snapshot: Snapshot, explained: Container[tuple[str, Ruling | None]] = ()
    ) -> list[str]:
        """Return what changed on the day, and why, but for what is `explained` already."""
        language = self.language
        sentence = day_sentence(snapshot, language)
        if not snapshot.changes:
            return [sentence]
        lines = [word("changes_today", language)]
        told = told_changes(snapshot, language)
        for change, line in zip(snapshot.changes, told, strict=True):
            lines.append(f"• {line}")
            if (change.area, change.ruling) not in explained:
                lines += reasons(change, self.atlas, language)
        return [*lines, sentence] if sentence else lines

    def add_closing(self) -> None:
        """Add the sources, over as many slides as they need, and on the last the method."""
        rulings = {
            id(run.ruling): run.ruling for s in self.snapshots for run in s.runs.values()
        }.values()
        changes = [change for s in self.snapshots for change in s.changes]
        sources = sources_of(self.atlas, cited_claims(changes, self.atlas), rulings)
        method = [word(key, self.language) for key in method_of(self.atlas)]
        *full, last = pages([citation(source, self.language) for source in sources])
        for cited in full:
            self._add_sources(cited)
        head = "lesson.method" if sources else "lesson.method_alone"
        slide = self._new(word(head, self.language))
        near, far = (_mirrored(box, self.side) for box in (METHOD, LAST_SOURCES))
        slide.add_text(TextBox("method", near, method, replace(_BODY, size=14), gap=8))
        if last:
            slide.add_text(TextBox("sources", far, last, _CITED, gap=CITED_GAP))
        slide.add_text(self._foot(_BODY))
        credit = credits_of(self.atlas, self.language)
        cited = ["", *self._bibliography(sources)] if sources else []
        slide.add_notes([*method, *cited, "", credit])

    def _add_sources(self, cited: Sequence[str]) -> None:
        """Add a slide of sources, in columns."""
        slide = self._new(word("sources", self.language).capitalize())
        rest = list(cited)
        for number, box in enumerate(COLUMNS, start=1):
            taken = len(rest) if number == len(COLUMNS) else fitting(rest, box)
            part, rest = rest[:taken], rest[taken:]
            if part:
                place = _mirrored(box, self.side)
                slide.add_text(TextBox(f"sources {number}", place, part, _CITED, gap=CITED_GAP))

    def _bibliography(self, sources: Sequence[Source]) -> list[str]:
        head = word("lesson.full_citations", self.language)
        return [head, *(citation(source, self.language) for source in sources)]


def _largest(text: str, box: Box, sizes: Sequence[float]) -> float:
    """Return the first of some sizes in which a text fits into a box; else the last."""
    width = box.width / NARROWER
    fits = (s for s in sizes if block_height(len(wrapped(text, s, width)), s) <= box.height)
    return next(fits, sizes[-1])


def _as_shown(text: str, size: float, box: Box) -> str:
    """Return as much of a text as a box on a slide holds."""
    return within(text, size, replace(box, width=box.width / NARROWER))


def _map(shapes: SlideShapes, drawing: Drawing, position: SlidePosition) -> str:
    """Return a drawing's map as one group, each shape named by the part that it is of."""
    parts = [("ground", drawing.marks(Part.BACKGROUND)[-1:])]
    parts += [(part.value, drawing.marks(part)) for part in _MAP_PARTS]
    return shapes.group_of_parts("map", drawing.about, parts, position)


def _mirrored(box: Box, side: ReadingSide) -> Box:
    """Return the place of a box on a slide that is read from `side`."""
    return side.at_start(replace(_SLIDE, y=box.y, height=box.height), box.width, box.x)


def _set_direction(frame: TextFrame, language: str) -> None:
    """Let each paragraph run as its text does, and say in which language it is."""
    for paragraph in frame.paragraphs:
        written = language_of(written_in(paragraph.text, language))
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - rtl has no public name
        properties.set("algn", "r" if written.rtl else "l")
        if written.rtl:
            properties.set("rtl", "1")
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", written.locale)  # noqa: SLF001
