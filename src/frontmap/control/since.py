"""Since when an area has been in the state that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from frontmap.control.timeline import Timeline
    from frontmap.days import Span
    from frontmap.model import Claim, Run

__all__ = ["Since", "since_in_account", "since_in_atlas"]


@dataclass(frozen=True, slots=True)
class Since:
    """Since when a state holds.

    Attributes:
        day: the first day of the record on which it does.
        or_earlier: whether it may well have begun before `day`, and nothing says when.
        began: when it really began, as a ruling says; `None` where none does.
    """

    day: date
    or_earlier: bool = False
    began: Span | None = None


def since_in_atlas(run: Run, timeline: Timeline) -> Since:
    """Tell since when by the atlas's own rulings.

    A ruling's `began` is an answer, where it names an earliest day. Without one, a state that an
    episode opens with began on the episode's first day or earlier; so did one of which a ruling
    says `..2018-04-18`; any other began on its first day.
    """
    written = tuple(_beginnings(run, timeline))
    known = next((began for began in written if began.first is not None), None)
    opens = run.began == timeline.episode_on(run.first).first
    open_ended = opens or bool(written)
    return Since(run.began, or_earlier=open_ended and known is None, began=known)


def since_in_account(run: Run, timeline: Timeline, claims: Mapping[str, Claim]) -> Since:
    """Tell since when by the claims of the account that `timeline` is of.

    What a claim says of one day is known from that day. Where its date reaches further back than
    the first day of the state (`..2018-04-18`, several days, or a time that began before the
    episode), the state began on that day or earlier.
    """
    first = timeline.at(run.area, run.began)
    ids = first.ruling.evidence if first.ruling else ()
    earlier = any(_reaches_back(claims[key], run.began) for key in ids)
    return Since(run.began, or_earlier=earlier)


def _beginnings(run: Run, timeline: Timeline) -> Iterator[Span]:
    """Yield what the rulings of a state up to `run` say of its beginning, the latest first."""
    of_area = timeline.runs[run.area]
    for other in reversed(of_area[: of_area.index(run) + 1]):
        if other.first < run.began:
            return
        if other.ruling is not None and other.ruling.began is not None:
            yield other.ruling.began


def _reaches_back(claim: Claim, day: date) -> bool:
    return claim.date.first is None or claim.date.first < day
