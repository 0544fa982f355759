"""How much frontmap takes: every limit on sizes, in one place and in the order of the alphabet.

What is larger is refused at once, and the message says the limit.
"""

from __future__ import annotations

__all__ = [
    "CELLS",
    "DAYS",
    "FEATURES",
    "FILE_BYTES",
    "FILE_NAME_BYTES",
    "JSON_DEPTH",
    "PATH_LETTERS",
    "UNPACKED_BYTES",
    "WKB_COLLECTIONS",
]

#: Cells of a sheet in a workbook; empty ones before the last of a row count, too.
CELLS = 1_000_000
#: Days of an atlas, in all of its episodes: 2,700 years.
DAYS = 1_000_000
#: Features that are read of a file of outlines.
FEATURES = 1_000_000
#: Bytes of a file that is read whole, 512 MiB. What Python makes of such a text takes up to ten
#: times as much.
FILE_BYTES = 1 << 29
#: Bytes of a text of the data, such as an id of a side, in the name of a file. File systems take
#: 255 for a whole name, which has days and a language, too.
FILE_NAME_BYTES = 80
#: How deep lists and objects may lie in one another in JSON.
JSON_DEPTH = 100
#: Letters of a path: systems take no more.
PATH_LETTERS = 4096
#: Bytes to which what is read of a zip file, a .kmz or a workbook may unpack: 512 MiB.
UNPACKED_BYTES = 1 << 29
#: Geometries of one feature that hold further ones, in well-known binary.
WKB_COLLECTIONS = 1_000
