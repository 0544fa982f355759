"""What import wrote is replaced by what it has now; what people wrote stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.errors import DataError
from frontmap.folder.tables import AREAS, ATLAS, CONTROL
from frontmap.importing.merging import (
    Carried,
    Merged,
    carried_on,
    digests_csv,
    merge_file,
    read_digests,
)

HEAD = "area,since,holder,note\n"
OLD = HEAD + "a,2018-05-01,blue,\nb,2018-05-01,blue,\nc,2018-05-01,blue,\n"


def day(number: int) -> date:
    return date(2018, 5, number)


def merged(there: str, new: str, *, file: str = CONTROL, old: str = OLD) -> tuple[str, Merged]:
    wrote = read_digests(digests_csv({file: old.encode()}))[0][file]
    one = merge_file(file, there.encode(), new.encode(), wrote)
    return one.content.decode(), one


def test_rows_that_nobody_edited_are_those_of_import_now() -> None:
    new = HEAD + "a,2018-05-01,green,\nb,2018-05-01,blue,\nd,2018-05-01,blue,\n"
    content, one = merged(OLD, new)
    assert new == content
    assert (("d 2018-05-01",), ("a 2018-05-01",)) == (one.added, one.changed)
    assert (("c 2018-05-01",), (), ()) == (one.removed, one.kept, one.left_out)


def test_an_edited_row_stays_and_is_named_where_import_has_another_now() -> None:
    edited = OLD.replace("a,2018-05-01,blue,", "a,2018-05-01,blue,seen").replace(
        "b,2018-05-01,blue,", "b,2018-05-01,red,"
    )
    new = OLD.replace("a,2018-05-01,blue", "a,2018-05-01,green")
    content, one = merged(edited, new)
    assert edited == content
    assert (("a 2018-05-01",), (), ()) == (one.kept, one.changed, one.added)


def test_an_edited_row_that_import_has_no_longer_stays_and_is_named() -> None:
    edited = OLD.replace("a,2018-05-01,blue,", "a,2018-05-01,blue,seen")
    content, one = merged(edited, HEAD + "b,2018-05-01,blue,\n")
    assert HEAD + "a,2018-05-01,blue,seen\nb,2018-05-01,blue,\n" == content
    assert (("a 2018-05-01",), ("c 2018-05-01",)) == (one.kept, one.removed)


def test_a_row_of_a_person_stays_behind_the_one_that_it_stands_behind() -> None:
    own = OLD.replace("b,2018-05-01,blue,\n", "b,2018-05-01,blue,\nb,2018-05-03,red,mine\n")
    new = OLD + "d,2018-05-01,blue,\n"
    content, one = merged(own, new)
    assert own + "d,2018-05-01,blue,\n" == content
    assert (("d 2018-05-01",), ()) == (one.added, one.kept)


def test_a_row_that_was_taken_away_by_hand_stays_away_and_is_named() -> None:
    fewer = OLD.replace("b,2018-05-01,blue,\n", "")
    content, one = merged(fewer, OLD)
    assert fewer == content
    assert ("b 2018-05-01",) == one.left_out


def test_a_column_of_a_person_stays_with_its_cells() -> None:
    wider = "area,since,holder,note,note_ar\na,2018-05-01,blue,,\nb,2018-05-01,blue,,ملاحظة\n"
    new = HEAD + "a,2018-05-01,green,\nb,2018-05-01,blue,\n"
    content, one = merged(wider, new, old=HEAD + "a,2018-05-01,blue,\nb,2018-05-01,blue,\n")
    assert wider.replace("a,2018-05-01,blue", "a,2018-05-01,green") == content
    assert ("a 2018-05-01",) == one.changed


def test_two_rows_of_one_area_and_day_are_two() -> None:
    twice = HEAD + "a,2018-05-01,blue,\na,2018-05-01,blue,more\n"
    content, one = merged(twice, twice, old=twice)
    assert twice == content
    assert Merged(content.encode()) == one


SETTINGS = """\
title = "The record of one.csv"
languages = [
    "en",
]

