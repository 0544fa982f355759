"""The bibliography: the sources, and what rests on each."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from frontmap.model import web_host
from frontmap.telling.csv_json import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas
    from frontmap.days import Span
    from frontmap.model import Source


__all__ = ["bibliography", "csl_json"]


def bibliography(atlas: Atlas) -> Table:
    """List the sources with the number of claims and of rulings that rest on each."""
    columns = (
        "id", "author", "title", "outlet", "published", "kind", "url", "claims", "rulings",
        "read_as", "archived_url", "archived_on", "updated",
    )  # fmt: skip
    claims = Counter(claim.source for claim in atlas.claims.values())
    rulings: Counter[str] = Counter()
    for ruling in atlas.record.rulings:
        rulings.update(
            {atlas.claims[claim].source for claim in ruling.evidence if claim in atlas.claims}
        )
    rows = tuple(
        (
            source.id,
            source.author,
            source.title,
            source.outlet,
            source.published.text if source.published else "",
            source.kind,
            source.url,
            claims[source.id],
            rulings[source.id],
            source.read_as or "",
            source.archived_url,
            source.archived_on.isoformat() if source.archived_on else "",
            source.updated.text if source.updated else "",
        )
        for source in atlas.sources.values()
    )
    return Table(columns, rows)


def csl_json(sources: Iterable[Source]) -> str:
    """Write the sources in CSL-JSON, which Zotero, Pandoc and their kin read.

    A stored copy stands where an item of an archive does. What CSL has no variable for stands in
    `custom`. A title in square brackets is a description, and stays as it is.

    Citation Style Language 1.0.2, https://docs.citationstyles.org/.
    """
    items = [_csl_item(source) for source in sources]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


_CSL_TYPES = {
    "blog": "post-weblog",
    "book": "book",
    "encyclopedia": "entry-encyclopedia",
    "report": "report",
    "un": "report",
}


def _csl_item(source: Source) -> dict[str, object]:
    item: dict[str, object] = {
        "id": source.id,
        "type": _CSL_TYPES.get(source.kind, "article-newspaper"),
        "title": source.title,
        "container-title": source.outlet,
        "language": source.language,
        "URL": source.url,
        "note": source.note,
        "archive": web_host(source.archived_url),
        "archive_location": source.archived_url,
    }
    if source.author:
        item["author"] = [{"literal": source.author}]
    if source.published:
        item["issued"] = _csl_date(source.published)
    custom = {
        "read_as": source.read_as,
        "archived_on": source.archived_on.isoformat() if source.archived_on else "",
        "updated": source.updated.text if source.updated else "",
    }
    item["custom"] = {key: value for key, value in custom.items() if value}
    return {key: value for key, value in item.items() if value}


def _csl_date(span: Span) -> dict[str, object]:
    ends = [span.first, span.last] if span.first and not span.exact else [span.last]
    return {"date-parts": [[day.year, day.month, day.day] for day in ends if day]}
