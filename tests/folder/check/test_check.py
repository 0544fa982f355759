"""The rules of the data together. Word for word, `test_bad_input.py` holds what they say."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING

from planting import faults_of

from frontmap.folder import check
from frontmap.folder.check import check_record
from frontmap.folder.read import read_record

if TYPE_CHECKING:
    from pathlib import Path


def test_the_tiny_atlas_is_sound(tiny: Path) -> None:
    assert () == faults_of(tiny)


def test_an_atlas_without_areas_or_episodes_says_so(tiny: Path) -> None:
    record, _ = read_record(tiny)
    faults = check_record(replace(record, areas=(), episodes=(), rulings=(), captions=()))
    assert {"no-area", "no-episode"} <= {fault.code for fault in faults}


def test_every_rule_of_every_module_is_applied() -> None:
    """A function that takes a record and names, and a module with rules, are easily forgotten."""
    found = []
    for one in pkgutil.iter_modules(check.__path__):
        module = import_module(f"{check.__name__}.{one.name}")
        rules = [
            f for name, f in vars(module).items() if name.endswith("_faults") and name[0] != "_"
        ]
        found += [f for f in rules if [*signature(f).parameters] == ["record", "names"]]
    assert set(check.RULES) == set(found)
    assert len(check.RULES) == len(found)
