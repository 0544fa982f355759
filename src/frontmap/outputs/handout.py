"""Handouts: a day's map, who holds what, and what was said, as sheets of paper for a class.

Colours may be lost on the copier: short codes say who holds an area, patterns how it is held, and
the table says both in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.chosen_days import opening_day, require_drawable
from frontmap.drawing.colours import DARK, WHITE, ink_on
from frontmap.drawing.events import expected_events
from frontmap.drawing.figure import EVERYTHING, plan_figure
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import (
    columns_height,
    legend_sections,
    parted_sections,
    set_columns,
)
from frontmap.drawing.lettering import (
    block_height,
    fitted,
    lines_within,
    set_words,
    text_width,
    wrapped,
)
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
    TextStyle,
)
from frontmap.drawing.outlines import corners_of
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.picture import POINTS_PER_INCH, Picture, PlacedDrawing
from frontmap.drawing.reading_side import ReadingSide, reading_side
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import MUTED, SOFT, style_for
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.model import Doubt
from frontmap.statuses import Status
from frontmap.telling.headings import entitled, whole_credits
from frontmap.telling.sentences import (
    citation,
    cited_claims,
    claims_by_voice,
    day_sentence,
    holder_code,
    marked,
    sources_of,
    state_words,
    told_changes,
)
from frontmap.words import labelled, language_of, word, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.figure import Parts
    from frontmap.drawing.legend import LegendSection
    from frontmap.drawing.styles import Style
    from frontmap.model import Area, Claim, Control

__all__ = ["PAPERS", "lay_out_handout", "write_handout"]

#: Width and height of a sheet, in points.
PAPERS: Mapping[str, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}

_MARGIN = 40.0
_FOOT = 30.0
#: A map is laid out with a margin of its own.
_MAP_WIDTH = 552.0
#: What the map leaves of the first sheet, for the caption and the changes.
_LEFT_BELOW = 128.0
#: Where the legend would leave the map less than this, it stands on the next page.
_LEAST_MAP = 180.0

_SWATCH = (30.0, 15.0)
_STATE_WIDTH = 150.0
_INDENT = 10.0
_RULE = 22.0
#: What stands above the lines of a row.
_ABOVE_LINES = 6.0

_STATUSES, _DOUBTS = tuple(Status), tuple(Doubt)

#: How text is set; its language and the side that it starts on are told by the text itself.
_BODY = TextStyle(9.5, DARK, "")
_STRONG = replace(_BODY, bold=True)
_MUTED = replace(_BODY, colour=MUTED)
_LIST = replace(_BODY, size=8.5)
_QUESTION = replace(_MUTED, size=8.5)
_SMALL = replace(_BODY, size=8.0)
_SMALL_MUTED = replace(_MUTED, size=8.0)
_HEADING = TextStyle(12.5, DARK, "", bold=True)


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

    Each has the map with its legend, the day's caption and changes, a table of who holds what,
    the claims of the day by voice with blanks to answer, and the sources in full. The same atlas
    and options give the same bytes.

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
        MissingPackageError: matplotlib is not installed.
        FrontmapError: the file system refused.
    """
    require_package("matplotlib", extra="pictures", what="PNG and PDF")
    from frontmap.drawing.writers import painter  # noqa: PLC0415 - matplotlib is an extra

    path = Path(path)
    require_output(path, "a handout", [".pdf"], atlas.record.read_from)
    if paper not in PAPERS:
        raise RequestError(f"{paper!r} is no paper; there are: {', '.join(PAPERS)}")
    chosen = (opening_day(atlas),) if days is None else tuple(days)
    if not chosen:
        raise RequestError("a handout needs at least one day")
    require_drawable(chosen)
    pictures: list[Picture] = []
    for day in chosen:
        pictures += lay_out_handout(
            atlas.on(day), paper=paper, language=atlas.output_language(language)
        )
        if step is not None:
            step()
    content = painter.paint_pdf(
        pictures,
        width_inches=PAPERS[paper][0] / POINTS_PER_INCH,
        day=max(chosen),
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
    style = style_for(_MAP_WIDTH, _MAP_WIDTH, language)
    # The definitions stand under the table.
    sections = legend_sections(snapshot.atlas.actors, style, events=expected_events(snapshot))
    legend = [part.without_notes() for part in sections]
    inner = Box(_MARGIN, 0, width - 2 * _MARGIN, 0)
    parts = replace(EVERYTHING, legend=False)
    whole = height - _FOOT - _LEFT_BELOW
    below = columns_height(legend, inner.width, style) + 18
    apart = _map_height(snapshot, whole - below, style, parts) < _LEAST_MAP
    if apart:
        below, parts = 0.0, replace(parts, source=False)
    map_height = whole - below
    drawing = lay_out(
        snapshot,
        width=_MAP_WIDTH,
        height=map_height,
        language=language,
        extent=shared_extent([snapshot]),
        parts=parts,
    )
    pages = _Pages(width, height, language, top=map_height + below)
    if not apart:
        pages.put(*set_columns(legend, replace(inner, y=map_height + 4), style)[0])
    _set_day(pages, snapshot)
    if apart:
        _set_legend_apart(pages, snapshot, legend, style)
    pages.turn()
    _set_table(pages, snapshot)
    claims = claims_by_voice(snapshot)
    _set_claims(pages, snapshot, claims)
    _set_sources(pages, snapshot, claims)
    return tuple(
        _picture(pages, number, snapshot, drawing if number == 0 else None)
        for number in range(len(pages.marks))
    )


def _map_height(snapshot: Snapshot, height: float, style: Style, parts: Parts) -> float:
    """Return how high the map itself is where its figure is so high."""
    if height < _LEAST_MAP:
        return 0.0
    return plan_figure(snapshot, Box(0, 0, _MAP_WIDTH, height), style, parts).frame.height


def _set_legend_apart(
    pages: _Pages, snapshot: Snapshot, legend: Sequence[LegendSection], style: Style
) -> None:
    """Set the source under the day, and the legend on as many pages as it needs."""
    pages.paragraph(whole_credits([snapshot], pages.language), _SMALL_MUTED)
    for part in parted_sections(legend, pages.inner.width, pages.most, style):
        pages.turn()
        pages.put(*set_columns(part, pages.inner, style)[0])


def _picture(pages: _Pages, number: int, snapshot: Snapshot, drawing: Drawing | None) -> Picture:
    """Return a page with its foot, and with the map where there is one."""
    language = pages.language
    title = entitled([snapshot], language)
    text = f"{title} · {word('lesson.page', language)} {number + 1}/{len(pages.marks)}"
    style = replace(_SMALL_MUTED, language=written_in(text, language), anchor=Anchor.MIDDLE)
    text, style = fitted(text, style, pages.inner.width)
    foot = set_words((text,), pages.width / 2, pages.height - _FOOT + 6, style)
    page = Drawing(
        width=pages.width,
        height=pages.height,
        language=language,
        title=title,
        about=title if drawing is None else drawing.about,
        frame=Box(0, 0, 0, 0),
        groups=(MarkGroup(Part.SOURCE, (*pages.marks[number], foot)),),
    )
    placed: tuple[PlacedDrawing, ...] = (PlacedDrawing(page, name="page"),)
    if drawing is not None:
        left = (pages.width - drawing.width) / 2
        placed = (PlacedDrawing(drawing, left, 8), *placed)
    return Picture(pages.width, pages.height, language, title, page.about, placed)


@dataclass
class _Pages:
    """Pages that are being filled: blocks one below the other, on a new page where one is full.

    Attributes:
        width: of a page, in points.
        height: of a page.
        language: the tag of the language of frontmap's own words.
        top: where the first block of the first page stands.
        marks: what stands on each page.
    """

    width: float
    height: float
    language: str
    top: float
    marks: list[list[Mark]] = field(default_factory=lambda: [[]])

    def __post_init__(self) -> None:
        self.y = self.top

    @property
    def side(self) -> ReadingSide:
        """The side on which reading starts."""
        return reading_side(self.language)

    @property
    def inner(self) -> Box:
        """The page between its margins, from the height that is reached."""
        return Box(_MARGIN, self.y, self.width - 2 * _MARGIN, 0)

    @property
    def most(self) -> float:
        """The height of a page between its margins."""
        return self.height - _FOOT - 4 - _MARGIN

    def turn(self) -> None:
        """Begin a new page."""
        self.marks.append([])
        self.y = _MARGIN

    def room(self, height: float) -> None:
        """Turn the page if less than `height` is left on it."""
        if self.y + height > self.height - _FOOT - 4 and self.y > _MARGIN:
            self.turn()

    def put(self, *marks: Mark) -> None:
        """Put marks on the page."""
        self.marks[-1] += marks

    def words(
        self,
        text: str,
        style: TextStyle = _BODY,
        *,
        offset: float = 0.0,
        width: float | None = None,
    ) -> float:
        """Put a paragraph at the height that is reached, which stays; return how high it is.

        Args:
            text: the paragraph.
            style: how it is set.
            offset: how far after the start of reading it begins.
            width: of its lines; without it all that is left.
        """
        wide = self.inner.width - offset if width is None else width
        lines = wrapped(text, style.size, wide, bold=style.bold)
        return self.lines(lines, text, style, offset=offset, width=wide)

    def lines(
        self, lines: tuple[str, ...], text: str, style: TextStyle, *, offset: float, width: float
    ) -> float:
        """Put some of a paragraph's lines at the height that is reached; see `words`."""
        if not lines:
            return 0.0
        written = written_in(text, self.language)
        # A text that runs from left to right does so in a page that is read the other way, too.
        side = reading_side(written)
        column = self.side.at_start(self.inner, width, offset)
        set_style = replace(style, language=written, anchor=side.start_anchor)
        block = set_words(lines, side.start(column), self.y, set_style)
        self.put(block)
        return block.box.height

    def parted(self, lines: tuple[str, ...], size: float) -> Iterator[tuple[str, ...]]:
        """Yield lines by as many as a page holds, the first as many as are left on this one."""
        most = self.most - _ABOVE_LINES
        if block_height(len(lines), size) > most:
            # what is longer than a page begins where there is room
            first = lines_within(self.height - _FOOT - 4 - self.y - _ABOVE_LINES, size)
            yield lines[:first]
            lines = lines[first:]
        count = lines_within(most, size)
        yield from (lines[start : start + count] for start in range(0, len(lines), count))

    def heading(self, text: str, keep: float = 60.0) -> None:
        """Put a heading, with at least `keep` of what follows on the same page."""
        self.room(block_height(1, _HEADING.size) + keep)
        if self.y > _MARGIN:
            self.y += 8
        self.y += self.words(text, _HEADING) + 4

    def paragraph(self, text: str, style: TextStyle = _BODY, *, offset: float = 0.0) -> None:
        """Put a paragraph whole on one page; one that is longer than a page, over several."""
        wide = self.inner.width - offset
        whole = wrapped(text, style.size, wide, bold=style.bold)
        for lines in self.parted(whole, style.size):
            self.room(block_height(len(lines), style.size))
            self.y += self.lines(lines, text, style, offset=offset, width=wide) + 2.5


def _height(text: str, width: float, style: TextStyle = _BODY) -> float:
    """Return how high a paragraph will be."""
    return block_height(len(wrapped(text, style.size, width, bold=style.bold)), style.size)


def _set_day(pages: _Pages, snapshot: Snapshot) -> None:
    """Set what the day was: its caption, and what changed; as much as the first page holds."""
    language = pages.language
    atlas = snapshot.atlas
    if atlas.told_by:
        pages.paragraph(word("method.account", language))
    elif caption := atlas.captions.get(snapshot.day):
        pages.paragraph(marked(caption.text, language))
    told, sentence = told_changes(snapshot, language), day_sentence(snapshot, language)
    if not told:
        pages.paragraph(sentence, _MUTED)
        return
    head = labelled(word("changes_today", language), "", language)
    pages.y += pages.words(head, _STRONG) + 2
    for line in told:
        pages.paragraph(f"• {line}", _LIST, offset=_INDENT)
    if sentence:
        pages.paragraph(sentence)


def _set_table(pages: _Pages, snapshot: Snapshot) -> None:
    """Set who holds what: a row for each state, with the areas that are in it."""
    language, atlas = pages.language, snapshot.atlas
    pages.heading(word("lesson.who_holds", language))
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

    for control, doubt in sorted(rows, key=place):
        _set_row(pages, snapshot, control, doubt, rows[control, doubt])
    statuses = [status for status in Status if any(c.status is status for c, _ in rows)]
    defined = [
        labelled(
            word(f"status.{status}", language),
            f"{word(f'status.{status}.definition', language)}.",
            language,
        )
        for status in statuses
    ]
    doubts = [
        labelled(
            word(f"legend.{doubt}", language),
            f"{word(f'legend.{doubt}.definition', language)}.",
            language,
        )
        for doubt in (Doubt.UNCERTAIN, Doubt.ASSUMED)
        if any(told is doubt for _, told in rows)
    ]
    pages.y += 2
    pages.paragraph(" ".join([*defined, *doubts, word("method.front", language)]), _SMALL_MUTED)


def _area_name(area: Area, language: str) -> str:
    """Return an area's name with its code, which may stand for it on the map."""
    code = area.code.to(language)
    return f"{area.name.to(language)} ({code})" if code else area.name.to(language)


def _set_row(
    pages: _Pages, snapshot: Snapshot, control: Control, doubt: Doubt, names: Sequence[str]
) -> None:
    """Set a state, with its pattern and its doubt, and the areas that are in it."""
    language, atlas = pages.language, snapshot.atlas
    comma = language_of(language).comma
    areas = comma.join(names)
    state = state_words(control, atlas, language)
    # elsewhere the holder's name is enough, but in a row the status explains the sample
    if control.status.row.has_holder and control.status.row.holder_says_all:
        state += f"{comma}{word(f'status.{control.status}', language)}"
    state_at = _SWATCH[0] + 8
    areas_at = state_at + _STATE_WIDTH + 8
    size, wide = _BODY.size, pages.inner.width - areas_at
    # a row that is longer than a page goes on in the next one
    parts = zip_longest(
        pages.parted(wrapped(state, size, _STATE_WIDTH), size),
        pages.parted(wrapped(areas, size, wide), size),
        fillvalue=(),
    )
    for state_lines, areas_lines in parts:
        high = block_height(max(len(state_lines), len(areas_lines)), size)
        high = max(high, _SWATCH[1])
        pages.room(high + 6)
        inner = pages.inner
        pages.put(Line((((inner.x, inner.y), (inner.right, inner.y)),), Stroke(SOFT, 0.5)))
        pages.y += 3.5
        pages.put(*_swatch(pages, control, doubt, atlas))
        pages.lines(state_lines, state, _BODY, offset=state_at, width=_STATE_WIDTH)
        pages.lines(areas_lines, areas, _BODY, offset=areas_at, width=wide)
        pages.y += high + 3


def _swatch(pages: _Pages, control: Control, doubt: Doubt, atlas: Atlas) -> tuple[Mark, ...]:
    """Return a box in the colours and the pattern of a state, with the holder's code in it."""
    wide, high = _SWATCH
    box = pages.side.at_start(replace(pages.inner, height=high), wide)
    fill = fill_of(control, atlas.actors, doubt=doubt, pitch=6.5)
    shape = Shape((corners_of(box),), fill, Stroke(SOFT, 0.6))
    code = holder_code(control, atlas, pages.language, doubt)
    if not code or fill.tile.blank:
        return (shape,)
    plain = fill.tile.plain
    style = TextStyle(
        8,
        ink_on(fill.ground) if plain else DARK,
        written_in(code, pages.language),
        Anchor.MIDDLE,
        bold=True,
        halo="" if plain else WHITE,
    )
    code, style = fitted(code, style, wide - 3)
    top = box.centre[1] - block_height(1, style.size) / 2
    return shape, set_words((code,), box.centre[0], top, style)


def _set_claims(pages: _Pages, snapshot: Snapshot, claims: Mapping[str, tuple[Claim, ...]]) -> None:
    """Set the claims of the day by voice, each voice with two blanks to answer."""
    language, atlas = pages.language, snapshot.atlas
    pages.heading(word("lesson.claims", language), keep=120)
    if not claims:
        none = "lesson.no_claims" if atlas.claims else "page.no_evidence"
        pages.paragraph(word(none, language), _MUTED)
        return
    pages.paragraph(word("lesson.claims.about", language), _MUTED)
    pages.y += 3
    for voice, said in claims.items():
        texts = [f"• {marked(claim.summary, language)} [{claim.source}]" for claim in said]
        first = _height(texts[0], pages.inner.width - _INDENT)
        keep = first + (_RULE + 6 if len(texts) == 1 else 4)
        keep = keep if keep < pages.most / 2 else block_height(2, _BODY.size)
        pages.room(block_height(1, _BODY.size) + keep)
        pages.y += pages.words(atlas.voices[voice].name.to(language), _STRONG) + 2
        for text in texts:
            pages.paragraph(text, offset=_INDENT)
        _set_blanks(pages)


def _set_blanks(pages: _Pages) -> None:
    """Set the two questions, each with a line to write on."""
    language = pages.language
    pages.room(_RULE + 6)
    half = (pages.inner.width - _INDENT - 14) / 2
    base = pages.y + _RULE - 4
    for number, key in enumerate(("lesson.who_says", "lesson.who_gains")):
        question = word(key, language)
        start = _INDENT + number * (half + 14)
        wide = text_width(question, _QUESTION.size) + 5
        top = pages.y
        pages.y = base - block_height(1, _QUESTION.size) + 2
        pages.words(question, _QUESTION, offset=start, width=half)
        pages.y = top
        ends = [(pages.side.start(pages.inner, start + at), base) for at in (wide, half)]
        pages.put(Line((tuple(ends),), Stroke(SOFT, 0.7)))
    pages.y += _RULE + 5


def _set_sources(
    pages: _Pages, snapshot: Snapshot, claims: Mapping[str, tuple[Claim, ...]]
) -> None:
    """Set the sources of the day's claims and changes, in full."""
    language, atlas = pages.language, snapshot.atlas
    said = [claim for of in claims.values() for claim in of]
    changed = () if atlas.told_by else cited_claims(snapshot.changes, atlas)
    sources = sources_of(atlas, [*said, *changed])
    if not sources:
        return
    pages.heading(word("lesson.full_citations", language), keep=40)
    for source in sources:
        pages.paragraph(citation(source, language), _SMALL)
