/**
 * What the slider's chart shows: for each day the km² of each actor, one stacked on the other.
 * Pure: no DOM.
 *
 * @import { Language } from "./language.mjs"
 * @import { PageState } from "./page-state.mjs"
 * @import { Episode } from "./payload.mjs"
 *
 * @typedef {object} Column some days on which no figure changes
 * @property {number} first days since the episode's first
 * @property {number} end the first day after the column, likewise
 * @property {number[]} km2 by part: each actor, then what is shared, then what is contested
 */

import { monthStarts } from "./days.mjs";
import { figureDays, figuresOn } from "./timeline.mjs";

/** The room that a written day or month needs, in pixels, and about how many days a month has. */
const DATE_ROOM = 96;
const MONTH_DAYS = 28;

/**
 * @param {PageState} state
 * @returns {Column[]} those of the episode, without what never changes in it
 */
export function columnsOf({ record, account, episode }) {
  const steady = account.steady[record.episodes.indexOf(episode)];
  const days = figureDays(account, episode);
  return days.map((day, number) => {
    const { actors, shared, contested } = figuresOn(record, account, day);
    const held = actors.map((actor, place) => Math.max(0, actor.held - steady[place]));
    return {
      first: day - episode.start,
      end: (days[number + 1] ?? episode.start + episode.days) - episode.start,
      km2: [...held, shared, contested],
    };
  });
}

/**
 * @param {Column[]} columns
 * @param {{height: number, free: number, xOf: (offset: number) => number}} field in pixels; `free`
 *   is left above the highest column, and `xOf` says where a day begins
 * @returns {Map<number, string>} by part one SVG path, which is empty for none
 */
export function stackedPaths(columns, { height, free, xOf }) {
  const sums = columns.map(({ km2 }) => km2.reduce((total, one) => total + one, 0));
  const most = Math.max(1e-6, ...sums);
  const paths = new Map();
  for (const { first, end, km2 } of columns) {
    // whole pixels, so that no light shows between neighbours
    const [left, right] = [first, end].map((offset) => Math.round(xOf(offset)))
      .sort((one, other) => one - other);
    let stacked = 0;
    let under = height.toFixed(1);
    km2.forEach((one, part) => {
      stacked += one;
      const top = (height - (stacked / most) * (height - free)).toFixed(1);
      if (top === under) return;
      paths.set(part, `${paths.get(part) ?? ""}M${left} ${top}H${right}V${under}H${left}z`);
      under = top;
    });
  }
  return paths;
}

/**
 * What is written under the track, as far as there is room: days evenly spread, or months where
 * days would lie a month apart.
 *
 * @param {Episode} episode
 * @param {number} width in pixels
 * @param {Language} language
 * @returns {[number, string][]} days since the episode's first, and texts
 */
export function scaleTexts({ first, start, days }, width, language) {
  const step = Math.max(1, Math.ceil((days * DATE_ROOM) / width));
  if (step < MONTH_DAYS) {
    return Array.from({ length: Math.ceil(days / step) }, (_, number) => [
      number * step, language.shortDay(start + number * step)]);
  }
  const edge = (days * DATE_ROOM) / width / 2;
  return monthStarts(first, days, width / DATE_ROOM)
    .map((number) => /** @type {[number, string]} */ ([number - first, language.month(number)]))
    .filter(([offset]) => offset > edge && offset < days - edge);
}
