/**
 * Where labels may stand: in what is in view of an area or of a group of areas, or off all. Pure.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Bounds } from "./geometry.mjs"
 * @import { Box } from "./labels.mjs"
 *
 * @typedef {object} Ground
 * @property {number[][]} lines its edges in pixels, each x, y, x, y …
 * @property {Bounds} bounds of what is in view
 * @property {(x: number, y: number) => boolean} has whether a point lies on it
 * @property {number} x its middle
 * @property {number} y
 * @typedef {{pointOf: (position: [number, number]) => [number, number],
 *   lineOf: (border: number) => number[], ringsOf: (area: number) => number[][]}} View in pixels
 */

import { boxOf, boxRound, isWithin } from "./geometry.mjs";
import { placesIn } from "./labels.mjs";

/** Pixels between points of a grid of which each label covers some, and more than its rows. */
const GRID = 8;
const ROWS = 1e4;

export class Grounds {
  #record;
  #view;
  #frame;
  #borders;
  #boxes = new Map();

  /**
   * @param {AtlasRecord} record
   * @param {View} view
   * @param {Box} frame what is in view
   * @param {number[]} borders those that are there
   */
  constructor(record, view, frame, borders) {
    this.#record = record;
    this.#view = view;
    this.#frame = frame;
    this.#borders = borders;
  }

  /** @returns {Ground|null} what of an area is in view; null where nothing is */
  ofArea(area) {
    const { rings, label } = this.#record.areas[area];
    const lines = rings.flat(2).map((reference) => (
      this.#view.lineOf(reference < 0 ? ~reference : reference)));
    return this.#ground([area], lines, this.#view.pointOf(label));
  }

  /** @returns {Ground|null} what of some areas together is in view */
  ofGroup(areas) {
    return this.#ground(areas, this.#rim(areas));
  }

  /**
   * @param {number[]} areas
   * @returns {Pick<Ground, "lines"|"has">} the ground off all of them; a box into which no line comes
   *   lies on one side with all of it, so that the next point of a grid answers for its middle
   */
  off(areas) {
    const known = new Map();
    const has = (x, y) => {
      const [across, down] = [Math.round(x / GRID), Math.round(y / GRID)];
      const key = across * ROWS + down;
      if (!known.has(key)) {
        known.set(key, !areas.some((area) => this.#has(area, across * GRID, down * GRID)));
      }
      return known.get(key);
    };
    return { lines: this.#rim(areas), has };
  }

  #ground(areas, lines, middle = null) {
    const box = boxRound(areas.map((area) => this.#boxOf(area)));
    const [left, top, right, bottom] = box;
    const [across, down] = [this.#frame.width / 2, this.#frame.height / 2];
    /** @type {Bounds} */
    const bounds = [Math.max(left, this.#frame.x - across), Math.max(top, this.#frame.y - down),
      Math.min(right, this.#frame.x + across), Math.min(bottom, this.#frame.y + down)];
    if (bounds[0] >= bounds[2] || bounds[1] >= bounds[3]) return null;
    const has = (x, y) => areas.some((area) => this.#has(area, x, y));
    const isWhole = box.join() === bounds.join();
    const found = (isWhole && middle) || innerPointOf({ lines, bounds, has });
    return found && { lines, bounds, has, x: found[0], y: found[1] };
  }

  /** The lines between some areas and everything else. */
  #rim(areas) {
    const among = new Set(areas);
    return this.#borders.filter((border) => {
      const { left, right } = this.#record.borders[border];
      return among.has(left) !== among.has(right);
    }).map((border) => this.#view.lineOf(border));
  }

  #has(area, x, y) {
    const [left, top, right, bottom] = this.#boxOf(area);
    return x >= left && x <= right && y >= top && y <= bottom
      && isWithin(this.#view.ringsOf(area), x, y);
  }

  #boxOf(area) {
    if (!this.#boxes.has(area)) this.#boxes.set(area, boxOf(this.#view.ringsOf(area)));
    return this.#boxes.get(area);
  }
}

/** Of the places tried on a ground that which is farthest from all its edges. */
function innerPointOf({ lines, bounds, has }) {
  const [left, top, right, bottom] = bounds;
  let found = null;
  let most = 0;
  const off = ([x, y]) => (x - (left + right) / 2) ** 2 + (y - (top + bottom) / 2) ** 2;
  for (const [x, y] of placesIn(bounds, 0, 0).sort((one, other) => off(one) - off(other))) {
    if (!has(x, y)) continue;
    let away = Math.min(x - left, right - x, y - top, bottom - y) ** 2;
    for (const line of lines) away = Math.min(away, offLine(line, x, y));
    if (away > most) {
      most = away;
      found = [x, y];
    }
  }
  return found;
}

/** How far a point is from a line, squared. */
function offLine(line, x, y) {
  let least = Infinity;
  for (let at = 2; at < line.length; at += 2) {
    const [x1, y1] = [line[at - 2], line[at - 1]];
    const [across, down] = [line[at] - x1, line[at + 1] - y1];
    const along = ((x - x1) * across + (y - y1) * down) / (across ** 2 + down ** 2 || 1);
    const share = Math.max(0, Math.min(1, along));
    least = Math.min(least, (x1 + share * across - x) ** 2 + (y1 + share * down - y) ** 2);
  }
  return least;
}
