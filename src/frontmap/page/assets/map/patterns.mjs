/**
 * The fills of the map: a tile tells the status, its colours the actors. For SVG and for canvas.
 *
 * @typedef {object} Tile what repeats, lengths in shares of its side; `{}` is one plain colour
 * @property {number} [stripes] a stripe of equal width for each colour, turned by so many degrees
 * @property {[number, number, number][]} [dots] x, y and radius, in the last colour, over the
 *   stripes of the others, or over the first
 * @property {[number, number, number, number][]} [strokes] from x, y to x, y, likewise
 * @property {number} [width] of the strokes
 * @property {boolean} [blank] paper with a faint edge, which takes no colours
 */

import { svg } from "../dom/elements.mjs";
import { PAPER, TILE_SIZE } from "../dom/theme.mjs";

/**
 * What a tile is made of, from the ground up, in pixels.
 *
 * @param {Tile} tile
 * @param {string[]} inks
 * @param {number} size the tile's side
 * @returns {{rects: {x: number, width: number, fill: string}[],
 *   dots: {cx: number, cy: number, r: number}[],
 *   strokes: {x1: number, y1: number, x2: number, y2: number}[], width: number, ink: string}} `ink`
 *   is that of dots and strokes
 */
export function partsOf(tile, inks, size) {
  const { dots = [], strokes = [] } = tile;
  const striped = dots.length + strokes.length > 0 ? inks.slice(0, -1) : inks;
  const grounds = tile.stripes === undefined ? inks.slice(0, 1) : striped;
  return {
    // each stripe reaches under the next, so that no light seam shows between them
    rects: grounds.map((fill, number) => {
      const x = (number * size) / grounds.length;
      return { x, width: size - x, fill };
    }),
    dots: dots.map(([x, y, r]) => ({ cx: x * size, cy: y * size, r: r * size })),
    strokes: strokes.map(([x1, y1, x2, y2]) => ({
      x1: x1 * size, y1: y1 * size, x2: x2 * size, y2: y2 * size,
    })),
    width: (tile.width ?? 0) * size,
    ink: inks.at(-1),
  };
}

/** Patterns by tile and colours; each is made when it is first asked for, and then shared. */
export class Patterns {
  #prefix;
  #tiles;
  #definitions = svg("defs");
  #fills = new Map();
  #canvasFills = new Map();

  /**
   * @param {string} prefix of the ids of the patterns, so that two maps in one page do not mix
   * @param {{[name: string]: Tile}} tiles
   */
  constructor(prefix, tiles) {
    this.#prefix = prefix;
    this.#tiles = tiles;
    /** Has to stand in the page. */
    this.element = svg("svg.fm-patterns", { width: 0, height: 0, "aria-hidden": "true" },
      this.#definitions);
  }

  /**
   * @param {string} name of a tile
   * @returns {boolean} whether it is paper with a faint edge
   */
  isBlank(name) {
    return this.#tiles[name].blank ?? false;
  }

  /**
   * @param {string} name of a tile
   * @param {string[]} inks
   * @returns {string} what an SVG `fill` attribute takes
   */
  fill(name, inks) {
    const plain = this.#plain(name, inks);
    if (plain !== null) return plain;
    const key = [name, ...inks].join(" ");
    if (!this.#fills.has(key)) {
      const id = `${this.#prefix}-${this.#fills.size}`;
      this.#definitions.append(svgPattern(id, this.#tiles[name], inks));
      this.#fills.set(key, `url(#${id})`);
    }
    return this.#fills.get(key);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} name of a tile
   * @param {string[]} inks
   * @returns {string|CanvasPattern} what the context takes as `fillStyle`
   */
  canvasFill(context, name, inks) {
    const plain = this.#plain(name, inks);
    if (plain !== null) return plain;
    const key = [name, ...inks].join(" ");
    if (!this.#canvasFills.has(key)) {
      this.#canvasFills.set(key, canvasPattern(context, this.#tiles[name], inks));
    }
    return this.#canvasFills.get(key);
  }

  /** The one colour of a tile without a figure; null where it has one. */
  #plain(name, inks) {
    const { blank, stripes, dots, strokes } = this.#tiles[name];
    if (blank) return PAPER;
    return stripes === undefined && !dots && !strokes ? inks[0] : null;
  }

  /**
   * A clip, to be written.
   *
   * @param {string} name
   * @returns {{path: SVGPathElement, clip: string}} what is written, and what an SVG `clip-path`
   *   attribute takes
   */
  clip(name) {
    const id = `${this.#prefix}-${name}`;
    const path = svg("path", { "clip-rule": "evenodd" });
    this.#definitions.append(svg("clipPath", { id }, path));
    return { path, clip: `url(#${id})` };
  }
}

function svgPattern(id, tile, inks) {
  const { rects, dots, strokes, width, ink } = partsOf(tile, inks, TILE_SIZE);
  return svg("pattern", {
    id, width: TILE_SIZE, height: TILE_SIZE, patternUnits: "userSpaceOnUse",
    patternTransform: tile.stripes ? `rotate(${tile.stripes})` : null,
  },
  rects.map((rect) => svg("rect", { ...rect, height: TILE_SIZE })),
  dots.map((dot) => svg("circle", { ...dot, fill: ink })),
  strokes.map((line) => svg("line", { ...line, stroke: ink, "stroke-width": width })));
}

function canvasPattern(context, tile, inks) {
  const { rects, dots, strokes, width, ink } = partsOf(tile, inks, TILE_SIZE);
  const canvas = document.createElement("canvas");
  canvas.width = TILE_SIZE;
  canvas.height = TILE_SIZE;
  const pen = canvas.getContext("2d");
  for (const rect of rects) {
    pen.fillStyle = rect.fill;
    pen.fillRect(rect.x, 0, rect.width, TILE_SIZE);
  }
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  for (const { cx, cy, r } of dots) {
    pen.beginPath();
    pen.arc(cx, cy, r, 0, 2 * Math.PI);
    pen.fill();
  }
  for (const { x1, y1, x2, y2 } of strokes) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  const pattern = context.createPattern(canvas, "repeat");
  if (tile.stripes) pattern.setTransform(new DOMMatrix().rotate(tile.stripes));
  return pattern;
}
