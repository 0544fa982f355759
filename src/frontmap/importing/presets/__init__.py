"""Presets: what is known of tables that many people have, as small recipes in this folder.

A preset is a recipe without files. In its tables of columns, a value may be a list: the first one
that the table has is taken, and a role none of whose columns is there is left to be recognised.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from frontmap.errors import UsageError
from frontmap.importing.recipe import options_in, over
from frontmap.names import near_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontmap.importing.options import ImportOptions

__all__ = ["columns_of", "preset_names", "with_preset"]

_ENDING = ".toml"


def preset_names() -> tuple[str, ...]:
    """Return the names of all presets, in the order of the alphabet."""
    names = (item.name for item in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(_ENDING) for n in names if n.endswith(_ENDING)))


def with_preset(options: ImportOptions) -> ImportOptions:
    """Return options with what their preset says beneath them, but for its columns.

    Raises:
        UsageError: there is no such preset.
    """
    if not options.preset:
        return options
    said = {k: v for k, v in _preset(options.preset).items() if not _is_of_columns(k)}
    return over(options_in(said, f"{options.preset}{_ENDING}"), options)


def columns_of(options: ImportOptions, key: str, there: Sequence[str]) -> dict[str, str]:
    """Return the column of each role: those of the preset that are there, then the user's.

    Args:
        options: what the user says.
        key: the table of the recipe: `columns`, or `event_columns`.
        there: the columns of the table.
    """
    said: Mapping[str, str] = getattr(options, key)
    found: dict[str, str] = {}
    if options.preset:
        for role, names in _preset(options.preset).get(key, {}).items():
            wanted = [names] if isinstance(names, str) else names
            found[role] = next((name for name in wanted if name in there), "")
    free = {role: name for role, name in found.items() if name and name not in said.values()}
    return free | dict(said)


def _is_of_columns(key: str) -> bool:
    return key.endswith("columns")


def _preset(name: str) -> Mapping[str, Any]:
    if name not in (known := preset_names()):
        near = near_name(name, known)
        meant = f"; did you mean {near}?" if near else ""
        raise UsageError(f"there is no preset {name!r}; known are {', '.join(known)}{meant}")
    return tomllib.loads((files(__name__) / f"{name}{_ENDING}").read_text("utf-8"))
