"""Holders as people write them, and the small table that says what each way of writing means.

frontmap proposes the table; the user edits it. Contested, unknown and no data stay apart: a blank
cell says nothing, `unknown` says that nobody knows, and a contested area has parties in it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translation_of
from frontmap.folder.write import table_bytes
from frontmap.importing.input_tables import quoted, read_table
from frontmap.model import UNKNOWN, Actor, Confidence, Text
from frontmap.names import clean, fold, make_id, near_name, plain, unique_ids
from frontmap.statuses import Holder, Status, names_with_rivals
from frontmap.words import LANGUAGES, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.input_tables import InputTable

__all__ = [
    "BEFORE",
    "OTHERS",
    "HolderRow",
    "Holders",
    "actors_of",
    "holder_cells",
    "holders_csv",
    "holders_in",
    "propose_holders",
    "read_holders",
    "status_of",
    "written_key",
    "written_with",
]

#: As a holder: whoever held the place before.
BEFORE = "before"
#: As rivals: all other parties of the table.
OTHERS = "others"

_COLUMNS = (
    "written", "holder", "status", "rivals", "name", "short", "colour", "side", "name_ar",
    "confidence",
)  # fmt: skip

#: The columns that are cells of a row as they are; names in further languages are not.
_CELLS = tuple(column for column in _COLUMNS if column != "name_ar")

#: Fills of clearly different lightness, dark and light in turn.
PALETTE = (
    "#b5483a", "#f2d98b", "#3d3d46", "#7fbf7b", "#2f5d8a", "#e3a0bf", "#6b4a8c", "#8fd0d6",
)  # fmt: skip
_GREY = "#d9d6cf"

_BLANKS = {
    "",
    "-",
    "–",
    "—",
    "na",
    "n a",
    "no data",
    "nodata",
    "none",
    "null",
    "nan",
    "no information",
}
_UNKNOWN_WORDS = {
    "?", "unknown", "unclear", "undetermined", "not known", "unk", "uncertain", "not clear",
    "غير معروف", "مجهول", "غير محدد",
}  # fmt: skip
_CONTESTED_WORDS = {
    "contested", "disputed", "mixed", "mixed control", "gray zone", "grey zone", "gray", "grey",
    "no man s land", "battle", "fighting", "clashes", "under attack", "متنازع عليها",
    "متنازع عليه", "اشتباكات",
}  # fmt: skip
#: Common ways of writing parties, as `fold` leaves them, by the party's id.
_KNOWN: Mapping[str, tuple[str, ...]] = {
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
_NAMES = {
    "islamic_state": "Islamic State",
    "hts": "Hay'at Tahrir al-Sham",
    "nusra": "Jabhat al-Nusra",
    "sdf": "Syrian Democratic Forces",
}
_ARABIC_NAMES = {
    "russia": "روسيا",
    "ukraine": "أوكرانيا",
    "government": "القوات الحكومية",
    "islamic_state": "تنظيم الدولة الإسلامية",
    "hts": "هيئة تحرير الشام",
    "nusra": "جبهة النصرة",
    "opposition": "فصائل المعارضة",
    "sdf": "قوات سوريا الديمقراطية",
}
#: The statuses by the words for them, as `fold` leaves them.
_STATUS_WORDS: Mapping[str, Status] = (
    {
        fold(written): status
        for status in Status
        for written in (status.value, *(word(f"status.{status}", tag) for tag in LANGUAGES))
    }
    | dict.fromkeys(_UNKNOWN_WORDS - {"?"}, Status.UNKNOWN)
    | dict.fromkeys(_CONTESTED_WORDS, Status.CONTESTED)
)
#: What a party's id cannot be, because it means something else in the table.
_OUR_WORDS = {BEFORE, OTHERS, UNKNOWN}
#: A party's id is no longer than this.
_LONGEST_ID = 40
#: What a cell may be, for the columns that take a word of ours; a blank confidence is computed.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(status.value for status in Status),
    "confidence": ("", *(confidence.value for confidence in Confidence)),
}
_COLOUR = re.compile("#[0-9a-f]{6}")
_SEVERAL = re.compile(r"\s*(?:/|&|\+(?=\s*\w)|,|;|\band\b|\bvs?\.?\b)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?:contested|disputed|mixed)[\s:(\[-]+(.*?)[)\]]?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DOUBT = re.compile(r"\(\s*[?؟]+\s*\)|\[\s*[?؟]+\s*\]|[?؟]+")
#: At an end of a name they make it another's, as in `RU+`, `_RU` and `-1`.
_TELLING_SIGNS = "+-_*#~"
#: `Blue (contested)`, `Blue (contested; Green)`: a holder, a status and its rivals.
_STATED = re.compile(r"(?P<holder>.*?\S)\s*\((?P<status>[^();]+?)(?:;(?P<rivals>[^()]+))?\)")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """What one way of writing means: a row of the table that the user edits.

    `holder` is a party's id, `unknown`, or `before`; `rivals` are ids, or `others`. `name` and what
    follows describe the party, where the row is about one. `translated` has its name in further
    languages, each after the language's tag, and `shorts` its short name likewise.
    """

    written: str
    holder: str
    status: Status
    rivals: tuple[str, ...]
    name: str = ""
    short: str = ""
    colour: str = ""
    side: str = ""
    translated: tuple[tuple[str, str], ...] = ()
    shorts: tuple[tuple[str, str], ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Holders:
    """The table of holders: its file, and a row for each way of writing, by its `written_key`."""

    file: str
    rows: Mapping[str, HolderRow]

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that the table names, in its order."""
        named = [
            party for row in self.rows.values() for party in (row.holder, *row.rivals) if party
        ]
        return tuple(dict.fromkeys(p for p in named if p not in {BEFORE, OTHERS, UNKNOWN}))

    def get(self, written: str) -> HolderRow | None:
        """Return what a way of writing means; a blank one means no data unless the table says."""
        row = self.rows.get(written_key(written))
        if row is None and not clean(written):
            return HolderRow("", "", Status.NO_DATA, ())
        return row


