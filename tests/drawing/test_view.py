from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from tessellation import as_areas

from frontmap.drawing.marks import Box
from frontmap.drawing.view import MapExtent, View, episode_extent, extent_of, in_view, round_length
from frontmap.errors import RequestError
from frontmap.ground.projection import fitted_projection

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_the_view_is_on_what_is_fought_over_and_not_on_the_ring(builtin: Atlas) -> None:
    about = builtin.focus_areas(builtin.on(date(2018, 5, 3)).episode)
    assert {area.id for area in about} >= {"yarmouk-centre", "hajar-middle", "yalda"}
    assert "ring" not in {area.group for area in about}


def test_the_view_is_on_the_areas_whose_state_changes(tiny_atlas: Atlas) -> None:
    about = tiny_atlas.focus_areas(tiny_atlas.default_episode())
    assert [area.id for area in about] == ["southwest", "southeast"]


def test_of_few_areas_all_are_shown(tiny_atlas: Atlas) -> None:
    crs, episode = tiny_atlas.record.metric_crs, tiny_atlas.default_episode()
    assert extent_of(tiny_atlas.shown(episode), crs) == episode_extent(tiny_atlas, episode)


def test_of_few_areas_all_are_in_the_page_s_view_too(tiny_atlas: Atlas) -> None:
    episode = tiny_atlas.default_episode()
    assert tiny_atlas.shown(episode) == in_view(tiny_atlas, episode)


def test_of_many_areas_all_are_shown_only_where_what_matters_stays_large(builtin: Atlas) -> None:
    crs = builtin.record.metric_crs
    for day, whole in ((date(2018, 5, 3), True), (date(2015, 4, 9), False)):
        episode = builtin.on(day).episode
        every = extent_of(builtin.shown(episode), crs)
        assert (every == episode_extent(builtin, episode)) is whole


def test_an_extent_of_no_areas_is_refused() -> None:
    with pytest.raises(RequestError, match="no area"):
        extent_of((), "EPSG:32637")


def test_a_kilometre_is_as_long_across_as_down(builtin: Atlas) -> None:
    view = View(MapExtent(247000, 3704000, 257000, 3709000), Box(10, 20, 500, 500), "EPSG:32637")
    assert view.per_metre == 0.05
    assert view.whole == MapExtent(247000, 3701500, 257000, 3711500)
    placed = view.project(builtin.areas["yalda"].polygon)
    assert shapely.area(placed) / view.per_metre**2 / 1e6 == pytest.approx(
        builtin.topology.km2["yalda"], rel=0.002
    )


def test_a_scale_bar_has_a_round_length() -> None:
    assert [round_length(most) for most in (0.5, 1, 3, 7, 49, 999, 1000)] == [
        1,
        1,
        2,
        5,
        20,
        500,
        1000,
    ]


def test_north_is_up_but_for_what_the_projection_turns_it(builtin: Atlas) -> None:
    extent = episode_extent(builtin, builtin.default_episode())
    across, down = View(extent, Box(0, 0, 100, 100), builtin.record.metric_crs).northward
    assert down == pytest.approx(-1, abs=0.001)
    assert 0.01 < across < 0.04


def fitted(*bounds: float) -> View:
    crs = fitted_projection(*bounds)
    return View(extent_of(as_areas(all=shapely.box(*bounds)), crs), Box(0, 0, 600, 400), crs)


@pytest.mark.parametrize(
    ("bounds", "one_north", "stretch"),
    [
        ((36.2, 33.4, 36.5, 33.6), True, 0.001),  # a city
        ((5.8, 47.2, 15.1, 55.1), True, 0.005),  # a country
        ((177, -20, 182, -16), True, 0.002),  # islands across 180°
        ((-25, 34, 45, 72), False, 0.07),  # a continent, in the corners of its frame
        ((-180, 60, 180, 90), False, 0.1),  # round a pole
    ],
)
def test_a_view_knows_how_true_its_lengths_and_its_north_are(
    bounds: tuple[float, ...],
    one_north: bool,  # noqa: FBT001 - a column of the table
    stretch: float,
) -> None:
    view = fitted(*bounds)
    assert one_north is view.has_one_north
    assert view.stretch < stretch


def test_the_whole_world_has_a_view_without_one_north() -> None:
    view = fitted(-180, -90, 180, 90)
    assert not view.has_one_north
    assert view.stretch > 0.1


def test_a_long_side_is_bent_as_the_projection_bends_its_parallel() -> None:
    view = fitted(4, 58, 31, 71)
    side = view.project(shapely.LineString([(4, 58), (31, 58)]))
    town = view.project(shapely.Point(17, 58))
    assert side.distance(town) < 0.1
    straight = shapely.LineString([side.coords[0], side.coords[-1]])
    assert straight.distance(town) > 10


def test_areas_that_a_projection_has_no_place_for_are_refused_with_one_that_has() -> None:
    gnomonic = "+proj=gnom +lat_0=0 +lon_0=0 +datum=WGS84 +units=m"
    with pytest.raises(RequestError, match="this atlas needs metric_crs"):
        extent_of(as_areas(far=shapely.box(127, 36, 128, 37)), gnomonic)
