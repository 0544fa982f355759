"""frontmap's own words in Arabic, as they are used in Syria and around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGE", "WORDS"]

LANGUAGE = Language(
    tag="ar",
    locale="ar-SY",
    name="العربية",
    mark="ع",
    direction="rtl",
    comma="، ",
    semicolon="؛ ",
    question="؟",
    digits="٠١٢٣٤٥٦٧٨٩",
    letters="\u0600-\u06ff",
    months=(
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
)

#: Key to text. A key is `topic.word`; a definition is `topic.word.definition`.
WORDS: Mapping[str, str] = {
    # The actor that is always there.
    "actor.unknown": "غير معروف",
    # Status: the word, and what it means.
    "status.held": "تحت السيطرة",
    "status.held.definition": "طرف واحد في المنطقة، ولا رواية تضع خصماً داخلها",
    "status.contested": "متنازع عليها",
    "status.contested.definition": (
        "رواية تضع خصماً داخلها؛ والجهة المذكورة أولاً لها الجزء الأكبر أو كانت هناك قبل ذلك"
    ),
    "status.shared": "مشتركة",
    "status.shared.definition": "طرفان فيها بموجب اتفاق",
    "status.evacuating": "قيد الإخلاء",
    "status.evacuating.definition": "اتفاق قيد التنفيذ؛ واللون لمن يغادر",
    "status.unknown": "غير معروف",
    "status.unknown.definition": "وُزنت الروايات ولم يتبيّن منها من هو هناك",
    "status.no_data": "لا بيانات",
    "status.no_data.definition": "لا يذكر السجل شيئاً عن هذا اليوم",
    # Confidence.
    "confidence": "درجة الثقة",
    "confidence.high": "عالية",
    "confidence.medium": "متوسطة",
    "confidence.low": "منخفضة",
    # Outlines.
    "outline.official": "حدود رسمية",
    "outline.derived": "حدود مقتطعة من حدود رسمية",
    "outline.schematic": "حدود تقريبية",
    "outline.schematic.definition": "مرسومة اعتماداً على نقطة وعلى ما يجاورها",
    # The legend.
    "legend": "مفتاح الخريطة",
    "legend.actors": "الجهة المسيطرة",
    "legend.statuses": "حالة السيطرة",
    "legend.lines": "الخطوط والدرجات",
    "legend.codes": "الرموز على الخريطة",
    "legend.front_today": "خط التماس اليوم",
    "legend.front_today.definition": "أطراف متعادية على جانبيه",
    "legend.front_yesterday": "خط التماس أمس ولم يعد قائماً",
    "legend.changed": "تغيّرت في هذا اليوم",
    "legend.uncertain": "لون أفتح مع «؟»",
    "legend.uncertain.definition": "ثقة منخفضة، أو يوم التغيّر غير محدد",
    "front_unknown_inside": "مسار الخط داخل المنطقة غير معروف",
    # Around the map.
    "map.end_of_day": "الحالة في نهاية اليوم",
    "map.north": "ش",
    "map.locator": "الموقع",
    "map.source": "المصدر",
    "map.licence": "رخصة البيانات",
    "map.description": "خريطة تبيّن الجهة المسيطرة على كل منطقة في نهاية اليوم",
    "as_told_by": "برواية",
    "unit.km": "كم",
    "unit.m": "م",
    "unit.km2": "كم²",
    # What tables and cards call their columns.
    "area": "المنطقة",
    "holder": "الجهة المسيطرة",
    "status": "الحالة",
    "rivals": "الخصوم",
    "since": "منذ",
    "since_or_earlier": "أو قبله",
    "note": "ملاحظة",
    "evidence": "الأدلة",
    "claim": "رواية",
    "voice": "الراوي",
    "source": "المصدر",
    "sources": "المصادر",
    "date": "التاريخ",
    "changes_today": "ما تغيّر في هذا اليوم",
    "no_changes_today": "لم يتغيّر شيء في هذا اليوم",
    "outside_episodes": "لا بيانات: السجل لا يشمل هذا اليوم",
    "began": "بدأت",
    "front": "خط التماس",
    "front.opened": "خط تماس نشأ",
    "front.closed": "خط تماس زال",
    "gained": "كسب",
    "lost": "خسر",
    "pocket.split": "انقسم الجيب",
    "pocket.merged": "اتصلت الجيوب",
    "account.said": "آخر ذكر",
    "account.age": "عدد الأيام منذ آخر ذكر",
    "account.differ": "تختلف أصوات هذا الطرف",
    "why.distance": "الفارق بالأيام",
    # Why: the reasons for a cell.
    "why.carrying": "الروايات التي تسنده",
    "why.disagreeing": "الروايات التي تقول غير ذلك",
    "why.before": "آخر دليل قبل هذا اليوم",
    "why.after": "أول دليل بعد هذا اليوم",
    "why.none": "لا شيء",
    "compare.same": "تتفق الروايتان.",
    # The written rules of confidence, by the key that `evidence.grade` gives.
    "grade.ruled": "حُددت يدوياً، والملاحظة تبيّن السبب",
    "grade.no_claim": "لا رواية مذكورة تسنده",
    "grade.disagree": "الروايات متعارضة",
    "grade.admits": "طرف يقرّ به على نفسه",
    "grade.several": "جهات عدة تتفق عليه",
    "grade.own_favour": "لا تقوله إلا أصوات الطرف المستفيد",
    "grade.no_stake": "صوت واحد لا مصلحة له",
    # Where a text is not there in the language asked for, the language it is shown in is named.
    "in_language": "ب{language}",
    "language.ar": "العربية",
    "language.de": "الألمانية",
    "language.en": "الإنكليزية",
    "language.es": "الإسبانية",
    "language.fa": "الفارسية",
    "language.fr": "الفرنسية",
    "language.he": "العبرية",
    "language.it": "الإيطالية",
    "language.ku": "الكردية",
    "language.pt": "البرتغالية",
    "language.ru": "الروسية",
    "language.tr": "التركية",
    "language.uk": "الأوكرانية",
    "language.zh": "الصينية",
    "language.other": "اللغة «{tag}»",
    # Vague dates.
    "span.or": "أو",
    "span.about": "نحو",
    "span.days": "من {first} إلى {last}",
    "span.between": "بين {first} و{last}",
    # What the page says besides.
    "page.slider": "اليوم؛ والرسم يبيّن المساحة لكل جهة",
    "page.previous_day": "اليوم السابق",
    "page.next_day": "اليوم التالي",
    "page.previous_change": "التغيّر السابق",
    "page.next_change": "التغيّر التالي",
    "page.play": "تشغيل",
    "page.pause": "إيقاف",
    "page.typed": "اليوم، مثل 2018-05-03 أو 3 أيار 2018",
    "page.no_such_day": "ليس تاريخاً؛ اكتبه هكذا: 2018-05-03",
    "page.episodes": "الفصول",
    "page.own_reading": "هذا الأطلس، بعد وزن الروايات",
    "page.side": "جميع أصوات: {name}",
    "page.banner": (
        "هذه رواية طرف واحد: لا يُرسم إلا ما يدّعيه، وحيث لا يقول شيئاً تبقى الخريطة فارغة."
    ),
    "page.compare_with": "قارنها برواية",
    "page.part_only": "يُقال إن جزءاً منها بيد {name}؛ ولا يُذكر من يسيطر على الباقي",
    "page.not_understood": "جزء من عنوان الصفحة لم يُفهم: {parts}",
    "page.back_to_own": "العودة إلى قراءة الأطلس",
    "page.claims_today": "ما قيل عن هذا اليوم",
    "page.opens_today": "يبدأ سجل هذا الفصل في هذا اليوم",
    "page.more": "و{count} غيرها",
    "page.no_carrying": "لا رواية مذكورة",
    "page.no_evidence": "لا روايات في هذا الأطلس لعرضها",
    "page.via": "نقلها",
    "page.differs": "يُروى بشكل آخر لدى",
    "page.history": "تاريخ هذه المنطقة كله",
    "page.close": "إغلاق",
    "page.front": "خط التماس",
    "page.front_total": "خط التماس كله",
    "page.chart": "المساحة حسب الجهة حيث تبدّلت السيطرة؛ والمظلّل بخطوط: متنازع عليه",
    "page.all_areas": "جميع المناطق في هذا اليوم",
    "page.sources": "المصادر",
    "page.confidence": "ثقة {confidence}",
    "page.zoom_in": "تكبير",
    "page.zoom_out": "تصغير",
    "page.offline": "لا يطلب هذا الملف شيئاً من الشبكة.",
    "page.tiles": "يطلب هذا الملف صور الخريطة من {host}.",
    # Claims.
    "kind.control": "سيطرة",
    "kind.clash": "اشتباك",
    "kind.agreement": "اتفاق",
    "kind.evacuation": "إخلاء",
    "kind.displacement": "نزوح",
    "kind.siege": "حصار",
    "kind.damage": "دمار",
    "kind.casualties": "خسائر بشرية",
    "kind.force": "قوات",
    "kind.context": "سياق",
    "stance.asserts": "يؤكد",
    "stance.denies": "ينفي",
    "stance.repeats": "يكرر",
    "stance.corrects": "يصحح",
    "stance.left": "يقول إنهم غادروا",
    # Pictures of several days.
    "sheet.end_of_days": "الحالة في نهاية كل يوم",
    "sheet.changed": "تغيّرت منذ الخريطة السابقة",
    "sheet.front_before": "خط التماس في الخريطة السابقة ولم يعد قائماً",
    "sheet.before": "قبل",
    "sheet.after": "بعد",
    "sheet.count": "مناطق تغيّرت",
    # Slides and handouts.
    "lesson.question": "سؤال هذا الدرس",
    "lesson.since_before": "ما تغيّر منذ الشريحة السابقة",
    "lesson.method": "المصادر والمنهج",
    "lesson.who_holds": "من يسيطر على ماذا",
    "lesson.areas": "المناطق",
    "lesson.claims": "ما قيل عن هذا اليوم",
    "lesson.claims.about": "كل ما يلي روايات: أحد ما يقولها. أجب عن كل صوت.",
    "lesson.who_says": "من يقول ذلك؟",
    "lesson.who_gains": "من يستفيد من قوله؟",
    "lesson.no_claims": "لا رواية مؤرخة في هذا اليوم",
    "lesson.page": "صفحة",
    "lesson.short_names": "الرموز",
    "lesson.full_citations": "المصادر كاملة",
    "lesson.undated": "بلا تاريخ",
    "method.ruling": (
        "كل منطقة في الخريطة قراءة لهذا الأطلس بعد وزن الروايات. والرواية ما يقوله صوت واحد "
        "في مصدر واحد؛ والروايات المتعارضة تُذكر ولا تُحذف."
    ),
    "method.account": (
        "هذه رواية واحدة وليست قراءة هذا الأطلس: لا يُرسم إلا ما تدّعيه، وحيث لا تقول شيئاً "
        "تبقى الخريطة فارغة."
    ),
    "method.day": "تبيّن الخريطة الحالة في نهاية يومها. وتبقى الحالة حتى القراءة التالية.",
    "method.front": (
        "خط التماس هو الحدود التي تقف على جانبيها أطراف متعادية؛ ومسار الخط داخل المنطقة غير معروف."
    ),
    "method.confidence": (
        "تكون الثقة عالية حين تتفق جهات عدة أو يقرّ طرف بخسارة، ومتوسطة حين يقوله صوت واحد "
        "لا مصلحة له، ومنخفضة حين يتحدث طرف لصالحه أو تتعارض الروايات."
    ),
}
