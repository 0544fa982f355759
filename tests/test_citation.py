"""CITATION.cff says what pyproject.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parents[1]
CITATION = yaml.safe_load((TOP / "CITATION.cff").read_text("utf-8"))
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_citation_names_the_version_of_the_package() -> None:
    assert PROJECT["version"] == CITATION["version"]


def test_the_citation_names_the_package_and_its_authors() -> None:
    assert PROJECT["name"] == CITATION["title"]
    assert PROJECT["authors"] == CITATION["authors"]


def test_the_citation_has_the_licences_of_code_and_data() -> None:
    data = CITATION["references"][0]
    assert PROJECT["license"] == f"{CITATION['license']} AND {data['license']}"