def propose_holders(written: Iterable[str]) -> tuple[HolderRow, ...]:
    """Propose what each way of writing means, in the order in which they first occur."""
    forms: dict[str, str] = {}
    for text in written:
        forms.setdefault(written_key(text), clean(text))
    # a party of which only other statuses are written needs a row with its name and colour
    stated = {key: said for key, text in forms.items() if (said := _stated(text))}
    for part in chain.from_iterable(said.parts for said in stated.values()):
        forms.setdefault(written_key(part), clean(part))
    ids = _party_ids({key: text for key, text in forms.items() if key not in stated})
    rows = []
    parties: dict[str, int] = {}
    for key, text in forms.items():
        rows.append(_proposed(key, text, ids))
        for party in (rows[-1].holder, *rows[-1].rivals):
            if party not in {"", BEFORE, OTHERS, UNKNOWN}:
                parties.setdefault(party, len(parties))
    return tuple(_with_own_shorts(_with_details(row, parties) for row in rows))


def _party_ids(forms: Mapping[str, str]) -> dict[str, str]:
    """Return the party's id for each way of writing that may be a party's; all others differ."""
    sure = {key.rstrip("?"): text for key, text in forms.items()}
    named = {k: t for k, t in sure.items() if k and not _alias(k) and not _says_no_party(k)}
    made = unique_ids([make_id(text)[:_LONGEST_ID] for text in named.values()], otherwise="party")
    return {key: _alias(key) for key in sure if _alias(key)} | {
        key: f"{one}_party" if one in _OUR_WORDS else one.replace("-", "_")
        for key, one in zip(named, made, strict=True)
    }


def _words(key: str) -> str:
    """Return what a way of writing says without its signs; the signs, where it has nothing else."""
    return fold(key) or key


def _says_no_party(key: str) -> bool:
    return _words(key) in _BLANKS | _UNKNOWN_WORDS | _CONTESTED_WORDS


