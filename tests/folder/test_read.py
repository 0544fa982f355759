from __future__ import annotations

import csv
import dataclasses
import json
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from planting import ACTORS, AREAS, CAPTIONS, CONTROL, append, plant

from frontmap.days import parse_span
from frontmap.errors import Fault, Where
from frontmap.folder.read import read_record
from frontmap.folder.tables import ACTOR_TABLE, ATLAS, CSV_TABLES, OPTIONAL
from frontmap.limits import FILE_BYTES
from frontmap.model import NO_TEXT, Extent, Outline, Record, Stance, Text
from frontmap.names import near_name
from frontmap.statuses import Status

if TYPE_CHECKING:
    from pathlib import Path


def read_whole(folder: Path) -> Record:
    record, faults = read_record(folder)
    assert () == faults
    return record


def only_fault(folder: Path) -> Fault:
    _, faults = read_record(folder)
    assert len(faults) == 1, faults
    return faults[0]


def test_the_tiny_atlas_is_read_row_by_row(tiny: Path) -> None:
    record = read_whole(tiny)
    assert Text.of(en="Three fields", ar="ثلاثة حقول") == record.title
    assert ("en", "ar") == record.languages
    assert ["north", "southwest", "southeast"] == [area.id for area in record.areas]
    assert ["official", "derived", "schematic"] == [area.outline for area in record.areas]
    assert ["blue", "green", "unknown"] == [actor.id for actor in record.actors]
    assert (6, 6, 3, 3) == (
        len(record.rulings),
        len(record.claims),
        len(record.voices),
        len(record.sources),
    )
    assert date(2001, 1, 4) == record.episodes[0].last
    assert ("southeast",) == record.landmarks[0].areas
    assert Outline.SCHEMATIC is record.areas[2].outline


def test_a_ruling_is_read_cell_by_cell(tiny: Path) -> None:
    ruling = read_whole(tiny).rulings[5]
    assert ("southeast", date(2001, 1, 3)) == (ruling.area, ruling.since)
    assert ("blue", Status.HELD, ()) == (ruling.holder, ruling.status, ruling.rivals)
    assert parse_span("[2001-01-02..2001-01-03]") == ruling.began
    assert ruling.confidence is None
    assert ("herald-2", "gazette-1") == ruling.evidence
    assert Text.of(en="Both sides say so.", ar="يقوله الطرفان.") == ruling.note
    assert Where(CONTROL, 7) == ruling.where


@pytest.mark.parametrize(
    ("area", "since", "fault"),
    [
        ("south\x1beast", "2001-01-03", ("control-character", "area")),
        ("southeast", "2001-01-33", ("bad-day", "since")),
        ("southeast", "", ("bad-day", "since")),
    ],
)
def test_a_ruling_that_says_what_another_says_is_read_with_the_same_care(
    copy_of_tiny: Path, area: str, since: str, fault: tuple[str, str]
) -> None:
    header, *rows = (copy_of_tiny / CONTROL).read_text(encoding="utf-8").splitlines()
    _, _, said = rows[5].split(",", 2)
    table = "\n".join([header, *rows, f"north,2001-01-03,{said}", f"{area},{since},{said}"])
    (copy_of_tiny / CONTROL).write_text(table, encoding="utf-8")
    record, (found,) = read_record(copy_of_tiny)
    assert (*fault, 9) == (found.code, found.where.column, found.where.row)
    like, ruling = record.rulings[5:]
    assert dataclasses.replace(like, area="north", where=Where(CONTROL, 8)) == ruling


def test_a_claim_is_read_cell_by_cell(tiny: Path) -> None:
    record = read_whole(tiny)
    claim = next(claim for claim in record.claims if claim.id == "herald-1")
    assert ("herald", "line 1", "mill") == (claim.source, claim.locator, claim.landmark)
    assert (Extent.PART, Stance.ASSERTS) == (claim.extent, claim.stance)
    assert claim.settles
    assert Where("seeds/claims.csv", 6) == claim.where


