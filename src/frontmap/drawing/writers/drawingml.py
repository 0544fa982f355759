"""Marks as DrawingML: freeforms, lines and text boxes that PowerPoint and its like can edit.

Elements of ECMA-376, part 1: shapes with custom geometry (20.1.9) and text that runs from right
to left (21.1.2.2.7). python-pptx has a builder of freeforms; `docs/design.md` says why it does not
serve.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Anchor, Box, Fill, Line, Part, Shape, TextStyle, Words
from frontmap.drawing.reading_side import reading_side
from frontmap.drawing.writers.pattern_shapes import grounded, overlay
from frontmap.markup import attribute, escaped
from frontmap.words import language_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontmap.drawing.marks import Mark, Point, Stroke

__all__ = ["EMU", "SlidePosition", "SlideShapes", "TextBox"]

#: English Metric Units per point.
EMU = 12700

#: Coordinates inside a shape are written in tenths of a point.
_FINE = 10

_ALIGN = {Anchor.LEFT: "l", Anchor.MIDDLE: "ctr", Anchor.RIGHT: "r"}

#: How much of what lies under a label shines through, in thousandths of a per cent.
_LABEL_ALPHA = 74000
#: Most fonts are narrower than the wide one for which room is left.
_LABEL_WIDTH = 0.88

#: What the shapes of a pattern are named by, before the area's id.
_STATUS = "status"

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class SlidePosition:
    """Where a drawing stands on a slide.

    Attributes:
        x: of its top left corner, in points.
        y: of its top left corner.
        scale: points per unit of the drawing.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    def point(self, point: Point) -> Point:
        """Return a point of the drawing in points of the slide."""
        return self.x + point[0] * self.scale, self.y + point[1] * self.scale

    def box(self, box: Box) -> Box:
        """Return a box of the drawing in points of the slide."""
        x, y = self.point((box.x, box.y))
        return Box(x, y, box.width * self.scale, box.height * self.scale)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box on a slide, whose paragraphs wrap within it.

    Attributes:
        name: of the shape.
        box: where it stands, in points.
        paragraphs: what stands in it; none leaves room to write.
        style: how they are set, but for the language and the side, which each text tells.
        edge: the colour of the line round it; empty for none.
        gap: points between paragraphs.
    """

    name: str
    box: Box
    paragraphs: Sequence[str]
    style: TextStyle
    edge: str = ""
    gap: float = 0.0


@dataclass
class SlideShapes:
    """Writes the shapes of one slide as XML, and numbers them as they come.

    Attributes:
        first: the number of the first shape; a slide's placeholders come before it.
    """

    first: int = 100
    _number: int = field(default=0, init=False)

    def _next(self) -> int:
        self._number += 1
        return self.first + self._number

    def group(self, name: str, about: str, marks: Iterable[Mark], position: SlidePosition) -> str:
        """Return marks as one group with alternative text; empty where there are none."""
        return self.group_of_parts(name, about, [(name, marks)], position)

    def group_of_parts(
        self,
        name: str,
        about: str,
        parts: Iterable[tuple[str, Iterable[Mark]]],
        position: SlidePosition,
    ) -> str:
        """Return marks as one group with alternative text; each is named by what it is part of.

        A shape of an area is named by the area's id alone; the pattern over it is a shape named
        `status` and the id.
        """
        number = self._next()
        made = [
            self._mark(one, own, position)
            for part, marks in parts
            for mark in marks
            for one, own in _layers(mark, part)
        ]
        if not made:
            return ""
        boxes = [box for _, box in made]
        left, top = min(b.x for b in boxes), min(b.y for b in boxes)
        right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
        place = _place(Box(left, top, right - left, bottom - top))
        child = place.replace("a:off", "a:chOff").replace("a:ext ", "a:chExt ")
        return (
            f"<p:grpSp {_NAMESPACES}><p:nvGrpSpPr>{self._names(number, name, about)}"
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{place}{child}</a:xfrm></p:grpSpPr>"
            f"{''.join(xml for xml, _ in made)}</p:grpSp>"
        )

    def text(self, text: TextBox, language: str) -> str:
        """Return a text box.

        Each paragraph runs as its own text does: on an Arabic slide one without an Arabic letter
        runs from left to right.

        Args:
            text: what stands in it, and where.
            language: the tag of the language of the slide.
        """
        body = ""
        for line in text.paragraphs or ("",):
            written = written_in(line, language)
            anchor = reading_side(written).start_anchor
            style = replace(text.style, language=written, anchor=anchor)
            body += _paragraph([line], style, gap=text.gap)
        edge = f'<a:ln w="9525">{_solid(text.edge)}</a:ln>' if text.edge else ""
        inset = _INSETS if text.edge else _NO_INSETS
        return (
            f"<p:sp {_NAMESPACES}><p:nvSpPr>{self._names(self._next(), text.name, '')}"
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr><a:xfrm>{_place(text.box)}</a:xfrm>{_RECTANGLE}<a:noFill/>{edge}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="square"{inset}></a:bodyPr>'
            f"{body}</p:txBody></p:sp>"
        )

    @staticmethod
    def _names(number: int, name: str, about: str) -> str:
        described = f" descr={attribute(about)}" if about else ""
        return f'<p:cNvPr id="{number}" name={attribute(name)}{described}/>'

    def _mark(self, mark: Mark, group: str, position: SlidePosition) -> tuple[str, Box]:
        if isinstance(mark, Shape):
            return self._shape(mark, group, position)
        if isinstance(mark, Line):
            return self._line(mark, group, position)
        return self._words(mark, group, position)

    def _shape(self, shape: Shape, group: str, position: SlidePosition) -> tuple[str, Box]:
        paths = [[position.point(point) for point in ring] for ring in shape.rings]
        geometry, box = _geometry(paths, closed=True)
        edge = _line_xml(shape.edge, position.scale) if shape.edge else ""
        # The id alone names the area; the dot of its leader is another shape.
        own = group == Part.AREAS
        name = shape.name if own else f"{group} {shape.name}".rstrip()
        return (
            f"<p:sp><p:nvSpPr>{self._names(self._next(), name, shape.about)}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr><a:xfrm>{_place(box)}</a:xfrm>{geometry}{_fill_xml(shape.fill)}"
            f"{edge}</p:spPr></p:sp>"
        ), box

    def _line(self, line: Line, group: str, position: SlidePosition) -> tuple[str, Box]:
        paths = [[position.point(point) for point in path] for path in line.paths]
        geometry, box = _geometry(paths, closed=False)
        name = f"{group} {line.name}" if line.name else group
        return (
            f"<p:sp><p:nvSpPr>{self._names(self._next(), name, '')}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr><a:xfrm>{_place(box)}</a:xfrm>{geometry}<a:noFill/>"
            f"{_line_xml(line.stroke, position.scale)}</p:spPr></p:sp>"
        ), box

    def _words(self, words: Words, group: str, position: SlidePosition) -> tuple[str, Box]:
        box = position.box(words.box)
        if words.style.halo:
            slack = (1 - _LABEL_WIDTH) * box.width / 2
            box = Box(box.x + slack, box.y, box.width - 2 * slack, box.height)
        style = words.style
        body = _paragraph(words.lines, replace(style, size=style.size * position.scale))
        fill = _solid(style.halo, alpha=_LABEL_ALPHA) if style.halo else "<a:noFill/>"
        name = f"{group} {words.name}" if words.name else group
        return (
            f"<p:sp><p:nvSpPr>{self._names(self._next(), name, '')}"
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr><a:xfrm>{_place(box)}</a:xfrm>{_RECTANGLE}{fill}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="none"{_NO_INSETS} anchor="ctr"></a:bodyPr>'
            f"{body}</p:txBody></p:sp>"
        ), box


def _layers(mark: Mark, part: str) -> Iterator[tuple[Mark, str]]:
    """Yield a mark, and after it the pattern over it; each with the name of its part."""
    if not isinstance(mark, Shape):
        yield mark, part
        return
    yield replace(mark, fill=grounded(mark.fill)), part
    for layer in overlay(mark):
        yield layer, _STATUS


_RECTANGLE = '<a:prstGeom prst="rect"/>'
_INSETS = ' lIns="91440" tIns="45720" rIns="91440" bIns="45720"'
_NO_INSETS = ' lIns="0" tIns="0" rIns="0" bIns="0"'


def _place(box: Box) -> str:
    return (
        f'<a:off x="{round(box.x * EMU)}" y="{round(box.y * EMU)}"/>'
        f'<a:ext cx="{round(box.width * EMU)}" cy="{round(box.height * EMU)}"/>'
    )


def _geometry(paths: Sequence[Sequence[Point]], *, closed: bool) -> tuple[str, Box]:
    """Return custom geometry with a sub-path for each path, and the box round them."""
    xs = [x for path in paths for x, _ in path]
    ys = [y for path in paths for _, y in path]
    left, top = min(xs), min(ys)
    box = Box(left, top, max(xs) - left, max(ys) - top)
    commands = []
    for path in paths:
        ends = closed or path[0] == path[-1]
        points = path[:-1] if path[0] == path[-1] else path
        placed = [(round((x - left) * _FINE), round((y - top) * _FINE)) for x, y in points]
        steps = [f'<a:pt x="{x}" y="{y}"/>' for x, y in placed]
        commands.append(f"<a:moveTo>{steps[0]}</a:moveTo>")
        commands += [f"<a:lnTo>{step}</a:lnTo>" for step in steps[1:]]
        if ends:
            commands.append("<a:close/>")
    # Without it LibreOffice draws a level line as a dot.
    frame = "" if closed else '<a:rect l="0" t="0" r="r" b="b"/>'
    unfilled = "" if closed else ' fill="none"'
    return (
        f"<a:custGeom>{frame}<a:pathLst>"
        f'<a:path w="{round(box.width * _FINE)}" h="{round(box.height * _FINE)}"'
        f"{unfilled}>{''.join(commands)}</a:path></a:pathLst></a:custGeom>"
    ), box


def _solid(colour: str, *, alpha: int = 0) -> str:
    inner = f'<a:alpha val="{alpha}"/>' if alpha else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}">{inner}</a:srgbClr></a:solidFill>'


def _fill_xml(fill: Fill) -> str:
    """Return a fill; a pattern is a shape of its own."""
    return _solid(fill.ground)


def _line_xml(stroke: Stroke, scale: float) -> str:
    dash = '<a:prstDash val="sysDash"/>' if stroke.dash else ""
    cap = "" if stroke.dash else ' cap="rnd"'
    return (
        f'<a:ln w="{round(stroke.width * scale * EMU)}"{cap}>{_solid(stroke.colour)}{dash}</a:ln>'
    )


def _paragraph(lines: Sequence[str], style: TextStyle, *, gap: float = 0.0) -> str:
    """Return one paragraph with `gap` points below it; lines are parted by line breaks."""
    language = language_of(style.language)
    rtl = ' rtl="1"' if language.rtl else ""
    after = f'<a:spcAft><a:spcPts val="{round(gap * 100)}"/></a:spcAft>' if gap else ""
    heavy = ' b="1"' if style.bold else ""
    size = round(style.size * 10) * 10
    run = f'lang="{language.locale}" sz="{size}"{heavy}'
    looks = f"<a:rPr {run}>{_solid(style.colour)}</a:rPr>"
    # Without a size of its own a break would be as high as the largest letters of the theme.
    runs = f'<a:br><a:rPr sz="{size}"/></a:br>'.join(
        f"<a:r>{looks}<a:t>{escaped(line)}</a:t></a:r>" for line in lines if line
    )
    end = "" if runs else f"<a:endParaRPr {run}/>"
    return f'<a:p><a:pPr algn="{_ALIGN[style.anchor]}"{rtl}>{after}</a:pPr>{runs}{end}</a:p>'
