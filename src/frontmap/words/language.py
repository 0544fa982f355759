"""A language as a value: all that depends on it but the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What frontmap needs to know of a language to write in it.

    Attributes:
        tag: its short tag (BCP 47), which `--lang` takes and which ends columns: `name_ar`.
        locale: the tag with the region whose spelling is used, for programs that ask for one.
        name: what it calls itself.
        direction: `ltr` or `rtl`.
        comma: between the items of a list, with its space.
        semicolon: between parts of a sentence, with its space.
        question: the question mark, which stands for a doubt.
        months: the names of the twelve months as they stand in a date.
        letters: the letters of its script, as the inside of a character class; empty for Latin.
    """

    tag: str
    locale: str
    name: str
    direction: str
    comma: str
    semicolon: str
    question: str
    months: tuple[str, ...]
    letters: str = ""

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self.direction == "rtl"

    @property
    def arrow(self) -> str:
        """The arrow that points the way in which it is read."""
        return "←" if self.rtl else "→"

    def writes(self, text: str) -> bool:
        """Tell whether a text may be in this language: it has a letter of its script, or none."""
        if not self.letters or not any(char.isalpha() for char in text):
            return True
        return re.search(f"[{self.letters}]", text) is not None
