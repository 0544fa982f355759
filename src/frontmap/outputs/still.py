"""Stills: the map of one or more days as a finished figure, in PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK
from frontmap.drawing.figure import EVERYTHING, Parts, plan_figure
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import columns_height, legend_sections, set_columns
from frontmap.drawing.lettering import block_height, set_words, wrapped
from frontmap.drawing.marks import Anchor, Box, Drawing, Mark, MarkGroup, Part, Words
from frontmap.drawing.picture import Picture, Placed, single
from frontmap.drawing.small_multiples import lay_out_days, shared_extent
from frontmap.drawing.styles import style_for
from frontmap.drawing.writers.svg import picture_svg
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, require_ending, write_atomically
from frontmap.words import labelled, language_of, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot

__all__ = [
    "FORMATS",
    "explains_codes",
    "height_for",
    "lay_out_codes",
    "lay_out_still",
    "write_still",
]

#: The endings of the files that a still can be.
FORMATS = (".png", ".svg", ".pdf")

#: A figure is this high for its width where its legend has room beside the map, else higher; the
#: map itself is never flatter than the second figure.
_SHAPE, _FLATTEST = 0.75, 0.62
_HIGHER = 1.06
#: Larger canvases are laid out at this width and scaled up, so that letters stay in proportion.
_WIDEST = 2400
_CODE_COLUMNS = 3
_LEAST, _MOST = 200, 12000
#: From a poster that is read across a hall to what a press can print.
_FEWEST_DOTS, _MOST_DOTS = 30, 2400


def write_still(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    days: Sequence[date],
    path: Path | str,
    *,
    width: int = 1600,
    dpi: float = 200.0,
    language: str | None = None,
    title: bool = True,
    transparent: bool = False,
    before_after: bool = False,
) -> WrittenFile:
    """Write the map of a day, or a sheet of several days on one scale, as one picture.

    The same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        days: one day, or more: then each map outlines what changed since the one before it.
        path: the file; its ending (`.png`, `.svg`, `.pdf`) says what it is.
        width: in pixels (SVG: CSS pixels); the height follows from what is shown.
        dpi: dots per inch, which gives the printed size: `width / dpi` inches.
        language: a tag of `frontmap.words.LANGUAGES`; the atlas's first by default.
        title: whether the atlas's title stands above; the date is always in the picture.
        transparent: whether the paper is left out.
        before_after: whether the two days are headed as before and after.

    Raises:
        RequestError: a day is outside every episode, the ending is none of the three, the width
            or the dots per inch cannot be used, or `before_after` is not given two days.
        MissingPackageError: PNG and PDF need matplotlib, which is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    ending = require_ending(path, "a still", FORMATS)
    if not _LEAST <= width <= _MOST:
        raise RequestError(f"a width of {_LEAST} to {_MOST} pixels is expected, not {width}")
    if not _FEWEST_DOTS <= dpi <= _MOST_DOTS:
        raise RequestError(f"{_FEWEST_DOTS} to {_MOST_DOTS} dots per inch are expected, not {dpi}")
    picture = lay_out_still(
        atlas, days, width=width, language=language, title=title, before_after=before_after
    )
    height, lacking = round(picture.height), ""
    if ending == ".svg":
        content = picture_svg(picture, transparent=transparent).encode()
        measures = f"{width} × {height}"
    else:
        require_package("matplotlib", extra="pictures", what="PNG and PDF")
        from frontmap.drawing.writers import painter  # noqa: PLC0415 - an .svg needs no matplotlib

        lacking = painter.lacking_letters([picture])
        if ending == ".png":
            content = painter.paint_png(picture, width=width, dpi=dpi, transparent=transparent)
            measures = f"{width} × {height} pixels"
        else:
            content = painter.paint_pdf(
                [picture],
                width_inches=width / dpi,
                day=max(days),
                author=atlas.record.attribution.first,
                transparent=transparent,
            )
            measures = f"{width / dpi:.1f} × {height / dpi:.1f} inches"
    write_atomically(path, content)
    return WrittenFile(path, measures, len(content), lacking)


def lay_out_still(  # noqa: PLR0913 - all but what is shown are options, by name
    atlas: Atlas,
    days: Sequence[date],
    *,
    width: float = 1600.0,
    language: str | None = None,
    title: bool = True,
    before_after: bool = False,
) -> Picture:
    """Lay out what `write_still` writes, on a canvas of `width`.

    Raises:
        RequestError: there is no day, a day is outside every episode, or `before_after` is not
            given two days.
    """
    if not days:
        raise RequestError("a still needs at least one day")
    if before_after and len(days) != 2:  # noqa: PLR2004 - before and after
        raise RequestError(f"before and after are two days, not {len(days)}")
    language = atlas.output_language(language)
    snapshots = [atlas.on(day) for day in days]
    canvas = min(width, _WIDEST)
    if len(snapshots) == 1:
        picture = _one_day(snapshots[0], canvas, language, title=title)
    else:
        picture = lay_out_days(
            snapshots, width=canvas, language=language, title=title, before_after=before_after
        )
    return picture.scaled(width)


