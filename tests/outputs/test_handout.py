from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from programs import pdf_info, pdf_text

from frontmap.atlas import Atlas
from frontmap.drawing.marks import Box, Line, Shape, Words
from frontmap.errors import RequestError
from frontmap.model import NO_TEXT, Area, Doubt, Text
from frontmap.outputs.handout import PAPERS, lay_out_handout, write_handout
from frontmap.telling.sentences import claims_by_voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from frontmap.drawing.marks import Mark
    from frontmap.drawing.picture import Picture

THIRD = date(2001, 1, 3)


def marks(pictures: tuple[Picture, ...]) -> Iterator[tuple[Picture, Mark, float, float, float]]:
    """Every mark of the pages, with its page, and where the drawing it is in stands."""
    for picture in pictures:
        for placed in picture.placed:
            for group in placed.drawing.groups:
                for mark in group.marks:
                    yield picture, mark, placed.x, placed.y, placed.scale


def said(pictures: tuple[Picture, ...]) -> list[str]:
    return [" ".join(mark.lines) for _, mark, *_ in marks(pictures) if isinstance(mark, Words)]


def test_a_handout_has_the_map_the_table_the_caption_the_claims_and_the_sources(
    tiny_atlas: Atlas,
) -> None:
    text = "\n".join(said(lay_out_handout(tiny_atlas.on(THIRD))))
    for part in (
        "3 January 2001",
        "state at the end of the day",
        "front today",
        "Blue takes the southeast field.",
        "• Southeast field: Green party, contested (Blue party) → Blue party",
        "Who holds what",
        "Blue party, held",
        "What was said of this day",
        "Sources in full",
    ):
        assert part in text


def test_the_table_has_every_area_with_its_code(tiny_atlas: Atlas) -> None:
    text = "\n".join(said(lay_out_handout(tiny_atlas.on(THIRD))))
    for area in tiny_atlas.areas.values():
        assert f"{area.name.exact('en')} ({area.code.first})" in text


def test_the_table_has_an_assumed_state_in_a_row_of_its_own(assumed_atlas: Atlas) -> None:
    pictures = lay_out_handout(assumed_atlas.on(date(2001, 1, 3)))
    swatches = [
        mark.fill
        for _, mark, *_ in marks(pictures)
        if isinstance(mark, Shape) and not mark.name and mark.fill.pitch == 6.5
    ]
    assert [Doubt.UNCERTAIN, Doubt.ASSUMED, Doubt.NONE] == [fill.doubt for fill in swatches]
    text = said(pictures)
    assert {"BLU?", "(BLU)", "GRN"} <= set(text)
    assert any("paler still, in brackets: assumed: only a statement" in line for line in text)


def test_codes_of_a_handout_are_in_its_language(tiny_atlas: Atlas) -> None:
    text = said(lay_out_handout(tiny_atlas.on(THIRD), language="ar"))
    assert {"أزرق؟", "أخضر"} <= set(text)
    assert any("الحقل الشمالي (شم)" in line for line in text)


def test_an_area_without_a_code_has_its_name_alone(tiny_atlas: Atlas) -> None:
    areas = tuple(replace(area, code=NO_TEXT) for area in tiny_atlas.record.areas)
    text = said(lay_out_handout(Atlas(replace(tiny_atlas.record, areas=areas)).on(THIRD)))
    assert "North field" in text


def test_each_voice_has_two_blanks_to_answer(tiny_atlas: Atlas) -> None:
    snapshot = tiny_atlas.on(THIRD)
    voices = claims_by_voice(snapshot)
    lines = said(lay_out_handout(snapshot))
    assert voices
    for voice in voices:
        assert tiny_atlas.voices[voice].name.exact("en") in lines
    for question in ("Who says so?", "Who gains from saying it?"):
        assert len(voices) == lines.count(question)


def test_a_day_of_which_nobody_speaks_says_so(tiny_atlas: Atlas) -> None:
    spoken = [claim for claim in tiny_atlas.record.claims if not claim.date.covers(THIRD)]
    quiet = Atlas(replace(tiny_atlas.record, claims=tuple(spoken)))
    assert "No claim is dated to this day" in said(lay_out_handout(quiet.on(THIRD)))


def test_an_account_has_its_own_claims_only_and_says_what_it_is(tiny_atlas: Atlas) -> None:
    snapshot = tiny_atlas.account("side:blue").on(THIRD)
    voices = {tiny_atlas.voices[voice].side for voice in claims_by_voice(snapshot)}
    assert voices <= {"blue"}
    assert any("This is one account" in line for line in said(lay_out_handout(snapshot)))


