"""What the terminal shows people: a day, the reasons for a cell, two accounts side by side."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from frontmap.errors import shown
from frontmap.front.pockets import PocketEventKind
from frontmap.model import Stance
from frontmap.telling.headings import subject_of
from frontmap.telling.sentences import (
    actor_name,
    day_sentence,
    graded,
    locator_words,
    marked,
    no_data_words,
    square_kilometres,
    state_words,
    told_changes,
)
from frontmap.telling.tables import told_differently
from frontmap.telling.why import said_claims
from frontmap.words import labelled, language_of, word, written_day, written_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.text import Text

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.model import Claim, Control, Run
    from frontmap.telling.why import Why

__all__ = ["Screen", "print_comparison", "print_day", "print_why"]

#: The width, in columns, at which no line is wrapped.
_UNWRAPPED = 10_000


class Screen(Console):
    """The terminal, as one that leaves colons and numbers in a text alone.

    What goes into a file or a pipe is not wrapped: it is to be searched and pasted. `FORCE_COLOR`
    asks for colours there, and not for lines of some width. What a terminal
    would obey is written out, whoever prints it here, for every text passes `render_str`.
    """

    def __init__(self, file: IO[str] | None = None) -> None:
        """Take what is printed to `file`, or to standard output."""
        super().__init__(file=file, highlight=False, emoji=False)
        if not self.file.isatty():
            self.width = _UNWRAPPED

    def render_str(self, text: str, **how: Any) -> Text:  # noqa: ANN401 - as rich has it
        """Return a text with its markup read, as one line that a terminal only shows."""
        return super().render_str(shown(text), **how)


def print_day(snapshot: Snapshot, language: str, console: Console | None = None) -> None:
    """Print who holds what at the end of a day, what changed, and the length of the front."""
    screen = console or Screen()
    atlas = snapshot.atlas
    screen.print(f"[bold]{escape(subject_of([snapshot]).to(language))}[/bold]")
    title = (written_day(snapshot.day, language), word("map.end_of_day", language))
    screen.print(language_of(language).comma.join(title))
    _print_teller(atlas, language, screen)
    caption = atlas.captions.get(snapshot.day)
    if caption is not None and not atlas.told_by:
        screen.print(escape(marked(caption.text, language)))
    silent = [area for area, c in snapshot.controls.items() if not c.status.row.ruled]
    if len(silent) < len(snapshot.controls):
        screen.print(_day_table(snapshot, language))
    _print_silent(silent, snapshot, language, screen)
    _print_disputes(snapshot, language, screen)
    if atlas.record.reports_events:
        count = language_of(language).number(len(atlas.events_on(snapshot.day)))
        screen.print(word("event.marks.count", language).format(count=count).capitalize())
    if len(silent) == len(snapshot.controls):
        if not silent:
            screen.print(no_data_words(language))
        return
    front_m = snapshot.frontline.length_m
    length = f"{language_of(language).number(front_m / 1000, 1)} {word('unit.km', language)}"
    front = labelled(word("front", language), length, language)
    screen.print(f"{front} ({word('front_unknown_inside', language)})")
    if not snapshot.changes:
        screen.print(escape(day_sentence(snapshot, language)))
        return
    _print_movement(snapshot, language, screen)
    screen.print(f"[bold]{word('changes_today', language)}[/bold]")
    for line in told_changes(snapshot, language):
        screen.print(f"  {escape(line)}")


def _print_silent(areas: Sequence[str], snapshot: Snapshot, language: str, screen: Console) -> None:
    """Name the episode's areas of which the record says nothing on the day."""
    shown = {area.id: area.name.to(language) for area in snapshot.atlas.shown(snapshot.episode)}
    names = [escape(shown[area]) for area in areas if area in shown]
    if names:
        screen.print(
            labelled(
                word("status.no_data", language), language_of(language).comma.join(names), language
            )
        )


