/** A day's landmarks: marks at their places, and names clear of the map's labels. */

import { h } from "./dom.mjs";
import { placeBeside } from "./labels.mjs";
import { widthOf } from "./lettering.mjs";

/** The size of the letters, in shares of the page's own. */
const SHARE_OF_LETTERS = 0.82;
/** How far a name keeps from its place, and what is left free at both its ends, in pixels. */
const AWAY = 7;
const ENDS = 10;
/** The yellow of landmarks, and the ring round one that is a point. */
const SUN = "#facc15";
const RING = "#1c1f24";

/**
 * @param {object} leaflet the library
 * @param {[number, number][]} line latitude and longitude: a place, or the course of a street
 * @param {{pane: string, renderer: object}} where
 * @returns {object} a layer that marks it
 */
export function landmark(leaflet, line, where) {
  const options = { ...where, interactive: false, className: "frontmap-mark" };
  return line.length === 1
    ? leaflet.circleMarker(line[0], {
      ...options, radius: 5, color: RING, weight: 1.5, fillColor: SUN, fillOpacity: 1,
    })
    // so thin that a front under a street is seen on both its sides
    : leaflet.polyline(line, { ...options, color: SUN, weight: 2.5 });
}

/**
 * @param {{name: string, line: [number, number][]}[]} landmarks latitude and longitude
 * @param {(position: [number, number]) => {x: number, y: number}} placeOf in pixels
 * @param {{letters: number, placed: import("./labels.mjs").Box[],
 *   frame: import("./labels.mjs").Box}} room `letters` in pixels; the boxes of what is placed are
 *   added to `placed`
 * @returns {HTMLElement[]} those that find room
 */
export function tags(landmarks, placeOf, { letters, placed, frame }) {
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
