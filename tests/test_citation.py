"""CITATION.cff says what pyproject.toml says: version, authors, licences, addresses."""

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


def test_the_package_names_the_licences_of_its_code_of_its_data_and_of_what_pages_hold() -> None:
    licences = [CITATION["license"], *(one["license"] for one in CITATION["references"])]
    assert "MIT" == licences[0]
    assert set(licences) == set(PROJECT["license"].split(" AND "))


def test_the_full_text_of_each_licence_is_packed() -> None:
    packed = [path for pattern in PROJECT["license-files"] for path in TOP.glob(pattern)]
    texts = "".join(path.read_text("utf-8") for path in packed)
    for first_words in (
        "MIT License",
        "Redistribution and use in source and binary forms",
        "Attribution 4.0 International",
        "ODC Open Database License (ODbL)",
    ):
        assert first_words in texts


def test_the_citation_and_the_package_have_the_same_addresses() -> None:
    cited = {CITATION[key] for key in ("url", "repository-code") if key in CITATION}
    assert cited <= set(PROJECT.get("urls", {}).values())
    assert bool(cited) == bool(PROJECT.get("urls"))
