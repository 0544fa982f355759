"""A drawing as SVG 1.1, in presentation attributes alone.

A strict Content-Security-Policy blocks `style=` attributes and `<style>` in an inlined picture, so
neither is written. The same drawing gives the same bytes.

Browsers, editors, resvg (PNG) and Typst (PDF) read the same picture, and only browsers know all of
SVG. So each line says at which end it is anchored, whatever its language, and one that runs from
right to left stands between two characters that say so. In a file a halo is a text of its own under
the letters, because `paint-order` is not known everywhere, and a PDF would lose the letters of it;
and an area with a pattern has a solid coat under it, because tiles leave seams.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Anchor, Fill, Line, Part, Shape, Words
from frontmap.drawing.picture import PlacedDrawing
from frontmap.drawing.styles import PAPER
from frontmap.markup import attribute, escaped
from frontmap.words import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.drawing.marks import Drawing, MarkGroup, Point, Stroke, TextStyle
    from frontmap.drawing.picture import Picture

__all__ = ["WEB_FONTS", "picture_svg", "to_svg"]

#: Sans-serif faces that are on most machines, each with Arabic letters or followed by one.
WEB_FONTS = "Segoe UI, Noto Sans, Noto Sans Arabic, Helvetica Neue, Arial, Geeza Pro, sans-serif"

#: Before and after a line that runs from right to left: the marks of an isolate.
_RIGHT_TO_LEFT, _END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ANCHORS = {Anchor.LEFT: "", Anchor.MIDDLE: "middle", Anchor.RIGHT: "end"}

#: Coordinates are written in tenths of a unit, and those of a brief map in whole units.
_TENTHS = 10
#: The parts that are maps, whose vertices are many.
_MAPS = frozenset(
    {
        Part.AREAS,
        Part.EDGES,
        Part.CHANGED,
        Part.FRONT_YESTERDAY,
        Part.FRONT_TODAY,
        Part.LOCATOR,
    }
)

#: The halo round letters, as a share of their size.
_HALO = 0.28

_HOLLOW, _ROUND = ' fill="none"', ' stroke-linecap="round"'
#: What the lines of a part have alike; all that is no line says its own fill, and has no ends.
_LINES_ALIKE = _HOLLOW + _ROUND


def to_svg(
    drawing: Drawing, *, prefix: str = "map", transparent: bool = False, brief: bool = False
) -> str:
    """Write a drawing as an `<svg>` element, without an XML declaration.

    Args:
        drawing: what to write; a canvas unit is a CSS pixel.
        prefix: begins every id in the picture, so that two can stand in one page.
        transparent: whether the canvas and the ground of the map are left out.
        brief: whether it stands in a page that says in words what each area is: then areas have
            no ids and no words, corners are rounded to whole units, and a way or a line of letters
            that is drawn twice, as one with a pale edge is, is written once.

    Returns:
        The element; its text is escaped, so that no name can become markup.
    """
    return _element(drawing, prefix, transparent=transparent, brief=brief)


def _element(
    drawing: Drawing, prefix: str, *, transparent: bool, brief: bool = False, more: str = ""
) -> str:
    """Write a drawing as `to_svg` does, with `more` attributes."""
    patterns = _Patterns(prefix, coated=not brief)
    writer = _Writer(drawing, prefix, patterns, brief=brief)
    groups = [
        writer.group(group)
        for group in drawing.groups
        if not (transparent and group.part is Part.BACKGROUND)
    ]
    width, height = _number(drawing.width), _number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id={attribute(prefix)} '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f"aria-labelledby={attribute(f'{prefix}-name {prefix}-about')} "
        f'lang="{drawing.language}" xml:lang="{drawing.language}" '
        # in a page that is read from right to left it would be that of the page
        f'direction="ltr" font-family="{WEB_FONTS}" stroke-linejoin="round"{more}>'
    )
    return "\n".join(
        [
            head,
            f"<title id={attribute(f'{prefix}-name')}>{escaped(drawing.title)}</title>",
            f"<desc id={attribute(f'{prefix}-about')}>{escaped(drawing.about)}</desc>",
            *patterns.written(),
            *groups,
            "</svg>\n",
        ]
    )


def picture_svg(picture: Picture, *, transparent: bool = False) -> str:
    """Write a picture as a standalone SVG 1.1 file; the same picture gives the same bytes.

    The ids of a drawing begin with its name, so that those of several days differ.
    """
    if len(picture.placed) == 1 and picture.placed[0] == PlacedDrawing(picture.placed[0].drawing):
        return to_svg(picture.placed[0].drawing, transparent=transparent)
    width, height = _number(picture.width, places=2), _number(picture.height, places=2)
    ground = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    nested = [
        f'<g transform="translate({_number(p.x, places=2)} {_number(p.y, places=2)}) '
        f'scale({p.scale:.6g})" '
        f"data-name={attribute(p.name)}>\n"
        f"{_nested(p, transparent=transparent)}</g>"
        for p in picture.placed
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="plate-title plate-desc" '
        f'lang="{picture.language}" xml:lang="{picture.language}">'
    )
    return "\n".join(
        [
            head,
            f'<title id="plate-title">{escaped(picture.title)}</title>',
            f'<desc id="plate-desc">{escaped(picture.about)}</desc>',
            *([] if transparent else [ground]),
            *nested,
            "</svg>\n",
        ]
    )


def _nested(placed: PlacedDrawing, *, transparent: bool) -> str:
    # nothing lies outside a drawing, and to cut it off takes resvg longer than to draw it
    return _element(
        placed.drawing,
        f"map-{placed.name}",
        transparent=transparent or _on_paper(placed),
        more=' overflow="visible"',
    )


def _on_paper(placed: PlacedDrawing) -> bool:
    """Tell whether a drawing has no ground of its own, so that the paper of the picture is seen."""
    return not placed.drawing.marks(Part.BACKGROUND)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What the elements of one drawing are written with."""

    drawing: Drawing
    prefix: str
    patterns: _Patterns
    brief: bool

    def group(self, group: MarkGroup) -> str:
        """Write the marks of a part; what all or many of them have alike is written once."""
        edges = {mark.edge if isinstance(mark, Shape) else None for mark in group.marks}
        common = edges.pop() if len(edges) == 1 else None
        unit = _TENTHS if self.brief and group.part in _MAPS else 1
        named = group.part is Part.AREAS and not self.brief
        shared = _Shared(f"{self.prefix}-{group.part}", group) if unit > 1 else None
        marks: list[str] = []
        dressed: dict[str, list[str]] = {}
        for mark in group.marks:
            if isinstance(mark, Shape):
                marks.append(self._shape(mark, common, unit, named=named))
            elif isinstance(mark, Line):
                marks.append(self._line(mark, unit, shared))
            elif self.brief:
                # letters lie over all else of their part, and none over another
                dressed.setdefault(self._dress(mark), []).append(_words(mark))
            else:
                marks += self._haloed(mark)
        for dress, words in dressed.items():
            marks.append("\n".join(chain([f"<g {dress}>"], words, ["</g>"])))
        inner = "\n".join(marks)
        return f"<g{self._about(group)}{self._alike(group, common)}>\n{inner}\n</g>"

    def _alike(self, group: MarkGroup, common: Stroke | None) -> str:
        """Return what the marks of a part inherit: the edge of all shapes, and what lines are."""
        edge = _stroke(common) if common else ""
        has_lines = any(isinstance(mark, Line) for mark in group.marks)
        return f"{edge}{_LINES_ALIKE}" if self.brief and has_lines else edge

    def _about(self, group: MarkGroup) -> str:
        key = "" if self.brief else f" id={attribute(f'{self.prefix}-{group.part}')}"
        return f"{key} aria-label={attribute(group.about)}" if group.about else key

    def _haloed(self, words: Words) -> Iterator[str]:
        """Write words, and under them their halo, which no reader is told a second time."""
        style = words.style
        if style.halo:
            halo = replace(style, colour=style.halo)
            yield _words(words, f' aria-hidden="true" {self._dress(words, halo)}')
        yield _words(words, f" {self._dress(words, replace(style, halo=''))}{_name(words)}")

    def _shape(self, shape: Shape, common: Stroke | None, unit: int, *, named: bool) -> str:
        path = "".join(_path(ring, closed=True, unit=unit) for ring in shape.rings)
        attributes = f'd="{path}" fill="{self.patterns.paint(shape.fill)}"'
        if len(shape.rings) > 1:
            attributes += ' fill-rule="evenodd"'
        if shape.edge and shape.edge != common:
            attributes += _stroke(shape.edge)
        coat = "" if self.brief or shape.fill.tile.plain else self._coat(path, shape)
        if not named:
            return f"{coat}<path {attributes}/>"
        key = attribute(f"{self.prefix}-area-{shape.name}")
        names = f"id={key} data-area={attribute(shape.name)}"
        return f"{coat}<path {names} {attributes}><title>{escaped(shape.about)}</title></path>"

    def _coat(self, path: str, shape: Shape) -> str:
        rule = ' fill-rule="evenodd"' if len(shape.rings) > 1 else ""
        return f'<path d="{path}" fill="{shape.fill.ground}"{rule} stroke="none"/>'

    def _line(self, line: Line, unit: int, shared: _Shared | None) -> str:
        path = "".join(_path(way, closed=way[0] == way[-1], unit=unit) for way in line.paths)
        name = "" if self.brief else _name(line)
        look = _stroke(line.stroke) + self._cap(line.stroke)
        if shared and (key := shared.keys.get(line.paths)):
            return f'{shared.defined(line, path)}<use href="#{key}"{look}/>'
        return f'<path{name} d="{path}"{"" if self.brief else _HOLLOW}{look}/>'

    def _cap(self, stroke: Stroke) -> str:
        if self.brief:
            return ' stroke-linecap="butt"' if stroke.dash else ""
        return "" if stroke.dash else _ROUND

    def _dress(self, words: Words, style: TextStyle | None = None) -> str:
        """Return how words are set, in attributes that elements inside inherit."""
        style = style or words.style
        dress = f'font-size="{_number(style.size)}" fill="{style.colour}"'
        if anchor := _ANCHORS[style.anchor]:
            dress += f' text-anchor="{anchor}"'
        if style.bold:
            dress += ' font-weight="600"'
        if style.language != self.drawing.language:
            dress += f' lang="{style.language}" xml:lang="{style.language}"'
        if style.halo:
            halo = _number(_HALO * style.size)
            dress += f' stroke="{style.halo}" stroke-width="{halo}"'
            dress += ' paint-order="stroke"' if self.brief else ""
        return dress


