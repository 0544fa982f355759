/**
 * The areas on a canvas, each with its edge and its label; a step over-paints those that changed.
 *
 * A label is there only where it fits inside its area, and is painted with it.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { CanvasView } from "./canvas-view.mjs"
 * @import { Box } from "./labels.mjs"
 * @import { AreaLook } from "./look.mjs"
 * @import { Patterns } from "./patterns.mjs"
 */

import { FONT, LEADING } from "../dom/lettering.mjs";
import { isSchematic } from "./geometry.mjs";
import { placeLabels } from "./labels.mjs";
import { DASHES, GLOW, LEAST_LABELLED, PAPER, SHADE, STROKES } from "./theme.mjs";
import { CANVAS_SHARE, canvasWordingsOf } from "./wordings.mjs";

/** The width of the halo round letters, in pixels. */
const HALO = 2.5;
/** A schematic outline is never thinner than this, in pixels. */
const LEAST_SCHEMATIC = 0.8;

export class CanvasCells {
  #context;
  #view;
  #record;
  #patterns;
  /** @type {Set<number>} */
  #schematic = new Set();
  #looks = new Map();
  #labels = new Map();
  /** The lines' width as a share of that on a map of large areas. */
  weight = 1;
  /** The height of the page's letters, in pixels. */
  letters = 0;

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   * @param {AtlasRecord} record
   * @param {Patterns} patterns
   */
  constructor(context, view, record, patterns) {
    this.#context = context;
    this.#view = view;
    this.#record = record;
    this.#patterns = patterns;
  }

  /** @param {number[]} borders those that are there on the day */
  show(borders) {
    this.#schematic = new Set(borders.filter((border) => isSchematic(this.#record, border)));
  }

  /**
   * @param {number} area
   * @param {AreaLook} look how it is painted from now on
   */
  set(area, look) {
    this.#looks.set(area, look);
  }

  /** @returns {string} an area's state in words; empty where it was never painted */
  aboutOf(area) {
    return this.#looks.get(area)?.about ?? "";
  }

  /** @returns {Box[]} where labels stand */
  get labels() {
    return [...this.#labels.values()];
  }

  /** Let no label stand: the canvas was moved. */
  forget() {
    this.#labels.clear();
  }

  /** @param {number[]} areas are painted, as far as they are in view */
  paint(areas) {
    const visible = areas.filter((area) => this.#looks.has(area) && this.#view.isInView(area));
    this.#context.lineWidth = STROKES.edge[0][1] * this.weight;
    this.#context.lineJoin = "round";
    for (const area of visible) this.#fill(area);
    this.#strokeSchematic(this.#schematicOf(visible));
    this.#label(visible);
  }

  #fill(area) {
    const path = this.#view.pathOf(area);
    const { tile, inks } = this.#looks.get(area);
    const edge = this.#patterns.isBlank(tile) ? STROKES.blankEdge : STROKES.edge;
    this.#context.fillStyle = this.#patterns.canvasFill(this.#context, tile, inks);
    this.#context.fill(path, "evenodd");
    this.#context.strokeStyle = edge[0][0];
    this.#context.stroke(path);
  }

  /** The schematic borders of some areas, by their rings: there may be ten thousand others. */
  #schematicOf(areas) {
    const found = new Set();
    for (const area of areas) {
      for (const reference of this.#record.areas[area].rings.flat(2)) {
        const border = reference >= 0 ? reference : ~reference;
        if (this.#schematic.has(border)) found.add(border);
      }
    }
    return [...found];
  }

  #strokeSchematic(borders) {
    if (borders.length === 0) return;
    const [[colour, width]] = STROKES.schematic;
    this.#context.save();
    this.#context.strokeStyle = colour;
    this.#context.lineWidth = Math.max(LEAST_SCHEMATIC, width * this.weight);
    this.#context.setLineDash(DASHES.map((length) => length * this.weight));
    this.#context.stroke(this.#view.pathAlong(borders));
    this.#context.restore();
  }

  /** Write what fits into areas that were just painted. */
  #label(areas) {
    for (const area of areas) this.#labels.delete(area);
    const candidates = areas.filter((area) => this.#view.widthOf(area) >= LEAST_LABELLED)
      .map((area) => this.#candidateOf(area));
    if (candidates.length === 0) return;
    const chosen = placeLabels(candidates);
    this.#context.save();
    this.#context.font = `600 ${this.letters * CANVAS_SHARE}px ${FONT}`;
    this.#context.textAlign = "center";
    this.#context.textBaseline = "middle";
    this.#context.lineWidth = HALO;
    for (const { key, x, y, wordings } of candidates) {
      if (chosen.has(key)) this.#write(key, x, y, wordings[chosen.get(key)]);
    }
    this.#context.restore();
  }

  #candidateOf(area) {
    const [x, y] = this.#view.pointOf(this.#record.areas[area].label);
    return {
      key: area, x, y, size: this.#view.widthOf(area), rings: this.#view.ringsOf(area),
      letters: this.letters, wordings: canvasWordingsOf(this.#looks.get(area)),
    };
  }

  #write(area, x, y, { lines, width, height }) {
    this.#labels.set(area, { x, y, width: width * this.letters, height: height * this.letters });
    const { ink } = this.#looks.get(area);
    this.#context.fillStyle = ink;
    this.#context.strokeStyle = ink === PAPER ? SHADE : GLOW;
    const size = this.letters * CANVAS_SHARE;
    lines.forEach((text, number) => {
      const down = y + (number - (lines.length - 1) / 2) * size * LEADING;
      this.#context.strokeText(text, x, down);
      this.#context.fillText(text, x, down);
    });
  }
}
