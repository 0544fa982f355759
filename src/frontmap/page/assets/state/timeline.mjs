/**
 * What the record says of a day. Pure: no DOM, and no rule of who is hostile to whom, because the
 * payload says on which days a border is front.
 *
 * A `day` is an index: all days of all episodes in order, from 0.
 *
 * @import { Account, AtlasRecord, Control, Episode, Figures, Run, Text } from "./payload.mjs"
 */

import { dayNumber } from "./days.mjs";
import { NOTHING_TOLD } from "./statuses.mjs";

/** How many numbers a packed run takes: first day, control, ruling. */
export const RUN = 3;
/** How an area is drawn of which nothing is in doubt. */
export const NO_DOUBT = "none";
/** The figures before those of the actors, and how many each actor has. */
const FIGURES_HEAD = 3;
const FIGURES_EACH = 4;
/** The units in which the payload counts, per km² and per metre. */
const PER_KM2 = 1000;
const PER_METRE = 10;

/** @type {WeakMap<Account, Map<Episode, number[]>>} what was asked for, as each step asks for it */
const changeDaysOf = new WeakMap();

/** @type {Control} */
const NOBODY = { holder: "", status: NOTHING_TOLD, confidence: "", rivals: [], words: {} };

/**
 * @param {AtlasRecord} record
 * @param {number} day
 * @returns {Episode} the one that the day lies in
 */
export function episodeOf(record, day) {
  return record.episodes.find((episode) => day < episode.start + episode.days);
}

/**
 * @param {AtlasRecord} record
 * @param {string} iso
 * @returns {number|null} the day's index; null where no episode covers it
 */
export function dayIndex(record, iso) {
  const number = dayNumber(iso);
  if (number === null) return null;
  for (const episode of record.episodes) {
    const offset = number - episode.first;
    if (offset >= 0 && offset < episode.days) return episode.start + offset;
  }
  return null;
}

/**
 * @param {AtlasRecord} record
 * @param {number} number of a day of the calendar
 * @returns {number} the index of the day that is nearest to it
 */
export function nearestDay({ episodes }, number) {
  const ends = episodes.map(({ first, start, days }) => {
    const at = Math.max(0, Math.min(days - 1, number - first));
    return { day: start + at, away: Math.abs(first + at - number) };
  });
  return ends.sort((one, other) => one.away - other.away)[0].day;
}

/**
 * @param {AtlasRecord} record
 * @param {number} day an index
 * @returns {number} the day number of the calendar
 */
export function calendarDay(record, day) {
  const episode = episodeOf(record, day);
  return episode.first + day - episode.start;
}

/** The last of sorted `rows` (each `width` numbers, keyed by the first) that begins by `day`. */
function lastUpTo(rows, width, day) {
  let low = 0;
  let high = rows.length / width;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle * width] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether an area's outline is there on a day; most atlases have none that come or go.
 *
 * @param {Account} account any: it is so in all of them
 * @param {number} area
 * @param {number} day
 * @returns {boolean}
 */
export function isThere(account, area, day) {
  const runs = account.runs[area];
  const at = lastUpTo(runs, RUN, day) * RUN;
  return at < 0 || runs[at + 1] !== 0;
}

/**
 * The outlines of a day, those that come or go being there or not.
 *
 * @param {AtlasRecord} record
 * @param {Account} account
 * @param {number} day
 * @returns {{since: number, areas: number[], borders: number[]}} `since` is the first day on which
 *   they were the same
 */
export function outlinesOn(record, account, day) {
  const { areas } = episodeOf(record, day);
  let since = 0;
  for (const spans of record.dated.values()) {
    for (let at = 0; at < spans.length; at += 2) {
      if (spans[at] <= day) since = Math.max(since, spans[at]);
      if (spans[at + 1] < day) since = Math.max(since, spans[at + 1] + 1);
    }
  }
  const borders = [];
  for (let border = 0; border < record.borders.length; border += 1) {
    const spans = record.dated.get(border);
    if (spans === undefined || isDuring(spans, day)) borders.push(border);
  }
  return {
    since, borders,
    areas: record.dated.size === 0 ? areas : areas.filter((area) => isThere(account, area, day)),
  };
}

