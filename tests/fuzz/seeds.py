"""Small files to begin with: outlines in each format, tables of each shape, and atlases."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import warnings
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import pyogrio
import shapely
from making import day, moving, redrawn, ruling, with_events
from pyogrio.errors import (
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)

from frontmap.atlas import read_atlas
from frontmap.exchange.formats import format_of
from frontmap.folder.write import record_files
from frontmap.model import AnnotationKind, Text
from frontmap.statuses import Status
from fuzz.mutating import zipped
from fuzz.nasty import DAYS, nasty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from random import Random

    from numpy.typing import NDArray

    from frontmap.model import Record

__all__ = ["BESIDE", "HOLDERS", "NAMES", "atlases", "outlines", "table", "tiny"]

TINY = Path(__file__).resolve().parents[1] / "tiny"
#: The places of the outlines, which are squares in two rows.
NAMES = ("Old Town", "Harbour", "Mill", "الحي القديم")
_HOLDERS = ("Blue", "Green", "Blue", "Green", "Contested", "Blue/Green", "?", "", "Red (held)")
_FIRST = date(2018, 5, 1)
_SIZE = 0.01

HOLDERS = """written,holder,status,rivals,name,short,colour,side
Blue,blue,held,,Blue party,BLU,#335c99,blue
Green,green,held,,Green party,GRN,#9cc98a,green
Red (held),red,held,,Red party,RED,#993333,red
Contested,before,contested,others,,,,
Blue/Green,blue,contested,green,,,,
?,unknown,unknown,,,,,
"""
_OTHER_EVENTS = """when,where,what,who,note
2018-05-02,Mill,clash,Blue,Fighting.
2018-05-03,Harbour,taken,Green,
"""
_EVENT_PINS = """longitude,latitude,date,kind,actor
36.305,33.505,2018-05-02,control,Blue
36.3,33.5,2018-05-03,clash,
"""
_EVENTS = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,\
location,latitude,longitude,geo_precision,source,notes,fatalities
A1,2018-05-02,1,Battles,Armed clash,Blue,Green,Mill,33.505,36.305,1,Paper,Fighting.,2
A2,2018-05-03,2,Explosions/Remote violence,Shelling,Blue,,Harbour,33.505,36.315,2,Paper; Radio,,0
"""


def _square(west: float, south: float, size: float) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _features(*geometries: tuple[Mapping[str, str], object]) -> str:
    features = [
        {"type": "Feature", "properties": cells, "geometry": geometry}
        for cells, geometry in geometries
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


#: Files that go with a table and outlines: the name and the content of each, and its options.
BESIDE = (
    ("events.csv", _EVENTS, ("--events", "events.csv", "--preset", "acled")),
    ("more.csv", _OTHER_EVENTS, ("--events", "more.csv", "--event-column", "date=when",
     "--event-column", "place=where", "--event-column", "kind=what", "--event-column", "actor=who",
     "--event-kind", "taken=control")),
    ("pins.csv", _EVENT_PINS, ("--events", "pins.csv")),
    ("places.csv", "written,area\nOld town,q1\nThe mill,q3\n", ("--places", "places.csv")),
    ("over.geojson", _features(({"name": "Fort", "id": "q9"}, _square(36.302, 33.502, 0.003))),
     ("--over", "over.geojson")),
    ("boundary.geojson", _features(({}, _square(36.29, 33.49, 0.05))),
     ("--boundary", "boundary.geojson")),
)  # fmt: skip


def _squares(random: Random) -> list[tuple[dict[str, str], list[tuple[float, float]]]]:
    """Return what each outline says of itself, and its ring; sometimes one has a defect."""
    found = []
    for number, name in enumerate(NAMES):
        west, south = 36.3 + number % 2 * _SIZE, 33.5 + number // 2 * _SIZE
        corners: list[tuple[float, float]] = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        if random.random() < 0.05:
            corners = random.choice(_DEFECTS)
        cells = {
            "name": name if random.random() < 0.98 else NAMES[0],
            "id": f"q{number + 1}",
            "holder": random.choice(_HOLDERS),
            "start": "2018-05-01",
            "end": f"2018-05-0{3 + number}",
        }
        found.append((cells, [(west + x * _SIZE, south + y * _SIZE) for x, y in corners]))
    return found


#: Rings that are not closed, cross or touch themselves, have a spike or no ground, or go far.
_DEFECTS: tuple[list[tuple[float, float]], ...] = (
    [(0, 0), (1, 0), (1, 1), (0, 1)],
    [(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)],
    [(0, 0), (1, 0), (1, 1), (3, 3), (1, 1), (0, 1), (0, 0)],
    [(0, 0), (1, 0), (0, 0)],
    [(0, 0), (0, 0), (0, 0), (0, 0)],
    [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (0, 0)],
    [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)],
    [(0, 0), (1.001, 0), (1, 1), (0, 0.999), (0, 0)],
    [(-0.5, 0), (0.5, 0), (0.5, 1), (-0.5, 1), (-0.5, 0)],
    [(0, 0), (14370, 0), (14370, 1), (0, 1), (0, 0)],
    [(0, 0), (1, 0), (1, 5650), (0, 5650), (0, 0)],
    [(0, 0), (1, 0), (1, 5600), (-3000, 5600), (-3000, -12000), (0, 0)],
    [(0, 0), (1, 0), (0.5, 0.5), (1, 1), (0, 1), (0.5, 0.5), (0, 0)],
    [(0, 0), (1, 0), (1, 1), (0.6, 0), (0, 1), (0, 0)],
)


