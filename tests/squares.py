"""Four squares round 0°, 0° and the parties on them, for tests worked out by hand.

A border on the equator is 1113.195 m long, one on the meridian 1105.743 m, and each square covers
1.2309 km².
"""

from __future__ import annotations

import pytest
from shapely import box
from tessellation import as_areas

from frontmap.ground.topology import build_topology
from frontmap.model import UNKNOWN, Actor, Confidence, Control, Text
from frontmap.relations import Hostility
from frontmap.statuses import Status

EAST_M = pytest.approx(1113.195, abs=0.001)

NORTH_M = pytest.approx(1105.743, abs=0.001)

SQUARE_KM2 = pytest.approx(1.2309, abs=0.0001)

FOUR = build_topology(
    as_areas(
        nw=box(-0.01, 0, 0, 0.01),
        ne=box(0, 0, 0.01, 0.01),
        sw=box(-0.01, -0.01, 0, 0),
        se=box(0, -0.01, 0.01, 0),
    )
)


def actor(actor_id: str, side: str) -> Actor:
    return Actor(
        id=actor_id,
        name=Text.of(en=actor_id),
        short=Text.of(en=actor_id),
        colour="#000000",
        side=side,
    )


ACTORS = (
    actor("red", "reds"),
    actor("crimson", "reds"),
    actor("blue", "blues"),
    actor("green", "greens"),
    actor("stray", ""),
    actor(UNKNOWN, ""),
)

SIDES = {one.id: one.side for one in ACTORS}

AT_WAR = Hostility(ACTORS, (), "spring")


def state(holder: str, status: Status = Status.HELD, *rivals: str) -> Control:
    return Control(holder, status, rivals, Confidence.HIGH)


RED, BLUE, GREEN = state("red"), state("blue"), state("green")

UNCLEAR = state(UNKNOWN, Status.UNKNOWN)


def squares(nw: Control, ne: Control, sw: Control, se: Control) -> dict[str, Control]:
    return {"nw": nw, "ne": ne, "sw": sw, "se": se}


HOLDERS = ("red", "crimson", "blue", "green", "stray")