def test_every_sheet_and_the_file_of_an_account_say_whose_it_is(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    account, told = tiny_atlas.account("side:blue"), "as told by: Blue party"
    pictures = lay_out_handout(account.on(THIRD))
    assert len(pictures) > 1
    for picture in pictures:
        assert any(told in line and " · page " in line for line in said((picture,)))
        assert told in picture.about
    write_handout(account, tmp_path / "h.pdf", days=[THIRD])
    info = pdf_info(tmp_path / "h.pdf")
    assert told in info["Title"]
    assert told in info["Subject"]


def test_a_handout_is_headed_by_its_episode(builtin: Atlas) -> None:
    first, *_ = lay_out_handout(builtin.on(date(2017, 3, 20)))
    assert "Jobar and Qabun, March 2017" in said((first,))
    assert first.title == "Jobar and Qabun, March 2017: 20 March 2017"


def test_a_handout_of_an_atlas_without_claims_says_so(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, claims=(), sources=(), voices=(), has_seeds=False))
    lines = said(lay_out_handout(bare.on(THIRD)))
    assert "This atlas has no claims to show" in lines
    assert "No claim is dated to this day" not in lines
    # no area of it is assumed, so that nothing is said of what carries an assumption
    assert not any("names no area" in line for line in lines if "held: " in line)


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_stands_off_the_sheet(builtin: Atlas, paper: str, language: str) -> None:
    pictures = lay_out_handout(builtin.on(date(2018, 5, 3)), paper=paper, language=language)
    assert {PAPERS[paper]} == {(picture.width, picture.height) for picture in pictures}
    for picture, mark, x, y, scale in marks(pictures):
        if isinstance(mark, Words):
            assert x + mark.box.x * scale >= 0
            assert x + mark.box.right * scale <= picture.width
            assert y + mark.box.bottom * scale <= picture.height
        elif isinstance(mark, Line):
            assert all(0 <= x + a * scale <= picture.width for path in mark.paths for a, _ in path)


def overlapping(picture: Picture) -> list[Box]:
    boxes = [mark.box.grown(-0.6) for _, mark, *_ in marks((picture,)) if isinstance(mark, Words)]
    return [
        box
        for number, box in enumerate(boxes)
        if any(box.overlaps(other) for other in boxes[number + 1 :])
    ]


def test_the_lines_of_a_page_do_not_overlap(builtin: Atlas) -> None:
    for picture in lay_out_handout(builtin.on(date(2018, 5, 3)))[1:]:
        assert [] == overlapping(picture)


@pytest.mark.parametrize("text", ["word ", "W", "شمال "])
def test_a_text_that_is_longer_than_a_page_goes_on_in_the_next(
    tiny_atlas: Atlas, text: str
) -> None:
    record = tiny_atlas.record
    name = Text.of({"en": (text * 200)[:200].strip()})
    long = Text.of({"en": (text * 20_000)[:20_000].strip()})
    actors = tuple(replace(actor, name=name, short=name) for actor in record.actors)
    more = tuple(replace(actors[0], id=f"a{n}", side=f"s{n}") for n in range(30))
    changed = replace(
        record,
        title=name,
        attribution=Text.of({"en": (text * 2000)[:2000].strip()}),
        areas=tuple(replace(area, name=name, code=name) for area in record.areas),
        actors=(*actors, *more),
        claims=tuple(replace(claim, summary=long) for claim in record.claims),
    )
    pictures = lay_out_handout(Atlas(changed).on(THIRD))
    for picture in pictures:
        assert [] == overlapping(picture)
        for _, mark, x, y, scale in marks((picture,)):
            if isinstance(mark, Words):
                assert x + mark.box.x * scale >= 0
                assert x + mark.box.right * scale <= picture.width
                assert y + mark.box.bottom * scale <= picture.height
    claims = [claim for of in claims_by_voice(Atlas(changed).on(THIRD)).values() for claim in of]
    letters = "".join(
        "".join(mark.lines).replace(" ", "")
        for picture, mark, *_ in marks(pictures)
        if isinstance(mark, Words) and mark.box.y < picture.height - 30
    )
    long_letters = long.to("en").replace(" ", "")
    assert len(claims) == sum(letters.count(f"•{long_letters}[{c.source}]") for c in claims)


