"""What the page shows where no script runs."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.page import render_page

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


DAY = date(2001, 1, 3)


@pytest.fixture(scope="module")
def page(tiny_atlas: Atlas) -> str:
    return render_page(tiny_atlas, day=DAY)


def test_the_plain_markup_has_map_table_and_sources(page: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    for part in (
        "<svg",
        "North field",
        "Blue party",
        "Herald of the fields",
        "3 January 2001",
        "Blue takes the southeast field.",
    ):
        assert part in markup


def test_an_account_opens_as_that_account(tiny_atlas: Atlas) -> None:
    page = render_page(tiny_atlas.account("blue-media"), day=DAY)
    assert "as told by Blue media." in page
