"""Pictures drawn by matplotlib: PNG, PDF with text that can be searched, and pixels.

Letters are those of DejaVu Sans, which matplotlib brings along and which has Arabic ones, so that
a picture does not depend on the fonts of a machine; matplotlib shapes Arabic by itself (3.11).
A letter that the font lacks is drawn as a replacement character, and `lacking_letters` names it.

Outputs import this module when they use it, after `require_package`: matplotlib is an extra.
"""

from __future__ import annotations

import io
import math
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke as StrokeEffect
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from frontmap.drawing.marks import Anchor, Fill, Line, Part, Shape, Words
from frontmap.drawing.picture import POINTS_PER_INCH, require_pixels
from frontmap.drawing.styles import PAPER
from frontmap.words import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.transforms import Transform

    from frontmap.drawing.marks import Mark, Point, Stroke
    from frontmap.drawing.picture import Picture, PlacedDrawing
    from frontmap.statuses import Dot, PatternStroke

__all__ = ["lacking_letters", "paint_pdf", "paint_pixels", "paint_png"]

#: Text stays text in PDF (TrueType in Type 42), and `$` in a name is no formula.
_SETTINGS: Any = {
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "text.parse_math": False,
    "text.usetex": False,
    # A hinted letter is wider or narrower than its outline, of which halos are made.
    "text.hinting": "none",
    "path.simplify": False,
    "path.snap": False,
    "savefig.bbox": None,
}

#: Tells the shaper that a line runs from right to left even where it begins with Latin letters.
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"

#: The halo round letters, as a share of their size, as in SVG.
_HALO = 0.28

_SIDES: Mapping[Anchor, Literal["left", "center", "right"]] = {
    Anchor.LEFT: "left",
    Anchor.MIDDLE: "center",
    Anchor.RIGHT: "right",
}


def paint_png(picture: Picture, *, width: int, dpi: float, transparent: bool = False) -> bytes:
    """Return a picture as PNG, `width` pixels wide, which says that it has `dpi` dots per inch.

    Raises:
        RequestError: it has more pixels than the limit.
    """
    require_pixels([picture], width)
    with _plain_settings():
        figure = _figure(picture, width / dpi, transparent=transparent)
        canvas = FigureCanvasAgg(figure)
        figure.set_dpi(dpi)
        stream = io.BytesIO()
        canvas.print_png(
            stream,
            metadata={"Software": None, "Title": picture.title, "Description": picture.about},
        )
    return stream.getvalue()


def paint_pixels(picture: Picture, *, width: int) -> tuple[bytes, tuple[int, int]]:
    """Return a picture as RGBA pixels, row by row from the top, and their (width, height)."""
    dpi = 100.0
    with _plain_settings():
        figure = _figure(picture, width / dpi, transparent=False)
        canvas = FigureCanvasAgg(figure)
        figure.set_dpi(dpi)
        canvas.draw()
        return bytes(canvas.buffer_rgba()), canvas.get_width_height()


def paint_pdf(
    pictures: Sequence[Picture],
    *,
    width_inches: float,
    day: date,
    author: str,
    transparent: bool = False,
) -> bytes:
    """Return pictures as the pages of a PDF, each `width_inches` wide.

    The file says that it was made on `day`, so that the same data gives the same bytes.
    """
    stream = io.BytesIO()
    # without a zone it would be written with that of the machine
    made = datetime.combine(day, time(), UTC)
    metadata = {
        "Title": pictures[0].title,
        "Subject": pictures[0].about,
        "Author": author,
        "Creator": "frontmap",
        "Producer": f"matplotlib {mpl.__version__}",
        "CreationDate": made,
        "ModDate": made,
    }
    with _plain_settings(), PdfPages(stream, metadata=metadata) as pages:
        for picture in pictures:
            figure = _figure(picture, width_inches, transparent=transparent)
            FigureCanvasPdf(figure)
            pages.savefig(figure, facecolor=figure.get_facecolor())
    return stream.getvalue()


