/**
 * The lines over the areas in SVG: edges, the front, what changed and the chosen area.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Patterns } from "./patterns.mjs"
 * @import { SvgAreas } from "./svg-areas.mjs"
 */

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

/** A path along nothing, as Leaflet writes it. */
const NOWHERE = "M0 0";

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
  /** Of each kind what its lines run along, and the path of one of these things. */
  #drawn = {};
  /** The paths of borders in this view: to work one out takes longer than to write it. */
  #paths = new Map();

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
    // Leaflet empties its paths at the end of a move; they are written when all of it is done
    map.on("moveend", () => queueMicrotask(() => this.#writeAll()));
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
    this.#writeAll();
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
    this.#round("changed", changed);
  }

  /** @param {number|null} area */
  choose(area) {
    this.#round("chosen", area === null ? [] : [area]);
  }

  /** @param {number|null} area round which the keyboard's ring is drawn, over all else */
  reach(area) {
    this.#round("reached", area === null ? [] : [area]);
    for (const line of this.#lines.reached) line.bringToFront();
  }

  #all() {
    return Object.values(this.#lines).flat();
  }

  #set(kind, borders) {
    this.#along(kind, borders, (border) => this.#pathOf(border));
  }

  #round(kind, areas) {
    this.#along(kind, areas, (area) => this.#areas.pathOf(area));
  }

  /** Let a kind of line run along some things; nothing is written where it does. */
  #along(kind, things, pathOf) {
    const before = this.#drawn[kind];
    const isSame = before?.things.length === things.length
      && things.every((thing, at) => thing === before.things[at]);
    if (isSame) return;
    this.#drawn[kind] = { things, pathOf };
    this.#write(kind);
  }

  #write(kind) {
    const { things, pathOf } = this.#drawn[kind];
    const path = things.map(pathOf).join("") || NOWHERE;
    for (const line of this.#lines[kind]) line.getElement()?.setAttribute("d", path);
    // the outlines are on the inside of the edges, so that the front beside them stays whole
    if (kind === "changed") this.#inside.path.setAttribute("d", path);
  }

  #writeAll() {
    this.#paths.clear();
    for (const kind of Object.keys(this.#drawn)) this.#write(kind);
  }

  /** A border's path, with corners where Leaflet has those of the areas: on whole pixels. */
  #pathOf(border) {
    if (!this.#paths.has(border)) {
      const points = this.#record.borders[border].line
        .map((corner) => this.#map.latLngToLayerPoint(corner));
      this.#paths.set(border, `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`);
    }
    return this.#paths.get(border);
  }

  #line([color, weight], more = {}) {
    return this.#leaflet.polyline([], {
      smoothFactor: 0, noClip: true, renderer: this.#renderer, pane: LINES_PANE,
      interactive: false, color, weight, opacity: 1, lineCap: "butt", lineJoin: "round", ...more,
    });
  }
}
