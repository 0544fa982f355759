"""A day's map in words: who holds what, what changed, and where the front runs.

It is what a picture says to those who do not see it, made of the data that the picture is made of.
A long list ends with how many more there are. The page says the same of its own map at more length
(`state/map-words.mjs`): a stretch of front is found, and its ends are named, as there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.ground.plane import metres_per_degree
from frontmap.model import Doubt
from frontmap.telling.headings import told_by_words
from frontmap.telling.sentences import (
    actor_name,
    changes_since,
    day_sentence,
    no_data_words,
    state_words,
    told_change,
)
from frontmap.words import labelled, language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Snapshot
    from frontmap.control.timeline import Change
    from frontmap.front.frontline import FrontSegment

__all__ = ["and_more", "as_sentences", "day_in_words", "days_in_words", "what_it_is"]

#: So many states, areas of one state, changes, and areas along a stretch of front are told.
_STATES, _AREAS, _CHANGES, _BESIDE = 8, 4, 5, 3
#: A stretch ends at a landmark that is so many metres away at most, as on the page.
_AT_LANDMARK = 250.0


def day_in_words(
    snapshot: Snapshot, language: str, before: Snapshot | None = None, *, changed: bool = True
) -> str:
    """Say what the map of a day shows, in a few sentences.

    Args:
        snapshot: the day.
        language: a tag of `frontmap.words.LANGUAGES`.
        before: the day since which changes are told; without it, those of the day itself.
        changed: whether changes are told at all.
    """
    return as_sentences(
        [
            what_it_is([snapshot], language),
            *_holders(snapshot, language),
            *(_changed(snapshot, language, before) if changed else ()),
            *_front(snapshot, language),
        ]
    )


def days_in_words(snapshots: Sequence[Snapshot], language: str) -> str:
    """Say what the maps of some days show: the first and the last, and each change between."""
    first, *_, last = snapshots if len(snapshots) > 1 else (snapshots[0], snapshots[0])
    if first is last:
        return day_in_words(first, language)
    steps = pairwise(snapshots)
    return as_sentences(
        [
            what_it_is(snapshots, language),
            written_day(first.day, language),
            *_holders(first, language),
            *_front(first, language),
            *(
                sentence
                for before, after in steps
                for sentence in (
                    written_day(after.day, language),
                    *_changed(after, language, before),
                )
            ),
            *_holders(last, language),
            *_front(last, language),
        ]
    )


def what_it_is(snapshots: Sequence[Snapshot], language: str) -> str:
    """Say that this is a map, of which days, and whose account it is."""
    days = " · ".join(written_day(snapshot.day, language) for snapshot in snapshots)
    told_by = told_by_words(snapshots[0].atlas, language)
    said = labelled(word("map.description", language), days, language)
    return language_of(language).comma.join(filter(None, (said, told_by)))


def as_sentences(sentences: Iterable[str]) -> str:
    """Join sentences; each begins with a capital and ends in a full stop."""
    return " ".join(f"{one[0].upper()}{one[1:].removesuffix('.')}." for one in sentences if one)


def _holders(snapshot: Snapshot, language: str) -> tuple[str, ...]:
    """Say which areas are in which state and in what doubt, the state of most areas first.

    The areas that the episode is about are named first.
    """
    atlas = snapshot.atlas
    if not snapshot.has_data:
        return (no_data_words(language),)
    about = atlas.focus_areas(snapshot.episode)
    ordered = dict.fromkeys((*about, *atlas.shown(snapshot.episode)))
    found: dict[str, list[str]] = defaultdict(list)
    for area in ordered:
        if area.id in snapshot.controls:
            found[_state(area.id, snapshot, language)].append(area.name.to(language))
    number = language_of(language).number
    states = sorted(found.items(), key=lambda one: -len(one[1]))
    lines = [
        labelled(f"{state} ({number(len(names))})", _listed(names, _AREAS, language), language)
        for state, names in states
    ]
    return and_more(lines, _STATES, language)


def _state(area: str, snapshot: Snapshot, language: str) -> str:
    """Say an area's state, and what is in doubt about it."""
    doubt = snapshot.doubt(area)
    state = state_words(snapshot.controls[area], snapshot.atlas, language)
    brief = "" if doubt is Doubt.NONE else word(f"legend.{doubt}.brief", language)
    return language_of(language).comma.join(filter(None, (state, brief)))


