"""What the terminal shows. The texts as a whole are held by `test_golden.py`."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from making import day, with_events
from planting import AREAS, CAPTIONS, CLAIMS, CONTROL, plant
from rich.console import Console

from frontmap.atlas import Atlas, read_atlas
from frontmap.telling.terminal import print_comparison, print_day, print_why
from frontmap.telling.why import explain

if TYPE_CHECKING:
    from pathlib import Path


def screen() -> tuple[Console, io.StringIO]:
    written = io.StringIO()
    return Console(file=written, width=120, highlight=False, emoji=False), written


def shown(atlas: Atlas, number: int, language: str = "en") -> str:
    console, written = screen()
    print_day(atlas.on(day(number)), language, console)
    return written.getvalue()


def why(atlas: Atlas, area: str, number: int, language: str = "en") -> str:
    console, written = screen()
    print_why(explain(atlas, area, day(number)), atlas, language, console)
    return written.getvalue()


def test_a_day_has_its_title_date_caption_areas_front_and_changes(tiny_atlas: Atlas) -> None:
    text = shown(tiny_atlas, 3)
    assert [
        "Three fields · The first week",
        "3 January 2001, state at the end of the day",
    ] == text.splitlines()[:2]
    assert "Blue takes the southeast field." in text
    assert "2.2 km" in text
    assert "where the line ran inside an area is not known" in text
    assert "Southeast field: Green party, contested (Blue party) → Blue party" in text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ["The record of this episode opens on this day"]),
        (2, ["Nothing changed on this day"]),
        (
            3,
            [
                "  front opened: 1,106 m; front closed: 1,106 m",
                "  Blue party, gained: 0.62 km²",
                "  Green party, lost: 0.62 km²",
                "What changed on this day",
                "  Blue: Blue party, outline moved",
                "  Green: Green party, outline moved",
            ],
        ),
        (4, ["no data: the record says nothing of this day"]),
        (5, ["The record says nothing of the day before: what changed is not known"]),
        (
            6,
            [
                "  front opened: 1,106 m; front closed: 0 m",
                "  Green party, gained: 1.23 km²",
                "  nobody lost ground",
                "What changed on this day",
                "  Harbour: no data → Green party",
            ],
        ),
        (
            7,
            [
                "  front opened: 0 m; front closed: 1,106 m",
                "  nobody gained ground",
                "  Green party, lost: 1.23 km²",
                "What changed on this day",
                "  Harbour: Green party → no data",
            ],
        ),
    ],
)
def test_what_moved_is_told_and_nothing_only_where_nothing_did(
    moving_atlas: Atlas, number: int, said: list[str]
) -> None:
    assert said == shown(moving_atlas, number).splitlines()[-len(said) :]


def test_an_assumed_state_is_called_so(assumed_atlas: Atlas) -> None:
    assert "assumed" in shown(assumed_atlas, 1)
    assert "مفترضة" in shown(assumed_atlas, 1, "ar")
    assert "confidence: assumed" in why(assumed_atlas, "north", 1).lower()


def test_an_opening_day_has_no_change_and_its_states_may_be_older(tiny_atlas: Atlas) -> None:
    text = shown(tiny_atlas, 1)
    assert "The record of this episode opens on this day" in text
    assert "Nothing changed" not in text
    assert "2001-01-01 or earlier" in text


def test_an_account_says_whose_it_is_and_leaves_out_the_atlas_s_caption(tiny_atlas: Atlas) -> None:
    text = shown(tiny_atlas.account("blue-media"), 3)
    assert "as told by: Blue media" in text
    assert "Blue takes the southeast field." not in text
    assert "no data: North field, Southwest field" in text


def test_an_account_says_how_old_its_word_is(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media")
    (row,) = (line for line in shown(account, 4).splitlines() if line.startswith("Southeast"))
    assert ["Southeast field", "Blue party", "1", "2001-01-03"] == [
        cell.strip() for cell in row.split("  ") if cell.strip()
    ]


@pytest.mark.parametrize("hostile", ["[bold]x[/bold]", ":warning:", "[link=https://e.org]x[/link]"])
def test_a_hostile_name_is_text(copy_of_tiny: Path, hostile: str) -> None:
    plant(
        copy_of_tiny,
        (AREAS, "Southeast field", hostile),
        (CONTROL, "Both sides say so.", hostile),
        (CLAIMS, "Blue's paper says that Blue has the southeast field.", hostile),
    )
    atlas = read_atlas(copy_of_tiny)
    assert 2 == shown(atlas, 3).count(hostile)
    assert 3 == why(atlas, "southeast", 3).count(hostile)


def test_the_reasons_for_a_cell_are_all_there(tiny_atlas: Atlas) -> None:
    text = why(tiny_atlas, "southeast", 3)
    for said in (
        "Southeast field, 3 January 2001",
        "began: between 2 January 2001 and 3 January 2001",
        "confidence: high (a side says so of its own loss)",
        "note: Both sides say so.",
        "2001-01-03  Blue media · Blue party (Herald, line 3, herald-2)",
        "(Gazette, line 2, gazette-1)",
        "Next evidence after this day: none",
    ):
        assert said in text
    assert "Other claims" not in text


def test_each_presence_in_a_contested_area_has_its_confidence_and_rule(tiny_atlas: Atlas) -> None:
    text = why(tiny_atlas, "southeast", 2)
    assert "confidence: low (only voices in their own favour carry it)" in text
    assert "– Green party: medium (one party carries it, not in its own favour)" in text
    assert "– Blue party: low (only voices in their own favour carry it)" in text


def test_what_a_ruling_cites_besides_is_listed_apart(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (CONTROL, "held,,,herald-2 gazette-1", "held,,,herald-2 gazette-1 herald-1"),
        (CLAIMS, "blue-media,,control,,blue,,,part", "blue-media,,clash,,,,,"),
    )
    text = why(read_atlas(copy_of_tiny), "southeast", 3)
    assert text.index("Other claims that the ruling cites") < text.index("herald-1)")


def test_what_is_only_in_english_says_so_in_arabic(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, ",يقوله الطرفان.", ","))
    text = why(read_atlas(copy_of_tiny), "southeast", 3, "ar")
    assert "Both sides say so. [بالإنكليزية]" in text
    assert 1 == text.count("[بالإنكليزية]")


def test_what_is_only_in_arabic_says_so_in_english(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "Both sides say so.,", ","))
    text = why(read_atlas(copy_of_tiny), "southeast", 3)
    assert "note: يقوله الطرفان. [in Arabic]" in text
    assert "in English" not in text


def test_a_caption_in_another_language_says_so(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CAPTIONS, ",الأزرق يأخذ الحقل الجنوبي الشرقي.", ","))
    atlas = read_atlas(copy_of_tiny)
    assert "Blue takes the southeast field.\n" in shown(atlas, 3)
    assert "Blue takes the southeast field. [en anglais]\n" in shown(atlas, 3, "fr")


def test_two_accounts_that_agree_say_so(tiny_atlas: Atlas) -> None:
    console, written = screen()
    blue, green = tiny_atlas.account("side:blue"), tiny_atlas.account("side:green")
    print_comparison(blue, green, day(3), "en", console)
    assert "3 January 2001\nThe two tell it alike.\n" == written.getvalue()


def test_a_day_of_which_nothing_is_known_has_no_front(tiny_atlas: Atlas) -> None:
    text = shown(tiny_atlas.account("green-media"), 1)
    assert "no data: North field, Southwest field, Southeast field" in text
    assert "km" not in text


def test_a_claim_without_a_summary_leaves_no_empty_line(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CLAIMS, "Blue had the north field.,كان الحقل الشمالي للأزرق.", ","))
    lines = why(read_atlas(copy_of_tiny), "north", 1).splitlines()
    assert [line for line in lines if not line.strip()] == []


def test_a_day_counts_its_reported_events_and_an_area_lists_them(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    assert "Reported events (3 that day)" in shown(atlas, 2)
    assert "eported events" not in shown(tiny_atlas, 2)
    told = why(atlas, "north", 2)
    assert "Events reported here on this day" in told
    assert "Event 51. </script><img src=x onerror=alert(1)>" in told
    assert "Events reported here" not in why(atlas, "southwest", 2)


def test_a_day_is_headed_by_its_episode(builtin: Atlas, capsys: pytest.CaptureFixture[str]) -> None:
    print_day(builtin.on(date(2017, 3, 20)), "en")
    assert capsys.readouterr().out.startswith("Jobar and Qabun, March 2017\n20 March 2017, ")
