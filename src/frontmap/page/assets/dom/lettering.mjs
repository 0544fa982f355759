/** The letters of the page, and how wide they are. */

export const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
/** The height of a line, in heights of its letters. */
export const LEADING = 1.18;
/** No letters on the map are smaller, in pixels. */
export const LEAST_LETTERS = 11;

const widths = new Map();
/** @type {CanvasRenderingContext2D|null} */
let measure = null;

/**
 * @param {string} text
 * @param {number} [weight] of its letters, bold where none is given
 * @returns {number} how wide it is, in heights of its letters
 */
export function widthOf(text, weight = 700) {
  const key = weight + text;
  if (!widths.has(key)) {
    measure ??= document.createElement("canvas").getContext("2d");
    measure.font = `${weight} 100px ${FONT}`;
    widths.set(key, measure.measureText(text).width / 100);
  }
  return widths.get(key);
}

/**
 * @param {HTMLElement} element
 * @returns {number} the height of its letters, in pixels
 */
export function letterHeight(element) {
  return Number.parseFloat(getComputedStyle(element).fontSize);
}
