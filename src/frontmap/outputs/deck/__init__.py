"""Slide decks whose maps are shapes: areas, fronts and labels that a teacher can edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.chosen_days import days_of_slides, require_drawable
from frontmap.errors import RequestError
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.outputs.deck.house import own_house
from frontmap.outputs.deck.pptx_file import deck_bytes
from frontmap.outputs.deck.slides import Slides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot

__all__ = ["make_deck", "write_deck"]


def write_deck(
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a deck in which each day is a slide whose map can be edited, shape by shape.

    The title of a day's slide is its headline. A first slide says what the deck shows, the last
    ones have a chart, sources and method; the notes of a day are one printed page, and hidden
    slides at the end have its whole evidence. The same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        path: the file, ending in `.pptx`.
        days: the days, a slide for each, in this order; without them those of the default episode
            on which something changed.
        language: a tag of `frontmap.words.LANGUAGES`; without it the atlas's first.
        step: called after each slide of a day.

    Raises:
        RequestError: there is no day, a day is outside every episode, or the file is no `.pptx`.
        MissingPackageError: python-pptx is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    require_output(path, "a deck", [".pptx"], atlas.record.read_from)
    content, count = make_deck(atlas, days=days, language=language, step=step)
    write_atomically(path, content)
    return WrittenFile(path, counted(count, "slide"), len(content))


def make_deck(
    atlas: Atlas,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    step: Callable[[], object] | None = None,
) -> tuple[bytes, int]:
    """Return the bytes of what `write_deck` writes, and how many slides it has.

    Raises:
        RequestError: there is no day, or more than a file can show; or a day is outside every
            episode.
        MissingPackageError: python-pptx is not installed.
    """
    chosen = days_of_slides(atlas) if days is None else tuple(days)
    if not chosen:
        raise RequestError("a deck needs at least one day")
    require_drawable(chosen)
    language = atlas.output_language(language)
    snapshots = tuple(atlas.on(day) for day in chosen)
    slides = Slides(atlas, snapshots, own_house(atlas, language), (language,))
    slides.add_opening()
    previous: Snapshot | None = None
    for snapshot in slides.snapshots:
        slides.add_day(snapshot, previous)
        previous = snapshot
        if step is not None:
            step()
    slides.add_codes()
    slides.add_charts()
    slides.add_closing()
    deck = slides.house.deck
    content = deck_bytes(
        deck,
        title=slides.title,
        subject=slides.subject,
        language=language,
        day=max(chosen),
    )
    return content, len(deck.slides)
