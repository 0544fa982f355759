from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import av
import pytest
from PIL import Image, ImageSequence

from frontmap.chosen_days import covered_days
from frontmap.drawing.marks import Part, Words
from frontmap.errors import RequestError
from frontmap.outputs import animation
from frontmap.outputs.animation import frame_pictures, frame_times, write_animation

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


DAYS = [date(2001, 1, day) for day in (1, 2, 3, 4)]
WIDTH = 420


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@pytest.fixture(scope="module")
def moving(tiny_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("moving") / "days.gif"
    write_animation(tiny_atlas, path, days=DAYS, width=WIDTH)
    return path


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_there_is_a_frame_for_each_day(tiny_atlas: Atlas, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"days.{ending}"
    steps: list[int] = []
    written = write_animation(
        tiny_atlas, path, days=DAYS, width=WIDTH, language="ar", step=lambda: steps.append(1)
    )
    with Image.open(path) as picture:
        assert (4, WIDTH) == (getattr(picture, "n_frames", 1), picture.width)
    assert 4 == len(steps)
    assert str(written).startswith(f"{path}: 4 frames of {WIDTH} × ")


@pytest.mark.parametrize(("ending", "key"), [("gif", "comment"), ("webp", "xmp")])
def test_a_file_says_what_it_shows_and_whose_account(
    tiny_atlas: Atlas, tmp_path: Path, ending: str, key: str
) -> None:
    path = tmp_path / f"days.{ending}"
    write_animation(tiny_atlas.account("side:blue"), path, days=DAYS, width=WIDTH)
    with Image.open(path) as picture:
        said = picture.info[key].decode()
    assert (
        "as told by: Blue party · Three fields · The first week: 1 January 2001 – 4 January 2001"
    ) in said
    assert "Map of who held which area at the end of the day: 1 January 2001 · 4 January" in said
    if ending == "webp":
        ET.fromstring(said)  # noqa: S314 - our own


def test_a_frame_is_headed_by_its_own_episode(builtin: Atlas) -> None:
    days = [date(2017, 3, 20), date(2018, 5, 3)]
    pictures = frame_pictures([builtin.on(day) for day in days], WIDTH, "en")
    assert [picture.title.partition(":")[0] for picture in pictures] == [
        "Jobar and Qabun, March 2017",
        "Southern Damascus, April and May 2018",
    ]


def test_a_day_of_change_stays_longer_and_the_last_longest() -> None:
    assert [1600, 450, 1600, 450, 3000] == frame_times([False, False, True, False, False])


def test_frames_stay_as_long_as_their_days_ask_for(moving: Path) -> None:
    with Image.open(moving) as picture:
        times = [frame.info["duration"] for frame in ImageSequence.Iterator(picture)]
    assert frame_times([False, True, True, True]) == times


def palettes(content: bytes) -> tuple[int, list[bool]]:
    """How many colours a GIF has for all frames, and whether each frame has others of its own.

    Graphics Interchange Format, version 89a, CompuServe, 1990.
    """
    flags = content[10]
    colours = 2 << (flags & 7) if flags & 0x80 else 0
    at = 13 + 3 * colours
    own = []
    while content[at] != 0x3B:
        if content[at] == 0x2C:
            own.append(bool(content[at + 9] & 0x80))
            at += 11
        else:
            at += 2
        while content[at]:
            at += 1 + content[at]
        at += 1
    return colours, own


def test_all_frames_share_one_palette(moving: Path) -> None:
    assert (256, [False] * 4) == palettes(moving.read_bytes())


def test_a_party_has_its_very_colour_on_every_frame(moving: Path, tiny_atlas: Atlas) -> None:
    blue = rgb(tiny_atlas.actors["blue"].colour)
    with Image.open(moving) as picture:
        for frame in ImageSequence.Iterator(picture):
            counted = {colour: n for n, colour in frame.convert("RGB").getcolors(1 << 20) or []}
            assert counted.get(blue, 0) > 500


def test_where_nothing_changed_the_frames_differ_in_their_date_alone(builtin: Atlas) -> None:
    days = covered_days(builtin, date(2018, 4, 18), date(2018, 4, 19))
    assert [] == [day for day in days if builtin.changes(day)]
    pictures = frame_pictures([builtin.on(day) for day in days], 320, "en")
    first, second = (picture.placed[0].drawing for picture in pictures)
    assert {Part.TITLE} == {part for part in Part if first.marks(part) != second.marks(part)}


def test_the_same_days_give_the_same_bytes_twice(
    tiny_atlas: Atlas, tmp_path: Path, moving: Path
) -> None:
    again = tmp_path / "again.gif"
    write_animation(tiny_atlas, again, days=DAYS, width=WIDTH)
    assert moving.read_bytes() == again.read_bytes()


def test_it_plays_for_ever(moving: Path) -> None:
    with Image.open(moving) as picture:
        assert 0 == picture.info["loop"]


def test_without_days_it_shows_the_default_episode(tiny_atlas: Atlas, tmp_path: Path) -> None:
    written = write_animation(tiny_atlas, tmp_path / "days.gif", width=320)
    assert ": 4 frames of 320 × " in str(written)


@pytest.mark.parametrize(
    ("days", "name", "width", "said"),
    [
        (DAYS, "days.avi", WIDTH, r"a \.gif, \.webp, \.mp4 file"),
        (DAYS, "days.gif", 10, "a width of 320 to 2400"),
        ([], "days.gif", WIDTH, "at least one day"),
        ([date(1999, 1, 1)], "days.gif", WIDTH, "outside every episode"),
    ],
)
def test_what_makes_no_animation_is_refused_and_no_file_is_touched(
    tiny_atlas: Atlas, tmp_path: Path, days: list[date], name: str, width: int, said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        write_animation(tiny_atlas, tmp_path / name, days=days, width=width)
    assert [] == list(tmp_path.iterdir())


def test_a_film_shows_each_day_as_long_as_the_other_animations_do(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "days.mp4"
    write_animation(tiny_atlas, path, days=DAYS, width=321)
    write_animation(tiny_atlas, tmp_path / "again.mp4", days=DAYS, width=321)
    assert path.read_bytes() == (tmp_path / "again.mp4").read_bytes()
    with av.open(str(path)) as film:
        (track,) = film.streams.video
        # an odd width is none that H.264 can have
        assert (track.width, track.height % 2, track.codec_context.name) == (322, 0, "h264")
        assert "Three fields" in film.metadata["title"]
        assert film.metadata["comment"].startswith("Map of who held which area")
        starts = [float(frame.time) for frame in film.decode(video=0)]
        whole = film.duration / av.time_base
    times = frame_times([bool(tiny_atlas.on(day).changes) for day in DAYS])
    ends = [sum(times[: number + 1]) / 1000 for number in range(len(times))]
    assert starts == pytest.approx([0.0, *ends[:-1], ends[-1] - 0.05])
    assert whole == pytest.approx(ends[-1])


def test_a_film_that_no_player_shows_is_refused(
    tiny_atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(animation, "_HIGHEST", dict.fromkeys((".webp", ".mp4"), 400))
    for ending in ("webp", "mp4"):
        with pytest.raises(RequestError, match=rf"frames of a \.{ending} are at most 400 pixels"):
            write_animation(tiny_atlas, tmp_path / f"d.{ending}", days=DAYS[:1], width=640)
    assert [] == list(tmp_path.iterdir())


def test_every_frame_has_one_legend_and_one_size(builtin: Atlas) -> None:
    days = [date(2018, 4, 18), date(2018, 4, 29), date(2018, 5, 3)]
    pictures = frame_pictures([builtin.on(day) for day in days], 900, "en")
    legends = {
        tuple(
            " ".join(mark.lines)
            for mark in picture.placed[0].drawing.marks(Part.LEGEND)
            if isinstance(mark, Words) and len(mark.lines[0]) > 3
        )[:8]
        for picture in pictures
    }
    assert len(legends) == 1
    assert len({(picture.width, picture.height) for picture in pictures}) == 1
    assert len({picture.placed[0].drawing.frame for picture in pictures}) == 1
