"""The payload: what the page's script reads, the whole atlas in one small dictionary.

Its size grows with areas, vertices, runs and claims, never with areas × days. The page's
`state/payload.mjs` opens it again. Conventions:

- A *day* is an index: all days of all episodes in order, from 0. A calendar day is ISO text.
- Things refer to one another by their number in their list; -1 is none.
- A text is a number in `texts`, which has a list for each language (apart, they compress better),
  the atlas's first language first; an empty one is not there in that language. A text that repeats
  is stored once.
- `languages` are those that the page can be read in; `speech` says of those, and of that of the
  words, how they are written. `marked`
  is the key of the word that says that a text is in that language; `words` is the language of the
  words around the texts of one in which frontmap has none.
- `grid` is `[west, south, unit]`: a point is two integers, counted in `unit` degrees (about a
  metre) from `(west, south)`; lines are a point and then steps. Rounding happens once for each
  vertex, so that borders meet where they met before.
- km² are integers of 0.001 km², metres are integers of 0.1 m.
- A run is `first day, control, ruling` in a flat list per area, and holds until the next one, over
  an episode's edge too where nothing differs. Before the first there is no data. Control 0 says
  that the outline is not there. Spans are `first day, last day` in flat lists.
- `since` has rows of `area, day, known, …` for states that did not simply begin on their first day:
  `day` lies in the state, and from it on `known` is the text that says when the state really began,
  or -1 where it began on its first day or earlier. A state that is not there began on that day.
- `borders` has those of all days, each once; `dated` has the spans of those that are not there on
  every day, since outlines come and go. An area's rings are those of the first day it is there.
- `actor_notes` are texts that say who each actor is, in the order of `actors`.
- `moved` has rows of `day, text`: where outlines come and go, who gained how much ground that day,
  or that the record says nothing of it or of the day before. It is there only where they do.
- Where most of a list would be empty, it holds rows that begin with their key.
- Source, date, summary and locator of a claim are steps from those of the claim before it.
- A claim that the page tells nowhere is null in `claims`: no ruling cites it, and it is of no day.
- `doubts` of an account has rows of `area, first day, last day, doubt, …`, in which a doubt is a
  number in `doubt_kinds`. The colours of looks, and the inks of actors, are in that order.
- A landmark is `name, kind, precision` and its line; that of one which is a street, too, has none.
- `streets` are `name, kind, landmark` and a line for each part, a kind as in `StreetKind`.
- `annotations` are `first day, last day, kind, text, area, landmark` and, where the place is
  neither of these, its point; `pointers` are `name` and a point. These three and `place`, which
  says where on earth this is, are there only where the atlas has them.
- `events`, where any are reported, is a flat list of `claim, longitude, latitude, sure, first day,
  last day`: the first two in 0.00001 degrees, the days those on which it is marked.
- `status_rows` says of each status, in the order of the legend, what the page has to know of it;
  controls refer to them. `tiles` has their patterns by name. `looks` has of each control its
  pattern, the state in words, and its colours for each doubt.

`accounts` holds the atlas's own reading first (`told_by` is empty) and then every voice and side
that tells anything of control, all in the same shape, so that the page switches by a name.

`frontmap.page.payload.encoding` compresses it: the texts of nine hundred claims in two languages
are most of a page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from frontmap.control.account import SIDE
from frontmap.days import day_after, days_between
from frontmap.drawing.colours import ink_on, tint
from frontmap.drawing.view import in_view
from frontmap.model import (
    NO_DATA,
    NO_TEXT,
    AnnotationKind,
    ClaimKind,
    Stance,
    StreetKind,
    Text,
)
from frontmap.page.payload.figures import front_figures
from frontmap.page.payload.links import shortened
from frontmap.page.payload.numbering import CONFIDENCES, DOUBTS, KM2, METRES, STATUSES, UNIT, Pack
from frontmap.page.payload.statuses import packed_tile, status_row
from frontmap.telling.sentences import day_sentence
from frontmap.telling.why import said_claims, why_run
from frontmap.words import (
    LANGUAGES,
    in_language,
    language_of,
    located,
    word,
    words_of,
    written_span,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from frontmap.atlas import Atlas
    from frontmap.days import Span
    from frontmap.model import Actor, Annotation, Claim, Episode, Run, Source
    from frontmap.page.payload.encoding import Json


__all__ = ["FORMAT", "build_payload", "marks_places", "offered_accounts"]

#: The number of the payload's form; `state/payload.mjs` opens this one.
FORMAT = 1
#: How fine a label's place is sought, in degrees.
_LABEL_TOLERANCE = 2e-4
#: And as a share of the area's width, where that is coarser.
_LABEL_SHARE = 0.04
#: An area that fills this share of its convex hull has its centroid well inside.
_ROUND = 0.8
#: In an atlas of up to so many areas, each label stands in the middle of the largest circle inside
#: its area.
_FEW = 1000
#: Which of frontmap's own words the page uses: whole topics, and single words.
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
        "confidence", "compare.same", "lesson.no_claims",
    }
)  # fmt: skip
#: The control and the ruling of an area whose outline does not exist.
_NOT_THERE = (0, -1)
_KINDS = tuple(ClaimKind)
_STANCES = tuple(Stance)
_STREET_KINDS = tuple(StreetKind)
_ANNOTATION_KINDS = tuple(AnnotationKind)


def offered_accounts(atlas: Atlas) -> tuple[str, ...]:
    """Return whose accounts the page offers, as `Atlas.account` takes them.

    Sides come first, then voices, each in the order of the files. Those who tell nothing of who
    is where are left out.
    """
    telling = {claim.voice for claim in atlas.claims.values() if claim.settles}
    voices = [voice for key, voice in atlas.voices.items() if key in telling]
    speaking = {voice.side for voice in voices}
    sides = dict.fromkeys(actor.side for actor in atlas.actors.values() if actor.side in speaking)
    return (*(SIDE + side for side in sides if side), *(voice.id for voice in voices))


def _opening_language(atlas: Atlas, language: str) -> str:
    """Return the language of the texts in which a page opens whose words are in `language`.

    Where the atlas has no texts in it, and no words are there in its first, these are one page.
    """
    first = atlas.record.languages[0]
    return language if language in atlas.record.languages or first in LANGUAGES else first


def marks_places(atlas: Atlas) -> bool:
    """Tell whether some claim has a place on the map: it reports an event, or names a landmark."""
    record = atlas.record
    placed = {mark.id for mark in record.landmarks if mark.geometry is not None}
    return record.reports_events or any(claim.landmark in placed for claim in record.claims)


def build_payload(
    atlas: Atlas, *, day: date, language: str | None = None, told_by: str = "", tiles: str = ""
) -> dict[str, Json]:
    """Pack an atlas for the page.

    Args:
        atlas: the atlas's own reading; accounts are taken from it here.
        day: the day on which the page opens.
        language: the language in which it opens, a tag of `LANGUAGES`; by default the atlas's.
        told_by: the account in which it opens; empty for the atlas's own reading.
        tiles: the host that online tiles come from; empty for none.

    Returns:
        What `to_text` writes; the module's docstring tells the conventions.

    Raises:
        RequestError: `day` is outside every episode, or nobody tells the account `told_by`.
    """
    atlas.timeline.episode_on(day)
    if told_by:
        atlas.account(told_by)
    language = atlas.output_language(language)
    opens = _opening_language(atlas, language)
    offered = tuple(dict.fromkeys((*atlas.record.languages, opens)))
    pack = Pack(atlas, tuple(dict.fromkeys((*offered, language))))
    # frontmap has no words in the other languages: those around their texts are in `language`
    spoken = tuple(dict.fromkeys(tag if tag in LANGUAGES else language for tag in pack.languages))
    told = (atlas, *(atlas.account(voice) for voice in offered_accounts(atlas)))
    accounts = [_account(pack, reading) for reading in told]
    return {
        "format": FORMAT,
        "opening": {
            "day": day.isoformat(),
            "language": opens,
            "told_by": told_by,
            "tiles": tiles,
        },
        **_about(pack, offered),
        **_words(pack, spoken, language),
        **_parties_and_days(pack),
        **_ground(pack),
        **_evidence(pack),
        **_events(pack),
        # what is numbered on the way comes last
        "accounts": accounts,
        "controls": pack.packed_controls(),
        "looks": pack.packed_looks(spoken),
        "rulings": pack.rulings.rows,
        "texts": dict(zip(pack.languages, zip(*pack.texts.rows, strict=True), strict=True)),
    }


def _about(pack: Pack, offered: Sequence[str]) -> dict[str, Json]:
    record = pack.atlas.record
    return {
        "title": pack.text(record.title),
        "attribution": pack.text(record.attribution),
        "licence": record.licence,
        "version": record.version,
        "actor_notes": [pack.text(actor.note) for actor in pack.atlas.actors.values()],
        "languages": list(offered),
    }


def _words(pack: Pack, spoken: Sequence[str], language: str) -> dict[str, Json]:
    """Return frontmap's own words, and the keys that rows elsewhere name by their place."""
    around = {tag: {} if tag in LANGUAGES else {"words": language} for tag in pack.languages}
    return {
        "words": _interface_words(pack, spoken),
        "months": {tag: list(language_of(tag).months) for tag in spoken},
        "speech": [{**_speech(tag), **around[tag]} for tag in pack.languages],
        "status_rows": [status_row(status) for status in STATUSES],
        "tiles": {status.row.tile.name: packed_tile(status.row.tile) for status in STATUSES},
        "confidences": [str(confidence) for confidence in CONFIDENCES],
        "doubt_kinds": [str(doubt) for doubt in DOUBTS],
        "kinds": [str(kind) for kind in _KINDS],
        "stances": [str(stance) for stance in _STANCES],
    }


