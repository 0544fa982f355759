"""Which days an output shows, where the user names an episode, the ends of a span, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.errors import RequestError, UsageError
from frontmap.limits import DRAWN_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from frontmap.atlas import Atlas
    from frontmap.model import Episode

__all__ = [
    "covered_days",
    "days_of_animation",
    "days_of_slides",
    "opening_day",
    "require_drawable",
]


def opening_day(atlas: Atlas, day: date | None = None, episode: str = "") -> date:
    """Return the day on which a page opens: `day`, or the last one of an episode.

    Args:
        atlas: what is shown.
        day: the day that the user names, if any.
        episode: the id of an episode; without one, the default episode.

    Raises:
        RequestError: the atlas has no such episode, or does not cover the day.
        UsageError: the day is not one of the episode.
    """
    if day is None:
        return _episode(atlas, episode).last
    if episode and not atlas.episode(episode).covers(day):
        raise UsageError(f"{day} is not a day of the episode {episode!r}")
    # raises where no episode covers the day
    atlas.timeline.episode_on(day)
    return day


def days_of_slides(
    atlas: Atlas, days: Sequence[date] | None = None, episode: str = "", *, changes: bool = False
) -> tuple[date, ...]:
    """Return the days of a deck, in order.

    They are `days` where the user names some; all days of the episode that is named; with
    `changes`, only those on which something changed, of that episode or of all; where nothing is
    named, those on which something changed in the default episode. An account that tells of no
    change shows the last day.

    Raises:
        RequestError: the atlas has no such episode.
    """
    if days:
        return tuple(days)
    around = None if changes and not episode else _episode(atlas, episode)
    if around is not None and episode and not changes:
        return tuple(day for day in atlas.days() if around.covers(day))
    changed = atlas.change_days()
    chosen = tuple(day for day in changed if around is None or around.covers(day))
    return chosen or (_episode(atlas, episode).last,)


def days_of_animation(
    atlas: Atlas, first: date | None = None, last: date | None = None, episode: str = ""
) -> tuple[date, ...]:
    """Return the days of the record from `first` to `last`, both included.

    An end that is not named is that of `episode`; where none is named, of the episode that covers
    the other end; else of the default episode.

    Raises:
        RequestError: the atlas has no such episode, or the record covers none of the days.
        UsageError: the first day is after the last.
    """
    around = _episode(atlas, episode)
    named = first or last
    if named is not None and not episode:
        around = next((one for one in atlas.episodes if one.covers(named)), around)
    start, end = first or around.first, last or around.last
    if start > end:
        raise UsageError(f"the first day, {start}, is after the last, {end}")
    return covered_days(atlas, start, end)


def covered_days(atlas: Atlas, first: date, last: date) -> tuple[date, ...]:
    """Return the days of the record from `first` to `last`, both included.

    Raises:
        RequestError: the record covers none of them.
    """
    days = tuple(day for day in atlas.days() if first <= day <= last)
    if not days:
        raise RequestError(f"no day from {first} to {last} lies in an episode of this atlas")
    return days


def require_drawable(days: Sequence[date], most: int = DRAWN_DAYS) -> None:
    """Refuse more days than one file can have a map of each, which is `most`.

    Raises:
        RequestError: there are more than the limit.
    """
    if len(days) > most:
        raise RequestError(
            f"one file has maps of at most {most:,} days, not of {len(days):,}; name fewer"
        )


def _episode(atlas: Atlas, episode: str) -> Episode:
    return atlas.episode(episode) if episode else atlas.default_episode()
