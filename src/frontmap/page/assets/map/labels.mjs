/**
 * Which labels fit where they stand, and which of them would run into one another. Pure.
 *
 * @typedef {{width: number, height: number, poor?: boolean}} Room what a wording takes, in letters
 */

import { isWithin } from "./geometry.mjs";

/** Clear space beside a label, in pixels, both sides together. */
const MARGIN = 5;

/** For each label which of its wordings lie inside its area, as far as they were tried. */
const knownInside = new WeakMap();

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box `x`, `y` its centre
 */

/**
 * Choose for each label the first of its wordings that fits, the largest areas first.
 *
 * A wording fits when its box lies inside the area's outline and the frame, and touches no box
 * chosen before. An urgent label rather stands out of its area than take a wording that is `poor`.
 *
 * @param {{key: number, size: number, x: number, y: number, rings: number[][], letters: number,
 *   urgent?: boolean, wordings: Room[]}[]} labels positions in pixels; `rings` are the
 *   area's rings, each as x, y, x, y …, `size` decides who comes first, and a wording is measured
 *   in `letters`; of a label that is given again only `urgent` may have changed
 * @param {Box[]} [placed] the boxes of what is placed are added to it
 * @param {Box|null} [frame] what is in view
 * @returns {Map<number, number>} for each key the number of its wording; missing where none fits
 */
export function placeLabels(labels, placed = [], frame = null) {
  const chosen = new Map();
  const sorted = [...labels].sort((one, other) => other.size - one.size);
  for (const pass of ["inside", "jutting", "poor"]) {
    for (const label of sorted) {
      if (chosen.has(label.key) || (pass === "jutting" && !label.urgent)) continue;
      const box = ({ width, height }) => ({
        x: label.x, y: label.y, width: width * label.letters + MARGIN,
        height: height * label.letters,
      });
      const room = (wording, number) => (pass === "poor" || !wording.poor)
        && (pass === "jutting" || fitsInside(label, number, box(wording)))
        && isFree(box(wording), placed, frame);
      const fits = pass === "jutting" ? label.wordings.findLastIndex(room)
        : label.wordings.findIndex(room);
      if (fits < 0) continue;
      placed.push(box(label.wordings[fits]));
      chosen.set(label.key, fits);
    }
  }
  return chosen;
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

function isFree(box, placed, frame) {
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

/** Whether a wording lies inside its area; found out once for a label that is placed again. */
function fitsInside(label, number, box) {
  if (!knownInside.has(label)) knownInside.set(label, []);
  const known = knownInside.get(label);
  known[number] ??= isInside(box, label.rings);
  return known[number];
}

/** Whether the ends and the middles of a box's sides lie inside the rings. */
function isInside(box, rings) {
  const steps = [-0.5, 0, 0.5];
  return steps.every((across) => steps.every((down) => (
    isWithin(rings, box.x + across * box.width, box.y + down * box.height)
  )));
}
