"""A source's rows that say the same become one claim of all the days of which they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imported import draw_areas, make, text

from frontmap.importing.options import EndRule

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

HOLDERS = "written,holder,status\nBlue,blue,held\nGreen,green,held\n"


def claims(tmp_path: Path, table: str, **options: object) -> list[tuple[str, str]]:
    """The days and the summary of each claim."""
    atlas: Atlas = make(
        tmp_path,
        text(tmp_path, table, "who.csv"),
        draw_areas(tmp_path),
        holders=text(tmp_path, HOLDERS, "holders.csv"),
        **options,
    )
    return [(claim.date.text, claim.summary.first) for claim in atlas.record.claims]


def test_an_interval_is_a_claim_of_all_its_days(tmp_path: Path) -> None:
    table = "place,start,end,holder,source\nMill,2018-05-01,2018-05-04,Blue,Post\n"
    assert [("2018-05-01/2018-05-04", "who.csv, row 2: “Blue”")] == claims(
        tmp_path, table, end=EndRule.INCLUSIVE
    )


def test_days_that_follow_one_another_are_one_claim_with_all_their_rows(tmp_path: Path) -> None:
    rows = "".join(f"Mill,2018-05-0{day},Blue,Post\n" for day in (1, 2, 3))
    assert [("2018-05-01/2018-05-03", "who.csv, row 2–4: “Blue”")] == claims(
        tmp_path, f"place,date,holder,source\n{rows}"
    )


def test_two_sources_of_one_state_have_each_their_own_days(tmp_path: Path) -> None:
    table = (
        "place,date,holder,source\nMill,2018-05-01,Blue,Post\nMill,2018-05-02,Blue,Star\n"
        "Mill,2018-05-03,Blue,Star\n"
    )
    assert [
        ("2018-05-01", "who.csv, row 2: “Blue”"),
        ("2018-05-02/2018-05-03", "who.csv, row 3–4: “Blue”"),
    ] == claims(tmp_path, table)


def test_a_state_as_of_a_day_is_a_claim_of_that_day_however_long_it_holds(tmp_path: Path) -> None:
    table = "place,as of,holder,source\nMill,2018-05-01,Blue,Post\n"
    assert ["2018-05-01"] == [day for day, _ in claims(tmp_path, table, holds=7)]


def test_rows_that_do_not_follow_one_another_are_named_each(tmp_path: Path) -> None:
    table = (
        "place,date,holder,source\nMill,2018-05-01,Blue,Post\nHarbour,2018-05-01,Blue,\n"
        "Mill,2018-05-02,Blue,Post\n"
    )
    assert ["who.csv, row 2, 4: “Blue”"] == [said for _, said in claims(tmp_path, table)]