def test_an_annotation_a_street_and_an_erratum_are_read_cell_by_cell(tiny: Path) -> None:
    record = read_whole(tiny)
    (annotation,), (street,), (erratum,) = record.annotations, record.streets, record.errata
    assert parse_span("2001-01-02/2001-01-03") == annotation.date
    assert ("", "mill", None, None) == (
        annotation.area, annotation.landmark, annotation.lon, annotation.lat,
    )  # fmt: skip
    assert ("callout", "The mill changes hands.") == (annotation.kind, annotation.text.exact("en"))
    assert ("mill-lane", "main", 3) == (street.id, street.kind, len(street.line.coords))
    assert Where("geodata/streets.geojson", 1) == street.where
    assert ("1.1", date(2001, 2, 1), "southeast", date(2001, 1, 3)) == (
        erratum.version, erratum.day, erratum.area, erratum.since,
    )  # fmt: skip
    assert "1.1" == record.version


def test_an_atlas_need_not_name_a_version(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, 'version = "1.1"\n', ""))
    assert "" == read_whole(copy_of_tiny).version


def test_a_version_is_a_text(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, 'version = "1.1"', "version = 1.1"))
    fault = only_fault(copy_of_tiny)
    assert (f"{ATLAS} version", "bad-text") == (str(fault.where), fault.code)


def test_a_pointer_needs_both_its_degrees(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, ATLAS, '[[pointers]]\nname = "Port"\nlon = 3.1')
    fault = only_fault(copy_of_tiny)
    assert (f"{ATLAS}:22 lat", "empty-cell") == (str(fault.where), fault.code)


def test_a_street_without_a_kind_is_a_street_and_another_kind_is_refused(
    copy_of_tiny: Path,
) -> None:
    streets = "geodata/streets.geojson"
    plant(copy_of_tiny, (streets, '"kind": "main"', '"kind": ""'))
    assert "street" == read_whole(copy_of_tiny).streets[0].kind
    plant(copy_of_tiny, (streets, '"kind": ""', '"kind": "mian"'))
    assert ("bad-choice", "main") == (only_fault(copy_of_tiny).code, only_fault(copy_of_tiny).meant)


def test_nothing_is_judged_while_reading(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "north,2001-01-01", "nowhere,1999-01-01"))
    assert "nowhere" == read_whole(copy_of_tiny).rulings[0].area


@pytest.mark.parametrize("file", [*(table.file for table in CSV_TABLES), ATLAS, AREAS])
def test_a_byte_order_mark_and_crlf_change_nothing(
    copy_of_tiny: Path, tiny: Path, file: str
) -> None:
    path = copy_of_tiny / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_whole(tiny) == read_whole(copy_of_tiny)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_the_quote_that_spreadsheets_need_before_a_formula_is_taken_off(
    copy_of_tiny: Path, start: str
) -> None:
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", f"'{start}SUM(A1)"))
    assert f"{start}SUM(A1)" == read_whole(copy_of_tiny).rulings[5].note.exact("en")


def test_a_quote_before_anything_else_is_the_writer_s_own(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", "'tis said"))
    assert "'tis said" == read_whole(copy_of_tiny).rulings[5].note.exact("en")


def test_a_row_is_named_by_the_line_on_which_it_begins(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (CONTROL, "Green left and nobody is named after them.", '"Green left.\nNobody is named."'),
    )
    record = read_whole(copy_of_tiny)
    assert [2, 3, 4, 6, 7, 8] == [ruling.where.row for ruling in record.rulings]
    assert "Green left.\nNobody is named." == record.rulings[2].note.exact("en")


def test_empty_lines_are_passed_over_and_counted(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "\nsouthwest,2001-01-04", "\n\n,,,,,,,,,\nsouthwest,2001-01-04"))
    assert [2, 3, 6, 7, 8, 9] == [r.where.row for r in read_whole(copy_of_tiny).rulings]


