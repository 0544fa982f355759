"""The elements round a map: title, scale bar, north arrow, locator map, source line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.lettering import (
    block_height,
    set_paragraph,
    set_words,
    text_width,
    wrapped,
)
from frontmap.drawing.marks import Anchor, Box, Fill, Line, Mark, Shape, Stroke
from frontmap.drawing.outlines import rectangle, rings_of
from frontmap.drawing.styles import MUTED, PAPER, SOFT, Style
from frontmap.drawing.view import View, extent_of, round_length
from frontmap.statuses import SOLID
from frontmap.telling.headings import whole_credits
from frontmap.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.atlas import Snapshot
    from frontmap.drawing.marks import Point, Words
    from frontmap.drawing.view import MapExtent
    from frontmap.model import Area, Group

__all__ = [
    "account_box",
    "account_words",
    "locator_box",
    "set_account",
    "set_locator",
    "set_north_arrow",
    "set_scale_bar",
    "set_source",
    "worth_locating",
]

_KM = 1000.0
#: A scale bar that is off by more than this share somewhere in view is a rough one.
_ABOUT = 0.03
#: The scale bar takes at most this share of the map's width.
_BAR_SHARE = 0.2
#: Letters of a locator's caption, and the space under it.
_CAPTION, _UNDER_CAPTION = 10.5, 3.0
#: Letters that say whose account a map is, and the space round them.
_ACCOUNT, _ACCOUNT_PAD = 13.0, 7.0
#: Letters of the places in the locator, and the longest name, as a share of its width.
_TOWN, _TOWN_WIDTH = 8.0, 0.6
#: Letters that say where the ground is.
_PLACE = 8.5
#: A locator is wider than this where names have room in it.
_ROOMY = 90.0
#: The areas that the day's episode shows, and the others, in the locator.
_HERE, _ELSEWHERE = "#c4c7cb", "#dfe1e3"


def set_source(
    snapshots: Sequence[Snapshot], box: Box, style: Style, first: str = ""
) -> tuple[tuple[Mark, ...], float]:
    """Set the attribution and the licence of the data; return the marks and the height.

    The atlas's title is before them where the heading of these days does not have it, and `first`
    before all.
    """
    language = style.language
    text = " · ".join(filter(None, (first, whole_credits(snapshots, language))))
    if not text:
        return (), 0.0
    written = snapshots[0].atlas.record.attribution.language(language)
    words = set_paragraph(text, box, style.letters(10, colour=MUTED, language=written))
    return (words,), words.box.height


def account_words(told_by: str, frame: Box, style: Style) -> Words:
    """Return whose account a map is, in lines that its frame has room for, for `set_account`."""
    room = Box(0, 0, frame.width - 6 * style.scaled(_ACCOUNT_PAD), 0)
    return set_paragraph(told_by, room, style.letters(_ACCOUNT, bold=True))


def account_box(words: Words, style: Style) -> Box:
    """Return the room that `set_account` takes."""
    return words.box.grown(style.scaled(_ACCOUNT_PAD))


def set_account(words: Words, box: Box, style: Style) -> tuple[Mark, ...]:
    """Set whose account a map is, inside its frame, where no crop of the picture loses it."""
    inner = box.grown(-style.scaled(_ACCOUNT_PAD))
    placed = set_words(words.lines, style.side.start(inner), inner.y, words.style)
    return rectangle(box, WHITE, Stroke(DARK, style.scaled(1.6))), placed


def set_scale_bar(view: View, frame: Box, style: Style) -> tuple[tuple[Mark, ...], Box]:
    """Set a bar of a round length in the lower corner at the reading start; and its box.

    It is as true as the projection, and says `≈` where a length in view can be more than 3 % off:
    on maps of a large continent and of the world.
    """
    metres = round_length(_BAR_SHARE * frame.width / view.per_metre)
    length = metres * view.per_metre
    pad, high = style.scaled(14), style.scaled(5)
    unit = "unit.km" if metres >= _KM else "unit.m"
    about = "≈ " if view.stretch > _ABOUT else ""
    figure = f"{about}{metres / _KM if metres >= _KM else metres:g} {word(unit, style.language)}"
    bar = style.side.at_start(Box(frame.x + pad, 0, frame.width - 2 * pad, high), length)
    left, y = bar.x, frame.bottom - pad - high
    thin = Stroke(DARK, style.scaled(0.9))
    half = length / 2
    letters = style.letters(11, anchor=Anchor.MIDDLE, halo=WHITE)
    top = y - block_height(1, letters.size) - style.scaled(1)
    marks: tuple[Mark, ...] = (
        rectangle(Box(left - 2, y - 2, length + 4, high + 4), WHITE),
        rectangle(Box(left, y, half, high), DARK, thin),
        rectangle(Box(left + half, y, half, high), WHITE, thin),
        set_words(("0",), style.side.start(bar), top, letters),
        set_words((figure,), style.side.end(bar), top, letters),
    )
    spread = text_width(figure, letters.size) / 2
    box = Box(left - spread, top, length + 2 * spread, y + high - top)
    return marks, _pushed_in(box, frame)


def _pushed_in(box: Box, frame: Box) -> Box:
    left, right = max(box.x, frame.x), min(box.right, frame.right)
    return Box(left, box.y, right - left, min(box.bottom, frame.bottom) - box.y)


def set_north_arrow(view: View, below: Box, style: Style) -> tuple[tuple[Mark, ...], Box]:
    """Set an arrow to true north above the box `below`, at its reading start; and its box."""
    high, wide, gap = style.scaled(26), style.scaled(6), style.scaled(8)
    letters = style.letters(12, anchor=Anchor.MIDDLE, bold=True, halo=WHITE)
    caption = block_height(1, letters.size)
    bottom = below.y - gap
    top = bottom - high - caption
    corner = Box(below.x + gap, top, below.width - 2 * gap, high + caption)
    box = style.side.at_start(corner, 2 * wide + style.scaled(4))
    dx, dy = view.northward
    x, y = box.centre[0], bottom - high / 2

    def turned(along: float, across: float) -> Point:
        return x + dx * along - dy * across, y + dy * along + dx * across

    tip, foot = turned(high / 2, 0), turned(-high / 4, 0)
    west, east = turned(-high / 2, -wide), turned(-high / 2, wide)
    thin = Stroke(DARK, style.scaled(0.9))
    north = word("map.north", style.language)
    marks: tuple[Mark, ...] = (
        Shape(((tip, east, foot),), Fill(SOLID, (WHITE,)), thin),
        Shape(((tip, west, foot),), Fill(SOLID, (DARK,)), thin),
        set_words((north,), x + dx * (high / 2), box.y, letters),
    )
    return marks, box


def worth_locating(snapshot: Snapshot, shown: MapExtent) -> bool:
    """Tell whether the coverage is larger than the extent that is shown."""
    atlas = snapshot.atlas
    whole = extent_of(atlas.areas.values(), atlas.record.metric_crs, margin=0.0)
    return not shown.holds(whole)


def locator_box(snapshot: Snapshot, width: float, style: Style) -> Box:
    """Return the room that a locator whose map is `width` wide takes, with its caption."""
    extent = extent_of(snapshot.atlas.areas.values(), snapshot.atlas.record.metric_crs)
    shape = (extent.top - extent.bottom) / max(extent.right - extent.left, 1.0)
    # A long thin coverage must not make a locator of a page's height.
    high = width * min(max(shape, 0.5), 1.4)
    letters = style.lettering(_CAPTION)
    caption = text_width(word("map.locator", style.language), letters, bold=True)
    wide = max(width, caption)
    place = _place(snapshot, wide, style)
    below = place.box.height + style.scaled(_UNDER_CAPTION) if place else 0.0
    return Box(0, 0, wide, high + _caption_height(style) + below)


def _caption_height(style: Style) -> float:
    return block_height(1, style.lettering(_CAPTION)) + style.scaled(_UNDER_CAPTION)


def _place(snapshot: Snapshot, width: float, style: Style) -> Words | None:
    """Return where the atlas's ground is, such as its country and city, for under a locator."""
    place = snapshot.atlas.record.place
    if not place or width < style.scaled(_ROOMY):
        return None
    letters = style.letters(
        _PLACE, colour=MUTED, language=place.language(style.language), halo=WHITE
    )
    return set_paragraph(place.to(style.language), Box(0, 0, width, 0), letters)


