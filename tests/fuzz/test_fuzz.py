"""Inputs that failed once end as they should, and so do a few hundred others.

Longer runs are by hand: README.md tells how.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from fuzz.bounded import Job, results
from fuzz.cases import Case, read_case
from fuzz.command import main
from fuzz.mutating import mutated
from fuzz.shrinking import least
from fuzz.targets import TARGETS, make
from fuzz.trying import tried

HERE = Path(__file__).resolve().parent
CORPUS = sorted((HERE / "corpus").glob("*.json"))
INPUTS = 200


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_an_input_that_failed_once_ends_as_it_should(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "1/2/3/4/input"
    folder.mkdir(parents=True)
    case = read_case(path)
    assert case.about
    assert case.ends
    assert () == tried(case, folder).failures


def test_a_few_hundred_inputs_fail_in_no_way(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE), "--inputs", str(INPUTS), "--into", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert f"all{INPUTS:20}; 0 kinds of failures" in done.stdout, done.stdout + done.stderr
    assert 0 == done.returncode


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_seed_makes_the_same_input(target: str) -> None:
    one, other = make(target, 7, 11), make(target, 7, 11)
    assert one == other
    assert one != make(target, 7, 12)


@pytest.mark.parametrize("name", ["a.csv", "a.geojson", "a.kml", "a.toml", "a.xlsx", "a.gpkg"])
def test_a_change_leaves_the_name_of_no_file_without_a_way(name: str) -> None:
    assert all(isinstance(mutated(Random(seed), name, b""), bytes) for seed in range(50))


def test_an_input_is_the_same_after_it_was_written_and_read(tmp_path: Path) -> None:
    case = Case("import", {"a": b"\xff", "b": "ب".encode()}, (("x", "\udcff"),), 1, "it", ("0",))
    (tmp_path / "case.json").write_text(case.to_json(), "utf-8")
    assert case == read_case(tmp_path / "case.json")


def test_what_fails_is_told_with_its_input_and_others_go_on() -> None:
    broken = Case("atlas", {"a/geodata/atlas.toml": b"["}, (("table", "--atlas", "a"),), 0)
    good = Case("atlas", {}, (("--version",),), 0)
    one, other = results([Job(0, case=broken), Job(1, case=good)], processes=1)
    assert ["table refuses what was accepted: bad-toml missing-file"] == [
        failure.kind for failure in one.outcome.failures
    ]
    assert (broken, ("0",), None) == (one.case, other.outcome.ends, other.case)


def test_the_least_that_fails_is_found() -> None:
    assert (3, 7) == least(range(20), lambda some: {3, 7} <= {*some})


def test_a_run_that_was_stopped_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--target", "recipe", "--processes", "1", "--into", str(tmp_path)]
    main([*said, "--inputs", "2"])
    first = capsys.readouterr().out
    main([*said, "--inputs", "4"])
    assert "goes on after 2 inputs" in capsys.readouterr().out
    assert "recipe                2" in first
