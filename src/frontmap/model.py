"""The words of frontmap as frozen dataclasses: what an atlas is made of.

Nothing here reads, judges or computes. Days are `datetime.date`; geometries are shapely, in WGS 84
(EPSG:4326, longitude then latitude). `where` tells where a row stood, for messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from frontmap.errors import Where
from frontmap.statuses import Present, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from frontmap.days import Span

__all__ = [
    "CIVILIANS",
    "DEFAULT_LANGUAGES",
    "NO_TEXT",
    "UNKNOWN",
    "Acceptance",
    "Actor",
    "Annotation",
    "AnnotationKind",
    "Area",
    "Caption",
    "Claim",
    "ClaimKind",
    "Confidence",
    "Control",
    "Doubt",
    "Episode",
    "Erratum",
    "Extent",
    "Group",
    "Landmark",
    "Outline",
    "ReadAs",
    "Record",
    "Relation",
    "RelationKind",
    "Ruling",
    "Run",
    "Source",
    "Stance",
    "Street",
    "StreetKind",
    "Text",
    "Voice",
    "published_by",
    "web_host",
]

#: The languages of an atlas that names none: columns are in the first, `name_ar` in another.
DEFAULT_LANGUAGES = ("en",)
#: The actor that is always there, and the holder of an area ruled to be unknown.
UNKNOWN = "unknown"
#: Whom a figure of dead or wounded counts, where they are of no actor.
CIVILIANS = "civilians"

_NOWHERE = Where("")


class Confidence(StrEnum):
    """How well the evidence carries a ruling."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    ASSUMED = "assumed"


class Doubt(StrEnum):
    """What is in doubt about a state on a day, the least first; `Timeline.doubts` tells where.

    `uncertain` is low confidence, or a day on which the state may not have begun yet; `assumed` is
    the confidence of that name, and hides the other.
    """

    NONE = "none"
    UNCERTAIN = "uncertain"
    ASSUMED = "assumed"

    @classmethod
    def at(cls, confidence: Confidence | None) -> Doubt:
        """Return the doubt that a confidence alone gives."""
        if confidence is Confidence.ASSUMED:
            return cls.ASSUMED
        return cls.UNCERTAIN if confidence is Confidence.LOW else cls.NONE


class ReadAs(StrEnum):
    """What of a source was read."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    TRANSLATION = "translation"


class Outline(StrEnum):
    """Where an area's outline comes from; `schematic` is drawn with a broken edge."""

    OFFICIAL = "official"
    DERIVED = "derived"
    SCHEMATIC = "schematic"


class ClaimKind(StrEnum):
    """What a claim is about."""

    CONTROL = "control"
    CLASH = "clash"
    AGREEMENT = "agreement"
    EVACUATION = "evacuation"
    DISPLACEMENT = "displacement"
    SIEGE = "siege"
    DAMAGE = "damage"
    CASUALTIES = "casualties"
    FORCE = "force"
    CONTEXT = "context"


class Stance(StrEnum):
    """How a claim stands to the one in its `about`; `left` says the holder named went away."""

    ASSERTS = "asserts"
    DENIES = "denies"
    REPEATS = "repeats"
    CORRECTS = "corrects"
    LEFT = "left"


class Extent(StrEnum):
    """Whether a claim is about the whole of its areas or a part (a mosque, a block)."""

    WHOLE = "whole"
    PART = "part"


class RelationKind(StrEnum):
    """Why two sides are not hostile in an episode."""

    ALLIED = "allied"
    TRUCE = "truce"


class AnnotationKind(StrEnum):
    """How an annotation points at its place: with an arrow, a line to its text, or a number."""

    ARROW = "arrow"
    CALLOUT = "callout"
    NUMBER = "number"


