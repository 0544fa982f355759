"""The limits, and the page of the docs that tells them.

`FRONTMAP_REFRESH_GOLDEN=1` writes the table of limits in `docs/format.md` anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from frontmap import limits

SOURCE = Path(limits.__file__).read_text("utf-8")
FORMAT = Path(__file__).resolve().parents[1] / "docs" / "format.md"
BEGIN, END = "<!-- limits -->\n\n", "\n\n<!-- end of limits -->"

#: The comment above each limit, and its name.
SAID = re.findall(r"\n((?:#: .*\n)+)([A-Z_]+) = ", SOURCE)


def table() -> str:
    """What `docs/format.md` says of the limits."""
    lines = ["| limit | at most | of what |", "|---|---|---|"]
    for comment, name in SAID:
        words = " ".join(comment.replace("#: ", "").split())
        lines.append(f"| `{name}` | {getattr(limits, name):,} | {words} |")
    return "\n".join(lines)


def test_limits_are_numbers_in_the_order_of_their_names() -> None:
    assert sorted(limits.__all__) == limits.__all__
    assert all(isinstance(getattr(limits, name), int) for name in limits.__all__)


def test_each_limit_says_above_it_what_it_is() -> None:
    assert limits.__all__ == [name for _, name in SAID]


def test_the_format_s_page_has_the_limits() -> None:
    page = FORMAT.read_text("utf-8")
    before, after = page.split(BEGIN)
    written, rest = after.split(END, maxsplit=1)
    if os.environ.get("FRONTMAP_REFRESH_GOLDEN"):
        written = table()
        FORMAT.write_text(before + BEGIN + written + END + rest, "utf-8", newline="\n")
    assert table() == written
