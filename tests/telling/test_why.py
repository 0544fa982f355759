"""Why the map shows an area as it does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from making import day, with_events

from frontmap.atlas import Atlas
from frontmap.days import parse_span
from frontmap.errors import RequestError
from frontmap.telling.why import explain, said_claims, why_json


def test_an_explanation_gathers_what_carries_and_what_says_otherwise(tiny_atlas: Atlas) -> None:
    why = explain(tiny_atlas, "southeast", day(2))
    assert ["almanac-2", "herald-1"] == [claim.id for claim in why.carrying]
    assert [] == [claim.id for claim in why.disagreeing]
    assert why.before is not None
    assert why.after is not None
    assert ("herald-1", 0) == (why.before[0].id, why.before[1])
    assert ("gazette-1", 1) == (why.after[0].id, why.after[1])
    assert why.grade is not None
    assert "own_favour" == why.grade.rule


def test_an_explanation_of_no_area_or_no_day_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="did you mean southeast"):
        explain(tiny_atlas, "southeastt", day(2))
    with pytest.raises(RequestError, match="outside every episode"):
        explain(tiny_atlas, "southeast", day(9))


def test_an_explanation_of_a_silent_day_has_nothing_to_give(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media")
    why = explain(account, "north", day(1))
    content = json.loads(why_json(why, account))
    assert ("", "no_data", [], []) == (
        content["holder"],
        content["status"],
        content["carrying"],
        content["disagreeing"],
    )


def test_the_events_of_an_area_and_day_are_listed_and_rule_nothing(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    why = explain(atlas, "north", day(2))
    assert ["almanac-51", "almanac-52"] == [claim.id for claim in why.events]
    assert why.run.control == explain(tiny_atlas, "north", day(2)).run.control
    assert why.carrying == explain(tiny_atlas, "north", day(2)).carrying
    told = json.loads(why_json(why, atlas))["events"]
    assert ["almanac-51", "almanac-52"] == [claim["id"] for claim in told]
    assert explain(atlas, "southwest", day(2)).events == ()
    assert "events" not in json.loads(why_json(explain(tiny_atlas, "north", day(2)), tiny_atlas))


def test_what_a_ruling_does_not_cite_of_the_day_is_listed_though_it_agrees(
    tiny_atlas: Atlas,
) -> None:
    record = with_events(tiny_atlas.record)
    uncited = replace(record.claims[0], id="almanac-99", date=parse_span("2001-01-02"))
    atlas = Atlas(replace(record, claims=(*record.claims, uncited)))
    (area, *_) = uncited.areas
    assert "almanac-99" in [claim.id for claim in explain(atlas, area, day(2)).events]
    cited = {c.id for _, claims in said_claims(explain(atlas, area, day(2))) for c in claims}
    assert not cited & {c.id for c in explain(atlas, area, day(2)).events if c.spot is None}
