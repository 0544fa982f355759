"""The Arabic page in Chromium: its words are Arabic, and what is in other letters says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

#: What has letters of its own in any language: the atlas's texts of its licences and of what others
#: call a party, what a reader wrote in the address, and ids.
EXEMPT = ".fm-about, .fm-parties, .fm-notice, code, a[href], .fm-language"
LATIN = """(exempt) => {
  const found = [];
  const latin = /\\p{sc=Latin}/u;
  const isOther = (element) => element.closest(`${exempt}, script, style, [lang]:not([lang=ar])`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (latin.test(data) && !isOther(parentElement)) found.push(data);
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "alt", "aria-valuetext", "placeholder"]) {
      const text = element.getAttribute(name) ?? "";
      if (latin.test(text) && !isOther(element)) found.push(`${name}: ${text}`);
    }
  }
  return found;
}"""
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize(
    "state",
    [
        "#2018-05-03;lang=ar",
        "#2018-05-03;area=hajar-middle;lang=ar",
        "#2018-05-07;area=asali;as=side:government;vs=atlas;lang=ar",
        "#2017-03-20;area=jobar;lang=ar",
        "#2018-05-22;area=yarmouk-south;as=is-media;lang=ar",
    ],
)
def test_no_latin_letter_stands_on_the_arabic_page_unmarked(
    shared: Callable[..., Any], state: str
) -> None:
    with shared(state) as page:
        page.evaluate(UNFOLD)
        page.wait_for_selector(".fm-words[open] li")
        page.wait_for_selector(".fm-list[open] td")
        assert page.evaluate(LATIN, EXEMPT) == []


def test_doubts_units_and_vague_days_are_written_as_arabic_writes_them(
    shared: Callable[..., Any],
) -> None:
    with shared("#2018-05-03;area=hajar-middle;lang=ar") as page:
        assert page.locator(".leaflet-control-scale-line").inner_text() in {"1 كم", "2 كم"}
        assert " كم² " in page.locator(".fm-outline").inner_text()
        page.evaluate(UNFOLD)
        sources = page.locator(".fm-sources").inner_text()
        assert re.findall(r"\([^)]*(?:\d{4}-\d\d|~)", sources) == []
        assert "نحو " in sources
        assert "؟" in page.locator(".leaflet-container").inner_text()
