"""Labels of areas, placed once for every writer: in their area, or off all areas with a leader.

A label that stands on an area is read as that area's, so none stands on another: where a name does
not fit, the codes of the area and of its holder do, in smaller letters; then a leader leads off the
map's areas, or into a large one of those round it, where the label stands in a box of its own.
No label's box overlaps another's, the scale bar, the north arrow or the frame's edge. What finds
no free place is named in `Placement.unlabelled`, and never drawn over something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from frontmap.drawing.lettering import block_height, breaks, set_words, text_width, unbroken
from frontmap.drawing.marks import Anchor, Box, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["Leader", "Placement", "Subject", "place_labels"]

_Mask: TypeAlias = "NDArray[np.bool_]"

#: Clear space between a label and its area's edge, and between two labels, as a share of its size.
_INSET = 0.32
_APART = 0.25

#: How many places are tried across an area, and down it.
_GRID = 17

#: Beyond this clearance a label gains nothing by more of it, and goes to the middle instead.
_ENOUGH = 1.2

#: Codes are so short that they stand closer to the edge.
_CODE_INSET = 0.14

#: Capitals are narrower than their estimated widths.
_CODE_WIDTH = 0.9

#: No label is so far off that it costs more than this, in letters.
_FAR = 32
_FAR_FOR_OTHERS = 18
#: A place off all areas that costs more than this is not better than a box on a large one.
_CLOSE = 14
#: On a small map the holder's code alone is better than a leader that costs more than this.
_FAR_WHEN_SHORT = 16

#: An area is a ground for another's label where it is so many times as large as the label.
_SPACIOUS = 14
#: Such a label keeps so far from the middle of the area on which it stands, in letters.
_OFF_HEART = 1.5
#: The box round it is so much larger than the label, in letters.
_MARGIN = 0.3

_LEADER_STEPS = 26
_LEADER_ANGLES = 40
_MOST_LINES = 3
_DOT = "·\N{NO-BREAK SPACE}"
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """An area that wants a label.

    Attributes:
        area: its id.
        room: what of it is in view, in canvas units.
        name: its name, in `language`.
        code: its two or three letters, for where the name does not fit.
        holder: the holder's short code; may be empty.
        doubt: the question mark that follows it where the state is uncertain; else empty.
        language: in which the name is written.
        sizes: of the letters, the best first.
        ink: the colour of the letters inside the area.
        halo: the colour round them; empty where the fill is even enough.
        main: whether it is one of the areas that the map is about, which come first.
        leader: whether it may have a label beside it; not worth it for what the frame cuts off.
        code_sizes: of the letters of codes, where other than `sizes`.
    """

    area: str
    room: Polygon
    name: str
    code: str
    holder: str
    doubt: str
    language: str
    sizes: tuple[float, ...]
    ink: str
    halo: str = ""
    main: bool = True
    leader: bool = True
    code_sizes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Leader:
    """The line from a point inside an area to the label beside it."""

    area: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the labels stand, and which areas have only their code or none.

    Attributes:
        words: the labels.
        leaders: from areas to the labels beside them.
        coded: ids of the areas whose label has their code in place of their name.
        unlabelled: ids of the areas for which no free place was found.
        boxes: what is drawn under the labels that stand on another area.
    """

    words: tuple[Words, ...]
    leaders: tuple[Leader, ...]
    coded: tuple[str, ...]
    unlabelled: tuple[str, ...]
    boxes: tuple[tuple[str, Box], ...] = ()


@dataclass
class _Board:
    """What is already on the map; labels are added one by one."""

    frame: Box
    taken: list[Box]
    areas: BaseGeometry
    grounds: tuple[Polygon, ...]
    centres: dict[str, Point]
    ink: str
    halo: str
    words: list[Words] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    boxes: list[tuple[str, Box]] = field(default_factory=list)

    def put(self, subject: Subject, words: Words, *, coded: bool) -> None:
        self.words.append(words)
        self.taken.append(words.box)
        if coded:
            self.coded.append(subject.area)

    def free(self, spots: _Spots, apart: float) -> _Mask:
        """Tell of each spot whether it is inside the frame and off all that is there."""
        inner = self.frame.grown(-apart)
        left, top = spots.xs, spots.ys
        right, bottom = left + spots.width, top + spots.height
        free: _Mask = (left >= inner.x) & (right <= inner.right)
        free &= (top >= inner.y) & (bottom <= inner.bottom)
        for box in self.taken:
            wide = box.grown(apart)
            free &= ~(
                (left < wide.right) & (wide.x < right) & (top < wide.bottom) & (wide.y < bottom)
            )
        if self.leaders and free.any():
            lines = shapely.MultiLineString([_line(leader) for leader in self.leaders])
            free[free] = ~shapely.intersects(spots.where(free).shapes(apart), lines)
        return free


