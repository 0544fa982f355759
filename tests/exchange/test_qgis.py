from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from exported import parsed
from making import with_events

from frontmap.atlas import Atlas
from frontmap.drawing.colours import tint
from frontmap.drawing.marks import Fill
from frontmap.exchange.qgis import _marks, styles
from frontmap.model import Doubt
from frontmap.statuses import Status, Tile

INKS = ("#335c99", "#1c1f24")


@pytest.mark.parametrize(
    ("stroke", "turn", "angle", "offset", "size"),
    [
        ((0.5, 0.0, 0.5, 1.0), None, "0", "0,0", "4"),
        ((0.75, 0.0, 0.75, 1.0), None, "0", "1,0", "4"),
        ((0.25, 0.75, 0.75, 0.75), None, "90", "1,0", "2"),
        ((0.75, 0.0, 0.75, 1.0), 90, "90", "1,0", "4"),
    ],
)
def test_a_stroke_is_a_marker_that_is_turned_with_its_offset(
    stroke: tuple[float, float, float, float],
    turn: float | None,
    angle: str,
    offset: str,
    size: str,
) -> None:
    """A level stroke below the middle is an upright one to the right of it, turned clockwise."""
    part = _marks(Fill(Tile("made-up", turn, strokes=(stroke,), width=0.1), INKS))
    ((of, marker),) = part.layers
    assert ("PointPatternFill", "SimpleMarker", "line") == (part.of, of, marker["name"])
    assert (angle, offset, size) == (marker["angle"], marker["offset"], marker["size"])
    assert "0.4" == marker["outline_width"]


def test_each_dot_is_a_marker_of_its_size_and_place() -> None:
    part = _marks(Fill(Tile("made-up", dots=((0.25, 0.5, 0.1), (0.75, 0.5, 0.2))), INKS))
    markers = [marker for _, marker in part.layers]
    assert [("-1,0", "0.8"), ("1,0", "1.6")] == [(one["offset"], one["size"]) for one in markers]
    assert {"28,31,36,255"} == {marker["color"] for marker in markers}


@pytest.mark.parametrize(
    ("status", "brush"), [(Status.EVACUATING, "dense6"), (Status.UNKNOWN, "diagonal_x")]
)
def test_where_qgis_has_a_brush_of_its_own_it_is_taken(status: Status, brush: str) -> None:
    assert brush == _marks(Fill(status.row.tile, INKS)).properties["style"]


def test_a_doubted_state_has_the_tint_of_the_other_outputs(atlas: Atlas) -> None:
    control = styles(atlas)["control"]
    red, green, blue = (int(tint("#9cc98a", Doubt.UNCERTAIN)[at : at + 2], 16) for at in (1, 3, 5))
    assert f'value="{red},{green},{blue},255"' in control
    assert "&apos;(&apos; || " in control or "'(' || " in control


def test_each_state_has_one_rule_and_one_symbol(atlas: Atlas) -> None:
    root = parsed(styles(atlas)["control"])
    rules = [rule.get("label") for rule in root.iter("rule")]
    assert rules == [
        "Blue party", "Green party",
        "Green party, contested (Blue party), low confidence: paler, with ?", "Unknown",
        "Outline", "Schematic outline",
    ]  # fmt: skip
    symbols = root.find("renderer-v2/symbols")
    assert symbols is not None
    assert [symbol.get("name") for symbol in symbols] == [str(n) for n in range(len(rules))]


@pytest.mark.parametrize(("status", "angle"), [("contested", "45"), ("shared", "90")])
def test_stripes_lie_as_in_the_pictures(tiny_atlas: Atlas, status: str, angle: str) -> None:
    rulings = tuple(
        replace(ruling, status=Status(status), rivals=("blue",))
        if (ruling.area, ruling.since.day) == ("southeast", 2)
        else ruling
        for ruling in tiny_atlas.record.rulings
    )
    atlas = Atlas(replace(tiny_atlas.record, rulings=rulings))
    root = ET.fromstring(styles(atlas)["control"])  # noqa: S314 - written by ourselves
    lines = [layer for layer in root.iter("layer") if layer.get("class") == "LinePatternFill"]
    assert {angle} == {
        prop.get("v") for line in lines for prop in line.iter("prop") if prop.get("k") == "angle"
    }


def test_events_are_grey_dots_on_their_days_hollow_where_they_are_vague(atlas: Atlas) -> None:
    assert "events" not in styles(atlas)
    style = styles(Atlas(with_events(atlas.record)))["events"]
    root = parsed(style.partition("\n")[2].encode())
    rules = [rule.get("filter") for rule in root.iter("rule")]
    assert rules == ['"extent" = \'part\' AND ("first" = "last" OR "date" LIKE \'%/%\')', "ELSE"]
    assert {symbol.get("type") for symbol in root.iter("symbol")} == {"marker"}
    assert root.find("temporal") is not None