/**
 * @param {Account} account
 * @param {number} area
 * @param {number} day
 * @returns {Run|null} the run that the day lies in; null where the record tells nothing of the area
 */
export function runAt(account, area, day) {
  const runs = account.runs[area];
  const at = lastUpTo(runs, RUN, day) * RUN;
  if (at < 0 || runs[at + 1] === 0) return null;
  return { first: runs[at], control: runs[at + 1], ruling: runs[at + 2] };
}

/**
 * @param {Account} account
 * @param {number} area
 * @param {Episode} episode
 * @returns {[number, string][]} what an area may look like on the days of an episode: numbers of
 *   controls, each with every doubt that it has then
 */
export function looksIn(account, area, { start, days }) {
  const runs = account.runs[area];
  const end = start + days - 1;
  const doubts = new Set([NO_DOUBT, ...(account.doubts.get(area) ?? [])
    .filter(({ first, last }) => first <= end && last >= start).map(({ doubt }) => doubt)]);
  /** @type {[number, string][]} */
  const looks = runs[0] <= start ? [] : [[0, NO_DOUBT]];
  for (let at = 0; at < runs.length; at += RUN) {
    if (runs[at] > end || (runs[at + RUN] ?? Infinity) <= start) continue;
    for (const doubt of doubts) looks.push([runs[at + 1], doubt]);
  }
  return looks;
}

/**
 * @param {Account} account
 * @param {Episode} episode
 * @returns {number[]} the borders that are front on some day of an episode
 */
export function frontsIn(account, { start, days }) {
  return [...account.front].filter(([, spans]) => spans.some((first, at) => (
    at % 2 === 0 && first < start + days && spans[at + 1] >= start))).map(([border]) => border);
}

/**
 * @param {AtlasRecord} record
 * @param {Account} account
 * @param {number} area
 * @param {number} day
 * @returns {Control}
 */
export function controlAt(record, account, area, day) {
  return controlOf(record, runAt(account, area, day));
}

/**
 * @param {AtlasRecord} record
 * @param {Run|null} run null where the record tells nothing
 * @returns {Control}
 */
export function controlOf(record, run) {
  return run === null ? NOBODY : record.controls[run.control];
}

/**
 * @param {AtlasRecord} record
 * @param {Run|null} run
 * @param {string} doubt
 * @returns {{tile: string, inks: string[]}} the pattern of a state, and its colours
 */
export function patternOf(record, run, doubt) {
  if (run === null) return { tile: record.statuses.get(NOTHING_TOLD).tile, inks: [] };
  const { tile, inks } = record.looks[run.control];
  return { tile, inks: inks[doubt] };
}

/**
 * @param {Account} account
 * @param {number} area
 * @param {number} day
 * @returns {string} what is in doubt about the area, as everything on the page shows it
 */
export function doubtOn(account, area, day) {
  const spans = account.doubts.get(area) ?? [];
  return spans.find(({ first, last }) => first <= day && day <= last)?.doubt ?? NO_DOUBT;
}

function isDuring(spans, day) {
  const at = lastUpTo(spans, 2, day) * 2;
  return at >= 0 && day <= spans[at + 1];
}

/**
 * @param {Control} one
 * @param {Control} other
 * @returns {boolean} whether holder, status and rivals agree, confidence aside
 */
export function sameState(one, other) {
  return one.holder === other.holder && one.status === other.status
    && one.rivals.join() === other.rivals.join();
}

/**
 * The areas that are drawn differently on two days or in two accounts.
 *
 * @param {{account: Account, day: number}} from
 * @param {{account: Account, day: number}} to
 * @param {number[]} areas those to look at
 * @returns {number[]}
 */
export function difference(from, to, areas) {
  return areas.filter((area) => {
    const before = runAt(from.account, area, from.day);
    const after = runAt(to.account, area, to.day);
    return before?.control !== after?.control
      || doubtOn(from.account, area, from.day) !== doubtOn(to.account, area, to.day);
  });
}