def set_locator(snapshot: Snapshot, view: View, box: Box, style: Style) -> tuple[Mark, ...]:
    """Set a small map of the whole coverage on which the view is marked."""
    atlas = snapshot.atlas
    caption = _caption_height(style)
    place = _place(snapshot, box.width, style)
    below = place.box.height + style.scaled(_UNDER_CAPTION) if place else 0.0
    ground = Box(box.x, box.y + caption, box.width, box.height - caption - below)
    crs = atlas.record.metric_crs
    locator = _Locator(snapshot, View(extent_of(atlas.areas.values(), crs), ground, crs), style)
    seen = locator.seen(view.whole)
    letters = style.letters(_CAPTION, colour=MUTED, bold=True, halo=WHITE)
    title = word("map.locator", style.language)
    return (
        set_words((title,), style.side.start(ground), box.y, letters),
        rectangle(ground, PAPER, Stroke(SOFT, style.scaled(0.8))),
        *locator.areas(),
        Line(((*seen, seen[0]),), Stroke(DARK, style.scaled(1.6))),
        *(locator.towns() if ground.width > style.scaled(_ROOMY) else ()),
        *([_moved(place, ground.x, box.bottom - place.box.height)] if place else ()),
    )


def _moved(words: Words, x: float, y: float) -> Words:
    """Return words whose box begins at (x, y) in place of the origin."""
    place = replace(words.box, x=words.box.x + x, y=words.box.y + y)
    return replace(words, x=words.x + x, y=words.y + y, box=place)


