/**
 * Names on the map: of streets along their line, of landmarks beside their place, each where the
 * labels of the areas leave room.
 *
 * @import { Box } from "./labels.mjs"
 *
 * @typedef {object} Room where there is room on the map for what stands beside its labels
 * @property {(position: [number, number]) => {x: number, y: number}} placeOf in pixels
 * @property {number} letters the page's, in pixels
 * @property {Box[]} placed what is there; what is written is added
 * @property {Box} frame what is in view
 *
 * @typedef {{name: string, line: [number, number][], strong: boolean}} Named `line` is a place, or
 *   the course of a street; `strong` where a claim of the day names it
 * @typedef {(room: Room) => Element[]} NamedLandmark writes what belongs to a thing, as far as there
 *   is room
 */

import { h } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { isFree, placeBeside } from "./labels.mjs";

/** The size of the letters, in shares of the page's own; the smallest one; the height of a line. */
const LETTER_SHARE = 0.79;
const SMALLEST = 11;
const LINE_HEIGHT = 1.4;
/** How far a name keeps from its place, and what is left free at both its ends, in pixels. */
const AWAY = 6;
const ENDS = 8;
/** How far from a street the middle of its name stands, in heights of its letters. */
const BESIDE = 0.8;
/** A name stands where the street is as good as straight: chord to way. */
const STRAIGHT = 0.97;
/** So many places along a street are tried. */
const PLACES = 24;

/** @param {number} letters @returns {number} the height of the letters of names, in pixels */
export function nameSize(letters) {
  return Math.max(SMALLEST, letters * LETTER_SHARE);
}

/** What was written last into a container, for what, and where labels stood then. */
const lastWritten = new WeakMap();

/**
 * A name as it stands on the map: without what is explained in brackets or after a comma.
 *
 * @param {string} name
 */
export function briefName(name) {
  return name.replace(/\s*\([^)]*\)/g, "").split(/[,،]/)[0];
}

/**
 * Write what there is to say beside the labels; what comes first has the first choice of room.
 *
 * @param {Element} container
 * @param {NamedLandmark[]} things
 * @param {Room} room
 */
export function writeNames(container, things, room) {
  const { placed, frame, letters } = room;
  // where the same is to be written, and labels stand where they stood, all stays as it is
  const seen = [letters, ...[frame, ...placed].flatMap((box) => [box.x, box.y, box.width, box.height]), ...things];
  const last = lastWritten.get(container);
  if (last?.length === seen.length && seen.every((one, at) => one === last[at])) return;
  lastWritten.set(container, seen);
  container.replaceChildren(...things.flatMap((write) => write(room)));
}

/**
 * @param {() => Named|null} look what is to be named, null where it is not shown now
 * @returns {NamedLandmark}
 */
export function nameWriter(look) {
  const known = new Map();
  return (room) => {
    const named = look();
    if (named === null || named.name === "") return [];
    const { name, line, strong } = named;
    const size = nameSize(room.letters);
    const width = widthOf(name) * size + ENDS;
    const points = line.map(room.placeOf);
    const found = points.length > 1 ? alongLine(points, width, size, room)
      : placeBeside({ ...points[0], width, height: size * LINE_HEIGHT }, AWAY, room.placed,
        room.frame);
    if (!found) return [];
    const { x, y, angle = 0 } = /** @type {any} */ (found);
    const key = [name, x, y, angle, size, strong].join();
    if (!known.has(key)) {
      known.clear();
      known.set(key, nameElement(named, { x, y, angle, size }));
    }
    return [known.get(key)];
  };
}

function nameElement({ name, strong }, { x, y, angle, size }) {
  const element = h(`div.fm-landmark${strong ? ".fm-strong" : ""}`,
    { dir: "auto", "aria-hidden": "true" }, name);
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  element.style.fontSize = `${size}px`;
  if (angle) element.style.transform = `translate(-50%, -50%) rotate(${angle.toFixed(3)}rad)`;
  return element;
}

/**
 * Find room for a name along a line, beside a stretch of it that is as good as straight.
 *
 * @param {{x: number, y: number}[]} points
 * @param {number} width
 * @param {number} size of its letters
 * @param {{placed: Box[], frame: Box}} room
 * @returns {{x: number, y: number, angle: number}|undefined} the middle of the name
 */
export function alongLine(points, width, size, { placed, frame }) {
  const ways = [0];
  for (let at = 1; at < points.length; at += 1) {
    ways.push(ways[at - 1] + distance(points[at - 1], points[at]));
  }
  const free = ways.at(-1) - width;
  if (!(free >= 0)) return undefined;
  for (let tried = 0; tried <= PLACES; tried += 1) {
    // from the middle outward
    const share = 0.5 + (tried % 2 === 0 ? 1 : -1) * Math.ceil(tried / 2) / PLACES;
    const [from, to] = [free * share, free * share + width].map((way) => pointAt(points, ways, way));
    if (distance(from, to) < width * STRAIGHT) continue;
    for (const side of [1, -1]) {
      const place = besideChord(from, to, side * size * BESIDE);
      const boxes = boxesUnder(place, width, size);
      if (boxes.every((box) => isFree(box, placed, frame))) {
        placed.push(...boxes);
        return place;
      }
    }
  }
  return undefined;
}

function distance(one, other) {
  return Math.hypot(other.x - one.x, other.y - one.y);
}

function pointAt(points, ways, way) {
  const next = Math.max(1, ways.findIndex((one) => one >= way));
  const [one, other] = [points[next - 1], points[next]];
  const share = (way - ways[next - 1]) / (ways[next] - ways[next - 1] || 1);
  return { x: one.x + share * (other.x - one.x), y: one.y + share * (other.y - one.y) };
}

/** The middle of a chord, so far beside it, and its angle: never upside down. */
function besideChord(from, to, away) {
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const angle = Math.atan2(right.y - left.y, right.x - left.x);
  return {
    x: (from.x + to.x) / 2 + Math.sin(angle) * away,
    y: (from.y + to.y) / 2 - Math.cos(angle) * away,
    angle,
  };
}

/** Boxes in a row that together cover a name that is turned. */
function boxesUnder({ x, y, angle }, width, size) {
  const count = Math.ceil(width / size);
  return Array.from({ length: count }, (_, at) => {
    const way = (at + 0.5 - count / 2) * (width / count);
    return {
      x: x + Math.cos(angle) * way, y: y + Math.sin(angle) * way, width: size, height: size,
    };
  });
}
