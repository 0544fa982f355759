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

import { h } from "../dom/elements.mjs";
import { DaySteps } from "../state/day-steps.mjs";
import { differences } from "../state/page-state.mjs";
import { changesOn, difference } from "../state/timeline.mjs";
import { Framing } from "./framing.mjs";
import { Locator } from "./locator.mjs";
import { lookOf } from "./look.mjs";

export class MapPanel {
  #map;
  #record;
  #painter;
  #locator;
  #framing;
  /** @type {Map<Account, DaySteps>} */
  #daySteps;
  /** @type {PageState} */
  #state;

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord}} parts `leaflet` is the library, `map` a
   *   Leaflet map
   * @param {Painter} Painter
   * @param {{change: (wish: Wish) => void, patterns: Patterns}} on
   */
  constructor({ leaflet, map, record }, Painter, { change, patterns }) {
    this.#map = map;
    this.#record = record;
    this.#framing = new Framing(leaflet, map, record);
    this.#painter = new Painter({
      leaflet, map, record, patterns, choose: (area) => change({ area }),
    });
    this.#locator = new Locator(map, record);
    this.#daySteps = new Map([...record.accounts.values()]
      .map((account) => [account, new DaySteps(account)]));
    this.element = h("div.fm-stage");
    map.keyboard.disable(); // the arrow keys turn the days
    map.on("click", () => { if (this.#state.area !== null) change({ area: null }); });
    leaflet.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  }

  /** Move the map into the panel, which has to stand in the page. */
  settle() {
    this.element.append(this.#map.getContainer(), this.#locator.element);
    new ResizeObserver(() => {
      this.#framing.resize();
      if (this.#framing.fitted) this.fit();
    }).observe(this.element);
  }

  /** Bring the episode into view. */
  fit() {
    this.#framing.fit(this.#state.episode);
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
    if (moved) this.#drawLines(state);
    if (moved || retold) this.#markLandmarks(state);
    this.#painter.label(state);
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
