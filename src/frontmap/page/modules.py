"""The page's own scripts and styles, read from files, joined and minified without a build step."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib.resources import files

__all__ = [
    "all_modules",
    "is_minifying",
    "join_modules",
    "minified_script",
    "minified_style",
    "read_asset",
    "script",
]

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[a-z/.-]+\.mjs)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.MULTILINE)

#: The minifier (2.24) joins declarations of one kind that follow one another, and puts one that
#: takes a value apart first, even where it needs another of them. As `let` it stands apart from
#: the `const` before it; eslint sees to it that it never follows another `let`.
_TAKEN_APART = re.compile(r"^( *)const (?=[\[{])", re.MULTILINE)

#: The module that puts the page to work.
_START = "page/start.mjs"
#: The joined modules in one function, so that the minifier may give short names to all of them.
_WRAPPED = """begin=function (leaflet, map, root, text) {{
"use strict";
{modules}
start(leaflet, map, root, text, {{ Painter: {painter}, open: {opener} }});
}}"""


def read_asset(name: str) -> str:
    """Return the text of one of the page's files, with LF line ends.

    Args:
        name: its path in `assets`, with slashes.
    """
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


@cache
def all_modules() -> str:
    """Return the text of every module, whichever page has it."""
    folders = (files(__package__) / "assets").iterdir()
    modules = [one for folder in folders if folder.is_dir() for one in folder.iterdir()]
    modules.sort(key=lambda module: module.name)
    return "".join(one.read_text("utf-8") for one in modules if one.name.endswith(".mjs"))


@cache
def minified_style(text: str) -> str:
    """Return a style sheet that means the same in fewer letters."""
    return _minified("text/css", text)


def minified_script(text: str) -> str:
    """Return a script that does the same in fewer letters; as it is where no minifier is."""
    return _minified("application/javascript", text)


@cache
def script(painter: str, opener: str, *modules: str) -> str:
    """Return the page's script: one JavaScript function of Leaflet, its map, an element and a text.

    Args:
        painter: the painter's class: its name in a module, or what a further one makes of it.
        opener: the function that opens the text.
        modules: those that only some pages have, as their paths in `assets`.

    Raises:
        ValueError: a module imports or exports in a way that `join_modules` does not know, or the
            script would end the element that it stands in.
    """
    code = _TAKEN_APART.sub(r"\1let ", join_modules(_START, *modules))
    joined = _WRAPPED.format(modules=code, painter=painter, opener=opener)
    code = minified_script(joined).removeprefix("begin=").rstrip(";\n")
    if re.search(r"</script|<!--", code, re.IGNORECASE):
        raise ValueError("the script has a text in it that would end its element")
    return code


def join_modules(*entries: str) -> str:
    """Join modules and all that they import into one script, each once, the imported first.

    The modules import by name and by relative path, so that leaving out `import` and `export`
    joins them; no name may be defined in two.

    Raises:
        ValueError: a module imports or exports in another way.
    """
    done: dict[str, str] = {}
    for entry in entries:
        if entry not in done:
            _add(entry, done)
    return "\n".join(done.values())


def _add(name: str, done: dict[str, str]) -> None:
    source = read_asset(name)
    for path in _IMPORT.findall(source):
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if imported not in done:
            _add(imported, done)
    code = _EXPORT.sub("", _IMPORT.sub("", source))
    if re.search(r"^(?:import|export)\b", code, re.MULTILINE):
        raise ValueError(f"{name} imports or exports in a way that cannot be joined")
    done[name] = code


def is_minifying() -> bool:
    """Tell whether the minifier is installed."""
    return minified_style("a {\n}") != "a {\n}"


def _minified(kind: str, text: str) -> str:
    """Return the text in fewer letters; as it is where the minifier cannot be installed."""
    try:
        # 8 MB of machine code, which nothing but a page needs
        import minify  # noqa: PLC0415
    except ImportError:
        return text
    return str(minify.string(kind, text))
