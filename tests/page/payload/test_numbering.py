"""Borders, outlines and texts are stored once and come back as they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from payloads import unpacked, within

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


ATLASES = ["tiny_atlas", "redrawn_atlas", "builtin"]


@pytest.mark.parametrize("which", ATLASES)
def test_the_borders_of_a_day_are_those_between_the_outlines_that_are_there(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    dated = {row[0]: row[1:] for row in payload["dated"]}
    ids = [area[0] for area in payload["areas"]]
    for number, day in enumerate(atlas.days()):
        said = [
            (ids[left], ids[right] if right >= 0 else "", metres)
            for border, (left, right, metres, *_) in enumerate(payload["borders"])
            if border not in dated or within(dated[border], number)
        ]
        borders = atlas.topology_on(day).borders
        assert sorted((b.left, b.right, round(b.length_m * 10)) for b in borders) == sorted(said)


def test_an_atlas_without_dated_outlines_has_no_dated_borders(builtin: Atlas) -> None:
    assert [] == unpacked(builtin, date(2018, 5, 3))["dated"]


@pytest.mark.parametrize("which", ["redrawn_atlas", "builtin"])
def test_outlines_come_back_within_a_metre_and_still_meet(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    west, south, unit = payload["grid"]
    lines = []
    for _, _, _, *deltas in payload["borders"]:
        x = y = 0
        line = []
        for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append(((west + x) * unit, (south + y) * unit))
        lines.append(line)
    for row, area in zip(payload["areas"], atlas.areas.values(), strict=True):
        polygons = []
        for rings in row[8]:
            closed = []
            for ring in rings:
                points: list[tuple[float, float]] = []
                for ref in ring:
                    walked = lines[ref] if ref >= 0 else lines[~ref][::-1]
                    assert not points or points[-1] == pytest.approx(walked[0], abs=1e-9)
                    points += walked
                closed.append(points)
            polygons.append(shapely.Polygon(closed[0], closed[1:]))
        outline = shapely.MultiPolygon(polygons)
        assert (
            shapely.hausdorff_distance(
                outline,
                shapely.multipolygons([area.polygon])
                if area.polygon.geom_type == "Polygon"
                else area.polygon,
            )
            <= unit
        )


def test_a_text_that_repeats_is_stored_once(builtin: Atlas) -> None:
    texts = unpacked(builtin, date(2018, 5, 3))["texts"]
    both = list(zip(texts["en"], texts["ar"], strict=True))
    assert len(set(both)) == len(both)
