from __future__ import annotations

from itertools import chain

import pytest

from frontmap.drawing.lettering import block_height, wrapped
from frontmap.outputs.deck.bibliography import columns, pages
from frontmap.outputs.deck.places import Places
from frontmap.outputs.deck.slide import NARROWER

SHORT = "A title, 2001."
COLUMNS = Places("en").columns


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_every_text_stands_on_one_page_in_the_order_of_the_texts(count: int) -> None:
    texts = [f"{number}: {SHORT}" for number in range(count)]
    made = chain.from_iterable(pages(texts, COLUMNS))
    assert texts == list(chain.from_iterable(made))


def test_every_page_has_a_list_for_each_column() -> None:
    assert [[SHORT] * 3, []] == pages([SHORT] * 3, COLUMNS)[0]
    assert {2} == {len(page) for page in pages([SHORT] * 300, COLUMNS)}


def test_what_stands_in_a_column_fits_and_another_text_would_not() -> None:
    place = COLUMNS[0]
    first, *_ = columns([SHORT] * 200, COLUMNS)
    each = block_height(1, place.size) + place.gap
    assert len(first) * each <= place.box.height < (len(first) + 1) * each


def test_a_text_longer_than_a_column_goes_on_in_the_next_and_loses_no_word() -> None:
    endless = " ".join(f"word{number}" for number in range(3000))
    made = list(columns([endless, SHORT], COLUMNS))
    assert len(made) > 2
    assert f"{endless} {SHORT}" == " ".join(chain.from_iterable(made))
    place = COLUMNS[0]
    for texts in made:
        high = sum(
            block_height(len(wrapped(text, place.size, place.box.width / NARROWER)), place.size)
            for text in texts
        )
        assert high <= place.box.height
