"""Stills: the map of one or more days as a finished figure, in PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.chosen_days import opening_day, require_drawable
from frontmap.drawing.choices import Labels, Orientation, Paper, Purpose
from frontmap.drawing.figure import EVERYTHING, Parts, plan_figure, reserved_sections
from frontmap.drawing.formats import Format, fitting, format_for
from frontmap.drawing.heading import FULL_HEADING, Heading
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import columns_height, legend_sections, set_columns
from frontmap.drawing.marks import Box, Drawing, Mark, MarkGroup, Part
from frontmap.drawing.picture import POINTS_PER_INCH, Picture, PlacedDrawing, single
from frontmap.drawing.small_multiples import lay_out_days, shared_extent
from frontmap.drawing.styles import style_for
from frontmap.drawing.view import crop_extent
from frontmap.drawing.writers.svg import picture_svg
from frontmap.drawing.writers.typeface import lacking_letters
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, require_output, write_atomically
from frontmap.limits import DRAWN_LETTERS, PICTURE_PIXELS
from frontmap.outputs.typesetting import pdf_of_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.styles import Style
    from frontmap.drawing.view import MapExtent

__all__ = [
    "StillOptions",
    "height_for",
    "lay_out_codes",
    "lay_out_still",
    "still_style",
    "write_still",
]

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
_WIDTH, _DOTS = 1600, 200.0
#: From a poster that is read across a hall to what a press can print.
_FEWEST_DOTS, _MOST_DOTS = 30, 2400


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOptions:
    """How stills look.

    Attributes:
        heading: what stands over the map.
        purpose: what it is for, which gives its size in points and its letters; without it the
            height follows from what is shown.
        paper: of a sheet.
        orientation: of a sheet.
        labels: which areas have their names.
        crop: ids of groups and areas that the map shows; without them those of the episode.
        before_after: whether the two days are headed as before and after.
    """

    heading: Heading = FULL_HEADING
    purpose: Purpose | None = None
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.LANDSCAPE
    labels: Labels = Labels.ALL
    crop: tuple[str, ...] = ()
    before_after: bool = False

    @property
    def format(self) -> Format | None:
        """The size in points; `None` where it follows from what is shown."""
        if self.purpose is None:
            return None
        return format_for(self.purpose, self.paper, self.orientation)


PLAIN = StillOptions()


def write_still(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    width: int | None = None,
    dpi: float | None = None,
    transparent: bool = False,
    options: StillOptions = PLAIN,
) -> WrittenFile:
    """Write the map of a day, or a sheet of several days on one scale, as one picture.

    The same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        path: the file; its ending (`.png`, `.svg`, `.pdf`) says what it is.
        days: one day, or more: then each map outlines what changed since the one before it.
            Without them the last day of the default episode.
        language: a tag of `frontmap.words.LANGUAGES`; without it the atlas's first.
        width: in pixels (SVG: CSS pixels); the height follows. Without it as the purpose needs,
            else 1600.
        dpi: dots per inch, which gives the printed size: `width / dpi` inches. Without it as the
            purpose needs, else 200.
        transparent: whether the paper is left out.
        options: how it looks.

    Raises:
        RequestError: there are more days or pixels than a file can show, a day is outside every
            episode, the ending is none of the three, the width or the dots per inch cannot be
            used, an area or a group of `crop` is not there, or the options do not go together.
        MissingPackageError: what PNG or PDF needs is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    ending = require_output(path, "a still", _ENDINGS, atlas.record.read_from)
    size = _Size.of(options.format, width, dpi)
    chosen = (opening_day(atlas),) if days is None else days
    require_drawable(chosen)
    picture = lay_out_still(
        atlas, chosen, width=size.width, language=atlas.output_language(language), options=options
    )
    if ending == ".svg":
        content = picture_svg(picture, transparent=transparent).encode()
    elif ending == ".png":
        require_package("resvg_py", extra="pictures", what="PNG files")
        from frontmap.drawing.writers.raster import paint_png  # noqa: PLC0415 - resvg is an extra

        content = paint_png(picture, width=size.width, dpi=size.dpi, transparent=transparent)
    else:
        content = pdf_of_picture(
            picture,
            width_inches=size.inches,
            author=atlas.record.attribution.first,
            transparent=transparent,
        )
    write_atomically(path, content)
    lacking = "" if ending == ".svg" else lacking_letters([picture])
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
    def of(cls, made: Format | None, width: int | None, dpi: float | None) -> _Size:
        """Return a size, unless no picture can have it; what is not given is as the format has it.

        Raises:
            RequestError: the width or the dots per inch are outside their bounds.
        """
        if made is None:
            width, dpi = width or _WIDTH, dpi or _DOTS
        else:
            inches = made.width / POINTS_PER_INCH
            dpi = dpi or (width / inches if width else made.dots)
            width = width or round(inches * dpi)
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