def test_a_row_of_the_table_that_is_longer_than_a_page_keeps_every_name(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    first = record.areas[0]
    places = [
        f"Municipality of the upper quarters, number {number:03d}, with the orchards west of it"
        for number in range(300)
    ]
    areas = tuple(
        Area(f"a{number}", Text.of(en=name), NO_TEXT, first.group, shapely.box(x, y, x + 1, y + 1))
        for number, name in enumerate(places)
        for y, x in [divmod(number, 20)]
    )
    rulings = tuple(replace(record.rulings[0], area=area.id) for area in areas)
    atlas = Atlas(replace(record, areas=areas, rulings=rulings, claims=(), landmarks=()))
    pictures = lay_out_handout(atlas.on(THIRD))
    in_sight = [
        line
        for picture, mark, _, y, scale in marks(pictures)
        if isinstance(mark, Words)
        for number, line in enumerate(mark.lines)
        if y + (mark.y + number * mark.leading) * scale < picture.height - 30
    ]
    text = " ".join(in_sight)
    for code in ("BLU", "BLU?", "(BLU)"):
        # the sample that stands beside each part of a row
        text = text.replace(f" {code} ", " ")
    assert [] == [name for name in places if name not in text]
    assert "()" not in text


def test_pages_are_counted(builtin: Atlas) -> None:
    pictures = lay_out_handout(builtin.on(date(2018, 5, 3)))
    ends = [line.rsplit(" ", 1)[1] for line in said(pictures) if " · page " in line]
    assert [f"{number}/{len(pictures)}" for number in range(1, len(pictures) + 1)] == ends


def test_the_text_of_a_handout_can_be_searched(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    write_handout(tiny_atlas, path, days=[THIRD])
    text = pdf_text(path)
    for part in ("Who gains from saying it?", "Southeast field", "Sources in full"):
        assert part in text


def test_the_same_days_give_the_same_bytes_twice(tiny_atlas: Atlas, tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    steps: list[int] = []
    days = [date(2001, 1, 2), THIRD]
    written = write_handout(tiny_atlas, one, days=days, language="ar", step=lambda: steps.append(1))
    write_handout(tiny_atlas, two, days=days, language="ar")
    assert one.read_bytes() == two.read_bytes()
    assert 2 == len(steps)
    assert str(written).startswith(f"{one}: 4 pages, ")


def test_without_days_it_is_of_the_last_day_of_the_default_episode(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    plain, named = tmp_path / "plain.pdf", tmp_path / "named.pdf"
    write_handout(tiny_atlas, plain)
    write_handout(tiny_atlas, named, days=[tiny_atlas.days()[-1]], language="en")
    assert plain.read_bytes() == named.read_bytes()


def test_days_that_can_be_gone_through_only_once_make_the_same_handout(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    once = iter([THIRD])
    write_handout(tiny_atlas, tmp_path / "one.pdf", days=once)  # type: ignore[arg-type]
    write_handout(tiny_atlas, tmp_path / "two.pdf", days=[THIRD])
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_an_address_longer_than_a_line_is_broken_and_not_cut(tiny_atlas: Atlas) -> None:
    address = "https://example.org/" + "a-very-long-name/" * 20
    record = tiny_atlas.record
    sources = tuple(replace(source, url=address) for source in record.sources)
    pictures = lay_out_handout(Atlas(replace(record, sources=sources)).on(THIRD))
    assert address in "".join(said(pictures)).replace(" ", "")


def test_a_text_that_is_only_there_in_english_is_marked_in_arabic(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    captions = tuple(replace(c, text=Text.of(en="Only in English.")) for c in record.captions)
    atlas = Atlas(replace(record, captions=captions))
    lines = said(lay_out_handout(atlas.on(THIRD), language="ar"))
    assert "Only in English. [بالإنكليزية]" in lines


@pytest.mark.parametrize(
    ("days", "name", "paper", "expected"),
    [
        ([THIRD], "sheet.png", "a4", r"a handout is a \.pdf file"),
        ([THIRD], "sheet.pdf", "a5", "there are: a4, letter"),
        ([], "sheet.pdf", "a4", "at least one day"),
        ([date(1999, 1, 1)], "sheet.pdf", "a4", "outside every episode"),
    ],
)
def test_what_makes_no_handout_is_refused_and_no_file_is_touched(
    tiny_atlas: Atlas, tmp_path: Path, days: list[date], name: str, paper: str, expected: str
) -> None:
    with pytest.raises(RequestError, match=expected):
        write_handout(tiny_atlas, tmp_path / name, days=days, paper=paper)
    assert [] == list(tmp_path.iterdir())


def test_a_handout_tells_the_ground_that_moved_and_days_without_a_map(moving_atlas: Atlas) -> None:
    third, fourth, fifth = (
        said(lay_out_handout(moving_atlas.on(date(2001, 1, day)))) for day in (3, 4, 5)
    )
    assert "• Blue: Blue party, outline moved" in third
    assert "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²" in third
    assert "no data: the record says nothing of this day" in fourth
    assert "The record says nothing of the day before: what changed is not known" in fifth
    assert not any("Nothing changed" in line for line in (*third, *fourth, *fifth))
