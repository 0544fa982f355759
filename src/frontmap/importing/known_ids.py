"""The ids that an import gave before, by which it knows its rows again when it is repeated.

People may correct a row that import wrote: its title, its date, its id. What the row said when
import wrote it therefore stands beside its digest, and counts more than what it says now.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontmap.folder.tables import AREAS, CLAIMS, SOURCES, VOICES
from frontmap.model import ClaimKind, Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontmap.model import Area, Claim, Record

__all__ = ["KnownIds", "Said", "is_said", "said_of", "told_apart"]

#: What tells the claims of a table apart: its source, its day, its areas, and of an event its
#: number or its words.
Said = tuple[str, str, tuple[str, ...], str]
#: Where a summary says that a claim stands; a row that comes between moves all that follow it.
_ROW = re.compile(r"^.*?[,،]\s\w+\s\d+\s?:\s")
#: Outlines are the same up to so many degrees: coordinates are rounded when they are written.
_ROUNDED = 2e-6


def said_of(claim: Claim) -> Said:
    """Return what tells a claim apart from the others that import makes."""
    state = claim.kind is ClaimKind.CONTROL and claim.extent is Extent.WHOLE
    told = "" if state else claim.locator or _ROW.sub("", claim.summary.first)
    since = claim.date.first or claim.date.last
    return claim.source, since.isoformat(), claim.areas, told


def is_said(told: str) -> bool:
    """Tell whether this is how `told_apart` writes what tells a claim apart."""
    try:
        source, day, areas, words = json.loads(told)
    except (ValueError, TypeError, RecursionError):
        return False
    texts = [source, day, words, *(areas if isinstance(areas, list) else [None])]
    return all(isinstance(text, str) for text in texts)


def told_apart(record: Record) -> dict[str, dict[str, str]]:
    """Return what tells each row apart that import makes, by file and id."""
    return {
        SOURCES: {source.id: source.title for source in record.sources},
        VOICES: {voice.id: voice.name.first for voice in record.voices},
        CLAIMS: {c.id: json.dumps(said_of(c), ensure_ascii=False) for c in record.claims},
        AREAS: {area.id: area.name.first for area in record.areas},
    }


@dataclass(frozen=True)
class KnownIds:
    """The ids that rows have already.

    Attributes:
        names: the id of each source and of each voice, by its name.
        claims: the ids of the claims, by what tells them apart.
        areas: the id that an area has now, by the one that import gives it, where they differ.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[Said, Sequence[str]] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, record: Record, wrote: Mapping[str, Mapping[str, str]], areas: Iterable[Area] = ()
    ) -> KnownIds:
        """Return the ids of an atlas.

        Args:
            record: what stands in it now.
            wrote: what told its rows apart when import wrote them, as `told_apart` returns it.
            areas: those that import has now; an outline whose id people changed is found again.
        """
        now = told_apart(record)
        names: dict[str, str] = {}
        for file in (SOURCES, VOICES):
            for name, key in _names(now[file], wrote.get(file, {})):
                names.setdefault(name, key)
        renamed = _renamed(record.areas, wrote.get(AREAS, {}), areas)
        sources = {key: names[name] for key, name in wrote.get(SOURCES, {}).items()}
        before = {
            key: _with(json.loads(told), sources, renamed)
            for key, told in wrote.get(CLAIMS, {}).items()
        }
        own = {claim.id: said_of(claim) for claim in record.claims if claim.id not in before}
        there = {key: said for key, said in before.items() if key in now[CLAIMS]}
        claims: dict[Said, list[str]] = defaultdict(list)
        for key, said in {**there, **own, **before}.items():
            claims[said].append(key)
        return cls(names, claims, renamed)


def _names(now: Mapping[str, str], wrote: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return names with their ids: as import wrote them, as they are, and those that have gone."""
    kept = [(name, key) for key, name in wrote.items() if key in now]
    return [*kept, *((name, key) for ids in (now, wrote) for key, name in ids.items())]


def _with(told: Sequence[str], sources: Mapping[str, str], areas: Mapping[str, str]) -> Said:
    source, day, named, words = told
    return sources.get(source, source), day, tuple(areas.get(a, a) for a in named), words


def _renamed(
    now: Sequence[Area], wrote: Mapping[str, str], areas: Iterable[Area]
) -> dict[str, str]:
    """Return the ids that people gave to outlines that import wrote, by import's."""
    known = {area.id for area in now}
    own = [area for area in now if area.id not in wrote]
    gone = (area for area in areas if area.id in wrote and area.id not in known)
    same = (
        (area.id, other.id)
        for area in gone
        for other in own
        if area.polygon.equals_exact(other.polygon, _ROUNDED)
        and (area.first, area.last) == (other.first, other.last)
    )
    return dict(same)
