from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from planting import (
    ACTORS,
    ANNOTATIONS,
    AREAS,
    ATLAS,
    CLAIMS,
    LANDMARKS,
    SOURCES,
    STREETS,
    VOICES,
    Edit,
    append,
    codes,
    faults_of,
    plant,
)

from frontmap.errors import Fault, Where
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(ATLAS, '["fields"]', '["field"]')], f"{ATLAS}:14 groups", "unknown-group"),
        ([(AREAS, '"id": "southwest", "name": "Southwest field", "name_ar": "الحقل الجنوبي الغربي"',
           '"id": "southwest", "name": "", "name_ar": ""')],
         f"{AREAS} feature 2 name", "empty-cell"),
        ([(CLAIMS, "herald-1,herald,", "herald-1,heral,")], f"{CLAIMS}:6 source",
         "unknown-source"),
        ([(CLAIMS, "southeast,mill,", "southeast,mile,")], f"{CLAIMS}:6 landmark",
         "unknown-landmark"),
        ([(CLAIMS, "southeast,mill,", "southest,mill,")], f"{CLAIMS}:6 areas", "unknown-area"),
        ([(VOICES, "Green media,إعلام الأخضر", ",")], f"{VOICES}:3 name", "empty-cell"),
        ([(CLAIMS, "the mill,blue-media,", "the mill,blu-media,")], f"{CLAIMS}:6 voice",
         "unknown-voice"),
        ([(CLAIMS, "the mill,blue-media,,", "the mill,blue-media,radio,")], f"{CLAIMS}:6 via",
         "unknown-voice"),
        ([(CLAIMS, "blue,,,part,,,,,", "blue,,,part,,,,herald-9,")], f"{CLAIMS}:6 about",
         "unknown-claim"),
        ([(VOICES, ",green,", ",greens,")], f"{VOICES}:3 side", "unknown-side"),
        ([(SOURCES, "herald,Herald", "almanac,Herald")],
         f"{SOURCES}:4 id", "double-id"),
        ([(ANNOTATIONS, ",mill,", ",mil,")], f"{ANNOTATIONS}:2 landmark", "unknown-landmark"),
        ([(ANNOTATIONS, "The mill changes hands.,الطاحونة تنتقل من يد إلى يد.", ",")],
         f"{ANNOTATIONS}:2 text", "empty-cell"),
        ([(LANDMARKS, '"areas": "southeast"', '"areas": "south-east"')],
         f"{LANDMARKS} feature 1 areas",
         "unknown-area"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, edits: list[Edit], where: str, code: str
) -> None:
    plant(copy_of_tiny, *edits)
    assert (where, code) in codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize(
    ("file", "row", "where", "code"),
    [
        (ATLAS, '[[relations]]\nsides = ["blue", "gren"]\nkind = "truce"', f"{ATLAS}:22 sides",
         "unknown-side"),
        (ATLAS, ('[[relations]]\nsides = ["blue", "green"]\nepisode = "second-week"\n'
         'kind = "truce"'), f"{ATLAS}:22 episode", "unknown-episode"),
        (ATLAS, '[[groups]]\nid = "fields"\ntitle = "Again"', f"{ATLAS}:22 id", "double-id"),
        (ACTORS, "blue,Blue again,,BL2,,#112233,blue", f"{ACTORS}:5 id", "double-id"),
        (ACTORS, "red,,,RED,,#993333,red", f"{ACTORS}:5 name", "empty-cell"),
        (VOICES, "almanac,Again,,blue,", f"{VOICES}:5 id", "double-id"),
    ],
)  # fmt: skip
def test_what_is_added_against_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, file: str, row: str, where: str, code: str
) -> None:
    append(copy_of_tiny, file, row)
    assert [(where, code)] == codes(faults_of(copy_of_tiny))


@pytest.mark.parametrize("table", [ACTORS, SOURCES, VOICES, CLAIMS])
def test_an_id_that_a_table_has_twice_is_told_with_where_it_stands_first(
    copy_of_tiny: Path, table: str
) -> None:
    path = copy_of_tiny / table
    lines = path.read_text("utf-8").splitlines()
    append(copy_of_tiny, table, lines[1])
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code) == (f"{table}:{len(lines) + 1} id", "double-id")
    assert fault.found == f"{lines[1].split(',')[0]!r}, which {table}:2 has too"


@pytest.mark.parametrize(
    ("subject", "meant"),
    [
        ("blue", None),
        ("civilians", None),
        ("civilian", "civilians"),
        ("blu", "blue"),
        ("Green party", "green"),
        ("everybody", ""),
    ],
)
def test_a_figure_counts_an_actor_s_people_or_civilians(
    tiny: Path, subject: str, meant: str | None
) -> None:
    record, _ = read_record(tiny)
    claims = (replace(record.claims[0], subject=subject), *record.claims[1:])
    faults = check_record(replace(record, claims=claims))
    expected = "an actor of geodata/actors.csv or civilians"
    assert [(f.code, f.expected, f.meant) for f in faults] == (
        [] if meant is None else [("unknown-actor", expected, meant)]
    )


def test_an_id_that_two_streets_have_is_told(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (lane,) = record.streets
    twin = replace(lane, where=Where(STREETS, 2))
    faults = check_record(replace(record, streets=(lane, twin)))
    assert [(f"{STREETS} feature 2 id", "double-id")] == codes(faults)


def test_settings_that_cannot_be_read_are_not_held_to_what_they_refer_to(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (week,) = record.episodes
    wrong = replace(record, episodes=(replace(week, groups=("nowhere",)),))
    unread = [Fault(Where(ATLAS, 1), "bad-toml", "", "")]
    assert [fault.code for fault in check_record(wrong)] == ["unknown-group"]
    assert check_record(wrong, unread=unread) == ()


def test_a_name_that_shows_nothing_is_no_name(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ACTORS, "Green party,الحزب الأخضر", "\u3164,\u200b"))
    (fault,) = faults_of(copy_of_tiny)
    assert (str(fault.where), fault.code) == (f"{ACTORS}:3 name", "empty-cell")
    assert fault.found == "no name: '\u3164' shows nothing"
