"""What each status of an area means: one row each, which every rule and every output asks.

A new status is a row here, and its two texts in the file of each other language in `words/`. The
code asks a status's row and compares no names; where a rule names a status, it is about that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Self, TypeAlias

__all__ = [
    "SOLID",
    "CountedAs",
    "Dot",
    "Holder",
    "PatternStroke",
    "Present",
    "Status",
    "StatusRow",
    "Tile",
    "names_with_rivals",
]

#: The middle of a dot, across and down, and its radius.
Dot: TypeAlias = tuple[float, float, float]
#: The two ends of a stroke: across and down, across and down.
PatternStroke: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """A square that repeats, as data from which each writer draws a pattern.

    Lengths are shares of the square's side, from its upper left corner. A tile without stripes,
    dots or strokes is one plain colour. Dots and strokes lie over the stripes or the colour.

    Attributes:
        name: in ids and in the page.
        stripes: by how many degrees the square is turned clockwise, where it is cut into upright
            stripes of equal width, one for each party; `None` where it is not.
        dots: in an ink made from the holder's colour.
        strokes: in the same ink.
        width: of the strokes.
        blank: whether it is bare paper with a thin edge, in nobody's colour.
    """

    name: str
    stripes: float | None = None
    dots: tuple[Dot, ...] = ()
    strokes: tuple[PatternStroke, ...] = ()
    width: float = 0.0
    blank: bool = False

    def __post_init__(self) -> None:
        """Refuse what some writers would draw as nothing or in black, and others not at all."""
        if not re.fullmatch("[a-z][a-z0-9-]*", self.name):
            raise ValueError(f"the tile {self.name!r} needs a name of small letters, digits and -")
        if self.strokes and self.width <= 0:
            raise ValueError(f"the tile {self.name!r} has strokes of no width")
        if any(stroke[:2] == stroke[2:] for stroke in self.strokes):
            raise ValueError(f"the tile {self.name!r} has a stroke of no length; take a dot")

    @property
    def has_marks(self) -> bool:
        """Whether dots or strokes lie over the ground."""
        return bool(self.dots or self.strokes)

    @property
    def plain(self) -> bool:
        """Whether it is of one colour, or blank."""
        return self.stripes is None and not self.has_marks


SOLID = Tile("solid")


class Holder(Enum):
    """Who may stand in the holder's column."""

    ACTOR = "an actor, `unknown` among them"
    ONLY_UNKNOWN = "`unknown`"
    NOBODY = "nobody"


class Present(Enum):
    """Which of the parties that a state names are inside the area."""

    NOBODY = "nobody"
    HOLDER = "the holder"
    HOLDER_AND_RIVALS = "the holder and the rivals"


class CountedAs(StrEnum):
    """The figure that an area's km² go into."""

    HELD = "held"
    CONTESTED = "contested"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """What a status means.

    Attributes:
        id: as tables, exports and payloads write it.
        word: in English.
        definition: in English, for the legend.
        tile: its pattern.
        cover: how much of the ground a format without patterns covers, 0 to 1.
        counts: the figure that its km² go into; `None` for none.
        holder: who may be the holder.
        takes_rivals: whether rivals are named; where they are, there is at least one.
        present: who is inside.
        by_agreement: whether it comes of an agreement; then nobody fought a way in, and who else
            is there does not dispute the holder.
        holder_leaves: whether the holder is on the way out.
        holder_says_all: whether the holder's name says the state, without the status's word.
        ruled: whether the record says anything of the area.
    """

    id: str
    word: str
    definition: str
    tile: Tile
    cover: float
    counts: CountedAs | None
    holder: Holder = Holder.ACTOR
    takes_rivals: bool = False
    present: Present = Present.HOLDER
    by_agreement: bool = False
    holder_leaves: bool = False
    holder_says_all: bool = False
    ruled: bool = True

    @property
    def has_holder(self) -> bool:
        """Whether a party may hold the area."""
        return self.holder is Holder.ACTOR

    @property
    def disputed(self) -> bool:
        """Whether parties that have not agreed are inside together."""
        return self.present is Present.HOLDER_AND_RIVALS and not self.by_agreement


class Status(StrEnum):
    """How an area is held, in the order of the legend; `row` says what that means."""

    row: StatusRow

    def __new__(cls, row: StatusRow | str) -> Self:
        """Make the member of a row; by its text, as in `Status("held")`, Enum finds a member."""
        assert isinstance(row, StatusRow)  # noqa: S101 - no text ever comes here
        member = str.__new__(cls, row.id)
        member._value_ = row.id
        member.row = row
        return member

    HELD = StatusRow(
        id="held",
        word="held",
        definition="one party is there, and no claim puts a rival inside",
        tile=SOLID,
        cover=0.784,
        counts=CountedAs.HELD,
        holder_says_all=True,
    )
    CONTESTED = StatusRow(
        id="contested",
        word="contested",
        definition=(
            "a claim puts a rival inside; the holder has the larger part, or was there before"
        ),
        tile=Tile("hatch", stripes=45),
        cover=0.565,
        counts=CountedAs.CONTESTED,
        takes_rivals=True,
        present=Present.HOLDER_AND_RIVALS,
    )
    SHARED = StatusRow(
        id="shared",
        word="shared",
        definition="two sides are there by agreement",
        tile=Tile("bands", stripes=0),
        cover=0.565,
        counts=CountedAs.SHARED,
        takes_rivals=True,
        present=Present.HOLDER_AND_RIVALS,
        by_agreement=True,
    )
    EVACUATING = StatusRow(
        id="evacuating",
        word="evacuating",
        definition="an agreement is being carried out; the colour is of those who leave",
        tile=Tile("dots", dots=((0.5, 0.5, 0.2),)),
        cover=0.376,
        counts=CountedAs.HELD,
        by_agreement=True,
        holder_leaves=True,
    )
    UNKNOWN = StatusRow(
        id="unknown",
        word="unknown",
        definition="the record was weighed and does not settle who is there",
        tile=Tile(
            "crosses", strokes=((0.25, 0.25, 0.75, 0.75), (0.75, 0.25, 0.25, 0.75)), width=0.13
        ),
        cover=0.376,
        counts=None,
        holder=Holder.ONLY_UNKNOWN,
        present=Present.NOBODY,
        holder_says_all=True,
    )
    NO_DATA = StatusRow(
        id="no_data",
        word="no data",
        definition="the record says nothing of this day",
        tile=Tile("empty", blank=True),
        cover=0.0,
        counts=None,
        holder=Holder.NOBODY,
        present=Present.NOBODY,
        holder_says_all=True,
        ruled=False,
    )


def names_with_rivals() -> str:
    """Return the statuses that name rivals, as a message lists them: `contested or shared`."""
    *first, last = (status.value for status in Status if status.row.takes_rivals)
    return f"{', '.join(first)} or {last}" if first else last
