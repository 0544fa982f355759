"""Handouts: a day's map, who holds what, and what was said, as sheets of paper for a class.

Colours may be lost on the copier: letters say who holds an area, patterns how, and the table says
both in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK, WHITE, ink_on
from frontmap.drawing.figure import EVERYTHING
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import columns_height, legend_sections, set_columns
from frontmap.drawing.lettering import block_height, set_words, text_width, wrapped
from frontmap.drawing.map_elements import rectangle
from frontmap.drawing.marks import (
    Anchor,
    Box,
    Drawing,
    Line,
    Mark,
    MarkGroup,
    Part,
    Shape,
    Stroke,
)
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.picture import Picture, Placed
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import MUTED, SOFT, style_for
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, counted, require_ending, write_atomically
from frontmap.statuses import Status
from frontmap.telling.sentences import (
    citation,
    cited_claims,
    claims_by_voice,
    marked,
    sources_of,
    state_words,
    told_changes,
)
from frontmap.words import labelled, language_of, word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.styles import Style
    from frontmap.model import Claim, Control

__all__ = ["PAPERS", "lay_out_handout", "write_handout"]

#: Width and height of a sheet, in points.
PAPERS: Mapping[str, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}

_POINTS_PER_INCH = 72
_MARGIN = 40.0
_FOOT = 30.0
#: A map is laid out with a margin of its own.
_MAP_WIDTH = 552.0
#: What the map leaves of the first sheet, for the caption and the changes.
_LEFT_BELOW = 128.0

_TEXT, _SMALL, _HEAD = 9.5, 8.0, 12.5
_SWATCH = (30.0, 15.0)
_STATE_WIDTH = 150.0
_INDENT = 10.0
_RULE = 22.0


def write_handout(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    days: Sequence[date],
    path: Path | str,
    *,
    paper: str = "a4",
    language: str | None = None,
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a handout for each day, one after the other, as one PDF.

    Each has the map with its legend, the day's caption and changes, a table of who holds what,
    the claims of the day by voice with blanks to answer, and the sources in full. The same atlas
    and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account, and has only its own claims.
        days: the days, in this order.
        path: the file, ending in `.pdf`.
        paper: `a4` or `letter`.
        language: a tag of `frontmap.words.LANGUAGES`; the atlas's first by default.
        step: called after each day.

    Raises:
        RequestError: there is no day, a day is outside every episode, the file is no `.pdf`, or
            the paper is neither of the two.
        MissingPackageError: matplotlib is not installed.
        FrontmapError: the file system refused.
    """
    require_package("matplotlib", extra="pictures", what="PNG and PDF")
    from frontmap.drawing.writers import painter  # noqa: PLC0415 - matplotlib is an extra

    path = Path(path)
    require_ending(path, "a handout", [".pdf"])
    if paper not in PAPERS:
        raise RequestError(f"{paper!r} is no paper; there are: {', '.join(PAPERS)}")
    if not days:
        raise RequestError("a handout needs at least one day")
    pictures: list[Picture] = []
    for day in days:
        pictures += lay_out_handout(atlas.on(day), paper=paper, language=language)
        if step is not None:
            step()
    content = painter.paint_pdf(
        pictures,
        width_inches=PAPERS[paper][0] / _POINTS_PER_INCH,
        day=max(days),
        author=atlas.record.attribution.first,
    )
    write_atomically(path, content)
    return WrittenFile(
        path, counted(len(pictures), "page"), len(content), painter.lacking_letters(pictures)
    )


