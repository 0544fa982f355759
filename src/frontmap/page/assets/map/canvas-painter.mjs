/**
 * The map on canvases, for more areas than a browser can keep as elements.
 *
 * It offers what `svg-painter.mjs` does. The areas stand on one canvas, the day's lines on another.
 * What is painted is painted together, in the next frame.
 *
 * @import { PageState } from "../state/page-state.mjs"
 * @import { AtlasRecord } from "../state/payload.mjs"
 * @import { NamedLandmark } from "./landmarks.mjs"
 * @import { AreaLook } from "./look.mjs"
 * @import { PainterParts } from "./svg-painter.mjs"
 */

import { h } from "../dom/elements.mjs";
import { letterHeight } from "../dom/lettering.mjs";
import { CanvasCells } from "./canvas-cells.mjs";
import { CanvasLines } from "./canvas-lines.mjs";
import { CanvasView } from "./canvas-view.mjs";
import { labelElement } from "./label-element.mjs";
import { urgentOn } from "./labels.mjs";
import { writeNames } from "./landmarks.mjs";
import { neighbourOf, wayOf } from "./neighbours.mjs";

/** Areas of this many pixels across get lines of full weight; smaller ones get thinner lines. */
const FULL = 36;
const LEAST_WEIGHT = 0.3;
/** Each pane's place above the tiles. */
const CANVAS_PANES = { "frontmap-canvas": 410, "frontmap-names": 430 };

export class CanvasPainter {
  #leaflet;
  #map;
  /** @type {AtlasRecord} */
  #record;
  #choose;
  #overMap;
  #onReached;
  #ground = h("canvas.leaflet-zoom-hide", { "aria-hidden": "true" });
  #over = h("canvas.leaflet-zoom-hide", { tabindex: 0, role: "img" });
  #spoken = h("p.fm-unseen", { "aria-live": "polite" });
  #names;
  #titles = h("div");
  #texts = h("div");
  #tip;
  #view;
  #cells;
  #lines;
  #shown = [];
  /** @type {number[]} */
  #borders = [];
  #among = new Set();
  /** @type {NamedLandmark[]} */
  #landmarks = [];
  #day = { front: [], frontBefore: [], changed: [] };
  #chosen = null;
  /** The area that the arrow keys have reached, and the last one that was reached or chosen. */
  #reached = null;
  #last = null;
  /** What the next frame has to paint: areas, all of them, or the lines. */
  #dirty = new Set();
  #stale = true;
  /** Where the map looked when it was painted last. */
  #place = "";
  #restroke = false;
  #frame = 0;
  /** The canvas's pixels in one of the page's; 0 for as many as the screen has. */
  #density = 0;

