"""A recipe says what the options of import say, and is read back as it was written."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import HOLDERS, text

from frontmap.errors import DataError
from frontmap.importing.holders import read_holders
from frontmap.importing.options import DateOrder, EndRule, ImportOptions, TableShape
from frontmap.importing.recipe import Choice, Question, Recipe, over, read_recipe

if TYPE_CHECKING:
    from pathlib import Path

#: Letters that TOML, a comment or a path could take for something else.
TEXTS = st.text(st.sampled_from("aZ \"'\\#[]{}=é١ق\n\t\u202e"), min_size=1).filter(str.strip)

OPTIONS = st.builds(
    ImportOptions,
    shape=st.none() | st.sampled_from(TableShape),
    columns=st.dictionaries(TEXTS, TEXTS),
    left_out=st.lists(TEXTS).map(tuple),
    order=st.none() | st.sampled_from(DateOrder),
    end=st.none() | st.sampled_from(EndRule),
    holds=st.none() | st.integers(0, 400),
    said_places=st.dictionaries(TEXTS, TEXTS),
    near=st.integers(0, 5),
    skip_unmatched=st.booleans(),
    first=st.none() | st.dates(),
    sheet=TEXTS,
    snap_m=st.floats(0, 9000),
    title=TEXTS,
    languages=st.lists(st.sampled_from(["en", "ar", "fr"]), unique=True).map(tuple),
)


def faults(tmp_path: Path, content: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(DataError) as refusal:
        read_recipe(text(tmp_path, content, "recipe.toml"))
    return [(f.where.row, f.where.column, f.code, f.meant) for f in refusal.value.faults]


@given(options=OPTIONS, remark=TEXTS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, options: ImportOptions, remark: str
) -> None:
    folder = tmp_path_factory.mktemp("recipe")
    question = Question(remark, (Choice("end", "inclusive", remark=remark),))
    recipe = Recipe((folder / "who.csv",), options, (question,), (remark,))
    path = text(folder, recipe.text(folder, head=[remark]), "recipe.toml")
    assert Recipe((folder / "who.csv",), options) == read_recipe(path)


def test_holders_are_a_line_each(tmp_path: Path) -> None:
    holders = read_holders(text(tmp_path, HOLDERS, "holders.csv"))
    recipe = Recipe((), ImportOptions(said_holders=holders))
    written = recipe.text(tmp_path)
    assert (
        'Blue = { holder = "blue", status = "held", name = "Blue party", short = "BLU", '
        'colour = "#335c99", side = "blue" }' in written.splitlines()
    )
    again = read_recipe(text(tmp_path, written, "recipe.toml")).options.said_holders
    assert again is not None
    assert holders.rows == again.rows


def test_files_are_those_seen_from_the_folder_of_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "town" / "geodata").mkdir(parents=True)
    folder = tmp_path / "town" / "geodata"
    written = Recipe((tmp_path / "who.csv",), ImportOptions()).text(folder)
    assert 'files = ["../../who.csv"]' == written.splitlines()[0]
    [file] = read_recipe(text(folder, written, "import.toml")).files
    assert (tmp_path / "who.csv").resolve() == file.resolve()


def test_a_question_is_a_comment_until_it_is_answered(tmp_path: Path) -> None:
    choices = (
        Choice("end", "inclusive", remark="its last day"),
        Choice("end", "exclusive"),
    )
    recipe = Recipe((), ImportOptions(), (Question("what does an end mean?", choices),))
    written = recipe.text(tmp_path)
    assert [
        "# ASK what does an end mean?",
        '#end = "inclusive"  # its last day',
        '#end = "exclusive"',
    ] == written.splitlines()[-3:]
    answered = written.replace('#end = "exclusive"', 'end = "exclusive"')
    assert EndRule.EXCLUSIVE == read_recipe(text(tmp_path, answered, "r.toml")).options.end


def test_every_fault_of_a_recipe_is_told_at_once(tmp_path: Path) -> None:
    content = """\
