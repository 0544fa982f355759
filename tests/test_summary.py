from __future__ import annotations

from pathlib import Path

from frontmap.files import WrittenFile, counted


def test_one_thing_is_told_as_one() -> None:
    assert ["0 days", "1 day", "2 days"] == [counted(count, "day") for count in range(3)]


def test_a_file_is_told_with_its_size_and_the_letters_that_are_lacking() -> None:
    assert str(WrittenFile(Path("maps/a.png"), "800 × 600 pixels", 12_400)) == (
        "maps/a.png: 800 × 600 pixels, 12 kB"
    )
    told = str(WrittenFile(Path("a.pdf"), "1 page", 900, lacking="ꙮ𓀀"))
    assert told.splitlines()[1].endswith("ꙮ𓀀")