def outlines(random: Random) -> tuple[str, dict[str, bytes]]:
    """Return outlines in one of the formats: the file to name, and all files."""
    ending = random.choice((".geojson",) * 4 + (".json", ".js", ".topojson", ".kml", ".kml", ".kmz",
                           ".gml", ".gpkg", ".shp", ".fgb", ".parquet", ".zip"))  # fmt: skip
    if ending in {".gml", ".gpkg", ".shp", ".fgb", ".parquet", ".zip"}:
        bare = ".shp" if ending == ".zip" else ending
        files = (_odd(random, bare) if random.random() < 0.3 else None) or _by_gdal(bare)
        files = {"areas.zip": zipped(files)} if ending == ".zip" else dict(files)
        return f"areas{ending}", files
    squares = _squares(random)
    if ending == ".geojson" and random.random() < 0.2:
        points = [(cells, {"type": "Point", "coordinates": ring[0]}) for cells, ring in squares]
        return "areas.geojson", {"areas.geojson": _features(*points).encode()}
    text = _kml(squares) if ending in {".kml", ".kmz"} else _json(squares, ending)
    content = text.encode()
    if ending == ".kmz":
        content = zipped({"doc.kml": content})
    return f"areas{ending}", {f"areas{ending}": content}


def _json(squares: Sequence[tuple[dict[str, str], list[tuple[float, float]]]], ending: str) -> str:
    if ending == ".topojson":
        geometries = [
            {"type": "Polygon", "properties": cells, "arcs": [[number]]}
            for number, (cells, _) in enumerate(squares)
        ]
        objects = {"areas": {"type": "GeometryCollection", "geometries": geometries}}
        arcs = [ring for _, ring in squares]
        return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs})
    polygons = [(cells, {"type": "Polygon", "coordinates": [ring]}) for cells, ring in squares]
    whole = _features(*polygons)
    return f"var areas = {whole};" if ending == ".js" else whole


def _kml(squares: Iterable[tuple[dict[str, str], list[tuple[float, float]]]]) -> str:
    marks = "".join(
        f"<Placemark><name>{escape(cells['name'])}</name><TimeSpan><begin>{cells['start']}</begin>"
        f"<end>{cells['end']}</end></TimeSpan><ExtendedData>"
        + "".join(f'<Data name="{k}"><value>{escape(v)}</value></Data>' for k, v in cells.items())
        + "</ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x},{y},0" for x, y in ring)
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n"
        for cells, ring in squares
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{head}<Document><Folder><name>Blue</name>\n{marks}</Folder></Document></kml>\n"


