"""A day told in sentences: who holds what, what changed and why, and the sources in full.

Every output that says a state in words asks here. All of it is plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.control.account import account_voices
from frontmap.control.timeline import Change
from frontmap.model import UNKNOWN, ClaimKind, Doubt
from frontmap.statuses import Holder, Status
from frontmap.telling.why import explain, said_claims
from frontmap.words import (
    in_language,
    labelled,
    language_of,
    located,
    word,
    written_in,
    written_span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.control.grading import Grade, Grounds
    from frontmap.model import Claim, Control, Ruling, Source, Text

__all__ = [
    "actor_name",
    "actor_names",
    "area_words",
    "changes_since",
    "citation",
    "cited_claims",
    "claims_by_voice",
    "credits_of",
    "day_sentence",
    "graded",
    "holder_code",
    "locator_words",
    "marked",
    "no_data_words",
    "reasons",
    "sources_of",
    "square_kilometres",
    "state_of_day",
    "state_words",
    "told_change",
    "told_changes",
    "told_ground",
]

#: From here on the decimals say nothing.
_LARGE_KM2 = 10_000
#: Below this a number of two decimals would be nothing.
_LITTLE_KM2 = 0.005
#: Kinds of claims that tell who is where; figures and context are left to `frontmap why`.
_WHO_IS_WHERE = {ClaimKind.CONTROL, ClaimKind.CLASH, ClaimKind.AGREEMENT, ClaimKind.EVACUATION}


def marked(text: Text, language: str) -> str:
    """Return a text in `language`, else in another one, whose name follows it."""
    written = text.language(language)
    if written == language:
        return text.to(language)
    return f"{text.to(language)} [{in_language(written, language)}]"


def state_words(control: Control, atlas: Atlas, language: str) -> str:
    """Say a state: `Islamic State, contested (Government and allied forces)`."""
    if control.status.row.holder is Holder.NOBODY:
        return word(f"status.{control.status}", language)
    joint = language_of(language).comma
    # an account may tell whose a part is, and nothing of the rest
    if control.holder == UNKNOWN and control.rivals and control.status.row.disputed:
        names = joint.join(actor_name(rival, atlas, language) for rival in control.rivals)
        return word("page.part_only", language).format(name=names)
    parts = [actor_name(control.holder, atlas, language)]
    if not control.status.row.holder_says_all:
        parts.append(word(f"status.{control.status}", language))
    rivals = joint.join(actor_name(rival, atlas, language) for rival in control.rivals)
    return joint.join(parts) + (f" ({rivals})" if rivals else "")


def area_words(area: str, control: Control, atlas: Atlas, language: str, doubt: Doubt) -> str:
    """Say an area's state as a picture's alternative text has it: `Asali: Islamic State`.

    Where the state is in `doubt`, that is said, too.
    """
    parts = [state_words(control, atlas, language)]
    if doubt is not Doubt.NONE:
        parts.append(word(f"legend.{doubt}.brief", language))
    name = atlas.areas[area].name.to(language)
    return labelled(name, language_of(language).comma.join(parts), language)


def holder_code(control: Control, atlas: Atlas, language: str, doubt: Doubt) -> str:
    """Return the holder's short name with the doubt: `GOV`, `GOV?`, `(GOV)`; empty for nobody."""
    actor = atlas.actors.get(control.holder)
    if actor is None or not actor.short:
        return ""
    # who is there is not known anyway where the holder is unknown
    if control.holder == UNKNOWN and doubt is Doubt.UNCERTAIN:
        doubt = Doubt.NONE
    return language_of(language).doubted(actor.short.to(language), doubt)


def actor_names(keys: Iterable[str], atlas: Atlas, language: str) -> str:
    """Return the names of actors who are in one area: `Islamic State / Opposition groups`."""
    return " / ".join(actor_name(key, atlas, language) for key in keys)


def actor_name(key: str, atlas: Atlas, language: str) -> str:
    """Return an actor's name; of a key that the atlas does not have, the key."""
    return atlas.actors[key].name.to(language) if key in atlas.actors else key


def told_changes(snapshot: Snapshot, language: str) -> tuple[str, ...]:
    """Return a line for each area that changed on the day: `Asali: A → B`.

    Of an outline that moved it says so.
    """
    return tuple(told_change(change, snapshot.atlas, language) for change in snapshot.changes)


