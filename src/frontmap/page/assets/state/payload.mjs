/**
 * The payload read: from what `bunzip.mjs` or `inflate.mjs` opens to the record that all else reads.
 *
 * `page/payload/pack.py` documents the packed form. A text is an object with one entry for each language; an
 * entry is empty where the text is not there in that language.
 *
 * @import { Speech } from "./language.mjs"
 * @import { StatusRow } from "./statuses.mjs"
 *
 * @typedef {{[language: string]: string}} Text
 * @typedef {{id: string, name: Text, short: Text, side: string, colour: string,
 *   inks: {[doubt: string]: string}}} Actor `inks` are read on its colour, as each doubt tints it
 * @typedef {{holder: string, status: string, confidence: string, rivals: string[], words: Text}}
 *   Control ids, and the state in words; `holder` is empty where the record tells nothing
 * @typedef {{tile: string, inks: {[doubt: string]: string[]}}} Look a tile's name, and its colours
 *   for each doubt
 * @typedef {{actor: string, confidence: string, rule: string}} Presence how well it is carried that
 *   a party is inside
 * @typedef {{note: Text, grade: string, presences: Presence[], carrying: number[],
 *   general: number[], disagreeing: number[], others: number[]}} Ruling `presences` where there are
 *   several; `general` are statements that name no area, `others` what it cites besides
 * @typedef {{first: number, control: number, ruling: number}} Run until the next one begins;
 *   control 0 where the area's outline is not there
 * @typedef {{id: string, title: Text, first: number, start: number, days: number,
 *   view: [number, number, number, number], areas: number[]}} Episode `first` is a day number,
 *   `start` a day index, `view` west, south, east, north in degrees
 * @typedef {{day: number, known: Text|null}} Beginning of the state of `day`, as is known from then
 *   on; null where it began on its first day or earlier
 * @typedef {{first: number, last: number, doubt: string}} Doubted days on which an area is in doubt,
 *   both included
 * @typedef {{toldBy: string, name: Text, runs: number[][], doubts: Map<number, Doubted[]>,
 *   since: Map<number, Beginning[]>, front: Map<number, number[]>, figures: Map<number, number[]>,
 *   changes: Map<number, number[]>, moved: Map<number, Text>}} Account `toldBy` is empty for the atlas's
 *   own reading; `since` is there for areas with a state that did not begin on its first day
 * @typedef {{left: number, right: number, metres: number, flat: number[],
 *   line: [number, number][]}} Border areas to either side, -1 for none; `flat` is latitude,
 *   longitude, latitude …, `line` the same in pairs
 * @typedef {{id: string, name: Text, code: Text, group: string, outline: string, km2: number,
 *   rings: number[][][], note: Text, label: [number, number]}} Area `rings` are polygons of rings
 *   of signed border numbers, `~n` walked backward; `label` is latitude and longitude
 * @typedef {{id: string, name: Text, side: string}} Voice
 * @typedef {{id: string, title: string, author: string, outlet: string, published: Text,
 *   language: string, url: string, described: boolean}} Source `described`: the title is the
 *   atlas's own description, in square brackets
 * @typedef {{id: string, source: number, date: Text, voice: number, via: number, kind: string,
 *   stance: string, about: number, landmark: number, areas: number[], summary: Text,
 *   locator: Text}} Claim numbers are -1 for none
 * @typedef {{name: Text, kind: string, precision: number, line: [number, number][]}} Landmark a
 *   place, or the course of a street; `precision` in metres
 * @typedef {{name: Text, kind: string, landmark: number, lines: [number, number][][]}} Street
 *   `landmark` is -1 where it is none
 * @typedef {{first: number, last: number, kind: string, text: Text, area: number,
 *   landmark: number, place: [number, number]}} Annotation its first and last day; `place` is where
 *   its area or its landmark has its middle
 * @typedef {{name: Text, place: [number, number]}} Pointer a place beyond the map
 * @typedef {{held: number, contested: number, shared: number, front: number}} ActorFigures km², m
 * @typedef {{front: number, contested: number, shared: number, actors: ActorFigures[]}} Figures
 *
 * @typedef {object} AtlasRecord
 * @property {Text} title
 * @property {Text} attribution
 * @property {string} licence
 * @property {string} version of the atlas; empty where it has none
 * @property {{day: string, language: string, told_by: string, tiles: string}} opening
 * @property {string[]} languages those in which the page can be read
 * @property {Speech[]} speech of each language that there are texts in
 * @property {{[key: string]: Text}} words
 * @property {{[language: string]: string[]}} months
 * @property {Map<string, StatusRow>} statuses
 * @property {{[name: string]: object}} tiles see `map/patterns.mjs`
 * @property {Actor[]} actors
 * @property {Text[]} actorNotes who each of them is
 * @property {Map<string, Actor>} actor by id
 * @property {{id: string, title: Text}[]} groups
 * @property {Episode[]} episodes
 * @property {number} days of all episodes together
 * @property {Area[]} areas
 * @property {Map<string, number>} area the number of each, by id
 * @property {Border[]} borders
 * @property {Map<number, number[]>} dated the spans of borders that are not there on every day
 * @property {(Control|null)[]} controls none at 0
 * @property {(Look|null)[]} looks of each control
 * @property {Ruling[]} rulings
 * @property {Voice[]} voices
 * @property {Source[]} sources
 * @property {Claim[]} claims null for one that is told nowhere
 * @property {Landmark[]} landmarks
 * @property {Street[]} streets
 * @property {Annotation[]} annotations
 * @property {Pointer[]} pointers
 * @property {Text|null} place where on earth this is, from the large to the small
 * @property {Map<number, Text>} captions by day
 * @property {Map<number, number[]>} claimsOn by day
 * @property {number[]} [events] reported ones, packed; `state/events.mjs` opens them
 * @property {Map<string, Account>} accounts the atlas's own reading first
 */

