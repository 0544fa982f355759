/**
 * What the slider's chart shows: for each day the km² of each state, one stacked on the other, those
 * of one holder together. Every area of the episode counts, whether it ever changes or not.
 * Pure: no DOM.
 *
 * @import { Language } from "./language.mjs"
 * @import { PageState } from "./page-state.mjs"
 * @import { Episode } from "./payload.mjs"
 *
 * @typedef {object} Part a state, whoever tells it and however surely
 * @property {number} actor the number of its holder
 * @property {string} tile
 * @property {string[]} inks
 *
 * @typedef {object} Column some days on which nothing changes
 * @property {number} first days since the episode's first
 * @property {number} end the first day after the column, likewise
 * @property {number[]} km2 of each part
 *
 * @typedef {object} Band one part of one column, in pixels
 * @property {number} part
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

import { monthStarts } from "./days.mjs";
import { NO_DOUBT, RUN } from "./timeline.mjs";

/** The room that a written day or month needs, in pixels, and about how many days a month has. */
const DATE_ROOM = 96;
const MONTH_DAYS = 28;
/** km² are added up as whole numbers, so that what goes leaves nothing behind. */
const PARTS_OF_KM2 = 1000;

/**
 * @param {PageState} state
 * @returns {{parts: Part[], columns: Column[]}} those of the episode; parts in the order in which
 *   the record has their holders
 */
export function stacksOf(state) {
  const { episode } = state;
  const found = spansOf(state);
  const parts = [...found.keys()].sort((one, other) => one.actor - other.actor
    || one.number - other.number);
  const days = new Map([[0, parts.map(() => 0)]]);
  parts.forEach((part, place) => {
    for (const [day, km2] of found.get(part)) {
      if (day === episode.days) continue;
      if (!days.has(day)) days.set(day, parts.map(() => 0));
      days.get(day)[place] += km2;
    }
  });
  const firsts = [...days.keys()].sort((one, other) => one - other);
  const now = parts.map(() => 0);
  return {
    parts,
    columns: firsts.map((first, number) => {
      days.get(first).forEach((more, place) => { now[place] += more; });
      return { first, end: firsts[number + 1] ?? episode.days, km2: now.map((one) => one / PARTS_OF_KM2) };
    }),
  };
}

/**
 * For each part the days on which it becomes more or less, and by how much.
 *
 * @returns {Map<Part & {number: number}, Map<number, number>>}
 */
function spansOf({ record, account, episode }) {
  const found = new Map();
  const byKey = new Map();
  /** @type {Map<number, number>[]} by control: a large map has few of them and many runs */
  const byControl = [];
  const end = episode.start + episode.days;
  const add = (days, day, km2) => days.set(day, (days.get(day) ?? 0) + km2);
  const partOf = (control) => {
    const { holder } = record.controls[control];
    const { tile, inks } = record.looks[control];
    const actor = record.actors.findIndex(({ id }) => id === holder);
    const key = [actor, tile, ...inks[NO_DOUBT]].join();
    if (!byKey.has(key)) {
      const number = [...record.statuses.values()].findIndex((row) => row.tile === tile);
      byKey.set(key, { actor, tile, inks: inks[NO_DOUBT], number });
      found.set(byKey.get(key), new Map());
    }
    return found.get(byKey.get(key));
  };
  for (const area of episode.areas) {
    const runs = account.runs[area];
    const km2 = Math.round(record.areas[area].km2 * PARTS_OF_KM2);
    for (let at = 0; at < runs.length; at += RUN) {
      const from = Math.max(runs[at], episode.start);
      const to = Math.min(runs[at + RUN] ?? end, end);
      // no outline, or nothing told of it
      if (from >= to || !record.controls[runs[at + 1]]?.holder) continue;
      const days = (byControl[runs[at + 1]] ??= partOf(runs[at + 1]));
      add(days, from - episode.start, km2);
      add(days, to - episode.start, -km2);
    }
  }
  return found;
}

/**
 * @param {Column[]} columns
 * @param {{height: number, free: number, xOf: (offset: number) => number}} field in pixels; `free`
 *   is left above the highest column, and `xOf` says where a day begins
 * @returns {Band[]} from the bottom up in each column; none is thinner than a pixel
 */
export function bandsOf(columns, { height, free, xOf }) {
  const sums = columns.map(({ km2 }) => km2.reduce((total, one) => total + one, 0));
  const most = Math.max(1e-6, ...sums);
  return columns.flatMap(({ first, end, km2 }) => {
    // whole pixels, so that no light shows between neighbours
    const [left, right] = [first, end].map((offset) => Math.round(xOf(offset)))
      .sort((one, other) => one - other);
    let bottom = height;
    return km2.flatMap((one, part) => {
      if (one === 0) return [];
      const band = { part, left, right, bottom, top: bottom - Math.max(1, (one / most) * (height - free)) };
      bottom = band.top;
      return [band];
    });
  });
}

/**
 * @param {Band[]} bands
 * @returns {Map<number, string>} by part one SVG path
 */
export function stackedPaths(bands) {
  const paths = new Map();
  for (const { part, left, right, top, bottom } of bands) {
    const [from, to] = [top, bottom].map((y) => y.toFixed(1));
    paths.set(part, `${paths.get(part) ?? ""}M${left} ${from}H${right}V${to}H${left}z`);
  }
  return paths;
}

/**
 * Where a party's name stands: inside its band, as near to the end of the days as there is room.
 *
 * @param {Band[]} bands those of one part, in the order of days
 * @param {{width: number, height: number, rightToLeft: boolean}} room that the name needs, in
 *   pixels, and whether days run to the left
 * @returns {{x: number, y: number}|null} its middle
 */
export function namePlace(bands, { width, height, rightToLeft }) {
  const [near, far] = rightToLeft ? ["left", "right"] : ["right", "left"];
  for (let last = bands.length - 1; last >= 0; last -= 1) {
    let top = 0;
    let bottom = Infinity;
    const end = bands[last][near];
    for (let at = last; at >= 0; at -= 1) {
      const band = bands[at];
      top = Math.max(top, band.top);
      bottom = Math.min(bottom, band.bottom);
      if (bottom - top < height) break;
      if (Math.abs(end - band[far]) >= width) {
        return { x: end + (rightToLeft ? width : -width) / 2, y: (top + bottom) / 2 };
      }
      // a day without the part parts the band
      if (bands[at - 1]?.[near] !== band[far]) break;
    }
  }
  return null;
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
