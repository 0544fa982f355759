"""How much frontmap takes in: what is larger is refused at once, and the message says the limit."""

from __future__ import annotations

__all__ = [
    "CELLS",
    "DAYS",
    "FEATURES",
    "FILE_BYTES",
    "JSON_DEPTH",
    "UNPACKED_BYTES",
    "WKB_COLLECTIONS",
]

#: The most cells of a sheet in a workbook; empty ones before the last of a row count, too.
CELLS = 1_000_000
#: The most days of an atlas, in all of its episodes: 2,700 years.
DAYS = 1_000_000
#: The most features that are read of a file of outlines.
FEATURES = 1_000_000
#: The largest file that is read whole, in bytes: 512 MiB. What Python makes of such a text takes
#: up to ten times as much.
FILE_BYTES = 1 << 29
#: How deep lists and objects may lie in one another in JSON.
JSON_DEPTH = 100
#: The most bytes to which what is read of a zip file, a .kmz or a workbook may unpack: 512 MiB.
UNPACKED_BYTES = 1 << 29
#: The most geometries of one feature that hold further ones, in well-known binary.
WKB_COLLECTIONS = 1_000