@dataclass(frozen=True)
class _Locator:
    """The map of the whole coverage in a locator; `view` fits the coverage into its frame."""

    snapshot: Snapshot
    view: View
    style: Style

    def areas(self) -> Iterator[Shape]:
        """Yield the areas in two shapes, those that the day's episode shows in a darker one."""
        atlas = self.snapshot.atlas
        here = {area.id for area in atlas.shown(self.snapshot.episode)}
        fine = Stroke(WHITE, self.style.scaled(0.5))
        for shown, colour in ((False, _ELSEWHERE), (True, _HERE)):
            rings = tuple(
                ring
                for area in self.snapshot.runs
                if (area in here) is shown
                for ring in rings_of(self.view.project(atlas.areas[area].polygon).simplify(0.6))
            )
            if rings:
                yield Shape(rings, Fill(SOLID, (colour,)), fine)

    def towns(self) -> Iterator[Words]:
        """Yield the names of the groups, in the order of the file, where they have room.

        Where a group's title is too long, the area next to its middle names it. A group that lies
        round others has no middle, and is left out.
        """
        areas = self.snapshot.atlas.areas
        taken: list[Box] = []
        for group in self.snapshot.atlas.record.groups:
            members = [areas[area] for area in self.snapshot.runs if areas[area].group == group.id]
            for words in self._names(group, members):
                if not any(words.box.overlaps(other) for other in taken):
                    taken.append(words.box)
                    yield words
                    break

    def _names(self, group: Group, members: list[Area]) -> Iterator[Words]:
        """Yield the names that a group can have, each on one line in the middle of the group."""
        if not members:
            return
        view, language = self.view, self.style.language
        places = view.project(shapely.union_all([area.polygon for area in members]))
        middle = places.centroid
        if not places.buffer(0.1 * view.frame.width).contains(middle):
            return
        near = sorted(
            members, key=lambda area: (view.project(area.polygon).distance(middle), area.id)
        )
        for name in (group.title, *(area.name for area in near)):
            letters = self.style.letters(
                _TOWN, language=name.language(language), anchor=Anchor.MIDDLE, halo=WHITE
            )
            text = name.to(language)
            lines = wrapped(text, letters.size, _TOWN_WIDTH * view.frame.width)
            top = middle.y - block_height(len(lines), letters.size) / 2
            if len(lines) != 1:
                continue
            words = set_words(lines, middle.x, top, letters)
            if words.box.inside(view.frame):
                yield words

    def seen(self, shown: MapExtent) -> tuple[Point, ...]:
        """Return the corners of an extent on the locator, cut off at its frame."""
        extent, scale = self.view.extent, self.view.per_metre
        across, down = self.view.frame.centre
        east = (extent.left + extent.right) / 2
        north = (extent.bottom + extent.top) / 2
        inner = self.view.frame.grown(-1.0)
        left, right = (
            min(max(across + (x - east) * scale, inner.x), inner.right)
            for x in (shown.left, shown.right)
        )
        top, bottom = (
            min(max(down - (y - north) * scale, inner.y), inner.bottom)
            for y in (shown.top, shown.bottom)
        )
        return (left, top), (right, top), (right, bottom), (left, bottom)
