/**
 * The labels over the areas, as elements. They stand as long as the view does; from day to day only
 * what one says is written anew: who holds the area, and whether that is news.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { Box, Label } from "./labels.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { PainterParts } from "./svg-painter.mjs"
 * @import { SvgAreas } from "./svg-areas.mjs"
 */

import { h, svg } from "../dom/elements.mjs";
import { letterHeight } from "../dom/lettering.mjs";
import { Grounds } from "./grounds.mjs";
import { labelElement } from "./label-element.mjs";
import { Labeller } from "./labelling.mjs";
import { codedAreas, holdersSaid, touching } from "./labels.mjs";
import { writeNames } from "./landmarks.mjs";
import { alike } from "./look.mjs";
import { viewOf } from "./pixels.mjs";
import { Subjects } from "./subjects.mjs";
import { PAPER } from "../dom/theme.mjs";
import { DOT } from "./wordings.mjs";

/** So far labels keep from the edge of the window, in pixels. */
const EDGE = 4;

export class SvgLabels {
  #leaflet;
  #map;
  #record;
  #areas;
  #over;
  #pane;
  #names = h("div");
  /** @type {PageState|null} */
  #state = null;
  #stale = true;
  /**
   * @type {{area: number, ground: number|undefined, kinds: string, dot: string, said: string,
   *   element: HTMLElement, code: HTMLElement}[]} `area` is -1 for a group
   */
  #labels = [];
  /** The areas whose labels have room for a code, the largest first, and those that touch. */
  #coded = [];
  #pairs = [];
  /** Which areas changed or lie at the front. */
  urgent = new Set();
  /** @type {NamedLandmark[]} */
  landmarks = [];
  /** @type {Box[]} what they take, and what lies over the map; the same until the view is another */
  #placed = [];
  /** The upper left corner of the window on the map in this view, in pixels of the layers. */
  #corner;
  /** The height of the page's letters in this view, in pixels: to ask for it has all styled. */
  #letters = 0;

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord, areas: SvgAreas, pane: HTMLElement,
   *   over: PainterParts["over"]}} parts
   */
  constructor({ leaflet, map, record, areas, pane, over }) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#over = over;
    this.#record = record;
    this.#areas = areas;
    this.#pane = pane;
    map.on("moveend viewreset", () => {
      if (!this.#stale) queueMicrotask(() => this.label(this.#state));
      this.#stale = true;
    });
  }

  /**
   * Put the labels where they fit, if that may have changed, and let them say what is so.
   *
   * @param {PageState} state
   */
  label(state) {
    const before = this.#state;
    this.#state = state;
    if (this.#stale || before.account !== state.account || before.language !== state.language
      || before.episode !== state.episode || before.outlines.since !== state.outlines.since) {
      this.#place();
    }
    this.#write();
    this.#nameLandmarks();
  }

  /** Put the labels where they fit now. */
  renew() {
    this.#stale = true;
    this.label(this.#state);
  }

  #place() {
    const { outlines: { borders }, language } = this.#state;
    const { shown } = this.#areas;
    // in pixels of the window, so that it does not matter where the layers begin
    const { x: left, y: top } = this.#map.getPixelBounds().min;
    this.#corner = this.#map.containerPointToLayerPoint([0, 0]);
    this.#leaflet.DomUtil.setPosition(this.#pane, this.#corner);
    const view = viewOf(this.#record, { scale: 2 ** this.#map.getZoom(), left, top });
    const frame = this.#frame();
    const grounds = new Grounds(this.#record, view, frame, borders);
    const subjects = new Subjects(this.#state);
    this.#letters = letterHeight(this.#map.getContainer());
    const members = new Map(shown
      .map((area) => [area, { ...subjects.of(area), ground: grounds.ofArea(area) }]));
    const inView = shown.filter((area) => members.get(area).ground);
    const labeller = new Labeller({
      frame, letters: this.#letters, free: grounds.off(shown),
      obstacles: this.#over(frame),
    });
    const { labels, placed } = labeller.label(inView.map((area) => members.get(area)),
      subjects.groups(inView).map(({ key, title, areas }) => ({
        key, title, members: areas.map((area) => members.get(area)), ground: grounds.ofGroup(areas),
      })));
    this.#pairs = touching(this.#record, borders, shown);
    this.#coded = codedAreas(labels, this.#record);
    this.#placed = placed;
    this.#draw(labels, members, language.direction);
    this.#stale = false;
  }

  /** What is in view. */
  #frame() {
    const { x: width, y: height } = this.#map.getSize();
    return { x: width / 2, y: height / 2, width: width - 2 * EDGE, height: height - 2 * EDGE };
  }

  #draw(labels, members, direction) {
    const under = ({ x, y }) => [...members.values()].find(({ ground }) => ground?.has(x, y))?.key;
    this.#labels = labels.map((label) => {
      const { key, leader, wording: { code: where } } = label;
      const isGroup = !members.has(key);
      const code = h("b");
      return {
        // a label beside its area stands on no colour
        area: isGroup ? -1 : key, ground: leader ? undefined : under(label),
        kinds: ["fm-label", isGroup && "fm-group", leader && "fm-aside",
          where === "instead" && "fm-instead"].filter(Boolean).join(" "),
        dot: where === "beside" ? DOT : "", code, said: "",
        element: labelElement(label, code, direction),
      };
    });
    const leaders = labels.flatMap(({ leader }) => (leader ? [leader] : []));
    const lines = leaders.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join("");
    const dots = leaders.map(([x, y]) => `M${x} ${y}h0`).join("");
    this.#pane.replaceChildren(
      svg("svg.fm-leaders", { "aria-hidden": "true" },
        [lines, lines, dots, dots].map((d) => svg("path", { d }))),
      ...this.#labels.map(({ element }) => element), this.#names);
  }

  /** Let labels say who holds what, and which of that is news; nothing is measured. */
  #write() {
    const codes = holdersSaid(this.#coded, this.#pairs,
      (area) => alike(this.#areas.lookOf(area)), this.urgent);
    for (const one of this.#labels) {
      const holder = this.#areas.lookOf(one.area)?.holder ?? "";
      const kinds = one.kinds + (this.urgent.has(one.area) ? " fm-loud" : "")
        + (codes.has(one.area) ? " fm-coded" : "")
        + (this.#areas.lookOf(one.ground)?.ink === PAPER ? " fm-on-dark" : "");
      const said = kinds + holder;
      if (said === one.said) continue;
      one.said = said;
      one.element.className = kinds;
      one.code.textContent = holder && one.dot + holder;
    }
  }

  /** Write names and short texts where no label stands. */
  #nameLandmarks() {
    writeNames(this.#names, this.landmarks, {
      placeOf: (position) => this.#map.latLngToLayerPoint(position).subtract(this.#corner),
      letters: this.#letters, placed: [...this.#placed],
      frame: this.#frame(),
    });
  }
}
