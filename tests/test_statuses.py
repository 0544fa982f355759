"""The rows of statuses, and the pages of the docs that tell them.

`FRONTMAP_REFRESH_GOLDEN=1` writes the table of statuses in `docs/format.md` anew.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from frontmap.atlas import Atlas
from frontmap.drawing.marks import Box, Drawing, Fill, MarkGroup, Part, Shape
from frontmap.drawing.patterns import fill_of, sample_fill
from frontmap.drawing.picture import single
from frontmap.drawing.writers.pattern_shapes import grounded, overlay
from frontmap.drawing.writers.raster import paint_png
from frontmap.drawing.writers.svg import picture_svg
from frontmap.exchange.qgis import styles
from frontmap.model import Control
from frontmap.statuses import Holder, Present, Status, Tile

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontmap.statuses import PatternStroke

FORMAT = Path(__file__).resolve().parents[1] / "docs" / "format.md"
INKS = ("#335c99", "#9cc98a", "#1c1f24")
SQUARE = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0))

every_status = pytest.mark.parametrize("status", list(Status))


@every_status
def test_a_status_is_found_by_its_id_and_is_written_as_it(status: Status) -> None:
    assert status is Status(status.row.id)
    assert (status.row.id,) * 3 == (status.value, str(status), status.name.lower())


@every_status
def test_a_status_has_a_word_and_a_definition(status: Status) -> None:
    assert status.row.word
    assert status.row.definition


@every_status
def test_who_is_present_is_somebody_that_the_row_lets_name(status: Status) -> None:
    row = status.row
    assert row.has_holder or row.present is Present.NOBODY
    assert row.takes_rivals or row.present is not Present.HOLDER_AND_RIVALS
    assert row.holder is not Holder.NOBODY or not row.takes_rivals


@every_status
def test_km2_count_only_where_somebody_is_present(status: Status) -> None:
    assert status.row.counts is None or status.row.present is not Present.NOBODY


def test_the_record_is_silent_in_one_status_alone_which_is_blank_and_nobodys() -> None:
    silent = [status for status in Status if not status.row.ruled]
    assert [Status.NO_DATA] == silent
    assert silent == [status for status in Status if status.row.holder is Holder.NOBODY]
    assert silent == [status for status in Status if status.row.tile.blank]
    assert silent == [status for status in Status if not status.row.cover]


@every_status
def test_a_tile_can_be_drawn(status: Status) -> None:
    tile = status.row.tile
    assert re.fullmatch("[a-z][a-z-]*", tile.name)
    assert all(0 <= share <= 1 for mark in (*tile.dots, *tile.strokes) for share in mark)
    assert all(radius > 0 for _, _, radius in tile.dots)
    assert all(stroke[:2] != stroke[2:] for stroke in tile.strokes)
    assert bool(tile.strokes) is (tile.width > 0)
    assert tile.plain or not tile.blank
    assert 0 <= status.row.cover <= 1


def test_each_tile_has_a_name_of_its_own() -> None:
    assert len({status.row.tile.name for status in Status}) == len(Status)


def picture_of(fill: Fill) -> Drawing:
    marks = (Shape((SQUARE,), fill),)
    return Drawing(60, 60, "en", "", "", Box(0, 0, 60, 60), (MarkGroup(Part.AREAS, marks),))


def in_svg(fill: Fill) -> object:
    """What stands in the picture, but for the pattern's name."""
    return re.sub(rf"map-{fill.tile.name}-\d+", "", picture_svg(single(picture_of(fill))))


def in_png(fill: Fill) -> object:
    return paint_png(single(picture_of(fill)), width=120, dpi=72)


def on_a_slide(fill: Fill) -> object:
    shape = Shape((SQUARE,), fill)
    return grounded(fill).ground, tuple(replace(mark, name="") for mark in overlay(shape))


WRITERS = (in_svg, in_png, on_a_slide)


@pytest.mark.parametrize("drawn", WRITERS)
def test_no_two_statuses_are_drawn_alike(
    tiny_atlas: Atlas, drawn: Callable[[Fill], object]
) -> None:
    samples = [drawn(sample_fill(status)) for status in Status]
    controls = [Control("blue", status, ("green",)) for status in Status]
    states = [drawn(fill_of(control, tiny_atlas.actors)) for control in controls]
    assert all(one not in samples[:number] for number, one in enumerate(samples))
    assert all(one not in states[:number] for number, one in enumerate(states))


