"""Each module of src/frontmap has a test file of its name in the folder of its name.

`folder/rows.py` is tested in `tests/folder/test_rows.py`. What the package `page` itself says
(`page/__init__.py`) is tested in `tests/page/test_page.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from frontmap.words import LANGUAGES

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "src" / "frontmap"

#: Modules that need no test file of their name, each with the reason.
ELSEWHERE = {
    "__init__.py": "the public names are held to the docs in test_docs.py",
    "__main__.py": "calls cli.main, as test_cli.py does, and ends as test_ending.py says",
} | {
    f"words/{tag}.py": "words only; words/test_words.py holds the languages to one another"
    for tag in LANGUAGES
}


def has_code(path: Path) -> bool:
    """Whether a file has more than a docstring."""
    return any(not isinstance(node, ast.Expr) for node in ast.parse(path.read_text("utf-8")).body)


def mirror_of(module: str) -> Path:
    """Return the path, within tests, of the file that tests a module."""
    path = Path(module)
    name = path.parent.name if path.name == "__init__.py" else path.stem
    return path.parent / f"test_{name}.py"


MODULES = sorted(
    path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if has_code(path)
)


@pytest.mark.parametrize("module", [m for m in MODULES if m not in ELSEWHERE])
def test_a_module_has_a_mirror_of_its_name(module: str) -> None:
    assert (TESTS / mirror_of(module)).is_file()


@pytest.mark.parametrize("module", sorted(ELSEWHERE))
def test_an_exception_is_a_module_that_has_no_test_file(module: str) -> None:
    assert module in MODULES
    assert not (TESTS / mirror_of(module)).exists()
