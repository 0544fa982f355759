from __future__ import annotations

import ast
from pathlib import Path

from frontmap import limits

SOURCE = Path(limits.__file__).read_text("utf-8")


def test_limits_are_numbers_in_the_order_of_their_names() -> None:
    assert sorted(limits.__all__) == limits.__all__
    assert all(isinstance(getattr(limits, name), int) for name in limits.__all__)


def test_each_limit_says_above_it_what_it_is() -> None:
    lines = SOURCE.splitlines()
    set_at = [n.lineno for n in ast.parse(SOURCE).body if isinstance(n, ast.Assign)][1:]
    assert len(limits.__all__) == len(set_at)
    assert all(lines[line - 2].startswith("#: ") for line in set_at)
