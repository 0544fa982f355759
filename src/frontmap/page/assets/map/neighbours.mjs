/**
 * Which area lies beside another on the screen, for those who go from area to area by keys. Pure.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 *
 * @typedef {"ArrowUp"|"ArrowDown"|"ArrowLeft"|"ArrowRight"} Way
 */

const WAYS = /** @type {{[way in Way]: [number, number]}} */ ({
  ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0],
});

/**
 * The way that a pressed key leads among areas: up and down, and with shift to either side, where
 * the arrows alone turn the days.
 *
 * @param {{key: string, shiftKey: boolean}} event
 * @returns {Way|null}
 */
export function wayOf({ key, shiftKey }) {
  if (!Object.hasOwn(WAYS, key)) return null;
  const sideways = WAYS[key][0] !== 0;
  return sideways === shiftKey ? /** @type {Way} */ (key) : null;
}

/**
 * The neighbour that lies that way, as the areas' labels stand: the one most nearly so of those that
 * share a border; where none does, the nearest of all that lie there.
 *
 * @param {AtlasRecord} record
 * @param {number} from an area
 * @param {Way} way
 * @param {{areas: number[], borders: number[]}} outlines of the day
 * @returns {number|null} null where nothing lies there
 */
export function neighbourOf(record, from, way, { areas, borders }) {
  const among = new Set(areas);
  const beside = new Set(borders.flatMap((border) => {
    const { left, right } = record.borders[border];
    if (left === from) return right;
    return right === from ? left : [];
  }).filter((area) => among.has(area)));
  const [lat, lon] = record.areas[from].label;
  const narrow = Math.cos((lat * Math.PI) / 180);
  const [east, north] = WAYS[way];
  const best = (candidates, cost) => {
    let [nearest, least] = [null, Infinity];
    for (const area of candidates) {
      if (area === from) continue;
      const [up, across] = [record.areas[area].label[0] - lat, (record.areas[area].label[1] - lon) * narrow];
      const ahead = across * east + up * north;
      const aside = Math.abs(across * north) + Math.abs(up * east);
      if (ahead > 0 && aside <= ahead && cost(ahead, aside) < least) {
        [nearest, least] = [area, cost(ahead, aside)];
      }
    }
    return nearest;
  };
  return best(beside, (ahead, aside) => aside / ahead) ?? best(areas, Math.hypot);
}
