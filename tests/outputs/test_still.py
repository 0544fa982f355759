from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from programs import pdf_info, pdf_text

from frontmap.atlas import Atlas
from frontmap.drawing.choices import Purpose
from frontmap.drawing.colours import luminance
from frontmap.drawing.heading import NO_HEADING, Heading
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Part, Words
from frontmap.drawing.writers.svg import picture_svg
from frontmap.errors import RequestError
from frontmap.model import Text
from frontmap.outputs.still import StillOptions, lay_out_still, write_still
from frontmap.telling.headlines import headline
from frontmap.words import written_day

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.drawing.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [date(2001, 1, day) for day in (1, 2, 3)]
PAIR = StillOptions(before_after=True)


def words_of(picture: Picture) -> str:
    return " ".join(
        " ".join(mark.lines)
        for placed in picture.placed
        for group in placed.drawing.groups
        for mark in group.marks
        if isinstance(mark, Words)
    )


def ids(svg: str) -> list[str]:
    return [element.get("id", "") for element in ET.fromstring(svg).iter() if element.get("id")]  # noqa: S314 - our own


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_day_gives_the_same_bytes_twice(
    tiny_atlas: Atlas, tmp_path: Path, ending: str
) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    write_still(tiny_atlas, one, days=[date(2001, 1, 3)], width=600)
    write_still(tiny_atlas, two, days=[date(2001, 1, 3)], width=600)
    assert one.read_bytes() == two.read_bytes()


