"""The marks that a drawing is made of: frozen dataclasses that every writer draws alike.

All lengths and positions are in the units of the drawing's canvas (CSS pixels in SVG, points in
PDF and slides): x to the right, y downwards, the origin at the top left. Colours are `#rrggbb`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from frontmap.drawing.colours import WHITE, tint
from frontmap.model import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from frontmap.statuses import Tile

__all__ = [
    "Anchor",
    "Box",
    "Drawing",
    "Fill",
    "Line",
    "Mark",
    "MarkGroup",
    "Part",
    "Point",
    "SectionKey",
    "Shape",
    "Stroke",
    "TextStyle",
    "Words",
]

Point: TypeAlias = tuple[float, float]


class Anchor(StrEnum):
    """Which end of a line of text stands at its x: left is left, whatever the language."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Part(StrEnum):
    """What a group of marks is for. The value is also the group's name in every writer."""

    BACKGROUND = "background"
    AREAS = "areas"
    STREETS = "streets"
    EDGES = "edges"
    CHANGED = "changed"
    FRONT_YESTERDAY = "front-yesterday"
    FRONT_TODAY = "front-today"
    EVENTS = "events"
    LABELS = "labels"
    ANNOTATIONS = "annotations"
    SCALE_BAR = "scale-bar"
    NORTH_ARROW = "north-arrow"
    ACCOUNT = "account"
    LOCATOR = "locator"
    TITLE = "title"
    LEGEND = "legend"
    SOURCE = "source"


class SectionKey(StrEnum):
    """What a section of the legend explains."""

    ACTORS = "actors"
    STATUSES = "statuses"
    LINES = "lines"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with level sides; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two have more than an edge in common."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Tell whether no part of this lies outside `other`."""
        return (
            other.x <= self.x
            and other.y <= self.y
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """Return the box with every side moved outwards by `by` (inwards where negative)."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Fill:
    """What an area's state looks like, before any writer turns it into ink.

    Attributes:
        tile: the pattern, which tells the status.
        colours: those of the stripes, or of the plain ground, the holder's first; then that of
            the dots and strokes, where the tile has some. None where it is blank.
        doubt: what is in doubt about the state; `inks` are then paler.
        pitch: the distance after which the pattern repeats: the side of the tile.
    """

    tile: Tile
    colours: tuple[str, ...]
    doubt: Doubt = Doubt.NONE
    pitch: float = 9.0

    @property
    def inks(self) -> tuple[str, ...]:
        """The colours as they are to be painted."""
        return tuple(tint(colour, self.doubt) for colour in self.colours)

    @property
    def stripes(self) -> tuple[str, ...]:
        """The inks of the stripes; one where the ground is plain, none where it is blank."""
        return self.inks[:-1] if self.tile.has_marks else self.inks

    @property
    def ground(self) -> str:
        """The ink under everything else: the holder's, or that of the bare paper."""
        return self.inks[0] if self.colours else WHITE

    @property
    def over(self) -> str:
        """The ink of dots and strokes; that of the ground where there are none."""
        return self.inks[-1] if self.colours else WHITE


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn. `dash` is lengths of ink and gap in turn; empty is unbroken."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline.

    Attributes:
        rings: closed rings, the first point not repeated; the even-odd rule tells what is inside.
        fill: what it is filled with.
        edge: the line round it, if any.
        name: the area's id, for a shape of an area; else empty.
        about: what the shape shows, in words, for those who cannot see it.
    """

    rings: tuple[tuple[Point, ...], ...]
    fill: Fill
    edge: Stroke | None = None
    name: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One or more open paths drawn alike. `name` is the area's id where it belongs to one."""

    paths: tuple[tuple[Point, ...], ...]
    stroke: Stroke
    name: str = ""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block of text is set.

    Attributes:
        size: the height of the letters' em.
        colour: of the letters.
        language: the tag of the language of the text, which also tells the way it runs.
        anchor: which end of every line stands at the block's x.
        bold: whether the letters are bold.
        halo: the colour drawn round the letters; empty for none.
    """

    size: float
    colour: str
    language: str
    anchor: Anchor = Anchor.LEFT
    bold: bool = False
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A block of text.

    Attributes:
        lines: the text, line by line.
        x: where the anchor of every line stands.
        y: the baseline of the first line; the next is `leading` further down.
        style: how the text is set.
        box: the room that the text takes, estimated generously.
        leading: the distance between baselines.
        name: the area's id, for a label; else empty.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    style: TextStyle
    box: Box
    leading: float = 0.0
    name: str = ""


Mark: TypeAlias = Shape | Line | Words


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Marks that belong together, the lowest first. `about` says in words what they show."""

    part: Part
    marks: tuple[Mark, ...]
    about: str = ""


@dataclass(frozen=True)
class Drawing:
    """A day's map, laid out.

    Attributes:
        width: of the canvas.
        height: of the canvas.
        language: the tag of the language of frontmap's own words in it.
        title: what the picture is, in one line.
        about: what the picture shows, in a few sentences.
        frame: where the map itself stands.
        groups: the marks, the lowest first.
        coded: areas whose label has their code in place of their name, as (area id, code).
        explains_codes: whether the legend has the names of the areas in `coded`.
        drawn: the keys of what a legend has to explain, by its section.
    """

    width: float
    height: float
    language: str
    title: str
    about: str
    frame: Box
    groups: tuple[MarkGroup, ...]
    coded: tuple[tuple[str, str], ...] = ()
    explains_codes: bool = False
    drawn: Mapping[SectionKey, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def by_part(self) -> dict[Part, MarkGroup]:
        """The groups of the drawing, by what they are for."""
        return {group.part: group for group in self.groups}

    def marks(self, part: Part) -> tuple[Mark, ...]:
        """Return the marks of one part; none where the drawing has no such part."""
        group = self.by_part.get(part)
        return group.marks if group else ()

    def areas(self) -> Iterator[Shape]:
        """Yield the shapes of the areas."""
        yield from (mark for mark in self.marks(Part.AREAS) if isinstance(mark, Shape))

    def labels(self) -> Iterator[Words]:
        """Yield the labels of the areas."""
        yield from (mark for mark in self.marks(Part.LABELS) if isinstance(mark, Words))
