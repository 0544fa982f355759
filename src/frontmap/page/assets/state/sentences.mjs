/**
 * States, changes and accounts in words, each said in one way by everything on the page.
 *
 * @import { Language } from "./language.mjs"
 * @import { Account, AtlasRecord, Control } from "./payload.mjs"
 * @import { PageState } from "./page-state.mjs"
 */

import { changesOn, controlAt, isThere } from "./timeline.mjs";

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

/** So many changes are read aloud; of more, their number and so many. */
const ALOUD = 3;
const ALOUD_OF_MANY = 2;

/**
 * @param {PageState} state
 * @returns {string} the day and the essentials of what changed on it, to be read aloud; and whether
 *   it is the last one
 */
export function dayWords(state) {
  const { day, episode, language } = state;
  const ends = day === episode.start + episode.days - 1;
  return [
    language.day(day), ...changeWords(state), ends && language.word("page.last_day"),
  ].filter(Boolean).join(". ");
}

/** What changed from what to what; of many changes their number and the first. */
function changeWords(state) {
  const { account, day, language } = state;
  const changed = changesOn(account, day);
  const many = changed.length > ALOUD;
  const told = many ? changed.slice(0, ALOUD_OF_MANY) : changed;
  return [
    many && language.sentence("page.many_changed", { count: changed.length }),
    ...told.map((area) => fromTo(state, area)),
    many && language.sentence("page.more", { count: changed.length - told.length }),
    unchangedWords(state),
  ];
}

/**
 * @param {PageState} state
 * @returns {string} what is told of a day besides the areas that changed: that none did, or what
 *   outlines that moved say
 */
export function unchangedWords({ record, account, day, episode, language }) {
  const none = day === episode.start ? "page.opens_today" : "no_changes_today";
  const told = account.moved.get(day)
    ?? (changesOn(account, day).length === 0 && record.words[none]);
  return told ? language.plain(told) : "";
}

function fromTo({ record, account, day, language }, area) {
  const words = (of) => stateWords(controlAt(record, account, area, of), language);
  const name = language.plain(record.areas[area].name);
  // an outline that was not there had no state
  return isThere(account, area, day - 1)
    ? language.sentence("page.from_to", { name, before: words(day - 1), after: words(day) })
    : language.labelled(name, words(day));
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