def test_without_days_it_is_the_last_day_of_the_default_episode(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    plain, named = tmp_path / "plain.svg", tmp_path / "named.svg"
    write_still(tiny_atlas, plain)
    write_still(tiny_atlas, named, days=[tiny_atlas.days()[-1]], language="en")
    assert plain.read_bytes() == named.read_bytes()


def test_an_svg_parses_and_holds_every_area_s_id(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "day.svg"
    write_still(tiny_atlas, path, days=[date(2001, 1, 3)])
    found = ids(path.read_text("utf-8"))
    assert {f"map-area-{area}" for area in tiny_atlas.areas} <= set(found)


def test_the_picture_of_a_real_day_holds_every_area_in_its_frame(builtin: Atlas) -> None:
    picture = lay_out_still(builtin, [date(2018, 5, 3)])
    found = set(ids(picture_svg(picture)))
    shown = {area.id for area in builtin.shown(builtin.episode("south-damascus-2018"))}
    # the map is a part of a larger picture where the legend has no room for the short names
    prefix = "map-" if "map-map-area-asali" not in found else "map-map-"
    assert {f"{prefix}area-{shape.name}" for shape in picture.areas()} <= found
    assert shown == {shape.name for shape in picture.areas()}


def test_no_id_stands_twice_in_a_sheet(tiny_atlas: Atlas) -> None:
    found = ids(picture_svg(lay_out_still(tiny_atlas, DAYS)))
    assert len(found) == len(set(found))
    assert "map-2001-01-02-area-southeast" in found


def test_text_in_svg_is_text(tiny_atlas: Atlas) -> None:
    root = ET.fromstring(picture_svg(lay_out_still(tiny_atlas, DAYS[:1])))  # noqa: S314 - our own
    said = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    for part in ("Three fields", "1 January 2001", "state at the end of the day", "Blue party"):
        assert part in said


def test_everything_a_reader_needs_is_inside_the_picture(tiny_atlas: Atlas) -> None:
    said = words_of(lay_out_still(tiny_atlas, DAYS[2:]))
    for part in (
        "Three fields",
        "3 January 2001",
        "state at the end of the day",
        "Southeast field",
        "WHO HOLDS IT",
        "front today",
        "500 m",
        "N",
        "Source: Made up for the tests",
        "Licence of the data: CC0",
    ):
        assert part in said


def test_without_its_title_a_picture_still_says_its_day_and_whose_account_it_is(
    tiny_atlas: Atlas,
) -> None:
    told = tiny_atlas.account("side:blue")
    untitled = StillOptions(heading=NO_HEADING)
    said = words_of(lay_out_still(told, DAYS[2:], options=untitled))
    assert said.count("3 January 2001") == 1
    whole = "state at the end of the day · as told by: Blue party"
    assert f"3 January 2001 · Three fields · The first week · {whole}" in said
    own = StillOptions(heading=Heading(title="Ours", subtitle="A class", caption=""))
    said = words_of(lay_out_still(told, DAYS[2:], options=own))
    assert all(text in said for text in ("Ours", "A class", f"The first week · {whole}"))


def test_a_still_is_headed_by_its_episode(builtin: Atlas) -> None:
    picture = lay_out_still(builtin, [date(2017, 3, 20)])
    (drawing,) = (placed.drawing for placed in picture.placed)
    heading = [
        " ".join(mark.lines) for mark in drawing.marks(Part.TITLE) if isinstance(mark, Words)
    ]
    assert heading[:2] == [
        "20 March 2017 · Jobar and Qabun, March 2017 · state at the end of the day",
        "The army says all is regained; the Observatory says the attackers keep some points",
    ]
    assert heading[2] == builtin.captions[date(2017, 3, 20)].text.to("en")
    assert picture.title == "Jobar and Qabun, March 2017: 20 March 2017"


@pytest.mark.parametrize("days", [DAYS[2:], DAYS[::2]])
def test_no_crop_and_no_copy_of_an_account_s_still_loses_whose_it_is(
    tiny_atlas: Atlas, tmp_path: Path, days: list[date]
) -> None:
    told, account = "as told by: Blue party", tiny_atlas.account("side:blue")
    picture = lay_out_still(account, days)
    maps = [placed.drawing for placed in picture.placed if placed.drawing.marks(Part.AREAS)]
    assert len(maps) == len(days)
    for drawing in maps:
        (words,) = [mark for mark in drawing.marks(Part.ACCOUNT) if isinstance(mark, Words)]
        assert " ".join(words.lines) == told
        assert words.box.inside(drawing.frame)
        assert told in drawing.title
        assert told in drawing.about
        assert all(told in area.about for area in drawing.areas())
        labels = [mark.box for mark in drawing.labels()]
        assert not any(words.box.overlaps(box) for box in labels)
    write_still(account, tmp_path / "s.png", days=days, width=400)
    with Image.open(tmp_path / "s.png") as image:
        assert all(told in image.info[key] for key in ("Title", "Description"))
    write_still(account, tmp_path / "s.svg", days=days)
    root = ET.fromstring((tmp_path / "s.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    heads = [child.text for child in root if child.tag.endswith(("}title", "}desc"))]
    assert len(heads) == 2
    assert all(told in (head or "") for head in heads)
    write_still(account, tmp_path / "s.pdf", days=days)
    info = pdf_info(tmp_path / "s.pdf")
    assert told in info["Title"]
    assert told in info["Subject"]


def test_the_atlas_s_own_reading_bears_no_mark_of_an_account(tiny_atlas: Atlas) -> None:
    picture = lay_out_still(tiny_atlas, DAYS[2:])
    assert picture.placed[0].drawing.marks(Part.ACCOUNT) == ()


def test_text_in_pdf_can_be_searched(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "day.pdf"
    write_still(tiny_atlas, path, days=[date(2001, 1, 3)])
    said = pdf_text(path)
    for part in ("3 January 2001", "Southeast field", "Licence of the data: CC0"):
        assert part in said


def test_arabic_text_in_pdf_can_be_searched(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "day.pdf"
    write_still(tiny_atlas, path, days=[date(2001, 1, 3)], language="ar")
    said = pdf_text(path)
    for part in ("تحت السيطرة", "كانون", "حدود تقريبية"):
        assert part in said


def test_a_pdf_is_tagged_and_tells_no_time(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "day.pdf"
    write_still(tiny_atlas, path, days=[date(2001, 1, 2), date(2001, 1, 3)], width=800)
    info = pdf_info(path)
    assert info["Tagged"] == "yes"
    assert b"CreationDate" not in path.read_bytes()
    assert "ModDate" not in info


def test_width_is_in_pixels_and_dpi_is_written_down(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "day.png"
    written = write_still(tiny_atlas, path, days=[date(2001, 1, 3)], width=900, dpi=150)
    with Image.open(path) as picture:
        assert picture.width == 900
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert picture.info["Title"] == "Three fields · The first week: 3 January 2001"
    assert str(written).startswith(f"{path}: 900 × ")


def test_a_transparent_picture_has_no_paper(tiny_atlas: Atlas, tmp_path: Path) -> None:
    clear, paper = tmp_path / "clear.png", tmp_path / "paper.png"
    write_still(tiny_atlas, clear, days=[date(2001, 1, 3)], width=500, transparent=True)
    write_still(tiny_atlas, paper, days=[date(2001, 1, 3)], width=500)
    with Image.open(clear) as one, Image.open(paper) as other:
        assert one.convert("RGBA").getpixel((1, 1))[3] == 0  # type: ignore[index]
        assert other.convert("RGBA").getpixel((1, 1)) == (255, 255, 255, 255)
    assert "#ffffff" in picture_svg(lay_out_still(tiny_atlas, DAYS))


def test_where_the_record_is_silent_nothing_is_known_to_have_changed(builtin: Atlas) -> None:
    then, now = builtin.on(date(2015, 4, 5)), builtin.on(date(2018, 5, 3))
    changed = now.changed_since(then)
    assert "aqraba" not in changed
    assert "yarmouk-south" not in changed
    assert "yarmouk-northwest" in changed


def test_before_and_after_are_headed_so(tiny_atlas: Atlas) -> None:
    said = words_of(lay_out_still(tiny_atlas, DAYS[::2], options=PAIR))
    assert "Before: 1 January 2001" in said
    assert "After: 3 January 2001" in said


@pytest.mark.parametrize("width", [420, 600, 1000])
def test_every_short_name_on_a_small_map_is_explained_below_it(builtin: Atlas, width: int) -> None:
    picture = lay_out_still(builtin, [date(2018, 5, 3)], width=width)
    said = words_of(picture)
    coded = picture.placed[0].drawing.coded
    assert coded
    for area, code in coded:
        assert code in said.split()
        assert builtin.areas[area].name.exact("en").split()[-1] in said


def test_a_large_picture_is_a_smaller_one_scaled_up(tiny_atlas: Atlas) -> None:
    picture = lay_out_still(tiny_atlas, DAYS[:1], width=4800)
    assert (4800.0, 2.0) == (picture.width, picture.placed[0].scale)


@pytest.mark.parametrize(
    ("days", "name", "options", "said"),
    [
        (DAYS[:1], "day.jpg", {}, "a still is a .png, .svg, .pdf file"),
        ([], "day.svg", {}, "at least one day"),
        (DAYS, "day.svg", {"options": PAIR}, "two days, not 3"),
        (DAYS[1::-1], "day.svg", {"options": PAIR}, "name the earlier one first"),
        (DAYS[:1] * 2, "day.svg", {"options": PAIR}, "name the earlier one first"),
        (DAYS, "day.svg", {"options": StillOptions(purpose=Purpose.SLIDE)}, "of one day, not 3"),
        (
            DAYS[:1],
            "day.svg",
            {"options": StillOptions(crop=("southeasst", "x"))},
            r"'southeasst' \(did you mean 'southeast'\?\), 'x' is none",
        ),
        ([date(1999, 1, 1)], "day.svg", {}, "outside every episode"),
        (DAYS[:1], "day.svg", {"width": 5}, "a width of 200 to 12000 pixels"),
        (DAYS[:1], "day.pdf", {"dpi": math.inf}, "30 to 2400 dots per inch"),
        (DAYS[:1], "day.png", {"dpi": math.nan}, "30 to 2400 dots per inch"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_no_file_is_touched(
    tiny_atlas: Atlas,
    tmp_path: Path,
    days: list[date],
    name: str,
    options: dict[str, float],
    said: str,
) -> None:
    with pytest.raises(RequestError, match=said):
        write_still(tiny_atlas, tmp_path / name, days=days, **options)  # type: ignore[arg-type]
    assert [] == list(tmp_path.iterdir())


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_in_grey_the_colours_of_the_parties_differ(builtin: Atlas) -> None:
    lights = sorted(luminance(a.colour) for a in builtin.actors.values() if a.id != "unknown")
    assert all(contrast(one, other) > 1.3 for one, other in pairwise(lights))


@pytest.mark.parametrize(
    "day", [date(2015, 4, 5), date(2017, 3, 19), date(2018, 4, 19), date(2018, 5, 3)], ids=str
)
def test_in_grey_letters_part_neighbours_whose_tones_are_close(builtin: Atlas, day: date) -> None:
    """A pale fill of one party can have the tone of another: then both labels name the party."""
    snapshot = builtin.on(day)
    drawing = lay_out_still(builtin, [day]).placed[0].drawing
    labels = {words.name: " ".join(words.lines) for words in drawing.labels()}
    for border in builtin.topology.borders:
        pair = [area for area in (border.left, border.right) if area in labels]
        controls = [snapshot.controls[area] for area in pair]
        if len(pair) < 2 or len({control.present[:1] for control in controls}) < 2:
            continue
        fills = {shape.name: shape.fill for shape in drawing.areas()}
        if not all(control.status.row.has_holder for control in controls):
            continue
        if contrast(*(luminance(fills[area].inks[0]) for area in pair)) < 1.15:
            for area, control in zip(pair, controls, strict=True):
                assert builtin.actors[control.holder].short.first in labels[area]


def test_the_day_stands_first_and_what_happened_in_the_largest_letters(tiny_atlas: Atlas) -> None:
    snapshot = tiny_atlas.on(date(2001, 1, 3))
    drawing = lay_out(snapshot)
    sizes = {
        " ".join(mark.lines): mark.style.size
        for mark in drawing.marks(Part.TITLE)
        if isinstance(mark, Words)
    }
    assert next(iter(sizes)).startswith(written_day(date(2001, 1, 3), "en"))
    assert headline(snapshot, "en") == max(sizes, key=lambda line: sizes[line])


@pytest.mark.parametrize("days", [DAYS[:1], DAYS])
def test_a_picture_that_nobody_could_look_at_is_refused(
    tiny_atlas: Atlas, days: list[date]
) -> None:
    record = tiny_atlas.record
    actors = tuple(replace(one, name=Text.of({"en": "W" * 60_000})) for one in record.actors)
    crowded = Atlas(replace(record, actors=actors))
    with pytest.raises(RequestError, match="pixels high, and no more than 20,000 are drawn"):
        lay_out_still(crowded, days)


def test_of_another_place_nobody_says_that_nothing_changed_or_where_the_front_was(
    builtin: Atlas,
) -> None:
    days = [date(2015, 4, 4), date(2017, 3, 20)]
    picture = lay_out_still(builtin, days)
    jobar = picture.placed[-1].drawing
    assert builtin.on(days[0]).frontline.segments
    assert jobar.marks(Part.FRONT_YESTERDAY) == ()
    assert "areas changed" not in words_of(picture)
    assert "hanged" not in picture.about


def test_a_map_of_an_earlier_day_than_that_before_it_says_nothing_of_changes(
    tiny_atlas: Atlas,
) -> None:
    picture = lay_out_still(tiny_atlas, DAYS[::-1])
    for placed in picture.placed[1:]:
        assert placed.drawing.marks(Part.CHANGED) == ()
        assert placed.drawing.marks(Part.FRONT_YESTERDAY) == ()
    assert "areas changed" not in words_of(picture)
    assert "hanged" not in picture.about
