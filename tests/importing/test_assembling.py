"""Entries put together to a record: rulings, days without data, sources, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import HOLDERS, THREE_DAYS, make, said, states, text

from frontmap.atlas import check_atlas
from frontmap.errors import DataError
from frontmap.importing.assembling import Presence
from frontmap.importing.options import EndRule
from frontmap.importing.writing import judge, write_proposal
from frontmap.model import Text
from frontmap.statuses import Status

if TYPE_CHECKING:
    from pathlib import Path


def test_two_missing_days_have_no_data_and_are_never_carried_over(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,2018-05-01,2018-05-04\nOld Town,Blue,Blue\nHarbour,Blue,Blue\nMill,Blue,Blue\n",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert states(atlas, "mill") == ["blue held", "- no_data", "- no_data", "blue held"]
    rows = [r for r in atlas.record.rulings if r.area == "mill"]
    assert [(r.since.day, r.status) for r in rows] == [
        (1, Status.HELD),
        (2, Status.NO_DATA),
        (4, Status.HELD),
    ]


def test_a_source_column_becomes_sources_voices_and_claims(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "Location,Held by,As of,Source\n"
        "Mill,Blue,2018-05-01,https://example.org/a/first-report\n"
        "Mill,Blue,2018-05-02,Other report\n"
        "Harbour,Green,2018-05-02,Other report\n",
    )
    atlas = make(tmp_path, table, areas, holders=holders, holds=1)
    assert list(atlas.sources) == ["first-report", "other-report"]
    assert atlas.sources["first-report"].url == "https://example.org/a/first-report"
    control = atlas.on(date(2018, 5, 2)).runs["mill"].ruling
    assert control is not None
    assert control.evidence == ("first-report-1", "other-report-2")
    assert atlas.claims["other-report-1"].areas == ("harbour",)
    said_there = atlas.claims["other-report-1"]
    assert (said_there.place, said_there.summary.exact("en")) == (
        "Harbour",
        "table.csv, row 4: “Green”",
    )
    assert atlas.record.attribution.exact("en") == "table.csv; outlines: areas.geojson"
    warned = [fault for fault in check_atlas(tmp_path / "atlas") if fault.severity == "warning"]
    assert [(f.code, f.found) for f in warned] == [
        ("no-publication-day", "no day of publication of first-report, other-report"),
        ("voice-unsaid", "neither side nor note of first-report, other-report"),
    ]


def test_only_addresses_of_the_web_become_links(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, "place,date,control,source\nMill,2018-05-01,Blue,javascript://x\n")
    atlas = make(tmp_path, table, areas, holders=holders)
    assert [(s.title, s.url) for s in atlas.sources.values()] == [("javascript://x", "")]


def test_an_interval_without_an_end_needs_the_last_day(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,from,to,control\nMill,2018-05-01,2018-05-02,Blue\nMill,2018-05-03,,Green\n",
    )
    with pytest.raises(DataError, match="--last"):
        make(tmp_path, table, areas, holders=holders)
    atlas = make(tmp_path, table, areas, holders=holders, last=date(2018, 5, 5))
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 3


def test_a_holder_that_the_table_does_not_explain_is_told_with_its_row(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-02,Red\n")
    with pytest.raises(DataError, match=r"table.csv:3: unknown-holder: found 'Red'"):
        make(tmp_path, table, areas, holders=holders)


def test_a_holder_that_is_not_explained_is_told_once(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Red\nMill,2018-05-02,red\n")
    understood, _ = said(table, areas, holders=holders)
    with pytest.raises(DataError, match="found 'Red', here and 1 times more"):
        judge(understood)


def test_two_states_of_a_place_on_a_day_are_told(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nmill ,2018-05-01,Green\n")
    with pytest.raises(DataError, match="two-states: found 'Green' on 2018-05-01, when row 2"):
        make(tmp_path, table, areas, holders=holders)


def test_two_rows_of_one_state_are_told_apart_by_what_differs(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path, "place,date,control,note\nMill,2018-05-01,Blue,a\nMill,2018-05-01,Blue,b\n"
    )
    with pytest.raises(DataError, match="row 2 has 'Blue', with another note; expected one state"):
        make(tmp_path, table, areas, holders=holders)


def test_faults_of_a_table_in_our_own_words_are_told_by_its_rows(
    tmp_path: Path, areas: Path
) -> None:
    header = "area,first,last,holder,status,rivals,confidence,began\n"
    table = text(tmp_path, header + "mill,2018-05-01,2018-05-02,blue,held,,sure,whenever\n")
    with pytest.raises(DataError) as refusal:
        make(tmp_path, table, areas)
    assert [(str(f.where), f.code) for f in refusal.value.faults] == [
        ("table.csv:2 began", "bad-date"),
        ("table.csv:2 confidence", "bad-choice"),
    ]
    table = text(tmp_path, header + "mill,2018-05-01,2018-05-02,blue,contested,,,\n")
    with pytest.raises(DataError, match=r"table\.csv:2 rivals: no-rival"):
        make(tmp_path, table, areas)


def test_an_atlas_with_arabic_names_is_shown_in_arabic_too(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,الحكومة\n")
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    assert atlas.record.languages == ("en", "ar")
    assert atlas.actors["government"].name.exact("ar") == "القوات الحكومية"


def test_a_state_that_holds_until_the_next_is_left_out_only_when_the_next_is_there(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, THREE_DAYS)
    days = {"first": date(2018, 5, 3), "last": date(2018, 5, 9), "holds": 0}
    _, lines = said(table, areas, holders=holders, **days)
    assert [line.split(" have")[0] for line in lines if "left out" in line] == ["6 of 9 entries"]
    atlas = make(tmp_path, table, areas, holders=holders, **days)
    assert states(atlas, "mill") == ["green held"] * 7


def test_first_and_last_that_leave_nothing_are_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, THREE_DAYS)
    with pytest.raises(DataError, match="2018-05-01 to 2018-05-03") as refusal:
        make(tmp_path, table, areas, holders=holders, first=date(2019, 1, 1), last=date(2019, 1, 2))
    assert ["all-outside"] == [fault.code for fault in refusal.value.faults]
    assert not (tmp_path / "atlas").exists()


def test_a_state_said_again_for_longer_goes_on_and_is_one_row(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,from,to,control\nMill,2018-05-01,2018-05-03,Blue\nMill,2018-05-02,2018-05-05,Blue\n",
    )
    atlas = make(tmp_path, table, areas, holders=holders, end=EndRule.INCLUSIVE)
    assert states(atlas, "mill") == ["blue held"] * 5
    assert [r.since for r in atlas.record.rulings if r.area == "mill"] == [date(2018, 5, 1)]


def test_before_is_the_last_holder_that_was_known(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    rows = ["Contested", "Blue", "?", "Contested", "Green", "", "Contested"]
    lines = "".join(f"Mill,2018-05-0{day},{row}\n" for day, row in enumerate(rows, start=1))
    atlas = make(tmp_path, text(tmp_path, "place,date,control\n" + lines), areas, holders=holders)
    assert states(atlas, "mill") == [
        "unknown contested blue green",
        "blue held",
        "unknown unknown",
        "blue contested green",
        "green held",
        "- no_data",
        "green contested blue",
    ]


def test_each_source_that_says_the_same_of_a_day_has_its_claim(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control,source\nMill,2018-05-01,Blue,Report\nMill,2018-05-01,Blue,Diary\n",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert ["report-1", "diary-1"] == [claim.id for claim in atlas.record.claims]
    ruling = atlas.on(date(2018, 5, 1)).runs["mill"].ruling
    assert ruling is not None
    assert ("report-1", "diary-1") == ruling.evidence


def test_what_import_says_itself_is_in_the_languages_of_the_atlas(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, THREE_DAYS)
    atlas = make(tmp_path, table, areas, holders=holders, languages=("fr", "en"))
    assert Text.of(fr="Atlas de table.csv", en="Atlas of table.csv") == atlas.title
    assert Text.of(fr="Les données", en="The record") == atlas.episodes[0].title
    assert [Text.of(fr="Zones", en="Areas")] == [group.title for group in atlas.record.groups]


def test_the_others_are_those_that_hold_an_area_on_the_same_days() -> None:
    parties = ("blue", "green", "guests")
    held = [
        ("blue", date(2018, 5, 1), date(2018, 5, 9)),
        ("green", date(2018, 5, 1), date(2018, 5, 3)),
        ("green", date(2018, 5, 8), date(2018, 5, 9)),
        ("guests", date(2018, 6, 4), date(2018, 6, 9)),
    ]
    presence = Presence(held, parties)
    assert ("blue", "green") == presence.during(date(2018, 5, 2), date(2018, 5, 2))
    assert ("blue", "green") == presence.during(date(2018, 5, 5), date(2018, 5, 8))
    # of one party alone no rival can be told
    assert parties == presence.during(date(2018, 5, 5), date(2018, 5, 6))


def test_a_party_that_comes_later_is_no_rival_of_today(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,date,holder\nMill,2018-05-01,Contested\nHarbour,2018-05-01,Blue\n"
        "Old Town,2018-05-01,Green\nHarbour,2018-06-04,Guests\n",
    )
    holders = text(
        tmp_path,
        "written,holder,status,rivals\nContested,blue,contested,others\nBlue,blue,held,\n"
        "Green,green,held,\nGuests,guests,held,\n",
        "holders.csv",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert "blue contested green" == states(atlas, "mill")[0]


def test_a_confidence_of_the_table_is_told_with_the_file_that_says_it(
    tmp_path: Path, areas: Path
) -> None:
    head = "place,date,holder,confidence,note\n"
    may = text(tmp_path, f"{head}Mill,2018-05-01,Blue,low,\n", "may.csv")
    june = text(tmp_path, f"{head}Mill,2018-05-02,Green,high,Both say so.\n", "june.csv")
    holders = text(tmp_path, HOLDERS, "holders.csv")
    atlas = make(tmp_path, may, june, areas, holders=holders, languages=("en", "ar"))
    notes = [ruling.note for ruling in atlas.record.rulings if ruling.area == "mill"]
    assert ["The confidence is that of may.csv.", "درجة الثقة كما في may.csv."] == [*notes[0].texts]
    assert Text.of(en="Both say so. The confidence is that of june.csv.") == notes[1]
