/**
 * The legend on the map: what is drawn on this day, and no more.
 *
 * @import { Drawn } from "../state/drawn.mjs"
 * @import { PageState } from "../state/page-state.mjs"
 * @import { Fills } from "./samples.mjs"
 */

import { arrange, h, refill, textNode } from "../dom/elements.mjs";
import { LINE_KEYS, drawnIn, drawnOf } from "../state/drawn.mjs";
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
  /** Its rows of one language, by what they are of: they stay from day to day. */
  #language = null;
  #known = new Map();
  #rows = h("ul");
  #toggle = h("button.fm-fold", { onclick: () => {
    this.#isChosen = true;
    this.fold(!this.isFolded);
    this.folded();
  } });
  /** Whether a reader has folded it, or unfolded it. */
  #isChosen = false;
  /** How large it is with all that the days of the episode have; null where it is not on the map. */
  #most = null;
  /** Whose account of which episode was measured, and what its days may have. */
  #measured = { account: null, episode: null, drawn: null };
  /** Is called when a reader has folded it, or unfolded it. */
  folded = () => {};

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
    this.#most = null;
    this.#toggle.setAttribute("aria-expanded", String(!folded));
  }

  /** How much room it takes at the side of the map, in pixels; none where it lies below. */
  get room() {
    return this.#most === null ? 0 : this.#most.width + LEGEND_FREE;
  }

  /**
   * What it covers on the days of its episode, the same on each: labels stay where they are.
   *
   * @returns {{x: number, y: number, width: number, height: number}[]} in pixels of the window, none
   *   where it is not on the map
   */
  get boxes() {
    if (this.#most === null || this.element.hidden) return [];
    const { width, height } = this.#most;
    const { left, right, top } = this.element.getBoundingClientRect();
    const isLeft = this.element.classList.contains("fm-left");
    return [{ x: isLeft ? left : right - width, y: top, width, height }];
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
   * @param {{[stroke: string]: boolean}} lines
   */
  show({ record, language }, lines) {
    const looks = this.#tally.looks.sort();
    const told = JSON.stringify([language.code, looks, lines]);
    if (told === this.#told) return;
    this.#told = told;
    arrange(this.#rows, this.#rowsOf(language, {
      ...drawnOf(record, looks.map((look) => look.split(" "))),
      lines: LINE_KEYS.filter(({ stroke }) => lines[stroke]),
    }));
  }

  /** The rows that say what is drawn. */
  #rowsOf(language, { actors, statuses, doubts, lines }) {
    if (this.#language !== language) {
      this.#language = language;
      this.#known.clear();
      refill(this.#toggle, language.word("page.legend"));
    }
    return [
      ...actors.map((actor) => (
        this.#row(actor, () => [badge(actor, language), textNode(language, actor.name)]))),
      ...statuses.map(({ id, tile, inks }) => this.#row(`status.${id}`, () => (
        [sample(this.#patterns.fill(tile, inks)), language.word(`status.${id}`)]))),
      ...doubts.map((doubt) => this.#row(`legend.${doubt}.brief`, () => (
        [doubtSample(doubt, language), language.word(`legend.${doubt}.brief`)]))),
      ...lines.map(({ stroke, word }) => (
        this.#row(word, () => [lineSample(stroke), language.word(word)]))),
    ];
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
   * Find out how much room it takes in an episode, and fold where it would cover much, unless a
   * reader has chosen.
   *
   * @param {PageState} state
   * @param {{x: number, y: number}} map its size in pixels
   */
  measure(state, map) {
    if (!this.#isChosen) this.fold(false);
    this.#most = null;
    if (getComputedStyle(this.element).position !== "relative") return;
    const { account, episode, language } = state;
    if (this.#measured.account !== account || this.#measured.episode !== episode) {
      this.#measured = { account, episode, drawn: drawnIn(state) };
    }
    const shown = [...this.#rows.children];
    arrange(this.#rows, this.#rowsOf(language, this.#measured.drawn));
    this.element.classList.add("fm-whole-key");
    const size = () => ({ width: this.element.offsetWidth, height: this.element.offsetHeight });
    let most = size();
    if (!this.#isChosen && most.width * most.height > map.x * map.y * COVERED) {
      this.fold(true);
      most = size();
    }
    this.#most = most;
    this.element.classList.remove("fm-whole-key");
    arrange(this.#rows, shown);
  }

  /**
   * Stand on a side of the map where the episode's fronts do not run.
   *
   * @param {{x: number, y: number}} map its size in pixels
   * @param {{x: number, y: number}[]} points of the fronts
   * @returns {boolean} whether it stood on the other one
   */
  settle(map, points) {
    const { width, height } = this.#most ?? { width: 0, height: 0 };
    const inCorner = (left) => points.filter(({ x, y }) => (
      y < height && (left ? x < width : x > map.x - width))).length;
    const stood = this.element.classList.contains("fm-left");
    return stood !== this.element.classList.toggle("fm-left", inCorner(false) > inCorner(true));
  }
}
