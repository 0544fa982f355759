"""How much room text takes and where its lines break, estimated without a font.

The reader's font is not known when an SVG is written. So a character is as wide as in the widest of
FiraGO, in which PNG and PDF are lettered, Noto Sans, and Helvetica, whose widths Arial has; rounded
up to two hundredths of the letters' size.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate, pairwise
from math import floor
from typing import TYPE_CHECKING

from frontmap.drawing.marks import Anchor, Box, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontmap.drawing.marks import TextStyle

__all__ = [
    "block_height",
    "breaks",
    "fitted",
    "lines_width",
    "lines_within",
    "set_paragraph",
    "set_paragraphs",
    "set_words",
    "text_width",
    "unbroken",
    "within",
    "wrapped",
]

#: Shares of the em: above the baseline, below it, and from baseline to baseline.
_ASCENT = 0.95
_DESCENT = 0.27
_LEADING = 1.2

_BOLD = 1.05
_BREAK = re.compile(r"[^\S\u00a0\u202f]+")
#: What does not fit at this share of its letters' size is cut: nobody reads smaller ones.
_LEAST_SHARE = 0.5
_CUT = "…"
#: Categories of characters that take no room of their own: marks on a letter, and controls.
_NO_WIDTH = {"Mn", "Me", "Cf"}
_JOINER = "\u200d"
#: Colours of skin, which belong to the emoji before them.
_SKINS = range(0x1F3FB, 0x1F400)
#: A block that breaks after a colon counts as narrower: by the first of these, not the second.
_AT_JOINT, _WHOLE = 4, 5
_WIDTHS = {
    "‘’": 0.24,
    "ij!,.:; ·،؛": 0.28,
    "l`'": 0.30,
    "I()[]": 0.34,
    "f": 0.36,
    "t{}": 0.38,
    'r"-“”': 0.42,
    "cszJ": 0.50,
    "vy/\\–": 0.52,
    "kx": 0.54,
    "L*?_|": 0.56,
    "0123456789ae$^«»": 0.58,
    "+<=>~×": 0.60,
    "bdghnopquFTZ": 0.62,
    "#": 0.66,
    "ABEKPSVXY": 0.68,
    "CDRU&": 0.74,
    "HN": 0.76,
    "G": 0.78,
    "wOQ…": 0.80,
    "%": 0.90,
    "M": 0.92,
    "m": 0.94,
    "W": 0.96,
    "—": 1.00,
    "@": 1.02,
}
_WIDTH_OF = {char: width for chars, width in _WIDTHS.items() for char in chars}
_LETTER = 0.66

# Joined letters are narrower than the same letters alone; these are the widths within words,
# except for the few that are wide everywhere.
_ARABIC = {"ا": 0.35, "أ": 0.35, "إ": 0.35, "آ": 0.40, "ل": 0.40, "س": 0.94, "ش": 0.94}
_ARABIC |= {"ص": 1.03, "ض": 1.03, "ط": 0.81, "ظ": 0.81, "ة": 0.59, "ق": 0.71, "ف": 0.75}
_ARABIC |= {"ن": 0.61, "ك": 0.85, "ح": 0.67, "خ": 0.66, "ج": 0.66, "م": 0.61, "ز": 0.52, "ي": 0.57}
_ARABIC_LETTER = 0.55
_ARABIC_MARKS = range(0x064B, 0x0653)


class _Widths(dict[str, float]):
    """The width of each character, as a share of the letters' size; each is found out once."""

    def __missing__(self, char: str) -> float:
        self[char] = width = _char_width(char)
        return width


def _char_width(char: str) -> float:
    if "\u0600" <= char <= "\u06ff" and char not in _WIDTH_OF:
        return 0.0 if ord(char) in _ARABIC_MARKS else _ARABIC.get(char, _ARABIC_LETTER)
    if unicodedata.category(char) in _NO_WIDTH:
        return 0.0
    if char > "\u2e80":
        return 1.05
    return _WIDTH_OF.get(char, _LETTER)


_width_of = _Widths().__getitem__


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a width that `text` in letters of `size` hardly exceeds, in the unit of `size`."""
    return _unit(size, bold=bold) * sum(map(_width_of, text))


def _unit(size: float, *, bold: bool) -> float:
    return size * (_BOLD if bold else 1.0)


def lines_width(lines: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width of the widest of some lines, at least one."""
    return max(text_width(line, size, bold=bold) for line in lines)


def fitted(text: str, style: TextStyle, width: float, least: float = 0.0) -> tuple[str, TextStyle]:
    """Return a text and letters so small that it is no wider than `width` on one line.

    What is too long for letters of half the size, or of the `least`, is cut, and ends in `…`.
    """
    wide = text_width(text, style.size, bold=style.bold)
    if wide <= width:
        return text, style
    smallest = max(style.size * _LEAST_SHARE, least)
    if smallest * wide <= width * style.size:
        return text, replace(style, size=style.size * width / wide)
    small = replace(style, size=smallest)
    room = width / _unit(small.size, bold=small.bold) - _width_of(_CUT)
    return next(_parted(text, room)).rstrip() + _CUT, small


