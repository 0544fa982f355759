"""An atlas in French and English, from its files to every output and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from french import french, in_french, write_french
from imported import make, refused
from planting import ACTORS, AREAS, ATLAS, CONTROL, plant

from frontmap.atlas import Atlas, check_atlas, read_atlas
from frontmap.errors import RequestError
from frontmap.exchange import write_export
from frontmap.exchange.formats.kml import kml_parts
from frontmap.exchange.layers import layers
from frontmap.folder.read import read_record
from frontmap.folder.write import record_files
from frontmap.model import Text
from frontmap.outputs.handout import sheets_of
from frontmap.outputs.still import lay_out_still
from frontmap.page import render_page
from frontmap.page.payload.pack import build_payload
from frontmap.telling.sentences import told_changes
from frontmap.telling.tables import daily_table
from frontmap.telling.why import explain, why_json
from frontmap.words import LANGUAGES, word

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.errors import Fault

THIRD = date(2001, 1, 3)
#: The languages as a written `atlas.toml` has them.
WRITTEN_LANGUAGES = '[\n    "fr",\n    "en",\n]'


@pytest.fixture
def folder(tmp_path: Path, tiny: Path) -> Path:
    return write_french(tiny, tmp_path / "french")


@pytest.fixture
def atlas(folder: Path) -> Atlas:
    return read_atlas(folder)


def warnings(folder: Path) -> list[Fault]:
    return [fault for fault in check_atlas(folder) if fault.severity == "warning"]


def test_what_is_written_in_two_languages_is_read_in_them(folder: Path, tiny: Path) -> None:
    record, faults = read_record(folder)
    assert faults == ()
    assert record.languages == ("fr", "en")
    assert record_files(record) == record_files(french(read_record(tiny)[0]))
    assert record.areas[0].name == Text.of(fr="Champ du nord", en="North field")
    header = (folder / CONTROL).read_text("utf-8").splitlines()[0]
    assert ",note,note_en," in header


def test_an_atlas_may_be_in_a_language_that_frontmap_has_no_words_in(
    tiny: Path, tmp_path: Path
) -> None:
    record = french(read_record(tiny)[0])
    areas = tuple(
        replace(a, name=Text.of(tr=f"Tarla {n}", en=a.name.exact("en")))
        for n, a in enumerate(record.areas)
    )
    turkish = replace(record, languages=("tr", "en", "fr"), areas=areas)
    for name, content in record_files(turkish).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    atlas = read_atlas(tmp_path)
    assert [area.name.to("ar") for area in atlas.areas.values()] == [
        "Tarla 0", "Tarla 1", "Tarla 2",
    ]  # fmt: skip
    assert atlas.default_language == "en"
    assert lay_out_still(atlas, [THIRD]).language == "en"
    payload: dict[str, Any] = dict(build_payload(atlas, day=THIRD))
    assert payload["languages"] == ["tr", "en", "fr"]
    assert payload["opening"]["language"] == "en"
    assert list(payload["texts"]) == ["tr", "en", "fr"]
    around = {one["code"]: one.get("words") for one in payload["speech"]}
    assert around == {"tr": "en", "en": None, "fr": None}
    with pytest.raises(RequestError, match=f"no words in 'tr'; there are: {', '.join(LANGUAGES)}"):
        lay_out_still(atlas, [THIRD], language="tr")


def test_a_page_without_words_in_the_first_language_opens_in_its_texts_among_other_words(
    tiny_atlas: Atlas,
) -> None:
    record = replace(tiny_atlas.record, languages=("ku", "ar"))
    for asked, words in ((None, "en"), ("fr", "fr")):
        payload: dict[str, Any] = dict(build_payload(Atlas(record), day=THIRD, language=asked))
        assert payload["languages"] == ["ku", "ar"]
        assert payload["opening"]["language"] == "ku"
        assert list(payload["months"]) == [words, "ar"]
        assert payload["speech"][0]["words"] == words
        play = {
            tag: texts[payload["words"]["page.play"]] for tag, texts in payload["texts"].items()
        }
        assert play == {"ku": "", "ar": word("page.play", "ar"), words: word("page.play", words)}


def test_a_column_in_a_language_that_is_not_named_is_told_and_left_unread(folder: Path) -> None:
    plant(folder, (ATLAS, WRITTEN_LANGUAGES, '["fr"]'))
    told = {(f.where.file, f.where.column): f.expected for f in warnings(folder)}
    added = '"en" added to languages in geodata/atlas.toml; it is left unread'
    assert told[ACTORS, "name_en"] == told[AREAS, "name_en"] == added
    assert told[ATLAS, "title_en"] == told[CONTROL, "note_en"] == added
    assert read_atlas(folder).areas["north"].name == Text.of(fr="Champ du nord")


def test_a_note_of_an_area_in_a_further_language_is_told(folder: Path) -> None:
    plant(folder, (AREAS, '"code": "SW",', '"code": "SW", "note_en": "Wet.", "note_old": "",'))
    (fault,) = warnings(folder)
    assert str(fault.where) == f"{AREAS} feature 2 note_en"
    assert fault.expected == "note, in the first language only; it is left unread"


def test_a_column_tagged_with_the_first_language_is_told(folder: Path) -> None:
    plant(folder, (ACTORS, "id,name,name_en", "id,name,name_fr"))
    (fault,) = warnings(folder)
    assert fault.expected == "it as name, for fr is the first language; it is left unread"


def test_a_translated_column_may_be_missing(copy_of_tiny: Path, tiny_atlas: Atlas) -> None:
    lines = (copy_of_tiny / CONTROL).read_text("utf-8").splitlines()
    without = [line.rsplit(",", 1)[0] for line in lines]
    (copy_of_tiny / CONTROL).write_text("\n".join(without) + "\n", "utf-8")
    assert check_atlas(copy_of_tiny) == ()
    notes = [ruling.note for ruling in read_atlas(copy_of_tiny).record.rulings]
    assert notes == [Text.of(en=ruling.note.exact("en")) for ruling in tiny_atlas.record.rulings]
    write_export(read_atlas(copy_of_tiny), copy_of_tiny / "datapackage.json", folder=copy_of_tiny)
    package = json.loads((copy_of_tiny / "datapackage.json").read_text("utf-8"))
    fields = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert fields[CONTROL][-2:] == ["evidence", "note"]
    assert fields[ACTORS][:3] == ["id", "name", "name_ar"]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("[]", "no language"),
        ('["fr", "fr", "en"]', "'fr'"),
        ('["fr", "english"]', "'english'"),
        ('["FR", "en"]', "'FR'"),
    ],
)
def test_languages_that_cannot_be_are_refused(folder: Path, named: str, found: str) -> None:
    plant(folder, (ATLAS, WRITTEN_LANGUAGES, named))
    told = [fault for fault in read_record(folder)[1] if fault.severity == "error"]
    assert [(f.code, f.where.column, f.found) for f in told] == [
        ("bad-language", "languages", found)
    ]


def test_outputs_are_in_the_first_language_and_mark_what_is_in_another(atlas: Atlas) -> None:
    snapshot = atlas.on(THIRD)
    assert (
        lay_out_still(atlas, [THIRD]).title
        == "Trois champs · La première semaine\u00a0: 3 janvier 2001"
    )
    assert told_changes(snapshot, "fr") == (
        "Champ du sud-est\u00a0: Parti vert, contesté (Parti bleu) → Parti bleu",
    )
    page = render_page(atlas, day=THIRD)
    assert '<html lang="fr" dir="ltr">' in page
    assert (
        '<p lang="en">Blue takes the southeast field. <span lang="fr">[en anglais]</span></p>'
        in page
    )
    assert sheets_of(snapshot)["foot"] == "Trois champs · La première semaine\u00a0: 3 janvier 2001"


def test_exports_have_a_column_for_each_language(atlas: Atlas) -> None:
    by_name = {layer.name: layer for layer in layers(atlas)}
    assert by_name["control"].names[1:3] == ("name", "name_en")
    assert {"summary", "summary_en"} <= set(by_name["claims"].names)
    assert by_name["streets"].names == ("id", "name", "name_en", "kind")
    first = next(by_name["control"].records())
    assert (first["name"], first["name_en"], first["label"]) == (
        "Champ du nord", "North field", "Parti bleu",
    )  # fmt: skip
    assert [row[2] for row in daily_table(atlas).rows[:1]] == ["Champ du nord"]
    kml = b"".join(kml_parts(atlas)).decode()
    assert "Parti bleu, du 2001-01-01 au 2001-01-04. Fiabilité\u00a0: moyenne." in kml
    assert "Green left and nobody is named after them. [en anglais]" in kml


def test_reasons_as_json_have_a_key_for_each_language(atlas: Atlas) -> None:
    said = json.loads(why_json(explain(atlas, "southeast", THIRD), atlas))
    assert (said["note"], said["note_en"]) == ("Les deux camps le disent.", "Both sides say so.")
    assert "note_ar" not in said


@pytest.mark.parametrize("ending", ["fgb", "gpkg", "geojson", "kml", "parquet"])
def test_an_export_comes_back_in_its_languages(atlas: Atlas, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    write_export(atlas, path)
    (asked,) = refused(path)
    assert asked[0] == "which-language"
    back = make(tmp_path, path, languages=("fr", "en"))
    assert back.record.languages == ("fr", "en")
    assert [area.name for area in back.areas.values()] == [
        area.name for area in atlas.areas.values()
    ]
    assert daily_table(back).rows == daily_table(atlas).rows
    unknown = back.actors["unknown"].name
    assert unknown == Text.of(fr="Inconnu", en="Unknown")


def test_an_english_and_arabic_export_comes_back_in_them_unasked(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    write_export(tiny_atlas, tmp_path / "x.gpkg")
    back = make(tmp_path, tmp_path / "x.gpkg")
    assert back.record.languages == ("en", "ar")
    assert back.actors["blue"].name == tiny_atlas.actors["blue"].name


def test_the_page_has_what_it_needs_to_write_in_each_of_its_languages(atlas: Atlas) -> None:
    payload: dict[str, Any] = dict(build_payload(atlas, day=THIRD, language="ar"))
    assert payload["languages"] == ["fr", "en", "ar"]
    speech = {one["code"]: one for one in payload["speech"]}
    assert list(speech) == ["fr", "en", "ar"]
    assert (speech["fr"]["colon"], speech["fr"]["decimal"], speech["fr"]["thousands"]) == (
        "\u00a0: ", ",", "\u202f",
    )  # fmt: skip
    texts, words = payload["texts"], payload["words"]
    marked = words[speech["en"]["marked"]]
    assert texts["fr"][marked] == "en anglais"
    assert texts["ar"][words["status.held"]]
    names = [row[1] for row in payload["actors"]]
    assert texts["fr"][names[0]] == "Parti bleu"
    assert texts["ar"][names[0]] == ""


def test_the_test_s_own_translation_leaves_out_what_it_does_not_have() -> None:
    assert in_french(Text.of(en="North field")).languages == ("fr", "en")
    assert in_french(Text.of(en="No such text")).languages == ("en",)
