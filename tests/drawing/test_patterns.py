from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from frontmap.drawing.colours import luminance
from frontmap.drawing.marks import Fill, Pattern
from frontmap.drawing.patterns import PATTERN_OF, fill_of
from frontmap.model import Confidence, Control, Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

BLUE, GREEN = "#335c99", "#9cc98a"


@pytest.mark.parametrize(
    ("status", "rivals", "kind", "colours"),
    [
        (Status.HELD, (), Pattern.SOLID, (BLUE,)),
        (Status.CONTESTED, ("green",), Pattern.HATCH, (BLUE, GREEN)),
        (Status.SHARED, ("green",), Pattern.BANDS, (BLUE, GREEN)),
    ],
)
def test_colour_tells_the_actor_and_pattern_the_status(
    tiny_atlas: Atlas,
    status: Status,
    rivals: tuple[str, ...],
    kind: Pattern,
    colours: tuple[str, ...],
) -> None:
    control = Control("blue", status, rivals, Confidence.HIGH)
    assert fill_of(control, tiny_atlas.actors, uncertain=False) == Fill(kind, colours)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.EVACUATING, Pattern.DOTS),
        (Status.UNKNOWN, Pattern.CROSSES),
        (Status.NO_DATA, Pattern.EMPTY),
    ],
)
def test_each_other_status_has_a_pattern_of_its_own(
    tiny_atlas: Atlas, status: Status, kind: Pattern
) -> None:
    fill = fill_of(Control("blue", status), tiny_atlas.actors, uncertain=False)
    assert fill.kind is kind


def test_no_two_statuses_have_one_pattern() -> None:
    assert len(set(PATTERN_OF.values())) == len(Status) == len(PATTERN_OF)


def test_where_there_is_no_data_there_is_nothing_to_doubt(tiny_atlas: Atlas) -> None:
    nothing = Control("", Status.NO_DATA)
    assert fill_of(nothing, tiny_atlas.actors, uncertain=True) == Fill(Pattern.EMPTY, ())


def test_parties_can_be_told_apart_in_grey(builtin: Atlas) -> None:
    """Their lightness (CIE L*) differs by 8 or more, so that copies in grey still tell them."""
    lightness = sorted(
        116 * luminance(actor.colour) ** (1 / 3) - 16
        for actor in builtin.actors.values()
        if actor.id != "unknown"
    )
    gaps = [after - before for before, after in pairwise(lightness)]
    assert min(gaps) >= 8
