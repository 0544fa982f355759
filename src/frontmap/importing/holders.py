"""Holders as people write them, and the small table that says what each way of writing means.

frontmap proposes the table; the user edits it. Contested, unknown and no data stay apart: a blank
cell says nothing, `unknown` says that nobody knows, and a contested area has parties in it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translation_of
from frontmap.folder.write import table_bytes
from frontmap.importing.holder_rows import HolderRow, Holders
from frontmap.importing.holder_words import (
    BEFORE,
    OTHERS,
    Stated,
    code_in,
    confidence_of,
    is_doubted,
    known_party,
    parties_in,
    says_no_party,
    state_of,
    stated_in,
    status_of,
    without_doubt,
    written_key,
    written_with,
)
from frontmap.importing.input_tables import read_table
from frontmap.model import UNKNOWN, Actor, Confidence, Text
from frontmap.names import clean, make_id, near_name, unique_ids
from frontmap.statuses import Holder, Status, names_with_rivals

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.input_tables import InputTable

__all__ = [
    "BEFORE",
    "OTHERS",
    "HolderRow",
    "Holders",
    "actors_of",
    "confidence_of",
    "holder_cells",
    "holders_csv",
    "holders_in",
    "is_doubted",
    "propose_holders",
    "read_holders",
    "shared_colours",
    "status_of",
    "with_free_colours",
    "written_key",
    "written_with",
]

_COLUMNS = (
    "written", "holder", "status", "rivals", "name", "short", "colour", "side", "name_ar",
    "confidence",
)  # fmt: skip

#: The columns that are cells of a row as they are; names in further languages are not.
_CELLS = tuple(column for column in _COLUMNS if column != "name_ar")

#: Fills of which any two are 18 apart in CIEDE2000, also for eyes without one kind of cones; each
#: is at least 23 of 100 lighter or darker than the one before.
PALETTE = (
    "#b5483a", "#f2d98b", "#5a1e82", "#96aa96", "#324646", "#be82fa", "#aae6fa", "#6e6e96",
)  # fmt: skip

#: The nearest of these to the colour that a party's name has in it: a red party in blue misleads.
_CALLED_BY = {
    "red": "#b5483a", "rouge": "#b5483a", "yellow": "#f2d98b", "jaune": "#f2d98b",
    "purple": "#5a1e82", "violet": "#5a1e82", "green": "#96aa96", "vert": "#96aa96",
    "black": "#324646", "noir": "#324646", "lilac": "#be82fa", "pink": "#be82fa",
    "blue": "#aae6fa", "bleu": "#aae6fa", "grey": "#6e6e96", "gray": "#6e6e96", "gris": "#6e6e96",
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
#: What a party's id cannot be, because it means something else in the table.
_OUR_WORDS = {BEFORE, OTHERS, UNKNOWN}
#: A party's id is no longer than this.
_LONGEST_ID = 40
_LEAST_PARTIES = 2
#: What a cell may be, for the columns that take a word of ours; a blank confidence is computed.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(status.value for status in Status),
    "confidence": ("", *(confidence.value for confidence in Confidence)),
}
_COLOUR = re.compile("#[0-9a-f]{6}")
_WORD = re.compile(r"\w+")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")


def propose_holders(written: Iterable[str]) -> tuple[HolderRow, ...]:
    """Propose what each way of writing means, in the order in which they first occur."""
    forms: dict[str, str] = {}
    for text in dict.fromkeys(written):
        forms.setdefault(written_key(text), clean(text))
    stated = _stated_among(forms)
    ids = _party_ids({key: text for key, text in forms.items() if key not in stated})
    rows = []
    parties: dict[str, None] = {}
    for key, text in forms.items():
        rows.append(_proposed(text, stated.get(key), ids))
        for party in (rows[-1].holder, *rows[-1].rivals):
            if party not in {"", BEFORE, OTHERS, UNKNOWN}:
                parties.setdefault(party)
    colours = _colours(parties)
    detailed = (
        row if key in stated else _with_details(row, colours)
        for key, row in zip(forms, rows, strict=True)
    )
    return tuple(_with_own_shorts(detailed))


def _stated_among(forms: dict[str, str]) -> dict[str, Stated]:
    """Return which ways of writing say a status and parties, and add the parties to `forms`.

    A party of which only other statuses are written needs a row with its name and colour.
    """
    stated: dict[str, Stated] = {}
    # `Blue and Green` are two parties only where both are known, by other ways of writing, too
    for read in (lambda text, _: stated_in(text), _of_known_parties):
        parties = forms.keys() - stated.keys()
        found = {
            key: said for key in forms if key in parties and (said := read(forms[key], parties))
        }
        stated |= found
        for part in chain.from_iterable(said.parts for said in found.values()):
            if not says_no_party(part):
                forms.setdefault(written_key(part), clean(part))
    return stated


def _of_known_parties(text: str, forms: Container[str]) -> Stated | None:
    """Return the parties of a text that names several, all of them known or among `forms`."""
    parts = parties_in(without_doubt(text))
    keys = [written_key(part).rstrip("?") for part in parts]
    known = all(key in forms or f"{key}?" in forms or known_party(key) for key in keys)
    if len(parts) < _LEAST_PARTIES or not known or any(map(says_no_party, parts)):
        return None
    return Stated(parts, Status.CONTESTED)


def _party_ids(forms: Mapping[str, str]) -> dict[str, str]:
    """Return the party's id for each way of writing that may be a party's; all others differ.

    A number in digits of another script is the same code.
    """
    sure = {key.rstrip("?"): text for key, text in forms.items()}
    labels = {
        key: code_in(text) or key for key, text in sure.items() if key and not says_no_party(text)
    }
    named = {label: sure.get(label, label) for label in labels.values() if not known_party(label)}
    made = unique_ids([make_id(text)[:_LONGEST_ID] for text in named.values()], otherwise="party")
    ids = {
        label: f"{one}_party" if one in _OUR_WORDS else one.replace("-", "_")
        for label, one in zip(named, made, strict=True)
    }
    return {key: known_party(label) or ids[label] for key, label in labels.items()}


def _proposed(text: str, said: Stated | None, ids: Mapping[str, str]) -> HolderRow:
    doubt = Confidence.LOW.value if is_doubted(text) else ""
    if alone := state_of(text):
        certain = alone[1] in {Status.UNKNOWN, Status.NO_DATA}
        return HolderRow(text, *alone, confidence="" if certain else doubt)
    if said is not None:
        return _proposed_with_status(text, said, ids, doubt)
    return HolderRow(text, _id_of(text, ids) or "party", Status.HELD, (), confidence=doubt)


def _proposed_with_status(text: str, said: Stated, ids: Mapping[str, str], doubt: str) -> HolderRow:
    """Propose what a text means in which a status stands with the holder."""
    parties = tuple(dict.fromkeys(_id_of(part, ids) for part in said.parts))
    status = said.status
    holder, *rivals = parties or (BEFORE,)
    if not holder and said.parts:
        # what stands before the status names nobody
        return HolderRow(text, *(state_of(said.parts[0]) or (BEFORE, status, ())))
    if status.row.holder is Holder.NOBODY:
        return HolderRow(text, "", status, ())
    if status is Status.UNKNOWN:
        return HolderRow(text, UNKNOWN, status, ())
    if len(said.parts) > 1 and not rivals:
        # two names of one party
        return HolderRow(text, holder, Status.HELD, (), confidence=doubt)
    several = tuple(filter(None, rivals)) or (OTHERS,)
    return HolderRow(
        text, holder, status, several if status.row.takes_rivals else (), confidence=doubt
    )


def _id_of(text: str, ids: Mapping[str, str]) -> str:
    """Return the id of the party that a text names; empty where it names none that is known."""
    key = written_key(text).rstrip("?")
    return known_party(key) or ids.get(key, "")


def _colours(parties: Iterable[str]) -> dict[str, str]:
    """Return a colour for each party: the one that it is called by, or the next that is free.

    Beyond eight parties colours repeat.
    """
    parties = tuple(parties)
    colours: dict[str, str] = {}
    for party in parties:
        called = next((_CALLED_BY[w] for w in party.split("_") if w in _CALLED_BY), "")
        if called and called not in colours.values():
            colours[party] = called
    free = [colour for colour in PALETTE if colour not in colours.values()]
    others = [party for party in parties if party not in colours]
    for number, party in enumerate(others):
        few = number < len(free)
        colours[party] = free[number] if few else PALETTE[(number - len(free)) % len(PALETTE)]
    return colours


def _with_details(row: HolderRow, colours: Mapping[str, str]) -> HolderRow:
    """Add a name, a short form, a colour and a side to a party's row."""
    if row.holder not in colours or row.rivals:
        return row
    sure = without_doubt(row.written)
    # a number is a code, of which only the author knows what it stands for
    name = _NAMES.get(row.holder) or (f"Code {sure}" if code_in(sure) else sure)
    if row.holder not in _NAMES and known_party(written_key(sure)):
        name = row.holder.replace("_", " ").capitalize()
    words = _WORD.findall(name)
    short = "".join(word[0] for word in words)[:3] if len(words) > 1 else "".join(words)[:3]
    arabic = _ARABIC_NAMES.get(row.holder) or (sure if _ARABIC_LETTER.search(sure) else "")
    return replace(
        row,
        name=name,
        short=short.upper(),
        colour=colours[row.holder],
        side=row.holder,
        translated=(("ar", arabic),) if arabic else (),
    )


