from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR

from frontmap.atlas import Atlas
from frontmap.model import Text
from frontmap.outputs.deck import make_deck
from frontmap.outputs.deck.chart import series_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

DAYS = [date(2001, 1, day) for day in (1, 4)]


def deck_of(atlas: Atlas, days: list[date], language: str = "en") -> tuple[Deck, bytes]:
    content, _ = make_deck(atlas, days=days, language=language)
    return Presentation(io.BytesIO(content)), content


def charts(deck: Deck) -> list[tuple[Slide, object]]:
    return [
        (slide, shape.chart)  # type: ignore[attr-defined]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def test_the_chart_has_a_day_for_each_of_the_span_and_a_band_for_each_party(
    tiny_atlas: Atlas,
) -> None:
    deck, _ = deck_of(tiny_atlas, DAYS)
    ((slide, chart),) = charts(deck)
    assert XL_CHART_TYPE.AREA_STACKED == chart.chart_type  # type: ignore[attr-defined]
    plot = chart.plots[0]  # type: ignore[attr-defined]
    assert [f"{day} January 2001" for day in (1, 2, 3, 4)] == list(plot.categories)
    names = [one.name for one in plot.series]
    assert ["Blue party", "Green party", "contested / shared"] == names
    assert slide.shapes.title is not None
    title = "km² held by each party, 1 January 2001 to 4 January 2001"
    assert title == slide.shapes.title.text


def test_the_bands_add_up_to_all_that_is_known(builtin: Atlas) -> None:
    figures = builtin.figures(builtin.default_episode())
    bands = series_of(builtin, figures, "en")
    for number, day in enumerate(figures):
        whole = sum(band.km2[number] or 0 for band in bands)
        assert whole <= day.known_km2 + 0.01
    assert all(any(band.km2) for band in bands)


def test_a_band_has_its_actor_s_colour_of_the_theme_and_the_contested_one_stripes(
    tiny_atlas: Atlas,
) -> None:
    deck, _ = deck_of(tiny_atlas, DAYS)
    ((_, chart),) = charts(deck)
    fills = [one.format.fill for one in chart.plots[0].series]  # type: ignore[attr-defined]
    accents = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2)
    assert accents == tuple(fill.fore_color.theme_color for fill in fills[:2])
    assert MSO_FILL.PATTERNED == fills[2].type


def test_a_deck_of_one_day_has_no_chart(tiny_atlas: Atlas) -> None:
    deck, _ = deck_of(tiny_atlas, DAYS[:1])
    assert [] == charts(deck)


def test_each_episode_has_a_chart_of_its_own(builtin: Atlas) -> None:
    days = [date(2015, 4, 1), date(2015, 4, 4), date(2018, 4, 19), date(2018, 4, 21)]
    deck, _ = deck_of(builtin, days)
    assert [4, 3] == [len(list(chart.plots[0].categories)) for _, chart in charts(deck)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "turned"), [("en", False), ("ar", True)])
def test_time_runs_as_the_language_does(
    tiny_atlas: Atlas,
    language: str,
    turned: bool,  # noqa: FBT001 - a column of the table
) -> None:
    ((_, chart),) = charts(deck_of(tiny_atlas, DAYS, language)[0])
    assert turned is chart.category_axis.reverse_order  # type: ignore[attr-defined]


def test_a_name_is_never_a_formula_and_the_workbook_has_no_hour(tiny_atlas: Atlas) -> None:
    hostile = Text.of(en='=HYPERLINK("http://a","b")<c>')
    actors = tuple(replace(actor, name=hostile) for actor in tiny_atlas.record.actors)
    atlas = Atlas(replace(tiny_atlas.record, actors=actors))
    deck, content = deck_of(atlas, DAYS)
    ((_, chart),) = charts(deck)
    assert hostile.to("en") == chart.plots[0].series[0].name  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (name,) = [one for one in package.namelist() if one.endswith(".xlsx")]
        inside = package.read(name)
    sheet = load_workbook(io.BytesIO(inside))["Sheet1"]
    assert ("s", hostile.to("en")) == (sheet["B1"].data_type, sheet["B1"].value)
    assert "1 January 2001" == sheet["A2"].value
    with zipfile.ZipFile(io.BytesIO(inside)) as book:
        assert {(2001, 1, 4, 0, 0, 0)} == {entry.date_time for entry in book.infolist()}
        assert b"2001-01-04T00:00:00Z" in book.read("docProps/core.xml")


def test_the_chart_says_in_words_what_it_shows(tiny_atlas: Atlas) -> None:
    deck, _ = deck_of(tiny_atlas, DAYS)
    ((slide, _),) = charts(deck)
    (shape,) = [one for one in slide.shapes if one.has_chart]
    told = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    assert "1 January 2001: Blue party " in told
    assert "km²" in told
