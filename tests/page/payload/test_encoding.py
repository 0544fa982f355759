"""A payload as text that can stand in a page, and back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from payloads import DAY
from programs import node

from frontmap.page import modules
from frontmap.page.payload.encoding import from_text, is_small, to_text
from frontmap.page.payload.pack import build_payload

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.page.payload.encoding import Json


def test_nothing_in_the_text_can_be_markup(tiny_atlas: Atlas) -> None:
    assert not set(to_text(build_payload(tiny_atlas, day=DAY))) & set("<>& ")


def test_a_text_of_any_length_is_read_as_it_was_written() -> None:
    for length in range(40):
        payload = {"borders": [1] * length, "texts": "".join(map(chr, range(200, 200 + length)))}
        assert payload == from_text(to_text(payload))


def test_the_same_atlas_gives_the_same_text(tiny_atlas: Atlas) -> None:
    first, second = (to_text(build_payload(tiny_atlas, day=DAY)) for _ in range(2))
    assert first == second


def test_a_payload_of_any_size_is_packed_in_its_own_way_and_read_alike() -> None:
    small = {"words": "so it is", "borders": [1, 2, 3], "texts": ["held", "مسيطر"]}
    large = small | {"areas": [*range(200_000)]}
    assert [small, large] == [from_text(to_text(payload)) for payload in (small, large)]
    assert [True, False] == [is_small(to_text(payload)) for payload in (small, large)]


def test_what_is_packed_is_what_the_page_opens(tmp_path: Path) -> None:
    lengths = (*range(12), 254, 255, 256, 259, 260, 300_000)
    payloads: list[Json] = [
        *("x" * length for length in lengths),
        *("".join(map(chr, range(32, 33 + length % 900))) for length in lengths),
        "مسيطر " * 50_000,
        [*range(120_000)],
        [*range(200_000)],
    ]
    assets = Path(modules.__file__).parent / "assets"
    texts = [to_text({"texts": payload}) for payload in payloads]
    (tmp_path / "texts.json").write_text(json.dumps(texts), "utf-8")
    (tmp_path / "open.mjs").write_text(
        f"""
        import {{ readFileSync }} from "node:fs";
        import {{ openSmall }} from "{(assets / "state/bunzip.mjs").as_uri()}";
        import {{ openLarge }} from "{(assets / "state/inflate.mjs").as_uri()}";
        const texts = JSON.parse(readFileSync("texts.json", "utf8"));
        const open = (text) => (text.startsWith("9B") ? openSmall : openLarge)(text);
        process.stdout.write(JSON.stringify(await Promise.all(texts.map(open))));
        """,
        encoding="utf-8",
    )
    done = subprocess.run([node(), "open.mjs"], cwd=tmp_path, capture_output=True, check=True)
    assert [{"texts": payload} for payload in payloads] == json.loads(done.stdout)
    assert {True, False} == {is_small(text) for text in texts}