@pytest.mark.parametrize("drawn", WRITERS)
def test_each_fact_of_a_tile_is_drawn(drawn: Callable[[Fill], object]) -> None:
    """A tile may have stripes, dots and strokes at once; none hides or replaces another."""
    tiles = [
        Tile("made-up", stripes, dots, strokes, 0.1 if strokes else 0.0)
        for stripes, dots, strokes in product(
            (None, 0, 30),
            ((), ((0.25, 0.5, 0.1),), ((0.75, 0.5, 0.1),), ((0.25, 0.5, 0.1), (0.75, 0.5, 0.2))),
            ((), ((0.1, 0.1, 0.9, 0.1),)),
        )
    ]
    pictures = [drawn(Fill(tile, INKS[0 if tile.stripes is not None else 1 :])) for tile in tiles]
    assert all(one not in pictures[:number] for number, one in enumerate(pictures))


def test_no_two_statuses_have_one_style_in_qgis(tiny_atlas: Atlas) -> None:
    record, first = tiny_atlas.record, tiny_atlas.episodes[0].first
    ruling = record.rulings[0]
    rulings = [
        replace(
            ruling,
            area=record.areas[number % len(record.areas)].id,
            since=first + timedelta(days=number // len(record.areas)),
            holder="" if status.row.holder is Holder.NOBODY else "blue",
            status=status,
            rivals=("green",) if status.row.takes_rivals else (),
        )
        for number, status in enumerate(Status)
    ]
    root = ET.fromstring(styles(Atlas(replace(record, rulings=tuple(rulings))))["control"])  # noqa: S314 - written by ourselves
    states = [rule for rule in root.iter("rule") if '"status"' in rule.get("filter", "")]
    symbols = {symbol.get("name"): symbol for symbol in root.iterfind("renderer-v2/symbols/symbol")}
    looks = {
        re.sub(r'name="@?\d+(@\d+)?"', "", ET.tostring(symbols[rule.get("symbol")], "unicode"))
        for rule in states
    }
    assert len(Status) == len(looks)


@pytest.mark.parametrize(
    ("stroke", "width"), [((0.0, 0.5, 1.0, 0.5), 0.0), ((0.1, 0.1, 0.1, 0.1), 0.2)]
)
def test_a_tile_with_strokes_that_cannot_be_seen_is_refused(
    stroke: PatternStroke, width: float
) -> None:
    with pytest.raises(ValueError, match=r"'ruled' has .*strokes? of no"):
        Tile("ruled", strokes=(stroke,), width=width)


def test_a_tile_whose_name_cannot_stand_in_an_address_within_a_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="'two words' needs a name of small letters"):
        Tile("two words")


def test_the_page_of_the_format_tells_every_status() -> None:
    begin, end = "<!-- statuses -->\n\n", "\n\n<!-- end of statuses -->"
    head = [
        "| `status` | meaning | `holder` | `rivals` | km² counted as |",
        "|---|---|---|---|---|",
    ]
    rows = [
        f"| `{row.id}` | {row.definition} | {row.holder.value} "
        f"| {'one or more' if row.takes_rivals else 'none'} | {row.counts or '–'} |"
        for row in (status.row for status in Status)
    ]
    table = "\n".join(head + rows)
    before, rest = FORMAT.read_text("utf-8").split(begin)
    written, after = rest.split(end)
    if os.environ.get("FRONTMAP_REFRESH_GOLDEN"):
        written = table
        FORMAT.write_text(before + begin + written + end + after, "utf-8", newline="\n")
    assert table == written


@pytest.mark.parametrize(
    ("page", "head"), [("import.md", "`status`"), ("glossary.md", r"\*\*Status\*\*")]
)
def test_each_page_of_the_docs_that_lists_statuses_has_all(page: str, head: str) -> None:
    text = FORMAT.with_name(page).read_text("utf-8")
    (line,) = re.findall(rf"^\| {head} \| (.*) \|$", text, re.MULTILINE)
    assert [status.value for status in Status] == re.findall("`(.*?)`", line)
