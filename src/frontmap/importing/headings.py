"""What people call a column, by what it is for, in English, French and Arabic.

All headings are compared as `fold` leaves them: without case, accents and signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontmap.importing.date_texts import likely_meant, with_a_year
from frontmap.importing.written_dates import is_written_date
from frontmap.names import edits, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "ROLES",
    "STATES",
    "UPDATES",
    "columns_called",
    "is_place_heading",
    "says_where",
    "telling",
]

#: What people call a column, by its role.
ROLES: Mapping[str, tuple[str, ...]] = {
    "place": (
        "place", "area", "location", "locality", "neighbourhood", "neighborhood", "district",
        "subdistrict", "sub district", "county", "town", "village", "city", "settlement",
        "community", "municipality", "region", "province", "oblast", "raion", "rayon", "hromada",
        "governorate", "quarter", "suburb", "ward", "sector", "zone", "place name", "area name",
        "location name", "settlement name", "name", "shapename",
        "lieu", "nom du lieu", "nom de lieu", "localite", "quartier", "ville", "village",
        "commune", "departement", "arrondissement", "secteur", "gouvernorat", "endroit", "nom",
        "nom de la zone",
        "المنطقه", "منطقه", "اسم المنطقه", "المكان", "مكان", "اسم المكان", "الحي", "حي",
        "المحافظه", "محافظه", "المدينه", "مدينه", "القريه", "قريه", "البلده", "بلده", "الموقع",
        "موقع", "الناحيه", "ناحيه", "القضاء", "قضاء", "الاسم",
    ),
    "name": (
        "name", "place name", "area name", "location name", "settlement name", "nom",
        "nom du lieu", "nom de lieu", "nom de la zone", "الاسم", "اسم المكان", "اسم المنطقه",
    ),
    "date": (
        "date", "dates", "day", "on", "observed", "observation date", "event date", "date of event",
        "jour", "date d observation", "التاريخ", "تاريخ", "اليوم", "التواريخ",
    ),
    "asof": (
        "as of", "asof", "as at", "as of date", "updated", "last updated", "status date",
        "en date du", "etat au", "a la date du", "mis a jour", "mise a jour",
        "derniere mise a jour", "بتاريخ", "اخر تحديث", "تاريخ التحديث",
    ),
    "start": (
        "start", "begin", "began", "beginning", "from", "since", "first", "first day", "start date",
        "begin date", "date from", "from date", "date start", "valid from", "changed", "changed on",
        "change date", "date of change", "date changed", "start year", "from year", "year from",
        "fromyear", "startyear", "startdate", "gwsdate", "cowsdate", "when start",
        "debut", "date de debut", "date debut", "du", "depuis", "a partir du", "change le",
        "date du changement",
        "من", "منذ", "من تاريخ", "البدايه", "بدايه", "تاريخ البدايه", "تاريخ التغيير",
    ),
    "end": (
        "end", "ended", "to", "until", "till", "through", "thru", "last", "last day", "end date",
        "date to", "to date", "date end", "valid to", "valid until", "up to", "end year",
        "to year", "year to", "toyear", "endyear", "enddate", "gwedate", "cowedate", "when end",
        "fin", "date de fin", "date fin", "au", "jusqu au", "jusqu a",
        "الي", "حتي", "الي تاريخ", "حتي تاريخ", "النهايه", "نهايه", "تاريخ النهايه",
    ),
    "holder": (
        "holder", "holders", "held by", "control", "controlled by", "controller", "controllers",
        "in control", "actor", "party", "faction", "owner", "control status", "status control",
        "who", "controlling actor", "controlling party", "occupied by", "administered by",
        "territorial control", "under control of",
        "controle", "controle par", "controle de", "sous controle de", "detenu par", "tenu par",
        "detenteur", "detenteurs", "occupe par", "acteur", "partie",
        "السيطره", "سيطره", "المسيطر", "الجهه المسيطره", "جهه السيطره", "القوه المسيطره",
        "الطرف المسيطر", "تحت سيطره",
    ),
    "status": ("status", "statut", "الحاله", "حاله"),
    "rivals": (
        "rivals", "rival", "contested by", "disputed by", "shared with", "contested with",
        "opponent", "opponents", "rivaux", "conteste par", "dispute par", "partage avec",
        "الخصوم", "الخصم", "المنافس",
    ),
    "confidence": (
        "confidence", "conf", "certainty", "confidence level", "confiance", "certitude",
        "fiabilite", "niveau de confiance", "الثقه", "ثقه", "درجه الثقه", "مستوي الثقه",
    ),
    "source": (
        "source", "sources", "reference", "references", "citation", "url", "link", "lien", "liens",
        "المصدر", "المصادر", "الرابط",
    ),
    "history": (
        "history", "timeline", "control history", "changes", "historique", "chronologie",
        "التسلسل الزمني",
    ),
    "note": (
        "note", "notes", "comment", "comments", "remark", "remarks", "remarque", "remarques",
        "commentaire", "commentaires", "ملاحظه", "ملاحظات", "تعليق",
    ),
    "longitude": (
        "longitude", "lon", "lng", "long", "x", "point x", "x coord", "xcoord",
        "decimal longitude", "decimallongitude", "خط الطول",
    ),
    "latitude": (
        "latitude", "lat", "y", "point y", "y coord", "ycoord", "decimal latitude",
        "decimallatitude", "خط العرض",
    ),
}  # fmt: skip

#: An `asof` that may also say when a row was edited.
UPDATES = frozenset({
    "updated", "last updated", "mis a jour", "mise a jour", "derniere mise a jour", "اخر تحديث",
    "تاريخ التحديث",
})  # fmt: skip
#: A place where nothing else is: what contains it, and what a file of outlines knows it by.
_COUNTRIES = {"country", "country name", "pays", "البلد", "الدوله"}
_CODES = {
    "pcode", "p code", "place id", "area id", "location id", "place code", "area code", "gid",
    "geoid", "geocode",
}  # fmt: skip
#: `admin3Name`, `ADM2_EN`, `NAME_1` as `fold` leaves them, and names in another language.
_ADMIN_NAME = re.compile(r"(?:adm(?:in)?|name) ?[0-5] ?(?:name)?(?: en)?")
_TAGGED_NAME = re.compile(r"(?:adm(?:in)?[0-5] ?(?:name)?|(?:place |area )?name) [a-z]{2}")
_ADMIN_CODE = re.compile(r"adm(?:in)? ?[0-5] ?p?code|gid [0-5]")

#: Roles whose columns say something of a state or its days: none is passed over in silence.
_TELLING_ROLES = (
    "date", "asof", "start", "end", "holder", "history", "status", "rivals", "confidence",
)  # fmt: skip
_SIDE = "sides are told in the table of holders"
_CLAIM = "a claim is not a state; --column source={0!r}, where it says who says so"
_DOUBT = "--column confidence={0!r}, where its cells are high, medium, low or assumed"
#: Headings that do so, too, and have no role; with what the user may do about each.
_TELLING: Mapping[str, str] = {
    "side": _SIDE, "sides": _SIDE, "الجانب": _SIDE,
    "claimed by": _CLAIM, "claimant": _CLAIM, "claims": _CLAIM, "revendique par": _CLAIM,
    "يدعيها": _CLAIM,
    "uncertain": _DOUBT, "uncertainty": _DOUBT, "incertain": _DOUBT, "incertitude": _DOUBT,
    "reliability": _DOUBT, "غير موكد": _DOUBT,
    "contested": "", "disputed": "", "conteste": "", "dispute": "", "متنازع عليها": "",
    "state": "", "etat": "", "الوضع": "", "when": "",
}  # fmt: skip
#: Of these, those that name a part of a country, too: only their cells tell.
STATES = frozenset({"state", "etat"})
_TELLING_HEADINGS = {*_TELLING, *(heading for role in _TELLING_ROLES for heading in ROLES[role])}
#: A heading with fewer letters is one letter from too many others.
_LEAST_LETTERS = 5
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
#: What stands between the same heading in two languages: `Status / Statut`.
_OTHERWISE_CALLED = re.compile(r"\s*[/|\n]\s*")
_LEAST_PARTS = 2
_COUNT = re.compile(r" ?\d+$")
#: The columns `gwsyear,gwsmonth,gwsday`, or `year start,month start,day start`, that were made one.
_PARTS = re.compile(r"(.*)year(.*) \1month\2 \1day\2")


def columns_called(columns: Sequence[str], role: str) -> tuple[str, ...]:
    """Return the columns that are called as one of a role is, of those that are best called so.

    `Date (UTC)` is a date where no other column is called `date`; a country or a code is a place
    where nothing else is.
    """
    ranks = {column: _rank(column, role) for column in columns}
    best = min((rank for rank in ranks.values() if rank is not None), default=None)
    return tuple(column for column, rank in ranks.items() if rank is not None and rank == best)


def says_where(column: str) -> bool:
    """Tell whether a column is called as one with places, what contains them, or their codes is."""
    return _rank(column, "place") is not None


def is_place_heading(column: str) -> bool:
    """Tell whether a column is called as one with the names of places is."""
    return _rank(column, "place") in {0, 1}


def _rank(column: str, role: str) -> int | None:
    parts = _parts(column)
    if len(parts) < _LEAST_PARTS:
        return _rank_of_one(column, role)
    # a heading of two things is called as neither
    return 1 if all(_rank_of_one(part, role) is not None for part in parts) else None


def _rank_of_one(column: str, role: str) -> int | None:
    heading, bare = _called(column), fold(_IN_BRACKETS.sub(" ", column))
    if role == "asof" and heading in UPDATES:
        return 1
    if heading in ROLES[role] or (role == "place" and _ADMIN_NAME.fullmatch(heading)):
        return 0
    if bare in ROLES[role]:
        return 1
    if role != "place":
        return None
    if heading in _COUNTRIES or _TAGGED_NAME.fullmatch(heading):
        return 1
    return 2 if heading in _CODES or _ADMIN_CODE.fullmatch(heading) else None


def _parts(column: str) -> list[str]:
    """Return what a column is called in each of several languages."""
    return list(filter(None, _OTHERWISE_CALLED.split(_IN_BRACKETS.sub(" ", column).strip())))


def _called(column: str) -> str:
    """Return what a column is called; three parts of a date are called as the whole would be."""
    heading = fold(column)
    match = _PARTS.fullmatch(heading)
    return f"{match[1]}date{match[2]}" if match else heading


#: Words that are one letter away from a heading that says something, and no slips of it.
_NO_SLIPS = {"folder"}


def telling(column: str) -> tuple[str, str] | None:
    """Return what a heading says of a state or its days: what it is near to, and an advice.

    `None` is a heading that says nothing of both. The first text is empty where the heading itself
    is known; it is the heading that was meant where one letter differs (`holdr`), or where a number
    or a remark in brackets follows (`holder 2`).
    """
    parts = _parts(column)
    called = [column] if len(parts) < _LEAST_PARTS else [column, *parts]
    near, advice = next(filter(None, map(_telling_of_one, called)), (None, ""))
    return None if near is None else (near, advice.format(column))


def _telling_of_one(column: str) -> tuple[str, str] | None:
    """Return the same of one name of a column, with `{0!r}` for the column in the advice."""
    heading = _called(column)
    if heading in _TELLING_HEADINGS:
        return "", _TELLING.get(heading, "")
    if is_written_date(column):
        return "", ""
    if likely_meant(column) is not None and (dated := with_a_year(column)):
        return "", f"the year in the heading, too, as in {dated!r}"
    for bare in (fold(_IN_BRACKETS.sub(" ", column)), _COUNT.sub("", heading)):
        if bare in _TELLING_HEADINGS:
            return bare, ""
    if len(heading) < _LEAST_LETTERS or heading in _NO_SLIPS or _is_known(heading):
        return None
    near = [
        known
        for known in sorted(_TELLING_HEADINGS)
        if len(known) >= _LEAST_LETTERS and edits(heading, known, most=1) <= 1
    ]
    return (near[0], "") if near else None


def _is_known(heading: str) -> bool:
    return any(_rank(heading, role) is not None for role in ROLES)