/**
 * The whole history of an area in an episode, one entry for each state; none where the outline is
 * not there.
 *
 * @param {AtlasRecord} record
 * @param {Account} account
 * @param {number} area
 * @param {Episode} episode
 * @returns {{first: number, last: number, control: Control}[]} `last` is included
 */
export function history(record, account, area, episode) {
  const end = episode.start + episode.days - 1;
  const states = [];
  let day = episode.start;
  while (day <= end) {
    const runs = account.runs[area];
    const next = lastUpTo(runs, RUN, day) + 1;
    const last = Math.min(end, next * RUN < runs.length ? runs[next * RUN] - 1 : end);
    const control = controlAt(record, account, area, day);
    const before = states.at(-1);
    if (before && sameState(before.control, control)) before.last = last;
    else if (isThere(account, area, day)) states.push({ first: day, last, control });
    day = last + 1;
  }
  return states;
}

/**
 * Since when an area has been in the state of a day.
 *
 * @param {AtlasRecord} record
 * @param {Account} account
 * @param {number} area
 * @param {number} day one on which its outline is there
 * @returns {{first: number, orEarlier: boolean, known: Text|null}} the state's first day, whether it
 *   may be older, and the beginning where it is known to be another
 */
export function sinceOf(record, account, area, day) {
  const { first } = history(record, account, area, episodeOf(record, day))
    .find((state) => state.first <= day && day <= state.last);
  const beginning = account.since.get(area)
    ?.filter((one) => first <= one.day && one.day <= day).at(-1);
  const known = beginning?.known ?? null;
  return { first, known, orEarlier: beginning !== undefined && known === null };
}

/**
 * @param {Account} account
 * @param {number} day
 * @returns {number[]} the borders that are front on the day
 */
export function frontOn(account, day) {
  const front = [];
  for (const [border, spans] of account.front) {
    if (isDuring(spans, day)) front.push(border);
  }
  return front;
}

/**
 * @param {AtlasRecord} record
 * @param {Account} account
 * @param {number} day
 * @returns {Figures} km² and metres on the day, actors in the record's order
 */
export function figuresOn(record, account, day) {
  const figure = (number) => {
    const changes = account.figures.get(number) ?? [];
    const at = lastUpTo(changes, 2, day) * 2;
    return at < 0 ? 0 : changes[at + 1];
  };
  return {
    front: figure(0) / PER_METRE,
    contested: figure(1) / PER_KM2,
    shared: figure(2) / PER_KM2,
    actors: record.actors.map((_, number) => {
      const from = FIGURES_HEAD + number * FIGURES_EACH;
      return {
        held: figure(from) / PER_KM2, contested: figure(from + 1) / PER_KM2,
        shared: figure(from + 2) / PER_KM2, front: figure(from + 3) / PER_METRE,
      };
    }),
  };
}

/**
 * @param {Account} account
 * @param {number} day
 * @returns {number[]} the areas that changed on the day
 */
export function changesOn(account, day) {
  return account.changes.get(day) ?? [];
}

/**
 * @param {Account} account
 * @param {Episode} episode
 * @returns {number[]} the episode's days on which something changed, in order
 */
export function changeDays(account, episode) {
  const known = changeDaysOf.get(account) ?? new Map();
  changeDaysOf.set(account, known);
  if (!known.has(episode)) {
    const end = episode.start + episode.days;
    known.set(episode, [...account.changes.keys()]
      .filter((day) => day >= episode.start && day < end)
      .sort((one, other) => one - other));
  }
  return known.get(episode);
}

/**
 * @param {Account} account
 * @param {Episode} episode
 * @param {number} day
 * @param {1|-1} way
 * @returns {number|null} the next, or the last, day with a change; null where there is none
 */
export function changeFrom(account, episode, day, way) {
  const days = changeDays(account, episode);
  const found = way > 0 ? days.find((other) => other > day)
    : days.filter((other) => other < day).at(-1);
  return found ?? null;
}