class StreetKind(StrEnum):
    """How much a line matters to a reader who looks for the way; or that it is a watercourse."""

    HIGHWAY = "highway"
    MAIN = "main"
    STREET = "street"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in each language in which it is there.

    Attributes:
        written: the language's tag and the text, the atlas's first language first; no text in it
            is empty.
    """

    written: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str] | None = None, /, **by_tag: str) -> Text:
        """Return the text with these languages, in this order; empty ones are left out.

        A language is given as a keyword, `Text.of(en="North", ar="شمال")`, or in a mapping.
        """
        given = (*(texts or {}).items(), *by_tag.items())
        written = tuple((tag, text) for tag, text in given if text)
        return cls(written) if written else NO_TEXT

    def __bool__(self) -> bool:
        """Whether there is any text at all."""
        return bool(self.written)

    @property
    def first(self) -> str:
        """The text in the first language in which it is there; empty where there is none."""
        return self.written[0][1] if self.written else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it is there, the atlas's first one first."""
        return tuple(tag for tag, _ in self.written)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, in the order of `languages`."""
        return tuple(text for _, text in self.written)

    def exact(self, tag: str) -> str:
        """Return the text in that language and no other; empty where it is not there."""
        for language, text in self.written:
            if language == tag:
                return text
        return ""

    def language(self, wanted: str) -> str:
        """Return the language that `to` answers in: `wanted`, else the first that is there.

        Where there is no text at all, it is `wanted`.
        """
        return wanted if not self.written or self.exact(wanted) else self.written[0][0]

    def to(self, wanted: str) -> str:
        """Return the text in `wanted`, else in the first language in which it is there."""
        return self.exact(wanted) or self.first


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Area:
    """One polygon with a stable id.

    `first` and `last` bound the days on which the outline exists; `None` is always. `polygon` is a
    Polygon or a MultiPolygon in EPSG:4326.
    """

    id: str
    name: Text
    code: Text
    group: str
    polygon: BaseGeometry
    outline: Outline = Outline.DERIVED
    pcode: str = ""
    part_of: str = ""
    first: date | None = None
    last: date | None = None
    note: str = ""
    where: Where = _NOWHERE

    def exists(self, day: date) -> bool:
        """Tell whether the outline is there on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def during(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the first and last day of these on which the outline is there, if any."""
        if self.first is None and self.last is None:
            return first, last
        begin, end = max(first, self.first or first), min(last, self.last or last)
        return (begin, end) if begin <= end else None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that can hold an area. `colour` is `#rrggbb`; actors of one side are no enemies.

    `note` says in one neutral sentence who they are.
    """

    id: str
    name: Text
    short: Text
    colour: str
    side: str
    note: Text = NO_TEXT
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Source:
    """A citable document.

    A `title` in square brackets is our description of a document whose own title is not known.
    `archived_url` and `archived_on` tell where a stored copy is, and of which day.
    """

    id: str
    title: str
    author: str
    outlet: str
    published: Span | None
    updated: Span | None
    language: str
    kind: str
    url: str
    note: str
    read_as: ReadAs | None = None
    archived_url: str = ""
    archived_on: date | None = None
    where: Where = _NOWHERE

    @property
    def described(self) -> bool:
        """Whether `title` is our description, in square brackets, and not the document's own."""
        return self.title.startswith("[") and self.title.endswith("]")

    @property
    def link(self) -> str:
        """The address, where it is one of the web; empty where a link could run something."""
        return self.url if web_host(self.url) else ""

    @property
    def host(self) -> str:
        """The host of that address, as one reads it: `example.org`."""
        return web_host(self.url).removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who asserts a claim. `side` is the side it speaks for; empty where it has no stake.

    One that is not `named` stands for speakers whom nobody names, and confirms nothing.
    """

    id: str
    name: Text
    side: str
    note: str
    named: bool = True
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Claim:
    """What one voice says, in one source, of one or more areas on one date.

    `holder`, `status` and `rivals` are filled when believing the claim would settle who is there.
    `share` is the claimed part of the named areas together (0..1), as (least, most). `subject`
    says whom a figure counts: an actor's id, or `civilians`. `published` is given where the claim
    was published on another day than its source. `lon` and `lat` are the point of a reported event,
    in degrees (EPSG:4326); both are `None` where the source gives none.
    """

    id: str
    source: str
    locator: str
    date: Span
    areas: tuple[str, ...]
    landmark: str
    place: str
    voice: str
    via: str
    kind: ClaimKind
    stance: Stance
    holder: str
    status: Status | None
    rivals: tuple[str, ...]
    extent: Extent
    share: tuple[float, float] | None
    figure: str
    unit: str
    about: str
    summary: Text
    subject: str = ""
    published: Span | None = None
    lon: float | None = None
    lat: float | None = None
    where: Where = _NOWHERE

    @property
    def spot(self) -> tuple[float, float] | None:
        """The longitude and latitude of a reported event; `None` where it has no point."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def pinned(self) -> bool:
        """Whether its day is one, or one of those that it lasts, and its point a part of an area.

        A point that only lies near its place is not: its claim names no part.
        """
        sure = self.date.exact or self.date.lasts
        return sure and self.spot is not None and self.extent is Extent.PART

    @property
    def settles(self) -> bool:
        """Whether believing the claim would settle who is there."""
        return bool(self.holder) or self.status is not None

    @property
    def partly(self) -> bool:
        """Whether it puts its holder into a part of its areas only."""
        return self.extent is Extent.PART or (self.share is not None and self.share[0] < 1)

    @property
    def unplaced(self) -> bool:
        """Whether it puts its holder into a part of several areas, without saying of which."""
        return self.partly and len(self.areas) > 1


#: An address of the web: its host, and what follows behind a sign that ends the host for every
#: program. A name before the host (`https://www.example.org@other.example`) and a backslash lead
#: elsewhere than people read (RFC 3986, sections 3.2.1 and 7.6).
_WEB = re.compile(
    r"https?://((?:(?:[\w-]+\.)*[\w-]+\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?)(?:[/?#].*)?"
)


def web_host(url: str) -> str:
    """Return the host of an address of the web that leads where people read that it does.

    It is empty where the text is none, or has letters that are not seen.
    """
    found = _WEB.fullmatch(url) if url.isprintable() else None
    return found[1] if found else ""


def published_by(claim: Claim, source: Source) -> date | None:
    """Return the day by whose end a claim was published for sure; `None` where none is known.

    It counts as published from its own `published`, else from the `updated` of the source that it
    is in, else from the source's `published`, each at its last possible day.
    """
    span = claim.published or source.updated or source.published
    return span.last if span else None


@dataclass(frozen=True, slots=True)
class Control:
    """The state of an area on a day: `holder` is an actor's id, empty where there is no data.

    `rivals` are sorted. `confidence` is `None` where there is no data, where nobody is known to be
    inside, and where there is no evidence to judge.
    """

    holder: str
    status: Status
    rivals: tuple[str, ...] = ()
    confidence: Confidence | None = None

    @property
    def present(self) -> tuple[str, ...]:
        """Who is inside the area, the holder first; never `unknown`."""
        inside: tuple[str, ...] = ()
        if self.status.row.present is not Present.NOBODY:
            inside = (self.holder,)
        if self.status.row.present is Present.HOLDER_AND_RIVALS:
            inside += tuple(rival for rival in self.rivals if rival != self.holder)
        return tuple(actor for actor in inside if actor not in {"", UNKNOWN})

    def same_state(self, other: Control) -> bool:
        """Tell whether holder, status and rivals agree; confidence aside."""
        return (
            self.holder == other.holder
            and self.status is other.status
            and self.rivals == other.rivals
        )


NO_DATA = Control("", Status.NO_DATA)


@dataclass(frozen=True, slots=True)
class Ruling:
    """This atlas's reading: from `since` on, `area` is in this state, because of these claims.

    `confidence` is `None` where it is to be computed. `began` says when the state really began,
    where that differs from `since` or is vague. `ruled_on` and `ruled_by` say when it was ruled,
    and by which role.
    """

    area: str
    since: date
    began: Span | None
    holder: str
    status: Status
    rivals: tuple[str, ...]
    confidence: Confidence | None
    evidence: tuple[str, ...]
    note: Text
    ruled_on: date | None = None
    ruled_by: str = ""
    where: Where = _NOWHERE

    @classmethod
    def without_data(cls, area: str, since: date) -> Ruling:
        """Return the ruling that the record says nothing of `area` from `since` on."""
        return cls(area, since, None, "", Status.NO_DATA, (), None, (), NO_TEXT)


@dataclass(frozen=True, slots=True)
class Run:
    """An area in one state from `first` to `last`, both included, inside one episode.

    `ruling` is `None` where the record says nothing. `began` is the first day of an unbroken run
    of the same holder, status and rivals (a ruling that changes only confidence or evidence
    starts a run, and no state).
    """

    area: str
    first: date
    last: date
    control: Control
    ruling: Ruling | None
    began: date


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are shown together."""

    id: str
    title: Text
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Episode:
    """A run of days that the record covers, both ends included. Episodes do not overlap."""

    id: str
    title: Text
    first: date
    last: date
    groups: tuple[str, ...] = ()
    default: bool = False
    where: Where = _NOWHERE

    def covers(self, day: date) -> bool:
        """Tell whether `day` is one of the episode's."""
        return self.first <= day <= self.last

    def shows(self, area: Area) -> bool:
        """Tell whether the area is of the groups that the episode shows, if it names any."""
        return not self.groups or area.group in self.groups


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sides that are not hostile to one another in an episode (in all, when empty)."""

    sides: frozenset[str]
    episode: str
    kind: RelationKind
    reason: str = ""
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding of `check --strict` that the atlas's author accepts, and why."""

    code: str
    area: str
    first: date | None
    last: date | None
    reason: str
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Caption:
    """A few sentences for a day, and what happened in one line; both in our own words."""

    day: date
    text: Text
    headline: Text = NO_TEXT
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Landmark:
    """A street, square, mosque or school that the sources name.

    `geometry` (EPSG:4326) is `None` where the place is only bounded; `precision_m` is in metres.
    """

    id: str
    name: Text
    kind: str
    geometry: BaseGeometry | None
    precision_m: float
    areas: tuple[str, ...] = ()
    note: str = ""
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Street:
    """A street that the map shows for orientation, whether or not any source names it.

    `line` is a LineString or a MultiLineString in EPSG:4326.
    """

    id: str
    name: Text
    kind: StreetKind
    line: BaseGeometry
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place beyond the map by which a reader knows where the map is, such as a city's centre.

    `lon` and `lat` are in degrees (EPSG:4326).
    """

    name: Text
    lon: float
    lat: float
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Annotation:
    """A short text of ours at a place, on one day or on several that follow one another.

    The place is an area, a landmark, or a point: `lon` and `lat` in degrees (EPSG:4326). What
    does not give it is empty or `None`.
    """

    date: Span
    area: str
    landmark: str
    lon: float | None
    lat: float | None
    kind: AnnotationKind
    text: Text
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Erratum:
    """What a version of the atlas corrected, and why.

    `area` and `since` name the ruling that was corrected; they are empty and `None` where it was
    something else.
    """

    version: str
    day: date
    area: str
    since: date | None
    what: str
    why: str
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Record:
    """Everything an atlas's folder says, as read: rows in the order of the files, not judged."""

    title: Text
    licence: str
    attribution: Text
    metric_crs: str
    languages: tuple[str, ...]
    groups: tuple[Group, ...]
    episodes: tuple[Episode, ...]
    relations: tuple[Relation, ...]
    accepted: tuple[Acceptance, ...]
    areas: tuple[Area, ...]
    actors: tuple[Actor, ...]
    rulings: tuple[Ruling, ...]
    captions: tuple[Caption, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    sources: tuple[Source, ...] = ()
    voices: tuple[Voice, ...] = ()
    claims: tuple[Claim, ...] = ()
    has_seeds: bool = True
    version: str = ""
    streets: tuple[Street, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    errata: tuple[Erratum, ...] = ()
    #: Where on earth this is, from the large to the small: `Syria › Damascus › southern suburbs`.
    place: Text = NO_TEXT
    pointers: tuple[Pointer, ...] = ()
    #: The files that it was read from, which no output replaces.
    read_from: tuple[Path, ...] = field(default=(), compare=False, repr=False)

    @property
    def reports_events(self) -> bool:
        """Whether any claim is a reported event with a point."""
        return any(claim.spot is not None for claim in self.claims)

    @property
    def has_evidence(self) -> bool:
        """Whether there are seeds to judge rulings by.

        Where no claim tells of control but reported events, and no ruling cites one, the seeds
        say what happened, and not who held what: a ruling is no worse for having no claim there.
        """
        tells = any(claim.settles and claim.spot is None for claim in self.claims)
        events_alone = self.claims and not tells and not any(r.evidence for r in self.rulings)
        return self.has_seeds and not events_alone
