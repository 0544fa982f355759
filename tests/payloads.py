"""A payload, opened as the page opens it: what it says of an area on a day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

from frontmap.page.payload.encoding import from_text, to_text
from frontmap.page.payload.pack import build_payload

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.model import Control


DAY = date(2001, 1, 3)


def unpacked(atlas: Atlas, day: date = DAY) -> dict[str, Any]:
    payload = from_text(to_text(build_payload(atlas, day=day)))
    assert isinstance(payload, dict)
    return payload


def last_up_to(rows: list[int], width: int, day: int) -> int:
    return bisect_right(rows[::width], day) - 1


def control_on(payload: dict[str, Any], account: int, area: int, day: int) -> list[int] | None:
    runs = payload["accounts"][account]["runs"][area]
    at = last_up_to(runs, 3, day)
    return payload["controls"][runs[at * 3 + 1]] if at >= 0 else None


def is_there(payload: dict[str, Any], account: int, area: int, day: int) -> bool:
    runs = payload["accounts"][account]["runs"][area]
    at = last_up_to(runs, 3, day)
    return bool(at < 0 or runs[at * 3 + 1])


def within(spans: list[int], day: int) -> bool:
    at = last_up_to(spans, 2, day)
    return at >= 0 and day <= spans[at * 2 + 1]


def doubt_on(payload: dict[str, Any], spans: list[int], day: int) -> str:
    at = last_up_to(spans, 3, day)
    there = at >= 0 and day <= spans[at * 3 + 1]
    kinds: list[str] = payload["doubt_kinds"]
    return kinds[spans[at * 3 + 2]] if there else "none"


def figure_on(payload: dict[str, Any], account: int, figure: int, day: int) -> int:
    figures = {row[0]: row[1:] for row in payload["accounts"][account]["figures"]}
    changes = figures.get(figure, [])
    at = last_up_to(changes, 2, day)
    return int(changes[at * 2 + 1]) if at >= 0 else 0


def packed(payload: dict[str, Any], control: Control) -> list[int] | None:
    """The same control as the payload has it; `None` where there is no data."""
    if control.status == "no_data":
        return None
    actors = [actor[0] for actor in payload["actors"]]
    confidence = control.confidence
    return [
        actors.index(control.holder) if control.holder else -1,
        [row["id"] for row in payload["status_rows"]].index(control.status),
        payload["confidences"].index(confidence) if confidence else -1,
        *(actors.index(rival) for rival in control.rivals),
    ]
