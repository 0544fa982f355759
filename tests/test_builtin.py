"""The atlas of southern Damascus: what it must say, whatever else it comes to say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from frontmap.atlas import builtin_folder, check_atlas
from frontmap.telling.tables import daily_table

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

YARMOUK = (
    "yarmouk-gate",
    "yarmouk-northwest",
    "yarmouk-west",
    "yarmouk-centre",
    "yarmouk-south",
)


def test_the_episodes_are_the_three_of_the_record(builtin: Atlas) -> None:
    assert {
        "yarmouk-2015": (date(2015, 4, 1), date(2015, 4, 24)),
        "jobar-2017": (date(2017, 3, 18), date(2017, 3, 24)),
        "south-damascus-2018": (date(2018, 4, 18), date(2018, 5, 22)),
    } == {episode.id: (episode.first, episode.last) for episode in builtin.episodes}
    assert "south-damascus-2018" == builtin.default_episode().id


def test_the_table_has_one_row_per_area_and_day_of_every_episode(builtin: Atlas) -> None:
    rows = [(row[0], row[1]) for row in daily_table(builtin).rows]
    assert [(on.isoformat(), area) for on in builtin.days() for area in builtin.areas] == rows
    assert len(rows) == (24 + 7 + 35) * len(builtin.areas)


@pytest.mark.parametrize(
    ("area", "on", "holder"),
    [
        ("yarmouk-northwest", date(2018, 4, 28), "hts"),
        ("yarmouk-northwest", date(2018, 5, 2), "government"),
        ("qadam", date(2018, 4, 20), "islamic_state"),
        ("qadam", date(2018, 4, 30), "government"),
        ("hajar-middle", date(2018, 5, 3), "government"),
        ("yarmouk-centre", date(2018, 5, 18), "islamic_state"),
        ("yarmouk-centre", date(2018, 5, 21), "government"),
        ("yalda", date(2018, 4, 20), "opposition"),
        ("yarmouk-centre", date(2015, 4, 17), "nusra"),
        ("jobar", date(2017, 3, 19), "opposition"),
    ],
)
def test_the_holder_is_the_one_that_the_sources_have(
    builtin: Atlas, area: str, on: date, holder: str
) -> None:
    assert holder == builtin.run(area, on).control.holder


@pytest.mark.parametrize(
    ("on", "least", "most"), [(date(2015, 4, 9), 0.85, 0.95), (date(2018, 5, 7), 0.65, 0.75)]
)
def test_islamic_state_holds_the_share_of_yarmouk_that_the_sources_have(
    builtin: Atlas, on: date, least: float, most: float
) -> None:
    km2, controls = builtin.topology.km2, builtin.on(on).controls
    held = sum(km2[area] for area in YARMOUK if controls[area].holder == "islamic_state")
    assert least <= held / sum(km2[area] for area in YARMOUK) <= most


def test_every_ruling_after_an_opening_day_cites_a_claim(builtin: Atlas) -> None:
    opening = {episode.first for episode in builtin.episodes}
    assert [] == [
        str(ruling.where)
        for ruling in builtin.record.rulings
        if ruling.since not in opening and not builtin.evidence.cited(ruling)
    ]


def test_it_passes_its_own_strictest_check() -> None:
    assert [] == [str(fault) for fault in check_atlas(builtin_folder())]


def test_every_change_and_every_edge_of_an_episode_has_a_caption_in_both_languages(
    builtin: Atlas,
) -> None:
    edges = {day for episode in builtin.episodes for day in (episode.first, episode.last)}
    for on in sorted({*edges, *builtin.timeline.change_days()}):
        assert on in builtin.captions, f"no caption for {on}"
        assert builtin.captions[on].text.exact("en")
        assert builtin.captions[on].text.exact("ar")


def test_every_area_has_a_name_in_both_languages_and_a_code_of_its_own(builtin: Atlas) -> None:
    assert all(area.name.exact("en") and area.name.exact("ar") for area in builtin.areas.values())
    codes = Counter(area.code.exact("en") for area in builtin.areas.values())
    assert 1 == max(codes.values())
    assert all(2 <= len(code) <= 3 for code in codes)


def test_every_fought_over_area_has_a_neighbour_on_every_side(builtin: Atlas) -> None:
    """No side of the pocket looks out of the atlas: a front there would be missed."""
    groups = {"yarmouk", "hajar", "qadam", "tadamun"}
    inside = {area.id for area in builtin.areas.values() if area.group in groups}
    assert [] == [
        (border.left, round(border.length_m))
        for border in builtin.topology.borders
        if border.right == "" and border.left in inside
    ]


def test_the_streets_have_names_in_both_languages_and_few_vertices(builtin: Atlas) -> None:
    streets = builtin.record.streets
    assert {
        "thirtieth-street", "yarmouk-street", "palestine-street", "fifteenth-street",
        "lubya-street", "orouba-street", "old-daraa-road",
    } <= {street.id for street in streets}  # fmt: skip
    for street in streets:
        assert ("en", "ar") == street.name.languages, street.id
        assert len(street.line.coords) <= 16, street.id
        assert (shapely.transform(street.line, lambda xy: xy.round(5))).equals(street.line)


def test_a_street_that_is_a_landmark_too_has_its_name_and_its_course(builtin: Atlas) -> None:
    """The landmark's course is known to 30 or 40 m, and some end before the street does."""
    for street in builtin.record.streets:
        mark = builtin.landmarks[street.id]
        assert street.name == mark.name
        assert mark.geometry is not None
        # 0.00045° are 50 m from south to north
        assert street.line.buffer(0.00045).covers(mark.geometry), street.id


def test_thirtieth_street_has_both_of_its_limbs(builtin: Atlas) -> None:
    (line,) = (s.line for s in builtin.record.streets if s.id == "thirtieth-street")
    west, south, east, north = line.bounds
    assert (round(north - south, 3), round(east - west, 3)) == (0.014, 0.013)


def test_streets_that_cross_in_the_camp_share_the_point(builtin: Atlas) -> None:
    lines = {street.id: street.line for street in builtin.record.streets}
    for one, other in (
        ("yarmouk-street", "lubya-street"),
        ("yarmouk-street", "fifteenth-street"),
        ("yarmouk-street", "thirtieth-street"),
        ("yarmouk-street", "orouba-street"),
        ("thirtieth-street", "fifteenth-street"),
        ("palestine-street", "lubya-street"),
        ("palestine-street", "orouba-street"),
    ):
        shared = set(lines[one].coords) & set(lines[other].coords)
        assert len(shared) == 1, (one, other)


def test_streets_are_credited_to_those_they_are_read_off(builtin: Atlas) -> None:
    for text in builtin.record.attribution.texts:
        assert "OpenStreetMap" in text
