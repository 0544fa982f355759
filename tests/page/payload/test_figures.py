"""The figures of each day in the payload are those of the day's map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from payloads import figure_on, unpacked

from frontmap.page.payload.figures import Series
from frontmap.page.payload.pack import offered_accounts
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


ATLASES = ["tiny_atlas", "redrawn_atlas", "builtin"]


@pytest.mark.parametrize("which", ATLASES)
def test_metres_of_front_agree_with_the_snapshot_to_a_decimetre(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    actors = [actor[0] for actor in payload["actors"]]
    for number, day in enumerate(atlas.days()):
        frontline = atlas.on(day).frontline
        assert round(frontline.length_m * 10) == figure_on(payload, 0, 0, number)
        for place, actor in enumerate(actors):
            said = figure_on(payload, 0, 3 + 4 * place + 3, number)
            assert round(frontline.by_actor().get(actor, 0) * 10) == said


@pytest.mark.parametrize("which", ATLASES)
def test_square_kilometres_agree_with_the_snapshot_and_count_no_outline_that_is_not_there(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    held = {Status.HELD, Status.EVACUATING}
    for told, account in enumerate(
        [atlas, *(atlas.account(voice) for voice in offered_accounts(atlas))]
    ):
        for number, day in enumerate(atlas.days()):
            km2 = atlas.topology_on(day).km2
            controls = account.on(day).controls
            for figure, status in ((1, Status.CONTESTED), (2, Status.SHARED)):
                found = sum(km2[area] for area in controls if controls[area].status is status)
                said = figure_on(payload, told, figure, number)
                assert found * 1000 == pytest.approx(said, abs=0.51)
            for place, actor in enumerate(atlas.actors):
                found = sum(
                    km2[area]
                    for area, control in controls.items()
                    if control.status in held and control.holder == actor
                )
                said = figure_on(payload, told, 3 + 4 * place, number)
                assert found * 1000 == pytest.approx(said, abs=0.51)


def test_a_figure_is_kept_where_it_changes_and_begins_at_nothing() -> None:
    series = Series()
    series.add(0, [0.4, 7.0, 3.6])
    series.add(1, [0.0, 7.2, 3.4])
    series.add(2, [0.0, 0.0, 3.0])
    assert [[1, 0, 7, 2, 0], [2, 0, 4, 1, 3]] == series.rows()
