"""What the page reads: the whole atlas packed into one small dictionary, and as JSON.

It is the only dictionary that crosses a border, and its size grows with areas, vertices, runs and
claims, never with areas × days. The page's `state/payload.mjs` opens it again. Conventions:

- A *day* is an index: all days of all episodes in order, from 0. A calendar day is ISO text.
- Things refer to one another by their number in their list; -1 is none.
- A text is a number in `texts`, which has a list for each language (apart, they compress better);
  an empty one is not there in that language. A text that repeats is stored once.
- `grid` is `[west, south, unit]`: a point is two integers, counted in `unit` degrees (about a
  metre) from `(west, south)`; lines are a point and then steps. Rounding happens once for each
  vertex, so that borders meet where they met before.
- km² are integers of 0.001 km², metres are integers of 0.1 m.
- A run is `first day, control, ruling` in a flat list per area, and holds until the next one, over
  an episode's edge too where nothing differs. Before the first there is no data. Control 0 says
  that the outline is not there. Spans are `first day, last day` in flat lists.
- `borders` has those of all days, each once; `dated` has the spans of those that are not there on
  every day, since outlines come and go. An area's rings are those of the first day it is there.
- Where most of a list would be empty, it holds rows that begin with their key.

`accounts` holds the atlas's own reading first (`told_by` is empty) and then every voice and side
that tells anything of control, all in the same shape, so that the page switches by a name.

`to_text` compresses: the texts of four hundred claims in two languages are most of a page.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from frontmap.account import SIDE
from frontmap.days import day_after
from frontmap.drawing.colours import ink_on, pale
from frontmap.drawing.patterns import fill_of
from frontmap.drawing.view import in_view
from frontmap.model import NO_DATA, NO_TEXT, ClaimKind, Confidence, Stance, Status, Text
from frontmap.timeline import vague_days
from frontmap.words import MONTHS, WORDS, written_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.days import Span
    from frontmap.front_record import DayFigures
    from frontmap.model import Actor, Claim, Control, Episode, Run, Source
    from frontmap.topology import Border, Topology

__all__ = ["FORMAT", "UNIT", "build_payload", "from_text", "tellers", "to_text"]

#: The number of the payload's form; `state/payload.mjs` opens this one.
FORMAT = 1

#: One step of the grid, in degrees: 1.1 m of latitude.
UNIT = 1e-5

_KM2 = 1000
_METRES = 10

#: How fine a label's place is sought, in degrees.
_LABEL_TOLERANCE = 2e-4
#: And as a share of the area's width, where that is coarser.
_LABEL_SHARE = 0.04
#: An area that fills this share of its convex hull has its centroid well inside.
_ROUND = 0.8
#: Up to so many areas each label's place is sought with care.
_FEW = 1000

#: What the page says of frontmap's own words: whole topics, and single ones.
_TOPICS = frozenset(
    {
        "status",
        "confidence",
        "outline",
        "legend",
        "map",
        "unit",
        "grade",
        "kind",
        "stance",
        "page",
        "why",
        "account",
    }
)
_WORDS = frozenset(
    {
        "front_unknown_inside", "as_told_by", "area", "holder", "status", "rivals", "since",
        "since_or_earlier", "note", "changes_today", "no_changes_today", "outside_episodes",
        "confidence", "compare.same", "in_english",
    }
)  # fmt: skip

#: The control and the ruling of an area whose outline does not exist.
_NOT_THERE = (0, -1)

_CONFIDENCES = tuple(Confidence)
#: What is nearly all numbers, and of a large atlas nearly all.
_NUMBERS = frozenset({"borders", "areas", "accounts"})

#: The first bytes of a zlib stream, an empty last block, and how far back a match may lie.
_ZLIB, _LAST_BLOCK, _WINDOW = b"\x78\xda", b"\x03\x00", 32_768

_STATUSES = tuple(Status)
_KINDS = tuple(ClaimKind)
_STANCES = tuple(Stance)

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def to_text(payload: Mapping[str, Json]) -> str:
    """Write a payload as text that can stand in a page: JSON in UTF-8, zlib (RFC 1950), Base64.

    Every browser since 2023 opens it by itself (`DecompressionStream`), and nothing in it can be
    taken for markup. The bytes are those of zlib's own deflate; another library that stands in
    for it (zlib-ng) may write others of the same meaning.
    """
    stream, checksum, before = bytearray(_ZLIB), zlib.adler32(b""), b""
    for numbers, part in _parts(payload):
        # texts repeat at length, which is worth a search; what repeats in numbers is short
        level, strategy = (4, zlib.Z_FILTERED) if numbers else (9, zlib.Z_DEFAULT_STRATEGY)
        deflate = zlib.compressobj(
            level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy, zdict=before
        )
        stream += deflate.compress(part) + deflate.flush(zlib.Z_SYNC_FLUSH)
        checksum = zlib.adler32(part, checksum)
        before = (before + part)[-_WINDOW:]
    stream += _LAST_BLOCK + checksum.to_bytes(4, "big")
    return base64.b64encode(stream).decode("ascii")


def _parts(payload: Mapping[str, Json]) -> Iterator[tuple[bool, bytes]]:
    """Yield a payload's JSON in parts, and whether each is one of numbers."""
    begin = "{"
    for numbers, keys in groupby(payload, key=_NUMBERS.__contains__):
        part = ""
        for key in keys:
            part += f'{begin}"{key}":{_json(payload[key])}'
            begin = ","
        yield numbers, part.encode("utf-8")
    yield False, b"}"


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_text(text: str) -> Json:
    """Read what `to_text` wrote."""
    payload: Json = json.loads(zlib.decompress(base64.b64decode(text)))
    return payload


