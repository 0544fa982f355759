"""The parts of frontmap that inputs are made for, and how an input of each is made.

The same generator of random numbers makes the same input, on every machine.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import unicodedata
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from typer.models import ArgumentInfo, ParameterInfo

from frontmap import cli
from frontmap.importing.interpretation import interpret
from frontmap.importing.options import ImportOptions
from frontmap.importing.recipe import Recipe
from frontmap.importing.writing import write_atlas
from fuzz.cases import DAY, Case
from fuzz.mutating import mutated
from fuzz.nasty import DAYS, HOSTILE, NUMBERS, TEXTS, nasty
from fuzz.seeds import BESIDE, HOLDERS, NAMES, atlases, outlines, table, tiny

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["TARGETS", "make"]

#: How an atlas is written; one or two of these follow on whatever was accepted.
_PAGES = tuple(("render", "--lang", tag, "-o", "maps/page.html") for tag in ("en", "ar", "fr"))
_OUTPUTS = (
    *_PAGES,
    ("still", DAY, "-o", "maps/still.svg"),
    ("still", DAY, "--lang", "fr", "-o", "maps/still.svg"),
    ("show", DAY),
    ("changes",),
    ("stats", "--by", "side"),
    ("sources", "--format", "csl-json"),
    ("export", "maps/x.kml"),
    ("export", "maps/x.geojson"),
    ("export", "maps/x.gpkg"),
    ("export", "maps/x.fgb"),
    ("export", "maps/x.csv"),
    ("table", "--format", "json"),
)
#: These take ten times as long, and follow more seldom.
_SLOW = (
    ("slides", "-o", "maps/deck.pptx"),
    ("handout", DAY, "-o", "maps/handout.pdf"),
    ("still", DAY, "-o", "maps/still.png"),
    ("export", "maps/x.parquet"),
)
_ROUND = ("geojson", "kml", "gpkg", "fgb")


def make(target: str, seed: int, number: int) -> Case:
    """Return one input of a target; the same for the same seed and number."""
    return TARGETS[target](Random(f"{seed} {target} {number}"))


def _written(random: Random, atlas: str) -> list[tuple[str, ...]]:
    """Return commands that write an atlas in some ways, and sometimes twice, or there and back."""
    at = ("--atlas", atlas)
    commands: list[tuple[str, ...]] = [("table", *at)]
    commands += [(*one, *at) for one in random.sample(_OUTPUTS, random.choice((0, 1, 1, 2)))]
    if random.random() < 0.05:
        commands.append((*random.choice(_SLOW), *at))
    if random.random() < 0.1:
        ending = random.choice(("html", "geojson", "kml", "gpkg", "csv"))
        how = ("render", "-o") if ending == "html" else ("export",)
        commands += [(*how, f"maps/x.{time}.{ending}", *at) for time in ("once", "twice")]
    if random.random() < 0.1:
        file = f"maps/round.{random.choice(_ROUND)}"
        commands += [
            ("export", file, *at),
            ("import", file, "-o", "back"),
            ("table", "--atlas", "back"),
        ]
    return commands


# --- tables and outlines of other people

#: Options of import, each with what may be said by it.
_OPTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("--dates", ("dmy", "mdy", "ymd", "excel")),
    ("--calendar", ("hijri", "persian", "gregorian")),
    ("--zone", ("Asia/Damascus", "+03:00", "Mars/Olympus", "+99:99")),
    ("--end", ("inclusive", "exclusive")),
    ("--holds", ("1", "7", "next", "9999999")),
    ("--last", ("2018-05-10", "2018-06-30", "9999-12-31", "0001-01-01")),
    ("--first", ("2018-05-01", "1900-01-01", "9999-12-31")),
    ("--near", ("1", "99999")),
    ("--header", ("1", "2", "99999999")),
    ("--snap", ("1", "100", "100000")),
    ("--crs", ("EPSG:4326", "EPSG:32637", "EPSG:2039", "+proj=laea", "nonsense")),
    ("--encoding", ("cp1256", "utf-16", "ascii", "nonsense")),
    ("--languages", ("fr,en", "ar", "en,ar,fr", "xx")),
    ("--shape", ("wide", "long", "intervals", "asof", "changes", "packed", "snapshots", "spans")),
    ("--id-column", ("id", "name", "nonsense")),
    ("--name-column", ("name", "id", "holder")),
    ("--column", ("place=place", "holder=holder", "date=start", "start=start", "end=end", "x=y")),
    ("--leave-out", ("casualties", "status", "start", "end", "holder")),
    ("--all-held-by", ("Blue", "")),
    ("--preset", ("wikipedia", "nonsense")),
    ("--word", ("safe=high", "safe=held", "said so=low", "Green=contested", "x=y", "=")),
    ("--event-kind", ("Battles=clash", "clash=control", "x=y")),
    ("--event-column", ("place=location", "actor=actor1", "note=notes", "x=y")),
    ("--sheet", ("s", "nonsense")),
    ("--layer", ("areas", "nonsense")),
    ("--title", TEXTS),
)
_FLAGS = ("--years", "--mend", "--unite", "--skip-unmatched", "--footnotes")


def _options(random: Random) -> list[str]:
    """Return some options of import."""
    said = []
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 4))):
        name, values = random.choice(_OPTIONS)
        said += [f"{name}={random.choice(values)}"]
    return said + ([random.choice(_FLAGS)] if random.random() < 0.2 else [])


def _import(random: Random) -> Case:
    """Tables and outlines, each of them changed or not; a recipe is proposed and imported."""
    areas, files = outlines(random)
    name, content, asked = table(random)
    said, named = _options(random), [areas]
    if random.random() < 0.75:
        files[name] = content
        named = [name, areas]
        said += asked if random.random() < 0.9 else ()
    for beside, text, options in random.sample(BESIDE, random.choice((0, 0, 0, 0, 1, 1, 2))):
        files[beside] = text.encode()
        said += options
    if random.random() < 0.05:
        files[f"2018-06-01_{areas}"] = files[areas]
        named = [areas, f"2018-06-01_{areas}"]
    elif named[0] == name and random.random() < 0.1:
        # another table of the same, or of the same shape: an edition, or what goes on
        files[f"b_{name}"] = mutated(random, name, content)
        named.insert(1, f"b_{name}")
    for one in random.sample(sorted(files), random.choice((0, 1, 1, 1, len(files)))):
        files[one] = mutated(random, one, files[one])
    first: tuple[str, ...] = ("import", *named, *said, "--propose", "recipe.toml")
    second: tuple[str, ...] = ("import", "recipe.toml", "-o", "atlas")
    if random.random() < 0.2:
        files["holders.csv"] = mutated(random, "holders.csv", HOLDERS.encode())
        first = ("import", *named, *said, "--holders", "holders.csv", "--dry-run")
        second = ("import", *named, *said, "--holders", "holders.csv", "-o", "atlas")
    commands = (first, second, ("check", "atlas"), *_written(random, "atlas"))
    return Case("import", files, commands, must=2)


# --- an atlas's own files


def _atlas(random: Random) -> Case:
    """An atlas with changes in one file, or in several; what is accepted is written."""
    files = dict(random.choice(atlases()))
    for name in random.sample(sorted(files), random.choice((1, 1, 1, 2, 3))):
        files[name] = mutated(random, name, files[name])
    if random.random() < 0.02:
        del files[random.choice(sorted(files))]
    files = {f"atlas/{name}": content for name, content in files.items()}
    commands = (("check", "atlas"), *_written(random, "atlas"))
    return Case("atlas", files, commands, must=1)


# --- recipes, and imports that are repeated


@cache
def _imported() -> Mapping[str, bytes]:
    """Return a table, outlines, and the atlas that was imported from them with its recipe."""
    random = Random("imported")
    files = {"areas.geojson": b"", "table.csv": b""}
    while not files["areas.geojson"]:
        areas, made = outlines(random)
        files["areas.geojson"] = made[areas] if areas.endswith(".geojson") else b""
    rows = (f"{name},2018-05-0{day},{holder},{source}\n"
            for day, holder, source in ((1, "Blue", "a paper"), (2, "Blue", ""), (3, "Green", "b"))
            for name in NAMES)  # fmt: skip
    files["table.csv"] = ("place,date,holder,source\n" + "".join(rows)).encode()
    files["holders.csv"] = HOLDERS.encode()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        paths = tuple(Path(folder) / name for name in ("table.csv", "areas.geojson"))
        options = ImportOptions(holders=Path(folder) / "holders.csv")
        read = interpret(paths, options, tell=lambda _: None)
        write_atlas(read, Path(folder) / "atlas", Recipe(paths, options))
        for path in sorted((Path(folder) / "atlas").rglob("*.*")):
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def _recipe(random: Random) -> Case:
    """A recipe with changes, beside a good table and good outlines."""
    files = dict(_imported())
    recipe = files["atlas/geodata/import.toml"].replace(b"../../", b"")
    recipe = mutated(random, "recipe.toml", recipe)
    files = {"recipe.toml": recipe, **{n: c for n, c in files.items() if "/" not in n}}
    first = random.choice((("--dry-run",), ("--propose", "again.toml")))
    commands = (
        ("import", "recipe.toml", *first),
        ("import", "recipe.toml", "-o", "atlas"),
        ("check", "atlas"),
        *_written(random, "atlas"),
    )
    return Case("recipe", files, commands, must=2)


def _again(random: Random) -> Case:
    """An import that is repeated, with changes in its table and in the atlas that it made."""
    files = dict(_imported())
    for name in random.sample(sorted(files), random.choice((1, 1, 2, 3))):
        files[name] = mutated(random, name, files[name])
    said = tuple(_options(random)) if random.random() < 0.3 else ()
    if random.random() < 0.3:
        files["more.csv"] = mutated(
            random, "more.csv", files["table.csv"].replace(b"-05-", b"-06-")
        )
        said += ("--add", "more.csv", "--last", "2018-06-30")
    commands = (
        ("import", "--again", "atlas", *said),
        ("check", "atlas"),
        *_written(random, "atlas"),
    )
    return Case("again", files, commands, must=1)


# --- command lines


#: Ids of the atlases, by the parameters that take one; no atlas has all of them.
_IDS = {
    "area": ("north", "north", "southeast", "harbour", "field-7"),
    "episode": ("first-week", "first-week", "later"),
    "told_by": ("side:blue", "side:green", "blue-media", "almanac", "side:party-1"),
}
_IDS |= {"left": _IDS["told_by"], "right": _IDS["told_by"]}
_ANY_ID = (*(one for of in _IDS.values() for one in of), "blue", "mill", "2001-01-02")
_DAYS = ("2001-01-01", "2001-01-02", "2001-01-03", "2001-01-04")
#: None of these leaves the folder by more than the four folders that it lies in.
_PATHS = (
    "atlas", "none", ".", "..", "", "x.html", "x.svg", "x.pdf", "x.gif", "x.pptx", "x.png", "x.kml",
    "a/b/c.html", "X.HTML", "x", "atlas/geodata/control.csv", "atlas/maps/x.csv", "geodata/x.csv",
    "x.geojson", "x.csv", "x.qgs", "datapackage.json", "atlas/datapackage.json", "../x.html",
    ".html", "a" * 300 + ".html", "\udcff.html", "-.html", "x.html/", "atlas/geodata", "x\ny.html",
    "~", "-", "\u202ex.html", "x.toml", "table.csv", "x.parquet", "x.fgb", "x.gpkg",
)  # fmt: skip


def _parameters(command: Callable[..., object]) -> list[tuple[str, tuple[str, ...], Any]]:
    """Return each parameter of a command, how its option is written if it is one, and its type."""
    found = []
    for name, hint in get_type_hints(command, include_extras=True).items():
        said = next((one for one in get_args(hint)[1:] if isinstance(one, ParameterInfo)), None)
        if said is not None:
            # within Annotated, typer takes the first name for the default
            given = (said.default, *(said.param_decls or ()))
            names = tuple(one for one in given if isinstance(one, str) and one.startswith("-"))
            names = names or (f"--{name.replace('_', '-')}",)
            found.append((name, () if isinstance(said, ArgumentInfo) else names, hint))
    return found


_COMMANDS = {
    one.name or one.callback.__name__: _parameters(one.callback)
    for one in cli.app.registered_commands
    if one.callback
}


def _line(random: Random) -> Case:
    """A command line with any options and any values, on the tiny atlas."""
    command = random.choice(sorted(_COMMANDS))
    line = [command]
    for name, names, kind in _COMMANDS[command]:
        times = (
            random.choice((0, 1, 1, 1, 1, 1, 1, 2)) if not names or random.random() < 0.15 else 0
        )
        for _ in range(times):
            line += [random.choice(names)] if names else []
            line += [_value(random, name, kind)] if "bool" not in str(kind) else []
    if random.random() < 0.1:
        odd = ("--help", "--", "-x", "--no", "")
        line.insert(random.randrange(len(line) + 1), random.choice(odd))
    # the built-in atlas takes too long for most of them
    if "--atlas" not in line and any("--atlas" in names for _, names, _ in _COMMANDS[command]):
        line += ["--atlas", "atlas"]
    made = tiny() if random.random() < 0.5 else random.choice(atlases())
    change = random.choice((None, None, mutated, _hostile))
    files = {f"atlas/{one}": content for one, content in made.items()}
    one = random.choice(sorted(files))
    if change:
        files[one] = change(random, one, files[one])
    files["table.csv"] = _imported()["table.csv"]
    return Case("command line", files, (tuple(line),), must=1)


def _value(random: Random, name: str, hint: Any) -> str:  # noqa: ANN401 - an annotation
    """Return a value for a parameter: one of its name or its type, or nasty."""
    kinds = [one for one in _bare(hint) if one is not type(None)]
    usual: tuple[str, ...] = _IDS.get(name, _ANY_ID)
    if Path in kinds:
        return random.choice(_PATHS)
    if date in kinds:
        usual = random.choice((_DAYS, _DAYS, _DAYS, DAYS))
    elif int in kinds or float in kinds:
        usual = random.choice((("1", "5", "200", "640", "960"), NUMBERS))
    elif found := [one for kind in kinds if issubclass(kind, Enum) for one in kind]:
        usual = tuple(str(one.value) for one in found)
    one = random.choice(usual) if random.random() < 0.9 else nasty(random)
    # no command line holds a zero byte
    return one.replace("\x00", "")


def _bare(hint: Any) -> list[type]:  # noqa: ANN401 - likewise
    """Return the types that an annotation is made of."""
    inside = [one for one in get_args(hint) if get_args(one) or isinstance(one, type)]
    return [kind for one in inside for kind in _bare(one)] or [hint]


# --- atlases whose every text is hostile

#: Hostile texts that `check` does not refuse for their control characters.
_SEEN = tuple(text for text in HOSTILE if not any(unicodedata.category(c) == "Cc" for c in text))
#: Columns and keys whose texts are for readers, without their languages.
_FREE = {
    "name", "short", "note", "title", "text", "summary", "author", "outlet", "locator", "place",
    "url", "headline", "code", "pcode", "licence", "attribution", "version", "what", "why",
    "reason", "figure",
}  # fmt: skip


def _is_free(column: str) -> bool:
    stem, _, tag = column.rpartition("_")
    return column in _FREE or (stem in _FREE and len(tag) == 2)


def _page(random: Random) -> Case:
    """An atlas in which each text is hostile; what is accepted is written as a page, and more."""
    files = {}
    for name, content in random.choice(atlases()).items():
        files[f"atlas/{name}"] = _hostile(random, name, content)
    commands = (
        ("check", "atlas"),
        ("table", "--atlas", "atlas"),
        (*random.choice(_PAGES), "--atlas", "atlas"),
        ("still", DAY, "-o", "maps/still.svg", "--atlas", "atlas"),
        *((*one, "--atlas", "atlas") for one in random.sample((*_OUTPUTS, *_SLOW[:2]), 1)),
    )
    return Case("page", files, commands, must=1)


def _text(random: Random) -> str:
    return "".join(
        random.choice((*_SEEN, "a", " ", "ب")) for _ in range(random.choice((1, 1, 2, 3)))
    )


def _hostile(random: Random, name: str, content: bytes) -> bytes:
    """Return a file of an atlas with other texts in it, where they are for readers."""
    if name.endswith(".csv"):
        head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        rows = [[_text(random) if _is_free(column) and (cell or column == "url") else cell
                 for column, cell in zip(head, row, strict=True)] for row in rows]  # fmt: skip
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="\n").writerows([head, *rows])
        return written.getvalue().encode()
    if name.endswith(".geojson"):
        tree = json.loads(content)
        for feature in tree["features"]:
            for key, value in feature["properties"].items():
                if _is_free(key) and value:
                    feature["properties"][key] = _text(random)
        return json.dumps(tree, ensure_ascii=False).encode()
    lines = content.decode().splitlines()
    for number, line in enumerate(lines):
        key, equals, value = line.partition(" = ")
        if equals and _is_free(key) and value.startswith('"'):
            lines[number] = f"{key} = {json.dumps(_text(random))}"
    return "\n".join(lines).encode() + b"\n"


TARGETS: Mapping[str, Callable[[Random], Case]] = {
    "import": _import,
    "atlas": _atlas,
    "recipe": _recipe,
    "again": _again,
    "command line": _line,
    "page": _page,
}
