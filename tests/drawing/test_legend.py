from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from drawings import drawn, every_word

from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import (
    LegendEntry,
    columns_height,
    episode_keys,
    legend_sections,
    parted_sections,
    sample_of,
    set_columns,
)
from frontmap.drawing.marks import Box, Part, SectionKey, Shape, Words
from frontmap.drawing.outlines import box_polygon
from frontmap.drawing.patterns import sample_fill
from frontmap.drawing.styles import Style
from frontmap.model import Doubt, Text
from frontmap.statuses import Status
from frontmap.words import word

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.legend import LegendSection

CODES = [("NF", "North field"), ("SE", "Southeast field")]


def sections(atlas: Atlas, language: str = "en") -> dict[SectionKey, LegendSection]:
    made = legend_sections(atlas.actors, Style(1.0, language), codes=CODES)
    return {section.key: section for section in made}


def test_the_legend_lists_the_actors_that_are_drawn_in_the_order_of_the_file(
    tiny_atlas: Atlas,
) -> None:
    names = [actor.name.exact("en") for actor in tiny_atlas.actors.values()]
    for day in (1, 4):
        drawing = drawn(tiny_atlas, day)
        words = every_word(drawing, Part.LEGEND)
        shown = drawing.drawn[SectionKey.ACTORS]
        assert [text for text in words if text in names] == [
            actor.name.exact("en") for actor in tiny_atlas.actors.values() if actor.id in shown
        ]
        controls = tiny_atlas.on(date(2001, 1, day)).controls.values()
        assert shown == {a for control in controls for a in (control.holder, *control.rivals) if a}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_legend_defines_every_status_and_line_that_is_drawn_and_no_other(
    tiny_atlas: Atlas, language: str
) -> None:
    for day in (1, 2, 3, 4):
        drawing = drawn(tiny_atlas, day, language=language)
        words = every_word(drawing, Part.LEGEND)
        there = {control.status for control in tiny_atlas.on(date(2001, 1, day)).controls.values()}
        for status in Status:
            assert (word(f"status.{status}", language) in words) is (status in there)
            assert (word(f"status.{status}.definition", language) in words) is (status in there)
        for key, part in (
            ("front_today", Part.FRONT_TODAY),
            ("front_yesterday", Part.FRONT_YESTERDAY),
            ("changed", Part.CHANGED),
        ):
            assert (word(f"legend.{key}", language) in words) is bool(drawing.marks(part))


def test_of_an_episode_the_legend_can_have_all_that_any_day_shows(builtin: Atlas) -> None:
    for episode in builtin.episodes:
        keys = episode_keys(builtin, episode)
        for day in (episode.first, episode.last):
            shown = lay_out(builtin.on(day)).drawn
            assert all(shown[section] <= keys[section] for section in shown)


def test_without_keys_the_legend_has_everything(tiny_atlas: Atlas) -> None:
    made = {section.key: section for section in legend_sections(tiny_atlas.actors, Style(1.0))}
    assert [entry.key for entry in made[SectionKey.ACTORS].entries] == list(tiny_atlas.actors)
    assert len(made[SectionKey.STATUSES].entries) == len(Status)
    assert len(made[SectionKey.LINES].entries) == 6


@pytest.mark.parametrize("language", ["en", "ar"])
def test_sections_and_entries_have_the_same_keys_in_every_language(
    tiny_atlas: Atlas, language: str
) -> None:
    made = sections(tiny_atlas, language)
    assert list(SectionKey) == list(made)
    keys = {key: [entry.key for entry in section.entries] for key, section in made.items()}
    assert list(tiny_atlas.actors) == keys[SectionKey.ACTORS]
    assert list(Status) == keys[SectionKey.STATUSES]
    assert {"front_today", "front_yesterday", "changed"} < set(keys[SectionKey.LINES])
    assert ["NF", "SE"] == keys[SectionKey.CODES]


def test_without_codes_there_is_no_section_of_them(tiny_atlas: Atlas) -> None:
    keys = [section.key for section in legend_sections(tiny_atlas.actors, Style(1.0))]
    assert [SectionKey.ACTORS, SectionKey.STATUSES, SectionKey.LINES] == keys


