"""One straight order of imports: a module imports only from the lines below its own.

Read from the source, so that what is imported within a function, or for a type only, counts too.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "frontmap"

#: From the lowest line to the highest; modules on one line know nothing of one another.
ORDER = (
    # the words, and the files
    "days errors drawing.colours summary xmltext",
    "model files drawing.marks",
    "rows words topology drawing.lettering drawing.styles",
    "read",
    # what the data says
    "timeline evidence coverage frontline",
    "pockets",
    "front_record",
    "check account scrutiny snapping",
    "folder atlas",
    # atlases as people have them
    "importing importing.cells importing.tessellation",
    "importing.outlines importing.written_dates",
    "importing.sheets importing.own_tables starting",
    "importing.layouts importing.joining",
    "importing.holders importing.entries importing.points",
    "importing.assembling importing.snapshots",
    "importing.understanding",
    "importing.writing",
    # laid out once: the picture, the payload, the tables
    "drawing.patterns drawing.svg drawing.labels drawing.view report",
    "drawing.plate drawing.legend drawing.furniture payload telling drawing.overview",
    "drawing.sheet drawing.painter deck.overlay",
    "drawing drawing.layout deck.drawingml",
    "drawing.multiples",
    # the insides of the outputs
    "page.policy page.modules deck.file exchange.layers exchange.datapackage",
    "page.leaflet page.picture exchange.qgis exchange.tables",
    "page.element exchange.geopackage exchange.geojson exchange.kml exchange.parquet",
    # the outputs
    "page still handout deck exchange terminal",
    "animation",
    # what people call
    ". options",
    "cli_exchange cli_pictures",
    "cli",
    "__main__",
)

#: A library that is heavy or a stranger's, and the only modules that know it.
OWN_PLACE = {
    "folium": {"page"},
    "branca": {"page", "page.element"},
    "matplotlib": {"drawing.painter"},
    "pptx": {"deck", "deck.file"},
    "openpyxl": {"importing.sheets"},
    "pyogrio": {"importing.outlines", "importing.own_tables", "exchange.geopackage"},
    "rich": {"terminal", "cli_pictures"},
    "typer": {"cli", "cli_exchange", "cli_pictures", "options"},
}

LINE = {module: number for number, line in enumerate(ORDER) for module in line.split()}


def name_of(path: Path) -> str:
    """`page.element` of src/frontmap/page/element.py; `.` is the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "."


SOURCES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, by its whole name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(names: set[str]) -> set[str]:
    """The modules of frontmap among imported names, which may be of things inside them."""
    found = set()
    for name in names:
        package, _, inside = name.partition(".")
        if package == "frontmap":
            parts = inside.split(".") if inside else []
            while parts and ".".join(parts) not in SOURCES:
                parts.pop()
            found.add(".".join(parts) or ".")
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(SOURCES) == sorted(LINE)
    assert len(LINE) == sum(len(line.split()) for line in ORDER)


@pytest.mark.parametrize("module", list(SOURCES))
def test_a_module_imports_only_from_lines_below_its_own(module: str) -> None:
    assert module in LINE, "give the new module a line of ORDER"
    used = own(imported(SOURCES[module])) - {module}
    assert [] == sorted(other for other in used if LINE.get(other, 0) >= LINE[module])


@pytest.mark.parametrize("library", list(OWN_PLACE))
def test_a_library_has_a_place_of_its_own(library: str) -> None:
    users = {
        module
        for module, path in SOURCES.items()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= OWN_PLACE[library]
