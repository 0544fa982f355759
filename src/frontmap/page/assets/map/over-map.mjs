/**
 * What lies over the map, under which nothing is written.
 *
 * @import { Box } from "./labels.mjs"
 */

const OVER_MAP = ".leaflet-control, .fm-locator, .fm-map-legend, .fm-pointer";

/**
 * @param {HTMLElement} container of the map, which stands in the page
 * @returns {Element[]}
 */
export function elementsOver(container) {
  return [...container.closest(".frontmap").querySelectorAll(OVER_MAP)];
}

/**
 * @param {HTMLElement} container of the map, which stands in the page
 * @returns {Box[]} in pixels, from the middle of the map
 */
export function boxesOver(container) {
  const middleOfBox = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
  const middle = middleOfBox(container.getBoundingClientRect());
  return elementsOver(container).map((element) => {
    const box = element.getBoundingClientRect();
    const { x, y } = middleOfBox(box);
    return { x: x - middle.x, y: y - middle.y, width: box.width, height: box.height };
  });
}
