"""The tiny atlas told in French first and in English beside it, as a file of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.folder.read import read_record
from frontmap.folder.write import record_files
from frontmap.model import Text

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.model import Record

#: What is not here is there in English only.
FRENCH = {
    "Three fields": "Trois champs",
    "Made up for the tests": "Inventé pour les essais",
    "Fields": "Champs",
    "The first week": "La première semaine",
    "North field": "Champ du nord",
    "Southwest field": "Champ du sud-ouest",
    "Southeast field": "Champ du sud-est",
    "The mill": "Le moulin",
    "Blue party": "Parti bleu",
    "Green party": "Parti vert",
    "Unknown": "Inconnu",
    "Both sides say so.": "Les deux camps le disent.",
    "The mill changes hands.": "Le moulin change de mains.",
    "The almanac": "L’almanach",
    "Green media": "Médias verts",
    "Blue media": "Médias bleus",
    "Blue's paper says that Blue is in the mill.": "Le journal bleu le dit au moulin.",
}


def in_french(text: Text) -> Text:
    """Return a text of the tiny atlas in French, where it is translated, and in English."""
    english = text.exact("en")
    return Text.of(fr=FRENCH.get(english, ""), en=english)


def french(record: Record) -> Record:
    """Return the tiny atlas's record with French for its first language, and no Arabic."""
    return replace(
        record,
        languages=("fr", "en"),
        title=in_french(record.title),
        attribution=in_french(record.attribution),
        groups=tuple(replace(x, title=in_french(x.title)) for x in record.groups),
        episodes=tuple(replace(x, title=in_french(x.title)) for x in record.episodes),
        areas=tuple(
            replace(x, name=in_french(x.name), code=Text.of(fr=x.code.first)) for x in record.areas
        ),
        actors=tuple(
            replace(x, name=in_french(x.name), short=Text.of(fr=x.short.first))
            for x in record.actors
        ),
        rulings=tuple(replace(x, note=in_french(x.note)) for x in record.rulings),
        captions=tuple(replace(x, text=in_french(x.text)) for x in record.captions),
        landmarks=tuple(replace(x, name=in_french(x.name)) for x in record.landmarks),
        streets=tuple(replace(x, name=in_french(x.name)) for x in record.streets),
        annotations=tuple(replace(x, text=in_french(x.text)) for x in record.annotations),
        voices=tuple(replace(x, name=in_french(x.name)) for x in record.voices),
        claims=tuple(replace(x, summary=in_french(x.summary)) for x in record.claims),
    )


def write_french(tiny: Path, folder: Path) -> Path:
    """Write the tiny atlas in French and English into a new folder."""
    for name, content in record_files(french(read_record(tiny)[0])).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
