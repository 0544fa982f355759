/**
 * States, changes and accounts in words, each said in one way by everything on the page.
 *
 * @import { Language } from "./language.mjs"
 * @import { Account, AtlasRecord, Control } from "./payload.mjs"
 * @import { PageState } from "./page-state.mjs"
 */

import { changesOn, controlAt } from "./timeline.mjs";

/** The id of the actor that stands for somebody of whom nothing is known; every atlas has it. */
export const UNKNOWN_ACTOR = "unknown";
/** What the key of an account begins with that is a side's and not one voice's. */
export const SIDE = "side:";

/**
 * @param {AtlasRecord} record
 * @param {Control} control
 * @returns {boolean} whether a part is said to be somebody's, and nothing is said of the rest
 */
export function isPartOnly(record, control) {
  return control.holder === UNKNOWN_ACTOR && control.rivals.length > 0
    && record.statuses.get(control.status).disputed;
}

/**
 * @param {AtlasRecord} record
 * @param {Control} control
 * @param {Language} language
 * @returns {string} who holds, in words
 */
export function holderName(record, control, language) {
  if (control.holder === "") return language.word(`status.${control.status}`);
  if (isPartOnly(record, control)) return stateWords(control, language);
  return language.plain(record.actor.get(control.holder).name);
}

/**
 * @param {Control} control
 * @param {Language} language
 * @returns {string} a state in the words that every output has for it
 */
export function stateWords(control, language) {
  return language.plain(control.words) || language.word(`status.${control.status}`);
}

/**
 * @param {PageState} state
 * @param {number} area
 * @returns {string} an area's state in full, for a tip and to be read aloud
 */
export function areaWords({ record, account, day, language }, area) {
  const control = controlAt(record, account, area, day);
  return language.list([
    language.plain(record.areas[area].name),
    stateWords(control, language),
    control.confidence && language.word(`page.confidence.${control.confidence}`),
  ]);
}

/**
 * @param {PageState} state
 * @returns {string} the day and what changed on it, to be read aloud
 */
export function dayWords({ record, account, day, language }) {
  const changes = changesOn(account, day).map((area) => language.labelled(
    language.plain(record.areas[area].name),
    stateWords(controlAt(record, account, area, day), language)));
  return [language.day(day), ...changes].join(". ");
}

/**
 * @param {Account} account
 * @param {Language} language
 * @returns {string} whose account it is
 */
export function accountName({ toldBy, name }, language) {
  if (toldBy === "") return language.word("page.own_reading");
  return toldBy.startsWith(SIDE) ? language.sentence("page.side", { name: language.plain(name) })
    : language.plain(name);
}

/**
 * @param {AtlasRecord} record
 * @param {Account} account
 * @returns {Set<number>|null} the voices of an account; null where all may speak
 */
export function voicesOf(record, { toldBy }) {
  if (toldBy === "") return null;
  const tells = toldBy.startsWith(SIDE) ? ({ side }) => side === toldBy.slice(SIDE.length)
    : ({ id }) => id === toldBy;
  return new Set(record.voices.map((_, number) => number)
    .filter((number) => tells(record.voices[number])));
}
