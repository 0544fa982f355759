"""What `frontmap import` writes of what it understood: an atlas, or a proposal to edit first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.errors import Fault, FrontmapError, RequestError, refuse_errors
from frontmap.files import write_atomically
from frontmap.folder.check import check_record
from frontmap.folder.write import record_files, require_free, write_new_folder
from frontmap.importing.assembling import assemble
from frontmap.importing.holders import table_of

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.importing.understanding import Understanding
    from frontmap.model import Record

__all__ = ["judge", "write_atlas", "write_proposal"]


def write_atlas(understood: Understanding, folder: Path) -> tuple[Fault, ...]:
    """Write what was understood as a new atlas, whole or not at all, and return the warnings.

    Raises:
        DataError: what was understood is no sound record.
        FrontmapError: the folder has something in it, or the file system refused.
        RequestError: what the holders mean is not settled.
    """
    require_free(folder)
    # judged before it is written, so that faults are told by the rows of the user's own files
    record, _ = _judged(understood)
    return write_new_folder(folder, record_files(record) | understood.tables)


def judge(understood: Understanding) -> tuple[Fault, ...]:
    """Judge what would be written, and return the warnings.

    Where the holders are not settled, they are taken as the proposal has them.

    Raises:
        DataError: what was understood is no sound record.
    """
    if understood.needs_holders:
        proposed = replace(understood.plan, holders=understood.proposed_holders())
        understood = replace(understood, plan=proposed, needs_holders=False)
    return _judged(understood)[1]


def write_proposal(understood: Understanding, path: Path) -> None:
    """Write the proposed table of holders, for the user to edit.

    Raises:
        FrontmapError: the file exists, and may have been edited.
        RequestError: the table needs no such proposal.
    """
    if not understood.proposal:
        raise RequestError("the table is in frontmap's own words; there is nothing to propose")
    if path.exists():
        raise FrontmapError(f"{path} exists and may have been edited; name another file")
    write_atomically(path, table_of(understood.proposal))


def _judged(understood: Understanding) -> tuple[Record, tuple[Fault, ...]]:
    if understood.needs_holders:
        ways = len(understood.proposal)
        raise RequestError(
            f"what {ways} ways of writing a holder mean is for you to say: write a proposal with "
            "--propose-holders holders.csv, edit it, and come back with --holders holders.csv"
        )
    record = assemble(understood.entries, understood.plan)
    faults = check_record(record)
    refuse_errors(faults)
    return record, tuple(faults)
