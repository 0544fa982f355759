from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from planting import ACTORS, ATLAS, CAPTIONS, CLAIMS, CONTROL, SOURCES, Edit, append, plant

from frontmap.atlas import check_atlas
from frontmap.cli import main
from frontmap.control.findings import FINDINGS, evidence_findings

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

#: A claim on the north on the third day; holder, extent and share stay to be filled in.
GREEN_IN_NORTH = (
    "herald-3,herald,line 9,2001-01-03,north,,the north,green-media,,control,,green,held,,{},,,,,"
    "Green has the north.,"
)
RED: Edit = (ACTORS, "unknown,Unknown", "red,Red party,,RED,,#993333,red\nunknown,Unknown")
WHY_UNKNOWN = "Green left and nobody is named after them.,غادر الحزب الأخضر ولم يُذكر من خلفه."
ACCEPT_DISSENT = '[[accepted]]\ncode = "dissent"\narea = "{}"\nreason = "One voice alone."'

#: The name of a planted fault; the edits; the rows added; the findings: code, place, area, day.
PLANTED: dict[str, tuple[list[Edit], list[tuple[str, str]], list[tuple[str, str, str, str]]]] = {
    "a ruling cites no claim": (
        [(CONTROL, "held,,,almanac-1", "held,,,")],
        [],
        [("no-claim", "geodata/control.csv:2 evidence", "north", "2001-01-01")],
    ),
    "a rival is ruled to be inside and no claim puts it there": (
        [
            (CONTROL, "blue,held,,,almanac-1", "blue,contested,green,,almanac-1"),
            (CLAIMS, "almanac,,control,,blue,held,,,,", "almanac,,control,,blue,held,,part,,"),
        ],
        [],
        [("presence-unclaimed", "geodata/control.csv:2 evidence", "north", "2001-01-01")],
    ),
    "a cited claim names other areas": (
        [(CONTROL, "held,,,almanac-1", "held,,,almanac-1 almanac-2")],
        [],
        [("claim-elsewhere", "geodata/control.csv:2 evidence", "north", "2001-01-01")],
    ),
    "a cited claim is of weeks before": (
        [
            (CLAIMS, "almanac-1,almanac,p. 1,2001-01-01", "almanac-1,almanac,p. 1,2000-12-24"),
            (CONTROL, "north,2001-01-01,..2001-01-01", "north,2001-01-01,"),
        ],
        [],
        [
            ("old-evidence", "geodata/areas.geojson feature 1", "north", "2001-01-01"),
            ("claim-another-time", "geodata/control.csv:2 evidence", "north", "2001-01-01"),
        ],
    ),
    "a cited claim of a state of that day or earlier is of weeks before": (
        [(CLAIMS, "almanac-1,almanac,p. 1,2001-01-01", "almanac-1,almanac,p. 1,2000-12-24")],
        [],
        [("old-evidence", "geodata/areas.geojson feature 1", "north", "2001-01-01")],
    ),
    "a cited claim is of weeks after": (
        [
            (CONTROL, "held,,,almanac-1", "held,,,almanac-1 herald-3"),
            (SOURCES, "Herald,2001-01-04", "Herald,2001-01-31"),
        ],
        [
            (
                CLAIMS,
                GREEN_IN_NORTH.format("")
                .replace("2001-01-03", "2001-01-12")
                .replace(",green,", ",blue,"),
            )
        ],
        [("claim-another-time", "geodata/control.csv:2 evidence", "north", "2001-01-01")],
    ),
    "every cited claim contradicts the ruling": (
        [(CONTROL, "north,2001-01-01,..2001-01-01,blue", "north,2001-01-01,..2001-01-01,green")],
        [],
        [("ruling-contradicted", "geodata/control.csv:2 evidence", "north", "2001-01-01")],
    ),
    "the holder is ruled to stay where the cited claim says that it left": (
        [(CONTROL, "southwest,2001-01-04,,unknown,unknown", "southwest,2001-01-04,,green,held")],
        [],
        [("ruling-contradicted", "geodata/control.csv:4 evidence", "southwest", "2001-01-04")],
    ),
    "no ruling follows a claim": (
        [],
        [(CLAIMS, GREEN_IN_NORTH.format(""))],
        [("dissent", "seeds/claims.csv:8 holder", "north", "2001-01-03")],
    ),
    "no ruling follows a claim about a part": (
        [],
        [(CLAIMS, GREEN_IN_NORTH.format("part"))],
        [("dissent", "seeds/claims.csv:8 holder", "north", "2001-01-03")],
    ),
    "a holder comes from nowhere": (
        [
            RED,
            (CONTROL, "southwest,2001-01-04,,unknown,unknown", "southwest,2001-01-04,,red,held"),
            (CONTROL, WHY_UNKNOWN, ","),
        ],
        [],
        [("impossible-change", "geodata/control.csv:4 holder", "southwest", "2001-01-04")],
    ),
    "days go by without evidence": (
        [(ATLAS, "last = 2001-01-04", "last = 2001-01-12")],
        [],
        [
            ("old-evidence", "geodata/areas.geojson feature 1", "north", "2001-01-09"),
            ("old-evidence", "geodata/areas.geojson feature 2", "southwest", "2001-01-12"),
            ("old-evidence", "geodata/areas.geojson feature 3", "southeast", "2001-01-11"),
        ],
    ),
    "the outlines miss a claimed share of one area": (
        [(CLAIMS, "blue-media,,control,,blue,held,,,", "blue-media,,control,,blue,held,,,0.6/0.7")],
        [],
        [("share-off", "seeds/claims.csv:7 share", "southeast", "2001-01-03")],
    ),
    "the outlines miss a claimed share of several areas": (
        [
            (
                CLAIMS,
                "southwest southeast,,the south,almanac,,control,,green,held,,,,",
                "southwest southeast,,the south,almanac,,control,,green,held,,,0.85,",
            )
        ],
        [],
        [("share-off", "seeds/claims.csv:3 share", "southwest", "2001-01-01")],
    ),
    "a day of changes has no headline, and others have": (
        [
            (CAPTIONS, "date,text,text_ar", "date,text,text_ar,headline"),
            (CAPTIONS, "الشرقي.", "الشرقي.,Blue takes a field."),
        ],
        [(CAPTIONS, "2001-01-04,Green leaves.,,")],
        [
            ("no-headline", "geodata/captions.csv headline", "", "2001-01-02"),
            ("no-headline", "geodata/captions.csv:3 headline", "", "2001-01-04"),
        ],
    ),
    "an exception excuses nothing": (
        [],
        [(ATLAS, ACCEPT_DISSENT.format("north"))],
        [("unused-acceptance", "geodata/atlas.toml:22", "north", "")],
    ),
    "an exception excuses another area": (
        [],
        [(CLAIMS, GREEN_IN_NORTH.format("")), (ATLAS, ACCEPT_DISSENT.format("southwest"))],
        [
            ("unused-acceptance", "geodata/atlas.toml:22", "southwest", ""),
            ("dissent", "seeds/claims.csv:8 holder", "north", "2001-01-03"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PLANTED))
def test_a_planted_doubt_is_found_with_its_place_area_and_day(
    name: str, copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits, rows, expected = PLANTED[name]
    plant(copy_of_tiny, *edits)
    for file, row in rows:
        append(copy_of_tiny, file, row)
    faults = check_atlas(copy_of_tiny)
    found = [(f.code, str(f.where), f.subject, str(f.day or "")) for f in faults]
    assert expected == found
    assert {"finding"} == {fault.severity for fault in faults}
    for arguments, status in ((["--strict"], 1), ([], 0)):
        with pytest.raises(SystemExit) as done:
            main(["check", str(copy_of_tiny), *arguments])
        assert status == done.value.code
        said = capsys.readouterr().err
        assert [f"finding: {fault}" for fault in faults] == said.splitlines()[:-1]


@pytest.mark.parametrize(
    ("share", "found"),
    [
        # Green holds both southern fields on that day
        ("0.85", "0.85 for green on 2001-01-01; the map has 1.00"),
        ("0.2/0.85", "0.2 to 0.85 for green on 2001-01-01; the map has 1.00"),
        ("0.9", ""),
        ("0.3/0.95", ""),
    ],
)
def test_a_share_that_is_off_is_listed_with_what_the_outlines_give(
    copy_of_tiny: Path, share: str, found: str
) -> None:
    assert ([found] if found else []) == shares_off(copy_of_tiny, "almanac-2", share)


def test_a_share_is_of_the_areas_that_the_claim_names(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (
            CONTROL,
            "southeast,2001-01-01,..2001-01-01,green",
            ("southeast,2001-01-01,..2001-01-01,blue"),
        ),
    )
    assert ["0.7 for green on 2001-01-01; the map has 0.50"] == shares_off(
        copy_of_tiny, "almanac-2", "0.7"
    )


def shares_off(folder: Path, claim: str, share: str) -> list[str]:
    """What `check` finds of a claim of the tiny atlas that names a share."""
    lines = (folder / CLAIMS).read_text("utf-8").splitlines()
    column = lines[0].split(",").index("share")
    rows = [line.split(",") for line in lines]
    for row in rows:
        if row[0] == claim:
            row[column] = share
    (folder / CLAIMS).write_text("\n".join(map(",".join, rows)) + "\n", "utf-8")
    return [fault.found for fault in check_atlas(folder) if fault.code == "share-off"]


def test_every_kind_of_finding_is_planted() -> None:
    assert set(FINDINGS) == {code for *_, found in PLANTED.values() for code, *_ in found}


def test_an_atlas_without_any_headline_needs_none(tiny: Path) -> None:
    assert "no-headline" not in {fault.code for fault in check_atlas(tiny)}


def test_a_day_without_a_headline_may_be_accepted(copy_of_tiny: Path) -> None:
    edits, _, _ = PLANTED["a day of changes has no headline, and others have"]
    plant(copy_of_tiny, *edits)
    append(copy_of_tiny, ATLAS, '[[accepted]]\ncode = "no-headline"\nreason = "Not yet written."')
    assert () == check_atlas(copy_of_tiny)


def test_the_tiny_atlas_has_no_doubts(tiny: Path) -> None:
    assert () == check_atlas(tiny)


def test_a_doubt_that_the_atlas_accepts_with_its_reason_is_left_out(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, CLAIMS, GREEN_IN_NORTH.format(""))
    append(copy_of_tiny, ATLAS, ACCEPT_DISSENT.format("southwest north"))
    assert () == check_atlas(copy_of_tiny)


@pytest.mark.parametrize(
    ("bounds", "codes"),
    [
        ("first = 2001-01-03\nlast = 2001-01-03", []),
        ("last = 2001-01-03", []),
        ("first = 2001-01-04", ["unused-acceptance", "dissent"]),
        ("last = 2001-01-02", ["unused-acceptance", "dissent"]),
    ],
)
def test_an_exception_is_for_its_days_only(
    copy_of_tiny: Path, bounds: str, codes: list[str]
) -> None:
    append(copy_of_tiny, CLAIMS, GREEN_IN_NORTH.format(""))
    append(copy_of_tiny, ATLAS, f"{ACCEPT_DISSENT.format('north')}\n{bounds}")
    assert codes == [fault.code for fault in check_atlas(copy_of_tiny)]


@pytest.mark.parametrize(
    "edit",
    [
        (CONTROL, "held,,,almanac-1,,", "held,,,almanac-1,Not herald-3: one voice alone.,"),
        (CONTROL, "held,,,almanac-1,,", "held,,,almanac-1 herald-3,,"),
    ],
)
def test_a_ruling_that_cites_or_mentions_the_other_claim_has_weighed_it(
    copy_of_tiny: Path, edit: Edit
) -> None:
    append(copy_of_tiny, CLAIMS, GREEN_IN_NORTH.format(""))
    plant(copy_of_tiny, edit)
    assert () == check_atlas(copy_of_tiny)


def test_a_holder_may_come_from_nowhere_with_a_note(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        RED,
        (CONTROL, "southwest,2001-01-04,,unknown,unknown", "southwest,2001-01-04,,red,held"),
    )
    assert () == check_atlas(copy_of_tiny)


def test_without_seeds_there_is_no_evidence_to_doubt(copy_of_tiny: Path) -> None:
    shutil.rmtree(copy_of_tiny / "seeds")
    assert ["no-seeds"] == [fault.code for fault in check_atlas(copy_of_tiny)]


def test_doubts_are_not_listed_of_data_that_is_wrong(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, CLAIMS, GREEN_IN_NORTH.format(""))
    plant(copy_of_tiny, (CONTROL, "held,,,almanac-1", "held,,,almanac-7"))
    assert ["unknown-claim"] == [fault.code for fault in check_atlas(copy_of_tiny)]


def test_evidence_is_asked_for_only_while_an_outline_is_there(redrawn_atlas: Atlas) -> None:
    atlas = redrawn_atlas
    found = evidence_findings(
        atlas.record, atlas.timeline, atlas.evidence, atlas.grounds, atlas.topology_on
    )
    old = {(fault.subject, fault.day) for fault in found if fault.code == "old-evidence"}
    assert ("harbour", date(2001, 1, 2)) in old
    assert {area for area, day in old if not atlas.areas[area].exists(day)} == (set())
    harbour = next(fault for fault in found if fault.subject == "harbour" and "week" in fault.found)
    assert harbour.found.endswith("2001-01-02 to 2001-01-03")


def test_days_that_are_said_to_have_no_data_need_no_evidence(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, CONTROL, "north,2001-01-03,,,no_data,,,,,")
    plant(
        copy_of_tiny,
        (CLAIMS, "almanac-1,almanac,p. 1,2001-01-01", "almanac-1,almanac,p. 1,2000-12-27"),
    )
    assert [] == [f for f in check_atlas(copy_of_tiny) if f.code == "old-evidence"]


def test_a_holder_after_days_without_data_may_come_from_anywhere(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        RED,
        (
            CONTROL,
            f"southwest,2001-01-04,,unknown,unknown,,,gazette-2,{WHY_UNKNOWN}",
            "southwest,2001-01-03,,,no_data,,,,,\nsouthwest,2001-01-04,,red,held,,,gazette-2,,",
        ),
    )
    assert "impossible-change" not in {fault.code for fault in check_atlas(copy_of_tiny)}


@pytest.mark.parametrize(("extent", "found"), [("", ["share-off"]), ("part", [])])
def test_an_undated_claim_about_a_part_says_nothing_of_a_day_s_share(
    copy_of_tiny: Path, extent: str, found: list[str]
) -> None:
    """`..2001-01-03` is that day or earlier: of the whole it is still true, of a part who knows."""
    plant(
        copy_of_tiny,
        (
            CLAIMS,
            "2001-01-03,southeast,,the east,blue-media,,control,,blue,held,,,",
            f"..2001-01-03,southeast,,the east,blue-media,,control,,blue,held,,{extent},0.5",
        ),
    )
    codes = [fault.code for fault in check_atlas(copy_of_tiny)]
    assert found == [code for code in codes if code == "share-off"]


def test_an_undated_claim_is_no_dissent(copy_of_tiny: Path) -> None:
    undated = GREEN_IN_NORTH.format("").replace("2001-01-03", "..2001-01-03")
    append(copy_of_tiny, CLAIMS, undated)
    assert [] == [fault.code for fault in check_atlas(copy_of_tiny) if fault.code == "dissent"]


def test_a_share_of_days_outside_the_record_is_compared_with_nothing(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CLAIMS, "almanac-2,almanac,p. 1,2001-01-01", (
        "almanac-2,almanac,p. 1,2000-12-31")))  # fmt: skip
    assert [] == shares_off(copy_of_tiny, "almanac-2", "0.5")
