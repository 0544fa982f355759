/**
 * By what a reader finds the way: streets and landmarks in quiet greys, the north, and what the
 * map's edge points to. It is drawn once; a step of the day touches it only where the day's claims
 * name other landmarks.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 */

import { h, svg } from "../dom/elements.mjs";
import { widthOf } from "../dom/lettering.mjs";
import { briefName, nameWriter } from "./landmarks.mjs";
import { INK } from "../dom/theme.mjs";

const STREETS_PANE = "frontmap-streets";
const MARKS_PANE = "frontmap-marks";
/** Over the areas and under the lines; over the lines and under the labels. */
const STREETS_INDEX = 415;
const MARKS_INDEX = 423;
/**
 * Of each kind of line the colour, the width in pixels, and the metres of a pixel up to which it is
 * shown: a map of a country has no lanes.
 */
const STREETS = {
  water: { color: "#6f93ad", weight: 2.2, finest: Infinity },
  highway: { color: "#6d7278", weight: 2.4, finest: Infinity },
  main: { color: "#6d7278", weight: 1.5, finest: 60 },
  street: { color: "#6d7278", weight: 1, finest: 14 },
};
/** What is round a line, so that it is seen on dark fills, too. */
const CASING = { color: "#fff", opacity: 0.55 };
const CASING_WIDTH = 1.6;
/** Landmarks stand at least so far from one another, in pixels; the one that is named more stays. */
const PINS_APART = 34;
/** Those that no claim names are shown up to so many metres of a pixel. */
const UNNAMED = 8;
/** So many are looked at. */
const LANDMARKS = 400;
const GREY = "#5b6067";
/** From so many pixels on a map has room for how far the place is that a pointer points to. */
const FULLY_TOLD = 520;
/** How far from the edge of the map a pointer stands, in pixels. */
const POINTER_EDGE = 16;
/** The height of its letters, and the room beside half of its name: distance, and a control. */
const POINTER_LETTERS = 12;
const POINTER_ENDS = 84;
const TIP = "M0-5 5 4H-5Z";

export class MapContext {
  #leaflet;
  #map;
  #record;
  #renderers;
  #streets = [];
  #marks;
  #pointers;
  /** Landmarks by how many claims name them. */
  #ranked;
  #counts;
  /** Those that are shown in the view that was looked at last. */
  #shown = new Set();
  #seen = "";
  #strong = new Set();
  /** @type {NamedLandmark[]} */
  #names = [];
  #told = "";
  /** @type {PageState} */
  #state;
  #north = h("div.fm-north", { "aria-hidden": "true" });