import { dayNumber } from "./days.mjs";
import { statusRows } from "./statuses.mjs";

/**
 * @param {any} payload as `page/payload/pack.py` packs it
 * @returns {AtlasRecord} texts opened, references by number kept
 */
export function decode(payload) {
  const text = textsOf(payload);
  const { licence, opening, languages, speech, tiles, months, events } = payload;
  const actors = payload.actors.map((packed) => actorOf(packed, payload.doubt_kinds, text));
  const areas = payload.areas.map((packed) => areaOf(packed, payload, text));
  const episodes = episodesOf(payload, areas, text);
  const last = episodes.at(-1);
  return {
    licence, opening, languages, speech, tiles, months, events, actors, episodes, areas,
    title: text(payload.title),
    version: payload.version ?? "",
    actorNotes: payload.actor_notes.map(text),
    attribution: text(payload.attribution),
    words: Object.fromEntries(Object.entries(payload.words)
      .map(([key, number]) => [key, text(number)])),
    days: last.start + last.days,
    actor: new Map(actors.map((actor) => [actor.id, actor])),
    area: new Map(areas.map((area, number) => [area.id, number])),
    groups: payload.groups.map(([id, title]) => ({ id, title: text(title) })),
    borders: payload.borders.map((packed) => borderOf(packed, payload)),
    dated: listsByKey(payload.dated),
    captions: new Map(payload.captions.map(([day, caption]) => [day, text(caption)])),
    claimsOn: listsByKey(payload.claims_on),
    accounts: new Map(payload.accounts.map((account) => (
      [account.told_by, accountOf(account, payload.doubt_kinds, text)]))),
    ...contextOf(payload, areas, text),
    ...statesOf(payload, actors, text),
    ...evidenceOf(payload, text),
  };
}

/** @returns {(number: number) => Text} */
function textsOf({ texts }) {
  const codes = Object.keys(texts);
  const opened = [];
  return (number) => (opened[number] ??= Object.fromEntries(
    codes.map((code) => [code, texts[code][number]])));
}

function actorOf([id, name, short, side, colour, ...inks], doubts, text) {
  return { id, name: text(name), short: text(short), side, colour, inks: byDoubt(doubts, inks) };
}

/** What there is one of for each doubt, by the doubt's name. */
function byDoubt(doubts, values) {
  return Object.fromEntries(doubts.map((doubt, number) => [doubt, values[number]]));
}

function areaOf(packed, payload, text) {
  const [id, name, code, group, outline, km2, x, y, rings, note] = packed;
  const [west, south, unit] = payload.grid;
  return {
    id, group, outline, km2: km2 / 1000, rings, label: [(south + y) * unit, (west + x) * unit],
    // texts are opened when they are asked for: a map of ten thousand areas asks for few
    get name() { return text(name); },
    get code() { return text(code); },
    get note() { return text(note); },
  };
}

function episodesOf(payload, areas, text) {
  let start = 0;
  return payload.episodes.map(([id, title, first, days, view, groups]) => {
    const shown = areas.map((_, number) => number)
      .filter((number) => groups.length === 0 || groups.includes(areas[number].group));
    const episode = {
      id, title: text(title), first: dayNumber(first), start, days, view, areas: shown,
    };
    start += days;
    return episode;
  });
}

/** The kinds of streets, and of annotations, in the payload's order. */
const STREET_KINDS = ["highway", "main", "street", "water"];
const ANNOTATION_KINDS = ["arrow", "callout", "number"];

