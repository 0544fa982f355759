"""A payload as text that can stand in a page, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payloads import DAY

from frontmap.page.payload.encoding import from_text, to_text
from frontmap.page.payload.pack import build_payload

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


def test_nothing_in_the_text_can_be_markup(tiny_atlas: Atlas) -> None:
    assert not set(to_text(build_payload(tiny_atlas, day=DAY))) & set("<>&\"'")


def test_a_text_of_any_length_is_read_as_it_was_written() -> None:
    for length in range(40):
        payload = {"borders": [1] * length, "texts": "".join(map(chr, range(200, 200 + length)))}
        assert payload == from_text(to_text(payload))


def test_the_same_atlas_gives_the_same_text(tiny_atlas: Atlas) -> None:
    first, second = (to_text(build_payload(tiny_atlas, day=DAY)) for _ in range(2))
    assert first == second


def test_a_payload_of_any_size_is_packed_in_its_own_way_and_read_alike() -> None:
    small = {"words": "so it is", "borders": [1, 2, 3], "texts": ["held", "مسيطر"]}
    large = small | {"areas": [*range(200_000)]}
    assert [small, large] == [from_text(to_text(payload)) for payload in (small, large)]
