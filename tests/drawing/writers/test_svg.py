from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from frontmap.atlas import Atlas
from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Shape
from frontmap.drawing.writers.svg import picture_svg, to_svg
from frontmap.model import Text
from frontmap.outputs.still import lay_out_still

if TYPE_CHECKING:
    from frontmap.drawing.marks import Drawing

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert('x')</script>\"&\x00\x0b"


@pytest.fixture(scope="module")
def third_of_may(builtin: Atlas) -> Drawing:
    return lay_out(builtin.on(date(2018, 5, 3)))


def referenced(root: ET.Element) -> list[str | None]:
    """The texts of the elements by which those in a picture are named, in its order."""
    by_id = {element.get("id"): element for element in root.iter()}
    return [
        by_id[key].text
        for element in root.iter()
        for key in element.get("aria-labelledby", "").split()
    ]


def paths(svg: str) -> dict[str, ET.Element]:
    return {
        path.attrib["data-area"]: path
        for path in ET.fromstring(svg).iter(f"{SVG}path")  # noqa: S314 - written by ourselves
        if path.attrib.get("id", "").startswith("map-area-")
    }


def test_every_area_in_view_is_a_path_with_its_id_and_words(third_of_may: Drawing) -> None:
    found = paths(to_svg(third_of_may))
    assert list(found) == [shape.name for shape in third_of_may.areas()]
    assert found["yalda"].findtext(f"{SVG}title", "").startswith("Yalda: ")


def test_the_picture_says_what_it_is(third_of_may: Drawing) -> None:
    root = ET.fromstring(to_svg(third_of_may))  # noqa: S314 - written by ourselves
    assert root.attrib["role"] == "img"
    assert "3 May 2018" in (root.findtext(f"{SVG}title") or "")
    assert root.findtext(f"{SVG}desc")


def test_a_strict_policy_has_nothing_to_block(third_of_may: Drawing) -> None:
    svg = to_svg(third_of_may)
    assert "style" not in svg
    assert "<script" not in svg
    assert not re.search(r"\bon\w+=", svg)
    assert "href" not in svg


def test_the_same_drawing_gives_the_same_bytes(builtin: Atlas, third_of_may: Drawing) -> None:
    assert to_svg(lay_out(builtin.on(date(2018, 5, 3)))) == to_svg(third_of_may)


