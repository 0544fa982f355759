"""Links are shorter and lead to the same place."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.page.payload.links import shortened


def test_letters_stand_for_their_escapes() -> None:
    assert shortened("https://a.example/%D8%A3%D8%AE/?n=1") == "https://a.example/أخ/?n=1"


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/a%20b%2Fc%3Fd%25",  # what the address would mean otherwise
        "https://a.example/%d8%a3",  # comes back in capitals
        "https://a.example/%C7%E1",  # another encoding
        "https://a.example/%E2%80%AE",  # turns what is read
        "https://a.example/%C2%A0",
        "",
    ],
)
def test_what_would_not_come_back_as_it_was_stays(link: str) -> None:
    assert shortened(link) == link


@given(st.text())
def test_escaped_anew_it_is_the_same_link(text: str) -> None:
    escaped = quote(text)
    assert quote(shortened(escaped), safe="/%") == escaped
