"""Dates in the names of files, however they are written there."""

from __future__ import annotations

import pytest

from frontmap.importing.name_dates import dated_name, dates_in_name


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("map_2022-03-05.geojson", ("2022-03-05",)),
        ("20220305.kml", ("2022-03-05",)),
        ("5 March 2022, 2022-03-06.kml", ("2022-03-06",)),
        ("2018-05-01 to 2018-05-03.kml", ("2018-05-01", "2018-05-03")),
        ("2018-05-01T06-00.geojson", ("2018-05-01T06:00",)),
        ("sector_12.kml", ()),
    ],
)
def test_dates_of_the_plainest_form_are_found(file: str, expected: tuple[str, ...]) -> None:
    assert expected == dates_in_name(file)


def test_a_name_without_a_date_is_told_how_it_would_have_one() -> None:
    assert "a date in the file's name, as my map_2018-05-01.kml" == dated_name("my map.kml")
