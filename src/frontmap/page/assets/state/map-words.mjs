/**
 * The map in words: the front from place to place, and each area with its neighbours. Pure: no DOM.
 * It takes a while with many areas, so that nothing is put into words before somebody asks.
 *
 * @import { Language } from "./language.mjs"
 * @import { AtlasRecord } from "./payload.mjs"
 * @import { PageState } from "./page-state.mjs"
 *
 * @typedef {number[]} Place latitude and longitude
 *
 * @typedef {object} Stretch front borders that hang together, between the same parties
 * @property {number} metres
 * @property {[string, Set<string>][]} sides the two holders, each with its areas at the stretch
 * @property {Set<number>} areas those of both
 * @property {Place[]} line all its vertices
 */

import { areaWords, holderName } from "./sentences.mjs";
import { controlAt, frontOn } from "./timeline.mjs";

/** Eight ways from a place to another, from the east against the clock. */
const COMPASS = ["e", "ne", "n", "nw", "w", "sw", "s", "se"];
const METRES_PER_DEGREE = 111_195;
/** A stretch ends at a landmark that is so many metres away at most. */
const AT_LANDMARK = 250;

/**
 * @param {Place} from
 * @param {Place} to
 * @returns {number[]} metres to the east and to the north
 */
function steps(from, to) {
  const [[south, west], [north, east]] = [from, to];
  const metres = METRES_PER_DEGREE * Math.cos((south + north) * Math.PI / 360);
  return [(east - west) * metres, (north - south) * METRES_PER_DEGREE];
}

/**
 * @param {Place} from
 * @param {Place} to
 * @returns {string} the way that leads there, one of `COMPASS`
 */
export function wayTo(from, to) {
  const [east, north] = steps(from, to);
  return COMPASS[(Math.round(Math.atan2(north, east) / (Math.PI / 4)) + 8) % 8];
}

/** @returns {number} the metres from a place to a line */
function metresTo(place, line) {
  const points = line.map((vertex) => steps(place, vertex));
  return Math.min(...points.map(([x, y], at) => {
    const [dx, dy] = at === 0 ? [0, 0] : [x - points[at - 1][0], y - points[at - 1][1]];
    const back = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - back * dx, y - back * dy);
  }));
}

/** Things that share a key belong together, and so on; the groups keep the order. */
function together(things, keysOf) {
  const groups = [];
  const groupAt = new Map();
  for (const thing of things) {
    const keys = keysOf(thing);
    const met = new Set(keys.map((key) => groupAt.get(key)).filter(Boolean));
    const [group = [], ...others] = met;
    if (met.size === 0) groups.push(group);
    group.push({ thing, keys });
    for (const other of others) group.push(...other.splice(0));
    for (const one of group) for (const key of one.keys) groupAt.set(key, group);
  }
  return groups.filter((group) => group.length > 0)
    .map((group) => group.map(({ thing }) => thing));
}

const byLength = (one, other) => other.metres - one.metres;
const ends = ({ line }) => [line[0], line.at(-1)].map(String);
const total = (things) => things.reduce((metres, one) => metres + one.metres, 0);

/**
 * The front of a day. Borders that meet are one front; a pocket's is apart from another's that it
 * does not touch. Where the parties to either side change, a new stretch of it begins.
 *
 * @param {PageState} state
 * @returns {{metres: number, stretches: Stretch[]}[]} the longest first
 */
export function fronts(state) {
  const { record, account, day } = state;
  const borders = frontOn(account, day).map((number) => {
    const { left, right, metres, line } = record.borders[number];
    const sides = [left, right].map((area) => sideAt(state, area))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return { metres, line, sides, areas: [left, right], holders: sides.map(([one]) => one).join("|") };
  });
  return together(borders, ends).map((front) => ({
    metres: total(front),
    stretches: together(front, (border) => ends(border).map((end) => `${end} ${border.holders}`))
      .map(stretchOf).sort(byLength),
  })).sort(byLength);
}

/** Who holds an area, and its name; with a word where somebody else stands there, too. */
function sideAt({ record, account, day, language }, area) {
  const control = controlAt(record, account, area, day);
  const name = language.plain(record.areas[area].name);
  return [holderName(record, control, language), control.rivals.length === 0 ? name
    : `${name} (${language.word(`status.${control.status}`)})`];
}

