"""Files of outlines that name other files and addresses, and a listener that notes who asks."""

from __future__ import annotations

import json
import socket
import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from zipfile import ZipFile

import numpy as np
import shapely

from frontmap.vector_drivers import pyogrio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: What stands in the private file, and in nothing else.
SECRET = "the-private-word"  # noqa: S105 - none of ours

GML = (
    '<{root} xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:a="http://a" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://a {schema}">'
    '<gml:featureMember><a:q fid="1"><a:name>Mill</a:name><a:geom><gml:Polygon srsName="{srs}">'
    "<gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>36,33 37,33 37,34 36,33"
    "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></a:geom>{more}</a:q>"
    "</gml:featureMember></{root}>"
)


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """An address of this machine, and what it was asked for so far."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            # a server that is closed ends the thread
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                with one:
                    asked.append(one.recv(100))
                    one.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def reference(source: str) -> str:
    """A file of GDAL's that has no data of its own, and says where they are."""
    return (
        f"<OGRVRTDataSource><OGRVRTLayer name='private'><SrcDataSource>{source}</SrcDataSource>"
        "<GeometryType>wkbPolygon</GeometryType><LayerSRS>EPSG:4326</LayerSRS>"
        "<GeometryField encoding='WKT' field='WKT'/></OGRVRTLayer></OGRVRTDataSource>"
    )


def private_file(folder: Path) -> Path:
    path = folder / "private.csv"
    path.write_text(f'name,WKT\n{SECRET},"POLYGON((36 33,37 33,37 34,36 33))"\n', "utf-8")
    return path


def geopackage(path: Path, *commands: str) -> Path:
    """A GeoPackage of one square, after some commands in SQL."""
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb([shapely.box(36, 33, 37, 34)]),
        field_data=[np.array(["Mill"], dtype=object)],
        fields=["name"],
        layer="mill",
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    with closing(sqlite3.connect(path)) as database, database:
        for command in commands:
            database.execute(command)
    return path


def _text(ending: str, content: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / f"areas{ending}"
        path.write_text(content, "utf-8")
        if ending == ".shp":
            for beside in (".shx", ".dbf"):
                path.with_suffix(beside).write_text(content, "utf-8")
        return path

    return write


def _zipped(ending: str, content: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with ZipFile(folder / "areas.zip", "w") as packed:
            for one in (ending, *((".shx", ".dbf") if ending == ".shp" else ())):
                packed.writestr(f"areas{one}", content)
        return folder / "areas.zip"

    return write


def _with_schema(content: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = _text(".gml", GML.format(root="gml:FeatureCollection", schema="", srs="", more=""))
        (folder / "areas.xsd").write_text(content, "utf-8")
        return path(folder)

    return write


def _another_table(module: str) -> Callable[[Path], Path]:
    return lambda folder: geopackage(
        folder / "areas.gpkg",
        "PRAGMA writable_schema = 1",
        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) "  # noqa: S608 - ours
        f"VALUES ('table', 'other', 'other', 0, 'CREATE VIRTUAL TABLE other USING {module}')",
        "UPDATE gpkg_contents SET table_name = 'other'",
        "UPDATE gpkg_geometry_columns SET table_name = 'other'",
    )


def hostile_files(url: str, private: Path) -> dict[str, Callable[[Path], Path]]:
    """What writes each file into a folder, by what is wrong with it."""
    found: dict[str, Callable[[Path], Path]] = {}
    sources = {"network": f"/vsicurl/{url}/a.csv", "file": f"CSV:{private}"}
    for what, source in sources.items():
        content = reference(source)
        topology = {"type": "Topology", "arcs": [], "objects": {}, "note": content}
        esri = {"geometryType": "esriGeometryPolygon", "features": [], "note": content}
        gml = GML.format(root="gml:FeatureCollection", schema="", srs="EPSG:4326", more="")
        texts = {
            **dict.fromkeys((".gpkg", ".gml", ".fgb", ".shp", ".kml", ".topojson"), content),
            ".topojson in which it is a text": json.dumps(topology),
            ".json in which it is a text": json.dumps(esri),
            ".gml behind which it stands": gml + content,
            ".gml in which it is a comment": gml.replace("<gml:f", f"<!-- {content} --><gml:f"),
        }
        for named, one in texts.items():
            ending = named.split(" ")[0]
            found[f"{what} {named}"] = _text(ending, one)
            found[f"{what} {named} in a zip"] = _zipped(ending, one)
        found[f"{what} table of SQLite"] = _another_table(f'VirtualOGR("{source}")')
    service = f"<OGRWFSDataSource><URL>{url}/wfs?SERVICE=WFS</URL></OGRWFSDataSource>"
    describe = f"{url}/wfs?SERVICE=WFS&amp;REQUEST=DescribeFeatureType&amp;TYPENAME=a:q"
    wfs = GML.format(root="wfs:FeatureCollection", schema=describe, srs="EPSG:4326", more="")
    linked = f'<gml:extra><gml:Polygon xlink:href="{url}/more.gml#b"/></gml:extra>'
    link = GML.format(root="gml:FeatureCollection", schema="", srs="EPSG:4326", more=linked)
    far = GML.format(root="gml:FeatureCollection", schema="", srs=f"{url}/srs", more="")
    schema = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://a">'
        f'<xs:include schemaLocation="/vsicurl/{url}/b.xsd"/></xs:schema>'
    )
    return found | {
        "service as .gml": _text(".gml", service),
        "service of which a .gml is an answer": _text(".gml", wfs),
        "polygon elsewhere": _text(".gml", link),
        "projection elsewhere": _text(".gml", far),
        "schema beside it": _with_schema(schema),
    }