def test_a_doubt_shows_its_tint_with_what_marks_a_code(tiny_atlas: Atlas) -> None:
    entries = {entry.key: entry for entry in sections(tiny_atlas)[SectionKey.LINES].entries}
    samples = [entries[key] for key in ("uncertain", "assumed")]
    assert ["…?", "(…)"] == [entry.code for entry in samples]
    assert [Doubt.UNCERTAIN, Doubt.ASSUMED] == [e.fill.doubt for e in samples if e.fill]
    assert ["low confidence, or a vague day", "assumed"] == [
        entry.without_note().head for entry in samples
    ]


def test_a_short_name_stays_inside_its_sample_however_long(tiny_atlas: Atlas) -> None:
    long = {
        key: replace(actor, short=Text.of(ar="المعارضة المسلحة"))
        for key, actor in tiny_atlas.actors.items()
    }
    style = Style(1.0, "ar")
    actors = [s for s in legend_sections(long, style) if s.key is SectionKey.ACTORS]
    marks, _ = set_columns(actors, Box(0, 0, 300, 0), style)
    boxes = [shapely.Polygon(mark.rings[0]) for mark in marks if isinstance(mark, Shape)]
    codes = [mark for mark in marks if isinstance(mark, Words) and mark.style.bold][1:]
    assert len(long) == len(codes) == len(boxes)
    for box, code in zip(boxes, codes, strict=True):
        assert box.contains(box_polygon(code.box))
        assert code.style.language == "ar"


@pytest.mark.parametrize(("status", "haloed"), [(Status.HELD, False), (Status.CONTESTED, True)])
def test_letters_of_a_sample_that_has_a_pattern_have_a_halo(
    status: Status, *, haloed: bool
) -> None:
    entry = LegendEntry("head", fill=sample_fill(status), code="ABC")
    letters = sample_of(entry, Box(0, 0, 60, 18), Style(1.0))[-1]
    assert isinstance(letters, Words)
    assert bool(letters.style.halo) is haloed


def test_an_entry_is_renamed_by_its_key(tiny_atlas: Atlas) -> None:
    lines = sections(tiny_atlas)[SectionKey.LINES]
    renamed = lines.renamed({"changed": "moved"})
    assert ["moved"] == [entry.head for entry in renamed.entries if entry.key == "changed"]
    others = [entry for entry in lines.entries if entry.key != "changed"]
    assert others == [entry for entry in renamed.entries if entry.key != "changed"]


def test_a_section_is_cut_to_some_keys_and_to_heads(tiny_atlas: Atlas) -> None:
    statuses = sections(tiny_atlas)[SectionKey.STATUSES]
    cut = statuses.only({"held", "contested"}).without_notes()
    assert ["held", "contested"] == [entry.key for entry in cut.entries]
    assert {""} == {entry.note for entry in cut.entries}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [200.0, 500.0, 900.0])
def test_the_legend_stays_in_its_box_and_takes_the_height_that_was_told(
    tiny_atlas: Atlas, width: float, language: str
) -> None:
    style = Style(1.0, language)
    made = legend_sections(tiny_atlas.actors, style)
    box = Box(30, 40, width, 0)
    marks, height = set_columns(made, box, style)
    assert columns_height(made, width, style) == pytest.approx(height)
    for words in (mark for mark in marks if isinstance(mark, Words)):
        assert words.box.x >= box.x - 1e-6
        assert words.box.bottom <= box.y + height + 1e-6


def test_reading_starts_at_the_right_in_arabic(tiny_atlas: Atlas) -> None:
    box = Box(0, 0, 700, 0)
    heads = []
    for language in ("en", "ar"):
        style = Style(1.0, language)
        marks, _ = set_columns(legend_sections(tiny_atlas.actors, style), box, style)
        heads.append(next(mark for mark in marks if isinstance(mark, Words)))
    assert (0.0, 700.0) == tuple(head.x for head in heads)


@pytest.mark.parametrize("height", [1.0, 100.0, 300.0, 5000.0])
def test_a_legend_that_is_higher_than_its_room_is_parted_between_rows(
    tiny_atlas: Atlas, height: float
) -> None:
    style = Style(1.0)
    sections = legend_sections(tiny_atlas.actors, style)
    parts = list(parted_sections(sections, 240, height, style))
    rows = [entry for part in parts for section in part for entry in section.entries]
    assert [entry for section in sections for entry in section.entries] == rows
    for part in parts:
        high = columns_height(part, 240, style)
        assert high <= height or [1] == [len(section.entries) for section in part]
    assert (height < 5000) == (len(parts) > 1)
