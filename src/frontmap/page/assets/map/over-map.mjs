/**
 * What lies over the map, under which nothing is written.
 *
 * @import { MapLegend } from "../view/map-legend.mjs"
 * @import { Box } from "./labels.mjs"
 */

const OVER_MAP = ".leaflet-control, .fm-locator, .fm-pointer";

/**
 * @param {HTMLElement} container of the map, which stands in the page
 * @returns {Element[]}
 */
export function elementsOver(container) {
  return [...container.closest(".frontmap").querySelectorAll(OVER_MAP)];
}

/**
 * @param {HTMLElement} container of the map, which stands in the page
 * @param {MapLegend} legend
 * @param {{x: number, y: number}} middle of the map, in the pixels of the boxes
 * @returns {Box[]}
 */
export function boxesOver(container, legend, middle) {
  const frame = container.getBoundingClientRect();
  const [left, top] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  return [...elementsOver(container).map((element) => element.getBoundingClientRect()), ...legend.boxes]
    .map(({ x, y, width, height }) => (
      { x: middle.x + x + width / 2 - left, y: middle.y + y + height / 2 - top, width, height }));
}
