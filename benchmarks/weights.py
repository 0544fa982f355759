"""Say what each part of the built-in page weighs, in bytes: the table of README.md.

python benchmarks/weights.py [--lang en --lang ar]
"""

from __future__ import annotations

import argparse
import re
from datetime import date

from frontmap.atlas import builtin_folder, read_atlas
from frontmap.page import render_page

DAY = date(2018, 5, 3)

#: A part of a page, and where it stands; the first group is what is weighed.
PARTS = {
    "Leaflet's script": r"<script>\n(/\*!\nLeaflet.*?)</script>",
    "our script": r"<script>\n\s*(?:var|\(function)(.*?)</script>\s*</body>",
    "the payload": r'<script type="text/plain"[^>]*>(.*?)</script>',
    "the styles": r"<style>(.*?)</style>",
    "the picture without scripts: map": r'<div class="fm-static">.*?(<svg.*?</svg>)',
    "… table and texts": r'(<div class="fm-static">.*?)(?:<ol class="fm-sources"|<script)',
    "… sources": r'(<ol class="fm-sources".*?</ol>)',
}


def main() -> None:
    """Print the table, a column for each language."""
    parser = argparse.ArgumentParser(description="What each part of the built-in page weighs.")
    parser.add_argument("--lang", action="append", help="in which the page opens; en and ar")
    tags = parser.parse_args().lang or ["en", "ar"]
    atlas = read_atlas(builtin_folder())
    pages = [render_page(atlas, day=DAY, language=tag) for tag in tags]
    weights = {
        name: [weight("".join(re.findall(part, page, re.DOTALL))) for page in pages]
        for name, part in PARTS.items()
    }
    maps = weights["the picture without scripts: map"]
    within = weights["… table and texts"]
    weights["… table and texts"] = [one - inner for one, inner in zip(within, maps, strict=True)]
    whole = [weight(page) for page in pages]
    rest = [all_ - sum(parts) for all_, *parts in zip(whole, *weights.values(), strict=True)]
    print(f"| part | {' | '.join(tags)} |\n|---|{'---:|' * len(tags)}")
    for name, row in {**weights, "what joins them": rest, "**the page**": whole}.items():
        print(f"| {name} | {' | '.join(f'{one:,}' for one in row)} |")


def weight(text: str) -> int:
    """Return how many bytes a text takes."""
    return len(text.encode("utf-8"))


if __name__ == "__main__":
    main()
