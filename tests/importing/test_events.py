"""Tables of events: columns, days, points, kinds; and what is refused or asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from imported import feature, text, write_features

from frontmap.errors import DataError
from frontmap.importing.events import Event, EventTable, looks_like_events, read_events
from frontmap.importing.input_tables import read_table
from frontmap.importing.options import DateOrder, ImportOptions
from frontmap.model import ClaimKind

if TYPE_CHECKING:
    from pathlib import Path

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,"
    "latitude,longitude,geo_precision,source,notes,fatalities,iso\n"
)


def table_of(tmp_path: Path, content: str, **options: Any) -> EventTable:  # noqa: ANN401
    (table,) = read_events([text(tmp_path, content, "events.csv")], ImportOptions(**options))
    return table


def one(tmp_path: Path, content: str, **options: Any) -> Event:  # noqa: ANN401
    (event,) = table_of(tmp_path, content, **options).events
    return event


def asked(tmp_path: Path, content: str, **options: Any) -> list[tuple[str, int, str]]:  # noqa: ANN401
    with pytest.raises(DataError) as refusal:
        table_of(tmp_path, content, **options)
    return [(f.code, f.where.row, f.expected) for f in refusal.value.faults]


def test_each_column_of_an_acled_export_is_read_or_named(tmp_path: Path) -> None:
    row = (
        "SYR1,02 May 2018,1,Battles,Armed clash,Blue,Green,Mill,33.505,36.305,1,"
        'Agency A; Paper B,"On 2 May, clashes.",3,760\n'
    )
    table = table_of(tmp_path, ACLED + row)
    (event,) = table.events
    assert (event.date.text, event.place, event.spot) == ("2018-05-02", "Mill", (36.305, 33.505))
    assert (event.kind, event.written) == (ClaimKind.CLASH, "Battles: Armed clash")
    assert event.actors == ("Blue", "Green")
    assert event.sources == ("Agency A", "Paper B")
    assert (event.locator, event.note, event.killed) == ("SYR1", "On 2 May, clashes.", "3")
    assert table.unused == ("iso of events.csv",)


@pytest.mark.parametrize(
    "header",
    [
        "date,lieu,type d'événement,acteur,source,tués",
        "التاريخ,المكان,نوع الحدث,الطرف,المصدر,القتلى",
        "Day,Town,Kind,Party,Sources,Deaths",
    ],
)
def test_french_arabic_and_english_headings_are_known(tmp_path: Path, header: str) -> None:
    event = one(tmp_path, f"{header}\n2018-05-02,Mill,clash,Blue,A,2\n")
    assert (event.date.text, event.place, event.kind) == ("2018-05-02", "Mill", ClaimKind.CLASH)
    assert (event.actors, event.sources, event.killed) == (("Blue",), ("A",), "2")


@pytest.mark.parametrize(
    ("precision", "date"),
    [
        ("1", "2018-05-02"),
        ("", "2018-05-02"),
        ("2", "[2018-04-29..2018-05-05]"),
        ("week", "[2018-04-29..2018-05-05]"),
        ("3", "2018-05"),
    ],
)
def test_a_day_is_as_vague_as_its_precision_says(tmp_path: Path, precision: str, date: str) -> None:
    event = one(tmp_path, f"date,time precision,place,kind\n2018-05-02,{precision},Mill,clash\n")
    assert event.date.text == date


def test_a_date_that_is_written_vague_stays_so(tmp_path: Path) -> None:
    rows = "2018-05,Mill,clash\n[2018-05-01..2018-05-04],Mill,clash\n"
    events = table_of(tmp_path, f"date,place,kind\n{rows}").events
    assert [event.date.text for event in events] == ["2018-05", "[2018-05-01..2018-05-04]"]


def test_an_event_with_an_end_lasts(tmp_path: Path) -> None:
    event = one(tmp_path, "date,end,place,kind\n2018-05-02,2018-05-04,Mill,siege\n")
    assert (event.date.text, event.date.lasts) == ("2018-05-02/2018-05-04", True)


@pytest.mark.parametrize(
    ("precision", "counts"),
    [("1", (True, (36.3, 33.5))), ("2", (False, (36.3, 33.5))), ("3", (False, None))],
)
def test_a_point_counts_as_far_as_its_precision_says(
    tmp_path: Path, precision: str, counts: tuple[bool, tuple[float, float] | None]
) -> None:
    header = "date,place,kind,lon,lat,precision"
    event = one(tmp_path, f"{header}\n2018-05-02,Mill,clash,36.3,33.5,{precision}\n")
    assert (event.exact, event.spot) == counts


def test_coordinates_with_a_comma_have_six_decimals(tmp_path: Path) -> None:
    row = '2018-05-02,clash,"36,30000049","33,5"\n'
    assert one(tmp_path, f"date,kind,lon,lat\n{row}").spot == (36.3, 33.5)


def test_a_file_of_points_is_a_table_of_events(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [36.3, 33.5]}
    path = write_features(
        tmp_path / "events.geojson", feature(point, date="2018-05-02", kind="clash")
    )
    ((event,),) = (table.events for table in read_events([path], ImportOptions()))
    assert (event.spot, event.kind) == ((36.3, 33.5), ClaimKind.CLASH)


def test_what_is_told_of_a_file_of_points_is_told_of_its_events(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [36.3, 33.5]}
    path = write_features(
        tmp_path / "events.geojson", feature(point, date="2018-05-02", kind="clash\u202e")
    )
    (table,) = read_events([path], ImportOptions(crs="EPSG:32637"))
    assert "invisible characters left out: U+202E of kind (1)" in table.notes
    own = "--crs EPSG:32637 is not for this file, which says itself where it lies"
    assert own in table.notes


@pytest.mark.parametrize(
    ("written", "figure"), [("0", ""), ("", ""), ("3", "3"), ("3.0", "3"), ("2-5", "2/5")]
)
def test_a_figure_of_killed_is_the_source_s(tmp_path: Path, written: str, figure: str) -> None:
    event = one(tmp_path, f"date,place,kind,killed\n2018-05-02,Mill,clash,{written}\n")
    assert event.killed == figure


@pytest.mark.parametrize(("killed", "kind"), [("2", "casualties"), ("0", "context")])
def test_violence_against_civilians_is_of_casualties_where_it_has_a_figure(
    tmp_path: Path, killed: str, kind: str
) -> None:
    row = f"2018-05-02,Mill,Violence against civilians,{killed}\n"
    assert one(tmp_path, f"date,place,kind,fatalities\n{row}").kind == kind


def test_an_unknown_kind_is_asked_for_once_with_its_count(tmp_path: Path) -> None:
    rows = "2018-05-02,Mill,Skirmish\n2018-05-03,Mill,skirmish\n2018-05-03,Mill,Raid\n"
    kinds = ", ".join(ClaimKind)
    assert asked(tmp_path, f"date,place,kind\n{rows}") == [
        ("unknown-event-kind", 2, f"--event-kind 'Skirmish=…' with one of: {kinds}"),
        ("unknown-event-kind", 4, f"--event-kind 'Raid=…' with one of: {kinds}"),
    ]


def test_the_user_says_what_a_kind_is(tmp_path: Path) -> None:
    content = "date,place,kind\n2018-05-02,Mill,Skirmish\n2018-05-02,Mill,Battle\n"
    kinds = {"skirmish": "clash", "Battle": "damage"}
    events = table_of(tmp_path, content, event_kinds=kinds).events
    assert [event.kind for event in events] == [ClaimKind.CLASH, ClaimKind.DAMAGE]


def test_a_kind_that_is_none_or_that_no_event_has_is_refused(tmp_path: Path) -> None:
    content = "date,place,kind\n2018-05-02,Mill,Skirmish\n2018-05-02,Mill,Battle\n"
    kinds = {"Skirmish": "clash", "Battle": "fight", "Raid": "clash"}
    codes = [code for code, _, _ in asked(tmp_path, content, event_kinds=kinds)]
    assert codes == ["bad-choice", "unknown-kind"]


def test_the_finer_kind_goes_before_the_coarse_one(tmp_path: Path) -> None:
    header = "date,place,event_type,sub_event_type"
    row = "2018-05-02,Mill,Battles,Government regains territory\n"
    assert one(tmp_path, f"{header}\n{row}").kind is ClaimKind.CONTROL


def test_the_order_of_dates_is_the_user_s(tmp_path: Path) -> None:
    content = "date,place,kind\n02/05/2018,Mill,clash\n"
    assert [code for code, _, _ in asked(tmp_path, content)] == ["which-date-order"]
    assert one(tmp_path, content, order=DateOrder.DMY).date.text == "2018-05-02"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("date,place\n2018-05-02,Mill\n", "which-event-kind"),
        ("place,kind\nMill,clash\n", "which-event-date"),
        ("date,kind\n2018-05-02,clash\n", "which-event-place"),
        ("date,kind,lat\n2018-05-02,clash,33.5\n", "which-event-longitude"),
        ("date,day,kind,place\n2018-05-02,2018-05-02,clash,Mill\n", "which-event-date"),
        ("date,place,kind\n,Mill,clash\n", "no-date"),
        ("date,place,kind\n2018-04-31,Mill,clash\n", "bad-day"),
        ("date,place,kind\n2018-05-02,,clash\n", "empty-cell"),
        ("date,place,kind\n2018-05-02,Mill,\n", "empty-cell"),
        ("date,end,place,kind\n2018-05-02,2018-05-01,Mill,clash\n", "ends-early"),
        ("date,end,place,kind\n2018-05,2018-06-01,Mill,clash\n", "two-dates"),
        ("date,kind,lon,lat\n2018-05-02,clash,36.3,93\n", "bad-coordinates"),
        ("date,kind,lon,lat\n2018-05-02,clash,36.3,\n", "bad-coordinates"),
        ("date,kind,lon,lat\n2018-05-02,clash,nan,33.5\n", "bad-coordinates"),
        ("date,place,kind,precision\n2018-05-02,Mill,clash,7\n", "bad-precision"),
        ("date,place,kind,time precision\n2018-05-02,Mill,clash,7\n", "bad-precision"),
        ("date,place,kind,killed\n2018-05-02,Mill,clash,many\n", "bad-figure"),
    ],
)
def test_what_cannot_be_read_is_refused_or_asked_for(
    tmp_path: Path, content: str, code: str
) -> None:
    assert [found for found, _, _ in asked(tmp_path, content)] == [code]


def test_a_column_and_a_role_that_are_none_are_refused(tmp_path: Path) -> None:
    columns = {"day": "date", "place": "Where"}
    faults = asked(tmp_path, "date,place,kind\n2018-05-02,Mill,clash\n", event_columns=columns)
    assert [code for code, _, _ in faults] == ["unknown-role", "unknown-column"]


def test_a_column_of_the_user_goes_before_what_others_are_called(tmp_path: Path) -> None:
    content = "date,published,place,kind\n2018-05-02,2018-05-09,Mill,clash\n"
    assert one(tmp_path, content, event_columns={"date": "published"}).date.text == "2018-05-09"


def test_a_semicolon_in_an_address_parts_nothing(tmp_path: Path) -> None:
    row = '2018-05-02,Mill,clash,"https://a.org/x;y; Paper B"\n'
    event = one(tmp_path, f"date,place,kind,source\n{row}")
    assert event.sources == ("https://a.org/x;y", "Paper B")


def test_the_notes_count_what_is_vague(tmp_path: Path) -> None:
    row = "{},02 May 2018,{},Battles,Armed clash,B,G,Mill,33.5,36.3,{},{},,0,760\n"
    rows = [row.format(1, 2, 1, "A"), row.format(2, 1, 2, "A"), row.format(3, 1, 3, "")]
    notes = table_of(tmp_path, ACLED + "".join(rows)).notes
    assert notes[2:] == (
        "1 of them are of a vague day",
        "1 of them lie near their point only, and name no area",
        "1 of them lie somewhere in a region: no point, no area",
        "1 of them name no source; the table is their source",
    )


def test_a_table_of_events_is_known_by_its_kinds(tmp_path: Path) -> None:
    events = read_table(text(tmp_path, "date,place,type\n2018-05-02,Mill,Battles\n"))
    assert looks_like_events(events)
    others = replace(events, rows=(replace(events.rows[0], cells={"type": "village"}),))
    assert not looks_like_events(others)


def test_the_sheet_of_a_workbook_with_several_is_the_user_s(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "about"
    book.active.append(["made", "by hand"])
    sheet = book.create_sheet("events")
    for row in (["date", "place", "kind"], ["2018-05-02", "Mill", "clash"]):
        sheet.append(row)
    book.save(tmp_path / "events.xlsx")
    with pytest.raises(DataError, match="which-sheet"):
        read_events([tmp_path / "events.xlsx"], ImportOptions())
    (table,) = read_events([tmp_path / "events.xlsx"], ImportOptions(sheet="events"))
    assert [event.place for event in table.events] == ["Mill"]


def test_a_file_of_lines_is_no_table_of_events(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[36.3, 33.5], [36.4, 33.5]]}
    path = write_features(tmp_path / "e.geojson", feature(line, date="2018-05-02", kind="clash"))
    with pytest.raises(DataError, match="no-point"):
        read_events([path], ImportOptions())


def test_a_row_that_an_earlier_file_has_too_is_one_event(tmp_path: Path) -> None:
    april = text(tmp_path, "id,date,place,kind\na,2018-04-30,Mill,clash\n", "april.csv")
    rows = "kind,place,date,id,note\nclash,Mill,2018-04-30,a,\nclash,Mill,2018-05-01,b,shots\n"
    may = text(tmp_path, rows, "may.csv")
    told = read_events([april, may], ImportOptions())
    assert [["a"], ["b"]] == [[event.locator for event in table.events] for table in told]
    assert "1 row that an earlier file has, too, left out" in told[1].notes


def test_two_files_that_say_different_things_of_one_event_are_refused(tmp_path: Path) -> None:
    april = text(tmp_path, "id,date,place,kind\na,2018-04-30,Mill,clash\n", "april.csv")
    may = text(tmp_path, "id,date,place,kind\na,2018-04-30,Harbour,clash\n", "may.csv")
    with pytest.raises(DataError) as refusal:
        read_events([april, may], ImportOptions())
    (fault,) = refusal.value.faults
    assert ("may.csv:2 id", "two-events") == (str(fault.where), fault.code)
    assert "'a', of which april.csv:2 says other things" == fault.found


def test_each_file_of_events_has_its_own_headings_and_kinds(tmp_path: Path) -> None:
    april = text(tmp_path, "date,place,happening\n2018-04-30,Mill,Raid\n", "april.csv")
    may = text(tmp_path, "jour,lieu,kind\n2018-05-01,Mill,clash\n", "may.csv")
    options = ImportOptions(event_columns={"kind": "happening"}, event_kinds={"Raid": "force"})
    told = read_events([april, may], options)
    assert [["force"], ["clash"]] == [[event.kind for event in table.events] for table in told]
