"""The documentation site builds strictly, describes every package and needs no network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import frontmap

TOP = Path(__file__).resolve().parents[1]
PACKAGE = TOP / "src" / "frontmap"
#: `docs/commands.md` describes the command line; the last two are of use to nobody else.
NO_PAGE = {"cli", "__main__", "__init__", "ending", "vector_drivers"}
#: Stand on a page together.
PUBLIC = set(frontmap.__all__)
#: The attributes by which a browser loads something without being asked to.
LOADING = {("link", "href"), ("form", "action"), ("object", "data")}


class Loaded(HTMLParser):
    """Collects every address from which a page would load something by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [
            value
            for name, value in attrs
            if value and (name in {"src", "srcset", "poster"} or (tag, name) in LOADING)
        ]


def offline() -> list[str]:
    """What a command starts with that is to have no network, where the machine lets us take it."""
    cut = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*cut, "true"], capture_output=True, check=False)
    return [] if tried.returncode else cut


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [*offline(), sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=TOP,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


def outside(addresses: list[str]) -> list[str]:
    """Return the addresses that lead to another host."""
    return [address for address in addresses if re.match(r"(https?:)?//", address.strip())]


def test_a_page_of_the_site_loads_nothing_from_another_host(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > len(list((TOP / "docs").rglob("*.md")))
    found = {}
    for page in pages:
        reader = Loaded()
        reader.feed(page.read_text("utf-8"))
        assert reader.addresses
        found[page.relative_to(site).as_posix()] = outside(reader.addresses)
    assert {} == {page: addresses for page, addresses in found.items() if addresses}


def test_a_style_of_the_site_loads_nothing_from_another_host(site: Path) -> None:
    styles = list(site.rglob("*.css"))
    assert styles
    for style in styles:
        text = style.read_text("utf-8")
        assert [] == outside(re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]+)", text))


def test_the_reference_has_the_public_names_with_their_arguments_and_errors(site: Path) -> None:
    page = (site / "api" / "index.html").read_text("utf-8")
    for name in ("read_atlas", "check_atlas", "write_page", "write_deck", "to_map"):
        assert re.search(rf'id="frontmap(\.\w+)*\.{name}"', page)
    assert "snap_m" in page
    assert "RequestError" in page


def test_every_package_has_a_page_in_the_reference() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in (TOP / "docs" / "api").glob("*.md"))
    described = re.findall(r"^::: frontmap\.(\w+)$", pages, re.MULTILINE)
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert sorted((modules | packages) - NO_PAGE) == sorted(set(described) - PUBLIC)
