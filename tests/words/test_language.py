from __future__ import annotations

from datetime import date

import pytest

from frontmap.words import language_of
from frontmap.words.language import Language

#: A language of which nothing is said that need not be.
PLAIN = Language(
    tag="xx",
    locale="xx",
    name="Plain",
    mark="X",
    direction="ltr",
    months=tuple(f"month{number}" for number in range(1, 13)),
)
#: One that does all in another way.
OTHER = Language(
    tag="yy",
    locale="yy-YY",
    name="Other",
    mark="Y",
    direction="rtl",
    months=tuple(f"m{number}" for number in range(1, 13)),
    colon="\u00a0: ",
    quotes=("«\u00a0", "\u00a0»"),
    decimal=",",
    thousands=".",
    first_of_month="1st",
    letters="\u0600-\u06ff",
)


def test_numbers_are_written_with_the_marks_of_the_language() -> None:
    written = [language_of(tag).number(1234.56, 1) for tag in ("en", "ar", "fr")]
    assert written == ["1,234.6", "1,234.6", "1\u202f234,6"]
    assert language_of("fr").number(999) == "999"


@pytest.mark.parametrize(
    ("value", "decimals", "plain", "other"),
    [
        (0, 0, "0", "0"),
        (999, 1, "999.0", "999,0"),
        (1000, 0, "1,000", "1.000"),
        (1234567.891, 2, "1,234,567.89", "1.234.567,89"),
        (-1234.5, 1, "-1,234.5", "-1.234,5"),
    ],
)
def test_the_marks_of_thousands_and_decimals_are_not_taken_for_one_another(
    value: float, decimals: int, plain: str, other: str
) -> None:
    assert (PLAIN.number(value, decimals), OTHER.number(value, decimals)) == (plain, other)


def test_the_arrow_points_the_way_in_which_the_language_is_read() -> None:
    assert [(language.rtl, language.arrow) for language in (PLAIN, OTHER)] == [
        (False, "→"),
        (True, "←"),
    ]


def test_a_label_keeps_the_space_before_its_colon_and_not_the_one_after_it() -> None:
    assert (PLAIN.labelled("Note", "so"), PLAIN.labelled("Note")) == ("Note: so", "Note:")
    assert (OTHER.labelled("Note", "so"), OTHER.labelled("Note")) == (
        "Note\u00a0: so",
        "Note\u00a0:",
    )


def test_what_is_quoted_stands_in_the_marks_of_the_language() -> None:
    assert (PLAIN.quoted("a"), OTHER.quoted("a")) == ("“a”", "«\u00a0a\u00a0»")


@pytest.mark.parametrize(
    ("day", "plain", "other"),
    [
        (date(2018, 5, 1), "1 month5 2018", "1st m5 2018"),
        (date(2018, 5, 11), "11 month5 2018", "11 m5 2018"),
        (date(1999, 12, 31), "31 month12 1999", "31 m12 1999"),
    ],
)
def test_only_the_first_of_a_month_may_be_written_in_another_way(
    day: date, plain: str, other: str
) -> None:
    assert (PLAIN.day(day), OTHER.day(day)) == (plain, other)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("حقل", True),
        ("Field حقل", True),
        ("Field", False),
        ("Champ é", False),
        ("12–14", True),
        ("", True),
    ],
)
def test_a_text_is_in_a_language_that_has_one_of_its_letters_or_where_it_has_none(
    text: str,
    may: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert OTHER.writes(text) is may
    assert PLAIN.writes(text)