def lay_out_handout(
    snapshot: Snapshot, *, paper: str = "a4", language: str | None = None
) -> tuple[Picture, ...]:
    """Lay out the pages of a day's handout, in points."""
    language = snapshot.atlas.output_language(language)
    width, height = PAPERS[paper]
    style = style_for(_MAP_WIDTH, _MAP_WIDTH)
    legend = _legend(snapshot, language, style)
    inner = Box(_MARGIN, 0, width - 2 * _MARGIN, 0)
    below = columns_height(legend, inner.width, style) + 18
    map_height = height - _FOOT - _LEFT_BELOW - below
    drawing = lay_out(
        snapshot,
        width=_MAP_WIDTH,
        height=map_height,
        language=language,
        extent=shared_extent([snapshot]),
        parts=replace(EVERYTHING, legend=False),
    )
    flow = _Flow(width, height, language, top=map_height + below)
    marks, _ = set_columns(legend, replace(inner, y=map_height + 4), language, style)
    flow.put(*marks)
    _set_day(flow, snapshot)
    flow.turn()
    _set_table(flow, snapshot)
    claims = claims_by_voice(snapshot)
    _set_claims(flow, snapshot, claims)
    _set_sources(flow, snapshot, claims)
    return tuple(
        _picture(flow, number, snapshot, drawing if number == 0 else None)
        for number in range(len(flow.pages))
    )


def _legend(snapshot: Snapshot, language: str, style: Style) -> tuple[LegendSection, ...]:
    """Return the legend without its definitions, which stand under the table."""
    sections = legend_sections(snapshot.atlas.actors, language, style)
    return tuple(
        replace(section, entries=tuple(replace(entry, note="") for entry in section.entries))
        for section in sections
    )


def _picture(flow: _Flow, number: int, snapshot: Snapshot, drawing: Drawing | None) -> Picture:
    language = flow.language
    day = written_day(snapshot.day, language)
    title = labelled(snapshot.atlas.title.to(language), day, language)
    text = f"{title} · {word('lesson.page', language)} {number + 1}/{len(flow.pages)}"
    foot = set_words(
        (text,),
        flow.width / 2,
        flow.height - _FOOT + 6,
        size=_SMALL,
        colour=MUTED,
        language=written_in(text, language),
        anchor=Anchor.MIDDLE,
    )
    page = Drawing(
        width=flow.width,
        height=flow.height,
        language=language,
        title=title,
        about=title,
        frame=Box(0, 0, 0, 0),
        groups=(MarkGroup(Part.SOURCE, (*flow.pages[number], foot)),),
    )
    placed: tuple[Placed, ...] = (Placed(page, name="page"),)
    if drawing is not None:
        placed = (Placed(drawing, (flow.width - drawing.width) / 2, 8), *placed)
    return Picture(flow.width, flow.height, language, title, title, placed)


@dataclass
class _Flow:
    """Sets blocks one below the other, and turns the page where one does not fit."""

    width: float
    height: float
    language: str
    top: float
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])

    def __post_init__(self) -> None:
        self.y = self.top

    @property
    def inner(self) -> float:
        """The width of the text."""
        return self.width - 2 * _MARGIN

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = _MARGIN

    def room(self, height: float) -> None:
        """Turn the page if less than `height` is left on it."""
        if self.y + height > self.height - _FOOT - 4 and self.y > _MARGIN:
            self.turn()

    def put(self, *marks: Mark) -> None:
        """Put marks on the page."""
        self.pages[-1] += marks

    def x(self, offset: float) -> float:
        """Return the x that lies `offset` after the start of reading."""
        return self.width - _MARGIN - offset if language_of(self.language).rtl else _MARGIN + offset

    def words(  # noqa: PLR0913 - all but the text are options, by name
        self,
        text: str,
        *,
        offset: float = 0.0,
        width: float | None = None,
        size: float = _TEXT,
        colour: str = DARK,
        bold: bool = False,
    ) -> float:
        """Put a paragraph at the height that is reached; return how high it is."""
        wide = self.inner - offset if width is None else width
        lines = _broken(text, size, wide, bold=bold)
        if not lines:
            return 0.0
        written = written_in(text, self.language)
        rtl = language_of(self.language).rtl
        # What is written from left to right keeps that side in a page that is read the other way.
        mirrored = rtl and not language_of(written).rtl
        start = self.x(offset)
        self.put(
            set_words(
                lines,
                start - wide if mirrored else start,
                self.y,
                size=size,
                colour=colour,
                language=written,
                anchor=Anchor.RIGHT if rtl and not mirrored else Anchor.LEFT,
                bold=bold,
            )
        )
        return block_height(len(lines), size)

    def height_of(self, text: str, width: float, size: float = _TEXT) -> float:
        """Return how high a paragraph will be."""
        return block_height(len(_broken(text, size, width)), size)

    def heading(self, text: str, keep: float = 60.0) -> None:
        """Put a heading, with at least `keep` of what follows on the same page."""
        self.room(block_height(1, _HEAD) + keep)
        if self.y > _MARGIN:
            self.y += 8
        self.y += self.words(text, size=_HEAD, bold=True) + 4

    def paragraph(
        self, text: str, *, offset: float = 0.0, size: float = _TEXT, colour: str = DARK
    ) -> None:
        """Put a paragraph whole on one page."""
        self.room(self.height_of(text, self.inner - offset, size))
        self.y += self.words(text, offset=offset, size=size, colour=colour) + 2.5


