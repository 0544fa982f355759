from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import frontmap
from frontmap.days import parse_span
from frontmap.model import Text
from frontmap.statuses import Status
from frontmap.words import (
    LANGUAGES,
    direction,
    in_language,
    labelled,
    language_of,
    located,
    own_text,
    word,
    words_of,
    written_day,
    written_span,
)

PACKAGE = Path(frontmap.__file__).parent
ARABIC = re.compile(r"[\u0600-\u06ff]")
PLACEHOLDER = re.compile(r"\{\w+\}")
#: How a word is asked for in the page's scripts and templates, by its whole key or its beginning.
ASKED = re.compile(r"""\b(?:word|sentence)\(\s*["'`]([a-z_.0-9]+)["'`]""")
LITERAL = re.compile(r"""["']([a-z_.0-9]+)["']""")
COMPUTED = re.compile(r"`([a-z_.]+\.)\$\{[^`]*\}([a-z_.]*)`")
#: The further words that French marks with a space before them.
FRENCH_MARK = re.compile(r"[;:?!»]")


@dataclass
class Keys:
    """Keys that the code asks for, those that may be keys, and beginnings and ends of computed."""

    asked: set[str]
    literal: set[str]
    computed: set[tuple[str, str]]

    def uses(self, key: str) -> bool:
        return key in self.literal or any(
            key.startswith(begin) and key.endswith(end) and len(key) > len(begin + end)
            for begin, end in self.computed
        )


@cache
def keys_in_code() -> Keys:
    keys = Keys(set(), set(), set())
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "words" or path.stem not in LANGUAGES:
            _of_python(ast.parse(path.read_text("utf-8")), keys)
    for path in (*PACKAGE.rglob("*.mjs"), *PACKAGE.rglob("*.html")):
        text = path.read_text("utf-8")
        keys.asked |= set(ASKED.findall(text))
        keys.literal |= set(LITERAL.findall(text))
        keys.computed |= set(COMPUTED.findall(text))
    return keys


def _of_python(tree: ast.Module, keys: Keys) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            keys.literal.add(node.value)
        if isinstance(node, ast.JoinedStr):
            first, last = node.values[0], node.values[-1]
            begin = first.value if isinstance(first, ast.Constant) else ""
            end = last.value if isinstance(last, ast.Constant) and len(node.values) > 1 else ""
            if isinstance(begin, str) and re.fullmatch(r"[a-z_]+\.", begin):
                keys.computed.add((begin, str(end)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first_argument = node.args[0] if node.args else None
            if node.func.id == "word" and isinstance(first_argument, ast.Constant):
                keys.asked.add(str(first_argument.value))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_places_to_fill(tag: str) -> None:
    assert set(words_of(tag)) == set(words_of("en"))
    assert all(words_of(tag).values())
    for key, text in words_of("en").items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(word(key, tag))), key


@pytest.mark.parametrize("key", list(words_of("en")))
def test_every_word_is_used(key: str) -> None:
    assert keys_in_code().uses(key)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_name_in_every_other(tag: str) -> None:
    assert all(f"language.{tag}" in words_of(other) for other in LANGUAGES)


def test_no_word_is_asked_for_that_is_not_there() -> None:
    assert keys_in_code().asked
    assert keys_in_code().asked <= set(words_of("en"))


@pytest.mark.parametrize("key", list(words_of("en")))
def test_the_words_are_written_in_letters_of_their_language(key: str) -> None:
    assert ARABIC.search(word(key, "ar"))
    assert not any(ARABIC.search(word(key, tag)) for tag in LANGUAGES if tag != "ar")


@pytest.mark.parametrize("key", list(words_of("fr")))
def test_french_has_a_no_break_space_before_its_marks(key: str) -> None:
    text = word(key, "fr")
    for mark in FRENCH_MARK.finditer(text):
        assert text[mark.start() - 1] == ("\u00a0" if mark[0] in ":»" or "«" in text else "\u202f")
    assert all(text[mark.end()] == "\u00a0" for mark in re.finditer("«", text))
    assert "'" not in text


def test_every_status_has_a_word_and_a_definition() -> None:
    for status in Status:
        assert word(f"status.{status}", "en")
        assert word(f"status.{status}.definition", "en")


@pytest.mark.parametrize(
    ("tag", "first", "third"),
    [
        ("en", "1 May 2018", "3 May 2018"),
        ("ar", "1 أيار 2018", "3 أيار 2018"),
        ("fr", "1er mai 2018", "3 mai 2018"),
    ],
)
def test_a_day_is_written_out_as_the_language_does(tag: str, first: str, third: str) -> None:
    days = [written_day(date(2018, 5, day), tag) for day in (1, 3)]
    assert days == [first, third]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[2018-04-28..2018-05-01]", "entre le 28 avril 2018 et le 1er mai 2018"),
        ("[2018-05-06,2018-05-13]", "6 mai 2018 ou 13 mai 2018"),
        ("2018-04-20~", "vers le 20 avril 2018"),
        ("..2018-04-18", "18 avril 2018 (ou avant)"),
    ],
)
def test_a_vague_date_is_written_out_in_french(written: str, said: str) -> None:
    assert written_span(parse_span(written), "fr") == said