/** @returns {Stretch} */
function stretchOf(borders) {
  return {
    metres: total(borders),
    line: borders.flatMap(({ line }) => line),
    areas: new Set(borders.flatMap(({ areas }) => areas)),
    sides: [0, 1].map((side) => (
      [borders[0].sides[side][0], new Set(borders.map(({ sides }) => sides[side][1]))])),
  };
}

/**
 * @param {PageState} state
 * @param {Stretch} stretch
 * @returns {string} how long it is, who faces whom and where, and from where to where it reaches
 */
export function stretchWords(state, { metres, sides, line, areas }) {
  const { language } = state;
  const [[one, ones], [other, others]] = sides.map(([holder, names]) => (
    [holder, language.list([...names])]));
  const length = language.metres(metres);
  const said = one === other
    ? language.sentence("page.stretch_inside", {
      length, one, areas: language.list([...new Set(sides.flatMap(([, names]) => [...names]))]),
    })
    : language.sentence("page.stretch", { length, one, other, areas: ones, others });
  const [from, to] = outermost(line).map((place) => nameOf(state, place, [...areas]));
  const [way, back] = waysOf(line).map((key) => language.word(`page.way.${key}`));
  return from === to ? said
    : language.list([said, language.sentence("page.reaches", { from, way, to, back })]);
}

/** The range of a line, if it is wider than high; the two ways along it. */
function waysOf(line) {
  const [souths, wests] = [0, 1].map((axis) => line.map((place) => place[axis]));
  const [east, north] = steps([Math.min(...souths), Math.min(...wests)],
    [Math.max(...souths), Math.max(...wests)]);
  return east >= north ? ["w", "e"] : ["n", "s"];
}

/** Its vertices farthest along these ways. */
function outermost(line) {
  const isWide = waysOf(line)[0] === "w";
  const sorted = [...line].sort((one, other) => (isWide ? one[1] - other[1] : other[0] - one[0]));
  return [sorted[0], sorted.at(-1)];
}

/** What a place is called: the landmark beside it, else the nearest of some areas. */
function nameOf({ record, language }, place, areas) {
  const near = (things, lineOf) => things.map((thing) => ({
    name: language.plain(thing.name), metres: metresTo(place, lineOf(thing)),
  })).sort((one, other) => one.metres - other.metres)[0];
  const landmark = near(record.landmarks, ({ line }) => line);
  return landmark?.metres <= AT_LANDMARK ? landmark.name
    : near(areas.map((area) => record.areas[area]), ({ label }) => [label]).name;
}

/**
 * @param {PageState} state
 * @returns {string} the front in short: how long it is in all, and its longest stretch
 */
export function frontWords(state) {
  const { language } = state;
  const all = fronts(state);
  const stretches = all.flatMap((front) => front.stretches).sort(byLength);
  if (stretches.length === 0) return language.word("page.no_front");
  return `${language.sentence("page.stretches", {
    length: language.metres(total(all)), count: stretches.length,
  })}. ${stretchWords(state, stretches[0])}.`;
}

/**
 * @param {PageState} state
 * @returns {string[]} each area of the day: who holds it, and its neighbours by the way to them,
 *   which is that from the middle of the one to the middle of the other
 */
export function areasInWords(state) {
  const { outlines, language } = state;
  const neighbours = neighboursOf(state);
  return outlines.areas.map((area) => {
    const ways = COMPASS.map((way) => {
      const names = neighbours.get(area)?.get(way) ?? [];
      return names.length > 0
        && language.labelled(language.word(`page.way.${way}`), language.list(names));
    }).filter(Boolean);
    return [areaWords(state, area), ...ways].join(". ");
  });
}

/** @returns {Map<number, Map<string, string[]>>} for each area the names of those that each way leads to */
function neighboursOf({ record, outlines, language }) {
  const shown = new Set(outlines.areas);
  const found = new Map(outlines.areas.map((area) => [area, new Map()]));
  const note = (area, other) => {
    const ways = found.get(area);
    const way = wayTo(record.areas[area].label, record.areas[other].label);
    const name = language.plain(record.areas[other].name);
    if (!ways.has(way)) ways.set(way, []);
    if (!ways.get(way).includes(name)) ways.get(way).push(name);
  };
  for (const border of outlines.borders) {
    const { left, right } = record.borders[border];
    if (shown.has(left) && shown.has(right)) {
      note(left, right);
      note(right, left);
    }
  }
  return found;
}