def test_columns_may_stand_in_any_order(copy_of_tiny: Path, tiny: Path) -> None:
    path = copy_of_tiny / "geodata/captions.csv"
    path.write_text(
        "text_ar,date,text\nالأزرق يأخذ الحقل الجنوبي الشرقي.,2001-01-03,"
        "Blue takes the southeast field.\n",
        "utf-8",
    )
    assert read_whole(tiny) == read_whole(copy_of_tiny)


def test_an_atlas_without_seeds_has_no_evidence_and_no_fault(copy_of_tiny: Path) -> None:
    for file in (copy_of_tiny / "seeds").iterdir():
        file.unlink()
    (copy_of_tiny / "seeds").rmdir()
    record = read_whole(copy_of_tiny)
    assert not record.has_seeds
    assert () == record.claims


@pytest.mark.parametrize("file", sorted(OPTIONAL))
def test_what_an_atlas_can_do_without_may_be_missing(copy_of_tiny: Path, file: str) -> None:
    (copy_of_tiny / file).unlink()
    read_whole(copy_of_tiny)


def test_the_unknown_actor_is_there_though_no_row_names_it(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, ("geodata/actors.csv", "unknown,Unknown,غير معروف,?,؟,#d9d6cf,\n", ""))
    assert ["blue", "green", "unknown"] == [a.id for a in read_whole(copy_of_tiny).actors]


def test_a_folder_that_is_not_there_lacks_every_file_it_needs(tmp_path: Path) -> None:
    _, faults = read_record(tmp_path / "nowhere")
    assert [
        ("geodata/actors.csv", "missing-file"),
        (AREAS, "missing-file"),
        ("geodata/atlas.toml", "missing-file"),
        (CONTROL, "missing-file"),
    ] == [(fault.where.file, fault.code) for fault in faults]


def test_a_row_that_cannot_be_parsed_is_left_out_and_the_others_stay(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "southwest,2001-01-04", "southwest,4 January"))
    record, faults = read_record(copy_of_tiny)
    assert [2, 3, 5, 6, 7] == [ruling.where.row for ruling in record.rulings]
    assert [Where(CONTROL, 4, "since")] == [fault.where for fault in faults]


