"""Tables in the dirt that such tables have, imported; and what is asked for instead of guessed."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from imported import HOLDERS, make, refused, said, states, text

from frontmap.atlas import check_atlas, read_atlas
from frontmap.errors import DataError, FrontmapError, RequestError
from frontmap.exchange import write_export
from frontmap.importing.new_atlas import begin_small_atlas
from frontmap.importing.options import DateOrder, EndRule, TableShape
from frontmap.importing.outlines import read_outlines
from frontmap.importing.writing import judge, write_proposal
from frontmap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = ("Old Town", "Harbour", "Mill")


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    """Three squares in a row, in a file with heights and a crs member."""
    features = []
    for number, name in enumerate(NAMES):
        west = 36.3 + number / 100
        ring = [[west, 33.5, 7], [west + 0.01, 33.5, 7], [west + 0.01, 33.51, 7], [west, 33.51, 7]]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        properties = {"fid": number + 1.0, "name": name}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def holders(tmp_path: Path) -> Path:
    return text(tmp_path, HOLDERS, "holders.csv")


def shapefile(tmp_path: Path, names: Sequence[str], *, encoding: str) -> Path:
    """Squares in a row whose names are in `encoding`, without a file that says which it is."""
    path = tmp_path / "outlines.shp"
    squares = [shapely.box(36.3 + n / 100, 33.5, 36.31 + n / 100, 33.51) for n in range(len(names))]
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(squares),
        field_data=[np.array(names, dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        encoding=encoding,
    )
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


# the shapes


def test_a_wide_table_has_a_column_for_each_day(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "Place\u00a0;1 May 2018;2 May 2018;3\u00a0May 2018\r\n"
        "Old\u00a0Town ;Blue;BLUE;contested\r\n"
        "harbour;green;;Green \r\n"
        "Mill;?;blue;blue\r\n",
        encoding="utf-8-sig",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert states(atlas, "old-town") == ["blue held", "blue held", "blue contested green"]
    assert states(atlas, "harbour") == ["green held", "- no_data", "green held"]
    assert states(atlas, "mill") == ["unknown unknown", "blue held", "blue held"]


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


def test_a_weekly_table_may_say_that_its_states_hold_for_days(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,2018-05-01,2018-05-08\nMill,Blue,Green\n")
    atlas = make(tmp_path, table, areas, holders=holders, holds=7)
    assert states(atlas, "mill") == ["blue held"] * 7 + ["green held"] * 7


def test_a_long_table_has_a_row_for_each_place_and_day(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "date\tlocation\tcontrolled by\n"
        "13/05/18\tMill\tBlue\n"
        "05/05/18\tMill\tGreen\n"
        "06/05/18\tHarbour\tGreen\n",
        name="table.tsv",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert atlas.days()[0] == date(2018, 5, 5)
    assert states(atlas, "mill") == ["green held", *["- no_data"] * 7, "blue held"]
    assert states(atlas, "old-town") == ["- no_data"] * 9


@pytest.mark.parametrize(
    ("end", "rows"),
    [
        (EndRule.INCLUSIVE, "Mill,2018-05-01,2018-05-02,Blue\nMill,2018-05-03,2018-05-04,Green\n"),
        (EndRule.EXCLUSIVE, "Mill,2018-05-01,2018-05-03,Blue\nMill,2018-05-03,2018-05-05,Green\n"),
    ],
)
def test_neighbouring_intervals_tell_whether_the_end_is_included(
    tmp_path: Path, areas: Path, holders: Path, end: EndRule, rows: str
) -> None:
    table = text(tmp_path, "place,from,to,control\n" + rows)
    _, lines = said(table, areas, holders=holders)
    assert f"table.csv: the end of an interval is {end}" in lines
    atlas = make(tmp_path, table, areas, holders=holders)
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 2


def test_intervals_that_cannot_tell_their_end_are_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,from,to,control\nMill,2018-05-01,2018-05-03,Blue\n")
    assert refused(table, areas, holders=holders)[0][0] == "which-end"
    atlas = make(tmp_path, table, areas, holders=holders, end=EndRule.EXCLUSIVE)
    assert len(atlas.days()) == 2


def test_intervals_that_contradict_each_other_about_the_end_are_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,from,to,control\n"
        "Mill,2018-05-01,2018-05-03,Blue\nMill,2018-05-03,2018-05-05,Green\n"
        "Harbour,2018-05-01,2018-05-02,Blue\nHarbour,2018-05-03,2018-05-05,Green\n",
    )
    assert [code for code, *_ in refused(table, areas, holders=holders)] == ["which-end"]


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


def test_an_as_of_list_is_asked_how_long_its_states_hold(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "Location,Held by,As of,Source\n"
        'Mill,Blue,"May 1, 2018",https://example.org/a/first-report\n'
        "Mill,Green,3rd May 2018,Second report\n",
    )
    assert [code for code, *_ in refused(table, areas, holders=holders)] == ["how-long"]
    atlas = make(tmp_path, table, areas, holders=holders, holds=0, last=date(2018, 5, 4))
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 2


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
    assert (said_there.place, said_there.summary.en) == ("Harbour", "table.csv, row 4: “Green”")
    assert atlas.record.attribution.en == "table.csv; outlines: areas.geojson"
    warned = [fault for fault in check_atlas(tmp_path / "atlas") if fault.severity == "warning"]
    assert [(f.code, f.found) for f in warned] == [
        ("voice-unsaid", "neither side nor note of first-report, other-report")
    ]


def test_only_addresses_of_the_web_become_links(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, "place,date,control,source\nMill,2018-05-01,Blue,javascript://x\n")
    atlas = make(tmp_path, table, areas, holders=holders)
    assert [(s.title, s.url) for s in atlas.sources.values()] == [("javascript://x", "")]


def test_a_packed_history_has_dates_and_holders_in_one_cell(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        'name,what happened\nMill,"2018-05-01; Blue, 2018-05-03; Contested, 2018-05-04; Green"\n'
        'Harbour,"2018-05-02; Green"\n',
    )
    understood, lines = said(table, areas, holders=holders, last=date(2018, 5, 5))
    assert "packed" in lines[1]
    assert understood.columns == ("name", "what happened")
    atlas = make(tmp_path, table, areas, holders=holders, last=date(2018, 5, 5))
    assert states(atlas, "mill") == [
        "blue held", "blue held", "blue contested green", "green held", "green held",
    ]  # fmt: skip
    assert states(atlas, "harbour") == ["- no_data"] + ["green held"] * 4


def test_a_comma_in_brackets_does_not_end_an_item_of_a_packed_history(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        'name,what happened\nMill,"2018-05-01; Blue,2018-05-03; contested (Blue, Green)"\n'
        'Harbour,"2018-05-02; Green,"\n',
    )
    entries = said(table, areas)[0].entries
    assert [e.written.holder for e in entries] == ["Blue", "contested (Blue, Green)", "Green"]


def test_an_excel_sheet_with_real_dates_and_merged_cells(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes")
    page = book["Sheet"]
    page.append(["Place", "Date", "Control"])
    page.append(["Mill", date(2018, 5, 1), "Blue"])
    page.append([None, date(2018, 5, 2), "Green"])
    page.append([2.0, "3 May 2018", "Green"])
    page.merge_cells("A2:A3")
    book.save(tmp_path / "table.xlsx")
    atlas = make(tmp_path, tmp_path / "table.xlsx", areas, holders=holders)
    assert states(atlas, "mill") == ["blue held", "green held", "- no_data"]
    # 2.0 is the fid of the harbour, which the outlines write 2
    assert states(atlas, "harbour") == ["- no_data", "- no_data", "green held"]


def test_a_title_above_the_header_is_passed_over_and_told(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "Who held what, compiled on 3 July, desk 7;;\n;;\nplace;date;control\n"
        "Mill;2018-05-01;Blue\n",
    )
    understood, lines = said(table, areas, holders=holders)
    assert [str(entry.where) for entry in understood.entries] == ["table.csv:4"]
    assert lines[0] == (
        "table.csv: utf-8, semicolons between the cells; the header is row 3; "
        "above it stands 'Who held what, compiled on 3 July, desk 7'"
    )


def test_a_header_of_two_rows_is_asked_for_and_read_by_its_row(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Who held what, May 2018"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Place", "Controlled by", None, "Source"])
    sheet.merge_cells("B2:C2")
    sheet.append([None, date(2018, 5, 1), "2 May 2018", None])
    sheet.append(["Mill", "Blue", "Green", "Post"])
    table = tmp_path / "table.xlsx"
    book.save(table)
    expected = "once, or --header with the row that has the names"
    assert refused(table, areas) == [("double-column", 2, expected)]
    atlas = make(tmp_path, table, areas, holders=holders, header=3)
    assert states(atlas, "mill") == ["blue held", "green held"]
    assert [source.title for source in atlas.sources.values()] == ["Post"]
    assert refused(table, areas, header=9) == [
        ("no-header", 9, "a row with something in it, of 1 to 4")
    ]


def test_an_excel_file_with_several_sheets_is_asked_which(tmp_path: Path, areas: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Place", "Date", "Control"])
    book.create_sheet("More").append(["Place"])
    book.save(tmp_path / "table.xlsx")
    found = refused(tmp_path / "table.xlsx", areas)
    assert found == [("which-sheet", 0, "--sheet with one of: Sheet, More")]


def test_outlines_whose_attributes_are_the_table_need_no_other(
    tmp_path: Path, holders: Path
) -> None:
    square = shapely.geometry.mapping(shapely.box(36.3, 33.5, 36.31, 33.51))
    properties = {"name": "Mill", "2018-05-01": "Blue", "2018-05-02": None}
    feature = {"type": "Feature", "properties": properties, "geometry": square}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    atlas = make(tmp_path, text(tmp_path, content, name="wide.geojson"), holders=holders)
    assert states(atlas, "mill") == ["blue held", "- no_data"]


# what is asked for


def test_dates_that_may_be_two_days_are_asked_for(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,05/03/18,Blue\n")
    code, row, expected = refused(table, areas, holders=holders)[0]
    assert (code, row) == ("which-date-order", 2)
    assert expected == "the order of day and month, by --dates dmy or mdy"
    atlas = make(tmp_path, table, areas, holders=holders, order=DateOrder.MDY)
    assert atlas.days() == (date(2018, 5, 3),)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2018", "no-day"),
        ("May 2018", "no-day"),
        ("2018-05", "no-day"),
        ("month 3", "no-day"),
        ("17", "no-day"),
        ("43223", "day-count"),
        ("31 April 2018", "bad-day"),
        ("soon", "bad-day"),
        ("", "no-date"),
    ],
)
def test_what_is_no_day_is_refused(
    tmp_path: Path, areas: Path, holders: Path, written: str, code: str
) -> None:
    table = text(tmp_path, f"place,date,control\nMill,{written},Blue\nMill,2018-05-01,Blue\n")
    assert [(c, row) for c, row, _ in refused(table, areas, holders=holders)] == [(code, 2)]


def test_every_date_that_is_none_is_told_with_what_is_asked_for(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,43223,Blue\nMill,05/04/2018,Blue\nMill,31/02/2018,Blue\n"
        "Mill,someday,Blue\nNowhere,2018-05-09,Blue\n",
    )
    assert [(code, row) for code, row, _ in refused(table, areas) if row] == [
        ("day-count", 2),
        ("which-date-order", 3),
        ("bad-day", 4),
        ("bad-day", 5),
        ("unknown-place", 6),
    ]


def test_dates_that_contradict_each_other_are_told_against_the_first_that_is_plain(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,01/02/2018,Blue\nMill,13/05/2018,Blue\nMill,05/14/2018,Blue\n",
    )
    assert refused(table, areas) == [("two-date-orders", 4, "one order: dates that are day first")]


def test_a_column_of_counted_months_is_refused_as_that(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,month,control\nMill,1,Blue\n")
    assert refused(table, areas) == [
        ("no-day", 1, "days, such as 2018-05-03; a year, a month or a counter is no day")
    ]


def test_years_as_columns_are_refused_as_years(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,2016,2017\nMill,Blue,Blue\n")
    assert {code for code, *_ in refused(table, areas)} == {"no-day"}


def test_a_spreadsheets_count_of_days_is_read_when_it_is_said_so(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,43223,Blue\n")
    atlas = make(tmp_path, table, areas, holders=holders, order=DateOrder.EXCEL)
    assert atlas.days() == (date(2018, 5, 3),)


def test_arabic_digits_and_months_are_read(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,٣ أيار ٢٠١٨,Blue\nMill,4 مايو 2018,Blue\n")
    assert make(tmp_path, table, areas, holders=holders).days()[0] == date(2018, 5, 3)


def test_without_a_table_of_holders_nothing_is_written(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-03,Blue\n")
    with pytest.raises(RequestError, match="--propose-holders"):
        make(tmp_path, table, areas)
    assert not (tmp_path / "atlas").exists()


def test_the_proposal_keeps_contested_unknown_and_no_data_apart(
    tmp_path: Path, areas: Path
) -> None:
    ways = [
        "RU",
        "Russian",
        "CONTESTED",
        "SAA",
        "",
        "Gray zone",
        "?",
        "n/a",
        "SAA / ISIS",
        "Tribes",
    ]
    rows = "".join(f"Mill,2018-05-{n:02},{way}\n" for n, way in enumerate(ways, start=1))
    understood, _ = said(text(tmp_path, "place,date,control\n" + rows), areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    with (tmp_path / "proposed.csv").open(encoding="utf-8-sig", newline="") as stream:
        proposed = {r["written"]: r for r in csv.DictReader(stream)}
    assert {w: (r["holder"], r["status"], r["rivals"]) for w, r in proposed.items()} == {
        "RU": ("russia", "held", ""),
        "Russian": ("russia", "held", ""),
        "CONTESTED": ("before", "contested", "others"),
        "SAA": ("government", "held", ""),
        "": ("", "no_data", ""),
        "Gray zone": ("before", "contested", "others"),
        "?": ("unknown", "unknown", ""),
        "n/a": ("", "no_data", ""),
        "SAA / ISIS": ("government", "contested", "islamic_state"),
        "Tribes": ("tribes", "held", ""),
    }


def test_two_parties_in_arabic_are_not_one(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,2018-05-01,فيلق الرحمن\nMill,2018-05-02,جيش الإسلام\n"
        "Mill,2018-05-03,فيلق الرحمن / جيش الإسلام\nMill,2018-05-04,هيئة تحرير الشام\n",
    )
    proposed = {row.written: row for row in said(table, areas)[0].proposal}
    found = {w: (r.holder, r.status.value, *r.rivals, r.name_ar) for w, r in proposed.items()}
    assert found == {
        "فيلق الرحمن": ("party_1", "held", "فيلق الرحمن"),
        "جيش الإسلام": ("party_2", "held", "جيش الإسلام"),
        "فيلق الرحمن / جيش الإسلام": ("party_1", "contested", "party_2", ""),
        "هيئة تحرير الشام": ("hts", "held", "هيئة تحرير الشام"),
    }


def test_a_question_mark_is_a_doubt_that_is_kept(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-02,Blue?\n")
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    found = [atlas.on(day).controls["mill"] for day in atlas.days()]
    assert [(c.holder, c.confidence == "low") for c in found] == [("blue", False), ("blue", True)]


def test_a_party_that_is_called_as_a_word_of_the_table_gets_another_id(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Others\nMill,2018-05-02,Blue\n")
    rows = said(table, areas)[0].proposal
    assert [row.holder for row in rows] == ["others_party", "blue"]


def test_a_contested_place_with_one_name_is_not_held_by_a_party_of_that_name(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,contested (Blue)\n")
    (row,) = said(table, areas)[0].proposal
    assert (row.holder, row.status, row.rivals) == ("before", Status.CONTESTED, ("others",))


def test_the_proposal_opens_in_a_spreadsheet_as_it_was_written(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,\"=cmd|'/c calc'!A1\"\n")
    understood, _ = said(table, areas)
    path = tmp_path / "proposed.csv"
    write_proposal(understood, path)
    content = path.read_text(encoding="utf-8")
    assert content.startswith("\ufeffwritten,")
    assert "\n'=cmd" in content
    atlas = make(tmp_path, table, areas, holders=path)
    assert atlas.actors["cmd_c_calc_a1"].name.en == "=cmd|'/c calc'!A1"


def test_an_atlas_with_arabic_names_is_shown_in_arabic_too(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,الحكومة\n")
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    assert atlas.record.languages == ("en", "ar")
    assert atlas.actors["government"].name.ar == "القوات الحكومية"


def test_a_proposal_is_taken_back_as_it_is(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path, "place,date,control\nMill,2018-05-01,RU\nMill,2018-05-02,UA\nMill,2018-05-03,?\n"
    )
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    assert states(atlas, "mill") == ["russia held", "ukraine held", "unknown unknown"]


def test_a_proposal_never_overwrites_what_was_edited(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    understood, _ = said(text(tmp_path, "place,date,control\nMill,2018-05-01,RU\n"), areas)
    with pytest.raises(FrontmapError, match="may have been edited"):
        write_proposal(understood, holders)
    assert holders.read_text(encoding="utf-8") == HOLDERS


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


def test_a_dry_run_judges_with_the_holders_as_proposed(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Red\nMill,2018-05-01,Blue\n")
    understood, _ = said(table, areas)
    with pytest.raises(DataError, match="two-states"):
        judge(understood)


def test_who_the_others_are_is_told_where_they_are_several(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,contested\n")
    assert not any("others" in line for line in said(table, areas, holders=holders)[1])
    holders.write_text(HOLDERS + "Red,red,held,,,,,\n", encoding="utf-8")
    assert (
        "holders.csv: the others of 'Contested' are all parties but the holder, of blue, green, "
        "red; name them, where not all of them were there"
    ) in said(table, areas, holders=holders)[1]


def test_two_states_of_a_place_on_a_day_are_told(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nmill ,2018-05-01,Green\n")
    with pytest.raises(DataError, match="two-states: found 'Green' on 2018-05-01, when row 2"):
        make(tmp_path, table, areas, holders=holders)


def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "district,town,date,ruler\nA,Mill,2018-05-01,Blue\n")
    found = refused(table, areas, shape=TableShape.LONG)
    assert [(code, expected) for code, _, expected in found] == [
        ("which-holder", "--column holder=… with one of: district, town, date, ruler"),
        ("which-place", "--column place=… with one of: district, town"),
    ]
    columns = {"holder": "ruler", "place": "town"}
    assert said(table, areas, columns=columns)[0].entries[0].place == "Mill"


def test_a_shape_that_is_none_is_asked_for(tmp_path: Path, areas: Path) -> None:
    assert refused(text(tmp_path, "a,b\n1,2\n"), areas)[0][0] == "which-shape"


# joining


def test_names_are_joined_with_a_report_on_each_side(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nHarbor,2018-05-01,Blue\nMILL,2018-05-01,Blue\nGate,2018-05-01,Blue\n",
    )
    with pytest.raises(DataError) as refusal:
        said(table, areas, holders=holders)
    assert [(f.found, f.meant) for f in refusal.value.faults] == [
        ("no word on old-town, harbour", ""),
        ("'Harbor'", "harbour, 1 letter apart"),
        ("'Gate'", ""),
    ]
    _, lines = said(table, areas, holders=holders, near=1, skip_unmatched=True)
    assert lines[-6:] == [
        "ids are made from names",
        "outlines lie around longitude 36.31, latitude 33.50",
        "places joined to outlines: 1 by name, 1 nearly",
        "  'Harbor' taken for harbour (1 letter apart)",
        "  'Gate' has no outline and is left out",
        "  outlines without a word in the table: old-town",
    ]


def test_a_table_of_places_settles_what_names_cannot(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nThe Gate,2018-05-01,Blue\n")
    places = text(tmp_path, "written,area\nthe gate,old-town\n", name="places.csv")
    atlas = make(tmp_path, table, areas, holders=holders, places=places)
    assert states(atlas, "old-town") == ["blue held"]


def test_an_area_that_a_table_of_places_names_and_is_none_is_told(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nOldtown,2018-05-01,Blue\n")
    places = text(tmp_path, "written,area\nOldtown,old-twon\n", name="places.csv")
    with pytest.raises(DataError) as refusal:
        said(table, areas, places=places, near=2, skip_unmatched=True)
    (fault,) = refusal.value.faults
    assert (str(fault.where), fault.code, fault.meant) == (
        "places.csv:2 area",
        "unknown-area",
        "old-town",
    )


def test_a_name_of_two_outlines_is_ambiguous(tmp_path: Path, holders: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": "Mill"},
            "geometry": shapely.geometry.mapping(shapely.box(west, 0, west + 1, 1)),
        }
        for west in (0, 1)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})
    outlines = text(tmp_path, content, name="areas.geojson")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    _, (code, _, expected) = refused(table, outlines, holders=holders)
    assert (code, expected) == ("ambiguous-place", "one of mill, mill-2, said by --places")


# files


def test_an_encoding_that_is_not_utf_8_must_be_named(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path, "place,date,control,note\nMill,2018-05-01,Blue,طاحونة\n", encoding="cp1256"
    )
    assert [(code, row) for code, row, _ in refused(table, areas)] == [("encoding", 2)]
    atlas = make(tmp_path, table, areas, holders=holders, encoding="cp1256")
    assert atlas.record.rulings[-1].note.en == "طاحونة"


def test_a_table_in_utf_8_stays_so_where_the_encoding_of_the_outlines_is_named(
    tmp_path: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nطاحونة,2018-05-01,Blue\n")
    outlines = shapefile(tmp_path, ["طاحونة", "ميناء"], encoding="cp1256")
    atlas = make(tmp_path, table, outlines, holders=holders, encoding="cp1256")
    assert [area.name.en for area in atlas.areas.values()] == ["طاحونة", "ميناء"]


def test_a_shapefile_that_does_not_name_its_encoding_is_asked_for_it(tmp_path: Path) -> None:
    outlines = shapefile(tmp_path, ["طاحونة"], encoding="cp1256")
    with pytest.raises(DataError, match="--encoding"):
        read_outlines(outlines)


def test_a_shapefile_that_names_its_encoding_is_believed(tmp_path: Path) -> None:
    outlines = shapefile(tmp_path, ["طاحونة"], encoding="cp1256")
    outlines.with_suffix(".cpg").write_text("1256", encoding="ascii")
    assert read_outlines(outlines).features[0].cells["name"] == "طاحونة"
    with ZipFile(tmp_path / "packed.zip", "w") as packed:
        for path in tmp_path.glob("outlines.*"):
            packed.write(path, path.name)
    assert read_outlines(tmp_path / "packed.zip").features[0].cells["name"] == "طاحونة"


def test_an_encoding_that_is_none_is_refused_even_where_it_is_not_needed(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    codes = {code for code, *_ in refused(table, areas, encoding="cp125x")}
    assert codes == {"unknown-encoding"}


def test_a_table_of_holders_may_be_in_the_named_encoding(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,الحكومة\n")
    ours = text(
        tmp_path, "written;holder;status\nالحكومة;gov;held\n", name="h.csv", encoding="cp1256"
    )
    atlas = make(tmp_path, table, areas, holders=ours, encoding="cp1256")
    assert states(atlas, "mill") == ["gov held"]


def test_utf_16_as_spreadsheets_write_it_is_known_by_its_mark(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place\tdate\tcontrol\nMill\t2018-05-01\tBlue\n", encoding="utf-16")
    assert states(make(tmp_path, table, areas, holders=holders), "mill") == ["blue held"]


def test_rows_that_are_too_long_are_all_told(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue,x\nMill,2018-05-02,Blue,,\n")
    assert refused(table, areas) == [("wrong-width", 2, "3, as in the header")]


def test_hostile_texts_stay_text(tmp_path: Path, areas: Path) -> None:
    evil = "=cmd()<script>"
    table = text(tmp_path, f"place,date,control,note\nMill,2018-05-01,Blue,{evil}\n")
    holders = text(
        tmp_path, f"written,holder,status,name\nBlue,blue,held,{evil}\n", name="holders.csv"
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    assert atlas.actors["blue"].name.en == evil
    assert f",{evil}," in (tmp_path / "atlas/geodata/control.csv").read_text(encoding="utf-8")


def test_the_first_rows_are_shown_as_they_were_understood(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,3 May 2018,Contested\n")
    understood, _ = said(table, areas, holders=holders)
    said_of_it = "2018-05-03 to 2018-05-03: 'Contested', before contested others"
    assert understood.shown() == (f"  table.csv:2: 'Mill' (mill), {said_of_it}",)


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas/mine.txt").write_text("mine", encoding="utf-8")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(FrontmapError, match="has something in it"):
        make(tmp_path, table, areas, holders=holders)


def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="neither a table nor outlines"):
        said(text(tmp_path, "x", name="table.docx"))


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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", "no parquet"),
        ("a.gpkg", "no database"),
        ("a.kml", "no xml"),
        ("a.geojson", '{"features": [{"type": "Feature", "properties": [1], "geometry": null}]}'),
        ("a.geojson", '{"features": [3, null]}'),
        ("a.geojson", "3"),
        ("a.geojson", "{"),
    ],
)
def test_what_is_no_file_of_outlines_is_refused_with_its_name(
    tmp_path: Path, name: str, content: str
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(DataError, match=name):
        said(table, text(tmp_path, content, name=name))


def test_a_table_of_holders_is_judged_as_a_whole(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    rows = "Blue,BLUE!,held,,red\nx,,contested,,\ny,blue,hold,,\nblue,blue,held,,\n"
    bad = text(tmp_path, "written,holder,status,rivals,colour\n" + rows, name="holders.csv")
    found = refused(table, areas, holders=bad)
    assert [(code, row) for code, row, _ in found] == [
        ("bad-colour", 2),
        ("bad-id", 2),
        ("no-holder", 3),
        ("no-rival", 3),
        ("bad-choice", 4),
        ("double-row", 5),
    ]


THREE_DAYS = "place,day,holder\n" + "".join(
    f"{name},2018-05-0{day},{'Blue' if day < 3 else 'Green'}\n"
    for day in (1, 2, 3)
    for name in NAMES
)


def test_what_first_and_last_leave_out_is_told(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(tmp_path, THREE_DAYS)
    _, lines = said(table, areas, holders=holders, first=date(2018, 5, 2), last=date(2018, 5, 2))
    expected = "6 of 9 entries have no day from 2018-05-02 to 2018-05-02, and are left out"
    assert [expected] == [line for line in lines if "left out" in line]
    _, lines = said(table, areas, holders=holders, first=date(2018, 5, 1))
    assert [] == [line for line in lines if "left out" in line]


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


def test_first_and_last_are_told_to_be_left_aside_where_rows_name_their_episodes(
    tmp_path: Path,
) -> None:
    begin_small_atlas(tmp_path / "town")
    write_export(read_atlas(tmp_path / "town"), tmp_path / "town.gpkg")
    _, lines = said(tmp_path / "town.gpkg", first=date(2001, 1, 1))
    assert ["--first and --last are left aside, for the rows name their episodes"] == [
        line for line in lines if "left aside" in line
    ]


def test_a_table_may_reach_to_the_last_day_of_the_calendar(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    rows = "".join(f"{name},9999-12-30,9999-12-31,Blue\n" for name in NAMES)
    table = text(tmp_path, f"place,start,end,holder\n{rows}")
    atlas = make(tmp_path, table, areas, holders=holders, end=EndRule.INCLUSIVE)
    assert states(atlas, "mill") == ["blue held"] * 2


@pytest.mark.parametrize("holds", [0, 9_999_999])
def test_a_state_may_hold_to_the_last_day_of_the_calendar(
    tmp_path: Path, areas: Path, holders: Path, holds: int
) -> None:
    rows = "".join(f"{name},9999-12-29,Blue\n" for name in NAMES)
    table = text(tmp_path, f"place,asof,holder\n{rows}")
    atlas = make(tmp_path, table, areas, holders=holders, holds=holds, last=date.max)
    assert states(atlas, "mill") == ["blue held"] * 3


def test_an_interval_that_ends_before_the_first_day_of_the_calendar_is_refused(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,start,end,holder\nMill,0001-01-01,0001-01-01,Blue\n")
    faults = refused(table, areas, holders=holders, end=EndRule.EXCLUSIVE, skip_unmatched=True)
    assert ["ends-early"] == [code for code, *_ in faults]
