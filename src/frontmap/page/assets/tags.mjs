/** The names of a day's landmarks, each beside its place and clear of the map's labels. */

import { h } from "./dom.mjs";
import { placeBeside } from "./labels.mjs";

/** The size of the letters, in shares of the page's own. */
const SHARE_OF_LETTERS = 0.82;
/** How far a name keeps from its place, and what is left free at both its ends, in pixels. */
const AWAY = 7;
const ENDS = 10;

/**
 * @param {{name: string, line: [number, number][]}[]} landmarks latitude and longitude
 * @param {(position: [number, number]) => {x: number, y: number}} placeOf in pixels
 * @param {{letters: number, widthOf: (text: string) => number,
 *   placed: import("./labels.mjs").Box[], frame: import("./labels.mjs").Box}} room `letters` in
 *   pixels, `widthOf` in letters; the boxes of what is placed are added to `placed`
 * @returns {HTMLElement[]} those that find room
 */
export function tags(landmarks, placeOf, { letters, widthOf, placed, frame }) {
  const size = letters * SHARE_OF_LETTERS;
  return landmarks.flatMap(({ name, line }) => {
    const { x, y } = placeOf(line[line.length >> 1]);
    const box = placeBeside({
      x, y, width: widthOf(name) * size + ENDS, height: size * 1.4,
    }, AWAY, placed, frame);
    if (!box) return [];
    const element = h("div.frontmap-place", { dir: "auto", "aria-hidden": "true" }, name);
    element.style.left = `${box.x}px`;
    element.style.top = `${box.y}px`;
    element.style.fontSize = `${size}px`;
    return [element];
  });
}