  /** @param {{leaflet: any, map: any, record: AtlasRecord}} parts `map` is a Leaflet map */
  constructor({ leaflet, map, record }) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
    this.#counts = claimCounts(record);
    this.#ranked = ranked(this.#counts).slice(0, LANDMARKS);
    const [streets, marks] = [this.#streetsPane(), this.#pane(MARKS_PANE, MARKS_INDEX)];
    this.#renderers = [streets, marks].map((pane) => leaflet.svg({ pane, padding: 0.6 }));
    this.#marks = leaflet.layerGroup([]).addTo(map);
    this.#addStreets(streets);
    this.#pointers = record.pointers.map(({ place }) => ({
      place, element: h("div.fm-pointer", { dir: "auto" }),
    }));
    map.getContainer().append(...this.#pointers.map(({ element }) => element));
    const compass = leaflet.control({ position: "bottomleft" });
    compass.onAdd = () => this.#north;
    compass.addTo(map);
    map.on("moveend zoomend", () => this.#look());
    map.on("move zoomend resize", () => this.#point());
  }

  #pane(name, index) {
    const pane = this.#map.createPane(name);
    pane.style.zIndex = index;
    pane.style.pointerEvents = "none";
    return name;
  }

  /** The pane of the canvases, if there are any: the streets come between the two. */
  #streetsPane() {
    const canvases = "frontmap-canvas";
    return this.#map.getPane(canvases) ? canvases : this.#pane(STREETS_PANE, STREETS_INDEX);
  }

  #addStreets(name) {
    for (const kind of Object.keys(STREETS)) {
      const { color, weight, finest } = STREETS[kind];
      const lines = this.#record.streets.filter((street) => street.kind === kind)
        .flatMap((street) => street.lines);
      if (lines.length === 0) continue;
      const options = { pane: name, renderer: this.#renderers[0], interactive: false };
      const strokes = [{ ...CASING, weight: weight + CASING_WIDTH }, { color, weight, opacity: 0.9 }];
      this.#streets.push({ finest, layers: strokes.map((stroke) => (
        this.#leaflet.polyline(lines, { ...options, ...stroke, className: `fm-street-${kind}` })))});
    }
  }

  /**
   * Show a day: the landmarks that its claims name stand out.
   *
   * @param {PageState} state
   * @returns {NamedLandmark[]} the names, in the order in which they may choose their room; the same
   *   list as before where it has the same in it
   */
  show(state) {
    const { record, day, language } = state;
    this.#state = state;
    this.#strong = new Set((record.claimsOn.get(day) ?? [])
      .map((claim) => record.claims[claim].landmark).filter((landmark) => landmark >= 0));
    const told = [language.code, ...this.#strong].join();
    if (told === this.#told) return this.#names;
    this.#told = told;
    this.#seen = "";
    this.#north.replaceChildren(svg("svg", { viewBox: "-6 -7 12 20" },
      svg("path", { d: "M0-6 5 12 0 8-5 12Z" })), language.word("map.north"));
    this.#look();
    this.#point();
    this.#names = this.#named();
    return this.#names;
  }

  #named() {
    const { streets, landmarks } = this.#record;
    const named = (landmark) => this.#strong.has(landmark);
    const streetOf = new Set(streets.map(({ landmark }) => landmark));
    const things = [
      ...streets.map(({ name, kind, landmark, lines }) => ({
        name, line: lines[0], landmark, isShown: () => this.#isFine(STREETS[kind].finest),
        rank: kind === "street" ? 3 : 1,
      })),
      ...this.#ranked.filter((landmark) => !streetOf.has(landmark)).map((landmark) => ({
        name: landmarks[landmark].name, line: landmarks[landmark].line, landmark, rank: 2,
        isShown: () => this.#shown.has(landmark),
      })),
    ].map((thing) => ({ ...thing, rank: named(thing.landmark) ? 0 : thing.rank }));
    return things.sort((one, other) => one.rank - other.rank)
      .map(({ name, line, landmark, isShown }) => nameWriter(() => {
        this.#look();
        const strong = named(landmark);
        if (!strong && !isShown()) return null;
        return { name: briefName(this.#state.language.plain(name)), line, strong };
      }));
  }

  /** Whether a pixel has no more than so many metres. */
  #isFine(metres) {
    const { lat } = this.#map.getCenter();
    const zoom = 2 ** (this.#map.getZoom() + 8);
    return (40_075_017 * Math.cos((lat * Math.PI) / 180)) / zoom <= metres;
  }

  /** Choose what is shown in this view, once. */
  #look() {
    if (!this.#state) return;
    const { lat, lng } = this.#map.getCenter();
    const seen = [lat, lng, this.#map.getZoom(), ...Object.values(this.#map.getSize())].join();
    if (seen === this.#seen) return;
    this.#seen = seen;
    for (const { finest, layers } of this.#streets) {
      const fine = this.#isFine(finest);
      for (const layer of layers) {
        if (fine !== this.#map.hasLayer(layer)) layer[fine ? "addTo" : "removeFrom"](this.#map);
      }
    }
    this.#underFront();
    this.#mark();
  }

  /** Bring the streets under the upper one of two canvases. */
  #underFront() {
    const [, upper] = this.#map.getPane("frontmap-canvas")?.querySelectorAll("canvas") ?? [];
    const streets = upper?.parentElement.querySelector(":scope > svg");
    if (!streets || streets.nextElementSibling === upper) return;
    streets.style.zIndex = "100"; // as Leaflet has canvases
    upper.before(streets);
  }

  #mark() {
    const view = this.#map.getBounds().pad(0.1);
    const { landmarks, streets } = this.#record;
    const taken = [];
    const isFree = (at) => taken.every(({ x, y }) => Math.hypot(x - at.x, y - at.y) >= PINS_APART);
    this.#marks.clearLayers();
    this.#shown.clear();
    const isFine = this.#isFine(UNNAMED);
    const strongFirst = [...this.#strong, ...this.#ranked.filter((one) => !this.#strong.has(one))];
    for (const landmark of strongFirst) {
      const { line } = landmarks[landmark];
      const strong = this.#strong.has(landmark);
      const street = streets.find((one) => one.landmark === landmark);
      if (line.length === 1) {
        const at = this.#map.latLngToLayerPoint(line[0]);
        const isQuiet = this.#counts[landmark] > 0 || isFine;
        if (!view.contains(line[0]) || (!strong && !(isQuiet && isFree(at)))) continue;
        taken.push(at);
      } else if (street && !strong) continue;
      this.#shown.add(landmark);
      this.#marks.addLayer(this.#layer(street?.lines ?? [line], strong));
    }
  }

  #layer(lines, strong) {
    const isLine = lines[0].length > 1;
    const renderer = this.#renderers[isLine ? 0 : 1];
    const options = {
      pane: renderer.options.pane, renderer, interactive: false, color: strong ? INK : GREY,
      className: strong ? "fm-mark fm-strong" : "fm-mark",
    };
    return isLine
      ? this.#leaflet.polyline(lines, { ...options, weight: strong ? 1.6 : 1.2 })
      : this.#leaflet.circleMarker(lines[0][0], {
        ...options, radius: strong ? 4 : 2.6, color: "#fff", weight: 1.2,
        fillColor: strong ? INK : GREY, fillOpacity: 1,
      });
  }

  /** Bring the pointers to the edge, each where the way to its place leaves the map. */
  #point() {
    const size = this.#map.getSize();
    if (!this.#state || size.x === 0) return;
    const { language, record } = this.#state;
    this.#pointers.forEach(({ place, element }, number) => {
      const name = language.plain(record.pointers[number].name);
      const half = widthOf(name) * POINTER_LETTERS * 0.5 + POINTER_ENDS;
      const { x, y, angle } = edgeTowards(this.#map.latLngToContainerPoint(place), size, half);
      const metres = this.#map.distance(this.#map.containerPointToLatLng([x, y]), place);
      const far = `${language.whole(Math.max(1, Math.round(metres / 1000)))} ${
        language.word("unit.km")}`;
      const tip = svg("svg", { viewBox: "-6 -6 12 12", "aria-hidden": "true" },
        svg("path", { d: TIP, transform: `rotate(${angle.toFixed(0)})` }));
      const isHere = angle === HERE;
      element.classList.toggle("fm-here", isHere);
      // on a narrow map the way is enough: names of areas need the room
      const told = size.x < FULLY_TOLD ? name : `${name} · ${far}`;
      element.replaceChildren(...(isHere ? [name] : [tip, told]));
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
      element.style.transform = `translate(${inward(x, size.x)}%, ${inward(y, size.y)}%)`;
    });
  }
}

