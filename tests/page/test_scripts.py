"""The page's scripts: their own tests under node, their types, their limits, and their names."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from programs import JS, ROOT, node, npm_tool

from frontmap.page import modules
from frontmap.page.element import styles_of
from frontmap.page.modules import read_asset
from frontmap.page.payload.pack import build_payload
from frontmap.statuses import Status
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

ASSETS = Path(modules.__file__).parent / "assets"
STYLES = styles_of(events=True)
MODULES = sorted(ASSETS.rglob("*.mjs"))
REFRESH = "FRONTMAP_REFRESH_GOLDEN"

#: For each folder of modules those that it may import from, besides itself.
MAY_IMPORT = {
    "state": set(),
    "dom": set(),
    "map": {"state", "dom"},
    "view": {"state", "dom"},
    "page": {"state", "dom", "map", "view"},
}


def run_node(*arguments: str) -> None:
    """Run node at the top of the checkout, and fail with what it says."""
    done = subprocess.run(
        [node(), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_s_modules_pass_their_own_tests() -> None:
    run_node("--test", *sorted(str(path) for path in JS.glob("*.test.mjs")))


def test_the_page_s_modules_have_the_types_that_they_say() -> None:
    run_node(npm_tool("tsc"), "-p", "tests/js")


def test_the_page_s_modules_keep_to_the_linter_s_limits() -> None:
    run_node(
        npm_tool("eslint"),
        *("--config", "tests/js/eslint.config.mjs", "--max-warnings", "0"),
        *("src/frontmap/page/assets/**/*.mjs", "tests/js/*.mjs"),
    )


def test_each_pure_module_has_a_test_file_of_its_name() -> None:
    pure = {path.stem for path in MODULES if path.parent.name == "state"}
    pure |= {path.stem for path in MODULES if "Pure" in path.read_text("utf-8").split("*/")[0]}
    tested = {path.name.removesuffix(".test.mjs") for path in JS.glob("*.test.mjs")}
    assert pure <= tested
    assert tested <= {path.stem for path in MODULES}


def as_lines(payload: dict[str, object]) -> str:
    """A payload as JSON with a line for each of its keys, so that a difference can be read."""
    rows = (f"{json.dumps(key)}: {json.dumps(payload[key], ensure_ascii=False)}" for key in payload)
    return "{\n" + ",\n".join(rows) + "\n}\n"


@pytest.mark.parametrize("which", ["tiny_atlas", "redrawn_atlas"])
def test_the_payloads_that_node_reads_are_those_that_python_writes(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    file = JS / f"{which.removesuffix('_atlas')}.payload.json"
    written = as_lines(dict(build_payload(atlas, day=date(2001, 1, 3))))
    if os.environ.get(REFRESH):
        file.write_text(written, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_import_from_the_folders_below_theirs_only(path: Path) -> None:
    folder = path.parent.name
    imported = re.findall(r'^\} from "\.\./([a-z]+)/|^import .* from "\.\./([a-z]+)/',
                          path.read_text("utf-8"), re.MULTILINE)  # fmt: skip
    assert {one or other for one, other in imported} <= MAY_IMPORT[folder]


def test_no_two_modules_define_the_same_name_for_they_share_one_scope() -> None:
    joined = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    declared = re.findall(
        r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", joined, re.MULTILINE
    )
    assert [] == [name for name, count in Counter(declared).items() if count > 1]


def test_no_script_asks_for_a_language_a_status_or_a_tile_by_its_name() -> None:
    names = {*LANGUAGES, *Status, *(status.row.tile.name for status in Status)}
    for path in MODULES:
        asked = re.findall(r'(?:[!=]==? |case )"([^"]*)"', path.read_text("utf-8"))
        assert names.isdisjoint(asked), path.name


def test_every_class_of_ours_in_the_style_sheet_bears_our_prefix() -> None:
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", STYLES, flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    foreign = {name for name in classes if not name.startswith(("fm-", "leaflet-"))}
    assert foreign == {"frontmap", "folium-map"}


def test_every_class_in_markup_bears_our_prefix() -> None:
    for path in MODULES:
        for kind in re.findall(r'\b(?:h|svg)\(["`]([^"`]+)["`]', path.read_text("utf-8")):
            for name in kind.split(".")[1:]:
                assert name.startswith(("fm-", "leaflet-")), (path.name, kind)
    for name in ("element.html", "picture.html"):
        for classes in re.findall(r'class="([^"]*)"', read_asset(name)):
            assert all(one == "frontmap" or one.startswith("fm-") for one in classes.split())


def test_no_class_is_styled_that_nothing_bears() -> None:
    bearing = "\n".join(path.read_text("utf-8") for path in MODULES)
    bearing += read_asset("picture.html")
    for name in set(re.findall(r"\.(fm-[\w-]*)", STYLES)):
        stem = "fm-stroke-" if name.startswith("fm-stroke-") else name
        assert stem in bearing, name
