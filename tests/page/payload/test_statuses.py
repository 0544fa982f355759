"""What the payload says of each status, and the tiles of their patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payloads import DAY, unpacked

from frontmap.page.payload.pack import build_payload
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


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
    drawn = build_payload(tiny_atlas, day=DAY)["tiles"]
    assert isinstance(drawn, dict)
    assert tiles == {name: drawn[name] for name in tiles}
    assert {status.row.tile.name for status in Status} == set(drawn)


def test_each_status_has_a_row_in_the_order_of_the_table(tiny_atlas: Atlas) -> None:
    rows = unpacked(tiny_atlas)["status_rows"]
    assert [status.value for status in Status] == [row["id"] for row in rows]
    assert {
        "id": "contested",
        "tile": "hatch",
        "disputed": True,
        "counts": "contested",
        "inks": ["#b4b8bd", "#6b7178"],
    } == rows[1]
    assert ["", ""] == [row["counts"] for row in rows[-2:]]