def told_change(change: Change, atlas: Atlas, language: str) -> str:
    """Say a change in a line, as `told_changes` does."""
    # An arrow that is read from right to left points that way.
    arrow = language_of(language).arrow
    before, after = change.before, change.after
    then, now = (state_words(control, atlas, language) for control in (before, after))
    moved = bool(change.was)
    said = [now if moved and before.same_state(after) else f"{then} {arrow} {now}"]
    said += [word("outline_moved", language)] * moved
    return labelled(
        atlas.areas[change.area].name.to(language), language_of(language).comma.join(said), language
    )


def changes_since(before: Snapshot, snapshot: Snapshot) -> tuple[Change, ...]:
    """Return what differs from the day `before`: each as a change of the later day.

    They are the areas that a map outlines (`Snapshot.changed_since`), and then the outlines that
    are there no more.
    """
    outlines = {one.area: one for one in snapshot.outlines_since(before)}
    gone = (area for area, one in outlines.items() if not one.there)
    found = []
    for area in (*snapshot.changed_since(before), *gone):
        one, run = outlines.get(area), snapshot.runs.get(area)
        then, now = (
            (one.before, one.after) if one else (before.controls[area], snapshot.controls[area])
        )
        ruling, was = run.ruling if run else None, one.was if one else ""
        found.append(Change(area, snapshot.day, then, now, ruling, was, run is not None))
    return tuple(found)


def day_sentence(snapshot: Snapshot, language: str) -> str:
    """Say what is to be said of a day's changes besides the list of them; often it is nothing.

    Where outlines moved, it is who gained and lost how much ground. That nothing changed is said
    only where the record knows both days.
    """
    before = snapshot.yesterday
    if not snapshot.has_data:
        return no_data_words(language)
    if before is None:
        return word("page.opens_today", language)
    if not before.has_data and not snapshot.changes:
        return word("no_day_before", language)
    told = told_ground(before, snapshot, language)
    return told or ("" if snapshot.changes else word("no_changes_today", language))


def square_kilometres(km2: float, language: str) -> str:
    """Return km² with their unit; of less than half a hectare only that it is little.

    From 10,000 km² on they are whole, as on the page.
    """
    little = 0 < km2 < _LITTLE_KM2
    decimals = 2 if km2 < _LARGE_KM2 else 0
    number = language_of(language).number(2 * _LITTLE_KM2 if little else km2, decimals)
    return f"{'< ' if little else ''}{number} {word('unit.km2', language)}"


def state_of_day(snapshot: Snapshot, language: str) -> str:
    """Say which state a map shows: that of the day's end, or that there is none of the day."""
    return word("map.end_of_day", language) if snapshot.runs else no_data_words(language)


def credits_of(atlas: Atlas, language: str) -> str:
    """Say whom the data are owed to, and their licence; empty where neither is named."""
    parts = (
        ("map.source", atlas.record.attribution.to(language)),
        ("map.licence", atlas.record.licence),
    )
    return " · ".join(labelled(word(key, language), text, language) for key, text in parts if text)


def no_data_words(language: str) -> str:
    """Say that there is no data, and what that means."""
    key = f"status.{Status.NO_DATA}"
    return labelled(word(key, language), word(f"{key}.definition", language), language)


def told_ground(before: Snapshot, snapshot: Snapshot, language: str) -> str:
    """Say who gained and lost how much ground since an earlier day, where outlines moved."""
    ground = snapshot.ground_since(before)
    if ground is None or not (ground.gained_km2 or ground.lost_km2):
        return ""
    speech, parts = language_of(language), []
    for key, by_actor in (("gained", ground.gained_km2), ("lost", ground.lost_km2)):
        for actor, km2 in by_actor.items():
            amount = square_kilometres(km2, language)
            name = actor_name(actor, snapshot.atlas, language)
            parts.append(f"{name}{speech.comma}{speech.labelled(word(key, language), amount)}")
        if not by_actor:
            parts.append(word(f"nobody.{key}", language))
    return speech.semicolon.join(parts)


