from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Box, Words
from frontmap.outputs.deck.legends import drawn_keys, legend_parts, set_legend
from frontmap.outputs.deck.places import LEAST_LETTERS

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

DAY = date(2018, 5, 3)


def keys_of(atlas: Atlas, day: date) -> frozenset[str]:
    return drawn_keys([lay_out(atlas.on(day), width=380, height=230, parts=BARE)])


def test_a_legend_says_what_is_drawn_and_no_more(builtin: Atlas) -> None:
    keys = keys_of(builtin, DAY)
    assert {"government", "islamic_state", "opposition", "contested", "front_today"} <= keys
    assert not {"nusra", "no_data", "unknown"} & keys
    _, (sections,) = legend_parts(builtin, keys, {}, Box(0, 0, 230, 400), "en")
    assert {entry.key for section in sections for entry in section.entries} == keys


def test_letters_of_a_legend_are_never_too_small_and_it_fits(builtin: Atlas) -> None:
    for height in (320.0, 400.0, 500.0):
        box = Box(0, 0, 232, height)
        keys = keys_of(builtin, DAY)
        style, parts = legend_parts(builtin, keys, {}, box, "en")
        assert 1 == len(parts)
        marks = set_legend(parts[0], box, style)
        words = [mark for mark in marks if isinstance(mark, Words)]
        assert min(mark.style.size for mark in words) >= LEAST_LETTERS
        assert max(mark.box.bottom for mark in words) <= height


def test_a_row_can_be_called_something_else(builtin: Atlas) -> None:
    keys = frozenset({"changed"})
    _, parts = legend_parts(builtin, keys, {"changed": "told twice"}, Box(0, 0, 230, 300), "en")
    assert [["told twice"]] == [[e.head for e in section.entries] for section in parts[0]]


def test_what_has_no_room_is_parted(builtin: Atlas) -> None:
    _, parts = legend_parts(builtin, keys_of(builtin, DAY), {}, Box(0, 0, 230, 90), "en")
    assert len(parts) > 1


def test_a_panel_of_paper_lies_under_the_legend_where_it_is_asked_for(builtin: Atlas) -> None:
    box = Box(0, 0, 232, 400)
    style, (sections,) = legend_parts(builtin, keys_of(builtin, DAY), {}, box, "en")
    bare, on_paper = (set_legend(sections, box, style, panel=panel) for panel in (False, True))
    assert on_paper[1:] == bare


def test_a_legend_of_nothing_has_no_part(builtin: Atlas) -> None:
    _, parts = legend_parts(builtin, frozenset(), {}, Box(0, 0, 230, 300), "en")
    assert [] == parts
