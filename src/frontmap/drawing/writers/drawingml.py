"""Marks as DrawingML: freeforms, lines and text boxes that PowerPoint and its like can edit.

Elements of ECMA-376, part 1: shapes with custom geometry (20.1.9) and text that runs from right
to left (21.1.2.2.7). python-pptx has a builder of freeforms; `docs/design.md` says why it does not
serve.
"""

from __future__ import annotations

from colorsys import rgb_to_hls
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from frontmap.drawing.marks import Anchor, Box, Line, Part, Shape, TextStyle, Words
from frontmap.drawing.reading_side import reading_side
from frontmap.drawing.writers.pattern_shapes import grounded, overlay
from frontmap.markup import Markup, element, escaped
from frontmap.words import language_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.drawing.marks import Fill, Mark, Point, Stroke

__all__ = ["GroupPart", "SlidePosition", "SlideShapes", "TextBox", "paler_reference"]

#: English Metric Units per point.
_EMU = 12700

#: Coordinates inside a shape are written in tenths of a point.
_FINE = 10

_ALIGN = {Anchor.LEFT: "l", Anchor.MIDDLE: "ctr", Anchor.RIGHT: "r"}

#: How much of what lies under a label shines through, in thousandths of a per cent.
_LABEL_ALPHA = 74000
#: Most fonts are narrower than the wide one for which room is left.
_LABEL_WIDTH = 0.88

#: What the shapes of a pattern are named by, before the area's id.
_STATUS = "status"
#: What lines and boxes of labels are named by.
_LEADER, _PLATE = "leader", "plate"
#: A whole in the shares that DrawingML takes, in thousandths of a per cent.
_WHOLE = 100_000