def test_every_cell_of_a_row_that_cannot_be_parsed_is_named(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (
            CONTROL,
            "southeast,2001-01-02,,green,contested,blue,,",
            "southeast,2001-1-2,spring,green,disputed,blue,sure,",
        ),
    )
    _, faults = read_record(copy_of_tiny)
    assert [
        ("began", "bad-date"),
        ("confidence", "bad-choice"),
        ("since", "bad-day"),
        ("status", "bad-choice"),
    ] == [(fault.where.column, fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "code"),
    [
        (CONTROL, ",contested,", ",,", Where(CONTROL, 6, "status"), "empty-cell"),
        (CONTROL, "southwest,2001-01-04", "southwest,", Where(CONTROL, 4, "since"), "bad-day"),
        (CONTROL, "almanac-1,,", "almanac-1,", Where(CONTROL, 2), "wrong-width"),
        (CONTROL, "herald-1,,", 'herald-1,"a"b,', Where(CONTROL, 6), "bad-csv"),
        (CONTROL, ",note,note_ar", ",note,note_ar,note", Where(CONTROL, 1, "note"),
         "double-column"),
        ("geodata/actors.csv", "#335c99", "blue", Where("geodata/actors.csv", 2, "colour"),
         "bad-colour"),
        ("geodata/actors.csv", "blue,Blue", "Blue,Blue", Where("geodata/actors.csv", 2, "id"),
         "bad-id"),
        ("seeds/claims.csv", "herald-1,herald,line 1,2001-01-02", "herald-1,herald,line 1,",
         Where("seeds/claims.csv", 6, "date"), "bad-date"),
        ("seeds/claims.csv", ",part,", ",half,", Where("seeds/claims.csv", 6, "extent"),
         "bad-choice"),
        ("seeds/claims.csv", ",part,,", ",part,1.5,", Where("seeds/claims.csv", 6, "share"),
         "bad-share"),
        ("seeds/claims.csv", ",part,,", ",part,0.1/0.2/0.3,", Where("seeds/claims.csv", 6, "share"),
         "bad-share"),
        ("seeds/claims.csv", ",part,,", ",part,nan,", Where("seeds/claims.csv", 6, "share"),
         "bad-share"),
        ("seeds/claims.csv", ",evacuation,", ",,", Where("seeds/claims.csv", 5, "kind"),
         "empty-cell"),
        ("seeds/claims.csv", "the mill,blue-media,", "the mill,,",
         Where("seeds/claims.csv", 6, "voice"), "empty-cell"),
        ("seeds/claims.csv", "herald-1,herald,", "herald-1,,",
         Where("seeds/claims.csv", 6, "source"), "empty-cell"),
        (CONTROL, "southwest,2001-01-04", ",2001-01-04", Where(CONTROL, 4, "area"), "empty-cell"),
        ("seeds/sources.csv", "Herald of the fields", "", Where("seeds/sources.csv", 4, "title"),
         "empty-cell"),
        ("geodata/atlas.toml", "[[groups]]", "[[groups", Where("geodata/atlas.toml", 9),
         "bad-toml"),
        ("geodata/atlas.toml", "first = 2001-01-01", "first = 2001-01-01T12:00:00",
         Where("geodata/atlas.toml", 14, "first"), "bad-day"),
        ("geodata/atlas.toml", 'title = "Three fields"', "title = 3",
         Where("geodata/atlas.toml", 0, "title"), "bad-text"),
        ("geodata/atlas.toml", '["en", "ar"]', '"en"', Where("geodata/atlas.toml", 0, "languages"),
         "bad-list"),
        ("geodata/atlas.toml", "[[groups]]", "[groups]", Where("geodata/atlas.toml", 0, "groups"),
         "bad-table"),
        (AREAS, '{"type": "FeatureCollection", "features": [', "[", Where(AREAS), "bad-json"),
        (AREAS, '"features"', '"feature"', Where(AREAS), "bad-geojson"),
        (AREAS, '"official"', '"drawn"', Where(AREAS, 1, "outline"), "bad-choice"),
        (AREAS, '"type": "FeatureCollection"',
         '"crs": {"type": "name", "properties": {"name": "EPSG:32637"}}, "type": "x"',
         Where(AREAS, 0, "crs"), "bad-crs"),
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_is_a_fault_with_file_row_and_column(
    copy_of_tiny: Path, file: str, old: str, new: str, where: Where, code: str
) -> None:
    plant(copy_of_tiny, (file, old, new))
    fault = only_fault(copy_of_tiny)
    assert (where, code, "error") == (fault.where, fault.code, fault.severity)


@pytest.mark.parametrize(
    "geometry",
    [
        "nothing",
        7,
        [],
        {},
        {"type": "Blob", "coordinates": []},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": 7},
        {"type": "Polygon", "coordinates": [[["x", "y"], ["x", "z"], ["y", "z"], ["x", "y"]]]},
        {"type": "Polygon", "coordinates": [[[3.0, 0.0], [3.01, 0.0]]]},
        {"type": "Polygon", "coordinates": [[3.0, 0.0]]},
        {"type": "GeometryCollection", "geometries": 7},
        {"type": "Polygon", "coordinates": [[[3, 0], [4, 0], [4, float("nan")], [3, 0]]]},
        {"type": "LineString", "coordinates": [[3, float("inf")], [4, 0]]},
    ],
)
def test_what_is_no_geometry_is_a_fault_of_its_feature(
    copy_of_tiny: Path, geometry: object
) -> None:
    path = copy_of_tiny / AREAS
    content = json.loads(path.read_text("utf-8"))
    content["features"][1]["geometry"] = geometry
    path.write_text(json.dumps(content), "utf-8")
    fault = only_fault(copy_of_tiny)
    assert (Where(AREAS, 2, "geometry"), "bad-geometry") == (fault.where, fault.code)


@pytest.mark.parametrize("feature", [7, None, [], {"type": "Feature"}, {"properties": 7}])
def test_what_is_no_feature_is_a_fault_with_its_number(copy_of_tiny: Path, feature: object) -> None:
    path = copy_of_tiny / AREAS
    content = json.loads(path.read_text("utf-8"))
    content["features"].append(feature)
    path.write_text(json.dumps(content), "utf-8")
    fault = only_fault(copy_of_tiny)
    assert (Where(AREAS, 4), "bad-feature") == (fault.where, fault.code)


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"]
)
def test_old_geojson_may_name_longitude_and_latitude(copy_of_tiny: Path, crs: str) -> None:
    member = json.dumps({"type": "name", "properties": {"name": crs}})
    plant(copy_of_tiny, (AREAS, '"features"', f'"crs": {member}, "features"'))
    read_whole(copy_of_tiny)


def test_heights_are_dropped(copy_of_tiny: Path, tiny: Path) -> None:
    plant(
        copy_of_tiny, (AREAS, "[3.0, -0.01], [3.01, -0.01]", "[3.0, -0.01, 700], [3.01, -0.01, 7]")
    )
    content = (copy_of_tiny / AREAS).read_text("utf-8")
    content = content.replace(
        "[3.01, 0.0], [3.0, 0.0], [3.0, -0.01]", "[3.01, 0.0, 1], [3.0, 0.0, 1], [3.0, -0.01, 700]"
    )
    (copy_of_tiny / AREAS).write_text(content, "utf-8")
    assert read_whole(tiny).areas[1].polygon.equals_exact(read_whole(copy_of_tiny).areas[1].polygon)
    assert not read_whole(copy_of_tiny).areas[1].polygon.has_z


def test_an_unknown_column_is_a_warning_and_left_unread(copy_of_tiny: Path, tiny: Path) -> None:
    plant(copy_of_tiny, ("geodata/captions.csv", "date,text,text_ar", "date,text,text_ar,mood"))
    plant(copy_of_tiny, ("geodata/captions.csv", "الشرقي.", "الشرقي.,calm"))
    record, faults = read_record(copy_of_tiny)
    assert read_whole(tiny) == record
    assert ["warning"] == [fault.severity for fault in faults]
    assert Where("geodata/captions.csv", 1, "mood") == faults[0].where


def test_a_file_may_be_without_a_column_that_came_later(
    copy_of_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = tuple(
        dataclasses.replace(c, later=c.later or c.name == "short", required=False)
        for c in ACTOR_TABLE.columns
    )
    monkeypatch.setattr(
        "frontmap.folder.read.ACTOR_TABLE", dataclasses.replace(ACTOR_TABLE, columns=columns)
    )
    file = copy_of_tiny / "geodata/actors.csv"
    rows = csv.reader(file.read_text("utf-8").splitlines())
    kept = [",".join(cells[:3] + cells[5:]) for cells in rows]
    file.write_text("\n".join(kept) + "\n", "utf-8")
    assert [NO_TEXT] * 3 == [actor.short for actor in read_whole(copy_of_tiny).actors]


def test_a_misspelt_column_is_guessed(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "holder,status", "holder,state"))
    _, faults = read_record(copy_of_tiny)
    assert [("error", "missing-column", "state"), ("warning", "extra-column", "status")] == [
        (fault.severity, fault.code, fault.meant) for fault in sorted(faults, key=lambda f: f.code)
    ][::-1]


def test_a_misspelt_key_of_the_settings_is_guessed(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, ("geodata/atlas.toml", "metric_crs", "metric_csr"))
    fault = only_fault(copy_of_tiny)
    assert ("warning", "metric_crs") == (fault.severity, fault.meant)


def test_a_table_of_the_settings_is_named_by_its_line(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, ("geodata/atlas.toml", "last = 2001-01-04", 'last = "4 January"'))
    assert Where("geodata/atlas.toml", 14, "last") == only_fault(copy_of_tiny).where


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(copy_of_tiny: Path) -> None:
    path = copy_of_tiny / CONTROL
    path.write_bytes(path.read_bytes().replace(b"Both sides say so.", b"Both sides say \xe9."))
    fault = only_fault(copy_of_tiny)
    assert (Where(CONTROL, 7), "not-utf-8", "the byte 0xe9") == (
        fault.where,
        fault.code,
        fault.found,
    )


def test_a_folder_in_a_file_s_place_is_said(copy_of_tiny: Path) -> None:
    (copy_of_tiny / CONTROL).unlink()
    (copy_of_tiny / CONTROL).mkdir()
    fault = only_fault(copy_of_tiny)
    assert ("missing-file", "a folder") == (fault.code, fault.found)


def test_hostile_text_is_text(copy_of_tiny: Path) -> None:
    hostile = "<script>alert(1)</script>"
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", hostile))
    assert hostile == read_whole(copy_of_tiny).rulings[5].note.exact("en")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("nort", "north"), ("NORTH", "north"), ("noth", "north"), ("south-east", "southeast"),
     ("zzz", ""), ("", "")],
)  # fmt: skip
def test_a_near_name_is_found_and_a_far_one_is_not(name: str, meant: str) -> None:
    assert meant == near_name(name, ("north", "southwest", "southeast"))