def tellers(atlas: Atlas) -> tuple[str, ...]:
    """Return whose accounts the page offers, as `Atlas.account` takes them.

    Sides come first, then voices, each in the order of the files. Those who tell nothing of who
    is where are left out.
    """
    telling = {claim.voice for claim in atlas.claims.values() if claim.settles}
    voices = [voice for key, voice in atlas.voices.items() if key in telling]
    speaking = {voice.side for voice in voices}
    sides = dict.fromkeys(actor.side for actor in atlas.actors.values() if actor.side in speaking)
    return (*(SIDE + side for side in sides if side), *(voice.id for voice in voices))


def build_payload(
    atlas: Atlas, *, day: date, language: str = "en", told_by: str = "", tiles: str = ""
) -> dict[str, Json]:
    """Pack an atlas for the page.

    Args:
        atlas: the atlas's own reading; accounts are taken from it here.
        day: the day on which the page opens.
        language: the language in which it opens, `en` or `ar`.
        told_by: the account in which it opens; empty for the atlas's own reading.
        tiles: the host that online tiles come from; empty for none.

    Returns:
        What `to_text` writes; the module's docstring tells the conventions.

    Raises:
        RequestError: `day` is outside every episode, or nobody tells the account `told_by`.
    """
    atlas.timeline.episode(day)
    if told_by:
        atlas.account(told_by)
    pack = _Pack(atlas)
    accounts = [_account(pack, atlas)]
    accounts += [_account(pack, atlas.account(teller)) for teller in tellers(atlas)]
    return {
        "format": FORMAT,
        "opening": {
            "day": day.isoformat(),
            "language": language,
            "told_by": told_by,
            "tiles": tiles,
        },
        "title": pack.text(atlas.title),
        "attribution": pack.text(atlas.record.attribution),
        "licence": atlas.record.licence,
        "languages": list(atlas.record.languages),
        "words": {
            key: pack.text(text)
            for key, text in WORDS.items()
            if key in _WORDS or key.partition(".")[0] in _TOPICS
        },
        "months": {key: list(names) for key, names in MONTHS.items()},
        "statuses": [str(status) for status in _STATUSES],
        "confidences": [str(confidence) for confidence in _CONFIDENCES],
        "kinds": [str(kind) for kind in _KINDS],
        "stances": [str(stance) for stance in _STANCES],
        "actors": [_actor(pack, actor) for actor in atlas.actors.values()],
        "groups": [[group.id, pack.text(group.title)] for group in atlas.record.groups],
        "episodes": [_episode(pack, episode) for episode in atlas.episodes],
        "grid": [*pack.corner, UNIT],
        "borders": _borders(pack),
        "dated": pack.outlines.dated(),
        "areas": _areas(pack),
        "landmarks": _landmarks(pack),
        "voices": [
            [voice.id, pack.text(voice.name), voice.side] for voice in atlas.voices.values()
        ],
        "sources": [_source(source) for source in atlas.sources.values()],
        "claims": [_claim(pack, claim) for claim in atlas.claims.values()],
        "claims_on": _claims_on(pack),
        "captions": [
            [pack.index[caption.day], pack.text(caption.text)]
            for caption in sorted(atlas.captions.values(), key=lambda caption: caption.day)
            if caption.day in pack.index
        ],
        # what is packed on the way comes last
        "accounts": accounts,
        "controls": pack.packed_controls(),
        "looks": pack.packed_looks(),
        "rulings": pack.rulings.rows,
        "texts": dict(zip(("en", "ar"), zip(*pack.texts.rows, strict=True), strict=True)),
    }


