"""Slide decks whose maps are shapes: areas, fronts and labels that a teacher can edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from frontmap.drawing.colours import DARK
from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import columns_height, legend_sections, set_columns
from frontmap.drawing.lettering import block_height, wrapped
from frontmap.drawing.marks import Box, Part
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import MUTED, SOFT, Style
from frontmap.drawing.writers.drawingml import Canvas, Scene
from frontmap.errors import RequestError
from frontmap.files import WrittenFile, counted, require_ending, write_atomically
from frontmap.model import UNKNOWN
from frontmap.outputs.deck.file import HEIGHT, WIDTH, deck_bytes, empty_deck
from frontmap.statuses import Holder, Status
from frontmap.telling.sentences import (
    changes_since,
    citation,
    cited_claims,
    marked,
    reasons,
    sources_of,
    told_changes,
)
from frontmap.words import labelled, language_of, word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.autoshape import Shape as AutoShape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.marks import Drawing, Mark
    from frontmap.model import Source

__all__ = ["make_deck", "write_deck"]

_TITLE_ONLY = 5
_PAD = 24.0
_INNER = Box(_PAD, _PAD, WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)
_TITLE = Box(_PAD, 12, _INNER.width, 40)
_UNDER = Box(_PAD, 52, _INNER.width, 18)
_MAP = Box(_PAD, 76, 660, 398)
_LEGEND = Box(_MAP.right + 16, 76, WIDTH - _PAD - _MAP.right - 16, 398)
_CODES = Box(_PAD, 478, _INNER.width, 31)
_FOOT = Box(_PAD, 512, _INNER.width, 20)

#: Maps are laid out this much smaller than they are shown, so that the letters on them are large
#: enough for a wall.
_CLOSER = 1.22
_LEGEND_UNITS = (1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_CODE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_SMALL, _BODY, _HEAD = 8.5, 12.0, 28.0

#: What of a drawing goes into the group that is the map, in the order of the drawing.
_MAP_PARTS = (
    Part.AREAS,
    Part.EDGES,
    Part.CHANGED,
    Part.FRONT_YESTERDAY,
    Part.FRONT_TODAY,
    Part.LABELS,
    Part.SCALE_BAR,
    Part.NORTH_ARROW,
)


def write_deck(
    atlas: Atlas,
    days: Sequence[date],
    path: Path | str,
    *,
    language: str | None = None,
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a deck in which each day is a slide whose map can be edited, shape by shape.

    A first slide leaves room for the question of the lesson; the last has sources and method; the
    notes of a day say what changed, why, and cite the sources in full. The same atlas and options
    give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        days: the days, a slide for each, in this order.
        path: the file, ending in `.pptx`.
        language: a tag of `frontmap.words.LANGUAGES`; the atlas's first by default.
            Arabic slides run from right to left.
        step: called after each slide of a day.

    Raises:
        RequestError: there is no day, a day is outside every episode, or the file is no `.pptx`.
        MissingPackageError: python-pptx is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    require_ending(path, "a deck", [".pptx"])
    content, count = make_deck(atlas, days, language=language, step=step)
    write_atomically(path, content)
    return WrittenFile(path, counted(count, "slide"), len(content))


def make_deck(
    atlas: Atlas,
    days: Sequence[date],
    *,
    language: str | None = None,
    step: Callable[[], object] | None = None,
) -> tuple[bytes, int]:
    """Return the bytes of what `write_deck` writes, and how many slides it has.

    Raises:
        RequestError: there is no day, or a day is outside every episode.
        MissingPackageError: python-pptx is not installed.
    """
    if not days:
        raise RequestError("a deck needs at least one day")
    language = atlas.output_language(language)
    lesson = _Lesson(atlas, tuple(atlas.on(day) for day in days), language, empty_deck())
    lesson.opening()
    previous: Snapshot | None = None
    for snapshot in lesson.snapshots:
        lesson.day(snapshot, previous)
        previous = snapshot
        if step is not None:
            step()
    lesson.closing()
    content = deck_bytes(
        lesson.deck,
        title=atlas.title.to(language),
        subject=lesson.subject,
        language=language,
        day=max(days),
    )
    return content, len(lesson.deck.slides)


@dataclass(frozen=True)
class _Lesson:
    """A deck that is being made."""

    atlas: Atlas
    snapshots: tuple[Snapshot, ...]
    language: str
    deck: Deck

    @cached_property
    def subject(self) -> str:
        """Which episodes and days the deck shows, and whose account it is."""
        titles = dict.fromkeys(s.episode.title.to(self.language) for s in self.snapshots)
        days = [snapshot.day for snapshot in self.snapshots]
        first, last = (written_day(day, self.language) for day in (min(days), max(days)))
        parts = [*titles, first if first == last else f"{first} – {last}"]
        if teller := self.atlas.teller():
            parts.append(self._labelled("as_told_by", teller.to(self.language)))
        return " · ".join(parts)

    def slide(self, title: str) -> Slide:
        """Add a slide with a title that outlines and screen readers find."""
        from pptx.util import Pt  # noqa: PLC0415 - an extra

        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        heading = cast("AutoShape", slide.shapes.title)
        heading.left, heading.top = Pt(_TITLE.x), Pt(_TITLE.y)
        heading.width, heading.height = Pt(_TITLE.width), Pt(_TITLE.height)
        frame = heading.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = title
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(_HEAD), True
        self._set_direction(frame)
        return slide

    def _set_direction(self, frame: TextFrame) -> None:
        for paragraph in frame.paragraphs:
            rtl = language_of(written_in(paragraph.text, self.language)).rtl
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - rtl has no public name
            properties.set("algn", "r" if rtl else "l")
            if rtl:
                properties.set("rtl", "1")
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", "ar-SY" if rtl else "en-GB")  # noqa: SLF001

    def _add(self, slide: Slide, xml: str) -> None:
        from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

        if xml:
            slide.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001 - our own XML

    def _note(self, slide: Slide, lines: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        if frame is None:  # pragma: no cover - our notes master has one
            return
        frame.text = "\n".join(lines)
        self._set_direction(frame)

    def _text(  # noqa: PLR0913 - all but the words and their place are options, by name
        self,
        scene: Scene,
        name: str,
        paragraphs: Sequence[str],
        box: Box,
        *,
        size: float = _BODY,
        colour: str = DARK,
        bold: bool = False,
        edge: str = "",
        gap: float = 0.0,
    ) -> str:
        return scene.text(
            name,
            paragraphs,
            box,
            size=size,
            colour=colour,
            language=self.language,
            bold=bold,
            edge=edge,
            gap=gap,
        )

    def opening(self) -> None:
        """Add the first slide: what the deck shows, and room for the lesson's question."""
        slide, scene = self.slide(self.atlas.title.to(self.language)), Scene()
        under = Box(_PAD, 60, _INNER.width, 44)
        self._add(slide, self._text(scene, "subtitle", [self.subject], under, size=16))
        head = Box(_PAD, 150, _INNER.width, 26)
        question = word("lesson.question", self.language)
        self._add(slide, self._text(scene, "question heading", [question], head, size=18))
        room = Box(_PAD, 182, _INNER.width, 250)
        self._add(slide, self._text(scene, "question", [], room, size=24, edge=SOFT))
        self._add(slide, self._text(scene, "source", [self._source()], _FOOT, size=_SMALL))

    def day(self, snapshot: Snapshot, previous: Snapshot | None) -> None:
        """Add the slide of a day."""
        slide, scene = self.slide(written_day(snapshot.day, self.language)), Scene()
        drawing = lay_out(
            snapshot,
            width=_MAP.width / _CLOSER,
            height=_MAP.height / _CLOSER,
            language=self.language,
            extent=shared_extent([snapshot], shape=_MAP.width / _MAP.height),
            parts=replace(BARE, north_arrow=True),
        )
        ground = _LEGEND if language_of(self.language).rtl else _MAP
        map_box = _MAP if ground is _MAP else Box(WIDTH - _PAD - _MAP.width, *_tail(_MAP))
        legend_box = _LEGEND if ground is _MAP else Box(_PAD, *_tail(_LEGEND))
        under = [word("map.end_of_day", self.language), snapshot.episode.title.to(self.language)]
        if teller := self.atlas.teller():
            under.append(self._labelled("as_told_by", teller.to(self.language)))
        line = " · ".join(under)
        self._add(slide, self._text(scene, "date line", [line], _UNDER, colour=MUTED))
        canvas = Canvas(map_box.x, map_box.y, _CLOSER)
        self._add(slide, self._map(scene, drawing, canvas))
        self._legend(slide, scene, legend_box)
        self._short_names(slide, scene, drawing)
        foot = f"{word('front_unknown_inside', self.language)} · {self._source()}"
        self._add(slide, self._text(scene, "source", [foot], _FOOT, size=_SMALL, colour=MUTED))
        self._note(slide, self._day_notes(snapshot, previous, drawing))

    def _map(self, scene: Scene, drawing: Drawing, canvas: Canvas) -> str:
        ground = drawing.marks(Part.BACKGROUND)[-1:]
        about = drawing.about
        named: list[tuple[str, Sequence[Mark]]] = [("ground", ground)]
        named += [(part.value, drawing.marks(part)) for part in _MAP_PARTS]
        return scene.nested("map", f"{drawing.title}. {about}", named, canvas)

    def _legend(self, slide: Slide, scene: Scene, box: Box) -> None:
        """Set what colours, patterns and lines mean, alike on every slide."""
        unit = self._legend_unit
        marks, _ = set_columns(self._sections(unit), box, self.language, Style(unit))
        self._add(slide, scene.group("legend", word("legend", self.language), marks, Canvas()))

    @cached_property
    def _legend_unit(self) -> float:
        """The largest size of the legend at which it fits."""
        return next(
            (
                unit
                for unit in _LEGEND_UNITS
                if columns_height(self._sections(unit), _LEGEND.width, Style(unit))
                <= _LEGEND.height
            ),
            _LEGEND_UNITS[-1],
        )

    def _short_names(self, slide: Slide, scene: Scene, drawing: Drawing) -> None:
        """Set the short names below the map, in letters as large as there is room for."""
        codes = " · ".join(
            f"{code} = {self.atlas.areas[area].name.to(self.language)}"
            for area, code in drawing.coded
        )
        for size in _CODE_SIZES:
            lines = wrapped(codes, size, _CODES.width / _NARROWER)
            if lines and block_height(len(lines), size) <= _CODES.height:
                self._add(slide, self._text(scene, "short names", [codes], _CODES, size=size))
                return

    def _sections(self, unit: float) -> tuple[LegendSection, ...]:
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
        sections = legend_sections(actors, self.language, Style(unit))
        kept = []
        for number, section in enumerate(sections):
            entries = [replace(entry, note="") for entry in section.entries]
            if number == 1:
                pairs = zip(Status, entries, strict=True)
                entries = [entry for status, entry in pairs if status in statuses]
            kept.append(replace(section, entries=tuple(entries)))
        return tuple(kept)

    def _source(self) -> str:
        record = self.atlas.record
        parts = (
            ("map.source", record.attribution.to(self.language)),
            ("map.licence", record.licence),
        )
        return " · ".join(self._labelled(key, text) for key, text in parts if text)

    def _labelled(self, key: str, text: str) -> str:
        return labelled(word(key, self.language), text, self.language)

    def _day_notes(
        self, snapshot: Snapshot, previous: Snapshot | None, drawing: Drawing
    ) -> list[str]:
        """Return what the speaker reads: the caption, what changed, why, and the sources."""
        language, atlas = self.language, self.atlas
        day = written_day(snapshot.day, language)
        lines = [language_of(language).comma.join((day, word("map.end_of_day", language)))]
        if atlas.told_by:
            lines.append(word("method.account", language))
        elif caption := atlas.captions.get(snapshot.day):
            lines.append(marked(caption.text, language))
        lines.append("")
        if snapshot.changes:
            lines.append(word("changes_today", language))
            for change, told in zip(
                snapshot.changes, told_changes(snapshot, language), strict=True
            ):
                lines += [f"• {told}", *reasons(change, atlas, language)]
        else:
            lines.append(word("no_changes_today", language))
        if previous is not None and (snapshot.day - previous.day).days != 1:
            since = changes_since(previous, snapshot, language)
            head = word("lesson.since_before", language)
            lines += ["", f"{head} ({written_day(previous.day, language)})"]
            lines += [f"• {told}" for told in since] or [word("why.none", language)]
        if drawing.coded:
            lines += ["", word("lesson.short_names", language)]
            lines += [
                f"{code} = {atlas.areas[area].name.to(language)}" for area, code in drawing.coded
            ]
        sources = sources_of(atlas, cited_claims(snapshot.changes, atlas))
        if sources:
            lines += ["", word("lesson.full_citations", language)]
            lines += [citation(source, language) for source in sources]
        return lines

    def closing(self) -> None:
        """Add the sources, over as many slides as they need, and on the last the method."""
        rulings = {
            id(run.ruling): run.ruling for s in self.snapshots for run in s.runs.values()
        }.values()
        changes = [change for s in self.snapshots for change in s.changes]
        sources = sources_of(self.atlas, cited_claims(changes, self.atlas), rulings)
        method = [
            word(key, self.language)
            for key in (
                "method.account" if self.atlas.told_by else "method.ruling",
                "method.day",
                "method.front",
                "method.confidence",
            )
        ]
        title = word("lesson.method", self.language)
        pages = _pages([citation(source, self.language) for source in sources])
        for cited in pages[:-1]:
            slide, scene = self.slide(word("sources", self.language).capitalize()), Scene()
            self._columns(slide, scene, cited, _BIBLIOGRAPHY)
        slide, scene = self.slide(title), Scene()
        near, far = _METHOD, _LAST_SOURCES
        if language_of(self.language).rtl:
            near, far = (Box(WIDTH - b.x - b.width, *_tail(b)) for b in (near, far))
        self._add(slide, self._text(scene, "method", method, near, size=14, gap=8))
        if pages[-1]:
            self._add(
                slide,
                self._text(scene, "sources", pages[-1], far, size=_CITED, gap=_CITED_GAP),
            )
        self._add(slide, self._text(scene, "source", [self._source()], _FOOT, size=_SMALL))
        self._note(slide, [*method, "", *self._bibliography(sources)])

    def _columns(
        self, slide: Slide, scene: Scene, cited: Sequence[str], boxes: Sequence[Box]
    ) -> None:
        columns = [
            boxes[-1 - n] if language_of(self.language).rtl else box for n, box in enumerate(boxes)
        ]
        rest = list(cited)
        for number, box in enumerate(columns):
            taken = len(rest) if number == len(columns) - 1 else _fitting(rest, box)
            part, rest = rest[:taken], rest[taken:]
            if part:
                self._add(
                    slide,
                    self._text(
                        scene, f"sources {number + 1}", part, box, size=_CITED, gap=_CITED_GAP
                    ),
                )

    def _bibliography(self, sources: Sequence[Source]) -> list[str]:
        head = word("lesson.full_citations", self.language)
        return [head, *(citation(source, self.language) for source in sources)]


