from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from frontmap.limits import FILE_NAME_BYTES
from frontmap.names import (
    clean,
    edits,
    fold,
    looks,
    make_id,
    near_name,
    safe_name,
    unique_ids,
    unseen,
)

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

AREAS = ("north", "southwest", "southeast")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("nort", "north"),
        ("NORTH", "north"),
        ("south-east", "southeast"),
        ("souhteast", "southeast"),
        ("centre", ""),
        ("", ""),
    ],
)
def test_the_name_that_was_meant_is_the_one_most_alike_and_none_where_none_is(
    written: str, meant: str
) -> None:
    assert meant == near_name(written, AREAS)


def test_of_names_that_are_as_near_the_first_is_meant() -> None:
    assert "mill-a" == near_name("mill-x", ["mill-a", "mill-b"])
    assert "mill-b" == near_name("mill-x", ["mill-b", "mill-a"])


def test_a_known_name_is_returned_as_it_is_written() -> None:
    assert "Old Town" == near_name("old twon", ["Harbour", "Old Town"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yarmuk-gate", "yarmouk-gate"),
        ("Hajar north", "hajar-north"),
        ("tadamon-south", "tadamun-south"),
        ("al-asali", "asali"),
        ("quabun", "qabun"),
        ("jober", "jobar"),
        ("aleppo", ""),
        ("palmyra", ""),
    ],
)
def test_common_misspellings_of_the_built_in_areas_are_understood(
    builtin: Atlas, written: str, meant: str
) -> None:
    assert meant == near_name(written, tuple(builtin.areas))


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("mill", "mill", 0), ("harbor", "harbour", 1), ("gate", "gaet", 2), ("kitten", "sitting", 3)],
)
def test_edits_count_letters_that_are_inserted_dropped_or_exchanged(
    one: str, other: str, count: int
) -> None:
    assert count == edits(one, other, most=4)
    assert count == edits(other, one, most=4)


def test_edits_are_counted_no_further_than_asked() -> None:
    assert 3 == edits("kitten", "sitting", most=3)
    assert 3 == edits("kitten", "sitting", most=2)
    assert 2 == edits("kitten", "sitting", most=1)


def test_invisible_characters_and_repeated_spaces_are_cleaned_away() -> None:
    assert "Old Town" == clean("\ufeffOld\u00a0\u200b  Town\u200f ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Old-Town", "old town"),
        ("Qabūn", "qabun"),
        ("12.0", "12"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
    ],
)
def test_two_ways_of_writing_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_id_is_made_of_latin_letters_and_digits() -> None:
    assert "hay-at-al-sham" == make_id("Hay at  al-Shām!")
    assert "12" == make_id("12.0")
    assert "" == make_id("ميناء")


def test_ids_of_one_list_are_all_different() -> None:
    ids = unique_ids(["Mill", "mill", "ميناء", "حي"], otherwise="area")
    assert ("mill", "mill-2", "area-1", "area-2") == ids


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("green-media", "green-media"),
        ("حكومة", "حكومة"),
        ("../../../evil", "---------evil-3647b318ebaf"),
        ("a/b", "a-b-c14cddc033f6"),
        ("a-b", "a-b"),
        ("Media", "media-d357175cfe89"),
        ("nul\x00 and\nline", "nul--and-line-"),
        ("\ud800", "--"),
    ],
)
def test_a_text_becomes_a_part_of_a_file_s_name_that_leads_nowhere(text: str, name: str) -> None:
    assert safe_name(text).startswith(name)


def test_no_two_texts_have_one_name_also_where_case_is_not_told() -> None:
    texts = ["a/b", "a-b", "a b", "A-b", "a:b", "e\u0301", "\xe9", "x" * 300, "x" * 301, "ẞ", "ß"]
    names = [unicodedata.normalize("NFC", safe_name(text)).casefold() for text in texts]
    assert len(set(names)) == len(texts)
    assert max(len(name.encode()) for name in names) <= FILE_NAME_BYTES + 13


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("lSIS", "ISIS", True),
        ("Sector 1", "Sector l", True),
        ("\u0410\u041e\u0420", "AOP", True),
        ("North\ufe0f \U000e0041field", "north field", True),
        ("كوي", "کوی", True),
        ("Ali", "All", False),
        ("North", "South", False),
        ("\u3164\u2800\u200b", "", True),
    ],
)
def test_names_look_the_same_in_one_of_two_ways(one: str, other: str, *, alike: bool) -> None:
    assert alike is any(a == b for a, b in zip(looks(one), looks(other), strict=True))


def test_the_invisible_letters_are_those_that_a_clean_text_lacks() -> None:
    text = "\u200fA\u202eb\u200c\u00ad c\u202e"
    assert {"\u200f", "\u202e", "\u00ad"} == unseen(text)
    assert frozenset() == unseen(clean(text)) == unseen("plain")