def _proposed(key: str, text: str, ids: Mapping[str, str]) -> HolderRow:
    sure = key.rstrip("?")
    if _says_no_party(key):
        return _without_party(key, text)
    doubt = Confidence.LOW.value if sure != key else ""
    if said := _stated(text):
        return _proposed_with_status(text, said, ids, doubt)
    if several := _parties_named(text, ids):
        holder, *rivals = several
        return HolderRow(text, holder, Status.CONTESTED, tuple(rivals), confidence=doubt)
    if _IN_BRACKETS.fullmatch(text):
        return HolderRow(text, BEFORE, Status.CONTESTED, (OTHERS,))
    return HolderRow(text, ids.get(sure, "party"), Status.HELD, (), confidence=doubt)


def _without_party(key: str, text: str) -> HolderRow:
    if _words(key) in _BLANKS:
        return HolderRow(text, "", Status.NO_DATA, ())
    if _words(key) in _UNKNOWN_WORDS:
        return HolderRow(text, UNKNOWN, Status.UNKNOWN, ())
    return HolderRow(text, BEFORE, Status.CONTESTED, (OTHERS,))


def _proposed_with_status(
    text: str, said: _Stated, ids: Mapping[str, str], doubt: str
) -> HolderRow:
    """Propose what a text means in which a status stands behind the holder."""
    if _says_no_party(key := written_key(said.parts[0])):
        return _without_party(key, text)
    status = said.status
    holder, *rivals = (_id_of(part, ids) for part in said.parts)
    if status.row.holder is Holder.NOBODY:
        return HolderRow(text, "", status, ())
    if status is Status.UNKNOWN:
        return HolderRow(text, UNKNOWN, status, ())
    several = (tuple(rivals) or (OTHERS,)) if status.row.takes_rivals else ()
    return HolderRow(text, holder, status, several, confidence=doubt)


class _Stated(NamedTuple):
    """What a text says in which a status stands behind the holder.

    `parts` are the holder, at least, and the rivals as they are written.
    """

    parts: tuple[str, ...]
    status: Status


def _stated(text: str) -> _Stated | None:
    match = _STATED.fullmatch(text)
    status = status_of(match["status"]) if match else None
    if match is None or status is None:
        return None
    # `Blue / Green (contested)`; where nobody else may be there, it is one party's name
    several = _several(match["holder"]) if status.row.takes_rivals else ()
    return _Stated((*(several or (match["holder"],)), *_several(match["rivals"] or "")), status)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in _SEVERAL.split(text.strip()) if part)


def _id_of(text: str, ids: Mapping[str, str]) -> str:
    """Return the id of the party that a text names; empty where it names none that is known."""
    key = written_key(text).rstrip("?")
    return _alias(key) or ids.get(key, "")


def status_of(written: str) -> Status | None:
    """Return the status that is written, in any language of frontmap; `None` if it is none."""
    return _STATUS_WORDS.get(fold(written))


def written_with(holder: str, status: str, rivals: str) -> str:
    """Return as one way of writing what three columns say: `Blue (contested; Green)`."""
    if not holder:
        return status
    if not rivals and (not status or status_of(status) is Status.HELD):
        return holder
    return f"{holder} ({status}; {rivals})" if rivals else f"{holder} ({status})"


def written_key(text: str) -> str:
    """Return the form that all ways of writing one holder share.

    Signs tell holders apart: `X+` is not `X-`, and `-1` is not `1`. A question mark is a doubt,
    wherever it stands: `SDF?` is not the same as `SDF`, but as `SDF (?)`.
    """
    sure, doubts = _DOUBT.subn(" ", plain(text))
    return " ".join(sure.split()) + ("?" if doubts else "")


def _parties_named(text: str, ids: Mapping[str, str]) -> list[str]:
    """Return the ids of the parties in a text that names several; none where one is not known."""
    inner = _IN_BRACKETS.fullmatch(text)
    parts = _several(inner[1] if inner else text)
    found = [_id_of(part, ids) for part in parts]
    return found if len(parts) > 1 and all(found) and len(set(found)) == len(found) else []


