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

    from frontmap.days import Span

__all__ = ["MONTHS", "WORDS", "direction", "word", "written_day", "written_in", "written_span"]

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
        "since_or_earlier": Text("or earlier", "أو قبله"),
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
        "front": Text("Front", "خط التماس"),
        "front.opened": Text("front opened", "خط تماس نشأ"),
        "front.closed": Text("front closed", "خط تماس زال"),
        "gained": Text("gained", "كسب"),
        "lost": Text("lost", "خسر"),
        "pocket.split": Text("a pocket was split", "انقسم الجيب"),
        "pocket.merged": Text("pockets merged", "اتصلت الجيوب"),
        "account.said": Text("last said", "آخر ذكر"),
        "account.age": Text("days since last said", "عدد الأيام منذ آخر ذكر"),
        "account.differ": Text("Voices of this side differ", "تختلف أصوات هذا الطرف"),
        "why.distance": Text("days between", "الفارق بالأيام"),
        # Why: the reasons for a cell.
        "why.carrying": Text("Claims that carry it", "الروايات التي تسنده"),
        "why.disagreeing": Text("Claims that say otherwise", "الروايات التي تقول غير ذلك"),
        "why.before": Text("Last evidence before", "آخر دليل قبل هذا اليوم"),
        "why.after": Text("Next evidence after", "أول دليل بعد هذا اليوم"),
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
        # Vague dates.
        "span.or": Text("or", "أو"),
        "span.about": Text("about", "نحو"),
        "span.between": Text("between {first} and {last}", "بين {first} و{last}"),
        # What the page says besides.
        "page.slider": Text(
            "Day; the chart shows km² by holder", "اليوم؛ والرسم يبيّن المساحة لكل جهة"
        ),
        "page.previous_day": Text("Previous day", "اليوم السابق"),
        "page.next_day": Text("Next day", "اليوم التالي"),
        "page.previous_change": Text("Previous change", "التغيّر السابق"),
        "page.next_change": Text("Next change", "التغيّر التالي"),
        "page.play": Text("Play", "تشغيل"),
        "page.pause": Text("Pause", "إيقاف"),
        "page.typed": Text(
            "Day, as 2018-05-03 or 3 May 2018", "اليوم، مثل 2018-05-03 أو 3 أيار 2018"
        ),
        "page.no_such_day": Text(
            "not a day; write it as 2018-05-03", "ليس تاريخاً؛ اكتبه هكذا: 2018-05-03"
        ),
        "page.episodes": Text("Episodes", "الفصول"),
        "page.own_reading": Text("this atlas, weighing all claims", "هذا الأطلس، بعد وزن الروايات"),
        "page.side": Text("all voices of: {name}", "جميع أصوات: {name}"),
        "page.banner": Text(
            "This is one side of the story: only what this account claims is drawn, and where it "
            "says nothing the map is blank.",
            "هذه رواية طرف واحد: لا يُرسم إلا ما يدّعيه، وحيث لا يقول شيئاً تبقى الخريطة فارغة.",
        ),
        "page.compare_with": Text("compare with", "قارنها برواية"),
        "page.part_only": Text(
            "a part is said to be held by {name}; who holds the rest is not said",
            "يُقال إن جزءاً منها بيد {name}؛ ولا يُذكر من يسيطر على الباقي",
        ),
        "page.not_understood": Text(
            "Not understood in the address: {parts}", "جزء من عنوان الصفحة لم يُفهم: {parts}"
        ),
        "page.back_to_own": Text("Back to the atlas’s own reading", "العودة إلى قراءة الأطلس"),
        "page.claims_today": Text("What was said of this day", "ما قيل عن هذا اليوم"),
        "page.opens_today": Text(
            "The record of this episode opens on this day", "يبدأ سجل هذا الفصل في هذا اليوم"
        ),
        "page.more": Text("and {count} more", "و{count} غيرها"),
        "page.no_carrying": Text("No claim is cited", "لا رواية مذكورة"),
        "page.no_evidence": Text(
            "This atlas has no claims to show", "لا روايات في هذا الأطلس لعرضها"
        ),
        "page.via": Text("passed on by", "نقلها"),
        "page.differs": Text("Told differently by", "يُروى بشكل آخر لدى"),
        "page.history": Text("The whole history of this area", "تاريخ هذه المنطقة كله"),
        "page.close": Text("Close", "إغلاق"),
        "page.front": Text("front", "خط التماس"),
        "page.front_total": Text("Front in all", "خط التماس كله"),
        "page.chart": Text(
            "km² by holder, where control changed; hatched: contested",
            "المساحة حسب الجهة حيث تبدّلت السيطرة؛ والمظلّل بخطوط: متنازع عليه",
        ),
        "page.all_areas": Text("All areas on this day", "جميع المناطق في هذا اليوم"),
        "page.sources": Text("Sources", "المصادر"),
        "page.confidence": Text("{confidence} confidence", "ثقة {confidence}"),
        "page.comma": Text(", ", "، "),
        "page.doubt": Text("?", "؟"),
        "page.in_arabic": Text("in Arabic", "بالعربية"),
        "page.zoom_in": Text("Zoom in", "تكبير"),
        "page.zoom_out": Text("Zoom out", "تصغير"),
        "page.offline": Text(
            "This file asks the network for nothing.", "لا يطلب هذا الملف شيئاً من الشبكة."
        ),
        "page.tiles": Text(
            "This file asks {host} for map tiles.", "يطلب هذا الملف صور الخريطة من {host}."
        ),
        # Claims.
        "kind.control": Text("control", "سيطرة"),
        "kind.clash": Text("clash", "اشتباك"),
        "kind.agreement": Text("agreement", "اتفاق"),
        "kind.evacuation": Text("evacuation", "إخلاء"),
        "kind.displacement": Text("displacement", "نزوح"),
        "kind.siege": Text("siege", "حصار"),
        "kind.damage": Text("damage", "دمار"),
        "kind.casualties": Text("casualties", "خسائر بشرية"),
        "kind.force": Text("forces", "قوات"),
        "kind.context": Text("context", "سياق"),
        "stance.asserts": Text("asserts", "يؤكد"),
        "stance.denies": Text("denies", "ينفي"),
        "stance.repeats": Text("repeats", "يكرر"),
        "stance.corrects": Text("corrects", "يصحح"),
        "stance.left": Text("says they left", "يقول إنهم غادروا"),
        # Pictures of several days.
        "sheet.end_of_days": Text("state at the end of each day", "الحالة في نهاية كل يوم"),
        "sheet.changed": Text("changed since the map before", "تغيّرت منذ الخريطة السابقة"),
        "sheet.front_before": Text(
            "front on the map before, no longer", "خط التماس في الخريطة السابقة ولم يعد قائماً"
        ),
        "sheet.before": Text("Before", "قبل"),
        "sheet.after": Text("After", "بعد"),
        "sheet.count": Text("areas changed", "مناطق تغيّرت"),
        # Slides and handouts.
        "lesson.question": Text("The question of this lesson", "سؤال هذا الدرس"),
        "lesson.date": Text("Class and date", "الصف والتاريخ"),
        "lesson.since_before": Text(
            "What changed since the slide before", "ما تغيّر منذ الشريحة السابقة"
        ),
        "lesson.method": Text("Sources and method", "المصادر والمنهج"),
        "lesson.who_holds": Text("Who holds what", "من يسيطر على ماذا"),
        "lesson.areas": Text("areas", "المناطق"),
        "lesson.claims": Text("What was said of this day", "ما قيل عن هذا اليوم"),
        "lesson.claims.about": Text(
            "Everything below is a claim: somebody says it. Answer for each voice.",
            "كل ما يلي روايات: أحد ما يقولها. أجب عن كل صوت.",
        ),
        "lesson.who_says": Text("Who says so?", "من يقول ذلك؟"),
        "lesson.who_gains": Text("Who gains from saying it?", "من يستفيد من قوله؟"),
        "lesson.no_claims": Text("No claim is dated to this day", "لا رواية مؤرخة في هذا اليوم"),
        "lesson.page": Text("page", "صفحة"),
        "lesson.short_names": Text("Short names", "الرموز"),
        "lesson.full_citations": Text("Sources in full", "المصادر كاملة"),
        "lesson.undated": Text("no date", "بلا تاريخ"),
        "method.ruling": Text(
            "Each area of the map is a reading of this atlas, weighed from claims. A claim is what "
            "one voice says in one source; claims that disagree are listed, not dropped.",
            "كل منطقة في الخريطة قراءة لهذا الأطلس بعد وزن الروايات. والرواية ما يقوله صوت واحد في "
            "مصدر واحد؛ والروايات المتعارضة تُذكر ولا تُحذف.",
        ),
        "method.account": Text(
            "This is one account and not this atlas’s reading: only what it claims is drawn, and "
            "where it says nothing the map is blank.",
            "هذه رواية واحدة وليست قراءة هذا الأطلس: لا يُرسم إلا ما تدّعيه، وحيث لا تقول شيئاً "
            "تبقى الخريطة فارغة.",
        ),
        "method.day": Text(
            "A map shows the state at the end of its day. A state holds until the next ruling.",
            "تبيّن الخريطة الحالة في نهاية يومها. وتبقى الحالة حتى القراءة التالية.",
        ),
        "method.front": Text(
            "The front is the outlines across which hostile parties stand; where the line ran "
            "inside an area is not known.",
            "خط التماس هو الحدود التي تقف على جانبيها أطراف متعادية؛ ومسار الخط داخل المنطقة غير "
            "معروف.",
        ),
        "method.confidence": Text(
            "Confidence is high where several parties agree or a side admits a loss, medium where "
            "one voice without a stake says it, low where a side speaks in its own favour or "
            "claims disagree.",
            "تكون الثقة عالية حين تتفق جهات عدة أو يقرّ طرف بخسارة، ومتوسطة حين يقوله صوت واحد لا "
            "مصلحة له، ومنخفضة حين يتحدث طرف لصالحه أو تتعارض الروايات.",
        ),
    }
)

