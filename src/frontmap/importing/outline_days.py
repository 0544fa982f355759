"""The days of outlines that stand in parts, or in an object, made into columns of their own.

CShapes has a year, a month and a day in three columns (`gwsyear`, `gwsmonth`, `gwsday`); GeoJSON-T
has them in an object `when` with one or more timespans
(https://github.com/kgeographer/geojson-t): each of these is an outline of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault
from frontmap.given.json_text import json_in
from frontmap.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontmap.errors import Where
    from frontmap.importing.outlines import Feature, FeatureTable

__all__ = ["with_days"]

_WHEN = "when"
_START, _END, _LABEL = "when.start", "when.end", "when.label"
#: What is read of a timespan.
_SPAN_KEYS = {"start", "end", "label"}
#: What the columns of a date's parts are called before or behind what they share.
_PARTS = ("year", "month", "day")
#: What data sets write in a part of a date that there is none.
_NO_PART = {"", "-1"}
_WHOLE = re.compile(r"\d{1,4}")
_TWO_DIGITS = re.compile(r"\d{1,2}")


def with_days(outlines: FeatureTable) -> FeatureTable:
    """Return outlines with a column for each date that stood in parts, or in an object.

    Three columns become one, whose name is theirs with commas between. A feature with several
    timespans becomes one for each.

    Raises:
        DataError: a `when` that names no days, or more than days.
    """
    if _WHEN in outlines.columns:
        outlines = _with_timespans(outlines)
    for parts in _dates_in_parts(outlines.columns):
        outlines = _joined(outlines, parts)
    return outlines


def _dates_in_parts(columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the columns of each date that stands in three and not in one, too."""
    called = {fold(column): column for column in columns}
    for heading in called:
        for shared in (heading.removesuffix("year"), heading.removeprefix("year")):
            if shared == heading:
                continue
            form = f"{shared}{{}}" if heading.endswith("year") else f"{{}}{shared}"
            parts = tuple(called.get(form.format(part), "") for part in _PARTS)
            if all(parts) and form.format("date") not in called:
                yield parts
                break


def _joined(outlines: FeatureTable, parts: tuple[str, ...]) -> FeatureTable:
    name = ",".join(parts)
    features = tuple(
        replace(one, cells=one.cells | {name: _date(*(one.cells.get(part, "") for part in parts))})
        for one in outlines.features
    )
    columns = (*(c for c in outlines.columns if c not in parts), name)
    return replace(outlines, columns=columns, features=features)


def _date(year: str, month: str, day: str) -> str:
    if year in _NO_PART:
        return ""
    if _TWO_DIGITS.fullmatch(month) and _TWO_DIGITS.fullmatch(day) and _WHOLE.fullmatch(year):
        return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    # a year alone, or what is to be refused as it stands
    return "-".join(part for part in (year, month, day) if part)


def _with_timespans(outlines: FeatureTable) -> FeatureTable:
    faults: list[Fault] = []
    features: list[Feature] = []
    for one in outlines.features:
        cells = {column: cell for column, cell in one.cells.items() if column != _WHEN}
        spans = _timespans(one.cells.get(_WHEN, ""), one.where.at(_WHEN), faults)
        features += (replace(one, cells=cells | span) for span in spans)
    if faults:
        raise DataError(faults)
    new = (_START, _END, *([_LABEL] if any(f.cells.get(_LABEL) for f in features) else []))
    columns = (*(column for column in outlines.columns if column != _WHEN), *new)
    return replace(outlines, columns=columns, features=tuple(features))


def _timespans(text: str, where: Where, faults: list[Fault]) -> list[dict[str, str]]:
    """Return the start, the end and the label of each timespan of a `when`."""
    if not text:
        return [{_START: "", _END: ""}]
    spans = _spans_in(text)
    if not spans or not all("start" in span for span in spans):
        expected = (
            'timespans such as [{"start": {"in": "1945-05-08"}, "end": {"in": "1945-06-30"}}]'
        )
        faults.append(Fault(where, "bad-when", repr(text), expected))
        return []
    if unread := sorted({key for span in spans for key in span} - _SPAN_KEYS):
        expected = f"{', '.join(sorted(_SPAN_KEYS))} alone, in its timespans"
        found = f"{', '.join(unread)}, which would not be read"
        faults.append(Fault(where, "bad-when", found, expected))
    return [
        {
            _START: _instant(span["start"], where, faults),
            _END: _instant(span.get("end", ""), where, faults),
            _LABEL: str(span.get("label", "")),
        }
        for span in spans
    ]


def _spans_in(text: str) -> list[dict[str, Any]]:
    """Return the timespans of a `when`, each with what stands beside them; none where it is bad."""
    when = json_in(text)
    if not isinstance(when, dict):
        return []
    beside = {key: value for key, value in when.items() if key != "timespans"}
    spans = when.get("timespans", [{}])
    if not isinstance(spans, list) or not all(isinstance(span, dict) for span in spans):
        return []
    return [beside | span for span in spans]


def _instant(moment: object, where: Where, faults: list[Fault]) -> str:
    """Return the day that a start or an end names; one that is vague is refused."""
    if isinstance(moment, dict):
        said = [str(moment[key]) for key in moment if key in {"in", "earliest", "latest"}]
        if len(set(said)) <= 1 and ("in" in moment or len(said) != 1):
            return _one(said)
        found = f"a vague one, {json.dumps(moment, ensure_ascii=False)}"
        faults.append(Fault(where, "no-day", found, 'one day, as {"in": "1945-05-08"}'))
        return ""
    return str(moment or "")


def _one(texts: Iterable[str]) -> str:
    return next(iter(texts), "")
