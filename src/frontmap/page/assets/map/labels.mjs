/**
 * Where labels stand: in their areas, beside them with a leader, and nowhere else. Pure.
 *
 * A place depends on the view and on the names, and not on the day: a label keeps room for its
 * boldest letters and its area's longest code, so that nothing moves from day to day.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Bounds } from "./geometry.mjs"
 * @import { Ground } from "./grounds.mjs"
 * @import { Wording } from "./wordings.mjs"
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box `x`, `y` its centre
 * @typedef {Box & {key: any, wording: Wording, leader?: number[]}} Label `leader` is the line to a
 *   label beside its area: x, y, x, y
 */

/**
 * Clear space between a label and the edge of its area, across and down, the best first. Letters are
 * lower than their line, and their halo bears a thin line under their ends.
 */
const INSETS = [[11, 4], [4, -1], [-3, -3]];
/** How many places are tried across an area, and down it. */
const TRIED = 11;
/** A leader grows by so many pixels, and as often so many ways are tried. */
const LEADER_STEP = 8;
const LEADER_WAYS = 20;
/** How far a label beside its area keeps from everything, in pixels. */
const APART = 4;

/**
 * @param {Bounds} bounds
 * @param {number} width of a box
 * @param {number} height
 * @returns {[number, number][]} where its middle may be, with all of it within the bounds
 */
export function placesIn([left, top, right, bottom], width, height) {
  const [wide, high] = [right - left - width, bottom - top - height];
  if (wide < 0 || high < 0) return [];
  return Array.from({ length: TRIED * TRIED }, (_, at) => [
    left + width / 2 + (wide * (at % TRIED)) / (TRIED - 1),
    top + height / 2 + (high * Math.floor(at / TRIED)) / (TRIED - 1),
  ]);
}

/**
 * Put the first wording that fits on a ground, as near its middle as it can stand.
 *
 * @param {any} key the label's
 * @param {Ground|null} ground
 * @param {Wording[]} wordings the best first
 * @param {{placed: Box[], frame: Box, isUnder?: boolean}} there what is there and what is in view;
 *   `isUnder`: lines are drawn over the label, which keeps off them
 * @returns {Label|undefined}
 */
export function placeInside(key, ground, wordings, { placed, frame, isUnder }) {
  if (ground === null) return undefined;
  for (const wording of wordings) {
    for (const [across, down] of isUnder ? INSETS.slice(0, -1) : INSETS) {
      const [width, height] = [wording.width + across, wording.height + down];
      const fits = (x, y) => (
        isFree({ x, y, width: wording.width, height: wording.height }, placed, frame)
        && standsOn({ x, y, width, height }, ground));
      const found = nearestPlace(ground, width, height, fits);
      if (found) {
        const [x, y] = found;
        return { key, x, y, width: wording.width, height: wording.height, wording };
      }
    }
  }
  return undefined;
}

/** Of the places on a ground where a box of a size fits that which is nearest to its middle. */
function nearestPlace({ x: middle, y: level, bounds }, width, height, fits) {
  const [left, top, right, bottom] = bounds;
  const [wide, high] = [right - left - width, bottom - top - height];
  if (wide < 0 || high < 0) return null;
  if (fits(middle, level)) return [middle, level];
  let found = null;
  let least = Infinity;
  for (let at = 0; at < TRIED * TRIED; at += 1) {
    const x = left + width / 2 + (wide * (at % TRIED)) / (TRIED - 1);
    const y = top + height / 2 + (high * Math.floor(at / TRIED)) / (TRIED - 1);
    const off = (x - middle) ** 2 + (y - level) ** 2;
    if (off >= least || !fits(x, y)) continue;
    least = off;
    found = [x, y];
  }
  return found;
}

/**
 * Put a label beside its area, with a leader as short as can be.
 *
 * @param {any} key the label's
 * @param {Ground|null} from the area
 * @param {Wording[]} wordings the best first
 * @param {Pick<Ground, "lines"|"has">} free the ground off all areas
 * @param {{placed: Box[], frame: Box, least?: number, most: number}} there between which lengths the
 *   leader is
 * @returns {Label|undefined}
 */
export function placeAside(key, from, wordings, free, { placed, frame, least = 0, most }) {
  if (from === null) return undefined;
  const each = LEADER_WAYS * wordings.length;
  for (let tried = (least / LEADER_STEP) * each; tried < (most / LEADER_STEP) * each; tried += 1) {
    const wording = wordings[Math.floor(tried / LEADER_WAYS) % wordings.length];
    const away = (1 + Math.floor(tried / each)) * LEADER_STEP;
    const turn = (2 * Math.PI * (tried % LEADER_WAYS)) / LEADER_WAYS;
    const { width, height } = wording;
    const x = from.x + Math.cos(turn) * (away + width / 2);
    const y = from.y + Math.sin(turn) * (away + height / 2);
    const wide = { x, y, width: width + 2 * APART, height: height + 2 * APART };
    if (!free.has(x, y) || !isFree(wide, placed, frame) || !standsOn(wide, free)) continue;
    const leader = [from.x, from.y, nearest(x, width, from.x), nearest(y, height, from.y)];
    if (placed.some((other) => comesInto(leader, 0, other))) continue;
    return { key, x, y, width, height, wording, leader };
  }
  return undefined;
}

/** The point of a side, given by its middle and its length, that is nearest to another. */
function nearest(middle, length, to) {
  return Math.max(middle - length / 2, Math.min(middle + length / 2, to));
}

