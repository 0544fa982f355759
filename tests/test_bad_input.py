"""Every kind of bad input, each planted in a copy of the tiny atlas, through the command line.

What a reader of the message gets is held word for word: where, what was found, what is expected
and what was probably meant. An output file that is there stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from planting import ACTORS, AREAS, ATLAS, CLAIMS, CONTROL, Edit, plant

from frontmap.cli import main
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STATUSES = ", ".join(Status)
SOUTHWEST = "[[[3.0, -0.01], [3.01, -0.01], [3.01, 0.0], [3.0, 0.0], [3.0, -0.01]]]"
SOUTHEAST = "[[[3.01, -0.01], [3.02, -0.01], [3.02, 0.0], [3.01, 0.0], [3.01, -0.01]]]"
SECOND_NORTH = (
    '{"type": "Feature", "properties": {"id": "north", "name": "Far field", "group": "fields"}, '
    '"geometry": {"type": "Polygon", "coordinates": [[[3.1, 0], [3.2, 0], [3.2, 0.1], [3.1, 0]]]}}'
)
SECOND_ALMANAC_1 = "almanac-1,almanac,p. 2,2001-01-01,north,,,almanac,,control,,blue,,,,,,,,Blue.,"
POLYGON = '"type": "Polygon", "coordinates": '


class Bad(NamedTuple):
    """A fault: the edits, or the bytes that a file is replaced by, and the lines that are said."""

    edits: Sequence[Edit | tuple[str, bytes | None]]
    said: Sequence[str]


BAD = {
    "an unknown area": Bad(
        [(CONTROL, "north,2001", "nort,2001")],
        [("error: geodata/control.csv:2 area: unknown-area: found 'nort'; "
         "expected an area of geodata/areas.geojson (did you mean north?)")],
    ),
    "an unknown actor": Bad(
        [(CONTROL, "2001-01-03],blue", "2001-01-03],bleu")],
        [("error: geodata/control.csv:7 holder: unknown-actor: found 'bleu'; "
         "expected an actor of geodata/actors.csv (did you mean blue?)")],
    ),
    "an unknown rival": Bad(
        [(CONTROL, "contested,blue", "contested,purple")],
        [("error: geodata/control.csv:6 rivals: unknown-actor: found 'purple'; "
         "expected an actor of geodata/actors.csv")],
    ),
    "a date that is none": Bad(
        [(CONTROL, "southeast,2001-01-02", "southeast,2001-02-30")],
        [("error: geodata/control.csv:6 since: bad-day: found '2001-02-30'; "
         "expected a day such as 2018-05-03")],
    ),
    "a vague date that is none": Bad(
        [(CONTROL, "[2001-01-02..2001-01-03]", "2 or 3 January")],
        [("error: geodata/control.csv:7 began: bad-date: found '2 or 3 January'; expected a date: "
         "2018-05-03, 2018-03, [a..b], [a,b], 2018-04-20~, a/b or ..2018-04-18")],
    ),
    "a day outside every episode": Bad(
        [(CONTROL, "southwest,2001-01-04", "southwest,2001-01-05")],
        [("error: geodata/control.csv:4 since: outside-episodes: found 2001-01-05; "
         "expected a day of an episode (2001-01-01 to 2001-01-04)")],
    ),
    "rulings of one area on one day that disagree": Bad(
        [(CONTROL, "southeast,2001-01-02", "southeast,2001-01-01")],
        [("error: geodata/control.csv:6 since: rulings-disagree: found a second ruling of "
         "southeast from 2001-01-01 (row 5), another state; expected one state")],
    ),
    "episodes that overlap": Bad(
        [(ATLAS, "default = true", ('default = true\n\n[[episodes]]\nid = "second"\ntitle = "2"\n'
          "first = 2001-01-04\nlast = 2001-01-09"))],
        [("error: geodata/atlas.toml:23 first: episodes-overlap: found 2001-01-04, inside "
         "'first-week' (2001-01-01 to 2001-01-04); expected episodes that do not overlap")],
    ),
    "two areas with one id": Bad(
        [(AREAS, "\n]}", f",\n{SECOND_NORTH}\n]}}")],
        [("error: geodata/areas.geojson feature 4 id: double-id: found 'north', which "
         "geodata/areas.geojson feature 1 has too; expected an id of its own")],
    ),
    "two claims with one id": Bad(
        [(CLAIMS, "\nalmanac-2", f"\n{SECOND_ALMANAC_1}\nalmanac-2")],
        [("error: seeds/claims.csv:3 id: double-id: found 'almanac-1', which seeds/claims.csv:2 "
         "has too; expected an id of its own")],
    ),
    "a missing column": Bad(
        [(CONTROL, "holder,status", "holder,state")],
        [("warning: geodata/control.csv:1 state: extra-column: found 'state'; expected one of "
         "area, since, began, holder, status, rivals, confidence, evidence, note, note_ar, "
         "ruled_on, ruled_by; it is left unread (did you mean status?)"),
         ("error: geodata/control.csv:1 status: missing-column: found no such column; "
         "expected a column 'status' (did you mean state?)")],
    ),
    "a claim that does not exist": Bad(
        [(CONTROL, "gazette-2", "gazete-2")],
        [("error: geodata/control.csv:4 evidence: unknown-claim: found 'gazete-2'; "
         "expected a claim of seeds/claims.csv (did you mean gazette-2?)")],
    ),
    "a status that is none": Bad(
        [(CONTROL, "contested", "contestd")],
        [("error: geodata/control.csv:6 status: bad-choice: found 'contestd'; "
         f"expected one of {STATUSES} (did you mean contested?)")],
    ),
    "an empty geometry": Bad(
        [(AREAS, SOUTHWEST, "[]")],
        [("error: geodata/areas.geojson feature 2 geometry: empty-geometry: found "
          "southwest without an "
         "outline; expected a polygon")],
    ),
    "no geometry": Bad(
        [(AREAS, f"{{{POLYGON}{SOUTHWEST}}}", "null")],
        [("error: geodata/areas.geojson feature 2 geometry: empty-geometry: found "
          "southwest without an "
         "outline; expected a polygon")],
    ),
    "a geometry that is not a polygon": Bad(
        [(AREAS, f"{POLYGON}{SOUTHWEST}", '"type": "Point", "coordinates": [3.0, 0.0]')],
        [("error: geodata/areas.geojson feature 2 geometry: no-polygon: found a Point; "
         "expected a Polygon or MultiPolygon")],
    ),
    "an outline that crosses itself": Bad(
        [(AREAS, SOUTHWEST, ("[[[3.0, -0.01], [3.01, 0.0], [3.01, -0.01], [3.0, 0.0], "
          "[3.0, -0.01]]]"))],
        [("error: geodata/areas.geojson feature 2 geometry: bad-outline: found an "
          "outline that is not "
         "valid: Self-intersection[3.005 -0.005]; expected rings that do not cross themselves")],
    ),
    "an outline in metres": Bad(
        [(AREAS, SOUTHWEST, ("[[[500000, -1105], [501113, -1105], [501113, 0], [500000, 0], "
          "[500000, -1105]]]"))],
        [("error: geodata/areas.geojson feature 2 geometry: not-degrees: found "
          "coordinates such as 501113, "
         "0; expected longitude and latitude in degrees (EPSG:4326); are they in metres?")],
    ),
    "an outline that says latitude first": Bad(
        [(AREAS, SOUTHWEST, "[[[-0.01, 103.0], [0.0, 103.0], [0.0, 103.01], [-0.01, 103.0]]]")],
        [("error: geodata/areas.geojson feature 2 geometry: not-degrees: found "
          "coordinates such as 0, 103; "
         "expected longitude and latitude in degrees (EPSG:4326); are they latitude first?")],
    ),
    "a neighbour overlapped": Bad(
        [(AREAS, SOUTHEAST, SOUTHEAST.replace("[3.01,", "[3.009,"))],
        [("error: geodata/areas.geojson feature 2 geometry: overlap: found southwest and southeast "
         "overlapping by 123091 m² near 3.00950, -0.00500; expected neighbours that share a line; "
         "try --snap 300"),
         ("warning: geodata/areas.geojson feature 1 geometry: unshared: found 1113 m of "
          "north along "
          "southeast with other vertices, near 3.01500, 0.00000; 1113 m of their border are "
          "missing; expected the very same vertices on both sides; try --snap 1")],
    ),
    "a file that is not UTF-8": Bad(
        [(CONTROL, b"area,since\nnorth,\xff\n")],
        [("error: geodata/control.csv:2: not-utf-8: found the byte 0xff; "
         "expected UTF-8; save the file as UTF-8")],
    ),
    "a table that a spreadsheet saved as UTF-16": Bad(
        [(CONTROL, "area,since\n".encode("utf-16"))],
        [("error: geodata/control.csv:1: not-utf-8: found the byte 0xff; "
         "expected UTF-8; save the file as UTF-8")],
    ),
    "an empty file": Bad(
        [(ACTORS, b"")],
        ["error: geodata/actors.csv: empty-file: found an empty file; expected a header"],
    ),
    "a missing file": Bad(
        [(AREAS, None)],
        ["error: geodata/areas.geojson: missing-file: found no file; expected a file"],
    ),
    "a missing table of evidence": Bad(
        [(CLAIMS, None)],
        ["error: seeds/claims.csv: missing-file: found no file; expected a file"],
    ),
}  # fmt: skip


def spoil(folder: Path, edits: Sequence[Edit | tuple[str, bytes | None]]) -> None:
    for edit in edits:
        if len(edit) == 3:
            plant(folder, edit)
        elif edit[1] is None:
            (folder / edit[0]).unlink()
        else:
            (folder / edit[0]).write_bytes(edit[1])


def refused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command that must be refused, and return what it says."""
    with pytest.raises(SystemExit) as done:
        main(arguments)
    written = capsys.readouterr()
    assert (1, "") == (done.value.code, written.out)
    assert "Traceback" not in written.err
    return written.err.splitlines()