def test_a_table_with_other_delimiters_is_one_fault_that_says_so(copy_of_tiny: Path) -> None:
    path = copy_of_tiny / CONTROL
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert "wrong-delimiter" == only_fault(copy_of_tiny).code


def test_an_excel_file_is_called_by_its_name(copy_of_tiny: Path) -> None:
    (copy_of_tiny / CONTROL).write_bytes(b"PK\x03\x04\x14\x00")
    assert "excel-file" == only_fault(copy_of_tiny).code


def test_a_title_may_not_speak_to_the_terminal(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, ("geodata/atlas.toml", '"Three fields"', '"Three \\u001b[31m fields"'))
    assert "control-character" == only_fault(copy_of_tiny).code


@pytest.mark.parametrize("precision", ["NaN", "-1", "1e999"])
def test_a_precision_is_a_length(copy_of_tiny: Path, precision: str) -> None:
    marks = "geodata/landmarks.geojson"
    plant(copy_of_tiny, (marks, '"precision_m": 20', f'"precision_m": "{precision}"'))
    assert "bad-number" == only_fault(copy_of_tiny).code


def test_a_crs_member_without_properties_is_a_fault(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (AREAS, '"type": "FeatureCollection"',
                         '"crs": {"type": "name", "properties": null}, "type": "x"'))  # fmt: skip
    assert "bad-crs" == only_fault(copy_of_tiny).code


