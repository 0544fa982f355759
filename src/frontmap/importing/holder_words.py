"""What a holder's cell says: a party, several, a state without one, or a state and its parties.

The words are English, French and Arabic; all are compared as `fold` leaves them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from frontmap.given.json_text import json_in
from frontmap.model import UNKNOWN, Confidence
from frontmap.names import clean, fold, plain
from frontmap.statuses import Status
from frontmap.words import LANGUAGES, word

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BEFORE",
    "OTHERS",
    "State",
    "Stated",
    "code_in",
    "confidence_of",
    "is_doubted",
    "known_party",
    "parties_in",
    "says_no_party",
    "state_of",
    "stated_in",
    "status_of",
    "without_doubt",
    "written_key",
    "written_with",
]

#: As a holder: whoever held the place before.
BEFORE = "before"
#: As rivals: all other parties of the table.
OTHERS = "others"

#: What a holder's cell has in it that says nothing, as `fold` leaves it; it is no status.
_BLANKS = {
    "", "-", "–", "—", "na", "n a", "n d", "nodata", "none", "null", "nan", "no information",
    "sans donnees", "pas de donnees", "لا توجد بيانات", "غير متوفر",
}  # fmt: skip
#: Further words for a status, likewise.
_WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.UNKNOWN: (
        "?", "؟", "unknown", "unclear", "undetermined", "not known", "unk", "uncertain",
        "not clear", "inconnue", "incertain", "incertaine", "indetermine", "indeterminee",
        "غير معروفه", "مجهول", "مجهوله", "غير محدد", "غير محدده", "غير واضح",
    ),
    Status.CONTESTED: (
        "contested", "disputed", "mixed", "mixed control", "contested area", "contested zone",
        "gray zone", "grey zone", "gray", "grey", "no man s land", "battle", "fighting", "clashes",
        "under attack", "contestee", "conteste par plusieurs", "dispute", "disputee",
        "zone contestee", "zone disputee", "zone grise", "combats", "en combat", "affrontements",
        "متنازع", "متنازع عليه", "منطقه متنازع عليها", "اشتباكات", "معارك", "قتال",
        "منطقه رماديه",
    ),
    Status.SHARED: (
        "shared", "shared control", "joint", "joint control", "jointly held", "co controlled",
        "partagee", "controle partage", "conjoint", "controle conjoint", "sous controle conjoint",
        "مشترك", "سيطره مشتركه", "اداره مشتركه",
    ),
    Status.EVACUATING: (
        "evacuation", "being evacuated", "evacuating", "en evacuation", "قيد الاخلاء", "اخلاء",
    ),
    Status.HELD: ("held", "controlled", "tenue", "controle", "مسيطر عليها"),
}  # fmt: skip
#: What a cell says of a place that whoever held it before still holds.
_AS_BEFORE = {
    "truce", "cease fire", "ceasefire", "besieged", "under siege", "encircled",
    "surrounded", "treve", "cessez le feu", "assiege", "assiegee", "encercle", "encerclee",
    "هدنه", "وقف اطلاق النار", "محاصر", "محاصره", "تحت الحصار",
}  # fmt: skip
#: Common ways of writing parties, as `fold` leaves them, by the party's id.
_PARTIES: Mapping[str, tuple[str, ...]] = {
    "russia": ("ru", "rus", "russia", "russian", "russians", "russian forces", "rf"),
    "ukraine": ("ua", "ukr", "ukraine", "ukrainian", "ukrainians", "ukrainian forces", "afu"),
    "government": (
        "saa", "syrian army", "syrian arab army", "government", "gov", "govt", "goverment",
        "syrian government", "regime", "government forces", "pro government", "النظام", "الحكومه",
        "قوات النظام", "الجيش السوري", "القوات الحكوميه",
    ),
    "islamic_state": ("is", "isis", "isil", "daesh", "islamic state", "iswap", "داعش",
                      "تنظيم الدوله", "الدوله الاسلاميه", "تنظيم الدوله الاسلاميه"),
    "hts": ("hts", "hay at tahrir al sham", "hayat tahrir al sham", "tahrir al sham",
            "هييه تحرير الشام", "تحرير الشام"),
    "nusra": ("nusra", "jan", "jabhat al nusra", "al nusra", "nusra front", "al nusra front",
              "جبهه النصره", "النصره"),
    "opposition": ("opposition", "rebel", "rebels", "opp", "fsa", "free syrian army", "المعارضه",
                   "الجيش الحر", "الجيش السوري الحر", "فصايل المعارضه"),
    "sdf": ("sdf", "syrian democratic forces", "ypg", "kurds", "kurdish", "قسد",
            "قوات سوريا الديمقراطيه"),
}  # fmt: skip
#: The statuses by the words for them, as `fold` leaves them.
_STATUS_WORDS: Mapping[str, Status] = {
    fold(written) or written: status
    for status in Status
    for written in (
        status.value,
        *(word(f"status.{status}", tag) for tag in LANGUAGES),
        *_WORDS.get(status, ()),
    )
}
#: Confidences likewise; adjectives also agree with other nouns than ours.
_CONFIDENCES: Mapping[str, Confidence] = {
    fold(written): confidence
    for confidence in Confidence
    for written in (confidence.value, *(word(f"confidence.{confidence}", t) for t in LANGUAGES))
} | {
    "haute": Confidence.HIGH, "eleve": Confidence.HIGH, "عالي": Confidence.HIGH,
    "moyen": Confidence.MEDIUM, "متوسط": Confidence.MEDIUM,
    "basse": Confidence.LOW, "منخفض": Confidence.LOW,
    "suppose": Confidence.ASSUMED, "مفترض": Confidence.ASSUMED,
}  # fmt: skip

#: What parts several parties, where all of them are known.
_SEVERAL = re.compile(
    r"\s*(?:/|&|\+(?=\s*\w)|,|;|،|\band\b|\bet\b|\bvs?\.?\b|(?<=\s)و(?=\s))\s*", re.IGNORECASE
)
#: What parts them even where none is written elsewhere: `Blue/Green`.
_PLAINLY_SEVERAL = re.compile(
    r"\s*(?:/|&|[;؛]|\b(?:vs?|versus)\b\.?|\bcontre\b|\bضد\b)\s*", re.IGNORECASE
)
#: What may stand behind `&` in the name of one party: `Blue & Co`.
_FOLLOWERS = {"co", "sons", "allies", "allied forces", "partners", "others", "allie", "حلفاوها"}
#: The name of a party has at least so many letters; `A/1` is a code.
_LEAST_LETTERS = 2
_LEAST_PARTIES = 2
#: What a name is made of that is cut from others; brackets and other signs stay with their text.
_NAME = re.compile(r"[\w\s.,'’\"“”-]+")
#: What may stand before one party's name without a sign between.
_CONTESTED = {"contested", "disputed", "conteste", "contestee", "disputee"}
#: `Blue (contested)`, `Blue (contested; Green)`: a holder, a status and its rivals.
_BEHIND = re.compile(r"(?P<holder>.*?\S)\s*\((?P<status>[^();]+?)(?:;(?P<rivals>[^()]+))?\)")
#: `joint: Blue, Green`, `contested (Blue)`: a status and its parties.
_BEFORE = re.compile(r"(?P<status>[^:(\[]+?)\s*(?:[:(\[]|\s[-–]\s)\s*(?P<parties>.*?)\s*[)\]]?")
#: `contested Blue/Green`, `mixed Blue & Green`.
_WITHOUT_SIGN = re.compile(r"(?P<status>[^\W\d_]+)[\s–-]+(?P<parties>.+)")
#: `Blue?`, `Blue (?)`, `Blue / ?`, `? / Blue`.
_DOUBT = re.compile(r"^[?؟]+\s*/|\s*/?\s*(?:\(\s*[?؟]+\s*\)|\[\s*[?؟]+\s*\]|[?؟]+)")
#: At an end of a name they make it another's, as in `RU+`, `_RU` and `-1`.
_TELLING_SIGNS = "+-_*#~"
#: A holder that is only a number, in digits of any script.
_CODE = re.compile(r"([+-]?)(\d+)")

#: A holder, a status and rivals, as a row of the table of holders has them.
State = tuple[str, Status, tuple[str, ...]]


class Stated(NamedTuple):
    """What a text says in which a status stands with its parties.

    `parts` are the holder and the rivals as they are written; none where only the status is known.
    """

    parts: tuple[str, ...]
    status: Status


def written_key(text: str) -> str:
    """Return the form that all ways of writing one holder share.

    Signs tell holders apart: `X+` is not `X-`, and `-1` is not `1`. A question mark is a doubt,
    wherever it stands: `SDF?` is not the same as `SDF`, but as `SDF (?)`.
    """
    sure, doubts = _DOUBT.subn(" ", plain(text))
    return " ".join(sure.split()) + ("?" if doubts else "")


def is_doubted(written: str) -> bool:
    """Tell whether a question mark stands with a holder's name."""
    return written_key(written).endswith("?")


