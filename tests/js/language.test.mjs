import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Language, SPEECH, hasText, languagesOf,
} from "../../src/frontmap/page/assets/state/language.mjs";
import { tiny } from "./records.mjs";

const languages = languagesOf(tiny);
const [en, ar] = [languages.get("en"), languages.get("ar")];

test("a word, a sentence, a day and a figure are those of the language", () => {
  assert.equal(en.word("page.play"), "Play");
  assert.equal(ar.word("status.no_data"), "لا بيانات");
  assert.match(en.sentence("page.confidence", { confidence: "high" }), /high/);
  assert.equal(en.day(2), "3 January 2001");
  assert.equal(ar.day(2), "3 كانون الثاني 2001");
  assert.equal(ar.shortDay(2), "3 كانون الثاني");
  assert.equal(en.km2(1234.5), "1,234.50 km²");
  assert.equal(en.metres(1234.5), "1,235 m");
});

test("parts of a sentence have the language's comma between them", () => {
  assert.equal(en.list(["a", "", false, "b"]), "a, b");
  assert.equal(ar.list(["أ", "ب"]), "أ، ب");
  const spaceless = new Language(tiny, { ...SPEECH[0], comma: "," }, SPEECH);
  assert.equal(spaceless.list(["a", "b"]), "a, b");
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

test("there are as many languages as the payload brings", () => {
  const french = { ...SPEECH[0], code: "fr", name: "français", mark: "FR" };
  const record = {
    ...tiny, speech: [...SPEECH, french], months: { ...tiny.months, fr: tiny.months.en },
  };
  assert.deepEqual([...languagesOf(record).keys()], ["en", "ar", "fr"]);
  assert.equal(languagesOf(record).get("fr").word("page.play"), "Play");
});
