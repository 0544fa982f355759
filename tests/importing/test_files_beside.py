"""What is said of the outlines spoils no file beside them, nor does advice about such a file."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pytest
import shapely
from commands import ran
from imported import HOLDERS, THREE_DAYS, draw_areas, feature, square, text, write_features

from frontmap.atlas import read_atlas
from frontmap.errors import DataError
from frontmap.importing.files_beside import read_beside, read_by_own_options

if TYPE_CHECKING:
    from pathlib import Path

METRES = "EPSG:32631"


def shapefile(path: Path, shape: shapely.Geometry, crs: str | None = None) -> Path:
    names = [np.array(["One"], dtype=object)]
    of = {"geometry_type": shape.geom_type, "crs": crs}
    with warnings.catch_warnings():
        # of the projection that it is not given
        warnings.simplefilter("ignore")
        pyogrio.raw.write(path, shapely.to_wkb([shape]), names, ["name"], **of)
    return path


def layers(path: Path, *names: str) -> Path:
    for name in names:
        pyogrio.raw.write(
            path, shapely.to_wkb([shapely.LineString([(36.3, 33.501), (36.31, 33.501)])]),
            [np.array([name], dtype=object)], ["name"], geometry_type="LineString",
            crs="EPSG:4326", layer=name, append=path.exists(),
        )  # fmt: skip
    return path


def told(path: Path, **said: str | bool) -> list[tuple[str, str, str]]:
    with pytest.raises(DataError) as refusal:
        read_beside(path, **said)
    return [(f.where.file, f.code, f.expected) for f in refusal.value.faults]


IN_METRES = shapely.box(500_000, 0, 501_000, 1000)


def test_a_file_with_options_of_its_own_is_told_by_them(tmp_path: Path) -> None:
    found = []
    for path, said in (
        (layers(tmp_path / "l.gpkg", "main", "side"), {}),
        (tmp_path / "l.gpkg", {"layer": "none"}),
        (shapefile(tmp_path / "l.shp", IN_METRES), {}),
        (write_features(tmp_path / "l.geojson", feature(square(1, 1))), {"layer": "main"}),
        (write_features(tmp_path / "m.geojson", feature(square(500_000, 0, 900))), {}),
    ):
        with pytest.raises(DataError) as refusal:
            read_by_own_options(path, "streets", **said)
        found += [(f.where.file, f.code, f.found, f.expected) for f in refusal.value.faults]
    degrees = "longitude, then latitude, in degrees; they look projected: name the projection by"
    one_of = "--streets-layer with one of: main, side"
    assert found == [
        ("l.gpkg", "which-streets-layer", "2 layers with geometry", one_of),
        ("l.gpkg", "which-streets-layer", "no layer 'none'", one_of),
        (
            "l.shp", "which-streets-crs", "no projection named",
            "the projection named by --streets-crs, such as EPSG:4326 or EPSG:32637",
        ),
        (
            "--streets-layer", "unused-option", "--streets-layer main",
            "a file that has layers, such as a GeoPackage; or leave it out",
        ),
        (
            "m.geojson", "not-degrees", "coordinates such as 500000, 0",
            f"{degrees} --streets-crs",
        ),
    ]  # fmt: skip
    read = read_by_own_options(tmp_path / "l.gpkg", "streets", layer="side", crs=METRES)
    assert ["side"] == [one.cells["name"] for one in read.features]
    assert read.notes[0] == "--streets-crs EPSG:32631 is believed, not the file's EPSG:4326"


def test_the_projection_of_the_outlines_is_that_of_a_file_beside_them_that_names_none(
    tmp_path: Path,
) -> None:
    for path in (
        shapefile(tmp_path / "a.shp", IN_METRES),
        write_features(tmp_path / "a.geojson", feature(square(500_000, 0, 1000))),
    ):
        (one,) = read_beside(path, crs=METRES).features
        assert one.geometry is not None
        assert [round(degrees, 3) for degrees in one.geometry.bounds] == [3.0, 0.0, 3.009, 0.009]


def test_a_file_that_says_where_it_lies_is_believed_and_it_is_told(tmp_path: Path) -> None:
    for path in (
        shapefile(tmp_path / "a.shp", shapely.box(36, 33, 37, 34), "EPSG:4326"),
        write_features(tmp_path / "a.geojson", feature(square(36, 33, 1))),
    ):
        read = read_beside(path, crs=METRES)
        assert read.features[0].geometry is not None
        assert (36, 33, 37, 34) == read.features[0].geometry.bounds
        own = "--crs EPSG:32631 is not for this file, which says itself where it lies"
        assert (own,) == read.notes
        assert () == read_beside(path).notes


def test_no_option_of_the_outlines_is_advised_for_a_file_beside_them(tmp_path: Path) -> None:
    several = layers(tmp_path / "l.gpkg", "main", "side")
    shape = shapefile(tmp_path / "a.shp", IN_METRES)
    metres = write_features(tmp_path / "m.geojson", feature(square(500_000, 0, 1000)))
    own = "a file that names its projection, such as a GeoPackage"
    one_layer = "one layer; save one of main, side as a file"
    degrees = f"longitude, then latitude, in degrees; they look projected: {own}"
    assert told(several) == [("l.gpkg", "several-layers", one_layer)]
    assert told(shape) == [("a.shp", "no-crs", own)]
    assert told(metres) == [("m.geojson", "not-degrees", degrees)]
    # where there are none, none is spoiled
    assert told(several, advise_crs=True) == [("l.gpkg", "several-layers", one_layer)]
    assert ["which-crs"] == [code for _, code, _ in told(shape, advise_crs=True)]
    assert "a projection of the Earth such as EPSG:4326" == told(shape, crs="EPSG:1")[0][2]


NEW = "new town --from-areas areas.geojson --first 2018-05-01 --last 2018-05-03"
IMPORT = "import table.csv areas.geojson --holders holders.csv"


BESIDE = "--holders d.csv --places e.csv --over f.geojson --events g.csv --boundary h.geojson"


@pytest.fixture
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw_areas(tmp_path)
    text(tmp_path, THREE_DAYS)
    text(tmp_path, HOLDERS, "holders.csv")


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("command", [NEW, f"{IMPORT} -o town"])
def test_the_command_that_is_advised_for_lines_leaves_the_outlines_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    shapefile(tmp_path / "l.shp", shapely.LineString([(249_400, 3_710_700), (250_000, 3_710_700)]))
    done = ran([*command.split(), "--streets", "l.shp"], capsys)
    following = f"next:  frontmap {command} --streets l.shp --streets-crs EPSG:…"
    assert (1, following) == (done.status, done.err.splitlines()[-1])
    advised = following.removeprefix("next:  frontmap ").replace("…", "32637").split()
    assert 0 == ran(advised, capsys).status
    (street,) = read_atlas(tmp_path / "town").record.streets
    assert [round(degrees, 1) for degrees in street.line.bounds] == [36.3, 33.5, 36.3, 33.5]


@pytest.mark.usefixtures("_there")
def test_the_projection_of_the_outlines_leaves_what_lies_over_them_and_events_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    square_in_metres = shapely.box(249_400, 3_710_700, 250_400, 3_711_700)
    shapefile(tmp_path / "quarters.shp", square_in_metres)
    text(tmp_path, "place,date,holder\nOne,2018-05-01,Blue\nDisputed,2018-05-01,Green\n")
    inside = square(36.302, 33.502, 0.002)
    write_features(tmp_path / "over.geojson", feature(inside, name="Disputed"))
    event = {"event_date": "2018-05-01", "event_type": "clash", "location": "Mill", "source": "S"}
    point = {"type": "Point", "coordinates": [36.303, 33.503]}
    write_features(tmp_path / "events.geojson", feature(point, **event))
    command = f"{IMPORT} -o town --crs EPSG:32637 --over over.geojson --events events.geojson"
    command = command.replace("areas.geojson", "quarters.shp")
    assert (0, []) == (
        (done := ran(command.split(), capsys)).status,
        [line for line in done.err.splitlines() if "believed" in line],
    )
    disputed = next(a for a in read_atlas(tmp_path / "town").record.areas if a.id == "disputed")
    assert [round(degrees, 3) for degrees in disputed.polygon.bounds] == [
        36.302, 33.502, 36.304, 33.504,
    ]  # fmt: skip


@pytest.mark.usefixtures("_there")
def test_the_layer_of_lines_is_said_by_its_option_or_asked_in_a_recipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layers(tmp_path / "l.gpkg", "main", "side")
    done = ran([*NEW.split(), "--streets", "l.gpkg"], capsys)
    following = f"next:  frontmap {NEW} --streets l.gpkg --streets-layer NAME"
    assert (1, following) == (done.status, done.err.splitlines()[-1])
    done = ran([*IMPORT.split(), "--streets", "l.gpkg", "-o", "town"], capsys)
    following = f"next:  frontmap {IMPORT} --streets l.gpkg --propose recipe.toml"
    assert (1, following) == (done.status, done.err.splitlines()[-1])
    assert 0 == ran(following.removeprefix("next:  frontmap ").split(), capsys).status
    recipe = tmp_path / "recipe.toml"
    answered = recipe.read_text("utf-8").replace(
        '#streets_layer = "side"', 'streets_layer = "side"'
    )
    recipe.write_text(answered, "utf-8")
    assert 0 == ran(["import", "recipe.toml", "-o", "town"], capsys).status
    (street,) = read_atlas(tmp_path / "town").record.streets
    assert "side" == street.name.first


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("command", [NEW, f"{IMPORT} -o town"])
def test_an_option_of_lines_without_lines_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    said = ["--streets-crs", METRES, "--streets-layer", "main"]
    done = ran([*command.split(), *said], capsys)
    assert (
        1,
        [
            (
                "error: --streets-crs: unused-option: found --streets-crs EPSG:32631; expected "
                "--streets FILE; or leave it out"
            ),
            (
                "error: --streets-layer: unused-option: found --streets-layer main; expected "
                "--streets FILE; or leave it out"
            ),
            "2 errors",
            f"next:  change the options, and run again:  frontmap {command} {' '.join(said)}",
        ],
    ) == (done.status, done.err.splitlines()[-4:])
    assert not (tmp_path / "town").exists()


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (f"{NEW} --streets l.shp".replace("areas.", "gone."), ["gone.geojson", "l.shp"]),
        ("import table.csv gone.geojson --streets l.shp -o town", ["gone.geojson", "l.shp"]),
        (
            f"import a.csv b.json --streets c.shp {BESIDE} -o town",
            [
                "a.csv",
                "b.json",
                "c.shp",
                "d.csv",
                "e.csv",
                "f.geojson",
                "g.csv",
                "h.geojson",
            ],
        ),
        (
            "import 2018-05-01.shp 2018-05-02.shp --streets l.shp --shape snapshots -o town",
            ["2018-05-01.shp", "2018-05-02.shp", "l.shp"],
        ),
    ],
)
def test_all_files_that_are_not_there_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, missing: list[str]
) -> None:
    done = ran(command.split(), capsys)
    told = [line for line in done.err.splitlines() if "missing-file" in line]
    assert (1, missing) == (done.status, [line.split(": ")[1] for line in told])
    assert not (tmp_path / "town").exists()
