"""An import is repeated when new data come: ids stay, and so does what was edited by hand."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from imported import HOLDERS, draw_areas, feature, square, states, text, write_features

from frontmap.atlas import check_atlas, read_atlas
from frontmap.errors import DataError, FrontmapError
from frontmap.importing.options import ImportOptions
from frontmap.importing.running import ImportGoal, import_atlas

ONE = "place,date,holder,source\nMill,2018-05-01,Blue,Report\nHarbour,2018-05-01,Green,Report\n"
TWO = "place,date,holder,source\nMill,2018-05-02,Green,Report\nHarbour,2018-05-02,Blue,Herald\n"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """An atlas that was imported from one table."""
    recipe = tmp_path / "recipe.toml"
    files = (text(tmp_path, ONE, "one.csv"), draw_areas(tmp_path))
    run(*files, goal=ImportGoal(recipe=recipe))
    run(recipe, goal=ImportGoal(folder=tmp_path / "town"))
    return tmp_path / "town"


def run(*files: Path, goal: ImportGoal) -> list[str]:
    said: list[str] = []
    import_atlas(files, ImportOptions(), goal, note=lambda _: None, say=said.append)
    return [line for line in said if not line.startswith("warning")]


def edit(path: Path, before: str, after: str) -> None:
    content = path.read_text("utf-8")
    assert before in content
    path.write_text(content.replace(before, after), encoding="utf-8")


def ids(folder: Path) -> dict[str, str]:
    return {claim.summary.first: claim.id for claim in read_atlas(folder).record.claims}


def test_nothing_changes_where_nothing_is_new(town: Path) -> None:
    before = {path: path.read_bytes() for path in town.rglob("*.*")}
    assert ["nothing has changed"] == run(goal=ImportGoal(again=town))
    assert before == {path: path.read_bytes() for path in town.rglob("*.*")}


def test_a_new_file_comes_to_the_others_and_says_what_it_brings(tmp_path: Path, town: Path) -> None:
    said = run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    assert "geodata/control.csv: 2 rows new: harbour 2018-05-02, mill 2018-05-02" in said
    assert ["blue held", "green held"] == states(read_atlas(town), "mill")
    assert ["nothing has changed"] == run(goal=ImportGoal(again=town))


def test_ids_stay_though_new_rows_come_between(tmp_path: Path, town: Path) -> None:
    before = ids(town)
    assert {"report-1", "report-2"} == set(before.values())
    run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    after = ids(town)
    assert before == {summary: after[summary] for summary in before}
    assert {"report-1", "report-2", "report-3", "herald-1"} == set(after.values())


def test_what_was_edited_by_hand_stays(tmp_path: Path, town: Path) -> None:
    edit(town / "geodata/actors.csv", "Blue,BLU", "The Blue party,BLU")
    edit(town / "seeds/voices.csv", "report,Report,,", "report,Report,blue,")
    edit(town / "geodata/atlas.toml", 'title = "', '# mine\ntitle = "My ')
    run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    atlas = read_atlas(town)
    assert "The Blue party" == atlas.actors["blue"].name.first
    assert "blue" == atlas.voices["report"].side
    assert "# mine" in (town / "geodata/atlas.toml").read_text("utf-8")
    assert [] == [fault for fault in check_atlas(town) if fault.severity == "error"]


def test_a_street_that_was_edited_stays_as_it_is(tmp_path: Path, town: Path) -> None:
    lane = {"type": "LineString", "coordinates": [[36.3, 33.5], [36.31, 33.51]]}
    other = {"type": "LineString", "coordinates": [[36.3, 33.5], [36.31, 33.5]]}
    lines = tmp_path / "lines.geojson"
    write_features(lines, feature(lane, name="Mill Lane"))
    edit(town / "geodata/import.toml", "files = [", 'streets = "../../lines.geojson"\nfiles = [')
    run(goal=ImportGoal(again=town))
    edit(town / "geodata/streets.geojson", "Mill Lane", "Lane of the mill")
    write_features(lines, feature(lane, name="Mill Lane"), feature(other, name="Main"))
    assert run(goal=ImportGoal(again=town))[0] == "geodata/streets.geojson: 1 row new: main"
    names = [street.name.first for street in read_atlas(town).record.streets]
    assert names == ["Lane of the mill", "Main"]


def test_an_edited_row_that_would_be_overwritten_is_named(tmp_path: Path, town: Path) -> None:
    edit(town / "geodata/control.csv", "mill,2018-05-01,,blue", "mill,2018-05-01,,green")
    text(
        tmp_path, ONE.replace("Mill,2018-05-01,Blue", "Mill,2018-05-01,Blue (contested)"), "one.csv"
    )
    edit(
        town / "geodata/import.toml",
        "[holders]\n",
        '[holders]\n"Blue (contested)" = { holder = "blue", status = "contested", '
        'rivals = "green" }\n',
    )
    said = run(goal=ImportGoal(again=town))
    assert (
        "geodata/control.csv: 1 row kept as they were edited, though import has them otherwise "
        "now: mill 2018-05-01" in said
    )
    assert ["green held"] == states(read_atlas(town), "mill")
    # a source that corrects itself makes the same claim
    assert {"report-1", "report-2"} == set(ids(town).values())


def test_a_claim_that_an_edited_row_cites_stays_though_its_source_is_gone(
    tmp_path: Path, town: Path
) -> None:
    edit(town / "geodata/control.csv", "mill,2018-05-01,,blue", "mill,2018-05-01,,green")
    text(tmp_path, ONE.replace("Mill,2018-05-01,Blue,Report", "Mill,2018-05-01,Blue,"), "one.csv")
    run(goal=ImportGoal(again=town))
    assert {"report-1", "report-2"} == set(ids(town).values())


def test_a_dry_run_says_what_would_become_of_the_rows_and_writes_nothing(
    tmp_path: Path, town: Path
) -> None:
    before = {path: path.read_bytes() for path in town.rglob("*.*")}
    goal = ImportGoal(again=town, dry_run=True)
    said = run(text(tmp_path, TWO, "two.csv"), goal=goal)
    assert "seeds/claims.csv: 2 rows new: herald-1, report-3" in said
    assert before == {path: path.read_bytes() for path in town.rglob("*.*")}


def test_new_holders_are_asked_for_and_the_recipe_of_the_atlas_takes_them(
    tmp_path: Path, town: Path
) -> None:
    new = text(tmp_path, TWO.replace("Green", "Red"), "two.csv")
    with pytest.raises(DataError, match="unknown-holder: found 'Red'"):
        run(new, goal=ImportGoal(again=town))
    recipe = town / "geodata/import.toml"
    said = run(new, goal=ImportGoal(again=town, recipe=recipe))
    told = f"{recipe}: 0 questions, 1 new way of writing a holder"
    before = f"{recipe}: replaced; what it said before is in {recipe}.before-1"
    assert [before, f"{told}; edit it, and run:  frontmap import --again {town}"] == said
    run(goal=ImportGoal(again=town))
    assert ["blue held", "red held"] == states(read_atlas(town), "mill")


def test_an_atlas_that_would_not_be_sound_is_not_touched(tmp_path: Path, town: Path) -> None:
    edit(town / "geodata/control.csv", "mill,2018-05-01,,blue", "mill,2018-05-01,,purple")
    before = {path: path.read_bytes() for path in town.rglob("*.*")}
    with pytest.raises(DataError, match="purple"):
        run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    assert before == {path: path.read_bytes() for path in town.rglob("*.*")}


def test_an_atlas_without_a_recipe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"import.toml: missing-file: found no recipe"):
        run(goal=ImportGoal(again=tmp_path))


def test_without_digests_hand_edits_cannot_be_told_and_nothing_is_done(town: Path) -> None:
    (town / "geodata/import-rows.csv").unlink()
    with pytest.raises(DataError, match=r"import-rows.csv: missing-file"):
        run(goal=ImportGoal(again=town))


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("seeds/voices.csv", b"id,name,side,note\n\xff,x,,\n", (2, "not-utf-8")),
        ("geodata/actors.csv", b'id,name,short,colour,side\n"', (2, "bad-csv")),
        ("geodata/areas.geojson", b'{"features": [', (0, "bad-json")),
        ("geodata/atlas.toml", b"[[episodes", (0, "bad-toml")),
    ],
)
def test_a_file_of_the_atlas_that_cannot_be_read_is_refused_with_its_row(
    file: str, content: bytes, fault: tuple[int, str], town: Path
) -> None:
    (town / file).write_bytes(content)
    with pytest.raises(DataError) as refusal:
        run(goal=ImportGoal(again=town))
    assert (file, *fault) in {(f.where.file, f.where.row, f.code) for f in refusal.value.faults}
    assert content == (town / file).read_bytes()


def test_an_atlas_whose_episodes_were_taken_away_gets_no_others(town: Path) -> None:
    settings = town / "geodata/atlas.toml"
    settings.write_text(settings.read_text("utf-8").partition("[[episodes]]")[0], "utf-8")
    with pytest.raises(DataError) as refusal:
        run(goal=ImportGoal(again=town))
    assert "no-episode" in {fault.code for fault in refusal.value.faults}


def test_a_file_that_has_gone_is_named(tmp_path: Path, town: Path) -> None:
    (tmp_path / "one.csv").unlink()
    with pytest.raises(DataError, match=r"one.csv: missing-file"):
        run(goal=ImportGoal(again=town))


def test_tables_of_places_and_holders_are_rows_of_the_recipe(tmp_path: Path) -> None:
    table = text(tmp_path, "place,date,holder\nThe mill,2018-05-01,Blue\n", "one.csv")
    options = ImportOptions(
        places=text(tmp_path, "written,area\nThe mill,mill\n", "places.csv"),
        holders=text(tmp_path, HOLDERS, "holders.csv"),
    )
    files, goal = (table, draw_areas(tmp_path)), ImportGoal(folder=tmp_path / "town")
    import_atlas(files, options, goal, note=lambda _: None, say=lambda _: None)
    (tmp_path / "places.csv").unlink()
    (tmp_path / "holders.csv").unlink()
    assert ["nothing has changed"] == run(goal=ImportGoal(again=tmp_path / "town"))


def test_the_order_of_dates_that_one_file_told_is_that_of_the_next(tmp_path: Path) -> None:
    head = "place,date,holder\n"
    one = text(tmp_path, f"{head}Mill,13/05/2018,Blue\n", "one.csv")
    two = text(tmp_path, f"{head}Mill,04/06/2018,Blue\n", "two.csv")
    recipe, folder = tmp_path / "recipe.toml", tmp_path / "town"
    run(one, draw_areas(tmp_path), goal=ImportGoal(recipe=recipe))
    assert 'dates = "dmy"' in recipe.read_text("utf-8")
    run(recipe, goal=ImportGoal(folder=folder))
    run(two, goal=ImportGoal(again=folder))
    assert "2018-06-04" == str(read_atlas(folder).days()[-1])


def test_days_beyond_the_last_of_the_recipe_are_asked_about_and_not_left_out(
    tmp_path: Path,
) -> None:
    head = "place,since,holder\n"
    one = text(tmp_path, f"{head}Mill,2018-05-01,Blue\n", "one.csv")
    two = text(tmp_path, f"{head}Mill,2018-06-04,Blue\n", "two.csv")
    folder = tmp_path / "town"
    options = ImportOptions(last=date(2018, 5, 3), holders=text(tmp_path, HOLDERS, "h.csv"))
    files, goal = (one, draw_areas(tmp_path)), ImportGoal(folder=folder)
    import_atlas(files, options, goal, note=lambda _: None, say=lambda _: None)
    with pytest.raises(DataError, match="which-last: found 1 row after 2018-05-03") as refusal:
        run(two, goal=ImportGoal(again=folder))
    assert [("2018-06-04",)] == [fault.choices for fault in refusal.value.faults]
    said = ImportOptions(last=date(2018, 6, 4))
    again = ImportGoal(again=folder)
    import_atlas([two], said, again, note=lambda _: None, say=lambda _: None)
    assert "2018-06-04" == str(read_atlas(folder).days()[-1])


def test_a_map_of_an_earlier_day_leaves_the_others_their_ids(tmp_path: Path) -> None:
    def drawn(day: int, west: float) -> Path:
        held = feature(square(west, 33.5), holder="Blue", note=f"on {day} May")
        return write_features(tmp_path / f"map_2018-05-0{day}.geojson", held)

    run(drawn(3, 36.3), drawn(4, 36.4), goal=ImportGoal(recipe=tmp_path / "recipe.toml"))
    run(tmp_path / "recipe.toml", goal=ImportGoal(folder=tmp_path / "town"))
    edit(tmp_path / "town/geodata/control.csv", "on 3 May", "by hand")
    run(drawn(2, 36.2), goal=ImportGoal(again=tmp_path / "town"))
    record = read_atlas(tmp_path / "town").record
    assert {area.id: area.polygon.bounds[0] for area in record.areas} == {
        "blue": 36.3, "blue-2018-05-04": 36.4, "blue-2018-05-02": 36.2
    }  # fmt: skip
    assert {one.area: one.note.first for one in record.rulings} == {
        "blue": "by hand", "blue-2018-05-04": "on 4 May", "blue-2018-05-02": "on 2 May"
    }  # fmt: skip
    assert ["nothing has changed"] == run(goal=ImportGoal(again=tmp_path / "town"))


def test_a_corrected_title_of_a_source_makes_no_second_source_or_voice(
    tmp_path: Path, town: Path
) -> None:
    edit(town / "seeds/sources.csv", "report,Report", "report,The Report of May")
    edit(town / "seeds/claims.csv", "report-1,report,,2018-05-01", "report-1,report,,2018-04-30")
    run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    record = read_atlas(town).record
    assert ["report", "herald"] == [source.id for source in record.sources]
    assert ["report", "herald"] == [voice.id for voice in record.voices]
    assert {"report-1", "report-2", "report-3", "herald-1"} == {c.id for c in record.claims}


def test_an_area_that_has_another_id_now_gets_the_new_states(tmp_path: Path, town: Path) -> None:
    for name in ("geodata/control.csv", "geodata/areas.geojson", "seeds/claims.csv"):
        path = town / name
        path.write_text(path.read_text("utf-8").replace("mill", "the-mill"), encoding="utf-8")
    run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    assert ["blue held", "green held"] == states(read_atlas(town), "the-mill")
    assert "mill" not in read_atlas(town).areas


def test_a_party_that_import_needs_and_that_was_taken_away_is_named(
    tmp_path: Path, town: Path
) -> None:
    for name in ("geodata/control.csv", "geodata/actors.csv", "seeds/claims.csv"):
        path = town / name
        path.write_text(path.read_text("utf-8").replace("blue", "azure"), encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        run(text(tmp_path, TWO, "two.csv"), goal=ImportGoal(again=town))
    (first, *_) = refusal.value.faults
    assert ("taken-away", "geodata/actors.csv") == (first.code, first.where.file)
    assert first.expected.startswith("the row again; or, where it has another id now, that id in")
    edit(town / "geodata/import.toml", 'holder = "blue"', 'holder = "azure"')
    run(goal=ImportGoal(again=town))
    run(tmp_path / "two.csv", goal=ImportGoal(again=town))
    assert ["green held", "azure held"] == states(read_atlas(town), "harbour")


def test_an_edit_that_reaches_new_days_against_the_files_is_told(
    tmp_path: Path, town: Path
) -> None:
    edit(town / "geodata/control.csv", "mill,2018-05-01,,blue", "mill,2018-05-01,,green")
    goal = ImportGoal(again=town)
    said = run(
        text(tmp_path, TWO.replace("Mill,2018-05-02,Green", "Mill,2018-05-02,Blue"), "b.csv"),
        goal=goal,
    )
    assert (
        "geodata/control.csv: warning: by your edit of 2018-05-01, mill is green held also from "
        "2018-05-02 on, where import has blue held; add a row of that day if it ends" in said
    )


def test_a_corrected_event_is_not_made_once_more_when_a_row_comes_before_it(
    tmp_path: Path,
) -> None:
    head, old = "date,place,kind,source,note\n", "2018-05-01,Mill,clash,Radio,shots\n"
    events = text(tmp_path, head + old, "events.csv")
    town, recipe = tmp_path / "town", tmp_path / "recipe.toml"
    files = [text(tmp_path, ONE, "one.csv"), draw_areas(tmp_path)]
    import_atlas(
        files, ImportOptions(events=(events,)), ImportGoal(recipe=recipe), note=print, say=print
    )
    run(recipe, goal=ImportGoal(folder=town))
    edit(town / "seeds/claims.csv", "shots", "shots, as the police say")
    text(tmp_path, f"{head}2018-05-01,Mill,clash,Radio,shouts\n{old}", "events.csv")
    run(goal=ImportGoal(again=town))
    summaries = [c.summary.first for c in read_atlas(town).record.claims if c.source == "radio"]
    assert ["shouts", "shots, as the police say"] == [one.split("”. ")[1] for one in summaries]


def test_a_second_file_of_events_comes_to_the_first(tmp_path: Path) -> None:
    head = "date,place,kind,source,note\n"
    april = text(tmp_path, f"{head}2018-05-01,Mill,clash,Radio,shots\n", "april.csv")
    may = text(tmp_path, f"{head}2018-05-02,Mill,clash,Radio,more shots\n", "may.csv")
    town, recipe = tmp_path / "town", tmp_path / "recipe.toml"
    files = [text(tmp_path, ONE, "one.csv"), draw_areas(tmp_path)]
    import_atlas(
        files, ImportOptions(events=(april,)), ImportGoal(recipe=recipe), note=print, say=print
    )
    run(recipe, goal=ImportGoal(folder=town))
    goal = ImportGoal(again=town)
    import_atlas([], ImportOptions(events=(may,)), goal, note=print, say=print)
    kept = (town / "geodata/import.toml").read_text()
    assert 'events = ["../../april.csv", "../../may.csv"]' in kept
    said = [c.summary.first for c in read_atlas(town).record.claims if c.source == "radio"]
    assert ["shots", "more shots"] == [one.split("”. ")[1] for one in said]


def test_a_newer_edition_that_corrects_old_days_is_told_to_take_the_older_one_s_place(
    tmp_path: Path,
) -> None:
    head = "place,date,holder\n"
    one = text(tmp_path, f"{head}Mill,2018-05-01,Blue\nMill,2018-05-02,Green\n", "one.csv")
    town, recipe = tmp_path / "town", tmp_path / "recipe.toml"
    run(one, draw_areas(tmp_path), goal=ImportGoal(recipe=recipe))
    run(recipe, goal=ImportGoal(folder=town))
    two = text(tmp_path, f"{head}Mill,2018-05-01,Green\nMill,2018-05-02,Green\n", "two.csv")
    expected = (
        r"found 'Green' on 2018-05-01, when one\.csv:2 has 'Blue'; expected one state of a place "
        r"on a day; of two editions of one table, name only the newer one"
    )
    with pytest.raises(DataError, match=expected):
        run(two, goal=ImportGoal(again=town))


def test_a_recipe_that_does_not_change_keeps_its_comments_and_else_they_are_counted(
    town: Path, tmp_path: Path
) -> None:
    recipe = town / "geodata/import.toml"
    commented = "# agreed on 3 May\n" + recipe.read_text("utf-8")
    recipe.write_text(commented, "utf-8")
    run(goal=ImportGoal(again=town))
    assert commented == recipe.read_text("utf-8")
    two = text(tmp_path, ONE.replace("2018-05-0", "2018-06-0"), "two.csv")
    said: list[str] = []
    goal = ImportGoal(again=town)
    options = ImportOptions(last=date(2018, 6, 9))
    import_atlas([two], options, goal, note=print, say=said.append)
    assert (
        "geodata/import.toml: replaced by what import has now, without its 1 line of comments"
        in said
    )


FORMULAS = (
    "place,date,holder,source,note\n"
    'Mill,2018-05-01,Blue,"=HYPERLINK(""https://example.org"")",\'=not one\n'
    "Harbour,2018-05-01,Green,@who,-x\n"
)


def test_texts_that_are_formulas_are_quoted_in_every_table_and_known_again_as_unedited(
    tmp_path: Path, areas: Path
) -> None:
    recipe, town = tmp_path / "recipe.toml", tmp_path / "town"
    run(text(tmp_path, FORMULAS, "one.csv"), areas, goal=ImportGoal(recipe=recipe))
    run(recipe, goal=ImportGoal(folder=town))
    for path in town.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    titles = {source.title for source in read_atlas(town).record.sources}
    assert {'=HYPERLINK("https://example.org")', "@who"} == titles
    before = {path: path.read_bytes() for path in town.rglob("*.*")}
    assert ["nothing has changed"] == run(goal=ImportGoal(again=town))
    assert before == {path: path.read_bytes() for path in town.rglob("*.*")}


def test_an_atlas_whose_tables_were_written_without_quoting_is_known_again_as_unedited(
    tmp_path: Path, areas: Path
) -> None:
    recipe, town = tmp_path / "recipe.toml", tmp_path / "town"
    plain = FORMULAS.replace("'=not one", "=one")
    run(text(tmp_path, plain, "one.csv"), areas, goal=ImportGoal(recipe=recipe))
    run(recipe, goal=ImportGoal(folder=town))
    quoted = {path: path.read_bytes() for path in town.rglob("*.csv")}
    for path, content in quoted.items():
        path.write_bytes(re.sub(rb"(?<=[,\n\"])'(?=[=@-])", b"", content))
    assert quoted != {path: path.read_bytes() for path in town.rglob("*.csv")}
    assert ["nothing has changed"] == run(goal=ImportGoal(again=town))
    assert quoted == {path: path.read_bytes() for path in town.rglob("*.csv")}


def test_an_import_that_was_cut_off_between_files_is_completed_by_the_same_again(
    tmp_path: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = text(tmp_path, TWO, "two.csv")
    whole = tmp_path / "whole"
    shutil.copytree(town, whole)
    run(two, goal=ImportGoal(again=whole))
    rename = Path.replace

    def cut_off(path: Path, target: Path) -> Path:
        if target.name == "sources.csv":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", cut_off)
        with pytest.raises(FrontmapError, match="Input/output error"):
            run(two, goal=ImportGoal(again=town))
    assert ["unfinished-import"] == [
        fault.code for fault in check_atlas(town) if fault.where.file.endswith("frontmap~")
    ]
    run(two, goal=ImportGoal(again=town))
    assert {path.name: path.read_bytes() for path in whole.rglob("*.*")} == {
        path.name: path.read_bytes() for path in town.rglob("*.*")
    }