def test_coordinates_have_one_decimal_at_most(third_of_may: Drawing) -> None:
    found = re.findall(r' (?:d|x|y|cx|cy|r|width|height)="([^"]*)"', to_svg(third_of_may))
    assert not [value for value in found if re.search(r"\.\d\d", value)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_for_the_page_is_small(builtin: Atlas, language: str) -> None:
    drawing = lay_out(builtin.on(date(2018, 5, 3)), language=language, parts=BARE)
    assert len(to_svg(drawing).encode()) < 60_000


def test_a_hostile_name_stays_text(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    areas = tuple(replace(area, name=Text.of(en=HOSTILE)) for area in record.areas)
    atlas = Atlas(replace(record, areas=areas, title=Text.of(en=HOSTILE)))
    svg = to_svg(lay_out(atlas.on(date(2001, 1, 1))))
    assert "<script" not in svg
    root = ET.fromstring(svg)  # noqa: S314 - written by ourselves
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>alert('x')</script>" in (root.findtext(f"{SVG}title") or "")


def test_ids_are_unique_and_begin_with_the_prefix(builtin: Atlas) -> None:
    svg = to_svg(lay_out(builtin.on(date(2018, 4, 30))), prefix="first")
    ids = re.findall(r' id="([^"]*)"', svg)
    assert len(set(ids)) == len(ids)
    assert all(key == "first" or key.startswith("first-") for key in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)


def test_the_picture_is_named_by_ids_that_are_in_it(builtin: Atlas) -> None:
    root = ET.fromstring(to_svg(lay_out(builtin.on(date(2018, 4, 30)))))  # noqa: S314 - our own
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == referenced(root)


def test_every_map_of_a_sheet_is_named_by_ids_that_are_in_it(tiny_atlas: Atlas) -> None:
    days = [date(2001, 1, day) for day in (1, 2, 3)]
    root = ET.fromstring(picture_svg(lay_out_still(tiny_atlas, days)))  # noqa: S314 - our own
    titles = [element.findtext(f"{SVG}title") for element in root.iter(f"{SVG}svg")]
    assert len(days) < len(titles)
    assert titles == referenced(root)[::2]


def texts(tree: ET.Element, *, halos: bool = False) -> list[ET.Element]:
    """The texts of a picture; halos are the same once more, and told to nobody."""
    found = tree.iter(f"{SVG}text")
    return [text for text in found if halos or text.get("aria-hidden") != "true"]


def test_a_line_from_right_to_left_says_so_and_is_anchored_in_every_reader(
    builtin: Atlas,
) -> None:
    root = ET.fromstring(  # noqa: S314 - written by ourselves
        to_svg(lay_out(builtin.on(date(2018, 5, 3)), language="ar"))
    )
    day = "\u20673 أيار 2018 ·"
    date_line = next(t for t in texts(root) if (t.text or "").startswith(day))
    # resvg and Typst know no other direction; a page that is read the other way would give its own
    assert root.attrib["direction"] == "ltr"
    assert date_line.attrib["text-anchor"] == "end"
    assert root.attrib["lang"] == "ar"


def test_a_halo_is_a_text_of_its_own_right_under_the_letters(third_of_may: Drawing) -> None:
    root = ET.fromstring(to_svg(third_of_may))  # noqa: S314 - written by ourselves
    all_texts = texts(root, halos=True)
    halos = [n for n, text in enumerate(all_texts) if text.get("aria-hidden") == "true"]
    assert halos
    for number in halos:
        under, over = all_texts[number], all_texts[number + 1]
        assert list(under.itertext()) == list(over.itertext())
        assert under.get("fill") == under.get("stroke")
        assert over.get("stroke") is None
    assert "paint-order" not in to_svg(third_of_may)


def test_an_area_with_a_pattern_has_a_solid_coat_under_it(third_of_may: Drawing) -> None:
    root = ET.fromstring(to_svg(third_of_may))  # noqa: S314 - written by ourselves
    patterned = [shape for shape in third_of_may.areas() if not shape.fill.tile.plain]
    (areas,) = (group for group in root.iter(f"{SVG}g") if group.get("id") == "map-areas")
    drawn = list(areas)
    for shape in patterned:
        over = next(n for n, path in enumerate(drawn) if path.get("data-area") == shape.name)
        coat = drawn[over - 1]
        assert (coat.get("d"), coat.get("fill")) == (drawn[over].get("d"), shape.fill.ground)
    assert len(drawn) == len(list(third_of_may.areas())) + len(patterned)


def test_a_transparent_picture_has_no_ground(third_of_may: Drawing) -> None:
    assert "map-background" in to_svg(third_of_may)
    assert "map-background" not in to_svg(third_of_may, transparent=True)


def test_a_brief_picture_shows_the_same_in_fewer_letters(third_of_may: Drawing) -> None:
    whole = to_svg(third_of_may)
    brief = to_svg(third_of_may, brief=True)
    assert len(brief) < 0.7 * len(whole)
    trees = [ET.fromstring(svg) for svg in (whole, brief)]  # noqa: S314 - written by ourselves
    written = [sorted("".join(text.itertext()) for text in texts(tree)) for tree in trees]
    assert written[0] == written[1]
    fills = [[path.get("fill") for path in tree.iter(f"{SVG}path")] for tree in trees]
    # a page shows it in browsers, which leave no seam between the tiles of a pattern
    marks = (mark for group in third_of_may.groups for mark in group.marks)
    coats = sum(isinstance(mark, Shape) and not mark.fill.tile.plain for mark in marks)
    # a way that is drawn in two strokes is written once
    ways = [f"#{path.attrib['id']}" for path in trees[1].iter(f"{SVG}path") if path.get("id")]
    uses = [use.get("href") for use in trees[1].iter(f"{SVG}use")]
    assert len(ways) == len(set(ways))
    assert {way: uses.count(way) for way in ways} == {
        "#map-changed-1": 2, "#map-changed-2": 2, "#map-changed-3": 2,
        "#map-front-yesterday-1": 2, "#map-front-today-1": 2,
    }  # fmt: skip
    assert len(fills[0]) - len(fills[1]) - coats == len(uses) - len(ways)
    assert "data-area" not in brief
    (areas,) = (group for group in trees[1].iter(f"{SVG}g") if group.get("stroke-width") == "1.1")
    assert not any("." in path.attrib["d"] for path in areas)


def test_letters_of_a_brief_picture_are_set_as_in_the_whole_one(third_of_may: Drawing) -> None:
    def dressed(svg: str) -> list[tuple[str, ...]]:
        found = []
        tree = ET.fromstring(svg)  # noqa: S314 - written by ourselves
        parents = {child: parent for parent in tree.iter() for child in parent}
        for text in texts(tree):
            of = [text, parents[text], parents[parents[text]]]
            names = ("font-size", "fill", "font-weight", "text-anchor")
            values = (next((e.get(n) for e in of if e.get(n)), "") for n in names)
            found.append(("".join(text.itertext()), *map(str, values)))
        return sorted(found)

    assert dressed(to_svg(third_of_may)) == dressed(to_svg(third_of_may, brief=True))