def _print_movement(snapshot: Snapshot, language: str, screen: Console) -> None:
    """Print what moved since the day before: metres of front, km² by actor, and pockets."""
    movement = snapshot.movement
    if movement is None:
        return
    speech, metres = language_of(language), word("unit.m", language)
    lengths = (("front.opened", movement.opened_m), ("front.closed", movement.closed_m))
    said = [
        speech.labelled(word(key, language), f"{speech.number(length)} {metres}")
        for key, length in lengths
    ]
    screen.print(f"  {speech.semicolon.join(said)}")
    for key, by_actor in (("gained", movement.gained_km2), ("lost", movement.lost_km2)):
        for actor, km2 in by_actor.items():
            name = escape(actor_name(actor, snapshot.atlas, language))
            amount = square_kilometres(km2, language)
            said_of = speech.labelled(word(key, language), amount)
            screen.print(f"  {name}{speech.comma}{said_of}")
        if not by_actor and _ground_moved(snapshot):
            screen.print(f"  {word(f'nobody.{key}', language)}")
    for event in snapshot.pocket_events:
        if event.kind in {PocketEventKind.SPLIT, PocketEventKind.MERGED}:
            members = [a for a in snapshot.atlas.actors.values() if a.side == event.side]
            name = escape(members[0].name.to(language))
            counts = f"{len(event.before)} → {len(event.after)}"
            what = word(f"pocket.{event.kind}", language)
            screen.print(f"  {name}{speech.comma}{speech.labelled(what, counts)}")


def _ground_moved(snapshot: Snapshot) -> bool:
    """Whether outlines moved, so that one party may gain what no other loses."""
    ground = snapshot.ground_since(snapshot.yesterday) if snapshot.yesterday else None
    return ground is not None and bool(ground.gained_km2 or ground.lost_km2)


def _print_disputes(snapshot: Snapshot, language: str, screen: Console) -> None:
    """List where the voices of the side whose account this is differ on the day."""
    atlas = snapshot.atlas
    for dispute in atlas.disputes():
        if dispute.day == snapshot.day:
            name = escape(atlas.areas[dispute.area].name.to(language))
            claims = language_of(language).comma.join(dispute.claims)
            differ = word("account.differ", language)
            screen.print(labelled(differ, f"{name} ({claims})", language))


def _day_table(snapshot: Snapshot, language: str) -> Table:
    atlas = snapshot.atlas
    table = Table(box=None, pad_edge=False, header_style="bold")
    weight = "account.age" if atlas.told_by else "confidence"
    for key in ("area", "holder", weight, "since"):
        table.add_column(word(key, language))
    for area, run in snapshot.runs.items():
        if run.control.status.row.ruled:
            table.add_row(
                escape(atlas.areas[area].name.to(language)),
                _state(run.control, atlas, language),
                _age(run, snapshot.day) if atlas.told_by else _confidence(run, language),
                _since(run, atlas, language),
            )
    return table


def _confidence(run: Run, language: str) -> str:
    confidence = run.control.confidence
    return word(f"confidence.{confidence}", language) if confidence else ""


def _age(run: Run, day: date) -> str:
    """Say how many days ago the account last spoke of the area."""
    if run.ruling is None:
        return ""
    return str((day - run.ruling.since).days)


def _since(run: Run, atlas: Atlas, language: str) -> str:
    """Say since when; of a state that may be older than the record, that day or earlier."""
    since = atlas.since(run)
    if since.or_earlier:
        return f"{since.day} {word('since_or_earlier', language)}"
    return str(since.day)


def _state(control: Control, atlas: Atlas, language: str) -> str:
    return escape(state_words(control, atlas, language))


def _print_teller(atlas: Atlas, language: str, screen: Console) -> None:
    if atlas.told_by:
        teller = atlas.told_by_name().to(language)
        told = labelled(word("as_told_by", language), escape(teller), language)
        screen.print(f"[reverse] {told} [/reverse]")