@dataclass(frozen=True)
class _Spots:
    """Boxes of one size that are tried; `xs` and `ys` are their top left corners."""

    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    width: float
    height: float

    def where(self, mask: _Mask) -> _Spots:
        return _Spots(self.xs[mask], self.ys[mask], self.width, self.height)

    def shapes(self, apart: float = 0.0) -> NDArray[np.object_]:
        return shapely.box(
            self.xs - apart,
            self.ys - apart,
            self.xs + self.width + apart,
            self.ys + self.height + apart,
        )

    def off(self, x: float, y: float) -> NDArray[np.float64]:
        """Return how far the middle of each is from a point."""
        return np.hypot(self.xs + self.width / 2 - x, self.ys + self.height / 2 - y)

    def nearest(self, x: float, y: float) -> NDArray[np.float64]:
        """Return the point of each that is nearest to a point, n by 2."""
        return np.column_stack(
            [np.clip(x, self.xs, self.xs + self.width), np.clip(y, self.ys, self.ys + self.height)]
        )

    def box(self, place: int) -> Box:
        return Box(float(self.xs[place]), float(self.ys[place]), self.width, self.height)


def place_labels(  # noqa: PLR0913 - all but the subjects and the frame are options, by name
    subjects: Sequence[Subject],
    frame: Box,
    *,
    taken: Sequence[Box] = (),
    ink: str,
    halo: str,
    short: bool = False,
) -> Placement:
    """Place a label for each subject.

    The main areas come first: inside with their name, then with their code and their holder's, then
    beside with a leader, and at last inside with their holder's code alone. The others follow in
    what room is left.

    Args:
        subjects: the areas, in the order in which they are served within their rank.
        frame: where labels may stand.
        taken: boxes that must stay free of labels.
        ink: the colour of labels beside their area, and of their leaders.
        halo: the colour round them.
        short: whether labels beside an area have its code: for small maps.
    """
    centres = {subject.area: _visual_centre(subject.room) for subject in subjects}
    areas = shapely.unary_union([subject.room for subject in subjects])
    grounds = tuple(subject.room for subject in subjects if not subject.main)
    board = _Board(frame, list(taken), areas, grounds, centres, ink, halo)
    for main in (True, False):
        rank = [subject for subject in subjects if subject.main is main]
        named = [s for s in rank if not _inside(board, s, _names(s))]
        left_over = [s for s in named if not _inside(board, s, _codes(s), coded=True)]
        # The most enclosed areas have the fewest free places near them.
        for subject in sorted(left_over, key=lambda subject: (subject.room.area, subject.area)):
            if not _elsewhere(board, subject, short=short):
                board.missing.append(subject.area)
    order = {subject.area: place for place, subject in enumerate(subjects)}
    return Placement(
        tuple(sorted(board.words, key=lambda words: order[words.name])),
        tuple(sorted(board.leaders, key=lambda leader: order[leader.area])),
        tuple(sorted(board.coded, key=order.__getitem__)),
        tuple(sorted(board.missing, key=order.__getitem__)),
        tuple(sorted(board.boxes, key=lambda box: order[box[0]])),
    )


def _elsewhere(board: _Board, subject: Subject, *, short: bool) -> bool:
    """Put the label off the areas, or on a large one, or only the holder's code inside."""
    far = _FAR if subject.main else _FAR_FOR_OTHERS
    near = min(far, _FAR_WHEN_SHORT) if short else far

    def beside(most: float) -> bool:
        names = [] if short else [(_names(subject), False)]
        return subject.leader and any(
            _beside(board, subject, settings, coded=coded, boxed=boxed, most=limit)
            for boxed, limit in ((False, min(most, _CLOSE)), (True, most), (False, most))
            for settings, coded in (*names, (_codes(subject), True))
        )

    return (
        beside(near)
        or _inside(board, subject, _holder(subject))
        or (far > near and beside(far))
        or _inside(board, subject, _code(subject), coded=True)
    )


