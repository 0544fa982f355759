/**
 * A day's landmarks: marks at their places, and names clear of the map's labels.
 *
 * @import { Box } from "./labels.mjs"
 *
 * @typedef {{name: string, line: [number, number][]}} NamedLandmark latitude and longitude: a
 *   place, or the course of a street
 */

import { h } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { placeBeside } from "./labels.mjs";
import { INK, SUN } from "./theme.mjs";

/** The size of the letters, in shares of the page's own, and the height of their line. */
const LETTER_SHARE = 0.82;
const LINE_HEIGHT = 1.4;
/** How far a name keeps from its place, and what is left free at both its ends, in pixels. */
const AWAY = 7;
const ENDS = 10;

/**
 * @param {any} leaflet the library
 * @param {[number, number][]} line latitude and longitude
 * @param {{pane: string, renderer: any}} where
 * @returns {any} a layer that marks it
 */
export function landmarkLayer(leaflet, line, where) {
  const options = { ...where, interactive: false, className: "fm-mark" };
  return line.length === 1
    ? leaflet.circleMarker(line[0], {
      ...options, radius: 5, color: INK, weight: 1.5, fillColor: SUN, fillOpacity: 1,
    })
    // so thin that a front under a street is seen on both its sides
    : leaflet.polyline(line, { ...options, color: SUN, weight: 2.5 });
}

/**
 * @param {NamedLandmark[]} landmarks
 * @param {(position: [number, number]) => {x: number, y: number}} placeOf in pixels
 * @param {{letters: number, placed: Box[], frame: Box}} room `letters` in pixels; the boxes of
 *   what is placed are added to `placed`
 * @returns {HTMLElement[]} the names that find room
 */
export function landmarkNames(landmarks, placeOf, { letters, placed, frame }) {
  const size = letters * LETTER_SHARE;
  return landmarks.flatMap(({ name, line }) => {
    const { x, y } = placeOf(line[line.length >> 1]);
    const box = placeBeside({
      x, y, width: widthOf(name) * size + ENDS, height: size * LINE_HEIGHT,
    }, AWAY, placed, frame);
    if (!box) return [];
    const element = h("div.fm-landmark", { dir: "auto", "aria-hidden": "true" }, name);
    element.style.left = `${box.x}px`;
    element.style.top = `${box.y}px`;
    element.style.fontSize = `${size}px`;
    return [element];
  });
}
