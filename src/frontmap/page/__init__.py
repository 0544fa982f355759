"""The day-slider page: one HTML file that needs no network, or a folium map."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

import shapely
from jinja2 import Template

from frontmap.drawing.view import in_view
from frontmap.errors import FrontmapError
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.page.element import DaySlider, Verbatim
from frontmap.page.leaflet import leaflet_script, leaflet_style
from frontmap.page.modules import read_asset
from frontmap.page.policy import content_security_policy, requests_of, tile_host
from frontmap.words import direction, labelled, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import folium
    from branca.element import Element, Figure

    from frontmap.atlas import Atlas

__all__ = ["render_page", "to_map", "write_page"]

_VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')
_POLICY = "<!-- policy -->"

#: Steps of the zoom: fine enough that an episode fills the window.
_ZOOM_SNAP = 0.25
_ZOOM = 13
_MIN_ZOOM, _MAX_ZOOM = 9, 18
#: The width of the world at zoom 0, and of a narrow window, in pixels.
_TILE, _NARROW = 256, 300


def to_map(
    atlas: Atlas, *, day: date | None = None, language: str | None = None, tiles: str = ""
) -> folium.Map:
    """Return a folium map with the day slider on it, which displays itself in a notebook.

    Further folium layers can be added to it. It carries no policy, and in a notebook folium loads
    Leaflet from its usual hosts; `write_page` makes the file that needs no network.

    Args:
        atlas: what to show; an account opens as that account.
        day: the day on which it opens; the last of the default episode where none is given.
        language: a tag of `frontmap.words.LANGUAGES`; the atlas's first by default.
        tiles: the address template of online tiles (`https://…/{z}/{x}/{y}.png`); none by default.

    Raises:
        RequestError: `day` is outside every episode, or `tiles` is no address of tiles.
    """
    language = atlas.output_language(language)
    day = day or atlas.default_day()
    episode = atlas.timeline.episode_on(day)
    shapes = [area.polygon for area in in_view(atlas, episode)]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    slider = DaySlider(atlas, day=day, language=language, tiles=tiles)
    # folium imports pandas; after the packing it uses memory that the packing has given back
    import folium  # noqa: PLC0415

    figure_map = folium.Map(
        location=[round((south + north) / 2, 5), round((west + east) / 2, 5)],
        zoom_start=_ZOOM,
        tiles=tiles or None,
        attr=tile_host(tiles) if tiles else None,
        min_zoom=_least_zoom(max(east - west, north - south)),
        max_zoom=_MAX_ZOOM,
        zoom_snap=_ZOOM_SNAP,
        attribution_control=bool(tiles),
    )
    slider.add_to(figure_map)
    return figure_map


def _least_zoom(degrees: float) -> int:
    """Return the least zoom: one at which all the areas, even of a country, fit the window."""
    fitting = math.floor(math.log2(_NARROW * 360 / (_TILE * max(degrees, 1e-6))))
    return max(0, min(_MIN_ZOOM, fitting))


def write_page(
    atlas: Atlas,
    path: Path | str,
    *,
    day: date | None = None,
    language: str | None = None,
    tiles: str = "",
) -> WrittenFile:
    """Write the day slider as one HTML file.

    Args:
        atlas: what to show; an account opens as that account.
        path: the file; it is replaced whole or not at all.
        day: the day on which the page opens; the last of the default episode where none is given.
        language: a tag of `frontmap.words.LANGUAGES`, in which it opens; the atlas's first by
            default.
        tiles: the address template of online tiles; the page then asks their host, and says so.

    Raises:
        RequestError: `day` is outside every episode, `tiles` is no address of tiles, or the file
            is no `.html`.
        FrontmapError: the file system refused.
    """
    require_output(Path(path), "a page", [".html", ".htm"], atlas.record.read_from)
    content = render_page(atlas, day=day, language=language, tiles=tiles).encode("utf-8")
    write_atomically(Path(path), content)
    network = f"asks {tile_host(tiles)} for tiles" if tiles else "needs no network"
    sizes = counted(len(atlas.days()), "day"), counted(len(atlas.areas), "area"), network
    measures = ", ".join(sizes)
    return WrittenFile(Path(path), measures, len(content))


def render_page(
    atlas: Atlas, *, day: date | None = None, language: str | None = None, tiles: str = ""
) -> str:
    """Return what `write_page` writes.

    Raises:
        RequestError: `day` is outside every episode, or `tiles` is no address of tiles.
    """
    language = atlas.output_language(language)
    day = day or atlas.default_day()
    figure_map = to_map(atlas, day=day, language=language, tiles=tiles)
    # folium's own links lead to five hosts; our map needs only Leaflet
    figure_map.default_js, figure_map.default_css = [], []
    figure = cast("Figure", figure_map.get_root())
    style, leaflet = leaflet_style(tiles=bool(tiles)), leaflet_script(tiles=bool(tiles))
    figure.header.add_child(Verbatim(f"<style>\n{style}</style>"), name="leaflet_style")
    figure.header.add_child(Verbatim(f"<script>\n{leaflet}</script>"), name="leaflet")
    figure.render()
    html = Template(read_asset("page.html")).render(
        language=language,
        direction=direction(language),
        policy=_POLICY,
        title=labelled(atlas.title.to(language), written_day(day, language), language),
        header=_VIEWPORT.sub("", figure.header.render()),
        body=figure.html.render(),
        script=figure.script.render(),
    )
    html = _renumbered(html, {element._id for element in _elements(figure)})  # noqa: SLF001
    if asked := requests_of(html):
        raise FrontmapError(f"the page would ask the network: {', '.join(asked)}")
    policy = content_security_policy(html, tiles=tiles)
    return html.replace(
        _POLICY, f'<meta http-equiv="Content-Security-Policy" content="{policy}">', 1
    )


def _elements(element: Element) -> Iterator[Element]:
    """Yield an element and everything in it."""
    yield element
    for name in ("header", "html", "script"):
        if hasattr(element, name) and hasattr(getattr(element, name), "_children"):
            yield from _elements(getattr(element, name))
    for child in element._children.values():  # noqa: SLF001 - branca offers no other way in
        yield from _elements(child)


def _renumbered(html: str, ids: set[str]) -> str:
    """Count branca's ids, which are random, in the order in which they appear."""
    in_order = sorted((place, found) for found in ids if (place := html.find(found)) >= 0)
    for number, (_, found) in enumerate(in_order, start=1):
        html = html.replace(found, str(number))
    return html
