/**
 * Areas and borders as shapes, in degrees and in pixels, and which area lies under a point. Pure.
 *
 * Lines in pixels are plain lists of numbers: a typed array of a dozen takes longer to make than to
 * fill. World coordinates are those of the web's Mercator map at zoom 0, 256 units across, as
 * Leaflet has them: x grows eastward, y southward.
 *
 * @import { Area, AtlasRecord, Border } from "../state/payload.mjs"
 *
 * @typedef {[left: number, top: number, right: number, bottom: number]} Bounds
 */

/** Vertices nearer to the last one than this, in pixels along x and y together, are left out. */
const FINEST = 2;

/**
 * @param {number[]} flat latitude, longitude, latitude … in degrees
 * @returns {number[]} x, y, x, y … in world coordinates
 */
export function worldLine(flat) {
  const line = [];
  for (let at = 0; at < flat.length; at += 2) {
    const sine = Math.sin((flat[at] * Math.PI) / 180);
    const north = Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    line.push((flat[at + 1] / 360 + 0.5) * 256, (0.5 - north) * 256);
  }
  return line;
}

/**
 * A border as a view shows it; both its areas walk the very same vertices.
 *
 * @param {number[]} line in world coordinates
 * @param {{scale: number, left: number, top: number}} view pixels per world unit, and its corner
 * @returns {number[]} x, y … in pixels, without what is finer than a pixel; the ends are kept
 */
export function pixelLine(line, { scale, left, top }) {
  const kept = [];
  const end = line.length - 2;
  let [lastX, lastY] = [Infinity, Infinity];
  for (let at = 0; at <= end; at += 2) {
    const x = line[at] * scale - left;
    const y = line[at + 1] * scale - top;
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST && at !== end) continue;
    [lastX, lastY] = [x, y];
    kept.push(x, y);
  }
  return kept;
}

/**
 * The rings of an area in pixels.
 *
 * @param {number[][][]} polygons rings of signed border numbers, `~n` walked backward
 * @param {(border: number) => number[]} lineOf
 * @returns {number[][]} each ring as x, y, x, y …
 */
export function pixelRings(polygons, lineOf) {
  return polygons.flat().map((ring) => {
    const points = [];
    walkRing(ring, lineOf, (x, y) => points.push(x, y));
    return points;
  });
}

/**
 * Go round a ring in pixels.
 *
 * @param {number[]} ring signed border numbers, `~n` walked backward
 * @param {(border: number) => number[]} lineOf
 * @param {(x: number, y: number) => void} visit called with each vertex once
 */
export function walkRing(ring, lineOf, visit) {
  for (const reference of ring) {
    if (reference >= 0) {
      const line = lineOf(reference);
      for (let at = 0; at < line.length - 2; at += 2) visit(line[at], line[at + 1]);
    } else {
      const line = lineOf(~reference);
      for (let at = line.length - 2; at > 0; at -= 2) visit(line[at], line[at + 1]);
    }
  }
}

/**
 * The box round some boxes.
 *
 * @param {Bounds[]} boxes
 * @returns {Bounds}
 */
export function boxRound(boxes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

/**
 * The box round some rings.
 *
 * @param {number[][]} rings each as x, y, x, y …
 * @returns {Bounds}
 */
export function boxOf(rings) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      left = Math.min(left, ring[at]);
      right = Math.max(right, ring[at]);
      top = Math.min(top, ring[at + 1]);
      bottom = Math.max(bottom, ring[at + 1]);
    }
  }
  return [left, top, right, bottom];
}

/**
 * Whether a point lies inside some rings, by the even-odd rule.
 *
 * @param {number[][]} rings each as x, y, x, y …
 * @param {number} x
 * @param {number} y
 * @returns {boolean}
 */
export function isWithin(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    let [x1, y1] = [ring[ring.length - 2], ring[ring.length - 1]];
    for (let at = 0; at < ring.length; at += 2) {
      const [x2, y2] = [ring[at], ring[at + 1]];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      [x1, y1] = [x2, y2];
    }
  }
  return inside;
}

/**
 * The outline of an area: polygons, each a list of rings, each a list of latitude and longitude.
 *
 * @param {AtlasRecord} record
 * @param {number} area
 * @returns {[number, number][][][]}
 */
export function outline(record, area) {
  return record.areas[area].rings.map((polygon) => polygon.map((ring) => {
    const points = [];
    for (const reference of ring) {
      const forward = reference >= 0;
      const { line } = record.borders[forward ? reference : ~reference];
      const side = forward ? line : [...line].reverse();
      points.push(...side.slice(0, -1));
    }
    return points;
  }));
}

/**
 * @param {AtlasRecord} record
 * @param {number} border
 * @returns {boolean} whether an area beside it has a schematic outline
 */
export function isSchematic(record, border) {
  const { left, right } = record.borders[border];
  return [left, right].some((area) => record.areas[area]?.outline === "schematic");
}

/**
 * @param {AtlasRecord} record
 * @param {number[]} borders
 * @param {number[]} areas
 * @returns {number[]} those of the borders that touch one of the areas
 */
export function bordersOf(record, borders, areas) {
  const among = new Set(areas);
  return borders.filter((border) => {
    const { left, right } = record.borders[border];
    return among.has(left) || among.has(right);
  });
}