def without_doubt(written: str) -> str:
    """Return a way of writing without its question marks."""
    return clean(_DOUBT.sub(" ", written))


@lru_cache(maxsize=1024)
def status_of(written: str) -> Status | None:
    """Return the status that is written, in any language of frontmap; `None` if it is none."""
    return _STATUS_WORDS.get(fold(written))


@lru_cache(maxsize=1024)
def confidence_of(written: str) -> Confidence | None:
    """Return the confidence that is written, in any language of frontmap; `None` if it is none."""
    return _CONFIDENCES.get(fold(written))


def written_with(holder: str, status: str, rivals: str) -> str:
    """Return as one way of writing what three columns say: `Blue (contested; Green)`."""
    if not holder:
        return status
    if not rivals and (not status or status_of(status) is Status.HELD):
        return holder
    return f"{holder} ({status}; {rivals})" if rivals else f"{holder} ({status})"


def state_of(written: str) -> State | None:
    """Return the state that a cell says without a party; `None` where it may name one."""
    said = fold(written) or plain(written)
    if said and not without_doubt(said):
        # nothing but question marks
        said = "?"
    status = Status.NO_DATA if said in _BLANKS else _STATUS_WORDS.get(said)
    if said in _AS_BEFORE:
        return BEFORE, Status.HELD, ()
    if status is None:
        return None
    if status is Status.NO_DATA:
        return "", status, ()
    if status in {Status.UNKNOWN, Status.HELD}:
        # by whom it is held is not said
        return UNKNOWN, status, ()
    return BEFORE, status, (OTHERS,) if status.row.takes_rivals else ()