/** By what a reader finds the way, and our own short texts. */
function contextOf({ landmarks, streets = [], annotations = [], pointers = [], place, ...payload },
  areas, text) {
  const line = (points) => paired(positions(points, payload));
  const lanes = streets.map(([name, kind, landmark, ...parts]) => (
    { name: text(name), kind: STREET_KINDS[kind], landmark, lines: parts.map(line) }));
  const marks = landmarks.map(([name, kind, precision, ...points], number) => ({
    name: text(name), kind, precision,
    line: points.length > 0 ? line(points)
      : longest(lanes.find(({ landmark }) => landmark === number).lines),
  }));
  return {
    landmarks: marks, streets: lanes,
    annotations: annotations.map(([first, last, kind, said, area, landmark, ...point]) => ({
      first, last, kind: ANNOTATION_KINDS[kind], text: text(said), area, landmark,
      place: areas[area]?.label ?? middleOf(marks[landmark]?.line ?? line(point)),
    })),
    pointers: pointers.map(([name, ...point]) => ({ name: text(name), place: line(point)[0] })),
    place: place ? text(place[0]) : null,
  };
}

/**
 * @param {[number, number][][]} lines
 * @returns {[number, number][]} the one with most vertices
 */
function longest(lines) {
  return lines.reduce((one, other) => (other.length > one.length ? other : one));
}

/**
 * @param {[number, number][]} line
 * @returns {[number, number]} the vertex in its middle
 */
export function middleOf(line) {
  return line[line.length >> 1];
}

/** What may be so of an area: statuses, controls, how they look, and what rules on them. */
function statesOf(payload, actors, text) {
  const statuses = statusRows(payload.status_rows);
  const ids = [...statuses.keys()];
  return {
    statuses,
    controls: payload.controls.map((packed, number) => {
      if (packed === null) return null;
      const [holder, status, confidence, ...rivals] = packed;
      return {
        holder: actors[holder]?.id ?? "", status: ids[status],
        confidence: payload.confidences[confidence] ?? "",
        rivals: rivals.map((rival) => actors[rival].id),
        words: text(payload.looks[number][1]),
      };
    }),
    looks: payload.looks.map((packed) => (
      packed && { tile: packed[0], inks: byDoubt(payload.doubt_kinds, packed.slice(2)) })),
    rulings: payload.rulings.map(([note, grade, presences, carrying, general,
      disagreeing, others]) => ({
      note: text(note), grade, carrying, general, disagreeing, others,
      presences: presences.map(([actor, confidence, rule]) => (
        { actor: actors[actor].id, confidence: payload.confidences[confidence], rule })),
    })),
  };
}

function evidenceOf(payload, text) {
  return {
    voices: payload.voices.map(([id, name, side]) => ({ id, name: text(name), side })),
    sources: payload.sources.map((packed) => {
      const [id, title, author, outlet, published, language, url, described] = packed;
      const is = { described: Boolean(described), published: text(published) };
      return { id, title, author, outlet, language, url, ...is };
    }),
    claims: claimsOf(payload, text),
  };
}

function claimsOf(payload, text) {
  const last = [0, 0, 0, 0];
  return payload.claims.map((packed) => {
    if (packed === null) return null;
    const [source, date, summary, locator] = last.map((_, at) => (last[at] += packed[at]));
    const [number, voice, via, kind, stance, about, landmark, areas] = packed.slice(4);
    return {
      id: source < 0 ? number : `${payload.sources[source][0]}-${number}`,
      source, date: text(date), voice, via, kind: payload.kinds[kind],
      stance: payload.stances[stance], about, landmark, areas, summary: text(summary),
      locator: text(locator),
    };
  });
}

function accountOf(packed, doubts, text) {
  return {
    toldBy: packed.told_by,
    name: text(packed.name),
    runs: packed.runs,
    doubts: new Map(packed.doubts.map(([area, ...spans]) => [area, doubtedDays(spans, doubts)])),
    since: new Map((packed.since ?? []).map(([area, ...flat]) => (
      [area, paired(flat).map(([day, known]) => ({ day, known: known < 0 ? null : text(known) }))]
    ))),
    front: listsByKey(packed.front),
    figures: listsByKey(packed.figures),
    changes: listsByKey(packed.changes),
    moved: new Map(packed.moved?.map(([day, told]) => [day, text(told)])),
  };
}

/** @returns {Doubted[]} */
function doubtedDays(spans, doubts) {
  return Array.from({ length: spans.length / 3 }, (_, number) => {
    const [first, last, doubt] = spans.slice(3 * number);
    return { first, last, doubt: doubts[doubt] };
  });
}

/** @returns {Map<number, number[]>} */
function listsByKey(rows) {
  return new Map(rows.map((row) => [row[0], row.slice(1)]));
}

/** A border; its line in pairs is made when it is first asked for: a canvas asks for few. */
function borderOf(packed, payload) {
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

/** @returns {[number, number][]} */
function paired(flat) {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2], flat[at * 2 + 1]]);
}