def _changed(snapshot: Snapshot, language: str, before: Snapshot | None = None) -> tuple[str, ...]:
    """Say what changed on the day, or since the day `before`."""
    if before is not None:
        return _changed_since(snapshot, before, language)
    if not snapshot.has_data:
        # who holds what says so
        return ()
    if not snapshot.changes:
        return tuple(filter(None, [day_sentence(snapshot, language)]))
    return _all_told(word("changes_today", language), snapshot.changes, snapshot, language)


def _changed_since(snapshot: Snapshot, before: Snapshot, language: str) -> tuple[str, ...]:
    """Say what changed since an earlier day; nothing where that is not known."""
    day = written_day(before.day, language)
    if before.day < snapshot.day and not (before.has_data and snapshot.has_data):
        silent = snapshot if before.has_data else before
        no_data = word("status.no_data", language)
        return (labelled(written_day(silent.day, language), no_data, language),)
    if not snapshot.comparable(before):
        return ()
    changes = changes_since(before, snapshot)
    if not changes:
        return (word("no_changes_since", language).format(day=day),)
    head = word("changes_since", language).format(day=day)
    return _all_told(head, changes, snapshot, language)


def _all_told(
    head: str, changes: Sequence[Change], snapshot: Snapshot, language: str
) -> tuple[str, ...]:
    told = [told_change(change, snapshot.atlas, language) for change in changes]
    semicolon = language_of(language).semicolon
    return (labelled(head, semicolon.join(and_more(told, _CHANGES, language)), language),)


def _front(snapshot: Snapshot, language: str) -> tuple[str, ...]:
    """Say how long the front is, and where its longest stretch runs."""
    stretches = _stretches(snapshot, language)
    if not stretches:
        return (word("page.no_front", language),) if snapshot.has_data else ()
    total = word("page.stretches", language).format(
        length=_metres(snapshot.frontline.length_m, language),
        count=language_of(language).number(len(stretches)),
    )
    return (total, _stretch_words(stretches[0], snapshot, language))


@dataclass(frozen=True)
class _Stretch:
    """Front borders that hang together between the same two holders.

    Attributes:
        metres: how long it is.
        holders: the names of the two, in alphabetical order; may be one name twice.
        areas: the ids of the areas on each holder's side.
        line: its vertices, one longitude and latitude in each row.
    """

    metres: float
    holders: tuple[str, str]
    areas: tuple[tuple[str, ...], tuple[str, ...]]
    line: NDArray[np.float64]


def _stretches(snapshot: Snapshot, language: str) -> list[_Stretch]:
    """Return the stretches of the day's front, the longest first."""
    sides = [_sides(segment, snapshot, language) for segment in snapshot.frontline.segments]
    found = [
        _joined([(snapshot.frontline.segments[number], sides[number]) for number in group])
        for group in _together(
            [
                [(end, of[0][0], of[1][0]) for end in _ends(segment)]
                for segment, of in zip(snapshot.frontline.segments, sides, strict=True)
            ]
        )
    ]
    return sorted(found, key=lambda stretch: -stretch.metres)


