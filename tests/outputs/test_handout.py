from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely
from programs import pdf_info, pdf_text, tool

import frontmap
from frontmap.atlas import Atlas
from frontmap.drawing.colours import DARK, WHITE
from frontmap.errors import RequestError
from frontmap.model import NO_TEXT, Actor, Area, Extent, Text
from frontmap.outputs.handout import PAPERS, sheets_of, write_handout
from frontmap.statuses import Status
from frontmap.telling.sentences import claims_by_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

THIRD = date(2001, 1, 3)
TEMPLATE = Path(frontmap.__file__).parent / "outputs" / "templates" / "handout.typ"


def words_in(content: object) -> list[str]:
    """Every text that a sheet has in some language, in order."""
    if isinstance(content, dict):
        own = [str(content["words"])] if "words" in content else []
        return [*own, *(said for value in content.values() for said in words_in(value))]
    if isinstance(content, (list, tuple)):
        return [said for value in content for said in words_in(value)]
    return []


def pictures_in(content: object) -> Iterator[str]:
    """Every picture on a sheet, as SVG."""
    if isinstance(content, dict):
        if "svg" in content:
            yield str(content["svg"])
        for value in content.values():
            yield from pictures_in(value)
    elif isinstance(content, (list, tuple)):
        for value in content:
            yield from pictures_in(value)


def pages_of(atlas: Atlas, folder: Path, **options: object) -> list[str]:
    """The text of each page of a handout."""
    write_handout(atlas, folder / "h.pdf", **{"days": [THIRD], **options})  # type: ignore[arg-type]
    return pdf_text(folder / "h.pdf").split("\f")[:-1]


def flat(text: str) -> str:
    """A text without its spaces, and without where a word may break."""
    return re.sub(r"[\s\u200b]", "", text)


def bounds(path: Path) -> list[tuple[float, ...]]:
    """Where each word of a PDF stands: left, top, right, bottom, in points."""
    done = subprocess.run(
        [tool("pdftotext"), "-bbox", path, "-"], capture_output=True, check=True, text=True
    )
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', done.stdout)
    return [tuple(map(float, box)) for box in found]


def require_on_the_sheet(path: Path, paper: str) -> None:
    width, height = PAPERS[paper]
    for left, top, right, bottom in bounds(path):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height


