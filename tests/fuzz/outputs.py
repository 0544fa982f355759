"""What must be true of every file that frontmap writes, looked at without its own readers."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from making import moving, redrawn, with_events

from frontmap.atlas import Atlas, read_atlas
from frontmap.page import render_page
from frontmap.page.payload.encoding import from_text
from fuzz.seeds import TINY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["faults_of_output", "faults_of_page"]

_SCRIPT = re.compile(r"<(script|style)((?:\s[^>]*)?)>(.*?)</\1\s*>", re.DOTALL)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_PAYLOAD = re.compile(r'<script type="text/plain" id="[^"]*_payload">([^<]*)</script>')
_ADDRESS = re.compile(r"(https?://|#|data:image/|data:font/|mailto:)", re.IGNORECASE)
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")


def faults_of_output(path: Path) -> Iterator[str]:
    """Yield each kind of thing that is wrong with a written file, by its ending."""
    look = _LOOKS.get(path.suffix.lower())
    if look is not None:
        yield from (f"{path.suffix}: {found}" for found in look(path.read_bytes()))


def _of_xml(content: bytes) -> Iterator[str]:
    try:
        root = ET.fromstring(content)  # noqa: S314 - what we wrote ourselves
    except ET.ParseError as reason:
        yield f"no XML: {str(reason).partition(':')[0]}"
        return
    for element in root.iter():
        if element.tag.rpartition("}")[2] in {"script", "foreignObject", "iframe"}:
            yield f"has a {element.tag}"
        for name, value in element.attrib.items():
            bare = name.rpartition("}")[2].lower()
            if bare.startswith("on") or (bare == "href" and not _ADDRESS.match(value)):
                yield f"has {bare}"


def _of_json(content: bytes) -> Iterator[str]:
    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        json.loads(content, parse_constant=refuse)
    except ValueError:
        yield "no JSON"


def _of_csv(content: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    if len({len(row) for row in rows}) > 1:
        yield "ragged"
    cells = (cell for row in rows for cell in row)
    if any(_FORMULA.match(cell) and not _NUMBER.fullmatch(cell) for cell in cells):
        yield "has a formula"


def _of_zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if packed.testzip():
            yield "no zip"
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                yield from (f"{found} in a part" for found in _of_xml_part(packed.read(name)))


def _of_xml_part(content: bytes) -> Iterator[str]:
    try:
        ET.fromstring(content)  # noqa: S314 - likewise
    except ET.ParseError:
        yield "no XML"


def _begins(mark: bytes) -> Callable[[bytes], Iterator[str]]:
    return lambda content: iter(() if content.startswith(mark) else ("begins otherwise",))


_LOOKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".svg": _of_xml, ".kml": _of_xml, ".json": _of_json, ".geojson": _of_json, ".csv": _of_csv,
    ".pptx": _of_zip, ".pdf": _begins(b"%PDF-"), ".gpkg": _begins(b"SQLite format 3\0"),
    ".png": _begins(b"\x89PNG"), ".fgb": _begins(b"fgb"), ".parquet": _begins(b"PAR1"),
}  # fmt: skip


# --- pages


class _Markup(HTMLParser):
    """The elements of a page, each attribute with its element, and what links lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.used: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.used.add((tag, ""))
        self.used |= {(tag, name) for name, _ in attrs}
        self.links |= {v or "" for name, v in attrs if name.endswith(("href", "src", "action"))}


@cache
def _our_markup() -> frozenset[tuple[str, str]]:
    """Return the elements and attributes of pages whose texts are harmless."""
    record = read_atlas(TINY).record
    sourced = replace(
        record,
        sources=tuple(replace(source, url="https://example.org") for source in record.sources),
    )
    told = (
        (sourced, "en"),
        (redrawn(record), "ar"),
        (moving(record), "fr"),
        (with_events(record), "ar"),
    )
    pages = [render_page(Atlas(one), language=tag) for one, tag in told]
    # no area of these has another one inside, and none of their fronts is drawn in two strokes
    twice = {("use", name) for name in ("", "href", "stroke", "stroke-linecap", "stroke-width")}
    others = frozenset({("path", "fill-rule"), ("path", "id"), *twice})
    return others.union(*(_Markup(page).used for page in pages))


def faults_of_page(path: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of thing that is wrong with the page of an atlas, and where."""
    html = Path(path).read_bytes().decode()
    markup = _Markup(html)
    if strange := markup.used - _our_markup():
        yield "page: an element that is not ours", str(sorted(strange))
    if led := [link for link in markup.links if not _ADDRESS.match(link)]:
        yield "page: a link that is no address", str(led)
    policy = _POLICY.search(html)
    hashed = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for _, said, text in _SCRIPT.findall(html)
        if "text/plain" not in said
    }
    named = set(re.findall(r"'sha256-([^']*)'", policy[1])) if policy else set()
    if hashed != named:
        yield "page: its policy does not fit", f"{named} {hashed}"
    payload = _PAYLOAD.search(html)
    there = set(_texts(from_text(payload[1]))) if payload else set()
    for text in _told(read_atlas(Path(folder))):
        if text not in there:
            yield "page: a text is not in it as it was", repr(text)


def _texts(tree: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON has
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(one)


def _told(atlas: Atlas) -> Iterator[str]:
    """Yield the names that every page of an atlas has."""
    texts = [text for actor in atlas.record.actors for text in (actor.name, actor.short)]
    for text in (*texts, *(episode.title for episode in atlas.record.episodes)):
        if text:
            yield text.to(atlas.default_language)