def _alias(key: str) -> str:
    """Return the id of a party that is commonly written like this; a sign may make it another."""
    if key.strip(_TELLING_SIGNS) != key:
        return ""
    return next((party for party, ways in _KNOWN.items() if fold(key) in ways), "")


def _with_details(row: HolderRow, parties: Mapping[str, int]) -> HolderRow:
    """Add a name, a short form, a colour and a side to a party's row."""
    if row.holder not in parties or row.rivals or _stated(row.written):
        return row
    name = _NAMES.get(row.holder) or (
        row.holder.replace("_", " ").capitalize() if _alias(row.written) else row.written
    )
    words = _WORD.findall(name)
    short = "".join(word[0] for word in words)[:3] if len(words) > 1 else "".join(words)[:3]
    arabic = _ARABIC_NAMES.get(row.holder) or (
        row.written if _ARABIC_LETTER.search(row.written) else ""
    )
    return replace(
        row,
        name=name,
        short=short.upper(),
        colour=PALETTE[parties[row.holder] % len(PALETTE)],
        side=row.holder,
        translated=(("ar", arabic),) if arabic else (),
    )


def _with_own_shorts(rows: Iterable[HolderRow]) -> Iterator[HolderRow]:
    """Number the short names that several parties would have."""
    of_short: dict[str, str] = {"": ""}
    for row in rows:
        short, number = row.short, 2
        while short and of_short.setdefault(short, row.holder) != row.holder:
            short, number = f"{row.short[:2]}{number}", number + 1
        yield replace(row, short=short)


def holders_csv(rows: Iterable[HolderRow], further: Sequence[str] = ("ar",)) -> bytes:
    """Return the table as CSV, with a mark that tells spreadsheets that it is UTF-8.

    It has the columns `name_xx` and `short_xx` for each of the languages in `further`.
    """
    written = [holder_cells(row, further) for row in rows]
    names = list(written[0]) if written else list(_COLUMNS)
    content = table_bytes(names, ([quoted(cell) for cell in row.values()] for row in written))
    return codecs.BOM_UTF8 + content


def holder_cells(row: HolderRow, further: Iterable[str]) -> dict[str, str]:
    """Return the cells of a row, with columns `name_xx` and `short_xx` for `further` languages."""
    translated = {
        f"{name}_{tag}": dict(texts).get(tag, "")
        for name, texts in (("name", row.translated), ("short", row.shorts))
        for tag in further
    }
    said = (row.written, row.holder, row.status.value, " ".join(row.rivals))
    told = (row.name, row.short, row.colour, row.side)
    return (
        dict(zip(_CELLS[:-1], (*said, *told), strict=True))
        | translated
        | {"confidence": row.confidence}
    )


def read_holders(path: Path, *, encoding: str = "") -> Holders:
    """Read a file with a table of holders.

    Raises:
        DataError: every row that says nothing usable.
    """
    return holders_in(read_table(path, encoding=encoding))


def holders_in(table: InputTable) -> Holders:
    """Return what a table of holders says.

    Raises:
        DataError: every row that says nothing usable.
    """
    if missing := [column for column in _COLUMNS[:3] if column not in table.columns]:
        raise DataError(
            [
                Fault(
                    Where(table.file, 1, column), "missing-column", "no such column", f"{column!r}"
                )
                for column in missing
            ]
        )
    rows: dict[str, HolderRow] = {}
    faults = list(_unknown_columns(table))
    for line in table.rows:
        cells = {column: line.cells.get(column, "") for column in _CELLS}
        cells["colour"] = cells["colour"].casefold()
        unread = list(_cell_faults(line.where, cells))
        faults += unread
        if any(fault.where.column == "status" for fault in unread):
            # what the row's other cells must be depends on its status
            continue
        status, rivals = Status(cells.pop("status")), tuple(cells.pop("rivals").split())
        names, shorts = (_translated(line.cells, name) for name in ("name", "short"))
        row = HolderRow(status=status, rivals=rivals, translated=names, shorts=shorts, **cells)
        faults += _row_faults(line.where, row)
        key = written_key(row.written)
        if key in rows:
            found = f"{row.written!r} a second time"
            faults.append(Fault(line.where.at("written"), "double-row", found, "each way once"))
        rows[key] = row
    if faults:
        raise DataError(faults)
    return Holders(table.file, rows)


