/**
 * What a reader takes away of a day as text: the table, the sentence that cites it, the code that
 * embeds it, and the name of a file. Pure: no DOM.
 *
 * @import { Language } from "./language.mjs"
 * @import { PageState } from "./page-state.mjs"
 */

import { isoDay } from "./days.mjs";
import { accountName, dayWords } from "./sentences.mjs";
import { NO_DOUBT, calendarDay, controlAt, doubtOn, figuresOn } from "./timeline.mjs";

/** What spreadsheets would compute, behind any number of `'`; numbers are left alone. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
/** It tells spreadsheets that a file is UTF-8. */
const MARK = "\ufeff";

function cell(text) {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** @param {PageState} state @returns {string} the day as `YYYY-MM-DD` */
export function isoOf({ record, day }) {
  return isoDay(calendarDay(record, day));
}

/**
 * @param {PageState} state
 * @returns {string} CSV: a row for each area with its id, its state and what is in doubt
 */
export function csvOf(state) {
  const { record, account, day, language, outlines } = state;
  const nameOf = (actor) => language.plain(record.actor.get(actor).name);
  const heads = ["date", "as_told_by", "id", "area", "holder", "status", "rivals", "confidence",
    "page.doubt"];
  const rows = outlines.areas.map((area) => {
    const { holder, status, rivals, confidence } = controlAt(record, account, area, day);
    const doubt = doubtOn(account, area, day);
    return [
      isoOf(state), accountName(account, language), record.areas[area].id,
      language.plain(record.areas[area].name), holder && nameOf(holder),
      language.word(`status.${status}`), rivals.map(nameOf).join(" / "),
      confidence && language.word(`confidence.${confidence}`),
      doubt === NO_DOUBT ? "" : language.word(`legend.${doubt}.brief`),
    ];
  });
  const heading = heads.map((key) => (key in record.words ? language.word(key) : key));
  return MARK + [heading, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/**
 * @param {Language} language
 * @param {{held: number, contested: number}} figures of a party
 * @returns {string} what it holds, and what of it others contest
 */
export function heldWords(language, { held, contested }) {
  return contested === 0 ? language.km2(held)
    : `${language.km2(held)} + ${language.km2(contested)} ${language.word("status.contested")}`;
}

/**
 * @param {PageState} state
 * @returns {string} how much each party holds on the day, and how long the front is
 */
export function figureWords({ record, account, day, language }) {
  const figures = figuresOn(record, account, day);
  return language.list([
    ...figures.actors.map((of, number) => (of.held + of.contested > 0
      && language.labelled(language.plain(record.actors[number].name), heldWords(language, of)))),
    language.labelled(language.word("page.front_total"), language.metres(figures.front)),
  ]);
}

/**
 * @param {PageState} state
 * @returns {string} whose account it is, the atlas, its version, who made it and its licence
 */
export function sourceWords({ record, account, language }) {
  return [
    language.plain(record.title),
    record.version && language.labelled(language.word("page.version"), record.version),
    language.labelled(language.word("as_told_by"), accountName(account, language)),
    language.plain(record.attribution),
    record.licence && language.labelled(language.word("map.licence"), record.licence),
  ].filter(Boolean).join(" · ");
}

/**
 * @param {PageState} state
 * @param {string} address of the view
 * @returns {string} the day in words, and what is cited with it
 */
export function citationOf(state, address) {
  const { language } = state;
  return `${dayWords(state)} (${language.word("map.end_of_day")}). ${figureWords(state)}. — ${
    sourceWords(state)}. ${address}`;
}

/**
 * @param {PageState} state
 * @param {string} address of the view
 * @returns {string} HTML that shows the page in another
 */
export function embedOf({ record, language }, address) {
  const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return `<iframe src="${quoted(address)}" title="${quoted(language.plain(record.title))}" `
    + 'sandbox="allow-scripts allow-downloads" width="100%" height="800" loading="lazy"></iframe>';
}

/**
 * @param {PageState} state
 * @param {string} ending
 * @returns {string} a file's name that says the day and whose account it is
 */
export function fileName(state, ending) {
  const { toldBy } = state.account;
  const told = toldBy && `-as-${toldBy.replace(/[^\p{L}\p{N}]+/gu, "-")}`;
  return `frontmap-${isoOf(state)}${told}.${ending}`;
}