def reasons(change: Change, atlas: Atlas, language: str) -> tuple[str, ...]:
    """Return why the atlas rules so: the note, the confidence, the claims for it and against."""
    if not change.there:
        return ()
    why = explain(atlas, change.area, change.day)
    ruling = change.ruling
    lines = []
    if ruling is not None and ruling.note:
        lines.append(labelled(word("note", language), marked(ruling.note, language), language))
    if ruling is not None and ruling.began is not None and not ruling.began.exact:
        lines.append(
            labelled(word("began", language), written_span(ruling.began, language), language)
        )
    lines += graded(why.grounds, atlas, language)
    for key, claims in said_claims(why):
        if claims:
            lines.append(labelled(word(key, language), "", language))
            lines += [f"– {_said(claim, atlas, language)}" for claim in claims]
    return tuple(lines)


def graded(grounds: Grounds, atlas: Atlas, language: str) -> tuple[str, ...]:
    """Return the confidence and its rule; where several are inside, those of each presence, too."""
    if grounds.grade is None:
        return ()
    of = [(word("confidence", language), grounds.grade)]
    if len(grounds.presences) > 1:
        of += [
            (f"– {actor_name(actor, atlas, language)}", grade)
            for actor, grade in grounds.presences.items()
        ]
    return tuple(labelled(name, _grade_words(grade, language), language) for name, grade in of)


def _grade_words(grade: Grade, language: str) -> str:
    confidence = word(f"confidence.{grade.confidence}", language)
    return f"{confidence} ({word(f'grade.{grade.rule}', language)})"


def _said(claim: Claim, atlas: Atlas, language: str) -> str:
    voice = atlas.voices[claim.voice].name.to(language) if claim.voice in atlas.voices else ""
    parts = (claim.source, locator_words(claim, atlas, language))
    cited = language_of(language).comma.join(part for part in parts if part)
    return labelled(f"{voice} ({cited})", marked(claim.summary, language), language)


def locator_words(claim: Claim, atlas: Atlas, language: str) -> str:
    """Say where in its source a claim stands: `para 9, sentence 2`."""
    return marked(located(claim.locator, (*atlas.record.languages, language)), language)


def cited_claims(changes: Iterable[Change], atlas: Atlas) -> tuple[Claim, ...]:
    """Return the claims that speak for or against changes, each once, in that order."""
    found: dict[str, Claim] = {}
    for change in changes:
        if not change.there:
            continue
        why = explain(atlas, change.area, change.day)
        found |= {claim.id: claim for _, claims in said_claims(why) for claim in claims}
    return tuple(found.values())


def sources_of(
    atlas: Atlas, claims: Iterable[Claim] = (), rulings: Iterable[Ruling | None] = ()
) -> tuple[Source, ...]:
    """Return the sources of claims, and of those that rulings cite, in the order of the file."""
    wanted = {claim.source for claim in claims}
    for ruling in rulings:
        wanted |= {claim.source for claim in atlas.evidence.cited(ruling)}
    return tuple(source for source in atlas.sources.values() if source.id in wanted)


def citation(source: Source, language: str) -> str:
    """Cite a source in full: `Author, “Title”, Outlet, 3 May 2018, https://… [id]`.

    A title in square brackets is our description and stands without quotation marks.
    In a language of other letters than the title's it is cited in English: letters of both in one
    line would change places.
    """
    language = written_in(source.title or source.author, language)
    joint = language_of(language).comma
    day = written_span(source.published, language) if source.published else ""
    outlet = source.outlet if source.outlet != source.author else ""
    parts = (
        source.author,
        _title(source, language),
        outlet,
        day or word("lesson.undated", language),
        source.url,
    )
    return f"{joint.join(part for part in parts if part)} [{source.id}]"


def _title(source: Source, language: str) -> str:
    if source.described or not source.title:
        return source.title
    return language_of(language).quoted(source.title)


def claims_by_voice(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims of a day on who is where, by voice; an account has only its own voices.

    Voices are sorted by their ids, claims by theirs.
    """
    atlas = snapshot.atlas
    shown = {area.id for area in atlas.shown(snapshot.episode)}
    voices = set(account_voices(atlas.told_by, atlas.voices) if atlas.told_by else atlas.voices)
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in atlas.evidence.on_day(snapshot.day):
        if claim.voice in voices and claim.kind in _WHO_IS_WHERE and shown & set(claim.areas):
            found[claim.voice] = (*found.get(claim.voice, ()), claim)
    return found