def _interface_words(pack: Pack, spoken: Sequence[str]) -> dict[str, Json]:
    """Return the interface's words, and what says that a text is in each of the languages."""
    topics = _TOPICS | ({"event"} if marks_places(pack.atlas) else set())
    words: dict[str, Json] = {
        key: pack.text(Text.of({tag: word(key, tag) for tag in spoken}))
        for key in words_of(spoken[0])
        if key in _WORDS or key.partition(".")[0] in topics
    }
    for tag in pack.languages:
        said = Text.of({of: in_language(tag, of) for of in spoken})
        words[_in_language_key(tag)] = pack.text(said)
    return words


def _in_language_key(tag: str) -> str:
    return f"in_language.{tag}"


def _speech(tag: str) -> dict[str, Json]:
    """Return what the page needs to know of a language besides its words."""
    language = language_of(tag)
    return {
        "code": tag,
        "locale": language.locale,
        "name": language.name,
        "direction": language.direction,
        "comma": language.comma,
        "semicolon": language.semicolon,
        "colon": language.colon,
        "quotes": list(language.quotes),
        "question": language.question,
        "arrow": language.arrow,
        "decimal": language.decimal,
        "thousands": language.thousands,
        "first_of_month": language.first_of_month,
        "mark": language.mark,
        "marked": _in_language_key(tag),
    }


