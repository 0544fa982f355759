"""Slide decks whose maps are shapes: areas, fronts and labels that a teacher can edit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.chosen_days import days_of_slides, require_drawable
from frontmap.errors import RequestError
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.outputs.deck.house import own_house
from frontmap.outputs.deck.house_style import house_of
from frontmap.outputs.deck.pptx_file import deck_bytes
from frontmap.outputs.deck.slides import Slides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from frontmap.atlas import Atlas, Snapshot

__all__ = ["make_deck", "write_deck"]


def write_deck(  # noqa: PLR0913 - all but the first two are options, by name
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    pairs: Sequence[tuple[date, date]] = (),
    against: str = "",
    notes: Sequence[str] = (),
    template: Path | str | None = None,
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
        pairs: days of which two stand side by side, the earlier one first: a slide for each pair,
            after that of its later day.
        against: a voice, or a side (`side:government`), whose account stands beside each day's
            map on a further slide, with what the two tell differently outlined.
        notes: the languages of the notes, together on one page; that of the slides without any.
        template: a .pptx or .potx in whose style the deck is made; ours without one.
        step: called after each slide of a day.

    Raises:
        RequestError: there is no day, a day is outside every episode, a pair is not in order, there
            is no such voice, the template cannot be used, or the file is no `.pptx`.
        DataError: the template cannot be read.
        MissingPackageError: python-pptx is not installed.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    require_output(path, "a deck", [".pptx"], atlas.record.read_from)
    if template is not None and path.exists() and path.samefile(template):
        raise RequestError(f"{path}: this is the template; name another file")
    content, count = make_deck(
        atlas,
        days=days,
        language=language,
        pairs=pairs,
        against=against,
        notes=notes,
        template=template,
        step=step,
    )
    write_atomically(path, content)
    return WrittenFile(path, counted(count, "slide"), len(content))


def make_deck(  # noqa: PLR0913 - all but the first are options, by name
    atlas: Atlas,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    pairs: Sequence[tuple[date, date]] = (),
    against: str = "",
    notes: Sequence[str] = (),
    template: Path | str | None = None,
    step: Callable[[], object] | None = None,
) -> tuple[bytes, int]:
    """Return the bytes of what `write_deck` writes, and how many slides it has.

    Raises:
        RequestError: as `write_deck`, or there are more days than a file can show.
        DataError: the template cannot be read.
        MissingPackageError: python-pptx is not installed.
    """
    chosen = days_of_slides(atlas) if days is None else tuple(days)
    _require_days(chosen, pairs)
    language = atlas.output_language(language)
    told = tuple(atlas.output_language(tag) for tag in notes) or (language,)
    content = _Content.of(atlas, chosen, pairs, _other(atlas, against))
    house = own_house(atlas, language) if template is None else house_of(template, language)
    slides = Slides(atlas, content.snapshots, house, told)
    content.add_to(slides, step)
    made = deck_bytes(
        house.deck,
        title=slides.title,
        subject=slides.subject,
        language=language,
        day=max(chosen),
    )
    return made, len(house.deck.slides)


def _require_days(chosen: Sequence[date], pairs: Sequence[tuple[date, date]]) -> None:
    if not chosen:
        raise RequestError("a deck needs at least one day")
    require_drawable([*chosen, *(day for pair in pairs for day in pair)])
    for before, after in pairs:
        if after <= before:
            raise RequestError(f"before and after: {before} is not before {after}")


def _other(atlas: Atlas, against: str) -> Atlas | None:
    """Return the account that stands beside each day."""
    if against and against == atlas.told_by:
        raise RequestError(f"{against!r} is the account that the deck tells already")
    return atlas.account(against) if against else None


@dataclass(frozen=True)
class _Content:
    """What a deck shows.

    Attributes:
        snapshots: the days.
        pairs: of each later day, the earlier ones with which it stands on a slide; both.
        other: the account that stands beside each day, if any.
    """

    snapshots: tuple[Snapshot, ...]
    pairs: dict[date, list[tuple[Snapshot, Snapshot]]]
    other: Atlas | None

    @classmethod
    def of(
        cls,
        atlas: Atlas,
        days: Sequence[date],
        pairs: Sequence[tuple[date, date]],
        other: Atlas | None,
    ) -> _Content:
        """Look up the days."""
        found = defaultdict(list)
        for before, after in pairs:
            found[after].append((atlas.on(before), atlas.on(after)))
        return cls(tuple(atlas.on(day) for day in days), found, other)

    def add_to(self, slides: Slides, step: Callable[[], object] | None) -> None:
        """Add the slides, one after the other; a pair comes once."""
        slides.add_opening()
        previous: Snapshot | None = None
        for snapshot in self.snapshots:
            slides.add_day(snapshot, previous)
            if self.other is not None:
                slides.add_against(snapshot, self.other.on(snapshot.day))
            for pair in self.pairs.pop(snapshot.day, []):
                slides.add_pair(*pair)
            previous = snapshot
            if step is not None:
                step()
        for pairs in self.pairs.values():
            for pair in pairs:
                slides.add_pair(*pair)
        slides.add_keys()
        slides.add_charts()
        slides.add_closing()