def with_free_colours(known: Iterable[HolderRow], new: Iterable[HolderRow]) -> Iterator[HolderRow]:
    """Give new parties colours that the known ones do not have, as far as there are some."""
    known = tuple(known)
    used = {row.colour for row in known if row.colour}
    parties = {row.holder for row in known}
    for row in new:
        colour = row.colour
        if colour in used and row.holder not in parties:
            colour = next((one for one in PALETTE if one not in used), colour)
        used |= {colour} - {""}
        yield replace(row, colour=colour)


def shared_colours(rows: Iterable[HolderRow]) -> tuple[str, ...]:
    """Say which parties have one colour: there are eight, and a pattern tells a status."""
    of_colour: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.colour:
            of_colour.setdefault(row.colour, {})[row.holder] = None
    return tuple(
        f"{' and '.join(parties)} share the colour {colour}; edit the column colour"
        for colour, parties in of_colour.items()
        if len(parties) > 1
    )


def _with_own_shorts(rows: Iterable[HolderRow]) -> Iterator[HolderRow]:
    """Number the short names that several parties would have."""
    of_short: dict[str, str] = {}
    numbered: dict[tuple[str, str], str] = {}
    # where to go on: of a thousand parties nobody counts from two again
    last: dict[str, int] = {}
    for row in rows:
        short, stem = row.short, row.short[:2]
        if short and of_short.setdefault(short, row.holder) != row.holder:
            own = row.holder, stem
            if own not in numbered:
                free = (
                    number
                    for number in count(last.get(stem, 2))
                    if of_short.setdefault(f"{stem}{number}", row.holder) == row.holder
                )
                last[stem] = next(free)
                numbered[own] = f"{stem}{last[stem]}"
            short = numbered[own]
        yield replace(row, short=short)


def holders_csv(rows: Iterable[HolderRow], further: Sequence[str] = ("ar",)) -> bytes:
    """Return the table as CSV, with a mark that tells spreadsheets that it is UTF-8.

    It has the columns `name_xx` and `short_xx` for each of the languages in `further`.
    """
    written = [holder_cells(row, further) for row in rows]
    names = list(written[0]) if written else list(_COLUMNS)
    content = table_bytes(names, (list(row.values()) for row in written))
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
