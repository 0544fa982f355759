/**
 * The labels over the areas, as elements that stay where they are as long as they say the same.
 *
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { SvgAreas } from "./svg-areas.mjs"
 */

import { h } from "../dom/elements.mjs";
import { letterHeight } from "../dom/lettering.mjs";
import { placeLabels } from "./labels.mjs";
import { writeNames } from "./landmarks.mjs";
import { LEAST_LABELLED, PAPER } from "./theme.mjs";
import { wordingsOf } from "./wordings.mjs";

export class SvgLabels {
  #map;
  #record;
  #areas;
  #pane;
  #coded;
  #names = h("div");
  #wordings = new Map();
  #places = new Map();
  #candidates = new Map();
  #labels = new Map();
  /** The areas of which only the code stands on the map, as they were told last. */
  #told = "";
  /** Which areas need a label above all. */
  urgent = new Set();
  /** @type {NamedLandmark[]} */
  landmarks = [];
  direction = "ltr";

  /**
   * @param {{map: any, record: AtlasRecord, areas: SvgAreas, pane: HTMLElement,
   *   coded: (areas: number[]) => void}} parts `coded` is called with the areas of which only the
   *   code finds room, whenever they are others
   */
  constructor({ map, record, areas, pane, coded }) {
    this.#map = map;
    this.#record = record;
    this.#areas = areas;
    this.#pane = pane;
    this.#coded = coded;
    pane.append(this.#names);
    map.on("moveend viewreset", () => {
      this.#places.clear();
      this.#candidates.clear();
      this.place();
    });
  }

  /** Put all labels where they fit. */
  place() {
    const letters = letterHeight(this.#map.getContainer());
    const candidates = this.#areas.shown
      .filter((area) => this.#areas.lookOf(area) && this.#placeOf(area).size >= LEAST_LABELLED)
      .map((area) => this.#candidateOf(area, letters));
    for (const one of candidates) one.urgent = this.urgent.has(one.key);
    const frame = this.#frame();
    const placed = [];
    const chosen = placeLabels(candidates, placed, frame);
    this.#write(candidates.filter(({ key }) => chosen.has(key)).map((candidate) => ({
      ...candidate, wording: candidate.wordings[chosen.get(candidate.key)],
    })));
    writeNames(this.#names, this.landmarks, {
      placeOf: (position) => this.#map.latLngToLayerPoint(position), letters, placed, frame,
    });
    this.#tellCoded();
  }

  /** What is in view. */
  #frame() {
    const { x: width, y: height } = this.#map.getSize();
    const { x, y } = this.#map.containerPointToLayerPoint([width / 2, height / 2]);
    return { x, y, width, height };
  }

  /** Where an area lies, in pixels; kept until the map is moved. */
  #placeOf(area) {
    if (!this.#places.has(area)) {
      const rings = this.#areas.ringsOf(area).flat().map((ring) => ring.flatMap((point) => {
        const at = this.#map.latLngToLayerPoint(point);
        return [at.x, at.y];
      }));
      const across = rings[0].filter((_, at) => at % 2 === 0);
      const { x, y } = this.#map.latLngToLayerPoint(this.#record.areas[area].label);
      this.#places.set(area, { x, y, rings, size: Math.max(...across) - Math.min(...across) });
    }
    return this.#places.get(area);
  }

  /** What an area's label may be; the same object as long as place, look and letters are. */
  #candidateOf(area, letters) {
    const look = this.#areas.lookOf(area);
    const kept = this.#candidates.get(area);
    if (kept?.look === look && kept.letters === letters) return kept;
    const key = [look.name, look.code, look.holder].join("\n");
    if (!this.#wordings.has(key)) this.#wordings.set(key, wordingsOf(look));
    const made = {
      key: area, look, letters, ...this.#placeOf(area), wordings: this.#wordings.get(key),
    };
    this.#candidates.set(area, made);
    return made;
  }

  /** Write labels; one that stays as it was is not laid out again. */
  #write(labels) {
    const before = this.#labels;
    this.#labels = new Map();
    for (const label of labels) {
      const { key, look, letters, x, y, wording: { lines, share, isCode } } = label;
      const same = [x, y, letters * share, look.ink, this.direction, isCode, ...lines].join("\n");
      const old = before.get(key);
      this.#labels.set(key, old?.same === same ? old
        : { same, isCode, element: this.#element(label) });
    }
    for (const [key, { element }] of before) {
      if (this.#labels.get(key)?.element !== element) element.remove();
    }
  }

  #element({ look, letters, x, y, wording: { lines, share } }) {
    const dark = look.ink === PAPER ? ".fm-on-dark" : "";
    const element = h(`div.fm-label${dark}`,
      { dir: this.direction, "aria-hidden": "true" }, lines.map((line) => h("span", {}, line)));
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
    element.style.fontSize = `${letters * share}px`;
    this.#pane.append(element);
    return element;
  }

  #tellCoded() {
    const coded = [...this.#labels].filter(([, { isCode }]) => isCode).map(([area]) => area);
    const told = [this.direction, ...coded].join();
    if (told !== this.#told) this.#coded(coded);
    this.#told = told;
  }
}
