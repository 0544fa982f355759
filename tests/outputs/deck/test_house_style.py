from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from frontmap.errors import DataError, FrontmapError, RequestError
from frontmap.outputs.deck import make_deck
from frontmap.outputs.deck.house_style import house_of
from frontmap.outputs.deck.places import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pptx.presentation import Presentation as Deck

    from frontmap.atlas import Atlas

DAYS = [date(2001, 1, day) for day in (2, 3)]


def template(folder: Path, change: Callable[[Deck], object] | None = None) -> Path:
    """A house style: python-pptx's own template, with a slide in it, and perhaps a change."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "Of the house"
    if change is not None:
        change(deck)
    path = folder / "house.pptx"
    deck.save(str(path))
    return path


def repacked(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The same package with each part changed."""
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return path


def deck_in(atlas: Atlas, path: Path) -> Deck:
    content, _ = make_deck(atlas, days=DAYS, template=path, pairs=[(DAYS[0], DAYS[1])])
    assert content == make_deck(atlas, days=DAYS, template=path, pairs=[(DAYS[0], DAYS[1])])[0]
    return Presentation(io.BytesIO(content))


def test_a_deck_in_a_house_style_has_its_layouts_and_size_and_none_of_its_slides(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    made = deck_in(tiny_atlas, template(tmp_path))
    own = make_deck(tiny_atlas, days=DAYS, pairs=[(DAYS[0], DAYS[1])])[0]
    assert len(made.slides) >= len(Presentation(io.BytesIO(own)).slides)
    assert (Inches(10), Inches(7.5)) == (made.slide_width, made.slide_height)
    layouts = {slide.slide_layout.name for slide in made.slides}
    assert {"Title Slide", "Title Only", "Title and Content"} >= layouts
    titles = [slide.shapes.title.text for slide in made.slides]  # type: ignore[union-attr]
    assert "Of the house" not in titles
    assert all(titles)


def test_everything_lies_on_the_slides_of_a_house_and_maps_are_groups_of_shapes(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    for width, height in ((10, 7.5), (10, 5.625), (20, 9)):

        def sized(deck: Deck, width: float = width, height: float = height) -> None:
            deck.slide_width, deck.slide_height = Inches(width), Inches(height)

        made = deck_in(tiny_atlas, template(tmp_path, sized))
        for slide in made.slides:
            for shape in slide.shapes:
                if shape.is_placeholder:
                    continue
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= Inches(width)
                assert shape.top + shape.height <= Inches(height)
        groups = [
            shape.name
            for slide in made.slides
            for shape in slide.shapes
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP
        ]
        assert groups.count("map") == 4


def test_parties_keep_the_colours_of_the_atlas_in_a_house_style(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    house = house_of(template(tmp_path), "en")
    assert {} == house.accents
    assert not house.own
    content, _ = make_deck(tiny_atlas, days=DAYS, template=tmp_path / "house.pptx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        slides = [package.read(n) for n in package.namelist() if "slides/slide" in n]
    assert not any(b'"accent' in slide for slide in slides)


def test_what_a_layout_has_a_placeholder_for_stands_in_it(tmp_path: Path) -> None:
    house = house_of(template(tmp_path), "en")
    assert {Role.TITLE: 0, Role.TEXT: 1} == house.indices[Kind.METHOD]
    assert {Role.TITLE: 0, Role.SUBTITLE: 1} == house.indices[Kind.OPENING]
    assert {Role.TITLE: 0} == house.indices[Kind.MAP]
    assert "Title Only" == house.layouts[Kind.MAP].name


def test_a_potx_is_a_template_too(tiny_atlas: Atlas, tmp_path: Path) -> None:
    def as_template(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b"presentation.main+xml", b"template.main+xml")

    path = repacked(template(tmp_path), as_template)
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        Presentation(str(path))
    assert len(deck_in(tiny_atlas, path).slides)


def without_layouts(deck: Deck) -> None:
    for layout in list(deck.slide_layouts):
        for shape in list(layout.placeholders):
            if "TITLE" in shape.placeholder_format.type.name:
                shape.element.getparent().remove(shape.element)


def higher_than_wide(deck: Deck) -> None:
    deck.slide_width, deck.slide_height = Inches(5), Inches(9)


def linked_picture(deck: Deck) -> None:
    part = deck.slide_master.part
    part.relate_to("http://127.0.0.1/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_layouts, "none of its 11 layouts has a title"),
        (higher_than_wide, "not wide enough"),
        (linked_picture, r"outside itself: http://127\.0\.0\.1"),
    ],
)
def test_a_template_of_no_use_or_that_asks_for_something_is_refused(
    tmp_path: Path, change: Callable[[Deck], object], said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        house_of(template(tmp_path, change), "en")


def test_links_may_stay(tmp_path: Path) -> None:
    def linked(deck: Deck) -> None:
        part = deck.slide_master.part
        part.relate_to("http://127.0.0.1/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    assert house_of(template(tmp_path, linked), "en")


def declared(name: str, data: bytes) -> tuple[str, bytes]:
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    return name, data.replace(b"?>", b"?>" + entity, 1) if name.endswith("theme1.xml") else data


def renamed(name: str, data: bytes) -> tuple[str, bytes]:
    return name.replace("printerSettings1.bin", "vbaProject.bin"), data


def emptied(name: str, data: bytes) -> tuple[str, bytes]:
    return name, b"" if name.endswith("presentation.xml") else data


def misled(name: str, data: bytes) -> tuple[str, bytes]:
    return name, data.replace(b"slideMaster1", b"slideMaster7") if "rels" in name else data


def orphaned(name: str, data: bytes) -> tuple[str, bytes]:
    """The layout for maps without its master."""
    return name, data.replace(b"slideMaster", b"x") if "Layout6.xml.rels" in name else data


def typeless(name: str, data: bytes) -> tuple[str, bytes]:
    return name, data.replace(b' Extension="xml"', b"") if name == "[Content_Types].xml" else data


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (orphaned, "no template that can be read"),
        (typeless, "no template that can be read"),
        (declared, "declares a document type"),
        (renamed, "has a program in it"),
        (emptied, "no template that can be read"),
        (misled, "no template that can be read"),
    ],
)
def test_a_hostile_or_broken_template_is_refused_with_a_plain_message(
    tmp_path: Path, change: Callable[[str, bytes], tuple[str, bytes]], said: str
) -> None:
    path = repacked(template(tmp_path), change)
    with pytest.raises(RequestError, match=said):
        house_of(path, "en")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 60])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(content)
    with pytest.raises(RequestError, match=r"a template is a \.pptx or \.potx file"):
        house_of(path, "en")


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.pptx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(RequestError, match=r"a template is a \.pptx or \.potx file"):
        house_of(path, "en")


def test_a_template_that_is_not_there_or_has_no_end_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pptx"
    os.mkfifo(pipe)
    for path in (tmp_path / "none.pptx", tmp_path, pipe):
        with pytest.raises(DataError):
            house_of(path, "en")


@pytest.mark.parametrize("length", [30, 600, 4_000, 20_000, 27_000])
def test_a_template_that_is_cut_off_is_refused(tmp_path: Path, length: int) -> None:
    path = template(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(FrontmapError):
        house_of(path, "en")
