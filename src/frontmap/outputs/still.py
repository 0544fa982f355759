"""Stills: the map of one or more days as a finished figure, in PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.chosen_days import opening_day, require_drawable
from frontmap.drawing.events import expected_events
from frontmap.drawing.figure import EVERYTHING, Parts, plan_figure
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import columns_height, legend_sections, set_columns
from frontmap.drawing.lettering import set_paragraph
from frontmap.drawing.map_elements import end_of_day
from frontmap.drawing.marks import Box, Drawing, Mark, MarkGroup, Part
from frontmap.drawing.picture import Picture, PlacedDrawing, single
from frontmap.drawing.small_multiples import lay_out_days, shared_extent
from frontmap.drawing.styles import style_for
from frontmap.drawing.writers.svg import picture_svg
from frontmap.drawing.writers.typeface import lacking_letters
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, require_output, write_atomically
from frontmap.limits import PICTURE_PIXELS
from frontmap.outputs.typesetting import pdf_of_picture
from frontmap.words import written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot

__all__ = ["height_for", "lay_out_codes", "lay_out_still", "write_still"]

#: The endings of the files that a still can be.
_ENDINGS = (".png", ".svg", ".pdf")

#: A figure is this high for its width where its legend has room beside the map, else higher; the
#: map itself is never flatter than the second figure.
_SHAPE, _FLATTEST = 0.75, 0.62
_HIGHER = 1.06
#: Larger canvases are laid out at this width and scaled up, so that letters stay in proportion.
_WIDEST = 2400
_CODE_COLUMNS = 3
_PAD = 20.0
_LEAST, _MOST = 200, 12000
#: From a poster that is read across a hall to what a press can print.
_FEWEST_DOTS, _MOST_DOTS = 30, 2400


def write_still(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    width: int = 1600,
    dpi: float = 200.0,
    title: bool = True,
    transparent: bool = False,
    before_after: bool = False,
) -> WrittenFile:
    """Write the map of a day, or a sheet of several days on one scale, as one picture.

    The same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        path: the file; its ending (`.png`, `.svg`, `.pdf`) says what it is.
        days: one day, or more: then each map outlines what changed since the one before it.
            Without them the last day of the default episode.
        language: a tag of `frontmap.words.LANGUAGES`; without it the atlas's first.
        width: in pixels (SVG: CSS pixels); the height follows from what is shown.
        dpi: dots per inch, which gives the printed size: `width / dpi` inches.
        title: whether the title stands above; the date is always in the picture.
        transparent: whether the paper is left out.
        before_after: whether the two days are headed as before and after.

    Raises:
        RequestError: there are more days or pixels than a file can show, a day is outside every
            episode, the ending is none of the three, the width or the dots per inch cannot be
            used, or `before_after` is not given two days, the earlier one first.
        MissingPackageError: what PNG or PDF needs is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    ending = require_output(path, "a still", _ENDINGS, atlas.record.read_from)
    size = _Size.checked(width, dpi)
    chosen = (opening_day(atlas),) if days is None else days
    require_drawable(chosen)
    tag = atlas.output_language(language)
    picture = lay_out_still(
        atlas, chosen, width=width, language=tag, title=title, before_after=before_after
    )
    lacking = ""
    if ending == ".svg":
        content = picture_svg(picture, transparent=transparent).encode()
    elif ending == ".png":
        require_package("resvg_py", extra="pictures", what="PNG")
        from frontmap.drawing.writers.raster import paint_png  # noqa: PLC0415 - resvg is an extra

        content = paint_png(picture, width=width, dpi=dpi, transparent=transparent)
        lacking = lacking_letters([picture])
    else:
        content = pdf_of_picture(
            picture,
            width_inches=size.inches,
            author=atlas.record.attribution.first,
            transparent=transparent,
        )
        lacking = lacking_letters([picture])
    write_atomically(path, content)
    return WrittenFile(path, size.measures(ending, picture.height), len(content), lacking)


@dataclass(frozen=True, slots=True)
class _Size:
    """How wide a still is, in pixels, and how many of them are printed on an inch."""

    width: int
    dpi: float

    @property
    def inches(self) -> float:
        """The printed width."""
        return self.width / self.dpi

    @classmethod
    def checked(cls, width: int, dpi: float) -> _Size:
        """Return a size, unless no picture can have it.

        Raises:
            RequestError: the width or the dots per inch are outside their bounds.
        """
        if not _LEAST <= width <= _MOST:
            raise RequestError(f"a width of {_LEAST} to {_MOST} pixels is expected, not {width}")
        if not _FEWEST_DOTS <= dpi <= _MOST_DOTS:
            raise RequestError(
                f"{_FEWEST_DOTS} to {_MOST_DOTS} dots per inch are expected, not {dpi}"
            )
        return cls(width, dpi)

    def measures(self, ending: str, height: float) -> str:
        """Say how large a file of this kind is whose picture is `height` pixels high."""
        high = round(height)
        if ending == ".pdf":
            return f"{self.inches:.1f} × {high / self.dpi:.1f} inches"
        return f"{self.width} × {high}{' pixels' if ending == '.png' else ''}"


