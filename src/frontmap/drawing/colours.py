"""Arithmetic of colours: paler ones, and inks that can be read on them."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from frontmap.model import Doubt

__all__ = [
    "DARK",
    "READABLE",
    "WHITE",
    "contrast",
    "ink_on",
    "luminance",
    "mix",
    "tint",
]

WHITE = "#ffffff"
#: The ink of labels and lines: softer than black, and still 16 to 1 on paper.
DARK = "#1c1f24"
_BLACK = "#000000"

#: The least contrast of small text, of the Web Content Accessibility Guidelines 2.2, 1.4.3.
READABLE = 4.5

#: How much of an uncertain state's colour is white.
_UNCERTAIN = 0.14
#: How far that of an assumed one goes towards white: the less, the lighter it is itself. So the
#: palest tints stand in the reverse order of the full colours, and no dark party's has the grey of
#: a light one's; with one share for all, tints of the one pass through the fills of the other.
_ASSUMED, _LESS_BY_LIGHT = 1.02, 2.85
_LEAST_ASSUMED, _MOST_ASSUMED = 0.32, 0.8


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0..1) of it replaced by `other`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def tint(colour: str, doubt: Doubt) -> str:
    """Return the tint that says a doubt: paler where uncertain, paler still where assumed.

    Where assumed, hue and saturation (of HLS) stay: so pale a colour mixed with white would be a
    grey to eyes without one kind of cones.
    """
    if doubt is not Doubt.ASSUMED:
        return mix(colour, WHITE, _UNCERTAIN if doubt is Doubt.UNCERTAIN else 0)
    share = _ASSUMED - _LESS_BY_LIGHT * luminance(colour)
    share = min(max(share, _LEAST_ASSUMED), _MOST_ASSUMED)
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    paler = hls_to_rgb(hue, lightness + (1 - lightness) * share, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in paler)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Return the ink for small text on `colour`; its contrast is at least `READABLE`."""
    best = max((DARK, WHITE), key=lambda ink: contrast(ink, colour))
    return best if contrast(best, colour) >= READABLE else _BLACK
