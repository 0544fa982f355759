from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from frontmap.drawing.colours import contrast, luminance, tint
from frontmap.drawing.marks import Fill
from frontmap.drawing.patterns import fill_of
from frontmap.model import Confidence, Control, Doubt
from frontmap.statuses import Status, Tile

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.statuses import StatusRow

BLUE, GREEN = "#335c99", "#9cc98a"


@pytest.mark.parametrize(
    ("status", "rivals", "colours"),
    [
        (Status.HELD, (), (BLUE,)),
        (Status.CONTESTED, ("green",), (BLUE, GREEN)),
        (Status.SHARED, ("green",), (BLUE, GREEN)),
    ],
)
def test_colour_tells_the_actor_and_pattern_the_status(
    tiny_atlas: Atlas, status: Status, rivals: tuple[str, ...], colours: tuple[str, ...]
) -> None:
    control = Control("blue", status, rivals, Confidence.HIGH)
    fill = fill_of(control, tiny_atlas.actors)
    assert fill == Fill(status.row.tile, colours)


def test_dots_and_strokes_are_in_an_ink_made_from_the_holders_colour(tiny_atlas: Atlas) -> None:
    fill = fill_of(Control("blue", Status.EVACUATING), tiny_atlas.actors)
    assert (BLUE,) == fill.stripes
    assert fill.over not in {BLUE, "#ffffff"}


def test_stripes_of_a_status_without_rivals_are_seen_beside_the_holders_colour() -> None:
    row = replace(Status.HELD.row, tile=Tile("upright", stripes=0))
    control = Control("blue", _status_of(row))
    assert len(set(fill_of(control, {}).stripes)) == 2


def _status_of(row: StatusRow) -> Status:
    """A status of a row that is not in the table."""
    status = str.__new__(Status, row.id)
    status.row = row
    return status


def test_a_doubt_tints_every_ink_of_a_state(tiny_atlas: Atlas) -> None:
    control = Control("blue", Status.CONTESTED, ("green",), Confidence.ASSUMED)
    assumed = fill_of(control, tiny_atlas.actors, doubt=Doubt.ASSUMED)
    assert assumed.inks == tuple(tint(colour, Doubt.ASSUMED) for colour in (BLUE, GREEN))


def test_where_there_is_no_data_there_is_bare_paper(tiny_atlas: Atlas) -> None:
    nothing = fill_of(Control("", Status.NO_DATA), tiny_atlas.actors)
    assert nothing == Fill(Status.NO_DATA.row.tile, ())
    assert nothing.ground == "#ffffff"


def test_parties_can_be_told_apart_in_grey(builtin: Atlas) -> None:
    """Their contrast is 1.3 to 1 or more, so that copies in grey still tell them."""
    colours = sorted((actor.colour for actor in builtin.actors.values()), key=luminance)
    assert min(contrast(darker, lighter) for darker, lighter in pairwise(colours)) >= 1.3
