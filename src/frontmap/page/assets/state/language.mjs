/**
 * Everything that depends on the language: words, texts that may lack a translation, days, figures.
 *
 * @import { AtlasRecord, Text } from "./payload.mjs"
 *
 * @typedef {object} Speech what a language needs besides its words
 * @property {string} code as in `lang`
 * @property {string} name as its speakers call it; its code where frontmap does not know that
 * @property {string} [words] the language of the words around its texts, where there are none in it
 * @property {"ltr"|"rtl"} direction
 * @property {string} comma with its space
 * @property {string} colon between a label and what it is of, with its spaces
 * @property {string} question the question mark
 * @property {string} arrow from what was to what is
 * @property {string} decimal between the whole and the parts of a number
 * @property {string} thousands between each three digits of a long number
 * @property {string} first_of_month what stands for the first day of a month
 * @property {string} mark what stands beside a text that is there in this language only
 * @property {string} marked the key of the word that says so
 */

import { shortDay, writtenDay, writtenMonth } from "./days.mjs";
import { calendarDay } from "./timeline.mjs";

/** Figures before the language puts its marks in; to make one of these takes milliseconds. */
const twoDecimals = new Intl.NumberFormat("en", {
  maximumFractionDigits: 2, minimumFractionDigits: 2,
});
const noDecimals = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** From here on the decimals of a figure say nothing, and would leave a party's name no room. */
const LARGE = 10_000;

/** The two doubts that a state may be in. */
export const UNCERTAIN = "uncertain";
export const ASSUMED = "assumed";

/** What a language without words here is called in itself, if the browser knows. */
function ownName(code) {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

/** One language of the page: the atlas's texts in it, and frontmap's words, perhaps in another. */
export class Language {
  #record;
  #own;
  #speech;
  #all;

  /**
   * @param {AtlasRecord} record
   * @param {Speech} own this language
   * @param {Speech[]} all every language that there are texts in, this one among them
   */
  constructor(record, own, all) {
    const speech = all.find(({ code }) => code === (own.words ?? own.code)) ?? own;
    this.#record = record;
    this.#own = own;
    this.#speech = speech;
    this.#all = all;
    this.code = own.code;
    /** The language of its words, and of the page. */
    this.spoken = speech.code;
    this.name = own.name === own.code ? ownName(own.code) : own.name;
    this.direction = speech.direction;
    this.question = speech.question;
    this.arrow = speech.arrow;
    this.firstOfMonth = speech.first_of_month;
    this.months = record.months[this.spoken];
  }

  /** Whether time, and everything else, runs from right to left. */
  get isRightToLeft() {
    return this.direction === "rtl";
  }

  /** A fixed word. */
  word(key) {
    return this.plain(this.#record.words[key]);
  }

  /** A fixed word with `{names}` filled in. */
  sentence(key, parts) {
    return this.word(key).replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);
  }

  /** Parts of a sentence, with commas between them; those that are empty are left out. */
  list(parts) {
    return parts.filter(Boolean).join(this.#speech.comma);
  }

  /** What something is, after a label and the language's colon. */
  labelled(label, text) {
    return `${label}${this.#speech.colon}${text}`;
  }

  /** A short name as it says a doubt: `GOV?` uncertain, `(GOV)` assumed. */
  doubted(code, doubt) {
    if (doubt === ASSUMED) return `(${code})`;
    return doubt === UNCERTAIN ? `${code}${this.question}` : code;
  }

  /**
   * A text as plain words, in this language, else in that of its words, else in the first that
   * has it.
   *
   * @param {Text} text
   */
  plain(text) {
    return text[this.code] || text[this.spoken] || text[this.#other(text)?.code] || "";
  }

  /**
   * The language in which a text is shown, where it is not that of the words around it.
   *
   * @param {Text} text
   * @returns {Speech|null} null where the text is there in that language, or in none
   */
  otherOf(text) {
    const shown = text[this.code] ? this.#own : text[this.spoken] ? this.#speech : this.#other(text);
    return shown?.code === this.spoken ? null : shown ?? null;
  }

  /**
   * A text in the other languages that have it.
   *
   * @param {Text} text
   * @returns {Speech[]}
   */
  othersOf(text) {
    return this.#all.filter(({ code }) => code !== this.code && text[code]);
  }

  #other(text) {
    return this.#all.find(({ code }) => text[code]);
  }

  /** @param {number} index */
  day(index) {
    return writtenDay(calendarDay(this.#record, index), this);
  }

  /** @param {number} index */
  shortDay(index) {
    return shortDay(calendarDay(this.#record, index), this);
  }

  /** @param {number} number a day number */
  month(number) {
    return writtenMonth(number, this);
  }

  /** @param {number} value */
  decimals(value) {
    return this.#marked((value < LARGE ? twoDecimals : noDecimals).format(value));
  }

  /** @param {number} value */
  whole(value) {
    return this.#marked(noDecimals.format(value));
  }

  #marked(figures) {
    const { decimal, thousands } = this.#speech;
    return figures.replace(/[.,]/g, (mark) => (mark === "." ? decimal : thousands));
  }

  /** @param {number} value */
  km2(value) {
    return `${this.decimals(value)} ${this.word("unit.km2")}`;
  }

  /** @param {number} value */
  metres(value) {
    return `${this.whole(value)} ${this.word("unit.m")}`;
  }
}

/**
 * @param {AtlasRecord} record
 * @returns {Map<string, Language>} the languages of the page, by code; a text may be in others too
 */
export function languagesOf(record) {
  const all = record.speech;
  return new Map(all.filter(({ code }) => record.languages.includes(code))
    .map((speech) => [speech.code, new Language(record, speech, all)]));
}

/**
 * @param {Text} text
 * @returns {boolean} whether there is any
 */
export function hasText(text) {
  return Object.values(text).some(Boolean);
}