class _Shared:
    """The ways of a part that are drawn more than once, as one with a pale edge is.

    Each is written where it is first drawn, with an id; strokes name that.
    """

    def __init__(self, prefix: str, group: MarkGroup) -> None:
        counts = Counter(mark.paths for mark in group.marks if isinstance(mark, Line))
        ways = [paths for paths, count in counts.items() if count > 1]
        self.keys = {paths: f"{prefix}-{number}" for number, paths in enumerate(ways, start=1)}
        self._written: set[str] = set()

    def defined(self, line: Line, path: str) -> str:
        """Return the definition of a line's way where none has been written."""
        key = self.keys[line.paths]
        if key in self._written:
            return ""
        self._written.add(key)
        return f'<defs><path id="{key}" d="{path}"/></defs>'


def _name(mark: Line | Words) -> str:
    return f" data-area={attribute(mark.name)}" if mark.name else ""


def _stroke(stroke: Stroke) -> str:
    dash = " ".join(map(_number, stroke.dash))
    return f' stroke="{stroke.colour}" stroke-width="{_number(stroke.width, places=2)}"' + (
        f' stroke-dasharray="{dash}"' if dash else ""
    )


def _words(words: Words, attributes: str = "") -> str:
    x, y = _number(words.x), _number(words.y)
    lines = [_line_of(words, line) for line in words.lines]
    if len(lines) == 1:
        return f'<text x="{x}" y="{y}"{attributes}>{lines[0]}</text>'
    spans = "".join(
        f'<tspan x="{x}" y="{_number(words.y + place * words.leading)}">{line}</tspan>'
        for place, line in enumerate(lines)
    )
    return f"<text{attributes}>{spans}</text>"


