"""What never changes hands in an episode: the ground that a chart of changes can leave out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from frontmap.statuses import CountedAs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontmap.model import Area, Episode, Run

__all__ = ["unchanged_km2"]


def unchanged_km2(
    runs: Mapping[str, Sequence[Run]],
    areas: Mapping[str, Area],
    km2: Mapping[str, float],
    episode: Episode,
) -> Mapping[str, float]:
    """Add up what each actor holds, or is leaving, in areas whose state never changes.

    Args:
        runs: for each area its runs in the order of days, which fill the episode.
        areas: the same areas; one whose outline does not exist on every day of the episode is
            left out.
        km2: geodesic area of each.
        episode: the days.

    Returns:
        km² by actor, for those with any, in the order of their first areas.
    """
    found: dict[str, float] = defaultdict(float)
    days = episode.first, episode.last
    for area, of_area in runs.items():
        if areas[area].during(*days) != days:
            continue
        first, *others = [run.control for run in of_area if episode.covers(run.first)]
        holds = first.status.row.counts is CountedAs.HELD
        if holds and all(other.same_state(first) for other in others):
            found[first.holder] += km2[area]
    return dict(found)
