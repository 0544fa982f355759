from __future__ import annotations

import subprocess
import sys

from frontmap.drawing.choices import Labels, Orientation, Paper, Purpose


def test_what_the_command_line_takes_is_one_word_each() -> None:
    for choices in (Labels, Orientation, Paper, Purpose):
        assert all(value.isalnum() and value == value.lower() for value in choices)


def test_the_command_line_knows_them_before_anything_is_drawn() -> None:
    """Else every command would wait for what draws."""
    script = (
        "import sys, frontmap.drawing.choices\n"
        "assert not {'frontmap.drawing.layout', 'shapely', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
