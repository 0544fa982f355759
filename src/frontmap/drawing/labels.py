"""Labels of areas, placed once for every writer: in their area, or beside all areas with a leader.

A label that stands on an area is read as that area's, so none stands on another. Where a name does
not fit, the codes of the area and of its holder do, in smaller letters. Else a leader line leads
off the map's areas, or into a large one that the map is not about, where the label stands in a box
of its own. No label overlaps another, a box that is taken, or the edge of the frame. An area for
which there is no free place has no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from frontmap.drawing.candidates import Candidates, Mask
from frontmap.drawing.lettering import block_height, breaks, lines_width, set_words, unbroken
from frontmap.drawing.marks import Anchor, Box, TextStyle, Words
from frontmap.drawing.outlines import box_polygon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["AreaToLabel", "Leader", "PlacedLabels", "place_labels"]

#: Clear space between a label and its area's edge, and between two labels, as a share of its size.
_INSET = 0.32
_APART = 0.25

#: How many places are tried across an area, and down it.
_GRID = 17

#: More clearance than this gains a label nothing; it then goes to the middle.
_ENOUGH = 1.2

#: Codes are so short that they stand closer to the edge.
_CODE_INSET = 0.14

#: The greatest cost of a place beside an area, in letters; for areas that the map is not about.
_FAR = 32
_FAR_FOR_OTHERS = 18
#: A place off all areas that costs more than this is not better than a box on a large one.
_CLOSE = 14
#: On a small map the holder's code alone is better than a leader that costs more than this.
_FAR_WHEN_SHORT = 16

#: A label can stand on another area where that one is so many times as large as the label.
_SPACIOUS = 14
#: Such a label keeps so far from the centre of the other area, in letters.
_OFF_CENTRE = 1.5
#: The box round it is so much larger than the label, in letters.
_MARGIN = 0.3

_LEADER_STEPS = 26
_LEADER_ANGLES = 40
_MOST_LINES = 3
_DOT = "·\N{NO-BREAK SPACE}"
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class AreaToLabel:
    """An area for which a label is wanted.

    Attributes:
        id: the area's id.
        polygon: what of it is in view, in canvas units.
        name: its name, in the language of `letters`.
        code: its few letters, for where the name does not fit.
        holder: the holder's short code, with the doubt; may be empty.
        alone: the area's code with the doubt, for where there is no room for the holder's.
        doubt: the sign of the doubt alone, for where there is room for nothing else; may be empty.
        letters: how a label inside the area is set, in the best size.
        sizes: of the letters of names, the best first.
        code_sizes: of the letters of codes, the best first.
        main: whether it is one of the areas that the map is about, which come first.
        leader: whether it may have a label beside it; not worth it for what the frame cuts off.
        changed: whether it changed; then its label has the first choice of the places beside.
    """

    id: str
    polygon: Polygon
    name: str
    code: str
    holder: str
    alone: str
    doubt: str
    letters: TextStyle
    sizes: tuple[float, ...]
    code_sizes: tuple[float, ...]
    main: bool = True
    leader: bool = True
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Leader:
    """The line from a point inside an area to the label beside it."""

    area: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedLabels:
    """Where the labels stand, in the order of the areas.

    Attributes:
        words: the labels.
        leaders: the lines from areas to the labels beside them.
        coded: ids of the areas whose label has their code in place of their name.
        boxes: what is drawn under the labels that stand on another area, as (area id, box).
    """

    words: tuple[Words, ...] = ()
    leaders: tuple[Leader, ...] = ()
    coded: tuple[str, ...] = ()
    boxes: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """What a label may say.

    Attributes:
        lines: the text.
        size: of the letters.
        coded: whether the area's code stands in place of its name.
        short: whether it is of codes alone, which may stand close to the edge.
    """

    lines: tuple[str, ...]
    size: float
    coded: bool = False
    short: bool = False

    @property
    def height(self) -> float:
        return block_height(len(self.lines), self.size)

    def width(self, *, bold: bool) -> float:
        return lines_width(self.lines, self.size, bold=bold)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A label beside its area, and its cost: the leader's length and the label's bulk."""

    cost: float
    words: Words
    leader: Leader


