from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE

from frontmap.atlas import Atlas
from frontmap.drawing.colours import tint
from frontmap.model import Doubt, Text
from frontmap.outputs.deck import make_deck
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]


def deck_of(atlas: Atlas, days: list[date], language: str = "en") -> Deck:
    content, _ = make_deck(atlas, days=days, language=language)
    return Presentation(io.BytesIO(content))


def every_shape(shapes: object) -> Iterator[BaseShape]:
    for shape in shapes:  # type: ignore[attr-defined]  # pptx's shape trees have no common type
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def areas_of(slide: Slide, atlas: Atlas) -> dict[str, BaseShape]:
    found = [
        shape
        for shape in every_shape(slide.shapes)
        if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM and shape.name in atlas.areas
    ]
    assert len(found) == len({shape.name for shape in found})
    return {shape.name: shape for shape in found}


def ground(shape: BaseShape) -> str:
    return f"#{shape.fill.fore_color.rgb}".lower()  # type: ignore[attr-defined]


def text_of(slide: Slide) -> str:
    return "\n".join(
        shape.text_frame.text  # type: ignore[attr-defined]
        for shape in every_shape(slide.shapes)
        if shape.has_text_frame
    )


def notes_of(slide: Slide) -> str:
    assert slide.notes_slide.notes_text_frame is not None
    return slide.notes_slide.notes_text_frame.text


@pytest.fixture(scope="module")
def deck(tiny_atlas: Atlas) -> Deck:
    return deck_of(tiny_atlas, DAYS)


def test_a_deck_has_a_slide_for_each_day_between_the_question_and_the_method(deck: Deck) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]  # type: ignore[union-attr]
    days = [f"{day} January 2001" for day in (1, 2, 3, 4)]
    assert ["Three fields · The first week", *days, "Sources and method"] == titles


def test_each_area_is_a_freeform_named_by_its_id(deck: Deck, tiny_atlas: Atlas) -> None:
    for slide in list(deck.slides)[1:-1]:
        assert set(tiny_atlas.areas) == set(areas_of(slide, tiny_atlas))


def test_each_area_is_filled_with_its_holder_s_colour(deck: Deck, tiny_atlas: Atlas) -> None:
    for day, slide in zip(DAYS, list(deck.slides)[1:-1], strict=True):
        snapshot = tiny_atlas.on(day)
        for area, shape in areas_of(slide, tiny_atlas).items():
            colour = tiny_atlas.actors[snapshot.controls[area].holder].colour
            assert tint(colour, snapshot.doubt(area)) == ground(shape)


def test_a_real_day_has_as_many_freeforms_as_areas_in_view(builtin: Atlas) -> None:
    day = date(2018, 5, 3)
    slide = list(deck_of(builtin, [day]).slides)[1]
    snapshot = builtin.on(day)
    shapes = areas_of(slide, builtin)
    shown = {area.id for area in builtin.shown(snapshot.episode)}
    assert shown == set(shapes)
    for area, shape in shapes.items():
        colour = builtin.actors[snapshot.controls[area].holder].colour
        assert tint(colour, snapshot.doubt(area)) == ground(shape)


def test_a_deck_tells_assumed_states_apart_on_the_map_in_the_legend_and_in_the_method(
    assumed_atlas: Atlas,
) -> None:
    slides = list(deck_of(assumed_atlas, DAYS[:1]).slides)
    blue = assumed_atlas.actors["blue"].colour
    assert tint(blue, Doubt.ASSUMED) == ground(areas_of(slides[1], assumed_atlas)["north"])
    said = " ".join(text_of(slides[1]).split())
    for part in ("(BLU)", "low confidence, or a vague day", "(…)", "assumed"):
        assert part in said
    method = " ".join(text_of(slides[-1]).split())
    assert "assumed where only a statement that names no area" in method


