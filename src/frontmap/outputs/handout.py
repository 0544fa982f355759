"""Handouts: a day's map, what was said, a map to colour, and the answers, as sheets for a class.

Colours may be lost on the copier: short codes say who holds an area, patterns how it is held, and
the table of the answers says both in words. Typst sets the sheets (`templates/handout.typ`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.chosen_days import opening_day, require_drawable
from frontmap.drawing.colours import DARK
from frontmap.drawing.events import expected_events
from frontmap.drawing.figure import BARE
from frontmap.drawing.formats import SHEETS
from frontmap.drawing.heading import end_of_day
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import LegendEntry, episode_keys, legend_sections, sample_of
from frontmap.drawing.lettering import text_width, within
from frontmap.drawing.map_elements import (
    locator_box,
    set_locator,
    worth_locating,
)
from frontmap.drawing.marks import Box, Drawing, MarkGroup, Part, SectionKey, Shape, Stroke
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import MUTED, SOFT, Style, style_for
from frontmap.drawing.view import View
from frontmap.drawing.writers.svg import to_svg
from frontmap.errors import RequestError
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.limits import HANDOUT_DAYS
from frontmap.model import NO_DATA, UNKNOWN, Doubt, Text
from frontmap.outputs.typesetting import typeset
from frontmap.statuses import Status
from frontmap.telling.headings import entitled, subject_of, whole_credits
from frontmap.telling.headlines import own_headline
from frontmap.telling.map_words import as_sentences, what_it_is
from frontmap.telling.sentences import (
    citation,
    cited_claims,
    claims_by_voice,
    day_sentence,
    holder_code,
    locator_words,
    sources_of,
    state_words,
    told_changes,
)
from frontmap.words import in_language, labelled, language_of, word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.figure import Parts
    from frontmap.drawing.marks import Mark
    from frontmap.model import Area, Claim, Control, Source

__all__ = ["PAPERS", "sheets_of", "write_handout"]

#: Width and height of a sheet, in points.
PAPERS: Mapping[str, tuple[float, float]] = {
    paper.value: (shorter, longer) for paper, (longer, shorter) in SHEETS.items()
}

_MARGIN = 46.0
#: How high a map is at least and at most, as a share of its width.
_FLATTEST, _HIGHEST = 0.5, 1.0
#: What stands on a map besides the areas, and the room beside it for the legend.
_PARTS = replace(BARE, north_arrow=True, streets=True, annotations=True)
_BESIDE = 140.0
_LOCATOR, _LOCATOR_UNIT = 60.0, 0.8
#: A sample beside words, and the room for the letters in it.
_SAMPLE, _LONGEST_CODE = (30.0, 14.0), 60.0
_SAMPLE_LETTERS = 8.2

#: Letters of the foot of a sheet, of which two lines have room.
_FOOT = 8.0
#: How strong the outlines of a map to colour are, and the frame of a sample.
_OUTLINE, _FRAME = 0.7, 0.6

_PAGE = re.compile(rb"^<</Type/Page/", re.MULTILINE)
_STATUSES, _DOUBTS = tuple(Status), tuple(Doubt)


def write_handout(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    paper: str = "a4",
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a handout for each day, one after the other, as one PDF.

    Each has the map with its legend, the day's caption and changes, the claims of the day without
    their voices and with lines to answer on, a map to colour, and a sheet of answers: whose the
    claims are, who holds what, and the sources in full. The same atlas and options give the same
    bytes.

    Args:
        atlas: what to show; an account is headed as that account, and has only its own claims.
        path: the file, ending in `.pdf`.
        days: the days, in this order; without them the last day of the default episode.
        language: a tag of `frontmap.words.LANGUAGES`; without it the atlas's first.
        paper: `a4` or `letter`.
        step: called after each day.

    Raises:
        RequestError: there is no day, or more than a file can show; a day is outside every episode;
            the file is no `.pdf`; or the paper is neither of the two.
        MissingPackageError: Typst or the package that holds the letters is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    require_output(path, "a handout", [".pdf"], atlas.record.read_from)
    if paper not in PAPERS:
        raise RequestError(f"{paper!r} is no paper; there are: {', '.join(PAPERS)}")
    chosen = (opening_day(atlas),) if days is None else tuple(days)
    if not chosen:
        raise RequestError("a handout needs at least one day")
    require_drawable(chosen, HANDOUT_DAYS)
    language = atlas.output_language(language)
    sheets = []
    for day in chosen:
        sheets.append(sheets_of(atlas.on(day), paper=paper, language=language))
        if step is not None:
            step()
    ends = [atlas.on(day) for day in dict.fromkeys((chosen[0], chosen[-1]))]
    made = typeset("handout", _content(sheets, ends, paper, language))
    write_atomically(path, made.pdf)
    pages = counted(len(_PAGE.findall(made.pdf)), "page")
    return WrittenFile(path, pages, len(made.pdf), made.lacking)


def _content(
    sheets: Sequence[Mapping[str, Any]], ends: Sequence[Snapshot], paper: str, language: str
) -> dict[str, object]:
    """Return what the template reads: the sheets, and what all of them have alike."""
    width, height = PAPERS[paper]
    atlas = ends[0].atlas
    # who speaks in the account of one voice stands on every sheet
    asked = ("who_gains",) if atlas.told_by in atlas.voices else ("who_says", "who_gains")
    heads = {
        "claim_heads": ("lesson.number", "voice", "claim"),
        "state_heads": ("lesson.map", "status", "lesson.areas"),
    }
    said = {
        "page": "lesson.page",
        "changes": "changes_today",
        "claims": "lesson.claims",
        "claims_about": "lesson.claims.about",
        "key": "lesson.key",
        "who_says": "lesson.claims",
        "who_holds": "lesson.who_holds",
        "sources": "lesson.full_citations",
    }
    return {
        "title": entitled(ends, language),
        "about": as_sentences([what_it_is(ends, language)]),
        "author": atlas.record.attribution.first,
        "language": language,
        "rtl": language_of(language).rtl,
        "width": width,
        "height": height,
        "margin": _MARGIN,
        "ink": DARK,
        "muted": MUTED,
        "soft": SOFT,
        "codes_heading": labelled(word("lesson.short_names", language), "", language),
        "questions": [word(f"lesson.{key}", language) for key in asked],
        **{key: word(name, language) for key, name in said.items()},
        **{key: [_capital(word(name, language)) for name in names] for key, names in heads.items()},
        "days": sheets,
    }


def sheets_of(
    snapshot: Snapshot, *, paper: str = "a4", language: str | None = None
) -> dict[str, Any]:
    """Return what the template reads of a day: texts, and pictures as SVG."""
    return _Sheets(
        snapshot,
        snapshot.atlas.output_language(language),
        PAPERS[paper][0] - 2 * _MARGIN,
    ).content()


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What is shown of a day.

    Attributes:
        snapshot: the day.
        language: the tag of the language of frontmap's own words.
        width: of a sheet between its margins, in points.
    """

    snapshot: Snapshot
    language: str
    width: float

    def content(self) -> dict[str, Any]:
        """Return all of it."""
        snapshot, language = self.snapshot, self.language
        day, claims = written_day(snapshot.day, language), self._claims()
        drawing = self._map(snapshot, self.width - _BESIDE, _PARTS)
        states = self._states()
        return {
            "foot": within(entitled([snapshot], language), _FOOT, Box(0, 0, self.width, 3 * _FOOT)),
            "day": day,
            "subject": self._said(subject_of([snapshot])),
            "state": self._said(end_of_day(snapshot, language)),
            "locator": self._locator(drawing),
            "map": _picture(drawing),
            "credits": self._said(whole_credits([snapshot], language)),
            "codes": self._codes(drawing),
            "legend": self._legend(drawing),
            **self._told(has_claims=bool(claims)),
            "claims": [self._claim(claim) for claim in claims],
            "blank": self._blank(day) if snapshot.has_data else None,
            "answers": labelled(word("lesson.answers", language), day, language),
            "states": [self._state(*state, names) for state, names in states.items()],
            "sources": [self._source(source) for source in self._sources(claims)],
        }

    def _said(self, text: Text | str) -> dict[str, object]:
        """Return a text with the language that it is in."""
        if isinstance(text, Text):
            words, written = text.to(self.language), text.language(self.language)
        else:
            words, written = text, written_in(text, self.language)
        return {"words": words, "language": written, "rtl": language_of(written).rtl, "note": ""}

    def _marked(self, text: Text) -> dict[str, object]:
        """Return a text with a note of its language where that is another than the sheet's."""
        written = text.language(self.language)
        note = "" if written == self.language else f"[{in_language(written, self.language)}]"
        return {**self._said(text), "note": note}

    def _map(self, snapshot: Snapshot, width: float, parts: Parts) -> Drawing:
        extent = shared_extent([snapshot])
        shape = min(max(extent.height / extent.width, _FLATTEST), _HIGHEST)
        return lay_out(
            snapshot,
            width=width,
            height=shape * width,
            language=self.language,
            extent=extent,
            parts=parts,
        )

    def _locator(self, drawing: Drawing) -> dict[str, object] | None:
        """Return the small map of the whole coverage, where the day's map shows a part of it."""
        snapshot, extent = self.snapshot, shared_extent([self.snapshot])
        if not worth_locating(snapshot, extent):
            return None
        style = Style(_LOCATOR_UNIT, self.language)
        box = locator_box(snapshot, _LOCATOR, style)
        view = View(extent, drawing.frame, snapshot.atlas.record.metric_crs)
        marks = set_locator(snapshot, view, box, style)
        name = word("map.locator", self.language)
        return _picture(_small(box, marks, name, self.language))

    def _codes(self, drawing: Drawing) -> list[tuple[object, object]]:
        """Return the names of the areas that have a code in their place on a map."""
        areas = self.snapshot.atlas.areas
        return [(self._said(code), self._said(areas[area].name)) for area, code in drawing.coded]

    def _legend(self, drawing: Drawing) -> list[dict[str, object]]:
        """Return the legend of what is drawn."""
        actors, events = self.snapshot.atlas.actors, expected_events(self.snapshot)
        sections = legend_sections(actors, self._style, keys=drawing.drawn, events=events)
        return [
            {
                "heading": section.heading,
                "entries": [self._entry(entry) for entry in section.entries],
            }
            for section in sections
        ]

    def _entry(self, entry: LegendEntry) -> dict[str, object]:
        note = self._said(entry.note) if entry.note else None
        return {"sample": self._sample(entry), "head": self._said(entry.head), "note": note}

    @property
    def _style(self) -> Style:
        return style_for(self.width, self.width, self.language)

    def _sample(self, entry: LegendEntry) -> dict[str, object]:
        """Return the sample of a row of the legend, as wide as its letters need, within bounds."""
        wide, high = _SAMPLE
        code = within(entry.code, _SAMPLE_LETTERS, Box(0, 0, _LONGEST_CODE, 2 * _SAMPLE_LETTERS))
        # a pattern is seen beside the letters
        around = 4 if entry.fill is None or entry.fill.tile.plain else 24
        wide = max(wide, text_width(code, _SAMPLE_LETTERS, bold=True) + around)
        marks = sample_of(replace(entry, code=code), Box(1, 1, wide, high), self._style)
        about = entry.code or entry.head
        return _picture(_small(Box(0, 0, wide + 2, high + 2), marks, about, self.language))

    def _told(self, *, has_claims: bool) -> dict[str, object]:
        """Return what the day was: its caption, and what changed."""
        snapshot, language = self.snapshot, self.language
        atlas = snapshot.atlas
        told, besides = [], [day_sentence(snapshot, language)]
        headline = own_headline(snapshot, language)
        if atlas.told_by:
            told.append(self._said(word("method.account", language)))
        elif caption := atlas.captions.get(snapshot.day):
            told.append(self._marked(caption.text))
        if atlas.claims and not has_claims:
            besides.append(word("lesson.no_claims", language))
        return {
            "headline": self._said(headline) if headline else None,
            "told": told,
            "changes": [self._said(line) for line in told_changes(snapshot, language)],
            "besides": self._said(as_sentences(besides)),
        }

    def _claims(self) -> list[Claim]:
        """Return the day's claims, those of one area together, whoever speaks."""
        order = {area: place for place, area in enumerate(self.snapshot.atlas.areas)}

        def place(claim: Claim) -> tuple[int, str]:
            return min(order[area] for area in claim.areas), claim.id

        said = claims_by_voice(self.snapshot).values()
        return sorted((claim for of in said for claim in of), key=place)

    def _claim(self, claim: Claim) -> dict[str, object]:
        """Return a claim with, for the answers, its voice and where it stands."""
        atlas = self.snapshot.atlas
        where = (f"[{claim.source}]", locator_words(claim, atlas, self.language))
        source = " ".join(filter(None, where))
        return {
            "summary": self._marked(claim.summary),
            "voice": self._said(atlas.voices[claim.voice].name),
            "source": self._said(source),
        }

    def _blank(self, day: str) -> dict[str, object]:
        """Return the map in nobody's colours, and the parties to colour it for."""
        snapshot, language = self.snapshot, self.language
        nobody = {area: replace(run, control=NO_DATA) for area, run in snapshot.runs.items()}
        parts = replace(_PARTS, changed=False, yesterday=False, annotations=False)
        drawing = self._map(replace(snapshot, runs=nobody), self.width, parts)
        heading = word("lesson.blank", language)
        about = labelled(heading, drawing.title, language)
        drawing = replace(drawing, groups=tuple(_outlined(drawing.groups)), about=about)
        there = episode_keys(snapshot.atlas, snapshot.episode)[SectionKey.ACTORS]
        return {
            "heading": labelled(heading, day, language),
            "about": word("lesson.blank.about", language),
            "map": _picture(drawing),
            "codes": self._codes(drawing),
            "parties": [
                self._said(actor.name)
                for actor in snapshot.atlas.actors.values()
                if actor.id in there - {UNKNOWN}
            ],
        }

    def _states(self) -> dict[tuple[Control, Doubt], list[str]]:
        """Return the states of the day, in order, with the areas that are in them."""
        snapshot, language, atlas = self.snapshot, self.language, self.snapshot.atlas
        rows: dict[tuple[Control, Doubt], list[str]] = {}
        for area in atlas.shown(snapshot.episode):
            control = snapshot.controls.get(area.id)
            if control is not None:
                key = replace(control, confidence=None), snapshot.doubt(area.id)
                rows.setdefault(key, []).append(_area_name(area, language))
        order = {actor: number for number, actor in enumerate(atlas.actors)}

        def place(row: tuple[Control, Doubt]) -> tuple[object, ...]:
            control, doubt = row
            holder = order.get(control.holder, len(order))
            return holder, _STATUSES.index(control.status), control.rivals, _DOUBTS.index(doubt)

        return {key: rows[key] for key in sorted(rows, key=place)}

    def _state(self, control: Control, doubt: Doubt, names: Iterable[str]) -> dict[str, object]:
        """Return a row of who holds what: a sample, the state in words, and its areas."""
        language, atlas = self.language, self.snapshot.atlas
        comma = language_of(language).comma
        state = state_words(control, atlas, language)
        # elsewhere the holder's name is enough, but in a row the status explains the sample
        if control.status.row.has_holder and control.status.row.holder_says_all:
            state += f"{comma}{word(f'status.{control.status}', language)}"
        if doubt is not Doubt.NONE:
            state += f"{comma}{word(f'legend.{doubt}.brief', language)}"
        fill = fill_of(control, atlas.actors, doubt=doubt, pitch=self._style.pitch)
        code = "" if fill.tile.blank else holder_code(control, atlas, language, doubt)
        entry = LegendEntry(
            state, fill=fill, edge=Stroke(SOFT, _FRAME), code=code, language=language
        )
        return {
            "sample": self._sample(entry),
            "words": self._said(state),
            "areas": self._said(comma.join(names)),
        }

    def _sources(self, claims: Iterable[Claim]) -> tuple[Source, ...]:
        """Return the sources of the day's claims and changes."""
        atlas = self.snapshot.atlas
        changed = () if atlas.told_by else cited_claims(self.snapshot.changes, atlas)
        return sources_of(atlas, [*claims, *changed])

    def _source(self, source: Source) -> dict[str, object]:
        """Return a source in full, parted at its address where that leads somewhere."""
        whole = self._said(citation(source, self.language))
        before, link, after = str(whole["words"]).partition(source.link or "\n")
        return {**whole, "before": before, "link": link.strip(), "after": after}


def _picture(drawing: Drawing) -> dict[str, object]:
    """Return a drawing as the template takes pictures."""
    return {"svg": to_svg(drawing), "about": drawing.about, "width": drawing.width}


def _outlined(groups: Iterable[MarkGroup]) -> Iterator[MarkGroup]:
    """Yield the groups of a blank map: without events, and its areas in dark outlines."""
    for group in groups:
        if group.part is Part.AREAS:
            shapes = (mark for mark in group.marks if isinstance(mark, Shape))
            dark = Stroke(DARK, _OUTLINE)
            yield replace(group, marks=tuple(replace(shape, edge=dark) for shape in shapes))
        elif group.part is not Part.EVENTS:
            yield group


def _small(box: Box, marks: Sequence[Mark], about: str, language: str) -> Drawing:
    """Return a drawing of some marks on paper of a box's size."""
    groups = (MarkGroup(Part.LEGEND, tuple(marks)),)
    return Drawing(box.width, box.height, language, about, about, box, groups)


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _area_name(area: Area, language: str) -> str:
    """Return an area's name with its code, which may stand for it on the map."""
    code = area.code.to(language)
    return f"{area.name.to(language)} ({code})" if code else area.name.to(language)