@dataclass
class _Board:
    """What is on the map already; labels are added one by one.

    Attributes:
        frame: where labels may stand.
        taken: boxes in which no label may stand.
        letters: how a label beside its area is set; its size is that of the label.
        areas: all areas of the map as one geometry.
        grounds: the areas that the map is not about.
        centres: by area id, the point that is farthest from the area's edge.
    """

    frame: Box
    taken: list[Box]
    letters: TextStyle
    areas: BaseGeometry
    grounds: tuple[Polygon, ...]
    centres: dict[str, Point]
    words: list[Words] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    boxes: list[tuple[str, Box]] = field(default_factory=list)

    def put(self, words: Words, *, coded: bool) -> None:
        """Add a label."""
        self.words.append(words)
        self.taken.append(words.box)
        if coded:
            self.coded.append(words.name)

    def free(self, candidates: Candidates, apart: float) -> Mask:
        """Tell of each position whether it is inside the frame and off all that is there."""
        inner = self.frame.grown(-apart)
        left, top = candidates.xs, candidates.ys
        right, bottom = left + candidates.width, top + candidates.height
        free = candidates.inside(inner)
        for box in self.taken:
            wide = box.grown(apart)
            free &= ~(
                (left < wide.right) & (wide.x < right) & (top < wide.bottom) & (wide.y < bottom)
            )
        if self.leaders and free.any():
            lines = shapely.MultiLineString([_line(leader) for leader in self.leaders])
            free[free] = ~shapely.intersects(candidates.where(free).shapes(apart), lines)
        return free

    def hits(self, lines: NDArray[np.object_]) -> Mask:
        """Tell of each leader line whether it meets a label, another leader or a taken box."""
        boxes = [box_polygon(box) for box in self.taken]
        leaders = [_line(leader) for leader in self.leaders]
        hits: Mask = shapely.intersects(lines, shapely.GeometryCollection([*boxes, *leaders]))
        return hits

    def off_areas(self, candidates: Candidates, size: float) -> Mask:
        """Tell of each position whether a box round it is off all areas of the map."""
        off: Mask = ~shapely.intersects(candidates.shapes(_MARGIN * size), self.areas)
        return off

    def on_a_ground(self, candidates: Candidates, size: float, area: AreaToLabel) -> Mask:
        """Tell of each position whether a box round it lies in a large area, off `area`."""
        wide = candidates.shapes(_MARGIN * size)
        inside: Mask = np.zeros(len(wide), dtype=bool)
        for ground in self.grounds:
            if ground.area > _SPACIOUS * candidates.width * candidates.height:
                inside |= shapely.contains_properly(ground, wide)
        # At another area's centre it would stand where that one's own label is looked for.
        others = shapely.MultiPoint([at for key, at in self.centres.items() if key != area.id])
        near = shapely.dwithin(candidates.shapes(), others, _OFF_CENTRE * size)
        return inside & ~shapely.intersects(wide, area.polygon) & ~near


def place_labels(
    areas: Sequence[AreaToLabel],
    frame: Box,
    *,
    taken: Sequence[Box] = (),
    beside: TextStyle,
    short: bool = False,
) -> PlacedLabels:
    """Place a label for each area that has room for one.

    The main areas come first: inside with their name, then with their code and their holder's, then
    beside with a leader, and at last inside with their holder's code alone. The others follow in
    what room is left.

    Args:
        areas: in the order in which they are served within their rank.
        frame: where labels may stand.
        taken: boxes that must stay free of labels.
        beside: the colour and halo of labels beside their area.
        short: whether labels beside an area have its code: for small maps.
    """
    board = _Board(
        frame,
        list(taken),
        beside,
        shapely.unary_union([area.polygon for area in areas]),
        tuple(area.polygon for area in areas if not area.main),
        {area.id: _visual_centre(area.polygon) for area in areas},
    )
    for main in (True, False):
        rank = [area for area in areas if area.main is main]
        unnamed = [area for area in rank if not _inside(board, area, _names(area))]
        left_over = [area for area in unnamed if not _inside(board, area, _codes(area))]
        # The most enclosed areas have the fewest free places near them.
        for area in sorted(left_over, key=lambda a: (not a.changed, a.polygon.area, a.id)):
            _elsewhere(board, area, short=short)
    order = {area.id: place for place, area in enumerate(areas)}
    return PlacedLabels(
        tuple(sorted(board.words, key=lambda words: order[words.name])),
        tuple(sorted(board.leaders, key=lambda leader: order[leader.area])),
        tuple(sorted(board.coded, key=order.__getitem__)),
        tuple(sorted(board.boxes, key=lambda box: order[box[0]])),
    )