def test_a_month_of_each_year_has_a_name_of_its_own() -> None:
    for language in LANGUAGES:
        names = {written_day(date(2018, month, 1), language) for month in range(1, 13)}
        assert len(names) == 12


def test_arabic_runs_from_right_to_left() -> None:
    assert [direction(tag) for tag in ("en", "ar", "fr")] == ["ltr", "rtl", "ltr"]


@pytest.mark.parametrize(("tag", "written"), [("fa", "rtl"), ("tr", "ltr")])
def test_of_a_language_without_words_the_direction_is_known(tag: str, written: str) -> None:
    assert (language_of(tag).tag, direction(tag)) == (tag, written)


def test_a_label_has_the_colon_of_its_language() -> None:
    assert labelled("Note", "so", "en") == "Note: so"
    assert labelled("Note", "ainsi", "fr") == "Note\u00a0: ainsi"
    assert [labelled("Note", "", tag) for tag in ("en", "fr")] == ["Note:", "Note\u00a0:"]


@pytest.mark.parametrize(
    ("tag", "language", "said"),
    [
        ("en", "ar", "بالإنكليزية"),
        ("ar", "en", "in Arabic"),
        ("tr", "fr", "en turc"),
        ("xx", "en", "in the language “xx”"),
    ],
)
def test_the_language_of_a_text_is_named(tag: str, language: str, said: str) -> None:
    assert in_language(tag, language) == said


def test_the_unknown_actor_is_called_so_in_the_languages_of_the_atlas() -> None:
    assert own_text("actor.unknown", ("fr", "tr", "en")) == Text.of(fr="Inconnu", en="Unknown")
    assert own_text("actor.unknown", ("tr",)) == Text.of(tr="Unknown")


def test_a_word_that_is_not_there_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        word("no.such.word", "en")
    with pytest.raises(KeyError):
        word("note", "tr")


@pytest.mark.parametrize(
    ("locator", "arabic", "french"),
    [
        ("para 9, sentence 2", "الفقرة 9، الجملة 2", "paragraphe 9, phrase 2"),
        ("note 1, para 2", "الحاشية 1، الفقرة 2", "note 1, paragraphe 2"),
        ("paragraph 3-4", "الفقرة 3-4", "paragraphe 3-4"),
        ("p. 7", "الصفحة 7", "page 7"),
        ("map note", "ملاحظة على الخريطة", "note sur la carte"),
        ("excerpt", "مقتطف", "extrait"),
        ("paras 1, 4 and 5", "الفقرات 1، 4 و5", "paragraphes 1, 4 et 5"),
        ("paras 1 to 3", "الفقرات 1 إلى 3", "paragraphes 1 à 3"),
        (
            "para 7, sentence 1; para 10",
            "الفقرة 7، الجملة 1؛ الفقرة 10",
            "paragraphe 7, phrase 1\u202f; paragraphe 10",
        ),
        (
            "editor's note, date and result",
            "ملاحظة المحرر، التاريخ والنتيجة",
            "note de la rédaction, date et résultat",
        ),
    ],
)
def test_a_locator_is_said_in_every_language(locator: str, arabic: str, french: str) -> None:
    assert located(locator, ("en", "ar", "fr")) == Text.of(en=locator, ar=arabic, fr=french)
    assert located(locator, ("fr",)) == Text.of(fr=french)


@pytest.mark.parametrize("locator", ["caption, the left picture", "09:20", "folio 3", "para 3 4"])
def test_a_locator_with_an_unknown_piece_stands_in_the_first_language(locator: str) -> None:
    assert located(locator, ("en", "ar")) == Text.of(en=locator)


def test_where_no_place_is_given_none_is_said() -> None:
    assert not located("", ("en", "ar"))
