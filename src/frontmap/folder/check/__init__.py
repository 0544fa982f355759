"""Every rule of an atlas's data: judges what was read, and never reads files.

What the evidence is worth is judged in `frontmap.control.findings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.errors import Fault, Severity
from frontmap.folder.check.evidence import evidence_faults
from frontmap.folder.check.outlines import landmark_faults, outline_faults
from frontmap.folder.check.references import (
    ACTORS,
    AREAS,
    ATLAS,
    CLAIMS,
    LANDMARKS,
    SOURCES,
    VOICES,
    References,
)
from frontmap.folder.check.rulings import caption_faults, order_faults, ruling_faults, seed_faults
from frontmap.folder.check.settings import actor_faults, episode_faults, id_faults, setting_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontmap.folder.check.references import Named
    from frontmap.model import Record

__all__ = ["check_record"]


def check_record(record: Record, *, unread: Sequence[Fault] = ()) -> tuple[Fault, ...]:
    """Judge everything that must be right before an atlas can be drawn.

    Args:
        record: what was read.
        unread: the faults of reading; a reference into a table that could not be read whole is
            not held against the row that makes it.

    Returns:
        Every fault, errors and warnings, in the order of file and row.
    """
    broken = frozenset(f.where.file for f in unread if f.severity is Severity.ERROR)
    ids = {
        AREAS: tuple(area.id for area in record.areas),
        ACTORS: tuple(actor.id for actor in record.actors),
        SOURCES: tuple(source.id for source in record.sources),
        VOICES: tuple(voice.id for voice in record.voices),
        CLAIMS: tuple(claim.id for claim in record.claims),
        LANDMARKS: tuple(mark.id for mark in record.landmarks),
        "sides": tuple(dict.fromkeys(actor.side for actor in record.actors if actor.side)),
        "groups": tuple(group.id for group in record.groups),
        "episodes": tuple(episode.id for episode in record.episodes),
    }
    if ACTORS in broken:
        broken |= {"sides"}
    if ATLAS in broken or any(episode.last < episode.first for episode in record.episodes):
        broken |= {"groups", "episodes"}
    named: dict[str, Sequence[Named]] = {
        AREAS: record.areas,
        ACTORS: record.actors,
        VOICES: record.voices,
    }
    called = {
        table: {name.casefold(): row.id for row in rows for name in (row.name.ar, row.name.en)}
        for table, rows in named.items()
    }
    names = References({table: dict.fromkeys(of) for table, of in ids.items()}, broken, called)
    faults: list[Fault] = []
    for rule in _RULES:
        faults += rule(record, names)
    return tuple(sorted(faults))


_RULES: tuple[Callable[[Record, References], Iterator[Fault]], ...] = (
    id_faults,
    setting_faults,
    episode_faults,
    outline_faults,
    actor_faults,
    ruling_faults,
    order_faults,
    evidence_faults,
    caption_faults,
    landmark_faults,
    seed_faults,
)
