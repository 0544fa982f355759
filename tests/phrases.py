"""Which areas the words for a place name, by the table of docs/method.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from frontmap.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontmap.model import Claim

#: What a claim is about when it tells who was where; a share of a place is of the whole of it.
FIGHTING = {
    ClaimKind.CONTROL, ClaimKind.CLASH, ClaimKind.FORCE, ClaimKind.EVACUATION,
    ClaimKind.AGREEMENT,
}  # fmt: skip
#: Words around a place's name that change nothing in what it names.
BEFORE = re.compile(
    r"^(the|an?|on|in|at|within|inside|around|near|over|towards|(axis|axes|edges?|outskirts|all|most|"
    r"parts?|whole|large parts) of|entrance (to|of)|a part of|(some )?buildings in|entire)\s+"
)
AFTER = re.compile(
    r"\s+(areas?|district|neighbou?rhood|quarter|town|axis|fronts?|entirely|whole|itself)$"
)


@dataclass(frozen=True)
class Phrase:
    """One row of the table: words, the days and the kinds of claims for which they name areas."""

    words: tuple[str, ...]
    first: date
    last: date
    of: str
    areas: frozenset[str]

    def of_claim(self, claim: Claim) -> bool:
        """Whether the row is about claims like this one."""
        fighting = claim.kind in FIGHTING and claim.share is None
        told = {"": True, "fighting": fighting, "people": not fighting}[self.of]
        return told and self.first <= claim.date.last <= self.last


def bare(words: str) -> str:
    """The words for a place without those that change nothing in what it names."""
    text, before = words.casefold().replace("’", "'").strip(" ."), ""
    while text != before:
        before, text = text, BEFORE.sub("", text)
    return AFTER.sub("", text)


def phrases(rows: Iterable[Sequence[str]]) -> list[Phrase]:
    """The rows of the table: words apart by ` / `, days, what the claims are about, areas."""
    found = []
    for words, days, of, areas, *_ in rows:
        first, _, last = days.partition("..")
        found.append(
            Phrase(
                tuple(bare(each) for each in words.split(" / ")),
                date.fromisoformat(first) if first else date.min,
                date.fromisoformat(last or first) if first else date.max,
                of,
                frozenset(areas.replace("`", "").replace("none", "").split()),
            )
        )
    return found


def named_areas(claim: Claim, table: Sequence[Phrase]) -> frozenset[str] | None:
    """The areas that the place of a claim names; `None` where the table does not have its words.

    Where it has not the whole, the place is a list, and each part of it names its own.
    """
    whole = _row(claim.place, claim, table)
    if whole is not None:
        return whole.areas
    parts = [
        part for part in re.split(r",\s*|\s+and\s+|;\s*|\s+or\s+", claim.place) if part.strip()
    ]
    rows = [_row(part, claim, table) for part in parts]
    if not rows or None in rows:
        return None
    return frozenset().union(*(row.areas for row in rows if row))


def _row(words: str, claim: Claim, table: Sequence[Phrase]) -> Phrase | None:
    wanted = bare(words)
    return next((row for row in table if wanted in row.words and row.of_claim(claim)), None)
