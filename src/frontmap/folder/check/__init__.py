"""Every rule of an atlas's data: judges what was read, and never reads files.

A rule is a function of a record that yields faults. It stands in the `RULES` of its module: a
further one is a function and a name in that list. What the evidence is worth is judged in
`frontmap.control.findings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.folder.check import columns, evidence, outlines, rulings, settings
from frontmap.folder.check.references import references_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.errors import Fault
    from frontmap.folder.check.references import Rule
    from frontmap.model import Record

__all__ = ["RULES", "check_record"]

#: All rules. Their order does not matter, for faults are sorted.
RULES: tuple[Rule, ...] = (
    *columns.RULES,
    *settings.RULES,
    *outlines.RULES,
    *rulings.RULES,
    *evidence.RULES,
)


def check_record(record: Record, *, unread: Sequence[Fault] = ()) -> tuple[Fault, ...]:
    """Judge everything that must be right before an atlas can be drawn.

    Args:
        record: what was read.
        unread: the faults of reading; a reference into a table that could not be read whole is
            not held against the row that makes it.

    Returns:
        Every fault, errors and warnings, in the order of file and row.
    """
    names = references_of(record, unread)
    return tuple(sorted(fault for rule in RULES for fault in rule(record, names)))
