/**
 * How an area looks on a day. Pure: the painters are told, and ask nothing of days and accounts.
 *
 * @import { PageState } from "../state/page-state.mjs"
 *
 * @typedef {object} AreaLook
 * @property {string} tile the name of a pattern's tile
 * @property {string[]} inks its colours
 * @property {string} ink what is read on them
 * @property {string} name
 * @property {string} code a short name; empty for none
 * @property {string} holder the holder's short code, with a question mark where it is uncertain;
 *   empty where nobody is known
 * @property {string} about the area's state in words
 */

import { UNKNOWN_ACTOR, areaWords, isPartOnly } from "../state/sentences.mjs";
import { controlOf, isDoubtful, patternOf, runAt } from "../state/timeline.mjs";
import { INK } from "./theme.mjs";

/**
 * @param {PageState} state
 * @param {number} area
 * @returns {AreaLook}
 */
export function lookOf(state, area) {
  const { record, account, day, language } = state;
  const run = runAt(account, area, day);
  const control = controlOf(record, run);
  const doubtful = isDoubtful(account, area, day);
  const actor = record.actor.get(control.holder);
  return {
    ...patternOf(record, run, doubtful),
    ink: actor ? (doubtful ? actor.paleInk : actor.ink) : INK,
    name: language.plain(record.areas[area].name),
    code: record.areas[area].code,
    holder: actor ? holderCode(state, control, doubtful) : "",
    // put into words only when asked for: ten thousand are painted before one is
    get about() { return areaWords(state, area); },
  };
}

function holderCode({ record, language }, control, doubtful) {
  const { short } = record.actor.get(control.holder);
  const rival = isPartOnly(record, control) ? `${record.actor.get(control.rivals[0]).short}/` : "";
  const doubt = doubtful && control.holder !== UNKNOWN_ACTOR ? language.question : "";
  return `${rival}${short}${doubt}`;
}
