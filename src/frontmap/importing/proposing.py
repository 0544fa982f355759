"""A recipe for files that nobody has described yet: what was recognised, and what must be asked.

A question that stands in the way of the next one is answered for the time being, so that all of
them are asked at once; the recipe leaves it open.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from frontmap.days import parse_day
from frontmap.errors import DataError, Fault, Severity
from frontmap.importing.event_words import HEADINGS
from frontmap.importing.interpretation import Interpretation, interpret
from frontmap.importing.options import ImportOptions, option_types
from frontmap.importing.recipe import Choice, Question, Recipe, key_of
from frontmap.importing.table_shapes import ROLES
from frontmap.importing.writing import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["Proposal", "is_question", "propose"]

#: The fields that answer faults whose code does not name them.
_ANSWERED_BY = {
    "which-date-order": "order",
    "which-end-rule": "end",
    "which-name": "name_column",
    "which-language": "languages",
    "how-long": "holds",
    "encoding": "encoding",
    "missing-coordinates": "skip_unmatched",
    "unread-column": "left_out",
    "homonyms": "left_out",
    "bad-status": "left_out",
    "no-status": "left_out",
    "bad-confidence": "left_out",
    "two-confidences": "left_out",
    "two-names": "left_out",
}
#: What may be answered where neither the fault nor the field's type lists it.
_CHOICES: dict[str, tuple[object, ...]] = {
    "holds": ("next", 1, 7),
    "encoding": ("cp1252", "cp1256"),
    "zone": ("UTC", "Asia/Damascus"),
}
#: The faults about a place, which a line in `[places]` answers.
_PLACES = {"unknown-place", "ambiguous-place"}
#: The tables of a recipe whose lines are asked about one by one.
_CELLS = {"columns", "event_columns", "event_kinds"}
#: The fault of a kind of event that is not known.
_KIND = "which-kind-of-event"
_NAMES = {one.name for one in fields(ImportOptions)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recipe to edit, and the faults that are left once its questions are answered.

    Attributes:
        recipe: what was recognised, and what is asked.
        left: faults that lie in the files.
    """

    recipe: Recipe
    left: tuple[Fault, ...]


def is_question(fault: Fault) -> bool:
    """Tell whether an option answers a fault; else the files are at fault."""
    asked = fault.code in {*_PLACES, "unknown-holder"}
    return asked or bool(_field_of(fault)) or bool(_cell_of(fault))


def propose(
    files: Sequence[Path], options: ImportOptions, *, tell: Callable[[str], None]
) -> Proposal:
    """Read files as far as they can be understood, and put what must be asked into a recipe.

    Args:
        files: as `interpret` takes them.
        options: what the user says already.
        tell: takes each thing that was recognised.

    Raises:
        DataError: faults that no answer mends.
        RequestError: the files are not a table and outlines.
    """
    asking = _Asking(options)
    while True:
        notes: list[str] = []
        read: Interpretation | None = None
        try:
            read = interpret(files, asking.assumed, tell=notes.append).completed()
            faults: Sequence[Fault] = judge(read)
        except DataError as refusal:
            faults = refusal.faults
        if not asking.take(faults):
            break
    # warnings about what only the atlas will have name no file
    left = tuple(fault for fault in faults if fault.where.file and not is_question(fault))
    errors = [fault for fault in left if fault.severity is Severity.ERROR]
    if read is None and errors:
        raise DataError(faults)
    if asking.questions:
        notes.insert(0, "as it would be with the first answer to each question:")
    for note in notes:
        tell(note)
    return Proposal(asking.recipe(files, read, notes), left)


