"""Sizes by purpose: how large a picture is on a slide or on paper, and its least letters.

Lengths are in points, so that letters are as large as they say. Every day of an episode has one
size and one frame, so that a series of maps lies one over the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from frontmap.drawing.choices import Orientation, Paper, Purpose
from frontmap.drawing.figure import plan_figure, reserved_sections
from frontmap.drawing.legend import columns_height, day_keys
from frontmap.drawing.marks import Box
from frontmap.drawing.styles import Style
from frontmap.errors import RequestError

if TYPE_CHECKING:
    from frontmap.atlas import Snapshot
    from frontmap.drawing.figure import Parts

__all__ = ["SHEETS", "Format", "fitting", "format_for"]


@dataclass(frozen=True, slots=True)
class Format:
    """How large a picture is, and its letters; lengths in points.

    Attributes:
        width: of the picture.
        height: of the picture.
        unit: how large letters and lines are where there is room; 1 on a canvas of 1200 by 900.
        least: no letters are smaller.
        least_label: no letters of an area's name are smaller.
        dots: per inch, in PNG.
        caption: whether there is room for one.
    """

    width: float
    height: float
    unit: float
    least: float
    least_label: float
    dots: float
    caption: bool = True


#: The longer and the shorter side of a sheet, in points.
SHEETS = {Paper.A4: (841.89, 595.28), Paper.LETTER: (792.0, 612.0)}
#: On a slide of 13⅓ by 7½ inches nothing is below 12 points, and names are not below 14. A caption
#: of that size would take the room of the map.
_FORMATS = {
    Purpose.SLIDE: Format(960, 540, 1.1, 12, 14, 144, caption=False),
    Purpose.SHEET: Format(0, 0, 0.82, 6.5, 7, 200),
    Purpose.SQUARE: Format(432, 432, 0.72, 7.5, 8, 180, caption=False),
    # the text of a report on A4 is about 16 cm wide
    Purpose.COLUMN: Format(453.54, 425.2, 0.62, 6.5, 6.5, 300),
}
#: Letters shrink by these shares where the legend needs it, and never below the least.
_SHRINK = (1.0, 0.92, 0.85, 0.78, 0.72)
#: The map is never lower than this share of the picture.
_LEAST_MAP = 0.42


def format_for(
    purpose: Purpose,
    paper: Paper = Paper.A4,
    orientation: Orientation = Orientation.LANDSCAPE,
) -> Format:
    """Return the format for a purpose; paper and orientation are those of a sheet."""
    made = _FORMATS[purpose]
    if purpose is not Purpose.SHEET:
        return made
    longer, shorter = SHEETS[paper]
    upright = orientation is Orientation.PORTRAIT
    width, height = (shorter, longer) if upright else (longer, shorter)
    return replace(made, width=width, height=height)


def fitting(
    snapshot: Snapshot, made: Format, language: str, parts: Parts, before: Snapshot | None = None
) -> tuple[Style, Parts]:
    """Return how a map is set so that all of it has room: the legend's notes are left out first.

    Room is kept for what any day of the episode shows, so that all days are set alike; where it is
    not there, for what this day shows.

    Raises:
        RequestError: it has no room even in the least letters.
    """
    canvas = Box(0, 0, made.width, made.height)
    for keys, share, notes in product((None, day_keys(snapshot)), _SHRINK, (True, False)):
        style = Style(share * made.unit, language, made.least, made.least_label)
        tried = replace(parts, legend_keys=keys, legend_notes=notes)
        if _fits(snapshot, canvas, style, tried, before):
            return style, replace(tried, legend_keys=None)
    raise RequestError(
        f"heading, map and legend have no room on {made.width:.0f} × {made.height:.0f} points: "
        "the title, the caption or the names are long, or the parties many; take --for sheet, or "
        "leave --for out"
    )


def _fits(
    snapshot: Snapshot, canvas: Box, style: Style, parts: Parts, before: Snapshot | None
) -> bool:
    plan = plan_figure(snapshot, canvas, style, parts, before)
    sections = reserved_sections(snapshot, style, parts)
    needed = columns_height(sections, plan.legend.width, style)
    room = plan.legend.height - (plan.locator.height if plan.locator.inside(plan.legend) else 0)
    return needed <= room + 1 and plan.frame.height >= _LEAST_MAP * canvas.height
