"""What frontmap itself says, in each language of which there is a file here, and days written out.

Names and notes come from the atlas; the interface's words stand here, so that a map, a page, a
table and a slide call one thing by one word. A language is one module with `LANGUAGE` and `WORDS`,
and its file is all that it needs.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from frontmap.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from types import ModuleType

    from frontmap.days import Span

__all__ = [
    "LANGUAGES",
    "Language",
    "direction",
    "language_of",
    "word",
    "words_of",
    "written_day",
    "written_in",
    "written_span",
]

#: The language of a text of which nothing else is known, and the first one of `LANGUAGES`.
_FIRST = "en"

#: The tags of the languages in which the interface's words are there.
LANGUAGES: tuple[str, ...] = (
    _FIRST,
    *sorted(
        module.name for module in iter_modules(__path__) if module.name not in {_FIRST, "language"}
    ),
)


@cache
def language_of(tag: str) -> Language:
    """Return the language with this tag.

    Raises:
        KeyError: its words are not there.
    """
    found = _module(tag).LANGUAGE
    assert isinstance(found, Language)  # noqa: S101 - tells the type of what a module has
    return found


@cache
def words_of(tag: str) -> Mapping[str, str]:
    """Return the interface's words in a language: key to text.

    Raises:
        KeyError: they are not there.
    """
    found: Mapping[str, str] = _module(tag).WORDS
    return found


def _module(tag: str) -> ModuleType:
    if tag not in LANGUAGES:
        raise KeyError(tag)
    return import_module(f"frontmap.words.{tag}")


def word(key: str, language: str) -> str:
    """Return one of frontmap's own words in `language`, a tag of `LANGUAGES`.

    Raises:
        KeyError: there is no such key, or no such language.
    """
    return words_of(language)[key]


def written_day(day: date, language: str) -> str:
    """Write a day out: `3 May 2018`, or `3 أيار 2018`."""
    return f"{day.day} {language_of(language).months[day.month - 1]} {day.year}"


def written_span(span: Span, language: str) -> str:
    """Write a vague date out: `between 28 April 2018 and 30 April 2018`."""
    if span.first is None:
        return f"{written_day(span.last, language)} ({word('since_or_earlier', language)})"
    if span.exact:
        return written_day(span.last, language)
    if span.choices:
        joint = f" {word('span.or', language)} "
        return joint.join(written_day(day, language) for day in span.choices)
    first, last = written_day(span.first, language), written_day(span.last, language)
    if span.text.endswith("~"):
        middle = span.first + (span.last - span.first) / 2
        return f"{word('span.about', language)} {written_day(middle, language)}"
    if span.lasts:
        return f"{first} – {last}"
    return word("span.between", language).format(first=first, last=last)


def direction(language: str) -> str:
    """Return the way `language` is written: `rtl` or `ltr`."""
    return language_of(language).direction


def written_in(text: str, language: str) -> str:
    """Return the language of a text in a page of `language`: that one, if its letters fit.

    A text in other letters, such as a Latin name on an Arabic page, is taken for English. One
    without letters keeps the language of its page.
    """
    return language if language_of(language).writes(text) else _FIRST
