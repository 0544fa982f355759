/**
 * What may be written on an area: its name in lines, from the best to the smallest, and the room.
 *
 * @typedef {object} Wording
 * @property {string[]} lines the name; none where the holder's code stands alone
 * @property {number} size of the letters where it is loud, in pixels
 * @property {"below"|"beside"|"instead"|""} code where the holder's code has room: in a line of its
 *   own, in the last line, in the name's place, or nowhere
 * @property {number} width in pixels
 * @property {number} height likewise
 *
 * @typedef {{code: number, isLoud: boolean}} Manner how wide the longest code is that may stand with
 *   a name, in letters, 0 for none; and whether there is a day on which the label is loud
 */

import { LEADING, LEAST_LETTERS, widthOf } from "../dom/lettering.mjs";

/** Letter sizes, the best first, in shares of the page's own. */
const SHARES = [0.93, 0.82, 0.73];
const QUIET_SHARE = 0.88;
const BOLD = 700;
const REGULAR = 400;
/** In so many lines a name is broken at most. */
const MOST_LINES = 4;
/** Between a name and a code in one line. */
export const DOT = " · ";

/**
 * @param {number} letters the height of the page's letters, in pixels
 * @returns {number[]} in pixels, the best first
 */
export function sizesOf(letters) {
  return [...new Set(SHARES.map((share) => Math.max(LEAST_LETTERS, letters * share)))];
}

/**
 * @param {number} size of a label's letters where it is loud
 * @returns {number} where it is quiet, as `labels.css` has it
 */
export function quietSize(size) {
  return Math.max(LEAST_LETTERS, size * QUIET_SHARE);
}

/**
 * @param {string} name
 * @param {Manner} manner
 * @param {number[]} sizes of the letters, the best first
 * @returns {Wording[]} what stands in brackets is left out before the letters get small
 */
export function wordingsOf(name, manner, sizes) {
  const plain = name.replace(/\s*\([^)]*\)/g, "");
  const ways = sizes.flatMap((size) => blocksOf(plain, manner, size));
  return plain === name ? ways : [...blocksOf(name, manner, sizes[0]), ...ways];
}

function blocksOf(name, manner, size) {
  const words = name.split(" ");
  /** @type {Wording["code"][]} */
  const places = manner.code ? ["below", "beside"] : [""];
  return words.slice(0, MOST_LINES).flatMap((_, count) => {
    const lines = brokenInto(words, count + 1);
    return places.map((place) => wording(lines, size, manner, place));
  });
}

/**
 * @param {string[]} lines
 * @param {number} size
 * @param {Manner} manner
 * @param {Wording["code"]} place of the code
 * @returns {Wording}
 */
export function wording(lines, size, { code, isLoud }, place) {
  const weight = isLoud ? BOLD : REGULAR;
  const letters = isLoud ? size : quietSize(size);
  const widths = lines.map((line) => widthOf(line, weight));
  if (place === "beside") widths.push(widths.pop() + widthOf(DOT, weight) + code);
  if (place === "below") widths.push(code);
  const count = lines.length + (place === "below" ? 1 : 0);
  return {
    lines, size, code: place, width: Math.max(...widths) * letters,
    height: count * letters * LEADING,
  };
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
