"""Inputs tried in processes of their own, each bounded in memory and time.

An input that takes more processor time than `MOST_SECONDS`, waits longer than `MOST_WAIT`, or needs
more memory than `MOST_MEMORY` is a failure. Where its process hangs or dies, another one goes on.
It needs Unix; memory is measured on Linux only.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import resource
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from fuzz.cases import Case
    from fuzz.trying import Outcome

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "MOST_WAIT", "Job", "Result", "Worker", "results"]

#: The processor time of one input, in seconds; the slowest that is as it should be takes four.
MOST_SECONDS = 30
#: How long one input may take on a clock, in seconds, with others at work beside it.
MOST_WAIT = 240
#: How much more memory an input may need than there was before it, in bytes.
MOST_MEMORY = 400_000_000
#: What a process can ask for at all, in bytes, most of which the libraries only reserve.
_MOST_ADDRESSES = 8_000_000_000
_MOST_PROCESSOR = 1_000_000
#: Folders around the one of an input, into which nothing may be written.
_AROUND = "1/2/3/4/input"


@dataclass(frozen=True, slots=True)
class Job:
    """An input to be tried: one that is made by its number, or a case as it is."""

    number: int
    target: str = ""
    seed: int = 0
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: the outcome, the case where it failed, and the seconds that it took."""

    job: Job
    outcome: Outcome
    case: Case | None
    seconds: float


def results(jobs: Iterable[Job], processes: int) -> Iterator[Result]:
    """Try inputs in some processes, and yield each result as soon as it is there."""
    waiting = iter(jobs)
    workers = [Worker() for _ in range(processes)]
    try:
        busy = [worker for worker in workers if worker.take(next(waiting, None))]
        while busy:
            ready = wait([worker.pipe for worker in busy], timeout=1)
            for worker in list(busy):
                result = worker.answer(ready=worker.pipe in ready)
                if result is not None:
                    if not worker.take(next(waiting, None)):
                        busy.remove(worker)
                    yield result
    finally:
        for worker in workers:
            worker.end()


class Worker:
    """A process, what it is doing, and since when."""

    def __init__(self) -> None:
        """Start it."""
        self._trace = Path(tempfile.mkstemp(prefix="fuzz-", suffix=".trace")[1])
        self._start()

    def _start(self) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["fuzz.targets", "fuzz.trying", "folium"])
        self.pipe, other = context.Pipe()
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-")
        self._process = context.Process(
            target=_work, args=(other, self._folder.name, str(self._trace)), daemon=True
        )
        self._process.start()
        other.close()
        self._case: Case | None = None

    def take(self, job: Job | None) -> bool:
        """Begin with a job, if there is one."""
        if job is not None:
            self._job, self._case, self._since = job, None, time.monotonic()
            self.pipe.send(job)
        return job is not None

    def answer(self, *, ready: bool) -> Result | None:
        """Return the result, if it is there, or if the process has come to its end."""
        with suppress(EOFError, ConnectionResetError):
            if not ready and self._waited() < MOST_WAIT:
                return None
            if ready and self._case is None:
                # the case comes first, so that it is known whatever becomes of it
                self._case = self.pipe.recv()
                return None
            if ready:
                outcome, seconds = self.pipe.recv()
                return Result(self._job, outcome, self._case if outcome.failures else None, seconds)
        return self._ended()

    def result(self, job: Job) -> Result:
        """Try one input, and wait for what comes of it."""
        self.take(job)
        while True:
            found = self.answer(ready=self.pipe in wait([self.pipe], timeout=1))
            if found is not None:
                return found

    def _waited(self) -> float:
        return time.monotonic() - self._since

    def _ended(self) -> Result:
        """Return what is known of a process that is gone, or that waits in vain, and begin anew."""
        from fuzz.trying import Failure, Outcome  # noqa: PLC0415 - heavy, and wanted seldom

        if self._process.is_alive() and self._waited() >= MOST_WAIT:
            self._process.kill()
        self._process.join()
        trace = self._trace.read_text("utf-8", "replace")
        code = self._process.exitcode or 0
        what = "hang" if -code in {signal.SIGXCPU, signal.SIGKILL} else f"ended by {_named(code)}"
        failure = Failure(f"{what} in {_innermost(trace)}", trace[:6000])
        result = Result(self._job, Outcome(failures=(failure,)), self._case, self._waited())
        self._folder.cleanup()
        self._start()
        return result

    def end(self) -> None:
        """End the process, which is idle or no longer wanted."""
        self._process.kill()
        self._process.join()
        self._folder.cleanup()
        self._trace.unlink()


def _named(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"status {code}"


def _innermost(trace: str) -> str:
    """Return the innermost function of frontmap in a trace, which begins with the innermost."""
    for line in trace.splitlines():
        file, _, rest = line.partition('", line ')
        if "/frontmap/" in file and rest:
            return f"{file.rpartition('/frontmap/')[2]} {rest.partition(' in ')[2]}"
    return "no function of ours"


# --- in the process


def _work(pipe: Connection, folder: str, trace: str) -> None:
    """Try one input after the other, until the process is ended."""
    from fuzz.targets import make  # noqa: PLC0415 - only here, where frontmap is loaded
    from fuzz.trying import prepare  # noqa: PLC0415 - likewise

    prepare()
    # what is there now stays, and is looked through no more
    gc.freeze()
    os.setsid()
    with Path(trace).open("w", encoding="utf-8") as stream:
        faulthandler.enable(stream)
        faulthandler.register(signal.SIGXCPU, stream, chain=True)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, _MOST_ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        while True:
            job: Job = pipe.recv()
            case = job.case or make(job.target, job.seed, job.number)
            pipe.send(case)
            gc.collect()
            began = time.process_time()
            outcome = _bounded(case, Path(folder) / _AROUND)
            pipe.send((outcome, time.process_time() - began))


def _bounded(case: Case, folder: Path) -> Outcome:
    """Try an input in an empty folder within its time, and see how much memory it needs."""
    from fuzz.trying import Failure, Outcome, tried  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory(dir=folder.parents[4]) as around:
        inside = Path(around) / _AROUND
        inside.mkdir(parents=True)
        spent = int(time.process_time()) + 1 + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (spent, resource.RLIM_INFINITY))
        before = _peak(reset=True)
        outcome = tried(case, inside)
        more = _peak(reset=False) - before
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_PROCESSOR, resource.RLIM_INFINITY))
    if more <= MOST_MEMORY:
        return outcome
    failure = Failure(f"memory for {case.target}", f"{more / 1e6:.0f} MB")
    return Outcome(outcome.ends, (*outcome.failures, failure))


def _peak(*, reset: bool) -> int:
    """Return the most memory that this process had since the last reset, in bytes; else 0."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    if reset:
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5", "ascii")
    line = next((one for one in status.read_text("ascii").splitlines() if "VmHWM" in one), "")
    return int(line.split()[1]) * 1024 if line else 0