#: The lines of a label and the size of its letters.
_Setting: TypeAlias = "tuple[tuple[str, ...], float]"


def _names(subject: Subject) -> list[_Setting]:
    """Return the lines and sizes in which the name may be set, the best first."""
    plain = _IN_BRACKETS.sub("", subject.name)
    names = [subject.name] if plain == subject.name else [subject.name, plain]
    settings = []
    for place, name in enumerate(names):
        # A name without its brackets, set well, is better than all of it set small.
        sizes = subject.sizes[: 1 + len(subject.sizes) // 2] if place + 1 < len(names) else None
        settings += [
            (_joined(lines), size)
            for size in sizes or subject.sizes
            for lines in breaks(_tokens(name, subject.holder + subject.doubt), _MOST_LINES)
        ]
    return settings


def _codes(subject: Subject) -> list[_Setting]:
    """Return the settings of the area's code with its holder's."""
    if not subject.code:
        return []
    tokens = _tokens(subject.code, subject.holder + subject.doubt)
    return [
        (_joined(lines), size)
        for size in subject.code_sizes or subject.sizes
        for lines in breaks(tokens, _MOST_LINES)
    ]


def _holder(subject: Subject) -> list[_Setting]:
    """Return the settings of the holder's code alone: who is there matters more than the name."""
    if not subject.holder:
        return []
    sizes = subject.code_sizes or subject.sizes
    return [((subject.holder + subject.doubt,), size) for size in sizes]


def _code(subject: Subject) -> list[_Setting]:
    if not subject.code:
        return []
    sizes = subject.code_sizes or subject.sizes
    return [((subject.code + subject.doubt,), size) for size in sizes]


def _joined(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.removeprefix(_DOT) for line in lines)


def _tokens(name: str, holder: str) -> tuple[str, ...]:
    words = unbroken(name)
    # The dot and the holder's code stay together, whatever line they come to stand on.
    return (*words, f"{_DOT}{holder}") if holder else words


def _inside(
    board: _Board, subject: Subject, settings: Sequence[_Setting], *, coded: bool = False
) -> bool:
    room = subject.room
    left, top, right, bottom = room.bounds
    centre = board.centres[subject.area]
    codes = coded or settings == _holder(subject)
    for lines, size in settings:
        inset = (_CODE_INSET if codes else _INSET) * size
        width = _width(lines, size, bold=subject.main) * (_CODE_WIDTH if codes else 1.0)
        height = block_height(len(lines), size)
        wide, high = right - left - width - 2 * inset, bottom - top - height - 2 * inset
        if wide < 0 or high < 0 or (width + inset) * (height + inset) > room.area:
            continue
        columns = left + inset + np.linspace(0, wide, _GRID)
        rows = top + inset + np.linspace(0, high, _GRID)
        xs, ys = (grid.ravel() for grid in np.meshgrid(columns, rows))
        spots = _Spots(
            np.append(xs, centre.x - width / 2), np.append(ys, centre.y - height / 2), width, height
        )
        spots = spots.where(board.free(spots, _APART * size))
        spots = spots.where(shapely.contains_properly(room, spots.shapes()))
        clear = shapely.distance(spots.shapes(), room.boundary)
        spots, clear = spots.where(clear >= inset), clear[clear >= inset]
        if not clear.size:
            continue
        rank = spots.off(centre.x, centre.y) - 4 * np.minimum(clear, _ENOUGH * size)
        best = spots.box(int(np.argmin(np.round(rank, 3))))
        words = _set(subject, lines, best, size=size, colour=subject.ink, halo=subject.halo)
        board.put(subject, words, coded=coded)
        return True
    return False


def _beside(  # noqa: PLR0913 - what is set, and where
    board: _Board,
    subject: Subject,
    settings: Sequence[_Setting],
    *,
    coded: bool,
    boxed: bool,
    most: float,
) -> bool:
    """Put the label as near its area as it can stand off all areas, with a leader.

    With `boxed` it stands in a box on a large area of those that the map is not about. `most` is
    the greatest cost of a place, in letters: the leader's length and the label's bulk.
    """
    start = board.centres[subject.area]
    size = subject.sizes[len(subject.sizes) // 2]
    best: tuple[float, Words, Leader] | None = None
    for lines in dict.fromkeys(lines for lines, _ in settings):
        found = _best_spot(board, subject, lines, size, start, boxed=boxed)
        if found and (best is None or found[0] < best[0]):
            best = found
    if best is None or best[0] > most * size:
        return False
    board.put(subject, best[1], coded=coded)
    if boxed:
        board.boxes.append((subject.area, best[1].box.grown(_MARGIN * size)))
    board.leaders.append(best[2])
    return True


def _best_spot(  # noqa: PLR0913 - what is set, and where
    board: _Board,
    subject: Subject,
    lines: tuple[str, ...],
    size: float,
    start: Point,
    *,
    boxed: bool,
) -> tuple[float, Words, Leader] | None:
    width = _width(lines, size, bold=subject.main)
    height = block_height(len(lines), size)
    turns = 2 * np.pi * np.arange(_LEADER_ANGLES) / _LEADER_ANGLES
    steps = size * np.arange(1, _LEADER_STEPS + 1)[:, None]
    spots = _Spots(
        (start.x + np.cos(turns) * (steps + width / 2) - width / 2).ravel(),
        (start.y + np.sin(turns) * (steps + height / 2) - height / 2).ravel(),
        width,
        height,
    )
    spots = spots.where(board.free(spots, size))
    if not spots.xs.size:
        return None
    shapes = spots.shapes()
    ends = spots.nearest(start.x, start.y)
    lengths = np.hypot(ends[:, 0] - start.x, ends[:, 1] - start.y)
    starts = np.broadcast_to([start.x, start.y], ends.shape)
    lines_to = shapely.linestrings(np.stack([starts, ends], axis=1))
    taken = [shapely.box(box.x, box.y, box.right, box.bottom) for box in board.taken]
    leaders = [_line(leader) for leader in board.leaders]
    hit = shapely.intersects(lines_to, shapely.GeometryCollection([*taken, *leaders]))
    wide = spots.shapes(_MARGIN * size)
    if boxed:
        spacious = [g for g in board.grounds if g.area > _SPACIOUS * width * height]
        on_one = np.zeros(len(wide), dtype=bool)
        for ground in spacious:
            on_one |= shapely.contains_properly(ground, wide)
        hearts = shapely.MultiPoint(
            [centre for area, centre in board.centres.items() if area != subject.area]
        )
        hit |= ~on_one | shapely.intersects(wide, subject.room)
        # On another area's heart it would stand where that one's own label is looked for.
        hit |= shapely.dwithin(shapes, hearts, _OFF_HEART * size)
    else:
        hit |= shapely.intersects(wide, board.areas)
    if hit.all():
        return None
    bulk = width * height / size
    cost = np.where(hit, np.inf, np.round(lengths + bulk / 8, 3))
    place = int(np.argmin(cost))
    box = spots.box(place)
    words = _set(subject, lines, box, size=size, colour=board.ink, halo=board.halo)
    end = (float(ends[place, 0]), float(ends[place, 1]))
    leader = Leader(subject.area, (start.x, start.y), end)
    return float(cost[place]), words, leader


def _set(  # noqa: PLR0913 - how it looks is said by name
    subject: Subject, lines: tuple[str, ...], box: Box, *, size: float, colour: str, halo: str
) -> Words:
    """Set a label's lines in the middle of the box that was found for it."""
    return set_words(
        lines,
        box.centre[0],
        box.y,
        size=size,
        colour=colour,
        language=subject.language,
        anchor=Anchor.MIDDLE,
        bold=subject.main,
        halo=halo,
        name=subject.area,
    )


def _width(lines: tuple[str, ...], size: float, *, bold: bool) -> float:
    return max(text_width(line, size, bold=bold) for line in lines)


def _line(leader: Leader) -> LineString:
    return LineString([leader.start, leader.end])


def _visual_centre(room: Polygon) -> Point:
    """Return the point farthest from the edge (Agafonkin's polylabel, as shapely has it)."""
    centre = shapely.maximum_inscribed_circle(room, tolerance=1.0)
    return Point(centre.coords[0])