def _line_of(words: Words, line: str) -> str:
    text = escaped(line)
    return f"{_RIGHT_TO_LEFT}{text}{_END}" if language_of(words.style.language).rtl else text


class _Patterns:
    """The `<pattern>`s of a picture, numbered in the order in which they are first used.

    Where areas are `coated`, a tile has only what lies over the ground.
    """

    def __init__(self, prefix: str, *, coated: bool) -> None:
        self._prefix = prefix
        self._coated = coated
        self._ids: dict[Fill, str] = {}

    def paint(self, fill: Fill) -> str:
        """Return what goes into a `fill` attribute."""
        if fill.tile.plain:
            return fill.ground
        if fill not in self._ids:
            self._ids[fill] = f"{self._prefix}-{fill.tile.name}-{len(self._ids) + 1}"
        return attribute(f"url(#{self._ids[fill]})")[1:-1]

    def written(self) -> list[str]:
        """Return the definitions, if there are any."""
        if not self._ids:
            return []
        made = (_pattern(fill, key, coated=self._coated) for fill, key in self._ids.items())
        return ["<defs>", *made, "</defs>"]


def _pattern(fill: Fill, key: str, *, coated: bool) -> str:
    """Write one pattern: the stripes or the plain ground, and the dots and strokes over it."""
    tile, side = fill.tile, _number(fill.pitch)
    turn = f' patternTransform="rotate({_number(tile.stripes)})"' if tile.stripes else ""
    stripes = list(_stripes(fill))[1 if coated else 0 :]
    inner = "".join([*stripes, *_dots(fill), *_strokes(fill)])
    return (
        f'<pattern id={attribute(key)} width="{side}" height="{side}" '
        f'patternUnits="userSpaceOnUse"{turn}>{inner}</pattern>'
    )