def unbroken(text: str) -> tuple[str, ...]:
    """Return the pieces of a text between which a line may break: not at a no-break space."""
    return tuple(filter(None, _BREAK.split(text)))


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break `text` into lines no wider than `width`, in time that goes by its length.

    A word that is longer than a line, such as an address, breaks anywhere between its letters.
    """
    unit = _unit(size, bold=bold)
    lines: list[str] = []
    # of the last line, as a share of the letters' size
    wide = 0.0
    for token in unbroken(text):
        longer = sum(map(_width_of, f" {token}"), start=wide)
        if lines and unit * longer <= width:
            lines[-1] += f" {token}"
            wide = longer
        else:
            whole = text_width(token, size, bold=bold) <= width
            lines += (token,) if whole else _parted(token, width / unit)
            wide = sum(map(_width_of, lines[-1]))
    return tuple(lines)


def within(text: str, size: float, box: Box, *, bold: bool = False) -> str:
    """Return as much of a text as fits into a box; what is cut ends in `…`."""
    lines = wrapped(text, size, box.width, bold=bold)
    most = lines_within(box.height, size)
    if len(lines) <= most:
        return text
    *whole, last = lines[: max(1, most)]
    room = box.width / _unit(size, bold=bold) - _width_of(_CUT)
    return " ".join((*whole, next(_parted(last, room)).rstrip() + _CUT))


def _parted(text: str, width: float) -> Iterator[str]:
    """Yield pieces of a text, each as long as `width` allows, in shares of the letters' size.

    A letter, or an emoji, stays with the marks that belong to it.
    """
    start, wide = 0, 0.0
    for place, char in enumerate(text):
        more = _width_of(char)
        if wide + more > width and place > start and not _belongs(char, text[place - 1]):
            yield text[start:place]
            start, wide = place, 0.0
        wide += more
    yield text[start:]


def _belongs(char: str, before: str) -> bool:
    """Tell whether a character is shown as one with that before it."""
    return before == _JOINER or not _width_of(char) or ord(char) in _SKINS


def breaks(tokens: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    """Yield `tokens` set in one line, in two, in three, if `most` allows; as evenly as can be.

    Of ways that are as even, it is the one whose first lines are longest. A width is the difference
    of two sums, in whole hundredths, so that no way of breaking is measured letter by letter.
    """
    ends = [0, *accumulate(_hundredths(f"{token} ") for token in tokens)]
    space = _hundredths(" ")
    # a name breaks best after a colon
    joints = [place for place in range(1, len(tokens)) if tokens[place - 1].endswith(":")]
    after_colon = frozenset(joints)

    def unevenness(cuts: tuple[int, ...]) -> int:
        widest = max(ends[b] - ends[a] for a, b in pairwise((0, *cuts, len(tokens)))) - space
        return widest * (_WHOLE if after_colon.isdisjoint(cuts) else _AT_JOINT)

    ways: tuple[Iterable[tuple[int, ...]], ...] = (
        ((),),
        ((a,) for a in range(len(tokens) - 1, 0, -1)),
        ((a, b) for a in range(len(tokens) - 2, 0, -1) for b in _second_cuts(ends, joints, a)),
    )
    for of_a_count in ways[: min(most, len(tokens))]:
        cuts = min(of_a_count, key=unevenness)
        yield tuple(" ".join(tokens[a:b]) for a, b in pairwise((0, *cuts, len(tokens))))


def _second_cuts(ends: Sequence[int], joints: Sequence[int], first: int) -> list[int]:
    """Return where the second of three lines is best cut: anywhere, and after a colon.

    The further on, the wider is the second line and the narrower the third. So they are most even
    at a place beside the one where both are as wide, and the first line may be wider than they.
    """
    found: list[int] = []
    for places in (range(1, len(ends) - 1), joints):
        after = bisect_right(places, first)
        middle = bisect_left(places, (ends[first] + ends[-1]) / 2, after, key=ends.__getitem__)
        near = places[max(after, middle - 1) : middle + 1]
        if near:
            second = min(max(ends[b] - ends[first], ends[-1] - ends[b]) for b in near)
            last = ends[first] + max(second, ends[first])
            found.append(places[bisect_right(places, last, after, key=ends.__getitem__) - 1])
    return sorted(found, reverse=True)


def _hundredths(text: str) -> int:
    """Return a width in hundredths of the letters' size, in whole numbers: sums are exact."""
    return sum(round(100 * _width_of(char)) for char in text)


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


def lines_within(height: float, size: float) -> int:
    """Return how many lines a block has that is no higher than `height`."""
    # what is as high as it is reckoned to be is not too high
    return max(0, floor((height / size - _ASCENT - _DESCENT) / _LEADING + 1e-9) + 1)
