"""Stop each writer a hundred times, half at points and half at moments drawn at random.

`python tests/long/kills.py [WRITER …] [--count 100] [--seed 1]` prints a line of figures for each
writer, one for each thing that is wrong, and last the sums; the status is 1 if anything is wrong.
Two of three are killed by SIGKILL, the third is stopped by SIGTERM or SIGINT; some are over before
their moment comes. What is looked at, `../killing.py` says.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from killing import WRITERS, Trial, ran_in_fork

SIGNALS = (
    signal.SIGKILL,
    signal.SIGTERM,
    signal.SIGKILL,
    signal.SIGKILL,
    signal.SIGINT,
    signal.SIGKILL,
)


def stopped_at_a_moment(trial: Trial, folder: Path, after: float, by: int) -> int:
    """Run a writer and stop it after so many seconds; return how it ended."""
    watcher = os.getpid()
    child = os.fork()
    if child == 0:
        time.sleep(after)
        # the writer is the other child of the process that watches
        for entry in Path(f"/proc/{watcher}/task/{watcher}/children").read_text().split():
            if int(entry) != os.getpid():
                os.kill(int(entry), by)
        os._exit(0)
    status = ran_in_fork(trial.writer.arguments, folder)
    os.waitpid(child, 0)
    return status


@dataclass
class Figures:
    """How often a writer was begun, and what became of it.

    Attributes:
        runs: how often it was begun.
        killed: how often SIGKILL ended it.
        told: how often it ended by SIGTERM or SIGINT, and said so or had not begun to run.
        between: how often old and new files lay together then.
        leaving: how often it left unfinished files or folders, all of which are swept later.
        left: how many of them.
        completed: how often the next run left what an undisturbed one leaves.
        wrong: how many things were wrong.
    """

    runs: int = 0
    killed: int = 0
    told: int = 0
    between: int = 0
    leaving: int = 0
    left: int = 0
    completed: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        """Say all of it in a line."""
        return (
            f"{self.runs} runs, {self.killed} killed, {self.told} stopped, "
            f"{self.between} between old and new, {self.leaving} left {self.left} unfinished, "
            f"{self.completed} next runs complete, {self.wrong} wrong"
        )

    def __add__(self, other: Figures) -> Figures:
        """Return the sums."""
        mine, theirs = astuple(self), astuple(other)
        return Figures(*(one + another for one, another in zip(mine, theirs, strict=True)))


def tried(name: str, work: Path, count: int, chance: random.Random) -> tuple[list[str], Figures]:
    """Stop one writer; return what is wrong, and the figures."""
    trial = Trial.of(WRITERS[name], work / "trial")
    trial.fresh(work / "timed")
    begun = time.monotonic()
    ran_in_fork(trial.writer.arguments, work / "timed")
    lasts = time.monotonic() - begun
    said: list[str] = []
    figures = Figures()
    for number in range(count):
        by = SIGNALS[number % len(SIGNALS)]
        folder = trial.fresh(work / "stopped")
        if number % 2:
            point = chance.randint(1, trial.points)
            how = f"point {point} of {trial.points}"
            status = ran_in_fork(trial.writer.arguments, folder, stop=point, by=by)
        else:
            after = chance.uniform(0, lasts)
            how = f"after {after:.3f} of {lasts:.3f} s"
            status = stopped_at_a_moment(trial, folder, after, by)
        between, left = trial.state_of(folder)
        wrong = list(trial.wrong_after(folder, status, by))
        said += [f"{name}, {by.name}, {how}: {what}" for what in wrong]
        figures += Figures(
            runs=1,
            killed=int(status == -signal.SIGKILL),
            told=int(status in {-signal.SIGTERM, -signal.SIGINT, 128 + by}),
            between=int(between),
            leaving=int(left > 0),
            left=left,
            completed=int(not any(what.startswith("the next run") for what in wrong)),
            wrong=len(wrong),
        )
    return said, figures


def main() -> int:
    """Stop the writers that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("writers", nargs="*", choices=[*WRITERS, []], metavar="WRITER")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    # a writer that is stopped before its first instruction is ended by the system
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sums = Figures()
    for name in asked.writers or WRITERS:
        with tempfile.TemporaryDirectory() as scratch:
            chance = random.Random(f"{asked.seed} {name}")  # noqa: S311 - the same points again
            said, figures = tried(name, Path(scratch).resolve(), asked.count, chance)
        sums += figures
        sys.stdout.write("\n".join([*said, f"{name}: {figures}"]) + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"together: {sums}\n")
    return int(sums.wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