def _stripes(fill: Fill) -> Iterator[str]:
    pitch, inks = fill.pitch, fill.stripes
    # Each stripe reaches under the next, so that no light seam shows between them.
    step = pitch / len(inks)
    for place, ink in enumerate(inks):
        begins = place * step
        at = f'x="{_number(begins)}" ' if fill.tile.stripes is not None else ""
        size = f'width="{_number(pitch - begins)}" height="{_number(pitch)}"'
        yield f'<rect {at}{size} fill="{ink}"/>'


def _dots(fill: Fill) -> Iterator[str]:
    for dot in fill.tile.dots:
        x, y, radius = (_number(share * fill.pitch) for share in dot)
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill.over}"/>'


def _strokes(fill: Fill) -> Iterator[str]:
    lines = []
    for stroke in fill.tile.strokes:
        from_x, from_y, to_x, to_y = (_number(share * fill.pitch) for share in stroke)
        lines.append(f"M{from_x} {from_y}L{to_x} {to_y}")
    if lines:
        width = _number(fill.tile.width * fill.pitch)
        yield f'<path d="{"".join(lines)}" stroke="{fill.over}" stroke-width="{width}"/>'


def _path(points: Sequence[Point], *, closed: bool, unit: int = 1) -> str:
    """Write a path with steps in whole tenths, so that rounding never adds up.

    `unit` is the least step, in tenths.
    """
    placed = [
        (round(x * _TENTHS / unit) * unit, round(y * _TENTHS / unit) * unit) for x, y in points
    ]
    if closed and len(placed) > 1 and placed[0] == placed[-1]:
        placed.pop()
    x, y = placed[0]
    steps = [f"M{_tenths(x)}{_after(y)}l"]
    first = True
    for next_x, next_y in placed[1:]:
        if (next_x, next_y) == (x, y):
            continue
        across = _tenths(next_x - x) if first else _after(next_x - x)
        steps.append(across + _after(next_y - y))
        x, y = next_x, next_y
        first = False
    if first:
        steps = [steps[0].removesuffix("l")]
    return "".join(steps) + ("z" if closed else "")


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), _TENTHS)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{tenth}" if tenth else f"{sign}{whole}"


def _after(value: int) -> str:
    written = _tenths(value)
    return written if written.startswith("-") else f" {written}"


def _number(value: float, *, places: int = 1) -> str:
    return f"{round(value, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")
