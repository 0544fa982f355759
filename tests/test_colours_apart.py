"""The parties' colours are told apart, pale ones too, by all eyes and on grey paper.

Distances are CIEDE2000, for the eyes that see a pair nearest: full colour vision, protanopia,
deuteranopia or tritanopia (`frontmap.folder.check.colour_vision` names the sources). On grey paper
only the contrast of the Web Content Accessibility Guidelines is left.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeAlias

import pytest

from frontmap.atlas import read_atlas
from frontmap.drawing.colours import READABLE, WHITE, contrast, ink_on, tint
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.styles import UNCOVERED, style_for
from frontmap.folder.check.colour_vision import distance
from frontmap.folder.read import unknown_actor
from frontmap.importing.holders import PALETTE
from frontmap.importing.new_atlas import begin_small_atlas
from frontmap.model import UNKNOWN, Control, Doubt
from frontmap.page.payload.pack import offered_accounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Fill

#: What an area looks like but for how sure its rivals are: its control and what is in doubt.
Look: TypeAlias = tuple[Control, Doubt]

LEAST_APART = 10.0
LEAST_IN_GREY = 1.3


@pytest.fixture(scope="module")
def readings(builtin: Atlas) -> list[Atlas]:
    """The atlas's own reading, and each account that the page offers."""
    return [builtin, *(builtin.account(voice) for voice in offered_accounts(builtin))]


@pytest.fixture(scope="module")
def neighbours(readings: list[Atlas]) -> set[tuple[Look | None, Look | None]]:
    """How the two sides of each border look, on every day; nothing is outside of all areas."""
    return set(chain.from_iterable(map(touching, readings)))


def touching(reading: Atlas) -> Iterator[tuple[Look | None, Look | None]]:
    for day in reading.days():
        snapshot = reading.on(day)
        looks: dict[str, Look | None] = {
            area: (control, snapshot.doubt(area)) for area, control in snapshot.controls.items()
        }
        for border in reading.topology_on(day).borders:
            yield looks.get(border.left), looks.get(border.right)


def holder(look: Look) -> str:
    return look[0].holder


def fill(atlas: Atlas, look: Look) -> Fill:
    control, doubt = look
    return fill_of(control, atlas.actors, doubt=doubt)


def apart(one: str, other: str) -> float:
    return distance(one, other)[0]


def test_full_colours_of_different_parties_are_apart(builtin: Atlas) -> None:
    colours = [actor.colour for actor in builtin.actors.values()]
    near = [(one, other) for one, other in combinations(colours, 2) if apart(one, other) < 10]
    assert [] == near


def test_so_are_those_that_strangers_parties_are_given(tmp_path: Path) -> None:
    begin_small_atlas(tmp_path / "new")
    new = {key: actor.colour for key, actor in read_atlas(tmp_path / "new").actors.items()}
    for colours in ((*PALETTE, unknown_actor(("en",)).colour), new.values()):
        near = [pair for pair in combinations(colours, 2) if apart(*pair) < LEAST_APART]
        assert [] == near
    assert 8 == len(set(PALETTE))


def test_fills_of_different_parties_that_touch_on_some_day_are_apart_pale_ones_too(
    builtin: Atlas, neighbours: set[tuple[Look | None, Look | None]]
) -> None:
    found = {
        tuple(sorted((fill(builtin, one).ground, fill(builtin, other).ground)))
        for one, other in neighbours
        if one and other and holder(one) and holder(other) and holder(one) != holder(other)
    }
    assert len(found) > 30
    assert [] == [pair for pair in sorted(found) if apart(*pair) < LEAST_APART]
    assert [] == [pair for pair in sorted(found) if contrast(*pair) < LEAST_IN_GREY]


def test_what_lies_at_the_ground_outside_of_all_areas_is_apart_from_it(
    builtin: Atlas, neighbours: set[tuple[Look | None, Look | None]]
) -> None:
    outer = {one or other for one, other in neighbours if not (one and other)}
    grounds = {fill(builtin, look).ground for look in outer if look and holder(look)}
    assert len(grounds) > 4
    # the least was measured as 8.6, of the government's assumed fill
    assert [] == [ground for ground in grounds if apart(ground, UNCOVERED) < 8.5]
    assert [] == [ground for ground in grounds if contrast(ground, UNCOVERED) < LEAST_IN_GREY]


def test_unknown_no_data_and_the_ground_are_told_apart(builtin: Atlas) -> None:
    unknown = builtin.actors[UNKNOWN].colour
    for other in (WHITE, UNCOVERED):
        assert apart(unknown, other) >= LEAST_APART
        assert contrast(unknown, other) >= LEAST_IN_GREY
        # an area without data is as white as paper, and told from the ground by its edge
        assert contrast(style_for(1200, 900).thin_edge.colour, other) >= 3


def test_the_stripes_of_an_area_are_seen_in_grey(readings: list[Atlas], builtin: Atlas) -> None:
    striped = {
        fill(builtin, (control, snapshot.doubt(area))).stripes
        for reading in readings
        for snapshot in map(reading.on, reading.days())
        for area, control in snapshot.controls.items()
        if control.rivals
    }
    assert len(striped) > 20
    for inks in striped:
        assert max(contrast(*pair) for pair in combinations(inks, 2)) >= LEAST_IN_GREY, inks


def test_small_letters_can_be_read_on_every_fill_of_a_party(builtin: Atlas) -> None:
    for actor in builtin.actors.values():
        for doubt in Doubt:
            colour = tint(actor.colour, doubt)
            assert contrast(ink_on(colour), colour) >= READABLE


def test_a_doubt_is_seen_beside_what_is_sure(builtin: Atlas) -> None:
    # who is there is not known anyway where the holder is unknown
    for actor in builtin.actors.values():
        sure, uncertain, assumed = (tint(actor.colour, doubt) for doubt in Doubt)
        # a difference of 1 is seen where it is looked for; labels say the doubt, too
        assert actor.id == UNKNOWN or min(apart(sure, uncertain), apart(uncertain, assumed)) >= 4
