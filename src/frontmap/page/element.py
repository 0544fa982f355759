"""The one element that frontmap adds to a folium map: a picture, a payload and a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from frontmap.page.modules import minified_style, read_asset, script
from frontmap.page.payload.encoding import is_small, to_text
from frontmap.page.payload.pack import build_payload, marks_places
from frontmap.page.policy import tile_host
from frontmap.page.without_script import picture
from frontmap.words import direction

if TYPE_CHECKING:
    from datetime import date

    from frontmap.atlas import Atlas

__all__ = ["CANVAS_ABOVE", "DaySlider", "Verbatim", "painter_of", "scripts_of", "styles_of"]

#: A page of more areas than this draws on a canvas; `docs/design.md` says why.
CANVAS_ABOVE = 100

#: The module that paints the map, and the name of the painter's class in it.
_SVG = ("map/svg-painter.mjs", "SvgPainter")
_CANVAS = ("map/canvas-painter.mjs", "CanvasPainter")
#: The module that opens a small payload or a large one, and the function in it.
_SMALL = ("state/bunzip.mjs", "openSmall")
_LARGE = ("state/inflate.mjs", "openLarge")
#: What only the pages of atlases have in which claims have a place on the map.
_EVENT_MODULE = "view/event-layer.mjs"
_EVENT_STYLES = ("events",)

#: The style sheets of every page, in this order, as they are called in `assets/styles`.
_STYLES = (
    "base", "static", "frame", "map", "labels", "context", "time", "panel", "contain", "windows",
    "hand", "print",
)  # fmt: skip


def painter_of(areas: int) -> tuple[str, str]:
    """Return the module that paints so many areas, and the name of the painter's class in it."""
    return _CANVAS if areas > CANVAS_ABOVE else _SVG


def scripts_of(areas: int, *, small: bool, events: bool) -> tuple[str, ...]:
    """Return what `script` takes for a page of so many areas, with events or without any.

    `small` says which kind of text the page's payload is.
    """
    module, painter = painter_of(areas)
    opening, opener = _SMALL if small else _LARGE
    if events:
        return f"withEvents({painter})", opener, module, opening, _EVENT_MODULE
    return painter, opener, module, opening


def styles_of(*, events: bool) -> str:
    """Return the style sheets of a page with events or without any, as they are written."""
    names = (*_STYLES, *(_EVENT_STYLES if events else ()))
    return "".join(read_asset(f"styles/{name}.css") for name in names)


class Verbatim(Element):
    """Text that goes into the page as it is.

    branca takes what its own elements render for templates again, so that a name with two braces
    in it would be run.
    """

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__()
        self._name = "Verbatim"
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Return the text."""
        return self.text


class DaySlider(MacroElement):
    """The day slider: draws an atlas on the folium map that it is added to."""

    def __init__(self, atlas: Atlas, *, day: date, language: str, tiles: str = "") -> None:
        """Pack the atlas; see `frontmap.page.to_map` for the arguments."""
        super().__init__()  # type: ignore[no-untyped-call]  # branca's, without types
        self._name = "Frontmap"
        own = atlas.parent or atlas
        self.language = language
        self.areas = len(atlas.areas)
        self.events = marks_places(own)
        self.style = minified_style(styles_of(events=self.events))
        self.picture = picture(atlas.on(day), language)
        host = tile_host(tiles) if tiles else ""
        self.payload = to_text(
            build_payload(own, day=day, language=language, told_by=atlas.told_by, tiles=host)
        )

    def render(self, **_kwargs: object) -> str:
        """Put style, markup and script where the figure wants them, and return nothing here.

        Raises:
            TypeError: the element was not added to a map.
        """
        figure, parent = self.get_root(), self._parent
        if not isinstance(figure, Figure) or parent is None:
            raise TypeError("add the day slider to a folium map")
        name = self.get_name()
        markup = Template(read_asset("element.html")).render(
            name=name,
            language=self.language,
            direction=direction(self.language),
            picture=self.picture,
            payload=self.payload,
        )
        start = Template(read_asset("start.js")).render(
            script=script(
                *scripts_of(self.areas, small=is_small(self.payload), events=self.events)
            ),
            map=parent.get_name(),
            name=name,
        )
        figure.header.add_child(Verbatim(f"<style>\n{self.style}</style>"), name=f"{name}_style")
        figure.html.add_child(Verbatim(markup), name=name)
        figure.script.add_child(Verbatim(start), name=f"{name}_script")
        return ""
