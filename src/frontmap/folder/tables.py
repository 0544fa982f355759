"""What the tables of an atlas consist of: their files, and each column's type, rules and words.

Reading, writing, the rules of references, data packages, exports and the tables of
`docs/format.md` take the columns from here: a further column is one line below and a field of its
class in `frontmap.model`. No column is ever renamed or removed, for people's files have them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from frontmap.errors import Where
from frontmap.files import ATLAS_FILE
from frontmap.folder.rows import Row
from frontmap.limits import DRAWN_LETTERS, NAME_LETTERS, TEXT_LETTERS
from frontmap.model import (
    CIVILIANS,
    Acceptance,
    Actor,
    Annotation,
    AnnotationKind,
    Area,
    Caption,
    Claim,
    ClaimKind,
    Confidence,
    Episode,
    Erratum,
    Extent,
    Group,
    Landmark,
    Outline,
    Pointer,
    ReadAs,
    Relation,
    RelationKind,
    Ruling,
    Source,
    Stance,
    Street,
    StreetKind,
    Voice,
)
from frontmap.statuses import Status
from frontmap.words import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from enum import StrEnum

    from frontmap.model import Record, Text

__all__ = [
    "ACCEPTED_TABLE",
    "ACTORS",
    "ACTOR_TABLE",
    "ANNOTATIONS",
    "ANNOTATION_TABLE",
    "AREAS",
    "AREA_TABLE",
    "ATLAS",
    "CAPTION_TABLE",
    "CLAIMS",
    "CLAIM_TABLE",
    "CONTROL",
    "CONTROL_TABLE",
    "CSV_TABLES",
    "EPISODE_TABLE",
    "ERRATA",
    "ERRATUM_TABLE",
    "GEOJSON_TABLES",
    "GROUP_TABLE",
    "LANDMARKS",
    "LANDMARK_TABLE",
    "LIST",
    "OPTIONAL",
    "POINTER_TABLE",
    "RELATION_TABLE",
    "SEEDS",
    "SETTINGS_TABLES",
    "SOURCES",
    "SOURCE_TABLE",
    "STREETS",
    "STREET_TABLE",
    "TABLES",
    "UNFINISHED",
    "VOICES",
    "VOICE_TABLE",
    "Column",
    "ColumnType",
    "Heading",
    "Reference",
    "TableSpec",
    "columns",
    "header",
    "table_rows",
    "translation_of",
    "translations",
]

#: The files of an atlas, by their path in its folder.
ATLAS = ATLAS_FILE
#: It is there while some of them are old and some new, and stays when that is cut off.
UNFINISHED = "geodata/.import-again.frontmap~"
AREAS = "geodata/areas.geojson"
ACTORS = "geodata/actors.csv"
CONTROL = "geodata/control.csv"
CAPTIONS = "geodata/captions.csv"
LANDMARKS = "geodata/landmarks.geojson"
STREETS = "geodata/streets.geojson"
ANNOTATIONS = "geodata/annotations.csv"
ERRATA = "geodata/errata.csv"
SOURCES = "seeds/sources.csv"
VOICES = "seeds/voices.csv"
CLAIMS = "seeds/claims.csv"

#: The folder of the evidence, which an atlas may be without.
SEEDS = "seeds/"
#: The files that an atlas may be without.
OPTIONAL = frozenset({CAPTIONS, LANDMARKS, STREETS, ANNOTATIONS, ERRATA})

#: The form of an id, as a data package states it.
_ID_PATTERN = {"pattern": "^[a-z0-9][a-z0-9_-]*$"}

Item = TypeVar("Item")


@dataclass(frozen=True)
class ColumnType:
    """What the cells of a column hold, and how that is read and written.

    Attributes:
        words: what it is called in `docs/format.md`.
        read: parses the column's cell of a row; what cannot be parsed is a fault of the row.
        write: the value as the text of a cell.
        to_toml: the value as TOML has it; a cell's text where it is not given.
        package_type: the type of the column in a Frictionless data package.
        constraints: its constraints there.
        layer: what the column of an exported layer holds: `str`, or the value itself.
    """

    words: str
    read: Callable[[Row, Column], Any]
    write: Callable[[Any], str]
    to_toml: Callable[[Any], object] | None = None
    package_type: str = "string"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    layer: type[str | float | date] = str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a column's ids are ids of.

    Attributes:
        table: the file that has the ids, or `sides`, `groups`, `episodes`.
        what: one of them, such as `actor`.
    """

    table: str
    what: str


