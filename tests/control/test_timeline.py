from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import day, episode, ruling, state

from frontmap.control.timeline import Timeline, build_timeline, vague_days
from frontmap.days import days_between
from frontmap.errors import RequestError
from frontmap.model import NO_DATA, Confidence, Control, Doubt, Episode, Ruling, Run, Text
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.atlas import Atlas

AREAS = ("north", "south")


def spans(timeline: Timeline, area: str = "north") -> list[tuple[int, int, str]]:
    return [(r.first.day, r.last.day, r.control.holder) for r in timeline.runs[area]]


@st.composite
def some_episodes(draw: st.DrawFn) -> tuple[Episode, ...]:
    first, found = day(1), []
    for number in range(draw(st.integers(1, 3))):
        last = first + timedelta(days=draw(st.integers(0, 5)))
        found.append(Episode(f"e{number}", Text.of(en=""), first, last))
        first = last + timedelta(days=draw(st.integers(1, 3)))
    return tuple(draw(st.permutations(found)))


some_states = st.sampled_from(
    [
        ("blue", Status.HELD, ()),
        ("green", Status.HELD, ()),
        ("green", Status.EVACUATING, ()),
        ("green", Status.CONTESTED, ("blue",)),
        ("green", Status.CONTESTED, ("red", "blue")),
        ("blue", Status.SHARED, ("green",)),
        ("unknown", Status.UNKNOWN, ()),
        ("", Status.NO_DATA, ()),
    ]
)


@st.composite
def some_records(draw: st.DrawFn) -> tuple[tuple[Episode, ...], tuple[Ruling, ...]]:
    """Episodes, and at most one ruling for each area and day of them, in any order."""
    episodes = draw(some_episodes())
    cells = [(area, on) for area in AREAS for e in episodes for on in days_between(e.first, e.last)]
    chosen = draw(st.lists(st.sampled_from(cells), unique=True, max_size=10))
    rulings = []
    for area, since in chosen:
        holder, status, rivals = draw(some_states)
        evidence = draw(st.sampled_from([(), ("claim-1",), ("claim-2", "claim-1")]))
        rulings.append(ruling(since, holder, status, rivals, area=area, evidence=evidence))
    return episodes, tuple(rulings)


def deciding(
    area: str, on: date, episodes: tuple[Episode, ...], rulings: tuple[Ruling, ...]
) -> Ruling | None:
    """The plain reading: the last ruling of the area in the day's own episode."""
    (within,) = (e for e in episodes if e.covers(on))
    known = [r for r in rulings if r.area == area and within.first <= r.since <= on]
    return max(known, key=lambda r: r.since, default=None)


def daily(timeline: Timeline) -> tuple[Ruling, ...]:
    """The full daily table of a timeline, as rulings: a row for each area and day."""
    return tuple(
        ruling(
            on,
            run.control.holder,
            run.control.status,
            run.control.rivals,
            area=area,
            confidence=run.control.confidence,
            evidence=run.ruling.evidence if run.ruling else (),
        )
        for on in timeline.days()
        for area in timeline.runs
        for run in [timeline.at(area, on)]
    )


def saying(run: Run) -> tuple[Control, tuple[str, ...]]:
    return run.control, run.ruling.evidence if run.ruling else ()


def runs_that_differ(timeline: Timeline, area: str) -> list[tuple[date, date, Control]]:
    """Runs, those that follow one another and say the same joined, never across an episode."""
    joined = []
    for _, of in groupby(
        timeline.runs[area], key=lambda run: (timeline.episode_on(run.first).id, saying(run))
    ):
        runs = list(of)
        joined.append((runs[0].first, runs[-1].last, runs[0].control))
    return joined


@given(some_records())
def test_each_day_of_an_area_belongs_to_exactly_one_run(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]],
) -> None:
    timeline = build_timeline(AREAS, *record)
    for area in AREAS:
        covered = [on for run in timeline.runs[area] for on in days_between(run.first, run.last)]
        assert list(timeline.days()) == covered


@given(some_records())
def test_the_last_ruling_of_the_day_s_own_episode_decides(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]],
) -> None:
    """So a state leaks neither across an episode's edge nor from a later day."""
    timeline = build_timeline(AREAS, *record)
    for area in AREAS:
        for on in timeline.days():
            expected = deciding(area, on, *record)
            control = timeline.at(area, on).control
            if expected is None or expected.status is Status.NO_DATA:
                assert control == NO_DATA
            else:
                assert control == state(expected.holder, expected.status, *sorted(expected.rivals))