def lay_out_still(  # noqa: PLR0913 - all but what is shown are options, by name
    atlas: Atlas,
    days: Sequence[date],
    *,
    width: float = 1600.0,
    language: str | None = None,
    title: bool = True,
    before_after: bool = False,
) -> Picture:
    """Lay out what `write_still` writes, on a canvas of `width`; see there for the options.

    Raises:
        RequestError: there is no day, a day is outside every episode, or `before_after` is not
            given two days, the earlier one first.
    """
    if not days:
        raise RequestError("a still needs at least one day")
    if before_after and len(days) != 2:  # noqa: PLR2004 - before and after
        raise RequestError(f"before and after are two days, not {len(days)}")
    if before_after and days[1] <= days[0]:
        raise RequestError(
            f"the day before, {days[0]}, does not come before the day after, {days[1]}; name the "
            "earlier one first"
        )
    language = atlas.output_language(language)
    snapshots = [atlas.on(day) for day in days]
    canvas = min(width, _WIDEST)
    if len(snapshots) == 1:
        picture = _one_day(snapshots[0], canvas, language, title=title)
    else:
        picture = lay_out_days(
            snapshots, width=canvas, language=language, title=title, before_after=before_after
        )
    scaled = picture.scaled(width)
    _require_height(scaled.height)
    return scaled


def _require_height(height: float) -> None:
    """Refuse a picture that nobody could look at.

    Raises:
        RequestError: it is higher than `PICTURE_PIXELS`.
    """
    if height > PICTURE_PIXELS:
        raise RequestError(
            f"the picture would be {round(height):,} pixels high, and no more than "
            f"{PICTURE_PIXELS:,} are drawn: its legend has many parties, or long names"
        )


def _one_day(snapshot: Snapshot, width: float, language: str, *, title: bool) -> Picture:
    parts = EVERYTHING if title else replace(EVERYTHING, title=False)
    height = height_for(snapshot, width, language, parts=parts)
    extent = shared_extent([snapshot])
    drawing = lay_out(
        snapshot, width=width, height=height, language=language, extent=extent, parts=parts
    )
    below = []
    if drawing.coded and not drawing.explains_codes:
        below.append(lay_out_codes(drawing, [area for area, _ in drawing.coded], snapshot))
    if not title:
        # Without its day, or without whose account it is, a map could be taken for another.
        below.append(_day_line(snapshot, drawing))
    whole = single(drawing)
    placed, bottom = whole.placed, whole.height
    for addition in below:
        placed = (*placed, PlacedDrawing(addition, 0, bottom, name=addition.title))
        bottom += addition.height
    return replace(whole, height=bottom, placed=placed)


def height_for(
    snapshot: Snapshot, width: float, language: str, *, parts: Parts = EVERYTHING
) -> float:
    """Return the least height at which the legend fits and the map is not too flat.

    Raises:
        RequestError: it is higher than `PICTURE_PIXELS`.
    """
    height = width * _SHAPE
    while True:
        style = style_for(width, height, language)
        plan = plan_figure(snapshot, Box(0, 0, width, height), style, parts)
        expected = expected_events(snapshot)
        sections = legend_sections(snapshot.atlas.actors, style, events=expected)
        needed = columns_height(sections, plan.legend.width, style)
        # letters grow with the height, so that the legend needs no less of a higher picture
        _require_height(max(height, needed))
        fits = needed <= plan.legend.height + 1
        if fits and plan.frame.height >= _FLATTEST * plan.frame.width:
            return round(height)
        height *= _HIGHER


def lay_out_codes(drawing: Drawing, coded: Iterable[str], snapshot: Snapshot) -> Drawing:
    """Lay out the short codes of areas, for below a drawing whose legend has no room for them."""
    style = style_for(drawing.width, drawing.height, drawing.language)
    areas = snapshot.atlas.areas
    codes = [
        (areas[area].code.to(drawing.language), areas[area].name.to(drawing.language))
        for area in coded
    ]
    section = legend_sections({}, style, codes=codes)[-1]
    pad = style.scaled(_PAD)
    third = -(-len(codes) // _CODE_COLUMNS)
    inner = Box(pad, 0, drawing.width - 2 * pad, 0)
    marks: list[Mark] = []
    high = 0.0
    for number, column in enumerate(style.side.columns(inner, _CODE_COLUMNS)):
        entries = section.entries[number * third : (number + 1) * third]
        part = replace(section, heading=section.heading if not number else " ", entries=entries)
        made, deep = set_columns((part,), column, style)
        marks += made
        high = max(high, deep)
    return _below("codes", drawing, high + pad / 2, MarkGroup(Part.LEGEND, tuple(marks)))


def _day_line(snapshot: Snapshot, drawing: Drawing) -> Drawing:
    """Lay out the day in one line, for below a map without a title."""
    style = style_for(drawing.width, drawing.height, drawing.language)
    pad = style.scaled(_PAD)
    day = written_day(snapshot.day, drawing.language)
    words = set_paragraph(
        f"{day} · {end_of_day(snapshot, drawing.language)}",
        Box(pad, 0, drawing.width - 2 * pad, 0),
        style.letters(11),
    )
    return _below("day", drawing, words.box.height + pad / 2, MarkGroup(Part.TITLE, (words,)))


def _below(name: str, over: Drawing, height: float, group: MarkGroup) -> Drawing:
    """Return a drawing of one group, to stand below another and as wide as that one."""
    return replace(
        over, height=round(height), title=name, about=name, frame=Box(0, 0, 0, 0), groups=(group,)
    )
