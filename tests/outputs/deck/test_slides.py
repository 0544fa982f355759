from __future__ import annotations

import io
from colorsys import hls_to_rgb, rgb_to_hls
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
from frontmap.outputs.deck.notes import DayTold
from frontmap.outputs.deck.theme import accents_of
from frontmap.statuses import Status
from frontmap.telling.headlines import headline, own_caption
from frontmap.telling.sentences import citation, cited_claims, sources_of
from frontmap.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]


def deck_of(atlas: Atlas, days: list[date], language: str = "en", **options: object) -> Deck:
    content, _ = make_deck(atlas, days=days, language=language, **options)  # type: ignore[arg-type]
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


def ground(shape: BaseShape, atlas: Atlas) -> str:
    """The colour that a shape is filled with, worked out as ECMA-376 says."""
    (colour,) = shape._element.spPr.find("{*}solidFill")
    if colour.tag.endswith("srgbClr"):
        return f"#{colour.get('val')}".lower()
    accents = {name: base for base, name in accents_of(atlas.actors.values()).items()}
    base = accents[colour.get("val")]
    hue, light, full = rgb_to_hls(*(int(base[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    shares = {one.tag.split("}")[1]: int(one.get("val")) / 100_000 for one in colour}
    light = light * shares.get("lumMod", 1) + shares.get("lumOff", 0)
    rgb = hls_to_rgb(hue, light, full * shares.get("satMod", 1))
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in rgb)


def alike(one: str, other: str) -> bool:
    """Whether two colours differ by no more than the rounding of each channel."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return all(abs(here - there) <= 1 for here, there in pairs)


def maps_of(deck: Deck) -> list[Slide]:
    """The slides of days."""
    return [s for s in deck.slides if s.slide_layout.name == word("layout.map", "en")]


def shown(deck: Deck) -> list[Slide]:
    return [slide for slide in deck.slides if slide.element.get("show") != "0"]


def titled(deck: Deck, title: str) -> Slide:
    found = [s for s in deck.slides if s.shapes.title.text == title]  # type: ignore[union-attr]
    assert 1 == len(found)
    return found[0]


def text_of(slide: Slide) -> str:
    return "\n".join(
        shape.text_frame.text.replace("\v", " ")  # type: ignore[attr-defined]
        for shape in every_shape(slide.shapes)
        if shape.has_text_frame
    )


def notes_of(slide: Slide) -> str:
    assert slide.notes_slide.notes_text_frame is not None
    return slide.notes_slide.notes_text_frame.text


@pytest.fixture(scope="module")
def deck(tiny_atlas: Atlas) -> Deck:
    return deck_of(tiny_atlas, DAYS)


def test_a_deck_has_a_slide_for_each_day_with_its_headline_and_no_title_twice(
    deck: Deck, tiny_atlas: Atlas
) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]  # type: ignore[union-attr]
    days = [tiny_atlas.on(day) for day in DAYS]
    heads = [
        headline(day, "en", before) for day, before in zip(days, [None, *days[:-1]], strict=True)
    ]
    chart = "km² held by each party, 1 January 2001 to 4 January 2001"
    evidence = [f"Evidence of {day} January 2001" for day in (2, 3, 4)]
    first, *rest = titles
    assert "Three fields · The first week" == first
    assert [*heads, chart, "Sources", "Method", *evidence] == rest
    assert len(titles) == len(set(titles))


def test_a_headline_that_another_day_has_too_is_told_apart_by_the_day(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:green"), [DAYS[3], DAYS[3], DAYS[3]])
    titles = [slide.shapes.title.text for slide in maps_of(made)]  # type: ignore[union-attr]
    assert len(titles) == len(set(titles))
    assert f"{titles[0]} · 4 January 2001" == titles[1]


def test_below_the_title_stand_date_episode_and_state(deck: Deck) -> None:
    slide = maps_of(deck)[2]
    (under,) = [shape for shape in slide.shapes if shape.name == "subtitle"]
    expected = "3 January 2001 · Three fields · The first week · state at the end of the day"
    assert expected == under.text_frame.text  # type: ignore[attr-defined]


def test_a_caption_stands_below_its_map_where_it_fits_and_else_in_the_notes_alone(
    builtin: Atlas,
) -> None:
    days = [date(2018, 4, 19), date(2018, 5, 3)]
    for slide, day in zip(maps_of(deck_of(builtin, days)), days, strict=True):
        (below,) = [shape for shape in slide.shapes if shape.name == "text"]
        caption = own_caption(builtin.on(day), "en")
        assert caption == below.text_frame.text  # type: ignore[attr-defined]
        assert caption in notes_of(slide)
    captions = tuple(
        replace(one, text=Text.of(en=one.text.to("en") * 3)) for one in builtin.record.captions
    )
    long = Atlas(replace(builtin.record, captions=captions))
    slide = maps_of(deck_of(long, days[:1]))[0]
    assert "text" not in [shape.name for shape in slide.shapes]
    assert own_caption(long.on(days[0]), "en") in notes_of(slide)


def test_each_area_is_a_freeform_named_by_its_id(deck: Deck, tiny_atlas: Atlas) -> None:
    for slide in maps_of(deck):
        assert set(tiny_atlas.areas) == set(areas_of(slide, tiny_atlas))


def test_each_area_is_filled_with_its_holder_s_colour(deck: Deck, tiny_atlas: Atlas) -> None:
    for day, slide in zip(DAYS, maps_of(deck), strict=True):
        snapshot = tiny_atlas.on(day)
        for area, shape in areas_of(slide, tiny_atlas).items():
            colour = tiny_atlas.actors[snapshot.controls[area].holder].colour
            assert alike(tint(colour, snapshot.doubt(area)), ground(shape, tiny_atlas))


def test_a_real_day_has_as_many_freeforms_as_areas_in_view(builtin: Atlas) -> None:
    day = date(2018, 5, 3)
    slide = list(deck_of(builtin, [day]).slides)[1]
    snapshot = builtin.on(day)
    shapes = areas_of(slide, builtin)
    shown = {area.id for area in builtin.shown(snapshot.episode)}
    assert shown == set(shapes)
    for area, shape in shapes.items():
        colour = builtin.actors[snapshot.controls[area].holder].colour
        assert alike(tint(colour, snapshot.doubt(area)), ground(shape, builtin))


def test_a_deck_tells_assumed_states_apart_on_the_map_in_the_legend_and_in_the_method(
    assumed_atlas: Atlas,
) -> None:
    made = deck_of(assumed_atlas, DAYS[:1])
    slides = list(made.slides)
    blue = assumed_atlas.actors["blue"].colour
    north = areas_of(slides[1], assumed_atlas)["north"]
    assert alike(tint(blue, Doubt.ASSUMED), ground(north, assumed_atlas))
    said = " ".join(text_of(slides[1]).split())
    for part in ("(BLU)", "(…)", "assumed"):
        assert part in said
    method = " ".join(text_of(titled(made, "Method")).split())
    assert "assumed where only a statement that names no area" in method


def test_a_status_is_a_pattern_of_shapes_over_the_holder_s_colour(
    deck: Deck, tiny_atlas: Atlas
) -> None:
    slide = deck.slides[2]
    assert tiny_atlas.on(DAYS[1]).controls["southeast"].status is Status.CONTESTED
    area = areas_of(slide, tiny_atlas)["southeast"]
    (stripes,) = [s for s in every_shape(slide.shapes) if s.name == "status southeast"]
    doubt = tiny_atlas.on(DAYS[1]).doubt("southeast")
    for shape, actor in ((area, "green"), (stripes, "blue")):
        colour = tiny_atlas.actors[actor].colour
        assert alike(tint(colour, doubt), ground(shape, tiny_atlas))
    assert stripes.left >= area.left
    assert stripes.left + stripes.width <= area.left + area.width + 1000


def test_the_front_is_a_line_and_labels_are_text_boxes(deck: Deck) -> None:
    shapes = {shape.name: shape for shape in every_shape(maps_of(deck)[1].shapes)}
    front = shapes["front-today 2"]
    assert front.fill.type == MSO_FILL.BACKGROUND  # type: ignore[attr-defined]
    assert shapes["labels north"].shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    label = " ".join(shapes["labels north"].text_frame.text.split())  # type: ignore[attr-defined]
    assert "North field · BLU" == label


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


def groups_of(slide: Slide) -> list[BaseShape]:
    found = every_shape(slide.shapes)
    return [shape for shape in found if shape.shape_type == MSO_SHAPE_TYPE.GROUP]


def test_a_map_is_a_group_of_named_groups_with_alternative_text(deck: Deck) -> None:
    for slide in maps_of(deck):
        top = [shape.name for shape in slide.shapes if shape in groups_of(slide)]
        assert ["map", "legend"] == [n for n in top if n in {"map", "legend"}]
        names = [group.name for group in groups_of(slide)]
        assert {"map", "areas", "edges", "labels", "scale-bar", "legend"} <= set(names)
    groups = [group for slide in deck.slides for group in groups_of(slide)]
    assert all(group._element.nvGrpSpPr.cNvPr.get("descr") for group in groups)


def test_every_shape_of_a_slide_has_a_name_of_its_own(deck: Deck) -> None:
    for slide in deck.slides:
        names = [shape.name for shape in every_shape(slide.shapes)]
        assert all(names)
        assert len(names) == len(set(names))


def test_every_slide_has_its_number(deck: Deck) -> None:
    for slide in deck.slides:
        fields = slide.element.findall(".//{*}fld")
        assert ["slidenum"] == [field.get("type") for field in fields]


def letters_of(deck: Deck) -> Iterator[tuple[Slide, BaseShape, float]]:
    """The size of every run that says one."""
    for slide in deck.slides:
        for shape in every_shape(slide.shapes):
            if shape.has_text_frame:
                for run in shape._element.iter("{*}rPr"):
                    if run.get("sz"):
                        yield slide, shape, int(run.get("sz")) / 100


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_letters_are_below_12_points_and_names_on_maps_are_14(
    builtin: Atlas, language: str
) -> None:
    made = deck_of(builtin, [date(2018, 4, 19), date(2018, 5, 3)], language)
    assert min(size for *_, size in letters_of(made)) >= 12
    names = {area.name.to(language) for area in builtin.areas.values()}
    named = [
        size
        for _, shape, size in letters_of(made)
        if shape.name.startswith("labels ") and any(name in shape.text_frame.text for name in names)  # type: ignore[attr-defined]
    ]
    assert named
    assert min(named) >= 14


def test_an_area_s_alternative_text_says_who_holds_it(deck: Deck, tiny_atlas: Atlas) -> None:
    shape = areas_of(deck.slides[1], tiny_atlas)["north"]
    assert shape._element.nvSpPr.cNvPr.get("descr").startswith("North field: Blue party")


def test_shapes_of_a_slide_have_numbers_of_their_own(deck: Deck) -> None:
    for slide in deck.slides:
        numbers = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(numbers) == len(set(numbers))


def test_hidden_slides_have_the_evidence_and_every_source_in_full(
    builtin: Atlas,
) -> None:
    days = [date(2018, 4, 19), date(2018, 5, 3)]
    made = deck_of(builtin, days)
    hidden = [slide for slide in made.slides if slide not in shown(made)]
    assert shown(made) == list(made.slides)[: len(shown(made))]
    titles = [slide.shapes.title.text for slide in hidden]  # type: ignore[union-attr]
    assert {"Sources", "Evidence of 3 May 2018"} == {title.split(" (")[0] for title in titles}
    assert "Sources (2)" == titles[0]
    assert "Evidence of 3 May 2018 (2)" in titles
    said = " ".join(text_of(slide) for slide in hidden)
    for line in DayTold(builtin.on(days[1]), builtin.on(days[0])).evidence("en"):
        assert line in said
    whole = " ".join(text_of(slide) for slide in made.slides)
    changes = [change for day in days for change in builtin.changes(day)]
    for source in sources_of(builtin, cited_claims(changes, builtin)):
        assert citation(source, "en") in whole


def outlined(slide: Slide) -> set[str]:
    return {
        shape.name.split(" ")[1]
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
    told = DayTold(second, first).evidence("en")
    _, _, rest = "\n".join(told).partition("What changed since the slide before (18 April 2018)")
    since, _, _ = rest.partition("What changed on this day")
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
    made = deck_of(Atlas(bare), DAYS[:1])
    slide = titled(made, "Method")
    for said in (text_of(slide), notes_of(slide)):
        assert "The atlas lists no claims" in said
        assert "weighed" not in said
        assert "Confidence is high" not in said
    assert "Sources" not in [s.shapes.title.text for s in made.slides]  # type: ignore[union-attr]


def test_an_account_is_marked_in_every_map_title_and_alternative_text(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:blue"), DAYS[:2])
    told = "as told by: Blue party"
    assert told in made.core_properties.title
    assert told in made.slides[0].shapes.title.text  # type: ignore[union-attr]
    for slide in maps_of(made):
        assert told in slide.shapes[1].text_frame.text  # type: ignore[attr-defined]
        assert told in notes_of(slide)
        drawn = next(shape for shape in slide.shapes if shape.name == "map")
        assert told in text_of(drawn)  # type: ignore[arg-type]
        described = [drawn, *areas_of(slide, tiny_atlas).values()]
        assert all(told in shape._element._nvXxPr.cNvPr.get("descr") for shape in described)


def test_the_first_slide_has_span_map_and_sentence_and_leaves_the_question_blank(
    deck: Deck, tiny_atlas: Atlas
) -> None:
    slide = deck.slides[0]
    blank = next(shape for shape in slide.placeholders if shape.name == "question")
    assert "" == blank.text_frame.text  # type: ignore[attr-defined]
    said = text_of(slide)
    assert "1 January 2001 – 4 January 2001" in said
    assert "The maps show who held which area, from 1 January 2001 to 4 January 2001." in said
    assert set(tiny_atlas.areas) == set(areas_of(slide, tiny_atlas))


def test_sources_and_method_have_slides_of_their_own(deck: Deck, tiny_atlas: Atlas) -> None:
    assert "where the line ran inside an area is not known" in text_of(titled(deck, "Method"))
    said = text_of(titled(deck, "Sources"))
    for source in tiny_atlas.sources.values():
        assert source.title in said


def test_an_account_is_marked_on_every_slide_of_a_day(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:blue"), DAYS[:2])
    for slide in [made.slides[0], *maps_of(made)]:
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
    runs = [run.text for paragraph in paragraphs for run in paragraph.runs]
    assert ["Three fields · The first week"] == runs


def test_a_source_longer_than_its_line_is_cut_on_slides_and_whole_in_the_last_notes(
    tiny_atlas: Atlas,
) -> None:
    long = Text.of({"en": "A long word of thanks. " * 80})
    deck = deck_of(Atlas(replace(tiny_atlas.record, title=long, attribution=long)), DAYS[1:2])
    for slide in [deck.slides[0], *maps_of(deck), titled(deck, "Method")]:
        (foot,) = [shape for shape in slide.shapes if shape.name == "source"]
        assert foot.text_frame.text.endswith("…")
        assert len(foot.text_frame.text) < 700
    notes = notes_of(titled(deck, "Method"))
    assert f"Source: {long.to('en')} · Licence of the data: CC0" in notes


def pairs_of(deck: Deck) -> list[Slide]:
    return [s for s in deck.slides if s.slide_layout.name == word("layout.pair", "en")]


def heads_of(slide: Slide) -> list[str]:
    return [
        shape.text_frame.text  # type: ignore[attr-defined]
        for shape in slide.placeholders
        if shape.name in {"first", "second"}
    ]


def test_a_pair_of_days_stands_side_by_side_after_the_later_one(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas, DAYS[:3], pairs=[(DAYS[0], DAYS[2])])
    (slide,) = pairs_of(made)
    assert list(made.slides).index(slide) == 4
    assert ["Before: 1 January 2001", "After: 3 January 2001"] == heads_of(slide)
    one, other = [shape for shape in slide.shapes if shape.name in {"map", "map 2"}]
    assert one.left + one.width < other.left
    assert (one.top, one.width) == (other.top, other.width)
    changed = [n for s in every_shape(slide.shapes) if (n := s.name).startswith("changed ")]
    assert {"southeast"} == {name.split(" ")[1] for name in changed}
    assert "changed since the map before" in text_of(slide)
    assert "What changed since the slide before (1 January 2001)" in notes_of(slide)


def test_a_pair_of_days_that_have_no_slides_comes_after_those_that_have(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas, DAYS[:1], pairs=[(DAYS[1], DAYS[3])])
    (slide,) = pairs_of(made)
    assert list(made.slides).index(slide) == 2
    assert titled(made, "Evidence of 4 January 2001").element.get("show") == "0"


def test_two_accounts_stand_side_by_side_with_what_they_tell_differently(
    builtin: Atlas,
) -> None:
    day = date(2018, 5, 3)
    made = deck_of(builtin, [day], against="side:government")
    (slide,) = pairs_of(made)
    assert "Two accounts of 3 May 2018" == slide.shapes.title.text  # type: ignore[union-attr]
    own, told = heads_of(slide)
    assert ("this atlas, weighing all claims", "as told by: Government and allied forces") == (
        own,
        told,
    )
    here, there = builtin.on(day), builtin.account("side:government").on(day)
    names = [s.name for s in every_shape(slide.shapes) if s.name.startswith("changed ")]
    differ = {*here.changed_since(there), *there.changed_since(here)}
    assert differ
    assert differ == {own for name in names if not (own := name.split(" ")[1]).isdigit()}
    assert "told differently by the two" in text_of(slide)
    assert "front-yesterday" not in [group.name for group in groups_of(slide)]


def test_an_account_stands_beside_another(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas.account("side:blue"), DAYS[1:2], against="side:green")
    (slide,) = pairs_of(made)
    assert ["as told by: Blue party", "as told by: Green party"] == heads_of(slide)


def test_notes_are_in_the_languages_that_are_asked_for(tiny_atlas: Atlas) -> None:
    slide = maps_of(deck_of(tiny_atlas, DAYS[2:3], notes=["en", "ar"]))[0]
    assert "3 January 2001" in notes_of(slide)
    assert "3 كانون الثاني 2001" in notes_of(slide)


def test_the_first_of_an_arabic_pair_stands_right(tiny_atlas: Atlas) -> None:
    made = deck_of(tiny_atlas, DAYS[:2], "ar", pairs=[(DAYS[0], DAYS[1])])
    name = word("layout.pair", "ar")
    (slide,) = [s for s in made.slides if s.slide_layout.name == name]
    places = {shape.name: shape.left for shape in slide.shapes}
    assert places["legend"] < places["map 2"] < places["map"]


def test_parties_beyond_the_six_of_a_theme_have_their_own_colours(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    more = tuple(
        replace(record.actors[0], id=f"a{n}", side=f"s{n}", colour=f"#0000{n:02x}")
        for n in range(6)
    )
    atlas = Atlas(replace(record, actors=(*more, *record.actors)))
    slide = maps_of(deck_of(atlas, DAYS[:1]))[0]
    for area, shape in areas_of(slide, atlas).items():
        (colour,) = shape._element.spPr.find("{*}solidFill")
        assert colour.tag.endswith("srgbClr")
        holder = atlas.actors[atlas.on(DAYS[0]).controls[area].holder]
        assert tint(holder.colour, atlas.on(DAYS[0]).doubt(area)) == ground(shape, atlas)


def test_a_line_below_the_title_that_is_too_long_keeps_its_days_and_whose_account_it_is(
    tiny_atlas: Atlas,
) -> None:
    long = Text.of(en="A very long title of an episode that goes on and on " * 4)
    episodes = tuple(replace(one, title=long) for one in tiny_atlas.record.episodes)
    atlas = Atlas(replace(tiny_atlas.record, episodes=episodes)).account("side:blue")
    made = deck_of(atlas, DAYS[:2])
    under = [
        shape.text_frame.text  # type: ignore[attr-defined]
        for slide in [*maps_of(made), made.slides[0]]
        for shape in slide.shapes
        if shape.name == "subtitle"
    ]
    assert under[0].startswith("1 January 2001 · ")
    assert under[0].endswith("… · state at the end of the day · as told by: Blue party")
    assert under[2].endswith("1 January 2001 – 2 January 2001")


def test_a_deck_tells_of_days_without_data_and_of_outlines_that_move(moving_atlas: Atlas) -> None:
    days = [date(2001, 1, day) for day in (1, 3, 4, 5, 6)]
    made = deck_of(moving_atlas, days)
    assert 5 == len(maps_of(made))
    assert "no data" in text_of(maps_of(made)[2])


def test_every_short_name_on_a_map_is_explained_on_a_slide(builtin: Atlas) -> None:
    made = deck_of(builtin, [date(2018, 4, 19)], against="side:government")
    said = text_of(titled(made, word("legend.codes", "en")))
    codes = {area.code.to("en"): area.name.to("en") for area in builtin.areas.values()}
    seen = 0
    for slide in [made.slides[0], *maps_of(made), *pairs_of(made)]:
        for shape in every_shape(slide.shapes):
            first = shape.text_frame.text.split()[:1] if shape.has_text_frame else []  # type: ignore[attr-defined]
            if shape.name.startswith("labels ") and first and first[0] in codes:
                assert f"{first[0]} = {codes[first[0]]}" in said
                seen += 1
    assert seen > 10