def says_no_party(written: str) -> bool:
    """Tell whether a cell says a state, or nothing, and names no party."""
    return state_of(without_doubt(written) or written) is not None


def stated_in(text: str) -> Stated | None:
    """Return the status and the parties of a text that says both; `None` where it does not.

    Several parties of whom no status is said are contested.
    """
    sure = without_doubt(text)
    said = _stated_behind(sure) or _stated_before(sure)
    named = [part for part in _plainly_several(sure) if not says_no_party(part)]
    return said or (Stated(tuple(named), Status.CONTESTED) if named else None)


def _stated_behind(text: str) -> Stated | None:
    match = _BEHIND.fullmatch(text)
    status = _status_with_parties(match["status"]) if match else None
    if match is None or status is None:
        return None
    # `Blue / Green (contested)`; where nobody else may be there, it is one party's name
    several = parties_in(match["holder"]) if status.row.takes_rivals else ()
    return Stated((*(several or (match["holder"],)), *parties_in(match["rivals"] or "")), status)


def _stated_before(text: str) -> Stated | None:
    if match := _BEFORE.fullmatch(text):
        return _with_parties(match["status"], match["parties"])
    if match := _WITHOUT_SIGN.fullmatch(text):
        status, several = status_of(match["status"]), _plainly_several(match["parties"])
        # `Mixed Brigade` is a party, and `contested Blue` is none
        if fold(match["status"]) in _CONTESTED or (several and status and status.row.takes_rivals):
            return _with_parties(match["status"], match["parties"])
    return None


def _status_with_parties(written: str) -> Status | None:
    """Return the status that stands with a party's name; under a truce it holds what it held."""
    return Status.HELD if fold(written) in _AS_BEFORE else status_of(written)


def _with_parties(written: str, parties: str) -> Stated | None:
    """Return what a status and the parties behind it say; `None` where the status is none."""
    named, status = parties_in(parties), _status_with_parties(written)
    if status is None:
        return None
    if fold(written) in _AS_BEFORE and len(named) > 1:
        return Stated(named, Status.SHARED)
    if not status.row.takes_rivals:
        return Stated((parties,), status)
    # one party alone may be who holds it, or who contests it
    return Stated(named if len(named) > 1 else (), status)


def parties_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text that may each name a party."""
    return tuple(part for part in _SEVERAL.split(text.strip()) if part)


def _plainly_several(text: str) -> tuple[str, ...]:
    """Return the parts of a text that names several parties, whoever they are; else nothing."""
    parts = _listed(text) or _PLAINLY_SEVERAL.split(text)
    letters = [sum(letter.isalpha() for letter in part) for part in parts]
    one = len(parts) < _LEAST_PARTIES or min(letters) < _LEAST_LETTERS
    one = one or not all(map(_NAME.fullmatch, parts))
    return () if one or _FOLLOWERS & set(map(fold, parts)) else tuple(parts)


def _listed(text: str) -> list[str]:
    """Return the texts of a list in JSON; none where it is none."""
    if not text.startswith("["):
        return []
    values = json_in(text)
    listed = isinstance(values, list) and all(isinstance(one, str) for one in values)
    return cast("list[str]", values) if listed else []


def known_party(key: str) -> str:
    """Return the id of a party that is commonly written like this; a sign may make it another.

    `key` is a `written_key`.
    """
    if key.strip(_TELLING_SIGNS) != key:
        return ""
    return next((party for party, ways in _PARTIES.items() if fold(key) in ways), "")


def code_in(written: str) -> str:
    """Return words for a holder that is only a number: `code minus 1`; empty for all others."""
    match = _CODE.fullmatch(plain(without_doubt(written)))
    if match is None:
        return ""
    sign = {"-": "minus ", "+": "plus "}.get(match[1], "")
    return f"code {sign}{''.join(str(unicodedata.digit(digit)) for digit in match[2])}"