_CITED, _CITED_GAP = 9.5, 3.0
_NARROWER = 0.9
_METHOD = Box(_PAD, 64, 380, 430)
_LAST_SOURCES = Box(_PAD + 404, 64, _INNER.width - 404, 430)
_BIBLIOGRAPHY = (
    Box(_PAD, 64, 446, 440),
    Box(_PAD + 466, 64, 446, 440),
)


def _tail(box: Box) -> tuple[float, float, float]:
    return box.y, box.width, box.height


def _height(text: str, box: Box) -> float:
    # Addresses break anywhere, and most fonts are narrower than the one lettering reckons with.
    lines = len(wrapped(text, _CITED, box.width / _NARROWER))
    return block_height(lines, _CITED) + _CITED_GAP


def _fitting(texts: Sequence[str], box: Box) -> int:
    """Return how many texts fit into a box, one below the other."""
    room = box.height
    for number, text in enumerate(texts):
        room -= _height(text, box)
        if room < 0:
            return number
    return len(texts)


def _pages(texts: Sequence[str]) -> list[list[str]]:
    """Part texts so that the last part fits beside the method and each other fills a slide."""
    pages: list[list[str]] = []
    rest = list(texts)
    while _fitting(rest, _LAST_SOURCES) < len(rest):
        taken = 0
        for box in _BIBLIOGRAPHY:
            taken += _fitting(rest[taken:], box)
        taken = max(taken, 1)
        pages.append(rest[:taken])
        rest = rest[taken:]
    return [*pages, rest]
