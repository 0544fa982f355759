/**
 * Where this is: in words, and a small map of the whole atlas that shows what part of it the map is
 * looking at.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 */

import { h, refill, svg, textNode } from "../dom/elements.mjs";
import { isThere } from "../state/timeline.mjs";
import { boxOf, outline } from "./geometry.mjs";

/** Its longer side, and what is left free round it, in pixels. */
const LOCATOR_SIZE = 108;
const LOCATOR_EDGE = 4;
/** Of more areas than this only the edge of all is drawn: the areas would be specks. */
const MANY_AREAS = 400;

export class Locator {
  #map;
  #scale;
  #shapes;
  #frame = svg("rect.fm-view");
  #caption = h("figcaption");
  #picture;
  #hasPlace = false;

  /**
   * @param {any} map a Leaflet map
   * @param {AtlasRecord} record
   */
  constructor(map, record) {
    this.#map = map;
    const edge = record.borders.filter(({ right }) => right < 0);
    this.#scale = scaleOf(edge.map(({ flat }) => flat));
    const many = record.areas.length > MANY_AREAS;
    this.#shapes = many ? [] : record.areas.map((_, area) => svg("path", {
      d: outline(record, area).flat().map((ring) => `${this.#pathAlong(ring)}Z`).join(""),
    }));
    const { width, height } = this.#scale;
    const [across, down] = [width + 2 * LOCATOR_EDGE, height + 2 * LOCATOR_EDGE];
    this.#picture = svg("svg", {
      viewBox: `-${LOCATOR_EDGE} -${LOCATOR_EDGE} ${across.toFixed(1)} ${down.toFixed(1)}`,
      role: "img", width: Math.round(across), height: Math.round(down),
    },
    many && svg("path.fm-edge", { d: edge.map(({ line }) => this.#pathAlong(line)).join("") }),
    this.#shapes, this.#frame);
    this.element = h("figure.fm-locator", {}, this.#picture, this.#caption);
    map.on("moveend zoomend", () => this.#look());
  }

  /** @param {PageState} state */
  show({ record, language, outlines, account, day }) {
    const among = new Set(outlines.areas);
    this.#shapes.forEach((shape, area) => {
      shape.setAttribute("class", among.has(area) ? "fm-shown" : "fm-beyond");
      shape.setAttribute("display", isThere(account, area, day) ? "inline" : "none");
    });
    this.#picture.setAttribute("aria-label", language.word("map.locator"));
    refill(this.#caption, record.place ? textNode(language, record.place)
      : language.word("map.locator"));
    this.#hasPlace = record.place !== null;
    this.element.classList.toggle("fm-placed", this.#hasPlace);
    this.#look();
  }

  #pathAlong(line) {
    const { x, y } = this.#scale;
    return `M${line.map(([lat, lon]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join("L")}`;
  }

  /** Frame what the map shows; where that is all, it would tell nothing, and lie over the map. */
  #look() {
    const bounds = this.#map.getBounds();
    const { south, west, north, east, x, y } = this.#scale;
    const whole = bounds.contains([[south, west], [north, east]]);
    this.#picture.toggleAttribute("hidden", whole);
    this.element.hidden = whole && !this.#hasPlace;
    const within = (value, low, high) => Math.min(high, Math.max(low, value));
    const left = x(within(bounds.getWest(), west, east)).toFixed(1);
    const right = x(within(bounds.getEast(), west, east)).toFixed(1);
    const top = y(within(bounds.getNorth(), south, north)).toFixed(1);
    const bottom = y(within(bounds.getSouth(), south, north)).toFixed(1);
    this.#frame.setAttribute("x", left);
    this.#frame.setAttribute("y", top);
    this.#frame.setAttribute("width", Math.max(0, Number(right) - Number(left)));
    this.#frame.setAttribute("height", Math.max(0, Number(bottom) - Number(top)));
  }
}

/** From degrees to pixels: a degree of longitude is narrower than one of latitude. */
function scaleOf(lines) {
  const [south, west, north, east] = boxOf(lines);
  const narrow = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const pixels = LOCATOR_SIZE / Math.max(north - south, (east - west) * narrow);
  return {
    south, west, north, east,
    width: (east - west) * narrow * pixels,
    height: (north - south) * pixels,
    x: (lon) => (lon - west) * narrow * pixels,
    y: (lat) => (north - lat) * pixels,
  };
}
