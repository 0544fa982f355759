"""What a picture, a deck or a handout is called: its episode, its days, and whose account it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.model import Text
from frontmap.telling.sentences import credits_of
from frontmap.words import LANGUAGES, labelled, word, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontmap.atlas import Atlas, Snapshot

__all__ = [
    "entitled",
    "method_of",
    "subject_of",
    "told_by_words",
    "under_teller",
    "whole_credits",
]

_BETWEEN = " · "
#: What import calls the one episode of an atlas, in each language.
_OWN = frozenset(word("new.record", tag) for tag in LANGUAGES)


def subject_of(snapshots: Sequence[Snapshot]) -> Text:
    """Return what is shown, in each language: the episodes of the days, the first one first.

    The atlas's title stands before them where several episodes are shown, or where it is true of
    all that there is, as the atlas has one episode. Elsewhere an episode may be of another place
    than the title says. A title that import gave an episode because it needs one is left out.
    """
    atlas = snapshots[0].atlas
    shown = list({snapshot.episode.id: snapshot.episode.title for snapshot in snapshots}.values())
    titles = [title for title in shown if not _OWN.issuperset(title.texts)]
    whole = len(atlas.episodes) == 1 or len(shown) > 1 or not titles
    parts = [atlas.title, *titles] if whole else titles
    tags = dict.fromkeys(tag for part in parts for tag in part.languages)
    return Text.of({tag: _joined([part.to(tag) for part in parts]) for tag in tags})


def _joined(texts: Sequence[str]) -> str:
    """Join texts; what another one says already is left out."""
    different = list(dict.fromkeys(texts))
    return _BETWEEN.join(
        text
        for text in different
        if not any(text != other and text.casefold() in other.casefold() for other in different)
    )


def told_by_words(atlas: Atlas, language: str) -> str:
    """Say whose account is shown: `as told by: Green party`; empty for the atlas's own reading."""
    teller = atlas.told_by_name()
    return labelled(word("as_told_by", language), teller.to(language), language) if teller else ""


def under_teller(atlas: Atlas, text: str, language: str) -> str:
    """Return a text after the words that say whose account it is, if it is one."""
    return _BETWEEN.join(_filled((told_by_words(atlas, language), text)))


def entitled(snapshots: Sequence[Snapshot], language: str) -> str:
    """Return a title of one line: whose account it is, if any, what is shown, and the days.

    It is what a file says of itself, and stays with a picture that has lost its surroundings.
    Whoever has too little room for it cuts its end.
    """
    days = _BETWEEN.join(written_day(snapshot.day, language) for snapshot in snapshots)
    named = labelled(subject_of(snapshots).to(language), days, language)
    return under_teller(snapshots[0].atlas, named, language)


def whole_credits(snapshots: Sequence[Snapshot], language: str) -> str:
    """Say whom the data are owed to, after the atlas's title where the heading does not have it."""
    atlas = snapshots[0].atlas
    title = atlas.title.to(language)
    known = title.casefold() in subject_of(snapshots).to(language).casefold()
    named = "" if known else labelled(word("map.atlas", language), title, language)
    return _BETWEEN.join(_filled((named, credits_of(atlas, language))))


def method_of(atlas: Atlas) -> tuple[str, ...]:
    """Return the keys of the words that say how a map came about, as far as the atlas goes.

    Nothing is said of claims, and of confidence by them, where the atlas has none.
    """
    about = ("method.day", "method.front")
    if atlas.told_by:
        return ("method.account", *about)
    graded = atlas.record.has_evidence
    weighed = graded and bool(atlas.claims)
    return (
        "method.ruling" if weighed else "method.no_claims",
        *about,
        *(("method.confidence",) if graded else ()),
    )


def _filled(texts: Iterable[str]) -> Iterable[str]:
    return filter(None, texts)
