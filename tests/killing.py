"""Commands that write, stopped at a chosen point or moment, and what they leave behind.

`python tests/killing.py WRITER:KILL|TERM:POINT,… …` stops writers at points at which they change
the file system: the first is 1, the last -1, and without any they are all meant. It prints a line
for each thing that is wrong, and last how often each was stopped, and how often between old and new
files. A writer runs in a fork of this process, which has imported everything. A point is what
Python tells its audit hooks (PEP 578), or a call of `fsync`.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

# a fork has one thread: what another one held, such as an allocator's lock, would stay held
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"

import typer.main

from frontmap import cli
from frontmap.__main__ import main
from frontmap.files.unfinished import MARK
from frontmap.folder.read import read_record
from frontmap.folder.tables import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# so that no fork imports them, nor builds the commands again
for _name in ("atlas", "importing.running", "importing.new_atlas", "exchange.formats.gpkg"):
    import_module(f"frontmap.{_name}")
cli.app = typer.main.get_command(cli.app)  # type: ignore[assignment]
HERE = Path(__file__).resolve().parent

with redirect_stdout(StringIO()):
    # what typer imports when it reads a command line for the first time
    cli.app(["check", "--quiet", str(HERE / "tiny")], obj=(), standalone_mode=False)

#: What changes the file system, by the names of Python's audit events.
CHANGES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree",
    "tempfile.mkstemp", "tempfile.mkdtemp",
}  # fmt: skip

TABLE = "place,date,holder,source\nNorth,2001-01-01,Blue,=Almanac\nSouth,2001-01-01,Green,Report\n"
LATER = "place,date,holder,source\nNorth,2001-01-02,Green,Report\nSouth,2001-01-02,Blue,Herald\n"
AREAS = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "North"}, "geometry": {"type": "Polygon",
 "coordinates": [[[3, 0], [3.01, 0], [3.01, 0.01], [3, 0.01], [3, 0]]]}},
{"type": "Feature", "properties": {"name": "South"}, "geometry": {"type": "Polygon",
 "coordinates": [[[3, -0.01], [3.01, -0.01], [3.01, 0], [3, 0], [3, -0.01]]]}}]}
"""


@dataclass(frozen=True)
class Writer:
    """A command that writes.

    Attributes:
        arguments: its command line.
        old: the files that are there before, by their path.
        before: commands that are run once before it.
        whole: whether all that it writes is there together or not at all.
        status: how it ends, undisturbed.
    """

    arguments: Sequence[str]
    old: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[Sequence[str]] = ()
    whole: bool = False
    status: int = 0


def _output(command: str, name: str, *more: str) -> Writer:
    arguments = [*command.split(), *more, *(["-o"] if command != "export" else []), name]
    return Writer([*arguments, "--atlas", "tiny"], {name: "old"})


IMPORT = ["import", "one.csv", "areas.geojson"]
PROPOSED = [*IMPORT, "--propose", "recipe.toml"]
MADE = [PROPOSED, ["import", "recipe.toml", "-o", "town"]]
MANY = "place,date,holder\n" + "".join(f"Place {n},2001-13-01,Blue\n" for n in range(9))

WRITERS = {
    "page": _output("render", "maps/a.html"),
    "png": _output("still 2001-01-03", "maps/a.png"),
    "svg": _output("still 2001-01-03", "maps/a.svg"),
    "slides": _output("slides 2001-01-03", "maps/a.pptx"),
    "handout": _output("handout 2001-01-03", "maps/a.pdf"),
    "animation": _output("animate --width 320", "maps/a.gif"),
    "csv": _output("export", "maps/a.csv"),
    "geojson": _output("export", "maps/a.geojson"),
    "kml": _output("export", "maps/a.kml"),
    "gpkg": _output("export", "maps/a.gpkg"),
    "fgb": _output("export", "maps/a.fgb"),
    "package": _output("export", "tiny/datapackage.json"),
    "new": Writer(["new", "made/town"], whole=True),
    "new-in-empty": Writer(["new", "empty"], whole=True),
    "import": Writer(MADE[1], before=MADE[:1], whole=True),
    "propose": Writer(PROPOSED),
    "propose-anew": Writer(
        ["import", "recipe.toml", "--propose", "recipe.toml", "--title", "Other"], before=MADE[:1]
    ),
    "propose-holders": Writer([*IMPORT, "--propose-holders", "holders.csv"]),
    "again": Writer(["import", "--again", "town", "--add", "two.csv"], before=MADE),
    "faults": Writer(["import", "many.csv", "areas.geojson", "-o", "none"], status=1),
}


def prepare(writer: Writer, folder: Path) -> None:
    """Lay out everything that the writers read, and the old files of one of them."""
    shutil.copytree(HERE / "tiny", folder / "tiny")
    inputs = {"one.csv": TABLE, "two.csv": LATER, "areas.geojson": AREAS, "many.csv": MANY}
    for name, content in {**inputs, **writer.old}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "tmp").mkdir()
    (folder / "empty").mkdir()
    for command in writer.before:
        status = ran_in_fork(command, folder)
        if status:
            raise RuntimeError(command, status, said(folder))
    (folder / "said").unlink(missing_ok=True)