def test_a_status_is_a_pattern_of_shapes_over_the_holder_s_colour(
    deck: Deck, tiny_atlas: Atlas
) -> None:
    slide = deck.slides[2]
    assert tiny_atlas.on(DAYS[1]).controls["southeast"].status is Status.CONTESTED
    area = areas_of(slide, tiny_atlas)["southeast"]
    (stripes,) = [s for s in every_shape(slide.shapes) if s.name == "status southeast"]
    inks = {ground(area), ground(stripes)}
    colours = {tiny_atlas.actors[actor].colour for actor in ("blue", "green")}
    assert inks in (colours, {tint(colour, Doubt.UNCERTAIN) for colour in colours})
    assert stripes.left >= area.left
    assert stripes.left + stripes.width <= area.left + area.width + 1000


def test_the_front_is_a_line_and_labels_are_text_boxes(deck: Deck) -> None:
    shapes = {shape.name: shape for shape in every_shape(deck.slides[1].shapes)}
    front = shapes["front-today"]
    assert front.fill.type == MSO_FILL.BACKGROUND  # type: ignore[attr-defined]
    assert shapes["labels north"].shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    assert "North field ·\N{NO-BREAK SPACE}BLU" == shapes["labels north"].text_frame.text  # type: ignore[attr-defined]


def test_a_slide_says_its_day_legend_and_source_as_text(deck: Deck) -> None:
    said = text_of(deck.slides[3])
    for part in (
        "3 January 2001",
        "state at the end of the day",
        "Blue party",
        "front today",
        "Source: Made up for the tests",
        "CC0",
        "where the line ran inside an area is not known",
    ):
        assert part in said


def test_slides_are_16_to_9_and_everything_lies_on_them(builtin: Atlas) -> None:
    for language in ("en", "ar"):
        made = deck_of(builtin, [date(2018, 5, 3)], language)
        width, height = made.slide_width, made.slide_height
        assert width is not None
        assert height is not None
        assert 16 * height == 9 * width
        for slide in made.slides:
            for shape in every_shape(slide.shapes):
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= width
                assert shape.top + shape.height <= height