@contextmanager
def _plain_settings() -> Iterator[None]:
    """Draw with our settings and matplotlib's defaults, whatever `matplotlibrc` a person has."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def _figure(picture: Picture, width_inches: float, *, transparent: bool) -> Figure:
    inches = width_inches / picture.width
    figure = Figure(
        figsize=(width_inches, picture.height * inches),
        facecolor="none" if transparent else PAPER,
    )
    flip = Affine2D().scale(1 / picture.width, -1 / picture.height).translate(0, 1)
    for placed in picture.placed:
        shift = Affine2D().scale(placed.scale).translate(placed.x, placed.y)
        painter = _MarkPainter(
            figure,
            shift + flip + figure.transFigure,
            placed.scale * inches * POINTS_PER_INCH,
        )
        for part, mark in _marks(placed):
            if not (transparent and part is Part.BACKGROUND):
                painter.put(mark)
    return figure


def _marks(placed: PlacedDrawing) -> Iterator[tuple[Part, Mark]]:
    for group in placed.drawing.groups:
        for mark in group.marks:
            yield group.part, mark


@dataclass
class _MarkPainter:
    """Draws marks on a figure in the order in which they come.

    Attributes:
        figure: the figure.
        transform: from the drawing's units to the display.
        points: points per unit of the drawing.
    """

    figure: Figure
    transform: Transform
    points: float
    _order: float = 1.0

    def put(self, mark: Mark) -> None:
        """Draw one mark over those before."""
        if isinstance(mark, Shape):
            self._shape(mark)
        elif isinstance(mark, Line):
            self._line(mark)
        else:
            self._words(mark)

    def _add(self, artist: Artist) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)

    def _patch(self, path: Path, colour: str) -> PathPatch:
        patch = PathPatch(path, facecolor=colour, edgecolor="none", linewidth=0)
        patch.set_transform(self.transform)
        return patch

    def _shape(self, shape: Shape) -> None:
        path = _outline(shape.rings)
        self._add(self._patch(path, shape.fill.ground))
        for layer, colour in _pattern(shape.fill, path):
            patch = self._patch(layer, colour)
            patch.set_clip_path(path, self.transform)
            self._add(patch)
        if shape.edge:
            self._stroke(path, shape.edge)

    def _line(self, line: Line) -> None:
        for points in line.paths:
            closed = points[0] == points[-1]
            self._stroke(_ring(points[:-1]) if closed else Path(points), line.stroke)

    def _stroke(self, path: Path, stroke: Stroke) -> None:
        patch = PathPatch(
            path,
            facecolor="none",
            edgecolor=stroke.colour,
            linewidth=stroke.width * self.points,
            joinstyle="round",
            capstyle="butt" if stroke.dash else "round",
        )
        if stroke.dash:
            # matplotlib counts dashes in widths of the line.
            patch.set_linestyle((0, tuple(length / stroke.width for length in stroke.dash)))
        patch.set_transform(self.transform)
        self._add(patch)

    def _words(self, words: Words) -> None:
        # A path effect turns letters into outlines, so the halo is a text of its own and the
        # letters over it stay text.
        if words.style.halo:
            effect = StrokeEffect(
                linewidth=_HALO * words.style.size * self.points,
                foreground=words.style.halo,
                joinstyle="round",
            )
            for text in self._lines_of(words):
                text.set_path_effects([effect])
                self._add(text)
        for text in self._lines_of(words):
            self._add(text)

    def _lines_of(self, words: Words) -> Iterator[Text]:
        side = _SIDES[words.style.anchor]
        mark = _RIGHT_TO_LEFT if language_of(words.style.language).rtl else ""
        for number, line in enumerate(words.lines):
            yield Text(
                words.x,
                words.y + number * words.leading,
                mark + _in_letters(line, bold=words.style.bold),
                transform=self.transform,
                fontproperties=_font(bold=words.style.bold),
                fontsize=words.style.size * self.points,
                color=words.style.colour,
                horizontalalignment=side,
                verticalalignment="baseline",
            )


def lacking_letters(pictures: Sequence[Picture]) -> str:
    """Return the letters of pictures that the font lacks, each once, in the order of Unicode."""
    lacking: set[str] = set()
    for picture in pictures:
        for placed in picture.placed:
            for _, mark in _marks(placed):
                if isinstance(mark, Words):
                    there = _letters(bold=mark.style.bold)
                    lacking |= {
                        char
                        for line in mark.lines
                        for char in line
                        if ord(char) not in there and not _is_unseen(char)
                    }
    return "".join(sorted(lacking))


def _in_letters(line: str, *, bold: bool) -> str:
    """Return a line in letters that the font has; else matplotlib warns, and draws a box."""
    there = _letters(bold=bold)
    if all(ord(char) in there for char in line):
        return line
    return "".join(
        char if ord(char) in there else "" if _is_unseen(char) else "\N{REPLACEMENT CHARACTER}"
        for char in line
    )


def _is_unseen(char: str) -> bool:
    """Tell whether a character has no look of its own: controls, joiners, variation selectors."""
    return unicodedata.category(char) in {"Cc", "Cf"} or "\ufe00" <= char <= "\ufe0f"


@cache
def _letters(*, bold: bool) -> frozenset[int]:
    return frozenset(get_font(_font_file(bold=bold)).get_charmap())


def _font(*, bold: bool) -> FontProperties:
    return FontProperties(fname=_font_file(bold=bold))


def _font_file(*, bold: bool) -> FilePath:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FilePath(mpl.get_data_path()) / "fonts" / "ttf" / name


def _ring(points: Sequence[Point]) -> Path:
    codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
    return Path([*points, points[0]], codes)


def _outline(rings: Sequence[Sequence[Point]]) -> Path:
    """Return rings as one path whose holes stay holes under the non-zero rule.

    Rings mean the even-odd rule; matplotlib fills by the other one, under which a ring is a hole
    where it turns against the one round it.
    """
    if len(rings) == 1:
        return _ring(rings[0])
    turned = []
    for ring in rings:
        others = [other for other in rings if other is not ring]
        depth = sum(Path([*other, other[0]]).contains_point(ring[0]) for other in others)
        wanted = 1 if depth % 2 == 0 else -1
        turned.append(ring if _turn(ring) == wanted else ring[::-1])
    return Path.make_compound_path(*map(_ring, turned))


def _turn(ring: Sequence[Point]) -> int:
    shifted = (*ring[1:], ring[0])
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, shifted, strict=True))
    return 1 if doubled > 0 else -1


def _pattern(fill: Fill, outline: Path) -> Iterator[tuple[Path, str]]:
    """Yield what lies over the ground of a fill, as paths to be clipped, and their colours.

    Patterns are anchored at the origin, so that they run on from one area to the next.
    """
    if fill.tile.plain:
        return
    square = _Square(fill.pitch, math.radians(fill.tile.stripes or 0.0))
    extents = outline.get_extents().extents
    step = fill.pitch / len(fill.stripes)
    for number, ink in enumerate(fill.stripes[1:], start=1):
        yield square.stripes(extents, number * step), ink
    cells = list(square.cells(extents)) if fill.tile.has_marks else []
    dots = [square.dot(cell, dot) for cell in cells for dot in fill.tile.dots]
    width = fill.tile.width
    bars = [square.bar(cell, stroke, width) for cell in cells for stroke in fill.tile.strokes]
    for paths in (dots, bars):
        if paths:
            yield Path.make_compound_path(*paths), fill.over


@dataclass(frozen=True)
class _Square:
    """The square that a pattern repeats, turned about the origin.

    Attributes:
        pitch: its side.
        angle: in radians, clockwise as the canvas has y downwards.
    """

    pitch: float
    angle: float

    def _turned(self, u: float, v: float) -> Point:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return u * cos - v * sin, u * sin + v * cos

    def _range(self, extents: Sequence[float]) -> tuple[float, float, float, float]:
        """Return the least and most of a box across the turned squares, then along them."""
        left, top, right, bottom = extents
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        across = [x * cos + y * sin for x, y in corners]
        along = [y * cos - x * sin for x, y in corners]
        return min(across), max(across), min(along), max(along)

    def stripes(self, extents: Sequence[float], offset: float) -> Path:
        """Return stripes from `offset` to the end of each square, across the box and beyond."""
        left, right, begin, end = self._range(extents)
        stripes = []
        for number in range(math.floor(left / self.pitch), math.ceil(right / self.pitch)):
            near, far = number * self.pitch + offset, (number + 1) * self.pitch
            corners = ((near, begin), (far, begin), (far, end), (near, end))
            stripes.append(_ring([self._turned(u, v) for u, v in corners]))
        return Path.make_compound_path(*stripes)

    def cells(self, extents: Sequence[float]) -> Iterator[Point]:
        """Yield the upper left corners of the squares that cover the box, before the turn."""
        left, right, begin, end = self._range(extents)
        for row in range(math.floor(begin / self.pitch), math.ceil(end / self.pitch)):
            for column in range(math.floor(left / self.pitch), math.ceil(right / self.pitch)):
                yield column * self.pitch, row * self.pitch

    def dot(self, cell: Point, dot: Dot) -> Path:
        """Return a dot of the square at `cell`."""
        x, y, radius = (share * self.pitch for share in dot)
        return Path.circle(self._turned(cell[0] + x, cell[1] + y), radius)

    def bar(self, cell: Point, stroke: PatternStroke, width: float) -> Path:
        """Return a stroke of the square at `cell`, `width` being a share of the side."""
        from_x, from_y, to_x, to_y = (share * self.pitch for share in stroke)
        half = width * self.pitch / 2 / math.hypot(to_x - from_x, to_y - from_y)
        dx, dy = (to_y - from_y) * half, (from_x - to_x) * half
        x, y = cell
        corners = (
            (x + from_x + dx, y + from_y + dy),
            (x + to_x + dx, y + to_y + dy),
            (x + to_x - dx, y + to_y - dy),
            (x + from_x - dx, y + from_y - dy),
        )
        return _ring([self._turned(u, v) for u, v in corners])