def _broken(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines; an address that is longer than a line is broken anywhere."""
    lines: list[str] = []
    for line in wrapped(text, size, width, bold=bold):
        rest = line
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            fits = max(1, int(len(rest) * width / text_width(rest, size, bold=bold)))
            while fits > 1 and text_width(rest[:fits], size, bold=bold) > width:
                fits -= 1
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return tuple(lines)


def _set_day(flow: _Flow, snapshot: Snapshot) -> None:
    """Set what the day was: its caption, and what changed; as much as the first page holds."""
    language = flow.language
    atlas = snapshot.atlas
    if atlas.told_by:
        flow.paragraph(word("method.account", language))
    elif caption := atlas.captions.get(snapshot.day):
        flow.paragraph(marked(caption.text, language))
    told = told_changes(snapshot, language)
    if not told:
        flow.paragraph(word("no_changes_today", language), colour=MUTED)
        return
    flow.y += (
        flow.words(labelled(word("changes_today", language), "", language), bold=True, size=_TEXT)
        + 2
    )
    for line in told:
        flow.paragraph(f"• {line}", offset=_INDENT, size=_SMALL + 0.5)


def _set_table(flow: _Flow, snapshot: Snapshot) -> None:
    """Set who holds what: a row for each state, with the areas that are in it."""
    language, atlas = flow.language, snapshot.atlas
    flow.heading(word("lesson.who_holds", language))
    doubt = language_of(language).question
    rows: dict[tuple[str, Status, tuple[str, ...]], list[str]] = {}
    for area in atlas.shown(snapshot.episode):
        control = snapshot.controls.get(area.id)
        if control is not None:
            name = f"{area.name.to(language)} ({area.code})"
            key = (control.holder, control.status, control.rivals)
            rows.setdefault(key, []).append(name + (doubt if snapshot.uncertain(area.id) else ""))
    order = {actor: number for number, actor in enumerate(atlas.actors)}
    for holder, status, rivals in sorted(
        rows, key=lambda key: (order.get(key[0], len(order)), list(Status).index(key[1]), key[2])
    ):
        control = next(
            control
            for control in snapshot.controls.values()
            if (control.holder, control.status, control.rivals) == (holder, status, rivals)
        )
        _set_row(flow, snapshot, control, rows[holder, status, rivals])
    statuses = [status for status in Status if any(key[1] is status for key in rows)]
    defined = [
        labelled(
            word(f"status.{status}", language),
            f"{word(f'status.{status}.definition', language)}.",
            language,
        )
        for status in statuses
    ]
    doubts = f"{doubt} = {word('legend.uncertain.definition', language)}."
    flow.y += 2
    flow.paragraph(
        " ".join([*defined, doubts, word("method.front", language)]), size=_SMALL, colour=MUTED
    )


def _set_row(flow: _Flow, snapshot: Snapshot, control: Control, names: Sequence[str]) -> None:
    language, atlas = flow.language, snapshot.atlas
    areas = (language_of(language).comma).join(names)
    state = state_words(control, atlas, language)
    # elsewhere the holder's name is enough, but in a row the status explains the sample
    if control.status.row.has_holder and control.status.row.holder_says_all:
        said = word(f"status.{control.status}", language)
        state += f"{language_of(language).comma}{said}"
    state_at = _SWATCH[0] + 8
    areas_at = state_at + _STATE_WIDTH + 8
    high = max(
        flow.height_of(state, _STATE_WIDTH),
        flow.height_of(areas, flow.inner - areas_at),
        _SWATCH[1],
    )
    flow.room(high + 6)
    line = Stroke(SOFT, 0.5)
    flow.put(Line((((_MARGIN, flow.y), (flow.width - _MARGIN, flow.y)),), line))
    flow.y += 3.5
    flow.put(*_swatch(flow, control, atlas))
    flow.words(state, offset=state_at, width=_STATE_WIDTH)
    flow.words(areas, offset=areas_at)
    flow.y += high + 3


def _swatch(flow: _Flow, control: Control, atlas: Atlas) -> tuple[Mark, ...]:
    wide, high = _SWATCH
    left = flow.x(wide) if language_of(flow.language).rtl else flow.x(0)
    box = Box(left, flow.y, wide, high)
    fill = fill_of(control, atlas.actors, uncertain=False, pitch=6.5)
    corners = rectangle(box, WHITE).rings
    shape = Shape(corners, fill, Stroke(SOFT, 0.6))
    actor = atlas.actors.get(control.holder)
    if actor is None or fill.tile.blank:
        return (shape,)
    plain = fill.tile.plain
    code = set_words(
        (actor.short,),
        box.centre[0],
        box.centre[1] - block_height(1, 8) / 2,
        size=8,
        colour=ink_on(fill.ground) if plain else DARK,
        language="en",
        anchor=Anchor.MIDDLE,
        bold=True,
        halo="" if plain else WHITE,
    )
    return shape, code


def _set_claims(flow: _Flow, snapshot: Snapshot, claims: Mapping[str, tuple[Claim, ...]]) -> None:
    """Set the claims of the day by voice, each voice with two blanks to answer."""
    language, atlas = flow.language, snapshot.atlas
    flow.heading(word("lesson.claims", language), keep=120)
    if not claims:
        flow.paragraph(word("lesson.no_claims", language), colour=MUTED)
        return
    flow.paragraph(word("lesson.claims.about", language), colour=MUTED)
    flow.y += 3
    for voice, said in claims.items():
        texts = [f"• {marked(claim.summary, language)} [{claim.source}]" for claim in said]
        first = flow.height_of(texts[0], flow.inner - _INDENT)
        flow.room(block_height(1, _TEXT) + first + (_RULE + 6 if len(texts) == 1 else 4))
        flow.y += flow.words(atlas.voices[voice].name.to(language), bold=True) + 2
        for text in texts:
            flow.paragraph(text, offset=_INDENT)
        _set_blanks(flow)


def _set_blanks(flow: _Flow) -> None:
    """Set the two questions, each with a line to write on."""
    language = flow.language
    flow.room(_RULE + 6)
    half = (flow.inner - _INDENT - 14) / 2
    base = flow.y + _RULE - 4
    for number, key in enumerate(("lesson.who_says", "lesson.who_gains")):
        question = word(key, language)
        start = _INDENT + number * (half + 14)
        wide = text_width(question, _SMALL + 0.5) + 5
        top = flow.y
        flow.y = base - block_height(1, _SMALL + 0.5) + 2
        flow.words(question, offset=start, width=half, size=_SMALL + 0.5, colour=MUTED)
        flow.y = top
        ends = ((flow.x(start + wide), base), (flow.x(start + half), base))
        flow.put(Line((ends,), Stroke(SOFT, 0.7)))
    flow.y += _RULE + 5


def _set_sources(flow: _Flow, snapshot: Snapshot, claims: Mapping[str, tuple[Claim, ...]]) -> None:
    """Set the sources of the day's claims and changes, in full."""
    language, atlas = flow.language, snapshot.atlas
    said = [claim for of in claims.values() for claim in of]
    changed = () if atlas.told_by else cited_claims(snapshot.changes, atlas)
    sources = sources_of(atlas, [*said, *changed])
    if not sources:
        return
    flow.heading(word("lesson.full_citations", language), keep=40)
    for source in sources:
        flow.paragraph(citation(source, language), size=_SMALL)
