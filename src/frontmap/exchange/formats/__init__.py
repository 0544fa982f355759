"""The formats of export: one module for each, whose name is the ending of its files.

`kml.py` writes `.kml`; an underscore stands for the dot of a whole name, so that
`datapackage_json.py` writes `datapackage.json`. Each module has a `FORMAT`. A further format is a
further module here; the command, its help, the docs and the tests find it by themselves.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Format", "endings", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export.

    Attributes:
        title: what a file of it is called.
        programs: which programs it is for (Markdown).
        holds: what is in a file (Markdown).
        parts: takes an atlas and yields the file's bytes in parts. Where it describes an atlas's
            folder, it also takes that folder and the path of the file.
        describes_folder: whether it does.
        package: a package that it needs and that frontmap does not bring along, if any.
        extra: the extra of frontmap that brings it.
    """

    title: str
    programs: str
    holds: str
    parts: Callable[..., Iterable[bytes]]
    describes_folder: bool = False
    package: str = ""
    extra: str = ""


def endings() -> tuple[str, ...]:
    """Return what the names of files end with, in alphabetical order; no format is loaded."""
    return tuple(_ending(module.name) for module in pkgutil.iter_modules(__path__))


def format_of(ending: str) -> Format:
    """Return the format of files with one of `endings`, and load what it needs."""
    module = import_module(f"{__name__}.{ending.lstrip('.').replace('.', '_')}")
    found: Format = module.FORMAT
    return found


def _ending(module: str) -> str:
    return module.replace("_", ".") if "_" in module else f".{module}"
