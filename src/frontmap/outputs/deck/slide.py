"""One slide that is being made: texts in placeholders, shapes in the order in which they come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from frontmap.drawing.colours import DARK
from frontmap.drawing.lettering import block_height, unbroken, within, wrapped
from frontmap.drawing.marks import Box, TextStyle
from frontmap.drawing.writers.drawingml import SlideShapes, TextBox
from frontmap.markup import element, xml_text
from frontmap.outputs.deck.layouts import number_field
from frontmap.outputs.deck.places import Kind, Role
from frontmap.words import language_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pptx.chart.data import CategoryChartData, ChartData
    from pptx.shapes.autoshape import Shape as AutoShape
    from pptx.shapes.base import BaseShape
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.placeholder import ChartPlaceholder, SlidePlaceholder
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from frontmap.outputs.deck.house import House

__all__ = ["NARROWER", "TITLE_SIZES", "DeckSlide", "as_shown", "largest", "new_slide"]

#: How much of the width that is reckoned the letters of a theme take, as Arial does.
NARROWER = 0.97
#: The letters of a title, the best first; one that is too long for two lines of the last is cut.
TITLE_SIZES = (28.0, 26.0, 24.0, 22.0)

_EMU = 12700
#: Where a title begins that is moved, and how far from the edges of its box its letters are.
_ABOVE, _INSET = 10.0, 6.0
_NAMESPACES = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


@dataclass
class DeckSlide:
    """A slide that is being made.

    Attributes:
        slide: what python-pptx has of it.
        kind: what it is for.
        house: what it is made with.
        shapes: writes its shapes.
    """

    slide: Slide
    kind: Kind
    house: House
    shapes: SlideShapes
    _filled: set[int] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of the slide."""
        return self.house.places.language

    def set_title(self, title: str) -> None:
        """Set the title, in letters as large as it has room for in two lines."""
        heading = cast("AutoShape", self.slide.shapes.title)
        heading.name = self.shapes.own_name(Role.TITLE)
        unit, own = self.house.places.unit, self.house.place(self.kind, Role.TITLE)
        box = own.box if self.house.own else self._title_box(heading)
        size = largest(title, box, TITLE_SIZES, bold=True)
        said = as_shown(" ".join(unbroken(title)), size, box, bold=True)
        frame = heading.text_frame
        frame.text = xml_text(said)
        set_direction(frame, self.language)
        if not (self.house.own and size == own.size):
            set_size(frame, size * unit)

    def _title_box(self, heading: AutoShape) -> Box:
        """Return where a house style has its title; it is moved where it would be on the map."""
        places = self.house.places
        corner = heading.left, heading.top, heading.width, heading.height
        box = Box(*((length or 0) / _EMU / places.unit for length in corner))
        above = Box(places.content.x, _ABOVE, places.content.width, places.content.y - _ABOVE)
        if box.width and box.bottom <= places.content.y + 1:
            return box.grown(-_INSET)
        self._move(heading, above)
        return above.grown(-_INSET)

    def _move(self, shape: BaseShape, box: Box) -> None:
        """Place a shape on the slide itself, wherever its layout has it."""
        from pptx.util import Pt  # noqa: PLC0415 - an extra

        moved = self.house.places.position.box(box)
        shape.left, shape.top = Pt(moved.x), Pt(moved.y)
        shape.width, shape.height = Pt(moved.width), Pt(moved.height)

    def put(self, role: Role, paragraphs: Sequence[str], size: float = 0.0) -> None:
        """Set a text in its placeholder, else in a text box.

        Args:
            role: what the text is.
            paragraphs: what it says.
            size: of the letters; that of the place where it is 0.
        """
        place = self.house.place(self.kind, role)
        index = self.house.indices[self.kind].get(role)
        if index is None:
            style = TextStyle(size or place.size, DARK, "", bold=place.bold)
            ink = "tx2" if place.muted else "tx1"
            box = TextBox(role.value, place.box, paragraphs, style, gap=place.gap, ink=ink)
            self.add(self.shapes.text(box, self.language, self.house.places.position))
            return
        self._filled.add(index)
        holder = self._holder(index)
        if role is Role.SUBTITLE and not self.house.own:
            # a house has it where its opening has no map
            self._move(holder, place.box)
        holder.name = self.shapes.own_name(role.value)
        frame = cast("AutoShape", holder).text_frame
        frame.text = xml_text("\n".join(paragraphs))
        set_direction(frame, self.language)
        if (size and size != place.size) or not self.house.own:
            set_size(frame, (size or place.size) * self.house.places.unit)

    def leave(self, role: Role) -> None:
        """Leave a placeholder empty, for what somebody writes; it is not shown meanwhile."""
        index = self.house.indices[self.kind].get(role)
        for holder in self.slide.placeholders:
            if holder.placeholder_format.idx == index:
                self._filled.add(holder.placeholder_format.idx)
                holder.name = self.shapes.own_name(role.value)

    def add_chart(self, data: CategoryChartData) -> GraphicFrame:
        """Add a stacked chart of areas in its placeholder, else where that would be."""
        from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - an extra
        from pptx.util import Pt  # noqa: PLC0415

        index = self.house.indices[self.kind].get(Role.CHART)
        if index is None:
            box = self.house.places.position.box(self.house.place(self.kind, Role.CHART).box)
            corners = (Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
            made = self.slide.shapes.add_chart(
                XL_CHART_TYPE.AREA_STACKED, *corners, cast("ChartData", data)
            )
        else:
            self._filled.add(index)
            holder = cast("ChartPlaceholder", self._holder(index))
            made = holder.insert_chart(XL_CHART_TYPE.AREA_STACKED, data)  # type: ignore[no-untyped-call]
        # python-pptx calls it a chart in its types
        frame = cast("GraphicFrame", made)
        frame.name = self.shapes.own_name(Role.CHART)
        return frame

    def _holder(self, index: int) -> SlidePlaceholder:
        holders = cast("Iterable[SlidePlaceholder]", self.slide.placeholders)
        return next(one for one in holders if one.placeholder_format.idx == index)

    def add(self, xml: str) -> None:
        """Add a shape or a group; nothing where the markup is empty."""
        from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

        if xml:
            self.slide.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001 - our own XML

    def add_notes(self, lines: Iterable[str]) -> None:
        """Add what the speaker reads."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is None:  # a house style may have notes without a text
            return
        frame.text = xml_text("\n".join(lines))
        set_direction(frame, self.language)

    def hide(self) -> None:
        """Leave the slide out of the show."""
        self.slide.element.set("show", "0")

    def finish(self) -> None:
        """Take out the placeholders that nothing stands in, and number the slide."""
        from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415 - an extra

        kept = {0, *self._filled}
        for holder in list(self.slide.placeholders):
            if holder.placeholder_format.idx not in kept:
                holder.element.getparent().remove(holder.element)
        holders = cast("Iterable[SlidePlaceholder]", self.slide.slide_layout.placeholders)
        for holder in holders:
            if holder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                self._add_number(holder.placeholder_format.idx)

    def _add_number(self, index: int) -> None:
        locked = element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": 1}))
        place = element("p:ph", {"type": "sldNum", "sz": "quarter", "idx": index})
        name = self.shapes.own_name(Role.NUMBER)
        named = element("p:cNvPr", {"id": self.shapes.own_number(), "name": name})
        said = element("a:p", None, number_field(language_of(self.language).locale))
        self.add(
            element(
                "p:sp",
                _NAMESPACES,
                element("p:nvSpPr", None, named, locked, element("p:nvPr", None, place)),
                element("p:spPr"),
                element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), said),
            )
        )


def new_slide(house: House, kind: Kind, title: str) -> DeckSlide:
    """Add a slide with a title that outlines and screen readers find."""
    slide: Slide = house.deck.slides.add_slide(house.layouts[kind])
    made = DeckSlide(slide, kind, house, SlideShapes(accents=house.accents))
    made.set_title(title)
    return made


def largest(text: str, box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """Return the first of some sizes in which a text fits into a box; else the last."""
    width = box.width / NARROWER
    for size in sizes:
        lines = wrapped(text, size, width, bold=bold)
        if block_height(len(lines), size) <= box.height:
            return size
    return sizes[-1]


def as_shown(text: str, size: float, box: Box, *, bold: bool = False) -> str:
    """Return as much of a text as a box on a slide holds."""
    return within(text, size, replace(box, width=box.width / NARROWER), bold=bold)


def set_direction(frame: TextFrame, language: str) -> None:
    """Let each paragraph run as its text does, and say in which language it is."""
    for paragraph in frame.paragraphs:
        written = language_of(written_in(paragraph.text, language))
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - rtl has no public name
        properties.set("algn", "r" if written.rtl else "l")
        properties.set("rtl", "1" if written.rtl else "0")
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", written.locale)  # noqa: SLF001


def set_size(frame: TextFrame, size: float) -> None:
    """Set all letters of a text in one size."""
    from pptx.util import Pt  # noqa: PLC0415 - an extra

    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
