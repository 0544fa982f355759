"""README and docs say what is true: commands, options, columns, links, names.

`docs/commands.md` is what `--help` says; `FRONTMAP_REFRESH_GOLDEN=1` writes it anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import frontmap
from frontmap.cli import app, main
from frontmap.control.findings import FINDINGS
from frontmap.telling.sources import bibliography
from frontmap.telling.tables import changes_table, compare_table, daily_table, stats_table

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

TOP = Path(__file__).resolve().parents[1]
README = TOP / "README.md"
FORMAT = TOP / "docs" / "format.md"
COMMANDS = TOP / "docs" / "commands.md"
PAGES = [README, *sorted((TOP / "docs").glob("*.md")), TOP / "tests" / "README.md"]
#: What the commands write is no page of the docs.
MADE = "maps/"
INTRODUCTION = """# The commands

What `frontmap COMMAND --help` says, all in one place. Machine-readable output goes to standard
output, everything else to standard error. The exit status is 0 when done, 1 when the data or the
file system refused (with the reason; an episode, a voice, an area or a day that the atlas does not
have is refused by the data), 2 when the command line is wrong.
"""


def command_names() -> list[str]:
    commands = app.registered_commands
    return [command.name or str(getattr(command.callback, "__name__", "")) for command in commands]


def says(text: str) -> bool:
    """Whether the page of the format has this very text."""
    return text in FORMAT.read_text("utf-8")


@pytest.mark.parametrize("command", command_names())
def test_readme_s_list_has_every_command(command: str) -> None:
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert any(re.match(rf"\| `frontmap {command}\b", row) for row in rows)


def test_readme_s_list_has_no_command_that_is_not_there() -> None:
    promised = re.findall(r"^\| `frontmap ([a-z]+)", README.read_text("utf-8"), re.MULTILINE)
    assert sorted(command_names()) == sorted(promised)


def test_the_page_of_commands_is_what_help_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    parts = [INTRODUCTION]
    for command in command_names():
        with pytest.raises(SystemExit):
            main([command, "--help"])
        said = capsys.readouterr().out.strip()
        lines = "\n".join(line.rstrip() for line in said.splitlines())
        parts.append(f"## frontmap {command}\n\n```\n{lines}\n```\n")
    page = "\n".join(parts)
    if os.environ.get("FRONTMAP_REFRESH_GOLDEN"):
        COMMANDS.write_text(page, "utf-8", newline="\n")
    assert page == COMMANDS.read_text("utf-8")


@pytest.mark.parametrize("name", ["table", "changes", "stats", "sources", "compare"])
def test_the_columns_that_a_command_writes_are_in_the_format(name: str, tiny_atlas: Atlas) -> None:
    blue, green = tiny_atlas.account("side:blue"), tiny_atlas.account("side:green")
    table = {
        "table": lambda: daily_table(tiny_atlas),
        "changes": lambda: changes_table(tiny_atlas),
        "stats": lambda: stats_table(tiny_atlas),
        "sources": lambda: bibliography(tiny_atlas),
        "compare": lambda: compare_table(blue, green, tiny_atlas.days()[0]),
    }[name]()
    assert says(f"- `{name}`: `{','.join(table.columns)}`")


@pytest.mark.parametrize("code", list(FINDINGS))
def test_every_doubt_that_an_atlas_may_accept_is_in_the_docs(code: str) -> None:
    assert says(f"| `{code}` |")


@pytest.mark.parametrize("page", ["accounts.md", "teach.md"])
def test_the_commands_of_a_how_to_page_and_their_options_are_there(page: str) -> None:
    sections = {
        section.partition("\n")[0]: section
        for section in COMMANDS.read_text("utf-8").split("## frontmap ")[1:]
    }
    lines = re.findall(
        r"^\$ frontmap (.+)$", (TOP / "docs" / page).read_text("utf-8"), re.MULTILINE
    )
    assert lines
    for line in lines:
        name, *arguments = line.split()
        for option in (argument for argument in arguments if argument.startswith("-")):
            assert re.search(rf"[ ,]{option}\b", sections[name]), line


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(TOP).as_posix() for page in PAGES])
def test_a_link_within_the_project_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = [
        target.partition("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if "://" not in target and not target.startswith(("#", MADE))
    ]
    assert [] == [target for target in targets if not (page.parent / target).exists()]


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[a-z]+\.md)", README.read_text("utf-8")))
    assert {page.relative_to(TOP).as_posix() for page in (TOP / "docs").glob("*.md")} == linked


def test_the_public_names_are_the_promised_ones_and_are_there() -> None:
    promised = {"read_atlas", "check_atlas", "to_map", "write_page"}
    assert promised <= set(frontmap.__all__)
    assert [] == [name for name in frontmap.__all__ if getattr(frontmap, name, None) is None]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = frontmap.nothing


def test_the_python_of_the_readme_says_what_it_gives(builtin: Atlas) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for line in code.splitlines():
        source, _, promised = line.partition("#")
        if "'" in promised:
            assert eval(source, names) == eval(promised, names)  # noqa: S307 - our own README
        elif source.strip() and "to_map" not in source:
            exec(source.strip(), names)  # noqa: S102 - likewise
    assert list(builtin.areas) == list(names["atlas"].areas)  # type: ignore[attr-defined]