def _unknown_columns(table: InputTable) -> Iterator[Fault]:
    for column in table.columns:
        named = any(translation_of(column, name) for name in ("name", "short"))
        if column not in _CELLS and not named:
            expected, near = "one of " + ", ".join(_COLUMNS), near_name(column, _COLUMNS)
            where = Where(table.file, 1, column)
            yield Fault(where, "unknown-column", repr(column), expected, near)


def _translated(cells: Mapping[str, str], name: str) -> tuple[tuple[str, str], ...]:
    """Return the texts in columns such as `name_ar`, each after its language's tag."""
    return tuple(
        (tag, cell)
        for column, cell in cells.items()
        if (tag := translation_of(column, name)) and cell
    )


def _cell_faults(where: Where, cells: Mapping[str, str]) -> Iterator[Fault]:
    """Find cells that are not one of what their column takes."""
    for column, options in _CHOICES.items():
        text = cells[column]
        if text not in options:
            known = [option for option in options if option]
            expected, near = "one of " + ", ".join(known), near_name(text, known)
            yield Fault(where.at(column), "bad-choice", repr(text), expected, near)
    colour = cells["colour"]
    if colour and not _COLOUR.fullmatch(colour):
        yield Fault(where.at("colour"), "bad-colour", repr(colour), "a colour such as #b5483a")


def _row_faults(where: Where, row: HolderRow) -> Iterator[Fault]:
    """Find what a row's status does not go with, and ids that are none."""
    holder, rivals, status = row.holder, row.rivals, row.status
    several, nobody = status.row.takes_rivals, status.row.holder is Holder.NOBODY
    if nobody and holder:
        yield Fault(where.at("holder"), "holder-without-data", repr(holder), "nobody")
    if not nobody and not holder:
        expected = f"a party's id, {UNKNOWN!r}, or {BEFORE!r}"
        yield Fault(where.at("holder"), "no-holder", "no holder", expected)
    if holder == OTHERS:
        expected = f"one party's id, {UNKNOWN!r}, or {BEFORE!r}"
        yield Fault(where.at("holder"), "bad-id", repr(holder), expected)
    if several and not rivals:
        yield Fault(where.at("rivals"), "no-rival", "no rivals", f"parties' ids, or {OTHERS!r}")
    if rivals and not several:
        found, expected = f"rivals with {status}", f"{names_with_rivals()}, or none"
        yield Fault(where.at("rivals"), "rival-too-many", found, expected)
    for party in filter(None, (holder, *rivals)):
        if make_id(party).replace("-", "_") != party.replace("-", "_"):
            expected = "an id of lower-case letters, digits, - and _"
            yield Fault(where.at("holder"), "bad-id", repr(party), expected)


def _in_languages(text: str, others: Iterable[tuple[str, str]], language: str) -> Text:
    """Return a text that is there in `language`, and in others, each after its language's tag."""
    return Text.of({language: text} | {tag: other for tag, other in others if tag != language})


def actors_of(
    parties: Iterable[str], rows: Iterable[HolderRow], language: str
) -> tuple[Actor, ...]:
    """Return an actor for each party, named and coloured as the rows say; names in `language`."""
    party_details: dict[str, HolderRow] = {}
    for row in rows:
        if row.name or row.translated or row.colour or row.side:
            party_details.setdefault(row.holder, row)
    actors = []
    for number, party in enumerate(parties):
        row = party_details.get(party, HolderRow("", party, Status.HELD, ()))
        actors.append(
            Actor(
                party,
                _in_languages(
                    row.name or party.replace("_", " ").capitalize(), row.translated, language
                ),
                _in_languages(row.short or party[:3].upper(), row.shorts, language),
                row.colour or PALETTE[number % len(PALETTE)],
                row.side or party,
            )
        )
    return tuple(actors)
