"""A language as a value: all that depends on it but the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.model import Doubt

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Language", "is_language_tag"]

_TAG = re.compile("[a-z]{2,3}")


def is_language_tag(text: str) -> bool:
    """Tell whether a text has the form of a language's short tag: two or three small letters."""
    return _TAG.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What frontmap needs to know of a language to write in it.

    Attributes:
        tag: its short tag (BCP 47), which `--lang` takes and which ends columns: `name_ar`.
        locale: the tag with the region whose spelling is used, for programs that ask for one.
        name: what it calls itself.
        mark: what stands for it beside a text, in its own letters.
        direction: `ltr` or `rtl`.
        comma: between the items of a list, with its space.
        semicolon: between parts of a sentence, with its spaces.
        colon: between a label and what it is of, with its spaces.
        quotes: before and after what is quoted, with their spaces.
        question: the question mark, which stands for a doubt.
        decimal: between the whole and the parts of a number.
        thousands: between each three digits of a long number.
        first_of_month: what is written of the first day of a month; elsewhere it is the number.
        months: the names of the twelve months as they stand in a date.
        letters: the letters of its script, as the inside of a character class; empty for Latin.
    """

    tag: str
    locale: str
    name: str
    mark: str
    direction: str
    months: tuple[str, ...]
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    quotes: tuple[str, str] = ("“", "”")
    question: str = "?"
    decimal: str = "."
    thousands: str = ","
    first_of_month: str = "1"
    letters: str = ""

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self.direction == "rtl"

    @property
    def arrow(self) -> str:
        """The arrow that points the way in which it is read."""
        return "←" if self.rtl else "→"

    def labelled(self, label: str, text: str = "") -> str:
        """Return a label, a colon, and what it is of: `Note: …`; without that, `Note:`."""
        return f"{label}{self.colon}{text}" if text else f"{label}{self.colon.rstrip(' ')}"

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def doubted(self, code: str, doubt: Doubt) -> str:
        """Return a short name or a code as it says a doubt: `GOV?` uncertain, `(GOV)` assumed."""
        if doubt is Doubt.ASSUMED:
            return f"({code})"
        return f"{code}{self.question}" if doubt is Doubt.UNCERTAIN else code

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with so many decimals, in groups of three digits: `1,234.5`."""
        whole, _, parts = f"{value:,.{decimals}f}".partition(".")
        whole = whole.replace(",", self.thousands)
        return f"{whole}{self.decimal}{parts}" if parts else whole

    def day(self, day: date) -> str:
        """Return a day written out: `3 May 2018`."""
        number = self.first_of_month if day.day == 1 else str(day.day)
        return f"{number} {self.months[day.month - 1]} {day.year}"

    def writes(self, text: str) -> bool:
        """Tell whether a text may be in this language: it has a letter of its script, or none."""
        if not self.letters or not any(char.isalpha() for char in text):
            return True
        return re.search(f"[{self.letters}]", text) is not None
