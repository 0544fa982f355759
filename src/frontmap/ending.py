"""How the command ends when it is stopped, or when nobody reads what it says.

Whoever imports this waits for nothing: it is there before anything that takes time to import.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

__all__ = ["end_in_one_line", "ended_quietly", "on_stop", "open_closed_streams", "unstopped"]

#: What stops a command: Ctrl-C, `kill` and shutting down, a terminal that is closed.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
#: A shell gives this, and the signal's number, as the status of what a signal ended.
_BY_SIGNAL = 128
#: Makes a cursor visible again that a progress bar has hidden.
_SHOW_CURSOR = b"\r\x1b[K\x1b[?25h"
_STANDARD = (0, 1, 2)

_at_stop: list[Callable[[], None]] = []
#: The signals that came while nothing might stop, and how deep that is nested.
_waiting: list[int] = []
_kept_on = 0


def on_stop(action: Callable[[], None]) -> None:
    """Do something before a signal ends the process, such as removing what is not finished."""
    _at_stop.append(action)


def end_in_one_line() -> None:
    """From now on, end on Ctrl-C and the like with one line and status 130, 143 or 129.

    The process ends where it stands: an exception could be lost in a library that catches
    everything, or end as a traceback in an import. A signal that whoever started the process had
    it ignore, as `nohup` does, stays ignored.
    """
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stopped)


@contextmanager
def unstopped() -> Iterator[None]:
    """Put off the end by a signal for a moment in which several files must change together."""
    global _kept_on  # noqa: PLW0603 - a process has one state of this
    _kept_on += 1
    try:
        yield
    finally:
        _kept_on -= 1
        if _waiting and not _kept_on:
            _end(_waiting[0])


def _stopped(number: int, _frame: FrameType | None) -> None:
    if _kept_on:
        _waiting.append(number)
    else:
        _end(number)


def _end(number: int) -> NoReturn:
    """Tidy up, say one line, and end."""
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    for action in _at_stop:
        with suppress(OSError):
            action()
    with suppress(OSError):
        if os.isatty(2) and os.environ.get("TERM") != "dumb":
            os.write(2, _SHOW_CURSOR)
        name = signal.Signals(number).name
        os.write(2, f"frontmap: stopped by {name}; no file is left half-written\n".encode())
    os._exit(_BY_SIGNAL + number)


def open_closed_streams() -> None:
    """Lead standard input and outputs that are closed (`>&-`) to where nothing is.

    Else the first file that is opened would get the number of the closed one, and what libraries
    print would be written into it.
    """
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - likewise


@contextmanager
def ended_quietly() -> Iterator[None]:
    """Flush the outputs at the end; where nobody reads them any more, end with status 1, unsaid.

    Python would flush them in its last moments, and complain of what it meets in a traceback.
    """
    status: object = 0
    try:
        try:
            yield
        except SystemExit as left:
            status = left.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _lead_nowhere()
        status = status or 1
    except OSError as reason:
        # what has been refused has been told, unless there is no status yet
        with suppress(OSError):
            if not status:
                os.write(2, f"frontmap: the file system refused: {reason}\n".encode())
        _lead_nowhere()
        status = status or 1
    sys.exit(status)  # type: ignore[arg-type] # what was left with


def _lead_nowhere() -> None:
    """Send what is still to be flushed to where nothing is."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