/** The angle of what needs no arrow: it is in view. */
const HERE = -1;

/** By how much of its size an element is moved to stay on the map, in percent. */
function inward(at, size) {
  if (at <= POINTER_EDGE + 1) return 0;
  return at >= size - POINTER_EDGE - 1 ? -100 : -50;
}

/**
 * Where the way from the middle of a map to a place beyond it leaves the map.
 *
 * @param {{x: number, y: number}} place in pixels
 * @param {{x: number, y: number}} size
 * @param {number} aside how far from the corners it stays, at the upper and the lower edge
 * @returns {{x: number, y: number, angle: number}} the angle clockwise from north in degrees; of a
 *   place that is in view its own place, and `HERE`
 */
export function edgeTowards(place, size, aside) {
  const [across, down] = [place.x - size.x / 2, place.y - size.y / 2];
  const share = Math.min((size.x / 2 - POINTER_EDGE) / Math.abs(across || 1e-9),
    (size.y / 2 - POINTER_EDGE) / Math.abs(down || 1e-9));
  if (share >= 1) return { ...place, angle: HERE };
  const y = size.y / 2 + down * share;
  const free = Math.abs(y * 2 - size.y) < size.y - 2 * POINTER_EDGE ? 0 : aside;
  const x = Math.max(free, Math.min(size.x - free, size.x / 2 + across * share));
  const turn = (Math.atan2(place.x - x, y - place.y) * 180) / Math.PI;
  return { x, y, angle: (turn + 360) % 360 };
}

/**
 * @param {AtlasRecord} record
 * @returns {number[]} how many claims name each landmark
 */
export function claimCounts({ landmarks, claims }) {
  const counts = landmarks.map(() => 0);
  for (const claim of claims) if (claim?.landmark >= 0) counts[claim.landmark] += 1;
  return counts;
}

/**
 * @param {number[]} counts
 * @returns {number[]} the landmarks, those that most claims name first
 */
export function ranked(counts) {
  return counts.map((_, number) => number)
    .sort((one, other) => counts[other] - counts[one] || one - other);
}