@dataclass
class _Table:
    """Rows of a list in the payload, each stored once and then called by its number."""

    rows: list[tuple[Json, ...]] = field(default_factory=list)
    numbers: dict[tuple[Json, ...], int] = field(default_factory=dict)

    def number(self, row: tuple[Json, ...]) -> int:
        number = self.numbers.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number


class _Outlines:
    """The borders of all days, each once, and how areas are made of them.

    Where no outline is dated they are those of the one topology, in its order.

    Attributes:
        borders: each border once, however many stretches of days it is there.
        rings: for each area its polygons, as rings of signed references to `borders`.
        km2: of each area.
        numbers: for the first day of each stretch, the place in `borders` of each of its own.
    """

    def __init__(self, atlas: Atlas, index: Mapping[date, int]) -> None:
        self.borders: list[Border] = []
        self.rings: dict[str, list[list[list[int]]]] = {}
        self.km2: dict[str, float] = {}
        self.numbers: dict[date, Sequence[int]] = {}
        self._known: dict[tuple[str, str, bytes], int] = {}
        self._spans: list[list[int]] = []
        self._always = [0, len(index) - 1]
        taken: list[tuple[Topology, Sequence[int]]] = []
        for episode in atlas.episodes:
            for first, last in atlas.stretches(episode):
                topology = atlas.topology_on(first)
                found = next((numbers for of, numbers in taken if of is topology), None)
                if found is None:
                    found = self._take(topology)
                    taken.append((topology, found))
                self.numbers[first] = found
                self._note(found, index[first], index[last])
        for area in atlas.record.areas:
            if area.id not in self.rings and (day := area.first or area.last):
                self._take(atlas.topology_on(day))

    def _take(self, topology: Topology) -> Sequence[int]:
        """Add the borders that are not there yet; return the number of each."""
        if self.borders:
            numbers = [self._number(border) for border in topology.borders]
        else:
            numbers = list(range(len(topology.borders)))
            self.borders = list(topology.borders)
            self._spans = [[] for _ in numbers]
        for area, polygons in topology.rings.items():
            if area not in self.rings:
                self.km2[area] = topology.km2[area]
                self.rings[area] = [
                    [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in polygon]
                    for polygon in polygons
                ]
        return numbers

    def _number(self, border: Border) -> int:
        if not self._known:
            self._known = {_key(known): number for number, known in enumerate(self.borders)}
        number = self._known.setdefault(_key(border), len(self.borders))
        if number == len(self.borders):
            self.borders.append(border)
            self._spans.append([])
        return number

    def _note(self, numbers: Iterable[int], first: int, last: int) -> None:
        for number in numbers:
            spans = self._spans[number]
            if spans and spans[-1] + 1 == first:
                spans[-1] = last
            else:
                spans += [first, last]

    def dated(self) -> list[Json]:
        """Return the spans of the borders that are not there on every day."""
        return [
            [number, *spans] for number, spans in enumerate(self._spans) if spans != self._always
        ]


def _key(border: Border) -> tuple[str, str, bytes]:
    return border.left, border.right, border.line.wkb


