"""Why the map shows an area as it does: the ruling, its claims, and those that disagree."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontmap.model import NO_TEXT

if TYPE_CHECKING:
    from datetime import date

    from frontmap.atlas import Atlas
    from frontmap.control.grading import Grade, Grounds
    from frontmap.model import Claim, Run, Text


__all__ = ["Why", "explain", "said_claims", "why_json", "why_run"]


@dataclass(frozen=True)
class Why:
    """Why the map shows an area as it does on a day.

    `before` and `after` are the nearest claims on the area's control, with their distance in
    days. `events` are what is reported of the area and the day; they rule nothing.
    """

    run: Run
    day: date
    grounds: Grounds
    before: tuple[Claim, int] | None
    after: tuple[Claim, int] | None
    events: tuple[Claim, ...] = ()

    @property
    def grade(self) -> Grade | None:
        """The confidence, and the rule that gave it."""
        return self.grounds.grade

    @property
    def carrying(self) -> tuple[Claim, ...]:
        """The claims that carry the state."""
        return self.grounds.carrying

    @property
    def disagreeing(self) -> tuple[Claim, ...]:
        """The claims that say otherwise, whether or not they lower the confidence."""
        return self.grounds.disagreeing

    @property
    def others(self) -> tuple[Claim, ...]:
        """The claims that the ruling cites besides."""
        return self.grounds.others


def explain(atlas: Atlas, area: str, day: date) -> Why:
    """Gather the ruling of an area on a day, what carries it, and what says otherwise.

    Raises:
        RequestError: `day` is outside every episode, or the outline does not exist on it.
    """
    why = why_run(atlas, atlas.run(area, day), day)
    listed = {claim.id for _, claims in said_claims(why) for claim in claims}
    return replace(why, events=atlas.events_in(area, day, listed))


def why_run(atlas: Atlas, run: Run, day: date) -> Why:
    """Gather the same for a run and one of its days."""
    before, after = atlas.evidence.nearest(run.area, day)
    return Why(
        run=run,
        day=day,
        grounds=atlas.grounds(run),
        before=(before, before.date.distance(day)) if before else None,
        after=(after, after.date.distance(day)) if after else None,
    )


def said_claims(why: Why) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
    """Return the claims on a cell by the key of the word that says what they do."""
    return (
        ("why.carrying", why.carrying),
        ("why.general", why.grounds.general),
        ("why.disagreeing", why.disagreeing),
        ("why.others", why.others),
    )


def why_json(why: Why, atlas: Atlas) -> str:
    """Write an explanation as one JSON object."""
    control, ruling = why.run.control, why.run.ruling
    content = {
        "area": why.run.area,
        "date": why.day.isoformat(),
        "holder": control.holder,
        "status": control.status.value,
        "rivals": list(control.rivals),
        "confidence": control.confidence.value if control.confidence else "",
        "confidence_rule": why.grade.rule if why.grade else "",
        "since": why.run.began.isoformat(),
        "began": ruling.began.text if ruling and ruling.began else "",
        **_in_languages("note", ruling.note if ruling else NO_TEXT, atlas),
        "presences": [
            {
                "actor": actor,
                "confidence": why.grounds.presences[actor].confidence.value,
                "confidence_rule": why.grounds.presences[actor].rule,
                "claims": [claim.id for claim in claims],
            }
            for actor, claims in why.grounds.carriers.items()
            if actor in why.grounds.presences
        ],
        "carrying": [_claim_json(claim, atlas) for claim in why.carrying],
        "general": [_claim_json(claim, atlas) for claim in why.grounds.general],
        "others": [_claim_json(claim, atlas) for claim in why.others],
        "disagreeing": [_claim_json(claim, atlas) for claim in why.disagreeing],
        "last_evidence": _nearest_json(why.before),
        "next_evidence": _nearest_json(why.after),
        **_events_json(why, atlas),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _claim_json(claim: Claim, atlas: Atlas) -> dict[str, object]:
    source = atlas.sources.get(claim.source)
    return {
        "id": claim.id,
        "voice": claim.voice,
        "source": claim.source,
        "outlet": source.outlet if source else "",
        "locator": claim.locator,
        "date": claim.date.text,
        "stance": claim.stance.value,
        **_in_languages("summary", claim.summary, atlas),
        "side": atlas.voices[claim.voice].side if claim.voice in atlas.voices else "",
        "via": claim.via,
        "kind": claim.kind.value,
        "areas": list(claim.areas),
        "holder": claim.holder,
        "control": claim.status.value if claim.status else "",
        "rivals": list(claim.rivals),
        "extent": claim.extent.value,
        "share": list(claim.share) if claim.share else None,
        "about": claim.about,
    }


def _events_json(why: Why, atlas: Atlas) -> dict[str, object]:
    """Return what is reported of the area and the day, in an atlas that has such events."""
    events = [_claim_json(claim, atlas) for claim in why.events]
    return {"events": events} if atlas.record.reports_events else {}


def _in_languages(key: str, text: Text, atlas: Atlas) -> dict[str, str]:
    """Return a text in the atlas's languages: `note`, and `note_ar` of a further one."""
    first, *others = atlas.record.languages
    return {key: text.exact(first), **{f"{key}_{tag}": text.exact(tag) for tag in others}}


def _nearest_json(nearest: tuple[Claim, int] | None) -> dict[str, object] | None:
    return {"id": nearest[0].id, "days": nearest[1]} if nearest else None
