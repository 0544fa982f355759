from __future__ import annotations

import subprocess
import sys

from frontmap.importing.options import DateOrder, EndRule, ImportOptions, TableShape


def test_the_choices_are_known_before_anything_heavy_is_imported() -> None:
    watch = (
        "import sys\n"
        "import frontmap.importing.options\n"
        "print([name for name in ('numpy', 'shapely', 'pyogrio') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_the_words_of_the_choices_are_those_of_the_command_line() -> None:
    shapes = ["wide", "long", "intervals", "asof", "changes", "packed", "snapshots", "spans"]
    assert shapes == list(TableShape)
    assert ["dmy", "mdy", "ymd", "excel"] == list(DateOrder)
    assert ["inclusive", "exclusive"] == list(EndRule)


def test_nothing_is_assumed_that_the_user_does_not_say() -> None:
    said = ImportOptions()
    assert (None, None, None, None) == (said.shape, said.order, said.end, said.holds)
    assert (0, False) == (said.near, said.skip_unmatched)