@pytest.mark.parametrize("kind", list(BAD))
def test_bad_input_is_told_and_nothing_is_written(
    kind: str, copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(copy_of_tiny, BAD[kind].edits)
    output = copy_of_tiny / "maps" / "map.html"
    output.parent.mkdir()
    output.write_bytes(b"the last good one")
    errors = [line for line in BAD[kind].said if line.startswith("error")]
    counted = f"{len(errors)} error{'s' if len(errors) > 1 else ''}"
    atlas = ["--atlas", str(copy_of_tiny)]
    assert sorted(BAD[kind].said) == sorted(refused(["check", *atlas], capsys)[:-1])
    for command in (["render", "-o", str(output)], ["table"], ["show", "2001-01-02"]):
        assert [*errors, counted] == refused([*command, *atlas], capsys)
    if kind != "a neighbour overlapped":
        assert [*errors, counted] == refused(["table", "--snap", "5", *atlas], capsys)
    assert [output] == list(output.parent.iterdir())
    assert b"the last good one" == output.read_bytes()


def test_an_overlap_too_wide_to_be_snapped_is_refused_with_its_width(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(copy_of_tiny, BAD["a neighbour overlapped"].edits)
    expected = (
        "frontmap: snapping by 5 m is not enough: it would take moving the outline of southeast "
        "by 111.3 m; mend it by hand, or try --snap 200"
    )
    assert [expected] == refused(["table", "--snap", "5", "--atlas", str(copy_of_tiny)], capsys)


def test_all_faults_are_told_in_one_run(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults of reading and of judging alike, in the order of file and row."""
    kinds = [
        "two areas with one id", "an unknown area", "a date that is none", "an unknown actor",
        "episodes that overlap", "a claim that does not exist",
    ]  # fmt: skip
    for kind in kinds:
        spoil(copy_of_tiny, BAD[kind].edits)
    said = refused(["check", str(copy_of_tiny)], capsys)
    assert "6 errors" == said[-1]
    assert sorted(line for kind in kinds for line in BAD[kind].said) == sorted(said[:-1])
    places = [line.split()[1] for line in said[:-1]]
    assert sorted(places) == places


def test_a_table_that_cannot_be_read_is_not_held_against_those_that_name_its_rows(
    copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(copy_of_tiny, [*BAD["an empty file"].edits, (ATLAS, b"[["), (CLAIMS, None)])
    said = refused(["check", str(copy_of_tiny)], capsys)
    assert ["empty-file:", "bad-toml:", "missing-file:"] == [line.split()[2] for line in said[:-1]]


@pytest.mark.parametrize("command", [["check"], ["table"]])
def test_an_extra_column_is_a_warning_and_stops_nothing(
    command: list[str], copy_of_tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy_of_tiny / CONTROL
    header, *rows = path.read_text("utf-8").splitlines()
    widened = [f"{header},stattus", *(f"{row},calm" for row in rows)]
    path.write_text("\n".join(widened), "utf-8")
    with pytest.raises(SystemExit) as done:
        main([*command, "--atlas", str(copy_of_tiny)])
    assert done.value.code == 0
    if command == ["check"]:
        warning, counted = capsys.readouterr().err.splitlines()
        assert warning.startswith(
            "warning: geodata/control.csv:1 stattus: extra-column: found 'stattus'; expected one of"
        )
        assert warning.endswith("it is left unread (did you mean status?)")
        assert "1 warning" == counted


def test_what_spreadsheets_write_is_accepted(
    copy_of_tiny: Path, tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A byte order mark, CRLF, and a quote before what looks like a formula."""
    for path in [*copy_of_tiny.rglob("*.csv"), *copy_of_tiny.rglob("*.toml")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    plant(copy_of_tiny, (AREAS, '"name": "North field"', '"name": "=North field"'))
    tables = []
    for folder in (tiny, copy_of_tiny):
        with pytest.raises(SystemExit) as done:
            main(["table", "--atlas", str(folder)])
        assert done.value.code == 0
        tables.append(capsysbinary.readouterr().out)
    assert tables[0].replace(b",North field,", b",'=North field,") == tables[1]
