"""Values of the model for tests: what a test is not about is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import shapely

from frontmap.control.evidence import Evidence
from frontmap.days import parse_span
from frontmap.model import (
    Actor,
    Area,
    Claim,
    ClaimKind,
    Confidence,
    Control,
    Episode,
    Extent,
    Record,
    Ruling,
    Run,
    Stance,
    Text,
    Voice,
)
from frontmap.statuses import Status

ACTORS = (
    Actor("blue", Text.of(en="Blue party"), Text.of(en="BLU"), "#335c99", "blue"),
    Actor("green", Text.of(en="Green party"), Text.of(en="GRN"), "#9cc98a", "green"),
    Actor("moss", Text.of(en="Moss party"), Text.of(en="MOS"), "#6a8f5a", "green"),
    Actor("red", Text.of(en="Red party"), Text.of(en="RED"), "#993333", "red"),
    Actor("unknown", Text.of(en="Unknown"), Text.of(en="?"), "#d9d6cf", ""),
)

#: Two papers of each of two sides, one of a third, two authors without a stake, and nobody named.
VOICES = (
    Voice("blue-paper", Text.of(en="Blue paper"), "blue", ""),
    Voice("blue-radio", Text.of(en="Blue radio"), "blue", ""),
    Voice("green-paper", Text.of(en="Green paper"), "green", ""),
    Voice("green-radio", Text.of(en="Green radio"), "green", ""),
    Voice("red-paper", Text.of(en="Red paper"), "red", ""),
    Voice("almanac", Text.of(en="Almanac"), "", "Printed far away."),
    Voice("traveller", Text.of(en="Traveller"), "", "Passing through."),
    Voice("rumour", Text.of(en="Rumour"), "", "", named=False),
)


def day(number: int) -> date:
    """A day of January 2001."""
    return date(2001, 1, number)


def episode(first: int, last: int, key: str = "e") -> Episode:
    """An episode of days of January 2001, both included."""
    return Episode(key, Text.of(en=key), day(first), day(last))


def state(holder: str, status: Status = Status.HELD, *rivals: str) -> Control:
    """A state of which nobody asks how sure it is."""
    return Control(holder, status, rivals)


def ruling(
    since: date,
    holder: str = "blue",
    status: Status = Status.HELD,
    rivals: tuple[str, ...] = (),
    *,
    area: str = "north",
    began: str = "",
    confidence: Confidence | None = None,
    evidence: tuple[str, ...] = (),
    note: str = "",
) -> Ruling:
    """A ruling of the north, for blue."""
    return Ruling(
        area=area,
        since=since,
        began=parse_span(began) if began else None,
        holder=holder,
        status=status,
        rivals=rivals,
        confidence=confidence,
        evidence=evidence,
        note=Text.of(en=note),
    )


def claim(
    key: str,
    when: str,
    voice: str,
    holder: str = "",
    *,
    areas: tuple[str, ...] = ("north",),
    status: Status | None = None,
    rivals: tuple[str, ...] = (),
    stance: Stance = Stance.ASSERTS,
    extent: Extent = Extent.WHOLE,
    share: tuple[float, float] | None = None,
    about: str = "",
) -> Claim:
    """A claim on the north."""
    return Claim(
        id=key,
        source=key.rsplit("-", 1)[0],
        locator="",
        date=parse_span(when),
        areas=areas,
        landmark="",
        place="",
        voice=voice,
        via="",
        kind=ClaimKind.CONTROL,
        stance=stance,
        holder=holder,
        status=status,
        rivals=rivals,
        extent=extent,
        share=share,
        figure="",
        unit="",
        about=about,
        summary=Text.of(en=f"{voice} speaks."),
    )


def evidence(*claims: Claim) -> Evidence:
    """These claims, by the voices and of the actors above."""
    return Evidence(claims, VOICES)


def run(
    first: int,
    last: int,
    control: Control,
    *,
    of: Ruling | None = None,
    area: str = "north",
) -> Run:
    """An area in one state on days of January 2001, both included."""
    return Run(area, day(first), day(last), control, of, day(first))


def redrawn(record: Record) -> Record:
    """The tiny atlas's record with outlines that come and go, and a second episode.

    The south is cut into two fields until 2 January, and into others from the 3rd on. The harbour
    beyond the north is there on the 2nd and 3rd, the old town on no day of the record.
    """
    north, southwest, southeast = record.areas

    def field(key: str, *corners: tuple[float, float], **days: date) -> Area:
        polygon = shapely.Polygon([(3 + east / 1000, up / 1000) for east, up in corners])
        return replace(
            north,
            id=key,
            name=Text.of(en=key),
            code=Text.of(en=key[:2].upper()),
            polygon=polygon,
            **days,
        )

    week, first = record.episodes[0], date(2002, 2, 1)
    later = replace(week, id="later", first=first, last=date(2002, 2, 3), default=False)
    return replace(
        record,
        episodes=(week, later),
        areas=(
            field("north", (0, 0), (10, 0), (15, 0), (20, 0), (20, 10), (0, 10)),
            replace(southwest, last=day(2)),
            replace(
                field("southeast", (10, -10), (20, -10), (20, 0), (15, 0), (10, 0)),
                outline=southeast.outline,
                last=day(2),
            ),
            field("harbour", (0, 10), (20, 10), (20, 20), (0, 20), first=day(2), last=day(3)),
            field("west", (0, -10), (15, -10), (15, 0), (10, 0), (0, 0), first=day(3)),
            field("east", (15, -10), (20, -10), (20, 0), (15, 0), first=day(3)),
            field("old-town", (0, 30), (20, 30), (20, 40), (0, 40), last=date(2000, 12, 31)),
        ),
        rulings=(
            ruling(day(1)),
            ruling(day(1), "green", area="southwest"),
            ruling(day(1), "green", area="southeast"),
            ruling(day(2), "green", Status.CONTESTED, ("blue",), area="southeast"),
            ruling(day(2), "green", Status.SHARED, ("blue",), area="harbour"),
            ruling(day(3), "green", area="west"),
            ruling(day(3), area="east"),
            ruling(day(4), "blue", Status.CONTESTED, ("green",), area="east"),
            ruling(first),
            ruling(first, "green", area="west"),
        ),
        captions=(),
    )


def moving(record: Record) -> Record:
    """The tiny atlas's record with outlines that move: squares at the equator of 1.2309 km² each.

    Blue has one and Green the next until 2 January. On the 3rd Blue has half of Green's, too. Of
    the 4th there is no map. On the 5th Blue has both; on the 6th alone Green is in the harbour.
    """
    north, *_ = record.areas

    def outline(party: str, west: int, east: int, first: int, last: int) -> Area:
        return replace(
            north,
            id=f"{party}-{first}",
            name=Text.of(en=party.capitalize()),
            code=Text.of(en=""),
            part_of=party,
            polygon=shapely.box(3 + west / 1000, 0, 3 + east / 1000, 0.01),
            first=day(first),
            last=day(last),
        )

    areas = (
        outline("blue", 0, 10, 1, 2),
        outline("green", 10, 20, 1, 2),
        outline("blue", 0, 15, 3, 3),
        outline("green", 15, 20, 3, 3),
        outline("blue", 0, 20, 5, 7),
        outline("harbour", 20, 30, 6, 6),
    )
    holders = {"blue": "blue", "green": "green", "harbour": "green"}
    return replace(
        record,
        episodes=(replace(record.episodes[0], last=day(7)),),
        areas=areas,
        rulings=tuple(
            ruling(area.first, holders[area.part_of], area=area.id) for area in areas if area.first
        ),
        sources=(),
        voices=(),
        claims=(),
        captions=(),
        has_seeds=False,
    )


#: What an event may say; it is text, whatever it looks like.
HOSTILE = "</script><img src=x onerror=alert(1)> & {{ 7 * 7 }} \u202e"


def with_events(record: Record) -> Record:
    """The tiny atlas's record with three reported events, none of them on 4 January.

    One of 2 January in the north, by the Green media; one beside it of one of the first three days,
    by the almanac; one of 2 January far to the east, in no area, by the Blue media.
    """

    def event(number: int, days: str, lon: float, voice: str, areas: tuple[str, ...]) -> Claim:
        model = next(claim for claim in record.claims if claim.source == "almanac")
        return replace(
            model,
            id=f"almanac-{number}",
            date=parse_span(days),
            areas=areas,
            voice=voice,
            kind=ClaimKind.CLASH,
            holder="",
            status=None,
            extent=Extent.PART,
            summary=Text.of(en=f"Event {number}. {HOSTILE}"),
            lon=lon,
            lat=0.005,
        )

    events = (
        event(51, "2001-01-02", 3.005, "green-media", ("north",)),
        event(52, "[2001-01-01..2001-01-03]", 3.015, "almanac", ("north",)),
        event(53, "2001-01-02", 3.5, "blue-media", ()),
    )
    return replace(record, claims=(*record.claims, *events))