@cache
def _by_gdal(ending: str) -> Mapping[str, bytes]:
    """Return squares as GDAL writes them, by the name of each file; the same bytes each time.

    Parquet, which not every GDAL writes, is the tiny atlas as frontmap exports it.
    """
    if ending == ".parquet":
        return {"areas.parquet": b"".join(format_of(ending).parts(read_atlas(TINY)))}
    columns = {"name": NAMES, "holder": ("Blue", "Green", "Blue", "?"), "start": ["2018-05-01"] * 4}
    return _gdal_files(ending, shapely.to_wkb(_SQUARES), columns)


def _odd(random: Random, ending: str) -> Mapping[str, bytes] | None:
    """Return outlines of odd forms, names and columns, if GDAL writes them at all."""
    with np.errstate(invalid="ignore"):
        odd = shapely.from_wkt([random.choice(_ODD), random.choice(_ODD)])
    shapes = [*_SQUARES[:2], odd[0], random.choice((odd[1], _SQUARES[3]))]
    names = [random.choice((name, nasty(random))) for name in NAMES]
    columns = {"name": names, random.choice(("holder", nasty(random)[:60])): ["Blue"] * 4}
    columns[random.choice(("date", "start"))] = [random.choice(DAYS)] * 4
    try:
        return _gdal_files(ending, shapely.to_wkb(shapes), columns)
    except (DataSourceError, DataLayerError, FieldError, GeometryError, FeatureError, ValueError):
        return None


_SQUARES = [
    shapely.box(west, south, west + _SIZE, south + _SIZE)
    for south in (33.5, 33.51)
    for west in (36.3, 36.31)
]
_ODD = (
    "POLYGON EMPTY", "MULTIPOLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY", "POINT (36.305 33.515)",
    "LINESTRING (36.3 33.51, 36.31 33.52)", "MULTIPOINT (36.305 33.515, 36.306 33.516)",
    "GEOMETRYCOLLECTION (POLYGON ((36 33, 36.1 33, 36.1 33.1, 36 33)), POINT (1 1))",
    "POLYGON Z ((36.3 33.51 9, 36.31 33.51 nan, 36.31 33.52 1e308, 36.3 33.51 9))",
    "POLYGON ((36.3 33.51, nan nan, 36.31 33.52, 36.3 33.51))",
    "POLYGON ((36.3 33.51, inf 33.51, 36.31 33.52, 36.3 33.51))",
    "POLYGON ((36.3 33.51, 36.31 33.52, 36.31 33.51, 36.3 33.52, 36.3 33.51))",
    "POLYGON ((1e300 33.51, 36.31 33.51, 36.31 33.52, 1e300 33.51))",
    "POLYGON ((179 10, 181 10, 181 11, 179 11, 179 10))",
    "MULTIPOLYGON (((179 1, 180 1, 180 2, 179 1)), ((-180 1, -179 1, -180 2, -180 1)))",
    "POLYGON ((0 89, 120 89, -120 89, 0 89))", "POLYGON ((0 90, 10 90, 10 89, 0 90))",
    "POLYGON ((36.3 33.51, 36.31 33.51, 36.31 33.52, 36.3 33.51), (0 0, 1 0, 1 1, 0 0))",
    "POLYGON ((36.3 33.51, 36.300000001 33.51, 36.3 33.510000001, 36.3 33.51))",
)  # fmt: skip


def _gdal_files(
    ending: str, shapes: NDArray[Any], columns: Mapping[str, Sequence[str]]
) -> Mapping[str, bytes]:
    options = {"DBF_DATE_LAST_UPDATE": "2018-05-01"} if ending == ".shp" else {}
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2018-05-01T00:00:00.000Z"})
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            f"{folder}/areas{ending}",
            geometry=shapes,
            field_data=[np.array(texts, dtype=object) for texts in columns.values()],
            fields=list(columns),
            geometry_type="Unknown" if ending in {".gpkg", ".fgb", ".gml"} else "Polygon",
            crs="EPSG:4326",
            layer="areas",
            layer_options=options,
        )
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


