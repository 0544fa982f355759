"""The chart of a deck: km² by who holds them, day by day, which PowerPoint can edit."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, cast

from frontmap.markup import xml_text
from frontmap.outputs.deck.places import Kind, Role
from frontmap.outputs.deck.slide import new_slide
from frontmap.telling.headings import subject_of, told_by_words
from frontmap.telling.sentences import actor_name, credits_of, square_kilometres
from frontmap.words import labelled, language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pptx.chart.chart import Chart
    from pptx.chart.data import CategoryChartData
    from pptx.dml.fill import FillFormat
    from pptx.parts.chart import ChartPart

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.front.over_days import DayFigures
    from frontmap.outputs.deck.house import House

__all__ = ["Series", "add_chart", "series_of"]

#: A longer span is drawn by as many of its days at most.
_MOST_DAYS = 1_000
#: So many days have their dates below the chart.
_DATES = 6
_LETTERS = 14.0
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """A band of the chart.

    Attributes:
        name: what it is called.
        actor: who it is; empty for what is contested or shared.
        colour: of the actor.
        km2: on each day; `None` where the record says nothing.
    """

    name: str
    actor: str
    colour: str
    km2: tuple[float | None, ...]


def series_of(atlas: Atlas, figures: Sequence[DayFigures], language: str) -> tuple[Series, ...]:
    """Return the bands of a chart: what each actor holds, then what is contested or shared.

    Bands that are nothing on every day are left out. They add up to the whole of what is known.
    """
    found = [
        Series(
            actor_name(key, atlas, language),
            key,
            actor.colour.lower(),
            tuple(_known(day, day.held_km2.get(key, 0.0)) for day in figures),
        )
        for key, actor in atlas.actors.items()
    ]
    contested, shared = (word(f"status.{status}", language) for status in ("contested", "shared"))
    amounts = tuple(_known(day, day.all_contested_km2 + day.all_shared_km2) for day in figures)
    found.append(Series(f"{contested} / {shared}", "", "", amounts))
    return tuple(one for one in found if any(one.km2))


def _known(day: DayFigures, km2: float) -> float | None:
    return round(km2, _DECIMALS) if day.known_km2 else None


@dataclass(frozen=True)
class _Span:
    """What a chart draws.

    Attributes:
        days: written out.
        series: the bands.
        last: the last day.
        language: of the chart.
    """

    days: tuple[str, ...]
    series: tuple[Series, ...]
    last: date
    language: str

    @property
    def title(self) -> str:
        """What the chart shows."""
        ends = {"first": self.days[0], "last": self.days[-1]}
        return word("deck.km2", self.language).format(**ends)

    def about(self) -> str:
        """Say what the chart shows to those who do not see it: its first and last day."""
        comma, semicolon = (getattr(language_of(self.language), m) for m in ("comma", "semicolon"))
        ends = []
        for at in (0, -1):
            told = [
                f"{one.name} {square_kilometres(km2, self.language)}"
                for one in self.series
                if (km2 := one.km2[at])
            ]
            ends.append(labelled(self.days[at], comma.join(told), self.language))
        return f"{self.title}. {semicolon.join(ends)}"


def add_chart(house: House, snapshots: Sequence[Snapshot]) -> None:
    """Add a slide with the chart of the span of some days of one episode, if they are a span."""
    first = min(snapshots, key=lambda snapshot: snapshot.day)
    span = _span(snapshots, house.places.language)
    if span is None:
        return
    slide = new_slide(house, Kind.CHART, span.title)
    about = word("deck.km2.about", span.language)
    under = (
        subject_of([first]).to(span.language),
        about,
        told_by_words(first.atlas, span.language),
    )
    slide.put(Role.SUBTITLE, [" · ".join(filter(None, under))])
    frame = slide.add_chart(_data(span))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", xml_text(span.about()))  # noqa: SLF001
    _dress(frame.chart, span, house)
    part = cast("ChartPart", frame.chart.part)
    part.chart_workbook.update_from_xlsx_blob(_workbook(span))
    slide.put(Role.SOURCE, [credits_of(first.atlas, span.language)])
    slide.finish()


def _span(snapshots: Sequence[Snapshot], language: str) -> _Span | None:
    """Return what a chart of some days of an episode draws; `None` where that is nothing."""
    days = [snapshot.day for snapshot in snapshots]
    atlas, episode = snapshots[0].atlas, snapshots[0].episode
    if min(days) == max(days):
        return None
    whole = [one for one in atlas.figures(episode) if min(days) <= one.day <= max(days)]
    step = -(-len(whole) // _MOST_DAYS)
    figures = [*whole[:-1:step], whole[-1]]
    series = series_of(atlas, figures, language)
    written = tuple(written_day(one.day, language) for one in figures)
    return _Span(written, series, max(days), language) if series else None


def _data(span: _Span) -> CategoryChartData:
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - an extra

    data = CategoryChartData(number_format="0.00")  # type: ignore[no-untyped-call]
    data.categories = span.days
    for one in span.series:
        data.add_series(xml_text(one.name), one.km2)  # type: ignore[no-untyped-call]
    return data


def _dress(chart: Chart, span: _Span, house: House) -> None:
    """Give a chart the colours of the theme, readable letters, and few dates."""
    from pptx.enum.chart import XL_LEGEND_POSITION  # noqa: PLC0415 - an extra
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    rtl = language_of(span.language).rtl
    chart.has_title, chart.has_legend = False, True
    chart.font.size = Pt(_LETTERS * house.places.unit)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    for drawn, one in zip(chart.plots[0].series, span.series, strict=True):
        _fill(drawn.format.fill, one, house)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.width = Pt(0.5)
    chart.category_axis.reverse_order = rtl
    axis = chart.category_axis._element  # noqa: SLF001 - how many dates there are has no public name
    skipped = max(1, -(-len(span.days) // _DATES))
    last = axis.find("{*}noMultiLvlLbl")
    for tag in ("tickLblSkip", "tickMarkSkip"):
        space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
        last.addprevious(parse_xml(f'<c:{tag} xmlns:c="{space}" val="{skipped}"/>'))


def _fill(fill: FillFormat, one: Series, house: House) -> None:
    """Fill a band with its actor's colour, by the theme where it has it; else with stripes."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR  # noqa: PLC0415

    if not one.actor:
        fill.patterned()  # type: ignore[no-untyped-call]
        fill.pattern = MSO_PATTERN.DARK_UPWARD_DIAGONAL
        fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
        fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        return
    fill.solid()  # type: ignore[no-untyped-call]
    if slot := house.accents.get(one.colour):
        fill.fore_color.theme_color = MSO_THEME_COLOR.from_xml(slot)
    else:
        rgb = RGBColor.from_string(one.colour[1:].upper())  # type: ignore[no-untyped-call]
        fill.fore_color.rgb = rgb


def _workbook(span: _Span) -> bytes:
    """Return the table behind a chart, where python-pptx looks for it.

    Its own writer takes a name that begins with `=` for a formula, and notes the hour.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - python-pptx brings it

    stream = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(stream, plain)
    book.set_properties({"created": datetime.combine(span.last, time())})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_column(1, 0, span.days)
    for number, one in enumerate(span.series, start=1):
        sheet.write_string(0, number, xml_text(one.name))
        sheet.write_column(1, number, one.km2)
    book.close()
    return stream.getvalue()
