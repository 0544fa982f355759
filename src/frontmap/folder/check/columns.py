"""The rules that follow from what `frontmap.folder.tables` says of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.errors import Fault
from frontmap.folder.check.references import with_article
from frontmap.folder.tables import ATLAS, CONTROL, TABLES
from frontmap.names import looks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.errors import Where
    from frontmap.folder.check.references import References, Rule
    from frontmap.model import Record

__all__ = ["RULES"]


def id_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield a fault for each id that a table has twice."""
    del names
    for table in (table for table in TABLES if table.has_ids):
        first: dict[str, Where] = {}
        for row in table.of(record):
            if row.id in first:
                found = f"{row.id!r}, which {first[row.id]} has too"
                yield Fault(row.where.at("id"), "double-id", found, "an id of its own")
            first.setdefault(row.id, row.where)


def reference_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield a fault for each id that a column refers to and the other table does not have.

    Rulings are judged by the module `rulings`, which looks at each of their states once.
    """
    for table in TABLES:
        if table.file == CONTROL or table.file == ATLAS in names.broken:
            continue
        for column in table.columns:
            if column.refers is None:
                continue
            of, what = column.refers.table, column.refers.what
            for row in table.of(record):
                value = getattr(row, column.field)
                ids = [value] if isinstance(value, str) else sorted(value)
                yield from names.faults(
                    row.where, column.name, ids, table=of, what=what, besides=column.besides
                )


def name_faults(record: Record, names: References) -> Iterator[Fault]:
    """Yield a fault for each row without a name that it must have in some language."""
    del names
    for table in TABLES:
        needed = [column for column in table.columns if column.required and column.translated]
        for column in needed:
            for row in table.of(record):
                text = getattr(row, column.field)
                if not any(looks(said)[0] for said in text.texts):
                    at, found = row.where.at(column.name), f"no {column.name}"
                    found += f": {text.first!r} shows nothing" if text else ""
                    yield Fault(at, "empty-cell", found, with_article(column.name))


RULES: tuple[Rule, ...] = (id_faults, reference_faults, name_faults)
