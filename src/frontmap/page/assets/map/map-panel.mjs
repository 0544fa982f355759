/**
 * The map on the page: what of it a new state changes is told to the painter, and nothing else.
 *
 * @import { Account, AtlasRecord } from "../state/payload.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { CanvasPainter } from "./canvas-painter.mjs"
 * @import { Patterns } from "./patterns.mjs"
 * @import { PainterParts, SvgPainter } from "./svg-painter.mjs"
 *
 * @typedef {new (parts: PainterParts) => SvgPainter|CanvasPainter} Painter
 */

import { h, svg } from "../dom/elements.mjs";
import { DaySteps } from "../state/day-steps.mjs";
import { differences } from "../state/page-state.mjs";
import { changesOn, difference } from "../state/timeline.mjs";
import { Found } from "./found.mjs";
import { Framing } from "./framing.mjs";
import { bordersOf } from "./geometry.mjs";
import { Gestures } from "./gestures.mjs";
import { Locator } from "./locator.mjs";
import { lookOf } from "./look.mjs";
import { mapPicture } from "./map-picture.mjs";


export class MapPanel {
  #map;
  #record;
  #painter;
  #locator;
  #framing;
  #found;
  #gestures;
  #whole = h("button.fm-whole", {
    type: "button", onclick: () => this.fit(),
  }, svg("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", { d: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" })));
  /** @type {Map<Account, DaySteps>} */
  #daySteps;
  /** @type {PageState} */
  #state;

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord}} parts `leaflet` is the library, `map` a
   *   Leaflet map
   * @param {Painter} Painter
   * @param {{change: (wish: Wish) => void, coded: (areas: number[]) => void,
   *   patterns: Patterns}} on `coded` is called with the areas of which only the code stands there
   */
  constructor({ leaflet, map, record }, Painter, { change, coded, patterns }) {
    this.#map = map;
    this.#record = record;
    this.#framing = new Framing(leaflet, map, record);
    this.#painter = new Painter({
      leaflet, map, record, patterns, coded, choose: (area) => change({ area }),
      reached: (area) => this.reveal(area),
    });
    this.#found = new Found(leaflet, map, record);
    this.#locator = new Locator(map, record);
    this.#daySteps = new Map([...record.accounts.values()]
      .map((account) => [account, new DaySteps(account)]));
    this.element = h("div.fm-stage");
    map.keyboard.disable(); // the arrow keys turn the days
    map.on("click", () => { if (this.#state.area !== null) change({ area: null }); });
    this.#gestures = new Gestures(map, this.element, () => { this.#framing.fitted = false; });
    leaflet.DomEvent.disableClickPropagation(this.#whole);
    map.getContainer().querySelector(".leaflet-control-zoom")?.append(this.#whole);
    leaflet.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  }

  /** Move the map into the panel, which has to stand in the page. */
  settle() {
    this.element.prepend(this.#map.getContainer(), this.#locator.element);
    new ResizeObserver(() => {
      this.#framing.resize();
      if (this.#framing.fitted) this.fit();
    }).observe(this.element);
  }

  /** Bring the episode into view. */
  fit() {
    this.#framing.fit(this.#state.episode);
  }

  /**
   * Bring an area into view.
   *
   * @param {number} area
   * @param {number} [least] so many pixels across at least
   */
  reveal(area, least) {
    this.#framing.reveal(this.#linesOf([area]), least);
  }

  /**
   * Show what was searched for, until the day is another.
   *
   * @param {{areas?: number[], line?: [number, number][]}} what
   */
  find({ areas = [], line = [] }) {
    this.#found.show(areas, this.#state.outlines.borders, line);
    const lines = line.length > 0 ? [line.flat()] : this.#linesOf(areas);
    if (lines.length > 0) this.#framing.reveal(lines);
  }

  #linesOf(areas) {
    return bordersOf(this.#record, this.#state.outlines.borders, areas)
      .map((border) => this.#record.borders[border].flat);
  }

  /** @returns {{element: SVGElement, width: number, height: number}} the map as it is seen */
  picture() {
    this.#found.show([], [], []);
    return mapPicture(this.#map.getContainer());
  }

  /** Let the map take the size that its element has now. */
  resize() {
    this.#map.invalidateSize({ pan: false });
  }

  /** Where the map looks; giving it back brings the map there again. */
  get view() {
    return {
      centre: this.#map.getCenter(), zoom: this.#map.getZoom(), fitted: this.#framing.fitted,
    };
  }

  set view({ centre, zoom, fitted }) {
    this.#map.setView(centre, zoom, { animate: false });
    this.#framing.fitted = fitted;
  }

  /** @returns {HTMLElement|null} the element of an area; on a canvas that of the chosen one */
  elementOf(area) {
    return this.element.querySelector(`[data-area="${this.#record.areas[area].id}"]`);
  }

  /** @param {PageState} state whose language is another */
  showWords({ language }) {
    const container = this.#map.getContainer();
    for (const [way, key] of [["in", "page.zoom_in"], ["out", "page.zoom_out"]]) {
      const button = container.querySelector(`.leaflet-control-zoom-${way}`);
      button?.setAttribute("aria-label", language.word(key));
      button?.setAttribute("title", language.word(key));
    }
    const whole = language.word("page.whole_map");
    this.#whole.setAttribute("aria-label", whole);
    this.#whole.title = whole;
    this.#gestures.words = {
      wheel: language.word("page.hint_wheel"), fingers: language.word("page.hint_fingers"),
    };
    container.setAttribute("role", "group");
    container.setAttribute("aria-label", language.word("map.description"));
    container.setAttribute("tabindex", "-1");
  }

  /**
   * @param {PageState} state
   * @param {PageState|null} before
   */
  show(state, before) {
    this.#state = state;
    const { outlines, area, language } = state;
    const { opened, fresh, retold, moved } = differences(before, state);
    if (fresh) this.#painter.show(outlines.areas, outlines.borders, language.direction);
    if (opened) {
      this.resize();
      this.fit();
    }
    if (retold) this.#locator.show(state);
    const altered = retold ? outlines.areas : this.#altered(state, before);
    for (const one of altered) this.#painter.paint(one, lookOf(state, one));
    if (moved) {
      this.#drawLines(state);
      this.#found.show([], [], []);
    }
    if (moved || retold) this.#markLandmarks(state);
    this.#painter.label(language.direction);
    if (fresh || before.area !== area) this.#painter.choose(area);
  }

  /** The areas that are drawn differently than before. */
  #altered(state, before) {
    const { account, day, outlines: { areas } } = state;
    return before.account === account
      ? this.#daySteps.get(account).altered(before.day, day, areas)
      : difference(before, state, areas);
  }

  #drawLines({ account, day, episode, outlines }) {
    const steps = this.#daySteps.get(account);
    this.#painter.draw({
      front: [...steps.front(day)],
      // without outlines there is no data, and nobody knows where the front is no more
      frontBefore: day === episode.start || outlines.areas.length === 0 ? []
        : steps.frontBefore(day),
      changed: changesOn(account, day),
    });
  }

  /** Mark the places that the day's claims name. */
  #markLandmarks(state) {
    const { record, day, language } = state;
    const named = new Set((record.claimsOn.get(day) ?? [])
      .map((claim) => record.claims[claim].landmark).filter((landmark) => landmark >= 0));
    this.#painter.mark([...named].map((landmark) => ({
      name: language.plain(record.landmarks[landmark].name),
      line: record.landmarks[landmark].line,
    })), state);
  }
}
