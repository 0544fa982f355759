/**
 * The record as the payload tells it, and what it says of a day. No DOM, and no rule of who is
 * hostile to whom: the payload says on which days a border is front.
 *
 * A `day` here is an index: all days of all episodes in order, from 0. `payload.py` documents the
 * packed form that `decode` opens.
 *
 * @typedef {{en: string, ar: string}} Text one of the two may be empty
 * @typedef {{id: string, name: Text, short: string, side: string, colour: string, ink: string,
 *   pale: string, paleInk: string}} Actor `ink` is read on `colour`, `paleInk` on `pale`
 * @typedef {{holder: string, status: string, confidence: string, rivals: string[]}} Control
 * @typedef {{note: Text, began: Text, carrying: number[], disagreeing: number[], grade: string}}
 *   Ruling
 * @typedef {{first: number, control: number, ruling: number}} Run until the next one begins;
 *   control 0 where the area's outline is not there
 * @typedef {{id: string, title: Text, first: number, start: number, days: number, view: number[],
 *   areas: number[]}} Episode `first` is a day number, `start` a day index, `view` west, south,
 *   east, north in degrees
 * @typedef {{told_by: string, name: Text, runs: number[][], doubts: Map<number, number[]>,
 *   front: Map<number, number[]>, figures: Map<number, number[]>, steady: number[][],
 *   changes: Map<number, number[]>}} Account `steady`: for each episode, the km² that each actor
 *   holds in areas that never change in it
 * @typedef {{left: number, right: number, metres: number, flat: number[],
 *   line: [number, number][]}} Border areas to either side, -1 for none; `flat` is latitude,
 *   longitude, latitude …, `line` the same in pairs
 * @typedef {{held: number, contested: number, shared: number, front: number}} ActorFigures km², m
 * @typedef {{front: number, contested: number, shared: number, actors: ActorFigures[]}} Figures
 */

import { dayNumber } from "./days.mjs";

/** How many numbers a packed run takes: first day, control, ruling. */
export const RUN = 3;
/** The figures before those of the actors, and how many each actor has. */
const FIGURES_HEAD = 3;
const FIGURES_EACH = 4;

const NOBODY = Object.freeze({ holder: "", status: "no_data", confidence: "", rivals: [] });

/**
 * Open a payload.
 *
 * @param {object} payload as `payload.py` packs it
 * @returns {object} the record: texts opened, references by number kept
 */
export function decode(payload) {
  const texts = payload.texts.en.map((en, number) => ({ en, ar: payload.texts.ar[number] }));
  const text = (number) => texts[number];
  const actors = payload.actors.map(([id, name, short, side, colour, ink, pale, paleInk]) => ({
    id, name: text(name), short, side, colour, ink, pale, paleInk,
  }));
  const areas = payload.areas.map(([id, name, code, group, outline, km2, x, y, rings, note]) => ({
    id, name: text(name), code, group, outline, km2: km2 / 1000, rings, note: text(note),
    label: position(x, y, payload),
  }));
  const groups = payload.groups.map(([id, title]) => ({ id, title: text(title) }));
  let start = 0;
  const episodes = payload.episodes.map(([id, title, first, days, view, shown]) => {
    const episode = {
      id, title: text(title), first: dayNumber(first), start, days, view,
      areas: indices(areas, (area) => shown.length === 0 || shown.includes(area.group)),
    };
    start += days;
    return episode;
  });
  const id = ([actor]) => (actor < 0 ? "" : actors[actor].id);
  return {
    title: text(payload.title),
    attribution: text(payload.attribution),
    licence: payload.licence,
    opening: payload.opening,
    languages: payload.languages,
    words: opened(payload.words, text),
    months: payload.months,
    actors,
    actor: new Map(actors.map((actor) => [actor.id, actor])),
    groups,
    episodes,
    days: start,
    areas,
    area: new Map(areas.map((area, number) => [area.id, number])),
    borders: payload.borders.map((packed) => border(packed, payload)),
    dated: lists(payload.dated),
    controls: payload.controls.map((control) => control && {
      holder: id(control), status: payload.statuses[control[1]],
      confidence: control[2] < 0 ? "" : payload.confidences[control[2]],
      rivals: control.slice(3).map((actor) => actors[actor].id),
    }),
    looks: payload.looks,
    rulings: payload.rulings.map(([note, began, grade, carrying, disagreeing]) => ({
      note: text(note), began: text(began), grade, carrying, disagreeing,
    })),
    voices: payload.voices.map(([key, name, side]) => ({ id: key, name: text(name), side })),
    sources: payload.sources.map(([key, title, author, outlet, published, language, url]) => ({
      id: key, title, author, outlet, published, language, url,
    })),
    claims: payload.claims.map((claim) => openedClaim(claim, payload, text)),
    landmarks: payload.landmarks.map(([name, kind, precision, ...points]) => ({
      name: text(name), kind, precision, line: paired(positions(points, payload)),
    })),
    captions: new Map(payload.captions.map(([day, caption]) => [day, text(caption)])),
    claimsOn: lists(payload.claims_on),
    accounts: new Map(payload.accounts.map((account) => [account.told_by, {
      told_by: account.told_by,
      name: text(account.name),
      runs: account.runs,
      doubts: lists(account.doubts),
      front: lists(account.front),
      figures: lists(account.figures),
      steady: account.steady.map((actors) => actors.map((km2) => km2 / 1000)),
      changes: lists(account.changes),
    }])),
  };
}

