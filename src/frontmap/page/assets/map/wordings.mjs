/**
 * What may be written on an area: wordings from the best to the shortest, and the room they take.
 *
 * @import { AreaLook } from "./look.mjs"
 *
 * @typedef {object} Wording
 * @property {string[]} lines
 * @property {number} share its letters' size, of the page's own
 * @property {number} width in the page's letters
 * @property {number} height likewise
 * @property {boolean} isCode whether it has the area's code in the place of its name
 * @property {boolean} [poor] whether it does not say who holds the area
 */

import { LEADING, widthOf } from "../dom/lettering.mjs";

/** Letter sizes of names and of codes, the best first, in shares of the page's own. */
const NAME_SHARES = [0.93, 0.82, 0.75];
const CODE_SHARES = [0.82, 0.75, 0.68];
/** The one size on a canvas. */
export const CANVAS_SHARE = 0.82;
/** In so many lines a name is broken at most. */
const MOST_LINES = [1, 2, 3, 4];

/** @returns {Wording} */
function wording(lines, share, isCode = false) {
  const width = Math.max(...lines.map(widthOf));
  return { lines, share, isCode, width: width * share, height: lines.length * share * LEADING };
}

/**
 * @param {AreaLook} look
 * @returns {Wording[]} with the area's name, else its code, else its holder alone
 */
export function wordingsOf({ name, code, holder }) {
  const words = name.replace(/\s*\([^)]*\)/g, "").split(" ");
  const broken = MOST_LINES.filter((count) => count <= words.length)
    .map((count) => brokenInto(words, count));
  const alone = holder || code;
  return [
    ...NAME_SHARES.flatMap((share) => broken.flatMap((lines) => (
      withHolder(lines, holder, share)))),
    ...(code ? CODE_SHARES.flatMap((share) => withHolder([code], holder, share, true)) : []),
    // who holds it says more than what it is called, which a touch tells
    ...(alone ? CODE_SHARES.map((share) => wording([alone], share, !holder)) : []),
    ...(holder && code ? [{ ...wording([code], CODE_SHARES[1], true), poor: true }] : []),
  ];
}

/** Lines with the holder after the last of them, and with the holder below. */
function withHolder(lines, holder, share, isCode = false) {
  if (!holder) return [wording(lines, share, isCode)];
  return [
    wording([...lines.slice(0, -1), `${lines.at(-1)} · ${holder}`], share, isCode),
    wording([...lines, holder], share, isCode),
  ];
}

/**
 * On a canvas a code without room for a list of codes would tell nobody anything, so that small
 * areas bear their holder or nothing.
 *
 * @param {AreaLook} look
 * @returns {Wording[]}
 */
export function canvasWordingsOf({ name, holder }) {
  const words = name.split(" ");
  const half = Math.ceil(words.length / 2);
  const halves = [words.slice(0, half).join(" "), words.slice(half).join(" ")];
  return [
    [holder ? `${name} · ${holder}` : name],
    [name, holder],
    [...halves, holder],
    [holder],
  ].map((lines) => lines.filter(Boolean)).filter((lines) => lines.length > 0)
    .map((lines) => wording(lines, CANVAS_SHARE));
}

/**
 * @param {string[]} words
 * @param {number} count
 * @returns {string[]} so many lines, as even as the words' lengths allow
 */
export function brokenInto(words, count) {
  const room = words.join(" ").length / count;
  const lines = [];
  for (const word of words) {
    const open = lines.length > 0 && lines.at(-1).length + word.length / 2 < room;
    if (open || lines.length === count) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines;
}
