/**
 * What a canvas shows of the world: areas and borders in its pixels, each worked out once.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Bounds } from "./geometry.mjs"
 */

import {
  boxOf, boxRound, isWithin, pixelLine, pixelRings, walkRing, worldLine,
} from "./geometry.mjs";

/** The canvases reach beyond the window by this share of it, to be there when it is moved. */
const BEYOND = 0.05;
/** The lines are cleared and drawn again in squares of this many pixels. */
const SQUARE = 32;
/** How far the widest line reaches beyond its middle, in pixels. */
const REACH = 5;
/** No window has as many squares beside each other. */
const SQUARES_ACROSS = 1024;

export class CanvasView {
  #record;
  #world;
  #lines = [];
  #rings = [];
  #paths = [];
  #borderBounds = [];
  #areaBounds = [];
  #borderSquares = [];
  /** Pixels per world unit, and the world's pixels at the canvas's corner. */
  #frame = { scale: 1, left: 0, top: 0 };
  #square = SQUARE;
  width = 0;
  height = 0;
  /** @type {any} how far the canvas reaches beyond the window, as a Leaflet point in pixels */
  beyond = null;

  /** @param {AtlasRecord} record */
  constructor(record) {
    this.#record = record;
    this.#world = record.borders.map(({ flat }) => worldLine(flat));
  }

  /**
   * Look at what a Leaflet map looks at, and forget what was measured for another view.
   *
   * @param {any} map
   * @param {number} density the screen's pixels in one of the page's
   */
  look(map, density) {
    const shown = map.getSize();
    this.beyond = shown.multiplyBy(BEYOND).round();
    const size = shown.add(this.beyond.multiplyBy(2));
    const { x: left, y: top } = map.getPixelBounds().min.subtract(this.beyond);
    this.#frame = { scale: 2 ** map.getZoom(), left, top };
    this.#square = Math.round(SQUARE * density) / density;
    [this.width, this.height] = [size.x, size.y];
    [this.#lines, this.#rings, this.#paths] = [[], [], []];
    [this.#borderBounds, this.#areaBounds, this.#borderSquares] = [[], [], []];
  }

  /** @returns {[number, number]} a latitude and longitude in pixels */
  pointOf(position) {
    const [x, y] = pixelLine(worldLine(position), this.#frame);
    return [x, y];
  }

  /** @returns {number[]} a border as x, y, x, y … */
  lineOf(border) {
    return (this.#lines[border] ??= pixelLine(this.#world[border], this.#frame));
  }

  /** @returns {number[][]} an area's rings, each as x, y, x, y … */
  ringsOf(area) {
    return (this.#rings[area] ??= pixelRings(this.#record.areas[area].rings,
      (border) => this.lineOf(border)));
  }

  /** @returns {Path2D} round an area */
  pathOf(area) {
    return (this.#paths[area] ??= this.#pathRound(area));
  }

  #pathRound(area) {
    const path = new Path2D();
    const lineOf = (border) => this.lineOf(border);
    for (const ring of this.#record.areas[area].rings.flat()) {
      let begun = false;
      walkRing(ring, lineOf, (x, y) => {
        if (begun) path.lineTo(x, y);
        else path.moveTo(x, y);
        begun = true;
      });
      path.closePath();
    }
    return path;
  }

  /** @returns {Path2D} along some borders */
  pathAlong(borders) {
    const path = new Path2D();
    for (const border of borders) {
      const flat = this.lineOf(border);
      path.moveTo(flat[0], flat[1]);
      for (let at = 2; at < flat.length; at += 2) path.lineTo(flat[at], flat[at + 1]);
    }
    return path;
  }

  /** @returns {Bounds} round a border */
  boundsAlong(border) {
    return (this.#borderBounds[border] ??= boxOf([this.lineOf(border)]));
  }

  /** @returns {Bounds} round an area */
  boundsOf(area) {
    return (this.#areaBounds[area] ??= boxRound(this.#record.areas[area].rings.flat(2)
      .map((reference) => this.boundsAlong(reference >= 0 ? reference : ~reference))));
  }

  /** @returns {number} how wide an area is, in pixels */
  widthOf(area) {
    const [left, , right] = this.boundsOf(area);
    return right - left;
  }

  isInView(area) {
    const [left, top, right, bottom] = this.boundsOf(area);
    return right > 0 && bottom > 0 && left < this.width && top < this.height;
  }

  /**
   * @param {number[]} areas
   * @param {{x: number, y: number}} point in pixels of the window
   * @returns {number|null} the area under the point
   */
  areaAt(areas, point) {
    const [x, y] = [point.x + this.beyond.x, point.y + this.beyond.y];
    return areas.find((area) => {
      const [left, top, right, bottom] = this.boundsOf(area);
      return x >= left && x <= right && y >= top && y <= bottom
        && isWithin(this.ringsOf(area), x, y);
    }) ?? null;
  }

  /** @returns {number[]} the squares that a line along a border may touch */
  squaresAlong(border) {
    return (this.#borderSquares[border] ??= this.#squaresIn(this.boundsAlong(border)));
  }

  /** @returns {number[]} the squares that a line round an area may touch */
  squaresRound(area) {
    return this.#squaresIn(this.boundsOf(area));
  }

  /** The squares that the lines round a box may touch, of those that lie in the view. */
  #squaresIn([left, top, right, bottom]) {
    const first = (low) => Math.max(0, Math.floor((low - REACH) / this.#square));
    const last = (high, end) => Math.floor(Math.min(high + REACH, end) / this.#square);
    const squares = [];
    for (let down = first(top); down <= last(bottom, this.height); down += 1) {
      for (let across = first(left); across <= last(right, this.width); across += 1) {
        squares.push(down * SQUARES_ACROSS + across);
      }
    }
    return squares;
  }

  /** @returns {Path2D} round some squares, which fall on whole pixels of the screen */
  pathOfSquares(squares) {
    const path = new Path2D();
    for (const square of squares) {
      const [across, down] = [square % SQUARES_ACROSS, Math.floor(square / SQUARES_ACROSS)];
      path.rect(across * this.#square, down * this.#square, this.#square, this.#square);
    }
    return path;
  }
}
