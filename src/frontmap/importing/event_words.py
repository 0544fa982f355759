"""What people call the columns of a table of events, and the kinds of events in them.

Words are as `fold` leaves them. Those of ACLED's exports are among them; a preset for another
project is no more than further columns (`--event-column`) and kinds (`--event-kind`).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from frontmap.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADINGS", "KINDS", "PLACE_PRECISIONS", "TIME_PRECISIONS", "Precision"]

#: What a column is called, by what it is for.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "date": ("event date", "date", "day", "date of event", "start date", "jour", "date evenement",
             "date de l evenement", "date debut", "التاريخ", "تاريخ", "تاريخ الحدث"),
    "end": ("end date", "end", "date end", "until", "date fin", "date de fin", "fin",
            "تاريخ النهايه", "الي"),
    "place": ("location", "place", "place name", "locality", "town", "village", "city", "site",
              "neighbourhood", "neighborhood", "lieu", "localite", "ville", "quartier", "المكان",
              "الموقع", "المنطقه", "الحي"),
    "longitude": ("longitude", "lon", "lng", "long", "x", "خط الطول"),
    "latitude": ("latitude", "lat", "y", "خط العرض"),
    "kind": ("event type", "kind", "type", "event kind", "category", "type of event",
             "type evenement", "type d evenement", "categorie", "نوع الحدث", "النوع", "نوع"),
    "subkind": ("sub event type", "subkind", "sub kind", "subtype", "sub type", "sub category",
                "sous type", "sous categorie", "النوع الفرعي"),
    "actor": ("actor1", "actor 1", "actor", "actors", "party", "side a", "perpetrator", "acteur1",
              "acteur 1", "acteur", "acteurs", "الطرف", "الطرف الاول", "الفاعل"),
    "actor2": ("actor2", "actor 2", "side b", "opponent", "target", "acteur2", "acteur 2",
               "adversaire", "الطرف الثاني"),
    "source": ("source", "sources", "reference", "references", "citation", "url", "link",
               "المصدر", "المصادر"),
    "precision": ("geo precision", "precision", "location precision", "place precision",
                  "precision geographique", "precision du lieu", "دقه المكان"),
    "time_precision": ("time precision", "date precision", "precision temporelle",
                       "precision de la date", "دقه التاريخ"),
    "id": ("event id cnty", "event id", "id", "identifier", "identifiant", "ref", "المعرف",
           "الرقم"),
    "note": ("notes", "note", "description", "details", "comment", "comments", "remarks",
             "remarque", "remarques", "ملاحظات", "ملاحظه", "الوصف"),
    "fatalities": ("fatalities", "deaths", "killed", "dead", "morts", "tues", "deces", "القتلي",
                   "عدد القتلي", "الوفيات"),
}  # fmt: skip

_WORDS: Mapping[ClaimKind, tuple[str, ...]] = {
    # who takes ground says so of a part: an event never makes a day's holder
    ClaimKind.CONTROL: (
        "non state actor overtakes territory", "government regains territory",
        "non violent transfer of territory", "territory taken", "territory gained",
        "territory regained", "territorial gain", "prise de territoire", "سيطره",
    ),
    ClaimKind.CLASH: (
        "battle", "battles", "clash", "clashes", "armed clash", "armed clashes", "fighting",
        "combat", "combats", "affrontement", "affrontements", "accrochage", "اشتباك", "اشتباكات",
        "معركه", "معارك",
    ),
    ClaimKind.DAMAGE: (
        "explosions remote violence", "remote violence", "explosion", "explosions", "shelling",
        "shelling artillery missile attack", "artillery", "air strike", "air strikes", "airstrike",
        "airstrikes", "air drone strike", "drone strike", "missile", "bombardment", "bombing",
        "suicide bomb", "grenade", "chemical weapon", "remote explosive landmine ied", "landmine",
        "ied", "damage", "looting property destruction", "property destruction", "bombardement",
        "bombardements", "frappe aerienne", "frappes aeriennes", "tirs d artillerie", "degats",
        "قصف", "غاره", "غاره جويه", "غارات", "غارات جويه", "انفجار", "انفجارات", "اضرار",
    ),
    ClaimKind.AGREEMENT: (
        "agreement", "ceasefire", "cease fire", "truce", "accord", "cessez le feu", "treve",
        "اتفاق", "هدنه", "وقف اطلاق النار",
    ),
    ClaimKind.DISPLACEMENT: (
        "displacement", "displaced", "deplacement", "deplacements", "نزوح", "تهجير",
    ),
    ClaimKind.SIEGE: ("siege", "blockade", "encerclement", "حصار"),
    ClaimKind.EVACUATION: ("evacuation", "evacuations", "اجلاء", "اخلاء"),
    # a figure of killed makes it one of casualties; without one it is context
    ClaimKind.CASUALTIES: (
        "violence against civilians", "attack", "sexual violence", "casualties", "killing",
        "violence contre les civils", "victimes", "ضحايا",
    ),
    ClaimKind.FORCE: ("deployment", "troop movement", "troop movements", "forces", "renforts"),
    ClaimKind.CONTEXT: (
        "protest", "protests", "peaceful protest", "protest with intervention", "riot", "riots",
        "excessive force against protesters", "violent demonstration", "mob violence",
        "strategic development", "strategic developments", "headquarters or base established",
        "change to group activity", "change to armed group", "disrupted weapons use", "arrests",
        "abduction forced disappearance", "statement", "other", "others", "context",
        "manifestation", "manifestations", "autre", "autres", "مظاهره", "مظاهرات", "اخري",
    ),
}  # fmt: skip
#: What a claim is about, by the words for it.
KINDS: Mapping[str, ClaimKind] = {word: kind for kind, words in _WORDS.items() for word in words}


class Precision(IntEnum):
    """How near to what is written an event was, as ACLED counts it."""

    EXACT = 1
    NEAR = 2
    ROUGH = 3


#: How far from the point: in that place, near it, or only somewhere in its region.
PLACE_PRECISIONS: Mapping[str, Precision] = {
    "1": Precision.EXACT, "exact": Precision.EXACT, "exacte": Precision.EXACT,
    "2": Precision.NEAR, "near": Precision.NEAR, "proche": Precision.NEAR,
    "approximate": Precision.NEAR, "3": Precision.ROUGH, "region": Precision.ROUGH,
}  # fmt: skip
#: How far from the date: on that day, within the week round it, or some day of its month.
TIME_PRECISIONS: Mapping[str, Precision] = {
    "1": Precision.EXACT, "day": Precision.EXACT, "jour": Precision.EXACT,
    "2": Precision.NEAR, "week": Precision.NEAR, "semaine": Precision.NEAR,
    "3": Precision.ROUGH, "month": Precision.ROUGH, "mois": Precision.ROUGH,
}  # fmt: skip
