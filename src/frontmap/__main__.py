"""`python -m frontmap`: the command line where its script is not on the search path."""

from __future__ import annotations

from frontmap.cli import main

if __name__ == "__main__":
    main()
