from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from frontmap.atlas import Atlas, read_atlas
from frontmap.errors import RequestError
from frontmap.exchange import write_export
from frontmap.exchange.formats.datapackage_json import datapackage_parts

if TYPE_CHECKING:
    from pathlib import Path


def test_the_data_package_passes_the_frictionless_validator(copy_of_tiny: Path) -> None:
    folder = copy_of_tiny
    write_export(read_atlas(folder), folder / "datapackage.json", folder=folder)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == 8


def test_a_data_package_elsewhere_is_refused(atlas: Atlas, tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="describes the tables beside it"):
        write_export(atlas, tmp_path / "datapackage.json", folder=tiny)


def described(folder: Path) -> dict[str, Any]:
    """The resources of a folder's data package, by name."""
    (part,) = datapackage_parts(read_atlas(folder), folder, folder / "datapackage.json")
    return {one["name"]: one for one in json.loads(part)["resources"]}


def test_references_to_other_tables_are_foreign_keys_but_those_in_lists(tiny: Path) -> None:
    keys = described(tiny)["claims"]["schema"]["foreignKeys"]
    assert {(key["fields"][0], key["reference"]["resource"]) for key in keys} == {
        ("source", "sources"), ("voice", "voices"), ("holder", "actors"),
    }  # fmt: skip


def test_columns_of_languages_are_described_where_the_table_has_them(copy_of_tiny: Path) -> None:
    voices = copy_of_tiny / "seeds" / "voices.csv"
    rows = [line.split(",") for line in voices.read_text("utf-8").splitlines()]
    voices.write_text("".join(f"{','.join([*row[:2], *row[3:]])}\n" for row in rows), "utf-8")
    fields = {
        name: [field["name"] for field in one["schema"]["fields"]]
        for name, one in described(copy_of_tiny).items()
    }
    assert fields["voices"] == ["id", "name", "side", "note"]
    assert fields["captions"] == ["date", "text", "text_ar"]


def test_a_table_that_is_not_there_is_not_described(copy_of_tiny: Path) -> None:
    (copy_of_tiny / "geodata" / "captions.csv").unlink()
    assert list(described(copy_of_tiny)) == [
        "actors", "control", "annotations", "errata", "sources", "voices", "claims",
    ]  # fmt: skip


def test_the_package_has_the_version_of_the_atlas_where_it_names_one(copy_of_tiny: Path) -> None:
    path = copy_of_tiny / "datapackage.json"
    (part,) = datapackage_parts(read_atlas(copy_of_tiny), copy_of_tiny, path)
    assert "1.1" == json.loads(part)["version"]
    without = Atlas(replace(read_atlas(copy_of_tiny).record, version=""))
    (part,) = datapackage_parts(without, copy_of_tiny, path)
    assert "version" not in json.loads(part)


def test_the_place_of_an_annotation_is_a_pair_of_numbers_or_ids(tiny: Path) -> None:
    schema = described(tiny)["annotations"]["schema"]
    kinds = {field["name"]: field["type"] for field in schema["fields"]}
    assert ("number", "number", "string") == (kinds["lon"], kinds["lat"], kinds["date"])
    assert "foreignKeys" not in schema


def test_whom_a_figure_counts_is_no_foreign_key_for_it_may_be_civilians(
    copy_of_tiny: Path,
) -> None:
    keys = described(copy_of_tiny)["claims"]["schema"]["foreignKeys"]
    assert "subject" not in {key["fields"][0] for key in keys}
