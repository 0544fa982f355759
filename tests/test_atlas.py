from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making import day
from planting import AREAS, ATLAS, CONTROL, append, plant

from frontmap import atlas as atlas_module
from frontmap.atlas import (
    ENVIRONMENT,
    Atlas,
    builtin_folder,
    check_atlas,
    find_atlas,
    read_atlas,
)
from frontmap.errors import DataError, RequestError
from frontmap.model import Confidence, Doubt, Episode, Group, Text

if TYPE_CHECKING:
    from frontmap.statuses import Status

CHECKOUT = Path(__file__).resolve().parents[1]


def test_outlines_are_not_snapped_in_a_system_that_is_none(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (ATLAS, "EPSG:32631", "EPSG:999999"))
    with pytest.raises(DataError) as refused:
        read_atlas(copy_of_tiny, snap_m=5)
    assert ["bad-crs"] == [fault.code for fault in refused.value.faults]


def test_the_folder_that_is_named_is_taken(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    monkeypatch.chdir(tiny)
    assert tmp_path / "named" == find_atlas(tmp_path / "named")


def test_the_environment_comes_before_the_current_folder(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    monkeypatch.chdir(tiny)
    assert tmp_path == find_atlas()


def test_the_current_folder_is_taken_when_it_is_an_atlas(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny)
    assert tiny == find_atlas().resolve()


def test_anywhere_else_it_is_the_built_in_atlas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert builtin_folder() == find_atlas()
    assert (builtin_folder() / ATLAS).is_file()


def test_a_wheel_s_own_atlas_comes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = tmp_path / "builtin" / ATLAS
    packaged.parent.mkdir(parents=True)
    packaged.touch()
    monkeypatch.setattr(atlas_module, "files", lambda _: tmp_path)
    assert tmp_path / "builtin" == builtin_folder()


def test_an_editable_install_finds_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = CHECKOUT / "src" / "frontmap" / "atlas.py"
    monkeypatch.setattr(atlas_module, "__file__", str(module))
    monkeypatch.setattr(atlas_module, "files", lambda _: tmp_path)
    assert CHECKOUT == builtin_folder()


def test_an_atlas_that_is_wrong_is_refused_with_every_fault(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "north,2001", "nort,2001"), (CONTROL, "],blue", "],bleu"))
    with pytest.raises(DataError) as refused:
        read_atlas(copy_of_tiny)
    assert ["unknown-area", "unknown-actor"] == [fault.code for fault in refused.value.faults]
    assert refused.value.faults == check_atlas(copy_of_tiny)


def test_a_warning_refuses_nothing(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (AREAS, '"code": "SW"', '"code": "SE"'))
    assert 3 == len(read_atlas(str(copy_of_tiny)).areas)
    assert ["warning", "warning"] == [fault.severity for fault in check_atlas(copy_of_tiny)]


@pytest.mark.parametrize("metres", [-1.0, float("nan")])
def test_outlines_are_not_snapped_by_less_than_nothing(tiny: Path, metres: float) -> None:
    with pytest.raises(RequestError, match="0 or more are expected"):
        read_atlas(tiny, snap_m=metres)


def test_the_days_are_those_of_the_episodes(tiny_atlas: Atlas) -> None:
    assert (day(1), day(2), day(3), day(4)) == tiny_atlas.days()


def test_the_episode_that_is_marked_opens_or_else_the_last(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    later = Episode("later", Text.of(en="Later"), date(2002, 1, 1), date(2002, 1, 2))
    two = replace(record, episodes=(later, *record.episodes))
    assert "first-week" == Atlas(two).default_episode().id
    unmarked = replace(two, episodes=tuple(replace(e, default=False) for e in two.episodes))
    assert "later" == Atlas(unmarked).default_episode().id
    assert ["first-week", "later"] == [e.id for e in Atlas(two).episodes]


def test_an_episode_that_is_not_there_is_refused_with_those_that_are(tiny_atlas: Atlas) -> None:
    assert "The first week" == tiny_atlas.episode("first-week").title.exact("en")
    with pytest.raises(RequestError, match="no episode 'week' in this atlas; there are: first-we"):
        tiny_atlas.episode("week")


def test_an_episode_shows_the_areas_of_its_groups_or_all(tiny_atlas: Atlas) -> None:
    record = tiny_atlas.record
    (week,) = record.episodes
    first, *others = record.areas
    apart = replace(
        record,
        groups=(*record.groups, Group("far", Text.of(en="Far"))),
        areas=(replace(first, group="far"), *others),
    )
    atlas = Atlas(apart)
    assert ["southwest", "southeast"] == [area.id for area in atlas.shown(week)]
    assert 3 == len(atlas.shown(replace(week, groups=())))


@pytest.mark.parametrize("on", [date(2000, 12, 31), date(2001, 1, 5)])
def test_a_day_outside_every_episode_is_refused(tiny_atlas: Atlas, on: date) -> None:
    with pytest.raises(RequestError, match=r"outside every episode .*first-week: 2001-01-01"):
        tiny_atlas.on(on)


def test_an_area_that_is_not_there_is_refused_with_the_near_name(tiny_atlas: Atlas) -> None:
    assert "blue" == tiny_atlas.run("north", day(1)).control.holder
    with pytest.raises(RequestError, match=r"no area 'nort' in this atlas; did you mean north\?"):
        tiny_atlas.run("nort", day(1))
    with pytest.raises(RequestError, match=r"no area 'zzz' in this atlas$"):
        tiny_atlas.run("zzz", day(1))


def test_an_outline_that_does_not_exist_yet_is_left_out_of_the_day(copy_of_tiny: Path) -> None:
    unbounded = '"outline": "derived", "first": ""'
    plant(copy_of_tiny, (AREAS, unbounded, unbounded[:-1] + '2001-01-03"'))
    plant(copy_of_tiny, (CONTROL, "southwest,2001-01-01,..2001-01-01", "southwest,2001-01-03,"))
    atlas = read_atlas(copy_of_tiny)
    assert ["north", "southeast"] == list(atlas.on(day(2)).runs)
    assert ["north", "southwest", "southeast"] == list(atlas.on(day(3)).runs)
    assert ("southeast",) == atlas.topology_on(day(2)).neighbours("north")
    assert atlas.topology is atlas.topology_on(day(3))
    with pytest.raises(RequestError, match="outline of 'southwest' does not exist on 2001-01-02"):
        atlas.run("southwest", day(2))


@pytest.mark.parametrize(
    ("number", "states"),
    [
        (1, [("blue", "held", "medium"), ("green", "held", "medium"), ("green", "held", "medium")]),
        (2, [("blue", "held", "medium"), ("green", "held", "medium"),
             ("green", "contested", "low")]),
        (3, [("blue", "held", "medium"), ("green", "held", "medium"), ("blue", "held", "high")]),
        (4, [("blue", "held", "medium"), ("unknown", "unknown", None),
             ("blue", "held", "high")]),
    ],
)  # fmt: skip
def test_each_day_of_the_tiny_atlas_is_the_one_worked_out_by_hand(
    tiny_atlas: Atlas, number: int, states: list[tuple[str, Status, Confidence | None]]
) -> None:
    controls = tiny_atlas.on(day(number)).controls
    assert states == [(c.holder, c.status, c.confidence) for c in controls.values()]
    assert ["north", "southwest", "southeast"] == list(controls)


@pytest.mark.parametrize(
    ("number", "metres"), [(1, 2226.390), (2, 3332.133), (3, 2218.938), (4, 0.0)]
)
def test_the_front_has_the_length_worked_out_by_hand(
    tiny_atlas: Atlas, number: int, metres: float
) -> None:
    assert metres == pytest.approx(tiny_atlas.on(day(number)).frontline.length_m, abs=0.001)


def test_the_areas_have_the_size_worked_out_by_hand(tiny_atlas: Atlas) -> None:
    km2 = tiny_atlas.topology.km2
    assert {"north": 2.461815, "southwest": 1.230907, "southeast": 1.230907} == pytest.approx(
        dict(km2), abs=1e-6
    )


def test_yesterday_is_the_day_before_and_never_before_the_opening_day(tiny_atlas: Atlas) -> None:
    yesterday = tiny_atlas.on(day(2)).yesterday
    assert yesterday is not None
    assert day(1) == yesterday.day
    assert tiny_atlas.on(day(1)).yesterday is None


def test_a_day_is_uncertain_within_a_vague_beginning_or_at_low_confidence(
    tiny_atlas: Atlas,
) -> None:
    none, uncertain = Doubt.NONE, Doubt.UNCERTAIN
    assert [none, uncertain, uncertain, none] == [
        tiny_atlas.on(on).doubt("southeast") for on in tiny_atlas.days()
    ]
    assert {none} == {tiny_atlas.on(on).doubt("north") for on in tiny_atlas.days()}


def test_a_vague_beginning_is_uncertain_on_both_its_ends(copy_of_tiny: Path) -> None:
    plant(copy_of_tiny, (CONTROL, "[2001-01-02..2001-01-03]", "[2001-01-01..2001-01-03]"))
    atlas = read_atlas(copy_of_tiny)
    assert Confidence.MEDIUM is atlas.on(day(1)).controls["southeast"].confidence
    assert [Doubt.UNCERTAIN] * 3 + [Doubt.NONE] == [
        atlas.on(on).doubt("southeast") for on in atlas.days()
    ]


def test_where_there_is_no_data_there_is_nothing_to_doubt(copy_of_tiny: Path) -> None:
    vague = "southwest,2001-01-04,[2001-01-01..2001-01-04],unknown"
    plant(
        copy_of_tiny,
        (CONTROL, "southwest,2001-01-01,..2001-01-01,green,held,,,almanac-2,,\n", ""),
        (CONTROL, "southwest,2001-01-04,,unknown", vague),
    )
    atlas = read_atlas(copy_of_tiny)
    doubts = [atlas.on(on).doubt("southwest") for on in atlas.days()]
    assert [Doubt.NONE] * 3 + [Doubt.UNCERTAIN] == doubts


def test_an_assumed_state_is_assumed_on_every_day(assumed_atlas: Atlas) -> None:
    assert {Doubt.ASSUMED} == {assumed_atlas.on(on).doubt("north") for on in assumed_atlas.days()}


def test_an_account_is_an_atlas_of_its_own(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media")
    assert ("blue-media", "") == (account.told_by, tiny_atlas.told_by)
    assert "" == account.on(day(1)).controls["southeast"].holder
    assert "blue" == account.on(day(3)).controls["southeast"].holder
    assert "green" == tiny_atlas.on(day(1)).controls["southeast"].holder


@pytest.mark.parametrize(
    ("told_by", "name"), [("blue-media", "Blue media"), ("side:green", "Green party")]
)
def test_an_account_names_its_teller(tiny_atlas: Atlas, told_by: str, name: str) -> None:
    assert name == tiny_atlas.account(told_by).told_by_name().exact("en")


def test_the_atlas_s_own_reading_has_no_teller(tiny_atlas: Atlas) -> None:
    assert not tiny_atlas.told_by_name()


def test_an_account_of_nobody_is_refused(tiny_atlas: Atlas) -> None:
    with pytest.raises(RequestError, match="no voice or side 'side:red'"):
        tiny_atlas.account("side:red")


def test_a_full_daily_table_is_legal_and_says_the_same(
    copy_of_tiny: Path, tiny_atlas: Atlas
) -> None:
    rows = [
        f"{area},{on},,{run.control.holder},{run.control.status},{' '.join(run.control.rivals)},,"
        f"{' '.join(run.ruling.evidence) if run.ruling else ''},,"
        for on in tiny_atlas.days()
        for area, run in tiny_atlas.on(on).runs.items()
    ]
    header = (copy_of_tiny / CONTROL).read_text("utf-8").splitlines()[0]
    (copy_of_tiny / CONTROL).write_text("\n".join([header, *rows]), "utf-8")
    again = read_atlas(copy_of_tiny)
    for on in tiny_atlas.days():
        assert tiny_atlas.on(on).controls == again.on(on).controls
        assert [c.area for c in tiny_atlas.changes(on)] == [c.area for c in again.changes(on)]


def test_a_truce_ends_the_front_without_changing_who_holds_what(copy_of_tiny: Path) -> None:
    append(copy_of_tiny, ATLAS, '[[relations]]\nsides = ["blue", "green"]\nkind = "truce"')
    assert 0.0 == read_atlas(copy_of_tiny).on(day(2)).frontline.length_m


def test_a_folder_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"no folder .*nowhere"):
        read_atlas(tmp_path / "nowhere")


def test_an_account_shares_all_but_the_timeline_with_its_parent(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media")
    assert account.parent is tiny_atlas
    assert tiny_atlas.parent is None
    for name in ("record", "areas", "actors", "claims", "evidence", "borders", "episodes"):
        assert getattr(account, name) is getattr(tiny_atlas, name)
    assert account.topology_on(day(1)) is tiny_atlas.topology_on(day(1))
    assert account.timeline is not tiny_atlas.timeline


def test_an_account_of_an_account_is_one_of_the_atlas(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media").account("side:green")
    assert account.parent is tiny_atlas
    assert "side:green" == account.told_by


def test_an_account_has_no_grades_and_lists_its_disputes(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("side:green")
    run = account.run("southeast", day(3))
    assert run.ruling is not None
    assert account.grounds(run).grade is None
    assert () == account.disputes() == tiny_atlas.disputes()
    claims = (
        *tiny_atlas.record.claims,
        replace(tiny_atlas.claims["gazette-1"], id="gazette-9", holder="green"),
    )
    both = Atlas(replace(tiny_atlas.record, claims=claims))
    assert [("southeast", day(3), ("gazette-1", "gazette-9"))] == [
        (dispute.area, dispute.day, dispute.claims)
        for dispute in both.account("side:green").disputes()
    ]


def test_what_changed_since_an_earlier_day_is_told_of_the_shown_areas(tiny_atlas: Atlas) -> None:
    first, fourth = tiny_atlas.on(day(1)), tiny_atlas.on(day(4))
    assert ("southwest", "southeast") == fourth.changed_since(first)
    assert () == first.changed_since(first)
    record = tiny_atlas.record
    *others, southeast = record.areas
    groups = (*record.groups, Group("far", Text.of(en="Far")))
    apart = Atlas(replace(record, groups=groups, areas=(*others, replace(southeast, group="far"))))
    assert ("southwest",) == apart.on(day(4)).changed_since(apart.on(day(1)))


def test_of_an_area_without_data_nothing_is_known_to_have_changed(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("side:green")
    first, third, fourth = (account.on(day(number)) for number in (1, 3, 4))
    assert () == third.changed_since(first) == fourth.changed_since(third)
    rulings = tuple(r for r in tiny_atlas.record.rulings if r.area != "north" or r.since > day(1))
    silent = Atlas(replace(tiny_atlas.record, rulings=rulings))
    assert ("southeast",) == silent.on(day(3)).changed_since(silent.on(day(1)))


def test_outlines_have_changed_on_whose_ground_something_did(redrawn_atlas: Atlas) -> None:
    second, fourth = redrawn_atlas.on(day(2)), redrawn_atlas.on(day(4))
    # the west has a part of the southeast, which was contested, and the east the rest
    assert ("west", "east") == fourth.changed_since(second)
    assert ("east",) == fourth.changed_since(redrawn_atlas.on(day(3)))


def test_outlines_that_move_are_changes(moving_atlas: Atlas) -> None:
    assert [day(3), day(6), day(7)] == list(moving_atlas.change_days())
    assert [(c.area, c.was) for c in moving_atlas.changes(day(3))] == [
        ("blue-3", "blue-1"),
        ("green-3", "green-1"),
    ]
    first, fifth = moving_atlas.on(day(1)), moving_atlas.on(day(5))
    assert ("blue-5",) == fifth.changed_since(first)
    assert () == fifth.changed_since(moving_atlas.on(day(4)))


def test_ground_is_measured_once_for_each_pair_of_days(
    moving_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = moving_atlas.on(day(3)).ground_since(moving_atlas.on(day(2)))
    monkeypatch.setattr("frontmap.atlas.moved_ground", None)
    assert ground is moving_atlas.on(day(3)).ground_since(moving_atlas.on(day(2)))


def test_of_days_with_the_same_outlines_or_without_data_no_ground_is_told(
    moving_atlas: Atlas, tiny_atlas: Atlas
) -> None:
    fourth = moving_atlas.on(day(4))
    assert fourth.ground_since(moving_atlas.on(day(3))) is None
    assert moving_atlas.on(day(5)).ground_since(fourth) is None
    assert tiny_atlas.on(day(3)).ground_since(tiny_atlas.on(day(2))) is None


def test_the_day_that_is_shown_when_none_is_asked_for_is_the_episode_s_last(
    tiny_atlas: Atlas,
) -> None:
    assert day(4) == tiny_atlas.default_day()


def test_an_atlas_an_account_and_a_day_say_what_they_are(tiny_atlas: Atlas) -> None:
    contents = "3 areas; episodes: first-week 2001-01-01..2001-01-04"
    assert f"<Atlas 'Three fields': {contents}>" == repr(tiny_atlas)
    account = tiny_atlas.account("blue-media")
    assert f"<Account of 'Three fields' as told by blue-media: {contents}>" == repr(account)
    assert (
        f"<Snapshot of 2001-01-03 in first-week: 3 areas, 0 without data, 1 change; {tiny_atlas!r}>"
    ) == repr(tiny_atlas.on(day(3)))
    assert "3 areas, 3 without data, 0 changes" in repr(account.on(day(1)))


def test_a_name_that_several_areas_have_is_refused_with_their_ids(copy_of_tiny: Path) -> None:
    plant(
        copy_of_tiny,
        (AREAS, '"name": "North field"', '"name": "Field"'),
        (AREAS, '"name": "Southwest field"', '"name": "FIELD"'),
    )
    with pytest.raises(RequestError, match="several areas are called 'field'; say which: north, s"):
        read_atlas(copy_of_tiny).find_area("field")


def test_what_changed_is_known_where_an_area_has_data_on_both_days(
    builtin: Atlas, moving_atlas: Atlas
) -> None:
    april, may = builtin.on(date(2018, 4, 18)), builtin.on(date(2018, 5, 3))
    assert may.comparable(april)
    assert not april.comparable(may)
    assert not builtin.on(date(2017, 3, 20)).comparable(april)
    assert not may.comparable(builtin.on(date(2017, 3, 20)))
    first, third, fourth = (moving_atlas.on(date(2001, 1, day)) for day in (1, 3, 4))
    assert third.comparable(first)
    assert not fourth.comparable(first)