#: The names of the months, by language.
MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
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
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def written_span(span: Span, language: str) -> str:
    """Write a vague date out: `between 28 April 2018 and 30 April 2018`."""
    if span.first is None:
        return f"{written_day(span.last, language)} ({word('since_or_earlier', language)})"
    if span.exact:
        return written_day(span.last, language)
    if span.choices:
        joint = f" {word('span.or', language)} "
        return joint.join(written_day(day, language) for day in span.choices)
    first, last = written_day(span.first, language), written_day(span.last, language)
    if span.text.endswith("~"):
        middle = span.first + (span.last - span.first) / 2
        return f"{word('span.about', language)} {written_day(middle, language)}"
    if span.lasts:
        return f"{first} – {last}"
    return WORDS["span.between"].to(language).format(first=first, last=last)


def direction(language: str) -> str:
    """Return the way `language` is written: `rtl` or `ltr`."""
    return "rtl" if language == "ar" else "ltr"


def written_in(text: str, language: str) -> str:
    """Return `language`, or `en` for a text in an Arabic page that has no Arabic letter.

    A text without letters keeps the language of its page.
    """
    if language != "ar" or not any(char.isalpha() for char in text):
        return language
    return "ar" if any("\u0600" <= char <= "\u06ff" for char in text) else "en"