def test_every_group_has_alternative_text(deck: Deck) -> None:
    groups = [
        shape
        for slide in deck.slides
        for shape in every_shape(slide.shapes)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    assert ["map", "legend"] * 4 == [group.name for group in groups]
    assert all(group._element.nvGrpSpPr.cNvPr.get("descr") for group in groups)


def test_an_area_s_alternative_text_says_who_holds_it(deck: Deck, tiny_atlas: Atlas) -> None:
    shape = areas_of(deck.slides[1], tiny_atlas)["north"]
    assert shape._element.nvSpPr.cNvPr.get("descr").startswith("North field: Blue party")


def test_shapes_of_a_slide_have_numbers_of_their_own(deck: Deck) -> None:
    for slide in deck.slides:
        numbers = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(numbers) == len(set(numbers))


def test_notes_say_what_changed_why_and_cite_in_full(deck: Deck, tiny_atlas: Atlas) -> None:
    said = notes_of(deck.slides[3])
    assert "Blue takes the southeast field." in said
    assert "• Southeast field: Green party, contested (Blue party) → Blue party" in said
    assert "Both sides say so." in said
    assert "confidence: high" in said
    for source in ("herald", "gazette"):
        title = tiny_atlas.sources[source].title
        assert f"“{title}”" in said


def test_notes_of_an_opening_day_do_not_say_that_nothing_changed(deck: Deck) -> None:
    said = notes_of(deck.slides[1])
    assert "The record of this episode opens on this day" in said
    assert "Nothing changed" not in said


def test_notes_tell_the_ground_that_moved_and_of_which_days_nothing_is_known(
    moving_atlas: Atlas,
) -> None:
    made = deck_of(moving_atlas, [date(2001, 1, day) for day in (1, 3, 4, 5, 6)])
    _, third, fourth, fifth, sixth = (notes_of(slide) for slide in list(made.slides)[1:6])
    moved = "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²"
    assert third.count(moved) == 2
    assert third.count("• Blue: Blue party, outline moved") == 2
    assert "no data: the record says nothing of this day" in fourth
    assert "The record says nothing of the day before" in fifth
    assert "Green party, gained: 1.23 km²; nobody lost ground" in sixth
    assert not any("Nothing changed" in said for said in (third, fourth, fifth, sixth))


def test_notes_tell_what_changed_since_a_slide_that_is_not_the_day_before(
    tiny_atlas: Atlas,
) -> None:
    made = deck_of(tiny_atlas, [DAYS[0], DAYS[3]])
    said = notes_of(made.slides[2])
    assert "What changed since the slide before (1 January 2001)" in said
    assert "• Southeast field: Green party → Blue party" in said


def outlined(slide: Slide) -> set[str]:
    return {
        shape.name.removeprefix("changed ")
        for shape in every_shape(slide.shapes)
        if shape.name.startswith("changed ")
    }


def test_a_slide_outlines_what_its_notes_say_changed_since_the_slide_before(
    builtin: Atlas,
) -> None:
    days = [date(2018, 4, 18), date(2018, 5, 3)]
    first, second = (builtin.on(day) for day in days)
    slide = deck_of(builtin, days).slides[2]
    changed = second.changed_since(first)
    assert len(changed) > len(second.changes)
    assert outlined(slide) == {*changed}
    head, _, rest = notes_of(slide).partition("What changed since the slide before (18 April 2018)")
    since, _, _ = rest.partition("What changed on this day")
    assert "•" not in head
    told = [line for line in since.splitlines() if line.startswith("• ")]
    names = [builtin.areas[area].name.exact("en") for area in changed]
    assert [line.removeprefix("• ").startswith(f"{name}: ") for line, name in
            zip(told, names, strict=True)] == [True] * len(names)  # fmt: skip
    assert "changed since the slide before" in text_of(slide)
    assert "changed on this day" not in text_of(slide)


def test_the_first_slide_of_a_day_says_what_changed_on_the_day(tiny_atlas: Atlas) -> None:
    slide = deck_of(tiny_atlas, DAYS[2:]).slides[1]
    assert outlined(slide) == {"southeast"}
    assert "changed on this day" in text_of(slide)
    assert "slide before" not in text_of(slide)


def test_a_slide_of_an_earlier_day_than_that_before_it_says_what_changed_on_its_day(
    tiny_atlas: Atlas,
) -> None:
    slide = deck_of(tiny_atlas, [DAYS[3], DAYS[2]]).slides[2]
    assert outlined(slide) == {"southeast"}
    assert "slide before" not in text_of(slide) + notes_of(slide)


def test_a_deck_without_claims_says_nothing_of_weighed_claims(tiny_atlas: Atlas) -> None:
    bare = replace(tiny_atlas.record, claims=(), sources=(), voices=(), has_seeds=False)
    slide = list(deck_of(Atlas(bare), DAYS[:1]).slides)[-1]
    assert slide.shapes.title.text == "Method"  # type: ignore[union-attr]
    for said in (text_of(slide), notes_of(slide)):
        assert "The atlas lists no claims" in said
        assert "weighed" not in said
        assert "Confidence is high" not in said
    assert "Sources in full" not in notes_of(slide)


def test_an_account_is_marked_in_every_map_title_and_alternative_text(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:blue"), DAYS[:2])
    told = "as told by: Blue party"
    assert told in made.core_properties.title
    for slide in list(made.slides)[:3]:
        assert told in slide.shapes.title.text  # type: ignore[union-attr]
    for slide in list(made.slides)[1:3]:
        assert told in notes_of(slide)
        drawn = next(shape for shape in slide.shapes if shape.name == "map")
        assert told in text_of(drawn)  # type: ignore[arg-type]
        described = [drawn, *areas_of(slide, tiny_atlas).values()]
        assert all(told in shape._element._nvXxPr.cNvPr.get("descr") for shape in described)


def test_the_first_slide_leaves_the_question_blank(deck: Deck) -> None:
    blank = next(shape for shape in deck.slides[0].shapes if shape.name == "question")
    assert "" == blank.text_frame.text  # type: ignore[attr-defined]
    assert "The question of this lesson" in text_of(deck.slides[0])


def test_the_last_slide_has_sources_and_method(deck: Deck, tiny_atlas: Atlas) -> None:
    said = text_of(deck.slides[len(deck.slides) - 1])
    assert "where the line ran inside an area is not known" in said
    for source in tiny_atlas.sources.values():
        assert source.title in said


def test_an_account_is_marked_on_every_slide_of_a_day(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:blue"), DAYS[:2])
    for slide in list(made.slides)[:-1]:
        assert "as told by: Blue party" in text_of(slide)


def test_arabic_runs_from_right_to_left(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas, DAYS[:1], "ar")
    slide = made.slides[1]
    assert "1 كانون الثاني 2001" in text_of(slide)
    paragraph = slide.shapes.title.text_frame.paragraphs[0]._p  # type: ignore[union-attr]
    assert ("1", "r") == (paragraph.pPr.get("rtl"), paragraph.pPr.get("algn"))
    places = {shape.name: shape.left for shape in slide.shapes}
    assert places["legend"] < places["map"]


def test_names_are_text_and_never_markup(tiny_atlas: Atlas) -> None:
    hostile = '<a:t>"&\x0b</p:sp>'
    record = tiny_atlas.record
    areas = tuple(replace(area, name=Text.of(en=hostile)) for area in record.areas)
    made = deck_of(Atlas(replace(record, areas=areas, title=Text.of(en=hostile))), DAYS[:1])
    assert '<a:t>"&' in text_of(made.slides[1])
    assert '<a:t>"&' in text_of(made.slides[0])


def test_what_the_legend_of_a_slide_has_no_room_for_has_slides_of_its_own(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    long = Text.of({"en": ("word " * 40).strip()})
    actors = tuple(replace(actor, name=long) for actor in record.actors)
    more = tuple(replace(actors[0], id=f"a{n}", side=f"s{n}") for n in range(40))
    rivals = tuple(actor.id for actor in more)
    rulings = tuple(
        replace(ruling, rivals=rivals) if ruling.rivals else ruling for ruling in record.rulings
    )
    changed = Atlas(replace(record, title=long, actors=(*actors, *more), rulings=rulings))
    deck = deck_of(changed, DAYS[1:2])
    heights = [
        shape.top + shape.height
        for slide in deck.slides
        for shape in slide.shapes
        if shape.name == "legend"
    ]
    assert len(heights) > 1
    assert max(heights) <= deck.slide_height


def test_every_line_of_a_title_is_a_heading(tiny_atlas: Atlas) -> None:
    titled = replace(tiny_atlas.record, title=Text.of(en="\nThree\nfields"))
    slide = deck_of(Atlas(titled), DAYS[:1]).slides[0]
    paragraphs = slide.shapes.title.text_frame.paragraphs  # type: ignore[union-attr]
    runs = [(run.text, run.font.bold) for paragraph in paragraphs for run in paragraph.runs]
    assert [("Three", True), ("fields · The first week", True)] == runs


def test_a_source_longer_than_its_line_is_cut_on_slides_and_whole_in_the_last_notes(
    tiny_atlas: Atlas,
) -> None:
    long = Text.of({"en": "A long word of thanks. " * 80})
    deck = deck_of(Atlas(replace(tiny_atlas.record, title=long, attribution=long)), DAYS[1:2])
    for slide in deck.slides:
        (foot,) = [shape for shape in slide.shapes if shape.name == "source"]
        assert foot.text_frame.text.endswith("…")
        assert len(foot.text_frame.text) < 700
    notes = list(deck.slides)[-1].notes_slide.notes_text_frame
    assert notes is not None
    assert f"Source: {long.to('en')} · Licence of the data: CC0" in notes.text
