"""An overview of very many areas: those in one state are drawn as one, with fewer bends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.atlas import Atlas
from frontmap.model import NO_TEXT, Area, Confidence, Control, Doubt, Ruling, Text
from frontmap.words import LANGUAGES, language_of, word

if TYPE_CHECKING:
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Snapshot
    from frontmap.model import Record

__all__ = ["MANY_AREAS", "overview"]

#: A picture with more areas than this is an overview; with fewer, each can be told apart.
MANY_AREAS = 1000

#: A bend that is smaller than this share of the map's longer side is left out.
_DETAIL = 1 / 400

#: The confidence that is drawn with a doubt; an overview knows no other reason for one.
_CONFIDENCE = {
    Doubt.NONE: Confidence.HIGH,
    Doubt.UNCERTAIN: Confidence.LOW,
    Doubt.ASSUMED: Confidence.ASSUMED,
}


class _Overview(Atlas):
    """An atlas of merged areas, which is still the account that it was made of."""

    def __init__(self, record: Record, made_of: Atlas) -> None:
        """Compose the record; `made_of` is the atlas, or the account, that it merges."""
        super().__init__(record)
        self.told_by, self._teller = made_of.told_by, made_of.told_by_name()
        # a heading goes by how many there are
        self.episodes = made_of.episodes

    def told_by_name(self) -> Text:
        """Return the name of whose account this is; empty for the atlas's own reading."""
        return self._teller


def overview(snapshot: Snapshot) -> Snapshot:
    """Return the day as an atlas of its own, with one area for each state that there is.

    The areas that the day's episode shows are merged by holder, status, rivals and what is
    in doubt. Their outlines are simplified together, so that no crack opens. The new
    atlas has that one day, no evidence and no names worth a label; its front is that of the day,
    simplified. A piece that is smaller than the bends that are left out may vanish.
    """
    atlas, day = snapshot.atlas, snapshot.day
    members = _by_state(snapshot)
    merged = _simplified([shapely.coverage_union_all(polygons) for polygons in members.values()])
    areas: list[Area] = []
    rulings: list[Ruling] = []
    for number, ((control, doubt), polygon) in enumerate(
        zip(members, merged, strict=True), start=1
    ):
        if polygon.is_empty:
            continue
        count = len(members[control, doubt])
        name = Text.of({tag: _areas(count, tag) for tag in LANGUAGES})
        area = Area(f"state-{number}", name, NO_TEXT, "", polygon)
        areas.append(area)
        if control.status.row.ruled:
            rulings.append(_ruling(area, day, control, doubt))
    record = replace(
        atlas.record,
        groups=(),
        episodes=(replace(snapshot.episode, first=day, last=day, groups=()),),
        areas=tuple(areas),
        rulings=tuple(rulings),
        captions=(),
        landmarks=(),
        sources=(),
        voices=(),
        # the events of the day stay marks on the map; nothing is graded
        claims=atlas.events_on(day),
        has_seeds=False,
    )
    return _Overview(record, atlas).on(day)


def _by_state(snapshot: Snapshot) -> dict[tuple[Control, Doubt], list[BaseGeometry]]:
    """Return the outlines of the areas by their state, and what is in doubt."""
    states = {
        control: replace(control, confidence=None) for control in set(snapshot.controls.values())
    }
    members: dict[tuple[Control, Doubt], list[BaseGeometry]] = defaultdict(list)
    for area in snapshot.atlas.shown(snapshot.episode):
        if area.id in snapshot.runs:
            state = states[snapshot.controls[area.id]]
            members[state, snapshot.doubt(area.id)].append(area.polygon)
    return members


def _ruling(area: Area, day: date, control: Control, doubt: Doubt) -> Ruling:
    return Ruling(
        area=area.id,
        since=day,
        began=None,
        holder=control.holder,
        status=control.status,
        rivals=control.rivals,
        confidence=_CONFIDENCE[doubt],
        evidence=(),
        note=NO_TEXT,
    )


def _areas(count: int, language: str) -> str:
    return f"{language_of(language).number(count)} {word('lesson.areas', language)}"


def _simplified(polygons: list[BaseGeometry]) -> list[BaseGeometry]:
    west, south, east, north = shapely.total_bounds(polygons)
    tolerance = max(east - west, north - south) * _DETAIL
    simple = shapely.make_valid(
        shapely.coverage_simplify(np.asarray(polygons), tolerance, simplify_boundary=True)
    )
    # What collapses to a line or a point is no area.
    flat = shapely.get_dimensions(simple) < 2  # noqa: PLR2004 - dimensions of a polygon
    return [shapely.Polygon() if gone else shape for gone, shape in zip(flat, simple, strict=True)]
