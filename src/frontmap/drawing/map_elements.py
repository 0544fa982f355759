"""What stands round a map: title, scale bar, north arrow, locator, source line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.lettering import block_height, set_words, text_width, wrapped
from frontmap.drawing.marks import Anchor, Box, Fill, Line, Mark, Pattern, Shape, Stroke
from frontmap.drawing.styles import MUTED, PAPER, SOFT, Style
from frontmap.drawing.view import View, extent_of, round_length
from frontmap.words import language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Snapshot
    from frontmap.drawing.marks import Point, Words
    from frontmap.drawing.view import MapExtent

__all__ = [
    "locator_box",
    "paths_of",
    "rectangle",
    "rings_of",
    "set_locator",
    "set_north_arrow",
    "set_scale_bar",
    "set_source",
    "set_title",
    "worth_locating",
]

_KM = 1000.0
#: Letters of the places in the locator, and the longest name, as a share of its width.
_TOWN, _TOWN_WIDTH = 8.0, 0.6
#: A locator is wider than this where names have room in it.
_ROOMY = 90.0
#: The scale bar takes at most this share of the map's width.
_BAR_SHARE = 0.2


def rings_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of a polygon or multipolygon, without the repeated last point."""
    return tuple(
        tuple((float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1])
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    )


def paths_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the lines in a geometry as paths; points and polygons in it are left out."""
    return tuple(
        tuple((float(x), float(y)) for x, y in shapely.get_coordinates(part))
        for part in shapely.get_parts(geometry)
        if part.geom_type in {"LineString", "LinearRing"} and part.length > 0
    )


def rectangle(
    box: Box, colour: str, edge: Stroke | None = None, *, name: str = "", about: str = ""
) -> Shape:
    """Return a plain rectangle."""
    corners = (
        (box.x, box.y),
        (box.right, box.y),
        (box.right, box.bottom),
        (box.x, box.bottom),
    )
    return Shape((corners,), Fill(Pattern.SOLID, (colour,)), edge, name=name, about=about)


def set_title(
    snapshot: Snapshot, box: Box, language: str, style: Style
) -> tuple[tuple[Mark, ...], float]:
    """Set the atlas's title, the day and whose account it is; return the marks and the height."""
    rtl = language_of(language).rtl
    x, anchor = (box.right, Anchor.RIGHT) if rtl else (box.x, Anchor.LEFT)
    title = snapshot.atlas.title
    teller = snapshot.atlas.told_by_name()
    under = word("map.end_of_day", language)
    if teller:
        under += f" · {word('as_told_by', language)}: {teller.to(language)}"
    marks: list[Mark] = []
    y = box.y
    for text, size, colour, bold, written in (
        (title.to(language), 14.0, MUTED, False, title.language(language)),
        (written_day(snapshot.day, language), 28.0, DARK, True, language),
        (under, 13.0, MUTED, False, language),
    ):
        letters = style.text(size)
        lines = wrapped(text, letters, box.width, bold=bold) or ("",)
        marks.append(
            set_words(
                lines,
                x,
                y,
                size=letters,
                colour=colour,
                language=written,
                anchor=anchor,
                bold=bold,
            )
        )
        y += block_height(len(lines), letters)
    return tuple(marks), y - box.y


def set_source(
    snapshot: Snapshot, box: Box, language: str, style: Style
) -> tuple[tuple[Mark, ...], float]:
    """Set the attribution and the licence of the data; return the marks and the height."""
    record = snapshot.atlas.record
    size = style.text(10)
    parts = [
        f"{word(key, language)}: {text}"
        for key, text in (
            ("map.source", record.attribution.to(language)),
            ("map.licence", record.licence),
        )
        if text
    ]
    lines = wrapped(" · ".join(parts), size, box.width)
    if not lines:
        return (), 0.0
    rtl = language_of(language).rtl
    words = set_words(
        lines,
        box.right if rtl else box.x,
        box.y,
        size=size,
        colour=MUTED,
        language=language if record.attribution.language(language) == language else "en",
        anchor=Anchor.RIGHT if rtl else Anchor.LEFT,
    )
    return (words,), words.box.height