def test_a_coordinate_of_hundreds_of_digits_is_no_geometry(copy_of_tiny: Path) -> None:
    path = copy_of_tiny / "geodata/areas.geojson"
    path.write_bytes(path.read_bytes().replace(b"[3.0, 0.0]", b"[" + b"9" * 400 + b", 0.0]", 1))
    _, faults = read_record(copy_of_tiny)
    assert [("geodata/areas.geojson feature 1 geometry", "bad-geometry")] == [
        (str(fault.where), fault.code) for fault in faults
    ]


def in_json(folder: Path, file: str, old: str, new: str) -> None:
    """Put what may be no text into a file of JSON, as an escape."""
    plant(folder, (file, json.dumps(old), json.dumps(new)))


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\ud800", "\ufeff", "\uffff"])
def test_a_letter_that_json_can_hold_and_no_text_is_a_fault_of_its_feature(
    letter: str, copy_of_tiny: Path
) -> None:
    in_json(copy_of_tiny, AREAS, "Southwest field", f"South{letter}west")
    fault = only_fault(copy_of_tiny)
    assert f"{AREAS} feature 2 name" == str(fault.where)
    assert fault.found.startswith(f"U+{ord(letter):04X} ")


def test_a_carriage_return_in_a_json_name_makes_no_ragged_table(copy_of_tiny: Path) -> None:
    in_json(copy_of_tiny, AREAS, "Southwest field", "South\rwest\r\nfield")
    names = {area.name.exact("en") for area in read_whole(copy_of_tiny).areas}
    assert "South\nwest\nfield" in names


