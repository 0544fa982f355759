"""How much room text takes and where its lines break, estimated without a font.

The reader's font is not known when a picture is written. So the widths are those of a wide one
(the advance widths of DejaVu Sans, rounded up), and most fonts stay below them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Anchor, Box, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from frontmap.drawing.marks import TextStyle

__all__ = [
    "block_height",
    "breaks",
    "fitted",
    "lines_width",
    "set_paragraph",
    "set_paragraphs",
    "set_words",
    "text_width",
    "unbroken",
    "wrapped",
]

#: Shares of the em: above the baseline, below it, and from baseline to baseline.
_ASCENT = 0.95
_DESCENT = 0.27
_LEADING = 1.2

_BOLD = 1.16
_BREAK = re.compile(r"[^\S\u00a0\u202f]+")
#: A block that breaks after a colon counts as narrower: by the first of these, not the second.
_AT_JOINT, _WHOLE = 4, 5
_WIDTHS = {
    "ijlI'": 0.30,
    " .,:;/\\·،؛|": 0.36,
    "ft-()[]!": 0.40,
    'r"`': 0.46,
    "csz_*?": 0.56,
    "akvxyEFJLPSTYZ": 0.66,
    "ABCKRVX": 0.72,
    "DGHNOQUw": 0.84,
    "mMW%@—&#<>=+~^": 1.02,
}
_WIDTH_OF = {char: width for chars, width in _WIDTHS.items() for char in chars}
_LETTER = 0.66

# Joined letters are narrower than the same letters alone; these are the widths within words,
# except for the few that are wide everywhere.
_ARABIC = {"ا": 0.36, "أ": 0.36, "إ": 0.36, "آ": 0.40, "ل": 0.40, "س": 0.95, "ش": 0.95}
_ARABIC |= {"ص": 1.05, "ض": 1.05, "ط": 0.82, "ظ": 0.82, "ة": 0.60, "ق": 0.72, "ف": 0.76}
_ARABIC |= {"ن": 0.62, "ك": 0.86, "ح": 0.68, "خ": 0.66, "ج": 0.66, "م": 0.62, "ز": 0.52, "ي": 0.58}
_ARABIC_LETTER = 0.56
_ARABIC_MARKS = range(0x064B, 0x0653)


def _char_width(char: str) -> float:
    if "\u0600" <= char <= "\u06ff" and char not in _WIDTH_OF:
        return 0.0 if ord(char) in _ARABIC_MARKS else _ARABIC.get(char, _ARABIC_LETTER)
    if char > "\u2e80":
        return 1.05
    return _WIDTH_OF.get(char, _LETTER)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a width that `text` in letters of `size` hardly exceeds, in the unit of `size`."""
    return size * (_BOLD if bold else 1.0) * sum(map(_char_width, text))


def lines_width(lines: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest of some lines, at least one."""
    return max(text_width(line, size, bold=bold) for line in lines)


def fitted(text: str, style: TextStyle, width: float) -> TextStyle:
    """Return the style in letters so small that `text` on one line is no wider than `width`."""
    wide = text_width(text, style.size, bold=style.bold)
    return style if wide <= width else replace(style, size=style.size * width / wide)


def unbroken(text: str) -> tuple[str, ...]:
    """Return the pieces of a text between which a line may break: not at a no-break space."""
    return tuple(filter(None, _BREAK.split(text)))


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break `text` into lines no wider than `width`; a longer word stands on a line alone."""
    lines: list[str] = []
    for token in unbroken(text):
        longer = f"{lines[-1]} {token}" if lines else token
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(token)
    return tuple(lines)


def breaks(tokens: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    """Yield `tokens` set in one line, in two, … in `most`; each time as evenly as can be.

    Of ways that are as even, it is the one whose first lines are longest. A width is the difference
    of two sums, in whole hundredths, so that no way of breaking is measured letter by letter: the
    time goes by the number of words, and for three lines by its square.
    """
    ends = [0, *accumulate(_hundredths(f"{token} ") for token in tokens)]
    space = _hundredths(" ")
    # the number of colons at the ends of the words before each
    joints = [0, *accumulate(token.endswith(":") for token in tokens)]

    def unevenness(cuts: tuple[int, ...]) -> int:
        widest = max(ends[b] - ends[a] for a, b in pairwise((0, *cuts, len(tokens)))) - space
        # a name breaks best after a colon
        joint = any(joints[cut] > joints[cut - 1] for cut in cuts)
        return widest * (_AT_JOINT if joint else _WHOLE)

    for count in range(1, min(most, len(tokens)) + 1):
        ways = combinations(range(len(tokens) - 1, 0, -1), count - 1)
        cuts = min((tuple(reversed(way)) for way in ways), key=unevenness)
        yield tuple(" ".join(tokens[a:b]) for a, b in pairwise((0, *cuts, len(tokens))))


def _hundredths(text: str) -> int:
    """Return a width in hundredths of the letters' size, in whole numbers: sums are exact."""
    return sum(round(100 * _char_width(char)) for char in text)


def set_words(
    lines: tuple[str, ...], x: float, top: float, style: TextStyle, *, name: str = ""
) -> Words:
    """Return a block of lines with its estimated box, which begins at `top`.

    Args:
        lines: at least one; nothing breaks them.
        x: where the anchor of the style stands.
        top: the y of the upper side of the box.
        style: how the lines are set.
        name: the id of the area that the block is a label of.
    """
    size = style.size
    width = lines_width(lines, size, bold=style.bold)
    shift = {Anchor.LEFT: 0.0, Anchor.MIDDLE: width / 2, Anchor.RIGHT: width}[style.anchor]
    box = Box(x - shift, top, width, block_height(len(lines), size))
    return Words(lines, x, top + _ASCENT * size, style, box, _LEADING * size, name)


def set_paragraph(text: str, box: Box, style: TextStyle) -> Words:
    """Return a text wrapped to the width of a box, at its upper side.

    The anchor of the style tells at which side of the box the lines stand.
    """
    lines = wrapped(text, style.size, box.width, bold=style.bold) or ("",)
    x = {Anchor.LEFT: box.x, Anchor.MIDDLE: box.centre[0], Anchor.RIGHT: box.right}[style.anchor]
    return set_words(lines, x, box.y, style)


def set_paragraphs(
    texts: Iterable[tuple[str, TextStyle]], box: Box
) -> tuple[tuple[Words, ...], float]:
    """Set texts one below the other; return them with the height that they take."""
    blocks: list[Words] = []
    y = box.y
    for text, style in texts:
        blocks.append(set_paragraph(text, Box(box.x, y, box.width, 0), style))
        y += blocks[-1].box.height
    return tuple(blocks), y - box.y


def block_height(lines: int, size: float) -> float:
    """Return the height of a block of so many lines."""
    return (_ASCENT + _DESCENT + (lines - 1) * _LEADING) * size
