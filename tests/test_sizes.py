"""Functions that one can hold in the head: at most forty lines of code, and few parameters.

Blank lines, comments and docstrings do not count. A long function is not mended by a helper that
one place calls with everything it has: such a helper has at most five parameters. The paths through
a function are counted as McCabe does (A Complexity Measure, 1976), with each `and`, `or`, choice
and loop of a comprehension as a path of its own; `ruff` (C901) leaves those out.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "frontmap"
MOST_LINES = 40
MOST_PATHS = 14
MOST_PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef

SOURCES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}

#: How often each name is read in the whole package.
READ = Counter(
    node.id if isinstance(node, ast.Name) else node.attr
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.Name | ast.Attribute)
)


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, Function):
            yield node


def code_lines(path: Path) -> set[int]:
    """The lines of a file that hold code: something other than comments and line ends."""
    unread = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
        if token.type not in unread:
            found |= set(range(token.start[0], token.end[0] + 1))
    return found


def length(function: Function, code: set[int]) -> int:
    """The lines of code of a function, its signature among them, and its docstring not."""
    lines = {line for line in code if function.lineno <= line <= (function.end_lineno or 0)}
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= set(range(first.lineno, (first.end_lineno or 0) + 1))
    return len(lines)


def parameters(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([argument for argument in named if argument.arg not in {"self", "cls"}])


def paths(function: Function) -> int:
    """How many ways lead through a function; those of functions inside it are not its own."""
    inside = {
        part
        for node in ast.walk(function)
        if isinstance(node, Function) and node is not function
        for part in ast.walk(node)
    }
    turns = ast.If | ast.IfExp | ast.For | ast.While | ast.ExceptHandler | ast.match_case
    count = 1
    for node in ast.walk(function):
        if node in inside:
            continue
        if isinstance(node, turns):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def is_for_typer(path: Path) -> bool:
    """Whether a file's parameters are options of commands, which typer reads from them."""
    return path.parent.name == "cli"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_has_more_than_forty_lines_of_code(path: Path) -> None:
    code = code_lines(path)
    long = {function.name: length(function, code) for function in functions(path)}
    if is_for_typer(path):
        # an option takes a line or more of a command's signature
        long = {
            function.name: length(function, code) - (function.body[0].lineno - function.lineno)
            for function in functions(path)
        }
    assert {} == {name: lines for name, lines in long.items() if lines > MOST_LINES}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_helper_of_one_place_has_more_than_five_parameters(path: Path) -> None:
    many = {
        function.name: parameters(function)
        for function in functions(path)
        if function.name.startswith("_") and READ[function.name] <= 1 and not is_for_typer(path)
    }
    assert {} == {name: count for name, count in many.items() if count > MOST_PARAMETERS}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_more_than_fourteen_paths_lead_through_a_function(path: Path) -> None:
    many = {function.name: paths(function) for function in functions(path)}
    assert {} == {name: count for name, count in many.items() if count > MOST_PATHS}
