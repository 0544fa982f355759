"""How much frontmap takes: every limit on sizes, in one place and in the order of the alphabet.

What is refused by a limit is told at once, with the limit. `docs/format.md` lists them.
"""

from __future__ import annotations

__all__ = [
    "DRAWN_LETTERS",
    "FAULTS_OF_A_KIND",
    "FILE_BYTES",
    "LEVELS",
    "LINE_LETTERS",
    "NAME_LETTERS",
    "PRINTED_LINES",
    "QUOTED_LETTERS",
    "TEXT_LETTERS",
]

#: Letters of a text that is drawn whole: a caption, a headline, an annotation, the attribution.
DRAWN_LETTERS = 2_000
#: Faults of one kind in one file that are printed where not all of them are.
FAULTS_OF_A_KIND = 5
#: Bytes of a file that is read whole, 512 MiB. What Python makes of such a text takes up to ten
#: times as much.
FILE_BYTES = 1 << 29
#: Lists and tables inside one another in TOML and JSON, geometries aside.
LEVELS = 50
#: Letters of a line that is printed; how many more there are is said.
LINE_LETTERS = 2_000
#: Letters of an id, a name, a title or a short code.
NAME_LETTERS = 200
#: Faults, or notes, that are printed one by one; of more than these, some of each kind.
PRINTED_LINES = 200
#: Letters of what the data say, as a fault or a message shows it; how many there are is said.
QUOTED_LETTERS = 80
#: Letters of any other text in a cell or a setting.
TEXT_LETTERS = 20_000
