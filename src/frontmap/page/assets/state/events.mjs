/**
 * The reported events of a day, and how they are counted where there are many. Pure: no DOM.
 *
 * @import { Account, AtlasRecord } from "./payload.mjs"
 *
 * @typedef {object} Event
 * @property {number} claim its number
 * @property {[number, number]} place latitude and longitude
 * @property {boolean} sure whether its day and its place are
 *
 * @typedef {{x: number, y: number, sure: boolean, claims: number[]}} Dot in pixels
 *
 * @typedef {Dot & {count: number}} Mark a dot that stands for so many
 */

/** How many numbers a packed event takes: claim, longitude, latitude, sure, first and last day. */
const EVENT_LENGTH = 6;
/** Degrees are counted in parts of so many. */
const UNITS_PER_DEGREE = 100_000;
/** The squares in which events are counted, in pixels; by how much a larger one is larger. */
const EVENT_SQUARE = 18;
const LARGER_SQUARE = 1.4;
/** More marks than this are no quiet map. */
const MANY_MARKS = 80;

/**
 * @param {number[]} packed the payload's events
 * @returns {Map<number, Event[]>} by day
 */
export function eventsByDay(packed) {
  const byDay = new Map();
  for (let at = 0; at < packed.length; at += EVENT_LENGTH) {
    const [claim, east, north, sure, first, last] = packed.slice(at, at + EVENT_LENGTH);
    const place = [north / UNITS_PER_DEGREE, east / UNITS_PER_DEGREE];
    for (let day = first; day <= last; day += 1) {
      if (!byDay.has(day)) byDay.set(day, []);
      byDay.get(day).push({ claim, place, sure: sure === 1 });
    }
  }
  return byDay;
}

/** @param {number} count @returns {number} a mark's radius in pixels, wide enough for the number */
export function radiusOf(count) {
  return count === 1 ? 5 : 6 + 3 * String(count).length;
}

/**
 * Dots that lie in one square of a grid become one mark in their middle, and each mark takes over
 * those that would touch it, the fullest first. The squares grow until the marks are few.
 *
 * @param {Dot[]} dots
 * @returns {Mark[]} the one that counts most first
 */
export function marksOf(dots) {
  let side = EVENT_SQUARE;
  let marks = countedIn(dots, side);
  while (marks.length > MANY_MARKS) {
    side *= LARGER_SQUARE;
    marks = countedIn(dots, side);
  }
  return marks;
}

function countedIn(dots, side) {
  const squares = new Map();
  for (const { x, y, sure, claims } of dots) {
    const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
    const square = squares.get(key) ?? { x: 0, y: 0, count: 0, sure: false, claims: [] };
    square.x += x;
    square.y += y;
    square.count += 1;
    square.sure ||= sure;
    square.claims.push(...claims);
    squares.set(key, square);
  }
  const middles = [...squares.values()]
    .map(({ x, y, count, ...square }) => ({ ...square, x: x / count, y: y / count, count }))
    .sort((one, other) => other.count - one.count || one.y - other.y || one.x - other.x);
  const marks = [];
  for (const square of middles) {
    const near = marks.find((mark) => (
      Math.hypot(mark.x - square.x, mark.y - square.y)
        < radiusOf(mark.count) + radiusOf(square.count)));
    if (near === undefined) {
      marks.push({ ...square, claims: [...square.claims] });
    } else {
      near.count += square.count;
      near.sure ||= square.sure;
      near.claims.push(...square.claims);
    }
  }
  return marks;
}
