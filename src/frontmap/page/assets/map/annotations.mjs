/**
 * Our own short texts on the map: each in a quiet box with a leader to its place; where that finds
 * no room, a numbered pin whose text the panel has.
 *
 * @import { Annotation } from "../state/payload.mjs"
 * @import { Box } from "./labels.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 */

import { h, svg } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { isFree, overlap, placeBeside } from "./labels.mjs";
import { nameSize } from "./landmarks.mjs";
import { brokenInto } from "./wordings.mjs";

/** A text has lines of so many letters' heights at most; on a map narrower than this it is a pin. */
const LINE_LENGTH = 11;
const NARROW = 520;
const NOTE_LEADING = 1.25;
/** What is left free round a text in its box, both sides together, in pixels. */
const INSIDE = { width: 14, height: 8 };
/** How far from its place a box may stand, in pixels, the nearest first, and in which directions. */
const FAR_AWAY = [34, 56, 80, 110, 150, 200, 260];
const DIRECTIONS = 24;
const PIN = 18;
/** What the end of a leader takes, in pixels. */
const LEADER_END = 5;
const ARROW = "M0 0 8-4V4Z";

/**
 * @param {{annotation: Annotation, number: number, text: string, open: () => void}} note `number`
 *   is what its pin bears
 * @returns {NamedLandmark}
 */
export function noteWriter({ annotation, number, text, open }) {
  return ({ placeOf, letters, placed, frame }) => {
    const size = nameSize(letters);
    const place = placeOf(annotation.place);
    const lines = linesOf(text);
    const room = {
      width: Math.max(...lines.map(widthOf)) * size + INSIDE.width,
      height: lines.length * size * NOTE_LEADING + INSIDE.height,
    };
    const asPin = annotation.kind === "number" || frame.width < NARROW;
    const box = asPin ? undefined : boxNear(place, room, placed, frame);
    if (!box) return pinElements({ place, number, open }, placed, frame);
    placed.push(box);
    const under = placed.filter((one) => one !== box).map(withTip)
      .filter((one) => contains(one, place));
    return boxElements({ annotation, lines, size, open }, tipOf(place, box, under), box);
  };
}

function linesOf(text) {
  const count = Math.ceil(widthOf(text) / LINE_LENGTH);
  return brokenInto(text.split(" "), count);
}

/**
 * Find room for a box near a place, the nearest first.
 *
 * @param {{x: number, y: number}} place
 * @param {{width: number, height: number}} room
 * @param {Box[]} placed
 * @param {Box} frame
 * @param {number[]} [ways] how far away it may stand, in pixels
 * @returns {Box|undefined}
 */
export function boxNear(place, { width, height }, placed, frame, ways = FAR_AWAY) {
  // away from the middle of the map rather than over it
  const outward = Math.atan2(place.y - frame.y, place.x - frame.x);
  for (const away of ways) {
    for (let at = 0; at < DIRECTIONS; at += 1) {
      const turn = outward + ((at % 2 === 0 ? 1 : -1) * Math.PI * Math.ceil(at / 2) * 2) / DIRECTIONS;
      const [right, down] = [Math.cos(turn), Math.sin(turn)];
      const box = {
        x: place.x + right * (away + width / 2), y: place.y + down * (away + height / 2),
        width, height,
      };
      if (isFree(box, placed, frame) && !placed.some((one) => isCrossed(one, place, box))) return box;
    }
  }
  return undefined;
}

/** Whether the leader from a box to a place runs over a label that does not stand on the place. */
function isCrossed(label, place, box) {
  if (contains(label, place)) return false;
  return [0.2, 0.4, 0.6, 0.8].some((share) => contains(label, {
    x: place.x + share * (box.x - place.x), y: place.y + share * (box.y - place.y),
  }));
}

function contains({ x, y, width, height }, place) {
  return Math.abs(place.x - x) * 2 < width && Math.abs(place.y - y) * 2 < height;
}

/** Where a leader from a box to a place ends: at the edge of a label that stands on the place. */
function tipOf(place, box, under) {
  const way = { x: box.x - place.x, y: box.y - place.y };
  let share = 0;
  for (const { x, y, width, height } of under) {
    const across = (x + (Math.sign(way.x) * width) / 2 - place.x) / way.x;
    const down = (y + (Math.sign(way.y) * height) / 2 - place.y) / way.y;
    const leaves = Math.min(way.x === 0 ? Infinity : across, way.y === 0 ? Infinity : down);
    if (leaves < 0.8) share = Math.max(share, leaves);
  }
  return { x: place.x + way.x * share, y: place.y + way.y * share };
}

/** A label with the room that the end of a leader takes beside it. */
function withTip({ x, y, width, height }) {
  return { x, y, width: width + 2 * LEADER_END, height: height + 2 * LEADER_END };
}

/**
 * Put an element on its place; where something is written there, near it with a leader.
 *
 * @param {HTMLElement} element
 * @param {{x: number, y: number}} place
 * @param {number} side of the element, in pixels
 * @param {{placed: Box[], frame: Box}} room
 * @param {{beside?: Box, ways?: number[]}} [more] where it may stand without a leader, and how far
 *   away with one
 * @returns {Element[]}
 */
export function onPlace(element, place, side, { placed, frame }, { beside, ways } = {}) {
  const own = { ...place, width: side, height: side };
  const near = !beside && placed.some((one) => overlap(one, own))
    ? boxNear(place, own, placed, frame, ways) : undefined;
  const box = beside ?? near ?? own;
  if (!beside) placed.push(box);
  element.style.left = `${box.x}px`;
  element.style.top = `${box.y}px`;
  return near ? [leaderTo(place, near, false), element] : [element];
}

/** A pin on its place; where something is written there, beside it, or near it with a leader. */
function pinElements({ place, number, open }, placed, frame) {
  const pin = { ...place, width: PIN, height: PIN };
  const beside = placed.some((one) => overlap(one, pin))
    ? placeBeside(pin, PIN / 2, placed, frame) : undefined;
  const element = h("div.fm-pin", { "aria-hidden": "true", onclick: stopped(open) }, number);
  return onPlace(element, place, PIN, { placed, frame }, { beside });
}

/** The box, and under it the leader from its edge to the place. */
function boxElements({ annotation, lines, size, open }, place, box) {
  const element = h("div.fm-note", { dir: "auto", "aria-hidden": "true", onclick: stopped(open) },
    lines.map((line) => h("span", {}, line)));
  element.style.left = `${box.x}px`;
  element.style.top = `${box.y}px`;
  element.style.fontSize = `${size}px`;
  return [leaderTo(place, box, annotation.kind === "arrow"), element];
}

/** A line from a place to a box, with an arrow or a dot at the place. */
function leaderTo(place, box, isArrow) {
  const [across, down] = [box.x - place.x, box.y - place.y];
  const turn = Math.atan2(down, across);
  const leader = svg("svg.fm-leader", { "aria-hidden": "true", width: 1, height: 1 },
    svg("path", { d: `M0 0 ${across.toFixed(1)} ${down.toFixed(1)}` }),
    isArrow
      ? svg("path", { d: ARROW, transform: `rotate(${((turn * 180) / Math.PI).toFixed(1)})` })
      : svg("circle", { r: 2.5 }));
  leader.style.left = `${place.x}px`;
  leader.style.top = `${place.y}px`;
  return leader;
}

/** A press on a note is none on the map under it. */
function stopped(open) {
  return (event) => {
    event.stopPropagation();
    open();
  };
}
