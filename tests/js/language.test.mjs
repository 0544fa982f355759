import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Language, hasText, languagesOf,
} from "../../src/frontmap/page/assets/state/language.mjs";
import { tiny } from "./records.mjs";

const languages = languagesOf(tiny);
const [en, ar] = [languages.get("en"), languages.get("ar")];
/** French as Python has it. */
const FRENCH = {
  ...tiny.speech[0], code: "fr", name: "Français", mark: "FR", colon: "\u00a0: ", decimal: ",",
  thousands: "\u202f", first_of_month: "1er",
};
const fr = new Language({ ...tiny, months: { fr: ["janvier"] } }, FRENCH, [...tiny.speech, FRENCH]);

test("a word, a sentence, a day and a figure are those of the language", () => {
  assert.equal(en.word("page.play"), "Play");
  assert.equal(ar.word("status.no_data"), "لا بيانات");
  assert.equal(en.sentence("page.more", { count: 3 }), "and 3 more");
  assert.equal(en.day(2), "3 January 2001");
  assert.equal(ar.day(2), "3 كانون الثاني 2001");
  assert.equal(ar.shortDay(2), "3 كانون الثاني");
  assert.equal(en.km2(1234.5), "1,234.50 km²");
  assert.equal(en.metres(1234.5), "1,235 m");
});

test("figures have the marks of the language", () => {
  assert.deepEqual([en, ar, fr].map((one) => one.decimals(1234.5)),
    ["1,234.50", "1,234.50", "1\u202f234,50"]);
  assert.deepEqual([en, ar, fr].map((one) => one.decimals(1234567.5)),
    ["1,234,568", "1,234,568", "1\u202f234\u202f568"]);
  assert.deepEqual([en, ar, fr].map((one) => one.whole(12345.6)),
    ["12,346", "12,346", "12\u202f346"]);
});

test("the first of a month and a label are written as the language does", () => {
  assert.deepEqual([fr.day(0), fr.day(1)], ["1er janvier 2001", "2 janvier 2001"]);
  assert.equal(fr.shortDay(0), "1er janvier");
  assert.deepEqual([en, fr].map((one) => one.labelled("Note", "7")), ["Note: 7", "Note\u00a0: 7"]);
});

test("a short name bears a doubt: a question mark, or brackets where assumed", () => {
  assert.deepEqual([en, ar].map((one) => one.doubted("GOV", "uncertain")), ["GOV?", "GOV؟"]);
  assert.deepEqual([en, ar].map((one) => one.doubted("GOV", "assumed")), ["(GOV)", "(GOV)"]);
  assert.equal(en.doubted("GOV", "none"), "GOV");
});

test("texts in a language without words here stand among the words of another", () => {
  const own = { ...tiny.speech[0], code: "tr", name: "tr", words: "ar" };
  const tr = new Language(tiny, own, [own, ...tiny.speech]);
  assert.deepEqual([tr.code, tr.spoken, tr.direction, tr.question], ["tr", "ar", "rtl", "؟"]);
  assert.equal(tr.word("status.no_data"), "لا بيانات");
  assert.equal(tr.day(2), "3 كانون الثاني 2001");
  // its own text first, then that of the words around, which needs no mark, then the first one
  assert.deepEqual([{ tr: "Kuzey", en: "North" }, { en: "North", ar: "شمال" }, { en: "North" }]
    .map((text) => [tr.plain(text), tr.otherOf(text)?.code ?? null]),
  [["Kuzey", "tr"], ["شمال", null], ["North", "en"]]);
  assert.equal(tr.name, new Intl.DisplayNames(["tr"], { type: "language" }).of("tr"));
});

test("parts of a sentence have the language's comma between them", () => {
  assert.equal(en.list(["a", "", false, "b"]), "a, b");
  assert.equal(ar.list(["أ", "ب"]), "أ، ب");
});

test("a text that is missing is shown in the first language that has it, and that is told", () => {
  assert.equal(ar.plain({ en: "North", ar: "" }), "North");
  assert.equal(ar.otherOf({ en: "North", ar: "" }).code, "en");
  assert.equal(ar.otherOf({ en: "North", ar: "شمال" }), null);
  assert.equal(en.plain({ en: "", ar: "" }), "");
  assert.equal(en.otherOf({ en: "", ar: "" }), null);
  assert.deepEqual(en.othersOf({ en: "North", ar: "شمال" }).map(({ code }) => code), ["ar"]);
  assert.deepEqual(en.othersOf({ en: "North", ar: "" }), []);
  assert.equal(hasText({ en: "", ar: "شمال" }), true);
  assert.equal(hasText({ en: "", ar: "" }), false);
});

test("direction, arrow and question mark are the language's own", () => {
  assert.deepEqual([en, ar].map(({ direction, isRightToLeft, arrow, question }) => (
    [direction, isRightToLeft, arrow, question])),
  [["ltr", false, "→", "?"], ["rtl", true, "←", "؟"]]);
});

test("there are as many languages as the page can be read in", () => {
  const record = {
    ...tiny, languages: ["en", "ar", "fr"], speech: [...tiny.speech, FRENCH],
    months: { ...tiny.months, fr: tiny.months.en },
  };
  assert.deepEqual([...languagesOf(record).keys()], ["en", "ar", "fr"]);
  assert.equal(languagesOf(record).get("fr").word("page.play"), "Play");
});

test("a text may be in a language that the page cannot be read in, and then bears its mark", () => {
  const turkish = { ...tiny.speech[0], code: "tr", name: "tr", mark: "TR" };
  const all = languagesOf({ ...tiny, speech: [turkish, ...tiny.speech] });
  assert.deepEqual([...all.keys()], ["en", "ar"]);
  const text = { tr: "Kuzey", en: "", ar: "" };
  assert.equal(all.get("en").plain(text), "Kuzey");
  assert.equal(all.get("ar").otherOf(text).mark, "TR");
});
