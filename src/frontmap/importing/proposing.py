"""A recipe for files that nobody has described yet: what was recognised, and what must be asked.

A question that stands in the way of the next one is answered for the time being, so that all of
them are asked at once; the recipe leaves it open.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from frontmap.days import parse_day
from frontmap.errors import DataError, Fault, Severity
from frontmap.importing.holders import shared_colours
from frontmap.importing.interpretation import Interpretation, interpret
from frontmap.importing.options import ImportOptions, TableShape, option_types
from frontmap.importing.recipe import Choice, Question, Recipe, key_of
from frontmap.importing.table_shapes import ROLES, asked_besides, is_of_shape
from frontmap.importing.writing import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["Proposal", "is_question", "propose"]

#: The fields that answer faults whose code does not name them.
_ANSWERED_BY = {
    "which-date-order": "order",
    "day-count": "order",
    "which-end-rule": "end",
    "which-name": "name_column",
    "which-language": "languages",
    "how-long": "holds",
    "encoding": "encoding",
    "missing-coordinates": "skip_unmatched",
    "unread-column": "left_out",
    "homonyms": "left_out",
    "bad-status": "left_out",
    "bad-confidence": "left_out",
    "no-status": "left_out",
    "two-confidences": "left_out",
    "two-names": "left_out",
    "bad-outline": "mend",
    "two-outlines": "unite",
    "no-day": "years",
}
#: Fields that answer only those of their faults that name the option.
_WHERE_NAMED = {"mend", "unite", "years"}
#: What may be answered where neither the fault nor the field's type lists it.
_CHOICES: dict[str, tuple[object, ...]] = {
    "holds": ("next", 1, 7),
    "encoding": ("cp1252", "cp1256"),
    "zone": ("UTC", "Asia/Damascus"),
}
#: Options that answer a fault otherwise than the rest of its choices do, and what to say.
_OTHERWISE: dict[str, object] = {"unite": True, "all_held_by": "NAME"}
_INSTEAD = "in place of the other answers to the same question"
#: The tables of a recipe in which a line answers a fault about a place, or a word.
_WITHIN = {
    "unknown-place": "places",
    "ambiguous-place": "places",
    "unknown-event-kind": "event_kinds",
    "bad-status": "words",
    "bad-confidence": "words",
}
#: What a fault's code begins with that asks which column of the events has a role.
_OF_EVENTS = "which-event-"
#: The keys of what decides which day a date is.
_OF_DATES = ("dates", "calendar")
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


def _only_assumed(
    asking: _Asking, surely: Iterable[Fault], faults: Sequence[Fault], left: tuple[Fault, ...]
) -> tuple[Fault, ...]:
    """Return the first fault of each kind that may only follow from the first answers.

    Args:
        asking: the questions, which are then asked alone.
        surely: the faults before anything was assumed.
        faults: those that are met now.
        left: those of them that are no questions.

    Raises:
        DataError: no answer mends some of them.
    """
    if not asking.questions or any(map(_is_error, surely)):
        raise DataError(faults)
    return tuple({(fault.where.file, fault.code): fault for fault in reversed(left)}.values())


def _is_error(fault: Fault) -> bool:
    return fault.severity is Severity.ERROR and not is_question(fault)


def is_question(fault: Fault) -> bool:
    """Tell whether an option answers a fault; else the files are at fault."""
    if fault.code in {*_WITHIN, "unknown-holder"} or fault.code.startswith(_OF_EVENTS):
        return True
    return bool(_field_of(fault)) or bool(_role_of(fault))


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
    surely: Sequence[Fault] | None = None
    while True:
        notes: list[str] = []
        read, faults = _read(files, asking.assumed, notes.append)
        surely = faults if surely is None else surely
        if not asking.take(faults):
            break
    # warnings about what only the atlas will have name no file
    left = tuple(fault for fault in faults if fault.where.file and not is_question(fault))
    if read is None and any(map(_is_error, left)):
        left = _only_assumed(asking, surely, faults, left)
    asking.tell_last_days(files)
    asking.tell_left_out()
    asking.tell_shapes()
    if asking.questions:
        notes.insert(0, "as it would be with the first answer to each question:")
    for note in notes:
        tell(note)
    return Proposal(asking.recipe(files, read, notes), left)


def _read(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> tuple[Interpretation | None, Sequence[Fault]]:
    """Return what files are by the options, if anything, and all faults."""
    read: Interpretation | None = None
    try:
        read = interpret(files, options, tell=tell).completed()
        return read, judge(read)
    except DataError as refusal:
        return read, refusal.faults


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
        for fault in sorted(faults, key=_first_asked):
            question = _question(fault, self.assumed)
            if question is None:
                continue
            for option, answer in _OTHERWISE.items():
                if f"--{option.replace('_', '-')}" in fault.expected:
                    other = Question(question.asked, (Choice(option, answer, remark=_INSTEAD),))
                    self.questions.setdefault(("", option), other)
            # where there is no column to choose, another option answers
            if question.within != "columns" or question.choices[0].value:
                self._ask(question)
        return self.assumed != before

    def _ask(self, question: Question) -> None:
        """Ask what was not asked yet, or of further columns, and assume the first answer."""
        first = question.choices[0]
        known = self.questions.get((question.within, first.key))
        if known is not None and not isinstance(first.value, list):
            return
        if known is not None and question.asked not in known.asked:
            question = replace(question, asked=f"{known.asked}; and {question.asked}")
        self.questions[question.within, first.key] = question
        self.assumed = _with_answer(self.assumed, first)

    def tell_last_days(self, files: Sequence[Path]) -> None:
        """Offer a last day for each way of reading the dates, where both are asked."""
        last = self.questions.get(("", "last"))
        read = [q for key in _OF_DATES if (q := self.questions.get(("", key)))]
        if last is None or len(read) != 1:
            return
        first, *others = read[0].choices
        days = [replace(choice, remark=_with(first)) for choice in last.choices]
        for other in others:
            options = _with_answer(replace(self.assumed, last=self.said.last), other)
            _, faults = _read(files, options, lambda _: None)
            asked = (_question(fault, options) for fault in faults if fault.code == "which-last")
            days += [replace(c, remark=_with(other)) for q in asked if q for c in q.choices][:1]
        self.questions["", "last"] = replace(last, choices=tuple(days))

    def tell_left_out(self) -> None:
        """Offer to leave out the other column where it is asked which of two has a role."""
        left_out = self.questions.get(("", key_of("left_out")))
        if left_out is None:
            return
        (choice,) = left_out.choices
        columns = cast("list[str]", choice.value)
        for (within, _), question in self.questions.items():
            first, *others = question.choices
            if within == "columns" and (of := [one for one in others if one.value in columns]):
                instead = [
                    replace(
                        choice, value=[_other(c, one, first) for c in columns], remark=_with(one)
                    )
                    for one in of
                ]
                choices = (replace(choice, remark=_with(first)), *instead)
                self.questions["", choice.key] = replace(left_out, choices=choices)
                return

    def tell_shapes(self) -> None:
        """Say which answers are of some of the shapes only, where the shape is asked, too."""
        shape = self.questions.get(("", "shape"))
        if shape is None or len(shape.choices) == 1:
            return
        shapes = [TableShape(str(choice.value)) for choice in shape.choices]
        said = {*self.said.columns, *(key for within, key in self.questions if within == "columns")}
        choices = (
            replace(choice, remark=_needed(asked_besides(one, said)))
            for choice, one in zip(shape.choices, shapes, strict=True)
        )
        self.questions["", "shape"] = replace(shape, choices=tuple(choices))
        for (within, key), question in self.questions.items():
            of = [one for one in shapes if is_of_shape(key, one)]
            if within in {"", "columns"} and 0 < len(of) < len(shapes):
                told = f"{question.asked}; only with shape = {_or(of)}"
                self.questions[within, key] = replace(question, asked=told)

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
            said += shared_colours(read.plan.holders.rows.values() if read.plan.holders else ())
        questions, new = tuple(self.questions.values()), self._new(read)
        return Recipe(tuple(files), options, questions, tuple(said), new)

    def _new(self, read: Interpretation | None) -> tuple[str, ...]:
        """Return the ways of writing a holder that are not among those that the user explains."""
        known = self.said.said_holders
        if read is None or read.plan.holders is None or known is None:
            return ()
        return tuple(
            r.written for key, r in read.plan.holders.rows.items() if key not in known.rows
        )

    def _without_assumptions(self, settled: ImportOptions) -> ImportOptions:
        columns = {
            role: self.said.columns.get(role, column)
            for role, column in settled.columns.items()
            if role in self.said.columns or ("columns", role) not in self.questions
        }
        assumed: dict[str, Any] = {
            name: getattr(self.said, name)
            for name in _NAMES
            if getattr(self.assumed, name) != getattr(self.said, name)
        }
        return replace(settled, **(assumed | {"columns": columns}))


def _other(column: str, one: Choice, other: Choice) -> str:
    return str(other.value) if column == one.value else column


def _needed(roles: Sequence[str]) -> str:
    return f"needs {', '.join(roles)}, too" if roles else ""


def _or(values: Iterable[str]) -> str:
    return " or ".join(f'"{value}"' for value in values)


def _with(choice: Choice) -> str:
    return f'with {choice.key} = "{choice.value}"'


def _field_of(fault: Fault) -> str:
    """Return the field of the options that answers a fault; empty where none does."""
    named = fault.code.removeprefix("which-").replace("-", "_")
    asked = named if fault.code.startswith("which-") and named in _NAMES else ""
    field = _ANSWERED_BY.get(fault.code, asked)
    # not every outline can be mended, nor is every pair one area
    return "" if field in _WHERE_NAMED and f"--{field}" not in fault.expected else field


def _within(fault: Fault) -> str:
    """Return the table of a recipe in which a line of its own answers a fault, if there is one."""
    return _WITHIN.get(fault.code, "") if fault.subject else ""


def _first_asked(fault: Fault) -> int:
    """Return where a question of a role comes: a place before a holder, a start before an end."""
    return [*ROLES, ""].index(_role_of(fault))


def _role_of(fault: Fault) -> str:
    named = fault.code.removeprefix("which-")
    return named if fault.code.startswith("which-") and named in ROLES else ""


def _question(fault: Fault, assumed: ImportOptions) -> Question | None:
    """Return what a fault asks; `None` where no option answers it."""
    asked = f"{fault.where}: found {fault.found}; expected {fault.expected}"
    values: tuple[object, ...] = fault.choices or ("",)
    if within := _within(fault):
        key, remark = fault.subject, fault.meant
        if within == "places" and not fault.choices:
            remark = (
                "the area that it is; without one, skip_unmatched = true at the top leaves it out"
            )
    elif fault.code.startswith(_OF_EVENTS):
        within, remark = "event_columns", ""
        key = fault.code.removeprefix(_OF_EVENTS).replace("-", "_")
    elif role := _role_of(fault):
        within, key, remark = "columns", role, ""
        values = _columns(role, fault, assumed)
    elif name := _field_of(fault):
        within, key, remark = "", key_of(name), ""
        values = _values(name, fault, assumed)
    else:
        return None
    return Question(asked, tuple(Choice(key, value, within, remark) for value in values))


def _columns(role: str, fault: Fault, assumed: ImportOptions) -> tuple[str, ...]:
    """Return the columns that may have a role, those last that another question assumes."""
    taken = {column: other for other, column in assumed.columns.items() if other != role}
    free = [column for column in fault.choices if column not in taken]
    # only a place and its holder may be one column: a country holds itself
    if not free and role not in {"place", "holder"}:
        return ("",)
    return (*free, *(column for column in fault.choices if column in taken)) or ("",)


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
    if choice.within == "places" and not choice.value:
        return replace(options, skip_unmatched=True)
    if choice.value == "":
        return options
    if choice.within:
        name = {"places": "said_places"}.get(choice.within, choice.within)
        said: Any = {**getattr(options, name), choice.key: str(choice.value)}
        return replace(options, **{name: said})
    name = next(name for name in _NAMES if key_of(name) == choice.key)
    value: Any = choice.value
    kind = option_types()[name]
    if name == "holds":
        value = 0 if value == "next" else value
    elif kind is tuple and isinstance(value, list):
        value = tuple(value)
    elif issubclass(kind, StrEnum):
        value = kind(value)
    return replace(options, **{name: value})
