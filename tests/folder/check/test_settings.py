from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely
from making import day
from planting import ACTORS, ATLAS, Edit, append, codes, faults_of, plant

from frontmap.errors import Severity, Where
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record
from frontmap.model import NO_TEXT, Street, StreetKind, Text

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


def test_streets_that_nobody_is_credited_for_are_a_warning(tiny_atlas: Atlas) -> None:
    line = shapely.LineString([(3.0, 50.0), (3.1, 50.0)])
    streets = (Street("lane", Text.of(en="Mill Lane"), StreetKind.STREET, line),)
    record = replace(tiny_atlas.record, streets=streets)
    assert "no-credit" not in {fault.code for fault in check_record(record)}
    (fault,) = (
        fault
        for fault in check_record(replace(record, attribution=NO_TEXT))
        if fault.code == "no-credit"
    )
    assert (str(fault.where), fault.severity) == (f"{ATLAS} attribution", Severity.WARNING)


@pytest.mark.parametrize(
    ("edits", "where", "code"),
    [
        ([(ATLAS, 'title = "Three fields"\ntitle_ar = "ثلاثة حقول"\n', "")],
         f"{ATLAS} title", "empty-cell"),
        *(([(ATLAS, 'title = "Three fields"\ntitle_ar = "ثلاثة حقول"\n', f'title = "{blank}"\n')],
           f"{ATLAS} title", "empty-cell") for blank in (" ", r"\n", r"\u200b", r"\u2028")),
        ([(ATLAS, "EPSG:32631", "EPSG:4326")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, "EPSG:32631", "EPSG:2263")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, "EPSG:32631", "UTM 31")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, 'metric_crs = "EPSG:32631"\n', "")], f"{ATLAS} metric_crs", "bad-crs"),
        ([(ATLAS, "last = 2001-01-04", "last = 2000-12-31")],
         f"{ATLAS}:14 last", "ends-early"),
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
        (ATLAS, ('[[episodes]]\nid = "next"\ntitle = "2"\nfirst = 2001-02-01\nlast = 2001-02-02\n'
         "default = true"), f"{ATLAS}:22 default", "two-defaults"),
        (ATLAS, '[[accepted]]\ncode = "dissent"\narea = "nort"\nreason = "r"',
         f"{ATLAS}:22 area", "unknown-area"),
        (ATLAS, '[[pointers]]\nname = "Port"\nlon = 3.1\nlat = 99',
         f"{ATLAS}:22 lon", "not-degrees"),
        (ATLAS, "[[pointers]]\nlon = 3.1\nlat = 0.5", f"{ATLAS}:22 name", "empty-cell"),
        (ACTORS, "red,Red party,,RED,,#993333,", f"{ACTORS}:5 side", "empty-cell"),
    ],
)  # fmt: skip
def test_what_is_added_against_a_rule_is_found_where_it_stands(
    copy_of_tiny: Path, file: str, row: str, where: str, code: str
) -> None:
    append(copy_of_tiny, file, row)
    assert [(where, code)] == codes(faults_of(copy_of_tiny))


def test_a_pointer_with_latitude_first_is_told_so(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, ATLAS, '[[pointers]]\nname = "Port"\nlon = 33.5\nlat = 136.3')
    (fault,) = faults_of(copy_of_tiny)
    assert fault.expected.endswith("are lon and lat exchanged?")


@pytest.mark.parametrize(
    ("file", "row"),
    [
        (ATLAS, '[[relations]]\nsides = ["blue", "green"]\nkind = "truce"'),
        (ATLAS, '[[episodes]]\nid = "next"\ntitle = "2"\nfirst = 2001-01-05\nlast = 2001-01-05'),
        (ATLAS, '[[pointers]]\nname = "Port"\nlon = 3.1\nlat = 0'),
        (ACTORS, "red,Red party,,RED,,#993333,red"),
    ],
)
def test_what_keeps_the_rules_is_no_fault(copy_of_tiny: Path, file: str, row: str) -> None:
    append(copy_of_tiny, file, row)
    assert () == faults_of(copy_of_tiny)


def test_one_reversed_episode_is_one_fault(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "last = 2001-01-04", "last = 2000-01-04"))
    assert ["ends-early"] == [fault.code for fault in faults_of(copy_of_tiny)]


def test_an_end_that_has_not_come_is_no_last_day_of_an_episode(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "last = 2001-01-04", "last = 9999-12-31"))
    (fault,) = (one for one in faults_of(copy_of_tiny) if one.severity is Severity.ERROR)
    assert str(fault) == (
        "geodata/atlas.toml:14 last: too-long: found 2921574 days; expected at most 1000000 days "
        "in all episodes; for an end that has not come the last day of the record, such as "
        "2001-01-04"
    )


def test_episodes_may_touch_and_may_not_overlap(tiny: Path) -> None:
    record, _ = read_record(tiny)
    (week,) = record.episodes

    def with_next(first: int) -> list[tuple[str, str]]:
        after = replace(
            week, id="next", first=day(first), last=day(9), default=False, where=Where(ATLAS, 22)
        )
        return codes(check_record(replace(record, episodes=(after, week))))

    assert with_next(5) == []
    assert with_next(4) == [(f"{ATLAS}:22 first", "episodes-overlap")]
