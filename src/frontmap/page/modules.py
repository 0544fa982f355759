"""The page's own scripts and styles, read from files and joined without a build step."""

from __future__ import annotations

import re
from importlib.resources import files

__all__ = ["compact_style", "join_modules", "read_asset"]

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+\.mjs)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"^[ ]*/\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)
_LINE_COMMENT = re.compile(r"^[ ]*//.*\n|(?<=;) // .*", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENTATION = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)
_STYLE_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:)[ \t]+|;(?=\s*\})|\s*\n\s*")
#: A line's end after or before a mark at which no statement can end or has ended already.
_LINE_END = re.compile(r"(?<=[{;,(\[])\n|\n(?=[)}\].,;:?])")
#: A string or a regular expression, whose spaces count, or the spaces around a mark.
#: In these files a slash that divides has a space after it, and one that opens a pattern has none.
#: Around what adds or divides they are left out between two values only: `a - -b` needs its own.
_SCRIPT_SPACE = re.compile(
    r'("(?:[^"\\\n]|\\.)*"|/(?![ *])(?:\[[^\]\n]*\]|[^/\\\n\[]|\\.)+/)| *([{}()\[\],;:=<>?&|*!]+) *'
    r"|(?<=[\w)\]]) ([-+/%]) (?=[\w(\[])"
)


def read_asset(name: str) -> str:
    """Return the text of one of the page's files, with LF line ends."""
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


def compact_style(style: str) -> str:
    """Return a style sheet without its comments and without the white space that says nothing."""

    def shorter(match: re.Match[str]) -> str:
        mark = match.group(1)
        return mark if mark is not None else " " if "\n" in match.group() else ""

    # twice: the semicolon before a brace is seen once the white space is gone
    return _STYLE_SPACE.sub(shorter, _STYLE_SPACE.sub(shorter, _STYLE_COMMENT.sub("", style)))


def join_modules(*entries: str) -> str:
    """Join modules and all that they import into one script, each once, the imported first.

    The modules import by name, from files beside them, so that leaving out `import` and `export`
    joins them; no name may be defined in two. Comments and indentation are left out: a page is
    sent by mail, and the files are where it is read.

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
    for imported in _IMPORT.findall(source):
        if imported not in done:
            _add(imported, done)
    code = _EXPORT.sub("", _IMPORT.sub("", source))
    if re.search(r"^(?:import|export)\b", code, re.MULTILINE):
        raise ValueError(f"{name} imports or exports in a way that cannot be joined")
    code = _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", code))
    done[name] = _without_spaces(_INDENTATION.sub("", code).strip())


def _without_spaces(code: str) -> str:
    """Leave out the spaces around marks; a line that has to do with a template stays as it is."""
    lines, in_template = [], False
    for line in code.split("\n"):
        ticks = line.count("`")
        kept = in_template or ticks > 0
        lines.append(line if kept else _SCRIPT_SPACE.sub(_marks_only, line))
        in_template ^= ticks % 2 == 1
    return _LINE_END.sub("", "\n".join(lines))


def _marks_only(match: re.Match[str]) -> str:
    return match.group(1) or match.group(2) or match.group(3)