def set_scale_bar(
    view: View, frame: Box, language: str, style: Style
) -> tuple[tuple[Mark, ...], Box]:
    """Set a bar of a round length in the lower corner at the reading start; and its box."""
    metres = round_length(_BAR_SHARE * frame.width / view.per_metre)
    length = metres * view.per_metre
    pad, high, size = style.text(14), style.text(5), style.text(11)
    unit = "unit.km" if metres >= _KM else "unit.m"
    figure = f"{metres / _KM if metres >= _KM else metres:g} {word(unit, language)}"
    left = frame.right - pad - length if language_of(language).rtl else frame.x + pad
    y = frame.bottom - pad - high
    thin = Stroke(DARK, style.text(0.9))
    half = length / 2
    marks: list[Mark] = [
        rectangle(Box(left - 2, y - 2, length + 4, high + 4), WHITE),
        rectangle(Box(left, y, half, high), DARK, thin),
        rectangle(Box(left + half, y, half, high), WHITE, thin),
    ]
    top = y - block_height(1, size) - style.text(1)
    end = left if language_of(language).rtl else left + length
    labels = [("0", left + length if language_of(language).rtl else left), (figure, end)]
    for text, x in labels:
        marks.append(
            set_words(
                (text,),
                x,
                top,
                size=size,
                colour=DARK,
                language=language,
                anchor=Anchor.MIDDLE,
                halo=WHITE,
            )
        )
    spread = text_width(figure, size) / 2
    box = Box(left - spread, top, length + 2 * spread, y + high - top)
    return tuple(marks), _pushed_in(box, frame)


def _pushed_in(box: Box, frame: Box) -> Box:
    left, right = max(box.x, frame.x), min(box.right, frame.right)
    return Box(left, box.y, right - left, min(box.bottom, frame.bottom) - box.y)


def set_north_arrow(
    view: View, below: Box, language: str, style: Style
) -> tuple[tuple[Mark, ...], Box]:
    """Set an arrow to true north above the box `below`, at its reading start; and its box."""
    size, high, wide = style.text(12), style.text(26), style.text(6)
    width = 2 * wide + style.text(4)
    left = (
        below.right - width - style.text(8)
        if language_of(language).rtl
        else below.x + style.text(8)
    )
    bottom = below.y - style.text(8)
    box = Box(left, bottom - high - block_height(1, size), width, high + block_height(1, size))
    dx, dy = view.northward
    x, y = box.centre[0], bottom - high / 2

    def turned(along: float, across: float) -> Point:
        return x + dx * along - dy * across, y + dy * along + dx * across

    tip, foot = turned(high / 2, 0), turned(-high / 4, 0)
    west, east = turned(-high / 2, -wide), turned(-high / 2, wide)
    thin = Stroke(DARK, style.text(0.9))
    marks: tuple[Mark, ...] = (
        Shape(((tip, east, foot),), Fill(Pattern.SOLID, (WHITE,)), thin),
        Shape(((tip, west, foot),), Fill(Pattern.SOLID, (DARK,)), thin),
        set_words(
            (word("map.north", language),),
            x + dx * (high / 2),
            box.y,
            size=size,
            colour=DARK,
            language=language,
            anchor=Anchor.MIDDLE,
            bold=True,
            halo=WHITE,
        ),
    )
    return marks, box


def worth_locating(snapshot: Snapshot, shown: MapExtent) -> bool:
    """Tell whether there is more of the coverage than the extent that is shown."""
    atlas = snapshot.atlas
    whole = extent_of(atlas.areas.values(), atlas.record.metric_crs, margin=0.0)
    return not shown.holds(whole)


