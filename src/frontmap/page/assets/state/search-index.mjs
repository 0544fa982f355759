/**
 * What a reader can search for: areas, parties and places, by their names in every language. Pure.
 *
 * @import { AtlasRecord, Text } from "./payload.mjs"
 * @import { PageState } from "./page-state.mjs"
 *
 * @typedef {"area"|"party"|"place"|"day"} Kind
 * @typedef {{kind: Kind, number: number, names: string[]}} Entry `number` in the record's list of
 *   its kind, for a day its index; `names` folded
 */

import { folded, joined } from "./folding.mjs";
import { controlAt, dayIndex, isThere } from "./timeline.mjs";
import { readingsOf } from "./typed-day.mjs";

/** So many are offered at most. */
const OFFERED = 12;

/** Of a text in each language the two forms that may be typed. */
function namesOf(...texts) {
  const written = texts.flatMap((text) => Object.values(text)).filter(Boolean);
  return [...new Set(written.flatMap((name) => [folded(name), joined(name)]))].filter(Boolean);
}

/**
 * @param {AtlasRecord} record
 * @returns {Entry[]} areas, then parties, then places
 */
export function searchIndex({ areas, actors, landmarks }) {
  return [
    ...areas.map(({ name, code }, number) => (
      /** @type {Entry} */ ({ kind: "area", number, names: namesOf(name, code) }))),
    ...actors.map(({ name, short }, number) => (
      /** @type {Entry} */ ({ kind: "party", number, names: namesOf(name, short) }))),
    ...landmarks.flatMap(({ name, line }, number) => (line.length === 0 ? []
      : [/** @type {Entry} */ ({ kind: "place", number, names: namesOf(name) })])),
  ];
}

/** How well a name answers: whole, from its beginning, from a word's, from inside; or not at all. */
function rankOf(name, asked) {
  const at = name.indexOf(asked);
  if (at < 0) return Infinity;
  if (at > 0) return name[at - 1] === " " ? 2 : 3;
  return name.length === asked.length ? 0 : 1;
}

/**
 * @param {Entry[]} index
 * @param {string} text as it is typed
 * @returns {Entry[]} what answers to it, the best first
 */
export function searched(index, text) {
  const asked = [...new Set([folded(text), joined(text)])].filter(Boolean);
  if (asked.length === 0) return [];
  const ranks = index.map(({ names }) => {
    let least = Infinity;
    for (const name of names) for (const one of asked) least = Math.min(least, rankOf(name, one));
    return least;
  });
  return [0, 1, 2, 3].flatMap((rank) => index.filter((_, at) => ranks[at] === rank))
    .slice(0, OFFERED);
}

/**
 * @param {PageState} state
 * @param {string} text as it is typed
 * @returns {Entry[]} the one day that it means, where the atlas has it
 */
export function searchedDay({ record, languages }, text) {
  const days = readingsOf(text, [...languages.values()]);
  const number = days.length === 1 ? dayIndex(record, days[0]) : null;
  return number === null ? [] : [{ kind: "day", number, names: [] }];
}

/**
 * @param {PageState} state
 * @param {number} area
 * @returns {number} the day on which to show it: the present one, else the nearest on which its
 *   outline is there
 */
export function dayToSee({ record, account, day }, area) {
  const days = record.episodes.filter(({ areas }) => areas.includes(area))
    .flatMap(({ start, days: length }) => Array.from({ length }, (_, at) => start + at))
    .filter((one) => isThere(account, area, one));
  return days.reduce((best, one) => (Math.abs(one - day) < Math.abs(best - day) ? one : best),
    days[0] ?? day);
}

/**
 * @param {PageState} state
 * @param {number} actor its number
 * @returns {number[]} the areas that it holds on the day, alone or against rivals
 */
export function areasOf({ record, account, day, outlines }, actor) {
  const { id } = record.actors[actor];
  return outlines.areas.filter((area) => controlAt(record, account, area, day).holder === id);
}
