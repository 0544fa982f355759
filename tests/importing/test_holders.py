"""Ways of writing a holder, the proposal of what they mean, and the table that the user edits."""

from __future__ import annotations

import csv
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import make, refused, said, states, text

from frontmap.errors import DataError
from frontmap.folder.check.colour_vision import VISIONS, distance, lightness
from frontmap.importing.holders import (
    PALETTE,
    holders_csv,
    propose_holders,
    read_holders,
    with_free_colours,
    written_key,
)
from frontmap.importing.options import ImportOptions
from frontmap.importing.running import ImportGoal, import_atlas
from frontmap.importing.writing import judge, write_proposal
from frontmap.model import Doubt, Text
from frontmap.names import clean
from frontmap.statuses import Status

if TYPE_CHECKING:
    from pathlib import Path


def quoted(cell: str) -> str:
    """A cell as CSV has it that holds quotation marks."""
    return '"' + cell.replace('"', '""') + '"'


def meanings(*ways: str) -> dict[str, tuple[str, ...]]:
    """What each way of writing is proposed to mean: holder, status and rivals."""
    return {r.written: (r.holder, r.status.value, *r.rivals) for r in propose_holders(ways)}


def test_the_proposal_keeps_contested_unknown_and_no_data_apart(
    tmp_path: Path, areas: Path
) -> None:
    ways = [
        "RU",
        "Russian",
        "CONTESTED",
        "SAA",
        "",
        "Gray zone",
        "?",
        "n/a",
        "SAA / ISIS",
        "Tribes",
    ]
    rows = "".join(f"Mill,2018-05-{n:02},{way}\n" for n, way in enumerate(ways, start=1))
    understood, _ = said(text(tmp_path, "place,date,control\n" + rows), areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    with (tmp_path / "proposed.csv").open(encoding="utf-8-sig", newline="") as stream:
        proposed = {r["written"]: r for r in csv.DictReader(stream)}
    assert {w: (r["holder"], r["status"], r["rivals"]) for w, r in proposed.items()} == {
        "RU": ("russia", "held", ""),
        "Russian": ("russia", "held", ""),
        "CONTESTED": ("before", "contested", "others"),
        "SAA": ("government", "held", ""),
        "": ("", "no_data", ""),
        "Gray zone": ("before", "contested", "others"),
        "?": ("unknown", "unknown", ""),
        "n/a": ("", "no_data", ""),
        "SAA / ISIS": ("government", "contested", "islamic_state"),
        "Tribes": ("tribes", "held", ""),
        "ISIS": ("islamic_state", "held", ""),
    }


def test_two_parties_in_arabic_are_not_one(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,2018-05-01,فيلق الرحمن\nMill,2018-05-02,جيش الإسلام\n"
        "Mill,2018-05-03,فيلق الرحمن / جيش الإسلام\nMill,2018-05-04,هيئة تحرير الشام\n",
    )
    proposed = {row.written: row for row in said(table, areas)[0].proposal}
    found = {
        w: (r.holder, r.status.value, *r.rivals, dict(r.translated).get("ar", ""))
        for w, r in proposed.items()
    }
    assert found == {
        "فيلق الرحمن": ("party_1", "held", "فيلق الرحمن"),
        "جيش الإسلام": ("party_2", "held", "جيش الإسلام"),
        "فيلق الرحمن / جيش الإسلام": ("party_1", "contested", "party_2", ""),
        "هيئة تحرير الشام": ("hts", "held", "هيئة تحرير الشام"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("central", "_central"),
        ("X+", "X-"),
        ("1", "-1"),
        ("RU", "RU-"),
        ("A/1", "A.1"),
        ("A", "A*"),
        ("+1", "1"),
        ("A", "A."),
        ("Blue", '"Blue"'),
        ("Brigade 1", "Brigade ١"),
    ],
)
def test_ways_of_writing_that_differ_by_a_sign_are_two_parties(
    tmp_path: Path, areas: Path, one: str, other: str
) -> None:
    table = text(
        tmp_path, f"place;date;control\nMill;2018-05-01;{one}\nMill;2018-05-02;{quoted(other)}\n"
    )
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    (tmp_path / "again").mkdir()
    atlas = make(tmp_path / "again", table, areas, holders=tmp_path / "proposed.csv")
    assert len({*states(atlas, "mill")}) == 2
    shorts = [actor.short.first for actor in atlas.actors.values()]
    assert len(set(shorts)) == len(shorts)


def test_case_accents_and_spaces_do_not_make_another_party(tmp_path: Path, areas: Path) -> None:
    ways = ["Armée du  Nord", "ARMEE DU NORD", "armée du nord ?", "Armée du Nord (?)"]
    rows = "".join(f"Mill,2018-05-{n:02},{way}\n" for n, way in enumerate(ways, start=1))
    proposed = said(text(tmp_path, "place,date,control\n" + rows), areas)[0].proposal
    assert [(row.written, row.holder, row.confidence) for row in proposed] == [
        ("Armée du Nord", "armee_du_nord", ""),
        ("armée du nord ?", "armee_du_nord", "low"),
    ]


def test_a_question_mark_is_a_doubt_that_is_kept(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\nMill,2018-05-02,Blue?\n")
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    found = [atlas.on(day).controls["mill"] for day in atlas.days()]
    assert [(c.holder, c.confidence == "low") for c in found] == [("blue", False), ("blue", True)]


def test_a_party_that_is_called_as_a_word_of_the_table_gets_another_id(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Others\nMill,2018-05-02,Blue\n")
    rows = said(table, areas)[0].proposal
    assert [row.holder for row in rows] == ["others_party", "blue"]


def test_a_contested_place_with_one_name_is_not_held_by_a_party_of_that_name(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,contested (Blue)\n")
    (row,) = said(table, areas)[0].proposal
    assert (row.holder, row.status, row.rivals) == ("before", Status.CONTESTED, ("others",))


def test_the_proposal_opens_in_a_spreadsheet_as_it_was_written(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,\"=cmd|'/c calc'!A1\"\n")
    understood, _ = said(table, areas)
    path = tmp_path / "proposed.csv"
    write_proposal(understood, path)
    content = path.read_text(encoding="utf-8")
    assert content.startswith("\ufeffwritten,")
    assert "\n'=cmd" in content
    atlas = make(tmp_path, table, areas, holders=path)
    assert atlas.actors["cmd_c_calc_a1"].name.exact("en") == "=cmd|'/c calc'!A1"


def test_a_proposal_is_taken_back_as_it_is(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path, "place,date,control\nMill,2018-05-01,RU\nMill,2018-05-02,UA\nMill,2018-05-03,?\n"
    )
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    assert states(atlas, "mill") == ["russia held", "ukraine held", "unknown unknown"]


def test_a_short_name_may_be_there_in_further_languages(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    columns = "written,holder,status,rivals,name,name_ar,short,short_ar"
    ours = text(tmp_path, f"{columns}\nBlue,blue,held,,Blue,الأزرق,BLU,أزرق\n", name="h.csv")
    atlas = make(tmp_path, table, areas, holders=ours, languages=("en", "ar"))
    assert Text.of(en="BLU", ar="أزرق") == atlas.actors["blue"].short


def test_a_state_may_be_assumed_wherever_it_is_written_so(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,(Blue)\n")
    ours = text(tmp_path, "written,holder,status,confidence\n(Blue),blue,held,assumed\n", "h.csv")
    atlas = make(tmp_path, table, areas, holders=ours)
    assert Doubt.ASSUMED is atlas.on(atlas.days()[0]).doubt("mill")


def test_a_table_of_holders_may_be_in_the_named_encoding(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,الحكومة\n")
    ours = text(
        tmp_path, "written;holder;status\nالحكومة;gov;held\n", name="h.csv", encoding="cp1256"
    )
    atlas = make(tmp_path, table, areas, holders=ours, encoding="cp1256")
    assert states(atlas, "mill") == ["gov held"]


def test_a_table_of_holders_is_judged_as_a_whole(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    rows = "Blue,BLUE!,held,,red\nx,,contested,,\ny,blue,hold,,\nblue,blue,held,,\n"
    bad = text(tmp_path, "written,holder,status,rivals,colour\n" + rows, name="holders.csv")
    found = refused(table, areas, holders=bad)
    assert [(code, row) for code, row, _ in found] == [
        ("bad-colour", 2),
        ("bad-id", 2),
        ("no-holder", 3),
        ("no-rival", 3),
        ("bad-choice", 4),
        ("double-row", 5),
    ]


def test_all_cells_of_a_row_that_are_wrong_are_told(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    bad = text(
        tmp_path,
        "written,holder,status,colour,confidence\nBlue,blue,hold,red,hgih\n",
        name="holders.csv",
    )
    with pytest.raises(DataError) as refusal:
        said(table, areas, holders=bad)
    assert [("bad-colour", ""), ("bad-choice", "high"), ("bad-choice", "held")] == [
        (fault.code, fault.meant) for fault in refusal.value.faults
    ]


@pytest.mark.parametrize(
    ("state", "ways"),
    [
        (
            ("before", "contested", "others"),
            ["mixed", "Contesté", "disputée", "no man's land", "متنازع", "متنازع عليها", "Combats"],
        ),
        (("before", "shared", "others"), ["joint", "Shared", "partagé", "مشترك", "مشتركة"]),
        (("before", "evacuating"), ["Evacuating", "en cours d'évacuation", "قيد الخروج"]),
        (("before", "held"), ["Truce", "cease-fire", "Trêve", "هدنة", "besieged", "محاصرة"]),
        (("unknown", "unknown"), ["Inconnue", "غير معروف", "؟"]),
        (("unknown", "held"), ["held", "تحت السيطرة"]),
        (("", "no_data"), ["aucune donnée", "لا بيانات", "N/A", "—"]),
    ],
)
def test_a_word_for_a_state_is_no_party(state: tuple[str, ...], ways: list[str]) -> None:
    assert dict.fromkeys(ways, state) == meanings(*ways)


@pytest.mark.parametrize(
    "name",
    [
        "Government of Truceland", "Mixed Brigade", "Joint Forces & Allies", "Army and Navy",
        "Blue & Co", "Party (YPG/SDF)", "24/7", "A/1", "Grey Wolves",
    ],
)  # fmt: skip
def test_a_party_s_name_is_no_state(name: str) -> None:
    (row,) = propose_holders([name])
    assert (row.status, row.rivals, row.name) == (Status.HELD, (), name)


@pytest.mark.parametrize(
    "way", ["Blue/Green", "Blue & Green", "Blue vs. Green", "contested: Blue, Green",
            "Contested (Blue and Green)", "disputed Blue et Green"]
)  # fmt: skip
def test_two_parties_that_stand_nowhere_else_are_proposed_with_their_details(way: str) -> None:
    assert meanings(way) == {
        way: ("blue", "contested", "green"),
        "Blue": ("blue", "held"),
        "Green": ("green", "held"),
    }
    named = [(row.holder, row.name, bool(row.colour)) for row in propose_holders([way])[1:]]
    assert named == [("blue", "Blue", True), ("green", "Green", True)]


def test_a_status_with_parties_says_which() -> None:
    found = meanings(
        "joint: Blue, Green", "Truce (Blue, Green)", "Blue (truce)", "Daesh / ISIS",
        "Blue / contested", "Blue / ?", "contested?", "Blue and Green", "Blue and Grey",
    )  # fmt: skip
    assert found["joint: Blue, Green"] == ("blue", "shared", "green")
    assert found["Truce (Blue, Green)"] == ("blue", "shared", "green")
    assert found["Blue (truce)"] == ("blue", "held")
    assert found["Daesh / ISIS"] == ("islamic_state", "held")
    assert found["Blue / contested"] == ("blue", "contested", "others")
    assert found["Blue / ?"] == ("blue", "held")
    assert found["contested?"] == ("before", "contested", "others")
    assert found["Blue and Green"] == ("blue", "contested", "green")
    # nobody is called Grey elsewhere, and the whole may be one name
    assert found["Blue and Grey"] == ("blue_and_grey", "held")


def test_what_a_truce_says_is_read_day_by_day(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,date,control\nMill,2018-05-01,Truce\nMill,2018-05-02,Blue\n"
        "Mill,2018-05-03,Truce\nMill,2018-05-04,Blue/Green\n",
    )
    understood, _ = said(table, areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    atlas = make(tmp_path, table, areas, holders=tmp_path / "proposed.csv")
    assert states(atlas, "mill") == [
        "unknown unknown", "blue held", "blue held", "blue contested green",
    ]  # fmt: skip


def test_numbers_are_proposed_as_codes() -> None:
    ways = ["1", "2", "-1", "+1", "١", "01"]
    proposed = {row.written: (row.holder, row.name) for row in propose_holders(ways)}
    assert proposed == {
        "1": ("code_1", "Code 1"),
        "2": ("code_2", "Code 2"),
        "-1": ("code_minus_1", "Code -1"),
        "+1": ("code_plus_1", "Code +1"),
        "١": ("code_1", "Code ١"),
        "01": ("code_01", "Code 01"),
    }


def test_a_doubted_party_is_named_without_its_doubt() -> None:
    (row,) = propose_holders(["Blue (?)"])
    assert (row.holder, row.name, row.confidence) == ("blue", "Blue", "low")


def test_a_contested_party_that_is_doubted_is_no_other_party() -> None:
    # a column of holders, and one that says of both rows that they are contested
    ways = ("Blue", "Green/Blue (contested)", "Blue (?) (contested)", "Red and Blue (contested)")
    found = meanings(*ways, "Mill (?) (shared)", "Green and Mill (shared)")
    assert found == {
        "Blue": ("blue", "held"),
        "Green/Blue (contested)": ("green", "contested", "blue"),
        "Blue (?) (contested)": ("blue", "contested", "others"),
        "Red and Blue (contested)": ("red", "contested", "blue"),
        "Mill (?) (shared)": ("mill", "shared", "others"),
        "Green and Mill (shared)": ("green", "shared", "mill"),
        "Green": ("green", "held"),
        "Red": ("red", "held"),
        "Mill": ("mill", "held"),
    }


PAIRS = list(combinations(PALETTE, 2))


def test_any_two_of_the_eight_colours_are_told_apart_by_all_eyes() -> None:
    assert len(PALETTE) == 8
    assert {vision for pair in PAIRS for vision in [distance(*pair)[1]]} <= set(VISIONS)
    # it was measured as 18.5, of the first and the fifth for eyes without cones for red
    assert min(distance(*pair)[0] for pair in PAIRS) >= 18


def test_neighbours_of_the_colours_are_told_apart_in_grey() -> None:
    steps = [abs(lightness(one) - lightness(other)) for one, other in pairwise(PALETTE)]
    # the least step was measured as 23
    assert min(steps) >= 23
    first_three = [abs(lightness(a) - lightness(b)) for a, b in combinations(PALETTE[:3], 2)]
    assert min(first_three) >= 18


def test_parties_that_share_a_colour_are_told(tmp_path: Path, areas: Path) -> None:
    letters = "ABCDEFGHIJ"
    rows = "".join(f"Mill,2018-05-{n:02},Party {x}\n" for n, x in enumerate(letters, start=1))
    table = text(tmp_path, "place,date,control\n" + rows)
    proposal = tmp_path / "holders.csv"
    lines: list[str] = []
    import_atlas(
        (table, areas), ImportOptions(), ImportGoal(proposal=proposal),
        note=lambda _: None, say=lines.append,
    )  # fmt: skip
    assert lines[:2] == [
        "party_a and party_i share the colour #b5483a; edit the column colour",
        "party_b and party_j share the colour #f2d98b; edit the column colour",
    ]
    warnings = judge(said(table, areas, holders=proposal)[0])
    assert [fault.found for fault in warnings if fault.code == "alike-colours"] == [
        "#b5483a, like #b5483a of 'party_a'", "#f2d98b, like #f2d98b of 'party_b'",
    ]  # fmt: skip


#: Pieces of which ways of writing a holder are made, in three scripts.
PIECES = st.sampled_from(
    ["Blue", "Green", "Armée", "contested", "shared", "truce", "unknown", "مشترك", "جيش", "داعش",
     "/", "&", "vs", "and", "et", "و", "(", ")", ":", ";", ",", "?", "؟", "-", "+", "1", "١", "=",
     "'", "@x", "others", "before", "n/a", "SAA", "~", "Ω"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=5).map(" ".join), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_proposal_explains_every_way_of_writing_and_is_taken_back(
    tmp_path_factory: pytest.TempPathFactory, ways: list[str]
) -> None:
    path = tmp_path_factory.mktemp("proposal") / "holders.csv"
    path.write_bytes(holders_csv(propose_holders(ways)))
    taken = read_holders(path)
    explained = [taken.get(way) for way in ways]
    assert None not in explained
    keys = {written_key(way) for way in ways if clean(way)}
    assert keys <= {*taken.rows}
    # every party that is named has a name and a colour
    described = {row.holder for row in taken.rows.values() if row.name and row.colour}
    assert {*taken.parties} <= described


def test_a_new_party_has_a_colour_that_the_known_ones_do_not_have() -> None:
    north, south = propose_holders(["North", "South"])
    (west,) = propose_holders(["West"])
    assert north.colour == west.colour
    (free,) = with_free_colours([north, south], [west])
    assert {free.colour}.isdisjoint({north.colour, south.colour})


def test_a_party_that_is_called_by_a_colour_has_it_and_the_others_have_what_is_free() -> None:
    rows = propose_holders(["North", "Blue party", "Red", "red guard", "South"])
    colours = {row.holder: row.colour for row in rows}
    assert "#aae6fa" == colours["blue_party"]
    assert "#b5483a" == colours["red"]
    assert 5 == len(set(colours.values()))


def test_of_many_parties_each_has_a_short_name_of_its_own(tmp_path: Path, areas: Path) -> None:
    names = [f"Party{chr(97 + n // 20)}{chr(97 + n % 20)}" for n in range(400)]
    rows = "".join(f"Mill,2018-05-{day},{name}\n" for day in ("01", "02") for name in names)
    understood, _ = said(text(tmp_path, f"place,date,holder\n{rows}"), areas)
    write_proposal(understood, tmp_path / "proposed.csv")
    lines = (tmp_path / "proposed.csv").read_text("utf-8-sig").splitlines()
    shorts = [row["short"] for row in csv.DictReader(lines) if row["short"]]
    assert ["PAR", *(f"PA{number}" for number in range(2, 401))] == shorts