_NAMESPACES = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_NO_FILL = element("a:noFill")
_DRAWN = element("p:cNvSpPr")
_TEXT_BOX = element("p:cNvSpPr", {"txBox": 1})
_RECTANGLE = element("a:prstGeom", {"prst": "rect"})
#: The room between the edge of a text box and its text, in EMU.
_INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
_NO_INSETS = dict.fromkeys(_INSETS, 0)


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
        ink: what the theme calls the colour of the letters (`tx1`); empty for that of the style.
    """

    name: str
    box: Box
    paragraphs: Sequence[str]
    style: TextStyle
    edge: str = ""
    gap: float = 0.0
    ink: str = ""


_AS_IT_IS = SlidePosition()


class GroupPart(NamedTuple):
    """Marks that make a group of their own on a slide.

    Attributes:
        name: of the group, and before the names of its shapes.
        about: its alternative text.
        marks: what is in it.
    """

    name: str
    about: str
    marks: Sequence[Mark]


@dataclass
class SlideShapes:
    """Writes the shapes of one slide as XML, numbers them as they come, and names each once.

    Attributes:
        first: the number of the first shape; a slide's placeholders come before it.
        accents: the colours that stand in the theme, `#rrggbb`, and what they are called there
            (`accent1`); the ground of a shape refers to them, so that a change of the theme
            recolours it, tints included.
    """

    first: int = 100
    accents: Mapping[str, str] = field(default_factory=dict)
    _number: int = field(default=0, init=False)
    _names: set[str] = field(default_factory=set, init=False)

    def own_number(self) -> int:
        """Return a number that no other shape of the slide has."""
        self._number += 1
        return self.first + self._number

    def own_name(self, wanted: str) -> str:
        """Return a name that no other shape of the slide has: the wanted one, or with a number."""
        name, count = wanted, 1
        while name in self._names:
            count += 1
            name = f"{wanted} {count}"
        self._names.add(name)
        return name

    def _named(self, tag: str, called: tuple[str, str], kind: Markup) -> Markup:
        """Return what a shape is: its number, its name and alternative text, and its kind."""
        name, about = called
        described = {"descr": about} if about else {}
        named = {"id": self.own_number(), "name": self.own_name(name), **described}
        return element(tag, None, element("p:cNvPr", named), kind, element("p:nvPr"))

    def group(
        self, name: str, about: str, marks: Iterable[Mark], position: SlidePosition
    ) -> Markup:
        """Return marks as one group with alternative text; empty where there are none."""
        made = self._group(GroupPart(name, about, tuple(marks)), position)
        return made[0] if made else Markup("")

    def group_of_parts(
        self, name: str, about: str, parts: Iterable[GroupPart], position: SlidePosition
    ) -> Markup:
        """Return a group with alternative text in which each part is a group of its own.

        A shape of an area is named by the area's id alone; the pattern over it is a shape named
        `status` and the id. Empty where there are no marks.
        """
        head = self._named("p:nvGrpSpPr", (name, about), element("p:cNvGrpSpPr"))
        made = [group for part in parts if (group := self._group(part, position))]
        return _grouped(head, made)[0] if made else Markup("")

    def _group(self, part: GroupPart, position: SlidePosition) -> tuple[Markup, Box] | None:
        if not part.marks:
            return None
        head = self._named("p:nvGrpSpPr", (part.name, part.about), element("p:cNvGrpSpPr"))
        made = [
            self._mark(one, own, position)
            for mark in part.marks
            for one, own in _layers(mark, part.name)
        ]
        return _grouped(head, made)

    def text(self, text: TextBox, language: str, position: SlidePosition = _AS_IT_IS) -> Markup:
        """Return a text box.

        Each paragraph runs as its own text does: on an Arabic slide one without an Arabic letter
        runs from left to right.

        Args:
            text: what stands in it, and where.
            language: the tag of the language of the slide.
            position: how large a point of the box is on the slide.
        """
        body = []
        for line in text.paragraphs or ("",):
            written = written_in(line, language)
            anchor = reading_side(written).start_anchor
            size = text.style.size * position.scale
            style = replace(text.style, size=size, language=written, anchor=anchor)
            body.append(_paragraph([line], style, gap=text.gap, ink=text.ink))
        edge = [element("a:ln", {"w": 9525}, _solid(text.edge))] if text.edge else []
        insets = _INSETS if text.edge else _NO_INSETS
        box = position.box(text.box)
        return element(
            "p:sp",
            _NAMESPACES,
            self._named("p:nvSpPr", (text.name, ""), _TEXT_BOX),
            element("p:spPr", None, _xfrm(box), _RECTANGLE, _NO_FILL, *edge),
            element("p:txBody", None, element("a:bodyPr", {"wrap": "square", **insets}), *body),
        )

    def _mark(self, mark: Mark, group: str, position: SlidePosition) -> tuple[Markup, Box]:
        if isinstance(mark, Shape):
            return self._shape(mark, group, position)
        if isinstance(mark, Line):
            return self._line(mark, group, position)
        return self._words(mark, group, position)

    def _shape(self, shape: Shape, group: str, position: SlidePosition) -> tuple[Markup, Box]:
        paths = [[position.point(point) for point in ring] for ring in shape.rings]
        geometry, box = _geometry(paths, closed=True)
        edge = [_line_xml(shape.edge, position.scale)] if shape.edge else []
        # The id alone names the area; the dot of its leader is another shape.
        own = group == Part.AREAS
        group = _PLATE if group == Part.LABELS else group
        name = shape.name if own else f"{group} {shape.name}".rstrip()
        return element(
            "p:sp",
            None,
            self._named("p:nvSpPr", (name, shape.about), _DRAWN),
            # A pattern is a shape of its own.
            element("p:spPr", None, _xfrm(box), geometry, self._ground(shape.fill), *edge),
        ), box

    def _ground(self, fill: Fill) -> Markup:
        """Return what a shape is filled with: a colour of the theme where it has that one."""
        accent = self.accents.get(fill.colours[0]) if fill.colours else None
        if accent is None:
            return _solid(fill.ground)
        return element("a:solidFill", None, paler_reference(accent, fill.colours[0], fill.ground))

    def _line(self, line: Line, group: str, position: SlidePosition) -> tuple[Markup, Box]:
        paths = [[position.point(point) for point in path] for path in line.paths]
        geometry, box = _geometry(paths, closed=False)
        group = _LEADER if group == Part.LABELS else group
        name = f"{group} {line.name}" if line.name else group
        stroke = _line_xml(line.stroke, position.scale)
        return element(
            "p:sp",
            None,
            self._named("p:nvSpPr", (name, ""), _DRAWN),
            element("p:spPr", None, _xfrm(box), geometry, _NO_FILL, stroke),
        ), box

    def _words(self, words: Words, group: str, position: SlidePosition) -> tuple[Markup, Box]:
        box = position.box(words.box)
        if words.style.halo:
            slack = (1 - _LABEL_WIDTH) * box.width / 2
            box = Box(box.x + slack, box.y, box.width - 2 * slack, box.height)
        style = words.style
        body = _paragraph(words.lines, replace(style, size=style.size * position.scale))
        fill = _solid(style.halo, alpha=_LABEL_ALPHA) if style.halo else _NO_FILL
        name = f"{group} {words.name}" if words.name else group
        setting = element("a:bodyPr", {"wrap": "none", **_NO_INSETS, "anchor": "ctr"})
        return element(
            "p:sp",
            None,
            self._named("p:nvSpPr", (name, ""), _TEXT_BOX),
            element("p:spPr", None, _xfrm(box), _RECTANGLE, fill),
            element("p:txBody", None, setting, body),
        ), box


def _layers(mark: Mark, part: str) -> Iterator[tuple[Mark, str]]:
    """Yield a mark, and after it the pattern over it; each with the name of its part."""
    if not isinstance(mark, Shape):
        yield mark, part
        return
    yield replace(mark, fill=grounded(mark.fill)), part
    for layer in overlay(mark):
        yield layer, _STATUS


def _grouped(head: Markup, made: Sequence[tuple[Markup, Box]]) -> tuple[Markup, Box]:
    """Return shapes as a group, with the box round it."""
    boxes = [box for _, box in made]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    box = Box(left, top, right - left, bottom - top)
    # The shapes in the group are placed on the slide, so both its frames are the same.
    frames = *_frame(box, "a:off", "a:ext"), *_frame(box, "a:chOff", "a:chExt")
    place = element("p:grpSpPr", None, element("a:xfrm", None, *frames))
    return element("p:grpSp", _NAMESPACES, head, place, *(xml for xml, _ in made)), box


def paler_reference(accent: str, colour: str, paler: str) -> Markup:
    """Return a reference to a colour of the theme that gives a paler one of the same hue.

    Lightness goes a share of the way to white (`lumMod`, `lumOff`), and where that alone would
    leave the colour too full, its saturation is less (`satMod`): ECMA-376, part 1, 20.1.2.3. So a
    tint is exactly that of every other output, and goes along when the theme changes.
    """
    _, light, full = _hls(colour)
    _, lighter, fuller = _hls(paler)
    changes = []
    if paler != colour and light < 1:
        share = round((lighter - light) / (1 - light) * _WHOLE)
        if full and (kept := round(fuller / full * _WHOLE)) != _WHOLE:
            changes.append(element("a:satMod", {"val": kept}))
        changes += [
            element("a:lumMod", {"val": _WHOLE - share}),
            element("a:lumOff", {"val": share}),
        ]
    return element("a:schemeClr", {"val": accent}, *changes)


def _hls(colour: str) -> tuple[float, float, float]:
    return rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def _frame(box: Box, corner: str, size: str) -> tuple[Markup, Markup]:
    return (
        element(corner, {"x": round(box.x * _EMU), "y": round(box.y * _EMU)}),
        element(size, {"cx": round(box.width * _EMU), "cy": round(box.height * _EMU)}),
    )


def _xfrm(box: Box) -> Markup:
    return element("a:xfrm", None, *_frame(box, "a:off", "a:ext"))


def _geometry(paths: Sequence[Sequence[Point]], *, closed: bool) -> tuple[Markup, Box]:
    """Return custom geometry with a sub-path for each path, and the box round them."""
    xs = [x for path in paths for x, _ in path]
    ys = [y for path in paths for _, y in path]
    left, top = min(xs), min(ys)
    box = Box(left, top, max(xs) - left, max(ys) - top)
    commands: list[Markup] = []
    for path in paths:
        ends = closed or path[0] == path[-1]
        points = path[:-1] if path[0] == path[-1] else path
        placed = [(round((x - left) * _FINE), round((y - top) * _FINE)) for x, y in points]
        commands.append(_step("a:moveTo", placed[0]))
        commands += [_step("a:lnTo", point) for point in placed[1:]]
        if ends:
            commands.append(element("a:close"))
    # Without it LibreOffice draws a level line as a dot.
    frame = [] if closed else [element("a:rect", {"l": 0, "t": 0, "r": "r", "b": "b"})]
    unfilled = {} if closed else {"fill": "none"}
    size = {"w": round(box.width * _FINE), "h": round(box.height * _FINE)}
    drawn = element("a:path", {**size, **unfilled}, *commands)
    return element("a:custGeom", None, *frame, element("a:pathLst", None, drawn)), box


def _step(command: str, point: tuple[int, int]) -> Markup:
    """Return a step of a path; a slide has thousands, and whole numbers need no escaping."""
    return Markup(f'<{command}><a:pt x="{point[0]}" y="{point[1]}"/></{command}>')


def _solid(colour: str, *, alpha: int = 0) -> Markup:
    inner = [element("a:alpha", {"val": alpha})] if alpha else []
    return element("a:solidFill", None, element("a:srgbClr", {"val": colour[1:].upper()}, *inner))


def _line_xml(stroke: Stroke, scale: float) -> Markup:
    dash = [element("a:prstDash", {"val": "sysDash"})] if stroke.dash else []
    cap = {} if stroke.dash else {"cap": "rnd"}
    width = {"w": round(stroke.width * scale * _EMU)}
    return element("a:ln", {**width, **cap}, _solid(stroke.colour), *dash)


def _paragraph(
    lines: Sequence[str], style: TextStyle, *, gap: float = 0.0, ink: str = ""
) -> Markup:
    """Return one paragraph with `gap` points below it; lines are parted by line breaks."""
    language = language_of(style.language)
    size = {"sz": round(style.size * 10) * 10}
    heavy = {"b": 1} if style.bold else {}
    run = {"lang": language.locale, **size, **heavy}
    inked = element("a:solidFill", None, element("a:schemeClr", {"val": ink}))
    looks = element("a:rPr", run, inked if ink else _solid(style.colour))
    # Without a size of its own a break would be as high as the largest letters of the theme.
    line_break = element("a:br", None, element("a:rPr", size))
    runs: list[Markup] = []
    for line in filter(None, lines):
        text = element("a:t", None, escaped(line))
        runs += [line_break] * bool(runs) + [element("a:r", None, looks, text)]
    rtl = {"rtl": 1} if language.rtl else {}
    after = element("a:spcAft", None, element("a:spcPts", {"val": round(gap * 100)}))
    setting = element("a:pPr", {"algn": _ALIGN[style.anchor], **rtl}, *[after] * bool(gap))
    return element("a:p", None, setting, *(runs or [element("a:endParaRPr", run)]))