def ran_in_fork(
    arguments: Sequence[str], folder: Path, *, stop: int = 0, by: int = signal.SIGKILL
) -> int:
    """Run a command in a fork of this process; return its status, or what killed it as negative.

    Args:
        arguments: the command line.
        folder: where it runs; its temporary folder is `tmp`, and what it says goes to `said`.
        stop: the point at which it is sent a signal, where the first is 1; 0 is never.
        by: the signal.
    """
    child = os.fork()
    if child == 0:
        try:
            _be_the_command(arguments, folder, stop, by)
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _be_the_command(arguments: Sequence[str], folder: Path, stop: int, by: int) -> None:
    os.chdir(folder)
    heard = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(heard, 1)
    os.dup2(heard, 2)
    tempfile.tempdir = str(folder / "tmp")
    sys.argv = ["frontmap", *arguments]
    met = [0]

    def meet() -> None:
        met[0] += 1
        if met[0] == stop:
            os.kill(os.getpid(), by)

    def hook(event: str, values: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and _writes(values)):
            meet()

    sync = os.fsync

    def synced(descriptor: int) -> None:
        meet()
        sync(descriptor)

    os.fsync = synced
    sys.addaudithook(hook)
    try:
        main()
    except SystemExit as left:
        (folder / "met").write_text(str(met[0]))
        os._exit(left.code if isinstance(left.code, int) else 0)


def _writes(values: tuple[Any, ...]) -> bool:
    flags = values[2] if len(values) > 2 and isinstance(values[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def said(folder: Path) -> str:
    """What the last command in a folder said."""
    path = folder / "said"
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and every folder that is ours, by their path."""
    return {
        path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if (path.is_file() and path.name not in {"said", "met"}) or MARK in path.name
    }


@dataclass(frozen=True)
class Trial:
    """A writer, and the files before it ran and after it ran undisturbed."""

    writer: Writer
    origin: Path
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    points: int

    @staticmethod
    def of(writer: Writer, work: Path) -> Trial:
        """Run a writer undisturbed, and see what it writes."""
        prepare(writer, work / "origin")
        shutil.copytree(work / "origin", work / "whole")
        status = ran_in_fork(writer.arguments, work / "whole")
        if status != writer.status:
            raise RuntimeError(writer.arguments, status, said(work / "whole"))
        before, after = files_in(work / "origin"), files_in(work / "whole")
        points = int((work / "whole" / "met").read_text())
        return Trial(writer, work / "origin", before, after, points)

    def fresh(self, folder: Path) -> Path:
        """A new copy of what was there before."""
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.origin, folder))

    def wrong_after(self, folder: Path, status: int, by: int) -> Iterator[str]:
        """Say what is wrong in a folder whose writer was stopped, and run it once more."""
        ours, rest = self._seen(folder)
        yield from self._wrong_files(rest)
        mixed = rest not in (self.before, self.after)
        if mixed and self.writer.arguments[1] == "--again":
            codes = [fault.code for fault in read_record(folder / "town")[1]]
            if "unfinished-import" not in codes:
                yield f"old and new files pass for an atlas: {codes}"
        if by != signal.SIGKILL and status != self.writer.status:
            if ours or (mixed and self.writer.arguments[1] == "--again"):
                yield f"left: {sorted(ours)}"
            # before the first instruction, the system itself ends it
            last = f"frontmap: stopped by {signal.Signals(by).name}; no file is left half-written"
            lines = said(folder).splitlines()
            ended = (status == -by and not lines) or (status == 128 + by and lines[-1:] == [last])
            if not ended or "Traceback" in said(folder):
                yield f"status {status}, said {said(folder)!r}"
        status = ran_in_fork(self.writer.arguments, folder)
        # what is there whole, some refuse to replace
        there = rest == self.after
        if status != self.writer.status and not there:
            yield f"the next run ends with {status}: {said(folder)!r}"
        if (left := files_in(folder)) != self.after:
            names = sorted(set(left) ^ set(self.after))
            yield f"the next run leaves something else: {names}"

    def state_of(self, folder: Path) -> tuple[bool, int]:
        """Whether old and new files lie together, and how many unfinished ones were left."""
        ours, rest = self._seen(folder)
        return rest not in (self.before, self.after), len(ours)

    def _seen(self, folder: Path) -> tuple[set[str], dict[str, bytes]]:
        """What is ours and unfinished in a folder, and the other files."""
        now = files_in(folder)
        ours = {path for path in now if MARK in path}
        others = ours | {f"town/{UNFINISHED}"}
        return ours, {path: body for path, body in now.items() if path not in others}

    def _wrong_files(self, rest: Mapping[str, bytes]) -> Iterator[str]:
        for path in self.before:
            if path not in rest:
                yield f"lost: {path}"
        for path, body in rest.items():
            if body not in (self.before.get(path), self.after.get(path)):
                yield f"half-written: {path}"
        if self.writer.whole and rest not in (self.before, self.after):
            yield f"half a folder: {sorted(set(rest) ^ set(self.before))}"


def stopped_at_points(spec: str, trial: Trial, folder: Path) -> Iterator[str]:
    """Stop a writer at points, and say what is wrong, and how often it was stopped."""
    _, signal_name, at = spec.split(":")
    by = getattr(signal, f"SIG{signal_name}")
    every = range(1, trial.points + 1)
    points = [int(point) % (trial.points + 1) for point in at.split(",") if point] or every
    between = 0
    for point in points:
        trial.fresh(folder)
        status = ran_in_fork(trial.writer.arguments, folder, stop=point, by=by)
        between += trial.state_of(folder)[0]
        for what in trial.wrong_after(folder, status, by):
            yield f"{spec}, point {point} of {trial.points}: {what}"
    yield f"{spec}: {len(points)} stopped, {between} between old and new files"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch).resolve()
        names = dict.fromkeys(spec.split(":")[0] for spec in sys.argv[1:])
        trials = {name: Trial.of(WRITERS[name], work / name) for name in names}
        for one in sys.argv[1:]:
            of = one.split(":")[0]
            for line in stopped_at_points(one, trials[of], work / of / "stopped"):
                sys.stdout.write(f"{line}\n")