def _parties_and_days(pack: Pack) -> dict[str, Json]:
    atlas = pack.atlas
    return {
        "actors": [_actor(pack, actor) for actor in atlas.actors.values()],
        "groups": [[group.id, pack.text(group.title)] for group in atlas.record.groups],
        "episodes": [_episode(pack, episode) for episode in atlas.episodes],
    }


def _ground(pack: Pack) -> dict[str, Json]:
    return {
        "grid": [*pack.corner, UNIT],
        "borders": _borders(pack),
        "dated": pack.borders.dated(),
        "areas": _areas(pack),
        "landmarks": _landmarks(pack),
        **_context(pack),
    }


def _evidence(pack: Pack) -> dict[str, Json]:
    atlas = pack.atlas
    claims_on = _claims_on(pack)
    # those of reported events, besides, whether they are of a day or not
    told = {pack.claim[claim.id] for claim in atlas.claims.values() if claim.lon is not None}
    told |= {claim for _, *of_day in claims_on for claim in of_day}
    rulings: list[tuple[Any, ...]] = pack.rulings.rows
    told |= {claim for ruling in rulings for cited in ruling[3:] for claim in cited}
    voices: list[Json] = [
        [voice.id, pack.text(voice.name), voice.side] for voice in atlas.voices.values()
    ]
    return {
        "voices": voices,
        "sources": [_source(pack, source) for source in atlas.sources.values()],
        "claims": [*_claims(pack, told)],
        "claims_on": claims_on,
        "captions": _captions(pack),
    }