class _Pack:
    """The numbers by which things are called, and the tables that fill while packing."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.index = {day: number for number, day in enumerate(atlas.days())}
        self.actor = {key: number for number, key in enumerate(atlas.actors)}
        self.area = {key: number for number, key in enumerate(atlas.areas)}
        self.claim = {key: number for number, key in enumerate(atlas.claims)}
        self.landmark = {
            key: number
            for number, key in enumerate(
                key for key, mark in atlas.landmarks.items() if mark.geometry is not None
            )
        }
        self.source = {key: number for number, key in enumerate(atlas.sources)}
        self.voice = {key: number for number, key in enumerate(atlas.voices)}
        self.group = {group.id: number for number, group in enumerate(atlas.record.groups)}
        self.texts = _Table()
        self.rulings = _Table()
        self.controls: dict[Control, int] = {}
        self.outlines = _Outlines(atlas, self.index)
        west, south, _, _ = shapely.total_bounds([area.polygon for area in atlas.record.areas])
        self.corner = [math.floor(west / UNIT), math.floor(south / UNIT)]

    def text(self, text: Text) -> int:
        return self.texts.number((text.en, text.ar))

    def actors(self, keys: Iterable[str]) -> list[Json]:
        return [self.actor[key] for key in keys if key in self.actor]

    def control(self, control: Control) -> int:
        return self.controls.setdefault(control, len(self.controls) + 1)

    def packed_controls(self) -> list[Json]:
        """Return holder, status, confidence and rivals of each control; none at 0."""
        rows: list[Json] = [None]
        for control in self.controls:
            confidence = control.confidence
            rows.append(
                [
                    self.actor.get(control.holder, -1),
                    _STATUSES.index(control.status),
                    _CONFIDENCES.index(confidence) if confidence is not None else -1,
                    *self.actors(control.rivals),
                ]
            )
        return rows

    def packed_looks(self) -> list[Json]:
        """Return the pattern of each control, its colours, and its paler ones where doubted."""
        rows: list[Json] = [None]
        for control in self.controls:
            sure, doubtful = (
                fill_of(control, self.atlas.actors, uncertain=uncertain)
                for uncertain in (False, True)
            )
            rows.append([str(sure.kind), list(sure.inks), list(doubtful.inks)])
        return rows

    def grid(self, shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> list[list[Json]]:
        """Return the longitudes and latitudes of each shape as a point of the grid, then steps."""
        if not len(shapes):
            return []
        coordinates, shape = shapely.get_coordinates(shapes, return_index=True)
        counted = np.rint(coordinates / UNIT).astype(np.int64) - self.corner
        begins = np.append(True, shape[1:] != shape[:-1])
        ends = np.append(begins[1:], True)
        # what rounding brought together is one vertex, except for the ends
        moved = np.append(True, np.any(counted[1:] != counted[:-1], axis=1))
        kept = begins | ends | moved
        counted, shape, begins = counted[kept], shape[kept], begins[kept]
        steps = counted.copy()
        steps[1:] -= np.where(begins[1:, np.newaxis], 0, counted[:-1])
        flat = steps.ravel().tolist()
        bounds = np.append(np.flatnonzero(begins), len(shape)) * 2
        return [flat[first:end] for first, end in pairwise(bounds.tolist())]


def _actor(pack: _Pack, actor: Actor) -> Json:
    colour, tint = actor.colour, pale(actor.colour)
    name = pack.text(actor.name)
    return [actor.id, name, actor.short, actor.side, colour, ink_on(colour), tint, ink_on(tint)]


def _episode(pack: _Pack, episode: Episode) -> Json:
    view = shapely.total_bounds([area.polygon for area in in_view(pack.atlas, episode)])
    return [
        episode.id,
        pack.text(episode.title),
        episode.first.isoformat(),
        (episode.last - episode.first).days + 1,
        [round(float(degrees), 5) for degrees in view],
        list(episode.groups),
    ]


def _borders(pack: _Pack) -> list[Json]:
    borders = pack.outlines.borders
    return [
        [
            pack.area[border.left],
            pack.area.get(border.right, -1),
            round(border.length_m * _METRES),
            *steps,
        ]
        for border, steps in zip(borders, pack.grid([b.line for b in borders]), strict=True)
    ]


def _areas(pack: _Pack) -> list[Json]:
    areas = pack.atlas.record.areas
    places = pack.grid(_label_places(np.asarray([area.polygon for area in areas])))
    rows: list[Json] = []
    for area, (x, y) in zip(areas, places, strict=True):
        rows.append(
            [
                area.id,
                pack.text(area.name),
                area.code,
                area.group,
                str(area.outline),
                round(pack.outlines.km2[area.id] * _KM2),
                x,
                y,
                pack.outlines.rings[area.id],
                pack.text(Text(area.note)),
            ]
        )
    return rows


def _label_places(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return where each area's label stands: in the middle of the largest circle inside it.

    Among very many areas those that are round enough take their centroid, which costs a tenth.
    """
    places = np.asarray(shapely.centroid(polygons), dtype=np.object_)
    fullness = shapely.area(polygons) / shapely.area(shapely.convex_hull(polygons))
    hollow = (fullness < _ROUND) | (len(polygons) <= _FEW)
    tolerance = np.maximum(_LABEL_TOLERANCE, np.sqrt(shapely.area(polygons[hollow])) * _LABEL_SHARE)
    circles = shapely.maximum_inscribed_circle(polygons[hollow], tolerance=tolerance)
    places[hollow] = shapely.get_point(circles, 0)
    return places