[[episodes]]
id = "record"
first = 2018-05-01
last = 2018-05-01
"""


def test_settings_are_replaced_line_by_line_and_comments_stay() -> None:
    edited = SETTINGS.replace('title = "The record of one.csv"', '# mine\ntitle = "My town"')
    new = SETTINGS.replace("last = 2018-05-01", "last = 2018-05-09").replace("one.csv", "two.csv")
    content, one = merged(edited, new, file=ATLAS, old=SETTINGS)
    assert edited.replace("last = 2018-05-01", "last = 2018-05-09") == content
    assert (('episodes "record" last',), ("title",)) == (one.changed, one.kept)


def test_a_list_of_several_lines_is_one_setting() -> None:
    new = SETTINGS.replace('    "en",\n', '    "en",\n    "ar",\n')
    content, one = merged(SETTINGS, new, file=ATLAS, old=SETTINGS)
    assert new == content
    assert ("languages",) == one.changed


def test_a_new_table_of_settings_comes_after_the_others() -> None:
    new = SETTINGS + '\n[[episodes]]\nid = "later"\nfirst = 2019-05-01\nlast = 2019-05-01\n'
    content, one = merged(SETTINGS, new, file=ATLAS, old=SETTINGS)
    assert new == content
    assert 3 == len(one.added)


def test_a_setting_of_a_person_stays() -> None:
    own = SETTINGS + '\n[[relations]]\nsides = ["blue", "green"]\nkind = "truce"\n'
    content, one = merged(own, SETTINGS, file=ATLAS, old=SETTINGS)
    assert own == content
    assert Merged(content.encode()) == replace(one, words=frozenset())


def test_a_row_of_import_stays_where_a_person_needs_it() -> None:
    file, old = "seeds/claims.csv", "id,source\nreport-1,report\nreport-2,report\n"
    wrote = read_digests(digests_csv({file: old.encode()}))[0][file]
    one = merge_file(file, old.encode(), b"id,source\n", wrote, {"report-2"})
    assert b"id,source\nreport-2,report\n" == one.content
    assert (("report-1",), {"report-2", "report"}) == (one.removed, one.words)


def features(**names: str) -> str:
    lines = ",\n".join(
        json.dumps({"type": "Feature", "properties": {"id": key, "name": name}, "geometry": None})
        for key, name in names.items()
    )
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def test_an_outline_is_a_row_of_its_own() -> None:
    edited, new = features(a="Mill", b="My name"), features(a="The Mill", b="Harbour", c="Hill")
    content, one = merged(edited, new, file=AREAS, old=features(a="Mill", b="Harbour"))
    assert features(a="The Mill", b="My name", c="Hill") == content
    assert (("a",), ("c",), ()) == (one.changed, one.added, one.kept)


ROWS = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from(["blue", "green", "red"]), max_size=6
)


def table(rows: dict[str, str]) -> str:
    return HEAD + "".join(f"{area},2018-05-01,{holder},\n" for area, holder in rows.items())


@given(old=ROWS, mine=ROWS, new=ROWS)
def test_each_row_is_a_persons_or_that_of_import_now(
    old: dict[str, str], mine: dict[str, str], new: dict[str, str]
) -> None:
    content, _ = merged(table(mine), table(new), old=table(old | {"z": "blue"}))
    rows = dict(line.split(",")[0:3:2] for line in content.splitlines()[1:])
    for area in "abcdef":
        edited = mine.get(area) != old.get(area)
        assert (mine if edited else new).get(area) == rows.get(area)


def test_a_row_that_reaches_new_days_is_told_where_import_says_otherwise() -> None:
    head = "area,since,holder,status\n"
    ours = f"{head}a,2018-05-01,blue,held\nb,2018-05-01,blue,held\nb,2018-05-04,green,held\n"
    theirs = f"{head}a,2018-05-01,blue,held\na,2018-05-06,,no_data\nb,2018-05-01,green,held\n"
    before, lasts = f"{head}a,2018-05-01,blue,held\nb,2018-05-01,blue,held\n", (day(2), day(9))
    assert [
        Carried("a", "2018-05-01", "2018-05-06", "blue held", "no_data"),
        Carried("b", "2018-05-01", "2018-05-03", "blue held", "green held"),
    ] == carried_on(before.encode(), ours.encode(), theirs.encode(), lasts)


def test_a_row_that_reaches_days_whose_own_row_has_gone_is_told_and_no_day_after_the_last() -> None:
    head = "area,since,holder,status\n"
    before = f"{head}a,2018-05-01,blue,held\na,2018-05-03,green,held\n"
    ours = f"{head}a,2018-05-01,blue,held\n"
    theirs = f"{head}a,2018-05-01,green,held\n"
    assert [Carried("a", "2018-05-01", "2018-05-03", "blue held", "green held")] == carried_on(
        before.encode(), ours.encode(), theirs.encode(), (day(31), day(31))
    )
    assert [] == carried_on(ours.encode(), ours.encode(), theirs.encode(), (day(31), day(31)))


GOOD = "geodata/control.csv,a 2018-05-01,0123456789abcdef,\n"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", (0, "")),
        (b"", (0, "")),
        (b'file,row,digest,told\n"', (0, "")),
        (b"file;row;digest;told\n" + GOOD.replace(",", ";").encode(), (2, "file")),
        (b"file,row,digest,told\n" + GOOD.encode() + b"x,a,0123456789abcdef,\n", (3, "file")),
        (b"file,row,digest,told\ngeodata/control.csv,a,0123,\n", (2, "digest")),
        (b"file,row,digest,told\nseeds/claims.csv,a,0123456789abcdef,x\n", (2, "told")),
    ],
)
def test_digests_that_are_not_as_they_were_written_are_refused_with_their_row(
    content: bytes, place: tuple[int, str]
) -> None:
    with pytest.raises(DataError) as refusal:
        read_digests(content, "geodata/import-rows.csv")
    (fault,) = refusal.value.faults
    assert ("geodata/import-rows.csv", *place, "bad-digests") == (
        fault.where.file, fault.where.row, fault.where.column, fault.code,
    )  # fmt: skip


def test_digests_are_read_though_a_spreadsheet_wrote_their_lines() -> None:
    content = ("\ufefffile,row,digest,told\n" + GOOD).replace("\n", "\r\n").encode()
    expected = {"geodata/control.csv": {"a 2018-05-01": "0123456789abcdef"}}
    assert (expected, {}) == read_digests(content)


def test_what_tells_rows_apart_stands_beside_their_digests() -> None:
    files = {"seeds/sources.csv": b"id,title\nr,Report\n"}
    digests, told = read_digests(digests_csv(files, {"seeds/sources.csv": {"r": "Report"}}))
    assert ["r"] == list(digests["seeds/sources.csv"])
    assert {"seeds/sources.csv": {"r": "Report"}} == told
