"""Which areas an episode is about: those that a map of it brings into view."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.model import Area, Episode


__all__ = ["focus_areas"]

#: What each episode of an atlas is about; every output asks for it several times.
_ABOUT: WeakKeyDictionary[Atlas, dict[str, tuple[Area, ...]]] = WeakKeyDictionary()


def focus_areas(atlas: Atlas, episode: Episode) -> tuple[Area, ...]:
    """Return the areas that the episode is about, in the order of the file.

    They are the shown areas whose state changes in the episode; where none does, those that touch
    the front on its first day; where there is no front, those with data; else all shown.
    """
    known = _ABOUT.setdefault(atlas, {})
    if episode.id not in known:
        known[episode.id] = _focus_areas(atlas, episode)
    return known[episode.id]


def _focus_areas(atlas: Atlas, episode: Episode) -> tuple[Area, ...]:
    shown = atlas.shown(episode)
    for choose in (_changing, _facing, _known):
        chosen = choose(atlas, episode)
        areas = tuple(area for area in shown if area.id in chosen)
        if areas:
            return areas
    return shown


def _changing(atlas: Atlas, episode: Episode) -> set[str]:
    days = filter(episode.covers, atlas.timeline.change_days())
    return {change.area for day in days for change in atlas.changes(day)}


def _facing(atlas: Atlas, episode: Episode) -> set[str]:
    segments = atlas.on(episode.first).frontline.segments
    return {area for one in segments for area in (one.border.left, one.border.right)}


def _known(atlas: Atlas, episode: Episode) -> set[str]:
    controls = atlas.on(episode.first).controls
    return {area for area, control in controls.items() if control.holder}
