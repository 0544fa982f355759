"""Where things stand on a slide: of our own shape, or of a house style's.

Lengths are in points of a slide that is 540 points high, and letters are so, too: a slide of
another height shows all of it larger or smaller, as a projector does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Box
from frontmap.drawing.reading_side import reading_side
from frontmap.drawing.writers.drawingml import SlidePosition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontmap.drawing.reading_side import ReadingSide

__all__ = ["HEIGHT", "LEAST_LETTERS", "OWN_CONTENT", "WIDTH", "Kind", "Place", "Places", "Role"]

#: The size of our own slides, 16:9.
WIDTH, HEIGHT = 960.0, 540.0
#: Nothing on a slide is in smaller letters.
LEAST_LETTERS = 12.0

_MARGIN = 24.0
#: What lies below the title on our own slides.
OWN_CONTENT = Box(_MARGIN, 79, WIDTH - 2 * _MARGIN, 455)
_TITLE = Box(_MARGIN, 12, WIDTH - 2 * _MARGIN, 64)

_SUBTITLE, _UNDER_SUBTITLE = 19.0, 5.0
_SOURCE, _NUMBER = 30.0, 44.0
_CAPTION, _GAP = 60.0, 6.0
_LEGEND, _BESIDE = 232.0, 14.0
_HEAD = 24.0
_OPENING_MAP, _SENTENCE, _QUESTION = 0.62, 112.0, 84.0


class Kind(StrEnum):
    """What a slide is for; each kind has a layout of its own."""

    OPENING = "opening"
    MAP = "map"
    PAIR = "pair"
    CHART = "chart"
    SOURCES = "sources"
    METHOD = "method"
    PLAIN = "plain"


class Role(StrEnum):
    """What a text or a chart is on a slide."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    TEXT = "text"
    QUESTION = "question"
    FIRST = "first"
    SECOND = "second"
    CHART = "chart"
    SOURCE = "source"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, and how it is set.

    Attributes:
        box: where.
        size: of the letters.
        muted: whether it is of second rank.
        bold: whether the letters are bold.
        low: whether it stands at the lower side of its box.
        gap: points between its paragraphs.
    """

    box: Box
    size: float
    muted: bool = False
    bold: bool = False
    low: bool = False
    gap: float = 0.0


@dataclass(frozen=True)
class Places:
    """Where the parts of each kind of slide stand.

    Attributes:
        language: the tag of the language of the deck, which tells the side that reading starts on.
        width: of a slide, in points of one that is 540 high.
        content: what lies below the title.
        unit: points of the slide itself in a point here.
    """

    language: str
    width: float = WIDTH
    content: Box = OWN_CONTENT
    unit: float = 1.0

    @property
    def side(self) -> ReadingSide:
        """The side on which reading starts."""
        return reading_side(self.language)

    @property
    def position(self) -> SlidePosition:
        """Where a point of these places is on the slide."""
        return SlidePosition(0, 0, self.unit)

    @property
    def title(self) -> Place:
        """The title, on our own slides."""
        return Place(_TITLE, 28, bold=True, low=True)

    @property
    def subtitle(self) -> Place:
        """The line below the title."""
        return Place(self._row(0, _SUBTITLE), 14, muted=True)

    @property
    def source(self) -> Place:
        """Whom the data are owed to, at the foot."""
        row = self._row(self.content.height - _SOURCE, _SOURCE)
        box = self.side.at_start(row, row.width - _NUMBER - _GAP)
        return Place(box, LEAST_LETTERS, muted=True, low=True)

    @property
    def number(self) -> Place:
        """The number of the slide, in the corner where reading ends."""
        row = self._row(self.content.height - _SOURCE / 2, _SOURCE / 2)
        return Place(self.side.at_end(row, _NUMBER), LEAST_LETTERS, muted=True)

    @cached_property
    def body(self) -> Box:
        """What lies between the line below the title and the source."""
        top = _SUBTITLE + _UNDER_SUBTITLE
        return self._row(top, self.content.height - top - _SOURCE - _GAP)

    @property
    def caption(self) -> Place:
        """The day's caption, below its map."""
        body = self.body
        box = Box(body.x, body.bottom - _CAPTION, body.width, _CAPTION)
        return Place(box, LEAST_LETTERS)

    @property
    def legend(self) -> Box:
        """What colours, patterns and lines mean, where reading ends."""
        return self.side.at_end(self.body, _LEGEND)

    def map_box(self, *, captioned: bool) -> Box:
        """Return where the map of a day stands; lower, where no caption is below it."""
        box = self.side.at_start(self.body, self.body.width - _LEGEND - _BESIDE)
        low = box.height - (_CAPTION + _GAP if captioned else 0)
        return Box(box.x, box.y, box.width, low)

    @property
    def heads(self) -> tuple[Place, Place]:
        """What stands over the two maps of a pair."""
        one, other = (
            Place(Box(box.x, box.y - _HEAD, box.width, _HEAD), 16, bold=True) for box in self.pair
        )
        return one, other

    @property
    def pair(self) -> tuple[Box, Box]:
        """Where the two maps of a pair stand, the first one where reading starts."""
        box = self.side.at_start(self.body, self.body.width - _LEGEND - _BESIDE)
        low = Box(box.x, box.y + _HEAD, box.width, box.height - _HEAD)
        one, other = self.side.columns(low, 2, _BESIDE)
        return one, other

    @property
    def opening_map(self) -> Box:
        """Where the map of the first slide stands."""
        return self.side.at_start(self.body, _OPENING_MAP * self.body.width)

    @property
    def opening_texts(self) -> tuple[Box, Box, Box]:
        """Where the sentence, the question and the legend of the first slide stand."""
        body = self.body
        beside = self.side.at_end(body, (1 - _OPENING_MAP) * body.width - _BESIDE)
        sentence = Box(beside.x, beside.y, beside.width, _SENTENCE)
        question = Box(beside.x, sentence.bottom + _GAP, beside.width, _QUESTION)
        top = question.bottom + 2 * _GAP
        return sentence, question, Box(beside.x, top, beside.width, beside.bottom - top)

    @property
    def columns(self) -> tuple[Place, Place]:
        """Two columns of sources."""
        content = self.content
        high = Box(content.x, content.y + _GAP, content.width, self.body.bottom - content.y - _GAP)
        one, other = (
            Place(box, LEAST_LETTERS, gap=4) for box in self.side.columns(high, 2, 2 * _BESIDE)
        )
        return one, other

    def roles(self, kind: Kind) -> Mapping[Role, Place]:
        """Return where the texts and charts of a kind of slide stand, the title apart."""
        body, (first, second) = self.body, self.columns
        sentence, question, _ = self.opening_texts
        whole = self._row(_GAP, body.bottom - self.content.y - _GAP)
        heads = dict(zip((Role.FIRST, Role.SECOND), self.heads, strict=True))
        foot = {Role.SOURCE: self.source, Role.NUMBER: self.number}
        under = {Role.SUBTITLE: self.subtitle}
        own: dict[Kind, dict[Role, Place]] = {
            Kind.OPENING: under
            | {Role.TEXT: Place(sentence, 18), Role.QUESTION: Place(question, 18)},
            Kind.MAP: under | {Role.TEXT: self.caption},
            Kind.PAIR: under | heads,
            Kind.CHART: under | {Role.CHART: Place(body, 14)},
            Kind.SOURCES: {Role.FIRST: first, Role.SECOND: second},
            Kind.METHOD: {Role.TEXT: Place(whole, 18, gap=9)},
            Kind.PLAIN: {},
        }
        return own[kind] | foot

    def _row(self, top: float, height: float) -> Box:
        return Box(self.content.x, self.content.y + top, self.content.width, height)
