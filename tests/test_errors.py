from __future__ import annotations

import pkgutil
import subprocess
import sys
from datetime import date

import pytest

import frontmap
from frontmap.errors import (
    DataError,
    Fault,
    FrontmapError,
    MissingPackageError,
    RequestError,
    Severity,
    Where,
    any_error,
    refuse_errors,
    require_package,
)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where("geodata/control.csv", 3, "since"), "geodata/control.csv:3 since"),
        (Where("geodata/control.csv", 3), "geodata/control.csv:3"),
        (Where("outlines.kml", 3, "geometry"), "outlines.kml feature 3 geometry"),
        (Where("geodata/control.csv"), "geodata/control.csv"),
        (Where("geodata/atlas.toml", 0, "title"), "geodata/atlas.toml title"),
    ],
)
def test_a_place_is_said_as_file_row_and_column(where: Where, said: str) -> None:
    assert said == str(where)


def test_another_column_of_the_same_row_keeps_file_and_row() -> None:
    assert Where("a.csv", 3, "since") == Where("a.csv", 3, "area").at("since")


def test_a_fault_says_where_what_was_found_what_is_expected_and_what_was_meant() -> None:
    fault = Fault(Where("a.csv", 2, "area"), "unknown-area", "'nort'", "an area", "north")
    assert (
        "a.csv:2 area: unknown-area: found 'nort'; expected an area (did you mean north?)"
        == str(fault)
    )


def test_a_fault_without_a_near_name_does_not_guess() -> None:
    fault = Fault(Where("a.csv", 2, "area"), "unknown-area", "'zzz'", "an area")
    assert "a.csv:2 area: unknown-area: found 'zzz'; expected an area" == str(fault)


def test_faults_are_kept_in_the_order_of_file_and_row() -> None:
    faults = [
        Fault(Where("b.csv", 1), "x", "f", "e"),
        Fault(Where("a.csv", 10), "x", "f", "e"),
        Fault(Where("a.csv", 2), "x", "f", "e"),
    ]
    assert [("a.csv", 2), ("a.csv", 10), ("b.csv", 1)] == [
        (fault.where.file, fault.where.row) for fault in DataError(faults).faults
    ]


def test_a_fault_that_several_steps_met_is_said_once() -> None:
    fault = Fault(Where("--encoding"), "unknown-encoding", "'hex'", "an encoding of texts")
    assert (fault,) == DataError([fault, fault]).faults


def test_a_data_error_says_every_fault_on_a_line_of_its_own() -> None:
    faults = [Fault(Where("a.csv", row), "x", "f", "e") for row in (1, 2)]
    assert "a.csv:1: x: found f; expected e\na.csv:2: x: found f; expected e" == str(
        DataError(faults)
    )


def test_only_errors_are_refused_and_all_of_them() -> None:
    kinds = (Severity.ERROR, Severity.WARNING, Severity.FINDING, Severity.ERROR)
    faults = [Fault(Where("a.csv", n), "x", "f", "e", severity=k) for n, k in enumerate(kinds)]
    refuse_errors(faults[1:3])
    with pytest.raises(DataError) as refused:
        refuse_errors(faults)
    assert (faults[0], faults[3]) == refused.value.faults


@pytest.mark.parametrize("kind", [DataError, MissingPackageError, RequestError])
def test_every_refusal_is_caught_as_one_kind(kind: type[Exception]) -> None:
    assert issubclass(kind, FrontmapError)


def test_a_fault_writes_out_what_a_terminal_would_obey() -> None:
    fault = Fault(Where("a.csv", 1, "na\x1b[31mme"), "extra-column", "x", "y")
    assert r"a.csv:1 na\x1b[31mme: extra-column: found x; expected y" == str(fault)


def test_a_feature_is_called_a_feature() -> None:
    assert "geodata/areas.geojson feature 3 geometry" == str(
        Where("geodata/areas.geojson", 3, "geometry")
    )


def test_faults_of_one_place_are_told_by_severity_then_area_then_day() -> None:
    where = Where("a.csv", 1)
    in_order = (
        Fault(where, "x", "f", "e", severity=Severity.ERROR),
        Fault(where, "x", "f", "e", severity=Severity.FINDING),
        Fault(where, "x", "f", "e", severity=Severity.FINDING, subject="north"),
        Fault(where, "x", "f", "e", severity=Severity.FINDING, subject="north", day=date(1, 2, 3)),
        Fault(where, "x", "f", "e", severity=Severity.WARNING),
    )
    assert in_order == tuple(sorted((in_order[4], in_order[2], in_order[0], *in_order[1::2])))


def test_an_error_is_told_from_what_is_none() -> None:
    faults = [Fault(Where("a.csv", n), "x", "f", "e", severity=s) for n, s in enumerate(Severity)]
    assert any_error(faults)
    assert not any_error(faults[1:])


def test_a_package_that_is_there_is_not_asked_for() -> None:
    require_package("json", extra="pictures", what="PNG and PDF")


def test_a_missing_package_is_named_with_what_needs_it_and_the_command_that_installs_it() -> None:
    with pytest.raises(MissingPackageError) as refused:
        require_package("no_such_package", extra="pictures", what="PNG and PDF")
    assert ("no_such_package", "pictures") == (refused.value.package, refused.value.extra)
    assert "PNG and PDF need no_such_package" in str(refused.value)
    assert "pip install 'frontmap[pictures]'" in str(refused.value)


def test_every_module_but_the_one_of_pixels_can_be_imported_without_the_extras() -> None:
    """They are asked for when they are used; `raster` is imported by then."""
    names = [module.name for module in pkgutil.walk_packages(frontmap.__path__, "frontmap.")]
    names = [name for name in names if not name.endswith((".raster", ".__main__"))]
    assert len(names) > 50
    script = (
        "import importlib, sys\n"
        "extras = 'resvg_py typst fontTools PIL pptx openpyxl pyarrow hijridate convertdate'\n"
        "for package in extras.split():\n"
        "    sys.modules[package] = None\n"
        f"for name in {names}:\n"
        "    importlib.import_module(name)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
