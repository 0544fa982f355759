/**
 * What a reader searched for, on the map: a line round all areas of a party, or a place.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 */

import { STROKES } from "../dom/theme.mjs";

const FOUND_PANE = "frontmap-found";
/** Over the lines and under the labels. */
const FOUND_INDEX = 428;

export class Found {
  #leaflet;
  #record;
  #options;
  #layers;

  /**
   * @param {any} leaflet the library
   * @param {any} map a Leaflet map
   * @param {AtlasRecord} record
   */
  constructor(leaflet, map, record) {
    this.#leaflet = leaflet;
    this.#record = record;
    const pane = map.createPane(FOUND_PANE);
    pane.style.zIndex = FOUND_INDEX;
    pane.style.pointerEvents = "none";
    this.#options = {
      pane: FOUND_PANE, renderer: leaflet.svg({ pane: FOUND_PANE }), interactive: false,
      opacity: 1, className: "fm-found",
    };
    this.#layers = leaflet.layerGroup([]).addTo(map);
  }

  /**
   * @param {number[]} areas
   * @param {number[]} borders those of the day
   * @param {[number, number][]} line a place, or the course of a street
   */
  show(areas, borders, line) {
    const among = new Set(areas);
    const edge = borders.map((border) => this.#record.borders[border])
      .filter(({ left, right }) => among.has(left) !== among.has(right)).map((one) => one.line);
    this.#layers.clearLayers();
    for (const [color, weight] of STROKES.reached) {
      const options = { ...this.#options, color, weight };
      if (edge.length > 0) this.#layers.addLayer(this.#leaflet.polyline(edge, options));
      if (line.length > 1) this.#layers.addLayer(this.#leaflet.polyline(line, options));
      if (line.length === 1) {
        const ring = { ...options, radius: 14, fill: false };
        this.#layers.addLayer(this.#leaflet.circleMarker(line[0], ring));
      }
    }
  }
}
