"""How much is taken at most, in one place; a message that refuses something says its limit."""

from __future__ import annotations

#: Bytes of a text of the data, such as an id of a side, in the name of a file. File systems take
#: 255 for a whole name, which has days and a language, too.
FILE_NAME_BYTES = 80

#: Letters of a path: systems take no more.
PATH_LETTERS = 4096