@given(some_records())
def test_a_run_never_crosses_the_edge_of_an_episode(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]],
) -> None:
    timeline = build_timeline(AREAS, *record)
    for area in AREAS:
        for run in timeline.runs[area]:
            within = timeline.episode_on(run.first)
            assert within.covers(run.last)
            assert within.covers(run.began)
            assert run.ruling is None or within.covers(run.ruling.since)


@given(some_records())
def test_the_daily_table_read_as_rulings_gives_the_same_days_and_runs(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]],
) -> None:
    timeline = build_timeline(AREAS, *record)
    again = build_timeline(AREAS, record[0], daily(timeline))
    assert daily(timeline) == daily(again)
    for area in AREAS:
        assert runs_that_differ(timeline, area) == [
            (run.first, run.last, run.control) for run in again.runs[area]
        ]
        assert [timeline.at(area, on).began for on in timeline.days()] == [
            again.at(area, on).began for on in again.days()
        ]
    assert timeline.change_days() == again.change_days()


@given(some_records())
def test_a_change_is_a_state_that_differs_from_the_day_before_in_the_same_episode(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]],
) -> None:
    timeline = build_timeline(AREAS, *record)
    expected = []
    for within in timeline.episodes:
        for before, after in pairwise(days_between(within.first, within.last)):
            for area in AREAS:
                then, now = timeline.at(area, before).control, timeline.at(area, after).control
                if not then.same_state(now):
                    expected.append((after, area, then, now))
    assert expected == [
        (change.day, change.area, change.before, change.after)
        for on in timeline.days()
        for change in timeline.changes(on)
    ]


@given(some_records(), st.data())
@settings(max_examples=30)
def test_the_order_of_the_rulings_does_not_matter(
    record: tuple[tuple[Episode, ...], tuple[Ruling, ...]], data: st.DataObject
) -> None:
    episodes, rulings = record
    shuffled = data.draw(st.permutations(rulings))
    expected = build_timeline(AREAS, episodes, rulings).runs
    assert expected == build_timeline(AREAS, episodes, shuffled).runs


def test_a_ruling_holds_until_the_next_of_the_same_area() -> None:
    rulings = [ruling(day(1)), ruling(day(3), "green"), ruling(day(2), "red", area="south")]
    timeline = build_timeline(AREAS, [episode(1, 4)], rulings)
    assert spans(timeline) == [(1, 2, "blue"), (3, 4, "green")]


def test_days_before_the_first_ruling_are_without_data() -> None:
    timeline = build_timeline(["north"], [episode(1, 4)], [ruling(day(3))])
    assert spans(timeline) == [(1, 2, ""), (3, 4, "blue")]
    assert NO_DATA == timeline.at("north", day(1)).control
    assert timeline.at("north", day(1)).ruling is None


def test_a_ruling_without_data_ends_the_record_of_an_area() -> None:
    rulings = [ruling(day(1)), ruling(day(3), "", Status.NO_DATA)]
    timeline = build_timeline(["north"], [episode(1, 4)], rulings)
    assert spans(timeline) == [(1, 2, "blue"), (3, 4, "")]
    assert NO_DATA == timeline.at("north", day(4)).control


def test_a_state_does_not_carry_into_the_episode_that_begins_the_day_after() -> None:
    episodes = [episode(1, 2, "one"), episode(3, 4, "two")]
    timeline = build_timeline(["north"], episodes, [ruling(day(1))])
    assert spans(timeline) == [(1, 2, "blue"), (3, 4, "")]
    assert () == timeline.changes(day(3))


def test_an_opening_day_has_no_change_though_the_state_differs_from_the_day_before() -> None:
    episodes = [episode(1, 2, "one"), episode(3, 4, "two")]
    rulings = [ruling(day(1)), ruling(day(3), "green")]
    assert () == build_timeline(["north"], episodes, rulings).change_days()


@pytest.mark.parametrize(
    "after",
    [
        ruling(day(3), "green"),
        ruling(day(3), "blue", Status.EVACUATING),
        ruling(day(3), "blue", Status.CONTESTED, ("green",)),
    ],
)
def test_another_holder_status_or_rival_is_a_change(after: Ruling) -> None:
    timeline = build_timeline(["north"], [episode(1, 4)], [ruling(day(1)), after])
    (change,) = timeline.changes(day(3))
    assert ("north", day(3), after) == (change.area, change.day, change.ruling)
    assert state("blue") == change.before


@pytest.mark.parametrize(
    "after",
    [
        ruling(day(3), confidence=Confidence.LOW, note="why"),
        ruling(day(3), evidence=("claim-1",)),
        ruling(day(3), note="more is known"),
        ruling(day(3), began="2001-01"),
    ],
)
def test_what_leaves_the_state_alone_starts_a_run_and_is_no_change(after: Ruling) -> None:
    timeline = build_timeline(["north"], [episode(1, 4)], [ruling(day(1)), after])
    assert spans(timeline) == [(1, 2, "blue"), (3, 4, "blue")]
    assert () == timeline.change_days()
    assert day(1) == timeline.at("north", day(4)).began


