"""Names that a reader cannot tell apart, each planted in the tiny atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planting import ACTORS, AREAS, VOICES, Edit, faults_of, plant

if TYPE_CHECKING:
    from pathlib import Path

GREEN = f"{ACTORS}:3 name"


def told(folder: Path) -> list[tuple[str, str, str, str]]:
    return [(str(f.where), f.code, f.found, f.severity) for f in faults_of(folder)]


@pytest.mark.parametrize(
    ("edit", "where", "found"),
    [
        ((ACTORS, "Green party", "Blue party"), GREEN, "'Blue party', which blue is called too"),
        # a Cyrillic a, a letter without width, and a wide letter
        (
            (ACTORS, "Green party", "Blue p\u0430rty"),
            GREEN,
            "'Blue p\u0430rty', which looks like 'Blue party' of blue",
        ),
        (
            (ACTORS, "Green party", "Blue\u200b party"),
            GREEN,
            r"'Blue\u200b party', which looks like 'Blue party' of blue",
        ),
        (
            (ACTORS, "Green party", "\uff22lue party"),
            GREEN,
            "'\uff22lue party', which looks like 'Blue party' of blue",
        ),
        ((ACTORS, "GRN", "BLU"), f"{ACTORS}:3 short", "'BLU', which blue is called too"),
        (
            (ACTORS, "الحزب الأخضر", "الحزب الأزرق"),
            f"{ACTORS}:3 name_ar",
            "'الحزب الأزرق', which blue is called too",
        ),
        (
            (VOICES, "Blue media", "Green media"),
            f"{VOICES}:4 name",
            "'Green media', which green-media is called too",
        ),
        (
            (AREAS, "Southwest field", "North\u2060 field"),
            f"{AREAS} feature 2 name",
            r"'North\u2060 field', which looks like 'North field' of north",
        ),
    ],
)
def test_a_name_that_looks_like_another_is_a_warning(
    copy_of_tiny: Path, edit: Edit, where: str, found: str
) -> None:
    plant(copy_of_tiny, edit)
    assert [(where, "double-name", found, "warning")] == told(copy_of_tiny)


@pytest.mark.parametrize(
    ("edit", "where", "word"),
    [
        ((ACTORS, "Green party", "No data"), GREEN, "No data"),
        ((ACTORS, "Green party", "C\u043entested"), GREEN, "C\u043entested"),
        ((ACTORS, "Green party", "Inconnu"), GREEN, "Inconnu"),
        ((AREAS, "North field", "no  data"), f"{AREAS} feature 1 name", "no  data"),
    ],
)
def test_a_party_or_an_area_that_is_called_like_a_state_is_a_warning(
    copy_of_tiny: Path, edit: Edit, where: str, word: str
) -> None:
    plant(copy_of_tiny, edit)
    assert [(where, "own-word", f"{word!r}, by which the map calls a state", "warning")] == told(
        copy_of_tiny
    )


def test_the_actor_that_is_always_there_is_called_as_the_map_calls_it(copy_of_tiny: Path) -> None:
    assert told(copy_of_tiny) == []
