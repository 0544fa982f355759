"""What frontmap itself says, in each language of which there is a file here, and days written out.

Names and notes come from the atlas; the interface's words stand here, so that a map, a page, a
table and a slide call one thing by one word. A language is one module with `LANGUAGE` and `WORDS`,
and its file is all that it needs.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from frontmap.model import Text
from frontmap.words.language import Language, is_language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from types import ModuleType

    from frontmap.days import Span

__all__ = [
    "FALLBACK",
    "LANGUAGES",
    "Language",
    "direction",
    "in_language",
    "is_language_tag",
    "labelled",
    "language_of",
    "located",
    "own_text",
    "word",
    "words_of",
    "written_day",
    "written_in",
    "written_span",
]

#: The language of letters of which nothing else is known, and the first one of `LANGUAGES`.
FALLBACK = "en"

#: The tags of the languages in which the interface's words are there.
LANGUAGES: tuple[str, ...] = (
    FALLBACK,
    *sorted({module.name for module in iter_modules(__path__)} - {FALLBACK, "language"}),
)

#: What stands between the pieces of a locator, such as `para 7, sentences 1 and 2`.
_PIECES = re.compile(r"(, |; | and | to )")

#: A piece: what it is, and perhaps its number, or its first and its last; or a number alone.
_PIECE = re.compile(
    r"(?!$)([a-z]+(?:[ '][a-z]+)*\.?)?(?:(?:^|(?<=[a-z.]) )([0-9]+(?:[-\u2013][0-9]+)?))?"
)

#: Other ways of writing a piece.
_SHORT_PIECES = {"p.": "page", "paragraph": "para"}

#: Languages without words here that are written from right to left (ISO 639).
_RIGHT_TO_LEFT = frozenset(
    {"ara", "arc", "ckb", "dv", "fa", "fas", "he", "heb", "pes", "ps", "sd", "syr", "ug", "ur",
     "yi"}
)  # fmt: skip


@cache
def language_of(tag: str) -> Language:
    """Return the language with this tag.

    Names and notes of an atlas may be in any language. Where frontmap has no words in it, only its
    direction is known.
    """
    if tag not in LANGUAGES:
        direction = "rtl" if tag in _RIGHT_TO_LEFT else "ltr"
        months = language_of(FALLBACK).months
        return Language(
            tag=tag,
            locale=tag,
            name=tag,
            mark=tag.upper(),
            direction=direction,
            months=months,
        )
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
    return language_of(language).day(day)


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


def labelled(label: str, text: str, language: str) -> str:
    """Return a label, a colon, and what it is of, as `Language.labelled` does."""
    return language_of(language).labelled(label, text)


def in_language(tag: str, language: str) -> str:
    """Say which language a text is in: `in Arabic`."""
    words = words_of(language)
    name = words.get(f"language.{tag}") or words["language.other"].format(tag=tag)
    return words["in_language"].format(language=name)


def own_text(key: str, languages: Sequence[str], **parts: object) -> Text:
    """Return one of frontmap's words as a text of an atlas of these languages, the first one first.

    `parts` stand for the `{names}` in the words. Where frontmap has words in none of the languages
    the text is in English, and stands under the first of them.
    """
    known = {tag: word(key, tag).format(**parts) for tag in languages if tag in LANGUAGES}
    return Text.of(known or {languages[0]: word(key, FALLBACK).format(**parts)})


def located(locator: str, languages: Sequence[str]) -> Text:
    """Say where in its source a claim stands, in each of these languages, the first one first.

    A locator such as `para 9, sentence 2` is made of pieces that are known in English, each with a
    number or without. One that has another piece in it stands as it is, as a text of the first
    language.
    """
    pieces = _PIECES.split(locator)
    if any(_said(piece, FALLBACK) is None for piece in pieces[::2]):
        return Text.of({languages[0]: locator})
    said = {
        tag: "".join(
            (_joint(piece, tag) if at % 2 else _said(piece, tag)) or ""
            for at, piece in enumerate(pieces)
        )
        for tag in languages
        if tag in LANGUAGES
    }
    if FALLBACK in said:
        said[FALLBACK] = locator
    return Text.of(said or {languages[0]: locator})


def _joint(between: str, language: str) -> str:
    """Return what stands between two pieces of a locator."""
    spoken = language_of(language)
    marks = {",": spoken.comma, ";": spoken.semicolon}
    return marks.get(between.strip()) or word(f"locator.{between.strip()}", language)


def _said(piece: str, language: str) -> str | None:
    """Say a piece of a locator; nothing where it is not known."""
    found = _PIECE.fullmatch(piece.strip())
    if found is None:
        return None
    name = (found[1] or "").replace("'", "")
    key = f"locator.{_SHORT_PIECES.get(name, name.replace(' ', '_'))}"
    if name and key not in words_of(FALLBACK):
        return None
    return " ".join(part for part in (word(key, language) if name else "", found[2]) if part)


def direction(language: str) -> str:
    """Return the way `language` is written: `rtl` or `ltr`."""
    return language_of(language).direction


def written_in(text: str, language: str) -> str:
    """Return the language of a text in a page of `language`: that one, if its letters fit.

    A text in other letters, such as a Latin name on an Arabic page, is taken for English. One
    without letters keeps the language of its page.
    """
    return language if language_of(language).writes(text) else FALLBACK