def test_the_order_in_which_rivals_are_written_is_no_change() -> None:
    rulings = [
        ruling(day(1), "blue", Status.CONTESTED, ("red", "green")),
        ruling(day(2), "blue", Status.CONTESTED, ("green", "red")),
    ]
    timeline = build_timeline(["north"], [episode(1, 4)], rulings)
    assert () == timeline.change_days()
    assert ("green", "red") == timeline.at("north", day(1)).control.rivals


def test_rulings_that_repeat_the_one_before_lengthen_its_run() -> None:
    rulings = [ruling(day(number), evidence=("claim-1",)) for number in range(1, 5)]
    timeline = build_timeline(["north"], [episode(1, 4)], rulings)
    assert spans(timeline) == [(1, 4, "blue")]


def test_a_state_that_comes_back_began_when_it_came_back() -> None:
    rulings = [ruling(day(1)), ruling(day(2), "green"), ruling(day(3))]
    timeline = build_timeline(["north"], [episode(1, 4)], rulings)
    assert day(3) == timeline.at("north", day(4)).began
    assert (day(2), day(3)) == timeline.change_days()


def test_the_runs_of_an_area_in_an_episode_are_graded_together() -> None:
    asked = []

    def grade(runs: Sequence[Run]) -> list[Confidence]:
        asked.extend((run.first, run.last) for run in runs)
        return [Confidence.MEDIUM for _ in runs]

    rulings = [ruling(day(1)), ruling(day(3), "green")]
    timeline = build_timeline(["north"], [episode(1, 4)], rulings, grade)
    assert [(day(1), day(2)), (day(3), day(4))] == asked
    assert Confidence.MEDIUM is timeline.at("north", day(4)).control.confidence


def test_a_day_without_data_has_no_confidence_whatever_grades_it() -> None:
    rulings = [ruling(day(3), "", Status.NO_DATA)]
    timeline = build_timeline(
        ["north"], [episode(1, 4)], rulings, lambda runs: [Confidence.HIGH for _ in runs]
    )
    assert timeline.at("north", day(4)).control.confidence is None


def test_a_day_outside_every_episode_is_refused_with_the_episodes_listed() -> None:
    timeline = build_timeline(["north"], [episode(3, 4, "two"), episode(1, 1, "one")], [])
    for asked in (lambda: timeline.at("north", day(2)), lambda: timeline.episode_on(day(2))):
        with pytest.raises(
            RequestError,
            match=r"2001-01-02 is outside .*\(one: 2001-01-01 to 2001-01-01; two: 2001-01-03 to",
        ):
            asked()


def test_episodes_are_in_the_order_of_days_however_they_are_written() -> None:
    timeline = build_timeline(["north"], [episode(3, 4, "two"), episode(1, 1, "one")], [])
    assert ["one", "two"] == [e.id for e in timeline.episodes]
    assert (day(1), day(3), day(4)) == timeline.days()


@pytest.mark.parametrize(
    ("began", "days"),
    [
        ("", None),
        ("..2001-01-01", None),
        ("2001-01-02", None),
        ("[2001-01-02..2001-01-03]", (day(2), day(3))),
        ("2001-01-05~", (day(2), day(8))),
        ("2001-01", (day(1), day(31))),
    ],
)
def test_only_a_vague_beginning_spans_uncertain_days(
    began: str, days: tuple[date, date] | None
) -> None:
    assert days == vague_days(ruling(day(3), began=began))


def test_the_tiny_atlas_has_the_runs_that_were_worked_out_by_hand(tiny_atlas: Atlas) -> None:
    runs = {
        area: [(r.first.day, r.last.day, r.control.holder, r.control.status.value) for r in of]
        for area, of in tiny_atlas.timeline.runs.items()
    }
    assert runs == {
        "north": [(1, 4, "blue", "held")],
        "southwest": [(1, 3, "green", "held"), (4, 4, "unknown", "unknown")],
        "southeast": [
            (1, 1, "green", "held"),
            (2, 2, "green", "contested"),
            (3, 4, "blue", "held"),
        ],
    }


def test_the_tiny_atlas_has_the_changes_that_were_worked_out_by_hand(tiny_atlas: Atlas) -> None:
    assert {
        day(2): ["southeast"],
        day(3): ["southeast"],
        day(4): ["southwest"],
    } == {
        on: [change.area for change in tiny_atlas.timeline.changes(on)]
        for on in tiny_atlas.timeline.change_days()
    }


