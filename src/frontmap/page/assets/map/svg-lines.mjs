/**
 * The lines over the areas in SVG: edges, the front, what changed and the chosen area.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Patterns } from "./patterns.mjs"
 * @import { SvgAreas } from "./svg-areas.mjs"
 */

import { writeAttribute } from "../dom/elements.mjs";
import { bordersOf, isSchematic } from "./geometry.mjs";
import { DASHES, STROKES } from "../dom/theme.mjs";

export const LINES_PANE = "frontmap-lines";

/** What is drawn over the areas, the lowest first, each with what Leaflet is told of it. */
const LAYERS = {
  changed: { className: "fm-changed" },
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
  /** What of the outlines of what changed is seen: their inside. */
  #inside;
  #borders = [];
  #changed = [];
  /** Of each kind what its lines run along. */
  #drawn = {};

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
    this.#inside = patterns.clip("changed");
    // Leaflet writes its paths anew at the end of a move; the clip follows when all of it is done
    map.on("moveend", () => queueMicrotask(() => this.#clipChanged()));
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
    for (const layer of this.#all()) layer.addTo(this.#map);
    for (const line of this.#lines.changed) {
      line.getElement().setAttribute("clip-path", this.#inside.clip);
    }
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
    this.#along("changed", changed, (area) => this.#areas.closedRingsOf(area));
    this.#clipChanged();
  }

  /** @param {number|null} area */
  choose(area) {
    const areas = area === null ? [] : [area];
    this.#along("chosen", areas, (one) => this.#areas.closedRingsOf(one));
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
    this.#along(kind, borders, (border) => [this.#record.borders[border].line]);
  }

  /** Let a kind of line run along some things; nothing is written where it does. */
  #along(kind, things, linesOf) {
    const drawn = things.join();
    if (this.#drawn[kind] === drawn) return;
    this.#drawn[kind] = drawn;
    const latLngs = things.flatMap(linesOf);
    for (const line of this.#lines[kind]) line.setLatLngs(latLngs);
  }

  #line([color, weight], more = {}) {
    return this.#leaflet.polyline([], {
      smoothFactor: 0, noClip: true, renderer: this.#renderer, pane: LINES_PANE,
      interactive: false, color, weight, opacity: 1, lineCap: "butt", lineJoin: "round", ...more,
    });
  }

  /** Outline what changed on the inside of its edge, so that the front beside it stays whole. */
  #clipChanged() {
    const paths = this.#changed.map((area) => this.#areas.pathOf(area));
    writeAttribute(this.#inside.path, "d", paths.join(""));
  }
}
