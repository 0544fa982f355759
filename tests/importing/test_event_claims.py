"""Events as claims: what of a row stands where, and that none of them makes a holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported import HOLDERS, THREE_DAYS, draw_areas, make, refused, said, text

from frontmap.errors import RequestError
from frontmap.exchange import write_export
from frontmap.importing.assembling import assemble
from frontmap.importing.event_claims import source_of, voice_of
from frontmap.importing.event_words import KINDS
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import ImportOptions
from frontmap.model import Claim, ClaimKind, Extent

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas
    from frontmap.model import Record

EVENTS = """date,place,lon,lat,kind,actor,actor2,source,id,note,killed,precision
2018-05-01,,36.305,33.505,Armed clash,Blue,Green,Agency A; Paper B,X1,They <b>say</b> so.,3,1
2018-05-02,,36.315,33.505,Territory taken,Green,Blue,Paper B,X2,,,1
2018-05-02,Old Town,,,Shelling,Others,,,X3,,,
2018-05-03,near Mill,36.325,33.505,Territory taken,Nobody,Blue,Paper B,X4,,,2
"""


def record_of(tmp_path: Path, events: str = EVENTS, **options: Any) -> Record:  # noqa: ANN401
    files = (text(tmp_path, THREE_DAYS), draw_areas(tmp_path))
    holders = text(tmp_path, HOLDERS, "holders.csv")
    path = text(tmp_path, events, "events.csv")
    asked = ImportOptions(holders=holders, events=(path,), **options)
    read = interpret(files, asked, tell=lambda _: None)
    return assemble(read.entries, read.plan)


def test_what_a_row_says_stands_in_its_claim(tmp_path: Path) -> None:
    claim = record_of(tmp_path).claims[0]
    assert claim == Claim(
        id="agency-a-paper-b-1",
        source="agency-a-paper-b",
        locator="X1",
        date=claim.date,
        areas=("old-town",),
        landmark="",
        place="",
        voice="agency-a",
        via="",
        kind=ClaimKind.CLASH,
        stance=claim.stance,
        holder="",
        status=None,
        rivals=(),
        extent=Extent.PART,
        share=None,
        figure="3",
        unit="killed",
        about="",
        summary=claim.summary,
        lon=36.305,
        lat=33.505,
    )
    assert str(claim.date) == "2018-05-01"
    words = "events.csv, row 2: “Armed clash (Blue / Green)”. They <b>say</b> so."
    assert claim.summary.first == words


def test_the_first_source_speaks_and_the_title_names_them_all(tmp_path: Path) -> None:
    record = record_of(tmp_path)
    assert [source.title for source in record.sources] == [
        "Agency A; Paper B",
        "Paper B",
        "events.csv",
    ]
    assert [voice.name.first for voice in record.voices] == ["Agency A", "Paper B", "events.csv"]
    assert [claim.voice for claim in record.claims] == [
        "agency-a",
        "paper-b",
        "events-csv",
        "paper-b",
    ]


def test_ground_taken_is_a_part_of_a_known_party_s_else_a_clash(tmp_path: Path) -> None:
    _, taken, shelled, vague = record_of(tmp_path).claims
    assert (taken.kind, taken.holder, taken.extent) == (ClaimKind.CONTROL, "green", Extent.PART)
    assert taken.status is None
    assert (shelled.kind, shelled.areas, shelled.spot) == (ClaimKind.DAMAGE, ("old-town",), None)
    assert (vague.kind, vague.holder, vague.areas) == (ClaimKind.CLASH, "", ())
    assert (vague.place, vague.spot) == ("near Mill", (36.325, 33.505))


def test_sources_of_the_table_of_holders_and_of_events_have_one_id(tmp_path: Path) -> None:
    rows = [
        f"{row},{'Paper B' if number else 'source'}"
        for number, row in enumerate(THREE_DAYS.strip().split("\n"))
    ]
    files = (text(tmp_path, "\n".join(rows)), draw_areas(tmp_path))
    holders, events = text(tmp_path, HOLDERS, "h.csv"), text(tmp_path, EVENTS, "events.csv")
    asked = ImportOptions(holders=holders, events=(events,))
    read = interpret(files, asked, tell=lambda _: None)
    record = assemble(read.entries, read.plan)
    assert [source.id for source in record.sources] == ["paper-b", "agency-a-paper-b", "events-csv"]
    ids = [claim.id for claim in record.claims]
    assert len(set(ids)) == len(ids)


KIND_WORDS = st.sampled_from(sorted(KINDS))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2018-05-01", "2018-05-02", "2018-05-03", "2018-05"]),
        st.floats(36.29, 36.34),
        st.floats(33.49, 33.52),
        KIND_WORDS,
        st.sampled_from(["Blue", "Green", "Nobody", ""]),
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["Agency A", "Blue", ""]),
    ),
    min_size=1,
    max_size=12,
)


@given(rows=ROWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_event_ever_changes_a_ruling(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    lines = ["date,lon,lat,kind,actor,precision,source", *(",".join(map(str, r)) for r in rows)]
    with_events = record_of(tmp_path, "\n".join(lines))
    files = (text(tmp_path, THREE_DAYS), draw_areas(tmp_path))
    holders = text(tmp_path, HOLDERS, "holders.csv")
    read = interpret(files, ImportOptions(holders=holders), tell=lambda _: None)
    alone = assemble(read.entries, read.plan)
    assert with_events.rulings == alone.rulings
    assert (with_events.actors, with_events.episodes) == (alone.actors, alone.episodes)
    assert all(c.extent is Extent.PART for c in with_events.claims if c.settles)


def test_events_alone_make_an_atlas_in_which_nobody_holds_anything(tmp_path: Path) -> None:
    events = text(tmp_path, EVENTS, "events.csv")
    atlas = make(tmp_path, draw_areas(tmp_path), events=(events,))
    assert [str(day) for day in atlas.days()] == ["2018-05-01", "2018-05-02", "2018-05-03"]
    assert {run.control.status for run in atlas.on(atlas.days()[0]).runs.values()} == {"no_data"}
    assert [len(atlas.events_on(day)) for day in atlas.days()] == [1, 1, 1]


def test_a_record_of_events_of_vague_days_alone_asks_for_its_own(tmp_path: Path) -> None:
    events = text(tmp_path, "date,lon,lat,kind\n2018-05,36.3,33.5,clash\n", "events.csv")
    read, _ = said(draw_areas(tmp_path), events=(events,))
    with pytest.raises(Exception, match="which-first"):
        assemble(read.entries, read.plan)


def test_events_do_not_make_a_ruling_doubtful(tmp_path: Path) -> None:
    files = (text(tmp_path, THREE_DAYS), draw_areas(tmp_path))
    holders, events = text(tmp_path, HOLDERS, "h.csv"), text(tmp_path, EVENTS, "events.csv")
    atlas = make(tmp_path, *files, holders=holders, events=(events,))
    snapshot = atlas.on(atlas.days()[1])
    assert {snapshot.doubt(area) for area in snapshot.runs} == {"none"}


def test_the_dry_run_names_what_of_the_events_is_not_used(tmp_path: Path) -> None:
    content = "date,lon,lat,kind,iso\n2018-05-02,36.305,33.505,clash,760\n"
    read, lines = said(draw_areas(tmp_path), events=(text(tmp_path, content, "events.csv"),))
    assert read.unused == ("iso of events.csv",)
    assert "areas.geojson: the outlines say no holder: all areas are without data" in lines


def test_events_outside_the_record_s_days_are_counted(tmp_path: Path) -> None:
    from datetime import date  # noqa: PLC0415 - used once

    content = "date,lon,lat,kind\n2018-06-02,36.305,33.505,clash\n"
    events = text(tmp_path, content, "events.csv")
    days = {"first": date(2018, 5, 1), "last": date(2018, 5, 3)}
    _, lines = said(draw_areas(tmp_path), events=(events,), **days)
    assert lines[-1] == (
        "events.csv: 1 event of no day from 2018-05-01 to 2018-05-03: claims on no map"
    )


def test_a_table_of_events_for_one_of_holders_is_refused_with_advice(tmp_path: Path) -> None:
    path = text(tmp_path, EVENTS, "events.csv")
    expected = (
        "outlines as FILE, and the events beside them: --events events.csv; or --shape, where it "
        "does say who held what"
    )
    assert refused(path, draw_areas(tmp_path)) == [("events-table", 0, expected)]


def test_a_dry_run_shows_the_first_events_as_they_were_read(tmp_path: Path) -> None:
    read, _ = said(draw_areas(tmp_path), events=(text(tmp_path, EVENTS, "events.csv"),))
    assert read.shown()[:2] == (
        "  events.csv:2: 36.3050 33.5050 (old-town), 2018-05-01: 'Armed clash', clash",
        "  events.csv:3: 36.3150 33.5050 (harbour), 2018-05-02: 'Territory taken', control",
    )
    assert read.shown()[3].startswith("  events.csv:5: 'near Mill' (no area), 2018-05-03")


def test_events_do_not_join_the_claims_of_an_exported_atlas(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "tiny.gpkg"
    write_export(tiny_atlas, path)
    events = text(tmp_path, "date,lon,lat,kind\n2001-01-02,3.0,0.0,clash\n", "events.csv")
    with pytest.raises(RequestError, match="brings its own claims"):
        said(path, events=(events,), languages=("en", "ar"))


def test_an_event_that_stands_twice_is_told(tmp_path: Path) -> None:
    content = "date,lon,lat,kind,id\n2018-05-02,36.305,33.505,clash,X1\n"
    events = text(tmp_path, content + content.split("\n")[1] + "\n", "events.csv")
    _, lines = said(draw_areas(tmp_path), events=(events,))
    told = "events.csv: 1 of them have the id of another, and count as events of their own"
    assert told in lines


def test_columns_of_events_without_events_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="need --events FILE"):
        said(draw_areas(tmp_path), event_kinds={"Raid": "clash"})


def test_an_event_without_a_source_is_the_table_s(tmp_path: Path) -> None:
    read, _ = said(draw_areas(tmp_path), events=(text(tmp_path, EVENTS, "events.csv"),))
    names = [(source_of(event), voice_of(event)) for event in read.plan.events]
    assert names[0] == ("Agency A; Paper B", "Agency A")
    assert names[2] == ("events.csv", "events.csv")


def test_ground_taken_by_a_party_that_nobody_explains_is_told(tmp_path: Path) -> None:
    content = (
        "date,place,kind,subkind,actor1,source\n"
        "2018-05-01,Mill,Battles,Non-state actor overtakes territory,Guests (2000-),Post\n"
    )
    _, lines = said(draw_areas(tmp_path), events=(text(tmp_path, content, "events.csv"),))
    assert (
        "ground taken by 'Guests (2000-)' (1 event) is read as a clash: a line 'Guests (2000-)' in "
        "[holders] says which party that is"
    ) in lines
