"""An atlas of the first days of the calendar, and one of its last: nothing lies beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from making import episode, ruling

from frontmap.atlas import check_atlas, read_atlas
from frontmap.control.timeline import build_timeline
from frontmap.outputs.deck import make_deck

if TYPE_CHECKING:
    from pathlib import Path

#: The four days of the tiny atlas, at either end.
FIRST = [f"0001-01-0{number}" for number in range(1, 5)]
LAST = [f"9999-12-{number}" for number in range(28, 32)]


def moved(folder: Path, days: list[str]) -> Path:
    """The tiny atlas, on other days."""
    for path in (*folder.glob("*/*.csv"), *folder.glob("*/*.toml"), *folder.glob("*/*.geojson")):
        text = path.read_text("utf-8")
        for number, other in enumerate(days, start=1):
            text = text.replace(f"2001-01-0{number}", other)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("days", [FIRST, LAST])
def test_an_atlas_at_the_end_of_the_calendar_is_checked_and_told(
    copy_of_tiny: Path, tiny: Path, days: list[str]
) -> None:
    folder = moved(copy_of_tiny, days)
    # its almanac came out some days later, which the last days have not
    told = [fault for fault in check_atlas(folder) if fault.code != "published-before"]
    assert check_atlas(tiny) == tuple(told) == ()
    atlas, same = read_atlas(folder), read_atlas(tiny)
    assert [date.fromisoformat(one) for one in days] == list(atlas.days())
    for there, here in zip(atlas.days(), same.days(), strict=True):
        assert same.on(here).controls == atlas.on(there).controls
        assert len(same.on(here).changes) == len(atlas.on(there).changes)
    assert 11 == make_deck(atlas, days=list(atlas.days()))[1]


def test_two_rulings_of_the_first_day_leave_the_second() -> None:
    week = replace(episode(1, 7), first=date.min, last=date(1, 1, 7))
    rulings = [ruling(date.min, "blue"), ruling(date.min, "green")]
    runs = build_timeline(["north"], [week], rulings).runs["north"]
    assert [(date.min, date(1, 1, 7), "green")] == [
        (run.first, run.last, run.control.holder) for run in runs
    ]
