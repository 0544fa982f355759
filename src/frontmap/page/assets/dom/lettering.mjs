/** The letters of the page, and how wide they are. */

export const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
/** The height of a line, in heights of its letters. */
export const LEADING = 1.18;

const widths = new Map();
/** @type {CanvasRenderingContext2D|null} */
let measure = null;

/**
 * @param {string} text
 * @returns {number} how wide it is in bold letters, in heights of its letters
 */
export function widthOf(text) {
  if (!widths.has(text)) {
    measure ??= document.createElement("canvas").getContext("2d");
    measure.font = `600 100px ${FONT}`;
    widths.set(text, measure.measureText(text).width / 100);
  }
  return widths.get(text);
}

/**
 * @param {HTMLElement} element
 * @returns {number} the height of its letters, in pixels
 */
export function letterHeight(element) {
  return Number.parseFloat(getComputedStyle(element).fontSize);
}
