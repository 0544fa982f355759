"""The command: `python -m frontmap`, and the script of that name.

What a signal does, and what a closed output is, is settled before anything else is imported.
"""

from __future__ import annotations

from frontmap.ending import end_in_one_line, ended_quietly, open_closed_streams

__all__ = ["main"]


def main() -> None:
    """Run the command line as a process of its own."""
    end_in_one_line()
    open_closed_streams()
    with ended_quietly():
        from frontmap.cli import main as run  # noqa: PLC0415 - it may be stopped meanwhile

        run()


if __name__ == "__main__":
    main()