def _sides(
    segment: FrontSegment, snapshot: Snapshot, language: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the holder's name and the area's id on either side, by the holder's name."""
    atlas = snapshot.atlas
    border = segment.border
    one, other = sorted(
        (
            (actor_name(snapshot.controls[area].holder, atlas, language), area)
            for area in (border.left, border.right)
        ),
        key=lambda side: side[0],
    )
    return one, other


def _ends(segment: FrontSegment) -> tuple[tuple[float, float], ...]:
    coordinates = segment.border.line.coords
    return tuple((float(x), float(y)) for x, y in (coordinates[0][:2], coordinates[-1][:2]))


def _together(keys: Sequence[Sequence[object]]) -> list[list[int]]:
    """Return the numbers of things that share a key, and so on, in the order of the first ones."""
    parent = list(range(len(keys)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    seen: dict[object, int] = {}
    for number, of in enumerate(keys):
        for key in of:
            first, second = sorted((root(seen.setdefault(key, number)), root(number)))
            parent[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(keys)):
        groups[root(number)].append(number)
    return list(groups.values())


def _joined(
    parts: Sequence[tuple[FrontSegment, tuple[tuple[str, str], tuple[str, str]]]],
) -> _Stretch:
    (_, (one, other)), *_ = parts
    lines = [shapely.get_coordinates(segment.border.line) for segment, _ in parts]
    near = tuple(dict.fromkeys(sides[0][1] for _, sides in parts))
    far = tuple(dict.fromkeys(sides[1][1] for _, sides in parts))
    metres = sum(segment.border.length_m for segment, _ in parts)
    return _Stretch(metres, (one[0], other[0]), (near, far), np.concatenate(lines))


def _stretch_words(stretch: _Stretch, snapshot: Snapshot, language: str) -> str:
    """Say how long a stretch is, who faces whom and where, and from where to where it reaches."""
    length, (one, other) = _metres(stretch.metres, language), stretch.holders
    beside = [_area_names(areas, snapshot, language) for areas in stretch.areas]
    if one == other:
        both = dict.fromkeys(name for names in beside for name in names)
        areas = _listed([*both], 2 * _BESIDE, language)
        said = word("page.stretch_inside", language).format(length=length, one=one, areas=areas)
    else:
        areas, others = (_listed(names, _BESIDE, language) for names in beside)
        said = word("page.stretch", language).format(
            length=length, one=one, areas=areas, other=other, others=others
        )
    ways, ends = _outermost(stretch.line)
    around = (*stretch.areas[0], *stretch.areas[1])
    start, end = (_name_of(place, around, snapshot, language) for place in ends)
    if start == end:
        return said
    way, back = (word(f"page.way.{key}", language) for key in ways)
    reach = word("page.reaches", language).format_map(
        {"from": start, "way": way, "to": end, "back": back}
    )
    return language_of(language).comma.join((said, reach))


def _area_names(areas: Iterable[str], snapshot: Snapshot, language: str) -> list[str]:
    """Return the names of areas; where others are in one, too, its status follows."""
    names = []
    for area in areas:
        name, control = snapshot.atlas.areas[area].name.to(language), snapshot.controls[area]
        status = word(f"status.{control.status}", language)
        names.append(f"{name} ({status})" if control.rivals else name)
    return names


def _outermost(
    line: NDArray[np.float64],
) -> tuple[tuple[str, str], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the two ways along a line's longer axis, and its vertices farthest along them."""
    west, south = line.min(axis=0)
    east, north = line.max(axis=0)
    wide = (east - west) * cos(radians((south + north) / 2)) >= north - south
    along = line[:, 0] if wide else -line[:, 1]
    return ("w", "e") if wide else ("n", "s"), (line[along.argmin()], line[along.argmax()])


def _name_of(
    place: NDArray[np.float64], areas: Sequence[str], snapshot: Snapshot, language: str
) -> str:
    """Return what a place is called: the landmark beside it, else the nearest of some areas."""
    atlas = snapshot.atlas
    marks = [
        (_metres_to(place, mark.geometry), mark.name)
        for mark in atlas.landmarks.values()
        if mark.geometry is not None
    ]
    beside = min((metres for metres, _ in marks), default=_AT_LANDMARK + 1) <= _AT_LANDMARK
    middles = [(atlas.areas[area].name, _middle(atlas.areas[area].polygon)) for area in areas]
    near = marks if beside else [(_metres_to(place, middle), name) for name, middle in middles]
    return min(near, key=lambda thing: thing[0])[1].to(language)


def _middle(polygon: BaseGeometry) -> BaseGeometry:
    """Return the middle of the largest circle inside an outline, where the page has its label."""
    circles = shapely.maximum_inscribed_circle(np.array([polygon]))
    middle: BaseGeometry = shapely.get_point(circles, 0)[0]
    return middle


def _metres_to(place: NDArray[np.float64], shape: BaseGeometry) -> float:
    """Return the metres from a place to a shape that is not far away."""
    metres = np.array(metres_per_degree(float(place[1])))
    moved = shapely.transform(shape, lambda degrees: (degrees - place) * metres)
    return float(shapely.distance(moved, shapely.Point(0, 0)))


def _metres(value: float, language: str) -> str:
    return f"{language_of(language).number(value)} {word('unit.m', language)}"


def _listed(names: Sequence[str], most: int, language: str) -> str:
    return language_of(language).comma.join(and_more(names, most, language))


def and_more(texts: Sequence[str], most: int, language: str) -> tuple[str, ...]:
    """Return the first of some texts, and how many more there are; all, where that is one more."""
    if len(texts) <= most + 1:
        return tuple(texts)
    more = word("page.more", language)
    count = language_of(language).number(len(texts) - most)
    return (*texts[:most], more.format(count=count))
