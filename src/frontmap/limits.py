"""How much frontmap takes in: what is larger is refused at once, and the message says the limit."""

from __future__ import annotations

__all__ = [
    "FEATURES",
    "FILE_BYTES",
    "FILE_NAME_BYTES",
    "JSON_DEPTH",
    "UNPACKED_BYTES",
    "WKB_COLLECTIONS",
]

#: The most features that are read of a file of outlines.
FEATURES = 1_000_000
#: The largest file that is read whole, in bytes: 512 MiB. What Python makes of such a text takes
#: up to ten times as much.
FILE_BYTES = 1 << 29
#: Bytes of a text of the data, such as an id of a side, in the name of a file. File systems take
#: 255 for a whole name, which has days and a language, too.
FILE_NAME_BYTES = 80
#: How deep lists and objects may lie in one another in JSON.
JSON_DEPTH = 100
#: The most bytes to which what is read of a zip file, a .kmz or a workbook may unpack: 512 MiB.
UNPACKED_BYTES = 1 << 29
#: The most geometries of one feature that hold further ones, in well-known binary.
WKB_COLLECTIONS = 1_000
