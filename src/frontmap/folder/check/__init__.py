"""The rules that the data of an atlas must keep; they judge a `Record`, and read no file.

A rule is a function that takes a record and yields faults. To add one, write it in the module that
it fits and put its name into that module's `RULES`. Doubts about the evidence are another thing:
they are found by `frontmap.control.findings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.folder.check import (
    alike,
    annotation,
    colours,
    columns,
    evidence,
    outlines,
    rulings,
    settings,
)
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
    *alike.RULES,
    *settings.RULES,
    *colours.RULES,
    *outlines.RULES,
    *rulings.RULES,
    *annotation.RULES,
    *evidence.RULES,
)


def check_record(record: Record, *, unread: Sequence[Fault] = ()) -> tuple[Fault, ...]:
    """Find everything that must be put right before an atlas can be drawn.

    Args:
        record: what was read.
        unread: the faults of reading. A reference is not checked where the table that it leads to
            could not be read whole.

    Returns:
        Every fault, errors and warnings, in the order of file and row.
    """
    names = references_of(record, unread)
    return tuple(sorted(fault for rule in RULES for fault in rule(record, names)))
