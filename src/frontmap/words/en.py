"""frontmap's own words in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.statuses import Status
from frontmap.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LANGUAGE", "WORDS"]

LANGUAGE = Language(
    tag="en",
    locale="en-GB",
    name="English",
    mark="EN",
    direction="ltr",
    months=(
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
)


def _status_words() -> Iterator[tuple[str, str]]:
    """Yield the texts of statuses, which stand in their table."""
    for status in Status:
        yield f"status.{status}", status.row.word
        yield f"status.{status}.definition", status.row.definition


#: Key to text. A key is `topic.word`; a definition is `topic.word.definition`.
WORDS: Mapping[str, str] = {
    # The actor that is always there.
    "actor.unknown": "Unknown",
    # What a new atlas says of itself.
    "new.title": "Atlas of {file}",
    "new.outlines": "Outlines: {file}",
    "new.sources": "{file}; outlines: {outlines}",
    "new.streets": "{credit}; streets: {file}",
    "new.areas": "Areas",
    "new.record": "The record",
    "new.party": "Party {letter}",
    "new.confidence": "The confidence is that of {file}.",
    "new.row": "{file}, row {row}: “{holder}”",
    "new.event": "{file}, row {row}: “{said}”",
    # Status: the word, and what it means.
    **dict(_status_words()),
    # Confidence.
    "confidence": "confidence",
    "confidence.high": "high",
    "confidence.medium": "medium",
    "confidence.low": "low",
    "confidence.assumed": "assumed",
    # Outlines.
    "outline.official": "official outline",
    "outline.derived": "outline cut from an official one",
    "outline.schematic": "schematic outline",
    "outline.schematic.definition": "a plausible shape; there is no official outline",
    # The legend.
    "legend": "Legend",
    "legend.actors": "Who holds it",
    "legend.statuses": "How it is held",
    "legend.lines": "Lines and shades",
    "legend.codes": "Short names on the map",
    "legend.front_today": "front today",
    "legend.front_today.definition": "hostile parties on either side",
    "legend.front_yesterday": "front yesterday, no longer",
    "legend.changed": "changed on this day",
    "legend.uncertain": "paler, with “?”",
    "legend.uncertain.definition": "low confidence, or the day of the change is vague",
    "legend.uncertain.brief": "low confidence, or a vague day",
    "legend.assumed": "paler still, in brackets",
    "legend.assumed.definition": (
        "assumed: only a statement that names no area carries it, or no claim does"
    ),
    "legend.assumed.brief": "assumed",
    # Reported events.
    "event.marks": "reported events",
    "event.marks.count": "reported events ({count} that day)",
    "event.places.count": "said of a place ({count} that day)",
    "event.marks.definition": "hollow: the day or the place is vague; a number counts several",
    "event.outside": "{count} of them outside the map",
    "event.here": "Events reported here on this day",
    "slider_needs": (
        "This page has a slider that leads from day to day. It needs a browser of 2022 or later "
        "with scripts switched on; a mail preview shows this day alone."
    ),
    "front_unknown_inside": "where the line ran inside an area is not known",
    # Around the map.
    "map.end_of_day": "state at the end of the day",
    "map.annotations": "Short texts on the map",
    "map.north": "N",
    "map.locator": "Where this is",
    "map.atlas": "Atlas",
    "map.source": "Source",
    "map.licence": "Licence of the data",
    "map.description": "Map of who held which area at the end of the day",
    "as_told_by": "as told by",
    "unit.km": "km",
    "unit.m": "m",
    "unit.km2": "km²",
    # What tables and cards call their columns.
    "area": "area",
    "holder": "holder",
    "status": "status",
    "rivals": "rivals",
    "since": "since",
    "since_or_earlier": "or earlier",
    "note": "note",
    "evidence": "evidence",
    "claim": "claim",
    "voice": "voice",
    "source": "source",
    "sources": "sources",
    "date": "date",
    "changes_today": "What changed on this day",
    "changes_since": "What changed since {day}",
    "no_changes_since": "Nothing changed since {day}",
    "no_changes_today": "Nothing changed on this day",
    "no_day_before": "The record says nothing of the day before: what changed is not known",
    "headline.held": "now held by {actor}",
    "headline.now": "now {state}",
    "headline.one_side": "By the account of one side ({side}): {told}",
    "outline_moved": "outline moved",
    "nobody.gained": "nobody gained ground",
    "nobody.lost": "nobody lost ground",
    "outside_episodes": "no data: the record does not cover this day",
    "began": "began",
    "front": "Front",
    "front.opened": "front opened",
    "front.closed": "front closed",
    "gained": "gained",
    "lost": "lost",
    "pocket.split": "a pocket was split",
    "pocket.merged": "pockets merged",
    "account.said": "last said",
    "account.age": "days since last said",
    "account.differ": "Voices of this side differ",
    "why.distance": "days between",
    # Why: the reasons for a cell.
    "why.carrying": "Claims that carry it",
    "why.general": "Statements that name no area, on which it rests",
    "why.disagreeing": "Claims that say otherwise",
    "why.others": "Other claims that the ruling cites",
    "why.before": "Last evidence up to this day",
    "why.after": "Next evidence after this day",
    "why.none": "none",
    "compare.same": "The two tell it alike.",
    # The written rules of confidence, by the key that `grading` gives.
    "grade.ruled": "set by hand; the note says why",
    "grade.two_parties": "two independent parties carry it",
    "grade.admits": "a side says so of its own loss",
    "grade.one_party": "one party carries it, not in its own favour",
    "grade.own_favour": "only voices in their own favour carry it",
    "grade.disagree": "claims disagree",
    "grade.unnamed": "only voices without a name carry it",
    "grade.no_area": "only a statement that names no area",
    "grade.no_claim": "no claim carries it",
    # Where a text is not there in the language asked for, the language it is shown in is named.
    "in_language": "in {language}",
    "language.ar": "Arabic",
    "language.de": "German",
    "language.en": "English",
    "language.es": "Spanish",
    "language.fa": "Persian",
    "language.fr": "French",
    "language.he": "Hebrew",
    "language.it": "Italian",
    "language.ku": "Kurdish",
    "language.pt": "Portuguese",
    "language.ru": "Russian",
    "language.tr": "Turkish",
    "language.uk": "Ukrainian",
    "language.zh": "Chinese",
    "language.other": "the language “{tag}”",
    # Vague dates.
    "span.or": "or",
    "span.about": "about",
    "span.days": "{first} to {last}",
    "span.between": "between {first} and {last}",
    # What the page says besides.
    "page.slider": "Day; the chart shows km² by holder",
    "page.previous_day": "Previous day",
    "page.next_day": "Next day",
    "page.previous_change": "Previous change",
    "page.next_change": "Next change",
    "page.play": "Play",
    "page.pause": "Pause",
    "page.typed": "Day, as 2018-05-03 or 3 May 2018",
    "page.no_such_day": "not a day; write it as 2018-05-03",
    "page.episodes": "Episodes",
    "page.own_reading": "this atlas, weighing all claims",
    "page.side": "all voices of: {name}",
    "page.banner": (
        "This is one side of the story: only what this account claims is drawn, and where "
        "it says nothing the map is blank."
    ),
    "page.compare_with": "compare with",
    "page.part_only": "a part is said to be held by {name}; who holds the rest is not said",
    "page.beyond": "{day} is not in the record, which runs {days}. The nearest day is shown.",
    "page.not_understood": "Not understood in the address: {parts}",
    "page.back_to_own": "Back to the atlas’s own reading",
    "page.claims_today": "What was said of this day",
    "page.opens_today": "The record of this episode opens on this day",
    "page.from_to": "{name}: from {before} to {after}",
    "page.many_changed": "Areas that changed: {count}",
    "page.last_day": "Last day of this episode",
    "page.plays_until": "Playing until {day}",
    "page.more": "and {count} more",
    "page.no_carrying": "No claim carries it",
    "page.no_evidence": "This atlas has no claims to show",
    "page.via": "passed on by",
    "page.differs": "Told differently by",
    "page.history": "The whole history of this area",
    "page.close": "Close",
    "page.front": "front",
    "page.front_total": "Front in all",
    "page.in_words": "The map in words",
    "page.stretch": "{length}: {one} ({areas}) facing {other} ({others})",
    "page.stretch_inside": "{length} within {one}: {areas}",
    "page.reaches": "from {from} ({way}) to {to} ({back})",
    "page.stretches": "Front in all: {length}; stretches: {count}",
    "page.no_front": "No front on this day",
    "page.way.n": "north",
    "page.way.ne": "northeast",
    "page.way.e": "east",
    "page.way.se": "southeast",
    "page.way.s": "south",
    "page.way.sw": "southwest",
    "page.way.w": "west",
    "page.way.nw": "northwest",
    "page.language": "Language",
    "page.panel": "The day and its record",
    "page.days": "Days",
    "page.chart": "km² by holder, all areas; patterns as on the map",
    "page.all_areas": "All areas on this day",
    "page.parties": "Who the parties are",
    "page.sources": "Sources",
    "page.on_paper": (
        "The sources, and what was said on this day, are printed too where “Sources” is open."
    ),
    "page.confidence.high": "high confidence",
    "page.confidence.medium": "medium confidence",
    "page.confidence.low": "low confidence",
    "page.confidence.assumed": "assumed",
    "page.legend": "Legend",
    "page.on_map": "On the map this day",
    "page.zoom_in": "Zoom in",
    "page.zoom_out": "Zoom out",
    "page.whole_map": "Whole map",
    "page.hint_wheel": "Ctrl or ⌘ and the wheel zoom the map",
    "page.hint_fingers": "Two fingers move the map",
    "page.search": "Search: area, party, place or day",
    "page.party": "party",
    "page.place": "place",
    "page.nothing_found": "Nothing found",
    "page.holds_nothing": "holds no area on this day",
    "page.several_days": "this may be several days: {days}; write the one you mean as 2018-05-03",
    "page.take_away": "Take away",
    "page.take_link": "Copy a link to this view",
    "page.take_png": "Picture of this day (PNG)",
    "page.take_svg": "Drawing of this day (SVG)",
    "page.take_csv": "Table of this day (CSV)",
    "page.take_cite": "Copy this day as a sentence, with its source",
    "page.take_embed": "Copy the code that embeds this page",
    "page.taken": "File: {name}",
    "page.copied": "Copied",
    "page.copy_by_hand": "To copy by hand:",
    "page.version": "version",
    "page.doubt": "in doubt",
    "page.help": "How to read this map",
    "page.read_map": (
        "Each colour is a party. Stripes are two parties in one area, paler is less certain, "
        "a thick dark line is the front, and yellow is what changed on the day."
    ),
    "page.read_time": (
        "Move the slider under the map to go from day to day, or play it. Touch an area to "
        "see who holds it, since when, and who says so."
    ),
    "page.next_step": "Next",
    "page.understood": "Understood",
    "page.key_names": "PgUp|PgDn|Home|End|Space|Enter|Esc",
    "page.key_day": "day by day",
    "page.key_change": "from change to change",
    "page.key_end": "first and last day",
    "page.key_neighbour": "on the map: the area beside",
    "page.key_open": "on the map: open the area",
    "page.offline": "This file asks the network for nothing.",
    "page.tiles": "This file asks {host} for map tiles.",
    # Claims.
    "kind.control": "control",
    "kind.clash": "clash",
    "kind.agreement": "agreement",
    "kind.evacuation": "evacuation",
    "kind.displacement": "displacement",
    "kind.siege": "siege",
    "kind.damage": "damage",
    "kind.casualties": "casualties",
    "kind.force": "forces",
    "kind.context": "context",
    "stance.asserts": "asserts",
    "stance.denies": "denies",
    "stance.repeats": "repeats",
    "stance.corrects": "corrects",
    "stance.left": "says they left",
    # Where in its source a claim stands; a number may follow each.
    "locator.and": " and ",
    "locator.answer": "answer",
    "locator.box": "box",
    "locator.caption": "caption",
    "locator.comment": "comment",
    "locator.date": "date",
    "locator.editors_note": "editor’s note",
    "locator.excerpt": "excerpt",
    "locator.infobox": "infobox",
    "locator.introduction": "introduction",
    "locator.item": "item",
    "locator.last_sentence": "last sentence",
    "locator.line": "line",
    "locator.losses": "losses",
    "locator.main_events": "main events",
    "locator.map_note": "map note",
    "locator.note": "note",
    "locator.opening": "opening",
    "locator.page": "page",
    "locator.para": "para",
    "locator.paras": "paras",
    "locator.point": "point",
    "locator.result": "result",
    "locator.second_address": "second address",
    "locator.section": "section",
    "locator.sentence": "sentence",
    "locator.sentences": "sentences",
    "locator.statement": "statement",
    "locator.title": "title",
    "locator.to": " to ",
    # Pictures of several days.
    "sheet.end_of_days": "state at the end of each day",
    "sheet.changed": "changed since the map before",
    "sheet.front_before": "front on the map before, no longer",
    "sheet.before": "Before",
    "sheet.after": "After",
    "sheet.count": "areas changed",
    # Slides and handouts.
    "lesson.question": "The question of this lesson",
    "lesson.since_before": "What changed since the slide before",
    "lesson.changed": "changed since the slide before",
    "lesson.front_before": "front on the slide before, no longer",
    "lesson.not_known": "not known: no area has data on both days",
    "lesson.method_alone": "Method",
    "lesson.who_holds": "Who holds what",
    "lesson.areas": "areas",
    "lesson.claims": "What was said of this day",
    "lesson.claims.about": (
        "Everything below is a claim: somebody says it. Where a claim names who says it, ask for "
        "whom they speak."
    ),
    "lesson.who_says": "Who says so?",
    "lesson.who_gains": "Who gains if it is believed?",
    "lesson.no_claims": "No claim is dated to this day",
    "lesson.number": "No.",
    "lesson.map": "on the map",
    "lesson.blank": "A map to colour",
    "lesson.blank.about": (
        "Give each party a colour in the key. Colour the areas by the map on page {page}, in "
        "stripes where two parties are in one area, and draw the line where hostile parties meet."
    ),
    "lesson.key": "Key",
    "lesson.answers": "Answers",
    "lesson.page": "page",
    "lesson.short_names": "Short names",
    "lesson.full_citations": "Sources in full",
    "lesson.undated": "no date",
    # Decks.
    "deck.title": "Title",
    "deck.subtitle": "Subtitle",
    "deck.text": "Text",
    "deck.chart": "Chart",
    "deck.number": "Slide number",
    "layout.opening": "Opening",
    "layout.map": "Map of a day",
    "layout.pair": "Two maps",
    "layout.chart": "Chart",
    "layout.sources": "Text in two columns",
    "layout.method": "Text",
    "layout.plain": "Title only",
    "deck.sentence": (
        "The maps show who held which area, from {first} to {last}. Each shows the end of its "
        "day. Maps: {count}"
    ),
    "deck.sentence.one": "The map shows who held which area at the end of {day}.",
    "deck.evidence": "Evidence of {day}",
    "deck.whole_evidence": "The whole evidence is on hidden slides at the end of the deck: {title}",
    "deck.further_sources": "Further sources, on hidden slides at the end of the deck: {count}",
    "deck.km2": "km² held by each party, {first} to {last}",
    "deck.km2.about": "held or being evacuated; what is contested or shared is counted apart",
    "deck.accounts": "Two accounts of {day}",
    "deck.differs": "told differently by the two",
    "group.streets": "Streets and watercourses",
    "group.edges": "Outlines of areas",
    "group.labels": "Names on the map",
    "group.scale": "Scale",
    "group.north": "North",
    "group.ground": "Ground of the map",
    "method.ruling": (
        "Each area of the map is a reading of this atlas, weighed from claims. A claim is "
        "what one voice says in one source; claims that disagree are listed, not dropped."
    ),
    "method.no_claims": (
        "Each area of the map is as this atlas has it. The atlas lists no claims on which that "
        "rests."
    ),
    "method.account": (
        "This is one account and not this atlas’s reading: only what it claims is drawn, "
        "and where it says nothing the map is blank."
    ),
    "method.day": (
        "A map shows the state at the end of its day. A state holds until the next ruling."
    ),
    "method.front": (
        "The front is the outlines across which hostile parties stand; where the line ran "
        "inside an area is not known."
    ),
    "method.confidence": (
        "Confidence is high where two independent parties carry a state or a side says so of "
        "its own loss, medium where one party carries it that has nothing to gain by it, low "
        "where only voices in their own favour or without a name carry it or claims disagree, "
        "assumed where only a statement that names no area does, or no claim."
    ),
}
