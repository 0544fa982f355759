"""What an import is made of says its texts in the language of what names none."""

from __future__ import annotations

from frontmap.importing.plan import Plan


def plan(*languages: str) -> Plan:
    return Plan(title="", file="who.csv", areas=(), metric_crs="", joined={}, holders=None,
                languages=languages)  # fmt: skip


def test_texts_are_in_the_first_language_and_without_one_in_english() -> None:
    assert "fr" == plan("fr", "ar").language
    assert ("fr",) == plan("fr", "ar").text("Nord").languages
    assert "en" == plan().language


def test_own_words_are_in_all_languages() -> None:
    assert ("fr", "ar") == plan("fr", "ar").own_text("new.record").languages
