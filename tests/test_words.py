from __future__ import annotations

import re
from datetime import date

import pytest

from frontmap.statuses import Status
from frontmap.words import direction, word, words_of, written_day

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize("key", list(words_of("en")))
def test_every_word_is_there_in_both_languages_and_the_arabic_one_is_arabic(key: str) -> None:
    assert word(key, "en")
    assert ARABIC.search(word(key, "ar"))
    assert not ARABIC.search(word(key, "en"))


def test_every_status_has_a_word_and_a_definition() -> None:
    for status in Status:
        assert word(f"status.{status}", "en")
        assert word(f"status.{status}.definition", "en")


def test_a_day_is_written_out_in_english() -> None:
    assert written_day(date(2018, 5, 3), "en") == "3 May 2018"


def test_a_day_is_written_out_in_arabic_with_the_month_names_of_syria() -> None:
    assert written_day(date(2018, 5, 3), "ar") == "3 أيار 2018"


def test_a_month_of_each_year_has_a_name_of_its_own() -> None:
    for language in ("en", "ar"):
        names = {written_day(date(2018, month, 1), language) for month in range(1, 13)}
        assert len(names) == 12


def test_arabic_runs_from_right_to_left() -> None:
    assert (direction("ar"), direction("en")) == ("rtl", "ltr")


def test_a_word_that_is_not_there_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        word("no.such.word", "en")
