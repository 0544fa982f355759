/**
 * How an area looks on a day. Pure: the painters are told, and ask nothing of days and accounts.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Control } from "../state/payload.mjs"
 *
 * @typedef {object} AreaLook
 * @property {string} tile the name of a pattern's tile
 * @property {string[]} inks its colours
 * @property {string} ink what is read on them
 * @property {string} name
 * @property {string} holder the holder's short code, with the doubt; empty where nobody is known
 * @property {string} about the area's state in words
 * @property {string} [alike] see there
 */

import { UNCERTAIN } from "../state/language.mjs";
import { UNKNOWN_ACTOR, areaWords, isPartOnly } from "../state/sentences.mjs";
import { controlOf, doubtOn, patternOf, runAt } from "../state/timeline.mjs";
import { INK } from "../dom/theme.mjs";

/**
 * @param {PageState} state
 * @param {number} area
 * @returns {AreaLook}
 */
export function lookOf(state, area) {
  const { record, account, day, language } = state;
  const run = runAt(account, area, day);
  const control = controlOf(record, run);
  const doubt = doubtOn(account, area, day);
  const actor = record.actor.get(control.holder);
  return {
    ...patternOf(record, run, doubt),
    ink: actor ? actor.inks[doubt] : INK,
    get name() { return language.plain(record.areas[area].name); },
    holder: holderCode(state, control, doubt),
    // put into words only when asked for: ten thousand are painted before one is
    get about() { return areaWords(state, area); },
  };
}

/** @type {Map<string, number>} */
const kindsOfLook = new Map();

/**
 * @param {AreaLook} look
 * @returns {number} the same for areas that look the same: holder, doubt, status
 */
export function alike({ tile, inks, holder }) {
  const kind = `${tile} ${inks} ${holder}`;
  if (!kindsOfLook.has(kind)) kindsOfLook.set(kind, kindsOfLook.size);
  return kindsOfLook.get(kind);
}

/**
 * @param {PageState} state
 * @param {Control} control
 * @param {string} doubt
 * @returns {string} the holder's short code as it says the doubt; empty where nobody is known
 */
export function holderCode({ record, language }, control, doubt) {
  if (!record.actor.has(control.holder)) return "";
  const shortOf = (actor) => language.plain(record.actor.get(actor).short);
  const short = shortOf(control.holder);
  const code = isPartOnly(record, control) ? `${shortOf(control.rivals[0])}/${short}` : short;
  // who is there is not known anyway where the holder is unknown
  const isSaid = doubt === UNCERTAIN && control.holder === UNKNOWN_ACTOR;
  return isSaid ? code : language.doubted(code, doubt);
}
