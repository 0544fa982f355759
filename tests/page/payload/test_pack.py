"""The payload says on every day what the snapshot says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Any

import pytest
import shapely
from making import claim, ruling, with_events
from payloads import DAY, control_on, doubt_on, is_there, packed, unpacked, within

from frontmap.atlas import Atlas
from frontmap.days import parse_span
from frontmap.errors import RequestError
from frontmap.model import AnnotationKind, Pointer, StreetKind, Text
from frontmap.page.modules import join_modules
from frontmap.page.payload.pack import build_payload, marks_places, offered_accounts
from frontmap.statuses import Status
from frontmap.words import written_span

ATLASES = ["tiny_atlas", "assumed_atlas", "redrawn_atlas", "builtin"]


@pytest.mark.parametrize("which", ATLASES)
def test_every_area_and_day_is_as_the_snapshot_has_it(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    no_data = [row["id"] for row in payload["status_rows"]].index("no_data")
    for number, day in enumerate(atlas.days()):
        snapshot = atlas.on(day)
        for place, area in enumerate(atlas.areas):
            assert is_there(payload, 0, place, number) is (area in snapshot.runs), (day, area)
            if area not in snapshot.runs:
                continue
            said = control_on(payload, 0, place, number)
            if said is not None and said[1] == no_data:
                said = None
            assert packed(payload, snapshot.controls[area]) == said, (day, area)


@pytest.mark.parametrize("which", ATLASES)
def test_doubt_changes_and_front_are_as_the_snapshot_has_them(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    account = payload["accounts"][0]
    doubts = {row[0]: row[1:] for row in account["doubts"]}
    changes = {row[0]: row[1:] for row in account["changes"]}
    front = {row[0]: row[1:] for row in account["front"]}
    ids = [area[0] for area in payload["areas"]]

    def beside(border: int) -> tuple[str, str, int]:
        left, right, metres, *_ = payload["borders"][border]
        return ids[left], ids[right] if right >= 0 else "", metres

    for number, day in enumerate(atlas.days()):
        snapshot = atlas.on(day)
        for area in snapshot.runs:
            place = ids.index(area)
            said = doubt_on(payload, doubts.get(place, []), number)
            if snapshot.controls[area].status.row.ruled:
                assert snapshot.doubt(area) == said, (day, area)
        expected = [list(atlas.areas).index(c.area) for c in snapshot.changes if c.there]
        assert expected == changes.get(number, [])
        segments = [segment.border for segment in snapshot.frontline.segments]
        assert sorted((b.left, b.right, round(b.length_m * 10)) for b in segments) == sorted(
            beside(border) for border, spans in front.items() if within(spans, number)
        )


def test_an_account_has_the_same_shape_as_the_atlas_and_its_own_states(tiny_atlas: Atlas) -> None:
    payload = unpacked(tiny_atlas)
    names = [account["told_by"] for account in payload["accounts"]]
    assert ["", *offered_accounts(tiny_atlas)] == names
    assert len({tuple(account) for account in payload["accounts"]}) == 1
    told = names.index("blue-media")
    atlas = tiny_atlas.account("blue-media")
    for number, day in enumerate(atlas.days()):
        for place, area in enumerate(atlas.areas):
            expected = packed(payload, atlas.on(day).controls[area])
            assert expected == control_on(payload, told, place, number)


def test_there_are_as_many_runs_as_rulings_and_not_as_many_as_days(builtin: Atlas) -> None:
    runs = sum(
        len(area) // 3
        for account in unpacked(builtin, date(2018, 5, 3))["accounts"][:1]
        for area in account["runs"]
    )
    assert runs <= len(builtin.record.rulings) + len(builtin.areas) * len(builtin.episodes)


def test_every_word_that_the_scripts_say_is_in_the_payload(tiny_atlas: Atlas) -> None:
    words = unpacked(tiny_atlas)["words"]
    said = set(re.findall(r'\bword\("([^"]+)"\)', join_modules("page/start.mjs")))
    said |= set(re.findall(r'"(page\.\w+)"', join_modules("page/start.mjs")))
    assert said - set(words) == set()
    assert {f"status.{status}.definition" for status in Status} <= set(words)


def test_a_day_outside_every_episode_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="outside every episode"):
        build_payload(tiny_atlas, day=date(2001, 2, 1))


def test_a_voice_that_nobody_knows_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="no voice or side"):
        build_payload(tiny_atlas, day=DAY, told_by="nobody")


def known_since(
    payload: dict[str, Any], account: int, area: int, first: int, number: int
) -> int | None:
    """What the payload knows of the beginning of a state that holds from `first` to the day."""
    rows = {row[0]: row[1:] for row in payload["accounts"][account]["since"]}
    pairs = rows.get(area, [])
    known = [
        known for day, known in zip(pairs[::2], pairs[1::2], strict=True) if first <= day <= number
    ]
    return known[-1] if known else None


@pytest.mark.parametrize("which", ATLASES)
def test_since_when_a_state_holds_is_as_each_reading_tells_it(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    index = {day: number for number, day in enumerate(atlas.days())}
    readings = [atlas, *(atlas.account(voice) for voice in offered_accounts(atlas))]
    for account, reading in enumerate(readings):
        for place, area in enumerate(reading.areas):
            for run in reading.timeline.runs[area]:
                if run.control.status is Status.NO_DATA:
                    continue
                since = reading.since(run)
                first = index[since.day]
                for number in (index[run.first], index[run.last]):
                    known = known_since(payload, account, place, first, number)
                    if since.began is not None:
                        assert known is not None
                        said = written_span(since.began, "en")
                        assert said == payload["texts"]["en"][known], (reading, run)
                    else:
                        assert (-1 if since.or_earlier else None) == known, (reading, run)


def test_a_beginning_that_only_a_later_ruling_knows_is_told_from_then_on(
    tiny_atlas: Atlas,
) -> None:
    opening = ruling(date(2001, 1, 1))
    learned = ruling(date(2001, 1, 3), began="2000-12-24")
    payload = unpacked(Atlas(replace(tiny_atlas.record, rulings=(opening, learned))))
    assert -1 == known_since(payload, 0, 0, 0, 1)
    known = known_since(payload, 0, 0, 0, 2)
    assert known is not None
    assert "24 December 2000" == payload["texts"]["en"][known]


def test_a_claim_of_days_on_end_is_told_on_the_first_of_them_and_not_again(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    lasting = claim("almanac-9", "2001-01-02/2001-01-04", "almanac", "blue")
    payload = unpacked(Atlas(replace(record, claims=(*record.claims, lasting))))
    number = len(record.claims)
    assert [1] == [day for day, *told in payload["claims_on"] if number in told]


def test_a_claim_that_the_page_tells_nowhere_is_left_out_and_the_others_keep_their_numbers(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    early = claim("almanac-0", "1999-05-06", "almanac", "blue")
    payload = unpacked(Atlas(replace(record, claims=(early, *record.claims))))
    assert payload["claims"][0] is None
    assert all(payload["claims"][1:])
    assert "6 May 1999" not in payload["texts"]["en"]


def test_a_source_says_whether_its_title_is_a_description(tiny_atlas: Atlas) -> None:
    first, *others = tiny_atlas.record.sources
    described = replace(first, title="[A map of the fields]")
    atlas = Atlas(replace(tiny_atlas.record, sources=(described, *others)))
    almanac, gazette, _ = unpacked(atlas, DAY)["sources"]
    assert ("[A map of the fields]", 1) == (almanac[1], almanac[7])
    assert 7 == len(gazette)


def test_what_moved_is_told_by_day_where_outlines_come_and_go(
    moving_atlas: Atlas, tiny_atlas: Atlas
) -> None:
    payload = unpacked(moving_atlas, moving_atlas.days()[0])
    told = {row[0]: payload["texts"]["en"][row[1]] for row in payload["accounts"][0]["moved"]}
    assert told == {
        2: "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²",
        3: "no data: the record says nothing of this day",
        4: "The record says nothing of the day before: what changed is not known",
        5: "Green party, gained: 1.23 km²; nobody lost ground",
        6: "nobody gained ground; Green party, lost: 1.23 km²",
    }
    assert payload["accounts"][0]["changes"] == [[2, 2, 3], [5, 5], [6]]
    assert "moved" not in unpacked(tiny_atlas, tiny_atlas.days()[0])["accounts"][0]


def test_reported_events_are_packed_with_their_places_and_days(tiny_atlas: Atlas) -> None:
    payload = build_payload(Atlas(with_events(tiny_atlas.record)), day=DAY)
    sources = accumulate(row[0] for row in payload["claims"])
    ids = {
        number: f"{payload['sources'][source][0]}-{row[4]}"
        for number, (source, row) in enumerate(zip(sources, payload["claims"], strict=True))
    }
    flat = payload["events"]
    rows = [(ids[flat[at]], *flat[at + 1 : at + 6]) for at in range(0, len(flat), 6)]
    assert rows == [
        ("almanac-51", 300_500, 500, 1, 1, 1),
        ("almanac-52", 301_500, 500, 0, 0, 2),
        ("almanac-53", 350_000, 500, 1, 1, 1),
    ]
    assert "event.here" in payload["words"]


def test_an_event_of_one_of_some_days_is_marked_on_each_and_one_outside_on_none(
    tiny_atlas: Atlas,
) -> None:
    record = with_events(tiny_atlas.record)
    *others, one, two, three = record.claims
    dated = (
        replace(one, date=parse_span("[2001-01-01,2001-01-04]")),
        replace(two, date=parse_span("..2001-01-03")),
        replace(three, date=parse_span("1999-01-03")),
    )
    payload = build_payload(Atlas(replace(record, claims=(*others, *dated))), day=DAY)
    flat = payload["events"]
    assert [flat[at + 4 : at + 6] for at in range(0, len(flat), 6)] == [[0, 0], [3, 3]]


def test_an_atlas_without_events_has_no_word_of_them(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, landmarks=(), annotations=()))
    payload = build_payload(bare, day=DAY)
    assert "events" not in payload
    assert [key for key in payload["words"] if key.startswith("event.")] == []


def test_claims_that_name_a_landmark_with_a_place_are_on_the_map(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    assert marks_places(tiny_atlas)
    (mill,) = record.landmarks
    bounded = replace(record, landmarks=(replace(mill, geometry=None),), annotations=())
    assert not marks_places(Atlas(bounded))


def test_streets_annotations_pointers_and_the_place_are_packed_on_the_grid(
    tiny_atlas: Atlas,
) -> None:
    parts = shapely.MultiLineString([[(3.0, 0.0), (3.01, 0.0)], [(3.02, 0.0), (3.02, 0.01)]])
    (lane,) = tiny_atlas.record.streets
    (mill,) = tiny_atlas.record.landmarks
    (note,) = tiny_atlas.record.annotations
    there = replace(note, landmark="", lon=3.0, lat=0.0, kind=AnnotationKind.NUMBER)
    road = replace(lane, id="mill", kind=StreetKind.HIGHWAY, line=parts)
    record = replace(
        tiny_atlas.record,
        streets=(lane, road),
        annotations=(note, there, replace(note, landmark="", area="north")),
        place=Text.of({"en": "Earth › sea"}),
        pointers=(Pointer(Text.of({"en": "Port"}), 3.1, 0.02),),
    )
    payload = build_payload(Atlas(record), day=DAY)
    west, south, _ = payload["grid"]
    x, y = 300_000 - west, -south
    texts = payload["texts"]["en"]
    one, other = payload["streets"]
    assert one[1:] == [1, -1, [x + 1000, y - 1000, 0, 1000, 500, 1000]]
    assert other[1:] == [0, 0, [x, y, 1000, 0], [x + 2000, y, 0, 1000]]
    # its line is that of the street
    assert payload["landmarks"] == [[payload["landmarks"][0][0], mill.kind, 20]]
    text = payload["annotations"][0][3]
    assert texts[text] == "The mill changes hands."
    north = list(tiny_atlas.areas).index("north")
    assert payload["annotations"] == [
        [1, 2, 1, text, -1, 0], [1, 2, 2, text, -1, -1, x, y], [1, 2, 1, text, north, -1],
    ]  # fmt: skip
    assert [texts[number] for number in payload["place"]] == ["Earth › sea"]
    ((name, *point),) = payload["pointers"]
    assert (texts[name], point) == ("Port", [x + 10_000, y + 2000])


def test_what_the_atlas_does_not_have_takes_no_room(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, streets=(), annotations=()))
    payload = build_payload(bare, day=DAY)
    assert {"streets", "annotations", "pointers", "place"}.isdisjoint(payload)