def _landmarks(pack: _Pack) -> list[Json]:
    rows: list[Json] = []
    marks = [pack.atlas.landmarks[key] for key in pack.landmark]
    steps = pack.grid([mark.geometry for mark in marks if mark.geometry is not None])
    for mark, points in zip(marks, steps, strict=True):
        rows.append([pack.text(mark.name), mark.kind, round(mark.precision_m), *points])
    return rows


def _source(source: Source) -> Json:
    published = str(source.published or "")
    row = [source.id, source.title, source.author, source.outlet, published, source.language]
    return [*row, source.link]


def _claim(pack: _Pack, claim: Claim) -> Json:
    return [
        pack.source.get(claim.source, -1),
        claim.id.removeprefix(f"{claim.source}-"),
        pack.text(_written(claim.date)),
        pack.voice.get(claim.voice, -1),
        pack.voice.get(claim.via, -1),
        _KINDS.index(claim.kind),
        _STANCES.index(claim.stance),
        pack.claim.get(claim.about, -1),
        pack.landmark.get(claim.landmark, -1),
        [pack.area[area] for area in claim.areas if area in pack.area],
        pack.text(claim.summary),
        claim.locator,
    ]


def _claims_on(pack: _Pack) -> list[Json]:
    """Return for each day its claims; what lasts is told on its first day."""
    lasting: dict[date | None, list[str]] = defaultdict(list)
    for claim in pack.atlas.claims.values():
        if claim.date.lasts:
            lasting[claim.date.first].append(claim.id)
    rows: list[Json] = []
    for day, number in pack.index.items():
        told = [claim.id for claim in pack.atlas.evidence.on_day(day)]
        if told := [*told, *lasting.get(day, ())]:
            rows.append([number, *(pack.claim[claim] for claim in told)])
    return rows


def _account(pack: _Pack, atlas: Atlas) -> Json:
    return {
        "told_by": atlas.told_by,
        "name": pack.text(atlas.teller()),
        "runs": [_runs(pack, atlas, area) for area in atlas.areas],
        "doubts": [
            [number, *spans]
            for area, number in pack.area.items()
            if (spans := _doubts(pack, atlas, area))
        ],
        "changes": [
            [pack.index[day], *(pack.area[change.area] for change in atlas.changes(day))]
            for day in atlas.timeline.change_days()
        ],
        **_front(pack, atlas),
    }


def _runs(pack: _Pack, atlas: Atlas, area: str) -> list[Json]:
    flat: list[Json] = []
    before = (pack.control(NO_DATA), -1)
    for run in atlas.timeline.runs[area]:
        for first, state in _states(pack, atlas, run):
            if state != before:
                flat += [pack.index[first], *state]
            before = state
    return flat


def _states(pack: _Pack, atlas: Atlas, run: Run) -> Iterator[tuple[date, tuple[int, int]]]:
    """Yield the run's control and ruling, and control 0 for its days without an outline."""
    there = atlas.areas[run.area].during(run.first, run.last)
    if there is None:
        yield run.first, _NOT_THERE
        return
    first, last = there
    if run.first < first:
        yield run.first, _NOT_THERE
    yield first, (pack.control(run.control), _ruling(pack, atlas, run))
    if last < run.last:
        yield day_after(last), _NOT_THERE


def _ruling(pack: _Pack, atlas: Atlas, run: Run) -> int:
    ruling = run.ruling
    if ruling is None:
        return -1
    grade = atlas.evidence.grade(ruling, run.last) if not atlas.told_by else None
    carrying = atlas.evidence.carrying(ruling)
    disagreeing = atlas.evidence.disagreeing(run, run.first)
    row = (
        pack.text(ruling.note),
        pack.text(_written(ruling.began)),
        grade.rule if grade else "",
        tuple(pack.claim[claim.id] for claim in carrying),
        tuple(pack.claim[claim.id] for claim in disagreeing),
    )
    return pack.rulings.number(row)


def _written(span: Span | None) -> Text:
    if span is None:
        return NO_TEXT
    return Text(written_span(span, "en"), written_span(span, "ar"))


