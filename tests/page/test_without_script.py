"""What the page shows where no script runs."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from planting import SOURCES, plant

from frontmap.atlas import read_atlas
from frontmap.page import render_page
from frontmap.page.without_script import picture

if TYPE_CHECKING:
    from pathlib import Path

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


def test_without_a_script_an_assumed_state_stands_in_brackets_and_is_called_so(
    assumed_atlas: Atlas,
) -> None:
    markup = picture(assumed_atlas.on(DAY), "en")
    assert "(BLU)" in markup
    assert "<td>assumed\n" in markup
    assert "assumed" in markup


def test_an_account_opens_as_that_account(tiny_atlas: Atlas) -> None:
    page = render_page(tiny_atlas.account("blue-media"), day=DAY)
    assert "as told by Blue media." in page


def test_a_row_names_all_who_are_in_an_area(tiny_atlas: Atlas) -> None:
    rows = picture(tiny_atlas.on(date(2001, 1, 2)), "en")
    assert "Southeast field<td>Green party / Blue party<td>contested<td>low" in rows


def test_an_area_without_data_has_no_holder(tiny_atlas: Atlas) -> None:
    rows = picture(tiny_atlas.account("green-media").on(date(2001, 1, 1)), "en")
    assert "North field<td><td>no data<td>" in rows


def test_of_very_many_areas_the_table_is_by_actor(
    tiny_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.page.without_script.MANY_AREAS", 2)
    rows = picture(tiny_atlas.on(date(2001, 1, 2)), "en")
    assert "North field" not in rows
    assert '<th scope="row">Blue party</th><td>2.46</td><td>1.23</td><td>3,332</td>' in rows


def test_a_description_in_the_place_of_a_title_is_not_set_like_one(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (SOURCES, "Herald of the fields", "[A map of the fields]"))
    markup = picture(read_atlas(copy_of_tiny).on(DAY), "en")
    assert "Herald: [A map of the fields] (4 January 2001)\n" in markup
    assert "<cite>News of the fields</cite>" in markup


def test_without_a_script_a_day_without_a_map_has_no_data_and_no_front(moving_atlas: Atlas) -> None:
    markup = picture(moving_atlas.on(date(2001, 1, 4)), "en")
    assert "no data: the record says nothing of this day" in markup
    assert "Front in all" not in markup
    assert "Front in all" in picture(moving_atlas.on(DAY), "en")


def test_a_sentence_says_in_each_language_that_there_is_a_slider_and_what_it_needs(
    tiny_atlas: Atlas,
) -> None:
    markup = picture(tiny_atlas.on(DAY), "ar")
    arabic = '<p lang="ar" dir="rtl">في هذه الصفحة شريط تنتقل به من يوم إلى يوم.'
    english = '<p lang="en" dir="ltr">This page has a slider that leads from day to day.'
    assert -1 < markup.index(arabic) < markup.index(english)


def test_the_list_of_sources_says_the_language_of_most_and_a_source_says_another(
    copy_of_tiny: Path,
) -> None:
    markup = picture(read_atlas(copy_of_tiny).on(DAY), "ar")
    assert '<ol class="fm-sources" lang="en">' in markup
    assert '<li lang="' not in markup
    plant(copy_of_tiny, (SOURCES, "Herald,2001-01-04,,en", "Herald,2001-01-04,,ar"))
    markup = picture(read_atlas(copy_of_tiny).on(DAY), "en")
    assert '<li lang="ar">' in markup