# --- tables


def _day(random: Random, number: int, way: int) -> str:
    """Return a day of May 2018 as people write it, all of one table in one way."""
    day = _FIRST + timedelta(days=number + 12 * (way == 1))
    written = (
        day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%Y%m%d}",
        str((day - date(1899, 12, 30)).days), f"{day:%Y-%m-%d} 21:00", f"{day:%d}.{day:%m}.18",
        f"{day:%d} أيار {day:%Y}", f"1439-08-{day.day + 14:02}", f"1397-02-{day.day + 10:02}",
        f"{day:%Y-%m-%d}T21:00:00Z",
    )  # fmt: skip
    return written[way] if random.random() < 0.98 else random.choice(written)


def table(random: Random) -> tuple[str, bytes, tuple[str, ...]]:
    """Return a table of who held what: its name, its content, and options that it asks for."""
    way = random.choice((0, 0, 0, *range(11)))
    shape = random.choice(("long", "long", "wide", "intervals", "asof", "changes", "packed"))
    rows = _wide(random, way) if shape == "wide" else list(_rows(random, shape, way))
    if random.random() < 0.3 and shape != "wide":
        more = random.choice(("source", "note", "status", "confidence", "rivals", "casualties"))
        rows = [[*row, more if n == 0 else random.choice(_MORE_CELLS)]
                for n, row in enumerate(rows)]  # fmt: skip
    return *_as_file(random, rows), (*_ASKED.get(shape, ()), *_CALENDARS.get(way, ()))


def _wide(random: Random, way: int) -> list[list[str]]:
    days = random.randrange(1, 6)
    rows = [["place", *(_day(random, n, way) for n in range(days))]]
    rows += [[name, *(random.choice(_HOLDERS) for _ in range(days))] for name in NAMES]
    return rows


_MORE_CELLS = ("", "low", "Green", "a paper", "held", "contested", "safe", "said so")
_CALENDARS = {
    8: ("--calendar", "hijri"),
    9: ("--calendar", "persian"),
    10: ("--zone", "Asia/Damascus"),
}
_ASKED = {
    "intervals": ("--end", "inclusive", "--last", "2018-05-20"),
    "asof": ("--holds", "2"),
    "changes": ("--last", "2018-05-20"),
    "packed": ("--last", "2018-05-20"),
}
_HEADINGS = {
    "long": ["place", "date", "holder"],
    "intervals": ["place", "start", "end", "holder"],
    "asof": ["place", "held by", "as of"],
    "changes": ["area", "since", "holder"],
    "packed": ["place", "history"],
}


def _rows(random: Random, shape: str, way: int) -> Iterable[list[str]]:
    yield list(_HEADINGS[shape])
    for name in NAMES:
        for number in range(random.randrange(1, 5)):
            day, holder = _day(random, number, way), random.choice(_HOLDERS)
            if shape == "intervals":
                yield [name, day, random.choice((day, "", "present")), holder]
            elif shape == "asof":
                yield [name, holder, day]
            elif shape == "packed":
                yield [name, f"{day}; {holder or '?'}"]
            else:
                yield [name, day, holder]


def _as_file(random: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    ending = random.choice((".csv",) * 5 + (".tsv", ".xlsx", ".xlsx", ".json", ".jsonl"))
    if ending == ".xlsx":
        return "table.xlsx", _workbook(rows)
    if ending in {".json", ".jsonl"}:
        head, *rest = rows
        objects = [dict(zip(head, row, strict=False)) for row in rest]
        lines = (json.dumps(one, ensure_ascii=False) for one in objects)
        whole = json.dumps(objects, ensure_ascii=False) if ending == ".json" else "\n".join(lines)
        return f"table{ending}", whole.encode()
    written = io.StringIO(newline="")
    delimiter = "\t" if ending == ".tsv" else random.choice((",", ",", ",", ";", "|"))
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return f"table{ending}", written.getvalue().encode()


_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "http://schemas.openxmlformats.org/"
_RELATION = f"{_OFFICE}officeDocument/2006/relationships"


def _workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet, as little as Excel's readers take."""
    cells = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{chr(65 + column)}{n}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            if not text.isdecimal()
            else f'<c r="{chr(65 + column)}{n}"><v>{text}</v></c>'
            for column, text in enumerate(row)
        )
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    main = f'xmlns="{_OFFICE}spreadsheetml/2006/main"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{_TYPES}worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_OFFICE}package/2006/relationships"><Relationship '
        f'Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OFFICE}package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }
    return zipped({name: text.encode() for name, text in parts.items()})


