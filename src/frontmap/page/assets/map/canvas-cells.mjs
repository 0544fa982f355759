/**
 * The areas on a canvas, each with its edge and its label; a step over-paints those that changed.
 *
 * A label is there only where it fits inside its area, and is painted with it.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { CanvasView } from "./canvas-view.mjs"
 * @import { Box, Label } from "./labels.mjs"
 * @import { AreaLook } from "./look.mjs"
 * @import { Patterns } from "./patterns.mjs"
 */

import { FONT, LEADING } from "../dom/lettering.mjs";
import { isSchematic } from "./geometry.mjs";
import { Grounds } from "./grounds.mjs";
import { Labeller } from "./labelling.mjs";
import { codedAreas, holdersSaid, touching } from "./labels.mjs";
import { alike } from "./look.mjs";
import { Subjects } from "./subjects.mjs";
import { DASHES, GLOW, LEAST_LABELLED, PAPER, QUIET, SHADE, STROKES } from "../dom/theme.mjs";
import { DOT, quietSize } from "./wordings.mjs";

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
  /** @type {number[]} what is the same for areas that look the same, by area: to ask is dear */
  #kinds = [];
  /** @type {Map<number, Label>|null} by area; null until they are placed */
  #labels = null;
  /** How each was written last, by area. */
  #written = new Map();
  #coded = [];
  #pairs = [];
  #labeller = null;
  /** The letters that are set, as CSS says it: to set them anew has them looked for. */
  #font = "";
  #borders = [];
  /** @type {PageState|null} */
  state = null;
  /** Which areas changed or lie at the front. */
  urgent = new Set();
  /** The lines' width as a share of that on a map of large areas. */
  weight = 1;
  /** The height of the page's letters, in pixels. */
  letters = 0;
  /** @type {Box[]} what lies over the map */
  over = [];

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
    this.#borders = borders;
  }

  /**
   * @param {number} area
   * @param {AreaLook} look how it is painted from now on
   */
  set(area, look) {
    this.#looks.set(area, look);
    this.#kinds[area] = alike(look);
  }

  /** @returns {string} an area's state in words; empty where it was never painted */
  aboutOf(area) {
    return this.#looks.get(area)?.about ?? "";
  }

  /** @type {Box[]} where labels stand, and what lies over the map */
  placed = [];

  /** Let no label stand: the canvas was moved, or the areas have other names. */
  forget() {
    this.#labels = null;
    this.#written.clear();
  }

  /** @param {number[]} areas are painted, as far as they are in view */
  paint(areas) {
    if (this.#labels === null) this.#place(areas);
    const visible = this.#withRestated(areas)
      .filter((area) => this.#looks.has(area) && this.#view.isInView(area));
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

  /** Find out where labels stand, each inside its area. */
  #place(areas) {
    const { width, height } = this.#view;
    const frame = { x: width / 2, y: height / 2, width, height };
    const large = areas.filter((area) => (
      this.#view.isInView(area) && this.#view.widthOf(area) >= LEAST_LABELLED));
    const subjects = large.length > 0 && new Subjects(this.state);
    const grounds = new Grounds(this.#record, this.#view, frame, this.#borders);
    this.#labeller = new Labeller({ frame, letters: this.letters, free: null, obstacles: this.over });
    const { labels, placed } = this.#labeller.label(large.map((area) => (
      { ...subjects.of(area), ground: grounds.ofArea(area) })), []);
    this.#labels = new Map(labels.map((label) => [label.key, label]));
    this.placed = placed;
    this.#coded = codedAreas(labels, this.#record);
    this.#pairs = this.#coded.length > 0 ? touching(this.#record, this.#borders, large) : [];
  }

  /**
   * The names of groups of which no area bears its own; the areas have to be painted.
   *
   * @param {number[]} areas
   * @returns {Label[]}
   */
  titles(areas) {
    const { width, height } = this.#view;
    const frame = { x: width / 2, y: height / 2, width, height };
    const inView = areas.filter((area) => this.#view.isInView(area));
    const grounds = new Grounds(this.#record, this.#view, frame, this.#borders);
    const groups = new Subjects(this.state).groups(inView).map((group) => ({
      ...group, ground: grounds.ofGroup(group.areas),
      members: group.areas.map((key) => (
        { key, name: "", short: "", code: 0, isLoud: false, ground: null })),
    }));
    return this.#labeller.label([], groups).labels.filter(({ key }) => typeof key === "string");
  }

  /** Areas, and those besides whose labels say their holder otherwise than before. */
  #withRestated(areas) {
    if (this.#labels.size === 0) return areas;
    const codes = holdersSaid(this.#coded, this.#pairs, (area) => this.#kinds[area], this.urgent);
    const all = new Set(areas);
    for (const area of this.#labels.keys()) {
      const way = (this.urgent.has(area) ? 1 : 0) + (codes.has(area) ? 2 : 0);
      if (this.#written.get(area) !== way) all.add(area);
      this.#written.set(area, way);
    }
    return [...all];
  }

  /** Write on areas that were just painted. */
  #label(areas) {
    this.#context.save();
    this.#context.textAlign = "center";
    this.#context.textBaseline = "middle";
    this.#context.lineWidth = HALO;
    this.#font = "";
    for (const area of areas) if (this.#labels.has(area)) this.#write(area);
    this.#context.restore();
  }

  #write(area) {
    const { x, y, height, wording } = this.#labels.get(area);
    const { ink, holder } = this.#looks.get(area);
    const [isLoud, isSaid] = [this.urgent.has(area), holder && this.#written.get(area) > 1];
    const size = isLoud ? wording.size : quietSize(wording.size);
    const lines = isSaid && wording.code === "instead" ? [] : [...wording.lines];
    if (isSaid && wording.code === "beside") lines.push(lines.pop() + DOT + holder);
    else if (isSaid) lines.push(holder);
    const font = `${isLoud ? 700 : 400} ${size}px ${FONT}`;
    if (font !== this.#font) this.#context.font = font;
    this.#font = font;
    this.#context.fillStyle = isLoud || ink === PAPER ? ink : QUIET;
    this.#context.strokeStyle = ink === PAPER ? SHADE : GLOW;
    // a name stands where it does with a code below it, and without
    const top = wording.code === "below" ? y - height / 2 : y - (lines.length * size * LEADING) / 2;
    lines.forEach((text, number) => {
      const down = top + (number + 0.5) * size * LEADING;
      this.#context.strokeText(text, x, down);
      this.#context.fillText(text, x, down);
    });
  }
}
