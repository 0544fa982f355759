"""An overview draws areas in one state as one, and says the same of who is where."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from drawings import every_word
from making import with_events
from markupsafe import escape

from frontmap.atlas import Atlas
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Part
from frontmap.drawing.overview import overview
from frontmap.model import NO_TEXT, Doubt
from frontmap.page.without_script import picture

DAY = date(2018, 5, 3)


def test_each_state_is_one_area(builtin: Atlas) -> None:
    snapshot = builtin.on(DAY)
    shown = [area.id for area in builtin.shown(snapshot.episode)]
    states = {
        (c.holder, c.status, c.rivals, snapshot.doubt(area))
        for area, c in snapshot.controls.items()
        if area in shown
    }
    merged = overview(snapshot)
    assert len(states) == len(merged.runs)
    assert states == {
        (c.holder, c.status, c.rivals, merged.doubt(area)) for area, c in merged.controls.items()
    }


def test_an_assumed_state_stays_apart_from_one_that_is_told(assumed_atlas: Atlas) -> None:
    merged = overview(assumed_atlas.on(date(2001, 1, 3)))
    doubts = {(control.holder, merged.doubt(area)) for area, control in merged.controls.items()}
    assert {
        ("blue", Doubt.ASSUMED), ("blue", Doubt.UNCERTAIN), ("green", Doubt.NONE),
    } == doubts  # fmt: skip


def test_it_covers_what_the_areas_cover_but_for_small_bends(builtin: Atlas) -> None:
    snapshot = builtin.on(DAY)
    shown = shapely.union_all([area.polygon for area in builtin.shown(snapshot.episode)])
    merged = shapely.union_all([area.polygon for area in overview(snapshot).atlas.record.areas])
    assert shown.symmetric_difference(merged).area == pytest.approx(0, abs=0.02 * shown.area)


def test_its_front_is_the_days_front_but_for_small_bends(builtin: Atlas) -> None:
    snapshot = builtin.on(DAY)
    length = overview(snapshot).frontline.length_m
    assert 0.8 * snapshot.frontline.length_m < length < snapshot.frontline.length_m


def test_the_picture_of_many_areas_has_a_table_by_actor(
    builtin: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.page.without_script.MANY_AREAS", 5)
    markup = picture(builtin.on(DAY), "en")
    assert "Tadamun" not in markup
    for actor in builtin.actors.values():
        assert f'<th scope="row">{escape(actor.name.exact("en"))}</th>' in markup


def test_an_overview_keeps_the_events_of_the_day(tiny_atlas: Atlas) -> None:
    merged = overview(Atlas(with_events(tiny_atlas.record)).on(date(2001, 1, 3)))
    assert [claim.id for claim in merged.atlas.events_on(merged.day)] == ["almanac-52"]


def test_an_overview_of_an_account_is_marked_as_one(builtin: Atlas) -> None:
    merged = overview(builtin.account("side:government").on(date(2018, 5, 3)))
    drawing = lay_out(merged)
    assert every_word(drawing, Part.ACCOUNT) == ["as told by: Government and allied forces"]
    assert drawing.title.startswith("as told by: Government and allied forces · Southern Damascus,")
    assert overview(builtin.on(DAY)).atlas.told_by_name() == NO_TEXT