def _one_day(snapshot: Snapshot, width: float, language: str, *, title: bool) -> Picture:
    parts = EVERYTHING if title else replace(EVERYTHING, title=False)
    height = height_for(snapshot, width, language, parts=parts)
    extent = shared_extent([snapshot])
    drawing = lay_out(
        snapshot, width=width, height=height, language=language, extent=extent, parts=parts
    )
    whole = single(drawing)
    strips = []
    if drawing.coded and not explains_codes(drawing):
        strips.append(lay_out_codes(drawing, [area for area, _ in drawing.coded], snapshot))
    if not title:
        # Without its day, or without whose account it is, a map could be taken for another.
        strips.append(_day_line(snapshot, drawing, language))
    placed, bottom = whole.placed, whole.height
    for strip in strips:
        placed = (*placed, Placed(strip, 0, bottom, name=strip.title))
        bottom += strip.height
    return replace(whole, height=bottom, placed=placed)


def explains_codes(drawing: Drawing) -> bool:
    """Tell whether the legend of a drawing has the short names that stand on its map."""
    heading = word("legend.codes", drawing.language).upper()
    return any(
        isinstance(mark, Words) and mark.lines == (heading,) for mark in drawing.marks(Part.LEGEND)
    )


def height_for(
    snapshot: Snapshot, width: float, language: str, *, parts: Parts = EVERYTHING
) -> float:
    """Return the least height at which the legend fits and the map is not too flat."""
    height = width * _SHAPE
    while True:
        style = style_for(width, height)
        sheet = plan_figure(snapshot, Box(0, 0, width, height), language, style, parts)
        sections = legend_sections(snapshot.atlas.actors, language, style)
        fits = columns_height(sections, sheet.legend.width, style) <= sheet.legend.height + 1
        if fits and sheet.frame.height >= _FLATTEST * sheet.frame.width:
            return round(height)
        height *= _HIGHER


def lay_out_codes(drawing: Drawing, coded: Iterable[str], snapshot: Snapshot) -> Drawing:
    """Lay out the short names of areas, for below a drawing whose legend has no room for them."""
    language = drawing.language
    style = style_for(drawing.width, drawing.height)
    areas = snapshot.atlas.areas
    codes = [(areas[area].code, areas[area].name.to(language)) for area in coded]
    section = legend_sections({}, language, style, codes=codes)[-1]
    pad = style.text(20)
    third = -(-len(codes) // _CODE_COLUMNS)
    width = (drawing.width - 2 * pad) / _CODE_COLUMNS
    marks: list[Mark] = []
    high = 0.0
    for number in range(_CODE_COLUMNS):
        entries = section.entries[number * third : (number + 1) * third]
        place = _CODE_COLUMNS - 1 - number if language_of(language).rtl else number
        column = Box(pad + place * width, 0, width, 0)
        part = replace(section, heading=section.heading if not number else " ", entries=entries)
        made, deep = set_columns((part,), column, language, style)
        marks += made
        high = max(high, deep)
    return _strip("codes", drawing, high + pad / 2, MarkGroup(Part.LEGEND, tuple(marks)))


def _day_line(snapshot: Snapshot, drawing: Drawing, language: str) -> Drawing:
    """Lay out the day in one line, for below a map without a title."""
    style = style_for(drawing.width, drawing.height)
    parts = [written_day(snapshot.day, language), word("map.end_of_day", language)]
    if teller := snapshot.atlas.teller():
        parts.append(labelled(word("as_told_by", language), teller.to(language), language))
    size, pad = style.text(11), style.text(20)
    lines = wrapped(" · ".join(parts), size, drawing.width - 2 * pad)
    words = set_words(
        lines,
        drawing.width - pad if language_of(language).rtl else pad,
        0,
        size=size,
        colour=DARK,
        language=language,
        anchor=Anchor.RIGHT if language_of(language).rtl else Anchor.LEFT,
    )
    high = block_height(len(lines), size) + pad / 2
    return _strip("day", drawing, high, MarkGroup(Part.TITLE, (words,)))


def _strip(name: str, over: Drawing, height: float, group: MarkGroup) -> Drawing:
    return replace(
        over, height=round(height), title=name, about=name, frame=Box(0, 0, 0, 0), groups=(group,)
    )
