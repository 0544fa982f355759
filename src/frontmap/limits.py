"""How much frontmap takes: every limit on sizes, in one place and in the order of the alphabet.

What is larger is refused at once, and the message says the limit. `docs/format.md` lists them.
"""

from __future__ import annotations

__all__ = [
    "CELLS",
    "COLOURS",
    "CROWDED_LINES",
    "CROWDED_OUTLINES",
    "DAYS",
    "DRAWN_DAYS",
    "DRAWN_LETTERS",
    "FAULTS_OF_A_KIND",
    "FEATURES",
    "FILE_BYTES",
    "FILE_NAME_BYTES",
    "HANDOUT_DAYS",
    "LEVELS",
    "LINE_LETTERS",
    "NAME_LETTERS",
    "PATH_LETTERS",
    "PICTURE_PIXELS",
    "PIXELS",
    "PRINTED_LINES",
    "QUOTED_LETTERS",
    "TEXT_LETTERS",
    "UNPACKED_BYTES",
    "WKB_COLLECTIONS",
]

#: Cells of a sheet in a workbook; empty ones before the last of a row count, too.
CELLS = 1_000_000
#: Parties of an episode whose colours are compared with one another; a map of more is a warning.
COLOURS = 200
#: Straight lines of other outlines within reach of one that no neighbour shares, on the average.
CROWDED_LINES = 200
#: Outlines that lie on or beside one without a shared line, on the average; side by side in a plane
#: there are fewer than six.
CROWDED_OUTLINES = 20
#: Days of an atlas, in all of its episodes: 2,700 years.
DAYS = 1_000_000
#: Days of which one file has a map each: an animation, a deck, a handout, a sheet. A map takes a
#: tenth of a second.
DRAWN_DAYS = 1_000
#: Letters of a text that is drawn whole: a caption, a headline, an annotation, the attribution.
DRAWN_LETTERS = 2_000
#: Faults of one kind in one file that are printed where not all of them are.
FAULTS_OF_A_KIND = 5
#: Features that are read of a file of outlines.
FEATURES = 1_000_000
#: Bytes of a file that is read whole, 512 MiB. What Python makes of such a text takes up to ten
#: times as much.
FILE_BYTES = 1 << 29
#: Bytes of a text of the data, such as an id of a side, in the name of a file. File systems take
#: 255 for a whole name, which has days and a language, too.
FILE_NAME_BYTES = 80
#: Days of which one file has sheets for a class: setting them takes 12 MB of memory a day.
HANDOUT_DAYS = 100
#: Lists, objects and tables inside one another in JSON and TOML.
LEVELS = 100
#: Letters of a line that is printed; how many more there are is said.
LINE_LETTERS = 2_000
#: Letters of an id, a name, a title or a short code.
NAME_LETTERS = 200
#: Letters of a path: systems take no more.
PATH_LETTERS = 4096
#: Pixels of a picture's height: many parties, or long names of theirs, make its legend high.
PICTURE_PIXELS = 20_000
#: Pixels of a PNG, or of all frames of an animation; each takes 6 bytes of memory, and in an
#: animation 15.
PIXELS = 300_000_000
#: Faults, or notes, that are printed one by one; of more than these, some of each kind.
PRINTED_LINES = 200
#: Letters of what the data say, as a fault or a message shows it; how many there are is said.
QUOTED_LETTERS = 80
#: Letters of any other text in a cell or a setting.
TEXT_LETTERS = 20_000
#: Bytes to which what is read of a zip file, a .kmz or a workbook may unpack: 512 MiB.
UNPACKED_BYTES = 1 << 29
#: Geometries of one feature that hold further ones, in well-known binary.
WKB_COLLECTIONS = 1_000
