from __future__ import annotations

import os
import subprocess
import sys


def test_drivers_of_data_elsewhere_are_gone_and_the_environment_is_as_it_was() -> None:
    script = (
        "import os\n"
        "from frontmap.vector_drivers import pyogrio\n"
        "print(*sorted({'OGR_VRT', 'WFS', 'CSV', 'GPX', 'GPKG', 'GPSBabel'} "
        "& set(pyogrio.list_drivers())), os.environ['GDAL_SKIP'], sep=',')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"GDAL_SKIP": "GPX"},
    )
    assert ("CSV,GPKG,GPX\n", "") == (done.stdout, done.stderr)
