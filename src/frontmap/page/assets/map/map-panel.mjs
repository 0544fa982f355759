/**
 * The map on the page: what of it a new state changes is told to the painter, and nothing else.
 *
 * @import { Account, AtlasRecord } from "../state/payload.mjs"
 * @import { Drawn } from "../state/drawn.mjs"
 * @import { PageState, Wish } from "../state/page-state.mjs"
 * @import { MapLegend } from "../view/map-legend.mjs"
 * @import { Told } from "../state/on-map.mjs"
 * @import { Said } from "../view/said.mjs"
 * @import { CanvasPainter } from "./canvas-painter.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { Patterns } from "./patterns.mjs"
 * @import { PainterParts, SvgPainter } from "./svg-painter.mjs"
 *
 * @typedef {new (parts: PainterParts) => SvgPainter|CanvasPainter} Painter
 */

import { h, svg } from "../dom/elements.mjs";
import { DaySteps } from "../state/day-steps.mjs";
import { differences } from "../state/page-state.mjs";
import { LINE_KEYS, drawnOf } from "../state/drawn.mjs";
import { notesOn, toldOfNote } from "../state/on-map.mjs";
import { middleOf } from "../state/payload.mjs";
import { changesOn, difference, doubtOn, frontsIn, runAt } from "../state/timeline.mjs";
import { noteWriter, onPlace } from "./annotations.mjs";
import { MapContext } from "./context.mjs";
import { Found } from "./found.mjs";
import { Framing } from "./framing.mjs";
import { bordersOf } from "./geometry.mjs";
import { Gestures } from "./gestures.mjs";
import { Locator } from "./locator.mjs";
import { lookOf } from "./look.mjs";
import { mapPicture } from "./map-picture.mjs";
import { boxesOver } from "./over-map.mjs";
import { viewOf, windowOn } from "./pixels.mjs";
import { scaleIn } from "./scale.mjs";

/** When the first map has been drawn on any machine, in milliseconds. */
const WHEN_DRAWN = 1000;

export class MapPanel {
  #map;
  #record;
  #painter;
  #context;
  #locator;
  #framing;
  #legend;
  #said;
  /** What writes each of our own short texts, as long as the language is the same. */
  #noteWriters = new Map();
  #scale;
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
  #isShown = false;