def test_nothing_changes_on_the_day_on_which_an_outline_appears() -> None:
    rulings = (ruling(day(2)),)
    areas = {rulings[0].area}
    late = build_timeline(areas, (episode(1, 4),), rulings, appears={rulings[0].area: day(2)})
    early = build_timeline(areas, (episode(1, 4),), rulings)
    assert ((), (day(2),)) == (late.change_days(), early.change_days())


def uncertain(*rulings: Ruling, episodes: tuple[Episode, ...] = ()) -> list[tuple[int, int]]:
    """The days of January on which the north is uncertain, in an episode of nine or in others."""
    timeline = build_timeline(["north"], episodes or (episode(1, 9),), rulings)
    return [
        (first.day, last.day)
        for first, last, doubt in timeline.doubts("north")
        if doubt is Doubt.UNCERTAIN
    ]


def assumed(*rulings: Ruling) -> list[tuple[int, int]]:
    """The days of nine in January on which the north is assumed."""
    timeline = build_timeline(["north"], (episode(1, 9),), rulings)
    return [
        (first.day, last.day)
        for first, last, doubt in timeline.doubts("north")
        if doubt is Doubt.ASSUMED
    ]


def test_an_area_is_uncertain_where_the_confidence_is_low() -> None:
    doubted = ruling(day(3), confidence=Confidence.LOW)
    assert [] == uncertain(ruling(day(1)), ruling(day(3), confidence=Confidence.MEDIUM))
    assert [(3, 9)] == uncertain(ruling(day(1)), doubted)
    assert [(3, 5)] == uncertain(ruling(day(1)), doubted, ruling(day(6), "green"))


def test_an_area_is_uncertain_on_the_days_that_a_vague_beginning_spans() -> None:
    assert [(2, 4)] == uncertain(
        ruling(day(1)), ruling(day(4), "green", began="[2001-01-02..2001-01-04]")
    )
    assert [(2, 8)] == uncertain(ruling(day(5), began="2001-01-05~"))


def test_days_before_and_after_the_episode_are_not_uncertain() -> None:
    one, two = episode(3, 5, "one"), episode(6, 9, "two")
    vague = ruling(day(4), began="[2001-01-01..2001-01-08]")
    assert [(3, 5)] == uncertain(vague, episodes=(one, two))
    before = ruling(day(6), began="[2001-01-01..2001-01-02]")
    assert [] == uncertain(before, episodes=(one, two))


def test_an_area_is_assumed_where_that_is_its_confidence_and_then_not_uncertain() -> None:
    known, supposed = ruling(day(1)), ruling(day(3), confidence=Confidence.ASSUMED)
    low = ruling(day(6), "green", confidence=Confidence.LOW)
    assert [(3, 9)] == assumed(known, supposed)
    assert [(3, 5)] == assumed(known, supposed, low)
    assert [(6, 9)] == uncertain(known, supposed, low)


def test_assumed_days_cut_the_days_that_a_vague_beginning_spans() -> None:
    supposed = ruling(day(3), confidence=Confidence.ASSUMED)
    vague = ruling(day(5), "green", began="[2001-01-02..2001-01-07]")
    assert [(3, 4)] == assumed(supposed, vague)
    assert [(2, 2), (5, 7)] == uncertain(supposed, vague)
    begins = ruling(day(1), confidence=Confidence.ASSUMED)
    assert [(5, 7)] == uncertain(begins, vague)
    ends = ruling(day(5), confidence=Confidence.ASSUMED, began="[2001-01-02..2001-01-07]")
    assert ([(2, 4)], [(5, 9)]) == (uncertain(ends), assumed(ends))


def test_an_assumed_state_that_goes_on_is_one_span() -> None:
    one = ruling(day(2), confidence=Confidence.ASSUMED)
    other = ruling(day(4), "green", confidence=Confidence.ASSUMED)
    assert [(2, 9)] == assumed(one, other)


def test_uncertain_days_that_touch_or_overlap_are_one_span() -> None:
    first = ruling(day(1), "green", began="[2001-01-01..2001-01-02]")
    touching = ruling(day(4), began="[2001-01-03..2001-01-04]")
    inside = ruling(day(6), "red", began="[2001-01-04..2001-01-05]")
    apart = ruling(day(8), confidence=Confidence.LOW)
    assert [(1, 4)] == uncertain(first, touching)
    assert [(1, 5), (8, 9)] == uncertain(first, touching, inside, apart)


def test_of_two_rulings_of_one_day_the_last_one_holds() -> None:
    timeline = build_timeline(["north"], [episode(1, 2)], [ruling(day(1)), ruling(day(1), "green")])
    assert ["green"] == [run.control.holder for run in timeline.runs["north"]]
