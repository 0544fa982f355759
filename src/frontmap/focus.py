"""Which areas an episode is about: those that a map of it brings into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from frontmap.model import Area

__all__ = ["focus_areas"]


def focus_areas(shown: Sequence[Area], candidates: Iterable[Collection[str]]) -> tuple[Area, ...]:
    """Return the shown areas that the first candidates name; all of them where none names any.

    Args:
        shown: the areas that the episode shows, in the file's order, which is kept.
        candidates: ids of areas, the best reason for being in view first. The next ones are asked
            for only where no shown area is among those before.
    """
    for chosen in candidates:
        areas = tuple(area for area in shown if area.id in chosen)
        if areas:
            return areas
    return tuple(shown)