@dataclass
class _Asking:
    """What was asked so far.

    Attributes:
        said: the options of the user.
        assumed: these, and an answer to each question for the time being.
        questions: what was asked, by what answers it.
    """

    said: ImportOptions
    assumed: ImportOptions = field(init=False)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Assume nothing yet."""
        self.assumed = self.said

    def take(self, faults: Iterable[Fault]) -> bool:
        """Ask what `faults` ask, and tell whether something new is assumed because of it."""
        before = self.assumed
        for fault in faults:
            question = _question(fault, self.assumed)
            if question is None:
                continue
            within, key = question.within, question.choices[0].key
            known = self.questions.get((within, key))
            if known is None or isinstance(question.choices[0].value, list):
                self.assumed = _with_answer(self.assumed, question.choices[0])
                # what is in a column is asked once it is known which column it is
                if within != "event_kinds" or ("event_columns", "kind") not in self.questions:
                    self.questions[within, key] = question
        return self.assumed != before

    def recipe(
        self, files: Sequence[Path], read: Interpretation | None, notes: Iterable[str]
    ) -> Recipe:
        """Return what was recognised, without what was only assumed."""
        options = self.said
        said = list(notes)
        if read is not None:
            options = self._without_assumptions(read.settled)
            said += [f"not used: {', '.join(read.unused)}"] * bool(read.unused)
            options = replace(options, said_holders=read.plan.holders, holders=None)
        return Recipe(tuple(files), options, tuple(self.questions.values()), tuple(said))

    def _without_assumptions(self, settled: ImportOptions) -> ImportOptions:
        columns = {
            role: column
            for role, column in settled.columns.items()
            if ("columns", role) not in self.questions
        }
        assumed: dict[str, Any] = {
            name: getattr(self.said, name)
            for name in _NAMES
            if getattr(self.assumed, name) != getattr(self.said, name)
        }
        return replace(settled, **(assumed | {"columns": columns}))


def _field_of(fault: Fault) -> str:
    """Return the field of the options that answers a fault; empty where none does."""
    named = fault.code.removeprefix("which-")
    asked = named if fault.code.startswith("which-") and named in _NAMES else ""
    return _ANSWERED_BY.get(fault.code, asked)


def _cell_of(fault: Fault) -> tuple[str, str] | tuple[()]:
    """Return the table of the recipe, and its key, that answer a fault; nothing where none do."""
    if fault.code == _KIND:
        return "event_kinds", fault.subject
    of_events, of_states = (fault.code.partition(of) for of in ("which-event-", "which-"))
    if (role := of_events[2].replace("-", "_")) in HEADINGS:
        return "event_columns", role
    return ("columns", of_states[2]) if of_states[2] in ROLES else ()


def _question(fault: Fault, assumed: ImportOptions) -> Question | None:
    """Return what a fault asks; `None` where no option answers it."""
    asked = f"{fault.where}: found {fault.found}; expected {fault.expected}"
    if fault.code in _PLACES:
        remark = fault.meant if fault.code == "unknown-place" else ""
        values: tuple[object, ...] = fault.choices or ("",)
        choices = tuple(Choice(fault.subject, value, "places", remark) for value in values)
    elif cell := _cell_of(fault):
        within, key = cell
        choices = tuple(Choice(key, value, within) for value in fault.choices or ("",))
    elif name := _field_of(fault):
        choices = tuple(Choice(key_of(name), value) for value in _values(name, fault, assumed))
    else:
        return None
    return Question(asked, choices)


def _values(name: str, fault: Fault, assumed: ImportOptions) -> tuple[Any, ...]:
    """Return what may be said of a field of the options, likeliest first."""
    kind = option_types()[name]
    if kind is tuple:
        return (list(dict.fromkeys([*getattr(assumed, name), *fault.choices])),)
    if kind is bool:
        return (True,)
    if kind is date:
        return tuple(map(parse_day, fault.choices)) or ("",)
    listed = tuple(one.value for one in kind) if issubclass(kind, StrEnum) else ()
    return fault.choices or listed or _CHOICES.get(name, ("",))


def _with_answer(options: ImportOptions, choice: Choice) -> ImportOptions:
    """Return the options with a question answered, so that the next one is found."""
    if choice.within in _CELLS:
        cells = {**getattr(options, choice.within), choice.key: str(choice.value)}
        answered: dict[str, Any] = {choice.within: cells}
        return replace(options, **answered)
    if choice.within == "places":
        if not choice.value:
            return replace(options, skip_unmatched=True)
        said = {**options.said_places, choice.key: str(choice.value)}
        return replace(options, said_places=said)
    name = next(name for name in _NAMES if key_of(name) == choice.key)
    value: Any = choice.value
    kind = option_types()[name]
    if value == "":
        return options
    if name == "holds":
        value = 0 if value == "next" else value
    elif kind is tuple and isinstance(value, list):
        value = tuple(value)
    elif issubclass(kind, StrEnum):
        value = kind(value)
    return replace(options, **{name: value})