def test_a_handout_has_the_map_the_claims_a_map_to_colour_and_the_answers(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    day, exercise, blank, answers = pages_of(tiny_atlas, tmp_path)
    for part in (
        "3 January 2001",
        "state at the end of the day",
        "front today",
        "Blue takes the southeast field.",
        "• Southeast field: Green party, contested (Blue party) → Blue party",
    ):
        assert part in day
    assert "What was said of this day" in exercise
    assert "A map to colour: 3 January 2001" in blank
    assert "by the map on page 1" in blank
    for part in (
        "Answers: 3 January 2001",
        "Who holds what",
        "Blue party, held",
        "Sources in full",
    ):
        assert part in answers


def test_neither_a_voice_nor_a_source_stands_where_the_questions_are(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    *asking, answers = pages_of(tiny_atlas, tmp_path)
    said = claims_by_voice(tiny_atlas.on(THIRD))
    assert len(said) == 2
    for voice, claims in said.items():
        name = tiny_atlas.voices[voice].name.exact("en")
        assert name in answers
        assert not any(name in page for page in asking)
        for claim in claims:
            assert claim.summary.exact("en") in asking[1]
            assert f"[{claim.source}]" in answers
            assert not any(f"[{claim.source}]" in page for page in asking)
    for question in ("Who says so?", "Who gains if it is believed?"):
        assert asking[1].count(question) == sum(map(len, said.values()))


def test_claims_of_one_area_stand_together_whoever_speaks(builtin: Atlas) -> None:
    snapshot = builtin.on(date(2018, 5, 3))
    voices = [claim["voice"]["words"] for claim in sheets_of(snapshot)["claims"]]
    assert len(voices) == sum(map(len, claims_by_voice(snapshot).values()))
    assert sum(a != b for a, b in pairwise(voices)) > len(set(voices))


def test_the_map_to_colour_tells_nothing_of_who_is_where(builtin: Atlas) -> None:
    blank = sheets_of(builtin.on(date(2018, 5, 3)))["blank"]
    svg = blank["map"]["svg"]
    fills = set(re.findall(r'<path id="map-area-[^>]* fill="([^"]+)"', svg))
    assert fills == {WHITE}
    assert "map-front" not in svg
    assert "map-changed" not in svg
    assert f'stroke="{DARK}"' in svg
    assert "Yalda" in svg
    for actor in builtin.actors.values():
        assert actor.name.exact("en") not in svg
        if actor.id != "unknown":
            assert not re.search(rf">[^<]*\b{actor.short.exact('en')}\b[^<]*<", svg)


def test_the_key_has_the_parties_that_are_anywhere_on_a_day_of_the_episode(builtin: Atlas) -> None:
    blank = sheets_of(builtin.on(date(2018, 5, 3)))["blank"]
    assert words_in(blank["parties"]) == [
        "Government and allied forces",
        "Islamic State",
        "Hay'at Tahrir al-Sham",
        "Opposition groups",
    ]


def test_the_map_to_colour_has_no_events_either(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    spot = record.areas[0].polygon.representative_point()
    at = {"lon": spot.x, "lat": spot.y, "extent": Extent.PART}
    claims = tuple(replace(claim, **at) for claim in record.claims)
    sheets = sheets_of(Atlas(replace(record, claims=claims)).on(THIRD))
    assert "map-events" in sheets["map"]["svg"]
    assert "map-events" not in sheets["blank"]["map"]["svg"]


def test_the_table_has_every_area_with_its_code(tiny_atlas: Atlas) -> None:
    said = " ".join(words_in(sheets_of(tiny_atlas.on(THIRD))["states"]))
    for area in tiny_atlas.areas.values():
        assert f"{area.name.exact('en')} ({area.code.first})" in said


def test_the_table_has_an_assumed_state_in_a_row_of_its_own(assumed_atlas: Atlas) -> None:
    sheets = sheets_of(assumed_atlas.on(THIRD))
    states = [row["words"]["words"] for row in sheets["states"]]
    assert states == [
        "Blue party, held, low confidence, or a vague day",
        "Blue party, held, assumed",
        "Green party, held",
    ]
    assert [row["sample"]["about"] for row in sheets["states"]] == ["BLU?", "(BLU)", "GRN"]
    assert any("assumed: only a statement" in line for line in words_in(sheets["legend"]))


def test_the_legend_says_what_is_drawn_and_no_more(tiny_atlas: Atlas) -> None:
    rows = {
        entry["head"]["words"]: entry["note"]
        for section in sheets_of(tiny_atlas.on(THIRD))["legend"]
        for entry in section["entries"]
    }
    assert rows["held"]["words"] == "one party is there, and no claim puts a rival inside"
    assert not {"contested", "shared"} & set(rows)


def test_codes_of_a_handout_are_in_its_language(tiny_atlas: Atlas) -> None:
    sheets = sheets_of(tiny_atlas.on(THIRD), language="ar")
    assert {"أزرق؟", "أخضر"} <= {row["sample"]["about"] for row in sheets["states"]}
    assert any("الحقل الشمالي (شم)" in line for line in words_in(sheets["states"]))


def test_names_that_a_map_has_no_room_for_stand_below_it(builtin: Atlas) -> None:
    sheets = sheets_of(builtin.on(date(2018, 5, 3)))
    for shown in (sheets, sheets["blank"]):
        named = {code["words"]: name["words"] for code, name in shown["codes"]}
        assert named["YC"] == "Yarmouk: centre and east"


def test_an_area_without_a_code_has_its_name_alone(tiny_atlas: Atlas) -> None:
    areas = tuple(replace(area, code=NO_TEXT) for area in tiny_atlas.record.areas)
    sheets = sheets_of(Atlas(replace(tiny_atlas.record, areas=areas)).on(THIRD))
    assert "North field" in words_in(sheets["states"])


def test_a_day_of_which_nobody_speaks_says_so(tiny_atlas: Atlas, tmp_path: Path) -> None:
    spoken = [claim for claim in tiny_atlas.record.claims if not claim.date.covers(THIRD)]
    text = " ".join(pages_of(Atlas(replace(tiny_atlas.record, claims=tuple(spoken))), tmp_path))
    assert "No claim is dated to this day." in text
    assert "What was said" not in text


def test_a_handout_of_an_atlas_without_claims_has_no_empty_section(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    bare = Atlas(replace(tiny_atlas.record, claims=(), sources=(), voices=(), has_seeds=False))
    text = " ".join(pages_of(bare, tmp_path))
    assert "Who holds what" in text
    for absent in ("What was said", "No claim", "Sources in full", "Who says so?"):
        assert absent not in text


def test_a_day_without_data_has_no_map_to_colour(moving_atlas: Atlas) -> None:
    assert sheets_of(moving_atlas.on(date(2001, 1, 4)))["blank"] is None
    assert sheets_of(moving_atlas.on(THIRD))["blank"] is not None


def test_an_account_has_its_own_claims_only_and_says_what_it_is(tiny_atlas: Atlas) -> None:
    sheets = sheets_of(tiny_atlas.account("side:blue").on(THIRD))
    assert {claim["voice"]["words"] for claim in sheets["claims"]} == {"Blue media"}
    assert any("This is one account" in line for line in words_in(sheets["told"]))


@pytest.mark.parametrize(("voice", "asked"), [("blue-media", 0), ("side:blue", 1)])
def test_nobody_is_asked_who_speaks_in_the_account_of_one_voice(
    tiny_atlas: Atlas, tmp_path: Path, voice: str, asked: int
) -> None:
    text = " ".join(pages_of(tiny_atlas.account(voice), tmp_path))
    assert text.count("Who says so?") == asked
    assert text.count("Who gains if it is believed?") == 1


def test_every_sheet_and_the_file_of_an_account_say_whose_it_is(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    account, told = tiny_atlas.account("side:blue"), "as told by: Blue party"
    pages = pages_of(account, tmp_path)
    assert len(pages) > 1
    for page in pages:
        assert told in page.strip().splitlines()[-1]
    info = pdf_info(tmp_path / "h.pdf")
    assert told in info["Title"]
    assert told in info["Subject"]


def test_a_handout_is_headed_by_its_episode(builtin: Atlas) -> None:
    sheets = sheets_of(builtin.on(date(2017, 3, 20)))
    assert sheets["subject"]["words"] == "Jobar and Qabun, March 2017"
    assert sheets["foot"] == "Jobar and Qabun, March 2017: 20 March 2017"


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_stands_off_the_sheet(
    builtin: Atlas, tmp_path: Path, paper: str, language: str
) -> None:
    path = tmp_path / "h.pdf"
    write_handout(builtin, path, days=[date(2018, 5, 3)], paper=paper, language=language)
    width, height = PAPERS[paper]
    assert pdf_info(path)["Page size"].startswith(f"{width:g} x {height:g} pts")
    require_on_the_sheet(path, paper)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("day", [date(2015, 4, 4), date(2017, 3, 20), date(2018, 5, 3)])
def test_no_letter_on_paper_is_smaller_than_6_5_points(
    builtin: Atlas, day: date, language: str
) -> None:
    sheets = sheets_of(builtin.on(day), language=language)
    sizes = [
        float(size) for svg in pictures_in(sheets) for size in re.findall(r'font-size="(.+?)"', svg)
    ]
    assert min(sizes) >= 6.5
    set_by_typst = re.findall(r"size: ([0-9.]+)pt", TEMPLATE.read_text("utf-8"))
    assert min(map(float, set_by_typst)) == 8


@pytest.mark.parametrize("text", ["word ", "W", "شمال "])
def test_a_text_that_is_longer_than_a_page_goes_on_in_the_next(
    tiny_atlas: Atlas, tmp_path: Path, text: str
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
    path = tmp_path / "h.pdf"
    write_handout(Atlas(changed), path, days=[THIRD])
    require_on_the_sheet(path, "a4")
    if text.isascii():
        letters = flat(" ".join(pages_of(Atlas(changed), tmp_path)))
        # each claim stands in the exercise and in the answers
        assert letters.count(flat(text)) >= 4 * 20_000 / len(text)


def test_a_row_of_the_table_that_is_longer_than_a_page_keeps_every_name(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
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
    write_handout(atlas, tmp_path / "h.pdf", days=[THIRD])
    done = subprocess.run(
        [tool("pdftotext"), tmp_path / "h.pdf", "-"], capture_output=True, check=True, text=True
    )
    # where a page ends stand its foot, and the head of the table on the next one
    text = re.sub(r"Three fields[^\f]*?\f(On the map\s+Status\s+Areas\s+)?", " ", done.stdout)
    text = re.sub(r"\s+", " ", text)
    assert [] == [name for name in places if name not in text]


def test_a_legend_that_is_longer_than_a_page_goes_on_in_the_next(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    record = tiny_atlas.record
    more = tuple(
        Actor(f"p{n}", Text.of(en=f"Party number {n:03d}"), Text.of(en=f"P{n}"), "#335c99", f"s{n}")
        for n in range(150)
    )
    rivals = tuple(actor.id for actor in more)
    rulings = tuple(
        replace(ruling, status=Status.CONTESTED, rivals=rivals) for ruling in record.rulings
    )
    crowd = Atlas(replace(record, actors=(*record.actors, *more), rulings=rulings))
    text = " ".join(pages_of(crowd, tmp_path))
    for actor in more:
        # in the legend, in the key and in the table
        assert text.count(actor.name.exact("en")) >= 2
    require_on_the_sheet(tmp_path / "h.pdf", "a4")


def test_pages_are_counted(builtin: Atlas, tmp_path: Path) -> None:
    days = [date(2018, 5, 3), date(2018, 5, 4)]
    written = write_handout(builtin, tmp_path / "h.pdf", days=days)
    pages = pdf_text(tmp_path / "h.pdf").split("\f")[:-1]
    assert written.measures == f"{len(pages)} pages"
    assert pdf_info(tmp_path / "h.pdf")["Pages"] == str(len(pages))
    ends = [page.strip().rsplit(" ", 1)[1] for page in pages]
    assert [f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)] == ends
    colour = [page for page in pages if "A map to colour" in page]
    begins = [number for number, page in enumerate(pages, 1) if "state at the end" in page]
    assert [int(re.findall(r"map on page (\d+)", page)[0]) for page in colour] == begins


def test_a_day_that_is_named_twice_stands_there_twice(tiny_atlas: Atlas, tmp_path: Path) -> None:
    once = pages_of(tiny_atlas, tmp_path)
    twice = pages_of(tiny_atlas, tmp_path, days=[THIRD, THIRD])
    assert len(twice) == 2 * len(once)


def test_it_can_be_read_aloud_and_has_bookmarks_and_links(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    record = tiny_atlas.record
    sources = tuple(replace(source, url="https://example.org/a") for source in record.sources)
    path = tmp_path / "h.pdf"
    write_handout(Atlas(replace(record, sources=sources)), path, days=[THIRD])
    assert pdf_info(path)["Tagged"] == "yes"
    content = path.read_bytes()
    assert b"(https://example.org/a)" in content
    for heading in (b"3 January 2001", b"What was said of this day", b"Who holds what"):
        assert b"/Title(" + heading + b")" in content
    assert {b"/Table", b"/TH", b"/TD"} <= set(re.findall(rb"/(?:Table|TH|TD)\b", content))


def test_an_address_that_leads_elsewhere_than_it_says_is_no_link(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    sources = tuple(replace(source, url="javascript:alert(1)") for source in record.sources)
    for source in sheets_of(Atlas(replace(record, sources=sources)).on(THIRD))["sources"]:
        assert source["link"] == ""
        assert "javascript:alert(1)" in source["before"]


def test_what_looks_like_a_command_is_a_text(tiny_atlas: Atlas, tmp_path: Path) -> None:
    hostile = '#panic("x") $1/0$ *b* <a> {page} \\ https://x'
    areas = tuple(replace(area, name=Text.of(en=hostile)) for area in tiny_atlas.record.areas)
    text = " ".join(pages_of(Atlas(replace(tiny_atlas.record, areas=areas)), tmp_path))
    assert flat(hostile) in flat(text)


def test_letters_that_the_font_lacks_are_named(tiny_atlas: Atlas, tmp_path: Path) -> None:
    captions = tuple(replace(c, text=Text.of(en="海 and 北")) for c in tiny_atlas.record.captions)
    atlas = Atlas(replace(tiny_atlas.record, captions=captions))
    assert write_handout(atlas, tmp_path / "h.pdf", days=[THIRD]).lacking == "北海"
    assert "\u25af and \u25af" in pdf_text(tmp_path / "h.pdf")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_days_give_the_same_bytes_twice(
    tiny_atlas: Atlas, tmp_path: Path, language: str
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    steps: list[int] = []
    days = [date(2001, 1, 2), THIRD]
    written = write_handout(
        tiny_atlas, one, days=days, language=language, step=lambda: steps.append(1)
    )
    write_handout(tiny_atlas, two, days=days, language=language)
    assert one.read_bytes() == two.read_bytes()
    assert 2 == len(steps)
    assert str(written).startswith(f"{one}: 8 pages, ")


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


def test_an_address_longer_than_a_line_is_broken_and_not_cut(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    address = "https://example.org/" + "a-very-long-name/" * 20 + "x" * 200
    record = tiny_atlas.record
    sources = tuple(replace(source, url=address) for source in record.sources)
    text = " ".join(pages_of(Atlas(replace(record, sources=sources)), tmp_path))
    assert flat(address) in flat(text)
    require_on_the_sheet(tmp_path / "h.pdf", "a4")


def test_a_text_that_is_only_there_in_english_is_marked_in_arabic_and_runs_its_own_way(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    captions = tuple(replace(c, text=Text.of(en="Only in English.")) for c in record.captions)
    sheets = sheets_of(Atlas(replace(record, captions=captions)).on(THIRD), language="ar")
    assert sheets["told"] == [
        {
            "words": "Only in English.",
            "language": "en",
            "rtl": False,
            "note": "[بالإنكليزية]",
        }
    ]
    assert sheets["subject"]["rtl"] is True


@pytest.mark.parametrize(
    ("days", "name", "paper", "expected"),
    [
        ([THIRD], "sheet.png", "a4", r"a handout is a \.pdf file"),
        ([THIRD], "sheet.pdf", "a5", "there are: a4, letter"),
        ([], "sheet.pdf", "a4", "at least one day"),
        ([THIRD] * 101, "sheet.pdf", "a4", "at most 100 days, not of 101"),
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
        words_in(sheets_of(moving_atlas.on(date(2001, 1, day)))) for day in (3, 4, 5)
    )
    assert "Blue: Blue party, outline moved" in third
    assert "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²." in third
    assert "No data: the record says nothing of this day." in fourth
    assert "The record says nothing of the day before: what changed is not known." in fifth
    assert not any("Nothing changed" in line for line in (*third, *fourth, *fifth))