files = "who.csv"
shap = "long"
dates = "dym"
holds = -1
first = "1 May"
skip_unmatched = "yes"
snap = "far"
sheet = 7
[columns]
place = 3
[holders]
Blue = { holdr = "blue" }
Red = { holder = "red", colour = "rot" }
"""
    assert [
        (0, "columns.place", "bad-value", ""),
        (0, "dates", "bad-choice", "dmy"),
        (0, "files", "bad-value", ""),
        (0, "first", "bad-day", ""),
        (0, "holds", "bad-value", ""),
        (0, "shap", "unknown-key", "shape"),
        (0, "sheet", "bad-value", ""),
        (0, "skip_unmatched", "bad-value", ""),
        (0, "snap", "bad-value", ""),
        (1, "holdr", "unknown-column", "holder"),
        (12, "holder", "no-holder", ""),
        (13, "colour", "bad-colour", ""),
    ] == faults(tmp_path, content)


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"recipe.toml: bad-toml: .*line 1"):
        read_recipe(text(tmp_path, "files == []", "recipe.toml"))


def test_what_is_said_and_asked_again_stands_there_once(tmp_path: Path) -> None:
    questions = (
        Question("which?", (Choice("sheet", "May"), Choice("sheet", "June"))),
        Question("which?", (Choice("leave_out", ["a", "b"]),)),
        Question("which?", (Choice("place", "Village", "columns"),)),
        Question("which?", (Choice("end", "inclusive"),)),
    )
    options = ImportOptions(
        sheet="May", left_out=("a",), columns={"place": "Town", "holder": "Who"}, near=1
    )
    written = Recipe((), options, questions).text(tmp_path)
    now = "  # as it is said now; put a # before it where you take another line\n"
    for lines in (
        f'near = 1\n\n# ASK which?\nsheet = "May"{now}#sheet = "June"\n',
        f'# ASK which?\nleave_out = ["a"]{now}#leave_out = ["a", "b"]\n',
        f'[columns]\nholder = "Who"\n\n# ASK which?\nplace = "Town"{now}#place = "Village"\n',
        '# ASK which?\n#end = "inclusive"\n',
    ):
        assert lines in written
    assert options == read_recipe(text(tmp_path, written, "recipe.toml")).options
    other = written.replace('sheet = "May"', '#sheet = "May"').replace('#sheet = "J', 'sheet = "J')
    assert "June" == read_recipe(text(tmp_path, other, "recipe.toml")).options.sheet


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('sheet = "a"\nnear = 1\nsheet = "b"\n', ":3: bad-toml: found sheet in the lines 1 and 3"),
        (
            '[places]\nend = "x"\n[columns]\n"end" = "a"\n"end" = "b" # c\n',
            ':5: bad-toml: found "end" in the lines 4 and 5; expected one of the two lines; put',
        ),
        ('[columns]\nend = "a"\n"end" = "b"\n', ": bad-toml: found Cannot overwrite a value"),
    ],
)
def test_a_key_that_stands_there_twice_is_told_with_both_lines(
    tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(DataError) as refusal:
        read_recipe(text(tmp_path, content, "recipe.toml"))
    assert str(refusal.value).startswith(f"recipe.toml{told}")


def test_a_recipe_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing-file"):
        read_recipe(tmp_path / "recipe.toml")


def test_a_blank_value_says_nothing(tmp_path: Path) -> None:
    recipe = read_recipe(text(tmp_path, 'end = ""\nfirst = ""\n', "recipe.toml"))
    assert ImportOptions() == recipe.options


def test_what_the_command_line_says_counts_more_than_the_recipe() -> None:
    recipe = ImportOptions(title="Town", holds=7, columns={"place": "Ort", "date": "Tag"})
    said = ImportOptions(title="City", columns={"date": "Datum"}, first=date(2018, 5, 1))
    assert ImportOptions(
        title="City",
        holds=7,
        columns={"place": "Ort", "date": "Datum"},
        first=date(2018, 5, 1),
    ) == over(recipe, said)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('title = "a\\u0000b"', ("title", "control-character")),
        ('columns.place = "a\\uffffb"', ("columns", "bad-character")),
        ('[holders]\n"Bl\\ufeffue" = {holder = "blue"}', ("holders", "bad-character")),
        ("snap = nan", ("snap", "bad-value")),
        ("snap = inf", ("snap", "bad-value")),
        ("holds = 10_000_000", ("holds", "bad-value")),
        (f"near = 0x{'f' * 5_000}", ("", "bad-toml")),
        (f"near = {'9' * 5_000}", ("", "bad-toml")),
        (f"near = {'[' * 50_000}", ("", "bad-toml")),
        (f"{'a.' * 50_000}a = 1", ("", "bad-toml")),
    ],
    ids=range(10),
)
def test_what_nobody_writes_into_a_recipe_is_told(
    line: str, told: tuple[str, str], tmp_path: Path
) -> None:
    path = text(tmp_path, f'files = ["a.csv"]\n{line}\n', "recipe.toml")
    with pytest.raises(DataError) as refusal:
        read_recipe(path)
    assert told in [(fault.where.column, fault.code) for fault in refusal.value.faults]


def test_a_pipe_is_no_recipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "recipe.toml")
    with pytest.raises(DataError, match="a named pipe"):
        read_recipe(tmp_path / "recipe.toml")