/**
 * @param {number[]} leader
 * @returns {Box[]} small boxes along it, for other labels to keep off
 */
export function boxesAlong([x1, y1, x2, y2]) {
  const count = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / LEADER_STEP);
  return Array.from({ length: count }, (_, at) => ({
    x: x1 + ((x2 - x1) * at) / count, y: y1 + ((y2 - y1) * at) / count, width: APART, height: APART,
  }));
}

/**
 * Find room beside a point: right of it, left, above or below.
 *
 * @param {Box} box the point, and the room that is sought
 * @param {number} away how far the middle of a side keeps from the point
 * @param {Box[]} placed what is there; the box found is added
 * @param {Box|null} frame what is in view
 * @returns {Box|undefined}
 */
export function placeBeside({ x, y, width, height }, away, placed, frame) {
  const [across, down] = [away + width / 2, away + height / 2];
  const found = [[across, 0], [-across, 0], [0, -down], [0, down]]
    .map(([right, below]) => ({ x: x + right, y: y + below, width, height }))
    .find((box) => isFree(box, placed, frame));
  if (found) placed.push(found);
  return found;
}

/**
 * @param {Box} box
 * @param {Box[]} placed
 * @param {Box|null} frame
 * @returns {boolean} whether a box lies in the frame and off all that is there
 */
export function isFree(box, placed, frame) {
  const within = frame === null || (
    Math.abs(box.x - frame.x) * 2 <= frame.width - box.width
    && Math.abs(box.y - frame.y) * 2 <= frame.height - box.height);
  return within && !placed.some((other) => overlap(box, other));
}

/**
 * @param {Box} one
 * @param {Box} other
 * @returns {boolean}
 */
export function overlap(one, other) {
  return Math.abs(one.x - other.x) * 2 < one.width + other.width
    && Math.abs(one.y - other.y) * 2 < one.height + other.height;
}

/**
 * @param {Box} box
 * @param {Pick<Ground, "lines"|"has">} ground
 * @returns {boolean} whether all of it lies there: its middle does, and no edge comes into it
 */
export function standsOn(box, { lines, has }) {
  for (const line of lines) {
    for (let at = 0; at < line.length - 2; at += 2) if (comesInto(line, at, box)) return false;
  }
  return has(box.x, box.y);
}

/** Whether a piece of a line comes into a box, by the axes that may part the two. */
function comesInto(line, at, { x, y, width, height }) {
  const right = width / 2;
  const x1 = line[at] - x;
  const x2 = line[at + 2] - x;
  if ((x1 > right && x2 > right) || (x1 < -right && x2 < -right)) return false;
  const down = height / 2;
  const y1 = line[at + 1] - y;
  const y2 = line[at + 3] - y;
  if ((y1 > down && y2 > down) || (y1 < -down && y2 < -down)) return false;
  return Math.abs(x1 * y2 - x2 * y1) <= right * Math.abs(y2 - y1) + down * Math.abs(x2 - x1);
}

/**
 * Which areas say who holds them: those that are urgent, and of each connected group that looks
 * the same and has none, the first in order.
 *
 * @param {number[]} areas those that have room for a code, in the order in which they are asked
 * @param {[number, number][]} pairs areas that touch
 * @param {(area: number) => number|string} lookOf what is the same where areas look the same
 * @param {Set<number>} urgent
 * @returns {Set<number>}
 */
export function holdersSaid(areas, pairs, lookOf, urgent) {
  const joined = new Map();
  const head = (area) => {
    let at = area;
    for (let up = joined.get(at); up !== undefined; up = joined.get(at)) {
      // chains get shorter as they are walked
      const above = joined.get(up);
      if (above !== undefined) joined.set(at, above);
      at = above ?? up;
    }
    return at;
  };
  for (const [one, other] of pairs) {
    if (lookOf(one) !== lookOf(other)) continue;
    const [first, second] = [head(one), head(other)];
    if (first !== second) joined.set(first, second);
  }
  const said = new Set(areas.filter((area) => urgent.has(area)));
  const told = new Set([...said].map(head));
  for (const area of areas) {
    if (told.has(head(area))) continue;
    told.add(head(area));
    said.add(area);
  }
  return said;
}

/**
 * @param {Label[]} labels
 * @param {AtlasRecord} record
 * @returns {number[]} the areas whose labels have room for a code, the largest first; those in which
 *   a name would give way to it last
 */
export function codedAreas(labels, record) {
  const order = ({ key, wording: { code } }) => {
    const { km2 } = record.areas[key];
    return code === "instead" ? -1 / km2 : km2;
  };
  return labels.filter(({ wording }) => wording.code)
    .sort((one, other) => order(other) - order(one)).map(({ key }) => key);
}

/**
 * @param {AtlasRecord} record
 * @param {number[]} borders
 * @param {number[]} areas
 * @returns {[number, number][]} those of the areas that touch, in pairs
 */
export function touching(record, borders, areas) {
  const among = new Set(areas);
  return borders.map((border) => record.borders[border])
    .filter(({ left, right }) => among.has(left) && among.has(right))
    .map(({ left, right }) => [left, right]);
}

/**
 * @param {AtlasRecord} record
 * @param {{front: number[], changed: number[]}} day
 * @returns {Set<number>} the areas that changed or lie at the front
 */
export function urgentOn(record, { front, changed }) {
  return new Set([...changed, ...front.flatMap((border) => (
    [record.borders[border].left, record.borders[border].right]))]);
}
