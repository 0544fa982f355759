"""The heading of a map: day and place, what happened, and the caption.

The date stands first, so that a picture that is passed on cannot be taken for another day's. All
days of an episode have a heading of one height, so that their maps lie one over the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK
from frontmap.drawing.lettering import set_paragraph
from frontmap.drawing.marks import Box
from frontmap.drawing.styles import MUTED
from frontmap.telling.headings import subject_of, told_by_words
from frontmap.telling.headlines import headline, own_caption, own_headline
from frontmap.telling.sentences import state_of_day
from frontmap.words import word, written_day, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.marks import Mark, Words
    from frontmap.drawing.styles import Style
    from frontmap.model import Episode

__all__ = [
    "FULL_HEADING",
    "NO_HEADING",
    "Heading",
    "day_line",
    "end_of_day",
    "heading_height",
    "set_heading",
    "set_rows",
]

_DAY, _TITLE, _CAPTION = 14.0, 25.0, 12.5
#: The space between the texts.
_BETWEEN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands over a map: a text in place of ours, `None` for ours, empty for none at all.

    Attributes:
        title: what happened on the day.
        subtitle: the day, the episode, whose account it is, and that it is the day's end.
        caption: what the day was, in some sentences.
    """

    title: str | None = None
    subtitle: str | None = None
    caption: str | None = None

    @property
    def says_day(self) -> bool:
        """Whether the day stands in it, in our words."""
        return self.subtitle is None

    @property
    def empty(self) -> bool:
        """Whether nothing stands over the map."""
        return (self.title, self.subtitle, self.caption) == ("", "", "")


#: In our words alone.
FULL_HEADING = Heading()
NO_HEADING = Heading(title="", subtitle="", caption="")


def end_of_day(snapshot: Snapshot, language: str, key: str = "") -> str:
    """Say which state a map shows, and whose account it is, if any.

    It is that of the day's end, unless the word `key` says another.
    """
    said = word(key, language) if key else state_of_day(snapshot, language)
    told_by = told_by_words(snapshot.atlas, language)
    return f"{said} · {told_by}" if told_by else said


def day_line(snapshot: Snapshot, language: str) -> str:
    """Say in one line which day of what is shown, and which state of it."""
    subject = subject_of([snapshot]).to(language)
    day = written_day(snapshot.day, language)
    return " · ".join((day, subject, end_of_day(snapshot, language)))


def set_heading(
    snapshot: Snapshot, heading: Heading, box: Box, style: Style, before: Snapshot | None = None
) -> tuple[tuple[Mark, ...], float]:
    """Set the heading of a day at the top of a box; return the marks and the height."""
    language = style.language
    title, caption = heading.title, heading.caption
    if title is None:
        title = headline(snapshot, language, before)
    if caption is None:
        caption = own_caption(snapshot, language)
    subtitle = day_line(snapshot, language) if heading.subtitle is None else heading.subtitle
    return set_rows(
        (
            (subtitle, _DAY, MUTED, True),
            (title, _TITLE, DARK, True),
            (caption, _CAPTION, DARK, False),
        ),
        box,
        style,
    )


def set_rows(
    rows: Iterable[tuple[str, float, str, bool]], box: Box, style: Style
) -> tuple[tuple[Mark, ...], float]:
    """Set texts one below the other, but for empty ones; return the marks and the height.

    Each comes with the size of its letters, their colour, and whether they are bold.
    """
    marks: list[Words] = []
    y = box.y
    for text, size, colour, bold in rows:
        if text:
            written = written_in(text, style.language)
            letters = style.letters(size, colour=colour, language=written, bold=bold)
            marks.append(set_paragraph(text, replace(box, y=y), letters))
            y = marks[-1].box.bottom + style.scaled(_BETWEEN)
    return tuple(marks), max(y - box.y - style.scaled(_BETWEEN), 0.0)


def heading_height(
    snapshot: Snapshot,
    heading: Heading,
    width: float,
    style: Style,
    before: Snapshot | None = None,
) -> float:
    """Return the room of a heading: that of the highest one of any day of the episode."""
    own = set_heading(snapshot, heading, Box(0, 0, width, 0), style, before)[1]
    return max(own, _highest(snapshot.atlas, snapshot.episode, heading, width, style))


@lru_cache(maxsize=2)
def _highest(atlas: Atlas, episode: Episode, heading: Heading, width: float, style: Style) -> float:
    """Return the height of the highest heading of the days that have a caption."""
    heights = [0.0]
    for day in atlas.captions:
        if episode.first <= day <= episode.last:
            snapshot = atlas.on(day)
            title = heading.title
            if title is None:
                title = own_headline(snapshot, style.language)
            told = replace(heading, title=title)
            heights.append(set_heading(snapshot, told, Box(0, 0, width, 0), style)[1])
    return max(heights)
