"""The payload says on every day what the snapshot says, and stays small and harmless."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from frontmap.errors import RequestError
from frontmap.page.modules import join_modules
from frontmap.page.payload.encoding import from_text, to_text
from frontmap.page.payload.pack import build_payload, tellers
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.model import Control

DAY = date(2001, 1, 3)
ATLASES = ["tiny_atlas", "redrawn_atlas", "builtin"]


def unpacked(atlas: Atlas, day: date = DAY) -> dict[str, Any]:
    payload = from_text(to_text(build_payload(atlas, day=day)))
    assert isinstance(payload, dict)
    return payload


def last_up_to(rows: list[int], width: int, day: int) -> int:
    return bisect_right(rows[::width], day) - 1


def control_on(payload: dict[str, Any], account: int, area: int, day: int) -> list[int] | None:
    runs = payload["accounts"][account]["runs"][area]
    at = last_up_to(runs, 3, day)
    return payload["controls"][runs[at * 3 + 1]] if at >= 0 else None


def is_there(payload: dict[str, Any], account: int, area: int, day: int) -> bool:
    runs = payload["accounts"][account]["runs"][area]
    at = last_up_to(runs, 3, day)
    return bool(at < 0 or runs[at * 3 + 1])


def within(spans: list[int], day: int) -> bool:
    at = last_up_to(spans, 2, day)
    return at >= 0 and day <= spans[at * 2 + 1]


def figure_on(payload: dict[str, Any], account: int, figure: int, day: int) -> int:
    figures = {row[0]: row[1:] for row in payload["accounts"][account]["figures"]}
    changes = figures.get(figure, [])
    at = last_up_to(changes, 2, day)
    return int(changes[at * 2 + 1]) if at >= 0 else 0


def packed(payload: dict[str, Any], control: Control) -> list[int] | None:
    """The same control as the payload has it; `None` where there is no data."""
    if control.status == "no_data":
        return None
    actors = [actor[0] for actor in payload["actors"]]
    confidence = control.confidence
    return [
        actors.index(control.holder) if control.holder else -1,
        payload["statuses"].index(control.status),
        payload["confidences"].index(confidence) if confidence else -1,
        *(actors.index(rival) for rival in control.rivals),
    ]


@pytest.mark.parametrize("which", ATLASES)
def test_every_area_and_day_is_as_the_snapshot_has_it(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    no_data = payload["statuses"].index("no_data")
    for number, day in enumerate(atlas.days()):
        snapshot = atlas.on(day)
        for place, area in enumerate(atlas.areas):
            assert is_there(payload, 0, place, number) is (area in snapshot.runs), (day, area)
            if area not in snapshot.runs:
                continue
            said = control_on(payload, 0, place, number)
            if said is not None and said[1] == no_data:
                said = None
            assert packed(payload, snapshot.controls[area]) == said, (day, area)


@pytest.mark.parametrize("which", ATLASES)
def test_doubt_changes_and_front_are_as_the_snapshot_has_them(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    account = payload["accounts"][0]
    doubts = {row[0]: row[1:] for row in account["doubts"]}
    changes = {row[0]: row[1:] for row in account["changes"]}
    front = {row[0]: row[1:] for row in account["front"]}
    ids = [area[0] for area in payload["areas"]]

    def beside(border: int) -> tuple[str, str, int]:
        left, right, metres, *_ = payload["borders"][border]
        return ids[left], ids[right] if right >= 0 else "", metres

    for number, day in enumerate(atlas.days()):
        snapshot = atlas.on(day)
        for area in snapshot.runs:
            place = ids.index(area)
            assert snapshot.uncertain(area) == within(doubts.get(place, []), number), (day, area)
        expected = [list(atlas.areas).index(change.area) for change in snapshot.changes]
        assert expected == changes.get(number, [])
        segments = [segment.border for segment in snapshot.frontline.segments]
        assert sorted((b.left, b.right, round(b.length_m * 10)) for b in segments) == sorted(
            beside(border) for border, spans in front.items() if within(spans, number)
        )


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
    for told, account in enumerate([atlas, *(atlas.account(voice) for voice in tellers(atlas))]):
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


def test_an_account_has_the_same_shape_as_the_atlas_and_its_own_states(tiny_atlas: Atlas) -> None:
    payload = unpacked(tiny_atlas)
    names = [account["told_by"] for account in payload["accounts"]]
    assert ["", *tellers(tiny_atlas)] == names
    assert len({tuple(account) for account in payload["accounts"]}) == 1
    told = names.index("blue-media")
    atlas = tiny_atlas.account("blue-media")
    for number, day in enumerate(atlas.days()):
        for place, area in enumerate(atlas.areas):
            expected = packed(payload, atlas.on(day).controls[area])
            assert expected == control_on(payload, told, place, number)


def test_there_are_as_many_runs_as_rulings_and_not_as_many_as_days(builtin: Atlas) -> None:
    runs = sum(
        len(area) // 3
        for account in unpacked(builtin, date(2018, 5, 3))["accounts"][:1]
        for area in account["runs"]
    )
    assert runs <= len(builtin.record.rulings) + len(builtin.areas) * len(builtin.episodes)


def test_a_text_that_repeats_is_stored_once(builtin: Atlas) -> None:
    texts = unpacked(builtin, date(2018, 5, 3))["texts"]
    both = list(zip(texts["en"], texts["ar"], strict=True))
    assert len(set(both)) == len(both)


def test_every_word_that_the_scripts_say_is_in_the_payload(tiny_atlas: Atlas) -> None:
    words = unpacked(tiny_atlas)["words"]
    said = set(re.findall(r'\bword\("([^"]+)"\)', join_modules("page/start.mjs")))
    said |= set(re.findall(r'"(page\.\w+)"', join_modules("page/start.mjs")))
    assert said - set(words) == set()
    assert {f"status.{status}.definition" for status in Status} <= set(words)


def test_nothing_in_the_text_can_be_markup(tiny_atlas: Atlas) -> None:
    assert not set(to_text(build_payload(tiny_atlas, day=DAY))) & set("<>&\"'")


def test_a_text_of_any_length_is_read_as_it_was_written() -> None:
    for length in range(40):
        payload = {"borders": [1] * length, "texts": "".join(map(chr, range(200, 200 + length)))}
        assert payload == from_text(to_text(payload))


def test_the_same_atlas_gives_the_same_text(tiny_atlas: Atlas) -> None:
    first, second = (to_text(build_payload(tiny_atlas, day=DAY)) for _ in range(2))
    assert first == second


def test_a_day_outside_every_episode_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="outside every episode"):
        build_payload(tiny_atlas, day=date(2001, 2, 1))


def test_a_voice_that_nobody_knows_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="no voice or side"):
        build_payload(tiny_atlas, day=DAY, told_by="nobody")


def test_the_tiles_are_those_that_the_pictures_draw(tiny_atlas: Atlas) -> None:
    tiles = {
        "solid": {},
        "hatch": {"stripes": 45},
        "bands": {"stripes": 0},
        "dots": {"dots": [[0.5, 0.5, 0.2]]},
        "crosses": {
            "strokes": [[0.25, 0.25, 0.75, 0.75], [0.75, 0.25, 0.25, 0.75]],
            "width": 0.13,
        },
        "empty": {"blank": True},
    }
    assert tiles == build_payload(tiny_atlas, day=DAY)["tiles"]


def test_each_status_has_a_row_in_the_order_of_statuses(tiny_atlas: Atlas) -> None:
    payload = build_payload(tiny_atlas, day=DAY)
    rows = payload["status_rows"]
    assert payload["statuses"] == [row["id"] for row in rows]
    assert {
        "id": "contested",
        "tile": "hatch",
        "rivals": True,
        "counts": "contested",
        "plain": False,
        "inks": ["#b4b8bd", "#6b7178"],
    } == rows[1]
    assert ["held", "unknown", "no_data"] == [row["id"] for row in rows if row["plain"]]
    assert ["", ""] == [row["counts"] for row in rows[-2:]]