def lay_out_still(
    atlas: Atlas,
    days: Sequence[date],
    *,
    width: float = _WIDTH,
    language: str | None = None,
    options: StillOptions = PLAIN,
) -> Picture:
    """Lay out what `write_still` writes, on a canvas of `width`; see there for the options.

    Raises:
        RequestError: there is no day, a day is outside every episode, an area or a group of `crop`
            is not there, or the options do not go together.
    """
    _require_days(days, options)
    _require_letters(options.heading)
    language = atlas.output_language(language)
    snapshots = [atlas.on(day) for day in days]
    extent = crop_extent(atlas, options.crop) if options.crop else shared_extent(snapshots)
    parts = replace(EVERYTHING, heading=options.heading, labels=options.labels)
    if options.format is not None:
        picture = _in_format(snapshots[0], options.format, language, parts, extent)
    elif len(snapshots) == 1:
        picture = _one_day(snapshots[0], min(width, _WIDEST), language, parts, extent)
    else:
        picture = lay_out_days(
            snapshots,
            width=min(width, _WIDEST),
            language=language,
            parts=parts,
            extent=extent,
            before_after=options.before_after,
        )
    scaled = picture.scaled(width)
    _require_height(scaled.height)
    return scaled


def _require_days(days: Sequence[date], options: StillOptions) -> None:
    """Refuse days that do not go with the options.

    Raises:
        RequestError: so it is.
    """
    if not days:
        raise RequestError("a still needs at least one day")
    if options.purpose is not None and len(days) > 1:
        raise RequestError(
            f"a picture for a {options.purpose} is of one day, not {len(days)}; leave --for out, "
            "or write one file a day"
        )
    if not options.before_after:
        return
    if len(days) != 2:  # noqa: PLR2004 - before and after
        raise RequestError(f"before and after are two days, not {len(days)}")
    if days[1] <= days[0]:
        raise RequestError(
            f"the day before, {days[0]}, does not come before the day after, {days[1]}; name the "
            "earlier one first"
        )


def _require_letters(heading: Heading) -> None:
    """Refuse texts that are too long to be drawn whole.

    Raises:
        RequestError: one is.
    """
    longest = max(len(text or "") for text in (heading.title, heading.subtitle, heading.caption))
    if longest > DRAWN_LETTERS:
        raise RequestError(
            f"a text over a picture has at most {DRAWN_LETTERS:,} letters, and not {longest:,}"
        )


def _require_height(height: float) -> None:
    """Refuse a picture that nobody could look at.

    Raises:
        RequestError: it is higher than `PICTURE_PIXELS`.
    """
    if height > PICTURE_PIXELS:
        raise RequestError(
            f"the picture would be {round(height):,} pixels high, and no more than "
            f"{PICTURE_PIXELS:,} are drawn: it has long texts, or many parties"
        )


def _in_format(
    snapshot: Snapshot, made: Format, language: str, parts: Parts, extent: MapExtent
) -> Picture:
    """Lay out a day in a size that is given; short codes, which need a list, are left out."""
    heading = parts.heading
    if not made.caption and heading.caption is None:
        heading = replace(heading, caption="")
    parts = replace(parts, heading=heading, codes=False)
    style, parts = fitting(snapshot, made, language, parts)
    drawing = lay_out(
        snapshot,
        width=made.width,
        height=made.height,
        language=language,
        extent=extent,
        parts=parts,
        style=style,
    )
    return single(drawing)


def _one_day(
    snapshot: Snapshot, width: float, language: str, parts: Parts, extent: MapExtent
) -> Picture:
    height = height_for(snapshot, width, language, parts=parts)
    drawing = lay_out(
        snapshot,
        width=width,
        height=height,
        language=language,
        extent=extent,
        parts=parts,
        style=still_style(width, language),
    )
    whole = single(drawing)
    if not drawing.coded or drawing.explains_codes:
        return whole
    codes = lay_out_codes(drawing, [area for area, _ in drawing.coded], snapshot)
    below = PlacedDrawing(codes, 0, height, name=codes.title)
    return replace(whole, height=height + codes.height, placed=(*whole.placed, below))


def still_style(width: float, language: str) -> Style:
    """Return how a still of this width is set: letters do not grow with what makes it higher."""
    return style_for(width, _SHAPE * width, language)


def height_for(
    snapshot: Snapshot, width: float, language: str, *, parts: Parts = EVERYTHING
) -> float:
    """Return the least height at which the legend fits and the map is not too flat.

    Raises:
        RequestError: it is higher than `PICTURE_PIXELS`.
    """
    height, style = width * _SHAPE, still_style(width, language)
    sections = reserved_sections(snapshot, style, parts)
    while True:
        plan = plan_figure(snapshot, Box(0, 0, width, height), style, parts)
        needed = columns_height(sections, plan.legend.width, style)
        _require_height(max(height, needed))
        fits = needed <= plan.legend.height + 1
        if fits and plan.frame.height >= _FLATTEST * plan.frame.width:
            return round(height)
        height *= _HIGHER


def lay_out_codes(drawing: Drawing, coded: Iterable[str], snapshot: Snapshot) -> Drawing:
    """Lay out the short codes of areas, for below a drawing whose legend has no room for them."""
    style = still_style(drawing.width, drawing.language)
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


def _below(name: str, over: Drawing, height: float, group: MarkGroup) -> Drawing:
    """Return a drawing of one group, to stand below another and as wide as that one."""
    return replace(
        over, height=round(height), title=name, about=name, frame=Box(0, 0, 0, 0), groups=(group,)
    )