@pytest.mark.parametrize("letter", ["\x85", "\ufeff", "\ufffe"])
def test_a_letter_that_csv_can_hold_and_no_text_is_a_fault_of_its_row(
    letter: str, copy_of_tiny: Path
) -> None:
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", f"Both{letter} sides."))
    fault = only_fault(copy_of_tiny)
    assert (f"{CONTROL}:7 note", True) == (
        str(fault.where), fault.found.startswith(f"U+{ord(letter):04X} "),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Three fields"', '"Three \\uffff fields"', f"{ATLAS} title: bad-character"),
        ('"Three fields"', f'"{"x" * 201}"', f"{ATLAS} title: long-text"),
        ('"Three fields"', "{en = 1}", f"{ATLAS} title: bad-text"),
        ("title =", f"x = {'[' * 50_000}{']' * 50_000}\ntitle =", f"{ATLAS}: bad-toml"),
        ("title =", f"{'a.' * 50_000}a = 1\ntitle =", f"{ATLAS}:2: bad-toml"),
        ("title =", f"x = 0x{'f' * 50_000}\ntitle =", f"{ATLAS}: bad-toml"),
        ("title =", f"x = {'9' * 5_000}\ntitle =", f"{ATLAS}: bad-toml"),
    ],
)
def test_settings_that_nobody_writes_are_told_at_once(
    old: str, new: str, said: str, copy_of_tiny: Path
) -> None:
    path = copy_of_tiny / ATLAS
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    _, faults = read_record(copy_of_tiny)
    assert [said] == [str(fault)[: len(said)] for fault in faults if fault.severity == "error"]
    assert all(len(str(fault)) < 1000 for fault in faults)


@pytest.mark.parametrize("levels", [101, 900, 100_000])
def test_a_name_that_is_lists_in_lists_is_a_fault(levels: int, copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (AREAS, '"North field"', f'{"[" * levels}"n"{"]" * levels}'))
    fault = only_fault(copy_of_tiny)
    assert ("more than 100" in fault.found, fault.where.file) == (True, AREAS)


def test_names_and_other_texts_have_their_limits(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ACTORS, "Blue party", "B" * 100_000))
    plant(copy_of_tiny, (CONTROL, "Both sides say so.", "x" * 20_001))
    _, faults = read_record(copy_of_tiny)
    told = [(str(fault.where), fault.code, fault.expected) for fault in faults]
    assert [
        (f"{ACTORS}:2 name", "long-text", "at most 200 letters"),
        (f"{CONTROL}:7 note", "long-text", "at most 20,000 letters"),
    ] == told


@pytest.mark.parametrize("file", [ATLAS, CONTROL, CAPTIONS, AREAS])
def test_a_pipe_in_a_file_s_place_is_told_and_not_waited_for(file: str, copy_of_tiny: Path) -> None:
    (copy_of_tiny / file).unlink()
    os.mkfifo(copy_of_tiny / file)
    _, faults = read_record(copy_of_tiny)
    assert (file, "a named pipe") in [(str(fault.where), fault.found) for fault in faults]


def test_an_endless_file_is_told_and_not_read(copy_of_tiny: Path) -> None:
    (copy_of_tiny / CONTROL).unlink()
    (copy_of_tiny / CONTROL).symlink_to("/dev/zero")
    assert "a device" == only_fault(copy_of_tiny).found


def test_a_file_that_is_larger_than_what_is_read_whole_is_told(copy_of_tiny: Path) -> None:
    with (copy_of_tiny / CONTROL).open("r+b") as stream:
        stream.truncate(FILE_BYTES + 1)
    fault = only_fault(copy_of_tiny)
    assert ("too-large", "at most 512 MB") == (fault.code, fault.expected)


def test_an_optional_file_whose_link_leads_nowhere_is_told(copy_of_tiny: Path) -> None:
    (copy_of_tiny / CAPTIONS).unlink()
    (copy_of_tiny / CAPTIONS).symlink_to("nowhere")
    assert (CAPTIONS, "missing-file") == (
        str(only_fault(copy_of_tiny).where), only_fault(copy_of_tiny).code,
    )  # fmt: skip