  /**
   * @param {{leaflet: any, map: any, record: AtlasRecord}} parts `leaflet` is the library, `map` a
   *   Leaflet map
   * @param {Painter} Painter
   * @param {{change: (wish: Wish) => void, patterns: Patterns, legend: MapLegend, said: Said}} on
   */
  constructor({ leaflet, map, record }, Painter, { change, patterns, legend, said }) {
    this.#map = map;
    this.#record = record;
    this.#framing = new Framing(leaflet, map, record);
    this.#painter = new Painter({
      leaflet, map, record, patterns, onPlace, choose: (area) => change({ area }),
      over: (middle) => boxesOver(map.getContainer(), legend, middle),
      tell: (told) => this.tell(told), reached: (area) => this.reveal(area),
    });
    this.#context = new MapContext({ leaflet, map, record });
    this.#found = new Found(leaflet, map, record);
    this.#locator = new Locator(map, record);
    this.#legend = legend;
    legend.folded = () => {
      this.#measureLegend();
      this.#painter.placeLabels();
    };
    this.#said = said;
    this.#daySteps = new Map([...record.accounts.values()]
      .map((account) => [account, new DaySteps(account)]));
    window.setTimeout(() => this.#daySteps.get(this.#state.account).prepare(), WHEN_DRAWN);
    this.element = h("div.fm-stage");
    map.keyboard?.disable(); // the arrow keys turn the days
    map.on("click", () => { if (this.#state.area !== null) change({ area: null }); });
    this.#scale = new (scaleIn(leaflet, () => this.#state.language))({ maxWidth: 160 });
    this.#gestures = new Gestures(map, this.element, () => { this.#framing.fitted = false; });
    leaflet.DomEvent.disableClickPropagation(this.#whole);
    map.getContainer().querySelector(".leaflet-control-zoom")?.append(this.#whole);
  }

  /** Move the map into the panel, which has to stand in the page. */
  settle() {
    this.element.prepend(this.#map.getContainer(), this.#locator.element, this.#said.element);
    new ResizeObserver(() => {
      this.resize();
      if (this.#framing.fitted) this.fit();
    }).observe(this.element);
  }

  /** Bring the episode into view, and aside as far as there is room beside the legend. */
  fit() {
    const { episode, record } = this.#state;
    this.#framing.fit(episode, this.#legend.room);
    // on paper it lies below the map
    if (this.element.closest(".fm-printing")) return;
    const fronts = frontsIn(record.accounts.get(""), episode)
      .map((border) => this.#map.latLngToContainerPoint(middleOf(record.borders[border].line)));
    if (this.#legend.settle(this.#map.getSize(), fronts) && this.#isShown) this.#painter.placeLabels();
  }

  #measureLegend() {
    this.#legend.measure(this.#state, this.#map.getSize());
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

  /**
   * @returns {{element: SVGElement, width: number, height: number, drawn: Drawn, isWhole: boolean,
   *   pins: string[]}} the map as it is seen, what of the day is drawn there, whether that is all,
   *   and the numbers that stand there for short texts
   */
  picture() {
    this.#found.show([], [], []);
    const container = this.#map.getContainer();
    // the legend is no part of a picture, and there is room where it lies
    this.#legend.element.hidden = true;
    this.#painter.placeLabels();
    const { left, top, right, bottom } = container.getBoundingClientRect();
    const pins = [...container.querySelectorAll(".fm-pin")].filter((pin) => {
      const box = pin.getBoundingClientRect();
      return box.right > left && box.bottom > top && box.left < right && box.top < bottom;
    }).map(({ textContent }) => textContent);
    const picture = { ...mapPicture(container), ...this.#seen(this.#state), pins };
    this.#legend.element.hidden = false;
    this.#painter.placeLabels();
    return picture;
  }

  /** What of a day is drawn in the window, and whether the window has all of it. */
  #seen({ record, account, day, outlines: { areas } }) {
    const { x: left, y: top } = this.#map.getPixelBounds().min;
    const view = viewOf(record, { scale: 2 ** this.#map.getZoom(), left, top });
    const { hasArea, hasBorder, hasAll } = windowOn(record, view, this.#map.getSize());
    const { front, frontBefore, changed, schematic } = this.#dayLines(this.#state);
    const has = {
      front: front.some(hasBorder), frontBefore: frontBefore.some(hasBorder),
      changed: changed.some(hasArea), schematic: schematic.some(hasArea),
    };
    const looks = areas.filter(hasArea).map((area) => (
      [String(runAt(account, area, day)?.control ?? 0), doubtOn(account, area, day)]));
    return {
      drawn: { ...drawnOf(record, looks), lines: LINE_KEYS.filter(({ stroke }) => has[stroke]) },
      isWhole: hasAll(areas),
    };
  }

  /** Let the map take the size that its element has now. */
  resize() {
    this.#map.invalidateSize({ pan: false });
    this.#measureLegend();
  }

  /** @param {number} density see the canvas painter; elements are painted at once by themselves */
  paintNow(density) {
    this.#painter.paintNow(density);
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
    if (retold) {
      this.#locator.show(state);
      this.#scale.remove().addTo(this.#map);
    }
    const altered = retold ? outlines.areas : this.#altered(state, before);
    if (fresh) this.#legend.clear();
    for (const one of altered) {
      this.#painter.paint(one, lookOf(state, one));
      this.#legend.count(state, one);
    }
    if (moved || retold) {
      this.#drawLines(state);
      this.#found.show([], [], []);
      this.#write(state, retold);
    }
    // an account may have other parties, and so a legend of another size
    if (retold || before.account !== state.account) this.#measureLegend();
    this.#painter.label(state);
    if (fresh || before.area !== area) this.#painter.choose(area);
    this.#isShown = true;
  }

  /** The areas that are drawn differently than before. */
  #altered(state, before) {
    const { account, day, outlines: { areas } } = state;
    return before.account === account
      ? this.#daySteps.get(account).altered(before.day, day, areas)
      : difference(before, state, areas);
  }

  #dayLines({ record, account, day, episode, outlines: { areas } }) {
    const steps = this.#daySteps.get(account);
    return {
      front: [...steps.front(day)],
      // without outlines there is no data, and nobody knows where the front is no more
      frontBefore: day === episode.start || areas.length === 0 ? [] : steps.frontBefore(day),
      changed: changesOn(account, day),
      schematic: areas.filter((area) => record.areas[area].outline === "schematic"),
    };
  }

  #drawLines(state) {
    const lines = this.#dayLines(state);
    this.#painter.draw(lines);
    this.#legend.show(state, Object.fromEntries(
      Object.entries(lines).map(([stroke, { length }]) => [stroke, length > 0])));
  }

  /** Write our own short texts, and the names of streets and landmarks, where there is room. */
  #write(state, retold) {
    if (retold) this.#noteWriters.clear();
    this.#said.close();
    const notes = notesOn(state).map((note, at) => {
      if (!this.#noteWriters.has(note)) this.#noteWriters.set(note, this.#noteWriter(note, at));
      return this.#noteWriters.get(note);
    });
    this.#painter.mark([...notes, ...this.#context.show(state)], state);
  }

  #noteWriter(note, at) {
    const { language } = this.#state;
    return noteWriter({
      annotation: note, number: language.whole(at + 1), text: language.plain(note.text),
      open: () => this.tell(toldOfNote(this.#state, note)),
    });
  }

  /**
   * Open over the map what was said of a place, and bring the place into view.
   *
   * @param {Told} told
   */
  tell(told) {
    this.#map.panInside(told.place, { padding: [40, 40], animate: false });
    this.#said.open(this.#state, told);
    this.element.scrollIntoView({ block: "nearest" });
  }
}