def _actor(pack: Pack, actor: Actor) -> Json:
    inks = (ink_on(tint(actor.colour, doubt)) for doubt in DOUBTS)
    name, short = pack.text(actor.name), pack.short(actor.short)
    return [actor.id, name, short, actor.side, actor.colour, *inks]


def _episode(pack: Pack, episode: Episode) -> Json:
    view = shapely.total_bounds([area.polygon for area in in_view(pack.atlas, episode)])
    return [
        episode.id,
        pack.text(episode.title),
        episode.first.isoformat(),
        (episode.last - episode.first).days + 1,
        [round(float(degrees), 5) for degrees in view],
        list(episode.groups),
    ]


def _borders(pack: Pack) -> list[Json]:
    borders = pack.borders.borders
    return [
        [
            pack.area[border.left],
            pack.area.get(border.right, -1),
            round(border.length_m * METRES),
            *steps,
        ]
        for border, steps in zip(borders, pack.grid([b.line for b in borders]), strict=True)
    ]


def _areas(pack: Pack) -> list[Json]:
    areas = pack.atlas.record.areas
    places = pack.grid(_label_places(np.asarray([area.polygon for area in areas])))
    rows: list[Json] = []
    for area, (x, y) in zip(areas, places, strict=True):
        rows.append(
            [
                area.id,
                pack.text(area.name),
                pack.short(area.code),
                area.group,
                str(area.outline),
                round(pack.borders.km2[area.id] * KM2),
                x,
                y,
                pack.borders.rings[area.id],
                pack.text(Text.of({pack.languages[0]: area.note})),
            ]
        )
    return rows


