/**
 * The map in SVG: a path for each area, one for all edges, one for the front, and labels.
 *
 * A painter knows nothing of days and accounts. It is told which areas to show, what each looks
 * like, and which borders are front; `canvas-painter.mjs` offers the same functions.
 *
 * @import { Told } from "../state/on-map.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Box } from "./labels.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { AreaLook } from "./look.mjs"
 * @import { Patterns } from "./patterns.mjs"
 *
 * @typedef {object} PainterParts
 * @property {any} leaflet the library
 * @property {any} map a Leaflet map
 * @property {AtlasRecord} record
 * @property {Patterns} patterns
 * @property {typeof import("./annotations.mjs").onPlace} onPlace
 * @property {(told: Told) => void} tell is called with what was said of a place that is pressed
 * @property {(area: number) => void} choose is called by a click, Enter or Space on an area
 * @property {(middle: {x: number, y: number}) => Box[]} over says where things lie over the map, by
 *   where its middle is
 * @property {(area: number) => void} reached is called when the keyboard reaches an area
 */

import { urgentOn } from "./labels.mjs";
import { AREAS_PANE, SvgAreas } from "./svg-areas.mjs";
import { SvgLabels } from "./svg-labels.mjs";
import { LINES_PANE, SvgLines } from "./svg-lines.mjs";

/** Each pane's place above the tiles. */
const PANES = { [AREAS_PANE]: 410, [LINES_PANE]: 420, "frontmap-labels": 430 };

export class SvgPainter {
  #record;
  #areas;
  #lines;
  #labels;

  /** @param {PainterParts} parts */
  constructor(parts) {
    const { map, record } = parts;
    const [, lines, labels] = Object.entries(PANES).map(([name, index]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = index;
      return pane;
    });
    lines.style.pointerEvents = "none";
    labels.style.pointerEvents = "none";
    labels.classList.add("leaflet-zoom-hide", "fm-labels");
    this.#record = record;
    this.#areas = new SvgAreas(parts, (area) => {
      this.#lines.reach(area);
      if (area !== null) parts.reached(area);
    });
    this.#labels = new SvgLabels({ ...parts, areas: this.#areas, pane: labels });
    this.#lines = new SvgLines({ ...parts, areas: this.#areas });
  }

  /**
   * Show these areas and no others, on a day on which these borders are there.
   *
   * @param {number[]} areas
   * @param {number[]} borders
   */
  show(areas, borders) {
    this.#areas.show(areas, borders);
    this.#lines.show(areas, borders);
  }

  /**
   * Paint one area; nothing else is touched.
   *
   * @param {number} area
   * @param {AreaLook} look
   */
  paint(area, look) {
    this.#areas.paint(area, look);
  }

  /**
   * Draw the day's lines: the front, that of the day before where it is no more, what changed.
   *
   * @param {{front: number[], frontBefore: number[], changed: number[]}} day
   */
  draw(day) {
    this.#lines.draw(day);
    this.#labels.urgent = urgentOn(this.#record, day);
  }

  /**
   * Write names and short texts where the labels leave room.
   *
   * @overload
   * @param {NamedLandmark[]} landmarks
   * @param {PageState} [state] for what marks more of a day
   * @returns {void}
   */
  mark(landmarks) {
    this.#labels.landmarks = landmarks;
  }

  /**
   * Ring the chosen area.
   *
   * @param {number|null} area null for none
   */
  choose(area) {
    this.#lines.choose(area);
    if (area !== null) this.#areas.reach(area);
  }

  /** Place the labels anew: something else lies over the map. */
  placeLabels() {
    this.#labels.renew();
  }

  /** Elements wait for no frame. */
  paintNow() {}

  /**
   * Let the labels say what is so now.
   *
   * @param {PageState} state
   */
  label(state) {
    this.#labels.label(state);
  }
}
