"""frontmap maps who held which neighbourhood, day by day, and shows on what evidence.

The public names are few, and are what the commands call. They are imported when first used, so
that `import frontmap` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontmap.atlas import Atlas, Snapshot, check_atlas, read_atlas
    from frontmap.errors import DataError, Fault, FrontmapError, RequestError
    from frontmap.exchange import write_export
    from frontmap.outputs.animation import write_animation
    from frontmap.outputs.deck import write_deck
    from frontmap.outputs.handout import write_handout
    from frontmap.outputs.still import write_still
    from frontmap.page import to_map, write_page

__all__ = [
    "Atlas",
    "DataError",
    "Fault",
    "FrontmapError",
    "RequestError",
    "Snapshot",
    "check_atlas",
    "read_atlas",
    "to_map",
    "write_animation",
    "write_deck",
    "write_export",
    "write_handout",
    "write_page",
    "write_still",
]

_HOMES = {
    "Atlas": "atlas",
    "DataError": "errors",
    "Fault": "errors",
    "FrontmapError": "errors",
    "RequestError": "errors",
    "Snapshot": "atlas",
    "check_atlas": "atlas",
    "read_atlas": "atlas",
    "to_map": "page",
    "write_animation": "outputs.animation",
    "write_deck": "outputs.deck",
    "write_export": "exchange",
    "write_handout": "outputs.handout",
    "write_page": "page",
    "write_still": "outputs.still",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'frontmap' has no attribute {name!r}")
    return getattr(import_module(f"frontmap.{_HOMES[name]}"), name)
