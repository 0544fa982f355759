from __future__ import annotations

from itertools import chain

import pytest

from frontmap.outputs.deck.bibliography import COLUMNS, LAST_SOURCES, fitting, pages

SHORT = "A title, 2001."


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_every_source_stands_on_one_page_in_the_order_of_the_sources(count: int) -> None:
    texts = [f"{number}: {SHORT}" for number in range(count)]
    assert texts == list(chain.from_iterable(pages(texts)))


def test_few_sources_stand_beside_the_method_alone() -> None:
    assert pages([SHORT] * 3) == [[SHORT] * 3]


def test_a_full_slide_of_sources_has_no_room_for_another() -> None:
    first, *_ = pages([SHORT] * 200)
    assert sum(fitting([SHORT] * 200, box) for box in COLUMNS) == len(first)


def test_the_sources_beside_the_method_fit_there() -> None:
    *_, last = pages([SHORT] * 200)
    assert fitting(last, LAST_SOURCES) == len(last)


def test_a_source_too_long_for_a_column_still_gets_a_slide() -> None:
    endless = "word " * 5000
    assert pages([endless, SHORT]) == [[endless], [SHORT]]
