"""The rules of names by which a reader tells things apart: no two look the same.

Letters that look alike, and letters that nobody sees, make two names of what looks like one; on a
map the ground of one party is then the other's. Such names are warnings, for they may be meant.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import Fault, Severity
from frontmap.folder.tables import translations
from frontmap.model import UNKNOWN
from frontmap.names import looks
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontmap.errors import Where
    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Record

__all__ = ["RULES"]


class _Named(NamedTuple):
    """A text by which a reader tells a row from others, and the days on which the row is there."""

    text: str
    id: str
    where: Where
    first: date = date.min
    last: date = date.max


def double_name_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of names that look like another one of their table in the same language."""
    del names
    for heading, language in translations("name", record.languages):
        areas = [
            _Named(
                area.name.exact(language),
                area.id,
                area.where.at(heading),
                area.first or date.min,
                area.last or date.max,
            )
            for area in record.areas
        ]
        yield from _alike(areas)
        for rows in (record.actors, record.voices):
            named = [_Named(r.name.exact(language), r.id, r.where.at(heading)) for r in rows]
            yield from _alike(named)
    for heading, language in translations("short", record.languages):
        shorts = [_Named(a.short.exact(language), a.id, a.where.at(heading)) for a in record.actors]
        yield from _alike(shorts)


def _alike(rows: Sequence[_Named]) -> Iterator[Fault]:
    told: set[str] = set()
    for form in (0, 1):
        alike: dict[str, list[_Named]] = {}
        for row in rows:
            if row.text:
                alike.setdefault(looks(row.text)[form], []).append(row)
        for namesakes in alike.values():
            for before, after in pairwise(sorted(namesakes, key=lambda row: row.first)):
                # an id that a table has twice is a fault of its own
                doubled = after.id in {before.id, *told}
                if after.first <= before.last and not doubled:
                    told.add(after.id)
                    found = f"{after.text!r}, which {_how(before, after)}"
                    yield _warning(after.where, "double-name", found, "a name of its own")


def _how(before: _Named, after: _Named) -> str:
    one, other = (" ".join(row.text.casefold().split()) for row in (before, after))
    if one == other:
        return f"{before.id} is called too"
    return f"looks like {before.text!r} of {before.id}"


def own_word_faults(record: Record, names: References) -> Iterator[Fault]:
    """Warn of parties and areas that are called as the map itself calls a state: `No data`."""
    del names
    keys = ["actor.unknown", *(f"status.{status}" for status in Status)]
    taken = {looks(words_of(tag)[key])[0] for tag in LANGUAGES for key in keys} | {"?"}
    areas = [("name", area.id, area.where, area.name) for area in record.areas]
    actors = [("name", actor.id, actor.where, actor.name) for actor in record.actors]
    shorts = [("short", actor.id, actor.where, actor.short) for actor in record.actors]
    for column, key, where, text in (*areas, *actors, *shorts):
        for heading, language in translations(column, record.languages):
            if key != UNKNOWN and looks(text.exact(language))[0] in taken:
                found = f"{text.exact(language)!r}, by which the map calls a state"
                yield _warning(where.at(heading), "own-word", found, "a name of its own")


def _warning(where: Where, code: str, found: str, expected: str) -> Fault:
    return Fault(where, code, found, expected, severity=Severity.WARNING)


RULES: tuple[Rule, ...] = (double_name_faults, own_word_faults)
