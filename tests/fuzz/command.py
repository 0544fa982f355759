"""The command `python tests/fuzz`: try inputs, tell how far it is, and keep each that fails."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzz.bounded import Job, Result, results
from fuzz.cases import read_case
from fuzz.shrinking import shrunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["main"]

NAMES = ("import", "atlas", "recipe", "again", "command line", "page")
#: Of twenty inputs, which are for what: a page takes ten times as long as an atlas.
_TURNS = (
    *("import", "atlas", "recipe", "import", "atlas", "again", "import", "atlas"),
    *("command line", "again"),
    *("import", "atlas", "recipe", "import", "atlas", "again", "import", "atlas"),
    *("command line", "page"),
)
#: Of inputs that fail in one way, so many are kept.
_KEPT = 3
#: After so many seconds a line says how far it is, and what is known so far is saved.
_EVERY = 30


@dataclass
class Tally:
    """How many inputs of each target were tried, what came of them, and how long it took."""

    tried: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, saved: Mapping[str, Mapping[str, Any]]) -> Tally:
        """Return what a run had counted before it was stopped."""
        tried, accepted, kinds = (Counter(saved[one]) for one in ("tried", "accepted", "kinds"))
        return cls(tried, accepted, dict(saved["seconds"]), kinds)

    def add(self, result: Result) -> None:
        """Count one result."""
        target = result.job.target
        self.tried[target] += 1
        self.accepted[target] += result.outcome.accepted
        self.seconds[target] = self.seconds.get(target, 0.0) + result.seconds
        self.kinds.update({failure.kind for failure in result.outcome.failures})

    def lines(self) -> Iterator[str]:
        """Say it, a line for each target and for each kind of failure."""
        yield f"{'target':14}{'tried':>9}{'refused':>9}{'accepted':>9}{'a second':>9}"
        for target in (one for one in NAMES if self.tried[one]):
            tried, accepted = self.tried[target], self.accepted[target]
            pace = tried / max(self.seconds[target], 0.001)
            yield f"{target:14}{tried:9}{tried - accepted:9}{accepted:9}{pace:9.1f}"
        yield f"{'all':14}{self.tried.total():9}; {len(self.kinds)} kinds of failures"
        yield from (f"{number:7} {kind}" for kind, number in self.kinds.most_common())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 where nothing failed, else 1."""
    said = _parser().parse_args(arguments)
    if said.repeat:
        return _repeat(said.repeat, said.processes)
    if said.shrink:
        return shrunk(said.shrink)
    return _run(said)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python tests/fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000, help="how many inputs, all in all")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other inputs")
    parser.add_argument("--target", choices=NAMES, action="append", help="only these; repeat it")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time")
    parser.add_argument("--into", type=Path, default=Path("fuzz"), help="where failures are kept")
    parser.add_argument(
        "--afresh", action="store_true", help="do not go on where a run was stopped"
    )
    parser.add_argument("--repeat", type=Path, nargs="+", help="try these kept inputs again")
    parser.add_argument(
        "--shrink", type=Path, help="make this kept input smaller, as it still fails"
    )
    return parser


def _run(said: argparse.Namespace) -> int:
    targets = tuple(said.target or _TURNS)
    state = said.into / "run.json"
    tally, done = Tally(), 0
    what = {"seed": said.seed, "targets": list(targets)}
    if state.exists() and not said.afresh:
        saved = json.loads(state.read_text("utf-8"))
        if saved["what"] == what:
            done = saved["done"]
            tally = Tally.of(saved["tally"])
            print(f"goes on after {done} inputs")
    jobs = (Job(n, targets[n % len(targets)], said.seed) for n in range(done, said.inputs))
    said.into.mkdir(parents=True, exist_ok=True)
    last = began = time.monotonic()
    first = done
    try:
        for result in _in_order(results(jobs, said.processes), first):
            tally.add(result)
            done += 1
            _keep(result, tally, said.into)
            if time.monotonic() - last > _EVERY:
                last = time.monotonic()
                pace = (done - first) / (last - began)
                print(f"{done} of {said.inputs}, {pace:.1f} a second, {len(tally.kinds)} kinds",
                      flush=True)  # fmt: skip
                _save(state, what, done, tally)
    except KeyboardInterrupt:
        print("stopped; the same command goes on")
    _save(state, what, done, tally)
    print("\n".join(tally.lines()))
    return 1 if tally.kinds else 0


def _in_order(found: Iterator[Result], first: int) -> Iterator[Result]:
    """Yield results in the order of their numbers, so that a run that was stopped can go on."""
    early: dict[int, Result] = {}
    due = count(first)
    number = next(due)
    for result in found:
        early[result.job.number] = result
        while number in early:
            yield early.pop(number)
            number = next(due)


def _save(state: Path, what: object, done: int, tally: Tally) -> None:
    text = json.dumps({"what": what, "done": done, "tally": vars(tally)}, indent=1)
    part = state.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(state)


def _keep(result: Result, tally: Tally, folder: Path) -> None:
    """Write an input that fails in a way in which few did before, and how to repeat it."""
    for failure in result.outcome.failures:
        if tally.kinds[failure.kind] > _KEPT or result.case is None:
            continue
        kind = re.sub(r"[^A-Za-z0-9]+", "-", failure.kind).strip("-")[:80]
        name = f"{result.job.target}-{result.job.seed}-{result.job.number}".replace(" ", "-")
        kept = folder / kind / name
        kept.mkdir(parents=True, exist_ok=True)
        result.case.write(kept / "files")
        (kept / "case.json").write_text(result.case.to_json(), "utf-8")
        (kept / "failure.txt").write_text(f"{failure.kind}\n\n{failure.told}\n", "utf-8", "replace")
        repeat = f"# python tests/fuzz --repeat {kept}/case.json\n# or, in {kept}/files:\n"
        (kept / "repeat.sh").write_text(repeat + result.case.shell() + "\n", "utf-8")


def _repeat(paths: Sequence[Path], processes: int) -> int:
    """Try kept inputs again; return 0 where none fails any more, else 1."""
    cases = [read_case(path) for path in paths]
    jobs = (Job(number, case.target, case=case) for number, case in enumerate(cases))
    failed = 0
    for result in results(jobs, processes):
        failures = result.outcome.failures
        failed += bool(failures)
        how = "fails" if failures else f"as it should be: {list(result.outcome.ends)}"
        print(f"{paths[result.job.number]}: {how}")
        for failure in failures:
            print(f"  {failure.kind}\n{failure.told}", file=sys.stderr)
    return 1 if failed else 0
