/**
 * The day's lines on a canvas of their own, drawn anew only in those squares in which they differ.
 *
 * @import { CanvasView } from "./canvas-view.mjs"
 * @import { Strokes } from "../dom/theme.mjs"
 *
 * @typedef {object} DayLines borders and areas by the line that they get
 * @property {Set<number>} changed areas
 * @property {Set<number>} frontBefore borders
 * @property {Set<number>} front borders
 * @property {Set<number>} chosen areas
 * @property {Set<number>} reached areas
 */

import { STROKES } from "../dom/theme.mjs";

/** Lines are never thinner than this share of their width; those round one area less so. */
const THINNEST = 0.3;
const THINNEST_ROUND = 0.6;
/** From this weight on lines have halos: round thin ones a halo is a blur that costs as much. */
const HALOED = 0.5;
/** The lines that run along borders; the others run round areas. */
const ALONG = new Set(["front", "frontBefore"]);

export class CanvasLines {
  #context;
  #view;
  /** @type {DayLines|null} */
  #drawn = null;
  /** The lines' width as a share of that on a map of large areas. */
  weight = 1;

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   */
  constructor(context, view) {
    this.#context = context;
    this.#view = view;
  }

  /** Let the next drawing be a whole one: the canvas was moved. */
  forget() {
    this.#drawn = null;
  }

  /**
   * Draw lines where they differ from those that are drawn, and leave the rest alone.
   *
   * @param {DayLines} lines
   */
  draw(lines) {
    const squares = this.#drawn && this.#differing(this.#drawn, lines);
    this.#drawn = lines;
    const pen = this.#context;
    pen.save();
    if (squares) pen.clip(this.#view.pathOfSquares(squares));
    pen.clearRect(0, 0, this.#view.width, this.#view.height);
    const within = (kind) => [...lines[kind]].filter((thing) => squares === null
      || this.#squaresOf(kind, thing).some((square) => squares.has(square)));
    pen.lineJoin = "round";
    pen.lineCap = "butt";
    for (const area of within("changed")) this.#outlineChanged(area);
    this.#stroke(this.#view.pathAlong(within("frontBefore")), STROKES.frontBefore);
    pen.lineCap = "round";
    this.#stroke(this.#view.pathAlong(within("front")), STROKES.front);
    for (const kind of ["chosen", "reached"]) {
      for (const area of within(kind)) {
        this.#stroke(this.#view.pathOf(area), STROKES[kind], THINNEST_ROUND);
      }
    }
    pen.restore();
  }

  /** The squares in which one of the lines is drawn and was not, or was drawn and is not. */
  #differing(before, after) {
    const squares = new Set();
    for (const [kind, things] of Object.entries(after)) {
      for (const thing of [...things, ...before[kind]]) {
        if (things.has(thing) && before[kind].has(thing)) continue;
        for (const square of this.#squaresOf(kind, thing)) squares.add(square);
      }
    }
    return squares;
  }

  #squaresOf(kind, thing) {
    return ALONG.has(kind) ? this.#view.squaresAlong(thing) : this.#view.squaresRound(thing);
  }

  /**
   * @param {Path2D} path
   * @param {Strokes} strokes
   * @param {number} [least]
   */
  #stroke(path, strokes, least = THINNEST) {
    for (const [colour, width] of this.weight < HALOED ? strokes.slice(-1) : strokes) {
      this.#context.strokeStyle = colour;
      this.#context.lineWidth = width * Math.max(least, this.weight);
      this.#context.stroke(path);
    }
  }

  /** Outline what changed on the inside of its edge, so that the front beside it stays whole. */
  #outlineChanged(area) {
    const path = this.#view.pathOf(area);
    this.#context.save();
    this.#context.clip(path, "evenodd");
    this.#stroke(path, this.weight < HALOED ? STROKES.changedThin : STROKES.changed);
    this.#context.restore();
  }
}