def _elsewhere(board: _Board, area: AreaToLabel, *, short: bool) -> None:
    """Put the label off the areas, or on a large one, or one code inside; or nowhere."""
    far = _FAR if area.main else _FAR_FOR_OTHERS
    near = min(far, _FAR_WHEN_SHORT) if short else far
    wordings = (_codes(area),) if short else (_names(area), _codes(area))

    def beside(most: float) -> bool:
        return area.leader and any(
            _beside(board, area, wording, boxed=boxed, most=limit)
            for boxed, limit in ((False, min(most, _CLOSE)), (True, most), (False, most))
            for wording in wordings
        )

    if beside(near) or _inside(board, area, _holder(area)):
        return
    if far > near and beside(far):
        return
    # a paler fill is not to be the only sign of a doubt
    _ = _inside(board, area, _code(area)) or _inside(board, area, _sign(area))


def _names(area: AreaToLabel) -> list[_Wording]:
    """Return the lines and sizes in which the name may be set, the best first."""
    plain = _IN_BRACKETS.sub("", area.name)
    names = [area.name] if plain == area.name else [area.name, plain]
    wordings = []
    for place, name in enumerate(names):
        # A name without its brackets, set well, is better than all of it set small.
        sizes = area.sizes[: 1 + len(area.sizes) // 2] if place + 1 < len(names) else area.sizes
        blocks = [_joined(lines) for lines in breaks(_tokens(name, area), _MOST_LINES)]
        wordings += [_Wording(lines, size) for size in sizes for lines in blocks]
    return wordings


def _codes(area: AreaToLabel) -> list[_Wording]:
    """Return the wordings with the area's code and its holder's."""
    if not area.code:
        return []
    blocks = [_joined(lines) for lines in breaks(_tokens(area.code, area), _MOST_LINES)]
    return [
        _Wording(lines, size, coded=True, short=True)
        for size in area.code_sizes
        for lines in blocks
    ]


def _holder(area: AreaToLabel) -> list[_Wording]:
    """Return the wordings with the holder's code alone, which matters more than the name."""
    if not area.holder:
        return []
    return [_Wording((area.holder,), size, short=True) for size in area.code_sizes]


def _code(area: AreaToLabel) -> list[_Wording]:
    """Return the wordings with the area's code alone."""
    if not area.code:
        return []
    return [_Wording((area.alone,), size, coded=True, short=True) for size in area.code_sizes]


def _sign(area: AreaToLabel) -> list[_Wording]:
    """Return the wordings with the sign of the doubt alone."""
    if not area.doubt:
        return []
    return [_Wording((area.doubt,), size, short=True) for size in area.code_sizes]


def _joined(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.removeprefix(_DOT) for line in lines)


def _tokens(name: str, area: AreaToLabel) -> tuple[str, ...]:
    """Part a name at its spaces; the dot and the holder's code stay together as the last part."""
    words = unbroken(name)
    return (*words, f"{_DOT}{area.holder}") if area.holder else words


def _inside(board: _Board, area: AreaToLabel, wordings: Iterable[_Wording]) -> bool:
    """Put the first wording that fits into the area, as near its centre as it has clear space."""
    polygon, centre = area.polygon, board.centres[area.id]
    left, top, right, bottom = polygon.bounds
    for wording in wordings:
        size = wording.size
        inset = (_CODE_INSET if wording.short else _INSET) * size
        width = wording.width(bold=area.main)
        height = wording.height
        wide, high = right - left - width - 2 * inset, bottom - top - height - 2 * inset
        if wide < 0 or high < 0 or (width + inset) * (height + inset) > polygon.area:
            continue
        columns = left + inset + np.linspace(0, wide, _GRID)
        rows = top + inset + np.linspace(0, high, _GRID)
        xs, ys = (grid.ravel() for grid in np.meshgrid(columns, rows))
        tried = Candidates(
            np.append(xs, centre.x - width / 2), np.append(ys, centre.y - height / 2), width, height
        )
        tried = tried.where(board.free(tried, _APART * size))
        tried = tried.where(shapely.contains_properly(polygon, tried.shapes()))
        clear = shapely.distance(tried.shapes(), polygon.boundary)
        tried, clear = tried.where(clear >= inset), clear[clear >= inset]
        if not clear.size:
            continue
        rank = tried.off(centre) - 4 * np.minimum(clear, _ENOUGH * size)
        best = tried.box(int(np.argmin(np.round(rank, 3))))
        board.put(_set(area, wording, best, area.letters), coded=wording.coded)
        return True
    return False


def _beside(
    board: _Board, area: AreaToLabel, wordings: Sequence[_Wording], *, boxed: bool, most: float
) -> bool:
    """Put the label as near its area as it can stand off all areas, with a leader.

    With `boxed` it stands in a box on a large area of those that the map is not about. `most` is
    the greatest cost of a place, in letters.
    """
    size = area.sizes[len(area.sizes) // 2]
    ways = dict.fromkeys(replace(wording, size=size) for wording in wordings)
    found = [way for wording in ways if (way := _nearest(board, area, wording, boxed=boxed))]
    best = min(found, key=lambda way: way.cost, default=None)
    if best is None or best.cost > most * size:
        return False
    board.put(best.words, coded=wordings[0].coded)
    if boxed:
        board.boxes.append((area.id, best.words.box.grown(_MARGIN * size)))
    board.leaders.append(best.leader)
    return True


def _nearest(board: _Board, area: AreaToLabel, wording: _Wording, *, boxed: bool) -> _Beside | None:
    """Return the place with the least cost among those round the area's centre, if any is free."""
    start, size = board.centres[area.id], wording.size
    tried = Candidates.on_rings(
        start,
        Box(0, 0, wording.width(bold=area.main), wording.height),
        apart=size,
        rings=_LEADER_STEPS,
        angles=_LEADER_ANGLES,
    )
    tried = tried.where(board.free(tried, size))
    if not tried.xs.size:
        return None
    ends = tried.nearest(start)
    allowed = ~board.hits(tried.lines_from(start))
    if boxed:
        allowed &= board.on_a_ground(tried, size, area)
    else:
        allowed &= board.off_areas(tried, size)
    if not allowed.any():
        return None
    lengths = np.hypot(ends[:, 0] - start.x, ends[:, 1] - start.y)
    bulk = tried.width * tried.height / size
    cost = np.where(allowed, np.round(lengths + bulk / 8, 3), np.inf)
    place = int(np.argmin(cost))
    end = (float(ends[place, 0]), float(ends[place, 1]))
    return _Beside(
        float(cost[place]),
        _set(area, wording, tried.box(place), board.letters),
        Leader(area.id, (start.x, start.y), end),
    )


def _set(area: AreaToLabel, wording: _Wording, box: Box, letters: TextStyle) -> Words:
    """Set a wording in the middle of the box that was found for it."""
    style = replace(
        letters,
        size=wording.size,
        language=area.letters.language,
        anchor=Anchor.MIDDLE,
        bold=area.main,
    )
    return set_words(wording.lines, box.centre[0], box.y, style, name=area.id)


def _line(leader: Leader) -> LineString:
    return LineString([leader.start, leader.end])


def _visual_centre(polygon: Polygon) -> Point:
    """Return the point farthest from the edge (Agafonkin's polylabel, as shapely has it)."""
    centre = shapely.maximum_inscribed_circle(polygon, tolerance=1.0)
    return Point(centre.coords[0])
