/**
 * The legend on the map: what is drawn on this day, and no more.
 *
 * @import { Drawn } from "../state/drawn.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { arrange, h, refill, textNode } from "../dom/elements.mjs";
import { LINE_KEYS, drawnOf } from "../state/drawn.mjs";
import { Tally } from "../state/tally.mjs";
import { doubtOn, runAt } from "../state/timeline.mjs";
import { badge, doubtSample, lineSample } from "./legend.mjs";
import { sample } from "./samples.mjs";

/** It covers no more than this share of the map. */
const COVERED = 0.2;
/** What is left free on both its sides, in pixels. */
const LEGEND_FREE = 24;

export class MapLegend {
  #patterns;
  #tally = new Tally();
  #told = "";
  /** @type {Drawn} what it lists */
  drawn = { actors: [], statuses: [], doubts: [], lines: [] };
  /** Its rows of one language, by what they are of: they stay from day to day. */
  #language = null;
  #known = new Map();
  #rows = h("ul");
  #toggle = h("button.fm-fold", { onclick: () => this.fold(!this.isFolded) });

  /** @param {Fills} patterns */
  constructor(patterns) {
    this.#patterns = patterns;
    this.element = h("div.fm-map-legend", {}, this.#toggle, this.#rows);
    this.fold(false);
  }

  get isFolded() {
    return this.#rows.hidden;
  }

  /** @param {boolean} folded whether only its head is seen */
  fold(folded) {
    this.#rows.hidden = folded;
    this.#toggle.setAttribute("aria-expanded", String(!folded));
  }

  /** How much room it takes at the side of the map, in pixels; none where it lies below. */
  get room() {
    const { position } = getComputedStyle(this.element);
    return position === "relative" ? this.element.offsetWidth + LEGEND_FREE : 0;
  }

  /** Count anew: other areas are shown. */
  clear() {
    this.#tally.clear();
  }

  /**
   * Take note of how an area is drawn.
   *
   * @param {PageState} state
   * @param {number} area
   */
  count({ account, day }, area) {
    this.#tally.set(area, `${runAt(account, area, day)?.control ?? 0} ${doubtOn(account, area, day)}`);
  }

  /**
   * Show what the counted areas and the day's lines need.
   *
   * @param {PageState} state
   * @param {{front: boolean, frontBefore: boolean, changed: boolean, schematic: boolean}} lines
   */
  show({ record, language }, lines) {
    const looks = this.#tally.looks.sort();
    const told = JSON.stringify([language.code, looks, lines]);
    if (told === this.#told) return;
    this.#told = told;
    this.drawn = {
      ...drawnOf(record, looks.map((look) => look.split(" "))),
      lines: LINE_KEYS.filter(({ stroke }) => lines[stroke]),
    };
    if (this.#language !== language) {
      this.#language = language;
      this.#known.clear();
      refill(this.#toggle, language.word("page.legend"));
    }
    arrange(this.#rows, [
      ...this.drawn.actors.map((actor) => (
        this.#row(actor, () => [badge(actor, language), textNode(language, actor.name)]))),
      ...this.drawn.statuses.map(({ id, tile, inks }) => this.#row(`status.${id}`, () => (
        [sample(this.#patterns.fill(tile, inks)), language.word(`status.${id}`)]))),
      ...this.drawn.doubts.map((doubt) => this.#row(`legend.${doubt}.brief`, () => (
        [doubtSample(doubt, language), language.word(`legend.${doubt}.brief`)]))),
      ...this.drawn.lines.map(({ stroke, word }) => (
        this.#row(word, () => [lineSample(stroke), language.word(word)]))),
    ]);
  }

  /** The row of a thing, which is made once. */
  #row(thing, parts) {
    if (!this.#known.has(thing)) {
      const [mark, word] = parts();
      this.#known.set(thing, h("li", {}, mark, h("span", {}, word)));
    }
    return this.#known.get(thing);
  }

  /**
   * Stand on a side of the map where the front does not run, and fold where it would cover much.
   *
   * @param {{x: number, y: number}} map its size in pixels
   * @param {{x: number, y: number}[]} points of the front
   */
  settle(map, points) {
    if (getComputedStyle(this.element).position !== "relative") return;
    this.element.classList.remove("fm-left");
    const { offsetWidth: width, offsetHeight: height } = this.element;
    if (!this.isFolded && width * height > map.x * map.y * COVERED) this.fold(true);
    const inCorner = (left) => points.filter(({ x, y }) => (
      y < height && (left ? x < width : x > map.x - width))).length;
    this.element.classList.toggle("fm-left", inCorner(false) > inCorner(true));
  }
}
