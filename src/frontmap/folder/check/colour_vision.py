"""How far apart two colours are, for eyes that see all colours and for those that do not.

Colours are `#rrggbb` (sRGB, IEC 61966-2-1). Distances are CIEDE2000 (G. Sharma, W. Wu and E. N.
Dalal, Color Research and Application 30 (2005), 21-30); a person who looks for it sees a
difference of 1, and one between two small areas on a map needs some 8. Missing cones are simulated
at full severity (G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, IEEE Transactions on
Visualization and Computer Graphics 15 (2009), 1291-1298).
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

__all__ = ["VISIONS", "distance", "lightness"]

_Triple = tuple[float, float, float]
_Matrix = tuple[_Triple, _Triple, _Triple]

#: What linear red, green and blue become, by the vision.
VISIONS: dict[str, _Matrix] = {
    "full colour vision": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
#: Linear red, green and blue in CIE XYZ, each row divided by that of the white D65.
_XYZ: _Matrix = (
    (0.4338910, 0.3762349, 0.1898741),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0177551, 0.1094752, 0.8727697),
)


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> tuple[float, str]:
    """Return how far apart two colours are for the eyes that see them nearest, and for which."""
    return min((_difference(_lab(one, v), _lab(other, v)), v) for v in VISIONS)


def lightness(colour: str) -> float:
    """Return the lightness of a colour, 0 (black) to 100 (white): what a print in grey keeps."""
    return _lab(colour, "full colour vision")[0]


def _lab(colour: str, vision: str) -> _Triple:
    """Return a colour as a vision sees it, in CIE L*a*b*."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    seen = [min(1.0, max(0.0, value)) for value in _times(VISIONS[vision], linear)]
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in _times(_XYZ, seen)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: _Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _difference(one: _Triple, other: _Triple) -> float:
    """Return the CIEDE2000 difference of two colours in CIE L*a*b*; the names are Sharma's."""
    mean_c = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    g = 1.5 - 0.5 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    (l1, c1, h1), (l2, c2, h2) = (
        (light, hypot(a * g, b), degrees(atan2(b, a * g)) % 360) for light, a, b in (one, other)
    )
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    hue_weight = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * c)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * c * hue_weight)
    rotation = (
        2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
    )
    squared = by_light**2 + by_chroma**2 + by_hue**2 - rotation * by_chroma * by_hue
    return sqrt(max(0.0, squared))