def print_why(why: Why, atlas: Atlas, language: str, console: Console | None = None) -> None:
    """Print the ruling of a cell, the claims that carry it, and those that say otherwise."""
    screen = console or Screen()
    run, ruling = why.run, why.run.ruling
    name = atlas.areas[run.area].name.to(language)
    screen.print(
        f"[bold]{escape(name)}[/bold]{language_of(language).comma}{written_day(why.day, language)}"
    )
    since = f"{word('since', language)} {_since(run, atlas, language)}"
    screen.print(
        language_of(language).semicolon.join((_state(run.control, atlas, language), since))
    )
    if ruling is not None and ruling.began is not None and ruling.began.first is not None:
        began = written_span(ruling.began, language)
        screen.print(labelled(word("began", language), began, language))
    for line in graded(why.grounds, atlas, language):
        screen.print(escape(line))
    if ruling is not None and ruling.note:
        screen.print(
            labelled(word("note", language), escape(marked(ruling.note, language)), language)
        )
    for key, claims in said_claims(why):
        if claims or key in {"why.carrying", "why.disagreeing"}:
            _print_claims(key, claims, atlas, language, screen)
    if why.events:
        _print_claims("event.here", why.events, atlas, language, screen)
    for key, nearest in (("why.before", why.before), ("why.after", why.after)):
        if nearest is None:
            screen.print(labelled(word(key, language), word("why.none", language), language))
        else:
            claim, days = nearest
            distance = labelled(word("why.distance", language), str(days), language)
            joint = language_of(language).comma
            said = f"{claim.id}{joint}{claim.date} ({distance})"
            screen.print(labelled(word(key, language), said, language))


def _print_claims(
    key: str, claims: tuple[Claim, ...], atlas: Atlas, language: str, screen: Console
) -> None:
    screen.print(f"[bold]{word(key, language)}[/bold]")
    if not claims:
        screen.print(f"  {word('why.none', language)}")
    for claim in claims:
        source = atlas.sources.get(claim.source)
        speaker = " · ".join(map(escape, _speaker(claim, atlas, language)))
        cited = language_of(language).comma.join(
            part
            for part in (
                source.outlet or source.author if source else "",
                locator_words(claim, atlas, language),
                claim.id,
            )
            if part
        )
        screen.print(f"  {claim.date}  [bold]{speaker}[/bold] ({escape(cited)})")
        if claim.summary:
            screen.print(f"    {escape(marked(claim.summary, language))}")


def _speaker(claim: Claim, atlas: Atlas, language: str) -> Iterator[str]:
    """Yield who says a claim, on whose side, through whom, and to which other claim."""
    voice = atlas.voices[claim.voice]
    yield voice.name.to(language)
    on_side = (actor for actor in atlas.actors.values() if actor.side == voice.side != "")
    if (first := next(on_side, None)) is not None:
        yield first.name.to(language)
    if claim.via in atlas.voices:
        yield f"{word('page.via', language)} {atlas.voices[claim.via].name.to(language)}"
    if claim.stance is not Stance.ASSERTS:
        yield f"{word(f'stance.{claim.stance}', language)} {claim.about}".strip()


def print_comparison(
    left: Atlas, right: Atlas, day: date, language: str, console: Console | None = None
) -> None:
    """Print the areas that two accounts tell differently on a day."""
    screen = console or Screen()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("area", language))
    table.add_column(escape(left.told_by_name().to(language)))
    table.add_column(escape(right.told_by_name().to(language)))
    for one, other in told_differently(left, right, day):
        name = escape(left.areas[one.area].name.to(language))
        table.add_row(name, _told(one, left, language), _told(other, right, language))
    screen.print(f"[bold]{written_day(day, language)}[/bold]")
    screen.print(table if table.row_count else word("compare.same", language))


def _told(run: Run, atlas: Atlas, language: str) -> str:
    said = f"{language_of(language).comma}{run.ruling.since}" if run.ruling else ""
    return _state(run.control, atlas, language) + said
