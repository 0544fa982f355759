/**
 * The lines over the areas in SVG: edges, the front, what changed, landmarks and the chosen area.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { Patterns } from "./patterns.mjs"
 * @import { SvgAreas } from "./svg-areas.mjs"
 */

import { bordersOf, isSchematic } from "./geometry.mjs";
import { landmarkLayer } from "./landmarks.mjs";
import { DASHES, STROKES } from "./theme.mjs";

export const LINES_PANE = "frontmap-lines";

/** What is drawn over the areas, the lowest first, each with what Leaflet is told of it. */
const LAYERS = {
  edge: {},
  blankEdge: {},
  schematic: { dashArray: DASHES.join(" ") },
  frontBefore: { className: "fm-front-before" },
  front: { lineCap: "round", className: "fm-front" },
  chosen: { className: "fm-chosen" },
  reached: { className: "fm-reached" },
};

export class SvgLines {
  #leaflet;
  #map;
  #record;
  #patterns;
  #areas;
  #renderer;
  /** Of each kind one line for each of its strokes. */
  #lines;
  #outlines;
  #marks;
  #borders = [];
  #changed = [];

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord, patterns: Patterns,
   *   areas: SvgAreas}} parts `map` is a Leaflet map
   */
  constructor({ leaflet, map, record, patterns, areas }) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
    this.#patterns = patterns;
    this.#areas = areas;
    this.#renderer = leaflet.svg({ pane: LINES_PANE, padding: 0.6 });
    this.#lines = Object.fromEntries(Object.entries(LAYERS).map(([kind, more]) => (
      [kind, STROKES[kind].map((stroke) => this.#line(stroke, more))])));
    this.#marks = leaflet.layerGroup([]);
    this.#outlines = leaflet.layerGroup([]);
    // Leaflet writes its paths anew at the end of a move; clips follow when all of it is done
    map.on("moveend", () => queueMicrotask(() => this.#outlineChanged()));
  }

  /**
   * @param {number[]} areas those that are shown
   * @param {number[]} borders those that are there on the day
   */
  show(areas, borders) {
    this.#borders = borders;
    const shown = bordersOf(this.#record, borders, areas);
    this.#set("edge", shown.filter((border) => !isSchematic(this.#record, border)));
    this.#set("schematic", shown.filter((border) => isSchematic(this.#record, border)));
    for (const layer of [this.#outlines, ...this.#all(), this.#marks]) layer.addTo(this.#map);
  }

  /** @param {{front: number[], frontBefore: number[], changed: number[]}} day */
  draw({ front, frontBefore, changed }) {
    this.#set("front", front);
    this.#set("frontBefore", frontBefore);
    const blank = this.#areas.shown.filter((area) => {
      const look = this.#areas.lookOf(area);
      return look && this.#patterns.isBlank(look.tile);
    });
    this.#set("blankEdge", bordersOf(this.#record, this.#borders, blank));
    this.#changed = changed;
    this.#outlineChanged();
  }

  /** @param {NamedLandmark[]} landmarks */
  mark(landmarks) {
    this.#marks.clearLayers();
    for (const { line } of landmarks) {
      this.#marks.addLayer(landmarkLayer(this.#leaflet, line, {
        pane: LINES_PANE, renderer: this.#renderer,
      }));
    }
  }

  /** @param {number|null} area */
  choose(area) {
    const rings = area === null ? [] : this.#areas.closedRingsOf(area);
    for (const line of this.#lines.chosen) line.setLatLngs(rings);
  }

  /** @param {number|null} area round which the keyboard's ring is drawn, over all else */
  reach(area) {
    const rings = area === null ? [] : this.#areas.closedRingsOf(area);
    for (const line of this.#lines.reached) line.setLatLngs(rings).bringToFront();
  }

  #all() {
    return Object.values(this.#lines).flat();
  }

  #set(kind, borders) {
    const latLngs = borders.map((border) => this.#record.borders[border].line);
    for (const line of this.#lines[kind]) line.setLatLngs(latLngs);
  }

  #line([color, weight], more = {}) {
    return this.#leaflet.polyline([], {
      smoothFactor: 0, noClip: true, renderer: this.#renderer, pane: LINES_PANE,
      interactive: false, color, weight, opacity: 1, lineCap: "butt", lineJoin: "round", ...more,
    });
  }

  /** Outline what changed on the inside of its edge, so that the front beside it stays whole. */
  #outlineChanged() {
    this.#outlines.clearLayers();
    const clips = this.#changed.map((area) => {
      const clip = this.#patterns.clip(`changed-${area}`, this.#areas.pathOf(area));
      const rings = this.#areas.closedRingsOf(area);
      for (const stroke of STROKES.changed) {
        const line = this.#line(stroke, { className: "fm-changed" }).setLatLngs(rings);
        this.#outlines.addLayer(line);
        line.getElement().setAttribute("clip-path", clip);
      }
      return clip;
    });
    const marks = this.#marks.getLayers();
    for (const line of [...this.#all(), ...marks, ...this.#lines.reached]) line.bringToFront();
    this.#patterns.keepClips(clips);
  }
}
