"""Stop each writer a hundred times, half at points and half at moments drawn at random.

`python tests/long/kills.py [WRITER …] [--count 100] [--seed 1]` prints a line for each writer, and
one for each thing that is wrong; the status is 1 if there is any. Two of three are killed by
SIGKILL, the third is stopped by SIGTERM or SIGINT. What is looked at, `../killing.py` says.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
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


def tried(name: str, work: Path, count: int, chance: random.Random) -> list[str]:
    """Stop one writer; return what is wrong, with a line of figures behind it."""
    trial = Trial.of(WRITERS[name], work / "trial")
    trial.fresh(work / "timed")
    begun = time.monotonic()
    ran_in_fork(trial.writer.arguments, work / "timed")
    lasts = time.monotonic() - begun
    wrong: list[str] = []
    ended: dict[int, int] = {}
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
        ended[status] = ended.get(status, 0) + 1
        wrong += [
            f"{name}, {by.name}, {how}: {what}" for what in trial.wrong_after(folder, status, by)
        ]
    counts = ", ".join(f"{times} with {status}" for status, times in sorted(ended.items()))
    return [*wrong, f"{name}: {count} times, {len(wrong)} wrong; it ended {counts}"]


def main() -> int:
    """Stop the writers that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("writers", nargs="*", choices=[*WRITERS, []], metavar="WRITER")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    # a writer that is stopped before its first instruction is ended by the system
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    all_wrong = 0
    for name in asked.writers or WRITERS:
        with tempfile.TemporaryDirectory() as scratch:
            chance = random.Random(f"{asked.seed} {name}")  # noqa: S311 - the same points again
            lines = tried(name, Path(scratch).resolve(), asked.count, chance)
        all_wrong += len(lines) - 1
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
    return int(all_wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
