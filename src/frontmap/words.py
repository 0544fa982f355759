"""The fixed words of every output, in English and in Arabic, and days written out.

Names and notes come from the atlas; what frontmap itself says stands here, once, so that a map, a
page, a table and a slide call one thing by one word.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from frontmap.model import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["WORDS", "direction", "word", "written_day"]

#: Key to text. A key is `topic.word`; a definition is `topic.word.definition`.
WORDS: Mapping[str, Text] = MappingProxyType(
    {
        # Status: the word, and what it means.
        "status.held": Text("held", "تحت السيطرة"),
        "status.held.definition": Text(
            "one party is there, and no claim puts a rival inside",
            "طرف واحد في المنطقة، ولا رواية تضع خصماً داخلها",
        ),
        "status.contested": Text("contested", "متنازع عليها"),
        "status.contested.definition": Text(
            "a claim puts a rival inside; the holder has the larger part, or was there before",
            "رواية تضع خصماً داخلها؛ والجهة المذكورة أولاً لها الجزء الأكبر أو كانت هناك قبل ذلك",
        ),
        "status.shared": Text("shared", "مشتركة"),
        "status.shared.definition": Text(
            "two sides are there by agreement", "طرفان فيها بموجب اتفاق"
        ),
        "status.evacuating": Text("evacuating", "قيد الإخلاء"),
        "status.evacuating.definition": Text(
            "an agreement is being carried out; the colour is of those who leave",
            "اتفاق قيد التنفيذ؛ واللون لمن يغادر",
        ),
        "status.unknown": Text("unknown", "غير معروف"),
        "status.unknown.definition": Text(
            "the record was weighed and does not settle who is there",
            "وُزنت الروايات ولم يتبيّن منها من هو هناك",
        ),
        "status.no_data": Text("no data", "لا بيانات"),
        "status.no_data.definition": Text(
            "the record says nothing of this day", "لا يذكر السجل شيئاً عن هذا اليوم"
        ),
        # Confidence.
        "confidence": Text("confidence", "درجة الثقة"),
        "confidence.high": Text("high", "عالية"),
        "confidence.medium": Text("medium", "متوسطة"),
        "confidence.low": Text("low", "منخفضة"),
        # Outlines.
        "outline.official": Text("official outline", "حدود رسمية"),
        "outline.derived": Text("outline cut from an official one", "حدود مقتطعة من حدود رسمية"),
        "outline.schematic": Text("schematic outline", "حدود تقريبية"),
        "outline.schematic.definition": Text(
            "drawn from a point and its neighbours", "مرسومة اعتماداً على نقطة وعلى ما يجاورها"
        ),
        # The legend.
        "legend": Text("Legend", "مفتاح الخريطة"),
        "legend.actors": Text("Who holds it", "الجهة المسيطرة"),
        "legend.statuses": Text("How it is held", "حالة السيطرة"),
        "legend.lines": Text("Lines and shades", "الخطوط والدرجات"),
        "legend.codes": Text("Short names on the map", "الرموز على الخريطة"),
        "legend.front_today": Text("front today", "خط التماس اليوم"),
        "legend.front_today.definition": Text(
            "hostile parties on either side", "أطراف متعادية على جانبيه"
        ),
        "legend.front_yesterday": Text("front yesterday, no longer", "خط التماس أمس ولم يعد قائماً"),
        "legend.changed": Text("changed on this day", "تغيّرت في هذا اليوم"),
        "legend.uncertain": Text("paler, with “?”", "لون أفتح مع «؟»"),
        "legend.uncertain.definition": Text(
            "low confidence, or the day of the change is vague",
            "ثقة منخفضة، أو يوم التغيّر غير محدد",
        ),
        "legend.uncovered": Text("outside this atlas", "خارج نطاق هذا الأطلس"),
        "front_unknown_inside": Text(
            "where the line ran inside an area is not known", "مسار الخط داخل المنطقة غير معروف"
        ),
        # Around the map.
        "map.end_of_day": Text("state at the end of the day", "الحالة في نهاية اليوم"),
        "map.north": Text("N", "ش"),
        "map.locator": Text("Where this is", "الموقع"),
        "map.source": Text("Source", "المصدر"),
        "map.licence": Text("Licence of the data", "رخصة البيانات"),
        "map.description": Text(
            "Map of who held which area at the end of the day",
            "خريطة تبيّن الجهة المسيطرة على كل منطقة في نهاية اليوم",
        ),
        "as_told_by": Text("as told by", "برواية"),
        "unit.km": Text("km", "كم"),
        "unit.m": Text("m", "م"),
        "unit.km2": Text("km²", "كم²"),
        # What tables and cards call their columns.
        "area": Text("area", "المنطقة"),
        "holder": Text("holder", "الجهة المسيطرة"),
        "status": Text("status", "الحالة"),
        "rivals": Text("rivals", "الخصوم"),
        "since": Text("since", "منذ"),
        "since_or_earlier": Text("since that day or earlier", "منذ ذلك اليوم أو قبله"),
        "note": Text("note", "ملاحظة"),
        "evidence": Text("evidence", "الأدلة"),
        "claim": Text("claim", "رواية"),
        "voice": Text("voice", "الراوي"),
        "source": Text("source", "المصدر"),
        "sources": Text("sources", "المصادر"),
        "date": Text("date", "التاريخ"),
        "changes_today": Text("What changed on this day", "ما تغيّر في هذا اليوم"),
        "no_changes_today": Text("Nothing changed on this day", "لم يتغيّر شيء في هذا اليوم"),
        "outside_episodes": Text(
            "no data: the record does not cover this day", "لا بيانات: السجل لا يشمل هذا اليوم"
        ),
        "began": Text("began", "بدأت"),
        "front": Text("Front", "خط الجبهة"),
        "unit.days": Text("days", "أيام"),
        # Why: the reasons for a cell.
        "why.carrying": Text("Claims that carry it", "الروايات التي تسنده"),
        "why.disagreeing": Text("Claims that say otherwise", "الروايات التي تقول غير ذلك"),
        "why.before": Text("Last evidence before", "آخر دليل قبل اليوم"),
        "why.after": Text("Next evidence after", "أول دليل بعد اليوم"),
        "why.none": Text("none", "لا شيء"),
        "compare.same": Text("The two tell it alike.", "تتفق الروايتان."),
        # The written rules of confidence, by the key that `evidence.grade` gives.
        "grade.ruled": Text("set by hand; the note says why", "حُددت يدوياً، والملاحظة تبيّن السبب"),
        "grade.no_claim": Text("no cited claim carries it", "لا رواية مذكورة تسنده"),
        "grade.disagree": Text("claims disagree", "الروايات متعارضة"),
        "grade.admits": Text("a side admits it to its own loss", "طرف يقرّ به على نفسه"),
        "grade.several": Text("several parties agree", "جهات عدة تتفق عليه"),
        "grade.own_favour": Text(
            "only voices of the side in whose favour it is", "لا تقوله إلا أصوات الطرف المستفيد"
        ),
        "grade.no_stake": Text("one voice that has no stake", "صوت واحد لا مصلحة له"),
        "in_english": Text("in English", "بالإنكليزية"),
    }
)

_MONTHS = MappingProxyType(
    {
        "en": (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        # The month names of Syria and its neighbours, not the transcribed Latin ones.
        "ar": (
            "كانون الثاني",
            "شباط",
            "آذار",
            "نيسان",
            "أيار",
            "حزيران",
            "تموز",
            "آب",
            "أيلول",
            "تشرين الأول",
            "تشرين الثاني",
            "كانون الأول",
        ),
    }
)


def word(key: str, language: str) -> str:
    """Return one of frontmap's own words in `language` (`en` or `ar`).

    Raises:
        KeyError: there is no such key.
    """
    return WORDS[key].to(language)


def written_day(day: date, language: str) -> str:
    """Write a day out: `3 May 2018`, or `3 أيار 2018`."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def direction(language: str) -> str:
    """Return the way `language` is written: `rtl` or `ltr`."""
    return "rtl" if language == "ar" else "ltr"
