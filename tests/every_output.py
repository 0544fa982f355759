"""Every output of an atlas, each by its command; as a program, it prints the digest of each.

    python tests/every_output.py ATLAS TUTORIAL

It works in the current folder, where it copies the atlas to `atlas`. `TUTORIAL` is `docs/tutorial`,
whose table and outlines are imported. `test_same_bytes.py` and `long/versions.py` compare what
machines with other settings, or other versions, print.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import typer.main

from frontmap import cli
from frontmap.cli import main
from frontmap.exchange import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ATLAS = "atlas"
DAY, BEFORE = "2001-01-03", "2001-01-02"

#: The commands that write a file, by its name.
WRITERS = {
    "page.html": ("render", "--date", DAY),
    "page-ar.html": ("render", "--date", DAY, "--lang", "ar"),
    "page-told.html": ("render", "--date", DAY, "--as-told-by", "side:green"),
    "still.svg": ("still", DAY),
    "still.png": ("still", DAY, "--width", "500"),
    "still.pdf": ("still", DAY),
    "slide.png": ("still", DAY, "--for", "slide"),
    "sheet.pdf": ("still", BEFORE, DAY, "--before-after", "--lang", "ar"),
    "slides.pptx": ("slides", "--changes"),
    "pair.pptx": (
        "slides",
        BEFORE,
        DAY,
        "--before-after",
        "--against",
        "side:green",
        "--lang",
        "ar",
    ),
    "handout.pdf": ("handout", DAY),
    "animation.gif": ("animate", "--width", "320"),
    "animation.webp": ("animate", "--width", "320"),
    "animation.mp4": ("animate", "--width", "320"),
} | {f"export{ending}": ("export",) for ending in ENDINGS if ending.startswith(".")}

#: The commands that print, by a name of what they print.
PRINTERS = {
    "table.csv": ("table",),
    "table.json": ("table", "--format", "json"),
    "changes.csv": ("changes",),
    "stats.csv": ("stats", "--by", "side"),
    "sources.json": ("sources", "--format", "csl-json"),
    "why.json": ("why", "southeast", DAY, "--format", "json"),
    "compare.csv": ("compare", "side:blue", "side:green", BEFORE, "--format", "csv"),
    "show.txt": ("show", DAY),
    "show-ar.txt": ("show", DAY, "--lang", "ar"),
    "why.txt": ("why", "southeast", DAY, "--lang", "ar"),
    "compare.txt": ("compare", "side:blue", "side:green", BEFORE),
    "check.txt": ("check",),
}


def outputs(atlas: Path, tutorial: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each output's name and bytes."""
    shutil.copytree(atlas, ATLAS)
    for name, arguments in WRITERS.items():
        target = [name] if arguments == ("export",) else ["-o", name]
        ran([*arguments, *target, "--atlas", ATLAS])
        yield name, Path(name).read_bytes()
    for name, arguments in PRINTERS.items():
        yield name, ran([*arguments, "--atlas", ATLAS])
    ran(["export", f"{ATLAS}/datapackage.json", "--atlas", ATLAS])
    yield "datapackage.json", Path(ATLAS, "datapackage.json").read_bytes()
    yield from _imported(tutorial)
    ran(["new", "small"])
    yield from _files("small")


def _imported(tutorial: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the recipe that is proposed for the tutorial's files, and the atlas it makes."""
    shutil.copytree(tutorial, "people")
    files = ["people/who.csv", "people/quarters.geojson"]
    yield "proposal.txt", ran(["import", *files, "--propose", "recipe.toml", "--near", "1"])
    recipe = Path("recipe.toml")
    yield recipe.name, recipe.read_bytes()
    answered = recipe.read_text("utf-8").replace('#end = "included"', 'end = "included"')
    recipe.write_text(answered, "utf-8", newline="\n")
    yield "import.txt", ran(["import", recipe.name, "-o", "town"])
    yield from _files("town")


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            yield path.as_posix(), path.read_bytes()


def ran(arguments: Sequence[str]) -> bytes:
    """Run a command as a pipe sees it; return what it said, and fail where it refuses."""
    out, err = _Pipe(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as left:
            status = left.code
    out.flush()
    said = out.buffer.getvalue() + err.getvalue().encode("utf-8", "surrogateescape")
    if status:
        raise SystemExit(f"{arguments}: {said.decode('utf-8', 'replace')}")
    return said


class _Pipe(io.TextIOWrapper):
    """Standard output as the machine's own encoding has it, into the memory."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding=sys.stdout.encoding)


if __name__ == "__main__":
    # not again for each command
    cli.app = typer.main.get_command(cli.app)  # type: ignore[assignment]
    for name, content in outputs(Path(sys.argv[1]), Path(sys.argv[2])):
        print(hashlib.sha256(content).hexdigest(), name)  # noqa: T201 - a program
