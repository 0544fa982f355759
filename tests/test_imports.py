"""Imports run one way, down: a package knows only those on the lines below its own.

Read from the source, so that what is imported within a function, or for a type only, counts too.
"""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "frontmap"

#: What lies at the top of the package, from the lowest line to the highest; `.` is what
#: `import frontmap` gives. Those on one line know nothing of one another.
ORDER = (
    "days ending errors limits statuses vector_drivers",
    "model names given markup",
    "words ground relations files",
    "folder control front focus",
    "atlas",
    "chosen_days importing telling",
    "drawing",
    "outputs page exchange",
    ". cli",
    "__main__",
)

#: A library that is heavy or a stranger's, and the only modules that know it.
OWN_PLACE = {
    "folium": {"page"},
    "branca": {"page", "page.element"},
    "resvg_py": {"drawing.writers.raster"},
    "typst": {"outputs.typesetting"},
    "fontTools": {"drawing.writers.typeface"},
    "PIL": {"drawing.writers.raster", "outputs.animation"},
    "pptx": {
        f"outputs.deck.{own}" for own in ("chart", "house", "house_style", "pptx_file", "slide")
    },
    "xlsxwriter": {"outputs.deck.chart"},
    "openpyxl": {"importing.spreadsheets", "importing.workbooks"},
    "pyogrio": {"vector_drivers"},
    "hijridate": {"importing.calendars"},
    "convertdate": {"importing.calendars"},
    "rapidfuzz": {"names"},
    "rich": {"telling.terminal", "cli.pictures"},
    "typer": {"cli", "cli.exchange", "cli.pictures", "cli.options", "cli.refusals"},
}

LINE = {package: number for number, line in enumerate(ORDER) for package in line.split()}


def name_of(path: Path) -> str:
    """`page.element` of src/frontmap/page/element.py; `.` is the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "."


def package_of(module: str) -> str:
    """What a module lies in at the top of the package: `page` of `page.element`."""
    return "." if module == "." else module.split(".", maxsplit=1)[0]


SOURCES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def imported(path: Path) -> set[str]:
    """Every module that a file imports, by its whole name; each file is read once for all tests."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(module: str) -> set[str]:
    """The modules of frontmap that a module imports, or imports something of."""
    found = set()
    for name in imported(SOURCES[module]):
        package, _, inside = name.partition(".")
        if package == "frontmap":
            parts = inside.split(".") if inside else []
            while parts and ".".join(parts) not in SOURCES:
                parts.pop()
            found.add(".".join(parts) or ".")
    return found - {module}


def test_every_package_has_its_line_and_there_are_ten_at_most() -> None:
    assert sorted({package_of(module) for module in SOURCES}) == sorted(LINE)
    assert len(LINE) == sum(len(line.split()) for line in ORDER)
    assert len(ORDER) <= 10


@pytest.mark.parametrize("module", list(SOURCES))
def test_a_module_imports_only_from_its_package_and_from_lines_below(module: str) -> None:
    package = package_of(module)
    others = {other for other in own(module) if package_of(other) != package}
    assert [] == sorted(o for o in others if LINE[package_of(o)] >= LINE[package])


def test_no_import_goes_in_a_circle() -> None:
    order = tuple(TopologicalSorter({module: own(module) for module in SOURCES}).static_order())
    assert len(SOURCES) == len(order)


@pytest.mark.parametrize("library", list(OWN_PLACE))
def test_a_library_has_a_place_of_its_own(library: str) -> None:
    users = {
        module
        for module, path in SOURCES.items()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= OWN_PLACE[library]
