"""What the page shows where no script runs: one day's map, its table and the sources."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from statistics import mode
from typing import TYPE_CHECKING

from jinja2 import Environment

from frontmap.drawing.choices import Labels
from frontmap.drawing.figure import Parts
from frontmap.drawing.heading import NO_HEADING
from frontmap.drawing.layout import lay_out
from frontmap.drawing.overview import MANY_AREAS, overview
from frontmap.drawing.view import episode_extent
from frontmap.drawing.writers.svg import to_svg
from frontmap.front.over_days import FrontHistory
from frontmap.page.modules import read_asset
from frontmap.page.payload.links import shortened
from frontmap.telling.sentences import actor_names, sources_of, state_of_day
from frontmap.words import (
    LANGUAGES,
    direction,
    in_language,
    labelled,
    language_of,
    word,
    written_day,
    written_span,
)

if TYPE_CHECKING:
    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.marks import Drawing
    from frontmap.model import Text

__all__ = ["picture"]

#: The page says title, sources and who holds what in words of its own.
_PARTS = Parts(heading=NO_HEADING, source=False, told=False, streets=False, annotations=False)
#: Where there are more areas than this, hardly any has room for its name.
_LABELLED = 400
_OVERVIEW_PARTS = replace(_PARTS, labels=Labels.NONE, changed=False, yesterday=False)

_ENVIRONMENT = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_ENVIRONMENT.filters["shortened"] = shortened


def picture(snapshot: Snapshot, language: str) -> str:
    """Return a day's map, who holds what and the sources, as markup that needs no script.

    Where there are more than a thousand areas it is an overview: those in one state are drawn as
    one, and the table is by actor.
    """
    atlas = snapshot.atlas
    caption = atlas.captions.get(snapshot.day) if not atlas.told_by else None
    teller = atlas.told_by_name()
    shown = {area.id for area in atlas.shown(snapshot.episode)}
    many = len(shown) > MANY_AREAS
    return _ENVIRONMENT.from_string(read_asset("picture.html")).render(
        title=atlas.title.to(language),
        teller=teller.to(language) if atlas.told_by else "",
        day=written_day(snapshot.day, language),
        state=state_of_day(snapshot, language),
        known=bool(snapshot.runs),
        caption=caption.text.to(language) if caption else "",
        caption_language=caption.text.language(language) if caption else language,
        caption_mark=_mark(caption.text, language) if caption else "",
        language=language,
        needs=[
            (tag, direction(tag), word("slider_needs", tag)) for tag in _read_in(atlas, language)
        ],
        svg=to_svg(_drawing(snapshot, language, many=many), prefix="still", brief=True),
        front=language_of(language).number(snapshot.frontline.length_m),
        rows=[
            _row(snapshot, area, language) for area in snapshot.runs if area in shown and not many
        ],
        actors=_actors(snapshot, language) if many else [],
        **_sources(snapshot),
        attribution=atlas.record.attribution.to(language),
        licence=atlas.record.licence,
        comma=language_of(language).comma,
        word=partial(word, language=language),
        written=partial(written_span, language=language),
        labelled=partial(labelled, language=language),
    )


def _read_in(atlas: Atlas, language: str) -> tuple[str, ...]:
    """Return the languages that the page can be read in; without a script none can be chosen."""
    tags = dict.fromkeys((language, *atlas.record.languages))
    return tuple(tag for tag in tags if tag in LANGUAGES)


def _sources(snapshot: Snapshot) -> dict[str, object]:
    """Return the sources of the day's rulings, and the language that most of them are in."""
    rulings = (run.ruling for run in snapshot.runs.values())
    sources = sources_of(snapshot.atlas, rulings=rulings)
    tongue = mode(source.language for source in sources) if sources else ""
    return {"sources": sources, "sources_language": tongue}


def _mark(text: Text, language: str) -> str:
    written = text.language(language)
    return "" if written == language else in_language(written, language)


def _drawing(snapshot: Snapshot, language: str, *, many: bool) -> Drawing:
    if not many:
        labels = Labels.ALL if len(snapshot.runs) <= _LABELLED else Labels.NONE
        return lay_out(snapshot, language=language, parts=replace(_PARTS, labels=labels))
    extent = episode_extent(snapshot.atlas, snapshot.episode)
    return lay_out(overview(snapshot), language=language, parts=_OVERVIEW_PARTS, extent=extent)


def _actors(snapshot: Snapshot, language: str) -> list[dict[str, str]]:
    """Return what each actor holds on the day, and the front that it faces."""
    atlas, day = snapshot.atlas, snapshot.day
    front = FrontHistory(
        {area: [run] for area, run in snapshot.runs.items()},
        atlas.topology_on(day),
        atlas.hostility(snapshot.episode),
        first=day,
        last=day,
    )
    (figures,) = front.figures()
    number = language_of(language).number
    return [
        {
            "actor": actor.name.to(language),
            "held": number(figures.held_km2.get(key, 0), 2),
            "contested": number(figures.contested_km2.get(key, 0), 2),
            "front": number(figures.actor_front_m.get(key, 0)),
        }
        for key, actor in atlas.actors.items()
    ]


def _row(snapshot: Snapshot, area: str, language: str) -> dict[str, str]:
    control, atlas = snapshot.controls[area], snapshot.atlas
    there = [key for key in dict.fromkeys((control.holder, *control.rivals)) if key]
    return {
        "area": atlas.areas[area].name.to(language),
        "holder": actor_names(there, atlas, language),
        "status": word(f"status.{control.status}", language),
        "confidence": (
            word(f"confidence.{control.confidence}", language) if control.confidence else ""
        ),
    }