@dataclass(frozen=True)
class Column:
    """One column of a table, or one property of a feature.

    Attributes:
        name: its heading.
        type: what its cells hold.
        holds: what it means, in the words of `docs/format.md` (Markdown).
        required: whether the cell must be filled; a translated one in at least one language.
        translated: whether there is a column `name_xx` for each further language of the atlas;
            a file may be without those.
        refers: what its ids are ids of, if it holds ids of another table.
        besides: words that may stand in the place of such an id.
        attribute: the field of the row's class; the column's name where it is not given.
        expected: what a fault says should stand in a blank cell, where the type does not say it.
        package_key: whether a data package declares the reference as a foreign key.
        later: whether it was added when people already had files: a file may be without it.
        rare: whether it is written only where a row of the table has something in it.
        most: how many letters a cell may have, in each language.
    """

    name: str
    type: ColumnType
    holds: str
    required: bool = False
    translated: bool = False
    refers: Reference | None = None
    besides: tuple[str, ...] = ()
    attribute: str = ""
    expected: str = ""
    package_key: bool = True
    later: bool = False
    rare: bool = False
    most: int = TEXT_LETTERS

    @property
    def field(self) -> str:
        """The field of the row's class."""
        return self.attribute or self.name

    def read(self, row: Row) -> Any:  # noqa: ANN401 - it is of the type that the field has
        """Return the value of the column in `row`; a blank translated one is for `check`."""
        return row.text(self.name) if self.translated else self.type.read(row, self)


@dataclass(frozen=True)
class TableSpec(Generic[Item]):
    """The columns of one table, and the class of its rows.

    Attributes:
        file: its path in an atlas's folder.
        title: what it holds, in a few words.
        field: the field of `Record` that has its rows; in `atlas.toml` also the name of the
            tables `[[field]]`.
        item: makes a row of the fields that its columns name, and `where`.
        columns: in the order in which they are written.
    """

    file: str
    title: str
    field: str
    item: Callable[..., Item]
    columns: tuple[Column, ...]

    @property
    def has_ids(self) -> bool:
        """Whether its rows have ids, by which other tables name them."""
        return any(column.name == "id" for column in self.columns)

    @property
    def always(self) -> tuple[str, ...]:
        """The names of the columns without which a file is not read."""
        return tuple(column.name for column in self.columns if not column.later)

    @property
    def translated(self) -> frozenset[str]:
        """The names of its columns that there are once for each of the atlas's languages."""
        return frozenset(column.name for column in self.columns if column.translated)

    def of(self, record: Record) -> tuple[Item, ...]:
        """Return the rows of a record, in the order of the file."""
        items: tuple[Item, ...] = getattr(record, self.field)
        return items

    def without_blanks(self, items: Iterable[Item]) -> TableSpec[Item]:
        """Return the table without the rare columns in which no row has anything."""
        blank = {column.name: attrgetter(column.field) for column in self.columns if column.rare}
        for item in items if blank else ():
            filled = [name for name, value in blank.items() if value(item) is not None]
            for name in filled:
                del blank[name]
            if not blank:
                return self
        return replace(self, columns=tuple(c for c in self.columns if c.name not in blank))

    @cached_property
    def _blanks(self) -> dict[str, Any]:
        """What a blank cell means, by the names of the columns that may be blank."""
        row = Row(Where(self.file), {})
        optional = (c for c in self.columns if not (c.required or c.translated))
        return {column.name: column.read(row) for column in optional}

    def _most(self, languages: Sequence[str]) -> dict[str, int]:
        """Return how many letters a cell may have, by the names of the headings.

        A list may name every area of a country.
        """
        headings = columns(self, languages)
        return {one.name: one.column.most for one in headings if one.column.type is not LIST}

    def values(self, row: Row) -> dict[str, Any]:
        """Return the values of a row by the fields of its class."""
        cells, blanks = row.cells, self._blanks
        if row.letters > NAME_LETTERS:
            row.refuse_long(self._most(row.languages))
        # most cells of a table of claims are blank
        return {
            column.field: (
                blanks[column.name]
                if column.name in blanks and not cells.get(column.name)
                else column.read(row)
            )
            for column in self.columns
        }

    def read(self, row: Row, **further: object) -> Item:
        """Return a row as its class has it, with `further` fields that no column holds."""
        return self.item(**self.values(row), **further, where=row.where)