function opened(numbers, text) {
  return Object.fromEntries(Object.entries(numbers).map(([key, number]) => [key, text(number)]));
}

function openedClaim(claim, payload, text) {
  const [source, number, date, voice, via, kind, stance, about, landmark, areas, summary,
    locator] = claim;
  return {
    id: source < 0 ? number : `${payload.sources[source][0]}-${number}`,
    source, date: text(date), voice, via, kind: payload.kinds[kind],
    stance: payload.stances[stance], about, landmark, areas, summary: text(summary), locator,
  };
}

function lists(rows) {
  return new Map(rows.map(([key, ...values]) => [key, values]));
}

function indices(things, chosen) {
  return things.flatMap((thing, number) => (chosen(thing, number) ? [number] : []));
}

function position(x, y, payload) {
  const [west, south, unit] = payload.grid;
  return [(south + y) * unit, (west + x) * unit];
}

/** A border; its line as pairs is made when it is asked for, for a canvas never asks for most. */
function border(packed, payload) {
  const [left, right, metres] = packed;
  const flat = positions(packed, payload, 3);
  let pairs = null;
  return {
    left, right, metres: metres / 10, flat,
    get line() { return (pairs ??= paired(flat)); },
  };
}

/** Undo the delta coding: x, y, then steps. Latitude comes first, as Leaflet has it. */
function positions(deltas, payload, begin = 0) {
  const [west, south, unit] = payload.grid;
  const flat = [];
  let [x, y] = [west, south];
  for (let at = begin; at < deltas.length; at += 2) {
    x += deltas[at];
    y += deltas[at + 1];
    flat.push(y * unit, x * unit);
  }
  return flat;
}

function paired(flat) {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2], flat[at * 2 + 1]]);
}

/**
 * The outline of an area: polygons, each a list of rings, each a list of latitude and longitude.
 *
 * @param {object} record
 * @param {number} area
 * @returns {number[][][][]}
 */
export function outline(record, area) {
  return record.areas[area].rings.map((polygon) => polygon.map((ring) => {
    const points = [];
    for (const reference of ring) {
      const forward = reference >= 0;
      const border = record.borders[forward ? reference : ~reference].line;
      const side = forward ? border : [...border].reverse();
      points.push(...side.slice(0, -1));
    }
    return points;
  }));
}

/**
 * @param {object} record
 * @param {number} day
 * @returns {Episode} the one that the day lies in
 */
export function episodeOf(record, day) {
  return record.episodes.find((episode) => day < episode.start + episode.days);
}

/**
 * @param {object} record
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
 * @param {object} record
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
 * @param {object} record
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
  const borders = indices(record.borders, (_, border) => {
    const spans = record.dated.get(border);
    return spans === undefined || isDuring(spans, day);
  });
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
 * @param {object} record
 * @param {Account} account
 * @param {number} area
 * @param {number} day
 * @returns {Control}
 */
export function controlAt(record, account, area, day) {
  const run = runAt(account, area, day);
  return run === null ? NOBODY : record.controls[run.control];
}

/**
 * @param {Account} account
 * @param {number} area
 * @param {number} day
 * @returns {boolean} whether the area is drawn as uncertain
 */
export function isDoubtful(account, area, day) {
  return isDuring(account.doubts.get(area) ?? [], day);
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
      || isDoubtful(from.account, area, from.day) !== isDoubtful(to.account, area, to.day);
  });
}

/**
 * The whole history of an area in an episode, one entry for each state; none where the outline is
 * not there.
 *
 * @param {object} record
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
 * @param {object} record
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
    front: figure(0) / 10,
    contested: figure(1) / 1000,
    shared: figure(2) / 1000,
    actors: record.actors.map((_, number) => {
      const from = FIGURES_HEAD + number * FIGURES_EACH;
      return {
        held: figure(from) / 1000, contested: figure(from + 1) / 1000,
        shared: figure(from + 2) / 1000, front: figure(from + 3) / 10,
      };
    }),
  };
}

/**
 * The days of an episode on which any figure differs from the day before, and its first.
 *
 * @param {Account} account
 * @param {Episode} episode
 * @returns {number[]} in order
 */
export function figureDays(account, episode) {
  const days = new Set([episode.start]);
  for (const changes of account.figures.values()) {
    for (let at = 0; at < changes.length; at += 2) days.add(changes[at]);
  }
  return [...days].filter((day) => day >= episode.start && day < episode.start + episode.days)
    .sort((one, other) => one - other);
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
  const end = episode.start + episode.days;
  return [...account.changes.keys()]
    .filter((day) => day >= episode.start && day < end)
    .sort((one, other) => one - other);
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
    : days.findLast((other) => other < day);
  return found ?? null;
}