def locator_box(snapshot: Snapshot, width: float, style: Style) -> Box:
    """Return the room that the locator takes with a map of `width`, at the origin."""
    extent = extent_of(snapshot.atlas.areas.values(), snapshot.atlas.record.metric_crs)
    shape = (extent.top - extent.bottom) / max(extent.right - extent.left, 1.0)
    # A long thin coverage must not make a locator of a page's height.
    high = width * min(max(shape, 0.5), 1.4)
    return Box(0, 0, width, high + block_height(1, style.text(10.5)) + style.text(3))


def set_locator(
    snapshot: Snapshot, view: View, box: Box, language: str, style: Style
) -> tuple[Mark, ...]:
    """Set a small map of the whole coverage on which the view is marked."""
    atlas = snapshot.atlas
    crs = atlas.record.metric_crs
    size = style.text(10.5)
    caption = block_height(1, size) + style.text(3)
    ground = Box(box.x, box.y + caption, box.width, box.height - caption)
    small = View(extent_of(atlas.areas.values(), crs), ground, crs)
    here = {area.id for area in atlas.shown(snapshot.episode)}
    seen = _seen(view, small, ground)
    rtl = language_of(language).rtl
    fine = Stroke(WHITE, style.text(0.5))
    areas = [
        Shape(
            rings_of(small.project(atlas.areas[area].polygon).simplify(0.6)),
            Fill(Pattern.SOLID, ("#c4c7cb" if area in here else "#dfe1e3",)),
            fine,
        )
        for area in snapshot.runs
    ]
    return (
        set_words(
            (word("map.locator", language),),
            ground.right if rtl else ground.x,
            box.y,
            size=size,
            colour=MUTED,
            language=language,
            anchor=Anchor.RIGHT if rtl else Anchor.LEFT,
            bold=True,
            halo=WHITE,
        ),
        rectangle(ground, PAPER, Stroke(SOFT, style.text(0.8))),
        *(area for area in areas if area.rings),
        Line(((*seen, seen[0]),), Stroke(DARK, style.text(1.6))),
        *(
            _towns(snapshot, small, ground, language, style)
            if ground.width > style.text(_ROOMY)
            else ()
        ),
    )


def _towns(
    snapshot: Snapshot, small: View, ground: Box, language: str, style: Style
) -> Iterator[Words]:
    """Yield the names of the groups, in the order of the file, where they have room.

    Where a group's title is too long, the area next to its middle names it. A group that lies
    round others has no middle, and is left out.
    """
    areas = snapshot.atlas.areas
    size = style.text(_TOWN)
    taken: list[Box] = []
    for group in snapshot.atlas.record.groups:
        members = [areas[area] for area in snapshot.runs if areas[area].group == group.id]
        if not members:
            continue
        places = small.project(shapely.union_all([area.polygon for area in members]))
        middle = places.centroid
        if not places.buffer(0.1 * ground.width).contains(middle):
            continue
        near = sorted(
            members,
            key=lambda area: (small.project(area.polygon).distance(middle), area.id),
        )
        for name in (group.title, *(area.name for area in near)):
            lines = wrapped(name.to(language), size, _TOWN_WIDTH * ground.width)
            words = set_words(
                lines,
                middle.x,
                middle.y - block_height(len(lines), size) / 2,
                size=size,
                colour=DARK,
                language=name.language(language),
                anchor=Anchor.MIDDLE,
                halo=WHITE,
            )
            fits = len(lines) == 1 and words.box.inside(ground)
            if fits and not any(words.box.overlaps(other) for other in taken):
                taken.append(words.box)
                yield words
                break


def _seen(view: View, small: View, ground: Box) -> tuple[Point, ...]:
    extent = view.whole
    scale = small.per_metre
    across, down = ground.centre
    east = (small.extent.left + small.extent.right) / 2
    north = (small.extent.bottom + small.extent.top) / 2
    inner = ground.grown(-1.0)
    left, right = (
        min(max(across + (x - east) * scale, inner.x), inner.right)
        for x in (extent.left, extent.right)
    )
    top, bottom = (
        min(max(down - (y - north) * scale, inner.y), inner.bottom)
        for y in (extent.top, extent.bottom)
    )
    return (left, top), (right, top), (right, bottom), (left, bottom)
