"""`python tests/fuzz`: try inputs that nobody would write; README.md tells how."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from fuzz.command import main  # noqa: E402 - the line above lets it be found

if __name__ == "__main__":
    # a run by night is in the background, where Ctrl-C is ignored and `kill` is what comes
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    sys.exit(main())