def translations(name: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the heading of a translated column in each language, and the language.

    The first language has no suffix: `name`, `name_ar`, `name_fr`.
    """
    for number, language in enumerate(languages):
        yield f"{name}_{language}" if number else name, language


def translation_of(heading: str, name: str) -> str:
    """Return the language of a heading of the translated column `name`: `fr` of `name_fr`.

    It is empty where the heading is another column's, or that of the first language.
    """
    tag = heading.removeprefix(f"{name}_")
    return tag if tag != heading and is_language_tag(tag) else ""


class Heading(NamedTuple):
    """One heading of a table.

    Attributes:
        name: as it stands in the file.
        column: what it is a heading of.
        value: takes what a row's class has in this column; of a translated one, the text in the
            language of the heading.
    """

    name: str
    column: Column
    value: Callable[[Any], Any]

    def cell(self, item: object) -> str:
        """Return the text of the cell of a row."""
        return self.column.type.write(self.value(item))


def columns(table: TableSpec[Any], languages: Sequence[str]) -> tuple[Heading, ...]:
    """Return the headings of a table in order: a translated column has one for each language."""
    return tuple(heading for column in table.columns for heading in _headings(column, languages))


def _headings(column: Column, languages: Sequence[str]) -> Iterator[Heading]:
    value = attrgetter(column.field)
    if not column.translated:
        yield Heading(column.name, column, value)
        return
    for name, language in translations(column.name, languages):
        yield Heading(name, column, partial(_translation, value, language))


def _translation(value: Callable[[Any], Text], language: str, item: object) -> str:
    return value(item).exact(language)


def header(table: TableSpec[Any], languages: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a table's headings, in order."""
    return tuple(heading.name for heading in columns(table, languages))


def table_rows(
    table: TableSpec[Item], items: Iterable[Item], languages: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row, in the order of `columns`."""
    # looked up once: there may be rows by the hundred thousand
    ways = [(heading.value, heading.column.type.write) for heading in columns(table, languages)]
    for item in items:
        yield tuple([write(value(item)) for value, write in ways])


def _read_not_no(row: Row, column: Column) -> bool:
    cell = row.string(column.name)
    if cell not in {"", "no"}:
        row.fault(column.name, "bad-choice", "`no`, or a blank cell")
    return cell != "no"


def _text(row: Row, column: Column) -> str:
    if column.required:
        return row.needed(column.name, column.expected or "a text")
    return row.string(column.name)


def _day(row: Row, column: Column) -> date | None:
    return row.needed_day(column.name) if column.required else row.day(column.name)


def _written_share(share: tuple[float, float] | None) -> str:
    if share is None:
        return ""
    return f"{share[0]:g}" if share[0] == share[1] else f"{share[0]:g}/{share[1]:g}"


TEXT = ColumnType("text", _text, str)
ID = ColumnType("id", lambda row, c: row.id(c.name), str, constraints=_ID_PATTERN)
#: Data packages have never declared the form of a claim's id.
CLAIM_ID = replace(ID, constraints={})
#: An outline is no table of a data package, so the form of its id stands there for a foreign key.
AREA_ID = replace(TEXT, constraints=_ID_PATTERN)
LIST = ColumnType("texts", lambda row, c: row.list(c.name), " ".join, to_toml=list)
PAIR = ColumnType(
    "two texts", lambda row, c: row.pair(c.name), lambda two: " ".join(sorted(two)), to_toml=sorted
)
DAY = ColumnType(
    "day",
    _day,
    lambda day: day.isoformat() if day else "",
    to_toml=lambda day: day,
    package_type="date",
    layer=date,
)
SPAN = ColumnType(
    "date, may be vague",
    lambda row, c: row.needed_span(c.name) if c.required else row.span(c.name),
    lambda span: span.text if span else "",
)
DAYS = ColumnType("day, or the first and last of several", lambda row, c: row.days(c.name), str)
SHARE = ColumnType("share", lambda row, c: row.share(c.name), _written_share)
METRES = ColumnType("metres", lambda row, c: row.measure(c.name) or 0.0, "{:g}".format, layer=float)
DEGREES = ColumnType(
    "degrees",
    lambda row, c: row.needed_degrees(c.name) if c.required else row.degrees(c.name),
    lambda value: "" if value is None else repr(value),
    to_toml=float,
    package_type="number",
    layer=float,
)
COLOUR = ColumnType("`#rrggbb`", lambda row, c: row.colour(c.name), str)
FLAG = ColumnType(
    "`true`",
    lambda row, c: row.string(c.name) == "true",
    lambda flag: "true" if flag else "",
    to_toml=bool,
)

#: Which blank means yes; whatever else than `no` stands there is refused.
NOT_NO = ColumnType(
    "`no`",
    _read_not_no,
    lambda value: "" if value else "no",
    constraints={"enum": ["no"]},
)


def _choice(kind: type[StrEnum], *, blank: StrEnum | None = None, say: bool = False) -> ColumnType:
    """Return the type of a column that holds one of a few words.

    Args:
        kind: the words.
        blank: what a blank cell means; `None` where it means that nothing is said.
        say: whether that is written out, too.
    """
    options = ", ".join(option.value for option in kind)

    def read(row: Row, column: Column) -> StrEnum | None:
        if column.required and not row.string(column.name):
            row.fault(column.name, "empty-cell", column.expected or f"one of {options}")
        # a row with a fault is not kept, and until then has any value
        other = next(iter(kind)) if column.required else blank
        return row.choice_or_none(column.name, kind) or other

    return ColumnType(
        ", ".join(f"`{option.value}`" for option in kind),
        read,
        lambda value: "" if value is None or (value is blank and not say) else value.value,
        constraints={"enum": [option.value for option in kind]},
    )


_AN_AREA = Reference(AREAS, "area")
_AN_ACTOR = Reference(ACTORS, "actor")
_A_SOURCE = Reference(SOURCES, "source")
_A_VOICE = Reference(VOICES, "voice")
_A_CLAIM = Reference(CLAIMS, "claim")
_A_LANDMARK = Reference(LANDMARKS, "landmark")
_A_SIDE = Reference("sides", "side")
_A_GROUP = Reference("groups", "group")
_AN_EPISODE = Reference("episodes", "episode")

GROUP_TABLE = TableSpec(
    ATLAS,
    "Areas that are shown together",
    "groups",
    Group,
    (
        Column("id", ID, "its id", required=True, most=NAME_LETTERS),
        Column("title", TEXT, "its title", translated=True, most=NAME_LETTERS),
    ),
)

EPISODE_TABLE = TableSpec(
    ATLAS,
    "Runs of days that the record covers; they do not overlap",
    "episodes",
    Episode,
    (
        Column("id", ID, "its id", required=True, most=NAME_LETTERS),
        Column("title", TEXT, "its title", translated=True, most=NAME_LETTERS),
        Column("first", DAY, "its first day", required=True),
        Column("last", DAY, "its last day", required=True),
        Column("groups", LIST, "the groups that it shows; all where blank", refers=_A_GROUP),
        Column("default", FLAG, "whether it opens when no day is asked for"),
    ),
)

RELATION_TABLE = TableSpec(
    ATLAS,
    "Two sides that are not hostile to one another; all others are",
    "relations",
    Relation,
    (
        Column("sides", PAIR, "the two sides", required=True, refers=_A_SIDE),
        Column("episode", TEXT, "the episode; all where blank", refers=_AN_EPISODE),
        Column("kind", _choice(RelationKind), "why", required=True, expected="allied or truce"),
        Column("reason", TEXT, "what it rests on"),
    ),
)

ACCEPTED_TABLE = TableSpec(
    ATLAS,
    "Findings of `check --strict` that the author accepts",
    "accepted",
    Acceptance,
    (
        Column("code", TEXT, "the code of the finding", required=True),
        Column("area", TEXT, "the areas that it is about; all where blank"),
        Column("first", DAY, "from which day on; all where blank"),
        Column("last", DAY, "up to which day; all where blank"),
        Column("reason", TEXT, "why it is accepted", required=True),
    ),
)

POINTER_TABLE = TableSpec(
    ATLAS,
    "Places beyond the map that its edge points to",
    "pointers",
    Pointer,
    (
        Column("name", TEXT, "its name", translated=True, required=True, most=NAME_LETTERS),
        Column("lon", DEGREES, "its longitude (EPSG:4326)", required=True),
        Column("lat", DEGREES, "and its latitude", required=True),
    ),
)

AREA_TABLE = TableSpec(
    AREAS,
    "The outlines",
    "areas",
    Area,
    (
        Column("id", ID, "its id, which never changes", required=True, most=NAME_LETTERS),
        Column("name", TEXT, "its name", required=True, translated=True, most=NAME_LETTERS),
        Column("code", TEXT, "a few letters for small maps", translated=True, most=NAME_LETTERS),
        Column("pcode", TEXT, "the code of OCHA, where there is one", most=NAME_LETTERS),
        Column("part_of", TEXT, "what it is a part of", most=NAME_LETTERS),
        Column("group", TEXT, "the group that it is shown with", refers=_A_GROUP),
        Column(
            "outline",
            _choice(Outline, blank=Outline.DERIVED, say=True),
            "where the outline comes from; `derived` (blank) is a cut through official outlines or "
            "a union of them, `schematic` a plausible shape",
        ),
        Column("first", DAY, "the first day on which the outline exists; blank: always"),
        Column("last", DAY, "the last such day"),
        Column("note", TEXT, "a remark"),
    ),
)

LANDMARK_TABLE = TableSpec(
    LANDMARKS,
    "Streets, squares, mosques and schools that the sources name",
    "landmarks",
    Landmark,
    (
        Column("id", ID, "its id", required=True, most=NAME_LETTERS),
        Column("name", TEXT, "its name", translated=True, most=NAME_LETTERS),
        Column("kind", TEXT, "`street`, `square`, `mosque`, …", most=NAME_LETTERS),
        Column("precision_m", METRES, "how far off the place may be"),
        Column("areas", LIST, "the areas in which it lies or may lie", refers=_AN_AREA),
        Column("note", TEXT, "a remark"),
    ),
)

STREET_TABLE = TableSpec(
    STREETS,
    "Streets that the map shows for orientation",
    "streets",
    Street,
    (
        Column(
            "id",
            ID,
            "its id; that of a landmark where both are one street",
            required=True,
            most=NAME_LETTERS,
        ),
        Column("name", TEXT, "its name", translated=True, most=NAME_LETTERS),
        Column(
            "kind",
            _choice(StreetKind, blank=StreetKind.STREET, say=True),
            "how much it matters for finding one's way, or that it is a watercourse; "
            "`street` where blank",
        ),
    ),
)

ACTOR_TABLE = TableSpec(
    ACTORS,
    "The parties that can hold an area",
    "actors",
    Actor,
    (
        Column(
            "id",
            ID,
            "its id; `unknown` is added where it is left out",
            required=True,
            most=NAME_LETTERS,
        ),
        Column("name", TEXT, "its name", required=True, translated=True, most=NAME_LETTERS),
        Column("short", TEXT, "a code of a few letters", translated=True, most=NAME_LETTERS),
        Column("colour", COLOUR, "its colour", required=True),
        Column(
            "side",
            TEXT,
            "the side that it is of; all but `unknown` need one. Actors of one side are no enemies",
            most=NAME_LETTERS,
        ),
        Column(
            "note",
            TEXT,
            "who it is, in one neutral sentence for a reader who does not know the war",
            translated=True,
            later=True,
        ),
    ),
)

CONTROL_TABLE = TableSpec(
    CONTROL,
    "Who held which area from which day on, and because of which claims",
    "rulings",
    Ruling,
    (
        Column("area", AREA_ID, "the area", required=True, refers=_AN_AREA),
        Column(
            "since",
            DAY,
            "the first day, inside an episode, at whose end the state holds. It holds until the "
            "area's next row, and never across the episode's end",
            required=True,
        ),
        Column(
            "began",
            SPAN,
            'when it really began, where that differs or is vague; an opening state is "since that '
            'day or earlier": `..2018-04-18`',
        ),
        Column("holder", TEXT, "who holds it; blank with `no_data`", refers=_AN_ACTOR),
        Column(
            "status",
            _choice(Status),
            "how it is held, and with it who may stand in `holder` and `rivals` (the table below); "
            "`no_data` ends the record of the area",
            required=True,
        ),
        Column("rivals", LIST, "who else is in a contested or shared area", refers=_AN_ACTOR),
        Column(
            "confidence",
            _choice(Confidence),
            "blank, it is computed by the rules in [method.md](method.md); a value overrules them "
            "and needs a note",
        ),
        Column("evidence", LIST, "the claims that the ruling rests on", refers=_A_CLAIM),
        Column("note", TEXT, "what a reader should know, in our own words", translated=True),
        Column("ruled_on", DAY, "the day on which it was ruled so", later=True),
        Column("ruled_by", TEXT, "who ruled it so: a role, such as `atlas`", later=True),
    ),
)

CAPTION_TABLE = TableSpec(
    CAPTIONS,
    "A few sentences for a day",
    "captions",
    Caption,
    (
        Column("date", DAY, "the day; at most one row for each", required=True, attribute="day"),
        Column(
            "text", TEXT, "the sentences, in our own words", translated=True, most=DRAWN_LETTERS
        ),
        Column(
            "headline",
            TEXT,
            "what happened that day, in one line of our own words",
            translated=True,
            later=True,
            most=DRAWN_LETTERS,
        ),
    ),
)

ANNOTATION_TABLE = TableSpec(
    ANNOTATIONS,
    "Short texts of ours at a place and day",
    "annotations",
    Annotation,
    (
        Column(
            "date",
            DAYS,
            "when it is shown: a day, or days of one episode, `2018-05-01/2018-05-03`",
            required=True,
        ),
        Column("area", TEXT, "its place: an area,", refers=_AN_AREA),
        Column("landmark", TEXT, "or a landmark that has a place,", refers=_A_LANDMARK),
        Column("lon", DEGREES, "or a point: its longitude (EPSG:4326)"),
        Column("lat", DEGREES, "and its latitude"),
        Column(
            "kind",
            _choice(AnnotationKind),
            "how it points at its place: with an arrow, a line to its text, or a number whose text "
            "stands beside the map",
            required=True,
        ),
        Column(
            "text",
            TEXT,
            "the text, in our own words",
            required=True,
            translated=True,
            most=DRAWN_LETTERS,
        ),
    ),
)

ERRATUM_TABLE = TableSpec(
    ERRATA,
    "What a version of the atlas corrected",
    "errata",
    Erratum,
    (
        Column("version", TEXT, "the version that corrected it", required=True, most=NAME_LETTERS),
        Column("date", DAY, "the day of the correction", required=True, attribute="day"),
        Column("area", TEXT, "the id of the ruling's area; blank where it was no ruling"),
        Column("since", DAY, "the `since` of the ruling"),
        Column("what", TEXT, "what was wrong, and what stands there now", required=True),
        Column("why", TEXT, "why it was wrong", required=True),
    ),
)

SOURCE_TABLE = TableSpec(
    SOURCES,
    "The documents",
    "sources",
    Source,
    (
        Column("id", ID, "its id", required=True, most=NAME_LETTERS),
        Column(
            "title",
            TEXT,
            "its title; in square brackets where it is our description of the document",
            required=True,
        ),
        Column("author", TEXT, "who wrote it"),
        Column("outlet", TEXT, "who published it"),
        Column("published", SPAN, "when it was published"),
        Column("updated", SPAN, "when it was last changed"),
        Column("language", TEXT, "the code of its language, such as `ar`", most=NAME_LETTERS),
        Column("kind", TEXT, "`news`, `report`, `book`, …"),
        Column("url", TEXT, "where it can be read"),
        Column("note", TEXT, "a remark"),
        Column(
            "read_as",
            _choice(ReadAs),
            "what of it was read; a `translation` is the whole of one",
            later=True,
        ),
        Column("archived_url", TEXT, "where a stored copy can be read", later=True),
        Column("archived_on", DAY, "the day of the stored copy", later=True),
    ),
)

VOICE_TABLE = TableSpec(
    VOICES,
    "Who asserts the claims",
    "voices",
    Voice,
    (
        Column("id", ID, "its id", required=True, most=NAME_LETTERS),
        Column("name", TEXT, "its name", required=True, translated=True, most=NAME_LETTERS),
        Column(
            "side", TEXT, "the side that it speaks for; blank where it has no stake", refers=_A_SIDE
        ),
        Column(
            "note",
            TEXT,
            "why it has no stake; of a voice with neither, as import leaves them, `check` reminds "
            "you",
        ),
        Column(
            "named",
            NOT_NO,
            "`no` where it stands for speakers whom nobody names; it is never a second party",
            later=True,
        ),
    ),
)

CLAIM_TABLE = TableSpec(
    CLAIMS,
    "What each voice says",
    "claims",
    Claim,
    (
        Column(
            "id",
            CLAIM_ID,
            "its source's id, a hyphen and a number that is never used again",
            required=True,
            most=NAME_LETTERS,
        ),
        Column("source", TEXT, "where it is said", required=True, refers=_A_SOURCE),
        Column("locator", TEXT, "the paragraph or page: `para 9, sentence 2`, `note 1`, `page 3`"),
        Column("date", SPAN, "the day or days that it is about", required=True),
        Column("areas", LIST, "the areas that it is about", refers=_AN_AREA),
        Column("landmark", TEXT, "one of our landmarks", refers=_A_LANDMARK),
        Column("place", TEXT, "the place as the source writes it"),
        Column(
            "voice",
            TEXT,
            "who asserts it",
            required=True,
            refers=_A_VOICE,
            expected="who says it",
        ),
        # data packages have never declared this key
        Column("via", TEXT, "who passed it on", refers=_A_VOICE, package_key=False),
        Column("kind", _choice(ClaimKind), "what it is about", required=True),
        Column(
            "stance",
            _choice(Stance, blank=Stance.ASSERTS),
            "`asserts` (blank); `denies`, `repeats` or `corrects` the claim in `about`; `left`: "
            "the holder named went away, and no successor is named",
        ),
        Column(
            "holder",
            TEXT,
            "`holder`, `status` and `rivals` are filled when believing the claim would settle who "
            "is there",
            refers=_AN_ACTOR,
        ),
        Column("status", _choice(Status), "as in `control.csv`"),
        Column("rivals", LIST, "as in `control.csv`", refers=_AN_ACTOR),
        Column(
            "extent",
            _choice(Extent, blank=Extent.WHOLE),
            "`whole` (blank), or `part`: a mosque, a block. A `part` claim can make an area "
            "contested, never held",
        ),
        Column("share", SHARE, "a figure for the areas named together: `0.7`, `0.6/0.7`"),
        Column("figure", TEXT, "another number: `20/30`"),
        Column(
            "unit",
            TEXT,
            "what it counts: `killed`. Casualty figures are claims with a voice, never facts",
        ),
        Column("about", TEXT, "the claim that `stance` is about", refers=_A_CLAIM),
        Column("summary", TEXT, "what is claimed, in our own words", translated=True),
        # a foreign key of a data package cannot have other words beside it
        Column(
            "subject",
            TEXT,
            "whom a figure of dead or wounded counts",
            refers=_AN_ACTOR,
            besides=(CIVILIANS,),
            package_key=False,
            later=True,
        ),
        Column(
            "published",
            SPAN,
            "when it was published, where that is another day than its source's",
            later=True,
        ),
        Column(
            "lon",
            DEGREES,
            "the longitude of a reported event (EPSG:4326), where the source gives a point; the "
            "map marks it on its days. The column is written only where a claim has one",
            later=True,
            rare=True,
        ),
        Column("lat", DEGREES, "and its latitude", later=True, rare=True),
    ),
)

#: The tables that are CSV files, in the order in which they are listed.
CSV_TABLES: tuple[TableSpec[Any], ...] = (
    ACTOR_TABLE,
    CONTROL_TABLE,
    CAPTION_TABLE,
    ANNOTATION_TABLE,
    ERRATUM_TABLE,
    SOURCE_TABLE,
    VOICE_TABLE,
    CLAIM_TABLE,
)
#: Those that are the properties of a map's features.
GEOJSON_TABLES: tuple[TableSpec[Any], ...] = (AREA_TABLE, LANDMARK_TABLE, STREET_TABLE)
#: Those that are tables `[[field]]` of `atlas.toml`.
SETTINGS_TABLES: tuple[TableSpec[Any], ...] = (
    GROUP_TABLE,
    EPISODE_TABLE,
    RELATION_TABLE,
    ACCEPTED_TABLE,
    POINTER_TABLE,
)
#: All of them.
TABLES = (*SETTINGS_TABLES, *GEOJSON_TABLES, *CSV_TABLES)
