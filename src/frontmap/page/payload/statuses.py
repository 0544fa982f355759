"""What the page has to know of each status, and how its pattern is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.drawing.patterns import sample_fill

if TYPE_CHECKING:
    from frontmap.page.payload.encoding import Json
    from frontmap.statuses import Status, Tile

__all__ = ["packed_tile", "status_row"]


def status_row(status: Status) -> dict[str, Json]:
    """Return a status's row.

    `tile` is a key of `tiles`. `counts` is the figure that its km² go into, empty for none.
    `disputed` says that those inside have not agreed. `inks` are those of its sample in the legend.
    """
    row = status.row
    return {
        "id": row.id,
        "tile": row.tile.name,
        "disputed": row.disputed,
        "counts": row.counts or "",
        "inks": list(sample_fill(status).inks),
    }


def packed_tile(tile: Tile) -> dict[str, Json]:
    """Return a tile without what it has not; lengths are shares of its side."""
    packed: dict[str, Json] = {}
    if tile.stripes is not None:
        packed["stripes"] = tile.stripes
    if tile.dots:
        packed["dots"] = [list(dot) for dot in tile.dots]
    if tile.strokes:
        packed["strokes"] = [list(stroke) for stroke in tile.strokes]
        packed["width"] = tile.width
    if tile.blank:
        packed["blank"] = True
    return packed