def _label_places(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return where each area's label stands: in the middle of the largest circle inside it.

    Where there are very many areas, round ones take their centroid, which costs a tenth.
    """
    places = np.asarray(shapely.centroid(polygons), dtype=np.object_)
    fullness = shapely.area(polygons) / shapely.area(shapely.convex_hull(polygons))
    hollow = (fullness < _ROUND) | (len(polygons) <= _FEW)
    tolerance = np.maximum(_LABEL_TOLERANCE, np.sqrt(shapely.area(polygons[hollow])) * _LABEL_SHARE)
    circles = shapely.maximum_inscribed_circle(polygons[hollow], tolerance=tolerance)
    places[hollow] = shapely.get_point(circles, 0)
    return places


def _landmarks(pack: Pack) -> list[Json]:
    rows: list[Json] = []
    streets = {street.id for street in pack.atlas.record.streets}
    marks = [pack.atlas.landmarks[key] for key in pack.landmark]
    steps = pack.grid([mark.geometry for mark in marks if mark.geometry is not None])
    for mark, points in zip(marks, steps, strict=True):
        line = () if mark.id in streets else points
        rows.append([pack.text(mark.name), mark.kind, round(mark.precision_m), *line])
    return rows


def _context(pack: Pack) -> dict[str, Json]:
    """Return what a reader finds the way by, and the short texts of ours on the map."""
    record = pack.atlas.record
    found: dict[str, Json] = {
        "streets": _streets(pack),
        "annotations": [
            row for annotation in record.annotations for row in _annotation(pack, annotation)
        ],
        "pointers": [
            [pack.text(pointer.name), *_point(pack, pointer.lon, pointer.lat)]
            for pointer in record.pointers
        ],
        "place": [pack.text(record.place)] if record.place else [],
    }
    return {key: rows for key, rows in found.items() if rows}


def _point(pack: Pack, lon: float, lat: float) -> list[Json]:
    return pack.grid([shapely.Point(lon, lat)])[0]


def _streets(pack: Pack) -> list[Json]:
    streets = pack.atlas.record.streets
    if not streets:
        return []
    parts, of = shapely.get_parts([street.line for street in streets], return_index=True)
    lines: list[list[Json]] = [[] for _ in streets]
    for number, steps in zip(of.tolist(), pack.grid(parts), strict=True):
        lines[number].append(steps)
    return [
        [
            pack.text(street.name),
            _STREET_KINDS.index(street.kind),
            pack.landmark.get(street.id, -1),
            *steps,
        ]
        for street, steps in zip(streets, lines, strict=True)
    ]


def _annotation(pack: Pack, annotation: Annotation) -> list[Json]:
    """Return the row of an annotation, if any day of its is one of the atlas's."""
    days = [number for day, number in pack.index.items() if annotation.date.covers(day)]
    if not days:
        return []
    lon, lat = annotation.lon, annotation.lat
    point = [] if lon is None or lat is None else _point(pack, lon, lat)
    row: list[Json] = [
        days[0],
        days[-1],
        _ANNOTATION_KINDS.index(annotation.kind),
        pack.text(annotation.text),
        pack.area.get(annotation.area, -1),
        pack.landmark.get(annotation.landmark, -1),
    ]
    return [[*row, *point]]


def _source(pack: Pack, source: Source) -> Json:
    published = pack.text(_written(source.published, pack))
    row: list[Json] = [
        source.id,
        source.title,
        source.author,
        source.outlet,
        published,
        source.language,
    ]
    # what is rare is left out where it is not so
    return [*row, shortened(source.link), *([1] if source.described else [])]


def _claims(pack: Pack, told: Container[int]) -> Iterator[Json]:
    """Yield the row of each claim, null where it is not told, its growing numbers as steps."""
    before = (0, 0, 0, 0)
    for number, claim in enumerate(pack.atlas.claims.values()):
        if number not in told:
            yield None
            continue
        growing = (
            pack.source.get(claim.source, -1),
            pack.text(_written(claim.date, pack)),
            pack.text(claim.summary),
            pack.text(located(claim.locator, pack.languages)),
        )
        steps = [now - then for now, then in zip(growing, before, strict=True)]
        yield [*steps, *_claim(pack, claim)]
        before = growing


def _claim(pack: Pack, claim: Claim) -> list[Json]:
    return [
        claim.id.removeprefix(f"{claim.source}-"),
        pack.voice.get(claim.voice, -1),
        pack.voice.get(claim.via, -1),
        _KINDS.index(claim.kind),
        _STANCES.index(claim.stance),
        pack.claim.get(claim.about, -1),
        pack.landmark.get(claim.landmark, -1),
        [pack.area[area] for area in claim.areas if area in pack.area],
    ]


def _claims_on(pack: Pack) -> list[list[int]]:
    """Return for each day its claims; what lasts is told on its first day."""
    lasting: dict[date | None, list[str]] = defaultdict(list)
    for claim in pack.atlas.claims.values():
        if claim.date.lasts:
            lasting[claim.date.first].append(claim.id)
    rows: list[list[int]] = []
    for day, number in pack.index.items():
        told = [claim.id for claim in pack.atlas.evidence.on_day(day)]
        if told := [*told, *lasting.get(day, ())]:
            rows.append([number, *(pack.claim[claim] for claim in told)])
    return rows


def _events(pack: Pack) -> dict[str, Json]:
    """Return the reported events with their places and days, if the atlas has any."""
    if not pack.atlas.record.reports_events:
        return {}
    days = list(pack.index)
    flat: list[Json] = []
    for claim in pack.atlas.claims.values():
        if claim.lon is None or claim.lat is None or claim.date.first is None:
            continue
        place = round(claim.lon / UNIT), round(claim.lat / UNIT)
        spans = [(day, day) for day in claim.date.choices]
        for begin, end in spans or [(claim.date.first, claim.date.last)]:
            first, last = bisect_left(days, begin), bisect_right(days, end) - 1
            if first <= last:
                flat += [pack.claim[claim.id], *place, int(claim.pinned), first, last]
    return {"events": flat}


def _captions(pack: Pack) -> list[Json]:
    captions = sorted(pack.atlas.captions.items())
    return [
        [pack.index[day], pack.text(caption.text)] for day, caption in captions if day in pack.index
    ]


def _account(pack: Pack, atlas: Atlas) -> Json:
    return {
        "told_by": atlas.told_by,
        "name": pack.text(atlas.told_by_name()),
        "runs": [_runs(pack, atlas, area) for area in atlas.areas],
        "doubts": [
            [number, *spans]
            for area, number in pack.area.items()
            if (spans := _doubts(pack, atlas, area))
        ],
        "since": [
            [number, *known]
            for area, number in pack.area.items()
            if (known := _since(pack, atlas, area))
        ],
        "changes": [
            [pack.index[day], *(pack.area[c.area] for c in atlas.changes(day) if c.there)]
            for day in atlas.change_days()
        ],
        **_moved(pack, atlas),
        **front_figures(pack, atlas),
    }


def _moved(pack: Pack, atlas: Atlas) -> dict[str, Json]:
    """Return the days of which a sentence tells what moved; none where all outlines stay."""
    rows: list[Json] = []
    for episode in atlas.episodes:
        for first, last in atlas.stretches(episode):
            # what is told of the opening day, and of days on which nothing moved, the page knows
            opens = first == episode.first
            snapshot = atlas.on(first)
            days = days_between(first, last) if not snapshot.has_data else [first]
            if pack.borders.dated() and not (opens and snapshot.has_data):
                said = {tag: day_sentence(snapshot, tag) for tag in pack.languages}
                rows += ([pack.index[day], pack.text(Text.of(said))] for day in days)
    return {"moved": rows} if rows else {}


def _runs(pack: Pack, atlas: Atlas, area: str) -> list[Json]:
    flat: list[Json] = []
    before = (pack.control(NO_DATA), -1)
    for run in atlas.timeline.runs[area]:
        for first, state in _states(pack, atlas, run):
            if state != before:
                flat += [pack.index[first], *state]
            before = state
    return flat


def _states(pack: Pack, atlas: Atlas, run: Run) -> Iterator[tuple[date, tuple[int, int]]]:
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


def _ruling(pack: Pack, atlas: Atlas, run: Run) -> int:
    ruling = run.ruling
    if ruling is None:
        return -1
    why = why_run(atlas, run, run.first)
    presences = why.grounds.presences if len(why.grounds.presences) > 1 else {}
    row: tuple[Any, ...] = (
        pack.text(ruling.note),
        why.grade.rule if why.grade else "",
        tuple(
            (pack.actor[actor], CONFIDENCES.index(grade.confidence), grade.rule)
            for actor, grade in presences.items()
        ),
        *(tuple(pack.claim[claim.id] for claim in claims) for _, claims in said_claims(why)),
    )
    return pack.rulings.number(row)


def _written(span: Span | None, pack: Pack) -> Text:
    if span is None:
        return NO_TEXT
    return Text.of({tag: written_span(span, tag) for tag in pack.languages if tag in LANGUAGES})


def _doubts(pack: Pack, atlas: Atlas, area: str) -> list[Json]:
    """Return the days on which the area is in doubt, and how; spans of two episodes may touch."""
    merged: list[int] = []
    for first, last, doubt in atlas.timeline.doubts(area):
        kind = DOUBTS.index(doubt)
        if merged and [pack.index[first] - 1, kind] == merged[-2:]:
            merged[-2] = pack.index[last]
        else:
            merged += [pack.index[first], pack.index[last], kind]
    return [*merged]


def _since(pack: Pack, atlas: Atlas, area: str) -> list[Json]:
    """Return the states that did not, or may not, begin on their first day, and what is known."""
    flat: list[Json] = []
    before = None
    for run in atlas.timeline.runs[area]:
        since = atlas.since(run)
        simply = since.began is None and not since.or_earlier
        if simply or not run.control.status.row.ruled:
            continue
        known = pack.text(_written(since.began, pack)) if since.began else -1
        if (since.day, known) != before:
            flat += [pack.index[run.first], known]
            before = since.day, known
    return flat
