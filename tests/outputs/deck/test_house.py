from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.outputs.deck.house import own_house
from frontmap.outputs.deck.places import Kind, Role

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_our_house_has_a_layout_for_each_kind_and_a_placeholder_for_each_role(
    tiny_atlas: Atlas,
) -> None:
    house = own_house(tiny_atlas, "ar")
    assert set(Kind) == set(house.layouts)
    for kind in Kind:
        there = {one.placeholder_format.idx for one in house.layouts[kind].placeholders}
        assert set(house.indices[kind].values()) == there
        assert house.place(kind, Role.TITLE) == house.places.title


def test_pages_of_notes_are_listed_in_the_presentation_and_have_no_day(tiny_atlas: Atlas) -> None:
    deck = own_house(tiny_atlas, "en").deck
    order = [child.tag.split("}")[1] for child in deck.element]
    assert ["sldMasterIdLst", "notesMasterIdLst", "sldSz"] == [
        tag for tag in order if tag in {"sldMasterIdLst", "notesMasterIdLst", "sldSz"}
    ]
    kinds = [one.element.ph.get("type") for one in deck.notes_master.placeholders]
    assert "dt" not in kinds
