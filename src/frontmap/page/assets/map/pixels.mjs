/**
 * Areas and borders in the pixels of a window on the map, each worked out once. Pure.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { View } from "./grounds.mjs"
 */

import { boxOf, isWithin, pixelLine, pixelRings, worldLine } from "./geometry.mjs";
import { standsOn } from "./labels.mjs";

/**
 * @param {AtlasRecord} record
 * @param {{scale: number, left: number, top: number}} at pixels per world unit, and the world's
 *   pixels at the window's corner
 * @returns {View}
 */
export function viewOf(record, at) {
  const lines = new Map();
  const lineOf = (border) => {
    if (!lines.has(border)) lines.set(border, pixelLine(worldLine(record.borders[border].flat), at));
    return lines.get(border);
  };
  const rings = new Map();
  const ringsOf = (area) => {
    if (!rings.has(area)) rings.set(area, pixelRings(record.areas[area].rings, lineOf));
    return rings.get(area);
  };
  const pointOf = (position) => {
    const [x, y] = pixelLine(worldLine(position), at);
    return /** @type {[number, number]} */ ([x, y]);
  };
  return { lineOf, ringsOf, pointOf };
}

/**
 * What of the map a window of a size shows.
 *
 * @param {AtlasRecord} record
 * @param {View} view
 * @param {{x: number, y: number}} size
 * @returns {{hasBorder: (border: number) => boolean, hasArea: (area: number) => boolean,
 *   hasAll: (areas: number[]) => boolean}} whether it shows any of a border, any of an area, and
 *   the whole of some areas
 */
export function windowOn(record, { lineOf, ringsOf }, { x: width, y: height }) {
  const box = { x: width / 2, y: height / 2, width, height };
  const hasBorder = (border) => !standsOn(box, { lines: [lineOf(border)], has: () => true });
  return {
    hasBorder,
    hasArea: (area) => isWithin(ringsOf(area), box.x, box.y)
      || record.areas[area].rings.flat(2).some((one) => hasBorder(one < 0 ? ~one : one)),
    hasAll: (areas) => areas.every((area) => {
      const [left, top, right, bottom] = boxOf(ringsOf(area));
      return left >= 0 && top >= 0 && right <= width && bottom <= height;
    }),
  };
}