def _doubts(pack: _Pack, atlas: Atlas, area: str) -> list[Json]:
    """Return the spans of days on which the area is uncertain, as `Snapshot.uncertain` has it."""
    spans: list[tuple[int, int]] = []
    for run in atlas.timeline.runs[area]:
        if run.control.confidence is Confidence.LOW:
            spans.append((pack.index[run.first], pack.index[run.last]))
        vague = vague_days(run.ruling) if run.ruling else None
        if vague is not None:
            episode = atlas.timeline.episode(run.first)
            first, last = max(vague[0], episode.first), min(vague[1], episode.last)
            if first <= last:
                spans.append((pack.index[first], pack.index[last]))
    return _merged(spans)


def _merged(spans: Iterable[tuple[int, int]]) -> list[Json]:
    merged: list[int] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1] + 1:
            merged[-1] = max(merged[-1], last)
        else:
            merged += [first, last]
    return [*merged]


def _front(pack: _Pack, atlas: Atlas) -> dict[str, Json]:
    """Return when each border is front, what each day measures, and what never changes."""
    spans: dict[int, list[int]] = defaultdict(list)
    figures = _Series()
    steady: list[Json] = []
    for episode in atlas.episodes:
        daily: list[DayFigures] = []
        for record in atlas.fronts(episode):
            numbers = pack.outlines.numbers[record.first]
            for border, fronts in record.spans().items():
                days = chain.from_iterable(fronts)
                spans[numbers[border]] += [pack.index[day] for day in days]
            daily += record.figures()
        once = _once(pack, atlas, episode)
        for measured, (contested, shared) in zip(daily, once, strict=True):
            row = [measured.front_m * _METRES, contested, shared]
            for actor in pack.actor:
                row += [
                    measured.held_km2.get(actor, 0) * _KM2,
                    measured.contested_km2.get(actor, 0) * _KM2,
                    measured.shared_km2.get(actor, 0) * _KM2,
                    measured.actor_front_m.get(actor, 0) * _METRES,
                ]
            figures.add(pack.index[measured.day], row)
        steady.append(_steady(pack, atlas, episode))
    return {
        "front": [[border, *spans[border]] for border in sorted(spans)],
        "figures": figures.rows(),
        "steady": steady,
    }


class _Series:
    """Figures of many days, each kept only where it changes; before its first it is 0."""

    def __init__(self) -> None:
        self._changes: dict[int, list[int]] = defaultdict(list)
        self._last: dict[int, int] = {}

    def add(self, day: int, figures: Iterable[float]) -> None:
        for number, figure in enumerate(map(round, figures)):
            if figure != self._last.get(number, 0):
                self._changes[number] += [day, figure]
                self._last[number] = figure

    def rows(self) -> list[Json]:
        """Return for each figure that is ever not 0 its number, and then days and values."""
        return [[number, *self._changes[number]] for number in sorted(self._changes)]


def _once(pack: _Pack, atlas: Atlas, episode: Episode) -> list[tuple[float, float]]:
    """Return for each day what is contested and what is shared, each area counted once."""
    start = pack.index[episode.first]
    days = pack.index[episode.last] - start + 1
    steps = np.zeros((days + 1, 2))
    columns = {Status.CONTESTED: 0, Status.SHARED: 1}
    for area, runs in atlas.timeline.runs.items():
        for run in runs:
            if run.control.status in columns and episode.covers(run.first):
                there = atlas.areas[area].during(run.first, run.last)
                if there is None:
                    continue
                column, km2 = columns[run.control.status], pack.outlines.km2[area] * _KM2
                steps[pack.index[there[0]] - start, column] += km2
                steps[pack.index[there[1]] - start + 1, column] -= km2
    return [(row[0], row[1]) for row in np.cumsum(steps, axis=0)[:days].tolist()]


def _steady(pack: _Pack, atlas: Atlas, episode: Episode) -> list[Json]:
    """Return the km² that each actor holds in areas that never change in the episode."""
    km2 = dict.fromkeys(pack.actor, 0.0)
    for area, runs in atlas.timeline.runs.items():
        days = episode.first, episode.last
        if atlas.areas[area].during(*days) != days:
            continue
        inside = [run.control for run in runs if episode.covers(run.first)]
        control = inside[0]
        holds = control.status in {Status.HELD, Status.EVACUATING} and control.holder in km2
        if holds and all(other.same_state(control) for other in inside):
            km2[control.holder] += pack.outlines.km2[area]
    return [math.floor(held * _KM2) for held in km2.values()]
