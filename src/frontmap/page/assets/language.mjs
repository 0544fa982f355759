/** The page's language: fixed words, texts that may lack a translation, days and figures. */

import { calendarDay } from "./timeline.mjs";
import { shortDay, writtenDay, writtenMonth } from "./days.mjs";
import { h } from "./dom.mjs";

/** Figures are written alike in both languages; to make one of these takes milliseconds. */
const decimals = new Intl.NumberFormat("en", {
  maximumFractionDigits: 2, minimumFractionDigits: 2,
});
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/**
 * @param {object} record
 * @param {string} code `en` or `ar`
 * @returns {object} how to say things in that language
 */
export function inLanguage(record, code) {
  const months = record.months[code];
  const pick = (text) => (text[code] ? code : text.en ? "en" : "ar");
  const word = (key) => {
    const text = record.words[key];
    return text[pick(text)];
  };
  return {
    code,
    direction: code === "ar" ? "rtl" : "ltr",
    word,
    /** A fixed word with `{names}` filled in. */
    sentence: (key, parts) => word(key).replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all),
    /** A text as plain words, in the language that it has. */
    plain: (text) => text[pick(text)],
    /** A text as a node; one in the other language is marked as such. */
    text: (text) => {
      const there = pick(text);
      if (there === code || !text[there]) return document.createTextNode(text[there]);
      return h("span.other-language", {
        lang: there, dir: there === "ar" ? "rtl" : "ltr",
        title: word(there === "en" ? "in_english" : "page.in_arabic"),
      }, text[there], h("span.language-mark", {}, there === "ar" ? "ع" : "EN"));
    },
    day: (index) => writtenDay(calendarDay(record, index), months),
    shortDay: (index) => shortDay(calendarDay(record, index), months),
    month: (number) => writtenMonth(number, months),
    writtenDay: (number) => writtenDay(number, months),
    decimals: (value) => decimals.format(value),
    whole: (value) => whole.format(value),
    km2: (value) => `${decimals.format(value)} ${word("unit.km2")}`,
    metres: (value) => `${whole.format(value)} ${word("unit.m")}`,
  };
}
