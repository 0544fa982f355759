from __future__ import annotations

from itertools import pairwise

import pytest
import shapely

from frontmap.errors import DataError, Where
from frontmap.importing.tessellation import cells_around

BOUNDARY = shapely.box(36.3, 33.5, 36.33, 33.51)
METRIC = "EPSG:32637"


def cells(**points: tuple[float, float]) -> tuple[shapely.Geometry, ...]:
    where = {name: Where("points.csv", row) for row, name in enumerate(points, start=2)}
    return cells_around(points, where, BOUNDARY, METRIC)


def test_each_cell_has_its_point_and_together_they_are_the_boundary() -> None:
    points = {"west": (36.305, 33.505), "middle": (36.315, 33.504), "east": (36.325, 33.506)}
    found = cells(**points)
    assert all(c.covers(shapely.Point(p)) for c, p in zip(found, points.values(), strict=True))
    assert shapely.union_all(found).symmetric_difference(BOUNDARY).area < 1e-12
    assert all(a.intersection(b).area < 1e-12 for a, b in pairwise(found))


def test_one_point_has_the_whole_boundary() -> None:
    assert (BOUNDARY,) == cells(alone=(36.305, 33.505))


def test_points_outside_the_boundary_and_in_one_spot_are_all_told() -> None:
    spot = (36.305, 33.505)
    with pytest.raises(DataError) as refusal:
        cells(one=spot, other=spot, far=(36.5, 33.5))
    found = [(fault.code, fault.where.row) for fault in refusal.value.faults]
    assert [("same-point", 3), ("outside-boundary", 4)] == found
