/**
 * The areas as SVG paths, each of which is reached by keyboard and read aloud.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { AreaLook } from "./look.mjs"
 * @import { Patterns } from "./patterns.mjs"
 */

import { outline } from "./geometry.mjs";
import { neighbourOf, wayOf } from "./neighbours.mjs";

export const AREAS_PANE = "frontmap-areas";

export class SvgAreas {
  #leaflet;
  #map;
  #record;
  #patterns;
  #choose;
  #onReached;
  #renderer;
  #polygons = new Map();
  #looks = new Map();
  #rings = new Map();
  /** The place in `shown` of the area that the tabulator key reaches. */
  #reached = 0;
  /** @type {number[]} */
  shown = [];
  /** @type {number[]} */
  #borders = [];

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord, patterns: Patterns,
   *   choose: (area: number) => void}} parts `map` is a Leaflet map
   * @param {(area: number|null) => void} onReached is called with the area that the keyboard
   *   reaches, and with null when it leaves
   */
  constructor({ leaflet, map, record, patterns, choose }, onReached) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
    this.#patterns = patterns;
    this.#choose = choose;
    this.#onReached = onReached;
    this.#renderer = leaflet.svg({ pane: AREAS_PANE, padding: 0.6 });
  }

  /**
   * Show these areas and no others.
   *
   * @param {number[]} areas
   * @param {number[]} borders those that are there on the day
   */
  show(areas, borders) {
    this.#borders = borders;
    const kept = new Set(areas);
    this.#setTabIndex("-1");
    for (const area of this.shown) if (!kept.has(area)) this.#polygon(area).remove();
    this.shown = areas;
    this.#reached = 0;
    for (const area of areas) this.#polygon(area).addTo(this.#map);
    this.#setTabIndex("0");
  }

  /**
   * @param {number} area
   * @param {AreaLook} look
   */
  paint(area, look) {
    this.#looks.set(area, look);
    const polygon = this.#polygon(area);
    // the attribute alone: Leaflet would write ten
    polygon.options.fillColor = this.#patterns.fill(look.tile, look.inks);
    const element = polygon.getElement();
    element?.setAttribute("fill", polygon.options.fillColor);
    element?.setAttribute("aria-label", look.about);
  }

  /** @returns {AreaLook|undefined} how it was painted last */
  lookOf(area) {
    return this.#looks.get(area);
  }

  /** @returns {string} the area's path as an SVG `d` attribute has it */
  pathOf(area) {
    return this.#polygon(area).getElement()?.getAttribute("d") ?? "";
  }

  /** @returns {[number, number][][][]} polygons of rings of latitude and longitude */
  ringsOf(area) {
    if (!this.#rings.has(area)) this.#rings.set(area, outline(this.#record, area));
    return this.#rings.get(area);
  }

  /** Let the tabulator key reach one area, and the arrow keys move on from it. */
  reach(area) {
    if (!this.shown.includes(area)) return;
    this.#setTabIndex("-1");
    this.#reached = this.shown.indexOf(area);
    this.#setTabIndex("0");
  }

  #go(from, way) {
    const outlines = { areas: this.shown, borders: this.#borders };
    const area = neighbourOf(this.#record, from, way, outlines);
    if (area === null) return;
    this.reach(area);
    this.#polygon(area).getElement().focus({ preventScroll: true });
  }

  #setTabIndex(index) {
    if (this.shown.length === 0) return;
    const element = this.#polygon(this.shown[this.#reached]).getElement();
    element?.setAttribute("tabindex", index);
  }

  #polygon(area) {
    if (!this.#polygons.has(area)) this.#polygons.set(area, this.#makePolygon(area));
    return this.#polygons.get(area);
  }

  #makePolygon(area) {
    const polygon = this.#leaflet.polygon(this.ringsOf(area), {
      smoothFactor: 0, noClip: true, renderer: this.#renderer, pane: AREAS_PANE, stroke: false,
      fill: true, fillOpacity: 1, className: "fm-area",
    });
    polygon.on("click", (event) => {
      this.#leaflet.DomEvent.stopPropagation(event);
      this.#choose(area);
    });
    polygon.bindTooltip(() => document.createTextNode(this.#looks.get(area)?.about ?? ""), {
      sticky: true, className: "fm-tip", direction: "top", opacity: 1,
    });
    polygon.on("add", () => this.#prepare(area, polygon.getElement()));
    return polygon;
  }

  /** Make a path a button; Leaflet makes the path anew whenever the area is added to the map. */
  #prepare(area, element) {
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", area === this.shown[this.#reached] ? "0" : "-1");
    element.dataset.area = this.#record.areas[area].id;
    element.addEventListener("keydown", (event) => {
      const way = wayOf(event);
      if (way !== null) this.#go(area, way);
      else if (event.key === "Enter" || event.key === " ") this.#choose(area);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    element.addEventListener("focus", () => {
      this.reach(area);
      if (element.matches(":focus-visible")) this.#onReached(area);
    });
    element.addEventListener("blur", () => this.#onReached(null));
  }
}
