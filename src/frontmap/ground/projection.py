"""The projection in which a map of some extent is drawn, from a city to the globe."""

from __future__ import annotations

import math
import re
from functools import cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined] # it lacks __all__

__all__ = ["cannot_show", "fitted_projection", "is_metric", "named_crs", "to_metric"]

# PROJ can fetch what shifts one datum to another, where a variable of the environment allows it
set_network_enabled(active=False)

#: A definition that names a file: PROJ would open it, whatever it is. `@null` is none.
_NAMES_A_FILE = re.compile(
    r"grids\s*=(?!@null\b)|\b(?:init|file|model)\s*=|PARAMETERFILE|difference file", re.IGNORECASE
)
#: Two places so many degrees of latitude apart are so many metres apart on the ground; a projection
#: that has them so many times nearer or farther shows nothing.
_NEAR, _NEAR_M, _ABSURD = 1e-3, 111.0, 1000.0
_POLES = 89.0
#: The old form of a code.
_INIT = re.compile(r"\+?init=epsg:(\d+)", re.IGNORECASE)
#: The Earth's radius at the equator, in metres, and by what share of it those of its models differ.
_RADIUS, _MODELS = 6_378_137.0, 0.005

#: A UTM zone is good for what lies within so many degrees of its central meridian: lengths differ
#: by 0.2 % at most.
_ZONE_REACH = 4.0
#: UTM ends at these latitudes.
_UTM_SOUTH, _UTM_NORTH = -80.0, 84.0
#: What is wider than this, in degrees, is a map of the world, if it does not lie round a pole.
_WORLD, _WORLD_OF_EQUATOR = 200.0, 150.0
#: What lies wholly beyond this latitude is drawn round the pole, where it is as wide as the world.
_POLAR = 30.0
#: A conic projection suits what is so many times as wide as high, and lies beyond this latitude.
_WIDE, _TEMPERATE = 1.5, 15.0
#: Standard parallels lie this share of the height within the edges.
_INWARD = 1 / 6


def fitted_projection(west: float, south: float, east: float, north: float) -> str:
    """Return the projection for what lies within some bounds, in degrees.

    The rule is Snyder's, by extent and place (Map Projections: A Working Manual, 1987, p. 34), as
    B. Šavrič, B. Jenny and H. Jenny put it into numbers (Projection Wizard, The Cartographic
    Journal 53, 2016), of those that keep surfaces in proportion wherever they can:

    - within 4° of the central meridian of a UTM zone, that zone: `EPSG:32637` (lengths differ
      from those on the ground by 0.2 % at most);
    - what is much wider than high, between the tropics and the poles: Albers's conic, with standard
      parallels a sixth of the height within the edges (by 0.4 % where it is 20° high, by 2 % where
      it is 40°);
    - else Lambert's azimuthal equal-area projection round its middle (by c² / 8 at the angular
      distance c, which is 0.4 % at 1,100 km and 2.4 % at 2,800 km), round the pole what lies all
      about one;
    - the world: Equal Earth (B. Šavrič, T. Patterson and B. Jenny, International Journal of
      Geographical Information Science 33, 2019).

    Bounds may go on beyond 180°, as they do for what runs across that meridian.
    """
    middle, centre = (west + east) / 2, (south + north) / 2
    zone = int((middle + 180) % 360 // 6) + 1
    off = (middle + 180) % 360 - 6 * zone + 3
    reach = abs(off) + (east - west) / 2
    if reach <= _ZONE_REACH and south > _UTM_SOUTH and north < _UTM_NORTH:
        return f"EPSG:{(32600 if centre >= 0 else 32700) + zone}"
    about = f"+lon_0={_rounded((middle + 180) % 360 - 180)} +datum=WGS84 +units=m"
    nearest = max(south, -north)
    if east - west > _WORLD and nearest >= _POLAR:
        return f"+proj=laea +lat_0={math.copysign(90, centre):g} {about}"
    width, height = (east - west) * math.cos(math.radians(centre)), north - south
    if nearest >= _TEMPERATE and max(north, -south) < _UTM_NORTH and width > _WIDE * height:
        lower, upper = south + _INWARD * height, north - _INWARD * height
        parallels = f"+lat_1={_rounded(lower)} +lat_2={_rounded(upper)}"
        return f"+proj=aea +lat_0={_rounded(centre)} {parallels} {about}"
    if east - west > _WORLD_OF_EQUATOR:
        return f"+proj=eqearth {about}"
    return f"+proj=laea +lat_0={_rounded(centre)} {about}"


def _rounded(degrees: float) -> str:
    return f"{round(degrees, 1) + 0.0:g}"


def named_crs(name: str) -> CRS:
    """Return the system of coordinates that a name means: a code, WKT, or a PROJ string.

    Raises:
        CRSError: it means none, or one that is neither projected nor in degrees, is of another
            celestial body or of none, or takes in another file.
    """
    name = _INIT.sub(r"EPSG:\1", name.strip())
    if _NAMES_A_FILE.search(name):
        raise CRSError("a definition that names a file")
    try:
        crs = CRS.from_user_input(name)
    except (ValueError, RecursionError) as reason:
        raise CRSError(f"no definition: {reason}") from reason
    if not (crs.is_projected or crs.is_geographic):
        raise CRSError("neither projected nor in degrees")
    if crs.ellipsoid is None or not _is_of_the_earth(crs.ellipsoid.semi_major_metre):
        raise CRSError("not of the Earth")
    return crs


def _is_of_the_earth(radius: float) -> bool:
    return abs(radius / _RADIUS - 1) < _MODELS


def is_metric(crs: str) -> bool:
    """Tell whether `crs` names a projected system in metres, by a code or as a PROJ string."""
    try:
        system = named_crs(crs)
        return (
            system.is_projected
            and system.axis_info[0].unit_name == "metre"
            and to_metric(crs) is not None
        )
    except ProjError:
        return False


def cannot_show(crs: str, west: float, south: float, east: float, north: float) -> bool:
    """Tell whether a metric system has no place for a corner, or the middle, of some bounds."""
    places = [(x, y) for x in (west, (west + east) / 2, east) for y in (south, north)]
    there = to_metric(crs)
    if not all(math.isfinite(one) for x, y in places for one in there.transform(x, y)):
        return True
    # numbers so large that places fall together, or so far apart that no map could be
    # at a pole itself, a degree of longitude is nothing
    middle, centre = (west + east) / 2, min(max((south + north) / 2, -_POLES), _POLES)
    spot, wide = there.transform(middle, centre), _NEAR / math.cos(math.radians(centre))
    for x, y in ((middle, centre + _NEAR), (middle + wide, centre)):
        apart = math.dist(spot, there.transform(x, y))
        if not _NEAR_M / _ABSURD < apart < _NEAR_M * _ABSURD:
            return True
    return False


@cache
def to_metric(crs: str) -> Transformer:
    """Return what brings longitude and latitude into a metric system."""
    return Transformer.from_crs("EPSG:4326", named_crs(crs), always_xy=True)