# --- atlases


@cache
def tiny() -> Mapping[str, bytes]:
    """Return the files of the tiny atlas, by their path in its folder."""
    paths = sorted(path for path in TINY.rglob("*") if path.is_file())
    return {path.relative_to(TINY).as_posix(): path.read_bytes() for path in paths}


_MORE = b"""
[[relations]]
sides = ["blue", "green"]
episode = "first-week"
kind = "truce"
reason = "Said by both."

[[accepted]]
code = "no-claim"
area = "north southeast"
first = 2001-01-01
reason = "Nobody wrote it down."
"""


@cache
def atlases() -> tuple[Mapping[str, bytes], ...]:
    """Return the tiny atlas, and others made of it, each as its files by their path."""
    record = read_atlas(TINY).record
    related = {**tiny(), "geodata/atlas.toml": tiny()["geodata/atlas.toml"] + _MORE}
    moved = replace(moving(record), landmarks=(), annotations=(), errata=())
    made = (redrawn(record), moved, with_events(record), _crowded(record))
    return (tiny(), related, *map(record_files, made))


def _crowded(record: Record) -> Record:
    """The tiny atlas's record with twenty fields and more parties, whose names leave no room."""
    model, parties = record.areas[0], [f"party-{number}" for number in range(7)]
    places = [area.id for area in record.areas] + [f"field-{number}" for number in range(3, 20)]
    areas = [
        replace(
            model,
            id=place,
            name=Text.of(en=f"The {'long and winding ' * (number % 4)}field {number}", ar="الحقل"),
            code=Text.of(en=f"F{number}" if number % 3 else ""),
            polygon=shapely.box(*_box(3 + number % 5 * 0.004, number // 5 * 0.002, 0.004, 0.002)),
        )
        for number, place in enumerate(places)
    ]
    actors = [
        replace(
            record.actors[0],
            id=party,
            name=Text.of(en=f"{party} of a long name", ar="حزب"),
            short=Text.of(en=f"P{number}", ar=""),
            colour=f"#{40 * number:02x}{255 - 30 * number:02x}80",
            side=party,
        )
        for number, party in enumerate(parties)
    ]
    rulings = [
        ruling(day(1 + number % 4), parties[number % 7], status, rivals, area=place)
        for number, place in enumerate(places[3:])
        for status, rivals in (_STATES[number % len(_STATES)],)
    ]
    (note,), (mill,) = record.annotations, record.landmarks
    kinds = [
        replace(note, landmark="", lon=3.001 + 0.001 * number, lat=0.001, kind=kind)
        for number, kind in enumerate(AnnotationKind)
    ]
    return replace(
        record,
        areas=tuple(areas),
        annotations=(replace(note, landmark="", area="field-7"), *kinds),
        landmarks=(replace(mill, geometry=shapely.Point(3.009, 0.003), areas=()),),
        actors=(*record.actors, *actors),
        rulings=(*record.rulings, *rulings),
    )


_STATES: tuple[tuple[Status, tuple[str, ...]], ...] = (
    (Status.HELD, ()),
    (Status.CONTESTED, ("blue",)),
    (Status.SHARED, ("green", "blue")),
    (Status.CONTESTED, ("green", "blue")),
)


def _box(west: float, south: float, width: float, height: float) -> tuple[float, ...]:
    return west, south, west + width, south + height
