"""Which shape a table has and what its columns are for, or what is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import feature, make, refused, said, square, states, text, write_features

from frontmap.errors import DataError, Where
from frontmap.importing.headings import ROLES, STATES, telling
from frontmap.importing.input_tables import InputRow, InputTable
from frontmap.importing.options import EndRule, ImportOptions, TableShape
from frontmap.importing.running import ImportGoal, import_atlas
from frontmap.importing.table_shapes import Layout, recognise
from frontmap.importing.writing import judge
from frontmap.names import clean, fold
from frontmap.statuses import Status

if TYPE_CHECKING:
    from pathlib import Path


def test_a_comma_in_brackets_does_not_end_an_item_of_a_packed_history(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        'name,what happened\nMill,"2018-05-01; Blue,2018-05-03; contested (Blue, Green)"\n'
        'Harbour,"2018-05-02; Green,"\n',
    )
    entries = said(table, areas)[0].entries
    assert [e.written.holder for e in entries] == ["Blue", "contested (Blue, Green)", "Green"]


def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "district,town,date,ruler\nA,Mill,2018-05-01,Blue\n")
    found = refused(table, areas, shape=TableShape.LONG)
    assert [(code, expected) for code, _, expected in found] == [
        ("which-holder", "--column holder=… with one of: ruler, district, town"),
        ("which-place", "--column place=… with one of: district, town"),
    ]
    columns = {"holder": "ruler", "place": "town"}
    assert said(table, areas, columns=columns)[0].entries[0].place == "Mill"


@pytest.mark.parametrize(
    ("table", "shape", "lacking"),
    [
        ("date\n2018-05-01\n", "long", {"place", "holder"}),
        ("date,holder\n2018-05-01,\n", "long", {"place", "holder"}),
        ("date\n2018-05-01\n", "packed", {"place", "history"}),
    ],
)
def test_a_table_without_a_column_for_what_its_shape_needs_is_refused(
    table: str, shape: str, lacking: set[str], tmp_path: Path, areas: Path
) -> None:
    found = refused(text(tmp_path, table), areas, shape=TableShape(shape))
    assert {
        f"a column that says the {role}, which the shape {shape} needs" for role in lacking
    } == {expected for code, row, expected in found if (code, row) == ("missing-column", 1)}


def test_outlines_that_do_not_say_who_holds_them_may_be_held_by_one(tmp_path: Path) -> None:
    outlines = write_features(tmp_path / "areas.geojson", feature(square(36.3, 33.5), date=None))
    expected = (
        "a column that says the holder, which the shape long needs; or --all-held-by NAME, where "
        "one party holds all of it"
    )
    found = refused(outlines, shape=TableShape.LONG)
    assert ("missing-column", 1, expected) in found


def test_a_shape_that_is_none_is_asked_for(tmp_path: Path, areas: Path) -> None:
    assert refused(text(tmp_path, "a,b\n1,2\n"), areas)[0][0] == "which-shape"


def test_a_column_of_counted_months_is_refused_as_that(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,month,control\nMill,1,Blue\n")
    assert refused(table, areas) == [
        ("no-day", 1, "days, such as 2018-05-03; a year, a month or a counter is no day")
    ]


def test_years_as_columns_are_refused_as_years(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,2016,2017\nMill,Blue,Blue\n")
    assert {code for code, *_ in refused(table, areas)} == {"no-day"}


def test_two_columns_of_histories_are_asked_which(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "name,one,two\nMill,2018-05-01; Blue,2018-05-01; Green\n")
    found = refused(table, areas, shape=TableShape.PACKED)
    assert [("which-history", 1, "--column history=… with one of: one, two")] == found


def test_a_role_or_a_column_that_is_none_is_told_with_the_nearest(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,ruler\nMill,2018-05-01,Blue\n")
    with pytest.raises(DataError) as refusal:
        said(table, areas, columns={"holdr": "ruler", "holder": "rulr"})
    assert {("unknown-role", "holder"), ("unknown-column", "ruler")} == {
        (fault.code, fault.meant) for fault in refusal.value.faults
    }


def test_a_status_and_its_rivals_are_read_with_the_holder(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        'place,date,holder,status,rivals\nMill,2018-05-01,Blue,Contested,"Green, Red"\n'
        "Mill,2018-05-02,Blue,held,\nMill,2018-05-03,Blue,en cours d'évacuation,\n"
        "Mill,2018-05-04,Contested,contested,\nMill,2018-05-05,Blue?,متنازع عليها,\n"
        "Mill,2018-05-06,Blue / Green,contested,\nMill,2018-05-07,Blue & Co,held,\n",
    )
    understood, _ = said(table, areas)
    meant = {r.written: (r.holder, r.status, r.rivals, r.confidence) for r in understood.proposal}
    assert meant["Blue (Contested; Green, Red)"] == (
        "blue", Status.CONTESTED, ("green", "red"), "",
    )  # fmt: skip
    assert meant["Blue"] == ("blue", Status.HELD, (), "")
    assert meant["Contested (contested)"] == ("before", Status.CONTESTED, ("others",), "")
    assert meant["Blue? (متنازع عليها)"] == ("blue", Status.CONTESTED, ("others",), "low")
    assert meant["Blue / Green (contested)"] == ("blue", Status.CONTESTED, ("green",), "")
    named = {row.holder for row in understood.proposal if row.colour}
    assert named == {"blue", "green", "red", "blue_co"}


def test_a_status_that_is_none_and_rivals_without_one_are_refused(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,holder,status,rivals\nMill,2018-05-01,Blue,quiet,\nMill,2018-05-02,Blue,,Red\n"
        "Mill,2018-05-03,Blue,n/a,\nMill,2018-05-04,Blue,none,\n",
    )
    assert [fault[:2] for fault in refused(table, areas)] == [
        ("bad-status", 2), ("no-status", 3), ("bad-status", 4), ("bad-status", 5),
    ]  # fmt: skip
    entries = said(table, areas, left_out=("status", "rivals"))[0].entries
    assert [entry.written.holder for entry in entries] == ["Blue"] * 4


@pytest.mark.parametrize(
    "heading",
    [
        "until", "from", "jusqu'au", "من", "claimed by", "Revendiqué par", "uncertain", "side",
        "contested", "2018-05-02", "holder 2", "Status (2)", "holdr",
        "staus", "Holder (north)",
    ],
)  # fmt: skip
def test_a_column_that_says_something_of_a_state_is_not_passed_over(
    tmp_path: Path, areas: Path, heading: str
) -> None:
    table = text(tmp_path, f"place,date,holder,status,{heading}\nMill,2018-05-01,Blue,held,x\n")
    assert [code for code, *_ in refused(table, areas)] == ["unread-column"]
    assert said(table, areas, left_out=(heading,))[0].unused == (heading,)


def test_a_state_is_a_region_unless_its_cells_say_otherwise(tmp_path: Path, areas: Path) -> None:
    content = "place,date,holder,State\nMill,2018-05-01,Blue,{}\n"
    region = text(tmp_path, content.format("Rakhine"))
    assert said(region, areas)[0].unused == ("State",)
    state = text(tmp_path, content.format("contested"))
    assert [code for code, *_ in refused(state, areas)] == ["unread-column"]


def test_a_heading_that_is_nearly_one_is_told_which_was_meant(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder,staus\nMill,2018-05-01,Blue,contested\n")
    with pytest.raises(DataError) as refusal:
        said(table, areas)
    (fault,) = refusal.value.faults
    assert (fault.meant, fault.expected) == (
        "status",
        "a role, --column ROLE='staus'; or --leave-out 'staus', to go on without it",
    )


@pytest.mark.parametrize("day", ["date", "since", "as of"])
def test_a_status_that_is_who_holds_a_place_is_asked_about(
    tmp_path: Path, areas: Path, day: str
) -> None:
    table = text(tmp_path, f"place,{day},status\nMill,2018-05-01,Blue\n")
    found = refused(table, areas, holds=1)
    assert found[0][2] == "--column holder=… with one of: status, place"
    understood, _ = said(table, areas, holds=1, columns={"holder": "status"})
    assert understood.entries[0].written.holder == "Blue"


def test_a_column_of_claims_or_sides_is_refused_with_what_can_be_done(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,holder,claimed by,side\nMill,2018-05-01,Blue,Green,north\n")
    claims, sides = (expected for _, _, expected in refused(table, areas))
    assert claims == (
        "a claim is not a state; --column source='claimed by', where it says who says so; "
        "or --leave-out 'claimed by', to go on without it"
    )
    assert sides == (
        "sides are told in the table of holders; or --leave-out 'side', to go on without it"
    )
    columns = {"source": "claimed by"}
    (entry,) = said(table, areas, columns=columns, left_out=("side",))[0].entries
    assert entry.written.source == "Green"


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("Lieu;Début;Fin;Détenu par;Statut", "place start end holder status"),
        ("Quartier;Du;Au;Contrôle;Fiabilité", "place start end holder confidence"),
        ("المنطقة;من;إلى;الجهة المسيطرة;الحالة", "place start end holder status"),
        ("المحافظة;التاريخ;السيطرة;درجة الثقة", "place date holder confidence"),
        ("ADM2_EN;ADM2_AR;ADM2_PCODE;Country;Date;Controller", "place - - - date holder"),
        ("admin3Name;admin3Pcode;As of;Held by;Date added", "place - asof holder -"),
        ("Oblast;Pays;Depuis;Détenteur", "place - start holder"),
        ("GID_2;Date (UTC);Control", "place date holder"),
        ("NAME_1;First day;Last day;Held by;Notes", "place start end holder note"),
        ("Country;Since;Holder", "place start holder"),
    ],
)
def test_headings_are_read_in_three_languages(
    tmp_path: Path, areas: Path, header: str, roles: str
) -> None:
    columns = header.split(";")
    cells = {"start": "2018-05-01", "end": "2018-05-02", "date": "2018-05-01", "asof": "2018-05-01"}
    words = {"holder": "Blue", "status": "held", "confidence": "high", "place": "Mill"} | cells
    row = ";".join(words.get(role, "x") for role in roles.split())
    table = text(tmp_path, f"{header}\n{row}\n")
    rule = {"end": EndRule.INCLUSIVE} if "end" in roles else {"holds": 1}
    understood, lines = said(table, areas, **rule)
    told = dict(zip(roles.split(), columns, strict=True))
    told.pop("-", None)
    for role, column in told.items():
        assert f"{role}: {column}" in lines[1]
    assert understood.unused == tuple(
        column for role, column in zip(roles.split(), columns, strict=True) if role == "-"
    )


def test_a_log_of_changes_holds_until_the_next_one(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "area,since,holder\nMill,2018-05-01,Blue\nMill,2018-05-03,Green\n"
        "Harbour,1 May 2018,Green\n",
    )
    understood, lines = said(table, areas, holders=holders)
    assert lines[1] == (
        "table.csv: a table of the shape changes (place: area; start: since; holder: holder)"
    )
    assert "table.csv: a written state holds until the next of its place" in lines
    with pytest.raises(DataError, match="which-last"):
        judge(understood)
    atlas = make(tmp_path, table, areas, holders=holders, last=date(2018, 5, 4))
    assert states(atlas, "mill") == ["blue held"] * 2 + ["green held"] * 2
    assert states(atlas, "harbour") == ["green held"] * 4


@pytest.mark.parametrize(
    ("header", "shape"),
    [
        ("place,from,held by", "changes"),
        ("place,changed,held by", "changes"),
        ("place,date,held by", "long"),
        ("place,as of,held by", "asof"),
        ("place,as of,held by,date added,casualties", "asof"),
    ],
)
def test_the_heading_of_the_date_tells_the_shape(
    tmp_path: Path, areas: Path, header: str, shape: str
) -> None:
    cells = "Mill,2018-05-01,Blue" + ",2019-01-01" * (header.count(",") - 2)
    _, lines = said(text(tmp_path, f"{header}\n{cells}\n"), areas, holds=1)
    assert f"the shape {shape} " in lines[1]


def test_a_day_beside_as_of_is_not_passed_over(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,as of,held by,date\nMill,2018-05-01,Blue,2018-04-30\n")
    assert [code for code, *_ in refused(table, areas, holds=1)] == ["unread-column"]


@pytest.mark.parametrize(
    ("dates", "held"),
    [
        ("2018-05-01;2018-05-02; 2018-05-04", "Blue;Green;Blue"),
        ("2018-05-01;2018-05-02;2018-05-04;", "Blue;Green;Blue;"),
        ("2018-05-01, 2018-05-02, 2018-05-04", "Blue, Green, Blue"),
        ("1 May 2018 | 2 May 2018 | 4 May 2018", "Blue | Green | Blue"),
        ('["2018-05-01", "2018-05-02", "2018-05-04"]', '["Blue", "Green", "Blue"]'),
    ],
)
def test_lists_of_dates_and_holders_are_a_packed_history(
    tmp_path: Path, holders: Path, dates: str, held: str
) -> None:
    outlines = write_features(
        tmp_path / "a.geojson", feature(square(36.3, 33.5), name="Mill", dates=dates, holders=held)
    )
    atlas = make(tmp_path, outlines, holders=holders, last=date(2018, 5, 4))
    assert states(atlas, "mill") == ["blue held", "green held", "green held", "blue held"]


def test_lists_that_are_json_are_read_as_lists(tmp_path: Path, holders: Path) -> None:
    named = {"when_held": ["2018-05-01", "2018-05-02"], "by": ["Blue", None]}
    outlines = write_features(
        tmp_path / "a.geojson", feature(square(36.3, 33.5), name="Mill", **named)
    )
    columns = {"date": "when_held", "holder": "by"}
    atlas = make(tmp_path, outlines, holders=holders, columns=columns, last=date(2018, 5, 3))
    assert states(atlas, "mill") == ["blue held", "- no_data", "- no_data"]


def test_a_place_with_empty_lists_has_no_data(tmp_path: Path, areas: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,dates,holders\nMill,2018-05-01;2018-05-02,Blue;Green\nHarbour,,\nOld Town,,Blue\n",
    )
    assert [(code, row) for code, row, _ in refused(table, areas)] == [("no-date", 4)]
    table = text(
        tmp_path, "place,dates,holders\nMill,2018-05-01;2018-05-02,Blue;Green\nHarbour,,\n"
    )
    atlas = make(tmp_path, table, areas, holders=holders, last=date(2018, 5, 2))
    assert states(atlas, "harbour") == ["- no_data", "- no_data"]


def test_lists_of_unequal_length_are_refused_with_their_row(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,dates,holders\nMill,2018-05-01;2018-05-02,Blue;Green\n"
        "Harbour,2018-05-01;2018-05-02,Blue\nOld Town,2018-05-01,Blue;Green\n",
    )
    assert refused(table, areas, last=date(2018, 5, 2)) == [
        ("unequal-lists", 3, "as many holders as dates"),
        ("unequal-lists", 4, "as many holders as dates"),
    ]


def test_one_cell_with_two_dates_does_not_make_a_long_table_a_packed_one(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,holder\nMill,2018-05-01,Blue\nMill,2018-05-02; 2018-05-03,Blue; Green\n",
    )
    assert [(code, row) for code, row, _ in refused(table, areas)] == [("bad-day", 3)]


def test_a_count_of_changes_is_no_history(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder,changes\nMill,2018-05-01,Blue,3\n")
    assert [code for code, *_ in refused(table, areas)] == ["unread-column"]


def test_a_confidence_is_read_in_three_languages(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,holder,confidence\nMill,2018-05-01,Blue,High\nMill,2018-05-02,Blue,moyenne\n"
        "Mill,2018-05-03,Blue,منخفضة\nMill,2018-05-04,Blue,\nMill,2018-05-05,Blue,assumed\n",
    )
    atlas = make(tmp_path, table, areas, holders=holders)
    found = [atlas.on(day).controls["mill"].confidence for day in atlas.days()]
    assert [str(one or "") for one in found] == ["high", "medium", "low", "", "assumed"]


def test_a_confidence_that_is_none_of_ours_is_refused(tmp_path: Path, areas: Path) -> None:
    table = text(
        tmp_path,
        "place,date,holder,confidence\nMill,2018-05-01,Blue,likely\nMill,2018-05-02,Blue?,high\n",
    )
    known, meaning = "one of high, medium, low, assumed", "or what it means, by --word 'likely=…'"
    assert refused(table, areas) == [
        ("bad-confidence", 2, f"{known}; or --leave-out 'confidence'; {meaning}"),
        ("two-confidences", 3, "one of the two; or --leave-out 'confidence'"),
    ]


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [("Raion", "A", "B"), ("ADM2_PCODE", "K-1", "K-2"), ("المحافظة", "ريف", "حلب")],
)
def test_places_of_one_name_that_a_column_tells_apart_are_not_taken_for_one(
    tmp_path: Path, areas: Path, column: str, one: str, other: str
) -> None:
    table = text(
        tmp_path,
        f"Village,{column},date,holder\nMill,{one},2018-05-01,Blue\n"
        f"Mill,{other},2018-05-02,Green\nHarbour,{one},2018-05-01,Blue\n",
    )
    columns = {"place": "Village"}
    ((code, row, expected),) = refused(table, areas, columns=columns)
    assert (code, row) == ("homonyms", 3)
    assert expected.endswith(f"; or --leave-out '{column}', if they are one place")
    understood, _ = said(table, areas, columns=columns, left_out=(column,))
    assert len(understood.entries) == 3


def test_a_region_that_is_written_in_several_ways_makes_no_homonyms(
    tmp_path: Path, areas: Path
) -> None:
    table = text(
        tmp_path,
        "place,country,date,holder\nMill,Syria,2018-05-01,Blue\nMill,SYRIA,2018-05-02,Blue\n"
        "Mill,,2018-05-03,Blue\n",
    )
    assert said(table, areas)[0].unused == ("country",)


@pytest.mark.parametrize(
    ("columns", "left_out", "code"),
    [
        ({"holder": "who", "status": "who"}, (), "two-roles"),
        ({"holder": "who"}, ("who",), "unused-option"),
        ({"end": "who"}, (), "unused-option"),
        ({"history": "note"}, (), "unused-option"),
    ],
)
def test_what_the_user_says_of_columns_is_honoured_or_refused(
    tmp_path: Path, areas: Path, columns: dict[str, str], left_out: tuple[str, ...], code: str
) -> None:
    table = text(tmp_path, "place,date,who,note\nMill,2018-05-01,Blue,x\n")
    shape = TableShape.LONG
    found = refused(table, areas, shape=shape, columns=columns, left_out=left_out)
    assert code in [one for one, *_ in found]


def test_a_column_may_be_left_out_of_frontmap_s_own_tables(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "date,area,holder,status,confidence\n2018-05-01,mill,blue,held,high\n")
    (entry,) = said(table, areas)[0].entries
    assert entry.written.confidence == "high"
    understood, _ = said(table, areas, left_out=("confidence",))
    assert (understood.entries[0].written.confidence, understood.unused) == ("", ("confidence",))


def test_a_telling_column_beside_frontmap_s_own_is_not_passed_over(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "date,area,holder,status,until\n2018-05-01,mill,blue,held,2018-05-02\n")
    assert [code for code, *_ in refused(table, areas)] == ["unread-column"]


#: Headings that are known, some of them to several roles, and words that are not, in three scripts.
KNOWN = sorted({heading for role in ROLES.values() for heading in role})
WORDS = st.text("abcdefghijklmnopqrstuvwxyzéèçابتثجحخدابجд", min_size=1, max_size=9)
HEADINGS = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN).map(str.upper),
    st.sampled_from(KNOWN).map(lambda heading: f"{heading} 2"),
    st.sampled_from(KNOWN).map(lambda heading: heading[:2] + heading[3:]),
    st.sampled_from(["side", "claimed by", "uncertain", "until", "2018-04-30", "NAME_2", "GID_1"]),
    WORDS,
)
#: The columns and a row of each shape.
SHAPES: dict[TableShape, dict[str, str]] = {
    TableShape.WIDE: {"place": "Mill", "2018-05-01": "Blue", "2018-05-02": "Green"},
    TableShape.LONG: {"place": "Mill", "date": "2018-05-01", "holder": "Blue"},
    TableShape.INTERVALS: {
        "place": "Mill", "start": "2018-05-01", "end": "2018-05-02", "holder": "Blue"
    },
    TableShape.ASOF: {"place": "Mill", "as of": "2018-05-01", "held by": "Blue"},
    TableShape.CHANGES: {"place": "Mill", "since": "2018-05-01", "holder": "Blue"},
    TableShape.PACKED: {"place": "Mill", "history": "2018-05-01; Blue, 2018-05-02; Green"},
}  # fmt: skip


@given(
    shape=st.sampled_from(list(SHAPES)),
    asked=st.sampled_from(["", "the shape"]),
    extra=st.lists(HEADINGS.map(clean).filter(bool), max_size=5, unique=True),
    cell=st.sampled_from(["held", "Blue", "2018-05-03", "3", "high", "x;y"]),
    left_out=st.integers(0, 5),
)
@settings(max_examples=400)
def test_each_further_column_is_read_asked_about_or_named(
    shape: TableShape, asked: str, extra: list[str], cell: str, left_out: int
) -> None:
    further = [column for column in extra if column not in SHAPES[shape]]
    cells = SHAPES[shape] | dict.fromkeys(further, cell)
    table = InputTable("t.csv", tuple(cells), (InputRow(Where("t.csv", 2), cells),), ())
    leave = tuple(further[:left_out])
    try:
        layout = recognise(table, shape=shape if asked else None, left_out=leave)
    except DataError as refusal:
        faults = [str(fault) for fault in refusal.faults]
        layout = Layout(shape, {})
    else:
        faults = []
    # each fault names a column, or asks for one
    assert [] == [fault for fault in faults if not any(column in fault for column in cells)]
    if not faults:
        read = {*layout.roles.values(), *layout.dates}
        assert read | {*layout.unused} == {*cells}
        assert not read & {*layout.unused, *leave}
        assert layout.shape is shape or not asked
        # what says something of a state is read, unless the user left it out
        silent = {c for c in layout.unused if telling(c) and fold(c) not in STATES}
        assert silent <= {*leave}


def test_what_is_not_used_is_named_even_to_a_quiet_user(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder,casualties,blank\nMill,2018-05-01,Blue,3,\n")
    said_aloud: list[str] = []
    import_atlas(
        (table, areas), ImportOptions(), ImportGoal(dry_run=True),
        note=lambda _: None, say=said_aloud.append,
    )  # fmt: skip
    assert said_aloud[0] == "not used: casualties"


def test_a_heading_that_is_nearly_a_date_is_one_of_the_dates_unless_it_is_left_out() -> None:
    columns = ("place", "2018-04-29", "2018-04-30", "2018-04-31", "note on 2018-05-01")
    table = InputTable(
        "t.csv", columns, (InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x")),), ()
    )
    assert columns[1:] == recognise(table).dates
    assert columns[1:3] == recognise(table, left_out=columns[3:]).dates


def test_a_heading_that_is_nearly_a_date_is_unused_where_the_shape_is_plain() -> None:
    columns = ("place", "date", "holder", "checked 2018-05-01")
    table = InputTable(
        "t.csv", columns, (InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x")),), ()
    )
    assert (TableShape.LONG, columns[3:]) == (recognise(table).shape, recognise(table).unused)


def test_headings_that_are_all_nearly_dates_are_those_of_a_wide_table() -> None:
    columns = ("place", "held_2018-05-01", "held_2018-05-02")
    row = InputRow(Where("t.csv", 2), dict.fromkeys(columns, "x"))
    found = recognise(InputTable("t.csv", columns, (row,), ()))
    assert (TableShape.WIDE, columns[1:]) == (found.shape, found.dates)


def test_a_blank_column_of_holders_is_none(tmp_path: Path, areas: Path) -> None:
    table = text(tmp_path, "place,date,holder,ruler\nMill,2018-05-01,,Blue\n")
    assert ("which-holder", "--column holder=… with one of: ruler, place") in [
        (code, expected) for code, _, expected in refused(table, areas, shape="long")
    ]


@pytest.mark.parametrize("heading", ["since", "from"])
def test_beside_the_day_of_a_change_updated_says_when_a_row_was(
    tmp_path: Path, areas: Path, heading: str
) -> None:
    table = text(
        tmp_path, f"place,holder,{heading},Last updated\nMill,Blue,2018-05-01,2020-01-01\n"
    )
    assert [("unread-column", 1)] == [found[:2] for found in refused(table, areas)]
    understood, _ = said(table, areas, left_out=("Last updated",))
    assert understood.settled.shape is TableShape.CHANGES
    assert date(2018, 5, 1) == understood.entries[0].first


@pytest.mark.parametrize(
    ("headings", "without"), [("1 June,2 June", 2), ("1 June 2018,2 June", 1), ("1/6,2/6", 2)]
)
def test_headings_that_are_days_without_their_year_are_refused_as_such(
    tmp_path: Path, areas: Path, headings: str, without: int
) -> None:
    table = text(tmp_path, f"place,{headings}\nMill,Blue,Green\n")
    for shape in (None, TableShape.WIDE):
        assert ["no-year"] * without == [code for code, *_ in refused(table, areas, shape=shape)]