  /** @param {PainterParts} parts */
  constructor({ leaflet, map, record, patterns, choose, reached, over }) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#record = record;
    this.#choose = choose;
    this.#overMap = over;
    this.#onReached = reached;
    this.#view = new CanvasView(record);
    this.#cells = new CanvasCells(this.#ground.getContext("2d"), this.#view, record, patterns);
    this.#lines = new CanvasLines(this.#over.getContext("2d"), this.#view);
    this.#layPanes();
    this.#tip = leaflet.tooltip({ className: "fm-tip", direction: "top", opacity: 1 });
    this.#listen();
  }

  #layPanes() {
    const [canvases, names] = Object.entries(CANVAS_PANES).map(([name, index]) => {
      const pane = this.#map.createPane(name);
      pane.style.zIndex = index;
      return pane;
    });
    for (const canvas of this.#canvases) canvas.style.position = "absolute";
    canvases.append(this.#ground, this.#over, this.#spoken);
    names.style.pointerEvents = "none";
    names.classList.add("leaflet-zoom-hide");
    this.#names = names;
    names.append(this.#titles, this.#texts);
  }

  #listen() {
    const over = this.#over;
    over.addEventListener("pointermove", (event) => this.#point(event));
    over.addEventListener("pointerleave", () => this.#tip.remove());
    over.addEventListener("click", (event) => this.#press(event));
    over.addEventListener("keydown", (event) => this.#onKey(event));
    over.addEventListener("focus", () => {
      if (over.matches(":focus-visible")) this.#reach(this.#last ?? this.#inTheMiddle());
    });
    over.addEventListener("blur", () => {
      this.#reached = null;
      this.#strokeSoon();
    });
    this.#map.on("moveend zoomend viewreset resize", () => {
      // Leaflet tells of a move to where the map is, too: when the page opens, it would paint twice
      if (this.#placeNow() === this.#place) return;
      this.#stale = true;
      this.#soon();
    });
  }

  /** Where the map looks, how large it is, and where the canvases lie. */
  #placeNow() {
    const { min, max } = this.#map.getPixelBounds();
    const corner = this.#map.containerPointToLayerPoint([0, 0]);
    return [this.#map.getZoom(), min, max, corner, window.devicePixelRatio].join();
  }

  get #canvases() {
    return [this.#ground, this.#over];
  }

  /**
   * Show these areas and no others, on a day on which these borders are there.
   *
   * @param {number[]} areas
   * @param {number[]} borders
   * @param {"ltr"|"rtl"} direction of reading
   */
  show(areas, borders, direction) {
    this.#ground.dir = direction; // for the letters on it
    this.#shown = areas;
    this.#borders = borders;
    this.#among = new Set(areas);
    this.#cells.show(borders);
    if (!this.#among.has(this.#reached)) this.#reached = null;
    if (!this.#among.has(this.#last)) this.#last = null;
    this.#stale = true;
    this.#soon();
  }

  /**
   * Paint one area, with all others that are painted before the next frame.
   *
   * @param {number} area
   * @param {AreaLook} look
   */
  paint(area, look) {
    this.#cells.set(area, look);
    this.#dirty.add(area);
    this.#soon();
  }

  /**
   * Draw the day's lines: the front, that of the day before where it is no more, what changed.
   *
   * @param {{front: number[], frontBefore: number[], changed: number[]}} day
   */
  draw(day) {
    this.#day = day;
    this.#cells.urgent = urgentOn(this.#record, day);
    this.#strokeSoon();
  }

  /**
   * Write names and short texts where the labels leave room.
   *
   * @overload
   * @param {NamedLandmark[]} landmarks
   * @param {PageState} [state] for what marks more of a day
   * @returns {void}
   */
  mark(landmarks) {
    this.#landmarks = landmarks;
    this.#soon();
  }

  /**
   * Ring the chosen area.
   *
   * @param {number|null} area null for none
   */
  choose(area) {
    this.#chosen = area;
    this.#last = area ?? this.#last;
    const about = this.#map.getContainer().getAttribute("aria-label") ?? "";
    this.#over.setAttribute("aria-label", about);
    if (area === null) delete this.#over.dataset.area;
    else this.#over.dataset.area = this.#record.areas[area].id;
    this.#strokeSoon();
  }

  /**
   * Let the labels say what is so now.
   *
   * @param {PageState} state
   */
  label(state) {
    const before = this.#cells.state;
    this.#cells.state = state;
    if (before?.language === state.language && before.account === state.account) return;
    this.#stale = true;
    this.#soon();
  }

  /** Place the labels anew, at once: something else lies over the map. */
  placeLabels() {
    this.paintNow(this.#density);
    this.#setTitles();
  }

  /**
   * Paint all now, and not in the next frame.
   *
   * @param {number} density the canvas's pixels in one of the page's; 0 for the screen's own
   */
  paintNow(density) {
    window.cancelAnimationFrame(this.#frame);
    this.#density = density;
    this.#stale = true;
    this.#paintFrame();
  }

  #soon() {
    if (this.#frame !== 0) return;
    this.#frame = window.requestAnimationFrame(() => this.#paintFrame());
  }

  #strokeSoon() {
    this.#restroke = true;
    this.#soon();
  }

  #paintFrame() {
    this.#frame = 0;
    if (this.#stale) {
      this.#look();
      this.#cells.paint(this.#shown);
      window.setTimeout(() => this.#setTitles());
    } else if (this.#dirty.size > 0 || this.#restroke) this.#cells.paint([...this.#dirty]);
    if (this.#stale || this.#restroke) this.#lines.draw(this.#dayLines());
    if (this.#landmarks.length > 0 || this.#names.childNodes.length > 1) this.#setNames();
    this.#dirty.clear();
    this.#stale = false;
    this.#restroke = false;
  }

  /** Bring the canvases over the window, and measure for it. */
  #look() {
    const density = this.#density || window.devicePixelRatio || 1;
    this.#view.look(this.#map, density);
    this.#place = this.#placeNow();
    const { width, height, beyond } = this.#view;
    const corner = this.#map.containerPointToLayerPoint([0, 0]).subtract(beyond);
    this.#leaflet.DomUtil.setPosition(this.#names, corner);
    for (const canvas of this.#canvases) {
      this.#leaflet.DomUtil.setPosition(canvas, corner);
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.getContext("2d").setTransform(density, 0, 0, density, 0, 0);
    }
    const middle = this.#shown[this.#shown.length >> 1];
    const weight = middle === undefined ? 1
      : Math.max(LEAST_WEIGHT, Math.min(1, this.#view.widthOf(middle) / FULL));
    this.#cells.forget();
    this.#cells.over = this.#overMap({ x: width / 2, y: height / 2 });
    this.#cells.letters = letterHeight(this.#map.getContainer());
    this.#cells.weight = weight;
    this.#lines.forget();
    this.#lines.weight = weight;
  }

  #dayLines() {
    const there = (areas) => new Set(areas.filter((area) => this.#among.has(area)));
    return {
      changed: there(this.#day.changed),
      frontBefore: new Set(this.#day.frontBefore),
      front: new Set(this.#day.front),
      chosen: there([this.#chosen]),
      reached: there([this.#reached]),
    };
  }

  /** Write the names of groups; the map is painted before. */
  #setTitles() {
    this.#titles.replaceChildren(...this.#cells.titles(this.#shown).map((label) => {
      const element = labelElement(label, null, this.#cells.state.language.direction);
      element.className = "fm-label fm-group";
      return element;
    }));
  }

  /** Write names and short texts where no label stands. */
  #setNames() {
    const { x: width, y: height } = this.#map.getSize();
    writeNames(this.#texts, this.#landmarks, {
      placeOf: (position) => {
        const [x, y] = this.#view.pointOf(position);
        return { x, y };
      },
      letters: this.#cells.letters, placed: [...this.#cells.placed],
      frame: { x: this.#view.width / 2, y: this.#view.height / 2, width, height },
    });
  }

  #point(event) {
    const at = this.#map.mouseEventToContainerPoint(event);
    const area = this.#view.areaAt(this.#shown, at);
    if (area === null) {
      this.#tip.remove();
      return;
    }
    this.#tip.setContent(document.createTextNode(this.#cells.aboutOf(area)));
    this.#tip.setLatLng(this.#map.containerPointToLatLng(at)).addTo(this.#map);
  }

  #press(event) {
    if (this.#map.dragging.moved()) return;
    const area = this.#view.areaAt(this.#shown, this.#map.mouseEventToContainerPoint(event));
    if (area === null) return;
    event.stopPropagation();
    this.#choose(area);
  }

  /** The arrow keys go from area to area; Enter and Space choose the one that was reached. */
  #onKey(event) {
    const way = wayOf(event);
    const isPressed = event.key === "Enter" || event.key === " ";
    if (way !== null) this.#go(way);
    else if (isPressed && this.#reached !== null) this.#choose(this.#reached);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #go(way) {
    const outlines = { areas: this.#shown, borders: this.#borders };
    const from = this.#reached ?? this.#last;
    this.#reach(from === null ? this.#inTheMiddle()
      : neighbourOf(this.#record, from, way, outlines));
  }

  #inTheMiddle() {
    return this.#view.areaAt(this.#shown, this.#map.getSize().divideBy(2)) ?? this.#shown[0] ?? null;
  }

  #reach(area) {
    if (area === null) return;
    this.#reached = area;
    this.#last = area;
    this.#spoken.textContent = this.#cells.aboutOf(area);
    this.#strokeSoon();
    this.#onReached(area);
  }
}
